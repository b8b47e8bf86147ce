/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Small groups that can be counted, against all sets of atoms, each tried by an elimination modulo another prime. */
#include "release/small_groups.h"
#include "release/suite.h"

#include <stdlib.h>
#include <string.h>

#define ATOMS 11
#define ROWS 8
#define FEW 4
#define OTHER_PRIME UINT64_C(1000000007)

typedef struct world {
    int rows;
    int64_t sizes[ATOMS];
    bool in[ROWS][ATOMS];
} world;

static uint64_t state;

static uint64_t draw(uint64_t below)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (state >> 33) % below;
}

static world make_world(uint64_t seed)
{
    world made = {0};
    state = seed;
    made.rows = 1 + (int)draw(ROWS);
    for (int atom = 0; atom < ATOMS; atom++)
        made.sizes[atom] = 1 + (int64_t)draw(draw(3) == 0 ? 9 : 2);
    for (int row = 0; row < made.rows; row++)
        for (int atom = 0; atom < ATOMS; atom++)
            made.in[row][atom] = draw(2) == 0;
    return made;
}

/* ---- another elimination ---- */

static uint64_t power(uint64_t number, uint64_t exponent)
{
    uint64_t result = 1;
    for (; exponent > 0; exponent /= 2, number = number * number % OTHER_PRIME)
        if (exponent % 2 == 1)
            result = result * number % OTHER_PRIME;
    return result;
}

static int rank_of(uint64_t matrix[][ATOMS], int rows)
{
    int rank = 0;
    for (int column = 0; column < ATOMS && rank < rows; column++) {
        int found = rank;
        while (found < rows && matrix[found][column] == 0)
            found++;
        if (found == rows)
            continue;
        uint64_t swapped[ATOMS];
        memcpy(swapped, matrix[found], sizeof swapped);
        memcpy(matrix[found], matrix[rank], sizeof swapped);
        memcpy(matrix[rank], swapped, sizeof swapped);
        uint64_t inverse = power(matrix[rank][column], OTHER_PRIME - 2);
        for (int row = rank + 1; row < rows; row++) {
            uint64_t factor = matrix[row][column] * inverse % OTHER_PRIME;
            for (int i = 0; i < ATOMS; i++)
                matrix[row][i] = (matrix[row][i] + (OTHER_PRIME - factor) * matrix[rank][i]) % OTHER_PRIME;
        }
        rank++;
    }
    return rank;
}

static int rank_with(const world *made, unsigned set)
{
    uint64_t matrix[ROWS + 1][ATOMS] = {{0}};
    for (int row = 0; row < made->rows; row++)
        for (int atom = 0; atom < ATOMS; atom++)
            matrix[row][atom] = made->in[row][atom];
    for (int atom = 0; atom < ATOMS; atom++)
        matrix[made->rows][atom] = set >> atom & 1;
    return rank_of(matrix, made->rows + 1);
}

/* ---- */

static int64_t people_in(const world *made, unsigned set)
{
    int64_t people = 0;
    for (int atom = 0; atom < ATOMS; atom++)
        people += set >> atom & 1 ? made->sizes[atom] : 0;
    return people;
}

static int compare_alike(const void *left, const void *right)
{
    const integi_alike *a = left, *b = right;
    if (a->signature != b->signature)
        return a->signature < b->signature ? -1 : 1;
    return (a->atom > b->atom) - (a->atom < b->atom);
}

/* Marks in `found`, which has a place for every set, those that the search finds. */
static void search_world(const world *made, integ_context *context, bool *found)
{
    integi_alike alike[ATOMS] = {{0}};
    integi_kernel kernel = {0};
    ck_assert(integi_kernel_init(&kernel, context, made->sizes, ATOMS, ROWS, 1));
    for (int row = 0; row < made->rows; row++) {
        int64_t atoms[ATOMS], count = 0;
        for (int atom = 0; atom < ATOMS; atom++)
            if (made->in[row][atom]) {
                atoms[count++] = atom;
                alike[atom].signature |= UINT64_C(1) << row;
            }
        if (count > 0)
            ck_assert_int_ne(integi_kernel_add(&kernel, atoms, NULL, count, true), INTEGI_KERNEL_NO_MEMORY);
    }
    for (int atom = 0; atom < ATOMS; atom++)
        alike[atom].atom = atom;
    qsort(alike, ATOMS, sizeof *alike, compare_alike);
    integi_small_groups groups = {.kernel = &kernel, .sizes = made->sizes, .few = FEW, .alike = alike};
    ck_assert(integi_small_groups_find(&groups));
    for (int64_t i = 0; i < groups.groups.count; i++) {
        unsigned set = 0;
        for (int64_t j = 0; j < integi_lists_length(&groups.groups, i); j++)
            set |= 1U << integi_lists_at(&groups.groups, i)[j];
        ck_assert_msg(!found[set], "a set is found twice");
        found[set] = true;
    }
    integi_lists_free(context, &groups.groups);
    integi_kernel_free(&kernel);
}

/* Whether a set that was found is a part of one, but not all of it. */
static bool has_found_part(const bool *found, unsigned set)
{
    for (unsigned part = (set - 1) & set; part > 0; part = (part - 1) & set)
        if (found[part])
            return true;
    return false;
}

/* Exactly those sets of few people are found whose number follows, and no part of which was found. */
START_TEST(few_people_who_can_be_counted_are_found)
{
    integ_context *context = NULL;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    int64_t groups = 0;
    for (uint64_t seed = 0; seed < 300; seed++) {
        world made = make_world(seed);
        bool found[1U << ATOMS] = {false};
        search_world(&made, context, found);
        int rank = rank_with(&made, 0);
        for (unsigned set = 1; set < 1U << ATOMS; set++) {
            bool small = people_in(&made, set) <= FEW;
            bool expected = small && rank_with(&made, set) == rank && !has_found_part(found, set);
            ck_assert_msg(found[set] == expected, "seed %d, set %x", (int)seed, set);
            groups += expected;
        }
    }
    ck_assert_int_gt(groups, 100);
    integ_context_free(context);
}
END_TEST

void add_small_groups(Suite *suite)
{
    add_tests(suite, "small groups", (const TTest *[]){few_people_who_can_be_counted_are_found, NULL});
}
