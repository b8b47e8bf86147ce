/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/sheet.h"
#include "goal/fixture.h"
#include "support/numbers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Published results of the methods, through goals: a year becomes its 1 January. The files are not part of the package;
 * a few of their rows stand here. */

typedef struct published {
    const char *base_year, *base, *year, *value, *direction, *target, *target_year, *limit, *progress, *status, *score;
} published;

static bool is_there(const char *text)
{
    return text != NULL && *text != '\0' && strcmp(text, "null") != 0;
}

static integ_date january(const char *year)
{
    integ_date date = 0;
    ck_assert_int_eq(integ_date_from_civil((int32_t)number_of(year), 1, 1, &date, NULL), INTEG_STATUS_OK);
    return date;
}

/* The number as it is written, as exactly as 18 decimals say it. */
static integi_decimal decimal_of(const char *text)
{
    integi_decimal value = {0, 0};
    if (!integi_decimal_parse(text, strlen(text), &value)) {
        double number = number_of(text);
        value.decimals = 18;
        while (value.decimals > 0 && fabs(number) * pow(10, value.decimals) > 9e18)
            value.decimals--;
        value.coefficient = llround(number * pow(10, value.decimals));
    }
    return value;
}

static integ_goal *goal_of(const char *method, const published *row, bool strict)
{
    integ_goal *goal;
    int32_t direction = number_of(row->direction) > 0 ? INTEG_DIRECTION_INCREASE : INTEG_DIRECTION_DECREASE;
    ck_assert_int_eq(integ_goal_new(goal_context, "row", direction, &goal, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_goal_set_method(goal, method, NULL), INTEG_STATUS_OK);
    integi_decimal base = decimal_of(row->base);
    ck_assert_int_eq(integ_goal_set_baseline_value(goal, base.coefficient, base.decimals, january(row->base_year), NULL,
                                                   NULL),
                     INTEG_STATUS_OK);
    if (is_there(row->target)) {
        integi_decimal target = decimal_of(row->target);
        const char *year = is_there(row->target_year) ? row->target_year : "2030";
        ck_assert_int_eq(integ_goal_set_target(goal, target.coefficient, target.decimals, january(year), NULL),
                         INTEG_STATUS_OK);
    }
    if (is_there(row->limit)) {
        integi_decimal limit = decimal_of(row->limit);
        ck_assert_int_eq(integ_goal_set_parameter(goal, "limit", limit.coefficient, limit.decimals, NULL),
                         INTEG_STATUS_OK);
    }
    if (strict)
        ck_assert_int_eq(integ_goal_set_parameter(goal, "strict", 1, 0, NULL), INTEG_STATUS_OK);
    return goal;
}

static bool differs(double found, const char *expected)
{
    double wanted = number_of(expected);
    return !(fabs(found - wanted) <= 1e-12 * fmax(1, fabs(wanted)));
}

static void compare(const char *method, const published *row, bool strict)
{
    integ_goal *goal = goal_of(method, row, strict);
    integ_series *series = series_of(NULL, NULL);
    integi_decimal value = decimal_of(row->value);
    ck_assert_int_eq(integ_series_add(series, january(row->year), value.coefficient, value.decimals, NULL),
                     INTEG_STATUS_OK);
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, january(row->year), &progress, NULL), INTEG_STATUS_OK);
    double progressed = NAN, score = NAN;
    integ_progress_method_value(progress, &progressed);
    integ_progress_method_score(progress, &score);
    /* A value on the day of the baseline has no status of its own, even where it meets the target. */
    bool started = integ_progress_status(progress) != INTEG_GOAL_NOT_STARTED;
    const char *status = integ_progress_method_status(progress);
    if ((started && strcmp(status, row->status) != 0) ||
        (started && is_there(row->progress) && differs(progressed, row->progress)) ||
        (started && is_there(row->score) && differs(score, row->score)))
        ck_abort_msg("%s %s@%s %s@%s target %s: %s %.17g %.17g, not %s %s %s", method, row->base, row->base_year,
                     row->value, row->year, row->target, status, progressed, score, row->status, row->progress,
                     row->score);
    ck_assert_int_eq(integ_progress_status(progress) == INTEG_GOAL_ACHIEVED,
                     started && integ_progress_target_met(progress) == 1);
    integ_progress_free(progress);
    integ_series_free(series);
    integ_goal_free(goal);
}

