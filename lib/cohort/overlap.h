/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_OVERLAP_H
#define INTEGI_COHORT_OVERLAP_H

#include "cohort/evaluation.h"
#include "cohort/patterns.h"

/* Counts of pairs (i, j), i <= j, stand at j * (j + 1) / 2 + i. */
struct integ_overlap {
    integ_context *context;
    int64_t groups;
    int64_t *counts;
    int64_t in_any; /* rows that are in at least one group */
    bool has_patterns;
    integi_patterns patterns; /* sorted */
};

static inline size_t integi_pair_index(int64_t i, int64_t j)
{
    return (size_t)(i <= j ? j * (j + 1) / 2 + i : i * (i + 1) / 2 + j);
}

static inline size_t integi_pair_count(int64_t groups)
{
    return (size_t)(groups * (groups + 1) / 2);
}

#endif
