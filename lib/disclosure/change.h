/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_CHANGE_H
#define INTEGI_DISCLOSURE_CHANGE_H

/* Changes of atoms that leave the rows of a kernel as they are: sums of those that belong to single atoms. Where there
 * would be fewer than nobody, more of them are added. */

#include "disclosure/kernel.h"

/* What the change of an atom by one does to a pivot. */
typedef struct integi_change_part {
    uint32_t pivot;
    int32_t coefficient;
} integi_change_part;

/* What it does to all. */
typedef struct integi_change_column {
    int64_t time; /* when it was read */
    size_t start; /* in the parts */
    int64_t length;
} integi_change_column;

typedef struct integi_change {
    integi_kernel *kernel;
    integ_context *context;
    integi_change_part *parts; /* of the columns that were read */
    size_t used, room;
    integi_change_column *columns; /* of each atom, where its time is this one */
    int64_t time;
    int64_t version;       /* of the kernel then */
    int64_t *amount;       /* of each atom, in the change at hand */
    int64_t *atoms;        /* those that are, or were, in it */
    bool *listed;
    int64_t count;
} integi_change;

/* False: no memory; freed in any case. The kernel may have other rows later. */
bool integi_change_init(integi_change *self, integi_kernel *kernel);
void integi_change_free(integi_change *self);

void integi_change_clear(integi_change *self);
/* Makes one that was found before, atom and change by turns, the change at hand. */
void integi_change_set(integi_change *self, const int64_t *items, int64_t length);
/* Looks for a change in which a watched row, by its number, has another sum, beginning with that of an atom in one
 * direction (1, -1). False when there is none at hand, or the kernel's stint is over. */
bool integi_change_find(integi_change *self, int64_t watched, int64_t atom, int64_t sign);
/* The same with another atom's change made too, which leaves the watched row alone. */
bool integi_change_find_with(integi_change *self, int64_t watched, int64_t atom, int64_t sign, int64_t other,
                             int64_t other_sign);

#endif
