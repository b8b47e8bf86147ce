/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Releases whose small counts are rounded. Whoever knows how many people there are, and tries all towns, does not find
 * a small count; and however many figures there are, each is the sum of its parts. */
#include "release/release.h"
#include "release/suite.h"
#include "release/town.h"
#include "support/failing_allocator.h"

#include <integration.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 700
#define COLUMNS 3
#define QUESTIONS 8
#define FIGURES 64

static const char *const column_names[COLUMNS] = {"u", "v", "w"};

/* Rows of a table with three columns of numbers, written as texts. */
typedef struct rows {
    int64_t count;
    bool owned; /* by twelve citizens: w says by which */
    int codes[COLUMNS][ROWS];
} rows;

static void add_rows(rows *self, int u, int v, int w, int64_t count)
{
    const int codes[COLUMNS] = {u, v, w};
    for (int64_t i = 0; i < count; i++, self->count++)
        for (int column = 0; column < COLUMNS; column++)
            self->codes[column][self->count] = codes[column];
}

/* Who owns the rows. */
static integ_status add_citizens(integ_register_builder *builder, integ_error *error)
{
    static const int64_t numbers[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    integ_status status = integ_register_builder_add_table(builder, "citizen", 12, error);
    if (status == INTEG_STATUS_OK)
        status =
            integ_register_builder_add_integers(builder, "number", INTEG_TYPE_INTEGER, 0, numbers, NULL, 12, error);
    return status == INTEG_STATUS_OK ? integ_register_builder_set_key(builder, "number", error) : status;
}

static integ_status link_owners(integ_register_builder *builder, const rows *from, integ_error *error)
{
    int64_t owner[ROWS];
    for (int64_t i = 0; i < from->count; i++)
        owner[i] = from->codes[2][i];
    integ_status status =
        integ_register_builder_add_integers(builder, "owner", INTEG_TYPE_INTEGER, 0, owner, NULL, from->count, error);
    return status == INTEG_STATUS_OK ? integ_register_builder_set_link(builder, "owner", "citizen", error) : status;
}

static integ_status make_register(integ_context *context, const rows *from, integ_register **out, integ_error *error)
{
    static const char *const texts[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"};
    integ_register_builder *builder;
    const char *column[ROWS];
    int64_t id[ROWS];
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK && from->owned)
        status = add_citizens(builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, from->owned ? "contract" : "citizen", from->count, error);
    for (int64_t i = 0; i < from->count; i++)
        id[i] = i;
    if (status == INTEG_STATUS_OK)
        status =
            integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, id, NULL, from->count, error);
    for (int k = 0; k < COLUMNS && status == INTEG_STATUS_OK; k++) {
        for (int64_t i = 0; i < from->count; i++)
            column[i] = texts[from->codes[k][i]];
        status =
            integ_register_builder_add_texts(builder, column_names[k], INTEG_TYPE_CODE, column, from->count, error);
    }
    if (status == INTEG_STATUS_OK && from->owned)
        status = link_owners(builder, from, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* What is asked: a condition, and columns to break it down by. */
typedef struct question {
    const char *where; /* NULL: everybody */
    const char *by[2];
} question;

/* What is shown of each figure, with its labels, 0 where it is of all; and what is true. */
typedef struct answer {
    int count;
    int of[FIGURES]; /* which question */
    int labels[FIGURES][2];
    int64_t shown[FIGURES], truth[FIGURES];
} answer;

static integ_status add_question(integ_context *context, const integ_register *reg, integ_plan *plan,
                                 const question *asked, int64_t *query, integ_error *error)
{
    const char *table = integ_register_table_name(reg, integ_register_table_count(reg) - 1);
    integ_expression *filter = NULL;
    integ_dimensions *by = NULL;
    integ_status status = INTEG_STATUS_OK;
    if (asked->where != NULL)
        status = integ_expression_parse(context, asked->where, strlen(asked->where), "test", &filter, error);
    if (status == INTEG_STATUS_OK && asked->by[0] != NULL)
        status = integ_dimensions_new(context, &by, error);
    for (int i = 0; i < 2 && asked->by[i] != NULL && status == INTEG_STATUS_OK; i++)
        status = integ_dimensions_add_column(by, asked->by[i], error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, table, filter, NULL, by, query, error);
    integ_expression_free(filter);
    integ_dimensions_free(by);
    return status;
}

static integ_status count(integ_context *context, const integ_register *reg, const question *asked, int questions,
                          int64_t *queries, integ_tally **tally, integ_error *error)
{
    integ_plan *plan;
    *tally = NULL;
    integ_status status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    for (int i = 0; i < questions && status == INTEG_STATUS_OK; i++)
        status = add_question(context, reg, plan, &asked[i], &queries[i], error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), tally, error);
    integ_plan_free(plan);
    return status;
}

static integ_status add_figures(integ_release *release, const integ_tally *tally, const question *asked, int number,
                                int64_t query, int64_t *figures, answer *out, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t cell = 0; cell < integ_tally_cells(tally, query) && status == INTEG_STATUS_OK; cell++) {
        int at = out->count++;
        ck_assert_int_lt(at, FIGURES);
        out->of[at] = number;
        out->truth[at] = integ_tally_true_unprotected(tally, query, cell);
        for (int i = 0; i < 2; i++)
            out->labels[at][i] = asked->by[i] == NULL ? 0 : atoi(integ_tally_label(tally, query, cell, i));
        status = integ_release_add_query(release, tally, query, cell, INTEG_ROWS_TRUE, &figures[at], error);
    }
    return status;
}

