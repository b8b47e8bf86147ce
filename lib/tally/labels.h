/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_LABELS_H
#define INTEGI_TALLY_LABELS_H

/* What the cells of a breakdown are called, and in which order they come: found once for all queries that share the
 * breakdown. */

#include "tally/breakdown.h"

typedef struct integi_labels {
    int64_t dimension_count;
    int64_t sizes[INTEG_DIMENSIONS_MAXIMUM];      /* of the dimensions, unknown included */
    const char **texts[INTEG_DIMENSIONS_MAXIMUM]; /* of each code; NULL: unknown, or nobody is in such a cell */
} integi_labels;

/* Makes room for the labels of a breakdown, in the arena, and for the order of its cells, which integi_order_free
 * frees. False: no memory. */
bool integi_labels_make(integi_breakdown *breakdown, integi_arena *arena);
void integi_order_free(integi_breakdown *breakdown, integ_context *context);

/* Writes the labels of a cell down, the first time that it is asked for. False: no memory. */
bool integi_labels_need(const integi_breakdown *breakdown, int64_t cell, integi_arena *arena);

/* The label of a cell in a dimension; NULL: unknown. */
const char *integi_labels_text(const integi_labels *labels, int64_t cell, int64_t dimension);

#endif
