/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* How much is hidden, compared with what others hide. */
#include "disclosure/tables.h"
#include "support/suite.h"

#include <stdlib.h>
#include <string.h>

#define CELLS_AT_MOST 1024
#define ATOMS_AT_MOST 512
#define PRIME INT64_C(2147483647)

static int64_t protect(const integ_cells *cells, const int64_t *counts, int64_t threshold, int32_t *states)
{
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, threshold, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_protect(cells, counts, rule, states, NULL), INTEG_STATUS_OK);
    return count_hidden(states, integ_cells_count(cells));
}

/* Eight regions by four sources of income, of the data set z1 in SSBtools 1.8.6 (Statistics Norway, MIT). So many cells
 * does GaussSuppression 1.2.3 hide when counts to 1, 2, 3 and 5 are. */
START_TEST(no_more_is_hidden_of_a_table_than_a_published_method_needs)
{
    static const int64_t counts[] = {11, 11, 55, 36, 7,  1, 29, 18, 5, 8, 35, 25, 13, 2, 17, 13,
                                     9,  14, 63, 52, 12, 9, 24, 22, 6, 4, 22, 8,  9,  3, 38, 15};
    static const int64_t thresholds[] = {2, 3, 4, 5, 6};
    static const int64_t needed[] = {4, 4, 6, 8, 10};
    static const int64_t sizes[] = {9, 5};
    static const int64_t parents[] = {-1, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0};
    integ_cells *cells;
    int32_t states[45];
    ck_assert_int_eq(integ_cells_new_table(context, 2, sizes, parents, &cells, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < 5; i++)
        ck_assert_int_le(protect(cells, counts, thresholds[i], states), needed[i]);
    integ_cells_free(cells);
}
END_TEST

/* The regions of z2, by county and by group of municipalities, which cross each other. */
typedef struct region {
    int county, group;
    int64_t counts[4];
} region;

static const region regions[] = {{0, 0, {11, 11, 55, 36}}, {1, 0, {7, 1, 29, 18}},   {2, 0, {5, 8, 35, 25}},
                                 {2, 0, {13, 2, 17, 13}},  {3, 0, {9, 14, 63, 52}},  {3, 0, {12, 9, 24, 22}},
                                 {4, 0, {6, 4, 22, 8}},    {4, 0, {9, 3, 38, 15}},   {0, 1, {3, 0, 9, 2}},
                                 {5, 1, {9, 0, 32, 20}},   {5, 1, {4, 2, 18, 11}}};

#define REGIONS 11
#define COUNTIES 6
#define GROUPS 2

/* The total, the counties, the groups and the regions. */
static bool is_in(int node, int at)
{
    if (node == 0)
        return true;
    if (node <= COUNTIES)
        return regions[at].county == node - 1;
    if (node <= COUNTIES + GROUPS)
        return regions[at].group == node - 1 - COUNTIES;
    return at == node - 1 - COUNTIES - GROUPS;
}

static integ_cells *make_z2(int64_t *counts)
{
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new(context, (int64_t)REGIONS * 4, &cells, NULL), INTEG_STATUS_OK);
    for (int at = 0; at < REGIONS; at++)
        memcpy(counts + (ptrdiff_t)at * 4, regions[at].counts, sizeof regions[at].counts);
    for (int node = 0; node < 1 + COUNTIES + GROUPS + REGIONS; node++)
        for (int source = 0; source < 5; source++) {
            int64_t members[REGIONS * 4], length = 0;
            for (int at = 0; at < REGIONS; at++)
                for (int i = 0; i < 4; i++)
                    if (is_in(node, at) && (source == 0 || i == source - 1))
                        members[length++] = (int64_t)at * 4 + i;
            ck_assert_int_eq(integ_cells_add(cells, members, length, NULL, NULL), INTEG_STATUS_OK);
        }
    return cells;
}

/* The data set z2 of SSBtools 1.8.6. GaussSuppression 1.2.3 hides so many when counts to 1, 3 and 5 are, and zeros. */
START_TEST(no_more_is_hidden_where_hierarchies_cross_either)
{
    static const int64_t thresholds[] = {2, 4, 6};
    static const int64_t needed[] = {14, 29, 29};
    int64_t counts[REGIONS * 4];
    int32_t states[100];
    integ_cells *cells = make_z2(counts);
    for (int32_t zeros = 0; zeros < 2; zeros++) {
        ck_assert_int_eq(integ_disclosure_set_zeros(rule, zeros, NULL), INTEG_STATUS_OK);
        for (int i = 0; i < 3; i++)
            ck_assert_int_le(protect(cells, counts, thresholds[i], states), needed[i]);
    }
    integ_cells_free(cells);
}
END_TEST

