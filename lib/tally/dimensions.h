/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_DIMENSIONS_H
#define INTEGI_TALLY_DIMENSIONS_H

#include "base/context.h"
#include "integration/tally.h"

typedef struct integi_dimension {
    char *column;
    int64_t *edges; /* NULL: the column's own values */
    int64_t edge_count;
    bool dates; /* whether the edges are days */
} integi_dimension;

struct integ_dimensions {
    integ_context *context;
    integi_dimension items[INTEG_DIMENSIONS_MAXIMUM];
    int64_t count;
};

integ_status integi_dimensions_copy(const integ_dimensions *dimensions, integ_dimensions **out, integ_error *error);

#endif
