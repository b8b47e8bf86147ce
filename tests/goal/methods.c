/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/fixture.h"

#include <math.h>
#include <string.h>

/* A value of a share with its counts, as it comes from a release. */
static void add_share(integ_series *series, const char *date, int64_t part, int64_t whole)
{
    integi_figure figure = {0};
    figure.value.kind = INTEG_INDICATOR_SHARE;
    figure.value.exact = integi_fraction_from((__int128)100 * part, whole);
    figure.value.number = integi_fraction_number(&figure.value.exact);
    figure.value.own = (integi_counts){part, whole, 0};
    ck_assert_int_eq(integi_series_add_figure(series, on(date), &figure, NULL), INTEG_STATUS_OK);
}

static integ_progress *judge(const integ_goal *goal, const integ_series *series, const char *as_of)
{
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on(as_of), &progress, NULL), INTEG_STATUS_OK);
    return progress;
}

/* What the method and the common words say of one value ten years after a baseline; frees the goal. */
static void judged_as(integ_goal *goal, const char *value, const char *own, int32_t common)
{
    integ_series *series = series_of("2020-01-01", value);
    integ_progress *progress = judge(goal, series, "2020-01-01");
    ck_assert_str_eq(integ_progress_method_status(progress), own);
    ck_assert_int_eq(integ_progress_status(progress), common);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}

static integ_goal *goal_by(const char *method, int32_t direction, const char *baseline, const char *target)
{
    integ_goal *goal = goal_towards(direction, baseline, target);
    ck_assert_int_eq(integ_goal_set_method(goal, method, NULL), INTEG_STATUS_OK);
    return goal;
}

static integ_goal *without_target(const char *method, int32_t direction, int64_t baseline)
{
    integ_goal *goal;
    ck_assert_int_eq(integ_goal_new(goal_context, "open", direction, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_method(goal, method, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_baseline_value(goal, baseline, 0, on("2019-01-01"), NULL, NULL), INTEG_STATUS_OK);
    return goal;
}

START_TEST(a_boundary_belongs_to_the_class_that_the_method_says)
{
    need_context();
    judged_as(without_target("open_sdg", INTEG_DIRECTION_INCREASE, 100), "101.5", "substantial_progress",
              INTEG_GOAL_ON_TRACK);
    judged_as(without_target("open_sdg", INTEG_DIRECTION_INCREASE, 100), "101.499999999999999", "moderate_progress",
              INTEG_GOAL_BEHIND);
    judged_as(without_target("open_sdg", INTEG_DIRECTION_DECREASE, 100), "100", "limited_progress", INTEG_GOAL_BEHIND);
    judged_as(without_target("open_sdg", INTEG_DIRECTION_DECREASE, 100), "100.000000000000001", "deterioration",
              INTEG_GOAL_MOVING_AWAY);
    judged_as(without_target("eurostat", INTEG_DIRECTION_INCREASE, 100), "101", "moderate_progress",
              INTEG_GOAL_BEHIND);
    judged_as(without_target("eurostat", INTEG_DIRECTION_INCREASE, 100), "101.000000000000001",
              "significant_progress", INTEG_GOAL_ON_TRACK);
    judged_as(without_target("eurostat", INTEG_DIRECTION_INCREASE, 100), "99.9", "no_progress", INTEG_GOAL_BEHIND);
    judged_as(without_target("eurostat", INTEG_DIRECTION_INCREASE, 100), "99.899999999999999",
              "moderate_deterioration", INTEG_GOAL_MOVING_AWAY);
    judged_as(without_target("eurostat", INTEG_DIRECTION_INCREASE, 100), "99", "moderate_deterioration",
              INTEG_GOAL_MOVING_AWAY);
    judged_as(without_target("un_progress_chart", INTEG_DIRECTION_INCREASE, 100), "102", "on_track",
              INTEG_GOAL_ON_TRACK);
    judged_as(without_target("un_progress_chart", INTEG_DIRECTION_INCREASE, 100), "100.499999999999999",
              "stagnation_or_regression", INTEG_GOAL_BEHIND);
}
END_TEST

/* 1/3 grows to 203/600 by exactly 1.5 %, which neither of the two binary64 says. */
START_TEST(shares_are_fractions_and_not_their_decimals)
{
    need_context();
    integ_goal *goal;
    ck_assert_int_eq(integ_goal_new(goal_context, "thirds", INTEG_DIRECTION_INCREASE, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_method(goal, "open_sdg", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_baseline_date(goal, on("2019-01-01"), NULL), INTEG_STATUS_OK);
    integ_series *series = series_of(NULL, NULL);
    add_share(series, "2019-01-01", 1, 3);
    add_share(series, "2020-01-01", 203, 600);
    integ_progress *progress = judge(goal, series, "2020-01-01");
    ck_assert_str_eq(integ_progress_method_status(progress), "substantial_progress");
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

static const char *weather_of(int32_t direction, const char *target, const char *const values[], int count)
{
    integ_goal *goal = goal_by("weather", direction, "10", target);
    integ_series *series = series_of(NULL, NULL);
    const char *const dates[] = {"2015-01-01", "2016-01-01", "2017-01-01", "2018-01-01", "2019-01-01", "2020-01-01"};
    for (int i = 0; i < count; i++)
        add_point(series, dates[i + 6 - count], values[i]);
    integ_progress *progress = judge(goal, series, "2020-01-01");
    const char *name = integ_progress_method_status(progress);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
    return name;
}
#define WEATHER(direction, target, ...)                                                                               \
    weather_of(direction, target, (const char *const[]){__VA_ARGS__},                                                 \
               (int)(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *)))

/* Deadline 2025-01-01, five years ahead: 10, 11 ... 15 leads to 20. */
START_TEST(the_weather_is_what_the_trend_says)
{
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_INCREASE, "20", "10", "11", "12", "13", "14", "15"), "sun");
    /* Of 10 + 5/0.95 the gap is exactly 5 % at 15 + 100/19: no longer sun; exactly 20 % at 21.25. */
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_INCREASE, "20.26", "10", "11", "12", "13", "14", "15"), "sun");
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_INCREASE, "20.27", "10", "11", "12", "13", "14", "15"), "sun_and_cloud");
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_INCREASE, "21.25", "10", "11", "12", "13", "14", "15"), "sun_and_cloud");
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_INCREASE, "21.250000000000001", "10", "11", "12", "13", "14", "15"),
                     "cloud");
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_INCREASE, "20", "15", "15", "15", "15"), "thunderstorm");
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_INCREASE, "20", "13", "14", "15"), "not_available");
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_DECREASE, "20", "10", "11", "12", "13", "14", "15"), "sun_and_cloud");
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_MAINTAIN, "14", "10", "11", "12", "13", "14", "15"), "sun");
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_MAINTAIN, "16", "10", "11", "12", "13", "14", "15"), "cloud");
    ck_assert_str_eq(WEATHER(INTEG_DIRECTION_MAINTAIN, "16", "15", "15", "15", "15", "14", "15"), "thunderstorm");
}
END_TEST

