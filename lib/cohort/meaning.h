/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_MEANING_H
#define INTEGI_COHORT_MEANING_H

/* What groups mean, in digests: the conditions that all members of a group meet, those of the groups it is
 * within and of the groups it names included. Each group is looked at once. */

#include "cohort/groups.h"
#include "expression/normal.h"

typedef struct integi_meaning {
    bool known;
    integi_digests conditions; /* sorted, each once */
} integi_meaning;

typedef struct integi_meanings {
    const integ_groups *groups; /* NULL: groups stand for their names */
    integi_meaning *items;      /* as many as there are groups */
    integi_normal normal;
} integi_meanings;

/* The groups must have been checked among themselves. */
integ_status integi_meanings_open(integi_meanings *meanings, integ_context *context,
                                  const integ_groups *groups, integ_error *error);
void integi_meanings_close(integi_meanings *meanings);

/* The digest of all conditions of a group. */
integ_status integi_meaning_of_group(integi_meanings *meanings, const char *name, integi_digest *out);

#endif
