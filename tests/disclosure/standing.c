/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What was said of cells before they are protected: published already, secret, derived, wanted more or less. */
#include "disclosure/tables.h"
#include "support/failing_allocator.h"

static void set_standing(integ_cells *cells, int64_t cell, int32_t standing)
{
    ck_assert_int_eq(integ_cells_set_standing(cells, cell, standing, NULL), INTEG_STATUS_OK);
}

static void protect(const integ_cells *cells, const int64_t *counts, int32_t *states)
{
    ck_assert_int_eq(integ_protect(cells, counts, rule, states, NULL), INTEG_STATUS_OK);
}

START_TEST(what_is_published_counts_as_shown)
{
    integ_cells *cells = line_of(context, 3);
    int32_t states[4];
    set_standing(cells, 0, INTEG_STANDING_PUBLISHED);
    protect(cells, (const int64_t[]){2, 3, 40}, states);
    ck_assert_int_eq(states[0], INTEG_CELL_SHOWN);
    ck_assert_int_eq(states[1], INTEG_CELL_PRIMARY);
    ck_assert(states[2] == INTEG_CELL_SECONDARY || states[3] == INTEG_CELL_SECONDARY);
    integ_cells_free(cells);
}
END_TEST

START_TEST(what_is_published_is_never_hidden_to_help)
{
    integ_cells *cells = line_of(context, 2);
    int32_t states[3];
    set_standing(cells, 1, INTEG_STANDING_PUBLISHED);
    protect(cells, (const int64_t[]){2, 40}, states);
    ck_assert(states[0] == INTEG_CELL_PRIMARY && states[1] == INTEG_CELL_SHOWN && states[2] == INTEG_CELL_SECONDARY);
    integ_cells_free(cells);
}
END_TEST

START_TEST(what_was_given_away_already_is_told_and_the_rest_protected)
{
    integ_cells *cells = line_of(context, 4);
    int32_t states[6];
    static const int64_t pair[] = {0, 1};
    ck_assert_int_eq(integ_cells_add(cells, pair, 2, NULL, NULL), INTEG_STATUS_OK);
    set_standing(cells, 5, INTEG_STANDING_PUBLISHED);
    set_standing(cells, 1, INTEG_STANDING_PUBLISHED);
    protect(cells, (const int64_t[]){2, 40, 3, 50}, states);
    ck_assert_int_eq(states[0], INTEG_CELL_EXPOSED);
    ck_assert_int_eq(states[1], INTEG_CELL_SHOWN);
    ck_assert_int_eq(states[5], INTEG_CELL_SHOWN);
    ck_assert_int_eq(states[2], INTEG_CELL_PRIMARY);
    ck_assert((states[3] == INTEG_CELL_SECONDARY) != (states[4] == INTEG_CELL_SECONDARY));
    integ_cells_free(cells);
}
END_TEST

/* A total of two, of which both parts have somebody: each has one. No linear equation says so. */
START_TEST(what_only_follows_from_the_rule_can_be_given_away_too)
{
    integ_cells *cells = line_of(context, 2);
    int32_t states[3];
    set_standing(cells, 2, INTEG_STANDING_PUBLISHED);
    protect(cells, (const int64_t[]){1, 1}, states);
    ck_assert(states[0] == INTEG_CELL_EXPOSED && states[1] == INTEG_CELL_EXPOSED && states[2] == INTEG_CELL_SHOWN);
    integ_cells_free(cells);
}
END_TEST

START_TEST(a_secret_is_hidden_whatever_its_count)
{
    integ_cells *cells = line_of(context, 3);
    int32_t states[4];
    set_standing(cells, 0, INTEG_STANDING_SECRET);
    protect(cells, (const int64_t[]){100, 30, 40}, states);
    ck_assert_int_eq(states[0], INTEG_CELL_PRIMARY);
    int64_t others = 0;
    for (int cell = 1; cell < 4; cell++)
        others += states[cell] != INTEG_CELL_SHOWN;
    ck_assert_int_eq(others, 1);
    protect(cells, (const int64_t[]){0, 30, 40}, states);
    ck_assert_int_eq(states[0], INTEG_CELL_PRIMARY);
    integ_cells_free(cells);
}
END_TEST

