/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_H
#define INTEG_STATISTICS_H

/**
 * @file
 * @brief Floor 2, `statistics`: pure functions on numbers. No data model, no state; thread-safe throughout.
 *
 * Every number that is handed in must be finite, and every number that comes out is. What does not exist (the share of
 * nobody, the segregation of one group) is #INTEG_STATUS_UNDEFINED, and the error object says why by a lasting name such
 * as `statistics.no_values`; results are 0 then, as after every failure.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup quantiles statistics: quantiles
 *  @{ */

/** @brief The quantile of the standard normal distribution.
 *
 * Source: Michael J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics
 * 37 (1988), routine PPND16; relative error about 1e-16.
 *  @param probability Above 0 and below 1.
 *  @param[out] out The quantile.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_normal_quantile(double probability, double *out, integ_error *error);

/** @brief The quantile of Student's t distribution.
 *
 * Relative error below 1e-13; source: the continued fractions and series of Abramowitz and Stegun, "Handbook of
 * Mathematical Functions", chapters 6 and 26, and of DiDonato and Morris, "Algorithm 708", ACM TOMS 18 (1992), solved
 * by Newton's method on the logarithm of the smaller tail.
 *  @param probability Above 0 and below 1.
 *  @param degrees Degrees of freedom: 1e-6 to 1e10; need not be whole.
 *  @param[out] out The quantile.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_t_quantile(double probability, double degrees, double *out, integ_error *error);

/** @brief The quantile of the chi-square distribution.
 *
 * Relative error below 1e-13; source: the continued fractions and series of Abramowitz and Stegun, "Handbook of
 * Mathematical Functions", chapters 6 and 26, and of DiDonato and Morris, "Algorithm 708", ACM TOMS 18 (1992), solved
 * by Newton's method on the logarithm of the smaller tail.
 *  @param probability Above 0 and below 1.
 *  @param degrees Degrees of freedom: 1e-6 to 1e10; need not be whole.
 *  @param[out] out The quantile.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_chi_square_quantile(double probability, double degrees, double *out, integ_error *error);

/** @brief The quantile of the beta distribution.
 *
 * Relative error below 1e-13; source: the continued fractions and series of Abramowitz and Stegun, "Handbook of
 * Mathematical Functions", chapters 6 and 26, and of DiDonato and Morris, "Algorithm 708", ACM TOMS 18 (1992), solved
 * by Newton's method on the logarithm of the smaller tail.
 *  @param probability Above 0 and below 1.
 *  @param a 1e-6 to 1e10.
 *  @param b 1e-6 to 1e10.
 *  @param[out] out The quantile.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_beta_quantile(double probability, double a, double b, double *out, integ_error *error);

/** @} */

/** @defgroup intervals statistics: shares and what they differ by
 *  @{ */

/** @brief Wilson's score interval for a proportion.
 *
 * Source: Edwin B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927), in
 * the form (2x + z² ∓ z √(z² + 4x(1 − x/n))) / (2(n + z²)). The lower limit is exactly 0 when x is 0, the upper one
 * exactly 1 when x equals n.
 *  @param events x: 0 to @p trials; need not be whole.
 *  @param trials n: 0 or more.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower As a fraction, 0 to 1.
 *  @param[out] upper As a fraction, 0 to 1.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when @p trials is 0, #INTEG_STATUS_OUT_OF_RANGE when a number
 *          is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_wilson_interval(double events, double trials, double confidence, double *lower,
                                             double *upper, integ_error *error);

/** @brief Clopper and Pearson's exact interval for a proportion.
 *
 * Never covers less than the confidence, and therefore often more. Source: C. J. Clopper and E. S. Pearson, Biometrika
 * 26 (1934), by quantiles of the beta distribution.
 *  @param events x: 0 to @p trials; need not be whole.
 *  @param trials n: 0 or more, below 1e10.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower As a fraction, 0 to 1.
 *  @param[out] upper As a fraction, 0 to 1.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when @p trials is 0, #INTEG_STATUS_OUT_OF_RANGE when a number
 *          is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_clopper_pearson_interval(double events, double trials, double confidence, double *lower,
                                                      double *upper, integ_error *error);

/** @brief Newcombe's interval for the difference of two proportions, own minus other.
 *
 * Source: Robert G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
 * Medicine 17 (1998), method 10: the limits of Wilson for each, put together.
 *  @param events x: 0 to @p trials; need not be whole.
 *  @param trials n: 0 or more.
 *  @param other_events 0 to @p other_trials.
 *  @param other_trials 0 or more.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower -1 to 1.
 *  @param[out] upper -1 to 1.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when @p trials or @p other_trials is 0,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_newcombe_interval(double events, double trials, double other_events, double other_trials,
                                               double confidence, double *lower, double *upper, integ_error *error);

/** @brief Koopman's score interval for the ratio of two proportions, own over other.
 *
 * Source: P. A. R. Koopman, "Confidence Intervals for the Ratio of Two Binomial Proportions", Biometrics 40 (1984).
 * The lower limit is 0 when there are no events.
 *  @param events x: 0 to @p trials; need not be whole.
 *  @param trials n: 0 or more.
 *  @param other_events 0 to @p other_trials; the ratio to 0 is undefined.
 *  @param other_trials 0 or more.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower 0 or more.
 *  @param[out] upper 0 or more.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when @p trials, @p other_trials or @p other_events is 0,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_koopman_interval(double events, double trials, double other_events, double other_trials,
                                              double confidence, double *lower, double *upper, integ_error *error);

/** @brief Whether two proportions differ beyond chance: the score test with the pooled proportion.
 *
 * Source: Joseph L. Fleiss, Bruce Levin and Myunghee Cho Paik, "Statistical Methods for Rates and Proportions" (3rd
 * edition 2003), section 3.2, without continuity correction. Two equal proportions have z 0 and p 1.
 *  @param events x: 0 to @p trials; need not be whole.
 *  @param trials n: 0 or more.
 *  @param other_events 0 to @p other_trials.
 *  @param other_trials 0 or more.
 *  @param[out] z Own minus other in standard errors.
 *  @param[out] p_value Two-sided, 0 to 1.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when @p trials or @p other_trials is 0,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_two_proportion_test(double events, double trials, double other_events,
                                                 double other_trials, double *z, double *p_value, integ_error *error);

/** @brief The smallest change of a proportion that groups of this size can show.
 *
 * The change at which the two-proportion test finds a difference with probability @p power; source: Fleiss, Levin and
 * Paik (2003), equation 4.14, solved for the change.
 *  @param share Now, 0 to 1.
 *  @param trials The size of the group now; above 0.
 *  @param other_trials Its size later; above 0.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param power 0.5 or more, below 1; 0.8 is usual.
 *  @param direction 1: up, -1: down.
 *  @param[out] change As a fraction, above 0.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when no change can be shown, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_minimum_detectable_change(double share, double trials, double other_trials,
                                                       double confidence, double power, int32_t direction,
                                                       double *change, integ_error *error);

/** @} */

