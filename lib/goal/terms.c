/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/judgement.h"

#include "base/date.h"

integi_fraction integi_goal_terms(const integ_goal *goal, integi_fraction value)
{
    if (goal->direction != INTEG_DIRECTION_PARITY)
        return value;
    integi_fraction distance = integi_fraction_subtract(value, integi_fraction_from(goal->parity, 1));
    distance.numerator.sign = distance.numerator.sign == 0 ? 0 : 1;
    return distance;
}

integi_fraction integi_method_terms(const integi_judgement *judged, integi_fraction value)
{
    if (judged->goal->direction != INTEG_DIRECTION_BETWEEN)
        return integi_goal_terms(judged->goal, value);
    if (integi_fraction_compare(value, judged->target) < 0)
        return integi_fraction_subtract(judged->target, value);
    if (integi_fraction_compare(value, judged->target_high) > 0)
        return integi_fraction_subtract(value, judged->target_high);
    return integi_fraction_from(0, 1);
}

integi_fraction integi_method_target(const integi_judgement *judged)
{
    return judged->goal->direction == INTEG_DIRECTION_BETWEEN ? integi_fraction_from(0, 1) : judged->target;
}

int32_t integi_method_direction(const integi_judgement *judged)
{
    return judged->upwards ? 1 : -1;
}

bool integi_goal_keeps(const integ_goal *goal)
{
    return goal->direction == INTEG_DIRECTION_MAINTAIN || goal->direction == INTEG_DIRECTION_BETWEEN;
}

bool integi_point_has_value(const integi_point *point)
{
    return point->figure.value.reason == INTEG_REASON_NONE;
}

bool integi_judgement_reaches(const integi_judgement *judged, integi_fraction value, integi_fraction level)
{
    int order = integi_fraction_compare(value, level);
    return judged->upwards ? order >= 0 : order <= 0;
}

bool integi_judgement_meets(const integi_judgement *judged, const integi_point *point)
{
    if (!judged->goal->has_target)
        return false;
    integi_fraction value = integi_goal_terms(judged->goal, point->figure.value.exact);
    if (judged->goal->direction == INTEG_DIRECTION_BETWEEN)
        return integi_fraction_compare(value, judged->target) >= 0 &&
               integi_fraction_compare(value, judged->target_high) <= 0;
    return integi_judgement_reaches(judged, value, judged->target);
}

const integi_point *integi_latest_point(const integ_series *series, integ_date as_of)
{
    const integi_point *latest = NULL;
    for (size_t i = 0; i < series->count && series->points[i].date <= as_of; i++)
        latest = &series->points[i];
    return latest;
}

const integi_point *integi_baseline_point(const integi_judgement *judged)
{
    const integ_goal *goal = judged->goal;
    if (!goal->has_baseline || goal->baseline_given)
        return NULL;
    const integi_point *point = integi_latest_point(judged->series, goal->baseline_date);
    return point == NULL || point->date != goal->baseline_date ? NULL : point;
}

bool integi_judgement_covers(const integi_judgement *judged, const integi_point *point)
{
    bool started = !judged->goal->has_baseline || point->date >= judged->goal->baseline_date;
    return started && point->date <= judged->as_of;
}

/* The same day of a later year; 29 February comes on 1 March in other years. */
static integ_date anniversary(integ_date date, int32_t years)
{
    int32_t year, month, day;
    integ_date_to_civil(date, &year, &month, &day);
    integ_date later = date;
    if (!integi_date_from_civil(year + years, month, day, &later) &&
        !integi_date_from_civil(year + years, 3, 1, &later))
        later = INTEG_DATE_MAXIMUM;
    return later;
}

integi_fraction integi_years_between(integ_date from, integ_date to)
{
    if (to < from) {
        integi_fraction back = integi_years_between(to, from);
        back.numerator.sign = -back.numerator.sign;
        return back;
    }
    int32_t whole = integ_date_years_between(from, to);
    integ_date begins = anniversary(from, whole), ends = anniversary(from, whole + 1);
    int64_t length = ends > begins ? (int64_t)ends - begins : 365;
    return integi_fraction_from((__int128)whole * length + (to - begins), length);
}

bool integi_judgement_parameter(const integ_goal *goal, int32_t index, integi_decimal *out)
{
    const integi_parameter_definition *definition = &goal->method->parameters[index];
    const char *usual = goal->has_target ? definition->usual : definition->without_target;
    if (goal->parameter_set[index])
        *out = goal->parameters[index];
    else if (usual != NULL)
        *out = integi_decimal_of(usual);
    return goal->parameter_set[index] || usual != NULL;
}

bool integi_progress_use_point(integ_progress *progress, integ_date date, double value)
{
    void *points = progress->used;
    if (!integi_grow(progress->context, &points, &progress->used_capacity, progress->used_count,
                     sizeof *progress->used))
        return false;
    progress->used = points;
    progress->used[progress->used_count++] = (integi_used_point){date, value};
    return true;
}
