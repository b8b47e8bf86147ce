/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_VERIFY_H
#define INTEGI_RELEASE_VERIFY_H

/* The audit of what is about to be published, by proof: for every hidden cell other counts are shown that would have
 * been published in the same way, and in which it has another value. Whoever sees only what is published, and knows the
 * rule, cannot know then which it is, by whatever means. Each proof is computed here from the cells alone. */

#include "disclosure/cells.h"
#include "disclosure/stint.h"

typedef struct integi_verification {
    const integ_cells *cells;
    const integ_disclosure *rule;
    const int32_t *states;
    integi_arena arena;
    int64_t *starts, *around; /* the cells of each atom */
    int64_t *truth;           /* of each cell */
    int64_t *counts;          /* of atoms: the true ones, and while a change is looked at the other ones */
    int64_t *other;           /* of each cell, with the change at hand */
    bool *is_touched;
    int64_t *touched; /* the cells that the change at hand is about */
    int64_t touched_count;
    integi_stint stint;
    int64_t *least, *most; /* how far below and above its value others were found for each cell */
} integi_verification;

/* What was given stays with the caller. Closed in any case. False: no memory. */
bool integi_verification_open(integi_verification *self, const integ_cells *cells, const int64_t *counts,
                              const integ_disclosure *rule, const int32_t *states);
void integi_verification_close(integi_verification *self); /* wipes */
/* Takes other counts, told by atom and change by turns, as a proof for all cells in which they are other ones. False:
 * they would not have been published in the same way. */
bool integi_verification_take(integi_verification *self, const int64_t *items, int64_t length);
/* Whether a hidden cell has other counts, as far apart as the rule asks. */
bool integi_verification_proves(const integi_verification *self, int64_t cell);

/* `changes` has atom and change by turns, a list for each of the other counts. *unproven: hidden cells for which none
 * of them has another value, as far apart as the rule asks. */
integ_status integi_verify(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                           const int32_t *states, const integi_lists *changes, bool *proven, int64_t *unproven,
                           integ_error *error);

#endif
