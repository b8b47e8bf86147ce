/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/tally.h"
#include "support/failing_allocator.h"
#include "support/numbers.h"
#include "support/people.h"
#include "tally/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static integ_expression *parse(integ_context *context, const char *text)
{
    integ_expression *expression;
    ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), NULL, &expression, NULL), INTEG_STATUS_OK);
    return expression;
}

/* Each distinct value of a cell, in rising order, with as many rows as SQLite counts; `measure` is the same in both,
 * `scale` what a value is multiplied with to be SQLite's. */
static void compare_cell(const people *these, const integ_tally *tally, int64_t query, int64_t cell,
                         const char *measure, double scale, const char *where)
{
    char question[600], number[40];
    snprintf(question, sizeof question, "SELECT count(DISTINCT %s) FROM citizen WHERE %s", measure, where);
    int64_t count = integ_tally_values_unprotected(tally, query, cell);
    ck_assert_int_eq(count, people_ask(these, question));
    double last = -1e300, value;
    int64_t rows = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t found = integ_tally_value_unprotected(tally, query, cell, i, &value);
        ck_assert(value > last);
        last = value;
        rows += found;
        snprintf(number, sizeof number, "%.17g", scale == 1 ? value : round(value * scale));
        with_point(number);
        snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE %s AND %s = %s", where, measure,
                 number);
        if (i % 37 == 0)
            ck_assert_int_eq(found, people_ask(these, question));
    }
    ck_assert_int_eq(rows, integ_tally_measured_unprotected(tally, query, cell));
    ck_assert_int_eq(integ_tally_value_unprotected(tally, query, cell, count, &value), 0);
    ck_assert_int_eq(integ_tally_value_unprotected(tally, query, cell, -1, NULL), 0);
}

static void compare_cells(const people *these, const integ_tally *tally, int64_t query)
{
    int64_t cells = integ_tally_cells(tally, query);
    ck_assert_int_gt(cells, 2);
    for (int64_t cell = 0; cell < cells; cell++) {
        char where[100];
        const char *region = integ_tally_label(tally, query, cell, 0);
        if (region == NULL)
            snprintf(where, sizeof where, "employed AND region IS NULL AND income IS NOT NULL");
        else
            snprintf(where, sizeof where, "employed AND region = '%s' AND income IS NOT NULL", region);
        compare_cell(these, tally, query, cell, "income", 100, where);
    }
}

START_TEST(values_are_counted_as_sqlite_counts_them)
{
    for (int32_t threads = 1; threads <= 3; threads++) {
        people these = people_new(40021, INTEG_PURPOSE_STATISTICS, threads);
        integ_expression *employed = parse(these.context, "employed = TRUE");
        integ_expression *income = parse(these.context, "income"), *hours = parse(these.context, "hours / -3");
        integ_dimensions *by;
        integ_plan *plan;
        integ_tally *tally;
        int64_t whole, cells, numbers, plain;
        ck_assert_int_eq(integ_dimensions_new(these.context, &by, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_dimensions_add_column(by, "region", NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_new(these.reg, NULL, &plan, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add_values(plan, NULL, NULL, NULL, income, NULL, &whole, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add_values(plan, NULL, NULL, employed, income, by, &cells, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add_values(plan, NULL, NULL, NULL, hours, NULL, &numbers, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, NULL, income, NULL, &plain, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL), INTEG_STATUS_OK);
        compare_cell(&these, tally, whole, 0, "income", 100, "income IS NOT NULL");
        compare_cell(&these, tally, numbers, 0, "(hours / -3)", 1, "hours IS NOT NULL");
        compare_cells(&these, tally, cells);
        ck_assert_int_eq(integ_tally_values_unprotected(tally, plain, 0), 0);
        ck_assert_int_eq(integ_tally_values_unprotected(tally, whole, 1), 0);
        integ_tally_free(tally);
        integ_plan_free(plan);
        integ_dimensions_free(by);
        integ_expression_free(hours);
        integ_expression_free(income);
        integ_expression_free(employed);
        people_free(&these);
    }
}
END_TEST

START_TEST(values_of_nothing_are_refused)
{
    people these = people_new(10, INTEG_PURPOSE_STATISTICS, 1);
    integ_plan *plan;
    int64_t query;
    ck_assert_int_eq(integ_plan_new(these.reg, NULL, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_add_values(plan, NULL, NULL, NULL, NULL, NULL, &query, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    integ_plan_free(plan);
    people_free(&these);
}
END_TEST

static integ_status keep_values(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_expression *measure = NULL;
    integ_dimensions *by = NULL;
    integ_plan *plan = NULL;
    integ_tally *tally = NULL;
    int64_t query;
    integ_register *reg = people_register(context, 100, INTEG_PURPOSE_STATISTICS, error);
    integ_status status = reg == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, "age", 3, NULL, &measure, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_column(by, "area", error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add_values(plan, NULL, NULL, NULL, measure, by, &query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), &tally, error);
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_expression_free(measure);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_leaves_no_values_behind)
{
    for_each_failing_allocation(keep_values, NULL);
}
END_TEST

void add_values(Suite *suite)
{
    add_tests(suite, "values",
              (const TTest *[]){values_are_counted_as_sqlite_counts_them, values_of_nothing_are_refused,
                                running_out_of_memory_leaves_no_values_behind, NULL});
}
