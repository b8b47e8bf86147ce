/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Other counts that prove a protected table: what protection hands over, and what the audit makes of it. */
#include "disclosure/tables.h"
#include "support/failing_allocator.h"

static void draw_and_prove(drawn_table *self, uint64_t *state)
{
    draw_whole_table(self, state);
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++) {
        uint32_t drawn = draw(state, 12);
        int32_t standing = drawn < 2   ? INTEG_STANDING_DERIVED
                           : drawn < 3 ? INTEG_STANDING_PUBLISHED
                                       : INTEG_STANDING_OPEN;
        ck_assert_int_eq(integ_cells_set_standing(self->cells, cell, standing, NULL), INTEG_STATUS_OK);
    }
    draw_threshold(state);
    ck_assert_int_eq(integ_disclosure_set_width(rule, 1 + draw(state, 3), NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_zeros(rule, draw(state, 4) == 0, NULL), INTEG_STATUS_OK);
    prove_table(self);
}

/* By hand: every other table has the shown cells as they are, no count below zero, and something else somewhere. */
static void check_others(const drawn_table *self)
{
    for (int64_t number = 0; number < integ_proof_count(self->proof); number++) {
        int64_t count, counts[64], values[ENUMERATED_CELLS_AT_MOST];
        const int64_t *items = integ_proof_other(self->proof, number, &count);
        ck_assert_int_gt(count, 0);
        for (int64_t atom = 0; atom < integ_cells_atoms(self->cells); atom++)
            counts[atom] = self->counts[atom];
        for (int64_t i = 0; i < count; i++) {
            counts[items[2 * i]] += items[2 * i + 1];
            ck_assert_int_ge(counts[items[2 * i]], 0);
        }
        sum_cells(self->cells, counts, values);
        for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++)
            if (self->shown[cell] >= 0 && values[cell] != self->shown[cell])
                ck_abort_msg("cell %lld is shown", (long long)cell);
    }
}

START_TEST(what_is_handed_over_could_have_been_published)
{
    uint64_t state = 31;
    for (int64_t i = 0; i < random_cases(500, 10000); i++) {
        drawn_table table;
        draw_and_prove(&table, &state);
        check_others(&table);
        free_table(&table);
    }
}
END_TEST

/* A cell for which nothing can be done any more is not proven, and neither is one whose values are not as far apart as
 * is asked, where nothing is left to be hidden; such a cell the audit must find. */
START_TEST(the_audit_believes_what_is_proven_and_nothing_else)
{
    uint64_t state = 32;
    int64_t safe = 0;
    for (int64_t i = 0; i < random_cases(500, 10000); i++) {
        drawn_table table;
        integ_audit *audit;
        draw_and_prove(&table, &state);
        integ_status status =
            integ_audit_new_proven(table.cells, table.shown, table.counts, rule, table.proof, &audit, NULL);
        ck_assert_int_eq(status, INTEG_STATUS_OK);
        for (int64_t cell = 0; cell < integ_cells_count(table.cells); cell++) {
            bool is_safe = integ_audit_finding(audit, cell) == INTEG_AUDIT_SAFE;
            bool hidden = is_hidden_state(table.states[cell]);
            safe += hidden && is_safe;
            if (hidden && !is_safe && integ_disclosure_width(rule) == 1)
                ck_abort_msg("table %lld, cell %lld: %s", (long long)i, (long long)cell,
                             integ_audit_finding_name(integ_audit_finding(audit, cell)));
        }
        integ_audit_free(audit);
        free_table(&table);
    }
    ck_assert_int_gt(safe, random_cases(500, 500));
}
END_TEST

