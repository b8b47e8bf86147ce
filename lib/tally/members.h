/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_MEMBERS_H
#define INTEGI_TALLY_MEMBERS_H

/* The rows behind the counts of a tally, for whoever has to know how counts overlap. Only plans that ask for them keep
 * them. Each chunk writes its own words, so that threads never meet. */

#include "tally/breakdown.h"

typedef enum integi_member_set {
    INTEGI_MEMBERS_GROUP,     /* the group is true */
    INTEGI_MEMBERS_UNKNOWN,   /* and the condition is unknown */
    INTEGI_MEMBERS_TRUTH,     /* and it is true */
    INTEGI_MEMBERS_MEASURED,  /* and the measure is known */
    INTEGI_MEMBERS_ONES,      /* and it is true, or 1 */
    INTEGI_MEMBERS_UNDECIDED, /* it is unknown whether group and condition hold */
    INTEGI_MEMBER_SETS,
} integi_member_set;

/* Of one query. */
typedef struct integi_members {
    int64_t rows; /* of the table */
    uint64_t *words[INTEGI_MEMBER_SETS]; /* NULL: nobody */
    uint32_t *cells; /* the cell of each row in its breakdown; NULL without one */
} integi_members;

/* What a run writes: allocated for a query of so many rows. False: no memory. */
bool integi_members_init(integi_members *members, integ_context *context, const integi_query *query, int64_t rows);
void integi_members_free(integi_members *members, integ_context *context); /* wipes */
void integi_members_add(const integi_members *members, const integi_query *query, const integi_breakdown *breakdown,
                        const integi_chunk *chunk);

/* The members of a query of a tally whose plan keeps them. */
const integi_members *integi_tally_members(const integ_tally *tally, int64_t query);
/* Gives back what the members of all queries take, once cells are made of them. Counts and labels stay. `tally` may be
 * NULL. */
void integi_tally_forget_members(integ_tally *tally);
/* The number that a row's entry in `cells` has when it is in a cell; cells are from 0. */
int64_t integi_tally_cell_index(const integ_tally *tally, int64_t query, int64_t cell);
const integ_snapshot *integi_tally_snapshot(const integ_tally *tally);
const integ_plan *integi_tally_plan(const integ_tally *tally);
/* The table that a query counts in. */
int64_t integi_tally_table(const integ_tally *tally, int64_t query);
/* A number that queries over one table have in common whose conditions (or measures) are computed as one; -1 where
 * there is none. */
int32_t integi_tally_condition(const integ_tally *tally, int64_t query);
int32_t integi_tally_measure(const integ_tally *tally, int64_t query);

#endif
