/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_MOVES_H
#define INTEGI_DISCLOSURE_MOVES_H

/* Moves of counts that no shown cell notices, in the neighbourhood of one cell. Elimination among its atoms gives all
 * their moves as sums of a few. It is done modulo a prime, which is fast, and of no danger: a move counts only when it
 * has been made in whole numbers, and every cell and every atom stayed within its limits. */

#include "disclosure/kernel.h"
#include "disclosure/neighbourhood.h"

typedef struct integi_moves {
    integi_arena arena;
    integi_alternative *world;
    integi_neighbourhood near;
    integi_kernel kernel; /* of the neighbourhood's atoms and the shown cells; the cell is watched */
    int64_t *counts;      /* of those atoms */
    int64_t *sides;       /* of every row: a cell that has its atoms */
    int64_t *starts;      /* of the rows: their atoms' numbers in the neighbourhood */
    int64_t *items;
    size_t item_room;
    int64_t *own;         /* the atoms of the cell, likewise */
    bool failed;          /* there was no memory to look */
    integi_move *moves;
    int64_t move_count;
    int64_t limit;    /* of the work on other counts */
    int64_t spent;    /* on large neighbourhoods */
    int64_t *open;    /* cells that have to be hidden for the moves that were found */
    int64_t open_count;
    bool *opened;     /* rows of such cells */
    const int64_t *weights; /* of every cell: what it costs to hide it */
} integi_moves;

/* `places` says of every cell how little it is wanted, `weights` what it costs to hide it. False when there is no
 * memory. Freed in any case. */
bool integi_moves_init(integi_moves *self, integi_alternative *world, const int64_t *places,
                      const int64_t *weights);
void integi_moves_free(integi_moves *self);

/* Looks at the neighbourhood of a cell, of at most so many atoms. */
void integi_moves_look(integi_moves *self, int64_t cell, int64_t atoms);

/* The same as if what is shown could still be hidden: `open` tells which cells. Those that are wanted least are, so few
 * that the cell just does not follow from the others; and of the rows that are wanted least so many besides. */
void integi_moves_look_beyond(integi_moves *self, int64_t cell, int64_t atoms, int64_t rows);

/* Looks for moves, or sums of them, that change a cell and that are possible; made, when it is true. Of single moves it
 * is the one that costs least: every shown cell that changes costs its weight. `work` is how often cells may be
 * changed. */
bool integi_moves_find(integi_moves *self, int64_t cell, int64_t work);

/* What those cost that are made: the weights of the cells in `open` that changed. */
int64_t integi_moves_cost(const integi_moves *self);

#endif
