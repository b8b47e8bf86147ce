/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_CHARTS_H
#define INTEG_STATISTICS_CHARTS_H

/**
 * @file
 * @brief Part of integration/statistics.h: control charts.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif

#endif
