/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What a part that is shown tells of a hidden total: it would not be shown if the rest were small, or if the total were
 * small and the part all or nobody of it. */
#include "disclosure/cells.h"
#include "disclosure/tables.h"

/* Somebody who knows the whole rule, and tries it on every table. */
typedef struct knower {
    const integ_cells *cells;
    const int64_t *shown; /* -1 where hidden */
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

static bool shows_what_the_rule_hides(const knower *self, const int64_t *sums)
{
    const integ_cells *cells = self->cells;
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++)
        if (self->shown[cell] >= 0 && integi_lists_length(&cells->members, cell) > 0 &&
            integ_disclosure_hides_count(rule, sums[cell]))
            return true;
    for (int64_t i = 0; i < cells->shares.count; i++) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        int64_t part = share[0], whole = share[1];
        if (self->shown[part] >= 0 && integi_lists_length(&cells->members, part) > 0 &&
            !integ_disclosure_hides_count(rule, sums[whole]) &&
            integ_disclosure_hides_share(rule, sums[part], sums[whole]) &&
            (sums[part] > 0 || !is_of_nobody(cells, sums, part)))
            return true;
    }
    return false;
}

/* Nobody is hidden only as a part of a total that is below the full cell, or may be. */
static bool may_be_nobody(const knower *self, int64_t cell)
{
    for (int64_t i = 0; i < self->cells->shares.count; i++) {
        const int64_t *share = integi_lists_at(&self->cells->shares, i);
        if (share[0] == cell && self->shown[share[1]] < integ_disclosure_full_cell(rule))
            return true;
    }
    return false;
}

static bool obeys_whole_rule(const int64_t *sums, void *userdata)
{
    const knower *self = userdata;
    for (int64_t cell = 0; cell < integ_cells_count(self->cells) && !integ_disclosure_zeros(rule); cell++)
        if (self->shown[cell] < 0 && sums[cell] == 0 && !may_be_nobody(self, cell))
            return false;
    return !shows_what_the_rule_hides(self, sums);
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

static void enumerate_known(const drawn_table *self, tally *all)
{
    static possible tables;
    knower known = {self->cells, self->shown};
    if (!every_atom_is_in_a_shown_cell(self))
        return;
    enumerate(self->cells, self->shown, obeys_whole_rule, &known, &tables);
    if (tables.tables < 0)
        return;
    ck_assert_int_gt(tables.tables, 0); /* the true one at least */
    all->tables++;
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++) {
        all->hidden += self->shown[cell] < 0;
        all->told += self->shown[cell] < 0 && tables.lower[cell] == tables.upper[cell];
    }
}

static void draw_and_enumerate(uint64_t *state, tally *all)
{
    drawn_table table;
    draw_whole_table(&table, state);
    draw_shares(table.cells, state);
    protect_table(&table);
    enumerate_known(&table, all);
    free_table(&table);
}

START_TEST(nobody_who_knows_what_is_left_of_totals_determines_a_hidden_cell)
{
    uint64_t state = 31;
    tally all = {0};
    while (all.tables < (is_long_run() ? 10000 : 500)) {
        draw_whole_rule(&state);
        draw_and_enumerate(&state, &all);
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
        draw_and_enumerate(&state, &all);
    if (all.told > 0)
        ck_abort_msg("%lld of %lld hidden counts are told", (long long)all.told, (long long)all.hidden);
}
END_TEST

void add_totals(Suite *suite)
{
    add_table_tests(suite, "totals",
                    (const TTest *[]){nobody_who_knows_what_is_left_of_totals_determines_a_hidden_cell,
                                      nobody_who_knows_the_rule_that_is_usual_determines_a_hidden_cell,
                                      NULL});
}
