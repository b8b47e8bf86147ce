/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_H
#define INTEG_STATISTICS_H

/**
 * @file
 * @brief Floor 2, `statistics`: pure functions on numbers. No data model, no state; thread-safe throughout.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup statistics statistics: intervals
 *  @{ */

/** @brief The quantile of the standard normal distribution.
 *
 * Source: Michael J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics
 * 37 (1988), routine PPND16; relative error about 1e-16.
 *  @param probability Above 0 and below 1.
 *  @param[out] out    The quantile.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE, or #INTEG_STATUS_INVALID_ARGUMENT when @p out is NULL. */
INTEG_API integ_status integ_normal_quantile(double probability, double *out, integ_error *error);

/** @brief Wilson's score interval for a proportion.
 *
 * Source: Edwin B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927), in
 * the form (2x + z² ∓ z √(z² + 4x(1 − x/n))) / (2(n + z²)). The lower limit is exactly 0 when x is 0, the upper one
 * exactly 1 when x equals n.
 *  @param events     x: 0 to @p trials; need not be whole.
 *  @param trials     n: above 0.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] lower As a fraction, 0 to 1.
 *  @param[out] upper As a fraction, 0 to 1.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when a number is not within its bounds or not finite, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when an `out` pointer is NULL. */
INTEG_API integ_status integ_wilson_interval(double events, double trials, double confidence, double *lower,
                                             double *upper, integ_error *error);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
