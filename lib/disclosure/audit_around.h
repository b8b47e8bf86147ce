/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_AROUND_H
#define INTEGI_DISCLOSURE_AUDIT_AROUND_H

/* The cells that every atom is in, for the auditor. */

#include "base/arena.h"
#include "disclosure/cells.h"

typedef struct integi_around {
    int64_t *starts; /* the cells of an atom are items[starts[atom]] to items[starts[atom + 1] - 1], ascending */
    int64_t *items;
} integi_around;

/* Both are in the arena. False when there is no memory. */
bool integi_around_list(integi_around *self, integi_arena *arena, const integ_cells *cells);

#endif
