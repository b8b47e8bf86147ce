/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_MEANS_H
#define INTEG_STATISTICS_MEANS_H

/**
 * @file
 * @brief Part of integration/statistics.h: means and quantiles of values.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

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

/** @brief Between which of so many values the median lies, whatever their distribution.
 *
 * The values of these ranks, counted from the smallest and from the largest, hold the median at least as often as the
 * confidence says. Source: H. A. David and H. N. Nagaraja, "Order Statistics" (3rd edition 2003), section 7.1, by the
 * binomial distribution.
 *  @param count How many values there are: 0 to 1e9.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] rank 1 for the smallest and the largest value, 2 for the second, and so on.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are too few values, #INTEG_STATUS_OUT_OF_RANGE when a
 *          number is outside its bounds, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_median_rank(int64_t count, double confidence, int64_t *rank, integ_error *error);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
