/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_SEGREGATION_H
#define INTEG_STATISTICS_SEGREGATION_H

/**
 * @file
 * @brief Part of integration/statistics.h: how unevenly groups are spread over units.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

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

#define INTEG_SEGREGATION_DISSIMILARITY 1      /**< The share that would have to move: 0 even, 1 apart. */
#define INTEG_SEGREGATION_ISOLATION 2          /**< The group's share in the unit of an average member. */
#define INTEG_SEGREGATION_EXPOSURE 3           /**< The others' share in the unit of an average member. */
#define INTEG_SEGREGATION_MUTUAL_INFORMATION 4 /**< In nats. */
#define INTEG_SEGREGATION_THEIL_H 5            /**< Mutual information as a share of the groups' entropy. */
#define INTEG_SEGREGATION_GINI 6               /**< Gini's index of the group's shares. */
#define INTEG_SEGREGATION_ATKINSON 7           /**< Atkinson's index with the parameter 0.5. */
#define INTEG_SEGREGATION_MULTIGROUP_DISSIMILARITY 8 /**< The dissimilarity of all groups. */

/** @brief One of the measures below, of a group against the rest; multigroup dissimilarity, mutual information and
 *  Theil's H are of all groups.
 *  @param segregation Not NULL.
 *  @param measure An `INTEG_SEGREGATION_` constant.
 *  @param group Its index, from 0.
 *  @param[out] out The measure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when the group has no members, is everybody, or all are in one
 *          group, #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large,
 *          #INTEG_STATUS_OUT_OF_MEMORY, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL or there is no such
 *          measure. */
INTEG_API integ_status integ_segregation_measure(const integ_segregation *segregation, int32_t measure, int64_t group,
                                                 double *out, integ_error *error);

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
 *          bounds, not finite or too large, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
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

/** @brief A measure without what chance adds in small units, and its limits, by drawing all members anew.
 *
 * Each draw takes as many members as there are, with replacement, so that each cell has its share of them on average.
 * What the mean of the draws is above the measure is taken off it, which may lead below 0; limits are twice the measure
 * less the quantiles of the draws, and may lie outside what the measure can be, too. Source: A. C. Davison and D. V.
 * Hinkley, "Bootstrap Methods and their Application" (1997), equations 2.9 and 5.6, as in Benjamin Elbers' R package
 * segregation. Numbers are drawn by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same seed draws the same
 * members on every machine. Draws in which the measure does not exist are left out. Calls the context's progress
 * callback.
 *  @param segregation Not NULL, of whole numbers, no more than 1e9 in all.
 *  @param measure An `INTEG_SEGREGATION_` constant.
 *  @param group Its index, from 0.
 *  @param count How many draws: 2 to 100000; 1000 is usual.
 *  @param seed Any number.
 *  @param confidence Two-sided, as a fraction such as 0.95; above 0 and below 1.
 *  @param[out] corrected The measure without what chance adds.
 *  @param[out] lower The lower limit.
 *  @param[out] upper The upper limit.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there is no such measure of the group or in most draws,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not whole or too large,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_CANCELLED, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is
 *          NULL or there is no such measure. */
INTEG_API integ_status integ_segregation_bootstrap(const integ_segregation *segregation, int32_t measure,
                                                   int64_t group, int64_t count, int64_t seed, double confidence,
                                                   double *corrected, double *lower, double *upper,
                                                   integ_error *error);

#define INTEG_DIFFERENCE_ADDITIONS 0 /**< Units and groups that are there only afterwards. */
#define INTEG_DIFFERENCE_REMOVALS 1  /**< Units and groups that were there only before. */
#define INTEG_DIFFERENCE_GROUPS 2    /**< Other sizes of the groups. */
#define INTEG_DIFFERENCE_UNITS 3     /**< Other sizes of the units. */
#define INTEG_DIFFERENCE_STRUCTURE 4 /**< Groups that are spread in another way, whatever the sizes. */
#define INTEG_DIFFERENCE_PARTS 5     /**< How many parts there are. */

/** @brief What a change of M over time comes from; the parts add up to M afterwards less M before.
 *
 * The margins of units and groups that have members at both times are exchanged by iterative proportional fitting, and
 * each part is its mean over the orders of exchange (Shapley): both margins against what ties groups to units, and one
 * margin against the other. Sources: Joseph Deutsch, Yves Flückiger and Jacques
 * Silber, "Analyzing Changes in Occupational Segregation", Research on Economic Inequality 17 (2009); Benjamin Elbers,
 * "A Method for Studying Differences in Segregation Across Time and Space", Sociological Methods & Research 52 (2023).
 *  @param before Not NULL.
 *  @param after Not NULL, with the same units and groups in the same order; those that are not there have no members.
 *  @param precision How far a margin may be off at the end, as a share of all members: 0 for as near as it comes. The R
 *         package segregation stops at 0.001, which can turn the sign of a part.
 *  @param[out] parts Room for #INTEG_DIFFERENCE_PARTS numbers, by the constants `INTEG_DIFFERENCE_`.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when no unit has members of the same group at both times or
 *          margins cannot be exchanged, #INTEG_STATUS_OUT_OF_RANGE when units or groups are not as many or a number is
 *          too large, #INTEG_STATUS_OUT_OF_MEMORY, or #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_segregation_difference(const integ_segregation *before, const integ_segregation *after,
                                                    double precision, double *parts, integ_error *error);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
