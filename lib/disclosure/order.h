/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_ORDER_H
#define INTEGI_DISCLOSURE_ORDER_H

#include "disclosure/cells.h"

/* Whether a comes before b. */
typedef bool (*integi_before)(const void *userdata, int64_t a, int64_t b);

/* Sorts numbers; equal ones keep their order. There is as much room in `spare`. */
void integi_sort(int64_t *numbers, int64_t count, int64_t *spare, integi_before before, const void *userdata);

/* Puts cells in order, the most wanted first. `values` are their counts. */
void integi_order_cells(const integ_cells *cells, const int64_t *values, int64_t *order, int64_t *spare);

#endif
