/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_EARLIER_H
#define INTEGI_EXPRESSION_EARLIER_H

/* Membership of groups in other snapshots of the register: was_in('name', date) and years_in('name').
 *
 * A program holds one inner program over the same scope, whose roots are the groups that are asked for. It is its own
 * inner program, since such a group may ask in turn. Before the first chunk of a run each group that is needed is
 * evaluated once in each snapshot where it is needed, and carried over to the rows of the run's snapshot by the key. */

#include "expression/membership.h"
#include "expression/scope.h"

typedef struct integi_earlier_use {
    int32_t root; /* the group among the roots of the inner program */
    bool years;   /* years_in; else was_in */
    integ_date date;
} integi_earlier_use;

/* The groups that a run has evaluated, for it and for the runs that it started. */
typedef struct integi_memberships {
    integ_context *context;
    integi_membership *items; /* one for each root and snapshot; words are NULL where nobody has asked yet */
    int64_t roots, snapshots;
} integi_memberships;

/* What a use says about the rows of a run. */
typedef struct integi_bound_earlier {
    integi_membership membership; /* was_in; years_in: `truth` are the rows whose number is known */
    uint16_t *years;              /* NULL for was_in */
} integi_bound_earlier;

/* Rows of a chunk from `first_row`. */
void integi_copy_years(const integi_bound_earlier *bound, int64_t first_row, int32_t rows, int64_t *years,
                       uint64_t *known);

#endif
