/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/tally.h"
#include "support/failing_allocator.h"
#include "support/numbers.h"
#include "support/people.h"
#include "support/taken.h"
#include "tally/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK(call) ck_assert_int_eq(call, INTEG_STATUS_OK)

static integ_expression *parse(integ_context *context, const char *text)
{
    integ_expression *expression;
    OK(integ_expression_parse(context, text, strlen(text), NULL, &expression, NULL));
    return expression;
}

/* Every cell with every figure, for a measure of each kind and none. */
START_TEST(cells_go_out_as_they_are)
{
    static const char *const measures[] = {NULL, "income", "hours", "age", "employed"};
    people these = people_new(2000, INTEG_PURPOSE_STATISTICS, 1);
    integ_dimensions *by;
    integ_plan *plan;
    integ_tally *tally;
    int64_t queries[5];
    OK(integ_dimensions_new(these.context, &by, NULL));
    OK(integ_dimensions_add_column(by, "region", NULL));
    OK(integ_dimensions_add_bands(by, "age", (const int64_t[]){18, 65}, 2, NULL));
    OK(integ_plan_new(these.reg, NULL, &plan, NULL));
    integ_expression *where = parse(these.context, "sex = 'F'");
    for (int i = 0; i < 5; i++) {
        integ_expression *measure = measures[i] == NULL ? NULL : parse(these.context, measures[i]);
        OK(integ_plan_add(plan, NULL, NULL, where, measure, i == 4 ? NULL : by, &queries[i], NULL));
        integ_expression_free(measure);
    }
    OK(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL));
    for (int i = 0; i < 5; i++) {
        struct ArrowArrayStream stream;
        OK(integ_tally_to_arrow_unprotected(tally, queries[i], &stream, NULL));
        taken back = take_stream(&stream);
        ck_assert_int_eq(taken_rows(&back), integ_tally_cells(tally, queries[i]));
        ck_assert_int_eq(integ_register_column_count(back.reg, 0), (i == 4 ? 0 : 2) + (i == 0 ? 3 : 5));
        for (int64_t cell = 0; cell < taken_rows(&back); cell++) {
            for (int d = 0; d < (i == 4 ? 0 : 2); d++) {
                const char *label = integ_tally_label(tally, queries[i], cell, d);
                ck_assert_str_eq(taken_text(&back, d == 0 ? "region" : "age", cell), label == NULL ? "-" : label);
            }
            ck_assert_int_eq(atoll(taken_text(&back, "rows", cell)),
                             integ_tally_rows_unprotected(tally, queries[i], cell));
            ck_assert_int_eq(atoll(taken_text(&back, "known", cell)),
                             integ_tally_known_unprotected(tally, queries[i], cell));
            ck_assert_int_eq(atoll(taken_text(&back, "true", cell)),
                             integ_tally_true_unprotected(tally, queries[i], cell));
            if (i == 0)
                continue;
            ck_assert_int_eq(atoll(taken_text(&back, "measured", cell)),
                             integ_tally_measured_unprotected(tally, queries[i], cell));
            ck_assert_double_eq(number_of(taken_text(&back, "sum", cell)),
                                integ_tally_sum_unprotected(tally, queries[i], cell));
        }
        int64_t sum = integ_register_column_index(back.reg, 0, "sum");
        ck_assert_int_eq(integ_register_column_type(back.reg, 0, sum),
                         i == 0 ? 0 : i == 2 ? INTEG_TYPE_NUMBER : INTEG_TYPE_DECIMAL);
        ck_assert_int_eq(integ_register_column_decimals(back.reg, 0, sum), i == 1 ? 2 : 0);
        taken_free(&back);
    }
    struct ArrowArrayStream stream;
    ck_assert_int_eq(integ_tally_to_arrow_unprotected(tally, 5, &stream, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(stream.release);
    ck_assert_int_eq(integ_tally_to_arrow_unprotected(tally, -1, &stream, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_tally_to_arrow_unprotected(NULL, 0, &stream, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_tally_to_arrow_unprotected(tally, 0, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_expression_free(where);
    integ_dimensions_free(by);
    people_free(&these);
}
END_TEST

static integ_status attempt(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_register *reg = people_register(context, 20, INTEG_PURPOSE_STATISTICS, error);
    integ_dimensions *by = NULL;
    integ_plan *plan = NULL;
    integ_tally *tally = NULL;
    struct ArrowArrayStream stream = {.release = NULL};
    int64_t query;
    if (reg == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    integ_status status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_column(by, "region", error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, NULL, NULL, NULL, by, &query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), &tally, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_to_arrow_unprotected(tally, query, &stream, error);
    if (stream.release != NULL)
        stream.release(&stream);
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_register_free(reg);
    return status;
}

START_TEST(memory_may_run_out)
{
    for_each_failing_allocation(attempt, NULL);
}
END_TEST

void add_tally_arrow(Suite *suite)
{
    add_tests(suite, "arrow", (const TTest *[]){cells_go_out_as_they_are, memory_may_run_out, NULL});
}
