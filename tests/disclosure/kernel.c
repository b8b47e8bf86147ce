/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The elimination modulo a prime, against elimination in fractions without a prime and against adding up again. */
#include "disclosure/kernel.h"
#include "disclosure/enumerate.h"
#include "disclosure/suite.h"

#include <string.h>

#define ATOMS 9
#define ROWS 12

__extension__ typedef __int128 wide;

typedef struct drawn {
    integ_context *context;
    int64_t counts[ATOMS];
    int64_t atoms[ROWS][ATOMS];
    int64_t lengths[ROWS];
    uint64_t state;
} drawn;

static void draw_rows(drawn *self, uint64_t seed)
{
    memset(self, 0, sizeof *self);
    self->state = seed;
    ck_assert_int_eq(integ_context_new(&self->context, NULL), INTEG_STATUS_OK);
    for (int atom = 0; atom < ATOMS; atom++)
        self->counts[atom] = draw(&self->state, 9);
    for (int row = 0; row < ROWS; row++)
        for (int atom = 0; atom < ATOMS; atom++)
            if (draw(&self->state, 3) == 0)
                self->atoms[row][self->lengths[row]++] = atom;
    for (int row = 0; row < 2; row++) /* those that are watched are short, so that they are told often */
        self->lengths[row] = self->lengths[row] > 1 ? 1 + row : self->lengths[row];
}

/* The rank of the first rows, by Bareiss's elimination, in which every division leaves no rest. */
static int rank_of(const drawn *self, const int *rows, int count)
{
    wide matrix[ROWS][ATOMS] = {{0}}, before = 1;
    int rank = 0;
    for (int i = 0; i < count; i++)
        for (int64_t j = 0; j < self->lengths[rows[i]]; j++)
            matrix[i][self->atoms[rows[i]][j]] = 1;
    for (int column = 0; column < ATOMS && rank < count; column++) {
        int found = rank;
        while (found < count && matrix[found][column] == 0)
            found++;
        if (found == count)
            continue;
        for (int k = 0; k < ATOMS; k++) {
            wide kept = matrix[rank][k];
            matrix[rank][k] = matrix[found][k];
            matrix[found][k] = kept;
        }
        for (int i = rank + 1; i < count; i++)
            for (int k = ATOMS - 1; k >= column; k--)
                matrix[i][k] = (matrix[i][k] * matrix[rank][column] - matrix[i][column] * matrix[rank][k]) / before;
        before = matrix[rank++][column];
    }
    return rank;
}

/* Whether a row given is the sum of those of its atoms that are pivots, and of what is left. */
static void check_sum(const integi_kernel *kernel, const int64_t *atoms, int64_t length, const integi_kernel_row *left)
{
    uint64_t sums[ATOMS] = {0};
    for (int64_t i = 0; i < length; i++) {
        int64_t row = kernel->row_of[atoms[i]];
        for (int64_t j = 0; row >= 0 && j < kernel->rows[row].length; j++)
            sums[kernel->rows[row].terms[j].atom] += kernel->rows[row].terms[j].number;
    }
    for (int64_t j = 0; left != NULL && j < left->length; j++)
        sums[left->terms[j].atom] += left->terms[j].number;
    for (int64_t i = 0; i < length; i++)
        sums[atoms[i]] += INTEGI_KERNEL_PRIME - 1;
    for (int atom = 0; atom < ATOMS; atom++)
        ck_assert(sums[atom] % INTEGI_KERNEL_PRIME == 0);
}

/* One in the own pivot, none in all others, which are the atoms with most people that could be; terms in order. */
static void check_rows(const integi_kernel *kernel)
{
    for (int64_t row = 0; row < kernel->row_count; row++) {
        const integi_kernel_row *at = &kernel->rows[row];
        ck_assert_int_eq(integi_kernel_number(at, kernel->pivots[row]), 1);
        for (int64_t i = 0; i < at->length; i++) {
            int64_t atom = at->terms[i].atom;
            ck_assert(at->terms[i].number != 0 && at->terms[i].number < INTEGI_KERNEL_PRIME);
            ck_assert(i == 0 || at->terms[i - 1].atom < at->terms[i].atom);
            ck_assert(atom == kernel->pivots[row] || kernel->row_of[atom] < 0);
        }
    }
}

