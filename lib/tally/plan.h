/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_PLAN_H
#define INTEGI_TALLY_PLAN_H

#include "cohort/evaluation.h"
#include "tally/dimensions.h"

#include <stdatomic.h>

#define INTEGI_NO_ROOT (-1)

typedef struct integi_query {
    size_t part; /* of the plan */
    /* INTEGI_NO_ROOT where there is none: without a condition all rows of the group are known and true, and without a
     * group too all rows are. */
    int32_t of_root;      /* the group */
    int32_t unknown_root; /* and the condition is unknown; not needed where nothing else is counted */
    int32_t true_root;    /* and it is true */
    int32_t where_root;   /* the condition alone */
    int32_t measure_root;
    int32_t measure_type, measure_decimals;
    bool keeps_values; /* of the measure, not only their sum */
    bool keeps_squares; /* and the sum of their squares */
    integ_dimensions *by; /* NULL: one cell */
    int32_t dimension_roots[INTEG_DIMENSIONS_MAXIMUM];
    /* As it was asked, in plans that keep members; NULL where there is none. */
    char *of, *where, *measure;
} integi_query;

/* All queries over one table share a program. */
typedef struct integi_part {
    int64_t table;
    integi_evaluation evaluation;
} integi_part;

struct integ_plan {
    integ_context *context;
    atomic_int references;
    atomic_bool asked; /* a tally was made: no more queries */
    integ_register *owner; /* kept alive, and so are the groups */
    integ_groups *groups;  /* NULL for none */
    integi_part *parts;
    size_t part_count, part_capacity;
    integi_query *queries;
    size_t query_count, query_capacity;
    bool keeps_members; /* tallies know the rows behind their counts */
    bool keeps_contributions; /* all queries with a measure keep its values */
};

integ_plan *integi_plan_retain(const integ_plan *plan);
/* Before queries are added: those with a measure keep its values, for rules about the largest of them. */
void integi_plan_keep_contributions(integ_plan *plan);

static inline const integi_program *integi_plan_program(const integ_plan *plan, const integi_query *query)
{
    return plan->parts[query->part].evaluation.program;
}

#endif
