/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/register.h"
#include "register/suite.h"
#include "support/failing_allocator.h"

#include <math.h>
#include <string.h>

static integ_context *context;
static integ_error *error;
static integ_register_builder *builder;

static void begin(int32_t purpose)
{
    OK(integ_context_new(&context, NULL));
    OK(integ_error_new(&error));
    OK(integ_register_builder_new(context, purpose, &builder, error));
}

static void end(void)
{
    integ_register_builder_free(builder);
    integ_error_free(error);
    integ_context_free(context);
}

static void expect(integ_status status, const char *name)
{
    ck_assert_int_eq(integ_error_count(error), 1);
    ck_assert_str_eq(integ_error_name(error, 0), name);
    ck_assert_int_eq(integ_error_code(error, 0), status);
    ck_assert_str_ne(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH), "");
    ck_assert_str_ne(integ_error_message(error, 0, INTEG_LANGUAGE_DANISH),
                     integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH));
    integ_error_clear(error);
}

static const int64_t ids[] = {101, 7, 55};
static const int64_t born[] = {-3653, 0, 19000};
static const char *const sexes[] = {"F", NULL, "M"};
static const double weights[] = {1.5, NAN, -0.0};
static const int64_t incomes[] = {1250, -5, 0};

/* A citizen table and a history in two snapshots; the calls' statuses are returned, as memory may run out. */
static integ_status fill(integ_register_builder *to, integ_error *faults)
{
    static const int64_t links[] = {55, 101, 999, 55}, starts[] = {10, 20, 30, 40}, ends[] = {15, 19, 35, 50};
    static const uint8_t known[] = {1, 1, 0};
    static const uint8_t link_known[] = {1, 1, 1, 0};
    integ_status status = INTEG_STATUS_OK;
#define TRY(call)                                                                                                    \
    do {                                                                                                             \
        status = call;                                                                                               \
        if (status != INTEG_STATUS_OK)                                                                               \
            return status;                                                                                           \
    } while (0)
    for (integ_date as_of = 18000; as_of > 17000; as_of -= 365 * 2) {
        TRY(integ_register_builder_add_snapshot(to, as_of, faults));
        TRY(integ_register_builder_add_table(to, "citizen", 3, faults));
        TRY(integ_register_builder_add_integers(to, "id", INTEG_TYPE_INTEGER, 0, ids, NULL, 3, faults));
        TRY(integ_register_builder_add_integers(to, "born", INTEG_TYPE_DATE, 0, born, known, 3, faults));
        TRY(integ_register_builder_add_texts(to, "sex", INTEG_TYPE_CODE, sexes, 3, faults));
        TRY(integ_register_builder_add_numbers(to, "weight", weights, NULL, 3, faults));
        TRY(integ_register_builder_add_integers(to, "income", INTEG_TYPE_DECIMAL, 2, incomes, NULL, 3, faults));
        TRY(integ_register_builder_add_label(to, "sex", "F", "Woman", faults));
        TRY(integ_register_builder_add_label(to, "sex", "F", "Kvinde", faults));
        TRY(integ_register_builder_set_key(to, "id", faults));
        if (as_of == 18000) {
            TRY(integ_register_builder_add_derived(to, "age", "age(born)", faults));
            TRY(integ_register_builder_add_table(to, "activation", 4, faults));
            TRY(integ_register_builder_add_integers(to, "person", INTEG_TYPE_INTEGER, 0, links, link_known, 4,
                                                    faults));
            TRY(integ_register_builder_add_integers(to, "from", INTEG_TYPE_DATE, 0, starts, NULL, 4, faults));
            TRY(integ_register_builder_add_integers(to, "to", INTEG_TYPE_DATE, 0, ends, NULL, 4, faults));
            TRY(integ_register_builder_set_link(to, "person", "citizen", faults));
            TRY(integ_register_builder_set_spell(to, "from", "to", 1, faults));
        }
    }
    return status;
}

