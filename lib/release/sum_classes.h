/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_SUM_CLASSES_H
#define INTEGI_RELEASE_SUM_CLASSES_H

/* Whether there may be other people behind several sums of a measure. Atoms that are in the same sums are a class. With
 * other people, its amounts may add up to anything between what they do with the smallest and with the largest amounts
 * that these may have. What the sums say of classes is brought into reduced echelon form, with the classes in which
 * most is possible as pivots: a change is allowed where these can make up for what it does to all others. */

#include "disclosure/kernel.h"
#include "release/sum_amounts.h"

typedef struct integi_sum_class {
    __int128 total, least, most; /* what it adds up to; what it would with the smallest and largest amounts */
    __int128 lowest, highest;    /* amounts of anybody */
    int64_t people, loose;       /* loose: who may have any of many amounts */
    bool has_many;               /* amounts of anybody */
} integi_sum_class;

/* What a change does to a class. */
typedef struct integi_sum_class_change {
    __int128 least, most; /* as above */
    __int128 sum;         /* what it adds up to then, where that can be chosen as near as it was */
    __int128 squares;     /* of atoms that have one amount each */
    int64_t loose;
    bool is_met, is_fixed; /* fixed: sum and squares are what they are */
    bool is_uneven;        /* what it adds up to then is not known */
} integi_sum_class_change;

/* What it does to a row: but for the pivot, by how much the classes add up to more. */
typedef struct integi_sum_row_change {
    __int128 sum, squares;
    bool is_met, is_fixed;
} integi_sum_row_change;

typedef struct integi_sum_classes {
    const integi_sum_amounts *amounts;
    const size_t *sums; /* some of those whose amounts were read */
    size_t sum_count;
    int64_t *class_of; /* of each atom; -1: in none of the sums */
    integi_sum_class *classes;
    int64_t count;
    int64_t *looseness;    /* of each class */
    integi_kernel kernel;  /* of the classes: what the sums say */
    integi_sum_class_change *changes; /* of each class, for the change at hand */
    int64_t *met;                     /* the classes that it is about */
    int64_t met_count;
    integi_sum_row_change *row_changes; /* of each row of the kernel, likewise */
    int64_t *met_rows;
    int64_t met_row_count;
} integi_sum_classes;

/* Fills in what comes after `sum_count`. Freed in any case. False: no memory, or the stint is over. */
bool integi_sum_classes_make(integi_sum_classes *self, integi_stint *stint);
void integi_sum_classes_free(integi_sum_classes *self); /* wipes */

/* Whether the sums may be the same with a change, told by atom and change by turns; and the sums of squares too, if
 * asked. */
bool integi_sum_classes_allow(integi_sum_classes *self, const int64_t *items, int64_t length, bool squares);
/* sum_handing.c: whether those of a class who are not there with a change can hand what they have on to those who are
 * then: the same amounts are there. */
bool integi_sum_can_be_handed_on(const integi_sum_amounts *amounts, const int64_t *class_of, const int64_t *items,
                                 int64_t length, int64_t class);

/* Adds to a kernel of atoms what is asked of a change where nothing can make up for it: that the smallest amounts, or
 * their squares, add up to the same. False: no memory, or the stint is over. */
bool integi_sum_classes_add_rows(const integi_sum_classes *self, integi_kernel *kernel, bool squares);

#endif
