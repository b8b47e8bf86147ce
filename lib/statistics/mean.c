/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

static integ_status check(const double *values, int64_t count, int64_t needed, integ_error *error)
{
    if (values == NULL && count > 0)
        return integi_invalid_argument(error, "values");
    for (int64_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return integi_out_of_range(error, "values");
    if (count < needed)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_too_few_values, needed == 1 ? "1" : "2");
    return INTEG_STATUS_OK;
}

/* A sum with what each addition lost beside it: Arnold Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation
 * endlicher Summen", Zeitschrift fuer Angewandte Mathematik und Mechanik 54 (1974). Values are made small first, by a
 * power of 2, so that no sum overflows. */
static double mean_of(const double *values, int64_t count)
{
    double largest = 0, sum = 0, lost = 0;
    for (int64_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(values[i]));
    int small = largest > 1e200 ? -128 : 0;
    for (int64_t i = 0; i < count; i++) {
        double value = ldexp(values[i], small), more = sum + value;
        lost += fabs(sum) >= fabs(value) ? (sum - more) + value : (value - more) + sum;
        sum = more;
    }
    return ldexp((sum + lost) / (double)count, -small);
}

integ_status integ_mean(const double *values, int64_t count, double *mean, integ_error *error)
{
    if (mean == NULL)
        return integi_invalid_argument(error, "mean");
    *mean = 0;
    integ_status status = check(values, count, 1, error);
    if (status == INTEG_STATUS_OK)
        *mean = mean_of(values, count);
    return status;
}

/* Scaled by the largest difference, whose square need not be a number. */
static double deviation_of(const double *values, int64_t count, double mean)
{
    double largest = 0, sum = 0;
    for (int64_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(values[i] - mean));
    if (largest == 0)
        return 0;
    for (int64_t i = 0; i < count; i++) {
        double part = (values[i] - mean) / largest;
        sum += part * part;
    }
    return largest * sqrt(sum / (double)(count - 1));
}

integ_status integ_mean_interval(const double *values, int64_t count, double confidence, double *mean, double *lower,
                                 double *upper, integ_error *error)
{
    if (mean == NULL || lower == NULL || upper == NULL)
        return integi_invalid_argument(error, mean == NULL ? "mean" : lower == NULL ? "lower" : "upper");
    *mean = *lower = *upper = 0;
    integ_status status = check(values, count, 2, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double middle = mean_of(values, count);
    status = integ_mean_interval_from_deviation((double)count, middle, deviation_of(values, count, middle),
                                                confidence, lower, upper, error);
    if (status == INTEG_STATUS_OK)
        *mean = middle;
    return status;
}

integ_status integ_mean_interval_from_deviation(double count, double mean, double deviation, double confidence,
                                                double *lower, double *upper, integ_error *error)
{
    if (lower == NULL || upper == NULL)
        return integi_invalid_argument(error, lower == NULL ? "lower" : "upper");
    *lower = *upper = 0;
    integ_status status = integi_check_confidence(confidence, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!isfinite(mean))
        return integi_out_of_range(error, "mean");
    if (!(deviation >= 0 && isfinite(deviation)))
        return integi_out_of_range(error, "deviation");
    if (!(count >= 0 && count <= INTEGI_PARAMETER_MAXIMUM))
        return integi_out_of_range(error, "count");
    if (count < 2)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_too_few_values, "2");
    double t;
    status = integ_t_quantile(integi_tail(confidence), count - 1, &t, error);
    if (status != INTEG_STATUS_OK)
        return status;
    *lower = mean + t * (deviation / sqrt(count));
    *upper = mean - t * (deviation / sqrt(count));
    return integi_deliver(lower, upper, error);
}

/* How many there are of a value. */
static int64_t times(const int64_t *counts, int64_t i)
{
    return counts == NULL ? 1 : counts[i];
}

static integ_status check_sorted(const double *values, const int64_t *counts, int64_t count, integ_error *error)
{
    integ_status status = check(values, count, 0, error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < count; i++) {
        if (i > 0 && values[i] < values[i - 1])
            status = INTEGI_FAIL(error, NULL, &integi_message_statistics_order, "values");
        else if (times(counts, i) < 0)
            status = integi_out_of_range(error, "counts");
    }
    return status;
}

/* The value at a position from 0 when each stands as often as its count says. */
static double value_at(const double *values, const int64_t *counts, int64_t count, int64_t position)
{
    int64_t i = 0;
    while (i < count - 1 && position >= times(counts, i))
        position -= times(counts, i++);
    return values[i];
}

/* A part of the way from one value to a larger one: never beyond either of them, and never back where the part grows,
 * which the sum of the two parts would be by a rounding where the values are of one sign. Their difference may not fit
 * where they are not. */
static double between(double low, double high, double part)
{
    if (low <= 0 && high >= 0)
        return (1 - part) * low + part * high;
    return fmin(low + part * (high - low), high);
}

integ_status integ_quantile(const double *values, const int64_t *counts, int64_t count, double probability,
                            double *out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    if (!(probability >= 0 && probability <= 1))
        return integi_out_of_range(error, "probability");
    integ_status status = check_sorted(values, counts, count, error);
    if (status != INTEG_STATUS_OK)
        return status;
    int64_t all = 0;
    for (int64_t i = 0; i < count; i++)
        all += times(counts, i);
    if (all < 1)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_too_few_values, "1");
    double place = (double)(all - 1) * probability, whole = floor(place), part = place - whole;
    double low = value_at(values, counts, count, (int64_t)whole);
    double high = part > 0 ? value_at(values, counts, count, (int64_t)whole + 1) : low;
    *out = between(low, high, part);
    return INTEG_STATUS_OK;
}
