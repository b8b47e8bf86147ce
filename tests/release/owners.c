/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Rows of a table that belongs to another one: many rows of few owners are few people. What is printed of random
 * contracts is added and subtracted here in every way, by elimination over the sets of contracts that the test makes
 * itself, and must never count the contracts of one to a few owners. */
#include "release/ledger.h"
#include "release/suite.h"
#include "support/failing_allocator.h"
#include "support/folder.h"

#include <integration.h>
#include <stdio.h>
#include <string.h>

#define CONTRACTS 32
#define SNAPSHOTS 2
#define OWNERS 13 /* at most; -1 is nobody */
#define CASES 1000
#define PRIME UINT64_C(2147483647)
#define PRINTED 400
#define KINDS_MOST 4 /* of contracts that are told apart, in a group that is looked for */

enum { NO, YES, UNKNOWN_ANSWER };

static scratch_folder own;

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* ---- contracts ---- */

typedef struct market {
    int contracts, owners, snapshots;
    bool keyed;    /* contracts are known by their number in both snapshots */
    int citizens;  /* owners that are in the register */
    int owner[CONTRACTS];
    bool here[SNAPSHOTS][CONTRACTS];
    int a[SNAPSHOTS][CONTRACTS], t[SNAPSHOTS][CONTRACTS];
} market;

/* A few owners have most of what is of one kind. */
static market invent(uint64_t *state)
{
    market made = {.contracts = 12 + (int)(next(state) % (CONTRACTS - 11)), .owners = 4 + (int)(next(state) % 9)};
    made.keyed = next(state) % 2 == 0;
    made.snapshots = 1 + (int)(next(state) % SNAPSHOTS);
    made.citizens = made.owners - (int)(next(state) % 2);
    for (int c = 0; c < made.contracts; c++) {
        int t = (int)(next(state) % 3);
        made.owner[c] = (int)(next(state) % (t == 0 ? 2 + next(state) % 3 : (uint32_t)made.owners));
        made.owner[c] = next(state) % 20 == 0 ? -1 : made.owner[c];
        for (int s = 0; s < made.snapshots; s++) {
            bool same = s > 0 && next(state) % 6 != 0;
            uint32_t draw = next(state) % 12;
            made.here[s][c] = next(state) % 8 != 0;
            made.t[s][c] = s == 0 ? t : same ? made.t[s - 1][c] : (int)(next(state) % 3);
            made.a[s][c] = same ? made.a[s - 1][c] : draw < 6 ? YES : draw < 11 ? NO : UNKNOWN_ANSWER;
        }
    }
    return made;
}

static integ_status add_contracts(const market *of, integ_register_builder *builder, int s, integ_error *error)
{
    static const char *const names[] = {"x", "y", "z"};
    int64_t nr[CONTRACTS], who[CONTRACTS], a[CONTRACTS], rows = 0;
    uint8_t owned[CONTRACTS], known[CONTRACTS];
    const char *t[CONTRACTS];
    for (int c = 0; c < of->contracts; c++) {
        if (!of->here[s][c])
            continue;
        nr[rows] = c;
        who[rows] = 100 + of->owner[c];
        owned[rows] = of->owner[c] >= 0;
        a[rows] = of->a[s][c] == YES;
        known[rows] = of->a[s][c] != UNKNOWN_ANSWER;
        t[rows++] = names[of->t[s][c]];
    }
    integ_status status = integ_register_builder_add_table(builder, "contract", rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "nr", INTEG_TYPE_INTEGER, 0, nr, NULL, rows, error);
    if (status == INTEG_STATUS_OK && of->keyed && s == 0)
        status = integ_register_builder_set_key(builder, "nr", error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "who", INTEG_TYPE_INTEGER, 0, who, owned, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "a", INTEG_TYPE_BOOLEAN, 0, a, known, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "t", INTEG_TYPE_CODE, t, rows, error);
    return status == INTEG_STATUS_OK ? integ_register_builder_set_link(builder, "who", "citizen", error) : status;
}

