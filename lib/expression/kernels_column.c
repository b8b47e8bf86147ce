/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/kernels.h"
#include "expression/pack.h"

/* The loops below are written for the compiler to vectorise, which -O2 alone does only for some of them. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

integi_items integi_items_at(const integi_items *column, int64_t row)
{
    integi_items items = *column;
    if (column->values != NULL) /* an operation without a column has none */
        items.values = (const char *)column->values + row * column->width;
    if (column->known != NULL)
        items.known = column->known + row / 64;
    return items;
}

/* For each width, with the type in which its items have their order: whether items are in ranges or in a table, and
 * whether they are null, one block of 64 at a time. The last block is copied first, because the column may end inside
 * it. */
#define DEFINE_WIDTH(NAME, TYPE, ORDER)                                                                             \
    static inline void NAME##_in_range(const TYPE *items, const integi_stored_range *range, integi_block *block)    \
    {                                                                                                               \
        TYPE first = (TYPE)range->first, span = (TYPE)range->span;                                                  \
        for (int i = 0; i < 64; i++)                                                                                \
            block->bytes[i] = (TYPE)(items[i] - first) <= span ? 255 : 0;                                           \
    }                                                                                                               \
    static inline void NAME##_or_range(const TYPE *items, const integi_stored_range *range, integi_block *block)    \
    {                                                                                                               \
        TYPE first = (TYPE)range->first, span = (TYPE)range->span;                                                  \
        for (int i = 0; i < 64; i++)                                                                                \
            block->bytes[i] |= (TYPE)(items[i] - first) <= span ? 255 : 0;                                          \
    }                                                                                                               \
    static uint64_t NAME##_search(const TYPE *items, const integi_stored_set *set)                                  \
    {                                                                                                               \
        integi_block block;                                                                                         \
        for (int i = 0; i < 64; i++) {                                                                              \
            int64_t low = 0, count = set->range_count; /* the last range that does not begin behind the item */     \
            while (count > 1) {                                                                                     \
                int64_t half = count / 2;                                                                           \
                low += (ORDER)set->ranges[low + half].first <= (ORDER)items[i] ? half : 0;                          \
                count -= half;                                                                                      \
            }                                                                                                       \
            const integi_stored_range *range = &set->ranges[low];                                                   \
            block.bytes[i] = (TYPE)(items[i] - (TYPE)range->first) <= (TYPE)range->span ? 255 : 0;                  \
        }                                                                                                           \
        return integi_pack(&block);                                                                                 \
    }                                                                                                               \
    static uint64_t NAME##_ranges(const TYPE *items, const integi_stored_set *set)                                  \
    {                                                                                                               \
        integi_block block;                                                                                         \
        if (set->range_count == 0)                                                                                  \
            return 0;                                                                                               \
        if (set->range_count > INTEGI_RANGES_COMPARED)                                                              \
            return NAME##_search(items, set);                                                                       \
        NAME##_in_range(items, &set->ranges[0], &block);                                                            \
        for (int64_t r = 1; r < set->range_count; r++)                                                              \
            NAME##_or_range(items, &set->ranges[r], &block);                                                        \
        return integi_pack(&block);                                                                                 \
    }                                                                                                               \
    static uint64_t NAME##_table(const TYPE *items, const integi_stored_set *set)                                   \
    {                                                                                                               \
        integi_block block;                                                                                         \
        for (int i = 0; i < 64; i++)                                                                                \
            block.bytes[i] = set->table[items[i]];                                                                  \
        return integi_pack(&block);                                                                                 \
    }                                                                                                               \
    static void NAME##_members(const TYPE *items, const integi_stored_set *set, int32_t rows, uint64_t *truth)      \
    {                                                                                                               \
        int32_t full = rows / 64;                                                                                   \
        if (set->table != NULL)                                                                                     \
            for (int32_t w = 0; w < full; w++)                                                                      \
                truth[w] = NAME##_table(items + 64 * w, set);                                                       \
        else                                                                                                        \
            for (int32_t w = 0; w < full; w++)                                                                      \
                truth[w] = NAME##_ranges(items + 64 * w, set);                                                      \
        if (rows % 64 != 0) {                                                                                       \
            TYPE tail[64] = {0};                                                                                    \
            memcpy(tail, items + 64 * full, (size_t)(rows % 64) * sizeof(TYPE));                                    \
            truth[full] = set->table != NULL ? NAME##_table(tail, set) : NAME##_ranges(tail, set);                  \
        }                                                                                                           \
    }                                                                                                               \
    static void NAME##_load(const TYPE *items, int64_t base, int32_t rows, int64_t *out)                            \
    {                                                                                                               \
        uint64_t offset = (uint64_t)base - 1;                                                                       \
        for (int32_t i = 0; i < rows; i++)                                                                          \
            out[i] = (int64_t)(offset + items[i]);                                                                  \
    }

