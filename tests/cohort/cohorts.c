/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/suite.h"
#include "integration/cohort.h"
#include "support/failing_allocator.h"
#include "support/people.h"

#include <stdio.h>
#include <string.h>

#define ROWS 20011

static integ_expression *parse(integ_context *context, const char *text)
{
    integ_expression *expression;
    ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), NULL, &expression, NULL), INTEG_STATUS_OK);
    return expression;
}

static integ_cohort *select_by(const people *these, const char *filter)
{
    integ_cohort *cohort;
    integ_expression *expression = parse(these->context, filter);
    ck_assert_int_eq(integ_cohort_of_filter(expression, NULL, these->snapshot, NULL, &cohort, NULL),
                     INTEG_STATUS_OK);
    integ_expression_free(expression);
    return cohort;
}

/* Both true and unknown counts must be SQLite's for the same words. */
static void compare(const people *these, const integ_cohort *cohort, const char *where)
{
    char question[500];
    snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE %s", where);
    ck_assert_int_eq(integ_cohort_count_unprotected(cohort), people_ask(these, question));
    snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE (%s) IS NULL", where);
    ck_assert_int_eq(integ_cohort_unknown_unprotected(cohort), people_ask(these, question));
    ck_assert_int_eq(integ_cohort_rows_unprotected(cohort), ROWS);
}

START_TEST(cohorts_have_the_members_that_sqlite_finds)
{
    people these = people_new(ROWS, INTEG_PURPOSE_STATISTICS, 2);
    const char *filters[] = {"sex = 'F'", "region <> 'danish' AND age BETWEEN 18 AND 64",
                             "sex = 'F' OR age > 60 OR region IS NULL", "NOT (region = 'western' AND age < 30)",
                             "area IN ('Bakken','Åkanden') AND sex = 'M'", "age IS NULL"};
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
        integ_cohort *cohort = select_by(&these, filters[i]);
        compare(&these, cohort, filters[i]);
        integ_cohort_free(cohort);
    }
    people_free(&these);
}
END_TEST

START_TEST(set_algebra_is_three_valued)
{
    people these = people_new(ROWS, INTEG_PURPOSE_STATISTICS, 1);
    const char *a_filter = "region = 'western'", *b_filter = "age < 40";
    integ_cohort *a = select_by(&these, a_filter), *b = select_by(&these, b_filter), *result;
    ck_assert_int_eq(integ_cohort_and(a, b, &result, NULL), INTEG_STATUS_OK);
    compare(&these, result, "region = 'western' AND age < 40");
    integ_cohort_free(result);
    ck_assert_int_eq(integ_cohort_or(a, b, &result, NULL), INTEG_STATUS_OK);
    compare(&these, result, "region = 'western' OR age < 40");
    integ_cohort_free(result);
    ck_assert_int_eq(integ_cohort_minus(a, b, &result, NULL), INTEG_STATUS_OK);
    compare(&these, result, "region = 'western' AND NOT (age < 40)");
    integ_cohort_free(result);
    ck_assert_int_eq(integ_cohort_not(a, &result, NULL), INTEG_STATUS_OK);
    compare(&these, result, "NOT (region = 'western')");
    integ_cohort_free(result);
    ck_assert_int_eq(integ_cohort_of_filter(NULL, NULL, these.snapshot, NULL, &result, NULL), INTEG_STATUS_OK);
    compare(&these, result, "1");
    integ_cohort_free(result);
    integ_cohort_free(a);
    people_free(&these);
    integ_cohort_free(b); /* keeps register and context alive */
}
END_TEST

