/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What a part that is shown tells of a hidden total: it would not be shown if the rest were small, or if the total were
 * small and the part all or nobody of it. */
#include "disclosure/audit_proof.h"
#include "disclosure/audit_shares.h"
#include "disclosure/others.h"
#include "disclosure/proof.h"
#include "disclosure/tables.h"
#include "support/failing_allocator.h"

#include <string.h>

/* Somebody who knows the whole rule, and tries it on every table. */
typedef struct knower {
    const integ_cells *cells;
    const int64_t *shown; /* -1 where hidden */
    const int64_t *truth; /* of which he is told what is small; NULL when he is not */
    bool in_release;      /* he does not ask why something is hidden at all */
} knower;

/* A part of nobody is not hidden where another total has nobody either. */
static bool is_of_nobody(const integ_cells *cells, const int64_t *sums, int64_t cell)
{
    for (int64_t i = 0; i < cells->shares.count; i++) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        if (share[0] == cell && sums[share[1]] == 0)
            return true;
    }
    return false;
}

/* Whether the rule has decided of a cell, and what. */
static bool is_by_rule(const knower *self, int64_t cell, bool shown)
{
    return (self->shown[cell] >= 0) == shown && integi_lists_length(&self->cells->members, cell) > 0 &&
           integi_cells_standing(self->cells, cell) != INTEG_STANDING_PUBLISHED;
}

/* Whether the rule hides some cell of those that are shown, or of those that are not. */
static bool rule_hides_one(const knower *self, const int64_t *sums, bool shown)
{
    const integ_cells *cells = self->cells;
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++)
        if (is_by_rule(self, cell, shown) && integ_disclosure_hides_count(rule, sums[cell]))
            return true;
    for (int64_t i = 0; i < cells->shares.count; i++) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        int64_t part = share[0], whole = share[1];
        if (is_by_rule(self, part, shown) && !integ_disclosure_hides_count(rule, sums[whole]) &&
            integ_disclosure_hides_share(rule, sums[part], sums[whole]) &&
            (sums[part] > 0 || !is_of_nobody(cells, sums, part)))
            return true;
    }
    return false;
}

/* Nobody is hidden only as a part of a total that is below the full cell, or may be; or nobody sees that it is. */
static bool may_be_nobody(const knower *self, int64_t cell)
{
    if (integi_cells_standing(self->cells, cell) == INTEG_STANDING_DERIVED)
        return true;
    for (int64_t i = 0; i < self->cells->shares.count; i++) {
        const int64_t *share = integi_lists_at(&self->cells->shares, i);
        if (share[0] == cell && self->shown[share[1]] < integ_disclosure_full_cell(rule))
            return true;
    }
    return false;
}

/* Whoever is told which hidden counts are small. */
static bool is_as_he_was_told(const knower *self, const int64_t *sums)
{
    int64_t threshold = integ_disclosure_threshold(rule);
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++)
        if (self->shown[cell] < 0 && (sums[cell] < threshold) != (self->truth[cell] < threshold))
            return false;
    return true;
}

/* Nothing is shown that the rule hides, and something is not. */
static bool obeys_whole_rule(const int64_t *sums, void *userdata)
{
    const knower *self = userdata;
    for (int64_t cell = 0; cell < integ_cells_count(self->cells) && !integ_disclosure_zeros(rule); cell++)
        if (self->shown[cell] < 0 && sums[cell] == 0 && !may_be_nobody(self, cell))
            return false;
    return !rule_hides_one(self, sums, true) && (self->in_release || rule_hides_one(self, sums, false)) &&
           (self->truth == NULL || is_as_he_was_told(self, sums));
}

/* Groups are parts of others in which they are. */
static void draw_shares(integ_cells *cells, uint64_t *state)
{
    int64_t count = integ_cells_count(cells);
    for (int64_t part = 0; part < count && cells->shares.count == 0; part++)
        for (int64_t whole = 0; whole < count; whole++)
            if (part != whole && draw(state, 3) > 0)
                integ_cells_add_share(cells, part, whole, NULL);
}

