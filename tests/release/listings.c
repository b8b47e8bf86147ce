/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Breakdowns that name only combinations of many, with a ledger: an attacker goes through all towns in which the same
 * would have been said. */
#include "release/ledger.h"
#include "release/release.h"
#include "release/suite.h"
#include "support/failing_allocator.h"
#include "support/folder.h"
#include "support/made.h"

#include <integration.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define KINDS 6     /* of people: a is true or false, and c true, false or unknown */
#define MOST 6      /* of a kind */
#define THRESHOLD 3
#define RELEASES 4
#define CASES 60

static scratch_folder own;

/* Kind 3 a + c, where c is 2 when it is unknown. */
static bool has_a(int kind) { return kind >= 3; }
static int c_of(int kind) { return kind % 3; }

static integ_status make_register(integ_context *context, const int64_t counts[KINDS], integ_register **out,
                                  integ_error *error)
{
    int64_t id[KINDS * MOST + 1], a[KINDS * MOST + 1], c[KINDS * MOST + 1], rows = 0;
    uint8_t known[KINDS * MOST + 1];
    for (int kind = 0; kind < KINDS; kind++)
        for (int64_t i = 0; i < counts[kind]; i++, rows++) {
            id[rows] = rows;
            a[rows] = has_a(kind);
            c[rows] = c_of(kind) == 1;
            known[rows] = c_of(kind) != 2;
        }
    const made_column columns[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                   {.name = "a", .type = INTEG_TYPE_BOOLEAN, .numbers = a},
                                   {.name = "c", .type = INTEG_TYPE_BOOLEAN, .numbers = c, .known = known},
                                   {.name = NULL}};
    return make_citizens(context, columns, rows, out, error);
}

/* ---- what is asked ---- */

static const struct {
    const char *where;
    const char *by[3];
} questions[] = {
    {"id >= 0", {NULL}},  {"a", {NULL}},        {"NOT a", {NULL}},   {"c", {NULL}},       {"NOT c", {NULL}},
    {"c IS NULL", {NULL}}, {"a AND c", {NULL}}, {"a OR c", {NULL}},  {"id >= 0", {"c"}},  {"id >= 0", {"a"}},
    {"a", {"c"}},          {"id >= 0", {"a", "c"}},
};
#define QUESTIONS (int)(sizeof questions / sizeof *questions)

/* Whether somebody of a kind is counted by a question. */
static bool counts_kind(int question, int kind)
{
    switch (question) {
    case 1: case 10: return has_a(kind);
    case 2: return !has_a(kind);
    case 3: return c_of(kind) == 1;
    case 4: return c_of(kind) == 0;
    case 5: return c_of(kind) == 2;
    case 6: return has_a(kind) && c_of(kind) == 1;
    case 7: return has_a(kind) || c_of(kind) == 1;
    default: return true;
    }
}

/* The combination of labels that a kind has in a breakdown, as the set of kinds that have it. */
static unsigned combination_of(int question, int kind)
{
    unsigned set = 0;
    for (int other = 0; other < KINDS; other++) {
        bool same = true;
        for (int i = 0; questions[question].by[i] != NULL; i++)
            same = same && (questions[question].by[i][0] == 'a' ? has_a(other) == has_a(kind)
                                                                : c_of(other) == c_of(kind));
        set |= same ? 1U << other : 0;
    }
    return set;
}

/* ---- what is said ---- */

/* A set of kinds, and what is known of how many are in it. */
typedef struct known {
    unsigned kinds;
    int64_t least, most;
    bool hidden; /* it must not be one number alone */
} known;

typedef struct told {
    known items[200];
    int count;
    int withheld;
    int64_t exposed; /* by what was said before, of which there is a warning */
} told;

static void tell(told *self, unsigned kinds, int64_t least, int64_t most, bool hidden)
{
    self->items[self->count++] = (known){kinds, least, most, hidden};
}