static void expect_text(const integ_snapshot *snapshot, int64_t column, int64_t row, const char *text)
{
    char room[40];
    int64_t length;
    OK(integ_snapshot_text(snapshot, 0, column, row, room, sizeof room, &length, NULL));
    ck_assert_str_eq(room, text == NULL ? "" : text);
    ck_assert_int_eq(length, text == NULL ? -1 : (int64_t)strlen(text));
}

START_TEST(arrays_become_a_register_with_snapshots_in_order_of_date)
{
    begin(INTEG_PURPOSE_CASEWORK);
    OK(fill(builder, error));
    integ_register *reg;
    OK(integ_register_builder_finish(builder, &reg, error));
    ck_assert_int_eq(integ_error_count_of(error, INTEG_SEVERITY_WARNING), 2);
    ck_assert_str_eq(integ_error_name(error, 0), "register.orphans");
    ck_assert_str_eq(integ_error_name(error, 1), "register.spell_reversed");
    end();
    ck_assert_int_eq(integ_register_purpose(reg), INTEG_PURPOSE_CASEWORK);
    ck_assert_int_eq(integ_register_snapshot_count(reg), 2);
    const integ_snapshot *early = integ_register_snapshot(reg, 0), *late = integ_register_snapshot(reg, 1);
    ck_assert_int_eq(integ_snapshot_as_of(early), 17270);
    ck_assert_ptr_eq(integ_register_find_snapshot(reg, 17999), early);
    ck_assert_ptr_eq(integ_register_find_snapshot(reg, 18000), late);
    ck_assert_ptr_null(integ_register_find_snapshot(reg, 17269));
    ck_assert_ptr_null(integ_register_find_snapshot_exact(reg, 17999));
    ck_assert_ptr_eq(integ_register_find_snapshot_exact(reg, 17270), early);
    ck_assert_str_eq(integ_register_table_name(reg, 1), "activation");
    ck_assert_int_eq(integ_register_column_index(reg, 0, "income"), 4);
    ck_assert_int_eq(integ_register_column_decimals(reg, 0, 4), 2);
    ck_assert_int_eq(integ_register_column_type(reg, 0, 1), INTEG_TYPE_DATE);
    ck_assert_int_eq(integ_register_label_count(reg, 0, 2), 1);
    ck_assert_str_eq(integ_register_label(reg, 0, 2, "F"), "Kvinde");
    ck_assert_ptr_null(integ_register_label(reg, 0, 2, "M"));
    ck_assert_str_eq(integ_register_derived_expression(reg, 0, 0), "age(born)");
    ck_assert_int_eq(integ_snapshot_rows_unprotected(late, 1), 4);
    ck_assert_int_eq(integ_snapshot_rows_unprotected(early, 1), 0);
    ck_assert_int_eq(integ_snapshot_orphans_unprotected(late, 1), 2);
    ck_assert_int_eq(integ_snapshot_reversed_spells_unprotected(late, 1), 1);
    expect_text(late, 0, 1, "7");
    expect_text(late, 1, 0, "1960-01-01");
    expect_text(late, 1, 2, NULL);
    expect_text(late, 2, 0, "F");
    expect_text(late, 2, 1, NULL);
    expect_text(late, 3, 0, "1.5");
    expect_text(late, 3, 1, NULL);
    expect_text(late, 4, 0, "12.50");
    expect_text(late, 4, 1, "-0.05");
    int64_t row;
    ck_assert(integi_column_integer(&late->tables[1].link, 0, &row) && row == 2);
    ck_assert(integi_column_integer(&late->tables[1].link, 1, &row) && row == 0);
    ck_assert(!integi_column_integer(&late->tables[1].link, 2, &row));
    ck_assert(!integi_column_integer(&late->tables[1].link, 3, &row));
    integ_register_free(reg);
}
END_TEST