/** @defgroup rates statistics: counts, rates and standardisation
 *  @{ */

/** @brief Fewer events than this have exact limits in integ_count_interval(), and no directly standardised rate. */
#define INTEG_EXACT_EVENTS_BELOW 10

/** @brief Byar's limits of a count.
 *
 * Source: Norman E. Breslow and Nicholas E. Day, "Statistical Methods in Cancer Research", volume II (1987), p. 69.
 * The lower limit is 0 where the approximation would be below 0.
 *  @param events 0 or more; need not be whole.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower 0 or more.
 *  @param[out] upper 0 or more.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_byar_interval(double events, double confidence, double *lower, double *upper,
                                           integ_error *error);

/** @brief The exact limits of a Poisson count.
 *
 * Source: F. Garwood, "Fiducial Limits for the Poisson Distribution", Biometrika 28 (1936), by quantiles of
 * chi-square.
 *  @param events 0 to 1e10; need not be whole.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower 0 or more.
 *  @param[out] upper 0 or more.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_poisson_interval(double events, double confidence, double *lower, double *upper,
                                              integ_error *error);

/** @brief The limits of a count: exact below #INTEG_EXACT_EVENTS_BELOW events, Byar's from there on.
 *
 * Source: Office for Health Improvement and Disparities, "Technical Guide: Confidence Intervals" (2018).
 *  @param events 0 or more; need not be whole.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower 0 or more.
 *  @param[out] upper 0 or more.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_count_interval(double events, double confidence, double *lower, double *upper,
                                            integ_error *error);

/** @brief A crude rate: events per so much person-time, with the limits of integ_count_interval().
 *  @param events 0 or more; need not be whole.
 *  @param person_time What the events are out of: 0 or more; there may be more events than that.
 *  @param multiplier Per so many: 100000, for example; above 0.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] value The rate.
 *  @param[out] lower 0 or more.
 *  @param[out] upper 0 or more.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when @p person_time is 0, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_rate(double events, double person_time, double multiplier, double confidence,
                                  double *value, double *lower, double *upper, integ_error *error);

/** @brief A directly standardised rate, also of events that are not independent.
 *
 * What the rate would be if the strata (age bands) had the shares that the weights give them. Limits by Annette J.
 * Dobson et al., "Confidence intervals for weighted sums of Poisson parameters", Statistics in Medicine 10 (1991).
 * Where one person can have several events, persons are counted by how many they had: value Σ f x_f w / n, variance Σ
 * f² x_f (w / n)²; source: Office for Health Improvement and Disparities, PHEindicatormethods.
 *  @param events @p strata rows of @p most numbers: how many persons had 1, 2, ... @p most events.
 *  @param most The most events that one person had; 1 when events are independent.
 *  @param populations @p strata numbers above 0.
 *  @param weights @p strata numbers, 0 or more: the standard population; integ_european_standard_population().
 *  @param strata At least 1.
 *  @param multiplier Per so many: 100000, for example; above 0.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] value The rate.
 *  @param[out] lower 0 or more.
 *  @param[out] upper 0 or more.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are fewer than 10 events or no weights,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_direct_standardised_rate(const double *events, int64_t most, const double *populations,
                                                      const double *weights, int64_t strata, double multiplier,
                                                      double confidence, double *value, double *lower, double *upper,
                                                      integ_error *error);

/** @brief An indirectly standardised ratio: observed over expected events, with the limits of
 *  integ_count_interval().
 *
 * Times the rate of the reference population it is the indirectly standardised rate.
 *  @param observed 0 or more.
 *  @param expected 0 or more; integ_expected_events().
 *  @param multiplier 1, 100, or the rate of the reference population; above 0.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] value The ratio.
 *  @param[out] lower 0 or more.
 *  @param[out] upper 0 or more.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when @p expected is 0, #INTEG_STATUS_OUT_OF_RANGE when a number
 *          is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_indirect_standardised_ratio(double observed, double expected, double multiplier,
                                                         double confidence, double *value, double *lower,
                                                         double *upper, integ_error *error);

/** @brief How many events there would be with the rates of the reference population.
 *  @param populations @p strata numbers, 0 or more.
 *  @param reference_events @p strata numbers, 0 or more.
 *  @param reference_populations @p strata numbers above 0.
 *  @param strata 0 or more.
 *  @param[out] expected The number of events.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_expected_events(const double *populations, const double *reference_events,
                                             const double *reference_populations, int64_t strata, double *expected,
                                             integ_error *error);

/** @brief The number of age bands of the European Standard Population 2013: 19, of five years each, the last from
 *  90.
 *  @return 19. */
