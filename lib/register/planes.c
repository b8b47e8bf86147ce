/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/planes.h"

#include "base/pack.h"

#include <string.h>

/* The loop over 64 items is written for the compiler to vectorise. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

/* The allocator promises less than a cache line. */
#define LINE_BYTES 64

static size_t allocated_bytes(const integi_column *column)
{
    return integi_blocks(column->rows) * (size_t)column->plane_count * LINE_BYTES + LINE_BYTES;
}

int64_t integi_planes_bytes(const integi_column *column)
{
    return column->plane_memory == NULL ? 0 : (int64_t)allocated_bytes(column);
}

/* One word of each plane. */
static void slice(const uint8_t *items, uint8_t first, int32_t planes, uint64_t *words)
{
    integi_block block;
    for (int32_t p = 0; p < planes; p++) {
        uint8_t bit = (uint8_t)(1 << p);
        for (int i = 0; i < 64; i++)
            block.bytes[i] = ((uint8_t)(items[i] - first) & bit) != 0 ? 255 : 0;
        words[p * INTEGI_BLOCK_WORDS] = integi_pack(&block);
    }
}

static void slice_all(integi_column *column)
{
    const uint8_t *items = column->values;
    uint8_t first = column->plane_first, last_items[64];
    uint64_t *planes = (uint64_t *)(((uintptr_t)column->plane_memory + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES);
    size_t words = integi_bitset_words(column->rows), full = (size_t)column->rows / 64;
    for (size_t w = 0; w < words; w++) {
        uint64_t *into = planes + w / INTEGI_BLOCK_WORDS * INTEGI_BLOCK_WORDS * (size_t)column->plane_count +
                         w % INTEGI_BLOCK_WORDS;
        if (w == full) { /* the column may end within these 64 */
            memset(last_items, first, sizeof last_items);
            memcpy(last_items, items + 64 * w, (size_t)column->rows % 64);
        }
        slice(w == full ? last_items : items + 64 * w, first, column->plane_count, into);
    }
    column->planes = planes;
    integi_wipe(last_items, sizeof last_items);
}

bool integi_column_make_planes(integi_column *column, integ_context *context, int64_t lowest, int64_t highest)
{
    if (column->width != 1 || column->nulls == column->rows)
        return true;
    int64_t first = column->nulls > 0 ? 0 : lowest - column->base + 1, span = highest - column->base + 1 - first;
    int32_t count = 1;
    while (span >> count != 0)
        count++;
    if (count > INTEGI_PLANES_MAXIMUM)
        return true;
    column->plane_count = count;
    column->plane_first = (uint8_t)first;
    column->plane_memory = integi_allocate_zeroed(context, allocated_bytes(column));
    if (column->plane_memory == NULL)
        return false;
    slice_all(column);
    return true;
}

void integi_planes_free(integi_column *column, integ_context *context)
{
    if (column->plane_memory != NULL)
        integi_release_wiped(context, column->plane_memory, allocated_bytes(column));
    column->planes = NULL;
    column->plane_memory = NULL;
}
