/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_BREAKDOWN_H
#define INTEGI_TALLY_BREAKDOWN_H

/* Dimensions crossed with each other: the cell of every row, in mixed radix of the dimensions' codes. Queries with the
 * same dimensions share a breakdown, so that the cells of a chunk's rows are found once. */

#include "tally/coding.h"

typedef struct integi_labels integi_labels;

/* The cells of all of a chunk's rows are only found where many of them are asked for. */
typedef struct integi_lookup {
    bool all;      /* whether they are found */
    int32_t asked; /* how many were asked for one by one */
} integi_lookup;

typedef struct integi_breakdown {
    const integ_dimensions *by;
    const int32_t *roots;
    const integi_column *columns[INTEG_DIMENSIONS_MAXIMUM]; /* read instead of the root where not NULL */
    integi_coding codings[INTEG_DIMENSIONS_MAXIMUM];
    int64_t dimension_count;
    int64_t cell_count;
    uint32_t *cells; /* for each thread those of a chunk's rows */
    uint32_t *codes; /* likewise, of one dimension */
    integi_lookup *lookups; /* for each thread */
    /* tally/labels.h; NULL before they are made */
    integi_labels *labels;
    uint32_t *order; /* all cells in the order of their labels */
    bool *labelled;  /* which cells have their labels */
} integi_breakdown;

/* Whether the queries that have these dimensions can share a breakdown. */
bool integi_breakdown_same(const integ_dimensions *a, const integ_dimensions *b);

/* Begins a chunk, for the chunk's thread. */
void integi_breakdown_begin(const integi_breakdown *breakdown, const integi_chunk *chunk);
/* The cells of some of a chunk's rows. */
typedef struct integi_cells {
    const uint32_t *cells;
    bool all; /* one for each row of the chunk; else one for each position that was asked for */
} integi_cells;
/* Valid until the next are asked for. */
integi_cells integi_breakdown_cells(const integi_breakdown *breakdown, const integi_chunk *chunk,
                                    const uint32_t *positions, size_t count);

#endif