INTEG_API int32_t integ_european_standard_bands(void);

/** @brief The European Standard Population 2013 of an age band. Source: Eurostat, "Revision of the European
 *  Standard Population" (2013), with its first two bands put together.
 *  @param band 0 for ages 0 to 4, 1 for 5 to 9, and so on to 18.
 *  @return People of 100,000; 0 for any other band. */
INTEG_API double integ_european_standard_population(int32_t band);

/** @} */

/** @defgroup means statistics: means and quantiles of values
 *  @{ */

/** @brief The arithmetic mean.
 *  @param values @p count finite numbers; may be NULL when there are none.
 *  @param count 0 or more.
 *  @param[out] mean The mean.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are no values, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_mean(const double *values, int64_t count, double *mean, integ_error *error);

/** @brief The arithmetic mean with limits by Student's t distribution.
 *  @param values @p count finite numbers; may be NULL when there are none.
 *  @param count 0 or more.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] mean The mean.
 *  @param[out] lower The lower limit.
 *  @param[out] upper The upper limit.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are fewer than two values,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_mean_interval(const double *values, int64_t count, double confidence, double *mean,
                                           double *lower, double *upper, integ_error *error);

/** @brief The limits of a mean whose standard deviation is known from the same values.
 *  @param count How many values there were; at most 1e10.
 *  @param mean Their mean.
 *  @param deviation Their standard deviation, with count − 1 below the fraction; 0 or more.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower The lower limit.
 *  @param[out] upper The upper limit.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are fewer than two values,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_mean_interval_from_deviation(double count, double mean, double deviation,
                                                          double confidence, double *lower, double *upper,
                                                          integ_error *error);

/** @brief A quantile of values; 0.5 is the median.
 *
 * Definition 7 of Rob J. Hyndman and Yanan Fan, "Sample Quantiles in Statistical Packages", The American Statistician
 * 50 (1996), which spreadsheets and R use: linear between the values at (n − 1) p.
 *  @param values @p count finite numbers in ascending order; may be NULL when there are none.
 *  @param counts How often each stands, 0 or more; NULL: once.
 *  @param count 0 or more.
 *  @param probability 0 to 1.
 *  @param[out] out The quantile.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are no values, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_quantile(const double *values, const int64_t *counts, int64_t count, double probability,
                                      double *out, integ_error *error);

/** @} */

/** @defgroup trend statistics: trend
 *  @{ */

#define INTEG_TREND_LEAST_SQUARES 1 /**< The line with the least squares. */
#define INTEG_TREND_THEIL_SEN 2     /**< The median of all slopes: one wild value does not turn it. */

/** @brief A line through points over time. Immutable; may be shared between threads. */
typedef struct integ_trend integ_trend;

/** @brief Puts a line through points.
 *
 * Sources: Norman R. Draper and Harry Smith, "Applied Regression Analysis" (3rd edition 1998), sections 1.2 and 3.1;
 * Pranab Kumar Sen, "Estimates of the Regression Coefficient Based on Kendall's Tau", JASA 63 (1968). The standard
 * deviation about Theil and Sen's line is 1.4826 medians of the absolute residuals, times √(n / (n − 2)).
 *  @param context Not NULL.
 *  @param x @p count finite numbers: years, for example. Not kept.
 *  @param y @p count finite numbers. Not kept.
 *  @param count 0 or more; at most 4000 for #INTEG_TREND_THEIL_SEN.
 *  @param method An `INTEG_TREND_` constant.
 *  @param[out] out The line, freed with integ_trend_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are fewer than two points or all have the same x,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_trend_new(integ_context *context, const double *x, const double *y, int64_t count,
                                       int32_t method, integ_trend **out, integ_error *error);

/** @brief Frees a line. @param trend May be NULL. */
INTEG_API void integ_trend_free(integ_trend *trend);

