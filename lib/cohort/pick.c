/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/pick.h"

/* The loops below are written for the compiler to unroll. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define DEFINE_PICK(NAME, TYPE)                                                                                     \
    static void pick_##NAME(const TYPE *items, uint64_t before, const uint32_t *positions, size_t count,            \
                            int64_t *out)                                                                           \
    {                                                                                                               \
        for (size_t i = 0; i < count; i++)                                                                          \
            out[i] = (int64_t)(before + items[positions[i]]);                                                       \
    }

DEFINE_PICK(bytes, uint8_t)
DEFINE_PICK(shorts, uint16_t)
DEFINE_PICK(words, uint32_t)
DEFINE_PICK(longs, uint64_t)

void integi_pick_items(const integi_column *column, int64_t first_row, const uint32_t *positions, size_t count,
                       int64_t *out)
{
    if (column == NULL) {
        for (size_t i = 0; i < count; i++)
            out[i] = first_row + positions[i];
        return;
    }
    uint64_t before = (uint64_t)column->base - 1; /* 0 stands for null */
    const void *items = (const char *)column->values + first_row * column->width;
    if (column->width == 1)
        pick_bytes(items, before, positions, count, out);
    else if (column->width == 2)
        pick_shorts(items, before, positions, count, out);
    else if (column->width == 4)
        pick_words(items, before, positions, count, out);
    else
        pick_longs(items, 0, positions, count, out);
}
