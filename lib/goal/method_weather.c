/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "goal/judgement.h"

#include <math.h>

/* The weather symbols of the German sustainability strategy, in exact terms: the mean change of the last years drawn on
 * to the deadline. integ_weather() says the same of binary64 numbers. */

#define POINTS_AT_MOST 6
#define POINTS_NEEDED 4

/* The last points that are a calendar year apart, the latest of each year; the latest first. */
typedef struct recent {
    const integi_point *points[POINTS_AT_MOST];
    int count;
} recent;

static int32_t year_of(const integi_point *point)
{
    int32_t year, month, day;
    integ_date_to_civil(point->date, &year, &month, &day);
    return year;
}

static recent find_recent(const integi_judgement *judged)
{
    recent found = {.count = 0};
    for (size_t i = judged->series->count; i > 0 && found.count < POINTS_AT_MOST; i--) {
        const integi_point *point = &judged->series->points[i - 1];
        if (point->date > judged->as_of || !integi_point_has_value(point))
            continue;
        int32_t gap = found.count == 0 ? 1 : year_of(found.points[found.count - 1]) - year_of(point);
        if (gap > 1)
            break;
        if (gap == 1)
            found.points[found.count++] = point;
    }
    return found;
}

static integi_precise precise(integi_fraction fraction)
{
    return integi_precise_from_fraction(&fraction);
}

static int sign_of(integi_precise number)
{
    return (number.high > 0) - (number.high < 0);
}

/* 0, 1 for good or bad, of a change in the direction of the goal. */
static int wanted_sign(const integi_judgement *judged, integi_fraction from, integi_fraction to)
{
    int order = integi_fraction_compare(to, from);
    return judged->upwards ? order : -order;
}

static int32_t symbol_of_kept(bool met, int change)
{
    if (met)
        return change >= 0 ? INTEG_WEATHER_SUN : INTEG_WEATHER_SUN_AND_CLOUD;
    return change > 0 ? INTEG_WEATHER_CLOUD : INTEG_WEATHER_THUNDERSTORM;
}

static int32_t symbol_of_direction(int mean, int last)
{
    if (mean > 0)
        return last > 0 ? INTEG_WEATHER_SUN : INTEG_WEATHER_SUN_AND_CLOUD;
    return last > 0 ? INTEG_WEATHER_CLOUD : INTEG_WEATHER_THUNDERSTORM;
}

/* What is to be reached by when. Of several years with targets the next one counts: a milestone before the deadline. */
typedef struct aim {
    integi_fraction value;
    integ_date by;
    bool met;
} aim;

static aim find_aim(const integi_judgement *judged, const integ_progress *progress, integi_fraction last)
{
    const integ_goal *goal = judged->goal;
    aim next = {integi_method_target(judged), goal->deadline, progress->target_met};
    if (next.met || !goal->has_target || integi_goal_keeps(goal))
        return next;
    for (size_t i = 0; i < goal->milestone_count; i++) {
        const integi_milestone *milestone = &goal->milestones[i];
        if (milestone->by < progress->point.date || milestone->by >= next.by)
            continue;
        next.value = integi_method_terms(judged, integi_fraction_from_decimal(milestone->value));
        next.by = milestone->by;
        next.met = integi_judgement_reaches(judged, last, next.value);
    }
    return next;
}

/* `missing` and `change` in the direction of the goal; by how much of what is missing the date is going to be missed,
 * beside the two thresholds. */
static int32_t symbol_of_reached(const integi_judgement *judged, integi_precise missing, integi_precise change,
                                 integ_date last, integ_date by)
{
    if (sign_of(change) <= 0)
        return INTEG_WEATHER_THUNDERSTORM;
    integi_fraction years = integi_years_between(last, by);
    integi_precise ahead = integi_fraction_sign(&years) > 0 ? precise(years) : (integi_precise){0, 0};
    integi_precise left = integi_precise_subtract(missing, integi_precise_multiply(change, ahead));
    integi_precise gap = integi_precise_divide(left, missing);
    integi_decimal near, far;
    integi_judgement_parameter(judged->goal, 0, &near);
    integi_judgement_parameter(judged->goal, 1, &far);
    if (integi_precise_compare(gap, precise(integi_fraction_from_decimal(near))) < 0)
        return INTEG_WEATHER_SUN;
    return integi_precise_compare(gap, precise(integi_fraction_from_decimal(far))) <= 0 ? INTEG_WEATHER_SUN_AND_CLOUD
                                                                                      : INTEG_WEATHER_CLOUD;
}

static int32_t judged_of(int32_t symbol, bool met)
{
    if (met)
        return INTEG_GOAL_ACHIEVED;
    return symbol == INTEG_WEATHER_SUN            ? INTEG_GOAL_ON_TRACK
           : symbol == INTEG_WEATHER_THUNDERSTORM ? INTEG_GOAL_MOVING_AWAY
                                                  : INTEG_GOAL_BEHIND;
}

integ_status integi_judge_weather(const integi_judgement *judged, integ_progress *progress, integ_error *error)
{
    recent found = find_recent(judged);
    if (found.count < POINTS_NEEDED) {
        progress->untold = INTEG_UNTOLD_TOO_FEW_POINTS;
        return INTEG_STATUS_OK;
    }
    integi_fraction values[POINTS_AT_MOST];
    for (int i = found.count - 1; i >= 0; i--) {
        values[i] = integi_method_terms(judged, found.points[i]->figure.value.exact);
        if (!integi_progress_use_point(progress, found.points[i]->date, integi_fraction_number(&values[i])))
            return integi_out_of_memory(error);
    }
    integi_fraction first = values[found.count - 1], last = values[0];
    integi_precise years = precise(integi_years_between(found.points[found.count - 1]->date, found.points[0]->date));
    integi_precise mean = integi_precise_divide(precise(integi_fraction_subtract(last, first)), years);
    aim next = find_aim(judged, progress, last);
    integi_precise missing = precise(integi_fraction_subtract(next.value, last));
    progress->has_method_value = true;
    progress->method_value = mean.high;
    integi_precise along = {mean.high * integi_method_direction(judged), mean.low * integi_method_direction(judged)};
    integi_precise distance = {fabs(missing.high), missing.high < 0 ? -missing.low : missing.low};
    int change = wanted_sign(judged, first, last);
    int32_t symbol;
    if (!judged->goal->has_target)
        symbol = symbol_of_direction(change, wanted_sign(judged, values[1], last));
    else if (next.met || judged->goal->direction == INTEG_DIRECTION_MAINTAIN)
        symbol = symbol_of_kept(next.met, change);
    else
        symbol = symbol_of_reached(judged, distance, along, found.points[0]->date, next.by);
    progress->method_status = integ_weather_name(symbol);
    progress->judged = judged_of(symbol, progress->target_met);
    return INTEG_STATUS_OK;
}
