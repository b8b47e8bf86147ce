/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/town.h"

#include "support/suite.h"

#include <string.h>

uint32_t town_next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static const char *const reason_names[] = {"moved", "died"};
static const integ_date dates[TOWN_SNAPSHOTS] = {16801, 17167, 17532};

static integ_status add_citizens(const town *self, integ_register_builder *builder, int snapshot, integ_error *error)
{
    static const char *const names[TOWN_CONDITIONS] = {"a", "b", "c"};
    int64_t ids[TOWN_PEOPLE], answers[TOWN_CONDITIONS][TOWN_PEOPLE], rows = 0;
    uint8_t known[TOWN_CONDITIONS][TOWN_PEOPLE];
    for (int i = 0; i < self->people; i++) {
        int who = (i * 7 + snapshot) % self->people; /* another order each time, where 7 is no divisor */
        who = self->people % 7 == 0 ? i : who;
        if (!self->here[snapshot][who])
            continue;
        ids[rows] = 100 + who;
        for (int k = 0; k < TOWN_CONDITIONS; k++) {
            answers[k][rows] = self->answers[snapshot][who][k] == YES;
            known[k][rows] = self->answers[snapshot][who][k] != UNKNOWN_ANSWER;
        }
        rows++;
    }
    integ_status status = integ_register_builder_add_table(builder, "citizen", rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, ids, NULL, rows, error);
    for (int k = 0; k < TOWN_CONDITIONS && status == INTEG_STATUS_OK; k++)
        status = integ_register_builder_add_integers(builder, names[k], INTEG_TYPE_BOOLEAN, 0, answers[k], known[k],
                                                     rows, error);
    return status == INTEG_STATUS_OK && snapshot == 0 ? integ_register_builder_set_key(builder, "id", error) : status;
}

static integ_status add_departures(const town *self, integ_register_builder *builder, int snapshot, integ_error *error)
{
    int64_t who[TOWN_PEOPLE], rows = 0;
    const char *reasons[TOWN_PEOPLE];
    for (int i = 0; i < self->people; i++)
        if (self->reasons[snapshot][i] >= 0) {
            who[rows] = 100 + i;
            reasons[rows++] = reason_names[self->reasons[snapshot][i]];
        }
    integ_status status = integ_register_builder_add_table(builder, "departure", rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "who", INTEG_TYPE_INTEGER, 0, who, NULL, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "reason", INTEG_TYPE_CODE, reasons, rows, error);
    return status == INTEG_STATUS_OK ? integ_register_builder_set_link(builder, "who", "citizen", error) : status;
}

