/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"
#include "support/failing_allocator.h"

#include <stdio.h>
#include <string.h>

#define NONE NAN /* no target, no limit, no progress, no score */

typedef struct published {
    double base_year, base, year, value, direction, target, target_year, limit, progress;
    const char *status;
    double score;
} published;

static integ_context *context;

static void begin(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
}

static void end(void)
{
    integ_context_free(context);
}

static void set(integ_assessment *assessed, const char *parameter, double value)
{
    if (!isnan(value))
        ck_assert_int_eq(integ_assessment_set(assessed, parameter, value, NULL), INTEG_STATUS_OK);
}

static void assess(integ_assessment *assessed, const published *row, bool strict)
{
    integ_assessment_clear(assessed);
    set(assessed, "base_year", row->base_year);
    set(assessed, "base_value", row->base);
    set(assessed, "current_year", row->year);
    set(assessed, "current_value", row->value);
    set(assessed, "direction", row->direction);
    set(assessed, "target", row->target);
    set(assessed, "target_year", row->target_year);
    set(assessed, "limit", row->limit);
    set(assessed, "strict", strict);
    ck_assert_int_eq(integ_assessment_run(assessed, NULL), INTEG_STATUS_OK);
}

static integ_assessment *method(const char *name)
{
    integ_assessment *assessed;
    ck_assert_int_eq(integ_assessment_new(context, name, &assessed, NULL), INTEG_STATUS_OK);
    return assessed;
}

static void compare(const char *name, const published *rows, size_t count, bool strict)
{
    integ_assessment *assessed = method(name);
    for (size_t i = 0; i < count; i++) {
        double progress = NAN, score = NAN;
        assess(assessed, &rows[i], strict);
        ck_assert_str_eq(integ_assessment_status(assessed), rows[i].status);
        ck_assert_int_eq(integ_assessment_progress(assessed, &progress), !isnan(rows[i].progress));
        ck_assert_int_eq(integ_assessment_score(assessed, &score), !isnan(rows[i].score));
        ck_assert_int_eq(integ_assessment_reason(assessed) == INTEG_ASSESSMENT_NONE, !isnan(rows[i].progress));
        if (!isnan(rows[i].progress))
            near(progress, rows[i].progress);
        if (!isnan(rows[i].score))
            near(score, rows[i].score);
    }
    integ_assessment_free(assessed);
}

/* Published by Statistics Canada with its indicators, sdg-data-canada-odd-donnees/sdg-data-donnees-odd@f89e601d and
 * cif-data-donnees-cic@d38e8053, indicator_calculation_components.yml: one of each kind. */
static const published canada[] = {
    {2015, 14.5, 2023, 10.4, -1, 7.25, 2030, NONE, 0.9010899546976208, "moderate_progress", 2.1506954374096354},
    {2015, 14.5, 2023, 10.2, -1, 7.25, 2030, NONE, 0.9525901792032172, "substantial_progress", 2.5185563910306596},
    {2016, 66.6, 2023, 71.4, 1, NONE, 2030, 100, 0.009991483690946268, "moderate_progress", 1.739752850099936},
    {2015, 178.8, 2025, 173.3, -1, NONE, 2030, NONE, 0.003119490847657058, "limited_progress", -0.9402545761714709},
    {2015, 90.0, 2021, 93.2, 1, NONE, 2030, 100, 0.005839995229728112, "substantial_progress", 2.815386645395768},
    {2017, 93.4, 2021, 92.7, 1, NONE, 2030, 100, -0.0018789507235312808, "deterioration", -2.7348688404414103},
    {2018, 3.6, 2018, 3.6, -1, 0.1, 2030, NONE, NONE, "not_available", NONE},
    {2015, 1.0, 2024, 1.0, -1, 1.0, 2030, NONE, NONE, "target_achieved", 5},
    {2015, 3.68, 2022, 3.72, -1, 25.0, 2030, NONE, -0.011344161260870234, "target_achieved", 5},
    {2017, 89.3, 2021, 92.8, 1, 90.0, 2025, NONE, 9.89004807601919, "target_achieved", 5},
    {2021, 79.0, 2022, 79.0, 1, NONE, 2030, 100, 0.0, "limited_progress", -2.5},
    {2010, 4.0, 2023, 3.0, -1, 0.4, 2030, NONE, 0.20125535865133842, "limited_progress", -1.6614292971074682},
    {2015, 7.481718, 2023, 3.175712, 1, NONE, 2030, NONE, -0.10157884031092013, "deterioration", -5},
    {2015, 69.44, 2023, 65.0, 1, 100, 2030, NONE, -0.3342079734192162, "deterioration", -3.892544362845848},
};