START_TEST(a_proof_of_another_table_proves_nothing)
{
    integ_cells *cells = line_of(context, 3);
    const int64_t counts[] = {2, 30, 40};
    int32_t states[4];
    integ_proof *proof;
    integ_audit *audit;
    ck_assert_int_eq(integ_protect_with_proof(cells, counts, rule, states, &proof, NULL), INTEG_STATUS_OK);
    ck_assert_int_gt(integ_proof_count(proof), 0);
    const int64_t too_much[] = {-1, 30, 40, 72};
    ck_assert_int_eq(integ_audit_new_proven(cells, too_much, counts, rule, proof, &audit, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_audit_finding(audit, 0), INTEG_AUDIT_LINEAR);
    integ_audit_free(audit);
    const int64_t enough[] = {-1, 30, -1, 72};
    ck_assert_int_eq(integ_audit_new_proven(cells, enough, counts, rule, NULL, &audit, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_audit_is_safe(audit), 1);
    integ_audit_free(audit);
    integ_proof_free(proof);
    integ_cells_free(cells);
}
END_TEST

START_TEST(counts_that_were_not_published_are_refused)
{
    integ_cells *cells = line_of(context, 2);
    const int64_t values[] = {-1, -1, 42};
    integ_audit *audit = NULL;
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_audit_new_proven(cells, values, (const int64_t[]){2, 41}, rule, NULL, &audit, error),
                     INTEG_STATUS_INCONSISTENT);
    ck_assert_ptr_null(audit);
    ck_assert_str_eq(integ_error_name(error, 0), "disclosure.other_counts");
    ck_assert_int_eq(integ_audit_new_proven(cells, values, (const int64_t[]){-1, 43}, rule, NULL, &audit, NULL),
                     INTEG_STATUS_INCONSISTENT);
    ck_assert_int_eq(integ_audit_new_proven(cells, values, NULL, rule, NULL, &audit, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_audit_new_proven(cells, values, (const int64_t[]){2, 40}, NULL, NULL, &audit, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    integ_error_free(error);
    integ_cells_free(cells);
}
END_TEST

/* Only ones: whoever is the one in the other hidden cell would not believe that he is not. */
START_TEST(who_is_counted_is_not_told_that_he_is_not)
{
    integ_cells *cells = line_of(context, 3);
    ck_assert_int_eq(integ_disclosure_set_zeros(rule, 1, NULL), INTEG_STATUS_OK);
    const int64_t counts[] = {1, 1, 40}, values[] = {-1, -1, 40, 42};
    int32_t states[4];
    integ_proof *proof;
    integ_audit *audit;
    ck_assert_int_eq(integ_protect_with_proof(cells, counts, rule, states, &proof, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_audit_new_proven(cells, values, counts, rule, proof, &audit, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_audit_is_safe(audit), 1); /* each may have been two, for the one who is in it */
    integ_audit_free(audit);
    integ_proof_free(proof);
    integ_cells_free(cells);
}
END_TEST

static integ_status attempt_proof(integ_context *failing, integ_error *error, void *userdata)
{
    (void)userdata;
    static const int64_t counts[] = {1, 1, 7, 1, 1, 1, 4, 2, 8};
    static const int64_t sizes[] = {4, 4};
    static const int64_t parents[] = {-1, 0, 0, 0, -1, 0, 0, 0};
    int64_t values[16];
    int32_t states[16];
    integ_cells *cells;
    integ_disclosure *known = NULL;
    integ_proof *proof = NULL;
    integ_audit *audit = NULL;
    integ_status status = integ_cells_new_table(failing, 2, sizes, parents, &cells, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(failing, &known, error);
    if (status == INTEG_STATUS_OK)
        status = integ_protect_with_proof(cells, counts, known, states, &proof, error);
    if (status == INTEG_STATUS_OK) {
        sum_cells(cells, counts, values);
        for (int i = 0; i < 16; i++)
            values[i] = states[i] == INTEG_CELL_SHOWN ? values[i] : -1;
        status = integ_audit_new_proven(cells, values, counts, known, proof, &audit, error);
    }
    integ_audit_free(audit);
    integ_proof_free(proof);
    integ_disclosure_free(known);
    integ_cells_free(cells);
    return status;
}

START_TEST(proving_survives_running_out_of_memory)
{
    for_each_failing_allocation(attempt_proof, NULL);
}
END_TEST

void add_proof(Suite *suite)
{
    add_table_tests(suite, "proof", (const TTest *[]){what_is_handed_over_could_have_been_published,
                                                      the_audit_believes_what_is_proven_and_nothing_else,
                                                      a_proof_of_another_table_proves_nothing,
                                                      counts_that_were_not_published_are_refused,
                                                      who_is_counted_is_not_told_that_he_is_not,
                                                      proving_survives_running_out_of_memory,
                                                      NULL});
}