START_TEST(a_register_for_statistics_shows_no_value)
{
    begin(INTEG_PURPOSE_STATISTICS);
    OK(fill(builder, NULL));
    integ_register *reg;
    OK(integ_register_builder_finish(builder, &reg, NULL));
    char room[8] = "x";
    int64_t length = 5;
    ck_assert_int_eq(integ_snapshot_text(integ_register_snapshot(reg, 0), 0, 0, 0, room, sizeof room, &length, error),
                     INTEG_STATUS_REFUSED);
    expect(INTEG_STATUS_REFUSED, "register.refused");
    ck_assert_str_eq(room, "");
    ck_assert_int_eq(length, -1);
    integ_register_free(reg);
    end();
}
END_TEST

START_TEST(what_does_not_belong_in_a_table_is_refused)
{
    begin(INTEG_PURPOSE_STATISTICS);
    ck_assert_int_ne(integ_register_builder_add_table(builder, "citizen", 3, error), INTEG_STATUS_OK);
    expect(INTEG_STATUS_MISSING, "register.no_snapshot");
    OK(integ_register_builder_add_snapshot(builder, 100, error));
    integ_register_builder_add_snapshot(builder, 100, error);
    expect(INTEG_STATUS_DUPLICATE, "register.duplicate_snapshot");
    integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, ids, NULL, 3, error);
    expect(INTEG_STATUS_MISSING, "register.no_table");
    OK(integ_register_builder_add_table(builder, "citizen", 3, error));
    integ_register_builder_add_table(builder, "citizen", 3, error);
    expect(INTEG_STATUS_DUPLICATE, "register.duplicate_table");
    integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, ids, NULL, 2, error);
    expect(INTEG_STATUS_INCONSISTENT, "register.row_count");
    integ_register_builder_add_integers(builder, "flag", INTEG_TYPE_BOOLEAN, 0, ids, NULL, 3, error);
    expect(INTEG_STATUS_BAD_DATA, "register.bad_value");
    integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 2, ids, NULL, 3, error);
    expect(INTEG_STATUS_INVALID_ARGUMENT, "base.invalid_argument");
    integ_register_builder_add_numbers(builder, "w", (const double[]){1, INFINITY, 2}, NULL, 3, error);
    expect(INTEG_STATUS_BAD_DATA, "register.not_finite");
    integ_register_builder_add_texts(builder, "t", INTEG_TYPE_TEXT, (const char *const[]){"a", "\xFF", "b"},
                                     3, error);
    expect(INTEG_STATUS_ENCODING, "register.not_utf8");
    integ_register_builder_add_texts(builder, "", INTEG_TYPE_TEXT, sexes, 3, error);
    expect(INTEG_STATUS_INVALID_ARGUMENT, "register.empty_name");
    OK(integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, ids, NULL, 3, error));
    integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, ids, NULL, 3, error);
    expect(INTEG_STATUS_DUPLICATE, "register.duplicate_column");
    integ_register_builder_add_label(builder, "id", "1", "one", error);
    expect(INTEG_STATUS_TYPE_MISMATCH, "register.labels_type");
    integ_register_builder_add_label(builder, "nobody", "1", "one", error);
    expect(INTEG_STATUS_UNKNOWN_NAME, "register.unknown_column");
    OK(integ_register_builder_add_snapshot(builder, 200, error));
    OK(integ_register_builder_add_table(builder, "citizen", 3, error));
    integ_register_builder_add_integers(builder, "id", INTEG_TYPE_DATE, 0, ids, NULL, 3, error);
    expect(INTEG_STATUS_INCONSISTENT, "register.other_type");
    integ_register_builder_add_integers(builder, "other", INTEG_TYPE_DATE, 0, ids, NULL, 3, error);
    expect(INTEG_STATUS_INCONSISTENT, "register.new_column");
    integ_register *reg;
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, error), INTEG_STATUS_MISSING);
    expect(INTEG_STATUS_MISSING, "register.missing_column");
    ck_assert_ptr_null(reg);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, error), INTEG_STATUS_INVALID_ARGUMENT);
    expect(INTEG_STATUS_INVALID_ARGUMENT, "register.finished");
    end();
}
END_TEST

