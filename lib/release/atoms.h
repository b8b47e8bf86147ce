/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_ATOMS_H
#define INTEGI_RELEASE_ATOMS_H

/* The smallest groups that a collection tells apart: people who are in the same cells of all snapshots. A person is
 * known by the key of the table; rows of a table without a key are somebody else in each snapshot.
 *
 * Behind them come possible atoms, which nobody is in: where a share is 0 or 100 % of few, those whose condition might
 * as well have been the other way round; and where zeros are hidden, those who might be in a cell that nobody is in.
 * Without them nothing could be hidden of such a cell. */

#include "disclosure/cells.h"
#include "release/owners.h"

typedef struct integi_atoms {
    integ_context *context;
    int64_t real;       /* atoms that somebody is in */
    int64_t count;      /* with the possible ones */
    uint32_t *atom_of;  /* of each person, where sums are collected; UINT32_MAX: of those in no cell */
    size_t persons;
    int64_t *sizes;     /* people */
    size_t size_capacity;
    integi_lists cells; /* the atoms of each collected cell, rising */
    uint64_t *bits;     /* or a bit for each atom of each cell, and no lists */
    size_t words;       /* of a cell's bits */
    size_t bit_cells;
    integi_lists again; /* with bits: of each cell, rising, the atoms whose people have several rows in it: as below */
    integi_owners owners;
} integi_atoms;

/* `rule` says what has possible atoms; NULL: nothing. Freed in any case. */
integ_status integi_atoms_make(integi_atoms *atoms, const integi_collection *collection, const integ_disclosure *rule,
                               integ_error *error);
/* The same without possible atoms, and with bits: of many snapshots that is a fraction of what lists take. */
integ_status integi_atoms_make_bits(integi_atoms *atoms, const integi_collection *collection, integ_error *error);
/* The same, but people are those whose rows they are in all tables: an atom is of people who have as many rows as each
 * other in each cell. */
integ_status integi_atoms_make_linked(integi_atoms *atoms, const integi_collection *collection, integ_error *error);
/* Reads the atoms of a cell's bits one after the other, rising, from *at = 0. -1: there is no more. */
static inline int64_t integi_atoms_next(const integi_atoms *atoms, int64_t cell, int64_t *at)
{
    const uint64_t *bits = atoms->bits + (size_t)cell * atoms->words;
    size_t word = (size_t)*at / 64;
    uint64_t left = word < atoms->words ? bits[word] & ~UINT64_C(0) << (*at % 64) : 0;
    while (left == 0 && ++word < atoms->words)
        left = bits[word];
    if (left == 0)
        return -1;
    int64_t atom = (int64_t)word * 64 + __builtin_ctzll(left);
    *at = atom + 1;
    return atom;
}
/* An atom with how many rows its people have beyond the first. */
static inline int64_t integi_atoms_again(int64_t atom, int64_t repeat)
{
    return atom << 32 | repeat;
}
static inline int64_t integi_atoms_repeated(int64_t again, int64_t *repeat)
{
    *repeat = again & UINT32_MAX;
    return again >> 32;
}
/* How many rows each of an atom's people has in a cell that has bits. */
int64_t integi_atoms_number(const integi_atoms *atoms, int64_t cell, int64_t atom);
/* possible.c: appends the possible atoms to those that somebody is in. */
integ_status integi_atoms_add_possible(integi_atoms *atoms, const integi_collection *collection,
                                       const integ_disclosure *rule, integ_error *error);
void integi_atoms_free(integi_atoms *atoms); /* wipes */

/* persons.c: who every row is. The numbers of all spaces' rows one after the other; `starts` has the first of each
 * space, and the end. Both are released by the caller. */
typedef struct integi_persons {
    uint32_t *of_row;
    size_t row_count;
    size_t *starts;
    size_t space_count;
    uint32_t count;
} integi_persons;
integ_status integi_persons_find(integi_persons *persons, const integi_collection *collection, integ_error *error);
/* Room for the rows of all spaces. */
integ_status integi_persons_open(integi_persons *persons, const integi_collection *collection, integ_error *error);
/* persons_owners.c: whose every row is. Rows of linked tables are their owners. */
integ_status integi_persons_find_owners(integi_persons *persons, const integi_collection *collection,
                                        integ_error *error);
/* The table whose rows are the people of a space. */
int64_t integi_owner_table(const integi_space *space);
/* Whether something is said of several tables whose rows are the same people's. */
bool integi_has_linked_tables(const integi_collection *collection);
/* Whether a space is the first one of its table. */
bool integi_is_first_of_table(const integi_collection *collection, size_t index);
void integi_persons_free(integi_persons *persons, integ_context *context); /* wipes */

/* Of a joined space: its people are those of these spaces. */
typedef struct integi_joined_rows {
    const integi_collection *from;
    const integi_persons *persons;
} integi_joined_rows;

/* owners.c: finds the owners of all atoms' rows, where a table is linked. They are freed with the atoms, on failure
 * too. */
integ_status integi_owners_make(integi_atoms *atoms, const integi_collection *collection,
                                const integi_persons *persons, const uint32_t *atom_of, integ_error *error);
void integi_owners_free(integi_owners *owners, integ_context *context); /* wipes */
bool integi_atoms_has_owners(const integi_atoms *atoms);
/* How many people are behind atoms, each listed once, up to a limit that is no larger than the threshold or the full
 * cell. */
int64_t integi_atoms_people(const integi_atoms *atoms, const int64_t *list, int64_t count, int64_t limit);
/* Lists the atoms of `whole` that are in neither `part` nor `other`, which may be NULL; where `whole` is NULL, those
 * that the two have in common. Sets are bits. Returns how many atoms there are, or -1 where they are not few people. */
int64_t integi_atoms_list_few(const integi_atoms *atoms, const uint64_t *whole, const uint64_t *part,
                              const uint64_t *other, int64_t *list);

#endif
