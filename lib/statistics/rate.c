/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

static integ_status check(double events, double confidence, double *lower, double *upper, integ_error *error)
{
    if (lower == NULL || upper == NULL)
        return integi_invalid_argument(error, lower == NULL ? "lower" : "upper");
    *lower = *upper = 0;
    if (!(events >= 0 && isfinite(events)))
        return integi_out_of_range(error, "events");
    return integi_check_confidence(confidence, error);
}

static double cube(double x)
{
    return x * x * x;
}

integ_status integ_byar_interval(double events, double confidence, double *lower, double *upper, integ_error *error)
{
    integ_status status = check(events, confidence, lower, upper, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double z = integi_two_sided_normal(confidence), more = events + 1;
    *lower = events == 0 ? 0 : events * cube(fmax(1 - 1 / (9 * events) - z / (3 * sqrt(events)), 0));
    *upper = more * cube(1 - 1 / (9 * more) + z / (3 * sqrt(more)));
    *upper = fmax(*upper, events);
    return integi_deliver(lower, upper, error);
}

integ_status integ_poisson_interval(double events, double confidence, double *lower, double *upper,
                                    integ_error *error)
{
    integ_status status = check(events, confidence, lower, upper, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (events > INTEGI_PARAMETER_MAXIMUM)
        return integi_out_of_range(error, "events");
    double tail = integi_tail(confidence);
    if (events >= INTEGI_PARAMETER_MINIMUM)
        *lower = fmin(exp(integi_gamma_log_quantile(events, tail, 1 - tail)), events);
    *upper = fmax(exp(integi_gamma_log_quantile(events + 1, 1 - tail, tail)), events);
    return INTEG_STATUS_OK;
}

integ_status integ_count_interval(double events, double confidence, double *lower, double *upper, integ_error *error)
{
    return events < INTEG_EXACT_EVENTS_BELOW ? integ_poisson_interval(events, confidence, lower, upper, error)
                                             : integ_byar_interval(events, confidence, lower, upper, error);
}

integ_status integ_rate(double events, double person_time, double multiplier, double confidence, double *value,
                        double *lower, double *upper, integ_error *error)
{
    if (value == NULL)
        return integi_invalid_argument(error, "value");
    *value = 0;
    integ_status status = integ_count_interval(events, confidence, lower, upper, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (person_time == 0)
        status = INTEGI_FAIL(error, NULL, &integi_message_statistics_no_values, "person_time");
    else if (!(person_time > 0 && isfinite(person_time)))
        status = integi_out_of_range(error, "person_time");
    else if (!(multiplier > 0 && isfinite(multiplier)))
        status = integi_out_of_range(error, "multiplier");
    if (status != INTEG_STATUS_OK) {
        *lower = *upper = 0;
        return status;
    }
    *value = events / person_time * multiplier;
    *lower = fmin(*lower / person_time * multiplier, *value);
    *upper = fmax(*upper / person_time * multiplier, *value);
    status = integi_deliver(lower, upper, error);
    if (status != INTEG_STATUS_OK)
        *value = 0;
    return status;
}
