/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/fixture.h"

START_TEST(milestones_are_reached_late_missed_or_ahead)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_DECREASE, "20", "10");
    const struct {
        int64_t value;
        const char *by;
        int32_t outcome;
        const char *met_on;
    } expected[] = {{18, "2016-06-01", INTEG_MILESTONE_REACHED, "2016-01-01"},
                    {17, "2016-12-31", INTEG_MILESTONE_REACHED_LATE, "2017-01-01"},
                    {15, "2017-01-01", INTEG_MILESTONE_MISSED, NULL},
                    {15, "2018-01-01", INTEG_MILESTONE_AHEAD, NULL},
                    {17, "2020-01-01", INTEG_MILESTONE_REACHED, "2017-01-01"}};
    for (size_t i = 0; i < 5; i++)
        ck_assert_int_eq(integ_goal_add_milestone(goal, expected[i].value, 0, on(expected[i].by), NULL),
                         INTEG_STATUS_OK);
    integ_series *series = series_of("2014-01-01", "1"); /* before the baseline: counts for nothing */
    add_point(series, "2016-01-01", "18");
    add_point(series, "2017-01-01", "16.5");
    add_point(series, "2019-01-01", "1"); /* after the date of the report */
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2017-03-01"), &progress, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_progress_milestones(progress), 5);
    for (int64_t i = 0; i < 5; i++) {
        integ_date met_on = 0;
        ck_assert_int_eq(integ_progress_milestone(progress, i, &met_on), expected[i].outcome);
        ck_assert_int_eq(met_on, expected[i].met_on == NULL ? 0 : on(expected[i].met_on));
    }
    ck_assert_int_eq(integ_progress_milestone(progress, 5, NULL), 0);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

START_TEST(a_definition_tells_what_was_set)
{
    int64_t coefficient = 7;
    int32_t decimals = 7;
    integ_date by = 7;
    need_context();
    integ_goal *goal;
    ck_assert_int_eq(integ_goal_new(goal_context, "g", INTEG_DIRECTION_DECREASE, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_direction(goal), INTEG_DIRECTION_DECREASE);
    ck_assert_ptr_null(integ_goal_theme(goal));
    ck_assert_ptr_null(integ_goal_indicator(goal));
    ck_assert_int_eq(integ_goal_target(goal, &coefficient, &decimals, &by), 0);
    ck_assert_int_eq(integ_goal_milestone(goal, 0, &coefficient, &decimals, &by), 0);
    ck_assert_int_eq(integ_goal_requirement(goal, &coefficient, &decimals), INTEG_LIMIT_NONE);
    ck_assert_int_eq(integ_goal_recognition(goal, &coefficient, &decimals), INTEG_LIMIT_NONE);
    ck_assert(coefficient == 7 && decimals == 7 && by == 7); /* nothing was written */
    ck_assert_int_eq(integ_goal_set_names(goal, "Title", "theme", "indicator", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_target(goal, -1050, 2, on("2025-12-31"), NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_add_milestone(goal, -5, 0, on("2020-12-31"), NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_requirement(goal, INTEG_LIMIT_AT_MOST, 25, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_recognition(goal, INTEG_LIMIT_AT_LEAST, 3, 0, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_goal_theme(goal), "theme");
    ck_assert_str_eq(integ_goal_indicator(goal), "indicator");
    ck_assert_int_eq(integ_goal_target(goal, &coefficient, &decimals, &by), 1);
    ck_assert(coefficient == -1050 && decimals == 2 && by == on("2025-12-31"));
    ck_assert_int_eq(integ_goal_target(goal, NULL, NULL, NULL), 1);
    ck_assert_int_eq(integ_goal_target_high(goal, &coefficient, &decimals), 0); /* not between two limits */
    ck_assert_int_eq(integ_goal_milestone_count(goal), 1);
    ck_assert_int_eq(integ_goal_milestone(goal, 0, &coefficient, &decimals, &by), 1);
    ck_assert(coefficient == -5 && decimals == 0 && by == on("2020-12-31"));
    ck_assert_int_eq(integ_goal_milestone(goal, -1, NULL, NULL, NULL), 0);
    ck_assert_int_eq(integ_goal_requirement(goal, &coefficient, &decimals), INTEG_LIMIT_AT_MOST);
    ck_assert(coefficient == 25 && decimals == 1);
    ck_assert_int_eq(integ_goal_recognition(goal, &coefficient, NULL), INTEG_LIMIT_AT_LEAST);
    ck_assert(coefficient == 3);
    integ_goal_free(goal);
    ck_assert_int_eq(integ_goal_new(goal_context, "g", INTEG_DIRECTION_BETWEEN, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_target_between(goal, 10, 0, 205, 1, on("2025-12-31"), NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_target(goal, &coefficient, &decimals, NULL), 1);
    ck_assert(coefficient == 10 && decimals == 0);
    ck_assert_int_eq(integ_goal_target_high(goal, &coefficient, &decimals), 1);
    ck_assert(coefficient == 205 && decimals == 1);
    integ_goal_free(goal);
}
END_TEST

START_TEST(limits_tell_when_they_were_met_and_breached)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_DECREASE, "20", "10");
    ck_assert_int_eq(integ_goal_set_requirement(goal, INTEG_LIMIT_AT_MOST, 225, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_recognition(goal, INTEG_LIMIT_AT_MOST, 12, 0, NULL), INTEG_STATUS_OK);
    integ_series *series = series_of("2016-01-01", "22.5");
    add_point(series, "2017-01-01", "22.51");
    add_point(series, "2018-01-01", "12");
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2017-01-01"), &progress, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_progress_requirement(progress), 0);
    ck_assert_int_eq(progress->requirement.breached_on, on("2017-01-01"));
    ck_assert_int_eq(progress->requirement.met_on, on("2016-01-01"));
    ck_assert_int_eq(integ_progress_recognition(progress), 0);
    integ_progress_free(progress);
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2018-01-01"), &progress, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_progress_requirement(progress), 1);
    ck_assert_int_eq(integ_progress_recognition(progress), 1);
    ck_assert_int_eq(progress->recognition.met_on, on("2018-01-01"));
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

START_TEST(a_hidden_value_leaves_open_what_it_may_have_reached)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_DECREASE, "10", "4");
    ck_assert_int_eq(integ_goal_add_milestone(goal, 5, 0, on("2017-06-01"), NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_add_milestone(goal, 8, 0, on("2016-06-01"), NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_add_milestone(goal, 7, 0, on("2017-06-01"), NULL), INTEG_STATUS_OK);
    integ_series *series = series_of("2016-01-01", "8");
    ck_assert_int_eq(integ_series_add_missing(series, on("2017-01-01"), INTEG_REASON_TOO_FEW, NULL), INTEG_STATUS_OK);
    add_point(series, "2018-01-01", "7");
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2018-01-01"), &progress, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_progress_milestone(progress, 0, NULL), INTEG_MILESTONE_UNKNOWN);
    ck_assert_int_eq(integ_progress_milestone(progress, 1, NULL), INTEG_MILESTONE_REACHED);
    ck_assert_int_eq(integ_progress_milestone(progress, 2, NULL), INTEG_MILESTONE_UNKNOWN);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

void add_milestones(Suite *suite)
{
    add_tests(suite, "milestones and limits",
              (const TTest *[]){a_definition_tells_what_was_set, milestones_are_reached_late_missed_or_ahead,
                                a_hidden_value_leaves_open_what_it_may_have_reached,
                                limits_tell_when_they_were_met_and_breached, NULL});
}