static integ_status count(integ_context *context, integ_register *reg, int question, int64_t *query,
                          integ_tally **tally, integ_error *error)
{
    integ_plan *plan = NULL;
    integ_dimensions *by = NULL;
    integ_expression *filter = NULL;
    const char *where = questions[question].where;
    *tally = NULL;
    integ_status status = integ_expression_parse(context, where, strlen(where), "test", &filter, error);
    if (status == INTEG_STATUS_OK && questions[question].by[0] != NULL)
        status = integ_dimensions_new(context, &by, error);
    for (int i = 0; status == INTEG_STATUS_OK && questions[question].by[i] != NULL; i++)
        status = integ_dimensions_add_column(by, questions[question].by[i], error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(reg, NULL, &plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_keep_members(plan, error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, NULL, filter, NULL, by, query, error);
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), tally, error);
    integ_plan_free(plan);
    integ_dimensions_free(by);
    integ_expression_free(filter);
    return status;
}

/* The kinds in a cell of a tally, by its labels. */
static unsigned kinds_in(int question, const integ_tally *tally, int64_t query, int64_t cell)
{
    for (int kind = 0; kind < KINDS; kind++) {
        bool same = true;
        for (int i = 0; questions[question].by[i] != NULL; i++) {
            const char *label = integ_tally_label(tally, query, cell, i);
            bool truth = questions[question].by[i][0] == 'a' ? has_a(kind) : c_of(kind) == 1;
            bool unknown = questions[question].by[i][0] == 'c' && c_of(kind) == 2;
            same = same && (label == NULL ? unknown : !unknown && strcmp(label, truth ? "true" : "false") == 0);
        }
        if (same)
            return combination_of(question, kind);
    }
    ck_abort_msg("a cell of no kind");
    return 0;
}

static unsigned counted_in(int question, unsigned kinds)
{
    unsigned set = 0;
    for (int kind = 0; kind < KINDS; kind++)
        set |= (kinds >> kind & 1) != 0 && counts_kind(question, kind) ? 1U << kind : 0;
    return set;
}

/* What the answer tells: of each cell that is named its count, and that it is one of many; of the rest that they are
 * few. */
static void read_answer(told *self, int question, const integ_release *release, const integ_tally *tally,
                        int64_t query, const int64_t *figures)
{
    bool by = questions[question].by[0] != NULL;
    bool listed = !by || integ_release_is_listed(release, tally, query);
    unsigned met = 0;
    self->withheld += !listed;
    for (int64_t cell = 0; cell < integ_tally_cells(tally, query); cell++) {
        int64_t rows = integ_tally_rows_unprotected(tally, query, cell), shown = -1;
        unsigned kinds = by ? kinds_in(question, tally, query, cell) : (1U << KINDS) - 1;
        unsigned counted = counted_in(question, kinds);
        ck_assert_int_eq(integ_release_count(release, figures[cell], &shown, NULL), INTEG_STATUS_OK);
        bool named = !by || rows >= THRESHOLD;
        met |= kinds;
        ck_assert_msg(listed || shown < 0, "a figure of a breakdown that names nothing");
        if (!listed)
            continue;
        if (by)
            tell(self, kinds, named ? THRESHOLD : 0, named ? INT64_MAX : THRESHOLD - 1, !named);
        if (named && shown >= 0)
            tell(self, counted, shown, shown, false);
        else if (named && integ_tally_true_unprotected(tally, query, cell) > 0)
            tell(self, counted, 1, INT64_MAX, true);
    }
    for (int kind = 0; kind < KINDS && by && listed; kind++)
        if ((met >> kind & 1) == 0)
            tell(self, combination_of(question, kind), 0, THRESHOLD - 1, false);
}

