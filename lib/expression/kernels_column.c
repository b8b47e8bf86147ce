/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/kernels.h"

/* The loops below are written for the compiler to vectorise, which -O2 alone does only for some of them. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

integi_items integi_items_at(const integi_items *column, int64_t row)
{
    integi_items items = *column;
    if (column->values != NULL) /* an operation without a column has none */
        items.values = (const char *)column->values + row * column->width;
    if (column->planes != NULL)
        items.planes = column->planes + row / 64 * column->plane_count;
    if (column->known != NULL)
        items.known = column->known + row / 64;
    return items;
}

#define DEFINE_LOAD(NAME, TYPE)                                                                                     \
    static void NAME##_load(const TYPE *items, int64_t base, int32_t rows, int64_t *out)                            \
    {                                                                                                               \
        uint64_t offset = (uint64_t)base - 1;                                                                       \
        for (int32_t i = 0; i < rows; i++)                                                                          \
            out[i] = (int64_t)(offset + items[i]);                                                                  \
    }

DEFINE_LOAD(bytes, uint8_t)
DEFINE_LOAD(shorts, uint16_t)
DEFINE_LOAD(words, uint32_t)

void integi_kernel_load(const integi_items *items, int32_t rows, int64_t *out)
{
    switch (items->width) {
    case 1:
        bytes_load(items->values, items->base, rows, out);
        break;
    case 2:
        shorts_load(items->values, items->base, rows, out);
        break;
    case 4:
        words_load(items->values, items->base, rows, out);
        break;
    default:
        memcpy(out, items->values, (size_t)rows * sizeof *out);
        break;
    }
}

/* Nulls were loaded as -1 when the base is 0; any rank will do for them. */
void integi_kernel_rank(const integi_items *items, const int32_t *ranks, int32_t rows, int64_t *out)
{
    integi_kernel_load(items, rows, out);
    for (int32_t i = 0; i < rows; i++)
        out[i] = out[i] < items->base ? 0 : ranks[out[i]];
}