START_TEST(cohorts_of_different_registers_do_not_mix)
{
    people these = people_new(100, INTEG_PURPOSE_STATISTICS, 1), others = people_new(100, INTEG_PURPOSE_STATISTICS, 1);
    integ_cohort *a = select_by(&these, "age < 40"), *b = select_by(&others, "age < 40"), *result;
    ck_assert_int_eq(integ_cohort_and(a, b, &result, NULL), INTEG_STATUS_INCONSISTENT);
    ck_assert_ptr_null(result);
    ck_assert_int_eq(integ_cohort_and(a, NULL, &result, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_cohort_free(a);
    integ_cohort_free(b);
    people_free(&these);
    people_free(&others);
}
END_TEST

START_TEST(statistics_name_nobody_and_casework_names_the_members)
{
    people these = people_new(1000, INTEG_PURPOSE_STATISTICS, 1);
    integ_cohort *cohort = select_by(&these, "age < 40");
    int64_t row = -1;
    int32_t member;
    ck_assert_int_eq(integ_cohort_next(cohort, &row, NULL), INTEG_STATUS_REFUSED);
    ck_assert_int_eq(row, -1);
    ck_assert_int_eq(integ_cohort_has(cohort, 0, &member, NULL), INTEG_STATUS_REFUSED);
    integ_cohort_free(cohort);
    people_free(&these);
    these = people_new(1000, INTEG_PURPOSE_CASEWORK, 1);
    cohort = select_by(&these, "age < 40");
    int64_t found = 0;
    for (row = -1; integ_cohort_next(cohort, &row, NULL) == INTEG_STATUS_OK && row >= 0; found++) {
        char question[100];
        snprintf(question, sizeof question, "SELECT age < 40 FROM citizen WHERE rowid = %d", (int)row + 1);
        ck_assert_int_eq(people_ask(&these, question), 1);
        ck_assert_int_eq(integ_cohort_has(cohort, row, &member, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(member, 1);
    }
    ck_assert_int_eq(found, integ_cohort_count_unprotected(cohort));
    ck_assert_int_eq(integ_cohort_has(cohort, 1000, &member, NULL), INTEG_STATUS_OUT_OF_RANGE);
    integ_cohort_free(cohort);
    people_free(&these);
}
END_TEST

typedef struct written {
    char text[1 << 20];
    size_t length;
} written;

static int32_t take(const char *bytes, size_t length, void *userdata)
{
    written *to = userdata;
    ck_assert_uint_lt(to->length + length, sizeof to->text);
    memcpy(to->text + to->length, bytes, length);
    to->length += length;
    to->text[to->length] = '\0';
    return 0;
}

/* The rows that are written are those of the members, with the values that each of them has. */
START_TEST(members_are_written_as_csv_for_casework_only)
{
    static written list, expected;
    people these = people_new(ROWS, INTEG_PURPOSE_CASEWORK, 2);
    integ_cohort *cohort = select_by(&these, "region = 'western' AND age < 40");
    const int64_t columns[] = {integ_register_column_index(these.reg, 0, "age"),
                               integ_register_column_index(these.reg, 0, "sex")};
    int64_t row = -1, length;
    char line[200], age[50], sex[50];
    take("age,sex\n", 8, &expected);
    while (integ_cohort_next(cohort, &row, NULL) == INTEG_STATUS_OK && row >= 0) {
        ck_assert_int_eq(integ_snapshot_text(these.snapshot, 0, columns[0], row, age, sizeof age, &length, NULL), 0);
        ck_assert_int_eq(integ_snapshot_text(these.snapshot, 0, columns[1], row, sex, sizeof sex, &length, NULL), 0);
        take(line, (size_t)snprintf(line, sizeof line, "%s,%s\n", age, sex), &expected);
    }
    ck_assert_int_eq(integ_cohort_write_csv(cohort, columns, 2, NULL, take, &list, NULL), INTEG_STATUS_OK);
    ck_assert_uint_gt(list.length, 1000);
    ck_assert_str_eq(list.text, expected.text);
    integ_cohort_free(cohort);
    people_free(&these);
    these = people_new(ROWS, INTEG_PURPOSE_STATISTICS, 1);
    cohort = select_by(&these, "region = 'western'");
    ck_assert_int_eq(integ_cohort_write_csv(cohort, NULL, 0, NULL, take, &list, NULL), INTEG_STATUS_REFUSED);
    ck_assert_int_eq(integ_cohort_write_csv(NULL, NULL, 0, NULL, take, &list, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_cohort_free(cohort);
    people_free(&these);
}
END_TEST

static integ_status make_everything(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    static const char filter[] = "age < 40 AND sex = 'F' AND in_group('western')", within[] = "region = 'western'";
    static const char *const both[] = {"western", "young"};
    integ_expression *young = NULL, *western = NULL;
    integ_groups *groups = NULL;
    integ_cohort *cohort = NULL, *other = NULL;
    static const int64_t order[] = {3, 1, 0, 2};
    integ_attrition *attrition = NULL, *reordered = NULL;
    integ_overlap *overlap = NULL, *patterns = NULL;
    integ_register *reg = people_register(context, 200, INTEG_PURPOSE_STATISTICS, error);
    integ_status status = reg == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, filter, sizeof filter - 1, NULL, &young, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, within, sizeof within - 1, NULL, &western, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_new(context, &groups, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(groups, "western", "Western", NULL, western, NULL, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(groups, "young", NULL, "western", young, NULL, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_check(groups, reg, error);
    const integ_snapshot *snapshot = reg == NULL ? NULL : integ_register_snapshot(reg, 0);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_of_group(groups, "young", snapshot, &cohort, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_not(cohort, &other, error);
    if (status == INTEG_STATUS_OK)
        status = integ_attrition_of_group(groups, "young", snapshot, &attrition, error);
    if (status == INTEG_STATUS_OK)
        status = integ_attrition_in_order(attrition, order, 4, &reordered, error);
    if (status == INTEG_STATUS_OK)
        status = integ_overlap_of_groups(groups, both, 2, snapshot, &overlap, error);
    if (status == INTEG_STATUS_OK)
        status = integ_overlap_of_groups_with_patterns(groups, both, 2, snapshot, &patterns, error);
    integ_overlap_free(patterns);
    integ_overlap_free(overlap);
    integ_attrition_free(reordered);
    integ_attrition_free(attrition);
    integ_cohort_free(other);
    integ_cohort_free(cohort);
    integ_groups_free(groups);
    integ_expression_free(western);
    integ_expression_free(young);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    for_each_failing_allocation(make_everything, NULL);
}
END_TEST

void add_cohorts(Suite *suite)
{
    add_tests(suite, "cohorts",
              (const TTest *[]){cohorts_have_the_members_that_sqlite_finds, set_algebra_is_three_valued,
                                cohorts_of_different_registers_do_not_mix,
                                statistics_name_nobody_and_casework_names_the_members,
                                members_are_written_as_csv_for_casework_only,
                                running_out_of_memory_leaves_nothing_behind, NULL});
}
