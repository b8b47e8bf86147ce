/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_COUNT_H
#define INTEGI_TALLY_COUNT_H

#include "tally/coding.h"

/* A query while it is counted: every thread has cells of its own, in mixed radix of the dimensions' codes. */
typedef struct integi_count {
    const integi_query *query;
    integi_coding codings[INTEG_DIMENSIONS_MAXIMUM];
    int64_t dimension_count;
    int64_t cell_count;
    integi_cell *cells; /* threads * cell_count */
} integi_count;

/* The counts of all queries of one part, in one pass over the snapshot. */
typedef struct integi_counting {
    integ_context *context;
    integi_count *counts;
    size_t count;
    int32_t threads;
} integi_counting;

void integi_count_chunk(const integi_chunk *chunk, void *counting);

/* Adds all threads' cells into those of thread 0. */
void integi_count_merge(const integi_counting *counting);

#endif
