/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_PROOF_H
#define INTEGI_DISCLOSURE_AUDIT_PROOF_H

#include "disclosure/cells.h"

/* What has to be said of hidden cells when the true counts are known. */
typedef enum integi_proven {
    INTEGI_UNPROVEN,
    INTEGI_PROVEN,      /* it has other values, as far apart as the rule asks */
    INTEGI_NO_CONCERN   /* derived, and not to be hidden */
} integi_proven;

/* Goes through a proof, which may be NULL, and believes none of it: all is added up anew. `out` has one for every cell.
 * OK, OUT_OF_MEMORY, or INCONSISTENT when the counts are not those that were published; reports nothing. */
integ_status integi_audit_proof(const integ_cells *cells, const int64_t *values, const int64_t *counts,
                                const integ_disclosure *rule, const integ_proof *proof, uint8_t *out);

#endif
