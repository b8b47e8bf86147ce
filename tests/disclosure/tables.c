/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/tables.h"

integ_context *context;
integ_disclosure *rule;

static void set_up(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_complement(rule, 0, NULL), INTEG_STATUS_OK);
}

static void tear_down(void)
{
    integ_disclosure_free(rule);
    integ_context_free(context);
}

void draw_whole_table(drawn_table *self, uint64_t *state)
{
    self->proof = NULL;
    self->cells = draw_system(context, state);
    draw_counts(self->cells, state, self->counts);
    sum_cells(self->cells, self->counts, self->values);
}

void draw_threshold(uint64_t *state)
{
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 2 + draw(state, 4), NULL), INTEG_STATUS_OK);
}

static void list_shown(drawn_table *self)
{
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++)
        self->shown[cell] = self->states[cell] == INTEG_CELL_SHOWN ? self->values[cell] : -1;
}

void protect_table(drawn_table *self)
{
    ck_assert_int_eq(integ_protect(self->cells, self->counts, rule, self->states, NULL), INTEG_STATUS_OK);
    list_shown(self);
}

void prove_table(drawn_table *self)
{
    ck_assert_int_eq(integ_protect_with_proof(self->cells, self->counts, rule, self->states, &self->proof, NULL),
                     INTEG_STATUS_OK);
    list_shown(self);
}

bool every_atom_is_in_a_shown_cell(const drawn_table *self)
{
    bool seen[64] = {false};
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++) {
        int64_t count;
        const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
        for (int64_t i = 0; i < count && self->shown[cell] >= 0; i++)
            seen[atoms[i]] = true;
    }
    for (int64_t atom = 0; atom < integ_cells_atoms(self->cells); atom++)
        if (!seen[atom])
            return false;
    return true;
}

void free_table(drawn_table *self)
{
    integ_proof_free(self->proof);
    integ_cells_free(self->cells);
}

bool is_hidden_state(int32_t state)
{
    return state == INTEG_CELL_PRIMARY || state == INTEG_CELL_SECONDARY;
}

int64_t count_hidden(const int32_t *states, int64_t count)
{
    int64_t hidden = 0;
    for (int64_t cell = 0; cell < count; cell++)
        hidden += states[cell] != INTEG_CELL_SHOWN;
    return hidden;
}

void add_table_tests(Suite *suite, const char *name, const TTest *const *tests)
{
    TCase *with_rule = tcase_create(name);
    tcase_add_checked_fixture(with_rule, set_up, tear_down);
    tcase_set_timeout(with_rule, is_long_run() ? 3600 : 120);
    for (; *tests != NULL; tests++)
        tcase_add_test(with_rule, *tests);
    suite_add_tcase(suite, with_rule);
}
