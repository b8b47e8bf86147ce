/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The loops of expression/members.h. Included once for each set of instructions, after these are defined for NAME
 * bytes, shorts, words, longs (unsigned items of 1, 2, 4 and 8 bytes) and numbers (binary64):
 *     NAME_vector             what a bound of a range is kept in
 *     NAME_bound(BOUND)       a bound
 *     NAME_block(ITEMS, FIRSTS, SPANS, COUNT)
 *                             the word of 64 items that are in any of the ranges; for numbers SPANS are the last items
 * and for bytes bytes_in_bits(ITEMS, TABLE, WORDS, TRUTH) when HAS_BITS, and PLANE_BYTES, how many bytes a vector of
 * bits has. Deliberately without a guard. */

#include "base/pack.h"
#include "expression/members.h"
#include "expression/members_planes.h"

#include <string.h>

/* One range and two have loops of their own, in which the bounds stay in registers. */
#define DEFINE_RANGES(NAME, TYPE, RANGE, FIRST, SECOND)                                                             \
    static void NAME##_in_ranges(const TYPE *items, const RANGE *ranges, int64_t count, int32_t words,              \
                                 uint64_t *truth)                                                                   \
    {                                                                                                               \
        NAME##_vector firsts[INTEGI_RANGES_COMPARED], spans[INTEGI_RANGES_COMPARED];                                \
        for (int64_t r = 0; r < count; r++) {                                                                       \
            firsts[r] = NAME##_bound(ranges[r].FIRST);                                                              \
            spans[r] = NAME##_bound(ranges[r].SECOND);                                                              \
        }                                                                                                           \
        if (count == 1)                                                                                             \
            for (int32_t w = 0; w < words; w++)                                                                     \
                truth[w] = NAME##_block(items + 64 * w, firsts, spans, 1);                                          \
        else if (count == 2)                                                                                        \
            for (int32_t w = 0; w < words; w++)                                                                     \
                truth[w] = NAME##_block(items + 64 * w, firsts, spans, 2);                                          \
        else                                                                                                        \
            for (int32_t w = 0; w < words; w++)                                                                     \
                truth[w] = NAME##_block(items + 64 * w, firsts, spans, count);                                      \
    }

DEFINE_RANGES(bytes, uint8_t, integi_stored_range, first, span)
DEFINE_RANGES(shorts, uint16_t, integi_stored_range, first, span)
DEFINE_RANGES(words, uint32_t, integi_stored_range, first, span)
DEFINE_RANGES(longs, uint64_t, integi_stored_range, first, span)
DEFINE_RANGES(numbers, double, integi_number_range, first, last)

/* The same for words here and there. */
#define DEFINE_RANGES_AT(NAME, TYPE)                                                                                \
    static void NAME##_in_ranges_at(const TYPE *items, const integi_stored_set *set, const uint32_t *places,        \
                                    size_t place_count, uint64_t *truth)                                            \
    {                                                                                                               \
        NAME##_vector firsts[INTEGI_RANGES_COMPARED], spans[INTEGI_RANGES_COMPARED];                                \
        for (int64_t r = 0; r < set->range_count; r++) {                                                            \
            firsts[r] = NAME##_bound(set->ranges[r].first);                                                         \
            spans[r] = NAME##_bound(set->ranges[r].span);                                                           \
        }                                                                                                           \
        for (size_t i = 0; i < place_count; i++)                                                                    \
            for (size_t line = 0; line < sizeof(TYPE); line++)                                                      \
                __builtin_prefetch((const char *)(items + 64 * (size_t)places[i]) + 64 * line);                     \
        for (size_t i = 0; i < place_count; i++)                                                                    \
            truth[places[i]] = NAME##_block(items + 64 * (size_t)places[i], firsts, spans, set->range_count);       \
    }

DEFINE_RANGES_AT(bytes, uint8_t)
DEFINE_RANGES_AT(shorts, uint16_t)
DEFINE_RANGES_AT(words, uint32_t)
DEFINE_RANGES_AT(longs, uint64_t)

#define DEFINE_TABLE(NAME, TYPE)                                                                                    \
    static void NAME##_in_table(const TYPE *items, const uint8_t *table, int32_t words, uint64_t *truth)            \
    {                                                                                                               \
        integi_block block;                                                                                         \
        for (int32_t w = 0; w < words; w++) {                                                                       \
            for (int i = 0; i < 64; i++)                                                                            \
                block.bytes[i] = table[items[64 * w + i]];                                                          \
            truth[w] = integi_pack(&block);                                                                         \
        }                                                                                                           \
    }

DEFINE_TABLE(bytes, uint8_t)
DEFINE_TABLE(shorts, uint16_t)
DEFINE_TABLE(words, uint32_t)
DEFINE_TABLE(longs, uint64_t)

/* The last range that does not begin behind an item holds it, or none does. ORDER is the type in which items have
 * their order. */