/** @brief The change of y for each 1 of x. @param trend Not NULL. @return The slope. */
INTEG_API double integ_trend_slope(const integ_trend *trend);

/** @brief The height of the line.
 *  @param trend Not NULL.
 *  @param x Where; finite.
 *  @param[out] value The height.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_trend_value(const integ_trend *trend, double x, double *value, integ_error *error);

/** @brief The prediction interval of one new value.
 *
 * height ± t √(s² (1 + 1/n + (x − x̄)² / Σ(x − x̄)²)) with n − 2 degrees of freedom; source: Draper and Smith (1998),
 * 3.1.
 *  @param trend Not NULL.
 *  @param x Where; finite.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower The lower limit.
 *  @param[out] upper The upper limit.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are only two points, #INTEG_STATUS_OUT_OF_RANGE when
 *          a number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_trend_interval(const integ_trend *trend, double x, double confidence, double *lower,
                                            double *upper, integ_error *error);

/** @brief The probability that one new value meets a target if all goes on as it has.
 *  @param trend Not NULL.
 *  @param x Where; finite.
 *  @param target Finite.
 *  @param direction 1: met at or above it, -1: at or below it.
 *  @param[out] probability 0 to 1.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are only two points, #INTEG_STATUS_OUT_OF_RANGE when
 *          a number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_trend_probability(const integ_trend *trend, double x, double target, int32_t direction,
                                               double *probability, integ_error *error);

/** @} */

/** @defgroup segregation statistics: segregation
 *  @{ */

/** @brief The members of each group in each unit (area, school, class). Immutable; may be shared between threads.
 *
 * n_ig is the number of members of group g in unit i, t_i the size of the unit, N_g that of the group, T that of all,
 * P_g = N_g / T, p_ig = n_ig / t_i. Units without members change nothing. */
typedef struct integ_segregation integ_segregation;

/** @brief Takes counts of members.
 *  @param context Not NULL.
 *  @param counts @p units rows of @p groups numbers, 0 or more; need not be whole. Copied.
 *  @param units At least 1.
 *  @param groups At least 1.
 *  @param[out] out Freed with integ_segregation_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are no members, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_new(integ_context *context, const double *counts, int64_t units,
                                             int64_t groups, integ_segregation **out, integ_error *error);

/** @brief Frees it. @param segregation May be NULL. */
INTEG_API void integ_segregation_free(integ_segregation *segregation);

