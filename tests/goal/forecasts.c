/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/fixture.h"

#include <math.h>

static integ_progress *judge(const integ_goal *goal, const integ_series *series, const char *as_of)
{
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on(as_of), &progress, NULL), INTEG_STATUS_OK);
    return progress;
}

/* Values 10, 12, 11, 15 in the years 0 to 3: slope 1.4, 9.9 at 0, rest s² = 4.2 / 2 and Σ(x − 1.5)² = 5, so that ten
 * years after the first the line is at 23.9 with standard error √(2.1 (1 + 1/4 + 8.5² / 5)), and the 97.5 % quantile of
 * t with 2 degrees is 4.302652729749464 (tables). */
START_TEST(a_line_is_drawn_on_to_the_deadline)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "10", "20");
    integ_series *series = series_of("2015-01-01", "10");
    add_point(series, "2016-01-01", "12");
    add_point(series, "2017-01-01", "11");
    add_point(series, "2018-01-01", "15");
    integ_progress *progress = judge(goal, series, "2018-06-01");
    integ_date date;
    double value, lower, upper, pace, probability;
    ck_assert_int_eq(integ_progress_forecast(progress, &date, &value, &lower, &upper, &pace), INTEG_UNTOLD_NONE);
    double error = sqrt(2.1 * (1.25 + 8.5 * 8.5 / 5));
    ck_assert_int_eq(date, on("2025-01-01"));
    ck_assert_double_eq_tol(pace, 1.4, 1e-12);
    ck_assert_double_eq_tol(value, 23.9, 1e-12);
    ck_assert_double_eq_tol(lower, 23.9 - 4.302652729749464 * error, 1e-9);
    ck_assert_double_eq_tol(upper, 23.9 + 4.302652729749464 * error, 1e-9);
    /* With 2 degrees the distribution of t is 1/2 + t / (2 √(2 + t²)). */
    double t = 3.9 / error;
    ck_assert_int_eq(integ_progress_probability(progress, &probability), 1);
    ck_assert_double_eq_tol(probability, 0.5 + t / (2 * sqrt(2 + t * t)), 1e-12);
    ck_assert_int_eq(integ_progress_required_pace(progress, &pace), 1);
    ck_assert_double_eq_tol(pace, 5.0 / 7, 1e-12);
    ck_assert_int_eq(integ_progress_smallest_change(progress, NULL), INTEG_UNTOLD_NO_COUNTS);
    integ_progress_free(progress);
    /* The median of the slopes 2, 0.5, 5/3, -1, 1.5, 4 is 19/12. */
    ck_assert_int_eq(integ_goal_set_forecast(goal, INTEG_TREND_THEIL_SEN, NULL), INTEG_STATUS_OK);
    progress = judge(goal, series, "2018-06-01");
    ck_assert_int_eq(integ_progress_forecast(progress, NULL, NULL, NULL, NULL, &pace), INTEG_UNTOLD_NONE);
    ck_assert_double_eq_tol(pace, 19.0 / 12, 1e-12);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

/* 100 has no rounding to be off by, but the mean of six of them may have; a line through 0.1, 0.2, 0.3 is at 1.1 after
 * ten years, whatever binary fractions would say. */
START_TEST(values_on_a_line_lead_to_where_it_leads)
{
    static const char *const levels[] = {"100", "100", "100", "100", "100", "100"},
                            *const rises[] = {"0.1", "0.2", "0.3", "0.4", "0.5", "0.6"},
                            *const dates[] = {"2015-01-01", "2016-01-01", "2017-01-01", "2018-01-01", "2019-01-01",
                                              "2020-01-01"};
    for (int i = 0; i < 2; i++) {
        integ_goal *goal = goal_towards(i == 0 ? INTEG_DIRECTION_MAINTAIN : INTEG_DIRECTION_INCREASE, "0",
                                        i == 0 ? "100" : "1.1");
        integ_series *series = series_of(NULL, NULL);
        for (int j = 0; j < 6; j++)
            add_point(series, dates[j], i == 0 ? levels[j] : rises[j]);
        integ_progress *progress = judge(goal, series, "2020-01-01");
        double value, lower, upper, pace, probability;
        ck_assert_int_eq(integ_progress_forecast(progress, NULL, &value, &lower, &upper, &pace), INTEG_UNTOLD_NONE);
        ck_assert_int_eq(integ_progress_probability(progress, &probability), 1);
        ck_assert_double_eq_tol(value, i == 0 ? 100 : 1.1, 1e-15);
        ck_assert_double_eq(lower, value);
        ck_assert_double_eq(upper, value);
        ck_assert_double_eq(probability, 1);
        integ_progress_free(progress);
        integ_series_free(series);
        integ_goal_free(goal);
    }
}
END_TEST

