/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Reports whose small counts are rounded: what is computed from counts is computed from those that are printed, and
 * everything adds up; what is computed from anything else is exact, or not told. */
#include "policy/results.h"
#include "policy/suite.h"

#include <integration.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PEOPLE 400
#define SEATS 40
#define THRESHOLD 5

static const char document[] =
    "policy: Test\n"
    "disclosure: {method: round}\n"
    "area: area\n"
    "groups:\n"
    "  all: {where: id >= 0}\n"
    "  young: {where: age < 30}\n"
    "  old: {where: age >= 30}\n"
    "  seats: {population: seat}\n"
    "indicators:\n"
    "  working: {kind: share, of: all, where: work, by: [area]}\n"
    "  gap: {kind: share, of: young, where: work, compare: {with: old, as: difference}, by: [area]}\n"
    "  ratio: {kind: share, of: young, where: work, compare: {with: old, as: ratio}}\n"
    "  workers: {kind: count, of: all, where: work, by: [area]}\n"
    "  thousand: {kind: rate, of: young, where: work, per: 1000, by: [area]}\n"
    "  truth: {kind: mean, of: all, measure: work, by: [area]}\n"
    "  true_sum: {kind: sum, of: all, measure: work, by: [area]}\n"
    "  above: {kind: share, of: all, where: work, compare: {value: 50, as: difference, source: test}}\n"
    "  income: {kind: mean, of: all, measure: income, by: [area]}\n"
    "  middle: {kind: median, of: all, measure: income, by: [area]}\n"
    "  total: {kind: sum, of: young, measure: income, by: [area]}\n"
    "  seats: {kind: count, of: seats, by: [role]}\n"
    "  apart: {kind: segregation, of: all, where: work, unit: area, measure: dissimilarity}\n"
    "efforts: {jobs: {title: Jobs, status: decided, scope: general, reaches: [young]}}\n";

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static integ_status add_citizens(integ_register_builder *builder, uint64_t seed, bool keyed, integ_error *error)
{
    static const char *const names[] = {"A", "B", "C", "D", "E", "F"};
    int64_t id[PEOPLE], age[PEOPLE], work[PEOPLE], income[PEOPLE];
    uint8_t known[PEOPLE];
    const char *area[PEOPLE];
    uint64_t state = seed;
    for (int64_t i = 0; i < PEOPLE; i++) {
        uint32_t place = next(&state) % 64;
        id[i] = i + 1000;
        age[i] = 18 + next(&state) % 25;
        work[i] = next(&state) % 3 > 0;
        known[i] = next(&state) % 40 > 0;
        income[i] = next(&state) % 1000;
        int number = (place >= 40) + (place >= 54) + (place >= 58) + (place >= 60) + (place > 60);
        area[i] = place == 63 ? NULL : names[number];
    }
    integ_status status = integ_register_builder_add_table(builder, "citizen", PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, id, NULL, PEOPLE, error);
    if (status == INTEG_STATUS_OK && keyed)
        status = integ_register_builder_set_key(builder, "id", error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "age", INTEG_TYPE_INTEGER, 0, age, NULL, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status =
            integ_register_builder_add_integers(builder, "work", INTEG_TYPE_BOOLEAN, 0, work, known, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status =
            integ_register_builder_add_integers(builder, "income", INTEG_TYPE_INTEGER, 0, income, NULL, PEOPLE, error);
    return status == INTEG_STATUS_OK
               ? integ_register_builder_add_texts(builder, "area", INTEG_TYPE_CODE, area, PEOPLE, error)
               : status;
}

/* Seats of members, each of somebody else; and eight of one chair. */
static integ_status add_seats(integ_register_builder *builder, integ_error *error)
{
    int64_t who[SEATS];
    const char *role[SEATS];
    for (int64_t i = 0; i < SEATS; i++) {
        who[i] = 1000 + (i < 8 ? 0 : i);
        role[i] = i < 8 ? "chair" : "member";
    }
    integ_status status = integ_register_builder_add_table(builder, "seat", SEATS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "who", INTEG_TYPE_INTEGER, 0, who, NULL, SEATS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "role", INTEG_TYPE_CODE, role, SEATS, error);
    return status == INTEG_STATUS_OK ? integ_register_builder_set_link(builder, "who", "citizen", error) : status;
}

static integ_status make_register(integ_context *context, uint64_t seed, int snapshots, integ_register **out,
                                  integ_error *error)
{
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    for (int i = 0; i < snapshots && status == INTEG_STATUS_OK; i++) {
        status = integ_register_builder_add_snapshot(builder, 17897 + 365 * i, error);
        if (status == INTEG_STATUS_OK)
            status = add_citizens(builder, seed + (uint64_t)i * 100, i == 0, error);
        if (status == INTEG_STATUS_OK)
            status = add_seats(builder, error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

static integ_status run(integ_context *context, uint64_t seed, int snapshots, bool protect, integ_results **out,
                        integ_error *error)
{
    integ_register *reg;
    integ_policy *policy = NULL;
    *out = NULL;
    integ_status status = make_register(context, seed, snapshots, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_read(context, document, strlen(document), "test", &policy, error);
    if (status == INTEG_STATUS_OK)
        status = (protect ? integ_policy_run : integ_policy_run_unprotected)(policy, reg, INTEG_DATE_MAXIMUM, out,
                                                                              error);
    integ_policy_free(policy);
    integ_register_free(reg);
    return status;
}

static const integi_indicator_result *find(const integ_results *results, const char *id)
{
    for (int64_t i = 0; i < results->indicator_count; i++)
        if (strcmp(integ_indicator_id(results->indicators[i].indicator), id) == 0)
            return &results->indicators[i];
    ck_abort_msg("no indicator '%s'", id);
    return NULL;
}

/* The cell of the same area or role of another run. */
static const integi_cell_result *same_cell(const integi_indicator_result *result, const integi_cell_result *cell)
{
    for (int64_t i = 0; i < result->cell_count; i++) {
        const char *code = result->cells[i].terms[0].code, *wanted = cell->terms[0].code;
        if (code == NULL || wanted == NULL ? code == wanted : strcmp(code, wanted) == 0)
            return &result->cells[i];
    }
    return NULL;
}

static void check_count(int64_t count)
{
    if (count < 0 || (count > 0 && count < THRESHOLD))
        ck_abort_msg("%d is printed", (int)count);
}

/* Of a figure and what is true: counts are near it, none is small. */
static void check_counts(const integi_figure *rounded, const integi_figure *truth)
{
    const integi_counts *own = &rounded->value.own, *real = &truth->value.own;
    check_count(own->numerator);
    check_count(own->denominator);
    check_count(own->unknown);
    ck_assert_int_le(own->numerator, own->denominator);
    check_count(own->denominator - own->numerator);
    ck_assert_int_le(llabs(own->numerator - real->numerator), 3 * THRESHOLD);
    ck_assert_int_le(llabs(own->denominator - real->denominator), 3 * THRESHOLD);
}

/* A value is for so many of the counts that are printed; `other` is what is taken from it. */
static void check_quotient(const integi_figure *figure, double for_so_many, double other)
{
    double value = -1;
    int64_t numerator = -1, denominator = -1;
    ck_assert_int_eq(integ_figure_counts(figure, &numerator, &denominator, NULL), 1);
    ck_assert_int_eq(integ_figure_value(figure, &value), denominator > 0);
    if (denominator > 0)
        ck_assert_double_eq_tol(value, for_so_many * (double)numerator / (double)denominator - other, 1e-9);
}

static double share_of(const integi_counts *counts)
{
    return 100.0 * (double)counts->numerator / (double)counts->denominator;
}

static void check_gap(const integi_figure *figure, bool ratio)
{
    const integi_value *value = &figure->value;
    if (value->own.denominator == 0 || value->other.denominator == 0 || (ratio && value->other.numerator == 0)) {
        ck_assert_int_eq(integ_figure_value(figure, NULL), 0);
        return;
    }
    double own = share_of(&value->own), other = share_of(&value->other);
    ck_assert_double_eq_tol(value->number, ratio ? own / other : own - other, 1e-9);
    ck_assert(!value->has_interval || (value->lower <= value->number && value->number <= value->upper));
}

/* Parts add up to their whole: with the people of no known area, who are a part too. */
static void check_parts(const integi_indicator_result *result)
{
    int64_t numerators = 0, denominators = 0, unknown = 0;
    for (int64_t i = 0; i < result->cell_count; i++) {
        numerators += result->cells[i].figure->value.own.numerator;
        denominators += result->cells[i].figure->value.own.denominator;
        unknown += result->cells[i].figure->value.own.unknown;
    }
    const integi_counts *own = &result->figure->value.own;
    ck_assert(numerators == own->numerator && denominators == own->denominator && unknown == own->unknown);
}

START_TEST(what_is_computed_from_counts_is_computed_from_rounded_ones)
{
    static const char *const whole[] = {"working", "workers", "thousand", "truth", "true_sum"};
    static const double for_so_many[] = {100, 0, 1000, 1, 0};
    int64_t changed = 0;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        integ_context *context;
        integ_results *results, *truth;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run(context, seed, 2, true, &results, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run(context, seed, 2, false, &truth, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_results_rounding(results), THRESHOLD);
        ck_assert_int_eq(integ_results_rounding(truth), 0);
        for (int i = 0; i < 5; i++) {
            const integi_indicator_result *rounded = find(results, whole[i]), *real = find(truth, whole[i]);
            check_parts(rounded);
            for (int64_t cell = -1; cell < rounded->cell_count; cell++) {
                const integi_figure *figure = cell < 0 ? rounded->figure : rounded->cells[cell].figure;
                const integi_figure *true_one =
                    cell < 0 ? real->figure : same_cell(real, &rounded->cells[cell])->figure;
                check_counts(figure, true_one);
                changed += figure->value.number != true_one->value.number;
                if (for_so_many[i] > 0)
                    check_quotient(figure, for_so_many[i], 0);
                else if (integ_figure_value(figure, NULL))
                    ck_assert_double_eq_tol(figure->value.number, (double)figure->value.own.numerator, 1e-12);
            }
        }
        check_quotient(find(results, "above")->figure, 100, 50);
        check_gap(find(results, "ratio")->figure, true);
        check_gap(find(results, "gap")->figure, false);
        for (int64_t cell = 0; cell < find(results, "gap")->cell_count; cell++)
            check_gap(find(results, "gap")->cells[cell].figure, false);
        integ_results_free(results);
        integ_results_free(truth);
        integ_context_free(context);
    }
    ck_assert_int_gt(changed, 50);
}
END_TEST

/* A mean or a sum of amounts is exact, and so is the count beside it, which is no small one. */
static void check_exact(const integi_figure *figure, const integi_figure *truth, int *shown, int *hidden)
{
    const integi_value *value = &figure->value;
    if (!integ_figure_value(figure, NULL)) {
        bool nobody = value->own.denominator == 0;
        ck_assert_int_eq(integ_figure_reason(figure), nobody ? INTEG_REASON_NO_DATA : INTEG_REASON_TOO_FEW);
        ck_assert(value->number == 0 && value->lower == 0 && value->upper == 0 && !value->has_interval);
        ++*hidden;
        return;
    }
    ck_assert_int_ge(value->own.denominator, 2 * THRESHOLD);
    ck_assert_int_eq(value->own.denominator, truth->value.own.denominator);
    ck_assert_double_eq_tol(value->number, truth->value.number, 1e-9);
    ++*shown;
}

START_TEST(what_is_computed_from_amounts_is_exact_or_hidden)
{
    static const char *const amounts[] = {"income", "middle", "total"};
    int shown = 0, hidden = 0;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        integ_context *context;
        integ_results *results, *truth;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run(context, seed, 1, true, &results, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run(context, seed, 1, false, &truth, NULL), INTEG_STATUS_OK);
        for (int i = 0; i < 3; i++) {
            const integi_indicator_result *rounded = find(results, amounts[i]), *real = find(truth, amounts[i]);
            check_exact(rounded->figure, real->figure, &shown, &hidden);
            for (int64_t cell = 0; cell < rounded->cell_count; cell++)
                check_exact(rounded->cells[cell].figure, same_cell(real, &rounded->cells[cell])->figure, &shown,
                            &hidden);
        }
        ck_assert_int_eq(integ_figure_reason(find(results, "apart")->figure), INTEG_REASON_TOO_FEW);
        integ_results_free(results);
        integ_results_free(truth);
        integ_context_free(context);
    }
    ck_assert_int_gt(shown, 20);
    ck_assert_int_gt(hidden, 20);
}
END_TEST

/* Eight seats of one person are not eight people. */
START_TEST(rows_of_few_owners_are_not_counted)
{
    integ_context *context;
    integ_results *results;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run(context, 1, 1, true, &results, NULL), INTEG_STATUS_OK);
    const integi_indicator_result *seats = find(results, "seats");
    ck_assert_int_eq(seats->cell_count, 1); /* what nobody is left in is not named */
    ck_assert_str_eq(seats->cells[0].terms[0].code, "member");
    ck_assert_int_eq(seats->cells[0].figure->value.own.numerator, SEATS - 8);
    ck_assert_int_eq(seats->figure->value.own.numerator, SEATS - 8);
    integ_results_free(results);
    integ_context_free(context);
}
END_TEST

/* A cell of which all is 0 is not in the report, and what is not in it was of few or of nobody. Returns how many of few
 * are not. */
static int64_t check_names(const integi_indicator_result *rounded, const integi_indicator_result *real)
{
    int64_t few = 0;
    for (int64_t i = 0; i < rounded->cell_count; i++) {
        const integi_counts *own = &rounded->cells[i].figure->value.own;
        ck_assert(own->numerator != 0 || own->denominator != 0 || own->unknown != 0);
        ck_assert_ptr_nonnull(same_cell(real, &rounded->cells[i]));
    }
    for (int64_t i = 0; i < real->cell_count; i++) {
        const integi_counts *own = &real->cells[i].figure->value.own;
        if (same_cell(rounded, &real->cells[i]) != NULL)
            continue;
        few++;
        ck_assert_int_lt(own->numerator, THRESHOLD);
        ck_assert_int_lt(own->denominator - own->numerator, THRESHOLD);
        ck_assert_int_lt(own->unknown, THRESHOLD);
    }
    return few;
}

/* The areas that an effort reaches are those where somebody is left. Returns how many others there are. */
static int64_t check_areas(const integi_effort_result *rounded, const integi_effort_result *real)
{
    int64_t reached = 0;
    for (int64_t i = 0; i < rounded->area_count; i++) {
        ck_assert_int_ge(rounded->areas[i].reached, THRESHOLD);
        reached += rounded->areas[i].reached;
    }
    ck_assert_int_eq(reached, rounded->reached);
    return real->area_count - rounded->area_count;
}

START_TEST(what_rounding_leaves_nobody_in_is_not_named)
{
    int64_t few = 0, areas = 0;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        integ_context *context;
        integ_results *results, *truth;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run(context, seed, 1, true, &results, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run(context, seed, 1, false, &truth, NULL), INTEG_STATUS_OK);
        for (int64_t i = 0; i < results->indicator_count; i++)
            if (strcmp(integ_indicator_id(results->indicators[i].indicator), "seats") != 0) /* of owners */
                few += check_names(&results->indicators[i], &truth->indicators[i]);
        areas += check_areas(&results->efforts[0], &truth->efforts[0]);
        integ_results_free(results);
        integ_results_free(truth);
        integ_context_free(context);
    }
    ck_assert_int_gt(few, 10);
    ck_assert_int_gt(areas, 5);
}
END_TEST

START_TEST(reports_are_rounded_alike_whatever_the_number_of_threads)
{
    integ_context *contexts[2];
    integ_results *results[2];
    for (int32_t i = 0; i < 2; i++) {
        ck_assert_int_eq(integ_context_new(&contexts[i], NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_context_set_threads(contexts[i], 1 + 3 * i, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run(contexts[i], 7, 2, true, &results[i], NULL), INTEG_STATUS_OK);
    }
    for (int64_t i = 0; i < results[0]->indicator_count; i++) {
        const integi_value *one = &results[0]->indicators[i].figure->value;
        const integi_value *other = &results[1]->indicators[i].figure->value;
        ck_assert(one->number == other->number && one->reason == other->reason &&
                  one->own.denominator == other->own.denominator);
    }
    for (int i = 0; i < 2; i++) {
        integ_results_free(results[i]);
        integ_context_free(contexts[i]);
    }
}
END_TEST

void add_rounding(Suite *suite)
{
    TCase *tests = tcase_create("rounding");
    tcase_set_timeout(tests, 120);
    const TTest *const all[] = {what_is_computed_from_counts_is_computed_from_rounded_ones,
                                what_is_computed_from_amounts_is_exact_or_hidden,
                                rows_of_few_owners_are_not_counted, what_rounding_leaves_nobody_in_is_not_named,
                                reports_are_rounded_alike_whatever_the_number_of_threads};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        tcase_add_test(tests, all[i]);
    suite_add_tcase(suite, tests);
}
