/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_H
#define INTEGI_DISCLOSURE_AUDIT_H

#include "disclosure/published.h"

#define INTEGI_COUNT_AT_MOST ((int64_t)1 << 53)

typedef struct integi_interval {
    int64_t lower;
    int64_t upper; /* -1: no limit */
    bool exact;    /* some counts reach both limits */
} integi_interval;

typedef struct integi_audited {
    int32_t finding;
    int32_t plain; /* the finding for someone who does not know the rule */
    integi_interval intervals[2]; /* without and with the rule */
    int64_t *witness;
    int64_t witness_count;
} integi_audited;

struct integ_audit {
    integ_context *context;
    integi_arena arena;
    int64_t count;
    int64_t work; /* entries of tableaus that may still be changed */
    const uint8_t *proven; /* of every cell, while it is examined: see audit_proof.h; NULL when nothing is */
    integi_audited *cells;
};

/* As integ_audit_new, with so much work; what needs more is undecided. `proven` is NULL, or says of every cell what
 * need not be looked at any more. */
integ_status integi_audit_within(const integ_cells *cells, const int64_t *values, const integ_disclosure *rule,
                                 int64_t work, const uint8_t *proven, integ_audit **out, integ_error *error);

/* Judges every hidden cell, component by component. OK, OUT_OF_MEMORY, CANCELLED or INCONSISTENT; reports nothing. */
integ_status integi_audit_components(integ_audit *self, const integi_published *published,
                                     const integ_disclosure *rule);

#endif
