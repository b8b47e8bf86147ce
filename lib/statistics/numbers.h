/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_STATISTICS_NUMBERS_H
#define INTEGI_STATISTICS_NUMBERS_H

/* What the methods share: special functions that keep all their digits where the parameters are large, and checks of
 * what is handed in and out. */

#include "statistics/messages.h"

#include <math.h>
#include <stdbool.h>

/* Exact distributions are worked out term by term; beyond this many events or trials that would take too long. */
#define INTEGI_PARAMETER_MAXIMUM 1e10
/* With fewer events than this the lower limit is smaller than any binary64. */
#define INTEGI_PARAMETER_MINIMUM 1e-6

#define INTEGI_HALF_LOG_TWO_PI 0.91893853320467274178

/* What remains of log Γ(z) after Stirling's √(2π/z) (z/e)^z; z above 0. */
double integi_stirling_error(double z);

/* value · log(value / expected) + expected − value, without cancellation where the two are close; both above 0. */
double integi_deviance(double value, double expected);

/* A point of a distribution on both sides: what lies below and above it, and how much one step to the right of the
 * logarithm (gamma) or of the log odds (beta) adds, all as natural logarithms, so that no tail is ever 0. */
typedef struct integi_tails {
    double below, above, density;
} integi_tails;

/* Of the gamma distribution with this shape at exp(log_x); of the beta distribution where log(x / (1 − x)) is this. */
integi_tails integi_gamma_tails(double shape, double log_x);
integi_tails integi_beta_tails(double a, double b, double log_odds);

/* Where `below` of the distribution lies to the left and `above` = 1 − below to the right; the smaller one decides, so
 * that no digit of a small tail is lost. Logarithm of the gamma quantile; log odds of the beta quantile. */
double integi_gamma_log_quantile(double shape, double below, double above);
double integi_beta_log_odds_quantile(double a, double b, double below, double above);

/* x^a (1−x)^b / B(a, b). */
double integi_beta_density(double a, double b, double x);

/* log(1 − e^x) for x below 0, log(e^x + 1), 1 / (1 + e^-x). */
double integi_log_of_rest(double x);
double integi_softplus(double x);
double integi_logistic(double x);

/* √(a² + b²), without overflow. The C library's differs in its last digit from one processor to another. */
double integi_hypotenuse(double a, double b);

/* The probability that Student's t with these degrees of freedom is above `value`. */
double integi_t_above(double value, double degrees);

/* What a two-sided confidence leaves on each side, and its z. The confidence is the decimal that it is written as: of
 * 0.998 it is a thousandth. */
double integi_tail(double confidence);
double integi_two_sided_normal(double confidence);

/* Checks that report what is wrong; NaN and infinity always are. A share of nobody is undefined. */
integ_status integi_check_share(double events, double trials, const char *events_name, const char *trials_name,
                                integ_error *error);
integ_status integi_check_two_shares(double events, double trials, double other_events, double other_trials,
                                     integ_error *error);
integ_status integi_check_confidence(double confidence, integ_error *error);
integ_status integi_out_of_range(integ_error *error, const char *parameter);

/* Two results that must be finite: on overflow both become 0 and it is reported. */
integ_status integi_deliver(double *first, double *second, integ_error *error);
/* The same with one. */
integ_status integi_deliver_one(double value, double *out, integ_error *error);

/* The order of binary64 numbers for qsort(). */
int integi_by_size(const void *left, const void *right);

#endif
