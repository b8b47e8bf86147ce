/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_KERNEL_H
#define INTEGI_DISCLOSURE_KERNEL_H

/* Rows of whole numbers modulo a prime, in reduced echelon form, and with it all changes of the atoms that leave the
 * sums of the rows as they are: for every atom that is no pivot there is one, which changes it by one and otherwise
 * pivots only. Pivots are the atoms with most people, so that such a change seldom makes a count negative; of rows of
 * amounts those with the smallest, so that it is in whole numbers.
 *
 * What follows from the rows follows modulo the prime too, so that nothing is taken to be safe that is not; but for
 * primes that divide a determinant, and nothing rests on that: every change is looked at in whole numbers before it is
 * used. */

#include "base/arena.h"
#include "disclosure/cells.h"
#include "disclosure/stint.h"
#include "disclosure/kernel_columns.h"
#include "disclosure/residues.h"

#define INTEGI_KERNEL_PRIME INTEGI_RESIDUES_PRIME

/* An atom with a number that is not 0. */
typedef struct integi_term {
    uint32_t atom;
    uint32_t number;
} integi_term;

/* A row that is short beside all atoms has only those that are in it, ascending. Others have a number for each. */
typedef struct integi_kernel_row {
    integi_term *terms;
    uint32_t *numbers; /* NULL: there are terms */
    int64_t length;    /* numbers that are not 0 */
    int64_t room;      /* of terms, or numbers */
} integi_kernel_row;

/* That a row has a number for an atom. */
typedef struct integi_kernel_entry {
    int64_t row;
    uint32_t number;
} integi_kernel_entry;

typedef struct integi_kernel {
    integ_context *context;
    int64_t atoms;
    const int64_t *counts;   /* of atoms */
    integi_kernel_row *rows; /* each with 1 in its pivot and nothing in all others */
    int64_t *pivots;         /* of rows */
    int64_t *row_of;         /* of each atom: whose pivot it is; -1 */
    int64_t row_count, row_room;
    int64_t version; /* another one whenever the rows have changed */
    integi_kernel_row *watched; /* what is left of other rows, when the rows are taken away */
    int64_t watched_count;
    integi_kernel_columns in_rows, in_watched; /* of a row with numbers, all atoms are said to be in it */
    const integi_residues *residues;
    uint64_t *sums;    /* of each atom, in the row at hand: below 2^33, and 0 where it was not touched */
    uint64_t *touched; /* bits: atoms of the row at hand */
    integi_term *spare; /* what is left of it */
    int64_t spare_length;
    integi_kernel_entry *column; /* the one that was read last */
    int64_t held;                /* numbers of 4 bytes that rows have room for */
    bool may_be_undone;          /* set by the caller: what the next rows change can be taken back */
    bool has_amounts;            /* likewise: rows have large numbers, and pivots are where these are small */
    integi_stint *stint;       /* likewise, and borrowed: what the work counts as; NULL: it is not counted */
    struct integi_kernel_before *before; /* what the newest rows changed */
    size_t before_room;
    int64_t before_count;
} integi_kernel;

/* Room for so many rows, and so many that are watched. False: no memory; freed in any case. */
bool integi_kernel_init(integi_kernel *self, integ_context *context, const int64_t *counts, int64_t atoms, int64_t rows,
                        int64_t watched);
void integi_kernel_free(integi_kernel *self);

/* Whether nothing is left of a row of the atoms given, with these numbers, or with ones where that is NULL, when all
 * rows are taken away. An atom that stands twice counts twice. */
bool integi_kernel_has_nothing_left(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count);

/* Watches a row. False: no memory, or the stint is over. */
bool integi_kernel_watch(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers, int64_t count);

typedef enum integi_kernel_result {
    INTEGI_KERNEL_ADDED,
    INTEGI_KERNEL_FOLLOWS, /* from the rows that are there */
    INTEGI_KERNEL_TELLS,   /* with them a row that is watched would follow; nothing was added */
    INTEGI_KERNEL_NO_MEMORY, /* or the stint is over */
} integi_kernel_result;
/* Adds a row; where `forced` is set, even if it tells: the watched rows that follow have nothing left then. */
integi_kernel_result integi_kernel_add(integi_kernel *self, const int64_t *atoms, const uint32_t *numbers,
                                       int64_t count, bool forced);

/* Takes the newest row back, which may be undone as long as it is not settled. */
void integi_kernel_take_back(integi_kernel *self);
void integi_kernel_settle(integi_kernel *self);

/* Lists the rows that have an atom in `column`, ascending. Returns how many there are. */
int64_t integi_kernel_read_column(integi_kernel *self, int64_t atom);

/* Counts steps of work with the kernel. False: the stint is over. */
static inline bool integi_kernel_take_steps(const integi_kernel *self, int64_t steps)
{
    return self->stint == NULL || integi_stint_take(self->stint, steps);
}

/* The number of an atom in a row; 0 where it is not in it. */
uint32_t integi_kernel_number(const integi_kernel_row *row, int64_t atom);

/* Reads the terms of a row one after the other, ascending, from *at = 0. False: there is no more. */
static inline bool integi_kernel_read_term(const integi_kernel_row *row, int64_t *at, integi_term *out)
{
    if (row->numbers == NULL) {
        if (*at < row->length)
            *out = row->terms[(*at)++];
        else
            *at = -1;
        return *at >= 0;
    }
    while (*at < row->room && row->numbers[*at] == 0)
        ++*at;
    if (*at == row->room)
        return false;
    *out = (integi_term){(uint32_t)*at, row->numbers[*at]};
    ++*at;
    return true;
}

/* Whether a watched row has an atom. */
static inline bool integi_kernel_watches(const integi_kernel *self, int64_t watched, int64_t atom)
{
    return integi_kernel_columns_has(&self->in_watched, watched, atom) &&
           (self->watched[watched].numbers == NULL || self->watched[watched].numbers[atom] != 0);
}

/* A coefficient as a whole number near zero. */
static inline int64_t integi_kernel_lift(uint32_t number)
{
    return number > INTEGI_KERNEL_PRIME / 2 ? (int64_t)number - (int64_t)INTEGI_KERNEL_PRIME : (int64_t)number;
}

#endif
