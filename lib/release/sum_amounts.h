/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_SUM_AMOUNTS_H
#define INTEGI_RELEASE_SUM_AMOUNTS_H

/* What people have who are told apart by counts: an atom's amounts, and between what they may be. Nobody knows how much
 * those of an atom have, but as far as what is said of them says it: people who are counted as having two children have
 * two, and those of one area have any number. */

#include "release/atoms.h"
#include "release/contributions.h"

#define INTEGI_FEW_AMOUNTS 64  /* each of which is looked at by itself */
#define INTEGI_MANY_AMOUNTS 10 /* of which nearly everything can be made that is between two sums */

typedef struct integi_sum_amounts {
    const integi_collection *collection; /* of one space */
    const integi_atoms *atoms;
    const size_t *sums; /* of one measure, by their number in the collection */
    size_t sum_count;
    bool *is_known;         /* of each atom: it is in some sum */
    __int128 *total;        /* likewise: what its people have together */
    __int128 *least, *most; /* likewise: the amounts that somebody of it has, or may have once they are widened */
    bool *has_many;         /* likewise: many amounts that people have are between them */
    __int128 *values;       /* what everybody has, rising, of one atom after the other */
    size_t *starts, value_room; /* the first of each atom */
    const integi_sum *largest; /* the sum of most people */
    __int128 different[INTEGI_FEW_AMOUNTS]; /* all that there are, rising, where they are few */
    int64_t different_count;                /* -1: they are not */
    int64_t unit; /* all amounts are so many times that */
    bool *is_uneven; /* of each atom: not everything between two sums of its amounts is one that there may be */
} integi_sum_amounts;

/* Reads what people have. Fills in what comes after `sum_count`. Freed in any case. False: no memory, or the stint is
 * over. */
bool integi_sum_amounts_read(integi_sum_amounts *self, integi_stint *stint);
/* Counts anew what is between the smallest and the largest amounts. */
void integi_sum_amounts_count(integi_sum_amounts *self);
/* sum_widen.c: makes the smallest and largest amounts those that anybody has of whom the same is said, in every cell
 * that says something of the measure by its definition, or that has enough people to tell it by what they have. False:
 * no memory, or the stint is over. */
bool integi_sum_amounts_widen(integi_sum_amounts *self, integi_stint *stint);
/* The place of an amount among those that there are, where they are few. */
int64_t integi_sum_amounts_find(const integi_sum_amounts *self, __int128 amount);
/* Whether people have many amounts between two. */
bool integi_sum_amounts_are_many(const integi_sum_amounts *self, __int128 least, __int128 most);
void integi_sum_amounts_free(integi_sum_amounts *self); /* wipes */

/* sum_columns.c: for each cell of the sum's space, whether it is made of a column that the measure is made of.
 * `related` is all false before. False: no memory. */
bool integi_sum_find_related(const integi_collection *collection, const integi_sum *sum, bool *related);

#endif
