/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_VERIFY_H
#define INTEGI_RELEASE_VERIFY_H

/* The audit of what is about to be published, by proof: for every hidden cell other counts are shown that would have
 * been published in the same way, and in which it has another value. Whoever sees only what is published, and knows the
 * rule, cannot know then which it is, by whatever means. Each proof is computed here from the cells alone. */

#include "disclosure/cells.h"

/* `changes` has atom and change by turns, a list for each of the other counts. *unproven: hidden cells for which none
 * of them has another value, as far apart as the rule asks. */
integ_status integi_verify(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                           const int32_t *states, const integi_lists *changes, bool *proven, int64_t *unproven,
                           integ_error *error);

#endif