/** @brief Dissimilarity of two groups, ½ Σ |x_i/X − y_i/Y|: the share of one that would have to move.
 *
 * Source: Otis Dudley Duncan and Beverly Duncan, "A Methodological Analysis of Segregation Indexes", American
 * Sociological Review 20 (1955).
 *  @param segregation Not NULL.
 *  @param group Its index, from 0.
 *  @param other The index of the other group.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when a group has no members, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_segregation_dissimilarity(const integ_segregation *segregation, int64_t group,
                                                       int64_t other, double *out, integ_error *error);

/** @brief Dissimilarity of a group and all others.
 *  @param segregation Not NULL.
 *  @param group Its index, from 0.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when the group has no members or is everybody,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_dissimilarity_from_rest(const integ_segregation *segregation, int64_t group,
                                                                 double *out, integ_error *error);

/** @brief Dissimilarity of all groups, Σ_i Σ_g t_i |p_ig − P_g| / (2 T Σ_g P_g (1 − P_g)).
 *
 * Source: Barrie S. Morgan, "The Segregation of Socio-economic Groups in Urban Areas", Urban Studies 12 (1975).
 *  @param segregation Not NULL.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when all are in one group, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_segregation_multigroup_dissimilarity(const integ_segregation *segregation, double *out,
                                                                  integ_error *error);

/** @brief The share of its own group among those whom a member meets, Σ (x_i/X)(x_i/t_i).
 *
 * Source: Wendell Bell, "A Probability Model for the Measurement of Ecological Segregation", Social Forces 32 (1954).
 *  @param segregation Not NULL.
 *  @param group Its index, from 0.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when the group has no members, #INTEG_STATUS_OUT_OF_RANGE when
 *          a number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_segregation_isolation(const integ_segregation *segregation, int64_t group, double *out,
                                                   integ_error *error);

/** @brief The share of another group among those whom a member meets, Σ (x_i/X)(y_i/t_i).
 *
 * Source: Wendell Bell, "A Probability Model for the Measurement of Ecological Segregation", Social Forces 32 (1954).
 *  @param segregation Not NULL.
 *  @param group Its index, from 0.
 *  @param other The index of the other group.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when a group has no members, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_segregation_exposure(const integ_segregation *segregation, int64_t group, int64_t other,
                                                  double *out, integ_error *error);

/** @brief The Gini index of a group against the rest, Σ_i Σ_j t_i t_j |p_i − p_j| / (2 T² P (1 − P)).
 *
 * Source: Douglas S. Massey and Nancy A. Denton, "The Dimensions of Residential Segregation", Social Forces 67 (1988).
 *  @param segregation Not NULL.
 *  @param group Its index, from 0.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when the group has no members or is everybody,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_gini(const integ_segregation *segregation, int64_t group, double *out,
                                              integ_error *error);

/** @brief The Atkinson index of a group against the rest, 1 − P/(1−P) |Σ (1−p_i)^(1−b) p_i^b t_i / (P
 *  T)|^(1/(1−b)).
 *
 * Source: Massey and Denton (1988).
 *  @param segregation Not NULL.
 *  @param group Its index, from 0.
 *  @param shape b, above 0 and below 1; 0.5 is usual.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when the group has no members or is everybody,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_atkinson(const integ_segregation *segregation, int64_t group, double shape,
                                                  double *out, integ_error *error);

/** @brief The entropy of the groups, Σ_g P_g ln(1/P_g).
 *  @param segregation Not NULL.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too
 *          large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_entropy(const integ_segregation *segregation, double *out,
                                                 integ_error *error);

/** @brief Mutual information M = Σ_i Σ_g (n_ig/T) ln(p_ig/P_g), 0 when every unit has all groups alike.
 *
 * Source: Henri Theil and Anthony J. Finizza, "A Note on the Measurement of Racial Integration of Schools", Journal of
 * Mathematical Sociology 1 (1971); natural logarithms.
 *  @param segregation Not NULL.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too
 *          large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_mutual_information(const integ_segregation *segregation, double *out,
                                                            integ_error *error);

/** @brief Theil's H: mutual information over the entropy of the groups, 0 to 1.
 *  @param segregation Not NULL.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when all are in one group, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_segregation_theil_h(const integ_segregation *segregation, double *out,
                                                 integ_error *error);

/** @brief What one unit adds to M for each member, Σ_g p_g ln(p_g / P_g); their mean over members is M.
 *  @param segregation Not NULL.
 *  @param unit Its index, from 0.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when the unit has no members, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_segregation_local(const integ_segregation *segregation, int64_t unit, double *out,
                                               integ_error *error);

/** @brief M split exactly into what lies between parts (districts of schools) and within them.
 *
 * Divided by integ_segregation_entropy() they split H in the same way.
 *  @param segregation Not NULL.
 *  @param parts The part that each unit belongs to, from 0.
 *  @param part_count How many parts there are.
 *  @param[out] between M of the parts.
 *  @param[out] within Σ_s (t_s/T) M_s.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its
 *          bounds or not finite, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_between(const integ_segregation *segregation, const int64_t *parts,
                                                 int64_t part_count, double *between, double *within,
                                                 integ_error *error);

/** @brief The location quotient of a group in a unit, p_ig / P_g: 1 is as everywhere.
 *  @param segregation Not NULL.
 *  @param unit Its index, from 0.
 *  @param group Its index, from 0.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when the unit or the group has no members,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_location_quotient(const integ_segregation *segregation, int64_t unit, int64_t group,
                                               double *out, integ_error *error);

/** @brief The dissimilarity from the rest that chance alone would give units of these sizes.
 *
 * Source: Christopher Winship, "A Revaluation of Indexes of Residential Segregation", Social Forces 55 (1977); the
 * mean absolute difference of the binomial distribution by de Moivre's formula.
 *  @param segregation Not NULL.
 *  @param group Its index, from 0.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when the group has no members or is everybody,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_expected_dissimilarity(const integ_segregation *segregation, int64_t group,
                                                                double *out, integ_error *error);

/** @brief The dissimilarity from the rest beyond chance, (D − E) / (1 − E); below 0: more alike than by chance.
 *
 * Source: William J. Carrington and Kenneth R. Troske, "On Measuring Segregation in Samples with Small Units", Journal
 * of Business & Economic Statistics 15 (1997).
 *  @param segregation Not NULL.
 *  @param group Its index, from 0.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when the group has no members, is everybody, or the units are
 *          too small, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_corrected_dissimilarity(const integ_segregation *segregation, int64_t group,
                                                                 double *out, integ_error *error);

/** @brief The M that chance alone would give, about (I − 1)(G − 1) / (2T).
 *
 * Source: George A. Miller, "Note on the bias of information estimates" (1955). Of units and groups with members.
 *  @param segregation Not NULL.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too
 *          large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_expected_mutual_information(const integ_segregation *segregation,
                                                                     double *out, integ_error *error);

/** @} */

/** @defgroup charts statistics: control charts
 *  @{ */