static integ_status publish(integ_context *context, integ_register *reg, int question, told *told,
                            integ_error *error)
{
    integ_disclosure *rule = NULL;
    integ_release *release = NULL;
    integ_ledger *ledger = NULL;
    integ_tally *tally = NULL;
    int64_t query = 0, figures[KINDS];
    integ_status status = count(context, reg, question, &query, &tally, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(context, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_threshold(rule, THRESHOLD, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_new(context, rule, &release, error);
    if (status == INTEG_STATUS_OK)
        status = integ_ledger_open(context, own.file, &ledger, error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_set_ledger(release, ledger, reg, error);
    if (status == INTEG_STATUS_OK && integ_tally_cells(tally, query) > 0)
        status = integ_release_add_population(release, tally, query, error);
    if (status == INTEG_STATUS_OK && questions[question].by[0] != NULL && integ_tally_cells(tally, query) > 0)
        status = integ_release_add_listing(release, tally, query, error);
    for (int64_t cell = 0; status == INTEG_STATUS_OK && cell < integ_tally_cells(tally, query); cell++)
        status = integ_release_add_query(release, tally, query, cell, INTEG_ROWS_TRUE, &figures[cell], error);
    if (status == INTEG_STATUS_OK)
        status = integ_release_protect(release, error);
    if (status == INTEG_STATUS_OK && told != NULL)
        read_answer(told, question, release, tally, query, figures);
    if (status == INTEG_STATUS_OK && told != NULL)
        told->exposed += integi_release_summary(release)->exposed;
    if (status == INTEG_STATUS_OK)
        status = integ_release_record(release, 18300, NULL, error);
    if (status == INTEG_STATUS_OK)
        status = integ_ledger_write(ledger, error);
    integ_release_free(release);
    integ_ledger_free(ledger);
    integ_tally_free(tally);
    integ_disclosure_free(rule);
    return status;
}

/* ---- the attacker ---- */

static int64_t sum_of(const int64_t counts[KINDS], unsigned kinds)
{
    int64_t sum = 0;
    for (int kind = 0; kind < KINDS; kind++)
        sum += (kinds >> kind & 1) != 0 ? counts[kind] : 0;
    return sum;
}

static bool is_told_alike(const told *told, const int64_t counts[KINDS])
{
    for (int i = 0; i < told->count; i++) {
        int64_t sum = sum_of(counts, told->items[i].kinds);
        if (sum < told->items[i].least || sum > told->items[i].most)
            return false;
    }
    return true;
}

static bool next_town(int64_t counts[KINDS])
{
    for (int kind = 0; kind < KINDS; kind++) {
        if (counts[kind]++ < MOST + 2)
            return true;
        counts[kind] = 0;
    }
    return false;
}

/* Everything of few that is hidden, and every few of one kind, has another number in another town. Returns whether
 * something of many has not. */
static bool attack(const told *told, const int64_t truth[KINDS], int seed)
{
    bool many = false;
    bool open[200] = {false}, kind_open[KINDS] = {false};
    int64_t counts[KINDS] = {0};
    do {
        if (!is_told_alike(told, counts))
            continue;
        for (int i = 0; i < told->count; i++)
            open[i] = open[i] || sum_of(counts, told->items[i].kinds) != sum_of(truth, told->items[i].kinds);
        for (int kind = 0; kind < KINDS; kind++)
            kind_open[kind] = kind_open[kind] || counts[kind] != truth[kind];
    } while (next_town(counts));
    for (int i = 0; i < told->count; i++) {
        int64_t number = sum_of(truth, told->items[i].kinds);
        bool found = !open[i] && told->items[i].hidden;
        ck_assert_msg(!found || number >= THRESHOLD, "seed %d: kinds %x are %d", seed, told->items[i].kinds,
                      (int)number);
        many = many || found;
    }
    for (int kind = 0; kind < KINDS; kind++)
        ck_assert_msg(kind_open[kind] || truth[kind] == 0 || truth[kind] >= THRESHOLD, "seed %d: kind %d are %d",
                      seed, kind, (int)truth[kind]);
    return many;
}

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

START_TEST(which_combinations_are_named_gives_nobody_away)
{
    int withheld = 0, shown = 0, many = 0, warned = 0, refused = 0, seeds = is_long_run() ? 20 * CASES : CASES;
    for (int seed = 0; seed < seeds; seed++) {
        uint64_t state = (uint64_t)seed + 1;
        int64_t counts[KINDS];
        told told = {.count = 0};
        integ_context *context;
        integ_register *reg;
        for (int kind = 0; kind < KINDS; kind++) {
            uint32_t below = next(&state) % 2 == 0 ? MOST + 1 : THRESHOLD;
            counts[kind] = next(&state) % below;
        }
        counts[0] += sum_of(counts, (1U << KINDS) - 1) == 0;
        make_folder(&own, "ledger.json");
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(make_register(context, counts, &reg, NULL), INTEG_STATUS_OK);
        for (int i = 0; i < RELEASES; i++) {
            integ_status status = publish(context, reg, (int)(next(&state) % (uint32_t)QUESTIONS), &told, NULL);
            ck_assert(status == INTEG_STATUS_OK || (i > 0 && status == INTEG_STATUS_LIMIT_EXCEEDED));
            refused += status != INTEG_STATUS_OK; /* it would add to what is given away */
        }
        /* How many there are is known to everybody. */
        int64_t everybody = sum_of(counts, (1U << KINDS) - 1);
        if (everybody >= THRESHOLD)
            tell(&told, (1U << KINDS) - 1, everybody, everybody, false);
        many += told.exposed == 0 && attack(&told, counts, seed);
        warned += told.exposed > 0;
        withheld += told.withheld;
        for (int i = 0; i < told.count; i++)
            shown += told.items[i].least == told.items[i].most;
        integ_register_free(reg);
        integ_context_free(context);
        remove_folder(&own);
    }
    ck_assert_int_gt(withheld, 0);
    ck_assert_int_gt(shown, CASES);
    ck_assert_int_le(many, seeds / 100);
    ck_assert_int_le(warned, seeds / 20);
    ck_assert_int_le(refused, seeds / 10);
    printf("# of many in %d of %d rounds, and of few with a warning in %d; %d releases refused\n", many, seeds, warned,
           refused);
}
END_TEST

/* 23 people, of whom 15 are known to be in: of the others four are out and four unknown, and so neither is named. */
static const int64_t four_and_four[KINDS] = {4, 5, 4, 0, 5, 0};

START_TEST(a_breakdown_that_would_tell_names_nothing)
{
    enum { ALL = 0, IN = 3, BY_C = 8 };
    integ_context *context;
    integ_register *reg;
    for (int first = 0; first < 2; first++) {
        told told = {.count = 0};
        make_folder(&own, "ledger.json");
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(make_register(context, four_and_four, &reg, NULL), INTEG_STATUS_OK);
        const int order[2][3] = {{ALL, IN, BY_C}, {BY_C, ALL, IN}};
        for (int i = 0; i < 3; i++)
            ck_assert_int_eq(publish(context, reg, order[first][i], &told, NULL), INTEG_STATUS_OK);
        attack(&told, four_and_four, first);
        integ_register_free(reg);
        integ_context_free(context);
        remove_folder(&own);
    }
}
END_TEST

START_TEST(a_listing_is_of_a_breakdown)
{
    integ_context *context;
    integ_register *reg;
    integ_release *release;
    integ_disclosure *rule;
    integ_tally *tally;
    int64_t query;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, four_and_four, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(context, rule, &release, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(count(context, reg, 0, &query, &tally, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_add_listing(release, tally, query, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_release_add_population(NULL, tally, query, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_release_add_population(release, tally, 7, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_release_add_listing(NULL, tally, query, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_release_add_listing(release, NULL, query, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_release_is_listed(release, tally, query), 0);
    ck_assert_int_eq(integ_release_is_listed(NULL, tally, query), 0);
    integ_tally_free(tally);
    integ_release_free(release);
    integ_disclosure_free(rule);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

static integ_status publish_listing(integ_context *context, integ_error *error, void *userdata)
{
    integ_register *reg;
    (void)userdata;
    unlink(own.file);
    integ_status status = make_register(context, four_and_four, &reg, error);
    for (int i = 0; i < 2 && status == INTEG_STATUS_OK; i++)
        status = publish(context, reg, 8, NULL, error);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_withholds_nothing_else)
{
    make_folder(&own, "ledger.json");
    for_each_failing_allocation(publish_listing, NULL);
    remove_folder(&own);
}
END_TEST

void add_listings(Suite *suite)
{
    add_tests(suite, "listings",
              (const TTest *[]){which_combinations_are_named_gives_nobody_away,
                                a_breakdown_that_would_tell_names_nothing, a_listing_is_of_a_breakdown,
                                running_out_of_memory_withholds_nothing_else, NULL});
}
