/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/audit_shares.h"

/* The rule says nothing of the shares of a total that is small itself. */
static bool is_hidden_share(const integ_disclosure *rule, int64_t part, int64_t whole)
{
    return !integ_disclosure_hides_count(rule, whole) && integ_disclosure_hides_share(rule, part, whole);
}

bool integi_audit_leaves_parts(const integ_cells *cells, const integ_disclosure *rule, const int32_t *states,
                               const int64_t *truth, const int64_t *other)
{
    for (int64_t i = 0; i < cells->shares.count; i++) {
        int64_t part = integi_lists_at(&cells->shares, i)[0], whole = integi_lists_at(&cells->shares, i)[1];
        if (states[part] != INTEG_CELL_SHOWN || other[whole] == truth[whole] ||
            integi_cells_standing(cells, part) == INTEG_STANDING_PUBLISHED ||
            integi_lists_length(&cells->members, part) == 0)
            continue;
        if (is_hidden_share(rule, truth[part], other[whole]) && !is_hidden_share(rule, truth[part], truth[whole]))
            return false;
    }
    return true;
}
