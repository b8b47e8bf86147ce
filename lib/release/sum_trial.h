/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_SUM_TRIAL_H
#define INTEGI_RELEASE_SUM_TRIAL_H

/* Whether all hidden cells have other counts with some sums of a measure, and with the limits of some of them. */

#include "disclosure/change.h"
#include "release/sum_amounts.h"
#include "release/sum_counts.h"

/* Changes that leave what is shown of counts as it is; made where they are looked for at all. */
typedef struct integi_sum_search {
    integi_kernel kernel; /* watches all hidden cells */
    integi_change change;
    int64_t *watched_of; /* the number of each cell that is watched */
    bool is_open;
} integi_sum_search;

typedef enum integi_sum_outcome {
    INTEGI_SUMS_FAILED, /* no memory, or the stint is over */
    INTEGI_SUMS_KEPT,
    INTEGI_SUMS_TOLD, /* of->told has none */
} integi_sum_outcome;

/* `search` is closed by the caller. What is found is added to the proofs. */
integi_sum_outcome integi_sum_trial(integi_sum_counts *of, integi_sum_search *search,
                                    const integi_sum_amounts *amounts, const integi_shown_sums *shown);
void integi_sum_search_close(const integi_sum_counts *of, integi_sum_search *self);

#endif
