/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/fixture.h"
#include "support/failing_allocator.h"

#include <math.h>

START_TEST(dates_must_rise_and_numbers_be_finite)
{
    integ_goal_free(goal_towards(INTEG_DIRECTION_DECREASE, "20", "10"));
    integ_series *series = series_of("2016-01-01", "1");
    ck_assert_int_eq(integ_series_add(series, on("2016-01-01"), 1, 0, NULL), INTEG_STATUS_INCONSISTENT);
    ck_assert_int_eq(integ_series_add(series, on("2015-01-01"), 1, 0, NULL), INTEG_STATUS_INCONSISTENT);
    ck_assert_int_eq(integ_series_add_number(series, on("2017-01-01"), NAN, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_series_add_number(series, on("2017-01-01"), INFINITY, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_series_add_number(series, on("2017-01-01"), 0.1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integi_fraction_compare(series->points[1].figure.value.exact, integi_fraction_from(1, 10)), 0);
    ck_assert_int_eq(integ_series_add_missing(series, on("2018-01-01"), INTEG_REASON_NONE, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    integ_series_free(series);
}
END_TEST

static integ_status judge_by_every_method(const integ_goal *goal, const integ_series *series, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int32_t i = 0; i < integ_goal_method_count() && status == INTEG_STATUS_OK; i++) {
        integ_progress *progress;
        status = integi_goal_evaluate_by(goal, &integi_goal_methods[i], series, 2500, &progress, error);
        if (status == INTEG_STATUS_OK)
            integ_progress_free(progress);
    }
    return status;
}

static integ_status make_everything(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_goal *goal = NULL;
    integ_series *series = NULL;
    integ_progress *progress = NULL;
    integ_status status = integ_goal_new(context, "goal", INTEG_DIRECTION_INCREASE, &goal, error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_set_names(goal, "Goal", "theme", "indicator", error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_set_baseline_value(goal, 1, 0, 100, "report", error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_set_target(goal, 5, 0, 200, error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_add_milestone(goal, 2, 0, 150, error);
    if (status == INTEG_STATUS_OK)
        status = integ_series_new(context, &series, error);
    for (int i = 0; i < 20 && status == INTEG_STATUS_OK; i++)
        status = integ_series_add(series, 100 + i, i, 1, error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_evaluate(goal, series, 150, &progress, error);
    for (int i = 1; i < 7 && status == INTEG_STATUS_OK; i++)
        status = integ_series_add(series, 366 * i, 100 + i, 1, error);
    if (status == INTEG_STATUS_OK)
        status = integ_goal_set_target(goal, 50, 0, 4000, error);
    if (status == INTEG_STATUS_OK)
        status = judge_by_every_method(goal, series, error);
    integ_aggregate *together = NULL;
    if (status == INTEG_STATUS_OK)
        status = integ_aggregate_new(context, INTEG_AGGREGATE_WORST, &together, error);
    integ_aggregate_free(together);
    integ_goal_free(goal);
    integ_series_free(series);
    integ_progress_free(progress);
    return status;
}

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    for_each_failing_allocation(make_everything, NULL);
}
END_TEST

void add_series(Suite *suite)
{
    add_tests(suite, "series",
              (const TTest *[]){dates_must_rise_and_numbers_be_finite, running_out_of_memory_leaves_nothing_behind,
                                NULL});
}
