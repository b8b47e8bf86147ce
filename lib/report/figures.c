/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/figures.h"

#include <string.h>

integi_presence integi_figure_presence(const integi_figure *figure)
{
    if (figure == NULL)
        return INTEGI_MISSING;
    if (figure->hidden)
        return INTEGI_HIDDEN;
    return figure->value.reason == INTEG_REASON_NONE ? INTEGI_PRESENT : INTEGI_MISSING;
}

integi_presence integi_count_presence(const integi_figure *figure, int64_t count)
{
    if (figure == NULL || figure->value.without_counts)
        return INTEGI_MISSING;
    return count < 0 ? INTEGI_HIDDEN : INTEGI_PRESENT;
}

/* Of the kinds whose values always have limits, hidden values have hidden ones. */
static bool has_interval(const integi_figure *figure)
{
    switch (figure->value.kind) {
    case INTEG_INDICATOR_COUNT:
    case INTEG_INDICATOR_SHARE:
    case INTEG_INDICATOR_RATE:
    case INTEG_INDICATOR_REPRESENTATION:
    case INTEG_INDICATOR_STANDARDISED_RATE:
        return true;
    default:
        return false;
    }
}

integi_presence integi_interval_presence(const integi_figure *figure)
{
    integi_presence presence = integi_figure_presence(figure);
    if (presence == INTEGI_PRESENT)
        return figure->value.has_interval ? INTEGI_PRESENT : INTEGI_MISSING;
    return presence == INTEGI_HIDDEN && has_interval(figure) ? INTEGI_HIDDEN : INTEGI_MISSING;
}

/* Whether the limits of a ratio were looked for between values that had some: the other could be 0 by chance. */
static bool has_enough_values(const integi_value *value)
{
    return value->own.denominator >= INTEGI_VALUES_NEEDED && value->other.denominator >= INTEGI_VALUES_NEEDED;
}

const char *integi_interval_reason_name(const integi_figure *figure)
{
    if (integi_figure_presence(figure) != INTEGI_PRESENT || figure->value.has_interval)
        return NULL;
    if (figure->value.withheld)
        return "withheld";
    if (figure->value.rounded && figure->value.kind == INTEG_INDICATOR_STANDARDISED_RATE)
        return "rounded";
    switch (figure->value.kind) {
    case INTEG_INDICATOR_COMPOSITE:
        return "of_parts";
    case INTEG_INDICATOR_EXTERNAL:
        return "published";
    case INTEG_INDICATOR_SEGREGATION:
        return "no_method";
    case INTEG_INDICATOR_MEDIAN:
        return "too_few_values";
    case INTEG_INDICATOR_MEAN:
    case INTEG_INDICATOR_SUM:
        return figure->value.divided && has_enough_values(&figure->value) ? "unbounded" : "too_few_values";
    default:
        return "unbounded";
    }
}

const integi_indicator_result *integi_results_indicator(const integ_results *results, const char *id)
{
    for (int64_t i = 0; id != NULL && i < results->indicator_count; i++)
        if (strcmp(results->indicators[i].indicator->id, id) == 0)
            return &results->indicators[i];
    return NULL;
}

const integi_goal_result *integi_results_goal(const integ_results *results, const char *id)
{
    for (int64_t i = 0; id != NULL && i < results->goal_count; i++)
        if (strcmp(results->goals[i].goal->id, id) == 0)
            return &results->goals[i];
    return NULL;
}

const integi_figure *integi_goal_figure(const integi_goal_result *result)
{
    return result->progress->has_point ? &result->progress->point.figure : NULL;
}

static bool needs_baseline(const integ_goal *goal)
{
    return goal->direction != INTEG_DIRECTION_MAINTAIN && goal->direction != INTEG_DIRECTION_BETWEEN;
}

integi_presence integi_goal_baseline_presence(const integ_results *results, const integi_goal_result *result)
{
    if (result->progress->has_baseline)
        return INTEGI_PRESENT;
    const integi_indicator_result *indicator = integi_results_indicator(results, result->goal->indicator);
    if (!result->goal->has_baseline || indicator == NULL)
        return INTEGI_MISSING;
    for (size_t i = 0; i < indicator->series->count; i++)
        if (indicator->series->points[i].date == result->goal->baseline_date)
            return integi_figure_presence(&indicator->series->points[i].figure) == INTEGI_HIDDEN
                       ? INTEGI_HIDDEN
                       : INTEGI_MISSING;
    return INTEGI_MISSING;
}

integi_presence integi_goal_progress_presence(const integ_results *results, const integi_goal_result *result)
{
    if (result->progress->has_progress)
        return INTEGI_PRESENT;
    if (!needs_baseline(result->goal))
        return INTEGI_MISSING;
    bool hidden = integi_figure_presence(integi_goal_figure(result)) == INTEGI_HIDDEN ||
                  integi_goal_baseline_presence(results, result) == INTEGI_HIDDEN;
    return hidden ? INTEGI_HIDDEN : INTEGI_MISSING;
}

integi_presence integi_goal_assessment_presence(const integ_results *results, const integi_goal_result *result)
{
    const integ_progress *progress = result->progress;
    if (progress->has_method_value)
        return INTEGI_PRESENT;
    bool hidden = (progress->untold == INTEG_UNTOLD_NO_VALUE && progress->status == INTEG_GOAL_TOO_FEW) ||
                  (progress->untold == INTEG_UNTOLD_NO_BASELINE &&
                   integi_goal_baseline_presence(results, result) == INTEGI_HIDDEN);
    return hidden ? INTEGI_HIDDEN : INTEGI_MISSING;
}

integi_presence integi_goal_forecast_presence(const integi_goal_result *result)
{
    if (integi_figure_presence(integi_goal_figure(result)) == INTEGI_HIDDEN)
        return INTEGI_HIDDEN;
    return result->progress->forecast.reason == INTEG_UNTOLD_NONE ? INTEGI_PRESENT : INTEGI_MISSING;
}

const char *integi_goal_reason_name(const integi_goal_result *result)
{
    const integ_progress *progress = result->progress;
    if (progress->reason != INTEG_REASON_NONE)
        return integ_reason_name(progress->reason);
    return progress->why == INTEG_WHY_METHOD_UNTOLD ? integ_untold_name(progress->untold) : NULL;
}

integi_unit integi_indicator_unit(const integ_indicator *indicator)
{
    bool share = indicator->kind == INTEG_INDICATOR_SHARE || indicator->kind == INTEG_INDICATOR_REPRESENTATION;
    bool compared = integi_indicator_is_compared(indicator);
    if (compared && indicator->compare_as == INTEG_COMPARE_RATIO)
        return INTEGI_UNIT_RATIO;
    if (share)
        return compared ? INTEGI_UNIT_POINTS : INTEGI_UNIT_PERCENT;
    return indicator->kind == INTEG_INDICATOR_COUNT ? INTEGI_UNIT_COUNT : INTEGI_UNIT_MEASURE;
}

const char *integi_unit_name(integi_unit unit)
{
    static const char *const names[] = {"percent", "percentage_points", "ratio", "count", "measure"};
    return names[unit];
}

bool integi_goal_has_deadline(const integ_goal *goal)
{
    return goal->deadline != INTEG_DATE_MAXIMUM;
}

bool integi_goal_breaches(const integi_goal_result *result)
{
    return integ_progress_requirement(result->progress) == 0;
}

bool integi_goal_is_recognised(const integi_goal_result *result)
{
    return integ_progress_recognition(result->progress) == 1;
}
