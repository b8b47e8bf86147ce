/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_SQUARES_H
#define INTEGI_TALLY_SQUARES_H

/* Sums of the squares of a measure, for the deviation of its mean. */

#include "base/context.h"

#include <stdbool.h>

/* A sum of squares of whole numbers, exact: one square takes 126 bits. */
typedef struct integi_square_sum {
    unsigned __int128 low;
    uint64_t high; /* how often `low` has overflowed */
} integi_square_sum;

static inline void integi_square_sum_add(integi_square_sum *sum, const integi_square_sum *other)
{
    sum->low += other->low;
    sum->high += other->high + (sum->low < other->low);
}

static inline void integi_square_sum_add_square(integi_square_sum *sum, int64_t value)
{
    integi_square_sum square = {(unsigned __int128)((__int128)value * value), 0};
    integi_square_sum_add(sum, &square);
}

#endif
