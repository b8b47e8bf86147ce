/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_COHORT_FOLLOWING_H
#define INTEG_COHORT_FOLLOWING_H

/**
 * @file
 * @brief Part of integration/cohort.h: what becomes of a cohort.
 */

#include <integration/cohort/groups.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup cohort_following cohort: cohorts through the snapshots
 *  @{ */

/** @brief What else is asked about those who are followed. Set it up on one thread. */
typedef struct integ_follow_options integ_follow_options;

/** @brief Makes options that ask for nothing else.
 *  @param context    Not NULL.
 *  @param[out] out   The options, freed with integ_follow_options_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_follow_options_new(integ_context *context, integ_follow_options **out,
                                                integ_error *error);

/** @brief Frees options. @param options May be NULL. */
INTEG_API void integ_follow_options_free(integ_follow_options *options);

/** @brief Asks in every snapshot for how many of those who are followed a condition is true.
 *  @param options    Not NULL.
 *  @param where      A boolean expression over the table that is followed; kept alive. NULL for none.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_follow_options_set_where(integ_follow_options *options, const integ_expression *where,
                                                      integ_error *error);

/** @brief Says where it stands why people left the register: moved away, died.
 *  @param options    Not NULL.
 *  @param table      A table that is linked to the one that is followed, one row for each departure. Copied.
 *  @param column     A column of codes in it. Copied.
 *  @param[out] error May be NULL.
 *
 *  The rows of a snapshot may tell of that snapshot only or of all before it. Whoever is gone left for the reason that
 *  was last heard of in a snapshot after the start and since they were last there; of several rows of a snapshot the
 *  last one counts.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_follow_options_set_departures(integ_follow_options *options, const char *table,
                                                           const char *column, integ_error *error);

/** @brief What becomes of a cohort: the members of one snapshot, found by their key in all others, later and earlier.
 *         Its steps are the snapshots of the register in their order. Immutable; may be shared between threads. It
 *         keeps the register alive. */
typedef struct integ_following integ_following;

/** @brief Follows those who are in a group in one snapshot. Those for whom that is unknown are not followed.
 *  @param groups   Not NULL. @param name The group's name.
 *  @param snapshot The start; not NULL.
 *  @param options  NULL for none.
 *  @param[out] out   The following, freed with integ_following_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_cohort_of_group(); #INTEG_STATUS_MISSING when the table has no key and the register more than one
 *          snapshot, #INTEG_STATUS_INCONSISTENT when the table of departures is not linked to the group's,
 *          #INTEG_STATUS_UNKNOWN_NAME when it or its column of codes does not exist, #INTEG_STATUS_LIMIT_EXCEEDED above
 *          32 reasons. */
INTEG_API integ_status integ_cohort_follow_group(const integ_groups *groups, const char *name,
                                                 const integ_snapshot *snapshot, const integ_follow_options *options,
                                                 integ_following **out, integ_error *error);

/** @brief Follows those for whom a filter is true in one snapshot.
 *  @param filter   As for integ_cohort_of_filter(). @param groups As for integ_cohort_of_filter().
 *  @param snapshot The start; not NULL.
 *  @param table    As for integ_cohort_of_filter().
 *  @param options  NULL for none.
 *  @param[out] out   The following, freed with integ_following_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_cohort_of_filter() and integ_cohort_follow_group(). */
INTEG_API integ_status integ_cohort_follow_filter(const integ_expression *filter, const integ_groups *groups,
                                                  const integ_snapshot *snapshot, const char *table,
                                                  const integ_follow_options *options, integ_following **out,
                                                  integ_error *error);

/** @brief Frees a following. @param following May be NULL. */
INTEG_API void integ_following_free(integ_following *following);

/** @brief The number of steps: of snapshots of the register, in their order. @param following Not NULL.
 *  @return 1 or more. */
INTEG_API int64_t integ_following_steps(const integ_following *following);

/** @brief The step where the following starts. @param following Not NULL. @return From 0. */
INTEG_API int64_t integ_following_start(const integ_following *following);

/** @brief Whether a further condition was asked for. @param following Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_following_has_where(const integ_following *following);

/** @brief The number of reasons of leaving that the register knows. @param following Not NULL.
 *  @return 0 or more; 0 when they were not asked for. */
INTEG_API int64_t integ_following_reasons(const integ_following *following);

/** @brief The code of a reason. @param following Not NULL. @param reason From 0.
 *  @return Borrowed UTF-8; NULL when there is no such reason. */
INTEG_API const char *integ_following_reason(const integ_following *following, int64_t reason);

#define INTEG_FOLLOWING_PRESENT 1          /**< Of those who are followed: who is in the register. */
#define INTEG_FOLLOWING_ABSENT 2           /**< Who is not: no longer, or before the start not yet. */
#define INTEG_FOLLOWING_IN_GROUP 3         /**< Who is in the group, or for whom the filter is true. */
#define INTEG_FOLLOWING_UNKNOWN 4          /**< Who is in the register, where that is unknown. */
#define INTEG_FOLLOWING_MEETS 5            /**< For whom the further condition is true. */
#define INTEG_FOLLOWING_MEETS_UNKNOWN 6    /**< Who is in the register, where that is unknown. */
#define INTEG_FOLLOWING_RETURNED 7         /**< Who is in the register, and was not in a snapshot between the start and
                                                this one. */
#define INTEG_FOLLOWING_ARRIVED 8          /**< Rows that are not in the start's snapshot, whoever is followed. */
#define INTEG_FOLLOWING_ARRIVED_IN_GROUP 9 /**< Those of them who are in the group. */
#define INTEG_FOLLOWING_FIGURES 9          /**< How many figures a step has, numbered from 1. */

/** @brief How many are followed: not for publication. @param following Not NULL. @return Rows. */
INTEG_API int64_t integ_following_size_unprotected(const integ_following *following);

/** @brief For how many it is unknown at the start whether they are to be followed, which they are not: not for
 *         publication. @param following Not NULL. @return Rows. */
INTEG_API int64_t integ_following_unknown_unprotected(const integ_following *following);

/** @brief A count of a step: not for publication.
 *  @param following Not NULL. @param step From 0. @param figure An `INTEG_FOLLOWING_` constant.
 *  @return Rows; 0 when there is no such step or figure. */
INTEG_API int64_t integ_following_count_unprotected(const integ_following *following, int64_t step, int32_t figure);

/** @brief Who is gone for a reason; those who are left of #INTEG_FOLLOWING_ABSENT are gone for none that is known. Not
 *         for publication. @param following Not NULL. @param step From 0. @param reason From 0.
 *  @return Rows; 0 when there is no such step or reason. */
INTEG_API int64_t integ_following_reason_count_unprotected(const integ_following *following, int64_t step,
                                                           int64_t reason);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
