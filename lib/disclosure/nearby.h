/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_NEARBY_H
#define INTEGI_DISCLOSURE_NEARBY_H

/* Cells that could keep a hidden one company. The fewer atoms the smallest shown cell has that ties both together, the
 * nearer they are. */

#include "disclosure/alternative.h"

#define INTEGI_NEARBY_AT_MOST 12

typedef struct integi_nearby {
    integi_arena arena;
    const integi_alternative *world;
    const int64_t *places; /* of every cell: the higher, the less it is wanted */
    const int32_t *states;
    int64_t *seen_atom; /* the round in which it was */
    int64_t *seen_cell;
    int64_t *seen_line;
    int64_t *lines;     /* shown cells that have atoms of the cell at hand */
    int64_t *spare;
    int64_t line_count;
    int64_t round;
    int64_t cells[INTEGI_NEARBY_AT_MOST]; /* the nearest in front, of equally near ones those that are wanted least */
    int64_t distances[INTEGI_NEARBY_AT_MOST];
    int64_t count;
} integi_nearby;

/* False when there is no memory. Freed in any case. */
bool integi_nearby_init(integi_nearby *self, const integi_alternative *world, const int64_t *places,
                        const int32_t *states);
void integi_nearby_free(integi_nearby *self);

/* Fills `cells` with what is shown near a cell and could be hidden. Returns how many those are. */
int64_t integi_nearby_find(integi_nearby *self, int64_t cell);

#endif