integ_status town_register(const town *self, integ_context *context, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    for (int s = 0; s < TOWN_SNAPSHOTS && status == INTEG_STATUS_OK; s++) {
        status = integ_register_builder_add_snapshot(builder, dates[s], error);
        if (status == INTEG_STATUS_OK)
            status = add_citizens(self, builder, s, error);
        if (status == INTEG_STATUS_OK)
            status = add_departures(self, builder, s, error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

integ_status town_groups(integ_context *context, integ_groups **out, integ_error *error)
{
    static const char *const groups[][2] = {{"ga", "a"}, {"gb", "b"}, {"gc", "c"}, {"gab", "a AND b"}};
    integ_status status = integ_groups_new(context, out, error);
    for (size_t i = 0; i < 4 && status == INTEG_STATUS_OK; i++) {
        integ_expression *where;
        status = integ_expression_parse(context, groups[i][1], strlen(groups[i][1]), NULL, &where, error);
        if (status == INTEG_STATUS_OK)
            status = integ_groups_add(*out, groups[i][0], NULL, NULL, where, NULL, error);
        integ_expression_free(where);
    }
    return status;
}

/* Most stay as they are from one snapshot to the next. */
static void invent(town *self, uint64_t seed)
{
    uint64_t state = seed * 31 + (uint64_t)self->people;
    for (int s = 0; s < TOWN_SNAPSHOTS; s++)
        for (int i = 0; i < self->people; i++) {
            bool was_here = s > 0 && self->here[s - 1][i];
            self->here[s][i] = town_next(&state) % 10 < (s == 0 ? 8 : was_here ? 9 : 2);
            for (int k = 0; k < TOWN_CONDITIONS; k++) {
                uint32_t draw = town_next(&state) % 12;
                int fresh = draw < 7 ? YES : draw < 11 ? NO : UNKNOWN_ANSWER;
                bool keeps = s > 0 && town_next(&state) % 8 != 0;
                self->answers[s][i][k] = keeps ? self->answers[s - 1][i][k] : fresh;
            }
            bool left = was_here && !self->here[s][i];
            self->reasons[s][i] = left && town_next(&state) % 4 != 0 ? (int)(town_next(&state) % 2) : -1;
        }
    for (int s = 0; s < TOWN_SNAPSHOTS; s++)
        for (int ghost = 0; ghost < TOWN_GHOSTS; ghost++) {
            self->here[s][self->people + ghost] = (ghost + 1) >> s & 1;
            self->reasons[s][self->people + ghost] = -1;
        }
}

town town_new(int people, uint64_t seed)
{
    town made = {.people = people, .everybody = people + TOWN_GHOSTS};
    invent(&made, seed);
    ck_assert_int_eq(integ_context_new(&made.context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(town_register(&made, made.context, &made.reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(town_groups(made.context, &made.groups, NULL), INTEG_STATUS_OK);
    return made;
}

void town_free(town *self)
{
    integ_groups_free(self->groups);
    integ_register_free(self->reg);
    integ_context_free(self->context);
}

/* ---- figures ---- */

bool *told_add(told *self, int64_t shown, bool printed)
{
    ck_assert_int_lt(self->count, TOWN_FIGURES);
    self->shown[self->count] = shown;
    self->printed[self->count] = printed;
    memset(self->people[self->count], 0, sizeof self->people[0]);
    return self->people[self->count++];
}

static bool is(const town *of, int snapshot, int who, int condition, int answer)
{
    return of->here[snapshot][who] && of->answers[snapshot][who][condition] == answer;
}

void told_add_total(told *self, int snapshot)
{
    bool *people = told_add(self, -1, true);
    memcpy(people, self->of->here[snapshot], sizeof self->people[0]);
    self->shown[self->count - 1] = told_truth(self, self->count - 1);
    if (self->shown[self->count - 1] < INTEG_DISCLOSURE_THRESHOLD)
        self->count--;
}

/* Three-valued AND of a and b. */
static int both(const town *of, int snapshot, int who)
{
    const int *answers = of->answers[snapshot][who];
    if (answers[0] == NO || answers[1] == NO)
        return NO;
    return answers[0] == YES && answers[1] == YES ? YES : UNKNOWN_ANSWER;
}

void told_add_count(told *self, int snapshot, const int64_t shown[3])
{
    for (int what = 0; what < 4; what++) { /* the last is computed: for whom it is false */
        bool *people = told_add(self, what < 3 ? shown[what] : -1, what < 3);
        for (int i = 0; i < self->of->everybody; i++) {
            int answer = both(self->of, snapshot, i);
            bool in = what == 0 ? answer == YES : what == 1 ? answer == UNKNOWN_ANSWER : what == 2 || answer == NO;
            people[i] = self->of->here[snapshot][i] && in;
        }
    }
}

/* How somebody fares in a funnel: how many conditions are true before the first that is not; and how many are not
 * true. */
static bool is_in_step(const town *of, int snapshot, int who, const int *order, int conditions, int step,
                       int32_t figure)
{
    int passed = 0, missed = 0;
    for (int i = 0; i < conditions; i++) {
        missed += !is(of, snapshot, who, order[i], YES);
        passed += passed == i && is(of, snapshot, who, order[i], YES);
    }
    bool unknown = is(of, snapshot, who, order[step], UNKNOWN_ANSWER), truth = is(of, snapshot, who, order[step], YES);
    switch (figure) {
    case INTEG_ATTRITION_ALONE:
        return truth;
    case INTEG_ATTRITION_UNKNOWN:
        return unknown;
    case INTEG_ATTRITION_LEFT:
        return passed > step;
    case INTEG_ATTRITION_LOST:
        return passed == step;
    case INTEG_ATTRITION_NEAR_MISS:
        return missed == 1 && !truth && !unknown;
    case INTEG_ATTRITION_NEAR_UNKNOWN:
        return missed == 1 && unknown;
    default: /* computed: for whom it is false */
        return !truth && !unknown;
    }
}

void told_add_funnel(told *self, int snapshot, const int *order, int conditions, const integ_attrition_figures *shown)
{
    bool *all = told_add(self, integ_attrition_figures_rows(shown), true);
    memcpy(all, self->of->here[snapshot], sizeof self->people[0]);
    for (int step = 0; step < conditions; step++)
        for (int32_t figure = 1; figure <= INTEG_ATTRITION_FIGURES + 1; figure++) {
            bool printed = figure <= INTEG_ATTRITION_FIGURES;
            bool *people =
                told_add(self, printed ? integ_attrition_figures_count(shown, step, figure) : -1, printed);
            for (int i = 0; i < self->of->everybody; i++)
                people[i] = self->of->here[snapshot][i] &&
                            is_in_step(self->of, snapshot, i, order, conditions, step, figure);
        }
}

static bool is_in_group(const town *of, int snapshot, int who, int group)
{
    return group < TOWN_CONDITIONS ? is(of, snapshot, who, group, YES)
                                   : is(of, snapshot, who, 0, YES) && is(of, snapshot, who, 1, YES);
}

static int64_t shown_pattern(const integ_overlap_figures *shown, uint64_t pattern)
{
    for (int64_t p = 0; p < integ_overlap_figures_pattern_count(shown); p++)
        if (integ_overlap_figures_pattern(shown, p) == pattern)
            return integ_overlap_figures_exactly(shown, p);
    return -1;
}

void told_add_overlap(told *self, int snapshot, const integ_overlap_figures *shown)
{
    int groups = (int)integ_overlap_figures_groups(shown);
    for (int j = 0; j < groups; j++)
        for (int i = 0; i <= j; i++) {
            bool *people = told_add(self, integ_overlap_figures_count(shown, i, j), true);
            for (int who = 0; who < self->of->everybody; who++)
                people[who] = is_in_group(self->of, snapshot, who, i) && is_in_group(self->of, snapshot, who, j);
        }
    for (uint64_t pattern = 1; pattern < UINT64_C(1) << groups; pattern++) {
        bool *people = told_add(self, shown_pattern(shown, pattern), false);
        for (int who = 0; who < self->of->everybody; who++) {
            people[who] = true;
            for (int i = 0; i < groups; i++)
                people[who] = people[who] && is_in_group(self->of, snapshot, who, i) == (pattern >> i & 1);
        }
        if (told_truth(self, self->count - 1) == 0)
            self->count--; /* nobody is not told of */
    }
}

/* Why somebody who is followed is not there: the last reason that was heard of since he was there; -1 for none. */
static int reason_of(const town *of, int start, int step, int who)
{
    int reason = -1;
    for (int s = start + 1; s <= step; s++)
        reason = of->here[s][who] ? -1 : of->reasons[s][who] >= 0 ? of->reasons[s][who] : reason;
    return reason;
}

static bool has_returned(const town *of, int start, int step, int who)
{
    int first = start < step ? start : step, last = start < step ? step : start;
    bool missed = false;
    for (int s = first + 1; s < last; s++)
        missed = missed || !of->here[s][who];
    return missed && of->here[step][who];
}

static bool is_followed_in(const town *of, int start, int step, int who, int32_t figure)
{
    bool here = of->here[step][who];
    switch (figure) {
    case INTEG_FOLLOWING_PRESENT:
        return here;
    case INTEG_FOLLOWING_ABSENT:
        return !here;
    case INTEG_FOLLOWING_IN_GROUP:
        return is(of, step, who, 0, YES);
    case INTEG_FOLLOWING_UNKNOWN:
        return is(of, step, who, 0, UNKNOWN_ANSWER);
    case INTEG_FOLLOWING_MEETS:
        return is(of, step, who, 1, YES);
    case INTEG_FOLLOWING_MEETS_UNKNOWN:
        return is(of, step, who, 1, UNKNOWN_ANSWER);
    default:
        return has_returned(of, start, step, who);
    }
}

static bool is_in_figure(const town *of, int start, int step, int who, int32_t figure)
{
    bool arrived = of->here[step][who] && !of->here[start][who];
    if (figure == INTEG_FOLLOWING_ARRIVED)
        return arrived;
    if (figure == INTEG_FOLLOWING_ARRIVED_IN_GROUP)
        return arrived && is(of, step, who, 0, YES);
    return is(of, start, who, 0, YES) && is_followed_in(of, start, step, who, figure);
}

/* What is shown for a reason, whose number is that in which the register met it first. */
static int64_t shown_reason(const integ_following *following, const integ_following_figures *shown, int step,
                            int reason)
{
    for (int64_t i = 0; i < integ_following_reasons(following); i++)
        if (strcmp(integ_following_reason(following, i), reason_names[reason]) == 0)
            return integ_following_figures_reason_count(shown, step, i);
    return 0;
}

static void add_reasons(told *self, int start, int step, const integ_following *following,
                        const integ_following_figures *shown)
{
    for (int reason = -1; reason < 2; reason++) { /* -1 is computed: those who are gone for no known one */
        bool *people = told_add(self, reason < 0 ? -1 : shown_reason(following, shown, step, reason), reason >= 0);
        for (int i = 0; i < self->of->everybody; i++)
            people[i] = is(self->of, start, i, 0, YES) && !self->of->here[step][i] &&
                        reason_of(self->of, start, step, i) == reason;
    }
}

void told_add_following(told *self, int start, const integ_following *following, const integ_following_figures *shown)
{
    bool any = false; /* where nothing is told of whoever arrived, how many there are tells nothing either */
    for (int step = 0; step < TOWN_SNAPSHOTS; step++)
        if (step != start && integ_following_figures_count(shown, step, INTEG_FOLLOWING_ARRIVED) >= 0) {
            told_add_total(self, step);
            any = true;
        }
    if (any)
        told_add_total(self, start);
    for (int answer = YES; answer <= UNKNOWN_ANSWER; answer++) {
        bool *people = told_add(self, answer == YES ? integ_following_figures_size(shown)
                                                    : integ_following_figures_unknown(shown), true);
        for (int i = 0; i < self->of->everybody; i++)
            people[i] = is(self->of, start, i, 0, answer);
    }
    for (int step = 0; step < TOWN_SNAPSHOTS; step++) {
        for (int32_t figure = 1; figure <= INTEG_FOLLOWING_FIGURES; figure++) {
            bool *people = told_add(self, integ_following_figures_count(shown, step, figure), true);
            for (int i = 0; i < self->of->everybody; i++)
                people[i] = is_in_figure(self->of, start, step, i, figure);
        }
        add_reasons(self, start, step, following, shown);
    }
}

int64_t told_truth(const told *self, int figure)
{
    int64_t count = 0;
    for (int i = 0; i < self->of->people; i++)
        count += self->people[figure][i];
    return count;
}

int told_check(const told *self)
{
    int hidden = 0;
    for (int figure = 0; figure < self->count; figure++) {
        if (self->shown[figure] >= 0 && self->shown[figure] != told_truth(self, figure))
            ck_abort_msg("figure %d is %d, not %d", figure, (int)self->shown[figure], (int)told_truth(self, figure));
        hidden += self->printed[figure] && self->shown[figure] < 0;
    }
    return hidden;
}

/* ---- the attacker ---- */

#define STEPS 200000 /* of one search */

/* People who are in the same figures. */
typedef struct search {
    const told *told;
    int atoms;
    int64_t truth[TOWN_PEOPLE];
    int first[TOWN_PEOPLE];          /* one of the people of each atom */
    int64_t left[TOWN_FIGURES];      /* of each shown figure, what is not yet given to atoms */
    int last[TOWN_FIGURES];          /* the last atom of each figure */
    int64_t sums[TOWN_FIGURES];
    int target;
    int64_t steps;
} search;

static bool is_alike(const told *self, int a, int b)
{
    for (int figure = 0; figure < self->count; figure++)
        if (self->people[figure][a] != self->people[figure][b])
            return false;
    return true;
}

static bool has(const search *self, int figure, int atom)
{
    return self->told->people[figure][self->first[atom]];
}

static void swap(search *self, int a, int b)
{
    int first = self->first[a];
    int64_t truth = self->truth[a];
    self->first[a] = self->first[b];
    self->truth[a] = self->truth[b];
    self->first[b] = first;
    self->truth[b] = truth;
}

/* How many atoms from a place on have to be given people before a shown figure that this one is in is complete. */
static int open_atoms(const search *self, int from, int atom)
{
    int least = TOWN_PEOPLE;
    for (int figure = 0; figure < self->told->count; figure++) {
        int open = 0;
        if (self->told->shown[figure] < 0 || !has(self, figure, atom))
            continue;
        for (int other = from; other < self->atoms; other++)
            open += has(self, figure, other);
        least = open < least ? open : least;
    }
    return least;
}

/* Those that have to change come first, then those that complete figures. */
static void put_in_order(search *self)
{
    int at = 0;
    for (int atom = 0; atom < self->atoms; atom++)
        if (has(self, self->target, atom))
            swap(self, at++, atom);
    for (; at < self->atoms; at++) {
        int best = at, least = open_atoms(self, at, at);
        for (int atom = at + 1; atom < self->atoms; atom++) {
            int open = open_atoms(self, at, atom);
            if (open < least) {
                least = open;
                best = atom;
            }
        }
        swap(self, at, best);
    }
}

static void find_atoms(search *self)
{
    for (int i = 0; i < self->told->of->everybody; i++) {
        int at = 0;
        while (at < self->atoms && !is_alike(self->told, self->first[at], i))
            at++;
        if (at == self->atoms)
            self->first[self->atoms++] = i;
        self->truth[at] += i < self->told->of->people;
    }
    put_in_order(self);
    for (int figure = 0; figure < self->told->count; figure++) {
        self->left[figure] = self->told->shown[figure];
        self->last[figure] = -1;
        for (int atom = 0; atom < self->atoms; atom++)
            if (self->told->people[figure][self->first[atom]])
                self->last[figure] = atom;
    }
}

/* Whether an atom may have so many people. */
static bool fits(const search *self, int atom, int64_t count)
{
    for (int figure = 0; figure < self->told->count; figure++) {
        if (!has(self, figure, atom))
            continue;
        if (self->told->shown[figure] >= 0 &&
            (count > self->left[figure] || (self->last[figure] == atom && count != self->left[figure])))
            return false;
        bool not_zero =
            self->told->printed[figure] && self->told->shown[figure] < 0 && told_truth(self->told, figure) > 0;
        if (not_zero && self->last[figure] == atom && self->sums[figure] + count == 0)
            return false;
        if (figure == self->target && self->last[figure] == atom &&
            self->sums[figure] + count == told_truth(self->told, figure))
            return false;
    }
    return true;
}

static void give(search *self, int atom, int64_t count)
{
    for (int figure = 0; figure < self->told->count; figure++)
        if (has(self, figure, atom)) {
            self->left[figure] -= count;
            self->sums[figure] += count;
        }
}

/* Whether there are other counts; those near the truth first. */
static bool find_other(search *self, int atom)
{
    if (atom == self->atoms)
        return true;
    for (int64_t away = 0; away <= TOWN_PEOPLE; away++)
        for (int sign = 1; sign >= -1; sign -= 2) {
            int64_t count = self->truth[atom] + sign * away;
            if (count < 0 || (away == 0 && sign < 0) || self->steps <= 0 || !fits(self, atom, count))
                continue;
            self->steps--;
            give(self, atom, count);
            bool found = find_other(self, atom + 1);
            give(self, atom, -count);
            if (found)
                return true;
        }
    return false;
}

bool told_is_certain(const told *self, int figure, int64_t *given_up)
{
    search work = {.told = self, .target = figure, .steps = STEPS};
    find_atoms(&work);
    bool found = find_other(&work, 0);
    *given_up += !found && work.steps <= 0;
    return !found && work.steps > 0;
}

int told_find_certain(const told *self, int64_t *given_up)
{
    for (int figure = 0; figure < self->count; figure++) {
        int64_t truth = told_truth(self, figure);
        if (self->shown[figure] < 0 && truth > 0 && truth < INTEG_DISCLOSURE_THRESHOLD &&
            told_is_certain(self, figure, given_up))
            return figure;
    }
    return -1;
}
