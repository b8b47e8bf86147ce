/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_INDICATOR_H
#define INTEG_INDICATOR_H

/**
 * @file
 * @brief Floor 7, `indicator`: numbers computed from cohorts.
 */

#include <integration/statistics/segregation.h>
#include <integration/tally.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup indicator indicator: definitions of indicators
 *  @{ */

#define INTEG_INDICATOR_COUNT 1 /**< How many members of a group meet a condition. */
#define INTEG_INDICATOR_SHARE 2 /**< How many per cent of a group meet a condition (0 to 100). */
#define INTEG_INDICATOR_MEAN 3  /**< The mean of a measure over a group, in the measure's unit. */
#define INTEG_INDICATOR_SUM 4   /**< The sum of a measure over a group, in the measure's unit. */
#define INTEG_INDICATOR_RATE 5  /**< Events for so many people, or for so much time at risk. */
#define INTEG_INDICATOR_MEDIAN 6 /**< The middle value of a measure over a group: of an even number of values the mean
                                      of the middle two. */
#define INTEG_INDICATOR_STANDARDISED_RATE 7 /**< A directly standardised rate: what a standard population would have
                                                 with the group's rate in each band. */
#define INTEG_INDICATOR_REPRESENTATION 8 /**< A share in one group against the same share in another, as their ratio or
                                              difference: a ratio of 1 is a proportional one. */
#define INTEG_INDICATOR_SEGREGATION 9 /**< How unevenly those who meet a condition are spread over units. */
#define INTEG_INDICATOR_COMPOSITE 10  /**< The weighted mean of other indicators. */
#define INTEG_INDICATOR_EXTERNAL 11   /**< A series that somebody else has published. */

#define INTEG_RATE_PER_MAXIMUM INT64_C(1000000000) /**< The most that a rate may be for. */

#define INTEG_COMPARE_NONE 0       /**< The value itself. */
#define INTEG_COMPARE_DIFFERENCE 1 /**< Own value minus the other group's; of shares in percentage points. */
#define INTEG_COMPARE_RATIO 2      /**< Own value divided by the other group's. */

#define INTEG_REASON_NONE 0              /**< There is a value. */
#define INTEG_REASON_NO_DATA 1           /**< Nobody to compute it from: the denominator is 0. */
#define INTEG_REASON_NO_COMPARATOR 2     /**< The other group has no value. */
#define INTEG_REASON_COMPARATOR_ZERO 3   /**< A ratio to a value of 0. */
#define INTEG_REASON_TOO_FEW 4           /**< Hidden, since it would say something of too few people. */
#define INTEG_REASON_NO_SNAPSHOT 5       /**< The register has no snapshot for that date. */
#define INTEG_REASON_OUT_OF_RANGE 6      /**< A sum of numbers that is too large, or too small, to compute with. */
#define INTEG_REASON_EMPTY_STRATUM 7     /**< Nobody in a band of the standard population. */
#define INTEG_REASON_TOO_FEW_EVENTS 8    /**< Fewer than 10 events, too few for a standardised rate. */
#define INTEG_REASON_MISSING_PART 9      /**< A part of a composite has no value. */
#define INTEG_REASON_ONE_GROUP 10        /**< Segregation of one group only: there is nobody to be apart from. */

/** @brief The name of a reason as reports write it, such as `"no_data"`. @param reason An `INTEG_REASON_` constant.
 *  @return Static; `"none"` for #INTEG_REASON_NONE and anything else. */
INTEG_API const char *integ_reason_name(int32_t reason);

/** @brief The name of a kind as policies write it, such as `"share"`. @param kind An `INTEG_INDICATOR_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_indicator_kind_name(int32_t kind);

/** @brief The definition of an indicator. Set it up on one thread; then it may be shared. */
typedef struct integ_indicator integ_indicator;

/** @brief Makes the definition of an indicator.
 *  @param context    Not NULL.
 *  @param id         Its lasting name; not NULL, not empty. Copied.
 *  @param kind       An `INTEG_INDICATOR_` constant.
 *  @param of         The group it is about (a share's denominator). Copied. NULL for everybody.
 *  @param[out] out   The definition, freed with integ_indicator_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_new(integ_context *context, const char *id, int32_t kind, const char *of,
                                           integ_indicator **out, integ_error *error);

/** @brief Frees a definition. @param indicator May be NULL. */
INTEG_API void integ_indicator_free(integ_indicator *indicator);

/** @brief Sets the title. @param indicator Not NULL. @param title Copied. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_title(integ_indicator *indicator, const char *title, integ_error *error);

/** @brief Sets the condition that is counted (a share's numerator); needed for a share.
 *  @param indicator  Not NULL.
 *  @param where      A boolean expression; kept alive.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_where(integ_indicator *indicator, const integ_expression *where,
                                                 integ_error *error);

/** @brief Sets what is summed; needed for a mean and a sum.
 *  @param indicator  Not NULL.
 *  @param measure    An integer, decimal, number or boolean expression; kept alive.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_measure(integ_indicator *indicator, const integ_expression *measure,
                                                   integ_error *error);

/** @brief Compares with another group: the same computation on it, and the difference or the ratio.
 *  @param indicator  Not NULL.
 *  @param with       The other group. Copied.
 *  @param as         #INTEG_COMPARE_DIFFERENCE or #INTEG_COMPARE_RATIO.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_compare(integ_indicator *indicator, const char *with, int32_t as,
                                                   integ_error *error);

/** @brief Gives the other group a condition of its own, for populations whose tables have different columns.
 *  @param indicator  Not NULL, compared with a group.
 *  @param where      A boolean expression; kept alive.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_compare_where(integ_indicator *indicator, const integ_expression *where,
                                                         integ_error *error);

/** @brief Compares with a value that somebody else has published, instead of a group.
 *  @param indicator   Not NULL.
 *  @param coefficient The value in the indicator's unit, a whole coefficient divided by a power of ten.
 *  @param decimals    0 to 18.
 *  @param source      Where it is from; NULL for none. Copied.
 *  @param as          #INTEG_COMPARE_DIFFERENCE or #INTEG_COMPARE_RATIO.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_compare_value(integ_indicator *indicator, int64_t coefficient,
                                                         int32_t decimals, const char *source, int32_t as,
                                                         integ_error *error);

/** @brief Sets for how many a rate is, such as 1000 or 100000; 1000 where it is not set.
 *  @param indicator Not NULL. @param per 1 to #INTEG_RATE_PER_MAXIMUM. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_per(integ_indicator *indicator, int64_t per, integ_error *error);

/** @brief Sets how long each member is at risk; a rate is then for so much time instead of for so many members.
 *
 * Members whose time, or whose condition, is unknown are left out of events and time alike.
 *  @param indicator  Not NULL.
 *  @param time       An integer, decimal or number expression, in any unit of time; kept alive.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_time(integ_indicator *indicator, const integ_expression *time,
                                                integ_error *error);

/** @brief Sets the standard population of a standardised rate: bands of a column and their weights.
 *
 * With weights w, events x and members n of the bands the rate is Σ(w·x/n) / Σw (direct standardisation; Dobson,
 * Kuulasmaa, Eberle and Scherer, Statistics in Medicine 10, 1991, 457–462).
 *  @param indicator  Not NULL.
 *  @param column     Not NULL; usually an age. Copied.
 *  @param edges      Lower edges of the bands but the first, rising, as in integ_dimensions_add_bands(). Not NULL.
 *  @param edge_count 1 or more.
 *  @param weights    One more than edges, each above 0; NULL for the European Standard Population 2013 (Eurostat,
 *                    2013), whose bands are five years wide up to 90, so that edges are multiples of 5 from 5 to 90.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_standard(integ_indicator *indicator, const char *column,
                                                    const int64_t *edges, int64_t edge_count, const double *weights,
                                                    integ_error *error);

/** @brief Sets over which units segregation is measured, and how.
 *  @param indicator  Not NULL.
 *  @param unit       The column of units, such as a school or a neighbourhood. Not NULL, not empty. Copied.
 *  @param measure    An `INTEG_SEGREGATION_` constant.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_segregation(integ_indicator *indicator, const char *unit, int32_t measure,
                                                       integ_error *error);

/** @brief Measures segregation of all groups in a column, instead of those who meet the condition from the others.
 *  @param indicator  Not NULL, with units and one of #INTEG_SEGREGATION_DISSIMILARITY (then of all groups),
 *                    #INTEG_SEGREGATION_MUTUAL_INFORMATION and #INTEG_SEGREGATION_THEIL_H, and without a condition.
 *  @param group      The column of groups, such as an origin. Not NULL, not empty. Copied.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_segregation_groups(integ_indicator *indicator, const char *group,
                                                              integ_error *error);

/** @brief Adds another indicator to a composite, which is the weighted mean of its parts.
 *  @param indicator   Not NULL.
 *  @param part        The other indicator's lasting name. Not NULL, not empty. Copied.
 *  @param coefficient The weight, a whole coefficient above 0 divided by a power of ten.
 *  @param decimals    0 to 18.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_add_part(integ_indicator *indicator, const char *part, int64_t coefficient,
                                                int32_t decimals, integ_error *error);

/** @brief Adds a value to an external series.
 *  @param indicator   Not NULL.
 *  @param date        After the one added last.
 *  @param coefficient The value, a whole coefficient divided by a power of ten.
 *  @param decimals    0 to 18.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_add_published(integ_indicator *indicator, integ_date date, int64_t coefficient,
                                                     int32_t decimals, integ_error *error);

/** @brief Says where an external series is from. @param indicator Not NULL. @param source Not NULL. Copied.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_source(integ_indicator *indicator, const char *source, integ_error *error);

/** @brief Breaks the indicator down. The columns of bands, units and groups that a standardised rate or segregation is
 *  made of count among the #INTEG_DIMENSIONS_MAXIMUM columns when it is planned.
 *  @param indicator Not NULL. @param by Copied. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_by(integ_indicator *indicator, const integ_dimensions *by,
                                              integ_error *error);

/** @brief Counts rows for which a share's condition is unknown as not meeting it, instead of leaving them out.
 *  @param indicator Not NULL. @param as_false 1 or 0 (the default). @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_unknown_as_false(integ_indicator *indicator, int32_t as_false,
                                                            integ_error *error);

/** @brief Checks that a definition has all that its kind needs, such as a share a condition and a mean a measure, and
 *         nothing that has no meaning in it.
 *  @param indicator Not NULL. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_check(const integ_indicator *indicator, integ_error *error);

/** @brief The lasting name. @param indicator Not NULL. @return Borrowed. */
INTEG_API const char *integ_indicator_id(const integ_indicator *indicator);

/** @brief The title. @param indicator Not NULL. @return Borrowed; the lasting name where there is no title. */
INTEG_API const char *integ_indicator_title(const integ_indicator *indicator);

/** @brief The kind. @param indicator Not NULL. @return An `INTEG_INDICATOR_` constant. */
INTEG_API int32_t integ_indicator_kind(const integ_indicator *indicator);

/** @brief What it is broken down by. @param indicator Not NULL. @return Borrowed; NULL where it is not. */
INTEG_API const integ_dimensions *integ_indicator_by(const integ_indicator *indicator);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