/* Of several years with targets the next one counts. Deadline 2025-01-01: 10, 11 ... 15 leads to 20 then, to 17 in two
 * years. */
static const char *weather_with(const char *first, int64_t milestone, const char *by)
{
    integ_goal *goal = goal_by("weather", INTEG_DIRECTION_INCREASE, "10", "20");
    integ_series *series = series_of(NULL, NULL);
    const char *const dates[] = {"2016-01-01", "2017-01-01", "2018-01-01", "2019-01-01", "2020-01-01"};
    const char *const values[] = {"11", "12", "13", "14", "15"};
    ck_assert_int_eq(integ_goal_add_milestone(goal, milestone, 1, on(by), NULL), INTEG_STATUS_OK);
    add_point(series, "2015-01-01", first);
    for (int i = 0; i < 5; i++)
        add_point(series, dates[i], values[i]);
    integ_progress *progress = judge(goal, series, "2020-01-01");
    const char *name = integ_progress_method_status(progress);
    ck_assert_int_ne(integ_progress_status(progress), INTEG_GOAL_ACHIEVED);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
    return name;
}

START_TEST(the_weather_is_that_of_the_next_milestone)
{
    ck_assert_str_eq(weather_with("10", 170, "2022-01-01"), "sun");
    ck_assert_str_eq(weather_with("10", 200, "2022-01-01"), "cloud");            /* 3 of 5 are missed */
    ck_assert_str_eq(weather_with("10", 175, "2022-01-01"), "sun_and_cloud");    /* 0.5 of 2.5 */
    ck_assert_str_eq(weather_with("10", 200, "2019-12-31"), "sun");              /* it is past */
    ck_assert_str_eq(weather_with("10", 300, "2020-01-01"), "cloud");            /* it is today */
    ck_assert_str_eq(weather_with("10", 145, "2022-01-01"), "sun");              /* met, and no worse than before */
    ck_assert_str_eq(weather_with("16", 145, "2022-01-01"), "sun_and_cloud");    /* met, and worse than before */
    ck_assert_str_eq(weather_with("16", 155, "2022-01-01"), "thunderstorm");
}
END_TEST