static void finish_fails(const int64_t *keys, const uint8_t *known, int32_t type, integ_status status,
                         const char *name)
{
    integ_register *reg;
    begin(INTEG_PURPOSE_STATISTICS);
    OK(integ_register_builder_add_snapshot(builder, 100, error));
    OK(integ_register_builder_add_table(builder, "citizen", 3, error));
    if (type == INTEG_TYPE_NUMBER)
        OK(integ_register_builder_add_numbers(builder, "key", (const double[]){1, 2, 3}, NULL, 3, error));
    else
        OK(integ_register_builder_add_integers(builder, "key", type, 0, keys, known, 3, error));
    OK(integ_register_builder_set_key(builder, "key", error));
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, error), status);
    expect(status, name);
    end();
}

START_TEST(keys_stand_once_and_are_known)
{
    finish_fails((const int64_t[]){5, 6, 5}, NULL, INTEG_TYPE_INTEGER, INTEG_STATUS_DUPLICATE,
                 "register.key_repeated");
    finish_fails((const int64_t[]){5, 6, 7}, (const uint8_t[]){1, 0, 1}, INTEG_TYPE_INTEGER, INTEG_STATUS_BAD_DATA,
                 "register.key_unknown");
    finish_fails(NULL, NULL, INTEG_TYPE_NUMBER, INTEG_STATUS_TYPE_MISMATCH, "register.key_type");
}
END_TEST

START_TEST(keys_and_links_may_be_texts)
{
    begin(INTEG_PURPOSE_STATISTICS);
    OK(integ_register_builder_add_snapshot(builder, 100, error));
    OK(integ_register_builder_add_table(builder, "citizen", 3, error));
    OK(integ_register_builder_add_texts(builder, "cpr", INTEG_TYPE_TEXT, (const char *const[]){"a", "b", "c"},
                                        3, error));
    OK(integ_register_builder_set_key(builder, "cpr", error));
    OK(integ_register_builder_add_table(builder, "seat", 4, error));
    OK(integ_register_builder_add_texts(builder, "who", INTEG_TYPE_CODE,
                                        (const char *const[]){"x", "c", NULL, "a"}, 4, error));
    OK(integ_register_builder_set_link(builder, "who", "citizen", error));
    integ_register *reg;
    OK(integ_register_builder_finish(builder, &reg, error));
    const integi_table *seat = &integ_register_snapshot(reg, 0)->tables[1];
    int64_t row;
    ck_assert_int_eq(seat->orphans, 2);
    ck_assert(!integi_column_integer(&seat->link, 0, &row));
    ck_assert(integi_column_integer(&seat->link, 1, &row) && row == 2);
    ck_assert(integi_column_integer(&seat->link, 3, &row) && row == 0);
    integ_register_free(reg);
    end();
}
END_TEST

static integ_status build(integ_context *with, integ_error *faults, void *userdata)
{
    (void)userdata;
    integ_register_builder *made;
    integ_register *reg = NULL;
    integ_status status = integ_register_builder_new(with, INTEG_PURPOSE_CASEWORK, &made, faults);
    if (status == INTEG_STATUS_OK)
        status = fill(made, faults);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(made, &reg, faults);
    integ_register_builder_free(made);
    int64_t number = 0;
    char room[8];
    if (status == INTEG_STATUS_OK)
        status = integ_snapshot_distinct_unprotected(integ_register_snapshot(reg, 0), 0, 0, &number, faults);
    if (status == INTEG_STATUS_OK)
        status = integ_snapshot_text(integ_register_snapshot(reg, 0), 0, 0, 0, room, sizeof room, &number, faults);
    integ_register_free(reg);
    return status;
}

START_TEST(no_failed_allocation_breaks_a_builder)
{
    for_each_failing_allocation(build, NULL);
}
END_TEST

void add_arrays(Suite *suite)
{
    add_tests(suite, "arrays",
              (const TTest *[]){arrays_become_a_register_with_snapshots_in_order_of_date,
                                a_register_for_statistics_shows_no_value, what_does_not_belong_in_a_table_is_refused,
                                keys_stand_once_and_are_known, keys_and_links_may_be_texts,
                                no_failed_allocation_breaks_a_builder, NULL});
}
