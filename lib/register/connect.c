/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/connect.h"

#include <string.h>

#define TABLE_BYTES (INT64_C(16) << 20) /* of one pass */
#define DENSE_BITS 64                   /* a value range up to so many times the rows is looked at bit by bit, */
#define DENSE_ROWS 4                    /* and up to so many times the rows, with a row number for each value */
#define PASS_ROWS 1500000               /* distinct values that a hash table of one pass is meant for */

/* The known values of a column as whole numbers. */
typedef struct reader {
    const integi_column *column;
    bool numbers;
    int64_t lowest, highest, count;
} reader;

static inline bool read_item(const reader *from, int64_t row, int64_t *out)
{
    bool known = integi_column_integer(from->column, row, out);
    if (from->numbers && *out == INT64_MIN)
        *out = 0;
    return known;
}

static reader reader_of(const integi_column *column, bool numbers)
{
    reader made = {column, numbers, INT64_MAX, INT64_MIN, 0};
    int64_t item;
    for (int64_t row = 0; row < column->rows; row++) {
        if (!read_item(&made, row, &item))
            continue;
        made.lowest = item < made.lowest ? item : made.lowest;
        made.highest = item > made.highest ? item : made.highest;
        made.count++;
    }
    return made;
}

/* Whether every row is known, and greater than the one before, as where a register is in the order of its key. */
static bool ascends(const integi_column *column)
{
    int64_t last, item;
    if (column->rows == 0 || !integi_column_integer(column, 0, &last))
        return false;
    for (int64_t row = 1; row < column->rows; row++, last = item)
        if (!integi_column_integer(column, row, &item) || item <= last)
            return false;
    return true;
}

static bool is_dense(const reader *from, uint64_t factor)
{
    uint64_t distance = (uint64_t)from->highest - (uint64_t)from->lowest;
    return from->count > 0 && distance < (uint64_t)from->count * factor;
}

/* A hash table of rows for the values of one pass. */
typedef struct table {
    uint32_t *slots; /* row + 1 */
    uint64_t mask;
    uint64_t passes;
    const reader *values;
} table;

