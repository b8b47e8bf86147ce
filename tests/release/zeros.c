/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Funnels and overlaps under a rule that hides zeros: whoever goes through all towns in which the shown figures are the
 * same finds one in which a hidden nobody is somebody. */
#include "release/suite.h"
#include "release/town.h"

#include <string.h>

#define PEOPLE 8
#define KINDS 9 /* of people: each of two conditions is false, true or unknown */
#define FIGURES 16

enum { FALSE_ANSWER, TRUE_ANSWER, NO_ANSWER };

/* What was shown, and who is counted. */
typedef struct figures {
    int count;
    int64_t shown[FIGURES]; /* -1: hidden */
    bool kinds[FIGURES][KINDS];
} figures;

static int answer(int kind, int condition)
{
    return condition == 0 ? kind / 3 : kind % 3;
}

static void draw_people(uint64_t *state, int people[KINDS])
{
    int kinds = 1 + (int)(town_next(state) % 5), some[5];
    memset(people, 0, KINDS * sizeof *people);
    for (int i = 0; i < kinds; i++)
        some[i] = (int)(town_next(state) % KINDS);
    for (int i = 0; i < PEOPLE; i++)
        people[some[town_next(state) % (uint32_t)kinds]]++;
}

static integ_register *make_register(integ_context *context, const int people[KINDS])
{
    static const char *const names[] = {"a", "b"};
    integ_register_builder *builder;
    integ_register *reg;
    int64_t values[2][PEOPLE];
    uint8_t known[2][PEOPLE];
    int at = 0;
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < people[kind]; i++, at++)
            for (int k = 0; k < 2; k++) {
                values[k][at] = answer(kind, k) == TRUE_ANSWER;
                known[k][at] = answer(kind, k) != NO_ANSWER;
            }
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", PEOPLE, NULL), INTEG_STATUS_OK);
    for (int k = 0; k < 2; k++)
        ck_assert_int_eq(integ_register_builder_add_integers(builder, names[k], INTEG_TYPE_BOOLEAN, 0, values[k],
                                                             known[k], PEOPLE, NULL),
                         INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    return reg;
}

static integ_release *make_release(integ_context *context)
{
    integ_disclosure *rule;
    integ_release *release;
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 2, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_zeros(rule, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(context, rule, &release, NULL), INTEG_STATUS_OK);
    integ_disclosure_free(rule);
    return release;
}

/* ---- whoever reads it ---- */

static int64_t sum(const bool kinds[KINDS], const int people[KINDS])
{
    int64_t all = 0;
    for (int kind = 0; kind < KINDS; kind++)
        all += kinds[kind] ? people[kind] : 0;
    return all;
}

static bool fits(const figures *said, const int people[KINDS])
{
    for (int i = 0; i < said->count; i++)
        if (said->shown[i] >= 0 && sum(said->kinds[i], people) != said->shown[i])
            return false;
    return true;
}

/* Goes through all towns of so many people, from one kind on; marks the figures that somebody is in. */
static void go_through(const figures *said, int people[KINDS], int kind, int left, bool doubted[FIGURES])
{
    if (kind == KINDS - 1) {
        people[kind] = left;
        if (fits(said, people))
            for (int i = 0; i < said->count; i++)
                doubted[i] = doubted[i] || sum(said->kinds[i], people) > 0;
        return;
    }
    for (people[kind] = 0; people[kind] <= left; people[kind]++)
        go_through(said, people, kind + 1, left - people[kind], doubted);
}

/* How many figures are known to be nobody, and how many are nobody at all. What is shown must be true. */
static int count_certain(const figures *said, const int people[KINDS], int *nobody)
{
    int tried[KINDS], certain = 0;
    bool doubted[FIGURES] = {false};
    ck_assert(fits(said, people));
    go_through(said, tried, 0, PEOPLE, doubted);
    for (int i = 0; i < said->count; i++) {
        ck_assert_int_ne(said->shown[i], 0);
        *nobody += sum(said->kinds[i], people) == 0;
        certain += !doubted[i];
    }
    return certain;
}

/* ---- funnels ---- */

static bool is_in(int kind, int step, int32_t figure)
{
    int own = answer(kind, step), other = answer(kind, 1 - step);
    bool before = step == 0 || other == TRUE_ANSWER;
    switch (figure) {
    case INTEG_ATTRITION_ALONE:
        return own == TRUE_ANSWER;
    case INTEG_ATTRITION_UNKNOWN:
        return own == NO_ANSWER;
    case INTEG_ATTRITION_LEFT:
        return before && own == TRUE_ANSWER;
    case INTEG_ATTRITION_LOST:
        return before && own != TRUE_ANSWER;
    case INTEG_ATTRITION_NEAR_MISS:
        return other == TRUE_ANSWER && own == FALSE_ANSWER;
    default:
        return other == TRUE_ANSWER && own == NO_ANSWER;
    }
}

static void read_funnel(figures *said, const integ_attrition_figures *shown)
{
    said->count = 1;
    said->shown[0] = integ_attrition_figures_rows(shown);
    memset(said->kinds[0], true, KINDS * sizeof(bool));
    for (int step = 0; step < 2; step++)
        for (int32_t figure = 1; figure <= INTEG_ATTRITION_FIGURES; figure++, said->count++) {
            said->shown[said->count] = integ_attrition_figures_count(shown, step, figure);
            for (int kind = 0; kind < KINDS; kind++)
                said->kinds[said->count][kind] = is_in(kind, step, figure);
        }
}

