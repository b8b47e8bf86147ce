/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/fixture.h"

START_TEST(a_straight_line_is_on_track_and_a_hair_less_is_behind)
{
    /* 2015-01-01 to 2025-01-01 is 3653 days, to 2020-01-01 1826: on the line the value is 20 - 10 * 1826 / 3653. */
    integ_goal *goal = goal_towards(INTEG_DIRECTION_DECREASE, "20", "10");
    ck_assert_int_eq(status_of(goal, series_of("2020-01-01", "15.001368738"), "2020-01-01"), INTEG_GOAL_ON_TRACK);
    ck_assert_int_eq(status_of(goal, series_of("2020-01-01", "15.001368739"), "2020-01-01"), INTEG_GOAL_BEHIND);
    integ_goal_free(goal);
    /* A target 3653 away makes the line pass through whole numbers, where only exact arithmetic says "on track". */
    goal = goal_towards(INTEG_DIRECTION_INCREASE, "0.1", "3653.1");
    ck_assert_int_eq(status_of(goal, series_of("2020-01-01", "1826.1"), "2020-01-01"), INTEG_GOAL_ON_TRACK);
    ck_assert_int_eq(status_of(goal, series_of("2020-01-01", "1826.099999999999999"), "2020-01-01"),
                     INTEG_GOAL_BEHIND);
    integ_goal_free(goal);
}
END_TEST

START_TEST(statuses_follow_the_value)
{
    integ_goal *down = goal_towards(INTEG_DIRECTION_DECREASE, "20", "10");
    ck_assert_int_eq(status_of(down, series_of("2020-01-01", "10"), "2020-01-01"), INTEG_GOAL_ACHIEVED);
    ck_assert_int_eq(status_of(down, series_of("2020-01-01", "10.0"), "2020-01-01"), INTEG_GOAL_ACHIEVED);
    ck_assert_int_eq(status_of(down, series_of("2020-01-01", "3"), "2020-01-01"), INTEG_GOAL_ACHIEVED);
    ck_assert_int_eq(status_of(down, series_of("2020-01-01", "20"), "2020-01-01"), INTEG_GOAL_BEHIND);
    ck_assert_int_eq(status_of(down, series_of("2020-01-01", "20.000001"), "2020-01-01"), INTEG_GOAL_MOVING_AWAY);
    ck_assert_int_eq(status_of(down, series_of("2026-01-01", "10.1"), "2026-01-01"), INTEG_GOAL_BEHIND);
    integ_goal_free(down);
    integ_goal *up = goal_towards(INTEG_DIRECTION_INCREASE, "10", "20");
    ck_assert_int_eq(status_of(up, series_of("2020-01-01", "20"), "2020-01-01"), INTEG_GOAL_ACHIEVED);
    ck_assert_int_eq(status_of(up, series_of("2020-01-01", "9.99"), "2020-01-01"), INTEG_GOAL_MOVING_AWAY);
    integ_goal_free(up);
}
END_TEST

START_TEST(nothing_is_judged_before_the_baseline)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_DECREASE, "20", "10");
    ck_assert_int_eq(status_of(goal, series_of("2015-01-01", "9"), "2020-01-01"), INTEG_GOAL_NOT_STARTED);
    ck_assert_int_eq(status_of(goal, series_of("2014-01-01", "9"), "2014-06-01"), INTEG_GOAL_NOT_STARTED);
    ck_assert_int_eq(status_of(goal, series_of(NULL, NULL), "2014-06-01"), INTEG_GOAL_NOT_STARTED);
    integ_goal_free(goal);
}
END_TEST

START_TEST(what_was_achieved_and_is_no_more_is_lost)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "10", "20");
    integ_series *series = series_of("2016-01-01", "21");
    add_point(series, "2017-01-01", "19");
    ck_assert_int_eq(status_of(goal, series, "2017-01-01"), INTEG_GOAL_LOST);
    series = series_of("2016-01-01", "21");
    add_point(series, "2017-01-01", "19");
    ck_assert_int_eq(status_of(goal, series, "2016-12-31"), INTEG_GOAL_ACHIEVED);
    series = series_of("2014-01-01", "25"); /* before the baseline does not count */
    add_point(series, "2017-01-01", "19");
    ck_assert_int_eq(status_of(goal, series, "2017-01-01"), INTEG_GOAL_ON_TRACK);
    integ_goal_free(goal);
    goal = goal_towards(INTEG_DIRECTION_INCREASE, "30", "20");
    ck_assert_int_eq(status_of(goal, series_of("2017-01-01", "15"), "2017-01-01"), INTEG_GOAL_LOST);
    integ_goal_free(goal);
}
END_TEST

