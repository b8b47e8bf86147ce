/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/history.h"

void integi_kernel_history_counts(const integi_bound_history *history, bool exists, int64_t first_row, int32_t rows,
                                  int64_t *out)
{
    const uint32_t *counts = history->counts + first_row;
    for (int32_t i = 0; i < rows; i++)
        out[i] = exists ? counts[i] > 0 : counts[i];
}

typedef struct span {
    int64_t covered, longest_gap;
} span;

/* The days from `from` to `end` (exclusive), going along the spells by their starts. */
static span look_along(const integi_spell *spells, uint32_t count, int64_t from, int64_t end)
{
    span found = {0, 0};
    int64_t reached = from;
    for (uint32_t i = 0; i < count && spells[i].start < end; i++) {
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

void integi_kernel_history_days(const integi_bound_history *history, integi_history_function function,
                                int64_t first_row, const int64_t *from, const int64_t *to, int32_t rows,
                                int64_t *integers, double *numbers, uint64_t *known)
{
    for (int32_t i = 0; i < rows; i++) {
        int64_t row = first_row + i;
        uint32_t begin = row == 0 ? 0 : history->counts[row - 1], end = history->counts[row];
        if ((known[i / 64] >> (i % 64) & 1) == 0)
            continue;
        if (from[i] > to[i]) {
            known[i / 64] &= ~(UINT64_C(1) << (i % 64));
            continue;
        }
        span found = look_along(history->spells + begin, end - begin, from[i], to[i] + 1);
        if (function == INTEGI_HISTORY_COVERAGE)
            numbers[i] = (double)found.covered / (double)(to[i] - from[i] + 1);
        else
            integers[i] = function == INTEGI_HISTORY_DAYS_COVERED ? found.covered : found.longest_gap;
    }
}
