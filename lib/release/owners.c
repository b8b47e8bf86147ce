/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/owners.h"

#include "base/message.h"
#include "disclosure/stint.h"
#include "register/people.h"
#include "release/atoms.h"
#include "release/mix.h"

/* ---- of cells ---- */

static const integi_table *table_of(const integi_space *space)
{
    return &space->snapshot->tables[space->table];
}

bool integi_is_owned(const integi_collection *collection, const integi_collected *cell)
{
    return integi_table_owners(table_of(&collection->spaces[cell->space])) != NULL;
}

/* Of a joined space rows are people already; owners are asked of the snapshots. */
int64_t integi_cell_people(const integi_collection *collection, const integi_collected *cell, int64_t limit)
{
    const integi_space *space = &collection->spaces[cell->space];
    if (space->people > 0 || !integi_is_owned(collection, cell))
        return cell->rows.count < limit ? cell->rows.count : limit;
    integi_people people;
    integi_people_begin(&people, table_of(space), limit);
    INTEGI_EACH_ROW(&cell->rows, row)
        if (!integi_people_add(&people, row))
            break;
    return integi_people_end(&people);
}

int64_t integi_people_of_words(const integ_snapshot *snapshot, int64_t table, const uint64_t *words, int64_t rows,
                               int64_t limit)
{
    integi_people people;
    bool more = limit > 0;
    integi_people_begin(&people, &snapshot->tables[table], limit);
    for (size_t word = 0; word < integi_bitset_words(rows) && more; word++)
        for (uint64_t left = words[word]; left != 0 && more; left &= left - 1)
            more = integi_people_add(&people, (int64_t)(word * 64) + __builtin_ctzll(left));
    return integi_people_end(&people);
}

bool integi_hides_words(const integ_disclosure *rule, const integ_snapshot *snapshot, int64_t table,
                        const uint64_t *words, int64_t rows)
{
    int64_t limit = integ_disclosure_threshold(rule);
    return integ_disclosure_hides_count(rule, integi_people_of_words(snapshot, table, words, rows, limit)) != 0;
}

bool integi_hides_people(const integ_disclosure *rule, const integi_collection *collection,
                         const integi_collected *cell)
{
    return integ_disclosure_hides_count(
               rule, integi_cell_people(collection, cell, integ_disclosure_threshold(rule))) != 0;
}

/* ---- of atoms ---- */

#define STEPS_OF_ROW 32 /* to find its owner */

typedef struct numbering {
    integ_context *context;
    integi_stint stint;
    integi_atoms *atoms;
    const integi_collection *collection;
    const integi_persons *persons;
    const uint32_t *atom_of;
    int64_t *keys;     /* an open hash table of the owners of the table at hand */
    uint32_t *numbers; /* UINT32_MAX: an empty place */
    size_t size;
    uint32_t *own; /* of persons whose rows belong to nobody else: what they are as owners; UINT32_MAX: not yet */
    int64_t *rows; /* of each owner; of all tables */
    size_t room;
    uint32_t count;
} numbering;

/* Somebody whose row belongs to nobody is the same in all snapshots, too. */
static uint32_t number_of_person(numbering *self, uint32_t person)
{
    if (self->own[person] == UINT32_MAX)
        self->own[person] = self->count++;
    return self->own[person];
}

static uint32_t number_of(numbering *self, int64_t owner)
{
    for (size_t at = (size_t)integi_mix((uint64_t)owner);; at++) {
        size_t place = at % self->size;
        if (self->numbers[place] == UINT32_MAX) {
            self->keys[place] = owner;
            return self->numbers[place] = self->count++;
        }
        if (self->keys[place] == owner)
            return self->numbers[place];
    }
}

/* Where there is no more room, there are as many owners as matter. */
static void add_owner(integi_owners *owners, uint32_t atom, uint32_t number)
{
    uint32_t *own = owners->numbers + owners->starts[atom];
    int64_t at = owners->counts[atom];
    while (at > 0 && own[at - 1] != number)
        at--;
    if (at == 0 && owners->counts[atom] < owners->starts[atom + 1] - owners->starts[atom])
        own[owners->counts[atom]++] = number;
}

/* Goes through the rows of a snapshot; `person_of` says who they are in the space at hand, whose people begin at
 * `first`. NULL: each is itself. */
