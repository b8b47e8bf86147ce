/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"
#include "statistics/precise.h"

/* log Γ is within 10^-18 of this series from here on. */
#define SERIES_FROM 16

/* The coefficients B(2k) / (2k (2k − 1)) of the series in Abramowitz and Stegun 6.1.40. */
static double stirling_series(double z)
{
    static const double coefficients[] = {1.0 / 12,  -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                                          1.0 / 1188, -691.0 / 360360, 1.0 / 156};
    double square = 1 / (z * z), sum = 0;
    for (int i = 6; i >= 0; i--)
        sum = sum * square + coefficients[i];
    return sum / z;
}

/* Below the series' reach Γ(z) = Γ(z + k) / (z (z + 1) ... (z + k − 1)). */
double integi_stirling_error(double z)
{
    if (z >= SERIES_FROM)
        return stirling_series(z);
    double product = 1, shifted = z;
    for (; shifted < SERIES_FROM; shifted++)
        product *= shifted;
    double above = stirling_series(shifted) + (shifted - 0.5) * log(shifted) - shifted;
    return above - log(product) - (z - 0.5) * log(z) + z;
}

/* Source: Catherine Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000), function bd0. */
double integi_deviance(double value, double expected)
{
    double difference = value - expected;
    if (fabs(difference) >= 0.1 * (value + expected))
        return value * log(value / expected) + expected - value;
    double ratio = difference / (value + expected), sum = difference * ratio;
    double term = 2 * value * ratio;
    for (int j = 1; j < 1000; j++) {
        term *= ratio * ratio;
        double next = sum + term / (2 * j + 1);
        if (next == sum)
            break;
        sum = next;
    }
    return sum;
}

double integi_log_of_rest(double x)
{
    return x > -0.7 ? log(-expm1(x)) : log1p(-exp(x));
}

double integi_softplus(double x)
{
    return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

double integi_logistic(double x)
{
    return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

double integi_hypotenuse(double a, double b)
{
    int exponent;
    (void)frexp(fmax(fabs(a), fabs(b)), &exponent);
    a = ldexp(a, -exponent);
    b = ldexp(b, -exponent);
    return ldexp(sqrt(a * a + b * b), exponent);
}

double integi_tail(double confidence)
{
    integi_precise rest = integi_precise_subtract((integi_precise){1, 0}, integi_precise_from(confidence));
    return rest.high / 2;
}

double integi_two_sided_normal(double confidence)
{
    double z = 0;
    integ_normal_quantile(integi_tail(confidence), &z, NULL);
    return -z;
}

integ_status integi_out_of_range(integ_error *error, const char *parameter)
{
    return INTEGI_FAIL(error, NULL, &integi_message_statistics_range, parameter);
}

integ_status integi_check_confidence(double confidence, integ_error *error)
{
    return confidence > 0 && confidence < 1 ? INTEG_STATUS_OK : integi_out_of_range(error, "confidence");
}

integ_status integi_check_share(double events, double trials, const char *events_name, const char *trials_name,
                                integ_error *error)
{
    if (!(trials >= 0 && isfinite(trials)))
        return integi_out_of_range(error, trials_name);
    if (!(events >= 0 && events <= trials))
        return integi_out_of_range(error, events_name);
    if (trials == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_no_values, trials_name);
    return INTEG_STATUS_OK;
}

integ_status integi_check_two_shares(double events, double trials, double other_events, double other_trials,
                                     integ_error *error)
{
    integ_status status = integi_check_share(events, trials, "events", "trials", error);
    if (status == INTEG_STATUS_OK)
        status = integi_check_share(other_events, other_trials, "other_events", "other_trials", error);
    return status;
}

integ_status integi_deliver(double *first, double *second, integ_error *error)
{
    if (isfinite(*first) && isfinite(*second))
        return INTEG_STATUS_OK;
    *first = *second = 0;
    return INTEGI_FAIL(error, NULL, &integi_message_statistics_too_large);
}

integ_status integi_deliver_one(double value, double *out, integ_error *error)
{
    double none = 0;
    *out = value;
    return integi_deliver(out, &none, error);
}

int integi_by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}
