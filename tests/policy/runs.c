/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/results.h"
#include "policy/suite.h"
#include "support/failing_allocator.h"

#include <math.h>
#include <string.h>

/* A hundred people in two snapshots. Person i is danish while i < 40; area by i % 3; employed by a rule that gives the
 * others 50 % in 2019 and 60 % in 2020, the danish 80 % in both. Everything expected below is counted by hand. */
#define PEOPLE 100

static const char document[] =
    "policy: Test\n"
    "disclosure: {threshold: 5}\n"
    "aggregate: worst\n"
    "themes:\n"
    "  second: {title: Second, review: reviewed, priority: 2, aggregate: mean_score}\n"
    "  first: {title: First, review: reviewed, priority: 1}\n"
    "groups:\n"
    "  others: {where: origin <> 'danish'}\n"
    "  danish: {where: origin = 'danish'}\n"
    "  young: {within: others, where: age < 30}\n"
    "  tiny: {within: others, where: age = 40}\n"
    "indicators:\n"
    "  work: {kind: share, of: others, where: employed = TRUE, by: [housing_area]}\n"
    "  gap: {kind: share, of: others, where: employed = TRUE, compare: {with: danish, as: difference}}\n"
    "  few: {kind: share, of: tiny, where: employed = TRUE}\n"
    "goals:\n"
    "  more_work:\n"
    "    theme: second\n"
    "    indicator: work\n"
    "    direction: increase\n"
    "    baseline: {as_of: 2019-01-01}\n"
    "    target: {value: 70, by: 2021-01-01}\n"
    "    forecast: theil_sen\n"
    "    requirement: {at_least: 65}\n"
    "  smaller_gap:\n"
    "    theme: first\n"
    "    indicator: gap\n"
    "    direction: increase\n"
    "    baseline: {value: -30.5, date: 2019-01-01}\n"
    "    target: {value: -10, by: 2029-01-01}\n"
    "    method: {name: eurostat, thresholds: {high: 0.9}, strict: true}\n"
    "    recognition: {at_least: -20}\n"
    "  hidden:\n"
    "    theme: first\n"
    "    indicator: few\n"
    "    direction: increase\n"
    "    baseline: {as_of: 2019-01-01}\n"
    "    target: {value: 90, by: 2029-01-01}\n"
    "efforts:\n"
    "  jobs: {title: Jobs, theme: second, status: decided, scope: general, reaches: [young, tiny], serves: "
    "[more_work]}\n"
    "  talk: {title: Talk, theme: first, status: proposed, scope: general}\n";

static bool is_danish(int i) { return i < 40; }
static int64_t age_of(int i) { return is_danish(i) ? 50 : i < 70 ? 20 : i < 73 ? 40 : 60; }
static bool is_employed(int i, int year)
{
    int digit = i % 10; /* of the others, some lose their work and more find it */
    return is_danish(i) ? digit < 8 : year == 2019 ? digit < 5 : (digit < 4 || digit > 7);
}