static void ask_funnel(integ_context *context, const integ_register *reg, figures *said)
{
    integ_expression *filter;
    integ_attrition *attrition;
    integ_attrition_figures *shown;
    integ_release *release = make_release(context);
    ck_assert_int_eq(integ_expression_parse(context, "a AND b", 7, NULL, &filter, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(
        integ_attrition_of_filter(filter, NULL, integ_register_snapshot(reg, 0), NULL, &attrition, NULL),
        INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_add_attrition(release, attrition, &shown, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_protect(release, NULL), INTEG_STATUS_OK);
    read_funnel(said, shown);
    integ_attrition_figures_free(shown);
    integ_release_free(release);
    integ_attrition_free(attrition);
    integ_expression_free(filter);
}

/* ---- overlaps ---- */

static void add_pair(figures *said, int64_t shown, int first, int second)
{
    said->shown[said->count] = shown;
    for (int kind = 0; kind < KINDS; kind++)
        said->kinds[said->count][kind] =
            answer(kind, first) == TRUE_ANSWER && answer(kind, second) == TRUE_ANSWER;
    said->count++;
}

/* A pattern that is not listed is hidden where some are said to be left out, and nobody where none is. */
static void add_pattern(figures *said, const integ_overlap_figures *shown, uint64_t pattern)
{
    int64_t count = integ_overlap_figures_left_out(shown) ? -1 : 0;
    for (int64_t i = 0; i < integ_overlap_figures_pattern_count(shown); i++)
        if (integ_overlap_figures_pattern(shown, i) == pattern)
            count = integ_overlap_figures_exactly(shown, i);
    said->shown[said->count] = count;
    for (int kind = 0; kind < KINDS; kind++)
        said->kinds[said->count][kind] = (answer(kind, 0) == TRUE_ANSWER) == (pattern & 1) &&
                                         (answer(kind, 1) == TRUE_ANSWER) == (pattern >> 1);
    said->count++;
}

static void ask_overlap(integ_context *context, const integ_register *reg, figures *said)
{
    static const char *const names[] = {"a", "b"};
    integ_groups *groups;
    integ_overlap *overlap;
    integ_overlap_figures *shown;
    integ_release *release = make_release(context);
    ck_assert_int_eq(integ_groups_new(context, &groups, NULL), INTEG_STATUS_OK);
    for (int k = 0; k < 2; k++) {
        integ_expression *where;
        ck_assert_int_eq(integ_expression_parse(context, names[k], 1, NULL, &where, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_groups_add(groups, names[k], NULL, NULL, where, NULL, NULL), INTEG_STATUS_OK);
        integ_expression_free(where);
    }
    ck_assert_int_eq(integ_overlap_of_groups_with_patterns(groups, names, 2, integ_register_snapshot(reg, 0), &overlap,
                                                           NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_add_overlap(release, overlap, &shown, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_protect(release, NULL), INTEG_STATUS_OK);
    said->count = 0;
    add_pair(said, integ_overlap_figures_count(shown, 0, 0), 0, 0);
    add_pair(said, integ_overlap_figures_count(shown, 1, 1), 1, 1);
    add_pair(said, integ_overlap_figures_count(shown, 0, 1), 0, 1);
    for (uint64_t pattern = 1; pattern <= 3; pattern++)
        add_pattern(said, shown, pattern);
    integ_overlap_figures_free(shown);
    integ_release_free(release);
    integ_overlap_free(overlap);
    integ_groups_free(groups);
}

/* ---- tests ---- */

static void attack(void (*ask)(integ_context *context, const integ_register *reg, figures *said), int towns)
{
    uint64_t state = 1;
    int nobody = 0, certain = 0, shown = 0;
    for (int i = 0; i < towns; i++) {
        integ_context *context;
        figures said;
        int people[KINDS];
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        draw_people(&state, people);
        integ_register *reg = make_register(context, people);
        ask(context, reg, &said);
        certain += count_certain(&said, people, &nobody);
        for (int figure = 1; figure < said.count; figure++)
            shown += said.shown[figure] >= 0;
        integ_register_free(reg);
        integ_context_free(context);
    }
    ck_assert_int_eq(certain, 0);
    ck_assert_int_gt(nobody, towns);
    ck_assert_int_gt(shown, towns / 4);
}

START_TEST(no_figure_of_a_funnel_tells_of_nobody_where_zeros_are_hidden)
{
    attack(ask_funnel, 200);
}
END_TEST

START_TEST(no_figure_of_an_overlap_tells_of_nobody_where_zeros_are_hidden)
{
    attack(ask_overlap, 200);
}
END_TEST

void add_zeros(Suite *suite)
{
    add_tests(suite, "zeros",
              (const TTest *[]){no_figure_of_a_funnel_tells_of_nobody_where_zeros_are_hidden,
                                no_figure_of_an_overlap_tells_of_nobody_where_zeros_are_hidden, NULL});
}
