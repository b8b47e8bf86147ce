/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_COHORT_H
#define INTEGI_COHORT_COHORT_H

#include "base/bitset.h"
#include "cohort/evaluation.h"

/* A row is in `truth`, in `unknown`, or in neither (false). */
struct integ_cohort {
    integ_register *owner; /* kept alive */
    const integ_snapshot *snapshot;
    int64_t table;
    integi_bitset truth, unknown;
};

#endif
