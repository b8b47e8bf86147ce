/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_ANSWER_H
#define INTEGI_TALLY_ANSWER_H

/* What a tally holds: for each query the cells that somebody is in, in the order of their labels. */

#include "tally/labels.h"
#include "tally/members.h"
#include "tally/plan.h"
#include "tally/tally.h"

/* A cell that somebody is in. */
typedef struct integi_kept_cell {
    integi_cell cell;
    int64_t index; /* in mixed radix, the same for all queries with the same breakdown */
    const integi_value_count *values; /* of the measure, where they are kept: a part of the answer's */
    int64_t value_count;
} integi_kept_cell;

typedef struct integi_answer {
    integi_kept_cell *cells; /* allocated by itself */
    int64_t count;
    const integi_labels *labels; /* NULL without a breakdown */
    integi_value_count *values; /* of all cells; NULL where none are kept */
    int64_t value_count;
    int64_t *amounts; /* what each row of the table has, as far as it is measured; NULL where that is not kept */
    size_t amount_room; /* for each row and one more; 0 where the amounts are an earlier query's */
} integi_answer;

struct integ_tally {
    integ_plan *plan;   /* kept alive */
    integi_arena arena; /* labels and codings */
    integi_answer *answers;    /* one for each query */
    const integ_snapshot *snapshot;
    integi_members *members;   /* likewise; NULL where the plan keeps none */
};

#endif
