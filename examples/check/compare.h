/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_COMPARE_H
#define EXAMPLES_COMPARE_H

/* What --compare finds out: of each group of the new policy what changed, and whom that moves. */

#include "check/check.h"

typedef struct change {
    integ_definition_difference *difference; /* NULL: a group that the old policy has not */
    bool counted;
    int64_t queries[INTEG_MOVEMENT_FIGURES + 1]; /* by INTEG_MOVEMENT_: of the plan */
    int64_t figures[INTEG_MOVEMENT_FIGURES + 1]; /* of the release; -1: not in it */
    int64_t counts[INTEG_MOVEMENT_FIGURES + 1];  /* as they may be shown; -1: hidden */
} change;

typedef struct comparison {
    check *asked;
    const integ_groups *before, *after;
    change *changes; /* one for each group of the new policy */
    const integ_snapshot *snapshot; /* NULL: nobody is counted */
    integ_error *error;
    int64_t rounding; /* small counts are rounded to multiples of this; 0: they are not */
} comparison;

/* Counts whom the changed groups move, and protects all that is said of it together. */
integ_status count_changes(comparison *self);

#endif
