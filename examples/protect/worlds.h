/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_PROTECT_WORLDS_H
#define EXAMPLES_PROTECT_WORLDS_H

/* What was seen of the hidden cells in counts that could be behind a published table: the least and the most that each
 * was, for everybody, and for somebody who is in one of its atoms. */

#include "protect/linear.h"

typedef struct worlds_seen {
    int64_t least, most; /* -1: none was seen */
} worlds_seen;

typedef struct worlds {
    const integ_cells *cells;
    const linear *with;
    const int64_t *at_least; /* what is known of every cell */
    int64_t width;           /* how far apart the values of a cell must be */
    int64_t cell_count;
    int64_t atom_count;
    int64_t *atoms;          /* of the counts at hand; -1 where nothing is said of them */
    worlds_seen *cell;
    int64_t *first;          /* of every cell: its first place in `inside`, where its atoms are in their order */
    worlds_seen *inside;
} worlds;

/* Values are -1 where a cell is hidden; what is given must stay. False when there is no memory. Closed in any case. */
bool worlds_open(worlds *self, const integ_cells *cells, const int64_t *values, const int64_t *at_least, int64_t width,
                 const linear *with);
void worlds_close(worlds *self);

/* Takes in the counts that were reached last. */
void worlds_learn(worlds *self);

/* Whether a cell is wide enough, for everybody; and for somebody in one of its atoms, given by its number among
 * them. */
bool worlds_is_wide(const worlds *self, int64_t cell);
bool worlds_is_wide_inside(const worlds *self, int64_t cell, int64_t number);

#endif
