/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_POLICY_FIND_H
#define INTEGI_POLICY_FIND_H

#include "policy/policy.h"

int64_t integi_policy_find_group(const integ_policy *policy, const char *name); /* -1: none */

/* The table that a group selects from: its own, or that of what it is within, or the policy's; NULL when none of them
 * says, which is the main table. */
const char *integi_policy_group_population(const integ_policy *policy, int64_t group);

#endif
