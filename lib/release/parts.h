/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_PARTS_H
#define INTEGI_RELEASE_PARTS_H

/* What a value is made of: the cells behind numerator, denominator and those left out, as integi_counts has their
 * counts. -1: there is none. */

#include "indicator/indicator.h"
#include "release/collected.h"

typedef struct integi_parts {
    int64_t numerator, denominator, unknown;
    int64_t sum; /* of the collection, which the denominator has the amounts of */
    bool of_ones; /* the numerator is of those who have 1, and others 0, where the counts say how many have either */
} integi_parts;

#define INTEGI_NO_PARTS ((integi_parts){-1, -1, -1, -1, false})

/* How many people a value is made of, where it is a share. */
integi_counts integi_people_of_parts(const integi_collection *collection, const integi_counts *counts,
                                     const integi_parts *parts);

/* Of one group as a whole. */
integ_status integi_parts_of_side(integi_collection *collection, const integ_indicator *indicator,
                                  const integi_side *side, const integ_tally *tally, int64_t rank, integi_parts *out,
                                  integ_error *error);
/* Of every cell of a side that is broken down. */
integ_status integi_parts_of_cells(integi_collection *collection, const integ_indicator *indicator,
                                   const integi_side *side, const integ_tally *tally, int64_t rank, integi_parts *out,
                                   integ_error *error);

#endif