START_TEST(open_sdg_equals_what_statistics_canada_published)
{
    compare("open_sdg", canada, sizeof canada / sizeof canada[0], false);
    compare("open_sdg", canada, sizeof canada / sizeof canada[0], true);
}
END_TEST

/* Published by Eustat, EUSTAT-PRE/data@0f34aa00, indicator_calculation_components.yml. */
START_TEST(eurostat_equals_what_eustat_published)
{
    static const published rows[] = {
        {2016, 0.1490340749, 2024, 0.1045528172, -1, 0.1, 2030, NONE, 1.5425619066269907, "significant_progress", 5},
        {2016, 16.4, 2024, 17.8, -1, 8.2, 2030, NONE, -0.21306857311214195, "significant_deterioration",
         -3.3877857213005917},
        {2016, 20.6, 2024, 20.6, -1, 20.5, 2030, NONE, 0, "moderate_deterioration", -2.5},
        {2015, 82.7, 2025, 82.4, 1, NONE, 2030, NONE, -0.0003633504836403345, "no_progress", -0.09083762091008363},
        {2015, 99.6, 2023, 99.8, 1, 99.9, 2030, NONE, 1.2506577815013848, "significant_progress", 4.64755558215275},
        {2015, 99.9, 2023, 99.9, 1, 99.9, 2030, NONE, NONE, "significant_progress", 5},
        {2015, 34.13, 2024, 35.32, 1, NONE, 2030, NONE, 0.003815327994563189, "moderate_progress",
         0.9538319986407973},
        {2015, 100, 2024, 100, 1, NONE, 2030, 100, 0, "significant_progress", 5},
        {2015, 0.02, 2024, 0, -1, NONE, 2030, 0, 1, "significant_progress", 5},
        {2015, 48.2, 2023, 47.2, 1, NONE, 2030, NONE, -0.0026172101760441047, "moderate_deterioration",
         -0.6543025440110262},
        {2015, 3.9, 2022, 56.8, -1, NONE, 2030, NONE, -0.46616682947278143, "significant_deterioration", -5},
    };
    compare("eurostat", rows, sizeof rows / sizeof rows[0], false);
    compare("eurostat", rows, sizeof rows / sizeof rows[0], true);
}
END_TEST

/* Growth of exactly 1.5 % and 0.5 % is 0.01499... and 0.00499... in binary64. */
START_TEST(rounding_decides_no_class_unless_strict)
{
    static const published exact[] = {
        {2015, 100, 2016, 101.5, 1, NONE, 2030, NONE, 0.015, "substantial_progress", 2.5},
        {2015, 100, 2016, 100.5, 1, NONE, 2030, NONE, 0.005, "moderate_progress", 0},
        {2015, 100, 2017, 103.0225, 1, NONE, 2030, NONE, 0.015, "substantial_progress", 2.5},
        {2015, 0.1, 2016, 0.1015, 1, NONE, 2030, NONE, 0.015, "substantial_progress", 2.5},
        {2015, 100, 2016, 101.49999999999999, 1, NONE, 2030, NONE, 0.015, "moderate_progress", 2.5},
        {2015, 100, 2016, 109.5, 1, 110, 2016, NONE, 0.95, "substantial_progress", 2.500055},
        {2015, 100, 2016, 106, 1, 110, 2016, NONE, 0.6, "moderate_progress", 0.00004},
    };
    static const published as_published[] = {
        {2015, 100, 2016, 101.5, 1, NONE, 2030, NONE, 0.014999999999999902, "moderate_progress", 2.4999999999999756},
        {2015, 0, 2020, 0.002, 1, 1, 2030, NONE, 0.2542316390644627, "limited_progress", -1.4406930295101033},
        {2015, 10, 2020, 5, -1, 0, 2030, NONE, 0.28212911781890315, "limited_progress", -1.3244526047839764},
    };
    integ_assessment *assessed = method("open_sdg");
    for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++) {
        double progress;
        assess(assessed, &exact[i], false);
        ck_assert_str_eq(integ_assessment_status(assessed), exact[i].status);
        integ_assessment_progress(assessed, &progress);
        near(progress, exact[i].progress);
    }
    integ_assessment_free(assessed);
    compare("open_sdg", as_published, 3, true);
}
END_TEST

