/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

typedef struct two_shares {
    double events, trials, other_events, other_trials;
} two_shares;

/* What a share of observed events adds to chi-square; a share of 0 or 1 that is met exactly adds nothing. */
static double chi_square(double events, double trials, double share)
{
    double missed = events - trials * share;
    return missed == 0 ? 0 : missed * missed / (trials * share * (1 - share));
}

/* Koopman's chi-square of a ratio: how far the two shares are from the likeliest ones that have it. */
static double distance(const two_shares *shares, double ratio)
{
    double n = shares->trials, m = shares->other_trials, all = shares->events + shares->other_events;
    double b = ratio * (n + shares->other_events) + shares->events + m;
    double root = sqrt(fmax(b * b - 4 * ratio * (n + m) * all, 0));
    double own = fmin(2 * ratio * all / (b + root), 1), other = fmin(own / ratio, 1);
    return chi_square(shares->events, n, own) + chi_square(shares->other_events, m, other);
}

/* Between the observed ratio and where the distance is z², by halving the logarithm. */
static double limit(const two_shares *shares, double square, double inside, double outside)
{
    while (distance(shares, outside) < square && outside > 1e-250 && outside < 1e250)
        outside = outside > inside ? outside * 16 : outside / 16;
    for (int i = 0; i < 200; i++) {
        double middle = sqrt(inside) * sqrt(outside);
        if (middle == inside || middle == outside)
            break;
        if (distance(shares, middle) < square)
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

integ_status integ_koopman_interval(double events, double trials, double other_events, double other_trials,
                                    double confidence, double *lower, double *upper, integ_error *error)
{
    if (lower == NULL || upper == NULL)
        return integi_invalid_argument(error, lower == NULL ? "lower" : "upper");
    *lower = *upper = 0;
    two_shares shares = {events, trials, other_events, other_trials};
    integ_status status = integi_check_two_shares(events, trials, other_events, other_trials, error);
    if (status == INTEG_STATUS_OK)
        status = integi_check_confidence(confidence, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (other_events == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_no_values, "other_events");
    double z = integi_two_sided_normal(confidence), ratio = events / trials / (other_events / other_trials);
    if (events == 0)
        *upper = limit(&shares, z * z, 1e-12, 1);
    else {
        *lower = limit(&shares, z * z, ratio, ratio / 2);
        *upper = limit(&shares, z * z, ratio, ratio * 2);
    }
    return integi_deliver(lower, upper, error);
}

/* What is left of a change to one direction once chance at both moments has had its part; above 0: it can be shown. */
static double shown(double share, double change, double trials, double other_trials, double z, double z_power)
{
    double later = share + change, weight = trials / (trials + other_trials);
    double pooled = share * weight + later * (1 - weight);
    double under_none = sqrt(pooled * (1 - pooled) * (1 / trials + 1 / other_trials));
    double under_change = sqrt(share * (1 - share) / trials + later * (1 - later) / other_trials);
    return fabs(change) - z * under_none - z_power * under_change;
}

integ_status integ_minimum_detectable_change(double share, double trials, double other_trials, double confidence,
                                             double power, int32_t direction, double *change, integ_error *error)
{
    if (change == NULL)
        return integi_invalid_argument(error, "change");
    *change = 0;
    if (!(share >= 0 && share <= 1))
        return integi_out_of_range(error, "share");
    if (!(trials > 0 && isfinite(trials)))
        return integi_out_of_range(error, "trials");
    if (!(other_trials > 0 && isfinite(other_trials)))
        return integi_out_of_range(error, "other_trials");
    if (direction != 1 && direction != -1)
        return integi_out_of_range(error, "direction");
    if (!(power >= 0.5 && power < 1))
        return integi_out_of_range(error, "power");
    integ_status status = integi_check_confidence(confidence, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double z = integi_two_sided_normal(confidence), z_power = 0;
    integ_normal_quantile(power, &z_power, NULL);
    double low = 0, high = direction > 0 ? 1 - share : share;
    if (!(shown(share, direction * high, trials, other_trials, z, z_power) >= 0) || high == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_small_group);
    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;
        if (shown(share, direction * middle, trials, other_trials, z, z_power) >= 0)
            high = middle;
        else
            low = middle;
    }
    *change = high;
    return INTEG_STATUS_OK;
}
