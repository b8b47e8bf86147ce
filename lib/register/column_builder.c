/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/column_builder.h"

#include "register/planes.h"

#include <string.h>

void integi_column_builder_init(integi_column_builder *builder, integ_context *context, int32_t type)
{
    bool numbers = type == INTEG_TYPE_NUMBER;
    *builder = (integi_column_builder){.context = context, .width = numbers ? 8 : 1, .numbers = numbers};
}

void integi_column_builder_free(integi_column_builder *builder)
{
    integi_release_wiped(builder->context, builder->values, (size_t)builder->capacity * (size_t)builder->width);
    if (builder->known != NULL)
        integi_release(builder->context, builder->known, integi_bitset_words(builder->capacity) * sizeof(uint64_t));
    builder->values = NULL;
    builder->known = NULL;
    builder->rows = builder->nulls = builder->capacity = 0;
}

/* The greatest distance from the lowest to the highest value that a width can tell apart, beside null. */
static uint64_t width_reach(int32_t width)
{
    return width == 1 ? UINT64_C(0xFE) : width == 2 ? UINT64_C(0xFFFE) : UINT64_C(0xFFFFFFFE);
}

static int32_t width_for(int64_t lowest, int64_t highest)
{
    uint64_t distance = (uint64_t)highest - (uint64_t)lowest;
    /* The two ends of int64 are left out, so that neither base - 1 nor base + item can overflow. */
    if (lowest == INT64_MIN || highest == INT64_MAX || distance > width_reach(4))
        return 8;
    return distance <= width_reach(1) ? 1 : distance <= width_reach(2) ? 2 : 4;
}

/* Half of the spare room is left below the lowest value, so that data which go downwards do not have the
 * column rewritten for each batch. Small natural numbers, dictionary indices among them, start at 0. */
static int64_t base_for(int64_t lowest, int64_t highest, int32_t width)
{
    uint64_t reach = width_reach(width);
    if (lowest >= 0 && (uint64_t)highest <= reach)
        return 0;
    uint64_t spare = (reach - ((uint64_t)highest - (uint64_t)lowest)) / 2;
    if ((uint64_t)lowest - (uint64_t)(INT64_MIN + 1) < spare)
        return INT64_MIN + 1;
    int64_t base = (int64_t)((uint64_t)lowest - spare);
    int64_t last = INT64_MAX - (int64_t)reach - 1;
    return base > last ? last : base;
}

static inline uint64_t load(const void *values, int32_t width, int64_t row)
{
    switch (width) {
    case 1:
        return ((const uint8_t *)values)[row];
    case 2:
        return ((const uint16_t *)values)[row];
    default:
        return ((const uint32_t *)values)[row];
    }
}

static inline void store(void *values, int32_t width, int64_t row, uint64_t item)
{
    switch (width) {
    case 1:
        ((uint8_t *)values)[row] = (uint8_t)item;
        break;
    case 2:
        ((uint16_t *)values)[row] = (uint16_t)item;
        break;
    case 4:
        ((uint32_t *)values)[row] = (uint32_t)item;
        break;
    default:
        ((uint64_t *)values)[row] = item;
    }
}

static bool resize_known(integi_column_builder *builder, int64_t capacity)
{
    size_t old_words = integi_bitset_words(builder->capacity), words = integi_bitset_words(capacity);
    uint64_t *known = integi_reallocate(builder->context, builder->known, old_words * 8, words * 8);
    if (known == NULL)
        return false;
    if (words > old_words)
        memset(known + old_words, 0, (words - old_words) * 8);
    builder->known = known;
    return true;
}

/* Changes the room for rows and the width of an item in one step; the items themselves are not rewritten. */
static bool resize(integi_column_builder *builder, int64_t capacity, int32_t width)
{
    size_t old_size = (size_t)builder->capacity * (size_t)builder->width;
    if ((uint64_t)capacity > SIZE_MAX / 8 / 2)
        return false;
    if (builder->known != NULL && capacity != builder->capacity && !resize_known(builder, capacity))
        return false;
    void *values = integi_reallocate(builder->context, builder->values, old_size, (size_t)capacity * (size_t)width);
    if (values == NULL) {
        /* The bitset has the new size already: tell the truth about it when it is freed. */
        if (builder->known != NULL && capacity != builder->capacity) {
            integi_release(builder->context, builder->known, integi_bitset_words(capacity) * 8);
            builder->known = NULL;
        }
        return false;
    }
    builder->values = values;
    builder->capacity = capacity;
    builder->width = width;
    return true;
}

