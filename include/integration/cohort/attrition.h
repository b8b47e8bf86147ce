/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_COHORT_ATTRITION_H
#define INTEG_COHORT_ATTRITION_H

/**
 * @file
 * @brief Part of integration/cohort.h: where the citizens of a definition were lost.
 */

#include <integration/cohort/groups.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup cohort_attrition cohort: attrition
 *  @{ */

/** @brief How a definition narrows down: its conditions one by one, in the order in which they are written, those of
 *         the groups it is within first. Immutable; may be shared between threads. It keeps the register alive, and
 *         what it needs to be asked in another order. */
typedef struct integ_attrition integ_attrition;

/** @brief The attrition of a group.
 *  @param groups Not NULL. @param name The group's name. @param snapshot Not NULL.
 *  @param[out] out   The attrition, freed with integ_attrition_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_cohort_of_group(); #INTEG_STATUS_LIMIT_EXCEEDED above 20,000 conditions. */
INTEG_API integ_status integ_attrition_of_group(const integ_groups *groups, const char *name,
                                                const integ_snapshot *snapshot, integ_attrition **out,
                                                integ_error *error);

/** @brief The attrition of a filter: one step for each operand of its outermost AND.
 *  @param filter Not NULL. @param groups As for integ_cohort_of_filter(). @param snapshot Not NULL.
 *  @param table As for integ_cohort_of_filter().
 *  @param[out] out   The attrition, freed with integ_attrition_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_cohort_of_filter(); #INTEG_STATUS_LIMIT_EXCEEDED above 20,000 conditions. */
INTEG_API integ_status integ_attrition_of_filter(const integ_expression *filter, const integ_groups *groups,
                                                 const integ_snapshot *snapshot, const char *table,
                                                 integ_attrition **out, integ_error *error);

/** @brief The same conditions in another order: who is left after each, and who is lost. What a condition says alone
 *         and its near misses do not depend on the order, and are taken over.
 *  @param attrition  Not NULL.
 *  @param order      For each step of the new attrition the step of @p attrition that it is; each once. May be NULL
 *                    when @p steps is 0.
 *  @param steps      integ_attrition_steps().
 *  @param[out] out   The attrition, freed with integ_attrition_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT also
 *          when a step is named twice or not at all. */
INTEG_API integ_status integ_attrition_in_order(const integ_attrition *attrition, const int64_t *order, int64_t steps,
                                                integ_attrition **out, integ_error *error);

/** @brief Frees an attrition. @param attrition May be NULL. */
INTEG_API void integ_attrition_free(integ_attrition *attrition);

/** @brief The number of conditions. @param attrition Not NULL. @return 0 or more. */
INTEG_API int64_t integ_attrition_steps(const integ_attrition *attrition);

/** @brief A condition as its author wrote it. @param attrition Not NULL. @param step From 0.
 *  @return Borrowed UTF-8; NULL when there is no such step. */
INTEG_API const char *integ_attrition_condition(const integ_attrition *attrition, int64_t step);

/** @brief All rows, before the first condition: not for publication. @param attrition Not NULL. @return Rows. */
INTEG_API int64_t integ_attrition_rows_unprotected(const integ_attrition *attrition);

/** @brief Rows for which this condition alone is true: not for publication.
 *  @param attrition Not NULL. @param step From 0. @return Rows; 0 when there is no such step. */
INTEG_API int64_t integ_attrition_alone_unprotected(const integ_attrition *attrition, int64_t step);

/** @brief Rows for which this condition alone is unknown: not for publication.
 *  @param attrition Not NULL. @param step From 0. @return Rows; 0 when there is no such step. */
INTEG_API int64_t integ_attrition_unknown_unprotected(const integ_attrition *attrition, int64_t step);

/** @brief Rows for which this and all earlier conditions are true: not for publication.
 *  @param attrition Not NULL. @param step From 0. @return Rows; 0 when there is no such step. */
INTEG_API int64_t integ_attrition_left_unprotected(const integ_attrition *attrition, int64_t step);

/** @brief Rows that were left before this condition and are not after it: not for publication.
 *  @param attrition Not NULL. @param step From 0. @return Rows; 0 when there is no such step. */
INTEG_API int64_t integ_attrition_lost_unprotected(const integ_attrition *attrition, int64_t step);

/** @brief Near misses: rows for which all other conditions are true and this one alone is false. Without this condition
 *         they would be members. Not for publication.
 *  @param attrition Not NULL. @param step From 0. @return Rows; 0 when there is no such step. */
INTEG_API int64_t integ_attrition_near_miss_unprotected(const integ_attrition *attrition, int64_t step);

/** @brief Rows for which all other conditions are true and this one alone is unknown: not for publication.
 *  @param attrition Not NULL. @param step From 0. @return Rows; 0 when there is no such step. */
INTEG_API int64_t integ_attrition_near_unknown_unprotected(const integ_attrition *attrition, int64_t step);

#define INTEG_ATTRITION_ALONE 1        /**< Rows for which the condition alone is true. */
#define INTEG_ATTRITION_UNKNOWN 2      /**< Rows for which the condition alone is unknown. */
#define INTEG_ATTRITION_LEFT 3         /**< Rows for which it and all earlier ones are true. */
#define INTEG_ATTRITION_LOST 4         /**< Rows that were left before it and are not after it. */
#define INTEG_ATTRITION_NEAR_MISS 5    /**< Rows for which all others are true and it is false. */
#define INTEG_ATTRITION_NEAR_UNKNOWN 6 /**< Rows for which all others are true and it is unknown. */
#define INTEG_ATTRITION_FIGURES 6      /**< How many figures a step has, numbered from 1. */

/** @} */

#ifdef __cplusplus
}
#endif

#endif
