/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Whose every row is, in all snapshots and tables: a contract is the same person as the citizen that it belongs to, and
 * so is what belongs to the contract. Rows of tables that are linked to nothing are themselves. */
#include "base/message.h"
#include "disclosure/stint.h"
#include "register/schema.h"
#include "release/atoms.h"
#include "release/messages.h"
#include "release/mix.h"

#define STEPS_OF_OWNER 32 /* to find one by the key */

/* Who somebody is: the key of a table; of a row that leads nowhere, what stands in the column that links it. */
typedef struct identity {
    uint64_t place; /* twice the table, and 1 for what stands in the linking column */
    int64_t key;
} identity;

/* Those who were met, in an open hash table. */
typedef struct known_owners {
    identity *identities;
    uint32_t *persons; /* UINT32_MAX: an empty place */
    size_t size;
} known_owners;

typedef struct owning {
    integi_persons *persons;
    const integi_collection *collection;
    known_owners known;
    integi_stint stint;
} owning;

static uint32_t find_owner(owning *self, identity wanted)
{
    known_owners *known = &self->known;
    for (size_t at = (size_t)integi_mix(integi_mix(wanted.place) ^ (uint64_t)wanted.key);; at++) {
        size_t place = at % known->size;
        const identity *there = &known->identities[place];
        if (known->persons[place] == UINT32_MAX) {
            known->identities[place] = wanted;
            return known->persons[place] = self->persons->count++;
        }
        if (there->place == wanted.place && there->key == wanted.key)
            return known->persons[place];
    }
}

/* The table that another one is linked to; -1: it is linked to none. */
static int64_t linked_to(const integ_register *reg, int64_t table)
{
    const char *name = integi_register_table(reg, table)->link_table;
    return name == NULL ? -1 : integi_register_find_table(reg, name);
}

/* Whether anything can be known of who a row is, and what. Tables that are linked in a circle are gone round once. */
static bool identify(const integ_snapshot *snapshot, int64_t index, int64_t row, identity *out)
{
    const integ_register *reg = snapshot->owner;
    int64_t owner, left = integi_register_table_count(reg);
    while (snapshot->tables[index].link.rows > 0 && left-- > 0 &&
           integi_column_integer(&snapshot->tables[index].link, row, &owner)) {
        index = linked_to(reg, index);
        row = owner;
    }
    const integi_table_definition *table = integi_register_table(reg, index);
    const char *column = table->link_column != NULL ? table->link_column : table->key;
    out->place = 2 * (uint64_t)index + (table->link_column != NULL);
    return column != NULL &&
           integi_column_integer(&snapshot->tables[index].columns[integi_table_find_column(table, column)], row,
                                 &out->key);
}

static uint32_t number_row(owning *self, const integi_space *space, int64_t row)
{
    identity own;
    return identify(space->snapshot, space->table, row, &own) ? find_owner(self, own) : self->persons->count++;
}

/* Those of a joined space are people already, and in the rows of its snapshots. */
static void number_joined(owning *self, const integi_space *space, uint32_t *into)
{
    const integi_collection *from = space->joined_rows->from;
    const integi_persons *people = space->joined_rows->persons;
    for (int64_t i = 0; i < space->people; i++)
        into[i] = UINT32_MAX;
    for (size_t i = 0; i < from->space_count; i++) {
        const uint32_t *of_row = people->of_row + people->starts[i];
        int64_t rows = from->spaces[i].table == space->table ? (int64_t)(people->starts[i + 1] - people->starts[i]) : 0;
        for (int64_t row = 0; row < rows && integi_stint_take(&self->stint, STEPS_OF_OWNER); row++)
            if (into[of_row[row]] == UINT32_MAX)
                into[of_row[row]] = number_row(self, &from->spaces[i], row);
    }
    for (int64_t i = 0; i < space->people; i++) /* of other tables: nobody asks */
        into[i] = into[i] == UINT32_MAX ? self->persons->count++ : into[i];
}

static void number_space(owning *self, size_t index)
{
    const integi_space *space = &self->collection->spaces[index];
    uint32_t *into = self->persons->of_row + self->persons->starts[index];
    if (space->joined_rows != NULL) {
        number_joined(self, space, into);
        return;
    }
    int64_t rows = space->snapshot->tables[space->table].rows;
    for (int64_t row = 0; row < rows && integi_stint_take(&self->stint, STEPS_OF_OWNER); row++)
        into[row] = number_row(self, space, row);
}

static bool open_known(owning *self)
{
    integ_context *context = self->collection->context;
    known_owners *known = &self->known;
    known->size = 2 * self->persons->row_count + 1;
    known->identities = integi_allocate_array(context, known->size, sizeof *known->identities);
    known->persons = integi_allocate_array(context, known->size, sizeof *known->persons);
    for (size_t i = 0; known->persons != NULL && i < known->size && integi_stint_take(&self->stint, 1); i++)
        known->persons[i] = UINT32_MAX;
    return known->identities != NULL && known->persons != NULL;
}

static void close_known(owning *self)
{
    integ_context *context = self->collection->context;
    known_owners *known = &self->known;
    if (known->identities != NULL)
        integi_release_wiped(context, known->identities, known->size * sizeof *known->identities);
    if (known->persons != NULL)
        integi_release_wiped(context, known->persons, known->size * sizeof *known->persons);
}

integ_status integi_persons_find_owners(integi_persons *persons, const integi_collection *collection,
                                        integ_error *error)
{
    integ_status status = integi_persons_open(persons, collection, error);
    if (status != INTEG_STATUS_OK)
        return status;
    owning self = {.persons = persons, .collection = collection,
                   .stint = integi_stint_without_limit(collection->context, "tell apart")};
    bool good = open_known(&self);
    for (size_t i = 0; i < collection->space_count && good && !self.stint.cancelled; i++)
        number_space(&self, i);
    close_known(&self);
    if (!good)
        return integi_out_of_memory(error);
    return self.stint.cancelled ? integi_cancelled(error) : INTEG_STATUS_OK;
}

/* ---- whether that matters ---- */

int64_t integi_owner_table(const integi_space *space)
{
    const integ_register *reg = space->snapshot->owner;
    int64_t root = space->table;
    for (int64_t left = integi_register_table_count(reg); left > 0 && linked_to(reg, root) >= 0; left--)
        root = linked_to(reg, root);
    return root;
}

bool integi_has_linked_tables(const integi_collection *collection)
{
    for (size_t i = 0; i < collection->space_count; i++)
        for (size_t j = 0; j < i; j++)
            if (collection->spaces[i].table != collection->spaces[j].table &&
                integi_owner_table(&collection->spaces[i]) == integi_owner_table(&collection->spaces[j]))
                return true;
    return false;
}
