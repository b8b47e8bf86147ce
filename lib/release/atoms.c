/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/atoms.h"

#include "base/bitset.h"
#include "base/message.h"
#include "disclosure/stint.h"
#include "release/messages.h"
#include "release/mix.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_OF_ROW 4 /* to look up who it is, and what is known of him */
#define STEPS_OF_PERSON 16 /* to find somebody else with the same signature */

/* The cells that a person is in, as a sum of numbers; 0: none. */
typedef struct signature {
    uint64_t low, high;
} signature;

typedef struct making {
    integi_atoms *atoms;
    const integi_collection *collection;
    integi_persons persons;
    signature *signatures; /* of persons */
    uint32_t *atom_of;     /* of persons; UINT32_MAX: of those in no cell */
    uint32_t *places;      /* a hash table of persons with different signatures */
    size_t place_count;
    int64_t *found;  /* of each atom, how many of its people are in the cell at hand */
    int64_t *listed; /* the atoms of the cell at hand */
    bool of_owners;  /* people may have several rows */
    integi_stint stint;
} making;

static uint32_t person_of(const making *self, const integi_collected *cell, int64_t row)
{
    return self->persons.of_row[self->persons.starts[cell->space] + (size_t)row];
}

static void add_signatures(making *self)
{
    for (size_t i = 0; i < self->collection->cell_count; i++) {
        const integi_collected *cell = &self->collection->cells[i];
        signature own = {integi_mix(2 * i + 1), integi_mix(2 * i + 2)};
        INTEGI_EACH_ROW(&cell->rows, row) {
            if (!integi_stint_take(&self->stint, STEPS_OF_ROW))
                return;
            signature *sum = &self->signatures[person_of(self, cell, row)];
            sum->low += own.low;
            sum->high += own.high;
        }
    }
}

/* People with the same signature are an atom, numbered in the order of the first of them. */
static void number_atoms(making *self)
{
    for (size_t i = 0; i < self->place_count; i++)
        self->places[i] = UINT32_MAX;
    for (uint32_t person = 0; person < self->persons.count && integi_stint_take(&self->stint, STEPS_OF_PERSON);
         person++) {
        const signature *own = &self->signatures[person];
        self->atom_of[person] = UINT32_MAX;
        if (own->low == 0 && own->high == 0)
            continue;
        size_t at = (size_t)own->low % self->place_count;
        while (self->places[at] != UINT32_MAX && (self->signatures[self->places[at]].low != own->low ||
                                                  self->signatures[self->places[at]].high != own->high))
            at = (at + 1) % self->place_count;
        if (self->places[at] == UINT32_MAX) {
            self->places[at] = person;
            self->atom_of[person] = (uint32_t)self->atoms->count++;
        } else {
            self->atom_of[person] = self->atom_of[self->places[at]];
        }
    }
}

