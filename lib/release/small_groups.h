/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_SMALL_GROUPS_H
#define INTEGI_RELEASE_SMALL_GROUPS_H

/* Groups of a few people that are no figure, and whose number, or what they have together, follows from figures by
 * adding and subtracting, as 21 + 20 - 38 counts those who are in two groups. */

#include "disclosure/kernel.h"
#include "release/atoms.h"

/* Atoms that are in the same rows of the kernel: a group has all of them or none. */
typedef struct integi_alike {
    uint64_t signature; /* 0: in no row */
    int64_t atom;
} integi_alike;

/* By signature, and else by atom. */
void integi_alike_sort(integi_alike *alike, int64_t count);

typedef struct integi_small_groups {
    integi_kernel *kernel;    /* of all that is known */
    const int64_t *sizes;     /* people in each atom */
    const integi_atoms *owned; /* where its rows may be other people's: the atoms; else NULL */
    int64_t few;              /* people in a small group, at most */
    const integi_alike *alike; /* of each atom, sorted by signature */
    const uint32_t *amounts;  /* what each person of an atom has: groups are found whose people's amounts follow, and
                                 those who have nothing are in none; NULL: whose number does */
    integi_lists groups;      /* what is found: the atoms of each group, rising */
    struct integi_small_groups_search *search; /* while it is open */
} integi_small_groups;

/* Finds the groups that no smaller group is a part of, as far as the steps go. `groups` is freed by the caller.
 * False: no memory, or the kernel's stint is over. */
bool integi_small_groups_find(integi_small_groups *self);

/* The same several times with other amounts, and with the same kernel, steps and alike: `groups`, which is the
 * caller's, is empty before. Closed in any case. */
bool integi_small_groups_open(integi_small_groups *self);
bool integi_small_groups_search(integi_small_groups *self);
void integi_small_groups_close(integi_small_groups *self);

#endif
