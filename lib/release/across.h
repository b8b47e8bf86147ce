/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_ACROSS_H
#define INTEGI_RELEASE_ACROSS_H

/* What the figures of several snapshots and tables tell together. A cell that holds another one of another snapshot
 * tells who joined or left, person by person, and so do three. Of tables that are linked, one counts people whose rows
 * the other one counts. */

#include "disclosure/stint.h"
#include "release/atoms.h"

/* A cell that is shown, as bits of the atoms of all snapshots. */
typedef struct integi_across_cell {
    int64_t cell; /* of the collection */
    int64_t count;
    const uint64_t *bits;
} integi_across_cell;

typedef struct integi_across {
    integi_collection *collection;
    int64_t few;    /* people from 1 up to this are few */
    int64_t within; /* counts of few people are at most this: more than few, where rows are other people's */
    bool *dirty; /* of each space: it has to be decided (again) */
    size_t space_count, cell_count;
    integi_atoms atoms; /* of people alone, as bits */
    bool is_linked;     /* several tables are of the same people */
    integi_atoms linked; /* of those people then */
    int64_t *left;      /* the atoms of the difference at hand */
    integi_across_cell *items; /* the largest first */
    size_t count;
    size_t *parts; /* of the one at hand, the largest first */
    size_t part_count;
    const integ_disclosure *rule;
    int64_t crowded; /* cells that were hidden because there were too many */
    integi_stint stint; /* what looking has taken since then */
} integi_across;

/* Closed in any case. At first all spaces are dirty. */
integ_status integi_across_open(integi_across *across, integi_collection *collection, const integ_disclosure *rule,
                                integ_error *error);
void integi_across_close(integi_across *across);
/* Lists what is shown in `items`, the largest first. */
void integi_across_list(integi_across *across, const bool *shown);
/* crowd.c: makes the half of what is shown that is wanted least secret, where looking at all has taken too much.
 * *again: there was something. LIMIT_EXCEEDED where what somebody has already is too much alone. */
integ_status integi_across_thin_out(integi_across *across, bool *shown, bool *again, integ_error *error);
/* together.c: what is shown, the most wanted first; what somebody has already comes before all. */
void integi_across_list_by_rank(integi_across *across, const bool *shown);
/* The same as integi_across_look for all that adding and subtracting tells, also of few people who are no cell; of the
 * atoms of across, or the linked ones. LIMIT_EXCEEDED, of which nothing is said in `error`: the stint is over. */
integ_status integi_across_look_together(integi_across *across, const integi_atoms *atoms, bool *shown, bool *again,
                                         integ_error *error);
/* Looks at what is shown; makes secret what tells too much, and the spaces of it dirty. *again: there was something. */
integ_status integi_across_look(integi_across *across, bool *shown, bool *again, integ_error *error);

#endif