static void draw_whole_rule(uint64_t *state)
{
    draw_threshold(state);
    ck_assert_int_eq(integ_disclosure_set_complement(rule, draw(state, 4) > 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, draw(state, 4) > 0 ? 10 : 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_zeros(rule, draw(state, 6) == 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_strict(rule, draw(state, 6) == 0, NULL), INTEG_STATUS_OK);
}

typedef struct tally {
    int64_t tables, hidden, told;
} tally;

/* A zero may be hidden for another one, or beside what somebody has already, although the rule does not do that: then
 * he is wrong. */
static void enumerate_known(const drawn_table *self, bool told, bool in_release, tally *all)
{
    static possible tables;
    knower known = {self->cells, self->shown, told ? self->values : NULL, in_release};
    if (!every_atom_is_in_a_shown_cell(self) || !obeys_whole_rule(self->values, &known))
        return;
    enumerate(self->cells, self->shown, obeys_whole_rule, &known, &tables);
    if (tables.tables < 0)
        return;
    ck_assert_int_gt(tables.tables, 0); /* the true one at least */
    all->tables++;
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++) {
        all->hidden += is_hidden_state(self->states[cell]);
        all->told += is_hidden_state(self->states[cell]) && tables.lower[cell] == tables.upper[cell];
    }
}

/* Every other counts that were found leave all parts shown that are. */
static void expect_proven(const drawn_table *self)
{
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new_proven(self->cells, self->shown, self->counts, rule, self->proof, &audit, NULL),
                     INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++)
        if (is_hidden_state(self->states[cell]) && integ_audit_finding(audit, cell) != INTEG_AUDIT_SAFE)
            ck_abort_msg("cell %lld: %s", (long long)cell, integ_audit_finding_name(integ_audit_finding(audit, cell)));
    integ_audit_free(audit);
}

static void draw_standings(integ_cells *cells, uint64_t *state)
{
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
        uint32_t drawn = draw(state, 24);
        int32_t standing = drawn < 2    ? INTEG_STANDING_DERIVED
                           : drawn == 2 ? INTEG_STANDING_PUBLISHED
                                        : INTEG_STANDING_OPEN;
        ck_assert_int_eq(integ_cells_set_standing(cells, cell, standing, NULL), INTEG_STATUS_OK);
    }
}

static void draw_and_enumerate(uint64_t *state, bool standings, tally *all)
{
    drawn_table table;
    draw_whole_table(&table, state);
    draw_shares(table.cells, state);
    if (standings)
        draw_standings(table.cells, state);
    prove_table(&table);
    expect_proven(&table);
    bool told =
        integ_disclosure_strict(rule) && integ_disclosure_threshold(rule) > 2; /* else that would be the count */
    enumerate_known(&table, told && !standings, true, all);
    free_table(&table);
}

START_TEST(nobody_who_knows_what_is_left_of_totals_determines_a_hidden_cell)
{
    uint64_t state = 31;
    tally all = {0};
    while (all.tables < random_cases(500, 10000)) {
        draw_whole_rule(&state);
        draw_and_enumerate(&state, draw(&state, 5) == 0, &all);
    }
    if (all.told > 0)
        ck_abort_msg("%lld of %lld hidden counts are told", (long long)all.told, (long long)all.hidden);
}
END_TEST

/* The rule as it is set at first. */
START_TEST(nobody_who_knows_the_rule_that_is_usual_determines_a_hidden_cell)
{
    uint64_t state = 32;
    tally all = {0};
    ck_assert_int_eq(integ_disclosure_set_complement(rule, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, INTEG_DISCLOSURE_FULL_CELL, NULL), INTEG_STATUS_OK);
    while (all.tables < 250)
        draw_and_enumerate(&state, false, &all);
    if (all.told > 0)
        ck_abort_msg("%lld of %lld hidden counts are told", (long long)all.told, (long long)all.hidden);
}
END_TEST

/* What the audit says of a table that was protected is true, as far as whoever knows the rule is not wrong of the true
 * counts to begin with. */
