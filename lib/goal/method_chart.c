/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "goal/judgement.h"

#include <math.h>
#include <string.h>

/* Control charts over the values from the baseline on: of the values themselves (XmR), or of shares (p). */

typedef struct chart {
    integ_context *context;
    int64_t count;
    const integi_point **points;
    integi_precise *exact;
    double *values, *lower, *upper, *numerators, *denominators;
    int32_t *flags;
    double middle;
    integi_precise least, most; /* the limits of an XmR chart */
} chart;

enum { POINTS, FIX_AFTER, SCREEN, PROPORTIONS };

static int64_t whole_parameter(const integ_goal *goal, int32_t index)
{
    integi_decimal value = {0, 0};
    integi_judgement_parameter(goal, index, &value);
    return value.coefficient / integi_power_of_ten(value.decimals);
}

static void free_chart(chart *self)
{
    size_t count = (size_t)self->count;
    integi_release(self->context, self->points, count * sizeof *self->points);
    integi_release(self->context, self->exact, count * sizeof *self->exact);
    integi_release(self->context, self->values, 5 * count * sizeof *self->values);
    integi_release(self->context, self->flags, count * sizeof *self->flags);
}

/* Between limits it is the values themselves that are charted: distances from the limits are 0 most of the time. */
static integi_fraction charted(const integi_judgement *judged, const integi_point *point)
{
    return integi_goal_terms(judged->goal, point->figure.value.exact);
}

static bool make_chart(const integi_judgement *judged, chart *self)
{
    for (size_t i = 0; i < judged->series->count; i++) {
        const integi_point *point = &judged->series->points[i];
        self->count += integi_judgement_covers(judged, point) && integi_point_has_value(point);
    }
    size_t count = (size_t)self->count;
    self->points = integi_allocate_array(self->context, count, sizeof *self->points);
    self->exact = integi_allocate_array(self->context, count, sizeof *self->exact);
    self->values = integi_allocate_array(self->context, 5 * count, sizeof *self->values);
    self->flags = integi_allocate_array(self->context, count, sizeof *self->flags);
    if (self->points == NULL || self->exact == NULL || self->values == NULL || self->flags == NULL)
        return false;
    self->lower = self->values + count;
    self->upper = self->lower + count;
    self->numerators = self->upper + count;
    self->denominators = self->numerators + count;
    size_t at = 0;
    for (size_t i = 0; i < judged->series->count; i++) {
        const integi_point *point = &judged->series->points[i];
        if (!integi_judgement_covers(judged, point) || !integi_point_has_value(point))
            continue;
        integi_fraction value = charted(judged, point);
        self->points[at] = point;
        self->exact[at] = integi_precise_from_fraction(&value);
        self->numerators[at] = (double)point->figure.value.own.numerator;
        self->denominators[at] = (double)point->figure.value.own.denominator;
        self->values[at++] = integi_fraction_number(&value);
    }
    return true;
}

static integi_precise absolute(integi_precise number)
{
    return number.high < 0 ? (integi_precise){-number.high, -number.low} : number;
}

static integi_precise times(integi_precise number, double whole, double divisor)
{
    return integi_precise_divide(integi_precise_multiply(number, (integi_precise){whole, 0}),
                                 (integi_precise){divisor, 0});
}

/* Mean and mean moving range with twice the digits, ranges from 3.267 times their mean on left out once. */
static void exact_limits(const chart *self, int64_t used, bool screen, integi_precise *middle, integi_precise *range)
{
    *middle = *range = (integi_precise){0, 0};
    for (int64_t i = 0; i < used; i++)
        *middle = integi_precise_add(*middle, self->exact[i]);
    *middle = times(*middle, 1, (double)used);
    integi_precise bound = {INFINITY, 0};
    for (int round = 0; round < (screen ? 2 : 1); round++) {
        integi_precise sum = {0, 0};
        double kept = 0;
        for (int64_t i = 1; i < used; i++) {
            integi_precise step = absolute(integi_precise_subtract(self->exact[i], self->exact[i - 1]));
            if (round == 1 && integi_precise_compare(step, bound) >= 0)
                continue;
            sum = integi_precise_add(sum, step);
            kept++;
        }
        if (kept > 0)
            *range = times(sum, 1, kept);
        bound = times(*range, 3267, 1000);
    }
}

/* A distance from the mean as a binary64 that is equal to a limit where it is exactly on it. */
static double snapped(integi_precise distance, integi_precise limit, double rounded, double near)
{
    integi_precise third = times(limit, 2, 3);
    if (integi_precise_compare(absolute(distance), limit) == 0)
        return distance.high < 0 ? -rounded : rounded;
    if (integi_precise_compare(absolute(distance), third) == 0)
        return distance.high < 0 ? -near : near;
    return distance.high;
}

/* The values as distances from the mean, so that none is on one side of it, or of a limit, for the sake of a last
 * digit. */
