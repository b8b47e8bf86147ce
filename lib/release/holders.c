/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/holders.h"

#include "register/people.h"
#include "release/mix.h"

/* Owners that were met, in an open hash table. */
typedef struct known_owners {
    int64_t *keys;
    uint32_t *numbers; /* UINT32_MAX: an empty place */
    size_t size;
} known_owners;

static uint32_t find_owner(known_owners *known, int64_t key, uint32_t *count)
{
    for (size_t at = (size_t)integi_mix((uint64_t)key);; at++) {
        size_t place = at % known->size;
        if (known->numbers[place] == UINT32_MAX) {
            known->keys[place] = key;
            return known->numbers[place] = (*count)++;
        }
        if (known->keys[place] == key)
            return known->numbers[place];
    }
}

static bool number_rows(integ_context *context, integi_holders *holders, const integi_column *owners)
{
    known_owners known = {.size = 2 * (size_t)holders->rows + 1};
    known.keys = integi_allocate_array(context, known.size, sizeof *known.keys);
    known.numbers = integi_allocate_array(context, known.size, sizeof *known.numbers);
    bool good = known.keys != NULL && known.numbers != NULL;
    for (size_t i = 0; i < known.size && good; i++)
        known.numbers[i] = UINT32_MAX;
    for (int64_t row = 0; row < holders->rows && good; row++) {
        int64_t key;
        bool owned = integi_column_integer(owners, row, &key);
        holders->of_row[row] = owned ? find_owner(&known, key, &holders->count) : holders->count++;
    }
    if (known.keys != NULL)
        integi_release_wiped(context, known.keys, known.size * sizeof *known.keys);
    if (known.numbers != NULL)
        integi_release_wiped(context, known.numbers, known.size * sizeof *known.numbers);
    return good;
}

static integi_holders *make_holders(integ_context *context, const integ_snapshot *snapshot, int64_t table)
{
    const integi_table *linked = &snapshot->tables[table];
    integi_holders *made = integi_allocate_zeroed(context, sizeof *made);
    if (made == NULL)
        return NULL;
    *made = (integi_holders){.snapshot = snapshot, .table = table, .rows = linked->rows};
    size_t room = (size_t)made->rows + 1;
    made->of_row = integi_allocate_array(context, room, sizeof *made->of_row);
    made->holdings = integi_allocate_zeroed(context, room * sizeof *made->holdings);
    made->met = integi_allocate_array(context, room, sizeof *made->met);
    if (made->of_row != NULL && made->holdings != NULL && made->met != NULL &&
        number_rows(context, made, integi_table_owners(linked)))
        return made;
    integi_holders_free(context, made);
    return NULL;
}

bool integi_holders_find(integi_collection *collection, const integ_snapshot *snapshot, int64_t table,
                         integi_holders **out)
{
    void *all = collection->holders;
    *out = NULL;
    if (integi_table_owners(&snapshot->tables[table]) == NULL)
        return true;
    for (size_t i = 0; i < collection->holder_count; i++)
        if (collection->holders[i]->snapshot == snapshot && collection->holders[i]->table == table) {
            *out = collection->holders[i];
            return true;
        }
    bool grown = integi_grow(collection->context, &all, &collection->holder_capacity, collection->holder_count,
                             sizeof *collection->holders);
    collection->holders = all;
    *out = grown ? make_holders(collection->context, snapshot, table) : NULL;
    if (*out != NULL)
        collection->holders[collection->holder_count++] = *out;
    return *out != NULL;
}

void integi_holders_free(integ_context *context, integi_holders *holders)
{
    if (holders == NULL)
        return;
    size_t room = (size_t)holders->rows + 1;
    if (holders->of_row != NULL)
        integi_release_wiped(context, holders->of_row, room * sizeof *holders->of_row);
    if (holders->holdings != NULL)
        integi_release_wiped(context, holders->holdings, room * sizeof *holders->holdings);
    if (holders->met != NULL)
        integi_release_wiped(context, holders->met, room * sizeof *holders->met);
    integi_release(context, holders, sizeof *holders);
}

bool integi_holders_take(integi_holders *holders, __int128 *sum)
{
    if (holders->met_count == 0)
        return false;
    integi_holding *holding = &holders->holdings[holders->met[--holders->met_count]];
    *sum = holding->sum;
    *holding = (integi_holding){0};
    return true;
}
