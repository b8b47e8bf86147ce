/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_NEIGHBOURHOOD_H
#define INTEGI_DISCLOSURE_NEIGHBOURHOOD_H

/* The atoms that the narrowest shown cells tie to the atoms of one cell, and the shown cells that have some of them. */

#include "disclosure/alternative.h"

#define INTEGI_NEIGHBOURS_AT_MOST 800

typedef struct integi_neighbourhood {
    integi_arena arena;
    const integi_alternative *world;
    const int64_t *places; /* of every cell: the higher, the less it is wanted */
    int64_t cell;
    bool beyond;           /* shown cells could still be hidden */
    int64_t *atoms;
    int64_t count;
    bool closed;           /* nothing else is tied to them */
    int64_t *seen_atom;    /* the round in which an atom was looked at */
    int64_t *seen_cell;    /* the round in which a shown cell came near */
    int64_t *liked;        /* the round in which a shown cell had the first atom */
    uint64_t *pattern;     /* of a cell that came near: which of the atoms it has */
    int64_t *touched;      /* such cells */
    int64_t touched_count;
    int64_t *heap;         /* those that are still to be opened, the narrowest on top */
    int64_t heaped;
    int64_t round;
    int64_t *row;          /* of a touched cell: its row; cells that have the same of the atoms have one row */
    int64_t row_count;
    int64_t *firsts;       /* of every row: the place of the cell that is wanted most; -1 when one must stay shown */
    int64_t *sorted;       /* rows, those that are wanted most first */
    int64_t *spare;
    int64_t *table;        /* patterns to cells, or -1 */
} integi_neighbourhood;

bool integi_neighbourhood_init(integi_neighbourhood *self, const integi_alternative *world, const int64_t *places);
void integi_neighbourhood_free(integi_neighbourhood *self);

void integi_neighbourhood_collect(integi_neighbourhood *self, int64_t cell, int64_t limit, bool beyond);

static inline bool integi_neighbourhood_has_shown(const integi_neighbourhood *self, int64_t cell)
{
    return self->world->limits[cell].lower == self->world->limits[cell].upper;
}

#endif
