/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What an index over units, or a rate over bands, tells of a small one to somebody who knows all others and all totals.
 * The formula of Duncan and Duncan is written down here once more, and all tables are tried. */
#include "policy/results.h"
#include "policy/suite.h"
#include "support/failing_allocator.h"

#include <integration.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNITS 5
#define PEOPLE 20000

/* People of each unit, and those of them who meet the condition. */
typedef struct town {
    int64_t people[UNITS], members[UNITS];
} town;

static integ_status make_register(integ_context *context, const town *self, integ_register **out, integ_error *error)
{
    static int64_t unit[PEOPLE], member[PEOPLE], part[PEOPLE], half[PEOPLE]; /* all are of one part */
    int64_t count = 0;
    integ_register_builder *builder;
    for (int64_t i = 0; i < UNITS; i++)
        for (int64_t j = 0; j < self->people[i]; j++) {
            unit[count] = 10 * i;
            half[count] = i > 2;
            member[count++] = j < self->members[i];
        }
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", count, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "place", INTEG_TYPE_INTEGER, 0, unit, NULL, count, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "half", INTEG_TYPE_INTEGER, 0, half, NULL, count, error);
    if (status == INTEG_STATUS_OK)
        status =
            integ_register_builder_add_integers(builder, "member", INTEG_TYPE_BOOLEAN, 0, member, NULL, count, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "part", INTEG_TYPE_INTEGER, 0, part, NULL, count, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

static integ_status run(integ_context *context, const town *self, const char *indicators, bool protect,
                        integ_results **results, integ_error *error)
{
    char text[800];
    integ_register *reg;
    integ_policy *policy = NULL;
    *results = NULL;
    integ_status status = make_register(context, self, &reg, error);
    snprintf(text, sizeof text,
             "policy: Test\ngroups: {all: {where: place >= 0}, far: {where: place > 5}}\nindicators:\n  %s\n",
             indicators);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_read(context, text, strlen(text), "test", &policy, error);
    if (status == INTEG_STATUS_OK)
        status = (protect ? integ_policy_run : integ_policy_run_unprotected)(policy, reg, INTEG_DATE_MAXIMUM, results,
                                                                              error);
    integ_policy_free(policy);
    integ_register_free(reg);
    return status;
}

/* Of the whole and of its only part, where it is broken down by parts, the same is said. */
static void check_cell(const integ_results *results)
{
    const integi_indicator_result *result = &results->indicators[0];
    if (result->cell_count == 0)
        return;
    const integi_figure *cell = result->cells[0].figure, *whole = result->figure;
    ck_assert_int_eq(result->cell_count, 1);
    ck_assert(cell->hidden == whole->hidden && cell->value.number == whole->value.number &&
              cell->value.rounded == whole->value.rounded && cell->value.has_interval == whole->value.has_interval &&
              cell->value.upper == whole->value.upper && cell->value.own.denominator == whole->value.own.denominator);
}

static integi_value value_of(const town *self, const char *indicators, bool protect, bool *hidden)
{
    integ_context *context;
    integ_results *results;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run(context, self, indicators, protect, &results, NULL), INTEG_STATUS_OK);
    integi_value value = results->indicators[0].figure->value;
    *hidden = results->indicators[0].figure->hidden;
    check_cell(results);
    integ_results_free(results);
    integ_context_free(context);
    return value;
}

static double dissimilarity(const town *self)
{
    double members = 0, others = 0, sum = 0;
    for (int i = 0; i < UNITS; i++) {
        members += (double)self->members[i];
        others += (double)(self->people[i] - self->members[i]);
    }
    for (int i = 0; i < UNITS; i++)
        sum += fabs((double)self->members[i] / members - (double)(self->people[i] - self->members[i]) / others);
    return sum / 2;
}

static bool is_small(const town *self, int unit)
{
    int64_t all = self->people[unit], some = self->members[unit];
    bool few = (some > 0 && some < 5) || (all - some > 0 && all - some < 5) || (all > 0 && all < 5);
    return few || (all > 0 && all < 10 && (some == 0 || some == all));
}

/* Notes for each small unit how many values are possible, among all tables with the same totals and the same other
 * units. */
static void try_all(const town *self, town *tried, int unit, int64_t left, double said, double precision,
                    bool possible[UNITS][64])
{
    if (unit == UNITS) {
        if (left == 0 && fabs(dissimilarity(tried) - said) <= precision)
            for (int i = 0; i < UNITS; i++)
                possible[i][tried->members[i] < 64 ? tried->members[i] : 63] = true;
        return;
    }
    if (!is_small(self, unit)) {
        try_all(self, tried, unit + 1, left - self->members[unit], said, precision, possible);
        return;
    }
    for (int64_t members = 0; members <= self->people[unit] && members <= left; members++) {
        tried->members[unit] = members;
        try_all(self, tried, unit + 1, left - members, said, precision, possible);
    }
}

/* Of how many small units an index tells the only count that is possible. */
static int told_by(const town *self, double said, double precision)
{
    bool possible[UNITS][64] = {{false}};
    town tried = *self;
    int64_t members = 0;
    int told = 0;
    for (int i = 0; i < UNITS; i++)
        members += self->members[i];
    try_all(self, &tried, 0, members, said, precision, possible);
    for (int i = 0; i < UNITS; i++) {
        int count = 0;
        for (int value = 0; value < 64; value++)
            count += possible[i][value];
        told += is_small(self, i) && count < 2;
    }
    return told;
}

#define APART "i: {kind: segregation, where: member, unit: place, by: [part]}"

typedef enum outcome { EXACT, ROUNDED, HIDDEN } outcome;

START_TEST(an_index_does_not_tell_of_a_small_unit)
{
    static const struct {
        town units;
        outcome expected;
    } cases[] = {
        {{{30, 40, 50, 60, 70}, {10, 20, 15, 30, 25}}, EXACT},   /* nothing is small */
        {{{30, 40, 12, 60, 70}, {10, 20, 2, 30, 25}}, HIDDEN},   /* one: all others are known */
        {{{300, 400, 12, 14, 70}, {100, 200, 2, 3, 35}}, ROUNDED},
        {{{30, 8, 9, 0, 0}, {10, 1, 8, 0, 0}}, HIDDEN},          /* each on its side of the mean */
        {{{300, 8, 9, 11, 0}, {100, 1, 1, 8, 0}}, HIDDEN},       /* two that could, and one that could not */
        {{{900, 700, 9, 8, 7}, {300, 200, 0, 8, 0}}, HIDDEN},    /* all or none of few */
        {{{3000, 4000, 20, 24, 22}, {1000, 2000, 4, 20, 3}}, ROUNDED},
    };
    int leaks = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const town *units = &cases[i].units;
        bool hidden;
        integi_value exact = value_of(units, APART, false, &hidden), value = value_of(units, APART, true, &hidden);
        ck_assert(fabs(exact.number - dissimilarity(units)) < 1e-12);
        outcome found = hidden ? HIDDEN : value.number == exact.number ? EXACT : ROUNDED;
        if (found != cases[i].expected)
            ck_abort_msg("case %d: %d", (int)i, (int)found);
        leaks += told_by(units, exact.number, 1e-9) > 0;
        if (found == ROUNDED) {
            double step = value.number >= 0.1 ? 0.001 : 0.0001;
            ck_assert(fabs(value.number / step - round(value.number / step)) < 1e-6);
            ck_assert_int_eq(told_by(units, value.number, step / 2), 0);
        }
    }
    ck_assert_int_ge(leaks, 3); /* exact numbers do tell */
}
END_TEST