#define DEFINE_NULLS(NAME, TYPE)                                                                                    \
    static uint64_t NAME##_zeros(const TYPE *items)                                                                 \
    {                                                                                                               \
        integi_block block;                                                                                         \
        for (int i = 0; i < 64; i++)                                                                                \
            block.bytes[i] = items[i] == 0 ? 255 : 0;                                                               \
        return integi_pack(&block);                                                                                 \
    }                                                                                                               \
    static void NAME##_nulls(const TYPE *items, int32_t rows, uint64_t *unknown)                                    \
    {                                                                                                               \
        int32_t full = rows / 64;                                                                                   \
        for (int32_t w = 0; w < full; w++)                                                                          \
            unknown[w] = NAME##_zeros(items + 64 * w);                                                              \
        if (rows % 64 != 0) {                                                                                       \
            TYPE tail[64] = {0};                                                                                    \
            memcpy(tail, items + 64 * full, (size_t)(rows % 64) * sizeof(TYPE));                                    \
            unknown[full] = NAME##_zeros(tail);                                                                     \
        }                                                                                                           \
    }

DEFINE_WIDTH(bytes, uint8_t, uint8_t)
DEFINE_WIDTH(shorts, uint16_t, uint16_t)
DEFINE_WIDTH(words, uint32_t, uint32_t)
DEFINE_WIDTH(longs, uint64_t, int64_t)
DEFINE_NULLS(bytes, uint8_t)
DEFINE_NULLS(shorts, uint16_t)
DEFINE_NULLS(words, uint32_t)

/* Rows of a column that are null, as words. */
static void find_nulls(const integi_items *items, int32_t rows, uint64_t *unknown)
{
    size_t count = ((size_t)rows + 63) / 64;
    if (!items->nulls)
        memset(unknown, 0, count * sizeof *unknown);
    else if (items->width == 1)
        bytes_nulls(items->values, rows, unknown);
    else if (items->width == 2)
        shorts_nulls(items->values, rows, unknown);
    else if (items->width == 4)
        words_nulls(items->values, rows, unknown);
    else
        for (size_t w = 0; w < count; w++)
            unknown[w] = items->known == NULL ? 0 : ~items->known[w];
}

void integi_kernel_members(const integi_items *items, const integi_stored_set *set, int32_t rows, uint64_t *truth,
                           uint64_t *unknown)
{
    switch (items->width) {
    case 1:
        bytes_members(items->values, set, rows, truth);
        break;
    case 2:
        shorts_members(items->values, set, rows, truth);
        break;
    case 4:
        words_members(items->values, set, rows, truth);
        break;
    default:
        longs_members(items->values, set, rows, truth);
        break;
    }
    find_nulls(items, rows, unknown);
    if (items->nulls)
        for (int32_t w = 0; w < (rows + 63) / 64; w++)
            truth[w] &= ~unknown[w];
}

static uint64_t numbers_in_ranges(const double *items, const double *ranges, int64_t range_count)
{
    integi_block block;
    uint64_t word = 0;
    for (int64_t r = 0; r < range_count; r++) {
        double first = ranges[2 * r], last = ranges[2 * r + 1];
        for (int i = 0; i < 64; i++)
            block.bytes[i] = ((items[i] >= first) & (items[i] <= last)) != 0 ? 255 : 0;
        word |= integi_pack(&block);
    }
    return word;
}

void integi_kernel_number_members(const integi_items *items, const double *ranges, int64_t range_count, int32_t rows,
                                  uint64_t *truth, uint64_t *unknown)
{
    const double *numbers = items->values;
    int32_t full = rows / 64;
    for (int32_t w = 0; w < full; w++)
        truth[w] = numbers_in_ranges(numbers + 64 * w, ranges, range_count);
    if (rows % 64 != 0) {
        double tail[64] = {0};
        memcpy(tail, numbers + 64 * full, (size_t)(rows % 64) * sizeof *tail);
        truth[full] = numbers_in_ranges(tail, ranges, range_count);
    }
    find_nulls(items, rows, unknown);
    for (int32_t w = 0; w < (rows + 63) / 64; w++)
        truth[w] &= ~unknown[w];
}

void integi_kernel_known(const integi_items *items, int32_t rows, uint64_t *known)
{
    find_nulls(items, rows, known);
    for (int32_t w = 0; w < (rows + 63) / 64; w++)
        known[w] = ~known[w];
}

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
        longs_load(items->values, 1, rows, out);
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
