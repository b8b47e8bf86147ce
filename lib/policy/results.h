/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_POLICY_RESULTS_H
#define INTEGI_POLICY_RESULTS_H

/* What a policy's run found, as reports read it. Everything here has passed the release. */

#include "goal/goal.h"
#include "policy/policy.h"

/* A value of a column: as the register has it, for programs, and in the register's words, for people. */
typedef struct integi_term {
    const char *code; /* NULL where it is unknown */
    const char *text; /* the code's label, or the code where it has none */
} integi_term;

/* One cell of an indicator's breakdown. */
typedef struct integi_cell_result {
    integi_term *terms; /* one for each dimension */
    const integi_figure *figure;
} integi_cell_result;

typedef struct integi_indicator_result {
    const integ_indicator *indicator;
    const integi_figure *figure; /* on the report's date */
    const integ_series *series;  /* all snapshots up to it */
    const char **by; /* what people call the columns of the breakdown; NULL: their names */
    integi_cell_result *cells;
    int64_t cell_count;
} integi_indicator_result;

typedef struct integi_goal_result {
    const integ_goal *goal;
    const integ_progress *progress;
} integi_goal_result;

/* Where the people live whom an effort reaches. A count is -1 where it is hidden. */
typedef struct integi_area_result {
    integi_term area;
    int64_t reached;
    int64_t residents;
} integi_area_result;

/* The value of a goal's indicator among those whom an effort reaches, and among the others of its group, at the
 * goal's baseline and now. */
typedef struct integi_change_result {
    const integ_goal *goal;
    const integi_figure *reached_then, *reached_now, *others_then, *others_now;
} integi_change_result;

typedef struct integi_effort_result {
    const integi_effort *effort;
    int64_t reached; /* citizens in at least one of its groups; -1 where hidden or it reaches no group */
    const char *population; /* the table whose rows it reaches instead of citizens; NULL for these; of the policy */
    integi_area_result *areas;
    int64_t area_count;
    integi_change_result *changes;
    int64_t change_count;
} integi_effort_result;

/* A theme's efforts and goals are those that name it. Goals are in order of their theme's priority, then as in the
 * document. */
struct integ_results {
    integ_context *context;
    const integ_policy *policy; /* kept alive */
    integ_date as_of;           /* of the snapshot used */
    bool protected_figures;
    int64_t rounding; /* to multiples of this; 0: nothing is rounded */
    integi_indicator_result *indicators;
    int64_t indicator_count;
    integi_goal_result *goals;
    int64_t goal_count;
    integi_effort_result *efforts;
    int64_t effort_count;
    integ_aggregate **themes; /* one for each theme of the policy, in its order; NULL where no rule is named */
    int64_t theme_count;
    integ_aggregate *whole; /* NULL where no rule is named */
    struct integi_run *run; /* owns what the above borrows */
};

#endif
