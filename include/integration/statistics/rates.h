/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_RATES_H
#define INTEG_STATISTICS_RATES_H

/**
 * @file
 * @brief Part of integration/statistics.h: counts, rates and standardisation.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif

#endif