#define INTEG_CHART_COMMON_CAUSE 0       /**< Nothing but chance. */
#define INTEG_CHART_ABOVE_UPPER_LIMIT 1  /**< Above the upper limit. */
#define INTEG_CHART_BELOW_LOWER_LIMIT 2  /**< Below the lower limit. */
#define INTEG_CHART_RISING 3             /**< One of seven points that rise all the way. */
#define INTEG_CHART_FALLING 4            /**< One of seven points that fall all the way. */
#define INTEG_CHART_TWO_IN_THREE_ABOVE 5 /**< One of two in three near the upper limit. */
#define INTEG_CHART_TWO_IN_THREE_BELOW 6 /**< One of two in three near the lower limit. */
#define INTEG_CHART_SEVEN_ABOVE 7        /**< One of seven points above the mean. */
#define INTEG_CHART_SEVEN_BELOW 8        /**< One of seven points below the mean. */

#define INTEG_VARIATION_COMMON_CAUSE 0 /**< Nothing but chance. */
#define INTEG_VARIATION_IMPROVEMENT 1  /**< Beyond chance, in the wanted direction. */
#define INTEG_VARIATION_CONCERN 2      /**< Beyond chance, in the other direction. */
#define INTEG_VARIATION_NEUTRAL_HIGH 3 /**< Beyond chance and high, where no direction is wanted. */
#define INTEG_VARIATION_NEUTRAL_LOW 4  /**< Beyond chance and low, where no direction is wanted. */

#define INTEG_ASSURANCE_NONE 0            /**< There is no target or no direction. */
#define INTEG_ASSURANCE_CONSISTENT_PASS 1 /**< The target lies outside the limits and will be met. */
#define INTEG_ASSURANCE_CONSISTENT_FAIL 2 /**< The target lies outside the limits and will not be met. */
#define INTEG_ASSURANCE_INCONSISTENT 3    /**< The target is met or missed by chance. */

/** @brief The limits of an XmR chart: mean ∓ 2.66 mean moving ranges.
 *
 * Screening leaves out, once, ranges from 3.267 times their mean on. Source: NHS England, "Making Data Count", as in
 * NHSRplotthedots 0.2.2.
 *  @param values @p count finite numbers in order of time.
 *  @param count 0 or more.
 *  @param fix_after Use only so many first values; 0: all.
 *  @param screen Not 0: screen the moving ranges.
 *  @param[out] mean The middle.
 *  @param[out] lower The lower limit.
 *  @param[out] upper The upper limit.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are fewer than two values,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_xmr_limits(const double *values, int64_t count, int64_t fix_after, int32_t screen,
                                        double *mean, double *lower, double *upper, integ_error *error);

/** @brief The limits of a p-chart, of shares: p̄ ∓ 3 √(p̄ (1 − p̄) / n_i), no less than 0 and no more than 1.
 *
 * Source: Douglas C. Montgomery, "Introduction to Statistical Quality Control" (6th edition 2009), chapter 7.
 *  @param events @p count numbers, 0 to as many as the trials.
 *  @param trials @p count numbers above 0.
 *  @param count 0 or more.
 *  @param[out] mean p̄: all events over all trials.
 *  @param[out] lower Room for @p count limits.
 *  @param[out] upper Room for @p count limits.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are no values, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_p_chart_limits(const double *events, const double *trials, int64_t count, double *mean,
                                            double *lower, double *upper, integ_error *error);

/** @brief The limits of a u-chart, of rates: ū ∓ 3 √(ū / n_i), no less than 0.
 *
 * Source: Douglas C. Montgomery, "Introduction to Statistical Quality Control" (6th edition 2009), chapter 7.
 *  @param events @p count numbers, 0 or more.
 *  @param sizes @p count numbers above 0: person-time, for example.
 *  @param count 0 or more.
 *  @param[out] mean ū: all events over all sizes.
 *  @param[out] lower Room for @p count limits.
 *  @param[out] upper Room for @p count limits.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are no values, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL. */
INTEG_API integ_status integ_u_chart_limits(const double *events, const double *sizes, int64_t count, double *mean,
                                            double *lower, double *upper, integ_error *error);

/** @brief Which points of a chart are more than chance, by the first rule that holds: outside the limits, a run of
 *  seven, two in three near a limit, seven on one side.
 *
 * Source: NHS England, "Making Data Count", as in NHSRplotthedots 0.2.2. Near is beyond two thirds of the way from the
 * mean to the limit. Points on the mean are on no side, equal neighbours neither rise nor fall.
 *  @param values @p count finite numbers in order of time.
 *  @param mean The middle.
 *  @param lower @p count limits.
 *  @param upper @p count limits.
 *  @param count 0 or more.
 *  @param[out] flags Room for @p count `INTEG_CHART_` constants.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_chart_flags(const double *values, double mean, const double *lower, const double *upper,
                                         int64_t count, int32_t *flags, integ_error *error);

/** @brief The name of a flag, such as `"above_ucl"`.
 *  @param flag An `INTEG_CHART_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_chart_flag_name(int32_t flag);

/** @brief What a flag means where a direction is wanted.
 *  @param flag      An `INTEG_CHART_` constant.
 *  @param direction 1: up is an improvement, -1: down is, 0: neither.
 *  @return An `INTEG_VARIATION_` constant. */
INTEG_API int32_t integ_chart_variation(int32_t flag, int32_t direction);

