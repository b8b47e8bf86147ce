/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/suite.h"

#include <string.h>

#define DAY_2015 16436 /* 2015-01-01 */
#define DAY_2017 17167
#define DAY_2019 17897
#define DAY_2020 18262
#define DAY_2024 20088 /* 2024-12-31 */
#define DAY_2029 21914 /* 2029-12-31 */

static integi_figure share_of(int64_t numerator, int64_t denominator, int64_t unknown, double number,
                              double lower, double upper)
{
    return (integi_figure){.value = {.kind = INTEG_INDICATOR_SHARE,
                                     .number = number,
                                     .has_interval = true,
                                     .lower = lower,
                                     .upper = upper,
                                     .own = {numerator, denominator, unknown}}};
}

static integi_figure hidden_share(int64_t denominator)
{
    return (integi_figure){.hidden = true,
                           .value = {.kind = INTEG_INDICATOR_SHARE,
                                     .reason = INTEG_REASON_TOO_FEW,
                                     .own = {-1, denominator, 0}}};
}

static integi_figure gap_of(double number)
{
    return (integi_figure){.value = {.kind = INTEG_INDICATOR_SHARE,
                                     .number = number,
                                     .own = {3100, 5000, 12},
                                     .compared = true,
                                     .other = {15620, 20000, 1}}};
}

static integi_figure count_of(int64_t count)
{
    return (integi_figure){
        .value = {.kind = INTEG_INDICATOR_COUNT, .number = (double)count, .own = {count, count, 0}}};
}

static integi_figure nobody(void)
{
    return (integi_figure){.value = {.kind = INTEG_INDICATOR_MEAN, .reason = INTEG_REASON_NO_DATA}};
}

static integ_indicator indicators[5] = {
    {.id = "gap",
     .title = "Beskæftigelsesgab",
     .kind = INTEG_INDICATOR_SHARE,
     .of = "working_age",
     .compare_with = "danish",
     .compare_as = INTEG_COMPARE_DIFFERENCE},
    {.id = "language", .title = "Alderssvarende dansk", .kind = INTEG_INDICATOR_SHARE, .of = "children"},
    {.id = "boards", .title = "Med i bestyrelser", .kind = INTEG_INDICATOR_SHARE, .of = "members"},
    {.id = "contracts",
     .title = "Små opgaver til små firmaer",
     .kind = INTEG_INDICATOR_COUNT,
     .of = "companies"},
    {.id = "days", .kind = INTEG_INDICATOR_MEAN, .of = "unemployed"},
};

static integi_milestone gap_milestones[] = {{{17, 0}, DAY_2019}, {{150, 1}, DAY_2024}};
static integi_milestone_result gap_outcomes[] = {
    {.outcome = INTEG_MILESTONE_REACHED, .has_met_on = true, .met_on = DAY_2017},
    {.outcome = INTEG_MILESTONE_AHEAD},
};

static integ_goal goals[5] = {
    {.id = "close_the_gap",
     .title = "Beskæftigelsesgabet skal mindst halveres",
     .theme = "business",
     .indicator = "gap",
     .direction = INTEG_DIRECTION_DECREASE,
     .has_baseline = true,
     .baseline_date = DAY_2015,
     .has_target = true,
     .target = {10, 0},
     .deadline = DAY_2029,
     .milestones = gap_milestones,
     .milestone_count = 2,
     .requirement = {INTEG_LIMIT_AT_MOST, {25, 0}},
     .recognition = {INTEG_LIMIT_AT_MOST, {170, 1}}},
    {.id = "language_of_age",
     .title = "Børn, unge og voksne taler et dansk, der svarer til deres alder, uanset hvor de bor, og hvem "
              "de leger med",
     .theme = "together",
     .indicator = "language",
     .direction = INTEG_DIRECTION_INCREASE,
     .has_baseline = true,
     .baseline_given = true,
     .baseline_value = {625, 1},
     .baseline_date = DAY_2015,
     .baseline_source = "Sprogvurderingerne 2014",
     .has_target = true,
     .target = {80, 0},
     .deadline = DAY_2024,
     .requirement = {INTEG_LIMIT_AT_LEAST, {65, 0}}},
    {.id = "boards",
     .title = "Flere i bestyrelser",
     .theme = "together",
     .indicator = "boards",
     .direction = INTEG_DIRECTION_INCREASE,
     .has_baseline = true,
     .baseline_date = DAY_2015,
     .has_target = true,
     .target = {5, 0},
     .deadline = DAY_2029,
     .recognition = {INTEG_LIMIT_AT_LEAST, {4, 0}}},
    {.id = "contracts",
     .theme = NULL,
     .indicator = "contracts",
     .direction = INTEG_DIRECTION_MAINTAIN,
     .has_target = true,
     .target = {1200, 0},
     .deadline = INTEG_DATE_MAXIMUM},
    {.id = "days",
     .title = "Aktivering hver dag",
     .theme = "business",
     .indicator = "days",
     .direction = INTEG_DIRECTION_BETWEEN,
     .has_target = true,
     .target = {80, 0},
     .target_high = {995, 1},
     .deadline = DAY_2024},
};