#define RATE                                                                                                        \
    "i: {kind: standardised_rate, where: member, per: 1000, by: [part], "                                           \
    "standard: {column: place, bands: [5, 15, 25, 35], weights: [1, 2, 3, 2, 1]}"

/* Rates have limits too, which tell as much. */
START_TEST(a_standardised_rate_does_not_tell_of_a_small_band)
{
    static const struct {
        town bands;
        const char *compare;
        outcome expected;
    } cases[] = {
        {{{300, 400, 500, 600, 700}, {30, 20, 15, 30, 25}}, "}", EXACT},
        {{{300, 400, 500, 600, 700}, {30, 20, 15, 30, 2}}, "}", HIDDEN},
        {{{300, 400, 60, 600, 50}, {30, 20, 3, 30, 2}}, "}", HIDDEN},
        {{{3000, 4000, 3000, 5000, 5000}, {600, 800, 3, 900, 2}}, "}", ROUNDED},
        {{{3000, 4900, 3000, 5000, 4000}, {600, 3, 900, 2, 800}}, "}", ROUNDED},
        {{{3000, 4900, 3000, 5000, 4000}, {600, 3, 900, 2, 800}}, ", compare: {value: 40, as: difference}}", ROUNDED},
        {{{3000, 4900, 3000, 5000, 4000}, {600, 700, 900, 600, 800}}, ", compare: {value: 40, as: ratio}}", EXACT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[400];
        bool hidden;
        snprintf(text, sizeof text, "%s%s", RATE, cases[i].compare);
        integi_value exact = value_of(&cases[i].bands, text, false, &hidden);
        integi_value value = value_of(&cases[i].bands, text, true, &hidden);
        ck_assert_int_eq(exact.reason, INTEG_REASON_NONE);
        outcome found = hidden ? HIDDEN : value.number == exact.number ? EXACT : ROUNDED;
        if (found != cases[i].expected)
            ck_abort_msg("case %d: %d", (int)i, (int)found);
        if (found == ROUNDED) {
            ck_assert(fabs(value.number - exact.number) <= 0.5);
            ck_assert(value.number == round(value.number)); /* three digits before the point */
            ck_assert(!value.has_interval || value.lower == round(value.lower));
        }
        ck_assert(found != HIDDEN || (value.number == 0 && !value.has_interval));
    }
}
END_TEST

START_TEST(segregation_of_groups_in_a_column_is_protected_likewise)
{
    static const town one_small = {{30, 40, 12, 60, 70}, {10, 20, 2, 30, 25}};
    static const town none_small = {{30, 40, 50, 60, 70}, {10, 20, 15, 30, 25}};
    bool hidden;
    value_of(&none_small, "i: {kind: segregation, group: member, unit: place, by: [part], measure: theil_h}", true,
             &hidden);
    ck_assert(!hidden);
    value_of(&one_small, "i: {kind: segregation, group: member, unit: place, by: [part], measure: theil_h}", true,
             &hidden);
    ck_assert(hidden);
    value_of(&one_small, "i: {kind: segregation, group: member, unit: place, by: [part], measure: theil_h}", false,
             &hidden);
    ck_assert(!hidden);
}
END_TEST

/* Of five units the third is small: in the first half it is the only one, in the second half there is none. */
START_TEST(an_index_of_a_part_of_the_town_is_protected_by_its_own_units)
{
    static const town one_small = {{30, 40, 12, 60, 70}, {10, 20, 2, 30, 25}};
    integ_context *context;
    integ_results *results;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run(context, &one_small, "i: {kind: segregation, where: member, unit: place, by: [half]}", true,
                         &results, NULL),
                     INTEG_STATUS_OK);
    const integi_indicator_result *result = &results->indicators[0];
    ck_assert_int_eq(result->cell_count, 2);
    ck_assert(result->figure->hidden && result->cells[0].figure->hidden && !result->cells[1].figure->hidden);
    ck_assert(fabs(result->cells[1].figure->value.number -
                   dissimilarity(&(town){{0, 0, 0, 60, 70}, {0, 0, 0, 30, 25}})) < 1e-12);
    integ_results_free(results);
    integ_context_free(context);
}
END_TEST

