/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_DEFINITION_H
#define INTEGI_RELEASE_DEFINITION_H

/* How a cell was defined. */

#include "integration/tally.h"

/* Which rows of a query, or of one cell of its breakdown. "Labelled" rows are those whose dimensions are all known. */
typedef enum integi_part_kind {
    INTEGI_PART_TRUE,
    INTEGI_PART_KNOWN,
    INTEGI_PART_GROUP,
    INTEGI_PART_UNKNOWN,
    INTEGI_PART_MEASURED,
    INTEGI_PART_ONES,
    INTEGI_PART_UNMEASURED,     /* condition or measure is unknown */
    INTEGI_PART_NOT_MEASURED,   /* of the group, whatever the condition */
    INTEGI_PART_UNDECIDED,
    INTEGI_PART_TRUE_LABELLED,
    INTEGI_PART_KNOWN_LABELLED,
    INTEGI_PART_NOT_LABELLED,   /* of the group: label or condition is unknown */
    INTEGI_PART_KINDS,
} integi_part_kind;

/* For whoever has to find the cell again. */
typedef struct integi_definition {
    const integ_tally *tally; /* NULL: not by a query */
    int64_t query;
    int64_t cell; /* of the query's breakdown, -1 for the whole; or the figure of the analysis */
    integi_part_kind kind;
    const struct integi_analysis *analysis; /* NULL: not by one */
} integi_definition;

#endif