static void add_rows(numbering *self, const integi_table *table, const uint32_t *person_of, size_t first)
{
    const integi_column *column = integi_table_owners(table);
    for (int64_t row = 0; column != NULL && row < table->rows && integi_stint_take(&self->stint, STEPS_OF_ROW); row++) {
        int64_t owner = 0;
        size_t place = first + (person_of == NULL ? (size_t)row : person_of[row]);
        uint32_t person = self->persons->of_row[place], atom = self->atom_of[person];
        if (atom == UINT32_MAX)
            continue;
        bool owned = integi_column_integer(column, row, &owner);
        uint32_t number = owned ? number_of(self, owner) : number_of_person(self, person);
        self->rows[number]++;
        add_owner(&self->atoms->owners, atom, number);
    }
}

static void add_space(numbering *self, size_t index)
{
    const integi_space *space = &self->collection->spaces[index];
    size_t first = self->persons->starts[index];
    if (space->joined_rows == NULL) {
        add_rows(self, table_of(space), NULL, first);
        return;
    }
    const integi_collection *from = space->joined_rows->from;
    const integi_persons *persons = space->joined_rows->persons;
    for (size_t i = 0; i < from->space_count; i++)
        if (from->spaces[i].table == space->table)
            add_rows(self, table_of(&from->spaces[i]), persons->of_row + persons->starts[i], first);
}

/* All spaces of a table, whose owners are the same in all snapshots. */
static void add_table(numbering *self, int64_t table)
{
    for (size_t i = 0; i < self->size && integi_stint_take(&self->stint, 1); i++)
        self->numbers[i] = UINT32_MAX;
    for (size_t i = 0; i < self->collection->space_count && !self->stint.cancelled; i++)
        if (self->collection->spaces[i].table == table)
            add_space(self, i);
}

/* The rows of all linked tables. */
static size_t count_rows(const integi_collection *collection)
{
    size_t rows = 0;
    for (size_t i = 0; i < collection->space_count; i++) {
        const integi_space *space = &collection->spaces[i];
        if (space->joined_rows == NULL && integi_table_owners(table_of(space)) != NULL)
            rows += (size_t)table_of(space)->rows;
        for (size_t k = 0; space->joined_rows != NULL && k < space->joined_rows->from->space_count; k++) {
            const integi_space *from = &space->joined_rows->from->spaces[k];
            if (from->table == space->table && integi_table_owners(table_of(from)) != NULL)
                rows += (size_t)table_of(from)->rows;
        }
    }
    return rows;
}

static bool open_owners(integi_atoms *atoms)
{
    integi_owners *owners = &atoms->owners;
    size_t count = (size_t)atoms->count + 1;
    owners->atoms = atoms->count;
    owners->starts = integi_allocate_zeroed(atoms->context, count * sizeof *owners->starts);
    owners->counts = integi_allocate_zeroed(atoms->context, count * sizeof *owners->counts);
    if (owners->starts == NULL || owners->counts == NULL)
        return false;
    for (int64_t i = 0; i < atoms->count; i++)
        owners->starts[i + 1] = owners->starts[i] + (atoms->sizes[i] < owners->limit ? atoms->sizes[i] : owners->limit);
    owners->numbers =
        integi_allocate_array(atoms->context, (size_t)owners->starts[atoms->count] + 1, sizeof *owners->numbers);
    return owners->numbers != NULL;
}

static bool open_numbering(numbering *self, size_t rows)
{
    self->size = 2 * rows + 1;
    self->room = rows + 1;
    self->keys = integi_allocate_array(self->context, self->size, sizeof *self->keys);
    self->numbers = integi_allocate_array(self->context, self->size, sizeof *self->numbers);
    self->rows = integi_allocate_zeroed(self->context, self->room * sizeof *self->rows);
    self->own = integi_allocate_array(self->context, (size_t)self->persons->count + 1, sizeof *self->own);
    for (uint32_t i = 0; i < self->persons->count && self->own != NULL; i++)
        self->own[i] = UINT32_MAX;
    return self->keys != NULL && self->numbers != NULL && self->rows != NULL && self->own != NULL;
}

static void close_numbering(numbering *self)
{
    if (self->keys != NULL)
        integi_release_wiped(self->context, self->keys, self->size * sizeof *self->keys);
    if (self->numbers != NULL)
        integi_release_wiped(self->context, self->numbers, self->size * sizeof *self->numbers);
    if (self->own != NULL)
        integi_release_wiped(self->context, self->own, ((size_t)self->persons->count + 1) * sizeof *self->own);
    if (self->rows != NULL)
        integi_release_wiped(self->context, self->rows, self->room * sizeof *self->rows);
}