START_TEST(the_weather_needs_years_in_a_row)
{
    integ_goal *goal = goal_by("weather", INTEG_DIRECTION_INCREASE, "10", "20");
    integ_series *series = series_of("2014-01-01", "10");
    add_point(series, "2015-01-01", "10");
    add_point(series, "2017-01-01", "13");
    add_point(series, "2018-01-01", "14");
    ck_assert_int_eq(integ_series_add_missing(series, on("2019-01-01"), INTEG_REASON_TOO_FEW, NULL), INTEG_STATUS_OK);
    add_point(series, "2020-01-01", "15");
    integ_progress *progress = judge(goal, series, "2020-01-01");
    ck_assert_int_eq(integ_progress_untold(progress), INTEG_UNTOLD_TOO_FEW_POINTS);
    ck_assert_int_eq(integ_progress_status(progress), INTEG_GOAL_NO_DATA);
    ck_assert_int_eq(integ_progress_why(progress), INTEG_WHY_METHOD_UNTOLD);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

/* 120 of 400 and 160 of 400: z = 0.1 / √(0.35 · 0.65 · 2 / 400) = 2.9649972666444045, p = 0.0030268... */
START_TEST(changes_are_held_against_chance)
{
    need_context();
    integ_goal *goal;
    ck_assert_int_eq(integ_goal_new(goal_context, "change", INTEG_DIRECTION_INCREASE, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_method(goal, "significance", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_baseline_date(goal, on("2019-01-01"), NULL), INTEG_STATUS_OK);
    integ_series *series = series_of(NULL, NULL);
    add_share(series, "2019-01-01", 120, 400);
    add_share(series, "2020-01-01", 160, 400);
    add_share(series, "2021-01-01", 125, 400);
    add_share(series, "2022-01-01", 60, 400);
    static const char *const names[] = {"significant_improvement", "no_significant_change",
                                        "significant_worsening"};
    static const int32_t statuses[] = {INTEG_GOAL_ON_TRACK, INTEG_GOAL_BEHIND, INTEG_GOAL_MOVING_AWAY};
    static const char *const dates[] = {"2020-01-01", "2021-01-01", "2022-01-01"};
    for (int i = 0; i < 3; i++) {
        integ_progress *progress = judge(goal, series, dates[i]);
        ck_assert_str_eq(integ_progress_method_status(progress), names[i]);
        ck_assert_int_eq(integ_progress_status(progress), statuses[i]);
        double z, p;
        ck_assert_int_eq(integ_progress_test(progress, &z, &p), 1);
        if (i == 0) {
            ck_assert_double_eq_tol(z, 0.1 / sqrt(0.35 * 0.65 / 200), 1e-12);
            ck_assert_double_eq_tol(p, erfc(z / sqrt(2)), 1e-14);
        }
        integ_progress_free(progress);
    }
    /* At 99.9 % the first change is none. */
    ck_assert_int_eq(integ_goal_set_parameter(goal, "confidence", 999, 3, NULL), INTEG_STATUS_OK);
    integ_progress *progress = judge(goal, series, "2020-01-01");
    ck_assert_str_eq(integ_progress_method_status(progress), "no_significant_change");
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

START_TEST(values_without_counts_have_no_chance_to_be_held_against)
{
    judged_as(goal_by("significance", INTEG_DIRECTION_INCREASE, "10", "20"), "15", "not_available",
              INTEG_GOAL_NO_DATA);
    judged_as(goal_by("significance", INTEG_DIRECTION_INCREASE, "10", "20"), "21", "not_available",
              INTEG_GOAL_ACHIEVED);
}
END_TEST

/* Seven values all rising, the last one still inside the limits: improvement where up is wanted. */
START_TEST(a_chart_tells_improvement_from_concern)
{
    static const struct {
        int32_t direction;
        const char *own;
        int32_t common;
    } cases[] = {{INTEG_DIRECTION_INCREASE, "improvement", INTEG_GOAL_ON_TRACK},
                 {INTEG_DIRECTION_DECREASE, "concern", INTEG_GOAL_MOVING_AWAY}};
    static const char *const dates[] = {"2015-01-01", "2016-01-01", "2017-01-01", "2018-01-01",
                                        "2019-01-01", "2020-01-01", "2021-01-01"};
    static const char *const values[] = {"1", "2", "3", "4", "5", "6", "7"};
    for (int i = 0; i < 2; i++) {
        integ_goal *goal = goal_by("control_chart", cases[i].direction, "1", i == 0 ? "30" : "-30");
        integ_series *series = series_of(NULL, NULL);
        for (int j = 0; j < 7; j++)
            add_point(series, dates[j], values[j]);
        integ_progress *progress = judge(goal, series, "2021-01-01");
        ck_assert_str_eq(integ_progress_method_status(progress), cases[i].own);
        ck_assert_int_eq(integ_progress_status(progress), cases[i].common);
        ck_assert_int_eq(integ_progress_point_count(progress), 7);
        integ_progress_free(progress);
        integ_series_free(series);
        integ_goal_free(goal);
    }
}
END_TEST

/* Four values on the mean of 0.1, 0.2, 0.3 and so on must not lie on a side of it. */
START_TEST(a_value_on_the_mean_is_on_no_side_of_it)
{
    integ_goal *goal = goal_by("control_chart", INTEG_DIRECTION_INCREASE, "0.1", "3");
    integ_series *series = series_of(NULL, NULL);
    static const char *const dates[] = {"2016-01-01", "2016-02-01", "2016-03-01", "2016-04-01", "2016-05-01",
                                        "2016-06-01", "2016-07-01", "2016-08-01", "2016-09-01"};
    static const char *const values[] = {"0.1", "0.3", "0.2", "0.2", "0.2", "0.2", "0.2", "0.2", "0.2"};
    for (int j = 0; j < 9; j++)
        add_point(series, dates[j], values[j]);
    integ_progress *progress = judge(goal, series, "2017-01-01");
    ck_assert_str_eq(integ_progress_method_status(progress), "common_cause");
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

START_TEST(a_p_chart_has_the_limits_of_its_shares)
{
    need_context();
    integ_goal *goal;
    ck_assert_int_eq(integ_goal_new(goal_context, "shares", INTEG_DIRECTION_INCREASE, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_method(goal, "control_chart", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_parameter(goal, "proportions", 1, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_parameter(goal, "points", 2, 0, NULL), INTEG_STATUS_OK);
    integ_series *series = series_of(NULL, NULL);
    add_share(series, "2019-01-01", 100, 400);
    add_share(series, "2020-01-01", 200, 400);
    integ_progress *progress = judge(goal, series, "2020-01-01");
    double lower, mean, upper, spread = 300 * sqrt(0.375 * 0.625 / 400);
    ck_assert_int_eq(integ_progress_chart(progress, &lower, &mean, &upper, NULL, NULL), 1);
    ck_assert_double_eq_tol(mean, 37.5, 1e-12);
    ck_assert_double_eq_tol(lower, 37.5 - spread, 1e-12);
    ck_assert_double_eq_tol(upper, 37.5 + spread, 1e-12);
    ck_assert_str_eq(integ_progress_method_status(progress), "improvement");
    integ_progress_free(progress);
    /* Values without counts have no such limits. */
    add_point(series, "2021-01-01", "40");
    progress = judge(goal, series, "2021-01-01");
    ck_assert_int_eq(integ_progress_untold(progress), INTEG_UNTOLD_NO_COUNTS);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

START_TEST(methods_and_parameters_are_looked_up_by_name)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "10", "20"), *between;
    ck_assert_int_eq(integ_goal_method_count(), 8);
    for (int32_t i = 0; i < integ_goal_method_count(); i++) {
        ck_assert_int_eq(integ_goal_set_method(goal, integ_goal_method_name(i), NULL), INTEG_STATUS_OK);
        ck_assert_str_eq(integ_goal_method(goal), integ_goal_method_name(i));
        ck_assert_ptr_nonnull(integ_goal_method_source(i));
    }
    ck_assert_ptr_null(integ_goal_method_name(8));
    ck_assert_int_eq(integ_goal_set_method(goal, "wether", NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_goal_set_method(goal, "open_sdg", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_parameter(goal, "hihg", 1, 0, NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_goal_set_parameter(goal, "strict", 2, 0, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_goal_set_parameter(goal, "strict", 5, 1, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_goal_set_parameter(goal, "med", 96, 2, NULL), INTEG_STATUS_OK);
    integ_series *series = series_of("2020-01-01", "15");
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2020-01-01"), &progress, NULL), INTEG_STATUS_INCONSISTENT);
    integ_series_free(series);
    integ_goal_free(goal);
    ck_assert_int_eq(integ_goal_new(goal_context, "between", INTEG_DIRECTION_BETWEEN, &between, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_method(between, "open_sdg", NULL), INTEG_STATUS_UNSUPPORTED);
    ck_assert_int_eq(integ_goal_set_method(between, "weather", NULL), INTEG_STATUS_OK);
    integ_goal_free(between);
}
END_TEST

START_TEST(thresholds_of_the_goal_replace_the_usual_ones)
{
    integ_goal *goal = goal_by("un_progress_chart", INTEG_DIRECTION_INCREASE, "10", "20");
    ck_assert_int_eq(integ_goal_set_parameter(goal, "high", 6, 1, NULL), INTEG_STATUS_OK);
    integ_series *series = series_of("2020-01-01", "13.5");
    integ_progress *progress = judge(goal, series, "2020-01-01");
    ck_assert_str_eq(integ_progress_method_status(progress), "on_track");
    double value;
    int32_t given;
    ck_assert_str_eq(integ_progress_parameter(progress, 0, &value, &given), "high");
    ck_assert(value == 0.6 && given == 1);
    ck_assert_str_eq(integ_progress_parameter(progress, 1, &value, &given), "med");
    ck_assert(value == 0.1 && given == 0);
    ck_assert_str_eq(integ_progress_parameter(progress, 2, &value, NULL), "tolerance");
    ck_assert(value == 0);
    ck_assert_ptr_null(integ_progress_parameter(progress, 4, NULL, NULL));
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
    judged_as(goal_by("un_progress_chart", INTEG_DIRECTION_INCREASE, "10", "20"), "13.5", "fair_progress",
              INTEG_GOAL_BEHIND);
}
END_TEST

static int32_t together(int32_t rule, const char *const values[], int count, int64_t *untold)
{
    integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "10", "20");
    integ_aggregate *all;
    ck_assert_int_eq(integ_aggregate_new(goal_context, rule, &all, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < count; i++) {
        integ_series *series = series_of(values[i] == NULL ? NULL : "2020-01-01", values[i]);
        integ_progress *progress = judge(goal, series, "2020-01-01");
        ck_assert_int_eq(integ_aggregate_add(all, progress, NULL), INTEG_STATUS_OK);
        integ_progress_free(progress);
        integ_series_free(series);
    }
    int32_t status = integ_aggregate_status(all);
    *untold = integ_aggregate_untold(all);
    ck_assert_int_eq(integ_aggregate_count(all), count);
    integ_aggregate_free(all);
    integ_goal_free(goal);
    return status;
}

/* Of values on the way from 10 to 20, halfway in time: 20 is achieved, 15 on track, 12 behind, 9 moving away. */
START_TEST(goals_together_have_the_status_of_the_rule)
{
    int64_t untold;
    const char *const good[] = {"20", "21"}, *const mixed[] = {"20", "15", "12"}, *const bad[] = {"20", "9", "12"},
                *const open[] = {"20", NULL}, *const none[] = {NULL, NULL};
    ck_assert_int_eq(together(INTEG_AGGREGATE_MEAN_SCORE, good, 2, &untold), INTEG_GOAL_ACHIEVED);
    ck_assert_int_eq(together(INTEG_AGGREGATE_MEAN_SCORE, mixed, 3, &untold), INTEG_GOAL_ON_TRACK);
    ck_assert_int_eq(together(INTEG_AGGREGATE_MEAN_SCORE, bad, 3, &untold), INTEG_GOAL_BEHIND);
    ck_assert_int_eq(together(INTEG_AGGREGATE_WORST, mixed, 3, &untold), INTEG_GOAL_BEHIND);
    ck_assert_int_eq(together(INTEG_AGGREGATE_WORST, bad, 3, &untold), INTEG_GOAL_MOVING_AWAY);
    ck_assert_int_eq(untold, 0);
    ck_assert_int_eq(together(INTEG_AGGREGATE_ALL_ACHIEVED, good, 2, &untold), INTEG_GOAL_ACHIEVED);
    ck_assert_int_eq(together(INTEG_AGGREGATE_ALL_ACHIEVED, mixed, 3, &untold), INTEG_GOAL_BEHIND);
    ck_assert_int_eq(together(INTEG_AGGREGATE_ALL_ACHIEVED, open, 2, &untold), INTEG_GOAL_NO_DATA);
    ck_assert_int_eq(untold, 1);
    ck_assert_int_eq(together(INTEG_AGGREGATE_WORST, open, 2, &untold), INTEG_GOAL_ACHIEVED);
    ck_assert_int_eq(together(INTEG_AGGREGATE_WORST, none, 2, &untold), INTEG_GOAL_NO_DATA);
    ck_assert_int_eq(untold, 2);
}
END_TEST

/* Two series of Statistics Canada's 1-1-1 and 1-2-1 (scores 2.15... and 2.51...): the mean of the scores has the class
 * of the method, "moderate". */
START_TEST(goals_judged_by_one_method_have_its_own_mean)
{
    need_context();
    integ_aggregate *all;
    ck_assert_int_eq(integ_aggregate_new(goal_context, INTEG_AGGREGATE_MEAN_SCORE, &all, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < 2; i++) {
        integ_goal *goal = goal_by("open_sdg", INTEG_DIRECTION_DECREASE, "14.5", "7.25");
        integ_goal_set_target(goal, 725, 2, on("2030-01-01"), NULL);
        integ_series *series = series_of("2023-01-01", i == 0 ? "10.4" : "10.2");
        integ_progress *progress = judge(goal, series, "2023-01-01");
        ck_assert_int_eq(integ_aggregate_add(all, progress, NULL), INTEG_STATUS_OK);
        integ_progress_free(progress);
        integ_series_free(series);
        integ_goal_free(goal);
    }
    double score;
    ck_assert_int_eq(integ_aggregate_score(all, &score), 1);
    ck_assert_double_eq_tol(score, (2.1506954374096354 + 2.5185563910306596) / 2, 1e-12);
    ck_assert_str_eq(integ_aggregate_method_status(all), "moderate_progress");
    ck_assert_int_eq(integ_aggregate_status(all), INTEG_GOAL_BEHIND);
    integ_aggregate_free(all);
}
END_TEST

/* The table of integrationsbarometer.dk, and of three that differ "unchanged". */
START_TEST(the_barometer_goes_by_most_of_an_odd_number)
{
    static const struct {
        const char *values[3]; /* from 50 */
        int count;
        const char *movement;
    } rows[] = {{{"51", "52", "53"}, 3, "positive"}, {{"51", "52", "50"}, 3, "positive"},
                {{"51", "52", "40"}, 3, "positive"}, {{"49", "48", "51"}, 3, "negative"},
                {{"50", "50", "51"}, 3, "unchanged"}, {{"49", "50", "51"}, 3, "unchanged"},
                {{"49", NULL, NULL}, 1, "negative"}, {{"51", "52", NULL}, 2, NULL}};
    need_context();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        integ_aggregate *all;
        ck_assert_int_eq(integ_aggregate_new(goal_context, INTEG_AGGREGATE_MEAN_SCORE, &all, NULL), INTEG_STATUS_OK);
        for (int j = 0; j < rows[i].count; j++) {
            integ_goal *goal = goal_by("barometer", INTEG_DIRECTION_INCREASE, "50", "90");
            integ_series *series = series_of("2020-01-01", rows[i].values[j]);
            integ_progress *progress = judge(goal, series, "2020-01-01");
            ck_assert_int_eq(integ_aggregate_add(all, progress, NULL), INTEG_STATUS_OK);
            integ_progress_free(progress);
            integ_series_free(series);
            integ_goal_free(goal);
        }
        if (rows[i].movement == NULL)
            ck_assert_ptr_null(integ_aggregate_method_status(all));
        else
            ck_assert_str_eq(integ_aggregate_method_status(all), rows[i].movement);
        integ_aggregate_free(all);
    }
}
END_TEST

/* A method of growth cannot follow a range, which is kept or not all the same. */
START_TEST(a_method_without_a_meaning_for_the_direction_says_so)
{
    need_context();
    integ_goal *goal;
    ck_assert_int_eq(integ_goal_new(goal_context, "between", INTEG_DIRECTION_BETWEEN, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_target_between(goal, 40, 0, 60, 0, on("2025-01-01"), NULL), INTEG_STATUS_OK);
    integ_series *series = series_of("2020-01-01", "50");
    for (int32_t i = 0; i < integ_goal_method_count(); i++) {
        integ_progress *progress;
        ck_assert_int_eq(integi_goal_evaluate_by(goal, &integi_goal_methods[i], series, on("2020-01-01"), &progress,
                                                 NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(integ_progress_status(progress), INTEG_GOAL_MAINTAINED);
        ck_assert_int_eq(integ_progress_why(progress), INTEG_WHY_KEPT);
        ck_assert_int_eq(integ_progress_untold(progress) == INTEG_UNTOLD_METHOD_DIRECTION,
                         !integi_goal_method_suits(&integi_goal_methods[i], INTEG_DIRECTION_BETWEEN));
        integ_progress_free(progress);
    }
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

/* From 0 there is no growth; the published program takes 0.001 for it: (2 / 0.001)^(1/5) − 1 of (10 / 0.001)^(1/10) −
 * 1. */
START_TEST(only_strict_takes_a_thousandth_for_nothing)
{
    integ_goal *goal = goal_by("open_sdg", INTEG_DIRECTION_INCREASE, "0", "10");
    integ_series *series = series_of("2020-01-01", "2");
    integ_progress *progress = judge(goal, series, "2020-01-01");
    ck_assert_int_eq(integ_progress_untold(progress), INTEG_UNTOLD_BASELINE_ZERO);
    ck_assert_int_eq(integ_progress_status(progress), INTEG_GOAL_NO_DATA);
    ck_assert_str_eq(integ_progress_method_status(progress), "not_available");
    integ_progress_free(progress);
    ck_assert_int_eq(integ_goal_set_parameter(goal, "strict", 1, 0, NULL), INTEG_STATUS_OK);
    progress = judge(goal, series, "2020-01-01");
    double value;
    ck_assert_int_eq(integ_progress_method_value(progress, &value), 1);
    ck_assert_double_eq_tol(value, (pow(2000, 0.2) - 1) / (pow(10000, 0.1) - 1), 1e-12);
    ck_assert_str_eq(integ_progress_method_status(progress), "substantial_progress");
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

/* No growth leads to 0, and only -100 % a year would. A thousandth is as published: (1 − 0.5^(1/5)) of
 * 1 − 0.0001^(1/10). What is at 0 has met it. */
START_TEST(towards_nothing_there_is_no_growth_to_need)
{
    static const char *const methods[] = {"open_sdg", "eurostat"}, *const met[] = {"target_achieved",
                                                                                   "significant_progress"};
    for (int i = 0; i < 2; i++) {
        integ_goal *goal = goal_by(methods[i], INTEG_DIRECTION_DECREASE, "10", "0");
        integ_series *series = series_of("2020-01-01", "5");
        integ_progress *progress = judge(goal, series, "2020-01-01");
        ck_assert_int_eq(integ_progress_untold(progress), INTEG_UNTOLD_TARGET_ZERO);
        ck_assert_str_eq(integ_untold_name(INTEG_UNTOLD_TARGET_ZERO), "target_zero");
        ck_assert_int_eq(integ_progress_status(progress), INTEG_GOAL_NO_DATA);
        integ_progress_free(progress);
        ck_assert_int_eq(integ_goal_set_parameter(goal, "strict", 1, 0, NULL), INTEG_STATUS_OK);
        progress = judge(goal, series, "2020-01-01");
        double value;
        ck_assert_int_eq(integ_progress_method_value(progress, &value), 1);
        ck_assert_double_eq_tol(value, (1 - pow(0.5, 0.2)) / (1 - pow(0.0001, 0.1)), 1e-12);
        integ_progress_free(progress);
        integ_series_free(series);
        ck_assert_int_eq(integ_goal_set_parameter(goal, "strict", 0, 0, NULL), INTEG_STATUS_OK);
        series = series_of("2020-01-01", "0");
        progress = judge(goal, series, "2020-01-01");
        ck_assert_int_eq(integ_progress_status(progress), INTEG_GOAL_ACHIEVED);
        ck_assert_str_eq(integ_progress_method_status(progress), met[i]);
        integ_progress_free(progress);
        integ_series_free(series);
        integ_goal_free(goal);
    }
}
END_TEST

/* 60 of 100 against a given 50 %: z = 0.1 / √(0.25 / 100) = 2. */
START_TEST(a_given_baseline_has_no_chance_of_its_own)
{
    integ_goal *goal = goal_by("significance", INTEG_DIRECTION_INCREASE, "50", "90");
    integ_series *series = series_of(NULL, NULL);
    add_share(series, "2020-01-01", 60, 100);
    integ_progress *progress = judge(goal, series, "2020-01-01");
    double z;
    ck_assert_int_eq(integ_progress_test(progress, &z, NULL), 1);
    ck_assert_double_eq_tol(z, 2, 1e-12);
    ck_assert_str_eq(integ_progress_method_status(progress), "significant_improvement");
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

static void add_compared(integ_series *series, const char *date, integi_counts own, integi_counts other, bool ratio)
{
    integi_figure figure = {0};
    integi_fraction share = integi_fraction_from((__int128)100 * own.numerator, own.denominator),
                    comparator = integi_fraction_from((__int128)100 * other.numerator, other.denominator);
    figure.value.kind = INTEG_INDICATOR_SHARE;
    figure.value.compared = true;
    figure.value.divided = ratio;
    figure.value.own = own;
    figure.value.other = other;
    if (ratio)
        ck_assert(integi_fraction_divide(share, comparator, &figure.value.exact));
    else
        figure.value.exact = integi_fraction_subtract(share, comparator);
    figure.value.number = integi_fraction_number(&figure.value.exact);
    ck_assert_int_eq(integi_series_add_figure(series, on(date), &figure, NULL), INTEG_STATUS_OK);
}

/* 30 of 60 against 32 of 40, then 45 of 60 against 30 of 40. */
START_TEST(gaps_and_ratios_are_tested_by_all_their_counts)
{
    const integi_counts own = {30, 60, 0}, other = {32, 40, 0}, own_now = {45, 60, 0}, other_now = {30, 40, 0};
    const double gap = sqrt(0.25 / 60 + 0.16 / 40 + 0.1875 / 60 + 0.1875 / 40),
                 ratio = sqrt(1.0 / 30 - 1.0 / 60 + 1.0 / 32 - 1.0 / 40 + 1.0 / 45 - 1.0 / 60 + 1.0 / 30 - 1.0 / 40);
    need_context();
    for (int i = 0; i < 2; i++) {
        integ_goal *goal;
        integ_goal_new(goal_context, "gap", INTEG_DIRECTION_INCREASE, &goal, NULL);
        ck_assert_int_eq(integ_goal_set_method(goal, "significance", NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_goal_set_baseline_date(goal, on("2019-01-01"), NULL), INTEG_STATUS_OK);
        integ_series *series = series_of(NULL, NULL);
        add_compared(series, "2019-01-01", own, other, i == 1);
        add_compared(series, "2020-01-01", own_now, other_now, i == 1);
        integ_progress *progress = judge(goal, series, "2020-01-01");
        double z;
        ck_assert_int_eq(integ_progress_test(progress, &z, NULL), 1);
        ck_assert_double_eq_tol(z, i == 0 ? 0.3 / gap : log(1.6) / ratio, 1e-12);
        ck_assert_str_eq(integ_progress_method_status(progress), "significant_improvement");
        integ_progress_free(progress);
        integ_series_free(series);
        integ_goal_free(goal);
    }
}
END_TEST

/* Of one value there is no moving range: every other one would be beyond the limits. */
START_TEST(limits_of_a_chart_need_as_many_values_as_a_chart)
{
    integ_goal *goal = goal_by("control_chart", INTEG_DIRECTION_INCREASE, "10", "20");
    integ_series *series = series_of(NULL, NULL);
    for (int year = 2016; year < 2024; year++) {
        char date[] = "2016-01-01";
        date[2] = (char)('0' + year / 10 % 10);
        date[3] = (char)('0' + year % 10);
        add_point(series, date, year % 2 == 0 ? "10" : "11");
    }
    for (int fixed = 5; fixed <= 6; fixed++) {
        ck_assert_int_eq(integ_goal_set_parameter(goal, "fix_after", fixed, 0, NULL), INTEG_STATUS_OK);
        integ_progress *progress = judge(goal, series, "2023-01-01");
        ck_assert_int_eq(integ_progress_untold(progress),
                         fixed == 5 ? INTEG_UNTOLD_TOO_FEW_POINTS : INTEG_UNTOLD_NONE);
        integ_progress_free(progress);
    }
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

/* A ratio may be the same number as the difference of its shares: 4 % over 2 %, and 4 % less 2 %. */
START_TEST(a_ratio_that_looks_like_a_difference_is_tested_as_a_ratio)
{
    const integi_counts own = {8, 200, 0}, other = {4, 200, 0}, own_now = {20, 200, 0};
    const double ratio = sqrt(1.0 / 8 + 1.0 / 4 + 1.0 / 20 + 1.0 / 4 - 4.0 / 200);
    need_context();
    integ_goal *goal;
    integ_goal_new(goal_context, "ratio", INTEG_DIRECTION_INCREASE, &goal, NULL);
    ck_assert_int_eq(integ_goal_set_method(goal, "significance", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_baseline_date(goal, on("2019-01-01"), NULL), INTEG_STATUS_OK);
    integ_series *series = series_of(NULL, NULL);
    add_compared(series, "2019-01-01", own_now, other, true);
    add_compared(series, "2020-01-01", own, other, true);
    integ_progress *progress = judge(goal, series, "2020-01-01");
    double z;
    ck_assert_int_eq(integ_progress_test(progress, &z, NULL), 1);
    ck_assert_double_eq_tol(z, log(2.0 / 5) / ratio, 1e-12);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}
END_TEST

/* The logarithm of a share of 0 has no variance, and the counts are there all the same. */
START_TEST(counts_without_variance_are_told_from_no_counts)
{
    const integi_counts own = {30, 60, 0}, none = {0, 40, 0}, other = {30, 40, 0};
    need_context();
    for (int i = 0; i < 2; i++) {
        integ_goal *goal;
        integ_goal_new(goal_context, "ratio", INTEG_DIRECTION_INCREASE, &goal, NULL);
        ck_assert_int_eq(integ_goal_set_method(goal, "significance", NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_goal_set_baseline_date(goal, on("2019-01-01"), NULL), INTEG_STATUS_OK);
        integ_series *series = series_of(NULL, NULL);
        if (i == 0) {
            add_compared(series, "2019-01-01", none, other, true);
            add_compared(series, "2020-01-01", own, other, true);
        } else {
            add_point(series, "2019-01-01", "5");
            add_point(series, "2020-01-01", "0");
        }
        integ_progress *progress = judge(goal, series, "2020-01-01");
        ck_assert_int_eq(integ_progress_untold(progress), i == 0 ? INTEG_UNTOLD_NO_VARIANCE : INTEG_UNTOLD_NO_COUNTS);
        integ_progress_free(progress);
        integ_series_free(series);
        integ_goal_free(goal);
    }
}
END_TEST

void add_methods(Suite *suite)
{
    add_tests(suite, "methods",
              (const TTest *[]){a_boundary_belongs_to_the_class_that_the_method_says,
                                shares_are_fractions_and_not_their_decimals,
                                the_weather_is_what_the_trend_says,
                                the_weather_is_that_of_the_next_milestone,
                                the_weather_needs_years_in_a_row,
                                changes_are_held_against_chance,
                                values_without_counts_have_no_chance_to_be_held_against,
                                a_chart_tells_improvement_from_concern,
                                a_value_on_the_mean_is_on_no_side_of_it,
                                a_p_chart_has_the_limits_of_its_shares,
                                methods_and_parameters_are_looked_up_by_name,
                                thresholds_of_the_goal_replace_the_usual_ones,
                                goals_together_have_the_status_of_the_rule,
                                goals_judged_by_one_method_have_its_own_mean,
                                the_barometer_goes_by_most_of_an_odd_number,
                                a_method_without_a_meaning_for_the_direction_says_so,
                                only_strict_takes_a_thousandth_for_nothing,
                                towards_nothing_there_is_no_growth_to_need,
                                a_given_baseline_has_no_chance_of_its_own,
                                gaps_and_ratios_are_tested_by_all_their_counts,
                                a_ratio_that_looks_like_a_difference_is_tested_as_a_ratio,
                                counts_without_variance_are_told_from_no_counts,
                                limits_of_a_chart_need_as_many_values_as_a_chart,
                                NULL});
}