/* ---- of rows that belong to others ---- */

#define JOBS 400
#define OWNERS 60
#define CASES 300

/* Jobs with whose they are; -1: nobody's. */
typedef struct market {
    int jobs;
    int64_t place[JOBS], member[JOBS], owner[JOBS];
} market;

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* Few places are of few, and their jobs are many. */
static void invent(uint64_t *state, market *out)
{
    out->jobs = 0;
    for (int unit = 0; unit < UNITS; unit++) {
        int jobs = 24 + (int)(next(state) % 50), owners = 10 + (int)(next(state) % 50);
        bool few = next(state) % 4 == 0;
        for (int i = 0; i < jobs; i++) {
            int64_t member = next(state) % 2, pool = few && member == 0 ? 2 + (int64_t)(next(state) % 4) : owners;
            out->place[out->jobs] = 10 * unit;
            out->member[out->jobs] = member;
            out->owner[out->jobs++] = next(state) % 30 == 0 ? -1 : (int64_t)(next(state) % (uint32_t)pool);
        }
    }
}

/* How many people have a job in a place that is of one kind, -1: of any. */
static int64_t people_of(const market *self, int unit, int64_t member)
{
    bool met[OWNERS] = {false};
    int64_t people = 0;
    for (int i = 0; i < self->jobs; i++) {
        if (self->place[i] != 10 * unit || (member >= 0 && self->member[i] != member))
            continue;
        people += self->owner[i] < 0 || !met[self->owner[i]];
        if (self->owner[i] >= 0)
            met[self->owner[i]] = true;
    }
    return people;
}