START_TEST(what_cannot_be_told_has_its_reason)
{
    static const struct {
        published row;
        int32_t reason;
    } cases[] = {
        {{2015, 0, 2020, 3, 1, NONE, 2030, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_BASELINE_ZERO},
        {{2015, -5, 2020, 5, 1, NONE, 2030, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_OPPOSITE_SIGNS},
        {{2020, 5, 2015, 5, 1, NONE, 2030, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_TOO_FEW_YEARS},
        {{2015, 75, 2020, 70, 1, 75, 2030, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_BASELINE_EQUALS_TARGET},
        {{2015, 75, 2020, NAN, 1, 75, 2030, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_NO_VALUE},
        {{2015, NAN, 2020, 70, 1, 75, 2030, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_NO_BASELINE},
        {{2015, 60, 2020, 70, NAN, 75, 2030, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_NO_DIRECTION},
        {{2015, 1e-300, 2016, 1e300, 1, NONE, 2030, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_TOO_LARGE},
        {{2015, 60, 2020, 70, 1, 75, 2010, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_DEADLINE_BEFORE_BASELINE},
        {{2015, 10, 2020, 5, -1, 0, 2030, NONE, 0, NULL, 0}, INTEG_ASSESSMENT_TARGET_ZERO},
    };
    integ_assessment *assessed = method("open_sdg");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assess(assessed, &cases[i].row, false);
        ck_assert_str_eq(integ_assessment_status(assessed), "not_available");
        ck_assert_int_eq(integ_assessment_reason(assessed), cases[i].reason);
        ck_assert_int_eq(integ_assessment_progress(assessed, NULL), 0);
        ck_assert_int_eq(integ_assessment_score(assessed, NULL), 0);
    }
    integ_assessment_free(assessed);
    for (int32_t reason = INTEG_ASSESSMENT_NONE; reason <= INTEG_ASSESSMENT_TARGET_ZERO; reason++)
        ck_assert_str_ne(integ_assessment_reason_name(reason), "unknown");
    ck_assert_str_eq(integ_assessment_reason_name(-1), "unknown");
}
END_TEST

/* By all methods: progress rises with the value in the wanted direction, is the same in another unit, and a value that
 * is at its target is said to be. */
START_TEST(methods_obey_the_laws_of_progress)
{
    for (int32_t i = 0; i < integ_assessment_method_count(); i++) {
        const char *name = integ_assessment_method_name(i);
        integ_assessment *assessed = method(name);
        bool rounds = strcmp(name, "barometer") == 0;
        for (int direction = -1; direction <= 1; direction += 2) {
            double last = -INFINITY;
            for (int step = -20; step <= 40; step++) {
                double value = 50 + direction * step * 0.5, target = 50 + direction * 15.0, progress, scaled;
                published row = {2015, 50, 2020, value, direction, target, 2030, NONE, 0, NULL, 0};
                assess(assessed, &row, false);
                ck_assert_int_eq(integ_assessment_progress(assessed, &progress), 1);
                ck_assert(isfinite(progress) && progress >= last);
                ck_assert_int_eq(integ_assessment_met(assessed), step >= 30);
                last = progress;
                published thousand = {2015, 50e3, 2020, value * 1e3, direction, target * 1e3, 2030, NONE, 0, NULL, 0};
                char status[40];
                snprintf(status, sizeof status, "%s", integ_assessment_status(assessed));
                assess(assessed, &thousand, false);
                integ_assessment_progress(assessed, &scaled);
                if (!rounds) {
                    near_to(scaled, progress, 1e-9);
                    ck_assert_str_eq(integ_assessment_status(assessed), status);
                }
            }
        }
        ck_assert_ptr_nonnull(integ_assessment_method_source(i));
        integ_assessment_free(assessed);
    }
}
END_TEST

/* No numbers, however wild, give anything but finite results and a status. */
START_TEST(wild_numbers_give_finite_results)
{
    static const double wild[] = {0,      1,    -1,    0.1,     1e-308,  5e-324, -5e-324, 1.7e308,
                                  -1.7e308, 1e16, 1e-16, 2015, -2015.25, 100,    0.001,   1e150};
    unsigned seed = 7;
    for (int32_t i = 0; i < integ_assessment_method_count(); i++) {
        integ_assessment *assessed = method(integ_assessment_method_name(i));
        for (int round = 0; round < 2000; round++) {
            double numbers[8], progress = 0, score = 0;
            for (int j = 0; j < 8; j++) {
                seed = seed * 1664525 + 1013904223;
                numbers[j] = (seed >> 20) % 17 == 16 ? NAN : wild[(seed >> 20) % 17];
            }
            published row = {round % 2 ? 2015 : numbers[0], numbers[1], round % 2 ? 2020 : numbers[2], numbers[3],
                             round % 3 ? 1 : -1, numbers[4], round % 2 ? 2030 : numbers[5], numbers[6], 0, NULL, 0};
            assess(assessed, &row, round % 5 == 0);
            int32_t known = integ_assessment_progress(assessed, &progress);
            integ_assessment_score(assessed, &score);
            if (!isfinite(progress) || !isfinite(score) || integ_assessment_status(assessed)[0] == '\0' ||
                known != (integ_assessment_reason(assessed) == INTEG_ASSESSMENT_NONE))
                ck_abort_msg("%s in round %d: %s, %g", integ_assessment_method_name(i), round,
                             integ_assessment_status(assessed), progress);
        }
        integ_assessment_free(assessed);
    }
}
END_TEST

/* The formulas of the technical note, worked by hand. */
START_TEST(the_progress_chart_draws_growth_on_to_the_targets_year)
{
    static const published rows[] = {
        {2015, 100, 2020, 110, 1, 133.1, 2030, NONE, 1, "on_track", 3},
        {2015, 100, 2020, 100, 1, 133.1, 2030, NONE, 0, "stagnation_or_regression", 1},
        {2015, 100, 2016, 102, 1, NONE, 2030, NONE, 0.02, "on_track", 3},
        {2015, 100, 2016, 98, -1, NONE, 2030, NONE, 0.02, "on_track", 3},
        {2015, 100, 2016, 100.5, 1, NONE, 2030, NONE, 0.005, "fair_progress", 2},
        {2015, 100, 2025, 110, 1, 120, 2020, NONE, 0.5, "fair_progress", 2},
        {2015, 100, 2025, 121, 1, 120, 2030, NONE, (121 * 1.1 - 100) / 20, "target_met", 3},
    };
    compare("un_progress_chart", rows, sizeof rows / sizeof rows[0], false);
    integ_assessment *assessed = method("un_progress_chart");
    integ_assessment_set(assessed, "current_value", 0.9, NULL);
    integ_assessment_set(assessed, "direction", -1, NULL);
    integ_assessment_set(assessed, "target", 0, NULL);
    integ_assessment_set(assessed, "tolerance", 1, NULL);
    integ_assessment_run(assessed, NULL);
    ck_assert_str_eq(integ_assessment_status(assessed), "target_met");
    integ_assessment_free(assessed);
}
END_TEST

START_TEST(the_share_of_the_distance_is_held_against_the_share_of_the_time)
{
    static const published rows[] = {
        {2015, 20, 2020, 16, -1, 8, 2030, NONE, 1.0 / 3, "on_track", NONE},
        {2015, 20, 2020, 16.1, -1, 8, 2030, NONE, 0.325, "behind", NONE},
        {2015, 20, 2020, 21, -1, 8, 2030, NONE, -1.0 / 12, "moving_away", NONE},
        {2015, 20, 2020, 8, -1, 8, 2030, NONE, 1, "achieved", NONE},
        {2015, 20, 2015, 20, -1, 8, 2030, NONE, 0, NULL, NONE},
    };
    compare("share_of_distance", rows, 4, false);
    integ_assessment *assessed = method("share_of_distance");
    assess(assessed, &rows[4], false);
    ck_assert_str_eq(integ_assessment_status(assessed), "not_started");
    integ_assessment_free(assessed);
}
END_TEST

/* integrationsbarometer.dk, barometerbevægelser: rounded numbers are compared, and two of three decide. */
START_TEST(the_barometer_compares_rounded_numbers)
{
    static const published rows[] = {
        {NONE, 26.4, NONE, 20.4, -1, NONE, NONE, NONE, 6, "positive", 1},
        {NONE, 57.4, NONE, 51.6, 1, NONE, NONE, NONE, -5, "negative", -1},
        {NONE, 60.4, NONE, 59.5, 1, NONE, NONE, NONE, 0, "unchanged", 0},
        {NONE, 60.4, NONE, 60.5, 1, NONE, NONE, NONE, 1, "positive", 1},
        {NONE, -0.5, NONE, -0.4, 1, NONE, NONE, NONE, 1, "positive", 1},
    };
    static const struct {
        int32_t movements[3], expected;
    } rules[] = {{{1, 1, 1}, 1},   {{-1, -1, -1}, -1}, {{0, 0, 0}, 0}, {{1, 1, 0}, 1},   {{-1, -1, 0}, -1},
                 {{1, 1, -1}, 1},  {{-1, -1, 1}, -1},  {{0, 0, 1}, 0}, {{0, 0, -1}, 0},  {{1, -1, 0}, 0}};
    compare("barometer", rows, 5, false);
    int32_t movement;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        ck_assert_int_eq(integ_barometer_movement(rules[i].movements, 3, 0, &movement, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(movement, rules[i].expected);
    }
    ck_assert_int_eq(integ_barometer_movement(rules[9].movements, 3, -1, &movement, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(movement, -1);
    ck_assert_int_eq(integ_barometer_movement(rules[0].movements, 2, 0, &movement, NULL), INTEG_STATUS_OUT_OF_RANGE);
    integ_assessment *assessed = method("barometer");
    integ_assessment_set(assessed, "base_value", 2.665, NULL);
    integ_assessment_set(assessed, "current_value", 2.675, NULL);
    integ_assessment_set(assessed, "direction", 1, NULL);
    integ_assessment_set(assessed, "decimals", 2, NULL);
    integ_assessment_run(assessed, NULL);
    double progress;
    integ_assessment_progress(assessed, &progress);
    near(progress, 0.01); /* 2.68 − 2.67, though the binary64 of 2.675 is below it */
    integ_assessment_free(assessed);
}
END_TEST

/* The published indicators of several series, from the same files as above. */
START_TEST(means_of_scores_have_a_status)
{
    ck_assert_str_eq(integ_assessment_status_of_score("open_sdg", 2.309419503542234, 0), "moderate_progress");
    ck_assert_str_eq(integ_assessment_status_of_score("open_sdg", 3.515208753688627, 0), "substantial_progress");
    ck_assert_str_eq(integ_assessment_status_of_score("open_sdg", -2.5, 0), "limited_progress");
    ck_assert_str_eq(integ_assessment_status_of_score("open_sdg", 5, 1), "target_achieved");
    ck_assert_str_eq(integ_assessment_status_of_score("eurostat", 2.454581189544958, 0), "moderate_progress");
    ck_assert_str_eq(integ_assessment_status_of_score("eurostat", 0.17838078342857777, 0), "no_progress");
    ck_assert_str_eq(integ_assessment_status_of_score("eurostat", NAN, 0), "not_available");
    ck_assert_str_eq(integ_assessment_status_of_score("barometer", 1, 0), "not_available");
}
END_TEST

static int32_t weather(double last, int32_t kind, double target)
{
    const double years[] = {2015, 2016, 2017, 2018, 2019, 2020}, values[] = {10, 11, 12, 13, 14, last};
    int32_t symbol;
    double change;
    ck_assert_int_eq(integ_weather(years, values, 6, kind, 1, target, 2030, &symbol, &change, NULL), INTEG_STATUS_OK);
    near(change, (last - 10) / 5);
    return symbol;
}

START_TEST(the_weather_tells_where_a_trend_leads)
{
    ck_assert_int_eq(weather(15, INTEG_WEATHER_TO_BE_REACHED, 25), INTEG_WEATHER_SUN);
    ck_assert_int_eq(weather(15, INTEG_WEATHER_TO_BE_REACHED, 26), INTEG_WEATHER_SUN_AND_CLOUD);
    ck_assert_int_eq(weather(15, INTEG_WEATHER_TO_BE_REACHED, 27.5), INTEG_WEATHER_SUN_AND_CLOUD);
    ck_assert_int_eq(weather(15, INTEG_WEATHER_TO_BE_REACHED, 27.6), INTEG_WEATHER_CLOUD);
    ck_assert_int_eq(weather(9, INTEG_WEATHER_TO_BE_REACHED, 25), INTEG_WEATHER_THUNDERSTORM);
    ck_assert_int_eq(weather(9, INTEG_WEATHER_TO_BE_KEPT, 8), INTEG_WEATHER_SUN_AND_CLOUD);
    ck_assert_int_eq(weather(15, INTEG_WEATHER_TO_BE_KEPT, 8), INTEG_WEATHER_SUN);
    ck_assert_int_eq(weather(15, INTEG_WEATHER_TO_BE_KEPT, 16), INTEG_WEATHER_CLOUD);
    ck_assert_int_eq(weather(10, INTEG_WEATHER_TO_BE_KEPT, 16), INTEG_WEATHER_THUNDERSTORM);
    ck_assert_int_eq(weather(15, INTEG_WEATHER_DIRECTION, 0), INTEG_WEATHER_SUN);
    ck_assert_int_eq(weather(13, INTEG_WEATHER_DIRECTION, 0), INTEG_WEATHER_SUN_AND_CLOUD);
    ck_assert_int_eq(weather(9, INTEG_WEATHER_DIRECTION, 0), INTEG_WEATHER_THUNDERSTORM);
    int32_t symbol;
    double change;
    ck_assert_int_eq(integ_weather((double[]){2015, 2016, 2018, 2019, 2020}, (double[]){1, 2, 3, 4, 5}, 5,
                                   INTEG_WEATHER_DIRECTION, 1, 0, 0, &symbol, &change, NULL),
                     INTEG_STATUS_UNDEFINED);
    ck_assert_str_eq(integ_weather_name(symbol), "not_available");
    ck_assert_str_eq(integ_weather_name(INTEG_WEATHER_SUN_AND_CLOUD), "sun_and_cloud");
}
END_TEST

START_TEST(parameters_are_checked)
{
    integ_assessment *assessed;
    ck_assert_int_eq(integ_assessment_new(context, "nonsense", &assessed, NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_ptr_null(assessed);
    assessed = method("open_sdg");
    ck_assert_int_eq(integ_assessment_set(assessed, "nonsense", 1, NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_assessment_set(assessed, "direction", 2, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_assessment_set(assessed, "target", NAN, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_assessment_set(assessed, "high", 0.02, NULL), INTEG_STATUS_OK);
    integ_assessment_free(assessed);
    ck_assert_ptr_null(integ_assessment_method_name(-1));
    ck_assert_ptr_null(integ_assessment_method_source(99));
}
END_TEST

static integ_status make(integ_context *under, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_assessment *assessed;
    integ_status status = integ_assessment_new(under, "open_sdg", &assessed, error);
    integ_assessment_free(assessed);
    return status;
}

START_TEST(running_out_of_memory_is_said)
{
    for_each_failing_allocation(make, NULL);
}
END_TEST

void add_assessments(Suite *suite)
{
    const TTest *const tests[] = {open_sdg_equals_what_statistics_canada_published,
                                  eurostat_equals_what_eustat_published,
                                  rounding_decides_no_class_unless_strict,
                                  what_cannot_be_told_has_its_reason,
                                  methods_obey_the_laws_of_progress,
                                  wild_numbers_give_finite_results,
                                  the_progress_chart_draws_growth_on_to_the_targets_year,
                                  the_share_of_the_distance_is_held_against_the_share_of_the_time,
                                  the_barometer_compares_rounded_numbers,
                                  means_of_scores_have_a_status,
                                  the_weather_tells_where_a_trend_leads,
                                  parameters_are_checked,
                                  NULL};
    TCase *assessments = tcase_create("assessments");
    tcase_set_timeout(assessments, 120);
    tcase_add_checked_fixture(assessments, begin, end);
    for (int i = 0; tests[i] != NULL; i++)
        tcase_add_test(assessments, tests[i]);
    suite_add_tcase(suite, assessments);
    add_tests(suite, "assessments without memory", (const TTest *[]){running_out_of_memory_is_said, NULL});
}
