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

void integi_breakdown_begin(const integi_breakdown *breakdown, const integi_chunk *chunk)
{
    breakdown->lookups[chunk->thread] = (integi_lookup){false, 0};
}

static uint32_t *cells_of(const integi_breakdown *breakdown, int32_t thread)
{
    return breakdown->cells + (size_t)thread * INTEGI_CHUNK_ROWS;
}

static bool reads_columns(const integi_breakdown *breakdown)
{
    for (int64_t d = 0; d < breakdown->dimension_count; d++)
        if (breakdown->columns[d] == NULL)
            return false;
    return true;
}

/* The cells of some rows of a chunk, one after the other. */
static void find_part(const integi_breakdown *breakdown, const integi_chunk *chunk, int32_t first, int32_t rows,
                      uint32_t *cells)
{
    uint32_t *codes = breakdown->codes + (size_t)chunk->thread * INTEGI_CHUNK_ROWS;
    for (int64_t d = 0; d < breakdown->dimension_count; d++) {
        const integi_coding *coding = &breakdown->codings[d];
        uint32_t size = (uint32_t)coding->size + 1;
        uint32_t *into = d == 0 ? cells : codes;
        if (breakdown->columns[d] != NULL)
            integi_coding_codes_of_column(coding, breakdown->columns[d], chunk->first_row + first, rows, into);
        else
            integi_coding_codes(coding, &chunk->results[coding->root], rows, into);
        for (int32_t i = 0; i < rows && d > 0; i++)
            cells[i] = cells[i] * size + codes[i];
    }
}

/* So many rows go through all dimensions together that their codes stay in the nearest cache. */
#define ROWS_TOGETHER 1024

static void find_all(const integi_breakdown *breakdown, const integi_chunk *chunk)
{
    uint32_t *cells = cells_of(breakdown, chunk->thread);
    int32_t together = reads_columns(breakdown) ? ROWS_TOGETHER : chunk->rows;
    for (int32_t first = 0; first < chunk->rows; first += together) {
        int32_t left = chunk->rows - first;
        find_part(breakdown, chunk, first, left < together ? left : together, cells + first);
    }
}

/* Looking at all rows costs as much as looking at so many times fewer one by one. */
#define LOOKED_AT_ALL 4

integi_cells integi_breakdown_cells(const integi_breakdown *breakdown, const integi_chunk *chunk,
                                    const uint32_t *positions, size_t count)
{
    integi_lookup *lookup = &breakdown->lookups[chunk->thread];
    uint32_t *cells = cells_of(breakdown, chunk->thread);
    int64_t asked = lookup->asked + (int64_t)count;
    if (lookup->all || asked * LOOKED_AT_ALL > chunk->rows || !reads_columns(breakdown)) {
        if (!lookup->all)
            find_all(breakdown, chunk);
        lookup->all = true;
        return (integi_cells){cells, true};
    }
    lookup->asked = (int32_t)asked;
    memset(cells, 0, count * sizeof *cells);
    for (int64_t d = 0; d < breakdown->dimension_count; d++)
        integi_coding_add_codes_at(&breakdown->codings[d], breakdown->columns[d], chunk->first_row, positions, count,
                                   cells);
    return (integi_cells){cells, false};
}