/* The rows of those few who have most: no few people have more. */
static void add_most_rows(numbering *self, integi_owners *owners)
{
    int64_t most[INTEGI_PEOPLE_MOST] = {0}, few = owners->few;
    for (uint32_t number = 0; number < self->count && few > 0 && integi_stint_take(&self->stint, 1); number++) {
        int64_t at = few - 1, rows = self->rows[number];
        if (rows <= most[at])
            continue;
        for (; at > 0 && most[at - 1] < rows; at--)
            most[at] = most[at - 1];
        most[at] = rows;
    }
    int64_t rows = 0;
    for (int64_t i = 0; i < few; i++)
        rows += most[i];
    owners->most_rows = rows > few ? rows : few;
    integi_wipe(most, sizeof most);
}

integ_status integi_owners_make(integi_atoms *atoms, const integi_collection *collection,
                                const integi_persons *persons, const uint32_t *atom_of, integ_error *error)
{
    const integ_disclosure *rule = collection->rule;
    size_t rows = rule == NULL ? 0 : count_rows(collection);
    atoms->owners.few = rule == NULL ? 0 : integ_disclosure_threshold(rule) - 1;
    atoms->owners.most_rows = atoms->owners.few;
    if (rows == 0)
        return INTEG_STATUS_OK;
    int64_t full = integ_disclosure_full_cell(rule), few = atoms->owners.few;
    atoms->owners.limit = full > few ? full : few + 1;
    numbering self = {.context = atoms->context, .atoms = atoms, .collection = collection, .persons = persons,
                      .atom_of = atom_of, .stint = integi_stint_without_limit(atoms->context, "find owners")};
    bool good = open_owners(atoms) && open_numbering(&self, rows);
    for (size_t i = 0; i < collection->space_count && good && !self.stint.cancelled; i++)
        if (integi_is_first_of_table(collection, i))
            add_table(&self, collection->spaces[i].table);
    if (good)
        add_most_rows(&self, &atoms->owners);
    close_numbering(&self);
    if (!good)
        return integi_out_of_memory(error);
    return self.stint.cancelled ? integi_cancelled(error) : INTEG_STATUS_OK;
}

void integi_owners_free(integi_owners *owners, integ_context *context)
{
    size_t count = (size_t)owners->atoms + 1;
    if (owners->numbers != NULL)
        integi_release_wiped(context, owners->numbers,
                             ((size_t)owners->starts[owners->atoms] + 1) * sizeof *owners->numbers);
    if (owners->counts != NULL)
        integi_release_wiped(context, owners->counts, count * sizeof *owners->counts);
    if (owners->starts != NULL)
        integi_release_wiped(context, owners->starts, count * sizeof *owners->starts);
    *owners = (integi_owners){0};
}

/* ---- of several atoms ---- */

bool integi_atoms_has_owners(const integi_atoms *atoms)
{
    return atoms->owners.starts != NULL;
}

int64_t integi_atoms_people(const integi_atoms *atoms, const int64_t *list, int64_t count, int64_t limit)
{
    const integi_owners *owners = &atoms->owners;
    uint32_t found[INTEGI_PEOPLE_MOST];
    int64_t people = 0, found_count = 0;
    for (int64_t i = 0; i < count && people < limit; i++) {
        int64_t atom = list[i], owned = owners->starts != NULL && atom < owners->atoms ? owners->counts[atom] : 0;
        people += owned > 0 ? 0 : atoms->sizes[atom];
        for (int64_t j = 0; j < owned && people < limit; j++) {
            uint32_t number = owners->numbers[owners->starts[atom] + j];
            int64_t at = found_count;
            while (at > 0 && found[at - 1] != number)
                at--;
            if (at > 0)
                continue;
            found[found_count++] = number;
            people++;
        }
    }
    return people < limit ? people : limit;
}

static bool is_many(const integi_atoms *atoms, int64_t atom)
{
    const integi_owners *owners = &atoms->owners;
    int64_t owned = owners->starts != NULL && atom < owners->atoms ? owners->counts[atom] : 0;
    return (owned > 0 ? owned : atoms->sizes[atom]) > owners->few;
}

int64_t integi_atoms_list_few(const integi_atoms *atoms, const uint64_t *whole, const uint64_t *part,
                              const uint64_t *other, int64_t *list)
{
    int64_t count = 0, few = atoms->owners.few;
    for (size_t word = 0; word < integi_bitset_words(atoms->count); word++) {
        uint64_t taken = part[word] | (other == NULL ? 0 : other[word]);
        uint64_t left = whole == NULL ? part[word] & other[word] : whole[word] & ~taken;
        for (; left != 0; left &= left - 1) {
            list[count] = (int64_t)(word * 64) + __builtin_ctzll(left);
            if (is_many(atoms, list[count++]))
                return -1;
        }
    }
    return integi_atoms_people(atoms, list, count, few + 1) > few ? -1 : count;
}
