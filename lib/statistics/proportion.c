/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

/* A share and its confidence, with room for the limits. */
static integ_status check(double events, double trials, double confidence, double *lower, double *upper,
                          integ_error *error)
{
    if (lower == NULL || upper == NULL)
        return integi_invalid_argument(error, lower == NULL ? "lower" : "upper");
    *lower = *upper = 0;
    integ_status status = integi_check_share(events, trials, "events", "trials", error);
    return status == INTEG_STATUS_OK ? integi_check_confidence(confidence, error) : status;
}

/* The lower limit by way of the product of both, x² / (n (n + z²)), which does not cancel when x is small. */
static void wilson(double events, double trials, double z, double *lower, double *upper)
{
    double share = events / trials, square = z * z / trials;
    double reach = z * sqrt((z * z / trials + 4 * share * (1 - share)) / trials);
    *upper = events == trials ? 1 : fmin((2 * share + square + reach) / (2 * (1 + square)), 1);
    *lower = events == 0 ? 0 : share * share / (1 + square) / *upper;
    if (events == trials)
        *lower = 1 / (1 + square);
    *lower = fmin(*lower, share);
    *upper = fmax(*upper, share);
}

integ_status integ_wilson_interval(double events, double trials, double confidence, double *lower, double *upper,
                                   integ_error *error)
{
    integ_status status = check(events, trials, confidence, lower, upper, error);
    if (status == INTEG_STATUS_OK)
        wilson(events, trials, integi_two_sided_normal(confidence), lower, upper);
    return status;
}

integ_status integ_clopper_pearson_interval(double events, double trials, double confidence, double *lower,
                                            double *upper, integ_error *error)
{
    integ_status status = check(events, trials, confidence, lower, upper, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (trials >= INTEGI_PARAMETER_MAXIMUM)
        return integi_out_of_range(error, "trials");
    double tail = integi_tail(confidence), rest = trials - events;
    if (events >= INTEGI_PARAMETER_MINIMUM)
        *lower = integi_logistic(integi_beta_log_odds_quantile(events, rest + 1, tail, 1 - tail));
    *upper = 1;
    if (rest >= INTEGI_PARAMETER_MINIMUM)
        *upper = integi_logistic(integi_beta_log_odds_quantile(events + 1, rest, 1 - tail, tail));
    *lower = fmin(*lower, events / trials);
    *upper = fmax(*upper, events / trials);
    return INTEG_STATUS_OK;
}

integ_status integ_newcombe_interval(double events, double trials, double other_events, double other_trials,
                                     double confidence, double *lower, double *upper, integ_error *error)
{
    if (lower == NULL || upper == NULL)
        return integi_invalid_argument(error, lower == NULL ? "lower" : "upper");
    *lower = *upper = 0;
    integ_status status = integi_check_two_shares(events, trials, other_events, other_trials, error);
    if (status == INTEG_STATUS_OK)
        status = integi_check_confidence(confidence, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double z = integi_two_sided_normal(confidence), own_lower, own_upper, other_lower, other_upper;
    wilson(events, trials, z, &own_lower, &own_upper);
    wilson(other_events, other_trials, z, &other_lower, &other_upper);
    double own = events / trials, other = other_events / other_trials;
    *lower = own - other - integi_hypotenuse(own - own_lower, other_upper - other);
    *upper = own - other + integi_hypotenuse(own_upper - own, other - other_lower);
    return INTEG_STATUS_OK;
}

integ_status integ_two_proportion_test(double events, double trials, double other_events, double other_trials,
                                       double *z, double *p_value, integ_error *error)
{
    if (z == NULL || p_value == NULL)
        return integi_invalid_argument(error, z == NULL ? "z" : "p_value");
    *z = *p_value = 0;
    integ_status status = integi_check_two_shares(events, trials, other_events, other_trials, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double weight = trials / (trials + other_trials), own = events / trials, other = other_events / other_trials;
    double pooled = own * weight + other * (1 - weight);
    double variance = pooled * (1 - pooled) * (1 / trials + 1 / other_trials);
    *z = own == other || !(variance > 0) ? 0 : (own - other) / sqrt(variance);
    *p_value = erfc(fabs(*z) / sqrt(2));
    return INTEG_STATUS_OK;
}