/* Published by Statistics Canada, sdg-data-canada-odd-donnees/sdg-data-donnees-odd@f89e601d and
 * cif-data-donnees-cic@d38e8053, indicator_calculation_components.yml, and by Eustat, EUSTAT-PRE/data@0f34aa00. */
START_TEST(goals_are_judged_as_statistics_offices_published)
{
    static const published canada[] = {
        {"2015", "14.5", "2023", "10.4", "-1", "7.25", "2030", "", "0.9010899546976208", "moderate_progress",
         "2.1506954374096354"},
        {"2015", "14.5", "2023", "10.2", "-1", "7.25", "2030", "", "0.9525901792032172", "substantial_progress",
         "2.5185563910306596"},
        {"2016", "66.6", "2023", "71.4", "1", "", "", "100", "0.009991483690946268", "moderate_progress",
         "1.739752850099936"},
        {"2015", "178.8", "2025", "173.3", "-1", "", "", "", "0.003119490847657058", "limited_progress",
         "-0.9402545761714709"},
        {"2017", "93.4", "2021", "92.7", "1", "", "", "100", "-0.0018789507235312808", "deterioration",
         "-2.7348688404414103"},
        {"2015", "3.68", "2022", "3.72", "-1", "25.0", "2030", "", "-0.011344161260870234", "target_achieved", "5"},
        {"2017", "89.3", "2021", "92.8", "1", "90.0", "2025", "", "9.89004807601919", "target_achieved", "5"}};
    static const published basque[] = {
        {"2016", "0.1490340749", "2024", "0.1045528172", "-1", "0.1", "2030", "", "1.5425619066269907",
         "significant_progress", "5"},
        {"2016", "16.4", "2024", "17.8", "-1", "8.2", "2030", "", "-0.21306857311214195", "significant_deterioration",
         "-3.3877857213005917"},
        {"2015", "82.7", "2025", "82.4", "1", "", "", "", "-0.0003633504836403345", "no_progress",
         "-0.09083762091008363"}};
    need_context();
    for (size_t i = 0; i < sizeof canada / sizeof *canada; i++)
        compare("open_sdg", &canada[i], i % 2 == 1);
    for (size_t i = 0; i < sizeof basque / sizeof *basque; i++)
        compare("eurostat", &basque[i], false);
}
END_TEST

static void compare_file(const char *name, const char *method, bool strict)
{
    sheet rows;
    if (!sheet_open(&rows, name))
        return;
    for (int i = 1; i <= rows.rows; i++) {
        published row = {sheet_cell(&rows, i, "base_year"), sheet_cell(&rows, i, "base_value"),
                         sheet_cell(&rows, i, "current_year"), sheet_cell(&rows, i, "current_value"),
                         sheet_cell(&rows, i, "direction"), sheet_cell(&rows, i, "target"),
                         sheet_cell(&rows, i, "target_year"), sheet_cell(&rows, i, "limit"),
                         sheet_cell(&rows, i, "expected_progress_value"), sheet_cell(&rows, i, "expected_status"),
                         sheet_cell(&rows, i, "expected_score")};
        if (is_there(row.base) && is_there(row.value) && is_there(row.base_year) && is_there(row.year))
            compare(method, &row, strict);
    }
    sheet_close(&rows);
}

START_TEST(the_published_files_come_out_where_they_are_there)
{
    need_context();
    compare_file("progress.csv", "open_sdg", false);
    compare_file("progress.csv", "open_sdg", true);
    compare_file("progress_edge_from_code.csv", "open_sdg", true);
    compare_file("progress_eurostat.csv", "eurostat", false);
}
END_TEST

