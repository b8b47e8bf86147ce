/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REPORT_FIGURES_H
#define INTEGI_REPORT_FIGURES_H

/* What the three formats ask of a run's results in the same way: which figures exist, which are hidden, and
 * in which unit they are. */

#include "integration/report.h"
#include "policy/results.h"

/* A figure of a report: there, missing for a reason that is said, or hidden. */
typedef enum integi_presence { INTEGI_PRESENT, INTEGI_MISSING, INTEGI_HIDDEN } integi_presence;

integi_presence integi_figure_presence(const integi_figure *figure); /* NULL is missing */
integi_presence integi_count_presence(const integi_figure *figure, int64_t count);
integi_presence integi_interval_presence(const integi_figure *figure); /* of its limits */
/* Why a value that is there has no limits; NULL where it has, or where there is no value. Lasting, for JSON. */
const char *integi_interval_reason_name(const integi_figure *figure);

/* NULL where the run has none. */
const integi_indicator_result *integi_results_indicator(const integ_results *results, const char *id);
const integi_goal_result *integi_results_goal(const integ_results *results, const char *id);

/* The value's figure of a goal, NULL where there was no snapshot; and what became of its baseline and
 * progress. */
const integi_figure *integi_goal_figure(const integi_goal_result *result);
integi_presence integi_goal_baseline_presence(const integ_results *results, const integi_goal_result *result);
integi_presence integi_goal_assessment_presence(const integ_results *results, const integi_goal_result *result);
integi_presence integi_goal_forecast_presence(const integi_goal_result *result);
integi_presence integi_goal_progress_presence(const integ_results *results, const integi_goal_result *result);

typedef enum integi_unit {
    INTEGI_UNIT_PERCENT,
    INTEGI_UNIT_POINTS,
    INTEGI_UNIT_RATIO,
    INTEGI_UNIT_COUNT,
    INTEGI_UNIT_MEASURE /* of whatever was measured */
} integi_unit;

integi_unit integi_indicator_unit(const integ_indicator *indicator);
const char *integi_unit_name(integi_unit unit); /* lasting, for JSON and CSV */

/* Why there is no value, or why the method cannot tell; NULL where it is told. */
const char *integi_goal_reason_name(const integi_goal_result *result);

/* A level to maintain may have no date. */
bool integi_goal_has_deadline(const integ_goal *goal);

/* Whether a goal's requirement is breached, its recognition reached. */
bool integi_goal_breaches(const integi_goal_result *result);
bool integi_goal_is_recognised(const integi_goal_result *result);

#endif
