/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_QUANTILES_H
#define INTEG_STATISTICS_QUANTILES_H

/**
 * @file
 * @brief Part of integration/statistics.h: quantiles of distributions.
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

#ifdef __cplusplus
}
#endif

#endif
