/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Funnels, overlaps and followings, alone and one after the other. */
#include "release/release.h"
#include "release/suite.h"
#include "release/town.h"
#include "support/failing_allocator.h"
#include "support/files.h"
#include "support/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is asked of a town: in which snapshot, and the order of a funnel's conditions. */
enum kind { COUNT, FUNNEL, OVERLAP, FOLLOWING };
typedef struct question {
    enum kind asked;
    int snapshot;
    int order[TOWN_CONDITIONS];
    int conditions;
} question;

/* One release of one analysis. */
typedef struct answer {
    integ_attrition *attrition;
    integ_overlap *overlap;
    integ_following *following;
    integ_tally *tally;
    integ_attrition_figures *funnel;
    integ_overlap_figures *overlaps;
    integ_following_figures *followed;
    int64_t counts[3];
} answer;

static void answer_free(answer *self)
{
    integ_attrition_figures_free(self->funnel);
    integ_overlap_figures_free(self->overlaps);
    integ_following_figures_free(self->followed);
    integ_attrition_free(self->attrition);
    integ_overlap_free(self->overlap);
    integ_following_free(self->following);
    integ_tally_free(self->tally);
    *self = (answer){0};
}

static integ_status parse(integ_context *context, const char *text, integ_expression **out, integ_error *error)
{
    return integ_expression_parse(context, text, strlen(text), "test", out, error);
}