/* Women, women of 18 to 64, and what is left of them, which nobody prints. */
START_TEST(a_difference_of_groups_is_protected_when_it_is_small)
{
    integ_cells *cells;
    int32_t states[3];
    ck_assert_int_eq(integ_cells_new(context, 2, &cells, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){0, 1}, 2, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){0}, 1, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, (const int64_t[]){1}, 1, NULL, NULL), INTEG_STATUS_OK);
    set_standing(cells, 2, INTEG_STANDING_DERIVED);
    protect(cells, (const int64_t[]){50, 2}, states);
    ck_assert(states[0] == INTEG_CELL_SHOWN && states[1] == INTEG_CELL_SECONDARY && states[2] == INTEG_CELL_PRIMARY);
    protect(cells, (const int64_t[]){50, 20}, states);
    ck_assert(states[0] == INTEG_CELL_SHOWN && states[1] == INTEG_CELL_SHOWN && states[2] == INTEG_CELL_NOT_PRINTED);
    protect(cells, (const int64_t[]){50, 0}, states);
    ck_assert(states[0] == INTEG_CELL_SHOWN && states[1] == INTEG_CELL_SHOWN && states[2] == INTEG_CELL_NOT_PRINTED);
    integ_cells_free(cells);
}
END_TEST

START_TEST(what_is_wanted_less_is_hidden_first)
{
    integ_cells *cells = line_of(context, 3);
    int32_t states[4];
    for (int64_t wanted_least = 1; wanted_least < 4; wanted_least++) {
        for (int64_t cell = 1; cell < 4; cell++)
            ck_assert_int_eq(integ_cells_set_rank(cells, cell, cell == wanted_least ? 7 : -7, NULL), INTEG_STATUS_OK);
        protect(cells, (const int64_t[]){2, 30, 40}, states);
        for (int64_t cell = 1; cell < 4; cell++)
            ck_assert_int_eq(states[cell], cell == wanted_least ? INTEG_CELL_SECONDARY : INTEG_CELL_SHOWN);
    }
    integ_cells_free(cells);
}
END_TEST

