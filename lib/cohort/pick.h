/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_PICK_H
#define INTEGI_COHORT_PICK_H

/* The rows of a set, or what a column holds in them, one behind the other: the innermost loops of copying members. */

#include "register/column.h"

/* So many items behind the last one may be overwritten with anything; there must be room for them. */
#define INTEGI_PICK_SLACK 8

/* How many bits are set in some words. */
int64_t integi_bits(const uint64_t *words, size_t count);

/* The numbers of the rows in `count` words, of which the first begins at `first_row` and which have `members` bits. */
void integi_pick_rows(const uint64_t *words, size_t count, int64_t members, int64_t first_row, int64_t *out);

/* What the column holds in these rows, as whole numbers. The column has no nulls and is no column of type number. */
void integi_pick_items(const integi_column *column, const uint64_t *words, size_t count, int64_t members,
                       int64_t first_row, int64_t *out);

#endif
