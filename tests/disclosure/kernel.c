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
        int64_t row = kernel->row_of[atoms[i]], at = 0;
        for (integi_term term; row >= 0 && integi_kernel_read_term(&kernel->rows[row], &at, &term);)
            sums[term.atom] += term.number;
    }
    int64_t at = 0;
    for (integi_term term; left != NULL && integi_kernel_read_term(left, &at, &term);)
        sums[term.atom] += term.number;
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
        int64_t place = 0, before = -1, length = 0;
        for (integi_term term; integi_kernel_read_term(at, &place, &term); before = term.atom, length++) {
            ck_assert(term.number != 0 && term.number < INTEGI_KERNEL_PRIME && term.atom > before);
            ck_assert(term.atom == kernel->pivots[row] || kernel->row_of[term.atom] < 0);
        }
        ck_assert_int_eq(length, at->length);
    }
}

/* The columns say the same as the rows. */
static void check_columns(integi_kernel *kernel)
{
    for (int64_t atom = 0; atom < ATOMS; atom++) {
        int64_t count = integi_kernel_read_column(kernel, atom), expected = 0;
        for (int64_t row = 0; row < kernel->row_count; row++)
            expected += integi_kernel_number(&kernel->rows[row], atom) != 0;
        ck_assert_int_eq(count, expected);
        for (int64_t i = 0; i < count; i++) {
            const integi_kernel_entry *entry = &kernel->column[i];
            ck_assert_uint_eq(entry->number, integi_kernel_number(&kernel->rows[entry->row], atom));
            for (int64_t j = 0; j < i; j++)
                ck_assert_int_ne(kernel->column[j].row, entry->row);
        }
    }
}

/* Every number of every row, those that are watched after the others. */
static int64_t copy_numbers(const integi_kernel *kernel, uint32_t *out)
{
    int64_t length = 0;
    for (int64_t row = 0; row < kernel->row_count + kernel->watched_count; row++)
        for (int64_t atom = 0; atom < ATOMS; atom++)
            out[length++] = row < kernel->row_count
                                ? integi_kernel_number(&kernel->rows[row], atom)
                                : integi_kernel_number(&kernel->watched[row - kernel->row_count], atom);
    return length;
}

/* Adds a row, takes it back, and adds it again. */
static integi_kernel_result add_twice(integi_kernel *kernel, const int64_t *atoms, int64_t length)
{
    uint32_t before[(ROWS + 2) * ATOMS], after[(ROWS + 2) * ATOMS];
    int64_t numbers = copy_numbers(kernel, before);
    integi_kernel_result first = integi_kernel_add(kernel, atoms, NULL, length, false);
    check_columns(kernel);
    if (first == INTEGI_KERNEL_ADDED)
        integi_kernel_take_back(kernel);
    ck_assert_int_eq(copy_numbers(kernel, after), numbers);
    ck_assert_mem_eq(before, after, (size_t)numbers * sizeof *before);
    check_columns(kernel);
    ck_assert_int_eq(integi_kernel_add(kernel, atoms, NULL, length, false), first);
    return first;
}

/* Takes all rows back at once, and adds them again. */
static void check_undoing(integi_kernel *kernel, const drawn *self, const int *shown, int count)
{
    uint32_t before[(ROWS + 2) * ATOMS], after[(ROWS + 2) * ATOMS];
    int64_t numbers = copy_numbers(kernel, before);
    while (kernel->row_count > 0)
        integi_kernel_take_back(kernel);
    for (int watched = 0; watched < 2; watched++)
        ck_assert_int_eq(kernel->watched[watched].length, self->lengths[watched]);
    for (int i = 0; i < count; i++)
        ck_assert_int_eq(integi_kernel_add(kernel, self->atoms[shown[i]], NULL, self->lengths[shown[i]], false),
                         INTEGI_KERNEL_ADDED);
    ck_assert_int_eq(copy_numbers(kernel, after), numbers);
    ck_assert_mem_eq(before, after, (size_t)numbers * sizeof *before);
}

/* Adds rows with the first two watched; each must be refused just when it would make one of those follow. */
static void check_drawn(drawn *self, int64_t *refused)
{
    integi_kernel kernel;
    int shown[ROWS], count = 0;
    ck_assert(integi_kernel_init(&kernel, self->context, self->counts, ATOMS, ROWS, 2));
    kernel.may_be_undone = true;
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
        ck_assert_int_eq(add_twice(&kernel, self->atoms[row], self->lengths[row]), expected);
        ck_assert_int_eq(integi_kernel_has_nothing_left(&kernel, self->atoms[row], NULL, self->lengths[row]),
                         expected != INTEGI_KERNEL_TELLS);
        count += expected == INTEGI_KERNEL_ADDED;
        *refused += expected == INTEGI_KERNEL_TELLS;
    }
    ck_assert_int_eq(kernel.row_count, count);
    check_undoing(&kernel, self, shown, count);
    integi_kernel_settle(&kernel);
    check_rows(&kernel);
    check_columns(&kernel);
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

/* Every version of the loops, beside division. */
static void check_residues(const integi_residues *residues, uint64_t seed)
{
    uint32_t numbers[70], others[70], expected[70], factor;
    uint64_t sums[70], state = seed;
    size_t count = (size_t)draw(&state, 71);
    int64_t filled = 0;
    factor = draw(&state, 4) == 0 ? INTEGI_KERNEL_PRIME - 1 : (uint32_t)draw(&state, INTEGI_KERNEL_PRIME);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = draw(&state, 4) == 0 ? INTEGI_KERNEL_PRIME - 1 : (uint32_t)draw(&state, INTEGI_KERNEL_PRIME);
        others[i] = draw(&state, 4) == 0 ? numbers[i] : (uint32_t)draw(&state, INTEGI_KERNEL_PRIME);
        sums[i] = draw(&state, 4) == 0 ? (UINT64_C(1) << 33) - 1 : numbers[i];
        expected[i] = (uint32_t)((numbers[i] + (wide)factor * others[i]) % INTEGI_KERNEL_PRIME);
        filled += expected[i] != 0;
    }
    ck_assert_int_eq(residues->add(numbers, others, factor, count), filled);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(numbers[i], expected[i]);
    for (size_t i = 0; i < count; i++)
        expected[i] = (uint32_t)(((wide)sums[i] + (wide)factor * others[i]) % INTEGI_KERNEL_PRIME);
    residues->add_to_sums(sums, others, factor, count);
    for (size_t i = 0; i < count; i++)
        ck_assert(sums[i] < UINT64_C(1) << 33 && sums[i] % INTEGI_KERNEL_PRIME == expected[i]);
}

START_TEST(loops_over_numbers_are_the_same_with_all_instructions)
{
    for (int32_t set = INTEG_INSTRUCTIONS_BEST; set <= INTEG_INSTRUCTIONS_AVX512; set++) {
        integ_context *context;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        if (integ_context_set_instructions(context, set, NULL) == INTEG_STATUS_OK)
            for (uint64_t seed = 1; seed <= 100; seed++)
                check_residues(integi_residues_of(context), seed);
        integ_context_free(context);
    }
}
END_TEST

void add_kernel(Suite *suite)
{
    add_tests(suite, "kernel", (const TTest *[]){loops_over_numbers_are_the_same_with_all_instructions,
                                                 rows_are_refused_just_when_they_tell,
                                                 numbers_and_atoms_that_stand_twice_are_added_up,
                                                 what_is_added_by_force_leaves_nothing_of_what_it_tells, NULL});
}
