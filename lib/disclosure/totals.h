/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_TOTALS_H
#define INTEGI_DISCLOSURE_TOTALS_H

/* What the parts that are shown tell of a total that is not, to somebody who knows the rule: with another total the
 * part would have been hidden, because the rest were small, or because all or nobody of few were in the part. Such a
 * part is said to speak. */

#include "base/arena.h"
#include "disclosure/cells.h"

typedef struct integi_totals {
    const integ_cells *cells;
    const integ_disclosure *rule;
    const int64_t *values; /* of the cells */
    const int32_t *states; /* as they are at any time */
    bool excused;          /* a part of nobody is not hidden where another total, that is shown, has nobody either */
    int64_t *part_starts;  /* the parts of every cell */
    int64_t *parts;
    int64_t *total_starts; /* the totals of every cell */
    int64_t *totals;
} integi_totals;

/* The values that a part leaves around the true one. */
typedef struct integi_leeway {
    int64_t least, most;
} integi_leeway;

/* Fills the lists from the cells, which with the rule, the values and the states are set before. False: no memory. */
bool integi_totals_list(integi_totals *self, integi_arena *arena);

/* Whether a part is shown and would not be, were the rule to hide it. */
bool integi_totals_speaks(const integi_totals *self, int64_t part);

/* The values of a total, from its true one on as far as there is no gap, with which a part would be shown. None (`most`
 * below `least`) where it would not be with the true one. */
integi_leeway integi_totals_leeway(const integi_totals *self, int64_t part, int64_t total);

/* Whether all parts of a total that speak would be shown with another value of it. */
bool integi_totals_allow(const integi_totals *self, int64_t total, int64_t value);

#endif
