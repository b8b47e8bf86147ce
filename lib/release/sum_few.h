/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_SUM_FEW_H
#define INTEGI_RELEASE_SUM_FEW_H

/* What sums tell of a few people by adding and subtracting where counts alone do not: what those of a hidden figure
 * have together, and of those who are no figure that or their number. Where it is known that people have one amount or
 * one of two, what they have is so many times their numbers; of all others it is known only together. */

#include "disclosure/kernel.h"
#include "release/sum_amounts.h"
#include "release/sum_counts.h"

typedef struct integi_sum_few {
    const integi_sum_counts *of;
    const integi_sum_amounts *amounts; /* of the measure at hand */
    integi_kernel kernel;   /* of three numbers of each atom: its people, or those with the first of two amounts; those
                               with the second, or where there are more what all have; and the sum of its squares */
    int64_t *sizes;         /* of each of these numbers the people, or those of them who have anything */
    uint32_t *ones, *parts; /* how many times it is among all people, and in what they have */
    int64_t *hidden;       /* cells of few people */
    int64_t hidden_count;
    int64_t *following;    /* those of them of which something follows */
    int64_t *columns;      /* numbers in a row at hand, and how many times each */
    uint32_t *times;
    integi_lists counted, summed; /* groups whose number follows, or what they have */
    bool is_open, is_useful;      /* useful: somebody has what counts say */
} integi_sum_few;

/* Begins with a measure, or once more with what people may have. False: no memory, or the stint is over. */
bool integi_sum_few_begin(integi_sum_few *self, const integi_sum_amounts *amounts);
/* Whether something follows of those of a hidden figure, or of a group that was found: *told is the cell then, or how
 * many cells there are, else -1. False: no memory, or the stint is over. */
bool integi_sum_few_look(integi_sum_few *self, const integi_shown_sums *shown, int64_t *told);
/* Finds groups that are no figure, of which something follows, and no smaller one is a part. *more: others than before.
 * False: no memory, or the stint is over. */
bool integi_sum_few_find(integi_sum_few *self, const integi_shown_sums *shown, bool *more);
void integi_sum_few_close(integi_sum_few *self); /* wipes */

#endif
