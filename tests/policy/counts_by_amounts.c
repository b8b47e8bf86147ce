/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* How many people have how many children, beside sums and means of how many these have: of all towns that would be
 * reported in the same way, some have another number for every hidden count, and for every group of a few people that is
 * no figure. All towns are tried. */
#include "policy/results.h"
#include "policy/suite.h"
#include "policy/town.h"
#include "support/failing_allocator.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CASES 150
#define VALUES 3 /* 0, 1 and 2 children, or those of which there are */
#define KINDS (2 * VALUES) /* men and women with each */
#define FIGURES 300
#define MOST_PEOPLE 34
#define FEW 5

/* To whom towns look alike: who has everything, who passes over sums, and who has the first report alone. */
typedef enum sight { ALL, COUNTS, FIRST, SIGHTS } sight;

/* A number that is made of kinds: so many times each. Where it is hidden, there is somebody whose number it is; what
 * that says beside sums that were published before is not looked at by the library. */
typedef struct known {
    int64_t times[KINDS];
    int64_t value;
    bool of_children, hidden;
    bool is_group; /* nothing is said of it */
    bool is_old; /* of the first report, or of the same people as one of that */
    int64_t least[SIGHTS], most[SIGHTS]; /* among the towns that would be reported in the same way */
} known;

typedef struct told {
    int64_t amounts[VALUES]; /* children of those with the first, second and third number of them */
    int64_t people;
    int64_t kinds[KINDS]; /* as it is */
    known figures[FIGURES];
    int count, first; /* of the first report */
    int hidden, sums, limits;
} told;

/* ---- what is told ---- */

static bool is_in(int kind, int64_t sex, const int64_t *amounts, int64_t children)
{
    return (sex == 0 || kind / VALUES + 1 == sex) && (children < 0 || amounts[kind % VALUES] == children);
}

static known *add(told *self)
{
    ck_assert_int_lt(self->count, FIGURES);
    known *added = &self->figures[self->count++];
    *added = (known){.least = {INT64_MAX, INT64_MAX, INT64_MAX}, .most = {-1, -1, -1}};
    return added;
}

/* The number, or the sum of so high a power of the children, of some people. */
static void tell(told *self, int64_t sex, int64_t children, int power, bool hidden)
{
    known *added = add(self);
    added->hidden = hidden;
    added->of_children = power > 0;
    for (int kind = 0; kind < KINDS; kind++) {
        bool in = is_in(kind, sex, self->amounts, children);
        added->times[kind] = in ? (int64_t)pow((double)self->amounts[kind % VALUES], power) : 0;
        added->value += added->times[kind] * self->kinds[kind];
    }
}

/* Of people whose sex and number of children is said; 0 and -1: of all. */
static void tell_figure(told *self, const integi_value *value, bool hidden, int64_t sex, int64_t children)
{
    bool of_sum = value->kind != INTEG_INDICATOR_COUNT;
    tell(self, sex, children, 0, value->own.denominator < 0);
    self->hidden += value->own.denominator < 0;
    if (of_sum && !hidden)
        tell(self, sex, children, 1, false);
    if (of_sum && !hidden && value->has_interval)
        tell(self, sex, children, 2, false);
    self->sums += of_sum && !hidden;
    self->limits += of_sum && !hidden && value->has_interval;
}

static int64_t number_of(const integi_cell_result *cell, const char *const *by, const char *column, int64_t otherwise)
{
    for (int i = 0; i < 2 && by[i] != NULL; i++)
        if (strcmp(by[i], column) == 0)
            return cell->terms[i].code == NULL ? otherwise : strtoll(cell->terms[i].code, NULL, 10);
    return otherwise;
}

/* That a number of children is not listed says that nobody of the group has it. */
static void tell_unlisted(told *self, const integi_indicator_result *of, const char *const *by, int64_t sex)
{
    for (int kind = 0; kind < KINDS; kind++) {
        bool listed = !is_in(kind, sex, self->amounts, -1) || of->cell_count == 0;
        for (int64_t i = 0; i < of->cell_count; i++)
            listed = listed || is_in(kind, number_of(&of->cells[i], by, "sex", sex), self->amounts,
                                     number_of(&of->cells[i], by, "children", -1));
        if (!listed) {
            known *added = add(self);
            added->times[kind] = 1;
        }
    }
}

/* Everybody of some kinds who are few together, and what they have. Of 1, 36 and 38 a sum is made in one way alone, which
 * is looked at for figures and not for groups. */
