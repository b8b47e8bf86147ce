/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_SHARES_H
#define INTEGI_DISCLOSURE_AUDIT_SHARES_H

#include "disclosure/cells.h"

/* Whether every part that is shown beside a hidden total would be shown with other values of all cells, too. Of a part
 * that the rule hides with the true total, it says nothing. For whoever checks other counts and believes nobody. */
bool integi_audit_leaves_parts(const integ_cells *cells, const integ_disclosure *rule, const int32_t *states,
                               const int64_t *truth, const int64_t *other);

#endif
