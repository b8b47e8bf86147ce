/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/coding.h"

#include "base/decimal.h"

#include <string.h>

/* The loops below are written for the compiler to vectorise, which -O2 alone does only for some of them. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

/* For items of each width. A stored 0 is unknown, which has the last code. */
#define DEFINE_CODES(NAME, TYPE)                                                                                    \
    static void NAME##_values(const TYPE *items, uint32_t first, uint32_t unknown, int32_t rows, uint32_t *codes)   \
    {                                                                                                               \
        for (int32_t i = 0; i < rows; i++)                                                                          \
            codes[i] = items[i] == 0 ? unknown : items[i] - first;                                                  \
    }                                                                                                               \
    static void NAME##_bands(const TYPE *items, TYPE least, int32_t rows, uint32_t *codes)                          \
    {                                                                                                               \
        for (int32_t i = 0; i < rows; i++)                                                                          \
            codes[i] += items[i] >= least;                                                                          \
    }                                                                                                               \
    static void NAME##_unknown(const TYPE *items, uint32_t unknown, int32_t rows, uint32_t *codes)                  \
    {                                                                                                               \
        for (int32_t i = 0; i < rows; i++)                                                                          \
            codes[i] = items[i] == 0 ? unknown : codes[i];                                                          \
    }

DEFINE_CODES(bytes, uint8_t)
DEFINE_CODES(shorts, uint16_t)
DEFINE_CODES(words, uint32_t)

bool integi_coding_reads_column(const integi_column *column)
{
    return column->width < 8;
}

/* The stored item from which on values are not below an edge; false when there are none. */
static bool find_least(const integi_coding *coding, const integi_column *column, int64_t edge, uint64_t *least)
{
    __int128 value = (__int128)edge * integi_power_of_ten(coding->decimals) - column->base + 1;
    __int128 largest = ((__int128)1 << (8 * column->width)) - 1;
    *least = value < 1 ? 1 : (uint64_t)value;
    return value <= largest;
}

static void find_bands(const integi_coding *coding, const integi_column *column, const void *items, int32_t rows,
                       uint32_t *codes)
{
    uint64_t least;
    memset(codes, 0, (size_t)rows * sizeof *codes);
    for (int64_t band = 0; band < coding->dimension->edge_count; band++) {
        if (!find_least(coding, column, coding->dimension->edges[band], &least))
            return; /* nothing reaches the edges that follow either */
        if (column->width == 1)
            bytes_bands(items, (uint8_t)least, rows, codes);
        else if (column->width == 2)
            shorts_bands(items, (uint16_t)least, rows, codes);
        else
            words_bands(items, (uint32_t)least, rows, codes);
    }
}

static void find_unknown(const integi_column *column, const void *items, uint32_t unknown, int32_t rows,
                         uint32_t *codes)
{
    if (column->width == 1)
        bytes_unknown(items, unknown, rows, codes);
    else if (column->width == 2)
        shorts_unknown(items, unknown, rows, codes);
    else
        words_unknown(items, unknown, rows, codes);
}

void integi_coding_codes_of_column(const integi_coding *coding, const integi_column *column, int64_t first_row,
                                   int32_t rows, uint32_t *codes)
{
    const void *items = (const char *)column->values + first_row * column->width;
    const integi_sparse *sparse = &coding->sparse;
    uint32_t unknown = (uint32_t)(sparse->seen != NULL ? sparse->span : coding->size);
    uint32_t first = (uint32_t)((uint64_t)coding->first - (uint64_t)column->base + 1); /* the item of code 0 */
    if (coding->dimension->edges != NULL) {
        find_bands(coding, column, items, rows, codes);
        if (column->nulls > 0)
            find_unknown(column, items, unknown, rows, codes);
    } else if (column->width == 1) {
        bytes_values(items, first, unknown, rows, codes);
    } else if (column->width == 2) {
        shorts_values(items, first, unknown, rows, codes);
    } else {
        words_values(items, first, unknown, rows, codes);
    }
    for (int32_t i = 0; sparse->seen != NULL && i < rows; i++)
        codes[i] = sparse->codes[codes[i]];
}

/* The band of an item that is known: how many edges it is not below. */
static uint32_t band_of(const integi_coding *coding, const integi_column *column, uint64_t item)
{
    uint32_t band = 0;
    uint64_t least;
    while (band < coding->dimension->edge_count &&
           find_least(coding, column, coding->dimension->edges[band], &least) && item >= least)
        band++;
    return band;
}

/* The code of an item that is known; `distance` is what it is from the one of the smallest value. */
static uint32_t code_of(const integi_coding *coding, const integi_column *column, uint32_t item, uint32_t distance)
{
    if (coding->dimension->edges != NULL)
        return band_of(coding, column, item);
    if (coding->sparse.seen == NULL)
        return distance;
    return coding->sparse.codes[distance < (uint64_t)coding->sparse.span ? distance : 0];
}

#define ADD_CODES_AT(TYPE)                                                                                          \
    for (size_t i = 0; i < count; i++) {                                                                            \
        uint32_t item = ((const TYPE *)items)[positions[i]];                                                        \
        uint32_t code = item == 0 ? unknown : code_of(coding, column, item, item - first);                           \
        cells[i] = cells[i] * (unknown + 1) + code;                                                                 \
    }

void integi_coding_add_codes_at(const integi_coding *coding, const integi_column *column, int64_t first_row,
                                const uint32_t *positions, size_t count, uint32_t *cells)
{
    const void *items = (const char *)column->values + first_row * column->width;
    uint32_t unknown = (uint32_t)coding->size;
    uint32_t first = (uint32_t)((uint64_t)coding->first - (uint64_t)column->base + 1); /* the item of code 0 */
    if (column->width == 1) {
        ADD_CODES_AT(uint8_t)
    } else if (column->width == 2) {
        ADD_CODES_AT(uint16_t)
    } else {
        ADD_CODES_AT(uint32_t)
    }
}
