/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Tables that are too large to be enumerated. What is shown and what else could have been is added up here once
 * more. */
#include "disclosure/enumerate.h"
#include "disclosure/suite.h"

#include <stdlib.h>
#include <string.h>

typedef struct release {
    integ_context *context;
    integ_disclosure *rule;
    integ_cells *cells;
    int64_t count;
    int64_t *counts, *values, *shown;
    int32_t *states;
    integ_proof *proof;
} release;

static void *room(int64_t count, size_t size)
{
    void *block = calloc((size_t)count + 1, size);
    ck_assert_ptr_nonnull(block);
    return block;
}

static void open_release(release *self)
{
    memset(self, 0, sizeof *self);
    ck_assert_int_eq(integ_context_new(&self->context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(self->context, &self->rule, NULL), INTEG_STATUS_OK);
}

/* Three dimensions with a total, groups and parts of them. */
static void draw_cube(release *self, int groups, int parts, uint64_t state)
{
    int64_t sizes[3], parents[3 * 64];
    int64_t size = 1 + groups + groups * parts;
    for (int dimension = 0; dimension < 3; dimension++) {
        int64_t *at = parents + dimension * size;
        sizes[dimension] = size;
        for (int64_t node = 0; node < size; node++)
            at[node] = node == 0 ? -1 : node <= groups ? 0 : 1 + (node - 1 - groups) / parts;
    }
    ck_assert_int_eq(integ_cells_new_table(self->context, 3, sizes, parents, &self->cells, NULL), INTEG_STATUS_OK);
    self->counts = room(integ_cells_atoms(self->cells), sizeof *self->counts);
    for (int64_t atom = 0; atom < integ_cells_atoms(self->cells); atom++) {
        uint32_t kind = draw(&state, 4);
        self->counts[atom] = kind == 0 ? 0 : draw(&state, kind == 1 ? 6 : 40);
    }
}

/* Overlapping groups of a population, with what is left of a group without another one, which nobody prints. */
static void draw_groups(release *self, int64_t atoms, int64_t groups, uint64_t state)
{
    int64_t *members = room(atoms, sizeof *members);
    uint32_t *traits = room(atoms, sizeof *traits);
    self->counts = room(atoms, sizeof *self->counts);
    for (int64_t atom = 0; atom < atoms; atom++) {
        traits[atom] = draw(&state, 1 << 16);
        self->counts[atom] = 1 + (draw(&state, 3) == 0 ? draw(&state, 30) : 0);
    }
    ck_assert_int_eq(integ_cells_new(self->context, atoms, &self->cells, NULL), INTEG_STATUS_OK);
    for (int64_t group = 0; group < groups; group++) {
        uint32_t mask = 0, wanted = draw(&state, 1 << 16);
        for (uint32_t bits = draw(&state, 11); bits > 0; bits--)
            mask |= 1u << draw(&state, 16);
        uint32_t more = mask | 1u << draw(&state, 16);
        for (int turn = 0; turn < 3; turn++) { /* a group, a part of it, and the rest */
            int64_t count = 0, cell;
            for (int64_t atom = 0; atom < atoms; atom++) {
                bool whole = (traits[atom] & mask) == (wanted & mask);
                bool part = (traits[atom] & more) == (wanted & more);
                if (turn == 0 ? whole : turn == 1 ? part : whole && !part)
                    members[count++] = atom;
            }
            ck_assert_int_eq(integ_cells_add(self->cells, members, count, &cell, NULL), INTEG_STATUS_OK);
            if (turn == 2)
                ck_assert_int_eq(integ_cells_set_standing(self->cells, cell, INTEG_STANDING_DERIVED, NULL),
                                 INTEG_STATUS_OK);
            ck_assert_int_eq(integ_cells_set_rank(self->cells, cell, turn, NULL), INTEG_STATUS_OK);
        }
    }
    free(traits);
    free(members);
}

static void protect(release *self)
{
    self->count = integ_cells_count(self->cells);
    self->values = room(self->count, sizeof *self->values);
    self->shown = room(self->count, sizeof *self->shown);
    self->states = room(self->count, sizeof *self->states);
    sum_cells(self->cells, self->counts, self->values);
    integ_status status =
        integ_protect_with_proof(self->cells, self->counts, self->rule, self->states, &self->proof, NULL);
    ck_assert_int_eq(status, INTEG_STATUS_OK);
    for (int64_t cell = 0; cell < self->count; cell++)
        self->shown[cell] = self->states[cell] == INTEG_CELL_SHOWN ? self->values[cell] : -1;
}

static void close_release(release *self)
{
    integ_proof_free(self->proof);
    integ_cells_free(self->cells);
    integ_disclosure_free(self->rule);
    integ_context_free(self->context);
    free(self->counts);
    free(self->values);
    free(self->shown);
    free(self->states);
}

/* Every hidden cell has other values, at least so far apart, in tables that agree with all that is shown. */
static void check_proof(const release *self)
{
    int64_t width = integ_disclosure_width(self->rule), atoms = integ_cells_atoms(self->cells);
    int64_t *counts = room(atoms, sizeof *counts), *values = room(self->count, sizeof *values);
    int64_t *least = room(self->count, sizeof *least), *most = room(self->count, sizeof *most);
    memcpy(least, self->values, (size_t)self->count * sizeof *least);
    memcpy(most, self->values, (size_t)self->count * sizeof *most);
    for (int64_t number = 0; number < integ_proof_count(self->proof); number++) {
        int64_t changes;
        const int64_t *items = integ_proof_other(self->proof, number, &changes);
        memcpy(counts, self->counts, (size_t)atoms * sizeof *counts);
        for (int64_t i = 0; i < changes; i++)
            if ((counts[items[2 * i]] += items[2 * i + 1]) < 0)
                ck_abort_msg("a count is negative");
        sum_cells(self->cells, counts, values);
        for (int64_t cell = 0; cell < self->count; cell++) {
            if (self->shown[cell] >= 0 && values[cell] != self->shown[cell])
                ck_abort_msg("cell %lld is shown", (long long)cell);
            least[cell] = values[cell] < least[cell] ? values[cell] : least[cell];
            most[cell] = values[cell] > most[cell] ? values[cell] : most[cell];
        }
    }
    int64_t hidden = 0;
    for (int64_t cell = 0; cell < self->count; cell++) {
        ck_assert_int_ne(self->states[cell], INTEG_CELL_EXPOSED);
        bool is_hidden = self->states[cell] == INTEG_CELL_PRIMARY || self->states[cell] == INTEG_CELL_SECONDARY;
        hidden += is_hidden;
        if (is_hidden && most[cell] - least[cell] < width)
            ck_abort_msg("cell %lld: %lld to %lld", (long long)cell, (long long)least[cell], (long long)most[cell]);
        if (!is_hidden && self->states[cell] == INTEG_CELL_SHOWN)
            ck_assert(!integ_disclosure_hides_count(self->rule, self->values[cell]));
    }
    ck_assert_int_gt(hidden, 0);
    ck_assert_int_lt(4 * hidden, 3 * self->count);
    free(counts);
    free(values);
    free(least);
    free(most);
}

static void check_audit(const release *self)
{
    integ_audit *audit;
    integ_status status =
        integ_audit_new_proven(self->cells, self->shown, self->counts, self->rule, self->proof, &audit, NULL);
    ck_assert_int_eq(status, INTEG_STATUS_OK);
    ck_assert_int_eq(integ_audit_is_safe(audit), 1);
    integ_audit_free(audit);
}

START_TEST(a_large_table_is_proven_cell_by_cell)
{
    release table;
    open_release(&table);
    draw_cube(&table, 3, 3, 5);
    protect(&table);
    check_proof(&table);
    check_audit(&table);
    close_release(&table);
}
END_TEST

START_TEST(so_is_one_with_zeros_hidden_or_a_width_or_against_someone_who_is_told)
{
    for (int option = 0; option < 3; option++) {
        release table;
        open_release(&table);
        ck_assert_int_eq(integ_disclosure_set_zeros(table.rule, option == 0, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_disclosure_set_width(table.rule, option == 1 ? 3 : 1, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_disclosure_set_strict(table.rule, option == 2, NULL), INTEG_STATUS_OK);
        draw_cube(&table, 2, 3, 6);
        protect(&table);
        check_proof(&table);
        check_audit(&table);
        close_release(&table);
    }
}
END_TEST

START_TEST(overlapping_groups_of_many_are_protected)
{
    release groups;
    open_release(&groups);
    draw_groups(&groups, 3000, 120, 7);
    protect(&groups);
    check_proof(&groups);
    check_audit(&groups);
    close_release(&groups);
}
END_TEST

/* What else the library was asked, and with how many threads, makes no difference. */
START_TEST(the_same_input_gives_the_same_output)
{
    release first, second, other;
    open_release(&first);
    open_release(&second);
    ck_assert_int_eq(integ_context_set_threads(second.context, 4, NULL), INTEG_STATUS_OK);
    draw_cube(&first, 2, 3, 8);
    protect(&first);
    open_release(&other);
    draw_groups(&other, 500, 30, 9);
    protect(&other);
    draw_cube(&second, 2, 3, 8);
    protect(&second);
    ck_assert_int_eq(memcmp(first.states, second.states, (size_t)first.count * sizeof *first.states), 0);
    ck_assert_int_eq(integ_proof_count(first.proof), integ_proof_count(second.proof));
    close_release(&first);
    close_release(&second);
    close_release(&other);
}
END_TEST

/* Five dimensions of two groups, each of one part: 3125 cells of 32 atoms, which say the same many times over. Nothing
 * but the table is known, and no cell is left undecided. */
START_TEST(a_table_of_many_dimensions_is_decided)
{
    static const int64_t sizes[] = {5, 5, 5, 5, 5};
    static const int64_t parents[] = {-1, 0, 0, 1, 2, -1, 0, 0, 1, 2, -1, 0, 0, 1, 2, -1, 0, 0, 1, 2, -1, 0, 0, 1, 2};
    uint64_t state = 10;
    release table;
    open_release(&table);
    ck_assert_int_eq(integ_cells_new_table(table.context, 5, sizes, parents, &table.cells, NULL), INTEG_STATUS_OK);
    table.counts = room(32, sizeof *table.counts);
    for (int atom = 0; atom < 32; atom++)
        table.counts[atom] = draw(&state, 3) == 0 ? 0 : draw(&state, 20);
    protect(&table);
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(table.cells, table.shown, table.rule, &audit, NULL), INTEG_STATUS_OK);
    int64_t hidden = 0;
    for (int64_t cell = 0; cell < table.count; cell++) {
        hidden += table.shown[cell] < 0;
        if (table.shown[cell] < 0 && integ_audit_finding(audit, cell) == INTEG_AUDIT_UNDECIDED)
            ck_abort_msg("cell %lld is undecided", (long long)cell);
    }
    ck_assert_int_gt(hidden, 1000);
    integ_audit_free(audit);
    close_release(&table);
}
END_TEST

void add_large(Suite *suite)
{
    TCase *tests = tcase_create("large");
    tcase_set_timeout(tests, 120);
    const TTest *const all[] = {a_large_table_is_proven_cell_by_cell,
                                so_is_one_with_zeros_hidden_or_a_width_or_against_someone_who_is_told,
                                overlapping_groups_of_many_are_protected, the_same_input_gives_the_same_output,
                                a_table_of_many_dimensions_is_decided};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        tcase_add_test(tests, all[i]);
    suite_add_tcase(suite, tests);
}
