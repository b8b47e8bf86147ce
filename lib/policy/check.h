/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_POLICY_CHECK_H
#define INTEGI_POLICY_CHECK_H

#include "policy/policy.h"

struct integ_policy_options {
    integ_context *context;
    int32_t too_broad;    /* per cent of the population */
    integ_ledger *ledger; /* NULL: none; not owned */
    integ_date published;
};

/* What is known of each group's part in the policy. */
typedef struct integi_group_use {
    bool used;       /* by another group, an indicator or an effort */
    bool target;     /* the policy is about it, or about a group within it */
    bool comparator; /* others are compared with it, or with a group within it */
} integi_group_use;

/* As many as the policy has groups, in its arrays' order; released with integi_release. NULL when there are none, or
 * when memory ran out, and then that has been reported. */
integ_status integi_policy_group_uses(const integ_policy *policy, integi_group_use **out, integ_error *findings);

/* What can be said of the document alone. */
void integi_check_document(const integ_policy *policy, const integi_group_use *uses, integ_error *findings);

/* Whether the document fits the register. */
integ_status integi_check_register(const integ_policy *policy, const integ_register *reg, integ_error *findings);

/* Target groups that cover too much of the population. */
integ_status integi_check_breadth(const integ_policy *policy, const integ_register *reg, const integi_group_use *uses,
                                  const integ_policy_options *options, integ_error *findings);

/* Goals whose target is not beyond the baseline that the register gives. */
integ_status integi_check_measured_baselines(const integ_policy *policy, const integ_register *reg,
                                             integ_error *findings);

/* What the conditions and measures can hardly mean; more of it with a register (NULL: none). */
integ_status integi_check_meaning(const integ_policy *policy, const integ_register *reg, integ_error *findings);

#endif
