/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_INDICATOR_H
#define INTEG_INDICATOR_H

/**
 * @file
 * @brief Floor 7, `indicator`: numbers computed from cohorts.
 */

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

/** @brief Breaks the indicator down. @param indicator Not NULL. @param by Copied. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_by(integ_indicator *indicator, const integ_dimensions *by,
                                              integ_error *error);

/** @brief Counts rows for which a share's condition is unknown as not meeting it, instead of leaving them out.
 *  @param indicator Not NULL. @param as_false 1 or 0 (the default). @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_set_unknown_as_false(integ_indicator *indicator, int32_t as_false,
                                                            integ_error *error);

/** @brief Checks that a definition is complete: a share has a condition, a mean and a sum have a measure.
 *  @param indicator Not NULL. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_indicator_check(const integ_indicator *indicator, integ_error *error);

/** @brief The lasting name. @param indicator Not NULL. @return Borrowed. */
INTEG_API const char *integ_indicator_id(const integ_indicator *indicator);

/** @brief The title. @param indicator Not NULL. @return Borrowed; the lasting name where there is no title. */
INTEG_API const char *integ_indicator_title(const integ_indicator *indicator);

/** @brief The kind. @param indicator Not NULL. @return An `INTEG_INDICATOR_` constant. */
INTEG_API int32_t integ_indicator_kind(const integ_indicator *indicator);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