static bool is_of_few(const market *self, int unit)
{
    int64_t all = people_of(self, unit, -1), some = people_of(self, unit, 1), others = people_of(self, unit, 0);
    return (some > 0 && some < 5) || (others > 0 && others < 5) || (all > 0 && all < 10 && (some == 0 || others == 0));
}

static integ_status make_market(integ_context *context, const market *self, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    static int64_t id[OWNERS], part[JOBS];
    uint8_t owned[JOBS];
    int64_t rows = self->jobs;
    for (int i = 0; i < OWNERS; i++)
        id[i] = i;
    for (int i = 0; i < self->jobs; i++)
        owned[i] = self->owner[i] >= 0;
    const struct {
        const char *name;
        int32_t type;
        const int64_t *numbers;
        const uint8_t *known;
    } columns[] = {{"place", INTEG_TYPE_INTEGER, self->place, NULL}, {"member", INTEG_TYPE_BOOLEAN, self->member, NULL},
                   {"part", INTEG_TYPE_INTEGER, part, NULL}, {"who", INTEG_TYPE_INTEGER, self->owner, owned}};
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", OWNERS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, id, NULL, OWNERS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_set_key(builder, "id", error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "job", rows, error);
    for (size_t i = 0; i < sizeof columns / sizeof *columns && status == INTEG_STATUS_OK; i++)
        status = integ_register_builder_add_integers(builder, columns[i].name, columns[i].type, 0, columns[i].numbers,
                                                     columns[i].known, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_set_link(builder, "who", "citizen", error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

static integ_status run_market(integ_context *context, const market *self, const char *indicator, bool protect,
                               integ_results **results, integ_error *error)
{
    char text[500];
    integ_register *reg;
    integ_policy *policy = NULL;
    *results = NULL;
    integ_status status = make_market(context, self, &reg, error);
    snprintf(text, sizeof text,
             "policy: Test\ngroups: {jobs: {where: place >= 0, population: job}}\nindicators:\n  %s\n", indicator);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_read(context, text, strlen(text), "test", &policy, error);
    if (status == INTEG_STATUS_OK)
        status = (protect ? integ_policy_run : integ_policy_run_unprotected)(policy, reg, INTEG_DATE_MAXIMUM, results,
                                                                              error);
    integ_policy_free(policy);
    integ_register_free(reg);
    return status;
}

static outcome outcome_of(const market *self, const char *indicator)
{
    integ_context *context;
    integ_results *exact, *results;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run_market(context, self, indicator, false, &exact, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run_market(context, self, indicator, true, &results, NULL), INTEG_STATUS_OK);
    check_cell(results);
    const integi_figure *figure = results->indicators[0].figure;
    bool same = figure->value.number == exact->indicators[0].figure->value.number && !figure->value.rounded;
    outcome found = figure->hidden ? HIDDEN : same ? EXACT : ROUNDED;
    integ_results_free(results);
    integ_results_free(exact);
    integ_context_free(context);
    return found;
}

#define OF_JOBS "of: jobs, unit: place, by: [part]}"
static const char *const indices[] = {
    "i: {kind: segregation, where: member, " OF_JOBS,
    "i: {kind: segregation, group: member, measure: theil_h, " OF_JOBS,
    "i: {kind: standardised_rate, where: member, of: jobs, per: 1000, by: [part], "
    "standard: {column: place, bands: [5, 15, 25, 35], weights: [1, 2, 3, 2, 1]}}"};

START_TEST(an_index_of_rows_of_few_owners_is_not_exact)
{
    int64_t exact = 0, others = 0, hidden = 0;
    for (int64_t seed = 0; seed < random_cases(CASES, 20 * CASES); seed++) {
        uint64_t state = (uint64_t)seed + 1;
        market of;
        invent(&state, &of);
        int small = 0;
        for (int unit = 0; unit < UNITS; unit++)
            small += is_of_few(&of, unit);
        for (size_t i = 0; i < sizeof indices / sizeof *indices; i++) {
            outcome found = outcome_of(&of, indices[i]);
            ck_assert_msg((found == EXACT) == (small == 0), "seed %d: index %d of %d small units is %d", (int)seed,
                          (int)i, small, (int)found);
            ck_assert(small != 1 || found == HIDDEN);
            exact += found == EXACT;
            others += found != EXACT;
            hidden += found == HIDDEN;
        }
    }
    ck_assert_int_gt(exact, others / 10); /* of few cases either may be rare */
    ck_assert_int_gt(others, exact / 10);
    ck_assert(hidden < others || others < 50);
}
END_TEST

static integ_status attempt_market(integ_context *context, integ_error *error, void *userdata)
{
    uint64_t state = 5;
    market of;
    integ_results *results;
    invent(&state, &of);
    integ_status status = run_market(context, &of, userdata, true, &results, error);
    integ_results_free(results);
    return status;
}

static integ_status attempt(integ_context *context, integ_error *error, void *userdata)
{
    static const town small = {{30, 40, 12, 14, 70}, {10, 20, 2, 3, 25}};
    integ_results *results;
    integ_status status = run(context, &small, userdata, true, &results, error);
    integ_results_free(results);
    return status;
}

START_TEST(every_allocation_for_an_index_may_fail)
{
    char of_groups[] = "i: {kind: segregation, group: member, unit: place, by: [part]}";
    char of_jobs[] = "i: {kind: segregation, where: member, " OF_JOBS;
    for_each_failing_allocation(attempt, of_groups);
    for_each_failing_allocation(attempt_market, of_jobs);
}
END_TEST

void add_contributors(Suite *suite)
{
    add_tests(suite, "contributors",
              (const TTest *[]){an_index_does_not_tell_of_a_small_unit,
                                a_standardised_rate_does_not_tell_of_a_small_band,
                                segregation_of_groups_in_a_column_is_protected_likewise,
                                an_index_of_a_part_of_the_town_is_protected_by_its_own_units,
                                an_index_of_rows_of_few_owners_is_not_exact,
                                every_allocation_for_an_index_may_fail, NULL});
}
