/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/tally.h"
#include "support/people.h"
#include "tally/suite.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static integ_plan *plan_of(const people *these, const integ_dimensions *by, const char *where, int64_t *query)
{
    integ_plan *plan;
    integ_expression *expression = NULL;
    if (where != NULL)
        ck_assert_int_eq(integ_expression_parse(these->context, where, strlen(where), NULL, &expression, NULL),
                         INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_new(these->reg, NULL, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, expression, NULL, by, query, NULL), INTEG_STATUS_OK);
    integ_expression_free(expression);
    return plan;
}

/* Every cell against SQLite's GROUP BY, whose row i (in the order of labels, nulls last) must be cell i. */
START_TEST(breakdowns_are_those_of_group_by)
{
    people these = people_new(30011, INTEG_PURPOSE_STATISTICS, 2);
    integ_dimensions *by;
    const int64_t edges[] = {18, 30, 50, 65};
    ck_assert_int_eq(integ_dimensions_new(these.context, &by, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_column(by, "region", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_bands(by, "age", edges, 4, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_column(by, "employed", NULL), INTEG_STATUS_OK);
    int64_t query;
    integ_tally *tally;
    integ_plan *plan = plan_of(&these, by, "sex = 'F'", &query);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL), INTEG_STATUS_OK);
    sqlite3_stmt *rows;
    const char *question =
        "SELECT region, CASE WHEN age < 18 THEN '<18' WHEN age < 30 THEN '18-29' WHEN age < 50 THEN '30-49'"
        " WHEN age < 65 THEN '50-64' WHEN age >= 65 THEN '65+' END AS band,"
        " CASE employed WHEN 0 THEN 'false' WHEN 1 THEN 'true' END, count(*), count(sex), sum(sex = 'F')"
        " FROM citizen GROUP BY 1, 2, 3"
        " ORDER BY 1 NULLS LAST, instr('<18 18-29 30-49 50-64 65+', band) NULLS LAST, 3 NULLS LAST";
    ck_assert_int_eq(sqlite3_prepare_v2(these.database, question, -1, &rows, NULL), SQLITE_OK);
    int64_t cell = 0;
    for (; sqlite3_step(rows) == SQLITE_ROW; cell++) {
        for (int d = 0; d < 3; d++) {
            const char *label = integ_tally_label(tally, query, cell, d);
            ck_assert_pstr_eq(label, (const char *)sqlite3_column_text(rows, d));
        }
        ck_assert_int_eq(integ_tally_rows_unprotected(tally, query, cell), sqlite3_column_int64(rows, 3));
        ck_assert_int_eq(integ_tally_known_unprotected(tally, query, cell), sqlite3_column_int64(rows, 4));
        ck_assert_int_eq(integ_tally_true_unprotected(tally, query, cell), sqlite3_column_int64(rows, 5));
    }
    ck_assert_int_gt(cell, 50);
    ck_assert_int_eq(integ_tally_cells(tally, query), cell);
    sqlite3_finalize(rows);
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    people_free(&these);
}
END_TEST

START_TEST(whole_numbers_are_their_own_labels)
{
    people these = people_new(5000, INTEG_PURPOSE_STATISTICS, 1);
    integ_dimensions *by;
    int64_t query;
    integ_tally *tally;
    ck_assert_int_eq(integ_dimensions_new(these.context, &by, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_column(by, "age", NULL), INTEG_STATUS_OK);
    integ_plan *plan = plan_of(&these, by, NULL, &query);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL), INTEG_STATUS_OK);
    integ_plan_free(plan); /* the tally keeps what it needs of it */
    integ_dimensions_free(by);
    ck_assert_str_eq(integ_tally_label(tally, query, 7, 0), "7");
    ck_assert_int_eq(integ_tally_rows_unprotected(tally, query, 7),
                     people_ask(&these, "SELECT count(*) FROM citizen WHERE age = 7"));
    int64_t unknown = integ_tally_cells(tally, query) - 1;
    ck_assert_ptr_null(integ_tally_label(tally, query, unknown, 0));
    ck_assert_int_eq(integ_tally_rows_unprotected(tally, query, unknown),
                     people_ask(&these, "SELECT count(*) FROM citizen WHERE age IS NULL"));
    integ_tally_free(tally);
    people_free(&these);
}
END_TEST

START_TEST(bands_of_decimals_are_exact_and_say_what_they_leave_out)
{
    people these = people_new(5000, INTEG_PURPOSE_STATISTICS, 1);
    integ_dimensions *by;
    const int64_t edges[] = {0, 100000};
    int64_t query;
    integ_tally *tally;
    ck_assert_int_eq(integ_dimensions_new(these.context, &by, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_bands(by, "income", edges, 2, NULL), INTEG_STATUS_OK);
    integ_plan *plan = plan_of(&these, by, NULL, &query);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_tally_cells(tally, query), 4);
    const char *labels[] = {"<0", "0-<100000", "100000+", NULL};
    const char *where[] = {"income < 0", "income >= 0 AND income < 10000000", "income >= 10000000", "income IS NULL"};
    for (int64_t i = 0; i < 4; i++) {
        char question[200];
        snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE %s", where[i]);
        ck_assert_pstr_eq(integ_tally_label(tally, query, i, 0), labels[i]);
        ck_assert_int_eq(integ_tally_rows_unprotected(tally, query, i), people_ask(&these, question));
    }
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    people_free(&these);
}
END_TEST

START_TEST(senseless_breakdowns_are_refused)
{
    people these = people_new(50, INTEG_PURPOSE_STATISTICS, 1);
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    const struct {
        const char *column;
        bool bands;
        integ_status status;
    } cases[] = {{"income", false, INTEG_STATUS_TYPE_MISMATCH}, {"hours", false, INTEG_STATUS_TYPE_MISMATCH},
                 {"region", true, INTEG_STATUS_TYPE_MISMATCH}, {"regino", false, INTEG_STATUS_UNKNOWN_NAME}};
    const int64_t edges[] = {1, 2}, falling[] = {2, 1};
    for (size_t i = 0; i < 4; i++) {
        integ_dimensions *by;
        integ_plan *plan;
        int64_t query;
        ck_assert_int_eq(integ_dimensions_new(these.context, &by, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(cases[i].bands ? integ_dimensions_add_bands(by, cases[i].column, edges, 2, NULL)
                                        : integ_dimensions_add_column(by, cases[i].column, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_new(these.reg, NULL, &plan, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, NULL, NULL, by, &query, error), cases[i].status);
        integ_plan_free(plan);
        integ_dimensions_free(by);
    }
    ck_assert_int_eq(integ_error_count(error), 4);
    integ_dimensions *by;
    ck_assert_int_eq(integ_dimensions_new(these.context, &by, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_bands(by, "age", falling, 2, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    for (int i = 0; i < INTEG_DIMENSIONS_MAXIMUM; i++)
        ck_assert_int_eq(integ_dimensions_add_column(by, "age", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_column(by, "age", NULL), INTEG_STATUS_LIMIT_EXCEEDED);
    int64_t query;
    integ_tally *tally;
    integ_plan *plan = plan_of(&these, by, NULL, &query);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, error), INTEG_STATUS_LIMIT_EXCEEDED);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_error_free(error);
    people_free(&these);
}
END_TEST

void add_dimensions(Suite *suite)
{
    add_tests(suite, "breakdowns",
              (const TTest *[]){breakdowns_are_those_of_group_by, whole_numbers_are_their_own_labels,
                                bands_of_decimals_are_exact_and_say_what_they_leave_out,
                                senseless_breakdowns_are_refused, NULL});
}
