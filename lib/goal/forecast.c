/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "goal/judgement.h"

#include <math.h>

/* Where a line through the published values leads by the deadline, and what it would take to meet the target. */

#define POINTS_NEEDED 3
#define CONFIDENCE 0.95
#define POWER 0.8

/* The line is drawn through differences from the last value: values that are all the same make a line that is level to
 * the last digit. */
typedef struct line {
    const integi_judgement *judged;
    integ_trend *trend;
    double at; /* the deadline, in years from the first value */
    integi_fraction last;
    double largest; /* of the differences */
    bool exact;     /* no point is off the line by more than rounding */
    double value;   /* at the deadline */
} line;

/* What is less than this part of the numbers is rounding. */
#define HAIR 1e-9

static double years_number(integ_date from, integ_date to)
{
    integi_fraction years = integi_years_between(from, to);
    return integi_fraction_number(&years);
}

static double from_last(const line *self, integi_fraction level)
{
    integi_fraction difference = integi_fraction_subtract(level, self->last);
    return integi_fraction_number(&difference);
}

/* The probability that the value is at or beyond a level; of an exact line it is 1 or 0. */
static bool beyond(const line *self, integi_fraction level, int32_t direction, double *probability)
{
    double target = from_last(self, level);
    if (!self->exact)
        return integ_trend_probability(self->trend, self->at, target, direction, probability, NULL) == INTEG_STATUS_OK;
    double hair = HAIR * fmax(self->largest, fabs(self->value));
    *probability = direction * (self->value - target) >= -hair;
    return true;
}

static bool between(const line *self, integi_fraction low, integi_fraction high, double *probability)
{
    double under_low, over_high;
    if (integi_fraction_compare(low, high) >= 0 || !beyond(self, low, -1, &under_low) ||
        !beyond(self, high, 1, &over_high))
        return false;
    bool on_limit = self->exact && beyond(self, low, 1, probability) && *probability == 1 &&
                    beyond(self, high, -1, probability) && *probability == 1;
    *probability = on_limit ? 1 : fmax(1 - under_low - over_high, 0);
    return true;
}

/* Of meeting the target; of parity exactly there is none, since no value is met exactly. */
static bool find_probability(const line *self, double *probability)
{
    const integi_judgement *judged = self->judged;
    const integ_goal *goal = judged->goal;
    integi_fraction target = integi_fraction_from_decimal(goal->target);
    if (!goal->has_target)
        return false;
    if (goal->direction == INTEG_DIRECTION_BETWEEN)
        return between(self, target, judged->target_high, probability);
    if (goal->direction == INTEG_DIRECTION_PARITY) {
        integi_fraction parity = integi_fraction_from(goal->parity, 1), distance = judged->target;
        integi_fraction low = integi_fraction_subtract(parity, distance);
        distance.numerator.sign = -distance.numerator.sign;
        return between(self, low, integi_fraction_subtract(parity, distance), probability);
    }
    return beyond(self, target, integi_method_direction(judged), probability);
}

/* The nearest value that meets the target. */
static integi_fraction nearest_value(const integi_judgement *judged, integi_fraction value)
{
    const integ_goal *goal = judged->goal;
    integi_fraction target = integi_fraction_from_decimal(goal->target);
    if (goal->direction == INTEG_DIRECTION_BETWEEN)
        return integi_fraction_compare(value, judged->target) < 0 ? judged->target : judged->target_high;
    if (goal->direction != INTEG_DIRECTION_PARITY)
        return target;
    /* The same distance on the side where the value is; the target itself may be on the other one. */
    integi_fraction parity = integi_fraction_from(goal->parity, 1), distance = judged->target;
    if (integi_fraction_compare(value, parity) < 0)
        return integi_fraction_subtract(parity, distance);
    distance.numerator.sign = -distance.numerator.sign;
    return integi_fraction_subtract(parity, distance);
}

static void find_required_pace(const integi_judgement *judged, const integ_progress *progress,
                               integi_forecast_result *out)
{
    integi_fraction years = integi_years_between(progress->point.date, judged->goal->deadline);
    if (!judged->goal->has_target || integi_fraction_sign(&years) <= 0)
        return;
    out->has_required_pace = true;
    if (integi_judgement_meets(judged, &progress->point))
        return;
    integi_fraction value = progress->point.figure.value.exact;
    integi_fraction missing = integi_fraction_subtract(nearest_value(judged, value), value);
    out->required_pace = integi_fraction_number(&missing) / integi_fraction_number(&years);
}