/* The rule of a test: the base is the threshold. */
typedef struct how {
    int64_t base;
    bool alone; /* what is left of a total is no secret */
} how;

static integ_status make_rule(integ_context *context, const how *as, integ_disclosure **rule, integ_error *error)
{
    integ_status status = integ_disclosure_new(context, rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_threshold(*rule, as->base, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_rounding(*rule, as->base, error);
    if (status == INTEG_STATUS_OK && as->alone)
        status = integ_disclosure_set_complement(*rule, 0, error);
    return status == INTEG_STATUS_OK && as->alone ? integ_disclosure_set_full_cell(*rule, 0, error) : status;
}

static integ_status publish(integ_context *context, const rows *from, const how *as, const question *asked,
                            int questions, answer *out, integ_error *error)
{
    integ_register *reg;
    integ_tally *tally = NULL;
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    int64_t queries[QUESTIONS], figures[FIGURES];
    out->count = 0;
    integ_status status = make_register(context, from, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = count(context, reg, asked, questions, queries, &tally, error);
    if (status == INTEG_STATUS_OK)
        status = make_rule(context, as, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(context, rule, &release, error);
    for (int i = 0; i < questions && status == INTEG_STATUS_OK; i++)
        status = add_figures(release, tally, &asked[i], i, queries[i], figures, out, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    for (int i = 0; i < out->count && status == INTEG_STATUS_OK; i++)
        status = integ_release_count(release, figures[i], &out->shown[i], error);
    integ_release_free(release);
    integ_disclosure_free(rule);
    integ_tally_free(tally);
    integ_register_free(reg);
    return status;
}

static answer published(const rows *from, how as, const question *asked, int questions)
{
    integ_context *context;
    answer out;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish(context, from, &as, asked, questions, &out, NULL), INTEG_STATUS_OK);
    integ_context_free(context);
    return out;
}

static int64_t shown(const answer *self, int of, int first, int second)
{
    for (int i = 0; i < self->count; i++)
        if (self->of[i] == of && self->labels[i][0] == first && self->labels[i][1] == second)
            return self->shown[i];
    ck_abort_msg("no figure of question %d", of);
    return -1;
}

/* ---- what the method's authors publish ---- */

static void expect(const answer *found, const int64_t *expected, int from, int to)
{
    for (int i = from; i < to; i++)
        ck_assert_int_eq(found->shown[i], expected[i - from]);
}

/* Results of SmallCountRounding 1.2.5 (Statistics Norway, MIT) for exPSD and e6, as in the suite of disclosure. */
START_TEST(published_roundings_come_out)
{
    static const int64_t psd[] = {6, 1, 0, 0, 2, 1, 1, 3, 1, 3, 1, 0, 4, 2, 2}, e6[] = {2, 3, 7, 1, 5, 6};
    static const question margins[] = {{NULL, {NULL}}, {NULL, {"u"}}, {NULL, {"v"}}};
    static rows people;
    people.count = 0;
    for (int i = 0; i < 15; i++)
        add_rows(&people, i % 3, i / 3, 0, psd[i]);
    answer found = published(&people, (how){5, true}, margins, 3);
    expect(&found, (const int64_t[]){28, 15, 8, 5, 7, 5, 5, 5, 6}, 0, found.count);
    people.count = 0;
    for (int i = 0; i < 6; i++)
        add_rows(&people, i % 3 > 0, i % 3, i / 3, e6[i]);
    found = published(&people, (how){5, true}, margins, 3);
    expect(&found, (const int64_t[]){26, 5, 21, 5, 8, 13}, 0, found.count);
}
END_TEST

static const int64_t region_counts[] = {11, 7,  5,  13, 9,  12, 6,  9,  3,  9,  4,  11, 1,  8,  2,
                                        14, 9,  4,  3,  0,  0,  2,  55, 29, 35, 17, 63, 24, 22, 38,
                                        9,  32, 18, 36, 18, 25, 13, 52, 22, 8,  15, 2,  20, 11};

/* z2 (SSBtools 1.8.6, MIT): eleven regions by four sources of income, as integ_round() makes of the same cells. */
START_TEST(a_release_is_rounded_as_a_table_is)
{
    static const question asked[] = {{NULL, {NULL}}, {NULL, {"u"}}, {NULL, {"v"}}, {NULL, {"u", "v"}}};
    static rows people;
    integ_context *context;
    integ_cells *cells;
    integ_disclosure *rule;
    int64_t values[60];
    people.count = 0;
    for (int i = 0; i < 44; i++)
        add_rows(&people, i % 11, i / 11, 0, region_counts[i] > 20 ? 20 : region_counts[i]);
    answer found = published(&people, (how){5, true}, asked, 4);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_new(context, 44, &cells, NULL), INTEG_STATUS_OK);
    int64_t counts[44];
    for (int i = 0; i < 44; i++)
        counts[i] = region_counts[i] > 20 ? 20 : region_counts[i];
    for (int figure = 0; figure < found.count; figure++) {
        int64_t atoms[44], length = 0;
        for (int atom = 0; atom < 44; atom++) {
            const int *labels = found.labels[figure];
            bool in = found.of[figure] == 0 || (found.of[figure] == 1 && labels[0] == atom % 11) ||
                      (found.of[figure] == 2 && labels[0] == atom / 11) ||
                      (found.of[figure] == 3 && labels[0] == atom % 11 && labels[1] == atom / 11);
            if (in)
                atoms[length++] = atom;
        }
        ck_assert_int_eq(integ_cells_add(cells, atoms, length, NULL, NULL), INTEG_STATUS_OK);
    }
    ck_assert_int_eq(make_rule(context, &(how){5, true}, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_round(cells, counts, rule, 5, 0, values, NULL, NULL), INTEG_STATUS_OK);
    expect(&found, values, 0, found.count);
    integ_disclosure_free(rule);
    integ_cells_free(cells);
    integ_context_free(context);
}
END_TEST

/* ---- somebody who tries all towns ---- */

#define KINDS 4 /* of people: u and v are 0 or 1 */
#define MOST 7

typedef struct world {
    int64_t key[QUESTIONS + 1]; /* how many people there are, and what is shown */
    int64_t counts[KINDS];
} world;

static int compare_worlds(const void *left, const void *right)
{
    return memcmp(left, right, sizeof((world *)0)->key);
}

static int64_t sum_of(const world *self, unsigned kinds)
{
    int64_t sum = 0;
    for (int kind = 0; kind < KINDS; kind++)
        sum += (kinds >> kind & 1) != 0 ? self->counts[kind] : 0;
    return sum;
}

/* Whether there may be more towns of the same answer beyond those that were tried. */
static bool is_at_the_edge(const world *from, const world *to)
{
    bool edge = false;
    for (const world *at = from; at < to; at++)
        for (int kind = 0; kind < KINDS; kind++)
            edge = edge || at->counts[kind] == MOST;
    return edge;
}

/* Sets of kinds of whom there are as many in all towns of the answer, and few. */
static int count_certain(const world *from, const world *to, int64_t base)
{
    int certain = 0;
    for (unsigned kinds = 1; kinds + 1 < 1U << KINDS; kinds++) {
        int64_t few = sum_of(from, kinds);
        bool same = few > 0 && few < base;
        for (const world *at = from; at < to && same; at++)
            same = sum_of(at, kinds) == few;
        certain += same;
    }
    return certain;
}

static void try_all_towns(const question *asked, int questions, int64_t base)
{
    static world worlds[(MOST + 1) * (MOST + 1) * (MOST + 1) * (MOST + 1)];
    static rows people;
    int count = 0, looked_at = 0;
    for (int town = 0; town < (int)(sizeof worlds / sizeof *worlds); town++) {
        world *made = &worlds[count++];
        memset(made, 0, sizeof *made);
        people.count = 0;
        for (int kind = 0, left = town; kind < KINDS; kind++, left /= MOST + 1) {
            made->counts[kind] = left % (MOST + 1);
            add_rows(&people, kind / 2, kind % 2, 0, made->counts[kind]);
        }
        answer found = published(&people, (how){base, false}, asked, questions);
        made->key[0] = people.count;
        for (int i = 0; i < found.count; i++) {
            made->key[1 + i] = found.shown[i];
            bool small = found.shown[i] > 0 && found.shown[i] < base;
            ck_assert_msg(!small && (found.shown[i] >= 0 || people.count < base), "shown: %d of %d",
                          (int)found.shown[i], (int)people.count);
            if (llabs(found.shown[i] - found.truth[i]) > 2 * base)
                ck_abort_msg("%d is shown as %d", (int)found.truth[i], (int)found.shown[i]);
        }
    }
    qsort(worlds, (size_t)count, sizeof *worlds, compare_worlds);
    for (int from = 0, to; from < count; from = to) {
        for (to = from; to < count && compare_worlds(&worlds[from], &worlds[to]) == 0;)
            to++;
        if (is_at_the_edge(worlds + from, worlds + to))
            continue;
        looked_at++;
        ck_assert_msg(count_certain(worlds + from, worlds + to, base) == 0, "%d %d %d %d", (int)worlds[from].counts[0],
                      (int)worlds[from].counts[1], (int)worlds[from].counts[2], (int)worlds[from].counts[3]);
    }
    ck_assert_int_gt(looked_at, 20);
}

/* How many people there are is known to him too. */
START_TEST(whoever_tries_all_towns_does_not_find_a_small_count)
{
    static const question asked[] = {{NULL, {NULL}},        {"u = '1'", {NULL}}, {"v = '1'", {NULL}},
                                     {"u = '1' AND v = '1'", {NULL}}, {"u = '1' OR v = '1'", {NULL}}};
    try_all_towns(asked + 1, 1, 3);
    try_all_towns(asked, 3, 3);
    try_all_towns(asked, 5, 3);
}
END_TEST

/* ---- everything that a town is told ---- */

enum { NEITHER, PART, SAME };

static int relation(const told *self, int part, int whole)
{
    bool same = true;
    for (int who = 0; who < self->of->everybody; who++) {
        if (self->people[part][who] && !self->people[whole][who])
            return NEITHER;
        same = same && self->people[part][who] == self->people[whole][who];
    }
    return same ? SAME : PART;
}

/* Whether a figure is made of two others that do not meet. */
static bool is_sum(const told *self, int whole, int a, int b)
{
    for (int who = 0; who < self->of->everybody; who++)
        if (self->people[a][who] + self->people[b][who] != self->people[whole][who])
            return false;
    return true;
}

static void check_pair(const told *self, int part, int whole, int64_t base)
{
    int found = relation(self, part, whole);
    int64_t rest = self->shown[whole] - self->shown[part];
    if (found == NEITHER || self->shown[part] < 0 || self->shown[whole] < 0)
        return;
    if (rest < 0 || (rest > 0 && rest < base) || (found == SAME && rest != 0))
        ck_abort_msg("%d of %d (truth: %d of %d)", (int)self->shown[part], (int)self->shown[whole],
                     (int)told_truth(self, part), (int)told_truth(self, whole));
}

static void check_sums(const told *self, int whole, int *sums)
{
    for (int a = 0; a < self->count; a++)
        for (int b = 0; b < a; b++)
            if (self->shown[whole] >= 0 && self->shown[a] >= 0 && self->shown[b] >= 0 && is_sum(self, whole, a, b)) {
                ck_assert_int_eq(self->shown[a] + self->shown[b], self->shown[whole]);
                ++*sums;
            }
}

/* Two snapshots' figures in one release: a count, a funnel and an overlap of each. */
static integ_status tell_town(const town *of, int64_t base, told *into, int64_t *largest, int *lost, integ_error *error)
{
    static const int order[] = {0, 1, 2};
    static const int32_t what[] = {INTEG_ROWS_TRUE, INTEG_ROWS_UNKNOWN, INTEG_ROWS_ALL};
    static const char *const names[] = {"ga", "gb", "gc"}, *const text = "a AND b AND c", *const both = "a AND b";
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    integ_expression *filter = NULL, *asked = NULL;
    integ_plan *plan = NULL;
    integ_tally *tallies[2] = {NULL};
    integ_attrition *attritions[2] = {NULL};
    integ_overlap *overlaps[2] = {NULL};
    integ_attrition_figures *funnels[2] = {NULL};
    integ_overlap_figures *shared[2] = {NULL};
    int64_t query = 0, figures[2][3], counts[3];
    integ_status status = make_rule(of->context, &(how){base, false}, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(of->context, rule, &release, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(of->context, text, strlen(text), "test", &filter, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(of->context, both, strlen(both), "test", &asked, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(of->reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, NULL, asked, NULL, NULL, &query, error);
    for (int i = 0; i < 2 && status == INTEG_STATUS_OK; i++) {
        const integ_snapshot *snapshot = integ_register_snapshot(of->reg, i);
        status = integ_tally_of_plan_unprotected(plan, snapshot, &tallies[i], error);
        for (int k = 0; k < 3 && status == INTEG_STATUS_OK; k++)
            status = integ_release_add_query(release, tallies[i], query, 0, what[k], &figures[i][k], error);
        if (status == INTEG_STATUS_OK)
            status = integ_attrition_of_filter(filter, of->groups, snapshot, NULL, &attritions[i], error);
        if (status == INTEG_STATUS_OK)
            status = integ_release_add_attrition(release, attritions[i], &funnels[i], error);
        if (status == INTEG_STATUS_OK)
            status = integ_overlap_of_groups_with_patterns(of->groups, names, 3, snapshot, &overlaps[i], error);
        if (status == INTEG_STATUS_OK)
            status = integ_release_add_overlap(release, overlaps[i], &shared[i], error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    for (int i = 0; i < 2 && status == INTEG_STATUS_OK; i++) {
        for (int k = 0; k < 3; k++)
            integ_release_count(release, figures[i][k], &counts[k], NULL);
        *lost += counts[2] < 0;
        told_add_count(into, i, counts);
        told_add_funnel(into, i, order, 3, funnels[i]);
        told_add_overlap(into, i, shared[i]);
        for (int64_t at = 1; at < integ_overlap_figures_pattern_count(shared[i]); at++)
            ck_assert_int_ge(integ_overlap_figures_exactly(shared[i], at - 1),
                             integ_overlap_figures_exactly(shared[i], at));
        ck_assert_int_eq(integ_overlap_figures_left_out(shared[i]), counts[2] < 0);
        ck_assert(counts[2] < 0 || counts[2] == integ_attrition_rows_unprotected(attritions[i]));
    }
    *largest = 0;
    for (int i = 0; i < into->count && status == INTEG_STATUS_OK; i++)
        if (into->shown[i] >= 0 && llabs(into->shown[i] - told_truth(into, i)) > *largest)
            *largest = llabs(into->shown[i] - told_truth(into, i));
    for (int i = 0; i < 2; i++) {
        integ_attrition_figures_free(funnels[i]);
        integ_overlap_figures_free(shared[i]);
        integ_attrition_free(attritions[i]);
        integ_overlap_free(overlaps[i]);
        integ_tally_free(tallies[i]);
    }
    integ_plan_free(plan);
    integ_expression_free(asked);
    integ_expression_free(filter);
    integ_release_free(release);
    integ_disclosure_free(rule);
    return status;
}

START_TEST(all_figures_of_two_snapshots_add_up_and_none_is_small)
{
    static const int64_t bases[] = {5, 2, 3};
    static told told;
    int sums = 0, shown = 0, lost = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        town of = town_new(12 + (int)(seed % 4) * 7, seed);
        int64_t largest, base = bases[seed % 3];
        memset(&told, 0, sizeof told);
        told.of = &of;
        ck_assert_int_eq(tell_town(&of, base, &told, &largest, &lost, NULL), INTEG_STATUS_OK);
        ck_assert_int_le(largest, 15);
        for (int whole = 0; whole < told.count; whole++) {
            shown += told.shown[whole] >= 0;
            ck_assert(told.shown[whole] <= 0 || told.shown[whole] >= base);
            for (int part = 0; part < told.count; part++)
                check_pair(&told, part, whole, base);
            check_sums(&told, whole, &sums);
        }
        town_free(&of);
    }
    ck_assert_int_gt(sums, 1000);
    ck_assert_int_gt(shown, 1500);
    ck_assert_int_lt(lost, 60);
}
END_TEST

/* ---- what is not rounded ---- */

START_TEST(what_cannot_be_rounded_is_refused)
{
    static rows people;
    static const question asked[] = {{NULL, {"u"}}};
    integ_context *context;
    integ_register *reg;
    integ_tally *tally;
    integ_disclosure *rule;
    integ_release *release;
    int64_t query, figure, counted;
    people.count = 0;
    add_rows(&people, 0, 0, 0, 20);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, &people, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(count(context, reg, asked, 1, &query, &tally, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_rule(context, &(how){5, false}, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(context, rule, &release, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_rounding(release), 5);
    ck_assert_int_eq(integ_release_add_listing(release, tally, query, NULL), INTEG_STATUS_UNSUPPORTED);
    integ_release_free(release);
    ck_assert_int_eq(integ_release_new(context, rule, &release, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_add_count(release, 3, -1, &figure, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_protect(release, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_count(release, figure, &counted, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(counted, -1);
    integ_release_free(release);
    ck_assert_int_eq(integ_disclosure_set_width(rule, 2, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(context, rule, &release, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_add_query(release, tally, query, 0, INTEG_ROWS_TRUE, &figure, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_protect(release, NULL), INTEG_STATUS_UNSUPPORTED);
    integ_release_free(release);
    integ_disclosure_free(rule);
    integ_tally_free(tally);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

/* ---- failures ---- */

static int32_t stop(const char *step, int64_t done, int64_t total, void *userdata)
{
    (void)done;
    (void)total;
    int *seen = userdata;
    if (strcmp(step, "round") != 0)
        return 0;
    ++*seen;
    return 1;
}

START_TEST(rounding_can_be_cancelled)
{
    static rows people;
    static const question asked[] = {{NULL, {"u", "v"}}, {NULL, {"u"}}};
    integ_context *context;
    answer out;
    int seen = 0;
    people.count = 0;
    for (int i = 0; i < 44; i++)
        add_rows(&people, i % 11, i / 11, 0, region_counts[i] % 7);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_context_set_progress(context, stop, &seen, NULL);
    ck_assert_int_eq(publish(context, &people, &(how){5, false}, asked, 2, &out, NULL), INTEG_STATUS_CANCELLED);
    ck_assert_int_gt(seen, 0);
    integ_context_free(context);
}
END_TEST

static integ_status publish_some(integ_context *context, integ_error *error, void *userdata)
{
    static const question asked[] = {{NULL, {"u", "v"}}, {"u = '1'", {NULL}}};
    answer out;
    return publish(context, userdata, &(how){5, false}, asked, 2, &out, error);
}

START_TEST(running_out_of_memory_is_told)
{
    static rows people;
    people.count = 0;
    for (int i = 0; i < 8; i++)
        add_rows(&people, i % 4, i / 4, 0, 1 + i * 2);
    for_each_failing_allocation(publish_some, &people);
}
END_TEST

static integ_status tell_some(integ_context *context, integ_error *error, void *userdata)
{
    static told told;
    town of = *(town *)userdata;
    int64_t largest;
    int lost = 0;
    memset(&told, 0, sizeof told);
    of.context = context;
    told.of = &of;
    of.groups = NULL;
    integ_status status = town_register(&of, context, &of.reg, error);
    if (status == INTEG_STATUS_OK)
        status = town_groups(context, &of.groups, error);
    if (status == INTEG_STATUS_OK)
        status = tell_town(&of, 5, &told, &largest, &lost, error);
    integ_groups_free(of.groups);
    integ_register_free(of.reg);
    return status;
}

START_TEST(running_out_of_memory_loses_nothing_of_analyses)
{
    town of = town_new(14, 3);
    for_each_failing_allocation(tell_some, &of);
    town_free(&of);
}
END_TEST

/* 95 people, of whom 93 work, three of those in Bakken. */
START_TEST(parts_add_up_to_how_many_there_are)
{
    static const question asked[] = {{NULL, {NULL}}, {"u = '1'", {NULL}}, {NULL, {"u", "v"}}, {NULL, {"v"}}};
    static rows people;
    people.count = 0;
    add_rows(&people, 1, 0, 0, 90);
    add_rows(&people, 1, 1, 0, 3);
    add_rows(&people, 0, 0, 0, 2);
    answer found = published(&people, (how){5, false}, asked, 4);
    ck_assert_int_eq(shown(&found, 0, 0, 0), 95);
    ck_assert_int_eq(shown(&found, 1, 0, 0) % 5, 0);
    ck_assert_int_eq(shown(&found, 2, 1, 0) + shown(&found, 2, 1, 1), shown(&found, 1, 0, 0));
    ck_assert_int_eq(shown(&found, 2, 0, 0) + shown(&found, 1, 0, 0), 95);
    ck_assert_int_eq(shown(&found, 3, 0, 0) + shown(&found, 3, 1, 0), 95);
}
END_TEST

/* Three of a hundred are in none of the groups that are printed, and are told apart by another figure. */
START_TEST(what_is_left_of_everybody_is_rounded_though_it_is_in_several_parts)
{
    static const question asked[] = {{"u = '1'", {NULL}}, {NULL, {"v"}}};
    static rows people;
    people.count = 0;
    add_rows(&people, 1, 0, 0, 50);
    add_rows(&people, 1, 1, 0, 47);
    add_rows(&people, 0, 0, 0, 1);
    add_rows(&people, 0, 1, 0, 2);
    answer found = published(&people, (how){5, false}, asked, 2);
    ck_assert_int_eq(shown(&found, 1, 0, 0) + shown(&found, 1, 1, 0), 100);
    ck_assert(shown(&found, 0, 0, 0) == 95 || shown(&found, 0, 0, 0) == 100);
}
END_TEST

/* Two large groups that do not meet, and together are all but two; those are in three figures with others. */
START_TEST(small_groups_that_follow_from_three_figures_are_rounded)
{
    static const question asked[] = {{"u = '1'", {NULL}}, {"u = '2'", {NULL}}, {"u <> '3' OR v = '1'", {NULL}},
                                     {NULL, {"v"}}};
    static rows people;
    people.count = 0;
    add_rows(&people, 1, 0, 0, 30);
    add_rows(&people, 2, 0, 0, 20);
    add_rows(&people, 3, 1, 0, 2);
    add_rows(&people, 3, 0, 0, 40);
    add_rows(&people, 1, 1, 0, 25);
    answer found = published(&people, (how){5, false}, asked, 4);
    int64_t rest = shown(&found, 2, 0, 0) - shown(&found, 0, 0, 0) - shown(&found, 1, 0, 0);
    ck_assert(rest == 0 || rest == 5);
    ck_assert_int_eq(shown(&found, 3, 0, 0) + shown(&found, 3, 1, 0), 117);
}
END_TEST

/* Of twelve owners one has nine contracts of his own kind, which are in no figure alone. */
START_TEST(many_rows_of_one_owner_are_not_counted)
{
    static const question asked[] = {{NULL, {NULL}}, {"u <> '1'", {NULL}}, {NULL, {"v"}}};
    static rows contracts;
    contracts = (rows){.owned = true};
    add_rows(&contracts, 1, 0, 0, 9);
    for (int owner = 1; owner < 12; owner++)
        add_rows(&contracts, 0, owner % 2, owner, 4 + owner);
    answer found = published(&contracts, (how){5, false}, asked, 3);
    ck_assert_int_eq(found.truth[0], 119);
    ck_assert_int_eq(shown(&found, 0, 0, 0), 110);
    ck_assert_int_eq(shown(&found, 1, 0, 0), 110);
    ck_assert_int_eq(shown(&found, 2, 0, 0) + shown(&found, 2, 1, 0), 110);
    contracts.owned = false; /* where each is somebody's own, it is another matter */
    found = published(&contracts, (how){5, false}, asked, 2);
    ck_assert_int_eq(shown(&found, 0, 0, 0), 119);
    ck_assert_int_eq(shown(&found, 1, 0, 0), 110);
}
END_TEST

void add_rounding(Suite *suite)
{
    TCase *tests = tcase_create("rounding");
    tcase_set_timeout(tests, 240);
    const TTest *const all[] = {published_roundings_come_out,
                                a_release_is_rounded_as_a_table_is,
                                parts_add_up_to_how_many_there_are,
                                what_is_left_of_everybody_is_rounded_though_it_is_in_several_parts,
                                small_groups_that_follow_from_three_figures_are_rounded,
                                many_rows_of_one_owner_are_not_counted,
                                whoever_tries_all_towns_does_not_find_a_small_count,
                                all_figures_of_two_snapshots_add_up_and_none_is_small,
                                what_cannot_be_rounded_is_refused,
                                rounding_can_be_cancelled,
                                running_out_of_memory_is_told,
                                running_out_of_memory_loses_nothing_of_analyses};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        tcase_add_test(tests, all[i]);
    suite_add_tcase(suite, tests);
}
