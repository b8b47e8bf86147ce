/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_SUPPRESS_H
#define INTEGI_DISCLOSURE_SUPPRESS_H

#include "disclosure/cells.h"

/* Secondary suppression: goes through the cells that may be shown in the order given, in which those published already
 * come first, and hides each from which, with those shown before it, a cell that must be hidden would follow. `states`
 * has INTEG_CELL_PRIMARY where a cell must be hidden, and INTEG_CELL_NOT_PRINTED where it is of no concern; other cells
 * become INTEG_CELL_SHOWN or INTEG_CELL_SECONDARY, and primary ones that what is published tells INTEG_CELL_EXPOSED.
 * OK, OUT_OF_MEMORY, CANCELLED or LIMIT_EXCEEDED; reports nothing. */
integ_status integi_suppress(const integ_cells *cells, const int64_t *order, int32_t *states);

#endif
