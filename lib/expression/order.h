/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_ORDER_H
#define INTEGI_EXPRESSION_ORDER_H

#include "expression/run.h"

/* Who looks at the results of an operation, beside the condition whose rows are the only ones that anybody looks at. */
#define INTEGI_NOBODY (-2)
#define INTEGI_EVERY_ROW (-1)
/* Who reads an operation, beside the only operation that does. */
#define INTEGI_SEVERAL (-1)

/* One item for each operation of the graph in each array. */
typedef struct integi_order {
    const integi_run *run;
    const bool *unknown;   /* whether it may be unknown */
    const int32_t *within; /* who looks at it */
    int32_t *readers;
    uint8_t *costs;
    int32_t *times; /* where it comes in the sequence; -1: it does not run */
    int32_t *sequence;
    int32_t count; /* of the sequence */
} integi_order;

/* Fills what is not const. */
void integi_find_order(integi_order *order);
/* The conditions among whose rows a step is computed. All steps before are placed. */
void integi_find_among(const integi_order *order, int32_t at, integi_step *step);

/* steps.c: conditions on columns read which rows are null, where that is asked and not seen at once. */
bool integi_reads_inputs(const integi_run *run, const integi_operation *operation, bool unknown);

#endif
