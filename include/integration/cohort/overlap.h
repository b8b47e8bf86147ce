/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_COHORT_OVERLAP_H
#define INTEG_COHORT_OVERLAP_H

/**
 * @file
 * @brief Part of integration/cohort.h: what groups have in common.
 */

#include <integration/cohort/groups.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup cohort_overlap cohort: overlaps of groups
 *  @{ */

/** @brief How many citizens groups have in common: two by two, and where it was asked for in every combination.
 *         Immutable; may be shared between threads. A citizen of whom it is unknown whether they belong to a group is
 *         no member of it here. */
typedef struct integ_overlap integ_overlap;

/** @brief Counts the members that groups share, two by two.
 *  @param groups   Not NULL.
 *  @param names    @p count names of groups, all of one population.
 *  @param count    1 to 1000.
 *  @param snapshot Not NULL.
 *  @param[out] out   The overlap, freed with integ_overlap_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_cohort_of_group(); #INTEG_STATUS_INCONSISTENT when the populations differ. */
INTEG_API integ_status integ_overlap_of_groups(const integ_groups *groups, const char *const *names, int64_t count,
                                               const integ_snapshot *snapshot, integ_overlap **out,
                                               integ_error *error);

/** @brief Counts the members that groups share, two by two, and also the patterns of membership: for every set of
 *         groups that occurs, how many are members of exactly these. That is what an UpSet plot shows.
 *  @param groups   Not NULL.
 *  @param names    @p count names of groups, all of one population.
 *  @param count    1 to 64.
 *  @param snapshot Not NULL.
 *  @param[out] out   The overlap, freed with integ_overlap_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_overlap_of_groups(); #INTEG_STATUS_LIMIT_EXCEEDED above 1,000,000 patterns. */
INTEG_API integ_status integ_overlap_of_groups_with_patterns(const integ_groups *groups, const char *const *names,
                                                             int64_t count, const integ_snapshot *snapshot,
                                                             integ_overlap **out, integ_error *error);

/** @brief Frees an overlap. @param overlap May be NULL. */
INTEG_API void integ_overlap_free(integ_overlap *overlap);

/** @brief The number of groups. @param overlap Not NULL. @return 1 or more. */
INTEG_API int64_t integ_overlap_groups(const integ_overlap *overlap);

/** @brief Citizens who are in both of two groups: not for publication.
 *  @param overlap Not NULL. @param first Index in the names given. @param second The same index gives the group's
 *  size. @return Citizens; 0 when there is no such pair. */
INTEG_API int64_t integ_overlap_count_unprotected(const integ_overlap *overlap, int64_t first, int64_t second);

/** @brief Citizens who are in at least one of the groups: not for publication.
 *  @param overlap Not NULL. @return Citizens. */
INTEG_API int64_t integ_overlap_union_unprotected(const integ_overlap *overlap);

/** @brief The number of patterns that occur, that of nobody's being a member left out: not for publication.
 *  @param overlap Not NULL. @return 0 or more; 0 when the overlap was made without patterns. */
INTEG_API int64_t integ_overlap_pattern_count_unprotected(const integ_overlap *overlap);

/** @brief The groups of a pattern. The largest pattern comes first, equal ones in the order of their numbers: not for
 *         publication.
 *  @param overlap Not NULL. @param pattern From 0.
 *  @return Bit i is the group with index i; 0 when there is no such pattern. */
INTEG_API uint64_t integ_overlap_pattern_unprotected(const integ_overlap *overlap, int64_t pattern);

/** @brief Citizens who are members of exactly the groups of a pattern: not for publication.
 *  @param overlap Not NULL. @param pattern From 0. @return Citizens; 0 when there is no such pattern. */
INTEG_API int64_t integ_overlap_exactly_unprotected(const integ_overlap *overlap, int64_t pattern);

/** @brief Citizens who are members of all groups of a set, and perhaps of others: not for publication.
 *  @param overlap Not NULL. @param groups Bit i is the group with index i.
 *  @return Citizens; -1 when the overlap was made without patterns, or when the set is empty. */
INTEG_API int64_t integ_overlap_intersection_unprotected(const integ_overlap *overlap, uint64_t groups);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