static integ_status add_funnel(integ_release *release, const town *of, const question *asked, answer *out,
                               integ_error *error)
{
    static const char *const names[] = {"a", "b", "c"};
    char text[40] = "";
    integ_expression *filter = NULL;
    for (int i = 0; i < asked->conditions; i++)
        strcat(strcat(text, i > 0 ? " AND " : ""), names[asked->order[i]]);
    integ_status status = parse(of->context, text, &filter, error);
    if (status == INTEG_STATUS_OK)
        status = integ_attrition_of_filter(filter, of->groups, integ_register_snapshot(of->reg, asked->snapshot), NULL,
                                           &out->attrition, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_add_attrition(release, out->attrition, &out->funnel, error);
    integ_expression_free(filter);
    return status;
}

static integ_status add_overlap(integ_release *release, const town *of, const question *asked, answer *out,
                                integ_error *error)
{
    static const char *const names[] = {"ga", "gb", "gc"};
    integ_status status = integ_overlap_of_groups_with_patterns(
        of->groups, names, 3, integ_register_snapshot(of->reg, asked->snapshot), &out->overlap, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_add_overlap(release, out->overlap, &out->overlaps, error);
    return status;
}

static integ_status add_following(integ_release *release, const town *of, const question *asked, answer *out,
                                  integ_error *error)
{
    integ_follow_options *options = NULL;
    integ_expression *meets = NULL;
    integ_status status = integ_follow_options_new(of->context, &options, error);
    if (status == INTEG_STATUS_OK)
        status = parse(of->context, "b", &meets, error);
    if (status == INTEG_STATUS_OK)
        status = integ_follow_options_set_where(options, meets, error);
    if (status == INTEG_STATUS_OK)
        status = integ_follow_options_set_departures(options, "departure", "reason", error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_follow_group(of->groups, "ga", integ_register_snapshot(of->reg, asked->snapshot), options,
                                           &out->following, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_add_following(release, out->following, &out->followed, error);
    integ_expression_free(meets);
    integ_follow_options_free(options);
    return status;
}

static integ_status add_count(integ_release *release, const town *of, const question *asked, answer *out,
                              integ_error *error)
{
    static const int32_t what[] = {INTEG_ROWS_TRUE, INTEG_ROWS_UNKNOWN, INTEG_ROWS_ALL};
    integ_plan *plan = NULL;
    integ_expression *filter = NULL;
    int64_t query;
    integ_status status = parse(of->context, "a AND b", &filter, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(of->reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, NULL, filter, NULL, NULL, &query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(of->reg, asked->snapshot), &out->tally,
                                                 error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_add_population(release, out->tally, query, error);
    for (int i = 0; i < 3 && status == INTEG_STATUS_OK; i++)
        status = integ_release_add_query(release, out->tally, query, 0, what[i], &out->counts[i], error);
    integ_expression_free(filter);
    integ_plan_free(plan);
    return status;
}

static integ_status add(integ_release *release, const town *of, const question *asked, answer *out, integ_error *error)
{
    switch (asked->asked) {
    case FUNNEL:
        return add_funnel(release, of, asked, out, error);
    case OVERLAP:
        return add_overlap(release, of, asked, out, error);
    case FOLLOWING:
        return add_following(release, of, asked, out, error);
    default:
        return add_count(release, of, asked, out, error);
    }
}

static int64_t threshold = INTEG_DISCLOSURE_THRESHOLD; /* of the next releases */

/* One release of some questions; with a ledger that remembers it, where there is one. */
static integ_status publish(const town *of, const question *asked, int count, integ_ledger *ledger, answer *out,
                            integ_error *error)
{
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    int64_t before = ledger == NULL ? 0 : integ_ledger_count(ledger);
    integ_status status = integ_disclosure_new(of->context, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_threshold(rule, threshold, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(of->context, rule, &release, error);
    if (status == INTEG_STATUS_OK && ledger != NULL)
        status = integ_release_set_ledger(release, ledger, of->reg, error);
    for (int i = 0; i < count && status == INTEG_STATUS_OK; i++)
        status = add(release, of, &asked[i], &out[i], error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    for (int i = 0; i < count && status == INTEG_STATUS_OK; i++)
        for (int k = 0; k < 3 && asked[i].asked == COUNT && status == INTEG_STATUS_OK; k++)
            status = integ_release_count(release, out[i].counts[k], &out[i].counts[k], error);
    if (status == INTEG_STATUS_OK && ledger != NULL)
        status = integ_release_record(release, 18300, "test", error);
    if (ledger != NULL && status != INTEG_STATUS_OK)
        ck_assert_int_eq(integ_ledger_count(ledger), before);
    integ_release_free(release);
    integ_disclosure_free(rule);
    return status;
}

/* Everybody knows how many there are, unless somebody is followed. */
static void tell_totals(told *into, const question *asked, int count)
{
    for (int i = 0; i < count; i++)
        if (asked[i].asked == FOLLOWING)
            return;
    for (int i = 0; i < count; i++)
        told_add_total(into, asked[i].snapshot);
}

static void tell(told *into, const question *asked, const answer *said)
{
    switch (asked->asked) {
    case FUNNEL:
        told_add_funnel(into, asked->snapshot, asked->order, asked->conditions, said->funnel);
        break;
    case OVERLAP:
        told_add_overlap(into, asked->snapshot, said->overlaps);
        break;
    case FOLLOWING:
        told_add_following(into, asked->snapshot, said->following, said->followed);
        break;
    default:
        told_add_count(into, asked->snapshot, said->counts);
    }
}

static question draw(enum kind asked, uint64_t *state)
{
    static const int orders[][TOWN_CONDITIONS] = {{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {2, 0, 1}};
    question made = {.asked = asked, .conditions = 2 + (int)(town_next(state) % 2)};
    memcpy(made.order, orders[town_next(state) % 4], sizeof made.order);
    return made;
}

/* ---- one release ---- */

/* A table of five people is as good as known: all that is hidden of it is at least one. */
static bool has_enough_people(const town *of, int snapshot)
{
    int count = 0;
    for (int i = 0; i < of->people; i++)
        count += of->here[snapshot][i];
    return count > threshold;
}

static void attack_one(enum kind asked, int rounds)
{
    uint64_t state = 5 + (uint64_t)asked;
    int64_t hidden = 0, all = 0, given_up = 0;
    for (int round = 0; round < rounds; round++) {
        town these = town_new(6 + (int)(town_next(&state) % (TOWN_PEOPLE - TOWN_GHOSTS - 5)), (uint64_t)round);
        question drawn = draw(asked, &state);
        drawn.snapshot = round % TOWN_SNAPSHOTS;
        answer said = {0};
        static told told;
        told = (struct told){.of = &these};
        ck_assert_int_eq(publish(&these, &drawn, 1, NULL, &said, NULL), INTEG_STATUS_OK);
        tell_totals(&told, &drawn, 1);
        tell(&told, &drawn, &said);
        hidden += told_check(&told);
        all += told.count;
        int certain = has_enough_people(&these, drawn.snapshot) ? told_find_certain(&told, &given_up) : -1;
        if (certain >= 0)
            ck_abort_msg("round %d: figure %d is certainly %d", round, certain, (int)told_truth(&told, certain));
        answer_free(&said);
        town_free(&these);
    }
    printf("# %lld of %lld figures hidden, %lld searches given up\n", (long long)hidden, (long long)all,
           (long long)given_up);
    ck_assert_int_gt(hidden, 0);
    ck_assert_int_lt(hidden, all);
    ck_assert_int_le(given_up, rounds / 50);
}

START_TEST(nobody_is_certain_of_a_small_figure_of_a_count)
{
    attack_one(COUNT, is_long_run() ? 2000 : 100);
}
END_TEST

START_TEST(nobody_is_certain_of_a_small_figure_of_a_funnel)
{
    attack_one(FUNNEL, is_long_run() ? 2000 : 100);
}
END_TEST

START_TEST(nobody_is_certain_of_a_small_figure_of_an_overlap)
{
    attack_one(OVERLAP, is_long_run() ? 2000 : 100);
}
END_TEST

START_TEST(nobody_is_certain_of_a_small_figure_of_a_following)
{
    attack_one(FOLLOWING, is_long_run() ? 1000 : 60);
}
END_TEST

/* ---- two releases ---- */

static scratch_folder own;

static integ_status publish_to_file(const town *of, const question *asked, answer *out, integ_error *error)
{
    integ_ledger *ledger = NULL;
    integ_status status = integ_ledger_open(of->context, own.file, &ledger, error);
    if (status == INTEG_STATUS_OK)
        status = publish(of, asked, 1, ledger, out, error);
    if (status == INTEG_STATUS_OK)
        status = integ_ledger_write(ledger, error);
    integ_ledger_free(ledger);
    return status;
}

/* Whether what two releases say makes somebody certain of a small figure, of which the first one alone does not. */
static bool is_told_by_two(const town *these, const question asked[2], const answer said[2], int64_t *given_up)
{
    static told both, first;
    both = (struct told){.of = these};
    tell_totals(&both, asked, 2);
    tell(&both, &asked[0], &said[0]);
    first = both;
    tell(&both, &asked[1], &said[1]);
    told_check(&both);
    int certain = told_find_certain(&both, given_up);
    if (certain < 0)
        return false;
    bool *people = told_add(&first, -1, false);
    memcpy(people, both.people[certain], sizeof both.people[certain]);
    return !told_is_certain(&first, first.count - 1, given_up);
}

static void attack_two(enum kind first, enum kind second, int rounds)
{
    uint64_t state = 77 + (uint64_t)first * 4 + (uint64_t)second;
    int64_t without = 0, with = 0, given_up = 0;
    for (int round = 0; round < rounds; round++) {
        town these = town_new(10 + (int)(town_next(&state) % (TOWN_PEOPLE - TOWN_GHOSTS - 10)), (uint64_t)round);
        question asked[2] = {draw(first, &state), draw(second, &state)};
        asked[0].snapshot = round % 2;
        asked[1].snapshot = first == FOLLOWING ? asked[0].snapshot + 1 : asked[0].snapshot;
        for (int remembers = 0; remembers < 2; remembers++) {
            answer said[2] = {{0}, {0}};
            make_folder(&own, "ledger.json");
            for (int i = 0; i < 2; i++)
                ck_assert_int_eq(remembers ? publish_to_file(&these, &asked[i], &said[i], NULL)
                                           : publish(&these, &asked[i], 1, NULL, &said[i], NULL),
                                 INTEG_STATUS_OK);
            bool told = is_told_by_two(&these, asked, said, &given_up);
            with += remembers && told;
            without += !remembers && told;
            answer_free(&said[0]);
            answer_free(&said[1]);
            remove_folder(&own);
        }
        town_free(&these);
    }
    printf("# told without a ledger in %lld of %d rounds, with one in %lld; %lld searches given up\n",
           (long long)without, rounds, (long long)with, (long long)given_up);
    ck_assert_int_eq(with, 0);
    ck_assert_int_gt(without, 0);
    ck_assert_int_le(given_up, rounds / 50);
}

START_TEST(a_funnel_after_a_count_is_not_subtracted_from_it)
{
    attack_two(COUNT, FUNNEL, is_long_run() ? 1000 : 60);
}
END_TEST

START_TEST(an_overlap_after_a_funnel_is_not_subtracted_from_it)
{
    attack_two(FUNNEL, OVERLAP, is_long_run() ? 1000 : 60);
}
END_TEST

START_TEST(a_count_after_a_following_is_not_subtracted_from_it)
{
    attack_two(FOLLOWING, COUNT, is_long_run() ? 1000 : 60);
}
END_TEST

START_TEST(a_following_of_the_next_year_is_not_subtracted_from_the_first)
{
    attack_two(FOLLOWING, FOLLOWING, is_long_run() ? 500 : 40);
}
END_TEST

/* ---- what is asked for, and what comes back ---- */

static integ_release *release_of(const town *of, bool protect)
{
    integ_disclosure *rule;
    integ_release *release;
    ck_assert_int_eq(integ_disclosure_new(of->context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(of->context, protect ? rule : NULL, &release, NULL), INTEG_STATUS_OK);
    integ_disclosure_free(rule);
    return release;
}

static void check_funnel(const answer *said)
{
    for (int64_t i = 0; i < 3; i++) {
        const int64_t counts[] = {integ_attrition_alone_unprotected(said->attrition, i),
                                  integ_attrition_unknown_unprotected(said->attrition, i),
                                  integ_attrition_left_unprotected(said->attrition, i),
                                  integ_attrition_lost_unprotected(said->attrition, i),
                                  integ_attrition_near_miss_unprotected(said->attrition, i),
                                  integ_attrition_near_unknown_unprotected(said->attrition, i)};
        for (int32_t k = 0; k < INTEG_ATTRITION_FIGURES; k++)
            ck_assert_int_eq(integ_attrition_figures_count(said->funnel, i, k + 1), counts[k]);
        ck_assert_str_eq(integ_attrition_figures_condition(said->funnel, i),
                         integ_attrition_condition(said->attrition, i));
    }
    ck_assert_int_eq(integ_attrition_figures_steps(said->funnel), 3);
    ck_assert_int_eq(integ_attrition_figures_rows(said->funnel), integ_attrition_rows_unprotected(said->attrition));
    ck_assert_int_eq(integ_attrition_figures_count(said->funnel, 3, INTEG_ATTRITION_LEFT), -1);
    ck_assert_int_eq(integ_attrition_figures_count(said->funnel, 0, 0), -1);
    ck_assert_int_eq(integ_attrition_figures_count(said->funnel, 0, INTEG_ATTRITION_FIGURES + 1), -1);
    ck_assert_ptr_null(integ_attrition_figures_condition(said->funnel, -1));
}

static void check_overlap(const answer *said)
{
    const integ_overlap_figures *figures = said->overlaps;
    ck_assert_int_eq(integ_overlap_figures_groups(figures), 3);
    ck_assert_int_eq(integ_overlap_figures_left_out(figures), 0);
    ck_assert_int_eq(integ_overlap_figures_pattern_count(figures),
                     integ_overlap_pattern_count_unprotected(said->overlap));
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            ck_assert_int_eq(integ_overlap_figures_count(figures, i, k),
                             integ_overlap_count_unprotected(said->overlap, i, k));
    for (int64_t p = 0; p < integ_overlap_figures_pattern_count(figures); p++) {
        ck_assert_uint_eq(integ_overlap_figures_pattern(figures, p),
                          integ_overlap_pattern_unprotected(said->overlap, p));
        ck_assert_int_eq(integ_overlap_figures_exactly(figures, p),
                         integ_overlap_exactly_unprotected(said->overlap, p));
    }
    ck_assert_int_eq(integ_overlap_figures_count(figures, 0, 3), -1);
    ck_assert_uint_eq(integ_overlap_figures_pattern(figures, -1), 0);
    ck_assert_int_eq(integ_overlap_figures_exactly(figures, 1000), -1);
}

static void check_following(const answer *said)
{
    ck_assert_int_eq(integ_following_figures_size(said->followed), integ_following_size_unprotected(said->following));
    ck_assert_int_eq(integ_following_figures_unknown(said->followed),
                     integ_following_unknown_unprotected(said->following));
    for (int64_t step = 0; step < TOWN_SNAPSHOTS; step++) {
        for (int32_t figure = 1; figure <= INTEG_FOLLOWING_FIGURES; figure++)
            ck_assert_int_eq(integ_following_figures_count(said->followed, step, figure),
                             integ_following_count_unprotected(said->following, step, figure));
        for (int64_t reason = 0; reason < integ_following_reasons(said->following); reason++)
            ck_assert_int_eq(integ_following_figures_reason_count(said->followed, step, reason),
                             integ_following_reason_count_unprotected(said->following, step, reason));
    }
    ck_assert_int_eq(integ_following_figures_count(said->followed, TOWN_SNAPSHOTS, 1), -1);
    ck_assert_int_eq(integ_following_figures_count(said->followed, 0, INTEG_FOLLOWING_FIGURES + 1), -1);
    ck_assert_int_eq(integ_following_figures_reason_count(said->followed, 0, -1), -1);
}

START_TEST(without_a_rule_everything_is_shown_once_it_is_protected)
{
    const question asked = {.conditions = 3, .order = {0, 1, 2}};
    town these = town_new(20, 1);
    integ_release *release = release_of(&these, false);
    answer said = {0};
    ck_assert_int_eq(add_funnel(release, &these, &asked, &said, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(add_overlap(release, &these, &asked, &said, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(add_following(release, &these, &asked, &said, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_attrition_figures_rows(said.funnel), -1);
    ck_assert_int_eq(integ_overlap_figures_pattern_count(said.overlaps), 0);
    ck_assert_int_eq(integ_following_figures_size(said.followed), -1);
    ck_assert_int_eq(integ_release_protect(release, NULL), INTEG_STATUS_OK);
    check_funnel(&said);
    check_overlap(&said);
    check_following(&said);
    integ_attrition_figures *late;
    ck_assert_int_eq(integ_release_add_attrition(release, said.attrition, &late, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(late);
    integ_release_free(release);
    check_funnel(&said); /* the figures live on */
    answer_free(&said);
    town_free(&these);
}
END_TEST

START_TEST(figures_of_a_release_that_was_given_up_stay_hidden)
{
    const question asked = {.conditions = 3, .order = {0, 1, 2}};
    town these = town_new(20, 1);
    integ_release *release = release_of(&these, true);
    answer said = {0};
    integ_attrition_figures *none;
    integ_overlap_figures *no_overlap;
    integ_following_figures *nobody;
    ck_assert_int_eq(add_funnel(release, &these, &asked, &said, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_add_attrition(release, NULL, &none, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_release_add_attrition(release, said.attrition, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_release_add_overlap(NULL, NULL, &no_overlap, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_release_add_following(release, NULL, &nobody, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert(none == NULL && no_overlap == NULL && nobody == NULL);
    integ_release_free(release);
    for (int64_t step = 0; step < 3; step++)
        for (int32_t figure = 1; figure <= INTEG_ATTRITION_FIGURES; figure++)
            ck_assert_int_eq(integ_attrition_figures_count(said.funnel, step, figure), -1);
    answer_free(&said);
    town_free(&these);
}
END_TEST

START_TEST(one_release_protects_different_analyses_together)
{
    int64_t given_up = 0, apart = 0;
    for (uint64_t seed = 0; seed < 30; seed++) {
        const question asked[] = {
            {COUNT, 1, {0}, 0}, {FUNNEL, 1, {1, 0, 2}, 3}, {OVERLAP, 1, {0}, 0}, {FOLLOWING, 0, {0}, 0}};
        town these = town_new(30, seed);
        for (int together = 0; together < 2; together++) {
            answer said[4] = {{0}, {0}, {0}, {0}};
            static told told;
            told = (struct told){.of = &these};
            if (together)
                ck_assert_int_eq(publish(&these, asked, 4, NULL, said, NULL), INTEG_STATUS_OK);
            for (int i = 0; i < 4; i++) {
                if (!together)
                    ck_assert_int_eq(publish(&these, &asked[i], 1, NULL, &said[i], NULL), INTEG_STATUS_OK);
                tell(&told, &asked[i], &said[i]);
                if (i == 2 && !together) /* what a count, a funnel and an overlap tell of each other */
                    apart += told_find_certain(&told, &given_up) >= 0;
            }
            told_check(&told);
            if (together)
                ck_assert_int_eq(told_find_certain(&told, &given_up), -1);
            for (int i = 0; i < 4; i++)
                answer_free(&said[i]);
        }
        town_free(&these);
    }
    ck_assert_int_gt(apart, 0);
}
END_TEST

/* ---- in a ledger ---- */

static integ_status publish_all_to_file(const town *of, integ_error *error)
{
    const question asked[] = {{FUNNEL, 1, {1, 0, 2}, 3}, {OVERLAP, 0, {0}, 0}, {FOLLOWING, 1, {0}, 0}};
    integ_status status = INTEG_STATUS_OK;
    for (int i = 0; i < 3 && status == INTEG_STATUS_OK; i++) {
        answer said = {0};
        status = publish_to_file(of, &asked[i], &said, error);
        answer_free(&said);
    }
    return status;
}

START_TEST(analyses_are_remembered_by_their_definitions)
{
    town these = town_new(30, 4);
    const question count = {COUNT, 1, {0}, 0};
    answer said = {0};
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(publish_to_file(&these, &count, &said, NULL), INTEG_STATUS_OK);
    char *text = read_whole_file(own.file, NULL);
    ck_assert_ptr_nonnull(strstr(text, "{\"ledger\": 1, ")); /* what has no analysis is written as ever */
    free(text);
    ck_assert_int_eq(publish_all_to_file(&these, NULL),
                     INTEG_STATUS_OK); /* reads the first version, writes the second */
    text = read_whole_file(own.file, NULL);
    ck_assert_ptr_nonnull(strstr(text, "{\"ledger\": 2, "));
    ck_assert_ptr_nonnull(strstr(text, "\"kind\":\"funnel\",\"table\":\"citizen\",\"conditions\":[\"b\",\"a\",\"c\"]"));
    ck_assert_ptr_nonnull(strstr(text, "\"kind\":\"overlap\",\"patterns\":true,\"groups\":[\"ga\",\"gb\",\"gc\"]"));
    ck_assert_ptr_nonnull(
        strstr(text, "\"start\":1,\"of\":\"ga\",\"departures\":\"departure\",\"reasons\":\"reason\",\"meets\":\"b\""));
    free(text);
    ck_assert_int_eq(publish_all_to_file(&these, NULL), INTEG_STATUS_OK); /* and reads that again */
    answer_free(&said);
    remove_folder(&own);
    town_free(&these);
}
END_TEST

/* The same question is answered in the same way, whatever was asked in between. */
START_TEST(what_was_said_is_said_again)
{
    for (int kind = FUNNEL; kind <= FOLLOWING; kind++) {
        town these = town_new(33, 11);
        const question asked = {(enum kind)kind, 1, {2, 0, 1}, 3}, other = {COUNT, 1, {0}, 0};
        static told told[2];
        make_folder(&own, "ledger.json");
        for (int time = 0; time < 2; time++) {
            answer said = {0}, between = {0};
            told[time] = (struct told){.of = &these};
            ck_assert_int_eq(publish_to_file(&these, &asked, &said, NULL), INTEG_STATUS_OK);
            ck_assert_int_eq(publish_to_file(&these, &other, &between, NULL), INTEG_STATUS_OK);
            tell(&told[time], &asked, &said);
            answer_free(&said);
            answer_free(&between);
        }
        ck_assert_int_eq(told[0].count, told[1].count);
        ck_assert_mem_eq(told[0].shown, told[1].shown, (size_t)told[0].count * sizeof told[0].shown[0]);
        remove_folder(&own);
        town_free(&these);
    }
}
END_TEST

typedef struct remembering {
    const town *of;
    enum kind asked;
} remembering;

/* What was shown by a lower threshold is known, whatever a higher one would have said of it. */
START_TEST(the_threshold_may_be_another_one_later)
{
    for (uint64_t seed = 0; seed < 10; seed++) {
        town these = town_new(33, seed);
        make_folder(&own, "ledger.json");
        threshold = 2;
        ck_assert_int_eq(publish_all_to_file(&these, NULL), INTEG_STATUS_OK);
        threshold = 9;
        ck_assert_int_eq(publish_all_to_file(&these, NULL), INTEG_STATUS_OK);
        threshold = INTEG_DISCLOSURE_THRESHOLD;
        remove_folder(&own);
        town_free(&these);
    }
}
END_TEST

/* An analysis, and a count after it that reads what is remembered of it. */
static integ_status publish_in_memory(integ_context *context, integ_error *error, void *userdata)
{
    const remembering *what = userdata;
    const town *from = what->of;
    const question asked[] = {{what->asked, 1, {1, 0, 2}, 2}, {COUNT, 1, {0}, 0}};
    town these = *from;
    these.context = context;
    these.reg = NULL;
    these.groups = NULL;
    unlink(own.file);
    integ_status status = town_register(from, context, &these.reg, error);
    if (status == INTEG_STATUS_OK)
        status = town_groups(context, &these.groups, error);
    for (int i = 0; i < 2 && status == INTEG_STATUS_OK; i++) {
        answer said = {0};
        status = publish_to_file(&these, &asked[i], &said, error);
        answer_free(&said);
    }
    integ_groups_free(these.groups);
    integ_register_free(these.reg);
    return status;
}

START_TEST(running_out_of_memory_loses_nothing_of_analyses)
{
    town these = town_new(8, 3);
    make_folder(&own, "ledger.json");
    for (int kind = FUNNEL; kind <= FOLLOWING; kind++)
        for_each_failing_allocation(publish_in_memory, &(remembering){&these, (enum kind)kind});
    remove_folder(&own);
    town_free(&these);
}
END_TEST

/* An analysis and a count are two entries. */
static integ_status publish_both(integ_context *context, integ_error *error, void *userdata)
{
    static const char empty[] = "{\"ledger\": 1, \"register\": null, \"count\": 0, \"releases\": []}";
    static const question asked[] = {{FUNNEL, 1, {1, 0, 2}, 2}, {COUNT, 1, {0}, 0}};
    const town *from = userdata;
    answer said[2] = {{0}};
    integ_ledger *ledger = NULL;
    town these = *from;
    these.context = context;
    these.reg = NULL;
    integ_status status = town_register(from, context, &these.reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_ledger_read(context, empty, strlen(empty), "test", &ledger, error);
    if (status == INTEG_STATUS_OK)
        status = publish(&these, asked, 2, ledger, said, error);
    if (status == INTEG_STATUS_OK)
        ck_assert_int_eq(integ_ledger_count(ledger), 2);
    answer_free(&said[0]);
    answer_free(&said[1]);
    integ_ledger_free(ledger);
    integ_register_free(these.reg);
    return status;
}

START_TEST(a_release_is_remembered_whole_or_not_at_all)
{
    town these = town_new(8, 3);
    for_each_failing_allocation(publish_both, &these);
    town_free(&these);
}
END_TEST

void add_analyses(Suite *suite)
{
    add_tests(suite, "analyses",
              (const TTest *[]){nobody_is_certain_of_a_small_figure_of_a_count,
                                nobody_is_certain_of_a_small_figure_of_a_funnel,
                                nobody_is_certain_of_a_small_figure_of_an_overlap,
                                nobody_is_certain_of_a_small_figure_of_a_following,
                                a_funnel_after_a_count_is_not_subtracted_from_it,
                                an_overlap_after_a_funnel_is_not_subtracted_from_it,
                                a_count_after_a_following_is_not_subtracted_from_it,
                                a_following_of_the_next_year_is_not_subtracted_from_the_first,
                                one_release_protects_different_analyses_together,
                                without_a_rule_everything_is_shown_once_it_is_protected,
                                figures_of_a_release_that_was_given_up_stay_hidden,
                                analyses_are_remembered_by_their_definitions, what_was_said_is_said_again,
                                the_threshold_may_be_another_one_later,
                                running_out_of_memory_loses_nothing_of_analyses,
                                a_release_is_remembered_whole_or_not_at_all, NULL});
}