static int compare_numbers(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Sorts what was listed, or finds it again in order where that is less work. */
static void sort_listed(making *self, int64_t count)
{
    if (count < self->atoms->count / 16) {
        qsort(self->listed, (size_t)count, sizeof *self->listed, compare_numbers);
        return;
    }
    int64_t at = 0;
    for (int64_t atom = 0; at < count; atom++)
        if (self->found[atom] > 0)
            self->listed[at++] = atom;
}

/* Lists the atoms of a cell. Returns how many there are. */
static int64_t find_atoms(making *self, const integi_collected *cell)
{
    int64_t count = 0;
    INTEGI_EACH_ROW(&cell->rows, row) {
        if (!integi_stint_take(&self->stint, STEPS_OF_ROW))
            return count;
        int64_t atom = self->atom_of[person_of(self, cell, row)];
        if (self->found[atom]++ == 0)
            self->listed[count++] = atom;
    }
    return count;
}

/* Whether each atom that was listed has all of its people in the cell at hand, with as many rows each; if not, two
 * signatures were the same by chance. */
static bool are_whole(making *self, int64_t count)
{
    bool whole = true;
    for (int64_t i = 0; i < count; i++) {
        int64_t atom = self->listed[i], size = self->atoms->sizes[atom];
        whole = whole && (self->found[atom] == size || (self->of_owners && self->found[atom] % size == 0));
        self->found[atom] = 0;
    }
    return whole;
}

/* Writes down which atoms that were listed, in order, have several rows of each of their people in the cell at hand. */
static bool append_repeats(making *self, int64_t count)
{
    integi_atoms *atoms = self->atoms;
    for (int64_t i = 0; i < count; i++) {
        int64_t atom = self->listed[i], repeat = self->found[atom] / atoms->sizes[atom] - 1;
        if (repeat > 0 && !integi_lists_item(atoms->context, &atoms->again, integi_atoms_again(atom, repeat)))
            return false;
    }
    return integi_lists_close(atoms->context, &atoms->again);
}

/* Writes down what was listed as a list, in order. */
static bool append_listed(making *self, int64_t count)
{
    integ_context *context = self->atoms->context;
    for (int64_t i = 0; i < count; i++)
        if (!integi_lists_item(context, &self->atoms->cells, self->listed[i]))
            return false;
    return integi_lists_close(context, &self->atoms->cells);
}

/* The same as bits. */
static void mark_listed(making *self, size_t cell, int64_t count)
{
    uint64_t *bits = self->atoms->bits + cell * self->atoms->words;
    for (int64_t i = 0; i < count; i++)
        bits[self->listed[i] / 64] |= UINT64_C(1) << (self->listed[i] % 64);
}

static integ_status take_cell(making *self, size_t index, integ_error *error)
{
    int64_t count = find_atoms(self, &self->collection->cells[index]);
    if (!integi_stint_take(&self->stint, STEPS_OF_ROW * count))
        return integi_cancelled(error);
    if (self->atoms->bits == NULL || self->of_owners)
        sort_listed(self, count);
    if (self->of_owners && !append_repeats(self, count))
        return integi_out_of_memory(error);
    if (!are_whole(self, count))
        return INTEGI_FAIL(error, NULL, &integi_message_release_fault);
    if (self->atoms->bits != NULL)
        mark_listed(self, index, count);
    else if (!append_listed(self, count))
        return integi_out_of_memory(error);
    return INTEG_STATUS_OK;
}

static bool open_making(making *self)
{
    integ_context *context = self->atoms->context;
    size_t persons = (size_t)self->persons.count + 1;
    self->place_count = 2 * persons;
    self->signatures = integi_allocate_zeroed(context, persons * sizeof *self->signatures);
    self->atom_of = integi_allocate_array(context, persons, sizeof *self->atom_of);
    self->places = integi_allocate_array(context, self->place_count, sizeof *self->places);
    return self->signatures != NULL && self->atom_of != NULL && self->places != NULL;
}

static bool open_lists(making *self)
{
    integ_context *context = self->atoms->context;
    size_t count = (size_t)self->atoms->count + 1;
    self->atoms->sizes = integi_allocate_zeroed(context, count * sizeof *self->atoms->sizes);
    self->atoms->size_capacity = self->atoms->sizes == NULL ? 0 : count;
    self->found = integi_allocate_zeroed(context, count * sizeof *self->found);
    self->listed = integi_allocate_array(context, count, sizeof *self->listed);
    return self->atoms->sizes != NULL && self->found != NULL && self->listed != NULL;
}

static void close_making(making *self)
{
    integ_context *context = self->atoms->context;
    size_t persons = (size_t)self->persons.count + 1, atoms = (size_t)self->atoms->count + 1;
    if (self->signatures != NULL)
        integi_release_wiped(context, self->signatures, persons * sizeof *self->signatures);
    if (self->atom_of != NULL)
        integi_release_wiped(context, self->atom_of, persons * sizeof *self->atom_of);
    if (self->places != NULL)
        integi_release_wiped(context, self->places, self->place_count * sizeof *self->places);
    if (self->found != NULL)
        integi_release_wiped(context, self->found, atoms * sizeof *self->found);
    if (self->listed != NULL)
        integi_release_wiped(context, self->listed, atoms * sizeof *self->listed);
    integi_persons_free(&self->persons, context);
}

/* Room for the bits of all cells. */
static bool open_bits(making *self)
{
    integi_atoms *atoms = self->atoms;
    size_t words = integi_bitset_words(atoms->count);
    atoms->bits = integi_allocate_zeroed(atoms->context, (self->collection->cell_count * words + 1) *
                                                             sizeof *atoms->bits);
    atoms->words = words;
    atoms->bit_cells = self->collection->cell_count;
    return atoms->bits != NULL;
}

static integ_status make_real(making *self, bool as_bits, integ_error *error)
{
    integ_status status = self->of_owners ? integi_persons_find_owners(&self->persons, self->collection, error)
                                          : integi_persons_find(&self->persons, self->collection, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!open_making(self))
        return integi_out_of_memory(error);
    self->stint = integi_stint_without_limit(self->atoms->context, "tell apart");
    add_signatures(self);
    number_atoms(self);
    if (self->stint.cancelled)
        return integi_cancelled(error);
    if (!open_lists(self) || (as_bits && !open_bits(self)))
        return integi_out_of_memory(error);
    for (uint32_t person = 0; person < self->persons.count; person++)
        if (self->atom_of[person] != UINT32_MAX)
            self->atoms->sizes[self->atom_of[person]]++;
    for (size_t i = 0; i < self->collection->cell_count && status == INTEG_STATUS_OK; i++)
        status = take_cell(self, i, error);
    return status == INTEG_STATUS_OK && !self->of_owners
               ? integi_owners_make(self->atoms, self->collection, &self->persons, self->atom_of, error)
               : status;
}

/* Sums are of what people of an atom have. */
static void keep_atoms_of_persons(making *self)
{
    self->atoms->atom_of = self->atom_of;
    self->atoms->persons = self->persons.count;
    self->atom_of = NULL;
}

integ_status integi_atoms_make(integi_atoms *atoms, const integi_collection *collection, const integ_disclosure *rule,
                               integ_error *error)
{
    *atoms = (integi_atoms){.context = collection->context};
    making self = {.atoms = atoms, .collection = collection};
    integ_status status = make_real(&self, false, error);
    if (status == INTEG_STATUS_OK && collection->sum_count > 0)
        keep_atoms_of_persons(&self);
    close_making(&self);
    atoms->real = atoms->count;
    return status == INTEG_STATUS_OK && rule != NULL ? integi_atoms_add_possible(atoms, collection, rule, error)
                                                     : status;
}

static integ_status make_bits(integi_atoms *atoms, const integi_collection *collection, bool of_owners,
                              integ_error *error)
{
    *atoms = (integi_atoms){.context = collection->context};
    making self = {.atoms = atoms, .collection = collection, .of_owners = of_owners};
    integ_status status = make_real(&self, true, error);
    close_making(&self);
    atoms->real = atoms->count;
    return status;
}

integ_status integi_atoms_make_bits(integi_atoms *atoms, const integi_collection *collection, integ_error *error)
{
    return make_bits(atoms, collection, false, error);
}

integ_status integi_atoms_make_linked(integi_atoms *atoms, const integi_collection *collection, integ_error *error)
{
    return make_bits(atoms, collection, true, error);
}

int64_t integi_atoms_number(const integi_atoms *atoms, int64_t cell, int64_t atom)
{
    if ((atoms->bits[(size_t)cell * atoms->words + (size_t)atom / 64] >> (atom % 64) & 1) == 0)
        return 0;
    int64_t low = atoms->again.count == 0 ? 0 : atoms->again.starts[cell];
    int64_t end = atoms->again.count == 0 ? 0 : atoms->again.starts[cell + 1], high = end, repeat = 0;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (integi_atoms_repeated(atoms->again.items[middle], &repeat) < atom)
            low = middle + 1;
        else
            high = middle;
    }
    return 1 + (low < end && integi_atoms_repeated(atoms->again.items[low], &repeat) == atom ? repeat : 0);
}

void integi_atoms_free(integi_atoms *atoms)
{
    integi_owners_free(&atoms->owners, atoms->context);
    integi_lists_free(atoms->context, &atoms->cells);
    integi_lists_free(atoms->context, &atoms->again);
    if (atoms->atom_of != NULL)
        integi_release_wiped(atoms->context, atoms->atom_of, (atoms->persons + 1) * sizeof *atoms->atom_of);
    if (atoms->bits != NULL)
        integi_release_wiped(atoms->context, atoms->bits, (atoms->bit_cells * atoms->words + 1) * sizeof *atoms->bits);
    if (atoms->sizes != NULL)
        integi_release_wiped(atoms->context, atoms->sizes, atoms->size_capacity * sizeof *atoms->sizes);
    *atoms = (integi_atoms){.context = atoms->context};
}