START_TEST(what_cannot_be_forecast_says_why)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "10", "20");
    integ_series *series = series_of("2015-01-01", "10");
    ck_assert_int_eq(integ_series_add_missing(series, on("2016-01-01"), INTEG_REASON_TOO_FEW, NULL), INTEG_STATUS_OK);
    add_point(series, "2017-01-01", "12");
    add_point(series, "2026-01-01", "13");
    ck_assert_int_eq(integ_series_add_missing(series, on("2027-01-01"), INTEG_REASON_TOO_FEW, NULL), INTEG_STATUS_OK);
    const struct {
        const char *as_of;
        int32_t reason;
    } cases[] = {{"2014-01-01", INTEG_UNTOLD_NO_VALUE},
                 {"2017-01-01", INTEG_UNTOLD_TOO_FEW_POINTS},
                 {"2026-01-01", INTEG_UNTOLD_DEADLINE_PASSED},
                 {"2027-01-01", INTEG_UNTOLD_NO_VALUE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        integ_progress *progress = judge(goal, series, cases[i].as_of);
        double untouched = 7;
        ck_assert_int_eq(integ_progress_forecast(progress, NULL, &untouched, NULL, NULL, NULL), cases[i].reason);
        ck_assert(untouched == 7);
        ck_assert_int_eq(integ_progress_probability(progress, NULL), 0);
        integ_progress_free(progress);
    }
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

START_TEST(the_probability_of_staying_between_is_that_of_both_limits)
{
    need_context();
    integ_goal *goal;
    ck_assert_int_eq(integ_goal_new(goal_context, "between", INTEG_DIRECTION_BETWEEN, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_target_between(goal, 15, 0, 25, 0, on("2025-01-01"), NULL), INTEG_STATUS_OK);
    integ_series *series = series_of("2015-01-01", "10");
    add_point(series, "2016-01-01", "12");
    add_point(series, "2017-01-01", "11");
    add_point(series, "2018-01-01", "14");
    integ_progress *progress = judge(goal, series, "2018-01-01");
    double inside, pace;
    ck_assert_int_eq(integ_progress_probability(progress, &inside), 1);
    ck_assert(inside > 0 && inside < 1);
    ck_assert_int_eq(integ_progress_required_pace(progress, &pace), 1);
    ck_assert_double_eq_tol(pace, 1.0 / 7, 1e-12);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

/* What a test of two such groups finds in four of five cases; the larger the group, the smaller the change that it can
 * show. */
START_TEST(larger_groups_can_show_smaller_changes)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "10", "90");
    double last = 100;
    for (int64_t whole = 100; whole <= 100000; whole *= 10) {
        integ_series *series = series_of(NULL, NULL);
        integi_figure figure = {0};
        figure.value.kind = INTEG_INDICATOR_SHARE;
        figure.value.exact = integi_fraction_from(50, 1);
        figure.value.number = 50;
        figure.value.own = (integi_counts){whole / 2, whole, 0};
        ck_assert_int_eq(integi_series_add_figure(series, on("2020-01-01"), &figure, NULL), INTEG_STATUS_OK);
        integ_progress *progress = judge(goal, series, "2020-01-01");
        double change = 0, direct = 0;
        ck_assert_int_eq(integ_progress_smallest_change(progress, &change), INTEG_UNTOLD_NONE);
        integ_minimum_detectable_change(0.5, (double)whole, (double)whole, 0.95, 0.8, 1, &direct, NULL);
        ck_assert_double_eq_tol(change, 100 * direct, 1e-12);
        ck_assert(change > 0 && change < last);
        last = change;
        integ_progress_free(progress);
        integ_series_free(series);
    }
    integ_goal_free(goal);
}
END_TEST

void add_forecasts(Suite *suite)
{
    add_tests(suite, "forecasts",
              (const TTest *[]){a_line_is_drawn_on_to_the_deadline, values_on_a_line_lead_to_where_it_leads,
                                what_cannot_be_forecast_says_why,
                                the_probability_of_staying_between_is_that_of_both_limits,
                                larger_groups_can_show_smaller_changes, NULL});
}
