/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

static integ_status check_values(const double *values, int64_t count, const char *name, integ_error *error)
{
    if (values == NULL && count > 0)
        return integi_invalid_argument(error, name);
    for (int64_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return integi_out_of_range(error, name);
    return INTEG_STATUS_OK;
}

/* The mean of the moving ranges below `screen`. */
static double mean_range(const double *values, int64_t count, double screen)
{
    double sum = 0, kept = 0;
    for (int64_t i = 1; i < count; i++) {
        double range = fabs(values[i] - values[i - 1]);
        if (range < screen) {
            sum += range / (double)count;
            kept++;
        }
    }
    return kept > 0 ? sum / kept * (double)count : 0;
}

integ_status integ_xmr_limits(const double *values, int64_t count, int64_t fix_after, int32_t screen, double *mean,
                              double *lower, double *upper, integ_error *error)
{
    if (mean == NULL || lower == NULL || upper == NULL)
        return integi_invalid_argument(error, mean == NULL ? "mean" : lower == NULL ? "lower" : "upper");
    *mean = *lower = *upper = 0;
    integ_status status = check_values(values, count, "values", error);
    if (status != INTEG_STATUS_OK)
        return status;
    int64_t used = fix_after > 0 && fix_after < count ? fix_after : count;
    if (used < 2)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_too_few_values, "2");
    double range = mean_range(values, used, INFINITY), middle = 0;
    if (screen && range > 0)
        range = mean_range(values, used, 3.267 * range);
    for (int64_t i = 0; i < used; i++)
        middle += values[i];
    middle = isfinite(middle) ? middle / (double)used : middle;
    *lower = middle - 2.66 * range;
    *upper = middle + 2.66 * range;
    status = integi_deliver(lower, upper, error);
    if (status == INTEG_STATUS_OK)
        *mean = middle;
    return status;
}

/* Adds up events and what they are out of. */
static integ_status mean_rate(const double *events, const double *sizes, int64_t count, bool share, double *mean,
                              integ_error *error)
{
    double sum = 0, size = 0;
    if (count > 0 && (events == NULL || sizes == NULL))
        return integi_invalid_argument(error, events == NULL ? "events" : "sizes");
    for (int64_t i = 0; i < count; i++) {
        if (!(sizes[i] > 0 && isfinite(sizes[i])))
            return integi_out_of_range(error, "sizes");
        if (!(events[i] >= 0 && isfinite(events[i])) || (share && events[i] > sizes[i]))
            return integi_out_of_range(error, "events");
        sum += events[i];
        size += sizes[i];
    }
    if (count < 1)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_too_few_values, "1");
    return integi_deliver_one(sum / size, mean, error);
}

integ_status integ_p_chart_limits(const double *events, const double *trials, int64_t count, double *mean,
                                  double *lower, double *upper, integ_error *error)
{
    if (mean == NULL || ((lower == NULL || upper == NULL) && count > 0))
        return integi_invalid_argument(error, mean == NULL ? "mean" : "lower, upper");
    *mean = 0;
    integ_status status = mean_rate(events, trials, count, true, mean, error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < count; i++) {
        double reach = 3 * sqrt(*mean * (1 - *mean) / trials[i]);
        lower[i] = fmax(*mean - reach, 0);
        upper[i] = fmin(*mean + reach, 1);
    }
    return status;
}

integ_status integ_u_chart_limits(const double *events, const double *sizes, int64_t count, double *mean,
                                  double *lower, double *upper, integ_error *error)
{
    if (mean == NULL || ((lower == NULL || upper == NULL) && count > 0))
        return integi_invalid_argument(error, mean == NULL ? "mean" : "lower, upper");
    *mean = 0;
    integ_status status = mean_rate(events, sizes, count, false, mean, error);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < count; i++) {
        double reach = 3 * sqrt(*mean / sizes[i]);
        lower[i] = fmax(*mean - reach, 0);
        upper[i] = *mean + reach;
        status = integi_deliver(&lower[i], &upper[i], error);
    }
    if (status != INTEG_STATUS_OK)
        *mean = 0;
    return status;
}