static integ_progress progresses[5] = {
    {.status = INTEG_GOAL_ON_TRACK,
     .has_point = true,
     .has_baseline = true,
     .baseline_date = DAY_2015,
     .baseline_value = 21.4,
     .has_progress = true,
     .progress = 0.456140350877193,
     .has_expected = true,
     .expected = 1.0 / 3,
     .requirement = {.met = 1},
     .recognition = {.met = 1, .has_met_on = true, .met_on = DAY_2019},
     .milestones = gap_outcomes,
     .milestone_count = 2},
    {.status = INTEG_GOAL_MOVING_AWAY,
     .has_point = true,
     .has_baseline = true,
     .baseline_date = DAY_2015,
     .baseline_value = 62.5,
     .has_progress = true,
     .progress = -0.0285714285714286,
     .has_expected = true,
     .expected = 0.5,
     .requirement = {.met = 0, .has_breached_on = true, .breached_on = DAY_2017},
     .recognition = {.met = -1}},
    {.status = INTEG_GOAL_TOO_FEW,
     .reason = INTEG_REASON_TOO_FEW,
     .has_point = true,
     .has_expected = true,
     .expected = 1.0 / 3,
     .requirement = {.met = -1},
     .recognition = {.met = -1}},
    {.status = INTEG_GOAL_MAINTAINED,
     .has_point = true,
     .requirement = {.met = -1},
     .recognition = {.met = -1}},
    {.status = INTEG_GOAL_NO_DATA,
     .reason = INTEG_REASON_NO_DATA,
     .has_point = true,
     .requirement = {.met = -1},
     .recognition = {.met = -1}},
};

static integi_theme themes[] = {{"together", "Vi skaber fremtiden sammen", INTEG_REVIEW_REVIEWED, 2, 0, {0}},
                                {"business", "En førende erhvervsby", INTEG_REVIEW_REVIEWED, 1, 0, {0}},
                                {"ideas", "Åben for nye idéer", INTEG_REVIEW_NOT_REVIEWED, 0, 0, {0}}};

static integi_reference unemployed_women = {"unemployed_women", 0, {0}}, gap_goal = {"close_the_gap", 0, {0}};
static integi_effort efforts[] = {
    {.id = "daily_work",
     .title = "Nyttejob hver dag",
     .theme = {"business", 1, {0}},
     .status = INTEG_EFFORT_DECIDED,
     .kind = INTEG_EFFORT_INTERVENING,
     .scope = INTEG_EFFORT_GENERAL,
     .priority = 2,
     .reaches = &unemployed_women,
     .reach_count = 1,
     .serves = &gap_goal,
     .serve_count = 1},
    {.id = "small_contracts",
     .title = "Små opgaver udbudt til små firmaer",
     .theme = {"business", 1, {0}},
     .status = INTEG_EFFORT_PROPOSED,
     .scope = INTEG_EFFORT_TARGETED,
     .priority = 1},
};

static integ_policy policy = {.title = "Integrationspolitik",
                              .language = INTEG_LANGUAGE_DANISH,
                              .form = INTEG_FORM_INTEGRATED,
                              .purpose = "Flere i job, uddannelse og fællesskaber",
                              .motto = "Det skal ville noget, for at blive til noget",
                              .themes = themes,
                              .theme_count = 3};

static integi_figure figures[5], series_figures[5][4], cell_figures[3], change_figures[4];
static integi_point points[5][4];
static integ_series series[5];
static integi_term cell_terms[3][2] = {{{"hedegaarden", "Hedegården"}, {"F", "Kvinde"}},
                                       {{"hedegaarden", "Hedegården"}, {"M", "Mand"}},
                                       {{NULL, NULL}, {"F", "Kvinde"}}};
static integi_cell_result cells[3];
static integi_indicator_result indicator_results[5];
static integi_goal_result goal_results[5];
static integi_area_result areas[] = {{{"hedegaarden", "Hedegården"}, 214, 1587},
                                     {{"magleparken", "Magleparken"}, -1, 903},
                                     {{NULL, NULL}, 5, 0}};
static integi_change_result changes[1];
static integi_effort_result effort_results[2];

