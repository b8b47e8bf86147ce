/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/values.h"

#include <stdlib.h>
#include <string.h>

bool integi_value_store_init(integi_value_store *store, integ_context *context, int64_t rows)
{
    store->item_count = rows;
    store->chunk_count = (rows + INTEGI_CHUNK_ROWS - 1) / INTEGI_CHUNK_ROWS;
    store->items = integi_allocate_array(context, (size_t)store->item_count, sizeof *store->items);
    store->chunk_counts = integi_allocate_zeroed(context, (size_t)store->chunk_count * sizeof *store->chunk_counts);
    return store->items != NULL && store->chunk_counts != NULL;
}

void integi_value_store_free(integi_value_store *store, integ_context *context)
{
    if (store->items != NULL)
        integi_release_wiped(context, store->items, (size_t)store->item_count * sizeof *store->items);
    if (store->chunk_counts != NULL)
        integi_release(context, store->chunk_counts, (size_t)store->chunk_count * sizeof *store->chunk_counts);
    *store = (integi_value_store){0};
}

/* A whole number that sorts as the binary64 number does: negative ones with their magnitude turned round. Doing it
 * twice gives the bits back. */
static int64_t in_order(int64_t bits)
{
    return bits < 0 ? bits ^ INT64_MAX : bits;
}

static int64_t ordered_bits(double number)
{
    int64_t bits;
    number = number == 0 ? 0 : number; /* one zero only */
    memcpy(&bits, &number, sizeof bits);
    return in_order(bits);
}

double integi_value_number(int64_t value)
{
    double number;
    value = in_order(value);
    memcpy(&number, &value, sizeof number);
    return number;
}

static int64_t value_of(const integi_result *measure, uint32_t row)
{
    return measure->numbers == NULL ? measure->integers[row] : ordered_bits(measure->numbers[row]);
}

void integi_write_amounts(int64_t *amounts, const integi_chunk *chunk, const integi_result *measure,
                          const uint32_t *positions, size_t position_count)
{
    for (size_t i = 0; i < position_count; i++)
        amounts[chunk->first_row + positions[i]] = value_of(measure, positions[i]);
}

void integi_value_store_add(const integi_value_store *store, const integi_chunk *chunk, const integi_result *measure,
                            const integi_cells *where, const uint32_t *positions, size_t position_count)
{
    integi_measured *items = store->items + chunk->first_row;
    for (size_t i = 0; i < position_count; i++) {
        uint32_t row = positions[i];
        items[i].cell = where->cells == NULL ? 0 : where->cells[where->all ? row : i];
        items[i].value = value_of(measure, row);
    }
    store->chunk_counts[chunk->index] = (int32_t)position_count;
}

static int compare(const void *left, const void *right)
{
    const integi_measured *a = left, *b = right;
    if (a->cell != b->cell)
        return a->cell < b->cell ? -1 : 1;
    return (a->value > b->value) - (a->value < b->value);
}

int64_t integi_value_store_sort(integi_value_store *store)
{
    int64_t count = 0;
    for (int64_t i = 0; i < store->chunk_count; i++) {
        memmove(store->items + count, store->items + i * INTEGI_CHUNK_ROWS,
                (size_t)store->chunk_counts[i] * sizeof *store->items);
        count += store->chunk_counts[i];
    }
    qsort(store->items, (size_t)count, sizeof *store->items, compare);
    return count;
}

int64_t integi_count_values(const integi_measured *sorted, int64_t count, integi_value_count *out)
{
    int64_t distinct = 0;
    for (int64_t i = 0; i < count; i++) {
        bool again = i > 0 && sorted[i].value == sorted[i - 1].value;
        distinct += !again;
        if (out == NULL)
            continue;
        if (!again)
            out[distinct - 1] = (integi_value_count){sorted[i].value, 0};
        out[distinct - 1].rows++;
    }
    return distinct;
}
