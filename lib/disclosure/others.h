/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_OTHERS_H
#define INTEGI_DISCLOSURE_OTHERS_H

/* Protecting cells that overlap in many ways, as those of a whole release do: elimination modulo a prime, and for every
 * hidden cell a change of the atoms, in whole numbers, that leaves everything as it is published and the cell with
 * another value. Where there is none, more is hidden. */

#include "disclosure/cells.h"
#include "disclosure/stint.h"

/* Changes of atoms, which prove that cells have other values: atom and change by turns. */
typedef struct integi_changes {
    integ_context *context;
    integi_lists lists;
} integi_changes;

void integi_changes_free(integi_changes *changes);

/* As integ_protect. `changes` is freed by the caller in any case. */
integ_status integi_protect_release(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                                    int32_t *states, integi_changes *changes, integ_error *error);

/* The same within an stint. LIMIT_EXCEEDED, of which nothing is said in `error`: it is over, and nothing was
 * decided. */
integ_status integi_protect_release_within(const integ_cells *cells, const int64_t *counts,
                                           const integ_disclosure *rule, integi_stint *stint, int32_t *states,
                                           integi_changes *changes, integ_error *error);

#endif
