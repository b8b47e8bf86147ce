/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_MERGE_H
#define INTEGI_DISCLOSURE_MERGE_H

/* Atoms that are in the same cells cannot be told apart by any of them, and are made one. */

#include "base/arena.h"
#include "disclosure/cells.h"

typedef struct integi_merged {
    integi_arena arena;
    integ_cells cells; /* with fewer atoms; what else there is of it is borrowed from the cells that were given */
    int64_t *counts;   /* of those atoms */
    int64_t *kept;     /* of a given atom: the atom that stands for it */
} integi_merged;

/* False when there is no memory. Freed in any case. */
bool integi_merge(integi_merged *self, const integ_cells *cells, const int64_t *counts);
void integi_merged_free(integi_merged *self);

/* Numbers without a pattern, the same everywhere. */
static inline uint64_t integi_mix(uint64_t number)
{
    number = (number + 1) * UINT64_C(0x9E3779B97F4A7C15);
    number = (number ^ (number >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94D049BB133111EB);
    return number ^ (number >> 31);
}

#endif
