/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"
#include "support/failing_allocator.h"

static const double years[] = {2015, 2016, 2017, 2018, 2019, 2020}, values[] = {10, 12.5, 11, 14, 15.5, 15};

static integ_trend *line_of(integ_context *context, int32_t method)
{
    integ_trend *line;
    ck_assert_int_eq(integ_trend_new(context, years, values, 6, method, &line, NULL), INTEG_STATUS_OK);
    return line;
}

/* Computed with SciPy's linregress and t distribution. */
START_TEST(least_squares_predict_with_an_interval)
{
    failing_allocator *allocator = failing_allocator_new();
    integ_context *context = failing_allocator_context(allocator);
    integ_trend *line = line_of(context, INTEG_TREND_LEAST_SQUARES);
    double value, lower, upper, probability;
    near(integ_trend_slope(line), 1.0571428571428572);
    ck_assert_int_eq(integ_trend_value(line, 2025, &value, NULL), INTEG_STATUS_OK);
    near(value, 20.92857142857156);
    ck_assert_int_eq(integ_trend_interval(line, 2025, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    near(lower, 14.468573314289966);
    near(upper, 27.38856954285315);
    ck_assert_int_eq(integ_trend_probability(line, 2025, 22, 1, &probability, NULL), INTEG_STATUS_OK);
    near(probability, 0.3345432351118766);
    double rest;
    integ_trend_probability(line, 2025, 22, -1, &rest, NULL);
    near(rest, 1 - probability);
    integ_trend_free(line);
    integ_context_free(context);
    failing_allocator_free(allocator);
}
END_TEST

START_TEST(one_wild_value_does_not_turn_the_robust_line)
{
    failing_allocator *allocator = failing_allocator_new();
    integ_context *context = failing_allocator_context(allocator);
    integ_trend *line = line_of(context, INTEG_TREND_THEIL_SEN);
    near(integ_trend_slope(line), 1); /* by SciPy's theilslopes */
    integ_trend_free(line);
    const double wild[] = {1, 2, 3, 400, 5, 6, 7};
    double value, lower, upper;
    ck_assert_int_eq(integ_trend_new(context, (double[]){1, 2, 3, 4, 5, 6, 7}, wild, 7, INTEG_TREND_THEIL_SEN, &line,
                                     NULL),
                     INTEG_STATUS_OK);
    near(integ_trend_slope(line), 1);
    integ_trend_value(line, 10, &value, NULL);
    near(value, 10);
    ck_assert_int_eq(integ_trend_interval(line, 10, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(lower <= value && value <= upper);
    integ_trend_free(line);
    integ_context_free(context);
    failing_allocator_free(allocator);
}
END_TEST

START_TEST(what_has_no_trend_is_undefined)
{
    failing_allocator *allocator = failing_allocator_new();
    integ_context *context = failing_allocator_context(allocator);
    integ_trend *line = (integ_trend *)context;
    const double same[] = {3, 3, 3};
    double lower, upper;
    ck_assert_int_eq(integ_trend_new(context, same, values, 3, INTEG_TREND_LEAST_SQUARES, &line, NULL),
                     INTEG_STATUS_UNDEFINED);
    ck_assert_ptr_null(line);
    ck_assert_int_eq(integ_trend_new(context, years, values, 1, INTEG_TREND_LEAST_SQUARES, &line, NULL),
                     INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_trend_new(context, years, values, 6, 9, &line, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    const double huge[] = {1.7e308, -1.7e308, 1.7e308};
    ck_assert_int_eq(integ_trend_new(context, years, huge, 3, INTEG_TREND_LEAST_SQUARES, &line, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_trend_new(context, years, values, 2, INTEG_TREND_LEAST_SQUARES, &line, NULL),
                     INTEG_STATUS_OK);
    near(integ_trend_slope(line), 2.5);
    ck_assert_int_eq(integ_trend_interval(line, 2025, 0.95, &lower, &upper, NULL), INTEG_STATUS_UNDEFINED);
    integ_trend_free(line);
    integ_context_free(context);
    failing_allocator_free(allocator);
}
END_TEST

static integ_status make_line(integ_context *context, integ_error *error, void *userdata)
{
    integ_trend *line;
    integ_status status = integ_trend_new(context, years, values, 6, *(int32_t *)userdata, &line, error);
    integ_trend_free(line);
    return status;
}

START_TEST(running_out_of_memory_is_said)
{
    for (int32_t method = INTEG_TREND_LEAST_SQUARES; method <= INTEG_TREND_THEIL_SEN; method++)
        for_each_failing_allocation(make_line, &method);
}
END_TEST

void add_trends(Suite *suite)
{
    add_tests(suite, "trends",
              (const TTest *[]){least_squares_predict_with_an_interval, one_wild_value_does_not_turn_the_robust_line,
                                what_has_no_trend_is_undefined, running_out_of_memory_is_said, NULL});
}
