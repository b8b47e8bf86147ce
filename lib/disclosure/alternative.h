/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_ALTERNATIVE_H
#define INTEGI_DISCLOSURE_ALTERNATIVE_H

/* Other counts that would have been published in the same way. Atoms are moved by one; every cell has limits within
 * which it must stay, which for a shown cell are its value alone. */

#include "base/arena.h"
#include "disclosure/cells.h"

typedef struct integi_limits {
    int64_t lower;
    int64_t upper; /* INT64_MAX: no limit */
} integi_limits;

typedef struct integi_alternative {
    integi_arena arena;
    const integ_cells *cells;
    int64_t *counts;       /* of the atoms */
    int64_t *truth;        /* the values of the cells */
    int64_t *values;       /* the same, moved atoms included */
    integi_limits *limits; /* of the cells */
    int64_t threshold;     /* below which counts are hidden by the rule */
    int64_t *around;       /* the cells of every atom: starts */
    int64_t *around_items;
    int64_t *own;          /* the cell that is an atom alone; -1 when there is none */
    int64_t *movable;      /* of every cell: atoms that are not shown by themselves */
    int8_t *moved;         /* by how much every atom is */
    int64_t *moves;        /* the atoms that are */
    int64_t move_count;
    int64_t *broken;       /* the cells that left their limits */
    int64_t *broken_at;    /* a cell's place among those, or -1 */
    int64_t broken_count;
    int64_t steps;         /* that may still be made */
} integi_alternative;

/* `counts` are copied; all limits are the cells' values. False when there is no memory. */
bool integi_alternative_init(integi_alternative *self, const integ_cells *cells, const int64_t *counts);
void integi_alternative_free(integi_alternative *self);

void integi_alternative_limit(integi_alternative *self, int64_t cell, integi_limits limits);

/* Looks for counts in which a cell has another value, in so many steps. When it is true, the moves are there to be read, and
 * integi_alternative_undo takes them back. */
bool integi_alternative_find(integi_alternative *self, int64_t cell, int64_t steps);
void integi_alternative_undo(integi_alternative *self);

#endif