static integ_status make_register(const market *of, integ_context *context, integ_register **out, integ_error *error)
{
    integ_register_builder *builder;
    int64_t id[OWNERS];
    *out = NULL;
    for (int i = 0; i < of->citizens; i++)
        id[i] = 100 + i;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    for (int s = 0; s < of->snapshots && status == INTEG_STATUS_OK; s++) {
        status = integ_register_builder_add_snapshot(builder, 18000 + 400 * s, error);
        if (status == INTEG_STATUS_OK)
            status = integ_register_builder_add_table(builder, "citizen", of->citizens, error);
        if (status == INTEG_STATUS_OK)
            status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, id, NULL, of->citizens,
                                                         error);
        if (status == INTEG_STATUS_OK && s == 0)
            status = integ_register_builder_set_key(builder, "id", error);
        if (status == INTEG_STATUS_OK)
            status = add_contracts(of, builder, s, error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

/* A contract as a bit: the same one in all snapshots where it has a number. */
static uint64_t bit_of(const market *of, int s, int c)
{
    return UINT64_C(1) << (of->keyed ? c : c + CONTRACTS * s);
}

/* How many people a set of contracts belongs to. */
static int people_in(const market *of, uint64_t set)
{
    bool met[OWNERS] = {false};
    int people = 0;
    for (int bit = 0; bit < 64; bit++) {
        if ((set >> bit & 1) == 0)
            continue;
        int owner = of->owner[bit % CONTRACTS];
        people += owner < 0 || !met[owner];
        if (owner >= 0)
            met[owner] = true;
    }
    return people;
}

/* ---- what is asked ---- */

static const char *const conditions[] = {"nr >= 0", "a",           "NOT a",        "t = 'x'",
                                         "t <> 'x'", "a AND t = 'y'", "a OR t = 'z'", "t = 'x' OR t = 'y'"};
#define CONDITIONS (sizeof conditions / sizeof *conditions)

static int answer(const market *of, int s, int c, int condition)
{
    int a = of->a[s][c], t = of->t[s][c];
    switch (condition) {
    case 1: return a;
    case 2: return a == UNKNOWN_ANSWER ? a : a == NO;
    case 3: return t == 0;
    case 4: return t != 0;
    case 5: return t != 1 ? NO : a;
    case 6: return t == 2 ? YES : a;
    case 7: return t < 2;
    default: return YES;
    }
}

typedef struct question {
    int s;
    int condition; /* of a funnel the first one */
    int second;    /* of a funnel; -1: it is none */
    int by;        /* 1: t, 2: a, 3: both; 0: none */
    bool follows;  /* what becomes of those for whom the condition is true, and `a` in all snapshots */
} question;

static question draw_question(const market *of, uint64_t *state)
{
    question drawn = {.s = (int)(next(state) % (uint32_t)of->snapshots),
                      .condition = (int)(next(state) % CONDITIONS), .second = -1};
    uint32_t kind = next(state) % 5;
    drawn.by = kind < 2 ? (int)(1 + next(state) % 3) : 0;
    if (kind == 4) {
        drawn.condition = 1 + (int)(next(state) % 2);
        drawn.second = 3 + (int)(next(state) % 2);
    }
    drawn.follows = kind == 3 && of->keyed;
    return drawn;
}

/* ---- what is said ---- */

typedef struct told {
    const market *of;
    int threshold;
    int count, hidden;
    uint64_t sets[PRINTED];
} told;

/* What is shown is true. */
static void tell(told *self, uint64_t set, int64_t shown)
{
    self->hidden += shown < 0;
    if (shown < 0)
        return;
    ck_assert_int_eq(shown, __builtin_popcountll(set));
    ck_assert_int_lt(self->count, PRINTED);
    if (set != 0)
        self->sets[self->count++] = set;
}

static uint64_t everything(const market *of, int s)
{
    uint64_t set = 0;
    for (int c = 0; c < of->contracts; c++)
        set |= of->here[s][c] ? bit_of(of, s, c) : 0;
    return set;
}

static uint64_t set_of(const market *of, int s, int condition, int wanted)
{
    uint64_t set = 0;
    for (int c = 0; c < of->contracts; c++)
        set |= of->here[s][c] && answer(of, s, c, condition) == wanted ? bit_of(of, s, c) : 0;
    return set;
}

/* The question with what it leads to, until the release is protected. */
typedef struct asked {
    question what;
    integ_tally *tally;
    int64_t query;
    int64_t figures[16];
    integ_attrition *attrition;
    integ_attrition_figures *funnel;
    integ_following *following;
    integ_following_figures *followed;
} asked;

static void free_asked(asked *self)
{
    integ_tally_free(self->tally);
    integ_attrition_free(self->attrition);
    integ_attrition_figures_free(self->funnel);
    integ_following_free(self->following);
    integ_following_figures_free(self->followed);
}

static integ_status parse(integ_context *context, const question *what, integ_expression **out, integ_error *error)
{
    char text[80];
    snprintf(text, sizeof text, what->second < 0 ? "%s" : "%s AND %s", conditions[what->condition],
             what->second < 0 ? "" : conditions[what->second]);
    return integ_expression_parse(context, text, strlen(text), "test", out, error);
}

static integ_status follow(asked *self, integ_context *context, const integ_snapshot *snapshot,
                           const integ_expression *filter, integ_error *error)
{
    integ_follow_options *options = NULL;
    integ_expression *meets = NULL;
    integ_status status = integ_follow_options_new(context, &options, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, "a", 1, "test", &meets, error);
    if (status == INTEG_STATUS_OK)
        status = integ_follow_options_set_where(options, meets, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_follow_filter(filter, NULL, snapshot, "contract", options, &self->following, error);
    integ_expression_free(meets);
    integ_follow_options_free(options);
    return status;
}

static integ_status count(asked *self, integ_context *context, integ_register *reg, integ_error *error)
{
    integ_plan *plan = NULL;
    integ_dimensions *by = NULL;
    integ_expression *filter = NULL;
    const integ_snapshot *snapshot = integ_register_snapshot(reg, self->what.s);
    integ_status status = parse(context, &self->what, &filter, error);
    if (status == INTEG_STATUS_OK && self->what.second >= 0)
        status = integ_attrition_of_filter(filter, NULL, snapshot, "contract", &self->attrition, error);
    if (status == INTEG_STATUS_OK && self->what.follows)
        status = follow(self, context, snapshot, filter, error);
    if (status == INTEG_STATUS_OK && self->what.by != 0)
        status = integ_dimensions_new(context, &by, error);
    if (status == INTEG_STATUS_OK && (self->what.by & 2) != 0)
        status = integ_dimensions_add_column(by, "a", error);
    if (status == INTEG_STATUS_OK && (self->what.by & 1) != 0)
        status = integ_dimensions_add_column(by, "t", error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, "contract", filter, NULL, by, &self->query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, snapshot, &self->tally, error);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_expression_free(filter);
    return status;
}

static const int32_t whats[] = {INTEG_ROWS_ALL, INTEG_ROWS_KNOWN, INTEG_ROWS_UNKNOWN, INTEG_ROWS_TRUE};

/* As integ-cohort asks for a count, which prints all but the second. */
static integ_status add_count(asked *self, integ_release *release, integ_error *error)
{
    static const int shares[][2] = {{1, 0}, {2, 0}, {3, 0}, {3, 1}};
    integ_status status = INTEG_STATUS_OK;
    for (int i = 0; i < 4 && status == INTEG_STATUS_OK; i++)
        status = integ_release_add_query(release, self->tally, self->query, 0, whats[i], &self->figures[i], error);
    for (int i = 0; i < 4 && status == INTEG_STATUS_OK; i++)
        status = integ_release_add_share(release, self->figures[shares[i][0]], self->figures[shares[i][1]], error);
    return status;
}

static integ_status add(asked *self, integ_release *release, integ_error *error)
{
    if (self->attrition != NULL)
        return integ_release_add_attrition(release, self->attrition, &self->funnel, error);
    if (self->following != NULL)
        return integ_release_add_following(release, self->following, &self->followed, error);
    if (integ_tally_cells(self->tally, self->query) == 0)
        return INTEG_STATUS_OK;
    if (self->what.by == 0)
        return add_count(self, release, error);
    integ_status status = integ_release_add_listing(release, self->tally, self->query, error);
    for (int64_t cell = 0; cell < integ_tally_cells(self->tally, self->query) && status == INTEG_STATUS_OK; cell++)
        if (integ_release_names_cell(release, self->tally, self->query, cell))
            status = integ_release_add_query(release, self->tally, self->query, cell, INTEG_ROWS_TRUE,
                                             &self->figures[cell], error);
    return status;
}

static int64_t shown_of(const integ_release *release, int64_t figure)
{
    int64_t shown;
    ck_assert_int_eq(integ_release_count(release, figure, &shown, NULL), INTEG_STATUS_OK);
    return shown;
}

static void read_count(const asked *self, const integ_release *release, told *told)
{
    const market *of = told->of;
    int s = self->what.s;
    tell(told, everything(of, s), shown_of(release, self->figures[0]));
    tell(told, set_of(of, s, self->what.condition, UNKNOWN_ANSWER), shown_of(release, self->figures[2]));
    tell(told, set_of(of, s, self->what.condition, YES), shown_of(release, self->figures[3]));
}

/* The contracts of a combination of labels. */
static uint64_t labelled(const asked *self, const market *of, int64_t cell)
{
    static const char *const names[] = {"x", "y", "z"}, *const answers[] = {"false", "true"};
    uint64_t set = 0;
    const char *t = integ_tally_label(self->tally, self->query, cell, self->what.by == 3);
    const char *a = integ_tally_label(self->tally, self->query, cell, 0);
    for (int c = 0; c < of->contracts; c++) {
        int s = self->what.s, own = of->a[s][c];
        bool of_t = (self->what.by & 1) == 0 || strcmp(t, names[of->t[s][c]]) == 0;
        bool of_a = (self->what.by & 2) == 0 ||
                    (a == NULL ? own == UNKNOWN_ANSWER : own != UNKNOWN_ANSWER && strcmp(a, answers[own]) == 0);
        set |= of->here[s][c] && of_t && of_a ? bit_of(of, s, c) : 0;
    }
    return set;
}

static void read_breakdown(const asked *self, const integ_release *release, told *told)
{
    const market *of = told->of;
    bool listed = integ_release_is_listed(release, self->tally, self->query);
    for (int64_t cell = 0; cell < integ_tally_cells(self->tally, self->query); cell++) {
        uint64_t all = labelled(self, of, cell);
        bool many = people_in(of, all) >= told->threshold;
        ck_assert_int_eq(integ_release_names_cell(release, self->tally, self->query, cell), many && listed);
        if (!many)
            continue;
        int64_t shown = shown_of(release, self->figures[cell]);
        ck_assert(listed || shown < 0);
        tell(told, all & set_of(of, self->what.s, self->what.condition, YES), shown);
    }
}

static bool is_in_step(const market *of, const question *what, int c, int step, int32_t figure)
{
    int own = answer(of, what->s, c, step == 0 ? what->condition : what->second);
    int other = answer(of, what->s, c, step == 0 ? what->second : what->condition);
    switch (figure) {
    case INTEG_ATTRITION_ALONE: return own == YES;
    case INTEG_ATTRITION_UNKNOWN: return own == UNKNOWN_ANSWER;
    case INTEG_ATTRITION_LEFT: return own == YES && (step == 0 || other == YES);
    case INTEG_ATTRITION_LOST: return own != YES && (step == 0 || other == YES);
    case INTEG_ATTRITION_NEAR_MISS: return own == NO && other == YES;
    default: return own == UNKNOWN_ANSWER && other == YES;
    }
}

static void read_funnel(const asked *self, told *told)
{
    const market *of = told->of;
    tell(told, everything(of, self->what.s), integ_attrition_figures_rows(self->funnel));
    for (int step = 0; step < 2; step++)
        for (int32_t figure = 1; figure <= INTEG_ATTRITION_FIGURES; figure++) {
            uint64_t set = 0;
            for (int c = 0; c < of->contracts; c++)
                if (of->here[self->what.s][c] && is_in_step(of, &self->what, c, step, figure))
                    set |= bit_of(of, self->what.s, c);
            tell(told, set, integ_attrition_figures_count(self->funnel, step, figure));
        }
}

/* Whether a contract counts, when those for whom a condition was true in snapshot `start` are followed to `s`. */
static bool is_followed(const market *of, const question *what, int s, int c, int32_t figure)
{
    int start = what->s;
    bool followed = of->here[start][c] && answer(of, start, c, what->condition) == YES, here = of->here[s][c];
    switch (figure) {
    case INTEG_FOLLOWING_PRESENT: return followed && here;
    case INTEG_FOLLOWING_ABSENT: return followed && !here;
    case INTEG_FOLLOWING_IN_GROUP: return followed && here && answer(of, s, c, what->condition) == YES;
    case INTEG_FOLLOWING_UNKNOWN: return followed && here && answer(of, s, c, what->condition) == UNKNOWN_ANSWER;
    case INTEG_FOLLOWING_MEETS: return followed && here && of->a[s][c] == YES;
    case INTEG_FOLLOWING_MEETS_UNKNOWN: return followed && here && of->a[s][c] == UNKNOWN_ANSWER;
    case INTEG_FOLLOWING_ARRIVED: return here && !of->here[start][c];
    case INTEG_FOLLOWING_ARRIVED_IN_GROUP:
        return here && !of->here[start][c] && answer(of, s, c, what->condition) == YES;
    default: return false;
    }
}

static void read_following(const asked *self, told *told)
{
    const market *of = told->of;
    const question *what = &self->what;
    tell(told, set_of(of, what->s, what->condition, YES), integ_following_figures_size(self->followed));
    tell(told, set_of(of, what->s, what->condition, UNKNOWN_ANSWER), integ_following_figures_unknown(self->followed));
    for (int s = 0; s < of->snapshots; s++)
        for (int32_t figure = 1; figure <= INTEG_FOLLOWING_FIGURES; figure++) {
            uint64_t set = 0;
            for (int c = 0; c < of->contracts; c++)
                set |= is_followed(of, what, s, c, figure) ? bit_of(of, s, c) : 0;
            tell(told, set, integ_following_figures_count(self->followed, s, figure));
        }
}

static void read_answer(const asked *self, const integ_release *release, told *told)
{
    if (self->attrition != NULL)
        read_funnel(self, told);
    else if (self->following != NULL)
        read_following(self, told);
    else if (integ_tally_cells(self->tally, self->query) > 0)
        (self->what.by == 0 ? read_count : read_breakdown)(self, release, told);
}

/* That everybody knows how many there are in all snapshots. */
static integ_status add_everybody(asked *all, int snapshots, integ_context *context, integ_register *reg,
                                  integ_release *release, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int s = 0; s < snapshots && status == INTEG_STATUS_OK; s++) {
        all[s].what = (question){.s = s, .second = -1};
        status = count(&all[s], context, reg, error);
        if (status == INTEG_STATUS_OK)
            status = integ_release_add_population(release, all[s].tally, all[s].query, error);
    }
    return status;
}

/* One release of some questions. */
static integ_status publish(integ_context *context, integ_register *reg, const question *questions, int count_of,
                            bool remembers, int64_t threshold, told *told, integ_error *error)
{
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    integ_ledger *ledger = NULL;
    asked all[4] = {{.tally = NULL}}, everybody[SNAPSHOTS] = {{.tally = NULL}};
    integ_status status = integ_disclosure_new(context, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_threshold(rule, threshold, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(context, rule, &release, error);
    if (status == INTEG_STATUS_OK && remembers)
        status = integ_ledger_open(context, own.file, &ledger, error);
    if (status == INTEG_STATUS_OK && remembers)
        status = integ_release_set_ledger(release, ledger, reg, error);
    if (status == INTEG_STATUS_OK)
        status = add_everybody(everybody, (int)integ_register_snapshot_count(reg), context, reg, release, error);
    for (int i = 0; i < count_of && status == INTEG_STATUS_OK; i++) {
        all[i].what = questions[i];
        status = count(&all[i], context, reg, error);
        if (status == INTEG_STATUS_OK)
            status = add(&all[i], release, error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    for (int i = 0; i < count_of && status == INTEG_STATUS_OK && told != NULL; i++)
        read_answer(&all[i], release, told);
    if (status == INTEG_STATUS_OK && remembers)
        status = integ_release_record(release, 18900, NULL, error);
    if (status == INTEG_STATUS_OK && remembers)
        status = integ_ledger_write(ledger, error);
    for (int i = 0; i < 4; i++)
        free_asked(&all[i]);
    for (int s = 0; s < SNAPSHOTS; s++)
        free_asked(&everybody[s]);
    integ_release_free(release);
    integ_ledger_free(ledger);
    integ_disclosure_free(rule);
    return status;
}

/* ---- the attacker ---- */

typedef struct system {
    uint64_t kinds[64]; /* contracts that are in the same sets */
    int kind_count;
    uint64_t rows[PRINTED][64];
    int pivots[PRINTED];
    int row_count;
} system_of;

static uint64_t power(uint64_t base, uint64_t exponent)
{
    uint64_t result = 1;
    for (; exponent > 0; exponent >>= 1, base = base * base % PRIME)
        result = (exponent & 1) != 0 ? result * base % PRIME : result;
    return result;
}

static void tell_apart(system_of *self, const told *told)
{
    uint64_t all = 0;
    for (int i = 0; i < told->count; i++)
        all |= told->sets[i];
    self->kinds[0] = all;
    self->kind_count = all != 0;
    for (int i = 0; i < told->count; i++)
        for (int kind = self->kind_count - 1; kind >= 0; kind--) {
            uint64_t in = self->kinds[kind] & told->sets[i];
            if (in == 0 || in == self->kinds[kind])
                continue;
            self->kinds[self->kind_count++] = self->kinds[kind] & ~in;
            self->kinds[kind] = in;
        }
}

/* Takes away what is known. Returns the first kind that is left, or -1. */
static int reduce(const system_of *self, uint64_t *row)
{
    for (int i = 0; i < self->row_count; i++) {
        uint64_t factor = row[self->pivots[i]];
        for (int kind = 0; kind < self->kind_count && factor != 0; kind++)
            row[kind] = (row[kind] + (PRIME - factor) * self->rows[i][kind]) % PRIME;
    }
    for (int kind = 0; kind < self->kind_count; kind++)
        if (row[kind] != 0)
            return kind;
    return -1;
}

static void learn(system_of *self, uint64_t set)
{
    uint64_t *row = self->rows[self->row_count];
    for (int kind = 0; kind < self->kind_count; kind++)
        row[kind] = (self->kinds[kind] & set) != 0;
    int pivot = reduce(self, row);
    if (pivot < 0)
        return;
    uint64_t inverse = power(row[pivot], PRIME - 2);
    for (int kind = 0; kind < self->kind_count; kind++)
        row[kind] = row[kind] * inverse % PRIME;
    self->pivots[self->row_count++] = pivot;
}

static bool follows(const system_of *self, const int *chosen, int count_of)
{
    uint64_t row[64] = {0};
    for (int i = 0; i < count_of; i++)
        row[chosen[i]] = 1;
    return reduce(self, row) < 0;
}

/* Tries all groups of few people that are made of few kinds. Returns the first that follows, but not from what
 * everybody knows; 0: none. */
static uint64_t try_groups(const system_of *self, const system_of *known, const told *told, int *chosen, int count_of,
                           uint64_t set)
{
    if (count_of > 0 && follows(self, chosen, count_of) && !follows(known, chosen, count_of))
        return set;
    for (int kind = count_of == 0 ? 0 : chosen[count_of - 1] + 1; kind < self->kind_count && count_of < KINDS_MOST;
         kind++) {
        uint64_t more = set | self->kinds[kind];
        chosen[count_of] = kind;
        uint64_t found = people_in(told->of, more) < told->threshold
                             ? try_groups(self, known, told, chosen, count_of + 1, more)
                             : 0;
        if (found != 0)
            return found;
    }
    return 0;
}

/* How many there are in a snapshot is known, unless they are few people. */
static void add_populations(told *self)
{
    for (int s = 0; s < self->of->snapshots; s++)
        if (people_in(self->of, everything(self->of, s)) >= self->threshold)
            tell(self, everything(self->of, s), __builtin_popcountll(everything(self->of, s)));
}

static bool is_everything(const market *of, uint64_t set)
{
    for (int s = 0; s < of->snapshots; s++)
        if (set == everything(of, s))
            return true;
    return false;
}

/* The last sets are those that everybody knows, and so are all rows of a snapshot wherever they are counted. */
static uint64_t attack(const told *told, int known_count)
{
    static system_of system, known;
    int chosen[KINDS_MOST];
    memset(&system, 0, sizeof system);
    tell_apart(&system, told);
    known = system;
    for (int i = 0; i < told->count; i++)
        learn(&system, told->sets[i]);
    for (int i = told->count - known_count; i < told->count; i++)
        learn(&known, told->sets[i]);
    for (int i = 0; i < told->count; i++)
        if (is_everything(told->of, told->sets[i]))
            learn(&known, told->sets[i]);
    return try_groups(&system, &known, told, chosen, 0, 0);
}

START_TEST(rows_of_few_owners_are_not_counted_by_what_is_shown)
{
    int64_t shown = 0, hidden = 0;
    make_folder(&own, "ledger.json");
    for (int64_t seed = 0; seed < random_cases(CASES, 50 * CASES); seed++) {
        uint64_t state = (uint64_t)seed + 1;
        market of = invent(&state);
        told told = {.of = &of, .threshold = next(&state) % 2 == 0 ? 3 : 5};
        integ_context *context;
        integ_register *reg;
        bool remembers = next(&state) % 4 == 0, follows = false;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(make_register(&of, context, &reg, NULL), INTEG_STATUS_OK);
        for (int i = remembers ? 3 : 1; i > 0; i--) {
            question questions[4];
            int count_of = 1 + (int)(next(&state) % (remembers ? 2 : 4));
            for (int k = 0; k < count_of; k++)
                follows = (questions[k] = draw_question(&of, &state)).follows || follows;
            ck_assert_int_eq(publish(context, reg, questions, count_of, remembers, told.threshold, &told, NULL),
                             INTEG_STATUS_OK);
        }
        int told_count = told.count;
        if (!follows) /* then it is decided with the rest whether that is known */
            add_populations(&told);
        uint64_t found = attack(&told, told.count - told_count);
        ck_assert_msg(found == 0, "seed %d: %d contracts of %d people follow", (int)seed,
                      __builtin_popcountll(found), people_in(&of, found));
        shown += told.count;
        hidden += told.hidden;
        integ_register_free(reg);
        integ_context_free(context);
        remove(own.file);
    }
    ck_assert_msg(shown > hidden / 2, "%d are shown and %d hidden", (int)shown, (int)hidden);
    remove_folder(&own);
}
END_TEST

/* Eight contracts of two people, x, twelve of six, y, and twelve of twelve, z. All of them are `a`. */
static market three_kinds(void)
{
    market made = {.contracts = 32, .owners = 12, .citizens = 12, .snapshots = 1, .keyed = true};
    for (int c = 0; c < 32; c++) {
        made.t[0][c] = c < 8 ? 0 : c < 20 ? 1 : 2;
        made.owner[c] = c < 8 ? c % 2 : c < 20 ? c % 6 : c - 20;
        made.here[0][c] = true;
        made.a[0][c] = YES;
    }
    return made;
}

typedef struct opened {
    integ_context *context;
    integ_register *reg;
    integ_disclosure *rule;
    integ_release *release;
} opened;

static opened open_release(const market *of, bool protect)
{
    opened made;
    ck_assert_int_eq(integ_context_new(&made.context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(of, made.context, &made.reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(made.context, &made.rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(made.context, protect ? made.rule : NULL, &made.release, NULL),
                     INTEG_STATUS_OK);
    return made;
}

static void close_release(opened *self)
{
    integ_release_free(self->release);
    integ_disclosure_free(self->rule);
    integ_register_free(self->reg);
    integ_context_free(self->context);
}

static const char *label_of(const asked *self, int64_t cell)
{
    return integ_tally_label(self->tally, self->query, cell, 0);
}

START_TEST(a_listing_names_cells_of_many_people)
{
    market of = three_kinds();
    for (int protect = 0; protect <= 1; protect++) {
        opened made = open_release(&of, protect == 1);
        asked by = {.what = {.second = -1, .by = 1}};
        ck_assert_int_eq(count(&by, made.context, made.reg, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_release_names_cell(made.release, by.tally, by.query, 1), !protect);
        ck_assert_int_eq(integ_release_add_listing(made.release, by.tally, by.query, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_tally_cells(by.tally, by.query), 3);
        for (int64_t cell = 0; cell < 3; cell++)
            ck_assert_int_eq(integ_release_names_cell(made.release, by.tally, by.query, cell),
                             !protect || strcmp(label_of(&by, cell), "x") != 0);
        ck_assert_int_eq(integ_release_names_cell(made.release, by.tally, by.query, 3), 0);
        ck_assert_int_eq(integ_release_names_cell(made.release, by.tally, by.query, -1), 0);
        ck_assert_int_eq(integ_release_names_cell(made.release, by.tally, by.query + 1, 0), 0);
        ck_assert_int_eq(integ_release_names_cell(made.release, NULL, by.query, 0), 0);
        ck_assert_int_eq(integ_release_names_cell(NULL, by.tally, by.query, 0), 0);
        free_asked(&by);
        close_release(&made);
    }
}
END_TEST

static integ_groups *two_groups(integ_context *context)
{
    static const char *const groups[][2] = {{"y", "t = 'y'"}, {"x_and_y", "t <> 'z'"}};
    integ_groups *made;
    ck_assert_int_eq(integ_groups_new(context, &made, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < 2; i++) {
        integ_expression *where;
        ck_assert_int_eq(integ_expression_parse(context, groups[i][1], strlen(groups[i][1]), NULL, &where, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(integ_groups_add(made, groups[i][0], NULL, NULL, where, "contract", NULL), INTEG_STATUS_OK);
        integ_expression_free(where);
    }
    return made;
}

/* The eight contracts of two people are all that is in one group alone. */
START_TEST(an_overlap_does_not_tell_of_few_owners)
{
    static const char *const names[] = {"y", "x_and_y"};
    market of = three_kinds();
    opened made = open_release(&of, true);
    integ_groups *groups = two_groups(made.context);
    integ_overlap *overlap;
    integ_overlap_figures *figures;
    ck_assert_int_eq(integ_overlap_of_groups_with_patterns(groups, names, 2, integ_register_snapshot(made.reg, 0),
                                                           &overlap, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_overlap_pattern_count_unprotected(overlap), 2);
    ck_assert_int_eq(integ_release_add_overlap(made.release, overlap, &figures, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_protect(made.release, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < integ_overlap_figures_pattern_count(figures); i++)
        ck_assert_int_eq(integ_overlap_figures_exactly(figures, i), -1);
    ck_assert(integ_overlap_figures_count(figures, 0, 0) < 0 || integ_overlap_figures_count(figures, 1, 1) < 0);
    ck_assert(integ_overlap_figures_count(figures, 0, 0) >= 0 || integ_overlap_figures_count(figures, 1, 1) >= 0);
    integ_overlap_figures_free(figures);
    integ_overlap_free(overlap);
    integ_groups_free(groups);
    close_release(&made);
}
END_TEST

/* How many contracts of a kind are `a`, of all of that kind. */
static int64_t share_of_all(const char *kind, int64_t *all)
{
    market of = three_kinds();
    opened made = open_release(&of, true);
    asked by = {.what = {.condition = 1, .second = -1, .by = 1}};
    int64_t figures[2] = {0}, shown = -1;
    ck_assert_int_eq(count(&by, made.context, made.reg, NULL), INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < 3; cell++) {
        if (strcmp(label_of(&by, cell), kind) != 0)
            continue;
        ck_assert_int_eq(integ_release_add_query(made.release, by.tally, by.query, cell, INTEG_ROWS_TRUE, &figures[0],
                                                 NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_release_add_query(made.release, by.tally, by.query, cell, INTEG_ROWS_KNOWN, &figures[1],
                                                 NULL), INTEG_STATUS_OK);
    }
    ck_assert_int_eq(integ_release_add_share(made.release, figures[0], figures[1], NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_protect(made.release, NULL), INTEG_STATUS_OK);
    shown = shown_of(made.release, figures[0]);
    *all = shown_of(made.release, figures[1]);
    free_asked(&by);
    close_release(&made);
    return shown;
}

START_TEST(a_share_of_all_rows_of_fewer_people_than_the_full_cell_is_hidden)
{
    int64_t all;
    ck_assert_int_eq(share_of_all("x", &all), -1);
    ck_assert_int_eq(all, -1);
    ck_assert_int_eq(share_of_all("y", &all), -1);
    ck_assert_int_eq(all, 12);
    ck_assert_int_eq(share_of_all("z", &all), 12);
    ck_assert_int_eq(all, 12);
}
END_TEST

START_TEST(how_many_rows_few_people_have_is_not_taken_to_be_known)
{
    market of = three_kinds();
    for (int c = 0; c < of.contracts; c++)
        of.owner[c] = c % 4;
    opened made = open_release(&of, true);
    asked all = {.what = {.second = -1}};
    ck_assert_int_eq(count(&all, made.context, made.reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_add_population(made.release, all.tally, all.query, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(add_count(&all, made.release, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_protect(made.release, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(shown_of(made.release, all.figures[0]), -1);
    free_asked(&all);
    close_release(&made);
}
END_TEST

/* That two contracts went is known to everybody: nothing can be hidden for their sake, and that must come to an end. */
START_TEST(what_everybody_knows_of_two_snapshots_is_shown)
{
    market of = three_kinds();
    of.snapshots = 2;
    for (int c = 0; c < of.contracts; c++) {
        of.t[1][c] = of.t[0][c];
        of.a[1][c] = YES;
        of.here[1][c] = c > 1;
    }
    opened made = open_release(&of, true);
    asked all[2] = {{.what = {.s = 0, .second = -1}}, {.what = {.s = 1, .second = -1}}};
    for (int s = 0; s < 2; s++) {
        ck_assert_int_eq(count(&all[s], made.context, made.reg, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_release_add_population(made.release, all[s].tally, all[s].query, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(add_count(&all[s], made.release, NULL), INTEG_STATUS_OK);
    }
    ck_assert_int_eq(integ_release_protect(made.release, NULL), INTEG_STATUS_OK);
    for (int s = 0; s < 2; s++) {
        ck_assert_int_eq(shown_of(made.release, all[s].figures[0]), s == 0 ? 32 : 30);
        free_asked(&all[s]);
    }
    close_release(&made);
}
END_TEST

static integ_status publish_two(integ_context *context, integ_error *error, void *userdata)
{
    static const question questions[] = {{.condition = 1, .second = -1, .by = 1}, {.condition = 1, .second = 4}};
    integ_register *reg;
    remove(own.file);
    integ_status status = make_register(userdata, context, &reg, error);
    for (int i = 0; i < 2 && status == INTEG_STATUS_OK; i++)
        status = publish(context, reg, questions, 2, true, 5, NULL, error);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_gives_no_owner_away)
{
    market of = three_kinds();
    make_folder(&own, "ledger.json");
    for_each_failing_allocation(publish_two, &of);
    remove_folder(&own);
}
END_TEST

void add_owners(Suite *suite)
{
    add_tests(suite, "owners",
              (const TTest *[]){rows_of_few_owners_are_not_counted_by_what_is_shown,
                                a_listing_names_cells_of_many_people,
                                a_share_of_all_rows_of_fewer_people_than_the_full_cell_is_hidden,
                                an_overlap_does_not_tell_of_few_owners,
                                how_many_rows_few_people_have_is_not_taken_to_be_known,
                                what_everybody_knows_of_two_snapshots_is_shown,
                                running_out_of_memory_gives_no_owner_away, NULL});
}
