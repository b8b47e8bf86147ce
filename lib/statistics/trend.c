/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/context.h"
#include "integration/statistics.h"
#include "statistics/numbers.h"

#include <stdlib.h>
#include <string.h>

struct integ_trend {
    integ_context *context;
    double count, middle_x, sum_of_squares; /* of the distances from the middle */
    double slope, level;                    /* at middle_x */
    double deviation;                       /* of the values from the line */
};

/* Theil and Sen's method looks at every pair. */
#define ROBUST_POINTS_MAXIMUM 4000

static double median_of(double *values, size_t count)
{
    qsort(values, count, sizeof *values, integi_by_size);
    return count % 2 == 1 ? values[count / 2] : values[count / 2 - 1] / 2 + values[count / 2] / 2;
}

static void centre(integ_trend *self, const double *x, int64_t count)
{
    self->count = (double)count;
    for (int64_t i = 0; i < count; i++)
        self->middle_x += x[i] / self->count;
    for (int64_t i = 0; i < count; i++)
        self->sum_of_squares += (x[i] - self->middle_x) * (x[i] - self->middle_x);
}

static void fit_least_squares(integ_trend *self, const double *x, const double *y, int64_t count)
{
    double products = 0, squares = 0, largest = 0;
    for (int64_t i = 0; i < count; i++)
        self->level += y[i] / self->count;
    for (int64_t i = 0; i < count; i++)
        products += (x[i] - self->middle_x) / self->sum_of_squares * (y[i] - self->level);
    self->slope = products;
    for (int64_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(y[i] - self->level - self->slope * (x[i] - self->middle_x)));
    for (int64_t i = 0; largest > 0 && i < count; i++) {
        double part = (y[i] - self->level - self->slope * (x[i] - self->middle_x)) / largest;
        squares += part * part;
    }
    self->deviation = count > 2 ? largest * sqrt(squares / (self->count - 2)) : 0;
}

/* The median of all slopes, and of what it leaves; 1.4826 medians of the absolute rest make a standard deviation. */
static void fit_robust(integ_trend *self, const double *x, const double *y, int64_t count, double *room)
{
    size_t pairs = 0;
    for (int64_t i = 0; i < count; i++)
        for (int64_t j = 0; j < i; j++)
            if (x[i] != x[j])
                room[pairs++] = (y[i] - y[j]) / (x[i] - x[j]);
    self->slope = median_of(room, pairs);
    for (int64_t i = 0; i < count; i++)
        room[i] = y[i] - self->slope * (x[i] - self->middle_x);
    self->level = median_of(room, (size_t)count);
    for (int64_t i = 0; i < count; i++)
        room[i] = fabs(y[i] - self->level - self->slope * (x[i] - self->middle_x));
    self->deviation = count > 2 ? 1.4826 * median_of(room, (size_t)count) * sqrt(count / (self->count - 2)) : 0;
}

static integ_status fit(integ_trend *self, const double *x, const double *y, int64_t count, int32_t method,
                        integ_error *error)
{
    centre(self, x, count);
    if (!(self->sum_of_squares > 0))
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_one_moment);
    if (method == INTEG_TREND_LEAST_SQUARES) {
        fit_least_squares(self, x, y, count);
    } else {
        size_t size = (size_t)(count * (count - 1) / 2 + count) * sizeof(double);
        double *room = integi_allocate(self->context, size);
        if (room == NULL)
            return integi_out_of_memory(error);
        fit_robust(self, x, y, count, room);
        integi_release(self->context, room, size);
    }
    double slope = self->slope + self->sum_of_squares, rest = self->level + self->deviation;
    return integi_deliver(&slope, &rest, error);
}