/* Elimination as it is told in a few lines, and no more: the cells are gone through from the largest count to the
 * smallest, and each is shown unless one of the primary cells were a sum of those that are shown then. */
typedef struct plain {
    int64_t atoms;
    int64_t rows[ATOMS_AT_MOST][ATOMS_AT_MOST];
    int64_t pivots[ATOMS_AT_MOST];
    int64_t rank;
    int64_t left[CELLS_AT_MOST][ATOMS_AT_MOST]; /* of every primary cell */
} plain;

static int64_t inverse(int64_t number)
{
    int64_t result = 1;
    for (int64_t exponent = PRIME - 2; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1)
            result = result * number % PRIME;
        number = number * number % PRIME;
    }
    return result;
}

static void take_away(const plain *self, int64_t *vector, int64_t row)
{
    int64_t factor = vector[self->pivots[row]];
    for (int64_t i = 0; i < self->atoms && factor != 0; i++)
        vector[i] = (vector[i] + (PRIME - factor) * self->rows[row][i]) % PRIME;
}

static int64_t first_of(const plain *self, const int64_t *vector)
{
    for (int64_t i = 0; i < self->atoms; i++)
        if (vector[i] != 0)
            return i;
    return -1;
}

static void fill(const integ_cells *cells, int64_t cell, int64_t *vector)
{
    int64_t count;
    const int64_t *members = integ_cells_members(cells, cell, &count);
    memset(vector, 0, (size_t)integ_cells_atoms(cells) * sizeof *vector);
    for (int64_t i = 0; i < count; i++)
        vector[members[i]] = 1;
}

/* Whether a candidate, which is free of all that is shown, tells of a primary cell. */
static bool tells(const plain *self, const int32_t *states, int64_t count, const int64_t *candidate)
{
    int64_t pivot = first_of(self, candidate);
    for (int64_t cell = 0; cell < count; cell++) {
        if (states[cell] != INTEG_CELL_PRIMARY || first_of(self, self->left[cell]) != pivot)
            continue;
        bool same = true;
        for (int64_t i = 0; i < self->atoms && same; i++)
            same = candidate[i] * self->left[cell][pivot] % PRIME == self->left[cell][i] * candidate[pivot] % PRIME;
        if (same)
            return true;
    }
    return false;
}

static const int64_t *sorted_by;

static int larger_first(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    if (sorted_by[x] != sorted_by[y])
        return sorted_by[x] < sorted_by[y] ? 1 : -1;
    return x < y ? -1 : x > y;
}

static void consider(plain *self, const integ_cells *cells, int64_t cell, int32_t *states)
{
    int64_t candidate[ATOMS_AT_MOST];
    fill(cells, cell, candidate);
    for (int64_t row = 0; row < self->rank; row++)
        take_away(self, candidate, row);
    int64_t pivot = first_of(self, candidate);
    if (pivot < 0)
        return;
    if (tells(self, states, integ_cells_count(cells), candidate)) {
        states[cell] = INTEG_CELL_SECONDARY;
        return;
    }
    int64_t factor = inverse(candidate[pivot]);
    for (int64_t i = 0; i < self->atoms; i++)
        self->rows[self->rank][i] = candidate[i] * factor % PRIME;
    self->pivots[self->rank++] = pivot;
    for (int64_t other = 0; other < integ_cells_count(cells); other++)
        if (states[other] == INTEG_CELL_PRIMARY)
            take_away(self, self->left[other], self->rank - 1);
}

/* `states` are those of primary cells; the others are decided. Zeros, which nobody hides, come first. */
static int64_t eliminate(const integ_cells *cells, int64_t *values, int32_t *states)
{
    static plain self;
    int64_t order[CELLS_AT_MOST], count = integ_cells_count(cells);
    self.atoms = integ_cells_atoms(cells);
    self.rank = 0;
    for (int64_t cell = 0; cell < count; cell++) {
        order[cell] = cell;
        values[cell] = values[cell] == 0 ? INT64_MAX : values[cell];
        fill(cells, cell, self.left[cell]);
        states[cell] = states[cell] == INTEG_CELL_PRIMARY ? INTEG_CELL_PRIMARY : INTEG_CELL_SHOWN;
    }
    sorted_by = values;
    qsort(order, (size_t)count, sizeof *order, larger_first);
    for (int64_t i = 0; i < count; i++)
        if (states[order[i]] == INTEG_CELL_SHOWN)
            consider(&self, cells, order[i], states);
    return count_hidden(states, count);
}

