/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_GOAL_GOAL_H
#define INTEGI_GOAL_GOAL_H

#include "integration/goal.h"
#include "release/release.h"

typedef struct integi_limit {
    int32_t kind; /* INTEG_LIMIT_ */
    integi_decimal value;
} integi_limit;

typedef struct integi_milestone {
    integi_decimal value;
    integ_date by;
} integi_milestone;

struct integ_goal {
    integ_context *context;
    char *id;
    char *title;     /* NULL for none */
    char *theme;     /* NULL for none */
    char *indicator; /* NULL for none */
    int32_t direction;
    bool has_baseline;
    bool baseline_given; /* as a value; else it is looked up in the series */
    integ_date baseline_date;
    integi_decimal baseline_value;
    char *baseline_source;
    bool has_target;
    integi_decimal target;      /* the lower limit of between */
    integi_decimal target_high; /* of between */
    integ_date deadline;
    int64_t parity;
    integi_milestone *milestones;
    size_t milestone_count, milestone_capacity;
    integi_limit requirement, recognition;
};

typedef struct integi_point {
    integ_date date;
    integi_figure figure;
} integi_point;

struct integ_series {
    integ_context *context;
    integi_point *points;
    size_t count, capacity;
};

/* A point from a release; hidden figures stay hidden. */
integ_status integi_series_add_figure(integ_series *series, integ_date date, const integi_figure *figure,
                                      integ_error *error);

/* A limit or a milestone over time. */
typedef struct integi_limit_result {
    int32_t met;         /* 1, 0, -1 cannot be told or no limit */
    bool has_met_on;     /* the first date it was met */
    integ_date met_on;
    bool has_breached_on; /* the first date after the baseline on which it was not met */
    integ_date breached_on;
} integi_limit_result;

typedef struct integi_milestone_result {
    int32_t outcome; /* INTEG_MILESTONE_ */
    bool has_met_on;
    integ_date met_on;
} integi_milestone_result;

struct integ_progress {
    integ_context *context;
    int32_t status; /* INTEG_GOAL_ */
    int32_t reason; /* INTEG_REASON_ of the value, or of the baseline where the value is fine */
    integ_date as_of;
    bool has_point; /* `point` is the latest one not after as_of, with or without a value */
    integi_point point;
    bool has_baseline;
    integ_date baseline_date;
    double baseline_value;
    bool has_progress, has_expected;
    double progress, expected;
    bool has_achieved_on; /* the first date on which the target was met */
    integ_date achieved_on;
    integi_limit_result requirement, recognition;
    integi_milestone_result *milestones;
    size_t milestone_count;
};

#endif
