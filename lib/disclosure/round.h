/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_ROUND_H
#define INTEGI_DISCLOSURE_ROUND_H

#include "base/arena.h"
#include "disclosure/cells.h"

typedef struct integi_rounding {
    integi_arena arena;
    const integ_cells *cells;
    int64_t base;
    int64_t limit;   /* counts from here on are not small */
    bool complement; /* what a whole has beside its part is read too */
    int64_t full_cell; /* and so it is where the part is smaller than this, whatever else */
    int64_t *counts; /* of the atoms, as far as they have been rounded */
    int64_t *values; /* of the cells, likewise */
    int64_t *truth;  /* of the cells, before anything was rounded */
    int64_t missing; /* of the sum of all atoms */
    bool *due;       /* the atoms that have to be rounded next */
} integi_rounding;

/* The choice which of the due atoms are rounded up. Everything in it lives in the rounding's arena. */
typedef struct integi_choice {
    integi_rounding *rounding;
    int64_t *around; /* atom to cells: starts */
    int64_t *around_items;
    int64_t *atoms;        /* that are rounded now */
    int64_t count;
    int64_t *starts;       /* cell to those of its atoms that are rounded now */
    int64_t *items;
    int64_t *lacks;        /* of every cell: what its atoms would have to add up to */
    int64_t *gain;         /* of every atom: how much its cells lack together */
    int64_t *place;        /* of every atom: its turn among equals, the lowest first */
    int64_t front;         /* the lowest place so far */
    bool *up;              /* the atoms that are rounded up */
    int64_t up_count;
} integi_choice;

/* False when there is no memory. */
bool integi_choice_init(integi_choice *self, integi_rounding *rounding);

/* Rounds due atoms, which are then no longer due. False when it was cancelled. */
bool integi_choice_round(integi_choice *self);

#endif