static integ_status add_year(integ_register_builder *builder, int year, integ_error *error)
{
    static const char *const names[] = {"Bakken", "Engen", NULL};
    const char *origin[PEOPLE], *area[PEOPLE];
    int64_t id[PEOPLE], age[PEOPLE], employed[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
        origin[i] = is_danish(i) ? "danish" : "immigrant";
        area[i] = names[i % 3];
        id[i] = 1000 + i;
        age[i] = age_of(i);
        employed[i] = is_employed(i, year);
    }
    integ_date date;
    integ_status status = integ_date_from_civil(year, 1, 1, &date, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, date, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, id, NULL, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_set_key(builder, "id", error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "origin", INTEG_TYPE_CODE, origin, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "housing_area", INTEG_TYPE_CODE, area, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "age", INTEG_TYPE_INTEGER, 0, age, NULL, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "employed", INTEG_TYPE_BOOLEAN, 0, employed, NULL,
                                                     PEOPLE, error);
    return status;
}

static integ_status two_years(integ_context *context, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = add_year(builder, 2019, error);
    if (status == INTEG_STATUS_OK)
        status = add_year(builder, 2020, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

static integ_results *run_document(const char *text, size_t length, bool protect, integ_date as_of,
                                   integ_status expected)
{
    integ_context *context;
    integ_register *reg;
    integ_policy *policy;
    integ_results *results;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(two_years(context, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_read(context, text, length, "test", &policy, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(protect ? integ_policy_run(policy, reg, as_of, &results, NULL)
                             : integ_policy_run_unprotected(policy, reg, as_of, &results, NULL),
                     expected);
    integ_policy_free(policy); /* the results live on without what they were made from */
    integ_register_free(reg);
    integ_context_free(context);
    return results;
}

static integ_results *run(bool protect, integ_date as_of, integ_status expected)
{
    return run_document(document, sizeof document - 1, protect, as_of, expected);
}

static const integ_progress *progress_of(const integ_results *results, const char *id)
{
    for (int64_t i = 0; i < integ_results_goal_count(results); i++)
        if (strcmp(integ_goal_id(integ_results_goal(results, i)), id) == 0)
            return integ_results_progress(results, i);
    ck_abort_msg("no goal %s", id);
    return NULL;
}

/* The same people measured in every way; each figure is counted by hand. */
static const char every_kind[] =
    "policy: Kinds\n"
    "groups:\n"
    "  others: {where: origin <> 'danish'}\n"
    "  danish: {where: origin = 'danish'}\n"
    "indicators:\n"
    "  composite: {kind: composite, parts: [work, {indicator: abroad, weight: 3}, middle]}\n"
    "  work: {kind: share, of: others, where: employed = TRUE}\n"
    "  rate: {kind: rate, of: others, where: employed = TRUE, per: 50, time: age / 20}\n"
    "  middle: {kind: median, of: others, measure: age}\n"
    "  standard: {kind: standardised_rate, of: others, where: employed = TRUE, per: 10,\n"
    "             standard: {column: age, bands: [30], weights: [1, 3]}, by: [housing_area]}\n"
    "  seats: {kind: representation, of: others, where: employed = TRUE, compare: {with: danish}}\n"
    "  own: {kind: representation, of: others, where: employed, compare: {with: danish, where: age > 60, as: "
    "difference}}\n"
    "  country: {kind: share, of: others, where: employed, compare: {value: 55.5, source: A yearbook, as: "
    "difference}}\n"
    "  area: {kind: share, of: others, where: employed, compare: {area: Engen, as: difference}}\n"
    "  apart: {kind: segregation, where: origin = 'danish', unit: housing_area, by: [employed]}\n"
    "  abroad: {kind: external, source: A yearbook, values: [{date: 2018-01-01, value: 30},\n"
    "           {date: 2019-06-01, value: 40.0}, {date: 2025-01-01, value: 99}]}\n"
    "  all_apart: {kind: segregation, group: origin, unit: housing_area, measure: theil_h, by: [employed]}\n"
    "goals: {}\n";

static void has_value(const integ_results *results, const char *id, double expected)
{
    for (int64_t i = 0; i < results->indicator_count; i++) {
        const integi_indicator_result *result = &results->indicators[i];
        if (strcmp(integ_indicator_id(result->indicator), id) == 0) {
            ck_assert_msg(result->figure->value.reason == INTEG_REASON_NONE, "%s has no value", id);
            ck_assert_double_eq_tol(result->figure->value.number, expected, 1e-12);
            return;
        }
    }
    ck_abort_msg("there is no %s", id);
}

START_TEST(every_kind_of_indicator_is_measured)
{
    integ_results *results = run_document(every_kind, sizeof every_kind - 1, true, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    has_value(results, "work", 60);
    has_value(results, "rate", 50 * 36 / 117.0); /* 30 people of one time each, 3 of two, 27 of three */
    has_value(results, "middle", 30);
    has_value(results, "standard", 6);
    has_value(results, "seats", 0.75);
    has_value(results, "own", 60);
    has_value(results, "country", 4.5);
    has_value(results, "area", 0);
    /* 14 of 34, 13 of 33 live in the two areas that are known; 13 others where it is not: 14/27 − 20/40 = 1/54 */
    has_value(results, "apart", 1 / 54.0);
    has_value(results, "all_apart", 0.0002448393044979725); /* of the 27 and the 40, by the definition */
    has_value(results, "abroad", 40);
    has_value(results, "composite", 42); /* (60 + 3 · 40 + 30) / 5 */
    const integ_series *published = results->indicators[10].series;
    ck_assert_uint_eq(published->count, 2);
    integ_results_free(results);
}
END_TEST

START_TEST(goals_are_measured_and_stand_in_order_of_priority)
{
    integ_results *results = run(true, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    ck_assert_int_eq(integ_results_goal_count(results), 3);
    ck_assert_str_eq(integ_goal_id(integ_results_goal(results, 0)), "smaller_gap");
    ck_assert_str_eq(integ_goal_id(integ_results_goal(results, 2)), "more_work");
    const integ_progress *work = progress_of(results, "more_work");
    double value, share;
    ck_assert_int_eq(integ_progress_value(work, &value, NULL), 1);
    ck_assert(value == 60);
    ck_assert_int_eq(integ_progress_baseline(work, &value, NULL), 1);
    ck_assert(value == 50);
    ck_assert_int_eq(integ_progress_share(work, &share), 1);
    ck_assert(share == 0.5);
    /* 365 of 731 days have passed: 0.5 is a hair ahead. */
    ck_assert_int_eq(integ_progress_status(work), INTEG_GOAL_ON_TRACK);
    ck_assert_int_eq(integ_progress_requirement(work), 0);
    ck_assert_int_eq(integ_results_breach_count(results), 1);
    const integ_progress *gap = progress_of(results, "smaller_gap");
    ck_assert_int_eq(integ_progress_value(gap, &value, NULL), 1);
    ck_assert(value == -20);
    ck_assert_int_eq(integ_progress_recognition(gap), 1);
    integ_results_free(results);
}
END_TEST

/* From -30.5 to -20 in a year, of the -10 that ten years are given for: (1 − 20/30.5) / (1 − (10/30.5)^0.1). */
START_TEST(goals_are_judged_by_their_methods_and_taken_together)
{
    integ_results *results = run(true, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    const integ_progress *gap = progress_of(results, "smaller_gap");
    double value, score;
    ck_assert_str_eq(integ_progress_method(gap), "eurostat");
    ck_assert_str_eq(integ_progress_method_status(gap), "significant_progress");
    ck_assert_int_eq(integ_progress_status(gap), INTEG_GOAL_ON_TRACK);
    ck_assert_int_eq(integ_progress_why(gap), INTEG_WHY_METHOD_CLASS);
    ck_assert_int_eq(integ_progress_method_value(gap, &value), 1);
    double needed = 1 - pow(10 / 30.5, 0.1);
    ck_assert_double_eq_tol(value, (1 - 20 / 30.5) / needed, 1e-9);
    ck_assert_int_eq(integ_progress_untold(progress_of(results, "hidden")), INTEG_UNTOLD_NO_VALUE);
    const integ_aggregate *second = integ_results_theme_aggregate(results, 0),
                          *first = integ_results_theme_aggregate(results, 1), *whole = integ_results_aggregate(results);
    ck_assert_int_eq(integ_aggregate_rule(second), INTEG_AGGREGATE_MEAN_SCORE);
    ck_assert_int_eq(integ_aggregate_score(second, &score), 1);
    ck_assert(score == 2);
    ck_assert_int_eq(integ_aggregate_status(first), INTEG_GOAL_ON_TRACK);
    ck_assert_int_eq(integ_aggregate_count(first), 2);
    ck_assert_int_eq(integ_aggregate_untold(first), 1);
    ck_assert_int_eq(integ_aggregate_status(whole), INTEG_GOAL_ON_TRACK);
    ck_assert_int_eq(integ_aggregate_count(whole), 2);
    ck_assert_ptr_null(integ_results_theme_aggregate(results, 2));
    integ_results_free(results);
}
END_TEST

static integ_results *run_by(const char *method)
{
    integ_context *context;
    integ_register *reg;
    integ_policy *policy;
    integ_results *results;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(two_years(context, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_read(context, document, sizeof document - 1, "test", &policy, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_set_method(policy, "sunshine", NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_policy_set_method(policy, method, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_run(policy, reg, INTEG_DATE_MAXIMUM, &results, NULL), INTEG_STATUS_OK);
    integ_policy_free(policy);
    integ_register_free(reg);
    integ_context_free(context);
    return results;
}

/* 30 of 60, then 36 of 60: z = 0.1 / √(0.55 · 0.45 / 30). What a hidden goal is judged by tells nothing. */
START_TEST(one_method_may_judge_all_goals)
{
    for (int32_t i = 0; i < integ_goal_method_count(); i++) {
        integ_results *results = run_by(integ_goal_method_name(i));
        for (int64_t j = 0; j < integ_results_goal_count(results); j++)
            ck_assert_str_eq(integ_progress_method(integ_results_progress(results, j)), integ_goal_method_name(i));
        const integ_progress *hidden = progress_of(results, "hidden");
        ck_assert_int_eq(integ_progress_method_value(hidden, NULL), 0);
        ck_assert_int_eq(integ_progress_point_count(hidden), 0);
        ck_assert_int_eq(integ_progress_forecast(hidden, NULL, NULL, NULL, NULL, NULL), INTEG_UNTOLD_NO_VALUE);
        ck_assert_int_eq(integ_progress_smallest_change(hidden, NULL), INTEG_UNTOLD_NO_VALUE);
        integ_results_free(results);
    }
    integ_results *results = run_by("significance");
    double z;
    ck_assert_int_eq(integ_progress_test(progress_of(results, "more_work"), &z, NULL), 1);
    ck_assert_double_eq_tol(z, 0.1 / sqrt(0.55 * 0.45 / 30), 1e-12);
    integ_results_free(results);
}
END_TEST

START_TEST(small_groups_are_hidden_unless_asked_for_unprotected)
{
    integ_results *results = run(true, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    ck_assert_int_eq(integ_progress_status(progress_of(results, "hidden")), INTEG_GOAL_TOO_FEW);
    ck_assert_int_eq(integ_progress_value(progress_of(results, "hidden"), NULL, NULL), 0);
    ck_assert_int_eq(integ_results_are_protected(results), 1);
    integ_results_free(results);
    results = run(false, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    ck_assert_int_eq(integ_progress_value(progress_of(results, "hidden"), NULL, NULL), 1);
    ck_assert_int_eq(integ_results_are_protected(results), 0);
    integ_results_free(results);
}
END_TEST

START_TEST(efforts_tell_whom_they_reach_where_and_what_changed)
{
    integ_results *results = run(true, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    ck_assert_int_eq(results->effort_count, 2);
    const integi_effort_result *jobs = &results->efforts[0];
    ck_assert_int_eq(jobs->reached, 33); /* 30 young and 3 of 40 years */
    ck_assert_int_eq(jobs->area_count, 3);
    ck_assert_str_eq(jobs->areas[0].area.code, "Bakken");
    ck_assert_ptr_null(jobs->areas[2].area.code);
    int64_t reached = 0, residents = 0;
    for (int64_t i = 0; i < 3; i++) {
        reached += jobs->areas[i].reached;
        residents += jobs->areas[i].residents;
    }
    ck_assert_int_eq(reached, 33);
    ck_assert_int_eq(residents, PEOPLE);
    ck_assert_int_eq(jobs->change_count, 1);
    /* Those reached are persons 40 to 72: 18 of 33 employed in 2019, 21 in 2020; the others 12 of 27, then 15. */
    const integi_change_result *change = &jobs->changes[0];
    ck_assert_int_eq(change->reached_then->value.own.numerator, 18);
    ck_assert_int_eq(change->reached_now->value.own.numerator, 21);
    ck_assert_int_eq(change->others_then->value.own.numerator, 12);
    ck_assert_int_eq(change->others_now->value.own.numerator, 15);
    ck_assert_int_eq(change->others_now->value.own.denominator, 27);
    ck_assert_int_eq(results->efforts[1].reached, -1);
    integ_results_free(results);
}
END_TEST

START_TEST(breakdowns_and_series_come_along)
{
    integ_results *results = run(true, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    const integi_indicator_result *work = &results->indicators[0];
    ck_assert_uint_eq(work->series->count, 2);
    ck_assert(work->series->points[0].figure.value.number == 50);
    ck_assert_int_eq(work->cell_count, 3);
    ck_assert_str_eq(work->cells[0].terms[0].code, "Bakken");
    ck_assert_int_eq(work->cells[0].figure->value.own.denominator, 20);
    integ_results_free(results);
}
END_TEST

static void has_counts(const integ_figure *figure, int64_t numerator, int64_t denominator, int64_t unknown)
{
    int64_t counts[3] = {-7, -7, -7};
    ck_assert_int_eq(integ_figure_counts(figure, &counts[0], &counts[1], &counts[2]), 1);
    ck_assert_int_eq(counts[0], numerator);
    ck_assert_int_eq(counts[1], denominator);
    ck_assert_int_eq(counts[2], unknown);
}

/* Of the 60 others 36 are employed in 2020, of the 40 danish 32. */
START_TEST(what_a_run_found_can_be_read_figure_by_figure)
{
    integ_results *results = run(true, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    double value = 0, lower = 0, upper = 0;
    int64_t numerator = 0, denominator = 0;
    const char *label = "untouched";
    integ_date date = 0;
    ck_assert_int_eq(integ_results_indicator_count(results), 3);
    ck_assert_str_eq(integ_indicator_id(integ_results_indicator(results, 1)), "gap");
    ck_assert_ptr_null(integ_results_indicator(results, 3));
    const integ_figure *work = integ_results_figure(results, 0);
    ck_assert_int_eq(integ_figure_value(work, &value), 1);
    ck_assert(value == 60);
    ck_assert_int_eq(integ_figure_interval(work, &lower, &upper), 1);
    ck_assert(lower < 60 && 60 < upper);
    ck_assert_int_eq(integ_figure_reason(work), INTEG_REASON_NONE);
    has_counts(work, 36, 60, 0);
    ck_assert_int_eq(integ_figure_other_counts(work, NULL, NULL, NULL), 0);
    ck_assert_int_eq(integ_figure_other_counts(integ_results_figure(results, 1), &numerator, &denominator, NULL), 1);
    ck_assert(numerator == 32 && denominator == 40);
    ck_assert_int_eq(integ_series_count(integ_results_series(results, 0)), 2);
    ck_assert_int_eq(integ_figure_value(integ_series_figure(integ_results_series(results, 0), 0, &date), &value), 1);
    ck_assert(value == 50 && date == results->as_of - 365);
    ck_assert_ptr_null(integ_series_figure(integ_results_series(results, 0), 2, NULL));
    ck_assert_str_eq(integ_dimensions_column(integ_indicator_by(integ_results_indicator(results, 0)), 0),
                     "housing_area");
    ck_assert_ptr_null(integ_indicator_by(integ_results_indicator(results, 1)));
    ck_assert_int_eq(integ_results_cell_count(results, 0), 3);
    ck_assert_int_eq(integ_results_cell_count(results, 1), 0);
    ck_assert_str_eq(integ_results_cell_code(results, 0, 0, 0, &label), "Bakken");
    ck_assert_str_eq(label, "Bakken"); /* the register has no words for it */
    has_counts(integ_results_cell(results, 0, 0), results->indicators[0].cells[0].figure->value.own.numerator, 20, 0);
    ck_assert_ptr_null(integ_results_cell_code(results, 0, 0, 1, &label));
    ck_assert_ptr_null(label);
    ck_assert_ptr_null(integ_results_cell_code(results, 1, 0, 0, NULL));
    ck_assert_ptr_null(integ_results_cell(results, 0, 3));
    integ_results_free(results);
}
END_TEST

START_TEST(a_hidden_figure_tells_nothing_but_that_it_is_hidden)
{
    integ_results *results = run(true, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    const integ_figure *few = integ_results_figure(results, 2);
    double value = 7, upper = 7;
    ck_assert_int_eq(integ_figure_value(few, &value), 0);
    ck_assert_int_eq(integ_figure_interval(few, &value, &upper), 0);
    ck_assert(value == 7 && upper == 7);
    ck_assert_int_eq(integ_figure_reason(few), INTEG_REASON_TOO_FEW);
    has_counts(few, -1, -1, 0); /* that nobody is left out may be told */
    integ_results_free(results);
    results = run(false, INTEG_DATE_MAXIMUM, INTEG_STATUS_OK);
    ck_assert_int_eq(integ_figure_value(integ_results_figure(results, 2), &value), 1);
    integ_results_free(results);
    ck_assert_int_eq(integ_figure_value(NULL, &value), 0);
    ck_assert_int_eq(integ_figure_interval(NULL, &value, &value), 0);
    ck_assert_int_eq(integ_figure_counts(NULL, NULL, NULL, NULL), 0);
    ck_assert_int_eq(integ_figure_other_counts(NULL, NULL, NULL, NULL), 0);
    ck_assert_int_eq(integ_figure_reason(NULL), INTEG_REASON_NO_SNAPSHOT);
}
END_TEST

START_TEST(an_earlier_date_gives_the_report_of_that_time)
{
    integ_date date;
    ck_assert_int_eq(integ_date_from_text("2019-06-30", &date, NULL), INTEG_STATUS_OK);
    integ_results *results = run(true, date, INTEG_STATUS_OK);
    ck_assert_int_eq(integ_progress_status(progress_of(results, "more_work")), INTEG_GOAL_NOT_STARTED);
    char text[11];
    integ_date_to_text(integ_results_as_of(results), text);
    ck_assert_str_eq(text, "2019-01-01");
    integ_results_free(results);
    ck_assert_int_eq(integ_date_from_text("2018-12-31", &date, NULL), INTEG_STATUS_OK);
    ck_assert_ptr_null(run(true, date, INTEG_STATUS_NOT_FOUND));
}
END_TEST

START_TEST(a_breakdown_by_the_key_is_refused)
{
    static const char lists_people[] = "policy: List\n"
                                       "indicators:\n"
                                       "  everybody: {kind: count, where: employed = TRUE, by: [id]}\n";
    integ_context *context;
    integ_register *reg;
    integ_policy *policy;
    integ_results *results;
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(two_years(context, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_read(context, lists_people, sizeof lists_people - 1, "list", &policy, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_run(policy, reg, INTEG_DATE_MAXIMUM, &results, NULL), INTEG_STATUS_REFUSED);
    ck_assert_ptr_null(results);
    ck_assert_int_eq(integ_policy_run_unprotected(policy, reg, INTEG_DATE_MAXIMUM, &results, NULL),
                     INTEG_STATUS_REFUSED);
    ck_assert_int_eq(integ_policy_check(policy, reg, NULL, error), INTEG_STATUS_REFUSED);
    ck_assert_int_eq(integ_error_line(error, 0), 3);
    ck_assert_int_eq(integ_error_column(error, 0), 57);
    integ_policy_free(policy);
    integ_register_free(reg);
    integ_context_free(context);
    integ_error_free(error);
}
END_TEST

static integ_status run_with(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_register *reg = NULL;
    integ_policy *policy = NULL;
    integ_results *results = NULL;
    integ_status status = two_years(context, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_read(context, document, sizeof document - 1, "test", &policy, error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_run(policy, reg, INTEG_DATE_MAXIMUM, &results, error);
    integ_results_free(results);
    integ_policy_free(policy);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    for_each_failing_allocation(run_with, NULL);
}
END_TEST

void add_runs(Suite *suite)
{
    add_tests(suite, "runs",
              (const TTest *[]){every_kind_of_indicator_is_measured, goals_are_measured_and_stand_in_order_of_priority,
                                goals_are_judged_by_their_methods_and_taken_together, one_method_may_judge_all_goals,
                                small_groups_are_hidden_unless_asked_for_unprotected,
                                efforts_tell_whom_they_reach_where_and_what_changed, breakdowns_and_series_come_along,
                                what_a_run_found_can_be_read_figure_by_figure,
                                a_hidden_figure_tells_nothing_but_that_it_is_hidden,
                                an_earlier_date_gives_the_report_of_that_time, a_breakdown_by_the_key_is_refused,
                                running_out_of_memory_leaves_nothing_behind, NULL});
}
