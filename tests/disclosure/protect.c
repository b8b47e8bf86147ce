/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/tables.h"
#include "support/failing_allocator.h"

#include <string.h>

typedef struct onlooker {
    const int64_t *shown; /* -1 where hidden */
    int64_t count;
    int64_t threshold;
} onlooker;

/* What whoever knows the rule can believe: no hidden cell is zero, and one of them is small. */
static bool obeys_rule(const int64_t *sums, void *userdata)
{
    const onlooker *self = userdata;
    bool small = false;
    for (int64_t cell = 0; cell < self->count; cell++) {
        if (self->shown[cell] < 0 && sums[cell] == 0)
            return false;
        small = small || (self->shown[cell] < 0 && sums[cell] < self->threshold);
    }
    return small;
}

static void draw_and_protect(drawn_table *self, uint64_t *state)
{
    draw_whole_table(self, state);
    draw_threshold(state);
    protect_table(self);
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++)
        if (self->states[cell] > INTEG_CELL_SECONDARY)
            ck_abort_msg("cell %lld: nothing was published before", (long long)cell);
}

static bool enumerate_protected(const drawn_table *self)
{
    static possible tables;
    onlooker known = {self->shown, integ_cells_count(self->cells), integ_disclosure_threshold(rule)};
    if (!every_atom_is_in_a_shown_cell(self))
        return false;
    enumerate(self->cells, self->shown, obeys_rule, &known, &tables);
    for (int64_t cell = 0; cell < known.count && tables.tables > 0; cell++)
        if (self->shown[cell] < 0 && tables.lower[cell] == tables.upper[cell])
            ck_abort_msg("cell %lld can only be %lld", (long long)cell, (long long)tables.lower[cell]);
    return tables.tables > 0;
}

START_TEST(nobody_who_knows_the_rule_determines_a_hidden_cell)
{
    uint64_t state = 971;
    for (int64_t wanted = random_cases(500, 10000); wanted > 0;) {
        drawn_table table;
        draw_and_protect(&table, &state);
        wanted -= enumerate_protected(&table);
        free_table(&table);
    }
}
END_TEST

START_TEST(what_is_protected_passes_the_audit)
{
    uint64_t state = 15;
    for (int64_t i = 0; i < random_cases(500, 10000); i++) {
        drawn_table table;
        integ_audit *audit;
        ck_assert_int_eq(integ_disclosure_set_strict(rule, (int32_t)draw(&state, 2), NULL), INTEG_STATUS_OK);
        draw_and_protect(&table, &state);
        ck_assert_int_eq(integ_audit_new(table.cells, table.shown, rule, &audit, NULL), INTEG_STATUS_OK);
        if (!integ_audit_is_safe(audit))
            ck_abort_msg("table %lld is not safe", (long long)i);
        integ_audit_free(audit);
        free_table(&table);
    }
}
END_TEST