START_TEST(without_distance_there_is_no_progress)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "20", "20.00");
    ck_assert_int_eq(status_of(goal, series_of("2017-01-01", "15"), "2017-01-01"),
                     INTEG_GOAL_BASELINE_EQUALS_TARGET);
    ck_assert_int_eq(status_of(goal, series_of("2017-01-01", "25"), "2017-01-01"), INTEG_GOAL_ACHIEVED);
    integ_goal_free(goal);
}
END_TEST

START_TEST(hidden_and_absent_values_tell_nothing)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "10", "20");
    integ_series *series = series_of("2016-01-01", "21");
    ck_assert_int_eq(integ_series_add_missing(series, on("2017-01-01"), INTEG_REASON_TOO_FEW, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(status_of(goal, series, "2017-01-01"), INTEG_GOAL_TOO_FEW);
    series = series_of(NULL, NULL);
    ck_assert_int_eq(integ_series_add_missing(series, on("2017-01-01"), INTEG_REASON_NO_DATA, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(status_of(goal, series, "2017-01-01"), INTEG_GOAL_NO_DATA);
    ck_assert_int_eq(status_of(goal, series_of(NULL, NULL), "2017-01-01"), INTEG_GOAL_NO_DATA);
    /* A hidden achievement in between must not show as "lost". */
    series = series_of(NULL, NULL);
    ck_assert_int_eq(integ_series_add_missing(series, on("2016-01-01"), INTEG_REASON_TOO_FEW, NULL), INTEG_STATUS_OK);
    add_point(series, "2017-01-01", "12");
    ck_assert_int_eq(status_of(goal, series, "2017-01-01"), INTEG_GOAL_BEHIND);
    /* A baseline that is looked up and hidden. */
    ck_assert_int_eq(integ_goal_set_baseline_date(goal, on("2016-01-01"), NULL), INTEG_STATUS_OK);
    series = series_of(NULL, NULL);
    ck_assert_int_eq(integ_series_add_missing(series, on("2016-01-01"), INTEG_REASON_TOO_FEW, NULL), INTEG_STATUS_OK);
    add_point(series, "2017-01-01", "12");
    ck_assert_int_eq(status_of(goal, series, "2017-01-01"), INTEG_GOAL_TOO_FEW);
    ck_assert_int_eq(status_of(goal, series_of("2017-01-01", "12"), "2017-01-01"), INTEG_GOAL_NO_DATA);
    integ_goal_free(goal);
}
END_TEST

START_TEST(levels_are_kept_or_not)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_MAINTAIN, "50", "50");
    ck_assert_int_eq(status_of(goal, series_of("2017-01-01", "50"), "2017-01-01"), INTEG_GOAL_MAINTAINED);
    ck_assert_int_eq(status_of(goal, series_of("2017-01-01", "51"), "2017-01-01"), INTEG_GOAL_MAINTAINED);
    ck_assert_int_eq(status_of(goal, series_of("2017-01-01", "49.9"), "2017-01-01"), INTEG_GOAL_NOT_MAINTAINED);
    ck_assert_int_eq(integ_goal_set_requirement(goal, INTEG_LIMIT_AT_MOST, 60, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(status_of(goal, series_of("2017-01-01", "51"), "2017-01-01"), INTEG_GOAL_NOT_MAINTAINED);
    ck_assert_int_eq(status_of(goal, series_of("2017-01-01", "49.9"), "2017-01-01"), INTEG_GOAL_MAINTAINED);
    integ_goal_free(goal);
    ck_assert_int_eq(integ_goal_new(goal_context, "between", INTEG_DIRECTION_BETWEEN, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_target_between(goal, 40, 0, 600, 1, on("2025-01-01"), NULL), INTEG_STATUS_OK);
    const char *inside[] = {"40", "40.0", "60", "50.5"}, *outside[] = {"39.999", "60.001", "-50"};
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(status_of(goal, series_of("2017-01-01", inside[i]), "2017-01-01"), INTEG_GOAL_MAINTAINED);
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(status_of(goal, series_of("2017-01-01", outside[i]), "2017-01-01"),
                         INTEG_GOAL_NOT_MAINTAINED);
    integ_goal_free(goal);
}
END_TEST

START_TEST(parity_is_approached_from_both_sides)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_PARITY, "0.5", "0.9");
    ck_assert_int_eq(integ_goal_set_parity(goal, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(status_of(goal, series_of("2020-01-01", "0.95"), "2020-01-01"), INTEG_GOAL_ACHIEVED);
    ck_assert_int_eq(status_of(goal, series_of("2020-01-01", "1.1"), "2020-01-01"), INTEG_GOAL_ACHIEVED);
    ck_assert_int_eq(status_of(goal, series_of("2020-01-01", "1.6"), "2020-01-01"), INTEG_GOAL_MOVING_AWAY);
    ck_assert_int_eq(status_of(goal, series_of("2020-01-01", "1.2"), "2020-01-01"), INTEG_GOAL_ON_TRACK);
    ck_assert_int_eq(status_of(goal, series_of("2020-01-01", "0.6"), "2020-01-01"), INTEG_GOAL_BEHIND);
    integ_goal_free(goal);
}
END_TEST

START_TEST(progress_and_path_are_told)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_DECREASE, "20", "10");
    integ_series *series = series_of("2017-01-01", "17.5");
    integ_progress *progress;
    double share, value;
    integ_date date;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2017-06-01"), &progress, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_progress_share(progress, &share), 1);
    ck_assert(share == 0.25);
    ck_assert_int_eq(integ_progress_expected(progress, &share), 1);
    ck_assert(share == 731.0 / 3653.0);
    ck_assert_int_eq(integ_progress_value(progress, &value, &date), 1);
    ck_assert(value == 17.5);
    ck_assert_int_eq(date, on("2017-01-01"));
    ck_assert_int_eq(integ_progress_baseline(progress, &value, &date), 1);
    ck_assert(value == 20);
    ck_assert_str_eq(integ_goal_status_name(integ_progress_status(progress)), "on_track");
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

START_TEST(a_baseline_beyond_the_target_has_no_progress)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "32", "30");
    const char *values[] = {"28", "31"};
    const int32_t statuses[] = {INTEG_GOAL_LOST, INTEG_GOAL_ACHIEVED};
    for (size_t i = 0; i < 2; i++) {
        integ_series *series = series_of("2017-01-01", values[i]);
        integ_progress *progress;
        ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2017-01-01"), &progress, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_progress_status(progress), statuses[i]);
        ck_assert_int_eq(integ_progress_share(progress, NULL), 0);
        integ_progress_free(progress);
        integ_series_free(series);
    }
    integ_goal_free(goal);
}
END_TEST

START_TEST(incomplete_goals_are_refused)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_DECREASE, "20", "10");
    integ_goal_free(goal);
    integ_series *series = series_of("2017-01-01", "17.5");
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_new(goal_context, "bare", INTEG_DIRECTION_INCREASE, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_evaluate(goal, series, 0, &progress, NULL), INTEG_STATUS_MISSING);
    ck_assert_ptr_null(progress);
    ck_assert_int_eq(integ_goal_set_target(goal, 5, 0, on("2015-01-01"), NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_evaluate(goal, series, 0, &progress, NULL), INTEG_STATUS_MISSING);
    ck_assert_int_eq(integ_goal_set_baseline_date(goal, on("2015-01-01"), NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_evaluate(goal, series, 0, &progress, NULL), INTEG_STATUS_INCONSISTENT);
    ck_assert_int_eq(integ_goal_set_target(goal, 5, 19, on("2025-01-01"), NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_goal_free(goal);
    integ_series_free(series);
}
END_TEST

void add_progress(Suite *suite)
{
    add_tests(suite, "progress",
              (const TTest *[]){a_straight_line_is_on_track_and_a_hair_less_is_behind, statuses_follow_the_value,
                                nothing_is_judged_before_the_baseline, what_was_achieved_and_is_no_more_is_lost,
                                without_distance_there_is_no_progress, hidden_and_absent_values_tell_nothing,
                                levels_are_kept_or_not, parity_is_approached_from_both_sides,
                                progress_and_path_are_told,
                                a_baseline_beyond_the_target_has_no_progress, incomplete_goals_are_refused, NULL});
}