static void watch_groups(told *self)
{
    if (self->amounts[2] - self->amounts[0] != 2)
        return;
    for (int mask = 1; mask < 1 << KINDS; mask++) {
        int64_t people[2] = {0, 0};
        for (int kind = 0; kind < KINDS; kind++) {
            people[0] += (mask >> kind & 1) * self->kinds[kind];
            people[1] += self->amounts[kind % VALUES] == 0 ? 0 : (mask >> kind & 1) * self->kinds[kind];
        }
        for (int power = 0; power < 2; power++) {
            if (people[power] == 0 || people[power] >= FEW)
                continue;
            known *added = add(self);
            added->is_group = true;
            for (int kind = 0; kind < KINDS; kind++)
                added->times[kind] = (mask >> kind & 1) * (power == 0 ? 1 : self->amounts[kind % VALUES]);
        }
    }
}

/* ---- other towns ---- */

typedef struct trying {
    told *of;
    int64_t kinds[KINDS];
} trying;

static int64_t number_in(const known *figure, const int64_t *kinds)
{
    int64_t number = 0;
    for (int kind = 0; kind < KINDS; kind++)
        number += figure->times[kind] * kinds[kind];
    return number;
}

static bool is_alike(const trying *self, const known *figure, bool of_first)
{
    int64_t number = number_in(figure, self->kinds);
    if (figure->is_group)
        return true;
    return figure->hidden ? !(of_first && figure->value > 0 && number == 0) : number == figure->value;
}

static void try_town(trying *self)
{
    bool alike[SIGHTS] = {true, true, true};
    for (int i = 0; i < self->of->count && (alike[COUNTS] || alike[FIRST]); i++) {
        const known *figure = &self->of->figures[i];
        bool is_same = is_alike(self, figure, i < self->of->first);
        alike[ALL] = alike[ALL] && is_same;
        alike[COUNTS] = alike[COUNTS] && (is_same || figure->of_children);
        alike[FIRST] = alike[FIRST] && (is_same || !figure->is_old);
    }
    for (int i = 0; i < self->of->count; i++)
        for (sight by = ALL; by < SIGHTS; by++) {
            known *figure = &self->of->figures[i];
            int64_t number = number_in(figure, self->kinds);
            figure->least[by] = alike[by] && number < figure->least[by] ? number : figure->least[by];
            figure->most[by] = alike[by] && number > figure->most[by] ? number : figure->most[by];
        }
}

static void try_all(trying *self, int kind, int64_t left)
{
    self->kinds[kind] = left;
    if (kind == KINDS - 1) {
        try_town(self);
        return;
    }
    for (int64_t count = 0; count <= left; count++) {
        self->kinds[kind] = count;
        try_all(self, kind + 1, left - count);
    }
}

/* ---- what is asked ---- */

typedef struct question {
    bool of_sum, of_mean;
    int64_t sex;                 /* 0: of all */
    bool by_sex, by_children;
} question;

static question draw_question(uint64_t *state)
{
    uint32_t kind = next_of_town(state) % 4;
    return (question){.of_sum = kind == 0, .of_mean = kind == 1, .sex = next_of_town(state) % 3,
                      .by_sex = next_of_town(state) % 4 == 0, .by_children = next_of_town(state) % 2 == 0};
}

static void list_columns(const question *asked, const char **by)
{
    int count = 0;
    if (asked->by_sex)
        by[count++] = "sex";
    if (asked->by_children)
        by[count++] = "children";
    by[count] = NULL;
}

static size_t write_question(const question *asked, int number, char *text, size_t size)
{
    static const char *const of[] = {"", "of: men, ", "of: women, "};
    static const char *const kinds[] = {"count", "sum, measure: children", "mean, measure: children"};
    static const char *const by[] = {"", ", by: [sex]", ", by: [children]", ", by: [sex, children]"};
    int length = snprintf(text, size, "%sf%d: {%skind: %s%s}", number == 0 ? "" : ", ", number, of[asked->sex],
                          kinds[asked->of_sum + 2 * asked->of_mean], by[asked->by_sex + 2 * asked->by_children]);
    return (size_t)length;
}

static void tell_results(told *self, const question *asked, const integ_results *results)
{
    for (int64_t i = 0; i < results->indicator_count; i++) {
        const integi_indicator_result *result = &results->indicators[i];
        int64_t sex = asked[i].sex;
        const char *by[3];
        list_columns(&asked[i], by);
        tell_figure(self, &result->figure->value, result->figure->hidden, sex, -1);
        for (int64_t k = 0; k < result->cell_count; k++)
            tell_figure(self, &result->cells[k].figure->value, result->cells[k].figure->hidden,
                        number_of(&result->cells[k], by, "sex", sex), number_of(&result->cells[k], by, "children", -1));
        tell_unlisted(self, result, by, sex);
    }
}

