/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

#include <float.h>

/* The regularised incomplete beta function and its inverse, and Student's t, which follows from it.
 *
 * Sources: the continued fractions of Abramowitz and Stegun 26.5.8 and of Armido R. DiDonato and Alfred H. Morris,
 * "Algorithm 708", ACM TOMS 18 (1992), evaluated by Lentz's method; x^a (1−x)^b / B(a, b) in Loader's saddle-point
 * form, which keeps its digits for few events among very many citizens. */

/* What I_x(a, b) is divided by x^a (1−x)^b / B(a, b), for x below (a + 1) / (a + b + 2) and a that is not large. */
static double continued_fraction(double a, double b, double x)
{
    double c = 1, d = 1 / fmax(1 - (a + b) * x / (a + 1), DBL_MIN), value = d;
    for (double m = 1; m < 1e7; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / (1 + even * d);
        c = 1 + even / c;
        value *= c * d;
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / (1 + odd * d);
        c = 1 + odd / c;
        value *= c * d;
        if (fabs(c * d - 1) < 2e-16)
            break;
    }
    return value / a;
}

/* The same for large a, where the terms above would nearly cancel; here none does for b from 1 on. */
static double continued_fraction_of_large(double a, double b, double x, double y)
{
    double lambda = (a + b) * y - b, constant = 1 + lambda, ratio = b / a, near_one = 1 + 1 / a;
    double p = 1, s = a + 1, value = constant / near_one, c = value, d = 0;
    for (double n = 1; n < 1e7; n++) {
        double t = n / a, w = n * (b - n) * x, e = a / s;
        double alpha = p * (p + ratio) * e * e * (w * x);
        double beta = n + w / s + (1 + t) / (near_one + t + t) * (constant + n * (y + 1));
        p = 1 + t;
        s += 2;
        d = 1 / (beta + alpha * d);
        c = beta + alpha / c;
        value *= c * d;
        if (fabs(c * d - 1) < 2e-16)
            break;
    }
    return 1 / value;
}

/* I_x(a, b) divided by x^a (1−x)^b / B(a, b), with I_x(a, b) = I_x(a, b + 1) − x^a (1−x)^b / (b B(a, b)). */
static double divided(double a, double b, double x, double y)
{
    if (a < 100)
        return continued_fraction(a, b, x);
    if (b >= 1)
        return continued_fraction_of_large(a, b, x, y);
    return y * (a + b) / b * continued_fraction_of_large(a, b + 1, x, y) - 1 / b;
}

/* a · log(a / (n x)) + n x − a, also where x is too small for a binary64. */
static double deviance(double a, double n, double x, double log_x)
{
    return n * x < DBL_MIN ? a * (log(a / n) - log_x) - a : integi_deviance(a, n * x);
}

/* log(x^a (1−x)^b / B(a, b)). */
static double log_density(double a, double b, double x, double y, double log_odds)
{
    double n = a + b;
    return 0.5 * (log(a) + log(b / n)) - INTEGI_HALF_LOG_TWO_PI + integi_stirling_error(n) - integi_stirling_error(a) -
           integi_stirling_error(b) - deviance(a, n, x, -integi_softplus(-log_odds)) -
           deviance(b, n, y, -integi_softplus(log_odds));
}

integi_tails integi_beta_tails(double a, double b, double log_odds)
{
    double x = integi_logistic(log_odds), y = integi_logistic(-log_odds);
    integi_tails tails = {.density = log_density(a, b, x, y, log_odds)};
    if (x < (a + 1) / (a + b + 2)) {
        tails.below = tails.density + log(divided(a, b, x, y));
        tails.above = integi_log_of_rest(fmin(tails.below, -DBL_MIN));
    } else {
        tails.above = tails.density + log(divided(b, a, y, x));
        tails.below = integi_log_of_rest(fmin(tails.above, -DBL_MIN));
    }
    return tails;
}

/* Newton's method as for the gamma distribution; log odds have a log-concave density too. */
double integi_beta_log_odds_quantile(double a, double b, double below, double above)
{
    bool left = below <= above;
    double wanted = log(left ? below : above), at = log(a) - log(b), longest = 50 / fmin(1, fmin(a, b));
    for (int i = 0; i < 200; i++) {
        integi_tails tails = integi_beta_tails(a, b, at);
        double tail = left ? tails.below : tails.above;
        double step = (wanted - tail) * exp(tail - tails.density);
        step = fmax(fmin(left ? step : -step, longest), -longest);
        at += step;
        if (fabs(step) <= 4e-16 * fmax(1, fabs(at)))
            break;
    }
    return at;
}

integ_status integ_beta_quantile(double probability, double a, double b, double *out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    if (!(probability > 0 && probability < 1))
        return integi_out_of_range(error, "probability");
    if (!(a >= INTEGI_PARAMETER_MINIMUM && a <= INTEGI_PARAMETER_MAXIMUM))
        return integi_out_of_range(error, "a");
    if (!(b >= INTEGI_PARAMETER_MINIMUM && b <= INTEGI_PARAMETER_MAXIMUM))
        return integi_out_of_range(error, "b");
    *out = integi_logistic(integi_beta_log_odds_quantile(a, b, probability, 1 - probability));
    return INTEG_STATUS_OK;
}

/* With y = t² / (ν + t²), y is beta distributed with ½ and ν / 2, and t² is ν times the odds of y. */
integ_status integ_t_quantile(double probability, double degrees, double *out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    if (!(probability > 0 && probability < 1))
        return integi_out_of_range(error, "probability");
    if (!(degrees >= INTEGI_PARAMETER_MINIMUM && degrees <= INTEGI_PARAMETER_MAXIMUM))
        return integi_out_of_range(error, "degrees");
    double within = 2 * fabs(probability - 0.5), outside = 2 * fmin(probability, 1 - probability);
    if (within == 0)
        return INTEG_STATUS_OK;
    double log_odds = integi_beta_log_odds_quantile(0.5, degrees / 2, within, outside);
    double size = exp(0.5 * (log(degrees) + log_odds)), none = 0;
    *out = probability < 0.5 ? -size : size;
    return integi_deliver(out, &none, error);
}

double integi_t_above(double value, double degrees)
{
    if (value == 0)
        return 0.5;
    double log_odds = 2 * log(fabs(value)) - log(degrees);
    double beyond = 0.5 * exp(integi_beta_tails(0.5, degrees / 2, log_odds).above);
    return value > 0 ? beyond : 1 - beyond;
}

double integi_beta_density(double a, double b, double x)
{
    return exp(log_density(a, b, x, 1 - x, log(x) - log1p(-x)));
}