/* One goal by each of two methods; the forecast of the first is told. */
static void fill_method(integ_progress *progress)
{
    bool told = progress == &progresses[0];
    progress->method = integi_goal_method_find(progress == &progresses[3] ? "weather" : "share_of_distance");
    progress->method_status = progress == &progresses[3] ? "sun_and_cloud" : integ_goal_status_name(progress->status);
    progress->why = progress->status == INTEG_GOAL_ON_TRACK      ? INTEG_WHY_AT_LEAST_PATH
                    : progress->status == INTEG_GOAL_MOVING_AWAY ? INTEG_WHY_AWAY_FROM_TARGET
                    : progress->status == INTEG_GOAL_MAINTAINED  ? INTEG_WHY_KEPT
                                                                 : INTEG_WHY_NO_VALUE;
    progress->untold = progress->why == INTEG_WHY_NO_VALUE ? INTEG_UNTOLD_NO_VALUE : INTEG_UNTOLD_NONE;
    progress->target_met = progress->status == INTEG_GOAL_MAINTAINED;
    progress->has_method_value = progress->has_progress || progress == &progresses[3];
    progress->method_value = progress == &progresses[3] ? -0.125 : progress->progress;
    progress->trend = INTEG_TREND_LEAST_SQUARES;
    progress->forecast = (integi_forecast_result){
        .reason = told ? INTEG_UNTOLD_NONE : progress->untold == 0 ? INTEG_UNTOLD_TOO_FEW_POINTS : progress->untold,
        .point_count = 4,
        .date = DAY_2024,
        .pace = -0.98,
        .value = 12.1,
        .lower = 4.6,
        .upper = 19.6,
        .has_probability = told,
        .probability = 0.21,
        .has_required_pace = told,
        .required_pace = -1.24,
        .change_reason = INTEG_UNTOLD_NO_COUNTS};
}

static void fill_series(int i, const integi_figure values[4])
{
    static const integ_date days[] = {DAY_2015, DAY_2017, DAY_2019, DAY_2020};
    for (int k = 0; k < 4; k++) {
        series_figures[i][k] = values[k];
        points[i][k] = (integi_point){days[k], values[k]};
    }
    figures[i] = values[3];
    series[i] = (integ_series){.points = points[i], .count = 4};
    indicator_results[i] =
        (integi_indicator_result){.indicator = &indicators[i], .figure = &figures[i], .series = &series[i]};
    progresses[i].as_of = DAY_2020;
    progresses[i].point = points[i][3];
    fill_method(&progresses[i]);
}

static void fill_figures(void)
{
    fill_series(0, (const integi_figure[]){gap_of(21.4), gap_of(17), gap_of(16.9), gap_of(16.2)});
    fill_series(1, (const integi_figure[]){
                       share_of(500, 800, 0, 62.5, 59.1, 65.8), share_of(510, 800, 0, 63.75, 60.4, 67),
                       share_of(504, 800, 2, 63, 59.6, 66.3), share_of(496, 800, 7, 62, 58.6, 65.3)});
    fill_series(
        2, (const integi_figure[]){hidden_share(90), hidden_share(91), hidden_share(-1), hidden_share(92)});
    fill_series(3, (const integi_figure[]){count_of(1199), count_of(1300), count_of(1250), count_of(1234)});
    fill_series(4, (const integi_figure[]){nobody(), nobody(), nobody(), nobody()});
    cell_figures[0] = share_of(300, 500, 0, 60, 55.6, 64.2);
    cell_figures[1] = hidden_share(8);
    cell_figures[2] = share_of(196, 292, 7, 67.12328767123288, 61.5, 72.2);
    change_figures[0] = share_of(90, 200, 0, 45, 38.3, 51.9);
    change_figures[1] = share_of(110, 214, 0, 51.401869158878505, 44.7, 58);
    change_figures[2] = share_of(1400, 2000, 0, 70, 68, 72);
    change_figures[3] = hidden_share(2100);
}

const integ_results *sample_results(integ_context *context)
{
    static integ_results results;
    fill_figures();
    for (int i = 0; i < 3; i++)
        cells[i] = (integi_cell_result){cell_terms[i], &cell_figures[i]};
    integ_dimensions *by;
    ck_assert_int_eq(integ_dimensions_new(context, &by, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_column(by, "housing_area", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dimensions_add_column(by, "sex", NULL), INTEG_STATUS_OK);
    indicators[1].by = by; /* freed by sample_end */
    indicator_results[1].cells = cells;
    indicator_results[1].cell_count = 3;
    static const int order[] = {0, 4, 1, 2, 3};
    for (int i = 0; i < 5; i++)
        goal_results[i] = (integi_goal_result){&goals[order[i]], &progresses[order[i]]};
    changes[0] = (integi_change_result){&goals[1], &change_figures[0], &change_figures[1], &change_figures[2],
                                        &change_figures[3]};
    effort_results[0] = (integi_effort_result){&efforts[0], 1219, NULL, areas, 3, changes, 1};
    effort_results[1] = (integi_effort_result){.effort = &efforts[1], .reached = -1};
    results = (integ_results){.context = context,
                              .policy = &policy,
                              .as_of = DAY_2020,
                              .protected_figures = true,
                              .indicators = indicator_results,
                              .indicator_count = 5,
                              .goals = goal_results,
                              .goal_count = 5,
                              .efforts = effort_results,
                              .effort_count = 2};
    return &results;
}

void sample_end(void)
{
    integ_dimensions_free(indicators[1].by);
    indicators[1].by = NULL;
}
