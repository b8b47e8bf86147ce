/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_SUM_KINDS_H
#define INTEGI_RELEASE_SUM_KINDS_H

/* Who is in which of several sums of the same amounts: rows that are in the same sums are of one kind. */

#include "release/atoms.h"
#include "release/contributions.h"

typedef struct integi_sum_kinds {
    const integi_collection *collection;
    const size_t *sums; /* of the same amounts, by their number in the collection */
    size_t sum_count;
    bool from_usual;    /* amounts count from what more than half have, and not from 0 */
    bool with_nobody;   /* where a sum hides that all have none, that is not taken to be known */
    int64_t count;      /* kinds in which anybody has an amount but that; or in a sum that hides that nobody has */
    integi_atoms people; /* who do: the kinds are its atoms, and owners those of few people */
    bool *dominated;     /* of each kind: few of them have most */
    integi_lists kinds;  /* of each sum */
} integi_sum_kinds;

/* Fills in what comes after `from_usual`. Freed in any case. False: no memory, or the stint is over. */
bool integi_sum_kinds_make(integi_sum_kinds *self, integi_stint *stint);
void integi_sum_kinds_free(integi_sum_kinds *self);

#endif
