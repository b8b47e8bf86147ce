/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_GOAL_JUDGEMENT_H
#define INTEGI_GOAL_JUDGEMENT_H

/* What the files share that judge a goal. */

#include "goal/goal.h"
#include "statistics/assessment.h"

/* A goal with its numbers as fractions, in the terms in which it is judged: for parity, distances from parity. */
struct integi_judgement {
    const integ_goal *goal;
    const integ_series *series;
    integ_date as_of;
    bool upwards; /* more is better */
    integi_fraction target, target_high;
    bool has_baseline; /* with a value */
    int32_t baseline_reason;
    integi_fraction baseline;
};

integi_decimal integi_decimal_of(const char *text);

/* terms.c: values as the goal, and as its method sees them, which is the same but for `between`: there it is the
 * distance from the nearest limit, 0 inside. */
integi_fraction integi_goal_terms(const integ_goal *goal, integi_fraction value);
integi_fraction integi_method_terms(const integi_judgement *judged, integi_fraction value);
integi_fraction integi_method_target(const integi_judgement *judged);
int32_t integi_method_direction(const integi_judgement *judged); /* 1: up is wanted, -1: down */
bool integi_goal_keeps(const integ_goal *goal);
bool integi_point_has_value(const integi_point *point);
bool integi_judgement_reaches(const integi_judgement *judged, integi_fraction value, integi_fraction level);
bool integi_judgement_meets(const integi_judgement *judged, const integi_point *point); /* the target */
const integi_point *integi_latest_point(const integ_series *series, integ_date as_of);
/* The snapshot of the baseline; NULL where it is given, or there is none. */
const integi_point *integi_baseline_point(const integi_judgement *judged);
/* Whether a point is between the baseline, if there is one, and the date of the report, both included. */
bool integi_judgement_covers(const integi_judgement *judged, const integi_point *point);

/* Years from one date to another: whole ones from anniversary to anniversary, and the part of the last one. */
integi_fraction integi_years_between(integ_date from, integ_date to);

/* A parameter of the goal's method, by its place: what was set, what is usual, or false where there is nothing. */
bool integi_judgement_parameter(const integ_goal *goal, int32_t index, integi_decimal *out);

/* Adds to the points that a result was computed from; false: no memory. */
bool integi_progress_use_point(integ_progress *progress, integ_date date, double value);

/* limits.c */
integ_status integi_judge_limits(const integi_judgement *judged, integ_progress *progress, integ_error *error);
/* forecast.c */
integ_status integi_forecast(const integi_judgement *judged, integ_progress *progress, integ_error *error);

/* The methods. Each says in `progress` what the value comes to, or in `untold` why it cannot be told. */
integ_status integi_judge_share_of_distance(const integi_judgement *judged, integ_progress *progress,
                                            integ_error *error);
integ_status integi_judge_assessed(const integi_judgement *judged, integ_progress *progress, integ_error *error);
integ_status integi_judge_weather(const integi_judgement *judged, integ_progress *progress, integ_error *error);
integ_status integi_judge_control_chart(const integi_judgement *judged, integ_progress *progress, integ_error *error);
integ_status integi_judge_significance(const integi_judgement *judged, integ_progress *progress, integ_error *error);

#endif
