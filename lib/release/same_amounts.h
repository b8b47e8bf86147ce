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

#endif