/* ---- */

static policy_town draw_town(uint64_t *state, told *self)
{
    policy_town drawn = {.people = 12 + next_of_town(state) % (MOST_PEOPLE - 11)};
    static const int64_t steps[] = {1, 1, 1, 1, 2, 35};
    uint32_t shares[KINDS];
    for (int i = 0; i < VALUES; i++)
        self->amounts[i] = i == 0 ? next_of_town(state) % 2 : self->amounts[i - 1] + steps[next_of_town(state) % 6];
    for (int kind = 0; kind < KINDS; kind++) {
        uint32_t more = next_of_town(state) % 6;
        shares[kind] = next_of_town(state) % 3 == 0 ? 1 + more : 1;
    }
    for (int64_t i = 0; i < drawn.people; i++) {
        uint32_t all = 0, kind = 0;
        for (int k = 0; k < KINDS; k++)
            all += shares[k];
        uint32_t at = next_of_town(state) % all;
        for (; at >= shares[kind]; kind++)
            at -= shares[kind];
        self->kinds[kind]++;
        drawn.sex[i] = 1 + kind / VALUES;
        drawn.children[i] = self->amounts[kind % VALUES];
    }
    self->people = drawn.people;
    return drawn;
}

/* One report, or two that are published one after the other. */
static void publish(uint64_t *state, told *self, bool twice)
{
    integ_context *context;
    integ_ledger *ledger = NULL;
    char path[] = "/tmp/ledger.XXXXXX";
    policy_town of = draw_town(state, self);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    if (twice) {
        close(mkstemp(path));
        unlink(path);
        ck_assert_int_eq(integ_ledger_open(context, path, &ledger, NULL), INTEG_STATUS_OK);
    }
    for (int time = 0; time <= twice; time++) {
        question asked[4];
        char text[1000];
        size_t length = 0;
        int count = 1 + (int)(next_of_town(state) % 4);
        integ_results *results;
        for (int i = 0; i < count; i++) {
            asked[i] = draw_question(state);
            length += write_question(&asked[i], i, text + length, sizeof text - length);
        }
        integ_status status = run_town_with_ledger(&of, context, "threshold: 5", text, ledger, &results, NULL);
        ck_assert(status == INTEG_STATUS_OK || (time == 1 && status == INTEG_STATUS_LIMIT_EXCEEDED));
        if (status == INTEG_STATUS_OK) /* else the numbers of children that it would list tell too much */
            tell_results(self, asked, results);
        integ_results_free(results);
        self->first = time == 0 ? self->count : self->first;
    }
    integ_ledger_free(ledger);
    integ_context_free(context);
}

static bool is_told(const known *figure, sight by)
{
    return figure->least[by] == figure->most[by];
}

/* What was told before cannot be hidden any more, and of many it is of no use to be. A number of many may follow from
 * what was published before and a zero that is shown beside it. */
static bool is_found(const known *figure, bool twice)
{
    bool few = figure->value < FEW, known_before = is_told(figure, twice ? FIRST : COUNTS);
    return figure->hidden && is_told(figure, ALL) && (twice ? few && !known_before : few || !known_before);
}

static bool is_of_same_people(const told *self, const known *a, const known *b)
{
    for (int kind = 0; kind < KINDS; kind++)
        if (self->kinds[kind] > 0 && a->times[kind] != b->times[kind])
            return false;
    return !a->hidden && !b->hidden;
}

/* That nobody is beside those who were counted before is shown, as zeros are. */
static void find_old(told *self)
{
    for (int i = 0; i < self->count; i++) {
        known *figure = &self->figures[i];
        figure->is_old = i < self->first || (!figure->hidden && figure->value == 0);
        for (int k = 0; k < self->first; k++)
            figure->is_old = figure->is_old || is_of_same_people(self, figure, &self->figures[k]);
    }
}

/* How many hidden counts are one number alone; of many, because of sums alone. So it is of groups. */
static int count_recoveries(told *self, bool twice, int *groups)
{
    trying towns = {.of = self};
    int found = 0;
    *groups = 0;
    find_old(self);
    watch_groups(self);
    try_all(&towns, 0, self->people);
    for (int i = 0; i < self->count; i++) {
        const known *figure = &self->figures[i];
        ck_assert_int_ge(figure->most[ALL], 0); /* the town itself was tried */
        found += is_found(figure, twice);
        *groups += figure->is_group && is_told(figure, ALL) && !is_told(figure, COUNTS);
    }
    return found;
}