/* A column of width 8 needs a bitset as soon as it has a null. */
static bool need_known(integi_column_builder *builder)
{
    if (builder->known != NULL)
        return true;
    size_t words = integi_bitset_words(builder->capacity);
    builder->known = integi_allocate_array(builder->context, words, sizeof(uint64_t));
    if (builder->known == NULL)
        return false;
    memset(builder->known, 0, words * sizeof(uint64_t));
    for (int64_t row = 0; row < builder->rows; row++)
        builder->known[row / 64] |= UINT64_C(1) << (row % 64);
    return true;
}

/* Rewrites all rows to another width and base, last row first where items become wider, as they share the
 * block. */
static bool rewrite(integi_column_builder *builder, int32_t width, int64_t base)
{
    int32_t old_width = builder->width;
    int64_t shift = builder->ranged ? (int64_t)((uint64_t)builder->base - (uint64_t)base) : 0;
    if (width != old_width && !resize(builder, builder->capacity, width))
        return false;
    if (width == 8 && builder->nulls > 0 && !need_known(builder))
        return false;
    for (int64_t row = builder->rows - 1; row >= 0; row--) {
        uint64_t item = load(builder->values, old_width, row);
        if (width == 8) {
            if (item == 0)
                builder->known[row / 64] &= ~(UINT64_C(1) << (row % 64));
            store(builder->values, 8, row, item == 0 ? 0 : (uint64_t)builder->base + item - 1);
        } else {
            store(builder->values, width, row, item == 0 ? 0 : item + (uint64_t)shift);
        }
    }
    builder->base = base;
    return true;
}

/* Lets the storage hold values from `lowest` to `highest` too. */
static bool admit(integi_column_builder *builder, int64_t lowest, int64_t highest)
{
    if (builder->ranged) {
        lowest = lowest < builder->lowest ? lowest : builder->lowest;
        highest = highest > builder->highest ? highest : builder->highest;
    }
    if (builder->width < 8) {
        int32_t width = width_for(lowest, highest);
        if (width < builder->width)
            width = builder->width;
        bool fits = builder->ranged && width == builder->width && lowest >= builder->base &&
                    (uint64_t)highest - (uint64_t)builder->base <= width_reach(width);
        if (!fits && !rewrite(builder, width, width == 8 ? 0 : base_for(lowest, highest, width)))
            return false;
    }
    builder->ranged = true;
    builder->lowest = lowest;
    builder->highest = highest;
    return true;
}

static bool make_room(integi_column_builder *builder, int64_t rows)
{
    int64_t needed = builder->rows + rows;
    if (needed <= builder->capacity)
        return true;
    int64_t wanted = builder->capacity + builder->capacity / 2;
    return resize(builder, wanted < needed ? needed : wanted, builder->width);
}

#define APPEND_PACKED(item_type)                                                                                     \
    do {                                                                                                             \
        item_type *packed = (item_type *)builder->values + builder->rows;                                            \
        for (int64_t i = 0; i < rows; i++)                                                                           \
            packed[i] = known == NULL || known[i] ? (item_type)((uint64_t)items[i] - (uint64_t)builder->base + 1)    \
                                                  : 0;                                                               \
    } while (0)

/* `items` are 64 bits wide, whatever they mean. */
static bool append_wide(integi_column_builder *builder, const void *items, const uint8_t *known, int64_t rows,
                        int64_t nulls)
{
    if (nulls > 0 && !need_known(builder))
        return false;
    uint64_t *wide = (uint64_t *)builder->values + builder->rows;
    memcpy(wide, items, (size_t)rows * 8);
    if (builder->known == NULL)
        return true;
    for (int64_t i = 0; i < rows; i++) {
        int64_t row = builder->rows + i;
        if (known == NULL || known[i])
            builder->known[row / 64] |= UINT64_C(1) << (row % 64);
        else
            wide[i] = 0;
    }
    return true;
}

static int64_t count_nulls(const uint8_t *known, int64_t rows)
{
    int64_t nulls = 0;
    for (int64_t i = 0; known != NULL && i < rows; i++)
        nulls += known[i] == 0;
    return nulls;
}

