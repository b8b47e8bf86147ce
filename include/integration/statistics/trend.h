/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_TREND_H
#define INTEG_STATISTICS_TREND_H

/**
 * @file
 * @brief Part of integration/statistics.h: lines through points over time.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif

#endif