/* Up to three dimensions of up to seven codes with their total, or two in a hierarchy. */
static integ_cells *draw_table(uint64_t *state)
{
    int64_t sizes[3], parents[64], used = 0;
    int32_t dimensions = 2 + (int32_t)draw(state, 2);
    for (int32_t at = 0; at < dimensions; at++) {
        int64_t from = used, groups = draw(state, 2) == 0 ? 0 : 2, codes = 3 + draw(state, dimensions == 2 ? 5 : 3);
        parents[used++] = -1;
        for (int64_t group = 0; group < groups; group++)
            parents[used++] = 0;
        for (int64_t code = 0; code < codes; code++)
            parents[used++] = groups == 0 ? 0 : 1 + code % groups;
        sizes[at] = used - from;
    }
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new_table(context, dimensions, sizes, parents, &cells, NULL), INTEG_STATUS_OK);
    return cells;
}

static void draw_mixed_counts(const integ_cells *cells, uint64_t *state, int64_t *counts)
{
    uint32_t most = 10 + draw(state, 80);
    for (int64_t atom = 0; atom < integ_cells_atoms(cells); atom++)
        counts[atom] = draw(state, draw(state, 4) == 0 ? 6 : most);
}

START_TEST(little_more_is_hidden_than_by_elimination_alone)
{
    uint64_t state = 4;
    int64_t hidden = 0, alone = 0;
    for (int i = 0; i < random_cases(150, 2000); i++) {
        int64_t counts[ATOMS_AT_MOST], values[CELLS_AT_MOST];
        int32_t states[CELLS_AT_MOST];
        integ_cells *cells = i % 3 == 0 ? draw_system(context, &state) : draw_table(&state);
        if (i % 3 == 0)
            draw_counts(cells, &state, counts);
        else
            draw_mixed_counts(cells, &state, counts);
        sum_cells(cells, counts, values);
        hidden += protect(cells, counts, 2 + draw(&state, 4), states);
        alone += eliminate(cells, values, states);
        integ_cells_free(cells);
    }
    ck_assert_int_gt(alone, random_cases(1000, 1000));
    ck_assert_int_le(10 * hidden, 12 * alone);
}
END_TEST

/* Where nothing was published before, nothing can be given away, not even to someone who is told what is small. */
START_TEST(something_can_always_be_hidden)
{
    uint64_t state = 5;
    for (int i = 0; i < random_cases(40, 1000); i++) {
        int64_t counts[ATOMS_AT_MOST];
        int32_t states[CELLS_AT_MOST];
        integ_cells *cells = draw_table(&state);
        draw_mixed_counts(cells, &state, counts);
        ck_assert_int_eq(integ_disclosure_set_strict(rule, i % 2, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_disclosure_set_width(rule, 1 + draw(&state, 3), NULL), INTEG_STATUS_OK);
        protect(cells, counts, 2 + draw(&state, 4), states);
        for (int64_t cell = 0; cell < integ_cells_count(cells); cell++)
            ck_assert_int_le(states[cell], INTEG_CELL_SECONDARY);
        integ_cells_free(cells);
    }
}
END_TEST

/* Of a row of many counts, only others of the row are hidden, and neither its total nor the column's. */
START_TEST(totals_stay)
{
    static const int64_t sizes[] = {6, 6};
    static const int64_t parents[] = {-1, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0};
    int64_t counts[25];
    int32_t states[36];
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new_table(context, 2, sizes, parents, &cells, NULL), INTEG_STATUS_OK);
    for (int atom = 0; atom < 25; atom++)
        counts[atom] = 20 + atom;
    counts[7] = 2;
    ck_assert_int_eq(protect(cells, counts, 5, states), 4);
    for (int node = 0; node < 6; node++)
        ck_assert(states[node] == INTEG_CELL_SHOWN && states[6 * node] == INTEG_CELL_SHOWN);
    integ_cells_free(cells);
}
END_TEST

void add_pattern(Suite *suite)
{
    add_table_tests(suite, "pattern", (const TTest *[]){no_more_is_hidden_of_a_table_than_a_published_method_needs,
                                                        no_more_is_hidden_where_hierarchies_cross_either,
                                                        little_more_is_hidden_than_by_elimination_alone,
                                                        something_can_always_be_hidden,
                                                        totals_stay,
                                                        NULL});
}
