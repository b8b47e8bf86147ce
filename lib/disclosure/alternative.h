/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_ALTERNATIVE_H
#define INTEGI_DISCLOSURE_ALTERNATIVE_H

/* The true counts, and others that are tried beside them. Every cell has limits within which it must stay, which for a
 * shown cell are its value alone; every atom has a floor. */

#include "base/arena.h"
#include "disclosure/cells.h"

typedef struct integi_limits {
    int64_t lower;
    int64_t upper; /* INT64_MAX: no limit */
} integi_limits;

/* Atoms, and by how much each is changed. */
typedef struct integi_move {
    int64_t *atoms;
    int64_t *changes; /* none is 0 */
    int64_t length;
} integi_move;

/* Members of a set that come and go: a list, and every member's place in it, or -1. */
typedef struct integi_faults {
    int64_t *list;
    int64_t *place;
    int64_t count;
} integi_faults;

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
    int64_t *moved;        /* by how much every atom is */
    bool *inside;          /* whether an atom with somebody in it keeps somebody; else it keeps nobody */
    int64_t work;          /* cells that were changed so far, one as often as it was */
    integi_faults moves;   /* the atoms that are moved */
    integi_faults broken;  /* the cells that left their limits */
    integi_faults low;     /* the atoms below their floors */
} integi_alternative;

/* `counts` are copied; all limits are the cells' values, and all atoms keep somebody. False when there is no memory. */
bool integi_alternative_init(integi_alternative *self, const integ_cells *cells, const int64_t *counts);
void integi_alternative_free(integi_alternative *self);

void integi_alternative_limit(integi_alternative *self, int64_t cell, integi_limits limits);

/* Sets limits for one search; returns those before, to be set again in the same way. */
integi_limits integi_alternative_narrow(integi_alternative *self, int64_t cell, integi_limits limits);

/* Whether an atom's count is shown by itself. */
bool integi_alternative_is_fixed(const integi_alternative *self, int64_t atom);

/* Whether no atom is below its floor when a move is made so many times. */
bool integi_alternative_keeps_floors(const integi_alternative *self, const integi_move *move, int64_t times);

void integi_alternative_apply(integi_alternative *self, const integi_move *move, int64_t times);
void integi_alternative_undo(integi_alternative *self);

/* Whether what is moved could have been published in the same way. */
bool integi_alternative_is_possible(const integi_alternative *self);

/* How often over the moves at hand can be made so that everything is possible: as often as is wanted, or as they can,
 * or the first time that it is; 0 when never. */
int64_t integi_alternative_repeat(const integi_alternative *self, int64_t wanted);

#endif
