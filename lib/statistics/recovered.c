/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

/* Limits of a difference and a ratio from those of its parts: each limit tells how far its side varies there. */

typedef struct estimate {
    double value, lower, upper;
} estimate;

static integ_status check(const estimate *own, const estimate *other, double *lower, double *upper, integ_error *error)
{
    if (lower == NULL || upper == NULL)
        return integi_invalid_argument(error, lower == NULL ? "lower" : "upper");
    *lower = *upper = 0;
    if (!(isfinite(own->lower) && isfinite(own->upper) && own->lower <= own->value && own->value <= own->upper))
        return integi_out_of_range(error, "own");
    if (!(isfinite(other->lower) && isfinite(other->upper) && other->lower <= other->value &&
          other->value <= other->upper))
        return integi_out_of_range(error, "other");
    return INTEG_STATUS_OK;
}

integ_status integ_difference_interval(double own, double own_lower, double own_upper, double other,
                                       double other_lower, double other_upper, double *lower, double *upper,
                                       integ_error *error)
{
    const estimate one = {own, own_lower, own_upper}, two = {other, other_lower, other_upper};
    integ_status status = check(&one, &two, lower, upper, error);
    if (status != INTEG_STATUS_OK)
        return status;
    *lower = own - other - integi_hypotenuse(own - own_lower, other_upper - other);
    *upper = own - other + integi_hypotenuse(own_upper - own, other - other_lower);
    return integi_deliver(lower, upper, error);
}

/* A limit times what lies as far on the other side of the estimate, as a share of the estimate's square. */
static double mirrored(double limit, double value)
{
    double share = limit / value;
    return share * (2 - share);
}

/* The ratio's limits over the ratio itself: with a and b what mirrored() gives of own and other, the roots of
 * b x² − 2 x + a. */
integ_status integ_ratio_interval(double own, double own_lower, double own_upper, double other, double other_lower,
                                  double other_upper, double *lower, double *upper, integ_error *error)
{
    const estimate one = {own, own_lower, own_upper}, two = {other, other_lower, other_upper};
    integ_status status = check(&one, &two, lower, upper, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (own_lower < 0 || other_lower < 0 || other == 0)
        return integi_out_of_range(error, own_lower < 0 ? "own" : "other");
    if (other_lower == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_no_values, "other_lower");
    double above = mirrored(other_upper, other), below = mirrored(other_lower, other), ratio = own / other;
    if (own == 0) { /* then its own upper limit is all there is */
        *upper = own_upper / (other * sqrt(below));
        return integi_deliver(lower, upper, error);
    }
    double least = mirrored(own_lower, own), most = mirrored(own_upper, own);
    *lower = fmin(ratio * least / (1 + sqrt(fmax(1 - least * above, 0))), ratio);
    *upper = fmax(ratio * (1 + sqrt(fmax(1 - most * below, 0))) / below, ratio);
    return integi_deliver(lower, upper, error);
}