/** @brief The name of a variation, such as `"improvement"`.
 *  @param variation An `INTEG_VARIATION_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_variation_name(int32_t variation);

/** @brief Whether a process as it is will meet a target.
 *  @param lower     The lower limit of the last point.
 *  @param upper     The upper limit of the last point.
 *  @param target    NaN: there is none.
 *  @param direction 1: at or above the target is good, -1: at or below, 0: neither.
 *  @return An `INTEG_ASSURANCE_` constant. */
INTEG_API int32_t integ_chart_assurance(double lower, double upper, double target, int32_t direction);

/** @brief The name of an assurance, such as `"consistent_pass"`.
 *  @param assurance An `INTEG_ASSURANCE_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_assurance_name(int32_t assurance);

/** @} */

/** @defgroup assessment statistics: how far a value has come, by named methods
 *  @{ */

#define INTEG_ASSESSMENT_NONE 0                     /**< There is a progress. */
#define INTEG_ASSESSMENT_NO_VALUE 1                 /**< The current value or its year is not known. */
#define INTEG_ASSESSMENT_NO_BASELINE 2              /**< The baseline or its year is not known. */
#define INTEG_ASSESSMENT_NO_DIRECTION 3             /**< The direction is not known. */
#define INTEG_ASSESSMENT_NO_TARGET 4                /**< The method needs a target. */
#define INTEG_ASSESSMENT_TOO_FEW_YEARS 5            /**< Less than a year after the baseline. */
#define INTEG_ASSESSMENT_BASELINE_ZERO 6            /**< There is no growth from 0. */
#define INTEG_ASSESSMENT_OPPOSITE_SIGNS 7           /**< There is no growth from one sign to the other. */
#define INTEG_ASSESSMENT_BASELINE_EQUALS_TARGET 8   /**< There is no distance to measure. */
#define INTEG_ASSESSMENT_DEADLINE_BEFORE_BASELINE 9 /**< The target is to be met before the baseline. */
#define INTEG_ASSESSMENT_TOO_LARGE 10               /**< The progress is too large to be a number. */

/** @brief A method and what it is to assess. Belongs to one thread at a time.
 *
 * Numbers are taken for the decimals that they are written as, and compared with thresholds with twice the digits of a
 * binary64: growth of exactly 1.5 % is 1.5 %. Methods, and the thresholds that `high`, `med` and `low` replace:
 *
 * - `open_sdg` (open-sdg/sdg-build, ProgressMeasure; Statistics Canada): compound annual growth in the wanted
 *   direction, without a target in classes from 1.5 %, 0.5 % and 0 % (each lowered near a limit), with one as a share of
 *   the growth that the target needs, in classes from 95 %, 60 % and 0 %. A threshold belongs to the class above it.
 * - `eurostat` (Eurostat's monitoring reports as applied by Eustat): the same growth; above 1 %, above 0.1 %, down to
 *   -0.1 % and -1 %; with a target above 95 %, above 60 %, from 0 % on. A threshold belongs to the class below it,
 *   -0.1 % and -1 % to the one above.
 * - `un_progress_chart` (UN Statistics Division, technical note of 2023): where compound growth leads by the target's
 *   year, as a share of the way from the baseline to the target; from 95 % and 10 %; without a target growth from 2 %
 *   and 0.5 %. `tolerance` from the target counts as met (1 for percentages with a target of 0 or 100).
 * - `share_of_distance`: (value − baseline) / (target − baseline) beside the share of the time.
 * - `barometer` (integrationsbarometer.dk): values rounded to `decimals` (0), a half away from 0, then compared.
 *
 * `strict` (1) repeats what the published programs do: a baseline or target of 0 is replaced by 0.001, and binary64
 * numbers are compared as they come. Without it there is no growth from a baseline of 0. */
typedef struct integ_assessment integ_assessment;

/** @brief How many methods there are. @return Their number. */
INTEG_API int32_t integ_assessment_method_count(void);

/** @brief The name of a method. @param index From 0. @return Static; NULL when there is no such method. */
INTEG_API const char *integ_assessment_method_name(int32_t index);

/** @brief Where a method is published. @param index From 0. @return Static; NULL when there is no such method. */
INTEG_API const char *integ_assessment_method_source(int32_t index);

/** @brief Chooses a method.
 *  @param context    Not NULL.
 *  @param method     Its name.
 *  @param[out] out   Freed with integ_assessment_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_assessment_new(integ_context *context, const char *method, integ_assessment **out,
                                            integ_error *error);

/** @brief Frees it. @param assessment May be NULL. */
INTEG_API void integ_assessment_free(integ_assessment *assessment);

/** @brief Forgets all parameters, so that the next values can be set. @param assessment May be NULL. */
INTEG_API void integ_assessment_clear(integ_assessment *assessment);

