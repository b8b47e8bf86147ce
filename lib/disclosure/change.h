/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_CHANGE_H
#define INTEGI_DISCLOSURE_CHANGE_H

/* Changes of atoms that leave the rows of a kernel as they are: sums of those that belong to single atoms. Where there
 * would be fewer than nobody, more of them are added. */

#include "disclosure/kernel.h"

/* What the change of an atom that is no pivot does to pivots: pivot and coefficient by turns. */
typedef struct integi_change {
    const integi_kernel *kernel;
    integ_context *context;
    int64_t *starts;      /* of the columns, one for each atom; those of pivots are empty */
    int64_t *columns;
    int64_t room;         /* for them */
    bool *wild;           /* atoms with a coefficient that is no small whole number */
    int64_t *amount;      /* of each atom, in the change at hand */
    int64_t *atoms;       /* those that are, or were, in it */
    bool *listed;
    int64_t count;
} integi_change;

/* False: no memory; freed in any case. */
bool integi_change_init(integi_change *self, const integi_kernel *kernel);
/* Has to be called before anything else when the kernel is another one than it was. False: no memory. */
bool integi_change_renew(integi_change *self);
void integi_change_free(integi_change *self);

void integi_change_clear(integi_change *self);
/* Makes one that was found before, atom and change by turns, the change at hand. */
void integi_change_set(integi_change *self, const int64_t *items, int64_t length);
/* Looks for a change in which a watched row has another sum, beginning with that of an atom in one direction (1, -1).
 * False when there is none at hand. */
bool integi_change_find(integi_change *self, const integi_kernel_row *watched, int64_t atom, int64_t sign);

#endif
