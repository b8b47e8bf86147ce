/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_STATISTICS_SEGREGATION_H
#define INTEGI_STATISTICS_SEGREGATION_H

#include "base/context.h"
#include "integration/statistics.h"
#include "statistics/numbers.h"

/* Members of each group in each unit, unit by unit, and the margins. */
struct integ_segregation {
    integ_context *context;
    int64_t units, groups;
    double *counts;       /* units × groups */
    double *unit_totals;  /* units */
    double *group_totals; /* groups */
    double total;
};

/* One unit seen as a group and the rest: its size and the group's share of it. */
typedef struct integi_unit_share {
    double size, share;
} integi_unit_share;

/* Checks that the group exists and has members. */
integ_status integi_check_group(const integ_segregation *self, int64_t group, integ_error *error);

#endif
