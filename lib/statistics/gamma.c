/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

#include <float.h>

/* The regularised incomplete gamma function and its inverse.
 *
 * Sources: Abramowitz and Stegun, "Handbook of Mathematical Functions", 6.5.29 (series) and 6.5.31 (continued fraction,
 * evaluated by Lentz's method); x^a e^-x / Γ(a) in Loader's form, which keeps its digits for large a. */

/* Σ x^n / (a (a + 1) ... (a + n)): what P is divided by the density. */
static double series(double shape, double x)
{
    double term = 1 / shape, sum = term;
    for (double n = shape + 1; term > sum * 1e-17; n++) {
        term *= x / n;
        sum += term;
    }
    return sum;
}

/* What Q is divided by the density. */
static double continued_fraction(double shape, double x)
{
    double b = x + 1 - shape, c = 1e300, d = 1 / b, value = d;
    for (double i = 1; i < 1e7; i++) {
        double an = -i * (i - shape);
        b += 2;
        d = 1 / (an * d + b);
        c = b + an / c;
        double factor = c * d;
        value *= factor;
        if (fabs(factor - 1) < 2e-16)
            break;
    }
    return value;
}

integi_tails integi_gamma_tails(double shape, double log_x)
{
    double x = exp(log_x);
    integi_tails tails;
    if (x < DBL_MIN)
        tails.density = shape * log_x - shape * log(shape) + shape;
    else
        tails.density = -integi_deviance(shape, x);
    tails.density += 0.5 * log(shape) - INTEGI_HALF_LOG_TWO_PI - integi_stirling_error(shape);
    if (x < shape + 1) {
        tails.below = tails.density + log(series(shape, x));
        tails.above = integi_log_of_rest(fmin(tails.below, -DBL_MIN));
    } else {
        tails.above = tails.density + log(continued_fraction(shape, x));
        tails.below = integi_log_of_rest(fmin(tails.above, -DBL_MIN));
    }
    return tails;
}

/* Newton's method on the logarithm of the smaller tail as a function of log x. That function is concave, since log x
 * has a log-concave density, and so the steps come near from one side after the first. */
double integi_gamma_log_quantile(double shape, double below, double above)
{
    bool left = below <= above;
    double wanted = log(left ? below : above), at = log(shape);
    for (int i = 0; i < 200; i++) {
        integi_tails tails = integi_gamma_tails(shape, at);
        double tail = left ? tails.below : tails.above;
        double step = (wanted - tail) * exp(tail - tails.density);
        step = fmax(fmin(left ? step : -step, 50 / fmin(shape, 1)), -50 / fmin(shape, 1));
        at += step;
        if (fabs(step) <= 4e-16 * fmax(1, fabs(at)))
            break;
    }
    return at;
}

integ_status integ_chi_square_quantile(double probability, double degrees, double *out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    if (!(probability > 0 && probability < 1))
        return integi_out_of_range(error, "probability");
    if (!(degrees >= INTEGI_PARAMETER_MINIMUM && degrees <= INTEGI_PARAMETER_MAXIMUM))
        return integi_out_of_range(error, "degrees");
    *out = 2 * exp(integi_gamma_log_quantile(degrees / 2, probability, 1 - probability));
    double none = 0;
    return integi_deliver(out, &none, error);
}
