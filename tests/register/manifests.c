/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/register.h"
#include "register/suite.h"
#include "support/failing_allocator.h"
#include "support/files.h"

#include <stdlib.h>
#include <string.h>

static integ_status open_for_casework(integ_context *context, const char *path, integ_register **out,
                                      integ_error *error)
{
    integ_register_options *options;
    *out = NULL;
    integ_status status = integ_register_options_new(context, &options, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_options_set_purpose(options, INTEG_PURPOSE_CASEWORK, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_open(context, path, options, out, error);
    integ_register_options_free(options);
    return status;
}

START_TEST(danish_extracts_become_a_register)
{
    integ_context *context;
    integ_error *error;
    integ_register *reg;
    OK(integ_context_new(&context, NULL));
    OK(integ_error_new(&error));
    OK(open_for_casework(context, data_path("data/danish"), &reg, error));
    ck_assert_int_eq(integ_error_count(error), 2);
    ck_assert_str_eq(integ_error_name(error, 0), "register.orphans");
    ck_assert_str_eq(integ_error_source(error, 0), data_path("data/danish/undermappe/aktivering.csv"));
    ck_assert_int_eq(integ_error_severity(error, 0), INTEG_SEVERITY_WARNING);
    ck_assert_str_eq(integ_error_name(error, 1), "register.spell_reversed");
    char *text = describe_register(reg);
    if (getenv("UPDATE_EXPECTED") != NULL)
        write_whole_file(data_path("data/danish.txt"), text, strlen(text));
    char *expected = read_whole_file(data_path("data/danish.txt"), NULL);
    ck_assert_ptr_nonnull(expected);
    ck_assert_str_eq(text, expected);
    free(text);
    free(expected);
    ck_assert_int_eq(integ_register_file_count(reg), 4);
    ck_assert_str_eq(integ_register_file(reg, 0), data_path("data/danish/register.yaml"));
    ck_assert_str_eq(integ_register_file(reg, 2), data_path("data/danish/undermappe/aktivering.csv"));
    ck_assert_ptr_null(integ_register_file(reg, 4));
    ck_assert_ptr_null(integ_register_file(reg, -1));
    const integi_derived_definition *derived = &reg->tables[0].derived[1];
    ck_assert_str_eq(derived->expression, "alder < 18\n        AND aktiv");
    ck_assert_str_eq(derived->place.source, data_path("data/danish/register.yaml"));
    ck_assert_int_eq(derived->place.line, 27);
    ck_assert_int_eq(derived->place.column, 9);
    ck_assert(!reg->tables[1].spell_end_inclusive);
    integ_error_free(error);
    integ_context_free(context);
    integ_register_free(reg);
}
END_TEST

START_TEST(rows_of_linked_tables_lie_by_owner_and_date)
{
    static const int64_t jobs[] = {2, 1, 0, 5, 3, 4}; /* rows of the file */
    integ_context *context;
    integ_register *reg;
    OK(integ_context_new(&context, NULL));
    OK(open_for_casework(context, data_path("data/events"), &reg, NULL));
    const integi_table *tables = reg->snapshots[0].tables;
    ck_assert_str_eq(reg->tables[2].spell_start, "taken");
    ck_assert_str_eq(reg->tables[2].spell_end, "taken");
    ck_assert(reg->tables[2].spell_end_inclusive);
    ck_assert_int_eq(tables[1].linked.having, 4);
    ck_assert_int_eq(tables[1].linked.places, 6);
    for (int place = 0; place < 6; place++)
        ck_assert_int_eq(integi_linked_row(&tables[1].linked, place), jobs[place]);
    ck_assert_ptr_null(tables[2].linked.rows); /* they stand in order already */
    ck_assert_int_eq(tables[2].linked.spells[0].end, tables[2].linked.spells[0].start + 1);
    ck_assert_int_eq(tables[2].linked.spells[2].start, INTEGI_SPELL_NEVER);
    ck_assert_ptr_null(tables[3].linked.spells);
    ck_assert_int_eq(tables[3].linked.has[0], 5); /* the first and the third citizen */
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

/* Owners that are not in the other table are people too, and rows without one. */
START_TEST(people_behind_rows_are_their_owners)
{
    static const int64_t keys[] = {1, 2, 3}, who[] = {1, 1, 2, 9, 9, 0, 0}, amount[] = {1, 0, 0, 4, 5, 6, 0};
    static const uint8_t owned[] = {1, 1, 1, 1, 1, 0, 0}, known[] = {1, 0, 0, 1, 1, 1, 0};
    integ_context *context;
    integ_register_builder *builder;
    integ_register *reg;
    OK(integ_context_new(&context, NULL));
    OK(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL));
    OK(integ_register_builder_add_snapshot(builder, 0, NULL));
    OK(integ_register_builder_add_table(builder, "citizen", 3, NULL));
    OK(integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, keys, NULL, 3, NULL));
    OK(integ_register_builder_set_key(builder, "id", NULL));
    OK(integ_register_builder_add_table(builder, "spell", 7, NULL));
    OK(integ_register_builder_add_integers(builder, "who", INTEG_TYPE_INTEGER, 0, who, owned, 7, NULL));
    OK(integ_register_builder_add_integers(builder, "amount", INTEG_TYPE_INTEGER, 0, amount, known, 7, NULL));
    OK(integ_register_builder_set_link(builder, "who", "citizen", NULL));
    OK(integ_register_builder_finish(builder, &reg, NULL));
    const integ_snapshot *snapshot = integ_register_snapshot(reg, 0);
    ck_assert_int_eq(integ_snapshot_people_unprotected(snapshot, 0, -1, 1), 3);
    ck_assert_int_eq(integ_snapshot_people_unprotected(snapshot, 0, 0, 0), 0);
    ck_assert_int_eq(integ_snapshot_people_unprotected(snapshot, 1, -1, 0), 5);
    ck_assert_int_eq(integ_snapshot_people_unprotected(snapshot, 1, 1, 1), 3); /* 1, 9 and a row of nobody */
    ck_assert_int_eq(integ_snapshot_people_unprotected(snapshot, 1, 1, 0), 3); /* 1, 2 and another one */
    ck_assert_int_eq(integ_snapshot_people_unprotected(snapshot, 1, 2, 0), 0);
    ck_assert_int_eq(integ_snapshot_people_unprotected(snapshot, 2, -1, 0), 0);
    ck_assert_int_eq(integ_snapshot_label_people_unprotected(snapshot, 1, 1, NULL, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_snapshot_label_people_unprotected(snapshot, 1, 1, NULL, 1, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_snapshot_label_people_unprotected(snapshot, 1, 2, NULL, 0, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_snapshot_label_people_unprotected(NULL, 1, 1, NULL, 0, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_register_builder_free(builder);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

START_TEST(a_path_may_name_the_manifest_its_folder_or_a_file)
{
    integ_context *context;
    integ_register *a, *b, *c;
    OK(integ_context_new(&context, NULL));
    OK(open_for_casework(context, data_path("data/danish"), &a, NULL));
    OK(open_for_casework(context, data_path("data/danish/"), &b, NULL));
    OK(open_for_casework(context, data_path("data/danish/register.yaml"), &c, NULL));
    char *texts[] = {describe_register(a), describe_register(b), describe_register(c)};
    ck_assert_str_eq(texts[0], texts[1]);
    ck_assert_str_eq(texts[0], texts[2]);
    for (int i = 0; i < 3; i++)
        free(texts[i]);
    integ_register_free(a);
    integ_register_free(b);
    integ_register_free(c);
    integ_context_free(context);
}
END_TEST

START_TEST(a_bare_file_has_one_table_without_a_date_unless_it_is_given)
{
    integ_context *context;
    integ_register *reg;
    integ_register_options *options;
    OK(integ_context_new(&context, NULL));
    OK(integ_register_options_new(context, &options, NULL));
    OK(integ_register_options_set_delimiter(options, ";", NULL));
    OK(integ_register_options_set_key(options, "cpr", NULL));
    const char *path = data_path("data/danish/undermappe/aktivering.csv");
    ck_assert_int_eq(integ_register_open(context, path, options, &reg, NULL), INTEG_STATUS_BAD_DATA);
    OK(integ_register_options_set_key(options, NULL, NULL));
    OK(integ_register_open(context, path, options, &reg, NULL));
    ck_assert_str_eq(integ_register_table_name(reg, 0), "citizen");
    ck_assert_int_eq(integ_snapshot_has_as_of(integ_register_snapshot(reg, 0)), 0);
    ck_assert_ptr_eq(integ_register_find_snapshot(reg, INTEG_DATE_MINIMUM), integ_register_snapshot(reg, 0));
    integ_register_free(reg);
    OK(integ_register_options_set_as_of(options, 18262, NULL));
    OK(integ_register_open(context, path, options, &reg, NULL));
    ck_assert_int_eq(integ_snapshot_as_of(integ_register_snapshot(reg, 0)), 18262);
    ck_assert_ptr_null(integ_register_find_snapshot(reg, 18261));
    integ_register_free(reg);
    integ_register_options_free(options);
    integ_context_free(context);
}
END_TEST

START_TEST(points_part_thousands_beside_a_decimal_comma)
{
    integ_context *context;
    integ_register *reg;
    integ_register_options *options;
    OK(integ_context_new(&context, NULL));
    OK(integ_register_options_new(context, &options, NULL));
    OK(integ_register_options_set_delimiter(options, ";", NULL));
    OK(integ_register_options_set_decimal(options, ",", NULL));
    OK(integ_register_open(context, data_path("data/points.csv"), options, &reg, NULL));
    ck_assert_int_eq(integ_register_column_type(reg, 0, 1), INTEG_TYPE_NUMBER);
    ck_assert_int_eq(integ_register_column_type(reg, 0, 2), INTEG_TYPE_INTEGER);
    ck_assert_int_eq(integ_register_column_type(reg, 0, 3), INTEG_TYPE_CODE); /* 0.123 is no thousands */
    const integi_column *columns = integ_register_snapshot(reg, 0)->tables[0].columns;
    double amount;
    int64_t count;
    ck_assert(integi_column_number(&columns[1], 2, &amount) && amount == -1000000.25);
    ck_assert(integi_column_integer(&columns[2], 0, &count) && count == 1000);
    ck_assert(!integi_column_integer(&columns[2], 2, &count));
    integ_register_free(reg);
    integ_register_options_free(options);
    integ_context_free(context);
}
END_TEST

static integ_status open_danish(integ_context *context, integ_error *error, void *userdata)
{
    integ_register *reg;
    integ_status status = open_for_casework(context, userdata, &reg, error);
    integ_register_free(reg);
    return status;
}

START_TEST(no_failed_allocation_breaks_opening)
{
    char path[4096];
    snprintf(path, sizeof path, "%s", data_path("data/danish"));
    for_each_failing_allocation(open_danish, path);
    snprintf(path, sizeof path, "%s", data_path("data/bare.csv"));
    for_each_failing_allocation(open_danish, path);
}
END_TEST

/* A citizen's number must not stay behind in freed memory. */
static const char secret[] = "0101001234";
static int found_secret;

static void *plain_allocate(size_t size, void *userdata)
{
    (void)userdata;
    return malloc(size);
}

static void *moving_reallocate(void *block, size_t old_size, size_t new_size, void *userdata)
{
    (void)userdata;
    (void)old_size;
    return realloc(block, new_size);
}

static void searching_release(void *block, size_t size, void *userdata)
{
    (void)userdata;
    const char *bytes = block;
    for (size_t i = 0; i + sizeof secret - 1 <= size; i++)
        found_secret += memcmp(bytes + i, secret, sizeof secret - 1) == 0;
    free(block);
}

START_TEST(freed_memory_holds_no_citizen)
{
    integ_context *context;
    integ_register *reg;
    OK(integ_context_new_with_allocator(plain_allocate, moving_reallocate, searching_release, NULL, &context, NULL));
    OK(open_for_casework(context, data_path("data/danish"), &reg, NULL));
    char *text = describe_register(reg);
    ck_assert_ptr_nonnull(strstr(text, secret));
    free(text);
    integ_register_free(reg);
    OK(open_for_casework(context, data_path("data/bare.csv"), &reg, NULL));
    integ_register_free(reg);
    integ_context_free(context);
    ck_assert_int_eq(found_secret, 0);
}
END_TEST

void add_manifests(Suite *suite)
{
    add_tests(suite, "manifests",
              (const TTest *[]){danish_extracts_become_a_register, rows_of_linked_tables_lie_by_owner_and_date,
                                people_behind_rows_are_their_owners,
                                a_path_may_name_the_manifest_its_folder_or_a_file,
                                a_bare_file_has_one_table_without_a_date_unless_it_is_given,
                                points_part_thousands_beside_a_decimal_comma,
                                no_failed_allocation_breaks_opening, freed_memory_holds_no_citizen, NULL});
}
