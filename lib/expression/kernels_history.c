/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/history.h"
#include "expression/kernels.h"
#include "expression/run.h"

/* The first spell whose owner is not before a row. */
static int64_t find_first(const integi_bound_history *history, int64_t row)
{
    int64_t low = 0, high = history->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (history->spells[middle].owner < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void integi_kernel_history_counts(const integi_bound_history *history, bool exists, int64_t first_row, int32_t rows,
                                  int64_t *out)
{
    memset(out, 0, (size_t)rows * sizeof *out);
    for (int64_t i = find_first(history, first_row);
         i < history->count && history->spells[i].owner < first_row + rows; i++) {
        int64_t row = history->spells[i].owner - first_row;
        out[row] = exists ? 1 : out[row] + 1;
    }
}

typedef struct span {
    int64_t covered, longest_gap;
} span;

/* The days from `from` to `end` (exclusive), going along the spells by their starts. */
static span look_along(const integi_spell *spells, int64_t count, int64_t from, int64_t end)
{
    span found = {0, 0};
    int64_t reached = from;
    for (int64_t i = 0; i < count && spells[i].start < end; i++) {
        int64_t start = spells[i].start > reached ? spells[i].start : reached;
        int64_t stop = spells[i].end < end ? spells[i].end : end;
        if (stop <= start)
            continue;
        if (start - reached > found.longest_gap)
            found.longest_gap = start - reached;
        found.covered += stop - start;
        reached = stop;
    }
    if (end - reached > found.longest_gap)
        found.longest_gap = end - reached;
    return found;
}

/* What is true of everybody without a spell: no day is covered, and the whole time is one gap. */
static void fill_without_spells(integi_history_function function, const int64_t *from, const int64_t *to, int32_t rows,
                                int64_t *integers, double *numbers)
{
    if (function == INTEGI_HISTORY_COVERAGE)
        memset(numbers, 0, (size_t)rows * sizeof *numbers);
    else if (function == INTEGI_HISTORY_DAYS_COVERED)
        memset(integers, 0, (size_t)rows * sizeof *integers);
    for (int32_t i = 0; function == INTEGI_HISTORY_LONGEST_GAP && i < rows; i++)
        integers[i] = (int64_t)((uint64_t)to[i] - (uint64_t)from[i] + 1); /* of rows that are not known: anything */
}

void integi_kernel_history_days(const integi_bound_history *history, integi_history_function function,
                                int64_t first_row, const int64_t *from, const int64_t *to, int32_t rows,
                                int64_t *integers, double *numbers, uint64_t *known)
{
    uint64_t forwards[INTEGI_CHUNK_WORDS];
    integi_kernel_compare(INTEGI_AT_MOST, from, to, rows, forwards);
    for (int32_t w = 0; w < (rows + 63) / 64; w++)
        known[w] &= forwards[w];
    fill_without_spells(function, from, to, rows, integers, numbers);
    for (int64_t i = find_first(history, first_row), next; i < history->count; i = next) {
        int64_t row = history->spells[i].owner - first_row;
        if (row >= rows)
            break;
        for (next = i + 1; next < history->count && history->spells[next].owner == history->spells[i].owner;)
            next++;
        if ((known[row / 64] >> (row % 64) & 1) == 0)
            continue;
        span found = look_along(history->spells + i, next - i, from[row], to[row] + 1);
        if (function == INTEGI_HISTORY_COVERAGE)
            numbers[row] = (double)found.covered / (double)(to[row] - from[row] + 1);
        else
            integers[row] = function == INTEGI_HISTORY_DAYS_COVERED ? found.covered : found.longest_gap;
    }
}
