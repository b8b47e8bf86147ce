/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_EXPRESSION_OBSERVED_H
#define TEST_EXPRESSION_OBSERVED_H

/* Whether what an examination says of a condition is so on the rows of a table. */

#include "expression/examine.h"

typedef struct observing {
    const integ_register *reg;
    integi_group_resolver resolver; /* NULL: no groups */
    void *groups;
    int64_t findings, verdicts; /* how many were held against the rows */
} observing;

/* Examines the condition with the register and without it, and holds every part of it and every finding against the
 * rows: what was said to be impossible must not be there. Fails the test otherwise. */
void expect_true_findings(observing *with, const integ_expression *expression);

/* With the register, what was said to be possible must be there too, and a condition that is never true or never false
 * must have a finding. For conditions on few values, all of which occur. */
void expect_exact_findings(observing *with, const integ_expression *expression);

#endif