bool integi_column_builder_integers(integi_column_builder *builder, const int64_t *items, const uint8_t *known,
                                    int64_t rows)
{
    if (rows == 0)
        return true;
    int64_t nulls = count_nulls(known, rows), lowest = INT64_MAX, highest = INT64_MIN;
    known = nulls == 0 ? NULL : known;
    for (int64_t i = 0; i < rows; i++) {
        if (known != NULL && !known[i])
            continue;
        lowest = items[i] < lowest ? items[i] : lowest;
        highest = items[i] > highest ? items[i] : highest;
    }
    if (nulls < rows && !admit(builder, lowest, highest))
        return false;
    if (!make_room(builder, rows))
        return false;
    switch (builder->width) {
    case 1:
        APPEND_PACKED(uint8_t);
        break;
    case 2:
        APPEND_PACKED(uint16_t);
        break;
    case 4:
        APPEND_PACKED(uint32_t);
        break;
    default:
        if (!append_wide(builder, items, known, rows, nulls))
            return false;
    }
    builder->rows += rows;
    builder->nulls += nulls;
    return true;
}

bool integi_column_builder_numbers(integi_column_builder *builder, const double *items, const uint8_t *known,
                                   int64_t rows)
{
    int64_t nulls = count_nulls(known, rows);
    if (rows == 0)
        return true;
    if (!make_room(builder, rows) || !append_wide(builder, items, known, rows, nulls))
        return false;
    builder->rows += rows;
    builder->nulls += nulls;
    return true;
}

static bool fits(const integi_column_builder *builder, int64_t lowest, int64_t highest)
{
    if (lowest > highest || builder->width == 8)
        return true;
    return builder->ranged && lowest >= builder->base &&
           (uint64_t)highest - (uint64_t)builder->base <= width_reach(builder->width);
}

bool integi_column_builder_has_room(const integi_column_builder *builder, int64_t lowest, int64_t highest, int64_t rows,
                                    int64_t nulls)
{
    return builder->rows + rows <= builder->capacity && fits(builder, lowest, highest) &&
           (builder->width < 8 || nulls == 0 || builder->known != NULL);
}

bool integi_column_builder_make_room(integi_column_builder *builder, int64_t lowest, int64_t highest, int64_t rows,
                                     int64_t nulls)
{
    bool ranged = lowest <= highest && !builder->numbers;
    if (rows > 0 && ((ranged && !admit(builder, lowest, highest)) || !make_room(builder, rows) ||
                     (builder->width == 8 && nulls > 0 && !need_known(builder))))
        return false;
    builder->rows += rows;
    builder->nulls += nulls;
    return true;
}

void *integi_column_builder_at(const integi_column_builder *builder, int64_t row)
{
    return (char *)builder->values + (size_t)row * (size_t)builder->width;
}

/* Rows of other threads may lie in the same word. */
void integi_column_builder_mark(const integi_column_builder *builder, int64_t row, const uint8_t *known, int64_t rows)
{
    if (builder->width < 8 || builder->known == NULL)
        return;
    for (int64_t i = 0; i < rows;) {
        uint64_t *word = &builder->known[(row + i) / 64], bits = 0;
        int64_t bit = (row + i) % 64;
        for (; bit < 64 && i < rows; bit++, i++)
            bits |= (uint64_t)(known[i] != 0) << bit;
        __atomic_fetch_or(word, bits, __ATOMIC_RELAXED);
    }
}

bool integi_column_builder_finish(integi_column_builder *builder, const integi_column_definition *definition,
                                  integi_column *out)
{
    if (builder->rows > 0 && builder->capacity != builder->rows && !resize(builder, builder->rows, builder->width))
        return false;
    *out = (integi_column){.definition = definition, .rows = builder->rows, .nulls = builder->nulls,
                           .width = builder->width, .base = builder->base, .values = builder->values,
                           .known = builder->known};
    builder->values = NULL;
    builder->known = NULL;
    builder->rows = builder->nulls = builder->capacity = 0;
    if (builder->ranged && !integi_column_make_planes(out, builder->context, builder->lowest, builder->highest)) {
        integi_column_free(out, builder->context);
        return false;
    }
    return true;
}

void integi_column_free(integi_column *column, integ_context *context)
{
    integi_planes_free(column, context);
    integi_release_wiped(context, column->values, (size_t)column->rows * (size_t)column->width);
    if (column->known != NULL)
        integi_release(context, column->known, integi_bitset_words(column->rows) * sizeof(uint64_t));
    column->values = NULL;
    column->known = NULL;
}
