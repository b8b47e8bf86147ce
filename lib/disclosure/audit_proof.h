/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_PROOF_H
#define INTEGI_DISCLOSURE_AUDIT_PROOF_H

#include "disclosure/cells.h"

/* What is known of hidden cells when the true counts are. */
#define INTEGI_PROVEN 1     /* it has other values, as far apart as the rule asks */
#define INTEGI_NO_CONCERN 2 /* derived, and not to be hidden */
#define INTEGI_IS_ZERO 4    /* whoever thinks that no zero is hidden is wrong */

/* Goes through a proof, which may be NULL, and believes none of it: all is added up anew. `out` has flags for every
 * cell. OK, OUT_OF_MEMORY, or INCONSISTENT when the counts are not those that were published; reports nothing. */
integ_status integi_audit_proof(const integ_cells *cells, const int64_t *values, const int64_t *counts,
                                const integ_disclosure *rule, const integ_proof *proof, uint8_t *out);

#endif