START_TEST(a_cell_is_hidden_by_what_is_left_of_its_total)
{
    integ_cells *cells = line_of(context, 3);
    ck_assert_int_eq(integ_cells_add_share(cells, 0, 3, NULL), INTEG_STATUS_OK);
    int32_t states[4];
    const int64_t counts[] = {93, 1, 1};
    ck_assert_int_eq(integ_disclosure_set_complement(rule, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_protect(cells, counts, rule, states, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(states[0], INTEG_CELL_PRIMARY);
    ck_assert_int_eq(states[3], INTEG_CELL_SHOWN);
    ck_assert_int_eq(integ_disclosure_set_complement(rule, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_protect(cells, counts, rule, states, NULL), INTEG_STATUS_OK);
    ck_assert_int_ne(states[0], INTEG_CELL_PRIMARY);
    integ_cells_free(cells);
}
END_TEST

/* Six of six are one thing: neither they nor the others may be shown as shares of so few. */
START_TEST(a_full_cell_is_hidden_and_so_is_who_is_not_in_it)
{
    integ_cells *cells = line_of(context, 2);
    for (int64_t part = 0; part < 2; part++)
        ck_assert_int_eq(integ_cells_add_share(cells, part, 2, NULL), INTEG_STATUS_OK);
    int32_t states[3];
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, 10, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_protect(cells, (const int64_t[]){6, 0}, rule, states, NULL), INTEG_STATUS_OK);
    ck_assert(states[0] == INTEG_CELL_PRIMARY && states[1] == INTEG_CELL_PRIMARY && states[2] == INTEG_CELL_SHOWN);
    ck_assert_int_eq(integ_protect(cells, (const int64_t[]){16, 0}, rule, states, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(count_hidden(states, 3), 0);
    integ_cells_free(cells);
}
END_TEST

START_TEST(zeros_are_hidden_when_that_is_asked_for)
{
    integ_cells *cells = line_of(context, 3);
    int32_t states[4];
    ck_assert_int_eq(integ_disclosure_set_zeros(rule, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_protect(cells, (const int64_t[]){20, 0, 30}, rule, states, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(states[1], INTEG_CELL_PRIMARY);
    ck_assert_int_eq(count_hidden(states, 4), 2);
    integ_cells_free(cells);
}
END_TEST

START_TEST(a_width_is_kept)
{
    integ_cells *cells = line_of(context, 5);
    int32_t states[6];
    const int64_t counts[] = {2, 1, 3, 6, 40};
    int64_t shown[6];
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 3, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_width(rule, 5, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_protect(cells, counts, rule, states, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < 6; i++)
        shown[i] = states[i] == INTEG_CELL_SHOWN ? (i < 5 ? counts[i] : 52) : -1;
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(cells, shown, rule, &audit, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_audit_is_safe(audit), 1);
    integ_audit_free(audit);
    integ_cells_free(cells);
}
END_TEST

START_TEST(what_are_no_counts_is_refused)
{
    integ_cells *cells = line_of(context, 2);
    int32_t states[3];
    ck_assert_int_eq(integ_protect(cells, (const int64_t[]){-1, 2}, rule, states, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_protect(cells, (const int64_t[]){INT64_MAX, INT64_MAX}, rule, states, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_protect(cells, NULL, rule, states, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_protect(NULL, NULL, rule, states, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_cells_free(cells);
}
END_TEST

static integ_status attempt_protect(integ_context *failing, integ_error *error, void *userdata)
{
    (void)userdata;
    static const int64_t counts[] = {1, 1, 7, 1, 1, 1, 4, 2, 8};
    integ_cells *cells;
    integ_disclosure *known = NULL;
    int32_t states[16];
    static const int64_t sizes[] = {4, 4};
    static const int64_t parents[] = {-1, 0, 0, 0, -1, 0, 0, 0};
    integ_status status = integ_cells_new_table(failing, 2, sizes, parents, &cells, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(failing, &known, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_width(known, 2, error);
    if (status == INTEG_STATUS_OK)
        status = integ_protect(cells, counts, known, states, error);
    integ_disclosure_free(known);
    integ_cells_free(cells);
    return status;
}

START_TEST(protecting_survives_running_out_of_memory)
{
    for_each_failing_allocation(attempt_protect, NULL);
}
END_TEST

void add_protect(Suite *suite)
{
    add_table_tests(suite, "protect", (const TTest *[]){nobody_who_knows_the_rule_determines_a_hidden_cell,
                                                        what_is_protected_passes_the_audit,
                                                        a_cell_is_hidden_by_what_is_left_of_its_total,
                                                        a_full_cell_is_hidden_and_so_is_who_is_not_in_it,
                                                        zeros_are_hidden_when_that_is_asked_for,
                                                        a_width_is_kept,
                                                        what_are_no_counts_is_refused,
                                                        protecting_survives_running_out_of_memory,
                                                        NULL});
}
