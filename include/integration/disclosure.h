/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_DISCLOSURE_H
#define INTEG_DISCLOSURE_H

/**
 * @file
 * @brief Floor 2, `disclosure`: which figures may not be shown. Knows counts, not citizens.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup disclosure disclosure: rules for small numbers
 *  @{ */

/** @brief The primary rule: which single figures are hidden. Set it up on one thread; then it may be shared. */
typedef struct integ_disclosure integ_disclosure;

#define INTEG_DISCLOSURE_THRESHOLD 5  /**< Default: counts of 1 to 4 are hidden. */
#define INTEG_DISCLOSURE_FULL_CELL 10 /**< Default: shares of 0 and 100 % of fewer than 10 are hidden. */

/** @brief Makes the default rule.
 *  @param context    Not NULL.
 *  @param[out] out   The rule, freed with integ_disclosure_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_new(integ_context *context, integ_disclosure **out, integ_error *error);

/** @brief Frees a rule. @param rule May be NULL. */
INTEG_API void integ_disclosure_free(integ_disclosure *rule);

/** @brief Sets the smallest count that may be shown beside zero.
 *  @param rule       Not NULL.
 *  @param threshold  1 (hides nothing) to 1000.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_threshold(integ_disclosure *rule, int64_t threshold, integ_error *error);

/** @brief Sets the smallest denominator with which a share of 0 or 100 % may be shown.
 *  @param rule       Not NULL.
 *  @param full_cell  0 (hides nothing) to 1000.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_full_cell(integ_disclosure *rule, int64_t full_cell, integ_error *error);

/** @brief The smallest count that may be shown beside zero. @param rule Not NULL. @return The threshold. */
INTEG_API int64_t integ_disclosure_threshold(const integ_disclosure *rule);

/** @brief The smallest denominator of a full share. @param rule Not NULL. @return The number. */
INTEG_API int64_t integ_disclosure_full_cell(const integ_disclosure *rule);

/** @brief Whether a count is hidden: it is 1 to threshold − 1. Zero is shown.
 *  @param rule  Not NULL. @param count Persons. @return 1 when hidden, else 0. */
INTEG_API int32_t integ_disclosure_hides_count(const integ_disclosure *rule, int64_t count);

/** @brief Whether a share is hidden: its numerator, its denominator or the rest of it is 1 to threshold − 1, or it
 *         is 0 or 100 % of fewer than the full cell.
 *  @param rule        Not NULL.
 *  @param numerator   Persons, 0 to @p denominator.
 *  @param denominator Persons; a share of nobody is not hidden, since it does not exist; what is no
 *                     share at all is.
 *  @return 1 when hidden, else 0. */
INTEG_API int32_t integ_disclosure_hides_share(const integ_disclosure *rule, int64_t numerator, int64_t denominator);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
