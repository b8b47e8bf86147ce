/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_SAME_AMOUNTS_H
#define INTEGI_RELEASE_SAME_AMOUNTS_H

/* Which sums can be added and subtracted. Two measures are of the same amounts where one is so many times the other one
 * for everybody who is in both, however they are written. */

#include "release/contributions.h"

/* Which sums are of the same amounts, in one snapshot of one table: a number for each sum, from 0. Returns how many
 * numbers there are; -1: no memory, or the stint is over. */
int64_t integi_sums_sort_by_amounts(const integi_collection *collection, integi_stint *stint, size_t *alike);

/* The same by what the sums measure, as it is written: those are of the same number of times the same amounts. */
int64_t integi_sums_sort_by_measure(const integi_collection *collection, size_t *alike);

typedef struct integi_wanted_sum {
    size_t sum;
    int64_t rank; /* what somebody has comes before all */
} integi_wanted_sum;

/* Lists the sums of one number, the most wanted first. `list` and `sums` have room for all. Returns how many there
 * are. */
size_t integi_sums_list_alike(const integi_collection *collection, const size_t *alike, size_t number,
                              integi_wanted_sum *list, size_t *sums);

#endif
