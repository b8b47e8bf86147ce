/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/register.h"

#include <stdlib.h>
#include <string.h>

#define SHORT_RUN 16 /* so many rows of one owner are put in order one by one */

/* The dates of a linked table's rows; both columns NULL where they have none. */
typedef struct dates {
    const integi_column *start, *end;
    bool end_inclusive;
} dates;

static dates dates_of(const integi_table *table)
{
    const integi_table_definition *definition = table->definition;
    if (definition->spell_start == NULL)
        return (dates){NULL, NULL, false};
    return (dates){&table->columns[integi_table_find_column(definition, definition->spell_start)],
                   &table->columns[integi_table_find_column(definition, definition->spell_end)],
                   definition->spell_end_inclusive};
}

static inline int32_t start_of(const dates *from, int64_t row)
{
    int64_t start;
    return integi_column_integer(from->start, row, &start) ? (int32_t)start : INTEGI_SPELL_NEVER;
}

static inline integi_spell spell_of(const dates *from, int64_t row)
{
    integi_spell spell = {start_of(from, row), INT32_MIN};
    int64_t end = INTEG_DATE_MAXIMUM;
    if (spell.start == INTEGI_SPELL_NEVER)
        return spell;
    bool ends = integi_column_integer(from->end, row, &end);
    spell.end = (int32_t)((ends ? end : INTEG_DATE_MAXIMUM) + (!ends || from->end_inclusive));
    return spell;
}

/* The owners of the table's rows: 1 + the row of the other table, 0 for none. */
static const uint32_t *links_of(const integi_table *table)
{
    return table->link.values;
}

static inline bool has_rows(const integi_linked_rows *linked, uint32_t owner)
{
    return (linked->has[owner / 64] >> (owner % 64) & 1) != 0;
}

/* Which of those that have rows an owner is, from 0. */
static inline uint32_t number_of(const integi_linked_rows *linked, uint32_t owner)
{
    uint64_t below = linked->has[owner / 64] & ((UINT64_C(1) << (owner % 64)) - 1);
    return linked->before[owner / 64] + (uint32_t)__builtin_popcountll(below);
}

static bool find_owners(integ_context *context, const integi_table *table, integi_linked_rows *out)
{
    size_t words = integi_bitset_words(out->owners);
    const uint32_t *links = links_of(table);
    out->has = integi_allocate_zeroed(context, words * sizeof *out->has);
    out->before = integi_allocate_array(context, words, sizeof *out->before);
    if (out->has == NULL || out->before == NULL)
        return false;
    for (int64_t row = 0; row < table->rows; row++) {
        uint32_t owner = links[row] - 1;
        if (links[row] != 0)
            out->has[owner / 64] |= UINT64_C(1) << (owner % 64);
        out->places += links[row] != 0;
    }
    for (size_t w = 0; w < words; w++) {
        out->before[w] = (uint32_t)out->having;
        out->having += __builtin_popcountll(out->has[w]);
    }
    return true;
}

static bool count_rows(integ_context *context, const integi_table *table, integi_linked_rows *out)
{
    const uint32_t *links = links_of(table);
    out->firsts = integi_allocate_zeroed(context, ((size_t)out->having + 1) * sizeof *out->firsts);
    if (out->firsts == NULL)
        return false;
    for (int64_t row = 0; row < table->rows; row++)
        if (links[row] != 0)
            out->firsts[number_of(out, links[row] - 1) + 1]++;
    for (int64_t i = 0; i < out->having; i++)
        out->firsts[i + 1] += out->firsts[i];
    return true;
}

/* Whether the rows stand by owner, those of nobody last, and those of an owner by their start. */
static bool stand_in_order(const integi_table *table, const dates *by, int64_t places)
{
    const uint32_t *links = links_of(table);
    uint32_t owner = 0;
    int32_t start = INT32_MIN;
    for (int64_t row = 0; row < places; row++) {
        int32_t next = by->start == NULL ? 0 : start_of(by, row);
        if (links[row] == 0 || links[row] < owner || (links[row] == owner && next < start))
            return false;
        owner = links[row];
        start = next;
    }
    return true;
}

/* The first places move on as rows are put in, and are moved back when all are. */
static void place_by_owner(const integi_table *table, integi_linked_rows *out)
{
    const uint32_t *links = links_of(table);
    for (int64_t row = 0; row < table->rows; row++)
        if (links[row] != 0)
            out->rows[out->firsts[number_of(out, links[row] - 1)]++] = (uint32_t)row;
    memmove(out->firsts + 1, out->firsts, (size_t)out->having * sizeof *out->firsts);
    out->firsts[0] = 0;
}

