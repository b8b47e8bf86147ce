/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Protection by elimination modulo a prime, with proofs: against the audit, which shares nothing with it, and against
 * proofs that prove nothing. */
#include "disclosure/others.h"
#include "disclosure/suite.h"
#include "release/verify.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

#define ATOMS 9
#define CELLS 12

static uint64_t state;

static uint64_t draw(uint64_t below)
{
    state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t mixed = (state ^ (state >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (mixed ^ (mixed >> 31)) % below;
}

typedef struct drawn {
    integ_cells *cells;
    int64_t counts[ATOMS];
    int64_t values[CELLS];
    int32_t states[CELLS];
} drawn;

/* Overlapping cells over a few atoms; some of them secret, derived or wanted less. */
static integ_status draw_cells(integ_context *context, uint64_t seed, drawn *out, integ_error *error)
{
    memset(out, 0, sizeof *out);
    state = seed;
    for (int i = 0; i < ATOMS; i++)
        out->counts[i] = (int64_t)draw(12);
    integ_status status = integ_cells_new(context, ATOMS, &out->cells, error);
    for (int64_t cell = 0; cell < CELLS && status == INTEG_STATUS_OK; cell++) {
        int64_t atoms[ATOMS], count = 0;
        for (int64_t atom = 0; atom < ATOMS; atom++)
            if (draw(2) == 0)
                atoms[count++] = atom;
        for (int64_t i = 0; i < count; i++)
            out->values[cell] += out->counts[atoms[i]];
        status = integ_cells_add(out->cells, atoms, count, NULL, error);
        if (status == INTEG_STATUS_OK && draw(8) == 0)
            status = integ_cells_set_standing(out->cells, cell, draw(2) == 0 ? INTEG_STANDING_SECRET
                                                                             : INTEG_STANDING_DERIVED, error);
        if (status == INTEG_STATUS_OK)
            status = integ_cells_set_rank(out->cells, cell, (int64_t)draw(3), error);
    }
    return status;
}

static bool is_hidden(int32_t of)
{
    return of == INTEG_CELL_PRIMARY || of == INTEG_CELL_SECONDARY;
}

START_TEST(the_audit_finds_no_fault)
{
    int64_t shown = 0, hidden = 0, unproven = 0;
    int rounds = is_long_run() ? 20000 : 400;
    for (int seed = 1; seed <= rounds; seed++) {
        integ_context *context;
        integ_disclosure *rule;
        integ_audit *audit;
        drawn made;
        integi_changes changes = {0};
        bool proven[CELLS];
        int64_t left;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(draw_cells(context, (uint64_t)seed, &made, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integi_protect_release(made.cells, made.counts, rule, made.states, &changes, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(integi_verify(made.cells, made.counts, rule, made.states, &changes.lists, proven, &left, NULL),
                         INTEG_STATUS_OK);
        unproven += left;
        int64_t values[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            values[cell] = made.states[cell] == INTEG_CELL_SHOWN ? made.values[cell] : -1;
            shown += made.states[cell] == INTEG_CELL_SHOWN && made.values[cell] > 0;
            hidden += is_hidden(made.states[cell]);
        }
        ck_assert_int_eq(integ_audit_new(made.cells, values, NULL, &audit, NULL), INTEG_STATUS_OK);
        for (int cell = 0; cell < CELLS; cell++) {
            int32_t finding = integ_audit_finding(audit, cell);
            if (is_hidden(made.states[cell]) && proven[cell] && finding != INTEG_AUDIT_SAFE &&
                finding != INTEG_AUDIT_INSIDER)
                ck_abort_msg("seed %d: cell %d is %s", seed, cell, integ_audit_finding_name(finding));
        }
        integ_audit_free(audit);
        integi_changes_free(&changes);
        integ_cells_free(made.cells);
        integ_disclosure_free(rule);
        integ_context_free(context);
    }
    ck_assert_int_gt(shown, hidden / 3);
    ck_assert_int_le(unproven, hidden / 50); /* where everything around a cell is hidden already */
}
END_TEST

/* Two groups of 3 and 17 of a total of 20, which is shown. */
static void check_proof(const int64_t *change, int64_t length, int64_t expected)
{
    static const int64_t all[] = {0, 1}, counts[] = {3, 17};
    integ_context *context;
    integ_disclosure *rule;
    integ_cells *cells;
    integi_lists lists = {0};
    int32_t states[] = {INTEG_CELL_SHOWN, INTEG_CELL_PRIMARY, INTEG_CELL_SECONDARY};
    bool proven[3];
    int64_t unproven;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_new(context, 2, &cells, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, all, 2, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, all, 1, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cells_add(cells, all + 1, 1, NULL, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < length; i++)
        ck_assert(integi_lists_item(context, &lists, change[i]));
    ck_assert(integi_lists_close(context, &lists));
    ck_assert_int_eq(integi_verify(cells, counts, rule, states, &lists, proven, &unproven, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(unproven, expected);
    integi_lists_free(context, &lists);
    integ_cells_free(cells);
    integ_disclosure_free(rule);
    integ_context_free(context);
}

START_TEST(what_proves_nothing_is_not_taken_for_a_proof)
{
    check_proof((const int64_t[]){0, 1, 1, -1}, 4, 0);
    check_proof((const int64_t[]){0, -2, 1, 2}, 4, 0);
    check_proof((const int64_t[]){0, 1}, 2, 2);          /* the total would be another one */
    check_proof((const int64_t[]){0, -4, 1, 4}, 4, 2);   /* fewer than nobody */
    check_proof((const int64_t[]){0, -3, 1, 3}, 4, 2);   /* a zero would be shown */
    check_proof((const int64_t[]){0, 0}, 2, 2);          /* the same counts */
    check_proof(NULL, 0, 2);
}
END_TEST

static integ_status protect_drawn(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    drawn made = {.cells = NULL};
    integ_disclosure *rule = NULL;
    integi_changes changes = {0};
    integ_status status = draw_cells(context, 5, &made, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_new(context, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = integi_protect_release(made.cells, made.counts, rule, made.states, &changes, error);
    integi_changes_free(&changes);
    integ_disclosure_free(rule);
    integ_cells_free(made.cells);
    return status;
}

START_TEST(it_may_run_out_of_memory)
{
    for_each_failing_allocation(protect_drawn, NULL);
}
END_TEST

void add_others(Suite *suite)
{
    add_tests(suite, "others", (const TTest *[]){the_audit_finds_no_fault, what_proves_nothing_is_not_taken_for_a_proof,
                                                 it_may_run_out_of_memory, NULL});
}