static bool says_the_truth(const drawn_table *self)
{
    integ_audit *audit;
    bool is_true = true;
    integ_status status = integ_audit_new(self->cells, self->shown, rule, &audit, NULL);
    if (status != INTEG_STATUS_OK)
        return false;
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++) {
        int64_t lower, upper;
        integ_audit_interval(audit, cell, 1, &lower, &upper);
        if (self->shown[cell] < 0)
            is_true = is_true && self->values[cell] >= lower && (upper < 0 || self->values[cell] <= upper);
    }
    integ_audit_free(audit);
    return is_true;
}

START_TEST(no_true_count_is_excluded_by_what_is_known_of_totals)
{
    uint64_t state = 35;
    for (int64_t i = 0; i < random_cases(400, 10000); i++) {
        drawn_table table;
        draw_whole_rule(&state);
        draw_whole_table(&table, &state);
        draw_shares(table.cells, &state);
        protect_table(&table);
        knower known = {table.cells, table.shown, NULL, true};
        if (obeys_whole_rule(table.values, &known) && !says_the_truth(&table))
            ck_abort_msg("table %lld is excluded", (long long)i);
        free_table(&table);
    }
}
END_TEST

typedef struct release_tally {
    tally all;
    int64_t unproven;
} release_tally;

/* Each change that was found, made here once more. */
static void check_changes(const drawn_table *self, const integi_lists *changes)
{
    for (int64_t i = 0; i < changes->count; i++) {
        int64_t counts[64], others[ENUMERATED_CELLS_AT_MOST];
        const int64_t *items = integi_lists_at(changes, i);
        memcpy(counts, self->counts, sizeof counts);
        for (int64_t at = 0; at < integi_lists_length(changes, i); at += 2)
            counts[items[at]] += items[at + 1];
        sum_cells(self->cells, counts, others);
        if (!integi_audit_leaves_parts(self->cells, rule, self->states, self->values, others))
            ck_abort_msg("a part would not be shown");
    }
}

static void protect_as_release(uint64_t *state, release_tally *tallied)
{
    drawn_table table;
    integi_changes changes = {0};
    uint8_t proven[ENUMERATED_CELLS_AT_MOST] = {0};
    draw_whole_table(&table, state);
    draw_shares(table.cells, state);
    int64_t count = integ_cells_count(table.cells);
    ck_assert_int_eq(integi_protect_release(table.cells, table.counts, rule, table.states, &changes, NULL),
                     INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < count; cell++)
        table.shown[cell] = table.states[cell] == INTEG_CELL_SHOWN ? table.values[cell] : -1;
    check_changes(&table, &changes.lists);
    integ_proof proof = {context, changes.lists};
    ck_assert_int_eq(integi_audit_proof(table.cells, table.shown, table.counts, rule, &proof, proven), INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < count; cell++) {
        bool is_proven = (proven[cell] & INTEGI_PROVEN) != 0;
        if (!is_hidden_state(table.states[cell]) || is_proven)
            continue;
        tallied->unproven++;
        table.states[cell] = INTEG_CELL_EXPOSED;
    }
    enumerate_known(&table, false, true, &tallied->all);
    integi_changes_free(&changes);
    free_table(&table);
}

/* The same for what protects whole releases. What it could not prove is left to others, above all where somebody is
 * told which counts are small, and where zeros are hidden. */
START_TEST(nor_does_he_in_a_release)
{
    uint64_t state = 34;
    release_tally tallied = {0};
    while (tallied.all.tables < random_cases(500, 10000)) {
        draw_whole_rule(&state);
        protect_as_release(&state, &tallied);
    }
    if (tallied.all.told > 0)
        ck_abort_msg("%lld of %lld hidden counts are told", (long long)tallied.all.told, (long long)tallied.all.hidden);
    ck_assert_int_lt(10 * tallied.unproven, tallied.all.hidden);
}
END_TEST

/* Three parts: the first, the second, and both together, of which the first is a share; the third, and the second with
 * it. What has the second or third alone is hidden, and so is the total. */