/* The mean of the scores of several series, as published with them. */
START_TEST(means_of_scores_are_those_that_were_published)
{
    need_context();
    sheet rows;
    if (!sheet_open(&rows, "progress_aggregate.csv"))
        return;
    for (int i = 1; i <= rows.rows; i++) {
        if (strcmp(sheet_cell(&rows, i, "mean_of_scores_reproduces"), "yes") != 0)
            continue;
        double score = number_of(sheet_cell(&rows, i, "expected_indicator_score"));
        bool met = strcmp(sheet_cell(&rows, i, "expected_indicator_status"), "target_achieved") == 0;
        ck_assert_str_eq(integ_assessment_status_of_score("open_sdg", score, met),
                         sheet_cell(&rows, i, "expected_indicator_status"));
    }
    sheet_close(&rows);
}
END_TEST

/* integrationsbarometer.dk, report for the whole country, November 2022: rounded values, 2012 and now. */
START_TEST(the_barometer_moves_as_published)
{
    static const struct {
        const char *then, *now;
        int32_t direction;
        const char *movement;
    } rows[] = {{"26", "20", INTEG_DIRECTION_DECREASE, "positive"}, {"51", "60", INTEG_DIRECTION_INCREASE, "positive"},
                {"82", "95", INTEG_DIRECTION_INCREASE, "positive"}, {"57", "52", INTEG_DIRECTION_INCREASE, "negative"},
                {"67", "62", INTEG_DIRECTION_INCREASE, "negative"},
                {"61.5", "62.4", INTEG_DIRECTION_INCREASE, "unchanged"},
                {"61.4", "61.5", INTEG_DIRECTION_INCREASE, "positive"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        integ_goal *goal = goal_towards(rows[i].direction, rows[i].then,
                                        rows[i].direction == INTEG_DIRECTION_INCREASE ? "100" : "0");
        ck_assert_int_eq(integ_goal_set_method(goal, "barometer", NULL), INTEG_STATUS_OK);
        integ_series *series = series_of("2022-01-01", rows[i].now);
        integ_progress *progress;
        ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2022-11-01"), &progress, NULL), INTEG_STATUS_OK);
        ck_assert_str_eq(integ_progress_method_status(progress), rows[i].movement);
        integ_progress_free(progress);
        integ_series_free(series);
        integ_goal_free(goal);
    }
}
END_TEST

static integ_progress *barometer_of(const char *direction, double then, double now)
{
    bool down = strcmp(direction, "lower") == 0;
    integ_goal *goal = goal_towards(down ? INTEG_DIRECTION_DECREASE : INTEG_DIRECTION_INCREASE, "0", "0");
    integi_decimal far = {down ? -1000 : 1000, 0}, from = {llround(then), 0};
    integ_goal_set_target(goal, far.coefficient, 0, on("2030-01-01"), NULL);
    integ_goal_set_baseline_value(goal, from.coefficient, 0, on("2012-01-01"), NULL, NULL);
    ck_assert_int_eq(integ_goal_set_method(goal, "barometer", NULL), INTEG_STATUS_OK);
    integ_series *series = series_of(NULL, NULL);
    ck_assert_int_eq(integ_series_add(series, on("2020-01-01"), llround(now), 0, NULL), INTEG_STATUS_OK);
    integ_progress *progress;
    ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2022-11-01"), &progress, NULL), INTEG_STATUS_OK);
    integ_series_free(series);
    integ_goal_free(goal);
    return progress;
}

/* The report for the whole country, and the table of what three movements come to. */
START_TEST(the_files_of_the_barometer_come_out_where_they_are_there)
{
    sheet rows;
    if (sheet_open(&rows, "barometer.csv")) {
        for (int i = 1; i <= rows.rows; i++) {
            double now = number_of(sheet_cell(&rows, i, "status_rounded"));
            double then = now - number_of(sheet_cell(&rows, i, "change_since_2012_rounded"));
            integ_progress *progress = barometer_of(sheet_cell(&rows, i, "good_direction"), then, now);
            /* positiv, negativ, uændret: the first letters are the same in both languages. */
            ck_assert_int_eq(integ_progress_method_status(progress)[0], sheet_cell(&rows, i, "movement")[0]);
            integ_progress_free(progress);
        }
        sheet_close(&rows);
    }
    if (!sheet_open(&rows, "barometer_dk.csv"))
        return;
    for (int i = 1; i <= rows.rows; i++) {
        /* The published table ends before three that are all different. */
        if (strcmp(sheet_cell(&rows, i, "kind"), "movement_rule") != 0 ||
            strcmp(sheet_cell(&rows, i, "expected"), "?") == 0)
            continue;
        static const char *const columns[] = {"indicator_1", "indicator_2", "indicator_3"};
        integ_aggregate *all;
        need_context();
        ck_assert_int_eq(integ_aggregate_new(goal_context, INTEG_AGGREGATE_MEAN_SCORE, &all, NULL), INTEG_STATUS_OK);
        for (int j = 0; j < 3; j++) {
            const char *movement = sheet_cell(&rows, i, columns[j]);
            double now = strcmp(movement, "positive") == 0 ? 51 : strcmp(movement, "negative") == 0 ? 49 : 50;
            integ_progress *progress = barometer_of("higher", 50, now);
            ck_assert_int_eq(integ_aggregate_add(all, progress, NULL), INTEG_STATUS_OK);
            integ_progress_free(progress);
        }
        ck_assert_str_eq(integ_aggregate_method_status(all), sheet_cell(&rows, i, "expected"));
        integ_aggregate_free(all);
    }
    sheet_close(&rows);
}
END_TEST

/* The 20 deviates of the tests of NHSRplotthedots 0.2.2, one a year; the 15th replaced by 10 to be screened. */
START_TEST(control_charts_have_the_published_limits)
{
    static const char *const deviates[] = {
        "-0.56047565", "-0.23017749", "1.55870831", "0.07050839", "0.12928774",  "1.71506499", "0.46091621",
        "-1.26506123", "-0.68685285", "-0.44566197", "1.2240818", "0.35981383",  "0.40077145", "0.11068272",
        "-0.55584113", "1.78691314",  "0.49785048", "-1.96661716", "0.7013559", "-0.47279141"};
    static const double limits[][3] = {{-3.01138, 0.1416238, 3.294627}, {-2.383666, 0.6694159, 3.722497},
                                       {-4.596625, 0.6694159, 5.935457}};
    for (int variant = 0; variant < 3; variant++) {
        integ_goal *goal = goal_towards(INTEG_DIRECTION_INCREASE, "0", "4");
        integ_goal_set_target(goal, 4, 0, on("2050-01-01"), NULL);
        ck_assert_int_eq(integ_goal_set_method(goal, "control_chart", NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_goal_set_parameter(goal, "screen", variant < 2, 0, NULL), INTEG_STATUS_OK);
        integ_series *series = series_of(NULL, NULL);
        char date[16];
        for (int i = 0; i < 20; i++) {
            snprintf(date, sizeof date, "%d-01-01", 2016 + i);
            add_point(series, date, variant > 0 && i == 14 ? "10" : deviates[i]);
        }
        integ_progress *progress;
        ck_assert_int_eq(integ_goal_evaluate(goal, series, on("2040-01-01"), &progress, NULL), INTEG_STATUS_OK);
        double lower, mean, upper;
        int32_t flag, assurance;
        ck_assert_int_eq(integ_progress_chart(progress, &lower, &mean, &upper, &flag, &assurance), 1);
        ck_assert_double_eq_tol(lower, limits[variant][0], 1e-6);
        ck_assert_double_eq_tol(mean, limits[variant][1], 1e-6);
        ck_assert_double_eq_tol(upper, limits[variant][2], 1e-6);
        ck_assert_int_eq(flag, INTEG_CHART_COMMON_CAUSE);
        ck_assert_int_eq(assurance, variant < 2 ? INTEG_ASSURANCE_CONSISTENT_FAIL : INTEG_ASSURANCE_INCONSISTENT);
        ck_assert_str_eq(integ_progress_method_status(progress), "common_cause");
        integ_progress_free(progress);
        integ_series_free(series);
        integ_goal_free(goal);
    }
}
END_TEST

void add_vectors(Suite *suite)
{
    add_tests(suite, "published results",
              (const TTest *[]){goals_are_judged_as_statistics_offices_published,
                                the_published_files_come_out_where_they_are_there,
                                means_of_scores_are_those_that_were_published, the_barometer_moves_as_published,
                                the_files_of_the_barometer_come_out_where_they_are_there,
                                control_charts_have_the_published_limits, NULL});
}