#define DEFINE_SEARCH(NAME, TYPE, ORDER)                                                                            \
    static void NAME##_by_search(const TYPE *items, const integi_stored_set *set, int32_t words, uint64_t *truth)   \
    {                                                                                                               \
        integi_block block;                                                                                         \
        for (int32_t w = 0; w < words; w++) {                                                                       \
            for (int i = 0; i < 64; i++) {                                                                          \
                TYPE item = items[64 * w + i];                                                                      \
                int64_t low = 0, count = set->range_count;                                                          \
                while (count > 1) {                                                                                 \
                    int64_t half = count / 2;                                                                       \
                    low += (ORDER)set->ranges[low + half].first <= (ORDER)item ? half : 0;                          \
                    count -= half;                                                                                  \
                }                                                                                                   \
                const integi_stored_range *range = &set->ranges[low];                                               \
                block.bytes[i] = (TYPE)(item - (TYPE)range->first) <= (TYPE)range->span ? 255 : 0;                  \
            }                                                                                                       \
            truth[w] = integi_pack(&block);                                                                         \
        }                                                                                                           \
    }

DEFINE_SEARCH(words, uint32_t, uint32_t)
DEFINE_SEARCH(longs, uint64_t, int64_t)

/* Whole words of rows. */
static void find_words(const void *items, int32_t width, const integi_stored_set *set, int32_t words, uint64_t *truth)
{
    bool ranges = set->form == INTEGI_SET_RANGES, table = set->form == INTEGI_SET_TABLE;
    switch (width) {
    case 1:
        if (ranges)
            bytes_in_ranges(items, set->ranges, set->range_count, words, truth);
        else if (HAS_BITS && set->form == INTEGI_SET_BITS)
            bytes_in_bits(items, set->table, words, truth);
        else
            bytes_in_table(items, set->table, words, truth);
        break;
    case 2:
        if (ranges)
            shorts_in_ranges(items, set->ranges, set->range_count, words, truth);
        else
            shorts_in_table(items, set->table, words, truth);
        break;
    case 4:
        if (ranges)
            words_in_ranges(items, set->ranges, set->range_count, words, truth);
        else if (table)
            words_in_table(items, set->table, words, truth);
        else
            words_by_search(items, set, words, truth);
        break;
    default:
        if (ranges)
            longs_in_ranges(items, set->ranges, set->range_count, words, truth);
        else if (table)
            longs_in_table(items, set->table, words, truth);
        else
            longs_by_search(items, set, words, truth);
        break;
    }
}

/* The last items are copied to where 64 can be read, because the column may end behind them. */
static void find(const integi_items *items, const integi_stored_set *set, int32_t rows, uint64_t *truth)
{
    int32_t full = rows / 64, width = items->width;
    find_words(items->values, width, set, full, truth);
    if (rows % 64 != 0) {
        uint64_t tail[64] = {0};
        memcpy(tail, (const char *)items->values + (size_t)full * 64 * (size_t)width,
               (size_t)(rows % 64) * (size_t)width);
        find_words(tail, width, set, 1, truth + full);
    }
}

static void find_words_at(const void *items, int32_t width, const integi_stored_set *set, const uint32_t *places,
                          size_t place_count, uint64_t *truth)
{
    if (set->form == INTEGI_SET_RANGES && width == 1)
        bytes_in_ranges_at(items, set, places, place_count, truth);
    else if (set->form == INTEGI_SET_RANGES && width == 2)
        shorts_in_ranges_at(items, set, places, place_count, truth);
    else if (set->form == INTEGI_SET_RANGES && width == 4)
        words_in_ranges_at(items, set, places, place_count, truth);
    else if (set->form == INTEGI_SET_RANGES)
        longs_in_ranges_at(items, set, places, place_count, truth);
    else
        for (size_t i = 0; i < place_count; i++)
            find_words((const char *)items + 64 * (size_t)places[i] * (size_t)width, width, set, 1, truth + places[i]);
}

static void find_at(const integi_items *items, const integi_stored_set *set, int32_t rows, const uint32_t *places,
                    size_t place_count, uint64_t *truth)
{
    uint32_t full = (uint32_t)rows / 64;
    if (place_count > 0 && places[place_count - 1] == full) {
        integi_items rest = *items;
        rest.values = (const char *)items->values + (size_t)full * 64 * (size_t)items->width;
        find(&rest, set, rows % 64, truth + full);
        place_count--;
    }
    find_words_at(items->values, items->width, set, places, place_count, truth);
}

static void find_numbers(const double *items, const integi_number_range *ranges, int64_t range_count, int32_t rows,
                         uint64_t *truth)
{
    int32_t full = rows / 64;
    numbers_in_ranges(items, ranges, range_count, full, truth);
    if (rows % 64 != 0) {
        double tail[64] = {0};
        memcpy(tail, items + 64 * full, (size_t)(rows % 64) * sizeof *tail);
        numbers_in_ranges(tail, ranges, range_count, 1, truth + full);
    }
}

/* A null is stored as 0, or where items have all their bits beside them. */
static void find_nulls(const integi_items *items, int32_t rows, uint64_t *nulls)
{
    static const integi_stored_range zero = {0, 0};
    static const integi_stored_set zeros = {.form = INTEGI_SET_RANGES, .ranges = &zero, .range_count = 1};
    if (items->width < 8)
        find(items, &zeros, rows, nulls);
    else
        for (int32_t w = 0; w < (rows + 63) / 64; w++)
            nulls[w] = items->known == NULL ? 0 : ~items->known[w];
}
