/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_GOAL_GOAL_H
#define INTEGI_GOAL_GOAL_H

#include "goal/method.h"
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
    const integi_goal_method *method;
    bool parameter_set[INTEGI_PARAMETERS_MAXIMUM]; /* by their place in the method's list */
    integi_decimal parameters[INTEGI_PARAMETERS_MAXIMUM];
    int32_t trend; /* INTEG_TREND_, of the forecast */
};

/* What a status of a method of lib/statistics, as of a mean score, comes to: INTEG_GOAL_; 0 for none. */
int32_t integi_assessed_meaning(const char *status);

/* Whether no threshold is beyond the next one; otherwise the names of the two. */
bool integi_goal_thresholds_in_order(const integ_goal *goal, const char **own, const char **next);

/* integ_goal_evaluate() by another method than the goal's own; NULL: the goal's own. */
integ_status integi_goal_evaluate_by(const integ_goal *goal, const integi_goal_method *method,
                                     const integ_series *series, integ_date as_of, integ_progress **out,
                                     integ_error *error);

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
    bool has_last;       /* the last date on which it could be told, and what it was then */
    integ_date last_on;
    int32_t last_met;
    bool has_met_on;     /* the first date it was met */
    integ_date met_on;
    bool has_breached_on; /* the first date after the baseline on which it was not met */
    integ_date breached_on;
} integi_limit_result;

typedef struct integi_milestone_result {
    int32_t outcome; /* INTEG_MILESTONE_ */
    bool has_met_on;
    integ_date met_on;
    bool has_missed_on; /* the first snapshot at which its date had passed and it was not reached */
    integ_date missed_on;
} integi_milestone_result;

/* What could be said at one snapshot. */
typedef struct integi_state {
    integ_date date;
    int32_t requirement, recognition; /* 1, 0, -1 */
} integi_state;

/* A point that the result was computed from, as the method saw it. */
typedef struct integi_used_point {
    integ_date date;
    double value;
} integi_used_point;

/* A value of a method's parameter. */
typedef struct integi_used_parameter {
    const char *name;
    bool known; /* false: it has no value, and none is usual */
    bool given; /* by the goal; otherwise it is the usual one */
    integi_decimal value;
} integi_used_parameter;

typedef struct integi_forecast_result {
    int32_t reason; /* INTEG_UNTOLD_; the numbers exist when it is NONE */
    size_t point_count;
    integ_date date;
    double pace; /* the change of a year along the line */
    double value, lower, upper;
    bool has_probability;
    double probability;
    bool has_required_pace;
    double required_pace;
    int32_t change_reason; /* INTEG_UNTOLD_ */
    double smallest_change;
} integi_forecast_result;

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
    integi_state *states; /* at every snapshot from the baseline on */
    int32_t *milestone_states; /* INTEG_MILESTONE_, `milestone_count` for each state */
    size_t state_count, state_capacity;
    /* What the method said. */
    const integi_goal_method *method;
    integi_used_parameter parameters[INTEGI_PARAMETERS_MAXIMUM];
    int32_t parameter_count;
    integi_used_point *used;
    size_t used_count, used_capacity;
    int32_t untold; /* INTEG_UNTOLD_ */
    int32_t why;    /* INTEG_WHY_ */
    const char *method_status; /* static */
    int32_t judged; /* the same in the words that methods share: INTEG_GOAL_; 0 for none */
    bool target_met;
    bool has_method_value, has_score;
    double method_value, score;
    bool has_chart; /* of control_chart */
    double middle, lower, upper;
    int32_t flag, assurance; /* INTEG_CHART_, INTEG_ASSURANCE_ */
    bool has_test; /* of significance */
    double z, p_value;
    int32_t trend; /* INTEG_TREND_ */
    integi_forecast_result forecast;
};

#endif