static integ_cells *crossing(int64_t first, int64_t second, int64_t third, int64_t *values)
{
    static const int64_t members[][2] = {{0}, {1}, {0, 1}, {2}, {1, 2}};
    static const int64_t lengths[] = {1, 1, 2, 1, 2};
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new(context, 3, &cells, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(integ_cells_add(cells, members[i], lengths[i], NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add_share(cells, 0, 2, NULL), INTEG_STATUS_OK);
    sum_cells(cells, (const int64_t[]){first, second, third}, values);
    values[1] = values[2] = values[3] = -1;
    return cells;
}

static void expect_finding(const integ_cells *cells, const int64_t *values, int32_t finding, int64_t lower,
                           int64_t upper, int64_t witness_count)
{
    integ_audit *audit;
    int64_t limits[2], count;
    ck_assert_int_eq(integ_audit_new(cells, values, rule, &audit, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_audit_finding_name(integ_audit_finding(audit, 1)), integ_audit_finding_name(finding));
    ck_assert_int_eq(integ_audit_interval(audit, 1, 1, &limits[0], &limits[1]), 1);
    ck_assert_int_eq(limits[0], lower);
    ck_assert_int_eq(limits[1], upper);
    const int64_t *witness = integ_audit_witness(audit, 1, &count);
    ck_assert_int_eq(count, witness_count);
    if (count == 2)
        ck_assert(witness[0] == 0 && witness[1] == 4);
    integ_audit_free(audit);
}

/* 20 of a total that is hidden, and 6 in the rest of it and something else: were there 1 to 4 in the rest, the 20 would
 * be hidden. */
START_TEST(the_audit_finds_what_a_part_tells)
{
    int64_t values[8];
    integ_cells *cells = crossing(20, 5, 1, values);
    integ_disclosure_set_threshold(rule, 5, NULL);
    expect_finding(cells, values, INTEG_AUDIT_SAFE, 1, 5, 1);
    integ_disclosure_set_complement(rule, 1, NULL);
    expect_finding(cells, values, INTEG_AUDIT_RULE, 5, 5, 2);
    integ_disclosure_set_threshold(rule, 4, NULL);
    expect_finding(cells, values, INTEG_AUDIT_SAFE, 4, 5, 1);
    integ_cells_free(cells);
}
END_TEST

/* The same of other counts, which say 23 and then 25 in all. */
START_TEST(other_counts_prove_nothing_where_a_part_would_not_be_shown)
{
    static const int32_t states[] = {INTEG_CELL_SHOWN, INTEG_CELL_SECONDARY, INTEG_CELL_SECONDARY, INTEG_CELL_PRIMARY,
                                     INTEG_CELL_SHOWN};
    int64_t values[8];
    integ_cells *cells = crossing(20, 6, 1, values);
    const int64_t truth[] = {20, 6, 26, 1, 7}, too_few[] = {20, 3, 23, 4, 7}, enough[] = {20, 5, 25, 2, 7};
    integ_disclosure_set_threshold(rule, 5, NULL);
    ck_assert(integi_audit_leaves_parts(cells, rule, states, truth, too_few));
    integ_disclosure_set_complement(rule, 1, NULL);
    ck_assert(!integi_audit_leaves_parts(cells, rule, states, truth, too_few));
    ck_assert(integi_audit_leaves_parts(cells, rule, states, truth, enough));
    ck_assert_int_eq(integ_cells_set_standing(cells, 0, INTEG_STANDING_PUBLISHED, NULL), INTEG_STATUS_OK);
    ck_assert(integi_audit_leaves_parts(cells, rule, states, truth, too_few));
    integ_cells_free(cells);
}
END_TEST

/* One of one, and nobody else of them: with 2 to 9 in all, the zero would be hidden. */
START_TEST(the_audit_finds_what_a_part_of_nobody_tells)
{
    int64_t values[8];
    integ_cells *cells = crossing(0, 1, 5, values);
    integ_disclosure_set_threshold(rule, 2, NULL);
    expect_finding(cells, values, INTEG_AUDIT_SAFE, 1, 5, 1);
    integ_disclosure_set_full_cell(rule, 10, NULL);
    expect_finding(cells, values, INTEG_AUDIT_RULE, 1, 1, 2);
    values[4] = 16; /* or ten and more */
    expect_finding(cells, values, INTEG_AUDIT_SAFE, 1, 15, 1);
    integ_cells_free(cells);
}
END_TEST

/* A group of three parts with one of which 20 are shown, beside one other group: 23 in all. */
static integ_cells *group_of_three(int64_t values[6])
{
    static const int64_t sizes[] = {6}, parents[] = {-1, 0, 1, 1, 1, 0};
    static const int64_t shown[] = {23, -1, 20, -1, -1, -1};
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new_table(context, 1, sizes, parents, &cells, NULL), INTEG_STATUS_OK);
    memcpy(values, shown, sizeof shown);
    return cells;
}

static void expect_in_group(const integ_cells *cells, const int64_t *values, const int64_t limits[4][2])
{
    integ_audit *audit;
    static const int64_t hidden[] = {1, 3, 4, 5};
    ck_assert_int_eq(integ_audit_new(cells, values, rule, &audit, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < 4; i++) {
        int64_t lower, upper, count;
        ck_assert_int_eq(integ_audit_interval(audit, hidden[i], 1, &lower, &upper), 1);
        ck_assert_int_eq(lower, limits[i][0]);
        ck_assert_int_eq(upper, limits[i][1]);
        ck_assert_int_eq(integ_audit_finding(audit, hidden[i]),
                         lower == upper ? INTEG_AUDIT_RULE : INTEG_AUDIT_SAFE);
        const int64_t *witness = integ_audit_witness(audit, hidden[i], &count);
        ck_assert(count == 2 && witness[0] == 0 && witness[1] == 2);
    }
    integ_audit_free(audit);
}

/* With 20 in one part, the group is no small one of which all may be in that part: somebody is in the others. */
START_TEST(a_hidden_total_tells_that_somebody_is_in_its_parts)
{
    int64_t values[6];
    integ_cells *cells = group_of_three(values);
    integ_disclosure_set_full_cell(rule, 10, NULL);
    expect_in_group(cells, values, (const int64_t[4][2]){{22, 22}, {1, 1}, {1, 1}, {1, 1}});
    integ_disclosure_set_full_cell(rule, 20, NULL);
    expect_in_group(cells, values, (const int64_t[4][2]){{22, 22}, {1, 1}, {1, 1}, {1, 1}});
    integ_disclosure_set_full_cell(rule, 22, NULL); /* with 20 alone they would not be shown */
    expect_in_group(cells, values, (const int64_t[4][2]){{21, 22}, {0, 2}, {0, 2}, {1, 2}});
    integ_cells_free(cells);
}
END_TEST

/* Where a small count is shown, or a part that the rule would hide, something else was meant by hiding. */
START_TEST(parts_tell_nothing_of_a_table_that_was_hidden_in_by_another_rule)
{
    int64_t values[8];
    integ_cells *cells = crossing(20, 3, 1, values);
    integ_disclosure_set_complement(rule, 1, NULL);
    integ_disclosure_set_threshold(rule, 5, NULL);
    values[4] = 6;
    expect_finding(cells, values, INTEG_AUDIT_RULE, 5, 5, 2);
    values[4] = 5; /* of which fewer than five are in the rest, whatever is said */
    expect_finding(cells, values, INTEG_AUDIT_SAFE, 1, 4, 1);
    values[4] = 4;
    expect_finding(cells, values, INTEG_AUDIT_SAFE, 1, 3, 1);
    integ_cells_free(cells);
}
END_TEST

/* Whether the part is hidden, where the total is wanted least and somebody has the rest with the other one already. */
static bool hides_part(int64_t first, int64_t second, int64_t third)
{
    int64_t values[8];
    int32_t states[8];
    integ_cells *cells = crossing(first, second, third, values);
    ck_assert_int_eq(integ_cells_set_standing(cells, 4, INTEG_STANDING_PUBLISHED, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_set_rank(cells, 2, 9, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_protect(cells, (const int64_t[]){first, second, third}, rule, states, NULL),
                     INTEG_STATUS_OK);
    integ_cells_free(cells);
    ck_assert(is_hidden_state(states[1]) && is_hidden_state(states[3]));
    return states[0] != INTEG_CELL_SHOWN;
}

START_TEST(a_part_is_hidden_only_where_it_tells_too_much)
{
    integ_disclosure_set_threshold(rule, 5, NULL);
    ck_assert(!hides_part(20, 5, 1));
    integ_disclosure_set_complement(rule, 1, NULL);
    ck_assert(hides_part(20, 5, 1));
    ck_assert(!hides_part(20, 9, 1));
}
END_TEST

/* Whatever somebody has already, or must never have, and however small the whole is, it comes to an end. */
START_TEST(protecting_comes_to_an_end)
{
    uint64_t state = 33;
    for (int64_t i = 0; i < random_cases(200, 2000); i++) {
        drawn_table table;
        draw_whole_table(&table, &state);
        draw_shares(table.cells, &state);
        draw_whole_rule(&state);
        ck_assert_int_eq(integ_disclosure_set_width(rule, 1 + draw(&state, 3), NULL), INTEG_STATUS_OK);
        for (int64_t cell = 0; cell < integ_cells_count(table.cells); cell++)
            ck_assert_int_eq(integ_cells_set_standing(table.cells, cell, (int32_t)draw(&state, 4), NULL),
                             INTEG_STATUS_OK);
        protect_table(&table);
        free_table(&table);
    }
}
END_TEST

static integ_status attempt_crossing(integ_context *failing, integ_error *error, void *userdata)
{
    (void)userdata;
    static const int64_t sizes[] = {4, 4}, parents[] = {-1, 0, 0, 0, -1, 0, 0, 0};
    static const int64_t counts[] = {0, 1, 7, 0, 20, 1, 4, 0, 8};
    integ_cells *cells;
    integ_disclosure *known = NULL;
    integ_proof *proof = NULL;
    integ_audit *audit = NULL;
    int32_t states[16];
    int64_t values[16];
    integ_status status = integ_cells_new_table(failing, 2, sizes, parents, &cells, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(failing, &known, error);
    if (status == INTEG_STATUS_OK)
        status = integ_protect_with_proof(cells, counts, known, states, &proof, error);
    if (status == INTEG_STATUS_OK) {
        sum_cells(cells, counts, values);
        for (int i = 0; i < 16; i++)
            values[i] = states[i] == INTEG_CELL_SHOWN ? values[i] : -1;
        status = integ_audit_new(cells, values, known, &audit, error);
        integ_audit_free(audit);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_audit_new_proven(cells, values, counts, known, proof, &audit, error);
    integ_audit_free(status == INTEG_STATUS_OK ? audit : NULL);
    integ_proof_free(proof);
    integ_disclosure_free(known);
    integ_cells_free(cells);
    return status;
}

START_TEST(looking_at_totals_survives_running_out_of_memory)
{
    for_each_failing_allocation(attempt_crossing, NULL);
}
END_TEST

void add_totals(Suite *suite)
{
    add_table_tests(suite, "totals",
                    (const TTest *[]){nobody_who_knows_what_is_left_of_totals_determines_a_hidden_cell,
                                      nobody_who_knows_the_rule_that_is_usual_determines_a_hidden_cell,
                                      nor_does_he_in_a_release,
                                      no_true_count_is_excluded_by_what_is_known_of_totals,
                                      the_audit_finds_what_a_part_tells,
                                      the_audit_finds_what_a_part_of_nobody_tells,
                                      a_hidden_total_tells_that_somebody_is_in_its_parts,
                                      other_counts_prove_nothing_where_a_part_would_not_be_shown,
                                      parts_tell_nothing_of_a_table_that_was_hidden_in_by_another_rule,
                                      a_part_is_hidden_only_where_it_tells_too_much,
                                      protecting_comes_to_an_end,
                                      looking_at_totals_survives_running_out_of_memory,
                                      NULL});
}
