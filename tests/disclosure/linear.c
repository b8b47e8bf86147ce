/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* A second opinion on the audit's intervals: COIN-OR CLP, whose answers are only taken as far as whole numbers confirm
 * them. Where the program is built without it, there is none. */
#include "disclosure/enumerate.h"
#include "disclosure/suite.h"
#include "disclosure/systems.h"

#ifdef HAVE_CLP
/* The solver's answers pass through here, so that it can be made to lie. */
#include <Clp_C_Interface.h>
static double *told_counts(Clp_Simplex *model);
static double *told_multipliers(Clp_Simplex *model);
#define Clp_primalColumnSolution told_counts
#define Clp_dualRowSolution told_multipliers
#include "protect/linear.c"
#undef Clp_primalColumnSolution
#undef Clp_dualRowSolution

#include <stdlib.h>
#include <string.h>

#define CELLS_AT_MOST 1024

static integ_context *context;
static integ_disclosure *rule;

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

static bool lies;
static uint64_t lie_state = 12;

/* Some of the numbers, and others a little larger or smaller, by a whole or a half. */
static double *tell_lies(double *out, const double *numbers_told, int count)
{
    for (int i = 0; i < count; i++) {
        out[i] = numbers_told[i];
        if (lies && draw(&lie_state, 4) == 0)
            out[i] += ((int)draw(&lie_state, 5) - 2) * 0.5;
    }
    return out;
}

static double *told_counts(Clp_Simplex *model)
{
    static double told[CELLS_AT_MOST];
    ck_assert_int_le(Clp_getNumCols(model), CELLS_AT_MOST);
    return tell_lies(told, (Clp_primalColumnSolution)(model), Clp_getNumCols(model));
}

static double *told_multipliers(Clp_Simplex *model)
{
    static double told[CELLS_AT_MOST];
    ck_assert_int_le(Clp_getNumRows(model), CELLS_AT_MOST);
    return tell_lies(told, (Clp_dualRowSolution)(model), Clp_getNumRows(model));
}

typedef struct comparison {
    int64_t limits; /* that were asked for */
    int64_t same;   /* proved and reached, and the same as the audit's */
} comparison;

/* A limit that is proved is not within the audit's, and what is reached is not outside. */
static void compare_limit(const linear_limit *found, int sign, int64_t audited, comparison *all)
{
    all->limits++;
    if (sign < 0 && (audited < 0 || (found->proved && found->bound < 0))) {
        ck_assert(audited < 0 && found->bound < 0 && found->proved);
        all->same++;
        return;
    }
    if (found->proved && (sign > 0 ? found->bound > audited : found->bound < audited))
        ck_abort_msg("%lld is proved, and %lld is possible", (long long)found->bound, (long long)audited);
    if (found->reached && (sign > 0 ? found->at < audited : found->at > audited))
        ck_abort_msg("%lld is reached, and %lld is the limit", (long long)found->at, (long long)audited);
    all->same += found->proved && found->reached && found->bound == audited && found->at == audited;
}

static void compare(const integ_cells *cells, const int64_t *values, bool with_rule, comparison *all)
{
    int64_t at_least[CELLS_AT_MOST], budget = INT64_MAX;
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++)
        at_least[cell] = values[cell] < 0;
    integ_audit *audit;
    ck_assert_int_eq(integ_audit_new(cells, values, with_rule ? rule : NULL, &audit, NULL), INTEG_STATUS_OK);
    linear *solver = linear_new(cells, values, with_rule ? at_least : NULL, &budget);
    ck_assert_ptr_nonnull(solver);
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
        int64_t limits[2];
        if (values[cell] >= 0 || !integ_audit_interval(audit, cell, with_rule, &limits[0], &limits[1]))
            continue;
        for (int side = 0; side < 2; side++) {
            linear_limit found;
            ck_assert(linear_find(solver, cell, side == 0 ? 1 : -1, &found));
            compare_limit(&found, side == 0 ? 1 : -1, limits[side], all);
        }
    }
    linear_free(solver);
    integ_audit_free(audit);
}

static comparison compare_random_tables(void)
{
    uint64_t state = 1947;
    comparison all = {0, 0};
    for (int64_t tried = 0; tried < (is_long_run() ? 10000 : 500); tried++) {
        integ_cells *cells = draw_system(context, &state);
        int64_t counts[64], values[ENUMERATED_CELLS_AT_MOST];
        draw_counts(cells, &state, counts);
        sum_cells(cells, counts, values);
        for (int64_t cell = 0; cell < integ_cells_count(cells) - 1; cell++)
            if (values[cell] > 0 && draw(&state, 3) > 0)
                values[cell] = -1;
        compare(cells, values, false, &all);
        compare(cells, values, true, &all);
        integ_cells_free(cells);
    }
    return all;
}

START_TEST(the_audit_of_random_tables_agrees_with_linear_programming)
{
    comparison all = compare_random_tables();
    ck_assert_int_gt(all.limits, 5000);
    ck_assert_int_ge(all.same * 100, all.limits * 95);
}
END_TEST

/* Then there is less that is known, and nothing that is wrong. */
START_TEST(a_solver_that_lies_is_not_believed)
{
    comparison honest = compare_random_tables();
    lies = true;
    comparison lying = compare_random_tables();
    lies = false;
    ck_assert_int_eq(lying.limits, honest.limits);
    ck_assert_int_lt(lying.same, honest.same);
}
END_TEST

/* Sixteen rows by twelve columns with totals, as large as the audit still does at once. */
START_TEST(the_audit_of_larger_tables_agrees_with_linear_programming)
{
    static const int64_t sizes[] = {17, 13};
    int64_t parents[30], counts[192], values[CELLS_AT_MOST];
    uint64_t state = 1979;
    comparison all = {0, 0};
    for (int64_t node = 0; node < 30; node++)
        parents[node] = node == 0 || node == 17 ? -1 : 0;
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new_table(context, 2, sizes, parents, &cells, NULL), INTEG_STATUS_OK);
    for (int64_t tried = 0; tried < (is_long_run() ? 100 : 4); tried++) {
        for (int64_t atom = 0; atom < 192; atom++)
            counts[atom] = draw(&state, 4) == 0 ? 0 : draw(&state, 30);
        sum_cells(cells, counts, values);
        for (int64_t cell = 0; cell < integ_cells_count(cells); cell++)
            if (values[cell] > 0 && cell % 13 != 0 && cell >= 13 && draw(&state, 3) == 0)
                values[cell] = -1;
        compare(cells, values, false, &all);
        compare(cells, values, true, &all);
    }
    integ_cells_free(cells);
    ck_assert_int_gt(all.limits, 500);
    ck_assert_int_eq(all.same, all.limits);
}
END_TEST

void add_linear(Suite *suite)
{
    TCase *tests = tcase_create("linear");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, is_long_run() ? 3600 : 120);
    tcase_add_test(tests, the_audit_of_random_tables_agrees_with_linear_programming);
    tcase_add_test(tests, a_solver_that_lies_is_not_believed);
    tcase_add_test(tests, the_audit_of_larger_tables_agrees_with_linear_programming);
    suite_add_tcase(suite, tests);
}
#else
void add_linear(Suite *suite)
{
    (void)suite;
}
#endif
