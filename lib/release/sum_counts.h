/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_SUM_COUNTS_H
#define INTEGI_RELEASE_SUM_COUNTS_H

/* What sums tell of counts. How many children there are, and how many people have none and one, may leave one number of
 * those who have two. So for every hidden count there have to be other people with whom all sums are as they are shown;
 * and where the limits of a mean are shown, which tell the sum of the squares, with whom that is the same. */

#include "disclosure/others.h"
#include "release/atoms.h"

/* Sums of a measure, by their number in the collection, and those of them whose limits are shown. */
typedef struct integi_shown_sums {
    const size_t *sums, *limits;
    size_t sum_count, limit_count;
} integi_shown_sums;

typedef struct integi_sum_counts {
    integi_collection *collection; /* of one space */
    const integi_atoms *atoms;
    const integ_cells *cells;
    const integ_disclosure *rule;
    const int32_t *states; /* of the cells */
    const bool *shown;     /* of the collected cells */
    integi_changes *proofs; /* which each hidden cell has; what is found is added */
    bool is_proven;         /* they prove all */
    bool leaves_groups;     /* of few who are no figure something follows from what was said before */
    integi_stint *stint;
    int64_t told; /* a hidden cell of which something follows because of what was said before, or where that is about
                     few who are no figure how many cells there are; else -1 */
    bool *behind; /* of each atom: it is in the sums that tell it then */
} integi_sum_counts;

/* Hides those sums, and limits, with which some hidden cell would have no other counts, or something would follow of
 * few people; those that are wanted least. False: no memory, or the stint is over. */
bool integi_sums_keep_counts(integi_sum_counts *self);

#endif