/* Adds rows with the first two watched; each must be refused just when it would make one of those follow. */
static void check_drawn(drawn *self, int64_t *refused)
{
    integi_kernel kernel;
    int shown[ROWS], count = 0;
    ck_assert(integi_kernel_init(&kernel, self->context, self->counts, ATOMS, ROWS, 2));
    for (int row = 0; row < 2; row++)
        ck_assert(integi_kernel_watch(&kernel, self->atoms[row], NULL, self->lengths[row]));
    for (int row = 2; row < ROWS; row++) {
        int before = rank_of(self, shown, count);
        shown[count] = row;
        int after = rank_of(self, shown, count + 1);
        bool tells = false;
        for (int watched = 0; watched < 2; watched++) {
            int with[ROWS];
            memcpy(with, shown, sizeof with);
            with[count + 1] = watched;
            tells = tells || (self->lengths[watched] > 0 && rank_of(self, with, count + 2) == after);
        }
        integi_kernel_result expected = after == before ? INTEGI_KERNEL_FOLLOWS
                                        : tells         ? INTEGI_KERNEL_TELLS
                                                        : INTEGI_KERNEL_ADDED;
        ck_assert_int_eq(integi_kernel_add(&kernel, self->atoms[row], NULL, self->lengths[row], false), expected);
        ck_assert_int_eq(integi_kernel_has_nothing_left(&kernel, self->atoms[row], NULL, self->lengths[row]),
                         expected != INTEGI_KERNEL_TELLS);
        count += expected == INTEGI_KERNEL_ADDED;
        *refused += expected == INTEGI_KERNEL_TELLS;
    }
    ck_assert_int_eq(kernel.row_count, count);
    check_rows(&kernel);
    for (int i = 0; i < count; i++)
        check_sum(&kernel, self->atoms[shown[i]], self->lengths[shown[i]], NULL);
    for (int row = 0; row < 2; row++)
        check_sum(&kernel, self->atoms[row], self->lengths[row], &kernel.watched[row]);
    integi_kernel_free(&kernel);
}

START_TEST(rows_are_refused_just_when_they_tell)
{
    int64_t refused = 0;
    for (uint64_t seed = 1; seed <= (is_long_run() ? 20000 : 1000); seed++) {
        drawn made;
        draw_rows(&made, seed);
        check_drawn(&made, &refused);
        integ_context_free(made.context);
    }
    ck_assert_int_gt(refused, 500);
}
END_TEST

START_TEST(numbers_and_atoms_that_stand_twice_are_added_up)
{
    static const int64_t counts[] = {1, 2, 3}, both[] = {0, 1, 0, 2}, rest[] = {1, 2};
    static const uint32_t numbers[] = {1, 1, INTEGI_KERNEL_PRIME - 1, 1};
    integ_context *context;
    integi_kernel kernel;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert(integi_kernel_init(&kernel, context, counts, 3, 2, 1));
    ck_assert(!integi_kernel_has_nothing_left(&kernel, both, numbers, 4));
    ck_assert_int_eq(integi_kernel_add(&kernel, rest, NULL, 2, false), INTEGI_KERNEL_ADDED);
    ck_assert_int_eq(kernel.pivots[0], 2); /* where most people are */
    ck_assert(integi_kernel_has_nothing_left(&kernel, both, numbers, 4));
    ck_assert(!integi_kernel_has_nothing_left(&kernel, both, NULL, 4));
    integi_kernel_free(&kernel);
    integ_context_free(context);
}
END_TEST

START_TEST(what_is_added_by_force_leaves_nothing_of_what_it_tells)
{
    static const int64_t counts[] = {1, 2}, both[] = {0, 1};
    integ_context *context;
    integi_kernel kernel;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert(integi_kernel_init(&kernel, context, counts, 2, 2, 1));
    ck_assert(integi_kernel_watch(&kernel, both, NULL, 1));
    ck_assert_int_eq(integi_kernel_add(&kernel, both, NULL, 2, false), INTEGI_KERNEL_ADDED);
    ck_assert_int_eq(integi_kernel_add(&kernel, both + 1, NULL, 1, false), INTEGI_KERNEL_TELLS);
    ck_assert_int_gt(kernel.watched[0].length, 0);
    ck_assert_int_eq(integi_kernel_add(&kernel, both + 1, NULL, 1, true), INTEGI_KERNEL_ADDED);
    ck_assert_int_eq(kernel.watched[0].length, 0);
    integi_kernel_free(&kernel);
    integ_context_free(context);
}
END_TEST

void add_kernel(Suite *suite)
{
    add_tests(suite, "kernel", (const TTest *[]){rows_are_refused_just_when_they_tell,
                                                 numbers_and_atoms_that_stand_twice_are_added_up,
                                                 what_is_added_by_force_leaves_nothing_of_what_it_tells, NULL});
}