static void attack(bool twice)
{
    int hidden = 0, sums = 0, limits = 0, found = 0, towns = 0;
    int64_t cases = random_cases(CASES, 20 * CASES);
    for (int64_t seed = 0; seed < cases; seed++) {
        uint64_t state = 2 * (uint64_t)seed + twice;
        told self = {.count = 0};
        publish(&state, &self, twice);
        int groups, recovered = count_recoveries(&self, twice, &groups);
        ck_assert_msg(twice || recovered == 0, "seed %d: a hidden count follows", (int)seed);
        found += recovered > 0;
        towns += groups > 0;
        hidden += self.hidden;
        sums += self.sums;
        limits += self.limits;
    }
    ck_assert_int_gt(hidden, 0);
    ck_assert_int_gt(sums, 0);
    ck_assert_int_gt(limits, 0);
    ck_assert_int_le(found, cases / 300); /* what two reports tell, and none of them alone, is not always found */
    ck_assert_int_le(towns, cases / 100); /* what follows since nobody is fewer than none is not looked for */
    printf("# %d hidden counts beside %d sums and means, %d with limits; few who are no figure are told in %d of %d towns\n",
           hidden, sums, limits, towns, (int)cases);
}

START_TEST(no_hidden_count_follows_from_sums_and_means)
{
    attack(false);
}
END_TEST

START_TEST(no_hidden_count_follows_from_what_was_published_before)
{
    attack(true);
}
END_TEST

/* ---- one town ---- */

/* Of forty, twenty have no child, fourteen one, and three each two and three: the mean would tell that. */
static policy_town forty_with_children(void)
{
    policy_town made = {.people = 40};
    for (int64_t i = 0; i < 40; i++) {
        made.children[i] = i < 20 ? 0 : i < 34 ? 1 : i < 37 ? 2 : 3;
        made.sex[i] = 1 + i % 2;
        made.job[i] = 1000 + i * i;
        made.area[i] = 1;
    }
    return made;
}

static void expect(const char *rule, const char *indicators, bool hidden, bool limited)
{
    policy_town of = forty_with_children();
    integ_context *context;
    integ_results *results;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run_town(&of, context, rule, indicators, &results, NULL), INTEG_STATUS_OK);
    const integi_figure *mean = results->indicators[0].figure;
    ck_assert_msg(mean->hidden == hidden, "%s", indicators);
    ck_assert_msg(mean->value.has_interval == limited, "%s", indicators);
    integ_results_free(results);
    integ_context_free(context);
}

START_TEST(a_mean_is_hidden_where_it_tells_counts_and_nowhere_else)
{
    const char *hides = "threshold: 5", *rounds = "method: round";
    expect(hides, "mean: {kind: mean, measure: children}", false, true);
    expect(hides, "mean: {kind: mean, measure: children}, count: {kind: count, by: [children]}", true, false);
    expect(hides, "mean: {kind: mean, measure: children}, count: {kind: count, by: [sex]}", false, true);
    expect(hides, "mean: {kind: mean, measure: job}, count: {kind: count, by: [children]}", false, true);
    expect(hides, "mean: {kind: mean, of: men, measure: children}, count: {kind: count, of: women, by: [children]}",
           false, false); /* three men have two or three */
    expect(rounds, "mean: {kind: mean, measure: children}", false, true);
    expect(rounds, "mean: {kind: mean, measure: children}, count: {kind: count, by: [children]}", true, false);
    expect(rounds, "mean: {kind: mean, measure: job}, count: {kind: count, by: [children]}", false, true);
}
END_TEST

static integ_status attempt(integ_context *context, integ_error *error, void *userdata)
{
    integ_results *results;
    integ_status status = run_town(userdata, context, "threshold: 5",
                                   "mean: {kind: mean, measure: children}, job: {kind: mean, measure: job}, "
                                   "count: {kind: count, by: [children]}",
                                   &results, error);
    integ_results_free(results);
    return status;
}

START_TEST(every_allocation_for_counts_by_amounts_may_fail)
{
    policy_town of = forty_with_children();
    for_each_failing_allocation(attempt, &of);
}
END_TEST

void add_counts_by_amounts(Suite *suite)
{
    add_tests(suite, "counts by amounts",
              (const TTest *[]){a_mean_is_hidden_where_it_tells_counts_and_nowhere_else,
                                every_allocation_for_counts_by_amounts_may_fail,
                                no_hidden_count_follows_from_sums_and_means,
                                no_hidden_count_follows_from_what_was_published_before, NULL});
}
