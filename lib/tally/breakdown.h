/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_BREAKDOWN_H
#define INTEGI_TALLY_BREAKDOWN_H

/* Dimensions crossed with each other: the cell of every row, in mixed radix of the dimensions' codes. Queries with the
 * same dimensions share a breakdown, so that the cells of a chunk's rows are found once. */

#include "tally/coding.h"

typedef struct integi_breakdown {
    const integ_dimensions *by;
    const int32_t *roots;
    const integi_column *columns[INTEG_DIMENSIONS_MAXIMUM]; /* read instead of the root where not NULL */
    integi_coding codings[INTEG_DIMENSIONS_MAXIMUM];
    int64_t dimension_count;
    int64_t cell_count;
    uint32_t *cells; /* for each thread those of a chunk's rows */
    uint32_t *codes; /* likewise, of one dimension */
} integi_breakdown;

/* Whether the queries that have these dimensions can share a breakdown. */
bool integi_breakdown_same(const integ_dimensions *a, const integ_dimensions *b);

/* Finds the cells of a chunk's rows, for the chunk's thread. */
void integi_breakdown_find_cells(const integi_breakdown *breakdown, const integi_chunk *chunk);

static inline uint32_t *integi_breakdown_cells(const integi_breakdown *breakdown, int32_t thread)
{
    return breakdown->cells + (size_t)thread * INTEGI_CHUNK_ROWS;
}

#endif
