/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_PICK_H
#define INTEGI_COHORT_PICK_H

/* What a column holds in some rows, one behind the other: the innermost loops of copying members. */

#include "register/column.h"

/* Items of rows that are `first_row` and a position each. The column has no nulls and is no column of type number;
 * NULL gives the numbers of the rows. */
void integi_pick_items(const integi_column *column, int64_t first_row, const uint32_t *positions, size_t count,
                       int64_t *out);

#endif