static integ_status flag_values(chart *self, int64_t used, bool screen, integ_error *error)
{
    integi_precise middle, range;
    exact_limits(self, used, screen, &middle, &range);
    integi_precise limit = times(range, 266, 100);
    double rounded = limit.high, near = rounded * 2 / 3, largest = 0;
    for (int64_t i = 0; i < self->count; i++)
        largest = fmax(largest, fabs(self->exact[i].high));
    for (int64_t i = 0; i < self->count; i++) {
        integi_precise distance = integi_precise_subtract(self->exact[i], middle);
        /* What 31 digits cannot tell from the mean is on it. */
        if (fabs(distance.high) <= 1e-24 * largest)
            distance = (integi_precise){0, 0};
        self->values[i] = snapped(distance, limit, rounded, near);
        self->lower[i] = -rounded;
        self->upper[i] = rounded;
    }
    self->middle = middle.high;
    self->least = integi_precise_subtract(middle, limit);
    self->most = integi_precise_add(middle, limit);
    integ_status status = integ_chart_flags(self->values, 0, self->lower, self->upper, self->count, self->flags, error);
    for (int64_t i = 0; i < self->count; i++) {
        self->lower[i] = self->least.high;
        self->upper[i] = self->most.high;
    }
    return status;
}

static bool has_proportions(const chart *self)
{
    for (int64_t i = 0; i < self->count; i++) {
        const integi_value *value = &self->points[i]->figure.value;
        bool share = value->kind == INTEG_INDICATOR_SHARE && !value->compared && !value->with_published;
        if (!share || value->without_counts || value->own.numerator < 0 || value->own.denominator <= 0)
            return false;
    }
    return true;
}

static integ_status flag_proportions(chart *self, integ_error *error)
{
    double middle;
    integ_status status = integ_p_chart_limits(self->numerators, self->denominators, self->count, &middle, self->lower,
                                               self->upper, error);
    self->middle = 100 * middle;
    for (int64_t i = 0; i < self->count; i++) {
        self->lower[i] *= 100;
        self->upper[i] *= 100;
    }
    if (status != INTEG_STATUS_OK)
        return status;
    return integ_chart_flags(self->values, self->middle, self->lower, self->upper, self->count, self->flags, error);
}

/* Of two limits the process passes when all of it lies between them. */
static int32_t assurance_between(double lower, double upper, double low, double high)
{
    if (lower >= low && upper <= high)
        return INTEG_ASSURANCE_CONSISTENT_PASS;
    return upper < low || lower > high ? INTEG_ASSURANCE_CONSISTENT_FAIL : INTEG_ASSURANCE_INCONSISTENT;
}

/* A target as a binary64 that is equal to a limit where it is exactly on it. */
static double beside_limits(const chart *self, integi_fraction target)
{
    integi_precise exact = integi_precise_from_fraction(&target);
    if (integi_precise_compare(exact, self->least) == 0)
        return self->least.high;
    return integi_precise_compare(exact, self->most) == 0 ? self->most.high : exact.high;
}

static void conclude(const integi_judgement *judged, const chart *self, integ_progress *progress)
{
    const integ_goal *goal = judged->goal;
    int64_t last = self->count - 1;
    bool between = goal->direction == INTEG_DIRECTION_BETWEEN;
    int32_t direction = between ? 0 : integi_method_direction(judged);
    int32_t variation = integ_chart_variation(self->flags[last], direction);
    progress->has_chart = true;
    progress->middle = self->middle;
    progress->lower = self->lower[last];
    progress->upper = self->upper[last];
    progress->flag = self->flags[last];
    double target = beside_limits(self, judged->target);
    if (between)
        progress->assurance = assurance_between(progress->lower, progress->upper, target,
                                                beside_limits(self, judged->target_high));
    else if (goal->has_target)
        progress->assurance = integ_chart_assurance(progress->lower, progress->upper, target, direction);
    progress->has_method_value = true;
    integi_fraction value = charted(judged, self->points[last]);
    progress->method_value = integi_fraction_number(&value);
    progress->method_status = integ_variation_name(variation);
    progress->judged = variation == INTEG_VARIATION_IMPROVEMENT ? INTEG_GOAL_ON_TRACK
                       : variation == INTEG_VARIATION_CONCERN   ? INTEG_GOAL_MOVING_AWAY
                                                                : INTEG_GOAL_BEHIND;
}

static integ_status draw(const integi_judgement *judged, chart *self, integ_progress *progress, integ_error *error)
{
    bool proportions = whole_parameter(judged->goal, PROPORTIONS) != 0;
    int64_t fix_after = proportions ? 0 : whole_parameter(judged->goal, FIX_AFTER);
    int64_t used = fix_after > 0 && fix_after < self->count ? fix_after : self->count;
    if (used < whole_parameter(judged->goal, POINTS))
        progress->untold = INTEG_UNTOLD_TOO_FEW_POINTS;
    else if (proportions && !has_proportions(self))
        progress->untold = INTEG_UNTOLD_NO_COUNTS;
    if (progress->untold != INTEG_UNTOLD_NONE)
        return INTEG_STATUS_OK;
    for (int64_t i = 0; i < self->count; i++)
        if (!integi_progress_use_point(progress, self->points[i]->date, self->values[i]))
            return integi_out_of_memory(error);
    integ_status status = proportions ? flag_proportions(self, NULL)
                                      : flag_values(self, used, whole_parameter(judged->goal, SCREEN) != 0, NULL);
    if (status == INTEG_STATUS_OK)
        conclude(judged, self, progress);
    else
        progress->untold = INTEG_UNTOLD_TOO_LARGE;
    return INTEG_STATUS_OK;
}

integ_status integi_judge_control_chart(const integi_judgement *judged, integ_progress *progress, integ_error *error)
{
    chart self = {.context = progress->context};
    integ_status status = make_chart(judged, &self) ? draw(judged, &self, progress, error)
                                                     : integi_out_of_memory(error);
    free_chart(&self);
    return status;
}