/** @brief Sets a parameter. Those that are not set are unknown, except target_year (2030) and thresholds.
 *  @param assessment Not NULL.
 *  @param parameter  `base_year`, `base_value`, `current_year`, `current_value`, `direction` (1 or -1), `target`,
 *    `target_year`, `limit`, `strict`, `tolerance`, `decimals`, `high`, `med` or `low`.
 *  @param value      Finite.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_OUT_OF_RANGE,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_assessment_set(integ_assessment *assessment, const char *parameter, double value,
                                            integ_error *error);

/** @brief Assesses what was set. What cannot be told is no failure: the status and the reason say it.
 *  @param assessment Not NULL.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_assessment_run(integ_assessment *assessment, integ_error *error);

/** @brief The progress in the method's own measure.
 *  @param assessment Not NULL.
 *  @param[out] progress May be NULL.
 *  @return 1, or 0 when there is none. */
INTEG_API int32_t integ_assessment_progress(const integ_assessment *assessment, double *progress);

/** @brief The score of the method, such as -5 to 5.
 *  @param assessment Not NULL.
 *  @param[out] score May be NULL.
 *  @return 1, or 0 when there is none. */
INTEG_API int32_t integ_assessment_score(const integ_assessment *assessment, double *score);

/** @brief The status in the method's own words, such as `"moderate_progress"`.
 *  @param assessment Not NULL.
 *  @return Static. */
INTEG_API const char *integ_assessment_status(const integ_assessment *assessment);

/** @brief Whether the value is at or beyond its target. @param assessment Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_assessment_met(const integ_assessment *assessment);

/** @brief Why there is no progress. @param assessment Not NULL. @return An `INTEG_ASSESSMENT_` constant. */
INTEG_API int32_t integ_assessment_reason(const integ_assessment *assessment);

/** @brief The name of a reason, such as `"baseline_zero"`.
 *  @param reason An `INTEG_ASSESSMENT_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_assessment_reason_name(int32_t reason);

/** @brief The status that the mean of several scores stands for.
 *  @param method  `open_sdg` or `eurostat`.
 *  @param score   The mean.
 *  @param all_met 1 when every one of them has met its target.
 *  @return Static; `"not_available"` for other methods and when @p score is not finite. */
INTEG_API const char *integ_assessment_status_of_score(const char *method, double score, int32_t all_met);

/** @brief What an odd number of movements of the barometer comes to: what more than half of them are.
 *  @param movements  @p count numbers: 1 positive, 0 unchanged, -1 negative.
 *  @param count      An odd number.
 *  @param undecided  What it is when no movement has more than half.
 *  @param[out] movement 1, 0 or -1.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_barometer_movement(const int32_t *movements, int64_t count, int32_t undecided,
                                                int32_t *movement, integ_error *error);

#define INTEG_WEATHER_TO_BE_REACHED 1 /**< A value to be reached by a year. */
#define INTEG_WEATHER_TO_BE_KEPT 2    /**< A value to be kept every year. */
#define INTEG_WEATHER_DIRECTION 3     /**< Only a direction. */

#define INTEG_WEATHER_NONE 0          /**< No symbol. */
#define INTEG_WEATHER_SUN 1           /**< Will be met, or misses by less than 5 %. */
#define INTEG_WEATHER_SUN_AND_CLOUD 2 /**< Misses by 5 to 20 %. */
#define INTEG_WEATHER_CLOUD 3         /**< Moves the right way, and misses by more. */
#define INTEG_WEATHER_THUNDERSTORM 4  /**< Moves the wrong way or not at all. */

/** @brief The weather symbol of the German sustainability strategy: the mean change of the last five years, drawn
 *  on.
 *
 * Source: Federal Statistical Office of Germany, "Nachhaltige Entwicklung in Deutschland: Indikatorenbericht", status
 * of the indicators. The last points that are a year apart are used, no more than six, and four are needed. A target
 * that is met already is to be kept. Of an interval the end that is reached first counts; of several targets the worst
 * symbol.
 *  @param years @p count numbers in ascending order.
 *  @param values @p count finite numbers.
 *  @param count 0 or more.
 *  @param kind What the target is: #INTEG_WEATHER_TO_BE_REACHED, #INTEG_WEATHER_TO_BE_KEPT,
 *    #INTEG_WEATHER_DIRECTION.
 *  @param direction 1: up is wanted, -1: down.
 *  @param target Of no consequence for a direction alone.
 *  @param target_year Of consequence for a value to be reached only.
 *  @param[out] symbol #INTEG_WEATHER_SUN, #INTEG_WEATHER_SUN_AND_CLOUD, #INTEG_WEATHER_CLOUD or
 *    #INTEG_WEATHER_THUNDERSTORM.
 *  @param[out] change The mean change of a year.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are fewer than four points in a row,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_weather(const double *years, const double *values, int64_t count, int32_t kind,
                                     int32_t direction, double target, double target_year, int32_t *symbol,
                                     double *change, integ_error *error);

/** @brief The name of a symbol, such as `"sun_and_cloud"`.
 *  @param symbol #INTEG_WEATHER_NONE and on.
 *  @return Static; `"not_available"` for none, `"unknown"` for anything else. */
INTEG_API const char *integ_weather_name(int32_t symbol);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
