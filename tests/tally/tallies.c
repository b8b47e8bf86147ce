/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/tally.h"
#include "support/failing_allocator.h"
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

static int64_t ask(const people *these, const char *what, const char *where)
{
    char question[500];
    snprintf(question, sizeof question, "SELECT %s FROM citizen WHERE %s", what, where);
    return people_ask(these, question);
}

/* Several queries at once, over cells that one pass fills, whatever the number of threads. */
START_TEST(one_pass_answers_many_queries_as_sqlite_does)
{
    for (int32_t threads = 1; threads <= 3; threads++) {
        people these = people_new(50021, INTEG_PURPOSE_STATISTICS, threads);
        integ_expression *adults = parse(these.context, "age BETWEEN 18 AND 64");
        integ_expression *employed = parse(these.context, "employed = TRUE");
        integ_expression *income = parse(these.context, "income");
        integ_expression *older = parse(these.context, "age * 2 - 1");
        integ_groups *groups;
        ck_assert_int_eq(integ_groups_new(these.context, &groups, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_groups_add(groups, "adults", NULL, NULL, adults, NULL, NULL), INTEG_STATUS_OK);
        integ_plan *plan;
        int64_t all, share, sum, age;
        ck_assert_int_eq(integ_plan_new(these.reg, groups, &plan, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, NULL, NULL, NULL, &all, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, "adults", NULL, employed, NULL, NULL, &share, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, "adults", NULL, employed, income, NULL, &sum, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, NULL, "citizen", NULL, older, NULL, &age, NULL), INTEG_STATUS_OK);
        integ_tally *tally;
        ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_tally_rows_unprotected(tally, all, 0), 50021);
        ck_assert_int_eq(integ_tally_cells(tally, all), 1);
        const char *is_adult = "age BETWEEN 18 AND 64";
        ck_assert_int_eq(integ_tally_rows_unprotected(tally, share, 0), ask(&these, "count(*)", is_adult));
        ck_assert_int_eq(integ_tally_known_unprotected(tally, share, 0), ask(&these, "count(employed)", is_adult));
        ck_assert_int_eq(integ_tally_true_unprotected(tally, share, 0), ask(&these, "sum(employed)", is_adult));
        ck_assert_int_eq(integ_tally_measured_unprotected(tally, sum, 0),
                         ask(&these, "count(income)", "age BETWEEN 18 AND 64 AND employed"));
        ck_assert(integ_tally_sum_unprotected(tally, sum, 0) ==
                  (double)ask(&these, "sum(income)", "age BETWEEN 18 AND 64 AND employed") / 100);
        ck_assert(integ_tally_sum_unprotected(tally, age, 0) == (double)ask(&these, "sum(age * 2 - 1)", "1"));
        ck_assert_int_eq(integ_tally_rows_unprotected(tally, 17, 0), 0);
        integ_tally_free(tally);
        integ_plan_free(plan);
        integ_groups_free(groups);
        integ_expression_free(older);
        integ_expression_free(income);
        integ_expression_free(employed);
        integ_expression_free(adults);
        people_free(&these);
    }
}
END_TEST

START_TEST(sums_of_binary_numbers_do_not_depend_on_threads)
{
    double sums[3];
    for (int32_t threads = 1; threads <= 3; threads++) {
        people these = people_new(40000, INTEG_PURPOSE_STATISTICS, threads);
        integ_expression *hours = parse(these.context, "hours / 3");
        integ_plan *plan;
        integ_tally *tally;
        int64_t query;
        ck_assert_int_eq(integ_plan_new(these.reg, NULL, &plan, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, NULL, hours, NULL, &query, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL), INTEG_STATUS_OK);
        sums[threads - 1] = integ_tally_sum_unprotected(tally, query, 0);
        double expected = people_ask_number(&these, "SELECT sum(hours / 3) FROM citizen");
        ck_assert(fabs(sums[threads - 1] - expected) <= 1e-12 * expected);
        ck_assert(sums[threads - 1] == sums[0]);
        integ_tally_free(tally);
        integ_plan_free(plan);
        integ_expression_free(hours);
        people_free(&these);
    }
}
END_TEST

START_TEST(what_cannot_be_summed_or_does_not_exist_is_refused)
{
    people these = people_new(10, INTEG_PURPOSE_STATISTICS, 1);
    integ_expression *text = parse(these.context, "area"), *wrong = parse(these.context, "nobody = 1");
    integ_plan *plan;
    int64_t query;
    ck_assert_int_eq(integ_plan_new(these.reg, NULL, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, NULL, text, NULL, &query, NULL), INTEG_STATUS_TYPE_MISMATCH);
    ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, wrong, NULL, NULL, &query, NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_plan_add(plan, "adults", NULL, NULL, NULL, NULL, &query, NULL),
                     INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_plan_add(plan, NULL, "firms", NULL, NULL, NULL, &query, NULL), INTEG_STATUS_UNKNOWN_NAME);
    people others = people_new(10, INTEG_PURPOSE_STATISTICS, 1);
    integ_tally *tally;
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, others.snapshot, &tally, NULL), INTEG_STATUS_INCONSISTENT);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, these.snapshot, &tally, NULL), INTEG_STATUS_OK);
    query = 17;
    ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, NULL, NULL, NULL, &query, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(query, 0);
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_expression_free(text);
    integ_expression_free(wrong);
    people_free(&these);
    people_free(&others);
}
END_TEST

static integ_status make_everything(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    static const char condition[] = "employed", measured[] = "age";
    const int64_t edges[] = {20, 60};
    integ_expression *where = NULL, *measure = NULL;
    integ_dimensions *by = NULL;
    integ_plan *plan = NULL;
    integ_tally *tally = NULL;
    int64_t query;
    integ_register *reg = people_register(context, 100, INTEG_PURPOSE_STATISTICS, error);
    integ_status status = reg == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, condition, sizeof condition - 1, NULL, &where, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, measured, sizeof measured - 1, NULL, &measure, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_column(by, "area", error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_bands(by, "age", edges, 2, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, NULL, where, measure, by, &query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), &tally, error);
    integ_tally_free(tally);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_expression_free(measure);
    integ_expression_free(where);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    for_each_failing_allocation(make_everything, NULL);
}
END_TEST

void add_tallies(Suite *suite)
{
    add_tests(suite, "tallies",
              (const TTest *[]){one_pass_answers_many_queries_as_sqlite_does,
                                sums_of_binary_numbers_do_not_depend_on_threads,
                                what_cannot_be_summed_or_does_not_exist_is_refused,
                                running_out_of_memory_leaves_nothing_behind, NULL});
}