static inline uint64_t hash_of(int64_t item)
{
    unsigned __int128 product = (unsigned __int128)((uint64_t)item ^ UINT64_C(0xBF58476D1CE4E5B9)) *
                                UINT64_C(0x9E3779B97F4A7C15);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static bool table_init(table *made, integ_context *context, const reader *values)
{
    uint64_t slots = 64, most = TABLE_BYTES / sizeof(uint32_t);
    while (slots < most && slots < (uint64_t)values->count * 2)
        slots *= 2;
    made->slots = integi_allocate_array(context, (size_t)slots, sizeof *made->slots);
    made->mask = slots - 1;
    made->passes = (uint64_t)values->count / PASS_ROWS + 1;
    made->values = values;
    return made->slots != NULL;
}

static void table_free(table *made, integ_context *context)
{
    integi_release(context, made->slots, (size_t)(made->mask + 1) * sizeof *made->slots);
}

static inline bool in_pass(const table *in, uint64_t hash, uint64_t pass)
{
    return (hash >> 40) % in->passes == pass;
}

/* The slot that holds a row with this value, or the free one where it belongs. */
static inline uint64_t slot_of(const table *in, int64_t item, uint64_t hash)
{
    uint64_t slot = hash & in->mask;
    int64_t other;
    while (in->slots[slot] != 0) {
        read_item(in->values, (int64_t)in->slots[slot] - 1, &other);
        if (other == item)
            break;
        slot = (slot + 1) & in->mask;
    }
    return slot;
}

static void note_repeat(int64_t row, int64_t *repeats, int64_t *first)
{
    (*repeats)++;
    if (*first < 0 || row < *first)
        *first = row;
}

static bool repeats_by_bit(integ_context *context, const reader *values, int64_t *repeats, int64_t *first)
{
    uint64_t span = (uint64_t)values->highest - (uint64_t)values->lowest + 1;
    uint64_t part = span < TABLE_BYTES * 8 ? span : TABLE_BYTES * 8;
    integi_bitset seen;
    if (!integi_bitset_init(&seen, context, (int64_t)part))
        return false;
    for (uint64_t start = 0; start < span; start += part) {
        if (start > 0)
            memset(seen.words, 0, integi_bitset_words((int64_t)part) * sizeof *seen.words);
        int64_t item;
        for (int64_t row = 0; row < values->column->rows; row++) {
            if (!read_item(values, row, &item))
                continue;
            uint64_t at = (uint64_t)item - (uint64_t)values->lowest - start;
            if (at >= part)
                continue;
            if (seen.words[at / 64] >> (at % 64) & 1)
                note_repeat(row, repeats, first);
            seen.words[at / 64] |= UINT64_C(1) << (at % 64);
        }
    }
    integi_bitset_free(&seen, context);
    return true;
}

static bool repeats_by_hash(integ_context *context, const reader *values, int64_t *repeats, int64_t *first)
{
    table seen;
    if (!table_init(&seen, context, values))
        return false;
    for (uint64_t pass = 0; pass < seen.passes; pass++) {
        memset(seen.slots, 0, (size_t)(seen.mask + 1) * sizeof *seen.slots);
        int64_t item;
        for (int64_t row = 0; row < values->column->rows; row++) {
            uint64_t hash;
            if (!read_item(values, row, &item) || !in_pass(&seen, hash = hash_of(item), pass))
                continue;
            uint64_t slot = slot_of(&seen, item, hash);
            if (seen.slots[slot] != 0)
                note_repeat(row, repeats, first);
            else
                seen.slots[slot] = (uint32_t)row + 1;
        }
    }
    table_free(&seen, context);
    return true;
}

bool integi_count_repeats(integ_context *context, const integi_column *column, bool numbers, int64_t *repeats,
                          int64_t *first)
{
    *repeats = 0;
    *first = -1;
    if (!numbers && ascends(column))
        return true;
    reader values = reader_of(column, numbers);
    if (values.count == 0)
        return true;
    return is_dense(&values, DENSE_BITS) ? repeats_by_bit(context, &values, repeats, first)
                                         : repeats_by_hash(context, &values, repeats, first);
}

static inline bool read_link(const integi_column *links, const int64_t *mapping, int64_t row, int64_t *out)
{
    if (!integi_column_integer(links, row, out))
        return false;
    if (mapping != NULL)
        *out = mapping[*out];
    return mapping == NULL || *out >= 0;
}

static bool rows_by_value(integ_context *context, const reader *keys, const integi_column *links,
                          const int64_t *mapping, uint32_t *rows)
{
    uint64_t span = (uint64_t)keys->highest - (uint64_t)keys->lowest + 1;
    uint64_t most = TABLE_BYTES / sizeof(uint32_t), part = span < most ? span : most;
    uint32_t *row_of = integi_allocate_array(context, (size_t)part, sizeof *row_of);
    if (row_of == NULL)
        return false;
    for (uint64_t start = 0; start < span; start += part) {
        memset(row_of, 0, (size_t)part * sizeof *row_of);
        int64_t item;
        for (int64_t row = 0; row < keys->column->rows; row++) {
            bool known = read_item(keys, row, &item);
            uint64_t at = (uint64_t)item - (uint64_t)keys->lowest - start;
            if (known && at < part)
                row_of[at] = (uint32_t)row + 1;
        }
        for (int64_t row = 0; row < links->rows; row++) {
            bool known = read_link(links, mapping, row, &item);
            uint64_t at = (uint64_t)item - (uint64_t)keys->lowest - start;
            if (known && at < part)
                rows[row] = row_of[at];
        }
    }
    integi_release(context, row_of, (size_t)part * sizeof *row_of);
    return true;
}

static bool rows_by_hash(integ_context *context, const reader *keys, const integi_column *links,
                         const int64_t *mapping, uint32_t *rows)
{
    table index;
    if (!table_init(&index, context, keys))
        return false;
    for (uint64_t pass = 0; pass < index.passes; pass++) {
        memset(index.slots, 0, (size_t)(index.mask + 1) * sizeof *index.slots);
        int64_t item;
        uint64_t hash;
        for (int64_t row = 0; row < keys->column->rows; row++)
            if (read_item(keys, row, &item) && in_pass(&index, hash = hash_of(item), pass))
                index.slots[slot_of(&index, item, hash)] = (uint32_t)row + 1;
        for (int64_t row = 0; row < links->rows; row++)
            if (read_link(links, mapping, row, &item) && in_pass(&index, hash = hash_of(item), pass))
                rows[row] = index.slots[slot_of(&index, item, hash)];
    }
    table_free(&index, context);
    return true;
}

/* Goes along both where both are in order; false where they turn out not to be, with some rows filled in. */
static bool rows_in_order(const integi_column *keys, const integi_column *links, const int64_t *mapping, uint32_t *rows)
{
    int64_t at = 0, key = INT64_MIN, last = INT64_MIN, item;
    if (!ascends(keys))
        return false;
    integi_column_integer(keys, 0, &key);
    for (int64_t row = 0; row < links->rows; row++) {
        if (!read_link(links, mapping, row, &item))
            continue;
        if (item < last)
            return false;
        for (last = item; key < item && at + 1 < keys->rows;)
            integi_column_integer(keys, ++at, &key);
        if (key == item)
            rows[row] = (uint32_t)at + 1;
    }
    return true;
}

bool integi_find_rows(integ_context *context, const integi_column *keys, const integi_column *links,
                      const int64_t *mapping, uint32_t *rows)
{
    if (rows_in_order(keys, links, mapping, rows))
        return true;
    reader values = reader_of(keys, false);
    if (values.count == 0)
        return true;
    return is_dense(&values, DENSE_ROWS) ? rows_by_value(context, &values, links, mapping, rows)
                                         : rows_by_hash(context, &values, links, mapping, rows);
}

/* Which number each text of one dictionary has in another, -1 where it is not there. NULL: no memory. */
static int64_t *map_texts(integ_context *context, const integi_dictionary *from, const integi_dictionary *to)
{
    int64_t size = integi_dictionary_size(from);
    int64_t *mapping = integi_allocate_array(context, (size_t)size, sizeof *mapping);
    for (int64_t i = 0; mapping != NULL && i < size; i++) {
        size_t length;
        const char *text = integi_dictionary_text(from, i, &length);
        mapping[i] = integi_dictionary_find(to, text, length);
    }
    return mapping;
}

bool integi_match_rows(integ_context *context, const integi_column *keys, const integi_dictionary *key_texts,
                       const integi_column *links, const integi_dictionary *link_texts, uint32_t *rows)
{
    if (key_texts == link_texts)
        return integi_find_rows(context, keys, links, NULL, rows);
    int64_t *mapping = map_texts(context, link_texts, key_texts);
    bool done = mapping != NULL && integi_find_rows(context, keys, links, mapping, rows);
    if (mapping != NULL)
        integi_release(context, mapping, (size_t)integi_dictionary_size(link_texts) * sizeof *mapping);
    return done;
}
