/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Who every row is, in all snapshots: rows of one table with the same key are the same person. */
#include "base/message.h"
#include "disclosure/stint.h"
#include "register/schema.h"
#include "release/atoms.h"
#include "release/messages.h"
#include "release/mix.h"

/* Keys that were met, in an open hash table. */
typedef struct known_keys {
    int64_t *keys;
    uint32_t *persons; /* UINT32_MAX: an empty place */
    size_t size;
} known_keys;

#define STEPS_OF_PERSON 32 /* to find one by the key */

static const integi_table *table_of(const integi_space *space)
{
    return &space->snapshot->tables[space->table];
}

static int64_t rows_of(const integi_space *space)
{
    return space->people > 0 ? space->people : table_of(space)->rows;
}

static const integi_column *key_of(const integi_space *space)
{
    const integi_table *table = table_of(space);
    if (table->definition == NULL || table->definition->key == NULL || table->rows == 0)
        return NULL;
    return &table->columns[integi_table_find_column(table->definition, table->definition->key)];
}

static uint32_t find_person(known_keys *known, int64_t key, uint32_t *count)
{
    for (size_t at = (size_t)integi_mix((uint64_t)key);; at++) {
        size_t place = at % known->size;
        if (known->persons[place] == UINT32_MAX) {
            known->keys[place] = key;
            return known->persons[place] = (*count)++;
        }
        if (known->keys[place] == key)
            return known->persons[place];
    }
}

static void number_rows(integi_persons *persons, size_t space_index, const integi_space *space, known_keys *known,
                        integi_stint *stint)
{
    const integi_column *key = key_of(space);
    uint32_t *into = persons->of_row + persons->starts[space_index];
    int64_t rows = table_of(space)->rows;
    for (int64_t row = 0; row < rows && integi_stint_take(stint, STEPS_OF_PERSON); row++) {
        int64_t value;
        if (key != NULL && integi_column_integer(key, row, &value))
            into[row] = find_person(known, value, &persons->count);
        else
            into[row] = persons->count++;
    }
}

/* Nobody can be met again where there is one snapshot. */
static bool is_only(const integi_collection *collection, size_t index)
{
    for (size_t i = 0; i < collection->space_count; i++)
        if (i != index && collection->spaces[i].table == collection->spaces[index].table)
            return false;
    return true;
}

/* All spaces of the first one's table. */
static integ_status number_table(integi_persons *persons, const integi_collection *collection, size_t first,
                                 integi_stint *stint, integ_error *error)
{
    known_keys known = {.size = 1};
    if (is_only(collection, first)) {
        int64_t rows = rows_of(&collection->spaces[first]);
        for (int64_t row = 0; row < rows && integi_stint_take(stint, 1); row++)
            persons->of_row[persons->starts[first] + (size_t)row] = persons->count++;
        return stint->cancelled ? integi_cancelled(error) : INTEG_STATUS_OK;
    }
    for (size_t i = first; i < collection->space_count; i++)
        if (collection->spaces[i].table == collection->spaces[first].table)
            known.size += 2 * (size_t)table_of(&collection->spaces[i])->rows;
    known.keys = integi_allocate_array(collection->context, known.size, sizeof *known.keys);
    known.persons = integi_allocate_array(collection->context, known.size, sizeof *known.persons);
    bool good = known.keys != NULL && known.persons != NULL;
    for (size_t i = 0; i < known.size && good && integi_stint_take(stint, 1); i++)
        known.persons[i] = UINT32_MAX;
    for (size_t i = first; i < collection->space_count && good && !stint->cancelled; i++)
        if (collection->spaces[i].table == collection->spaces[first].table)
            number_rows(persons, i, &collection->spaces[i], &known, stint);
    integi_release_wiped(collection->context, known.keys, known.keys == NULL ? 0 : known.size * sizeof *known.keys);
    integi_release_wiped(collection->context, known.persons,
                         known.persons == NULL ? 0 : known.size * sizeof *known.persons);
    if (!good)
        return integi_out_of_memory(error);
    return stint->cancelled ? integi_cancelled(error) : INTEG_STATUS_OK;
}

bool integi_is_first_of_table(const integi_collection *collection, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (collection->spaces[i].table == collection->spaces[index].table)
            return false;
    return true;
}

integ_status integi_persons_open(integi_persons *persons, const integi_collection *collection, integ_error *error)
{
    persons->space_count = collection->space_count;
    persons->starts =
        integi_allocate_zeroed(collection->context, (collection->space_count + 1) * sizeof *persons->starts);
    if (persons->starts == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < collection->space_count; i++)
        persons->starts[i + 1] = persons->starts[i] + (size_t)rows_of(&collection->spaces[i]);
    persons->row_count = persons->starts[collection->space_count];
    if (persons->row_count >= INT32_MAX)
        return INTEGI_FAIL(error, NULL, &integi_message_release_rows);
    persons->of_row = integi_allocate_array(collection->context, persons->row_count + 1, sizeof *persons->of_row);
    return persons->of_row == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

integ_status integi_persons_find(integi_persons *persons, const integi_collection *collection, integ_error *error)
{
    integ_status status = integi_persons_open(persons, collection, error);
    integi_stint stint = integi_stint_without_limit(collection->context, "tell apart");
    for (size_t i = 0; i < collection->space_count && status == INTEG_STATUS_OK; i++)
        if (integi_is_first_of_table(collection, i))
            status = number_table(persons, collection, i, &stint, error);
    return status;
}

void integi_persons_free(integi_persons *persons, integ_context *context)
{
    if (persons->of_row != NULL)
        integi_release_wiped(context, persons->of_row, (persons->row_count + 1) * sizeof *persons->of_row);
    integi_release(context, persons->starts,
                   persons->starts == NULL ? 0 : (persons->space_count + 1) * sizeof *persons->starts);
    *persons = (integi_persons){0};
}