START_TEST(what_is_no_standing_is_refused)
{
    integ_cells *cells = line_of(context, 2);
    ck_assert_int_eq(integ_cells_set_standing(cells, 3, INTEG_STANDING_SECRET, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cells_set_standing(cells, -1, INTEG_STANDING_SECRET, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cells_set_standing(cells, 0, 4, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cells_set_standing(NULL, 0, 0, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cells_set_rank(cells, 3, 1, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_cells_set_rank(NULL, 0, 1, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_cells_free(cells);
}
END_TEST

/* Someone who sees what is shown and knows the rule. That a derived cell is not zero nobody knows. */
typedef struct onlooker {
    const integ_cells *cells;
    const int64_t *shown;
    const int32_t *standings;
} onlooker;

static bool shows_zeros(const int64_t *sums, void *userdata)
{
    const onlooker *self = userdata;
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++)
        if (self->shown[cell] < 0 && sums[cell] == 0 && self->standings[cell] == INTEG_STANDING_OPEN)
            return false;
    return true;
}

static void draw_standings(integ_cells *cells, uint64_t *state, int32_t *standings)
{
    int64_t count = integ_cells_count(cells);
    for (int64_t cell = 0; cell < count; cell++) {
        uint32_t drawn = cell == count - 1 ? 0 : draw(state, 10);
        standings[cell] = drawn < 2   ? INTEG_STANDING_PUBLISHED
                          : drawn < 5 ? INTEG_STANDING_DERIVED
                          : drawn < 6 ? INTEG_STANDING_SECRET
                                      : INTEG_STANDING_OPEN;
        set_standing(cells, cell, standings[cell]);
        ck_assert_int_eq(integ_cells_set_rank(cells, cell, draw(state, 3), NULL), INTEG_STATUS_OK);
    }
}

static void check_states(const onlooker *known, const int64_t *values, const int32_t *states)
{
    for (int64_t cell = 0; cell < integ_cells_count(known->cells); cell++) {
        int32_t standing = known->standings[cell];
        bool small = integ_disclosure_hides_count(rule, values[cell]) != 0;
        if ((standing == INTEG_STANDING_PUBLISHED) && states[cell] != INTEG_CELL_SHOWN)
            ck_abort_msg("cell %lld is published", (long long)cell);
        if (standing != INTEG_STANDING_PUBLISHED && (small || standing == INTEG_STANDING_SECRET) &&
            states[cell] != INTEG_CELL_PRIMARY && states[cell] != INTEG_CELL_EXPOSED)
            ck_abort_msg("cell %lld is not hidden", (long long)cell);
        if (standing == INTEG_STANDING_DERIVED && !small && states[cell] != INTEG_CELL_NOT_PRINTED)
            ck_abort_msg("cell %lld is not printed", (long long)cell);
    }
}

/* What is hidden has two values at least. Where a zero is hidden for a secret, whoever thinks that no zero is hidden
 * believes in a table that is not the true one, so that nobody can think so. */
static bool check_possible(const onlooker *known, const int64_t *values, const int32_t *states)
{
    static possible tables;
    is_credible credible = shows_zeros(values, (void *)known) ? shows_zeros : NULL;
    enumerate(known->cells, known->shown, credible, (void *)known, &tables);
    for (int64_t cell = 0; cell < integ_cells_count(known->cells) && tables.tables > 0; cell++)
        if (is_hidden_state(states[cell]) && tables.lower[cell] == tables.upper[cell])
            ck_abort_msg("cell %lld can only be %lld", (long long)cell, (long long)tables.lower[cell]);
    return tables.tables > 0;
}

static int64_t try_one(uint64_t *state)
{
    drawn_table table;
    int32_t standings[ENUMERATED_CELLS_AT_MOST];
    draw_whole_table(&table, state);
    draw_standings(table.cells, state, standings);
    draw_threshold(state);
    protect_table(&table);
    bool all_shown = table.states[integ_cells_count(table.cells) - 1] == INTEG_CELL_SHOWN; /* the sum of everything */
    onlooker known = {table.cells, table.shown, standings};
    check_states(&known, table.values, table.states);
    int64_t tried = all_shown && check_possible(&known, table.values, table.states);
    free_table(&table);
    return tried;
}

START_TEST(whatever_was_said_no_hidden_cell_has_a_single_value)
{
    uint64_t state = 77;
    for (int64_t wanted = random_cases(500, 10000); wanted > 0;)
        wanted -= try_one(&state);
}
END_TEST

static integ_status attempt_standing(integ_context *failing, integ_error *error, void *userdata)
{
    (void)userdata;
    static const int64_t counts[] = {1, 1, 7};
    static const int64_t size = 4, parents[] = {-1, 0, 0, 0};
    integ_cells *cells;
    integ_disclosure *known = NULL;
    int32_t states[4];
    integ_status status = integ_cells_new_table(failing, 1, &size, parents, &cells, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cells_set_standing(cells, 2, INTEG_STANDING_PUBLISHED, error);
    if (status == INTEG_STATUS_OK)
        status = integ_cells_set_rank(cells, 3, 1, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(failing, &known, error);
    if (status == INTEG_STATUS_OK)
        status = integ_protect(cells, counts, known, states, error);
    integ_disclosure_free(known);
    integ_cells_free(cells);
    return status;
}

START_TEST(standings_survive_running_out_of_memory)
{
    for_each_failing_allocation(attempt_standing, NULL);
}
END_TEST

void add_standing(Suite *suite)
{
    add_table_tests(suite, "standing", (const TTest *[]){what_is_published_counts_as_shown,
                                                         what_is_published_is_never_hidden_to_help,
                                                         what_was_given_away_already_is_told_and_the_rest_protected,
                                                         what_only_follows_from_the_rule_can_be_given_away_too,
                                                         a_secret_is_hidden_whatever_its_count,
                                                         a_difference_of_groups_is_protected_when_it_is_small,
                                                         what_is_wanted_less_is_hidden_first,
                                                         what_is_no_standing_is_refused,
                                                         whatever_was_said_no_hidden_cell_has_a_single_value,
                                                         standings_survive_running_out_of_memory,
                                                         NULL});
}