static integ_status check(const double *x, const double *y, int64_t count, int32_t method, integ_error *error)
{
    if (method != INTEG_TREND_LEAST_SQUARES && method != INTEG_TREND_THEIL_SEN)
        return integi_invalid_argument(error, "method");
    if (count > 0 && (x == NULL || y == NULL))
        return integi_invalid_argument(error, x == NULL ? "x" : "y");
    for (int64_t i = 0; i < count; i++)
        if (!isfinite(x[i]) || !isfinite(y[i]))
            return integi_out_of_range(error, isfinite(x[i]) ? "y" : "x");
    if (count < 2)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_too_few_values, "2");
    if (method == INTEG_TREND_THEIL_SEN && count > ROBUST_POINTS_MAXIMUM)
        return integi_out_of_range(error, "count");
    return INTEG_STATUS_OK;
}

integ_status integ_trend_new(integ_context *context, const double *x, const double *y, int64_t count, int32_t method,
                             integ_trend **out, integ_error *error)
{
    if (context == NULL || out == NULL)
        return integi_invalid_argument(error, context == NULL ? "context" : "out");
    *out = NULL;
    integ_status status = check(x, y, count, method, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integ_trend *self = integi_allocate_zeroed(context, sizeof *self);
    if (self == NULL)
        return integi_out_of_memory(error);
    self->context = integi_context_retain(context);
    status = fit(self, x, y, count, method, error);
    if (status == INTEG_STATUS_OK)
        *out = self;
    else
        integ_trend_free(self);
    return status;
}

void integ_trend_free(integ_trend *trend)
{
    if (trend == NULL)
        return;
    integ_context *context = trend->context;
    integi_release(context, trend, sizeof *trend);
    integ_context_free(context);
}

double integ_trend_slope(const integ_trend *trend)
{
    return trend->slope;
}

static double value_at(const integ_trend *trend, double x)
{
    return trend->level + trend->slope * (x - trend->middle_x);
}

/* The standard error of one new value. */
static double error_at(const integ_trend *trend, double x)
{
    double away = (x - trend->middle_x) / sqrt(trend->sum_of_squares);
    return trend->deviation * sqrt(1 + 1 / trend->count + away * away);
}

static integ_status check_interval(const integ_trend *trend, double x, integ_error *error)
{
    if (!isfinite(x))
        return integi_out_of_range(error, "x");
    return trend->count > 2 ? INTEG_STATUS_OK : INTEGI_FAIL(error, NULL, &integi_message_statistics_no_degrees);
}

integ_status integ_trend_value(const integ_trend *trend, double x, double *value, integ_error *error)
{
    if (trend == NULL || value == NULL)
        return integi_invalid_argument(error, trend == NULL ? "trend" : "value");
    return integi_deliver_one(value_at(trend, x), value, error);
}

integ_status integ_trend_interval(const integ_trend *trend, double x, double confidence, double *lower,
                                  double *upper, integ_error *error)
{
    if (trend == NULL || lower == NULL || upper == NULL)
        return integi_invalid_argument(error, trend == NULL ? "trend" : lower == NULL ? "lower" : "upper");
    *lower = *upper = 0;
    integ_status status = integi_check_confidence(confidence, error);
    if (status == INTEG_STATUS_OK)
        status = check_interval(trend, x, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double t;
    status = integ_t_quantile(integi_tail(confidence), trend->count - 2, &t, error);
    if (status != INTEG_STATUS_OK)
        return status;
    *lower = value_at(trend, x) + t * error_at(trend, x);
    *upper = value_at(trend, x) - t * error_at(trend, x);
    return integi_deliver(lower, upper, error);
}

integ_status integ_trend_probability(const integ_trend *trend, double x, double target, int32_t direction,
                                     double *probability, integ_error *error)
{
    if (trend == NULL || probability == NULL)
        return integi_invalid_argument(error, trend == NULL ? "trend" : "probability");
    *probability = 0;
    if (!isfinite(target))
        return integi_out_of_range(error, "target");
    if (direction != 1 && direction != -1)
        return integi_out_of_range(error, "direction");
    integ_status status = check_interval(trend, x, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double missing = direction * (target - value_at(trend, x)), spread = error_at(trend, x);
    if (spread > 0)
        *probability = integi_t_above(missing / spread, trend->count - 2);
    else
        *probability = missing <= 0;
    return integi_deliver_one(*probability, probability, error);
}
