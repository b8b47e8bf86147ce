/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_SHARES_H
#define INTEG_STATISTICS_SHARES_H

/**
 * @file
 * @brief Part of integration/statistics.h: shares, what they differ by, and what a group can show.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

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

/** @brief The limits of the difference of two independent values, own minus other, from the limits of each.
 *
 * Source: Guang Yong Zou and Allan Donner, "Construction of confidence limits about effect measures: A general
 * approach", Statistics in Medicine 27 (2008); with Wilson's limits it is integ_newcombe_interval().
 *  @param own Its estimate, @p own_lower and @p own_upper its limits on both sides of it.
 *  @param own_lower The lower limit of @p own.
 *  @param own_upper The upper limit of @p own.
 *  @param other The other estimate.
 *  @param other_lower The lower limit of @p other.
 *  @param other_upper The upper limit of @p other.
 *  @param[out] lower The lower limit of the difference.
 *  @param[out] upper The upper limit of the difference.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when limits are not around their estimate or a number is not
 *          finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_difference_interval(double own, double own_lower, double own_upper, double other,
                                                 double other_lower, double other_upper, double *lower,
                                                 double *upper, integ_error *error);

/** @brief The limits of the ratio of two independent values, own over other, from the limits of each.
 *
 * Source: Allan Donner and Guang Yong Zou, "Closed-form confidence intervals for functions of the normal mean and
 * standard deviation", Statistical Methods in Medical Research 21 (2012), section 2.
 *  @param own Its estimate, 0 or more.
 *  @param own_lower The lower limit of @p own, 0 or more.
 *  @param own_upper The upper limit of @p own.
 *  @param other The other estimate, above 0.
 *  @param other_lower The lower limit of @p other, 0 or more; the ratio has no upper limit when it is 0.
 *  @param other_upper The upper limit of @p other.
 *  @param[out] lower The lower limit of the ratio.
 *  @param[out] upper The upper limit of the ratio.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when @p other_lower is 0, #INTEG_STATUS_OUT_OF_RANGE when a number
 *          is outside its bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_ratio_interval(double own, double own_lower, double own_upper, double other,
                                            double other_lower, double other_upper, double *lower, double *upper,
                                            integ_error *error);

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

#ifdef __cplusplus
}
#endif

#endif
