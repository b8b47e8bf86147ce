/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/breakdown.h"

#include <string.h>

/* The loop over rows is written for the compiler to vectorise. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

bool integi_breakdown_same(const integ_dimensions *a, const integ_dimensions *b)
{
    if (a->count != b->count)
        return false;
    for (int64_t i = 0; i < a->count; i++) {
        const integi_dimension *left = &a->items[i], *right = &b->items[i];
        if (strcmp(left->column, right->column) != 0 || left->edge_count != right->edge_count ||
            left->dates != right->dates)
            return false;
        if (left->edge_count > 0 &&
            memcmp(left->edges, right->edges, (size_t)left->edge_count * sizeof *left->edges) != 0)
            return false;
    }
    return true;
}

void integi_breakdown_find_cells(const integi_breakdown *breakdown, const integi_chunk *chunk)
{
    uint32_t *cells = integi_breakdown_cells(breakdown, chunk->thread);
    uint32_t *codes = breakdown->codes + (size_t)chunk->thread * INTEGI_CHUNK_ROWS;
    for (int64_t d = 0; d < breakdown->dimension_count; d++) {
        const integi_coding *coding = &breakdown->codings[d];
        uint32_t size = (uint32_t)coding->size + 1;
        uint32_t *into = d == 0 ? cells : codes;
        if (breakdown->columns[d] != NULL)
            integi_coding_codes_of_column(coding, breakdown->columns[d], chunk->first_row, chunk->rows, into);
        else
            integi_coding_codes(coding, &chunk->results[coding->root], chunk->rows, into);
        for (int32_t i = 0; i < chunk->rows && d > 0; i++)
            cells[i] = cells[i] * size + codes[i];
    }
}