/* A row with its start before it, as one number that orders both. */
static inline uint64_t key_of(const dates *by, uint32_t row)
{
    uint32_t start = (uint32_t)start_of(by, row) ^ UINT32_C(0x80000000);
    return (uint64_t)start << 32 | row;
}

static int compare_keys(const void *a, const void *b)
{
    uint64_t left, right;
    memcpy(&left, a, sizeof left);
    memcpy(&right, b, sizeof right);
    return (left > right) - (left < right);
}

/* Most owners have few rows. */
static void sort_keys(uint64_t *keys, uint32_t count)
{
    if (count > SHORT_RUN) {
        qsort(keys, count, sizeof *keys, compare_keys);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        uint64_t key = keys[i];
        uint32_t at = i;
        for (; at > 0 && keys[at - 1] > key; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

static bool order_by_start(integ_context *context, const dates *by, integi_linked_rows *out)
{
    uint32_t most = 0;
    for (int64_t i = 0; i < out->having; i++)
        if (out->firsts[i + 1] - out->firsts[i] > most)
            most = out->firsts[i + 1] - out->firsts[i];
    uint64_t *keys = integi_allocate_array(context, most, sizeof *keys);
    if (keys == NULL)
        return false;
    for (int64_t i = 0; i < out->having; i++) {
        uint32_t *rows = out->rows + out->firsts[i], count = out->firsts[i + 1] - out->firsts[i];
        for (uint32_t k = 0; k < count; k++)
            keys[k] = key_of(by, rows[k]);
        sort_keys(keys, count);
        for (uint32_t k = 0; k < count; k++)
            rows[k] = (uint32_t)keys[k];
    }
    integi_release_wiped(context, keys, (size_t)most * sizeof *keys);
    return true;
}

static bool put_in_order(integ_context *context, const integi_table *table, const dates *by, integi_linked_rows *out)
{
    if (stand_in_order(table, by, out->places))
        return true;
    out->rows = integi_allocate_array(context, (size_t)out->places, sizeof *out->rows);
    if (out->rows == NULL)
        return false;
    place_by_owner(table, out);
    return by->start == NULL || order_by_start(context, by, out);
}

static bool read_spells(integ_context *context, const dates *from, integi_linked_rows *out)
{
    if (from->start == NULL)
        return true;
    out->spells = integi_allocate_array(context, (size_t)out->places, sizeof *out->spells);
    for (int64_t place = 0; out->spells != NULL && place < out->places; place++)
        out->spells[place] = spell_of(from, integi_linked_row(out, place));
    return out->spells != NULL;
}

bool integi_link_rows(integ_context *context, int64_t owners, integi_table *table)
{
    integi_linked_rows *out = &table->linked;
    dates by = dates_of(table);
    *out = (integi_linked_rows){.owners = owners};
    if (!find_owners(context, table, out))
        return false;
    if (out->places == 0) {
        integi_free_linked_rows(context, out);
        return true;
    }
    return count_rows(context, table, out) && put_in_order(context, table, &by, out) &&
           read_spells(context, &by, out);
}

static void release(integ_context *context, void *block, int64_t count, size_t item_size)
{
    if (block != NULL)
        integi_release_wiped(context, block, (size_t)count * item_size);
}

void integi_free_linked_rows(integ_context *context, integi_linked_rows *linked)
{
    int64_t words = (int64_t)integi_bitset_words(linked->owners);
    release(context, linked->has, words, sizeof *linked->has);
    release(context, linked->before, words, sizeof *linked->before);
    release(context, linked->firsts, linked->having + 1, sizeof *linked->firsts);
    release(context, linked->rows, linked->places, sizeof *linked->rows);
    release(context, linked->spells, linked->places, sizeof *linked->spells);
    *linked = (integi_linked_rows){0};
}

int64_t integi_linked_rows_bytes(const integi_linked_rows *linked)
{
    if (linked->has == NULL)
        return 0;
    int64_t words = (int64_t)integi_bitset_words(linked->owners);
    size_t for_place = (linked->rows == NULL ? 0 : sizeof *linked->rows) +
                       (linked->spells == NULL ? 0 : sizeof *linked->spells);
    return words * (int64_t)(sizeof *linked->has + sizeof *linked->before) +
           (linked->having + 1) * (int64_t)sizeof *linked->firsts + linked->places * (int64_t)for_place;
}
