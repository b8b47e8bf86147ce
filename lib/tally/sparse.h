/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_SPARSE_H
#define INTEGI_TALLY_SPARSE_H

/* Whole numbers and dates that lie far apart: few dates over a century, or one that stands for "never". Each that is
 * there becomes a code, and not each that might be. */

#include "base/context.h"
#include "expression/program.h"

#include <stdatomic.h>

#define INTEGI_SPARSE_FROM 4096                    /* narrower ranges are coded by distance alone */
#define INTEGI_SPARSE_SPAN_MAXIMUM (INT64_C(1) << 22) /* more than the days of the calendar */

/* The distances from the smallest value. */
typedef struct integi_sparse {
    int64_t first, span;    /* the smallest value; the distances are 0 to span - 1 */
    _Atomic uint64_t *seen; /* a bit for each distance; NULL: not sparse */
    uint32_t *codes;        /* of each distance, and at `span` the code of unknown */
    uint32_t *distances;    /* of each code */
    int64_t size;           /* codes */
} integi_sparse;

/* False: no memory. What was made is freed either way. */
bool integi_sparse_init(integi_sparse *sparse, integ_context *context, int64_t first, int64_t span);
/* From any thread: marks the known values of a chunk. */
void integi_sparse_mark(integi_sparse *sparse, const integi_result *result, int32_t rows);
/* When all are marked. False: no memory. */
bool integi_sparse_settle(integi_sparse *sparse, integ_context *context);
void integi_sparse_free(integi_sparse *sparse, integ_context *context); /* wipes */

#endif