/* Of a share only: what two groups of this size can show. */
static void find_smallest_change(const integi_judgement *judged, const integ_progress *progress,
                                 integi_forecast_result *out)
{
    const integi_value *value = &progress->point.figure.value;
    bool share = value->kind == INTEG_INDICATOR_SHARE && !value->compared && !value->with_published;
    out->change_reason = INTEG_UNTOLD_NO_COUNTS;
    if (!share || value->without_counts || value->own.denominator <= 0 || value->own.numerator < 0)
        return;
    double part = (double)value->own.numerator / (double)value->own.denominator, change;
    /* Towards where the goal wants it; a share that has nowhere to go there can only come back. */
    int32_t direction = integi_method_direction(judged);
    if (judged->goal->direction == INTEG_DIRECTION_BETWEEN)
        direction = integi_fraction_compare(value->exact, judged->target) < 0 ? 1 : -1;
    if ((direction > 0 && part == 1) || (direction < 0 && part == 0))
        direction = -direction;
    double trials = (double)value->own.denominator;
    out->change_reason = INTEG_UNTOLD_TOO_SMALL_GROUP;
    if (integ_minimum_detectable_change(part, trials, trials, CONFIDENCE, POWER, direction, &change, NULL) !=
        INTEG_STATUS_OK)
        return;
    out->change_reason = INTEG_UNTOLD_NONE;
    out->smallest_change = 100 * change;
}

static double within(double number, double low, double high)
{
    return number < low ? low : number > high ? high : number;
}

/* A line knows no bounds, but a share has them. */
static void keep_shares_possible(const integi_value *value, integi_forecast_result *out)
{
    if (value->kind != INTEG_INDICATOR_SHARE || value->compared || value->with_published)
        return;
    out->value = within(out->value, 0, 100);
    out->lower = within(out->lower, 0, 100);
    out->upper = within(out->upper, 0, 100);
}

static void read_line(line *self, integ_trend *trend, integi_forecast_result *out)
{
    self->trend = trend;
    double lower = 0, upper = 0, last = integi_fraction_number(&self->last);
    out->pace = integ_trend_slope(trend);
    integ_status status = integ_trend_value(trend, self->at, &self->value, NULL);
    if (status == INTEG_STATUS_OK)
        status = integ_trend_interval(trend, self->at, CONFIDENCE, &lower, &upper, NULL);
    self->exact = status == INTEG_STATUS_OK && upper - lower <= HAIR * fmax(self->largest, fabs(self->value));
    out->value = last + self->value;
    out->lower = self->exact ? out->value : last + lower;
    out->upper = self->exact ? out->value : last + upper;
    if (!(isfinite(out->lower) && isfinite(out->upper)))
        status = INTEG_STATUS_OUT_OF_RANGE;
    out->reason = status == INTEG_STATUS_OK ? INTEG_UNTOLD_NONE : INTEG_UNTOLD_TOO_LARGE;
    out->has_probability = status == INTEG_STATUS_OK && find_probability(self, &out->probability);
}

/* Years from the first value, and values; `room` has space for twice as many numbers as the series has points. */
static integ_status draw_line(const integi_judgement *judged, integ_progress *progress, double *room,
                              integ_error *error)
{
    integi_forecast_result *out = &progress->forecast;
    double *years = room, *values = room + judged->series->count;
    integ_date first = 0;
    int64_t count = 0;
    line self = {.judged = judged, .last = progress->point.figure.value.exact};
    for (size_t i = 0; i < judged->series->count; i++) {
        const integi_point *point = &judged->series->points[i];
        if (!integi_judgement_covers(judged, point) || !integi_point_has_value(point))
            continue;
        first = count == 0 ? point->date : first;
        years[count] = years_number(first, point->date);
        values[count] = from_last(&self, point->figure.value.exact);
        self.largest = fmax(self.largest, fabs(values[count++]));
    }
    out->point_count = (size_t)count;
    if (count < POINTS_NEEDED) {
        out->reason = INTEG_UNTOLD_TOO_FEW_POINTS;
        return INTEG_STATUS_OK;
    }
    self.at = years_number(first, judged->goal->deadline);
    integ_trend *trend;
    integ_status status = integ_trend_new(progress->context, years, values, count, progress->trend, &trend, NULL);
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        return integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK) {
        read_line(&self, trend, out);
        keep_shares_possible(&progress->point.figure.value, out);
    } else
        out->reason = INTEG_UNTOLD_TOO_LARGE;
    integ_trend_free(trend);
    return INTEG_STATUS_OK;
}

integ_status integi_forecast(const integi_judgement *judged, integ_progress *progress, integ_error *error)
{
    const integ_goal *goal = judged->goal;
    integi_forecast_result *out = &progress->forecast;
    out->date = goal->deadline;
    out->reason = out->change_reason = INTEG_UNTOLD_NO_VALUE;
    if (!progress->has_point || !integi_point_has_value(&progress->point))
        return INTEG_STATUS_OK;
    find_smallest_change(judged, progress, out);
    out->reason = INTEG_UNTOLD_NO_DEADLINE;
    if (!goal->has_target || goal->deadline == INTEG_DATE_MAXIMUM)
        return INTEG_STATUS_OK;
    find_required_pace(judged, progress, out);
    out->reason = INTEG_UNTOLD_DEADLINE_PASSED;
    if (goal->deadline <= progress->point.date)
        return INTEG_STATUS_OK;
    size_t size = 2 * judged->series->count * sizeof(double);
    double *room = integi_allocate(progress->context, size);
    if (room == NULL)
        return integi_out_of_memory(error);
    integ_status status = draw_line(judged, progress, room, error);
    integi_release(progress->context, room, size);
    return status;
}
