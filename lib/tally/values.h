/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_VALUES_H
#define INTEGI_TALLY_VALUES_H

/* The values of a query's measure, for what cannot be computed from their sum, such as a median. While it is counted,
 * every chunk writes its values where its rows begin, so that threads never meet; afterwards they are sorted. */

#include "tally/breakdown.h"

/* A value in the cell of its row. Binary64 ones are kept as whole numbers in the same order. */
typedef struct integi_measured {
    int64_t value;
    uint32_t cell;
} integi_measured;

typedef struct integi_value_store {
    integi_measured *items; /* as many as the table has rows; NULL where no values are asked for */
    int64_t item_count;
    int32_t *chunk_counts; /* how many each chunk has written */
    int64_t chunk_count;
} integi_value_store;

/* False when memory ran out. */
bool integi_value_store_init(integi_value_store *store, integ_context *context, int64_t rows);
void integi_value_store_free(integi_value_store *store, integ_context *context);

/* Writes the values of a chunk's rows; `where` has no cells where there is only one. */
void integi_value_store_add(const integi_value_store *store, const integi_chunk *chunk, const integi_result *measure,
                            const integi_cells *where, const uint32_t *positions, size_t position_count);

/* Writes them where each row has a place; others that measure the same write the same. */
void integi_write_amounts(int64_t *amounts, const integi_chunk *chunk, const integi_result *measure,
                          const uint32_t *positions, size_t position_count);

/* Moves the values together and sorts them by cell, then by value; returns how many there are. */
int64_t integi_value_store_sort(integi_value_store *store);

/* How often each value occurs among `count` sorted ones; `out` NULL: how many distinct ones there are. */
int64_t integi_count_values(const integi_measured *sorted, int64_t count, integi_value_count *out);

#endif
