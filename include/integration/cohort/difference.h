/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_COHORT_DIFFERENCE_H
#define INTEG_COHORT_DIFFERENCE_H

/**
 * @file
 * @brief Part of integration/cohort.h: the difference of two definitions, and whom it moves.
 */

#include <integration/cohort/groups.h>
#include <integration/disclosure.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup cohort_difference cohort: differences of definitions
 *  @{ */

/** @brief What changed from one definition to another, condition by condition. Immutable; may be shared between
 *         threads. It keeps both definitions alive. */
typedef struct integ_definition_difference integ_definition_difference;

#define INTEG_DIFFERENCE_ADDED 1      /**< A condition that the new definition alone has. */
#define INTEG_DIFFERENCE_REMOVED 2    /**< A condition that the old definition alone has. */
#define INTEG_DIFFERENCE_CHANGED 3    /**< Two conditions about the same column or function, or one on changed
                                           groups. */
#define INTEG_DIFFERENCE_POPULATION 4 /**< Another table is selected from. */

/** @brief Compares two groups, of the same set or of two.
 *
 * The conditions of the groups that they are within, and of groups that all members must be in, count as their own.
 *  @param before      The old set; not NULL; kept alive.
 *  @param before_name The old group's name; not NULL.
 *  @param after       The new set; not NULL; kept alive.
 *  @param after_name  The new group's name; not NULL.
 *  @param[out] out    The difference, freed with integ_definition_difference_free(). NULL on failure.
 *  @param[out] error  May be NULL.
 *  @return As integ_groups_fingerprint(). */
INTEG_API integ_status integ_definition_difference_of_groups(const integ_groups *before, const char *before_name,
                                                             const integ_groups *after, const char *after_name,
                                                             integ_definition_difference **out, integ_error *error);

/** @brief Compares two filters.
 *  @param before     The old filter; not NULL; kept alive.
 *  @param after      The new filter; not NULL; kept alive.
 *  @param groups     What `in_group()` refers to in both; NULL for none. Kept alive.
 *  @param table      The table whose rows are selected; NULL for the main table.
 *  @param[out] out   The difference, freed with integ_definition_difference_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_groups_fingerprint(). */
INTEG_API integ_status integ_definition_difference_of_filters(const integ_expression *before,
                                                              const integ_expression *after, const integ_groups *groups,
                                                              const char *table, integ_definition_difference **out,
                                                              integ_error *error);

/** @brief Frees a difference. @param difference May be NULL. */
INTEG_API void integ_definition_difference_free(integ_definition_difference *difference);

/** @brief Whether the two mean the same as far as a fingerprint tells. @param difference Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_definition_difference_is_same(const integ_definition_difference *difference);

/** @brief The number of changes: those in the order of the new definition, then what was removed.
 *  @param difference Not NULL. @return 0 or more; 0 when the two mean the same. */
INTEG_API int64_t integ_definition_difference_count(const integ_definition_difference *difference);

/** @brief What kind of change it is. @param difference Not NULL. @param index From 0.
 *  @return An `INTEG_DIFFERENCE_` constant; 0 when there is no such change. */
INTEG_API int32_t integ_definition_difference_kind(const integ_definition_difference *difference, int64_t index);

/** @brief The old condition in canonical CQL2 text, or the old population. @param difference Not NULL.
 *  @param index From 0. @return Borrowed; NULL when there was none, or it was the main table. */
INTEG_API const char *integ_definition_difference_before(const integ_definition_difference *difference, int64_t index);

/** @brief The new condition in canonical CQL2 text, or the new population. @param difference Not NULL.
 *  @param index From 0. @return Borrowed; NULL when there is none, or it is the main table. A condition that reads as
 *  before builds on a group that changed. */
INTEG_API const char *integ_definition_difference_after(const integ_definition_difference *difference, int64_t index);

/** @brief The group in which a changed condition stands: the one that was compared or one that it builds on.
 *  @param difference Not NULL. @param index From 0. @return Borrowed; NULL when it stands in a filter. */
INTEG_API const char *integ_definition_difference_group(const integ_definition_difference *difference, int64_t index);

/** @brief The changes in words, one line for each.
 *  @param difference Not NULL.
 *  @param reg        As for integ_groups_to_words(); may be NULL.
 *  @param language   #INTEG_LANGUAGE_ENGLISH or #INTEG_LANGUAGE_DANISH.
 *  @param[out] out   UTF-8 lines, each with its line feed; freed with integ_text_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_definition_difference_to_words(const integ_definition_difference *difference,
                                                            const integ_register *reg, int32_t language,
                                                            integ_text **out, integ_error *error);

/** @brief How many citizens a changed definition moves. Immutable; may be shared between threads. */
typedef struct integ_definition_movement integ_definition_movement;

#define INTEG_MOVEMENT_BEFORE 1  /**< Members by the old definition. */
#define INTEG_MOVEMENT_AFTER 2   /**< Members by the new definition. */
#define INTEG_MOVEMENT_ENTER 3   /**< Members by the new one who were not, or not known to be, by the old one. */
#define INTEG_MOVEMENT_LEAVE 4   /**< Members by the old one who are not, or not known to be, by the new one. */
#define INTEG_MOVEMENT_STAY 5    /**< Members by both. */
#define INTEG_MOVEMENT_UNKNOWN 6 /**< Those for whom only the new definition is unknown, members before or not. */
#define INTEG_MOVEMENT_FIGURES 6 /**< How many figures there are, numbered from 1. */

/** @brief Counts whom a change moves in a snapshot.
 *  @param difference Not NULL.
 *  @param snapshot   Not NULL.
 *  @param[out] out   The movement, freed with integ_definition_movement_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_cohort_of_group(); #INTEG_STATUS_INCONSISTENT when the two select from different tables. */
INTEG_API integ_status integ_definition_difference_count_movement(const integ_definition_difference *difference,
                                                                  const integ_snapshot *snapshot,
                                                                  integ_definition_movement **out, integ_error *error);

/** @brief Frees a movement. @param movement May be NULL. */
INTEG_API void integ_definition_movement_free(integ_definition_movement *movement);

/** @brief A count of citizens: not for publication. @param movement Not NULL.
 *  @param figure An `INTEG_MOVEMENT_` constant. @return Citizens; 0 when there is no such figure. */
INTEG_API int64_t integ_definition_movement_count_unprotected(const integ_definition_movement *movement,
                                                              int32_t figure);

/** @brief A count as it may be shown: not when it is small; and those who enter, leave and stay not when one of the
 *         three is small, since subtraction would tell it. Many rows of few owners, where the table is linked to
 *         another one, are small too. What is published beside it is not known here: see
 *         integ_groups_add_copy() for several groups.
 *  @param movement Not NULL.
 *  @param rule     The primary rule; NULL hides nothing, for eyes that may see everything.
 *  @param figure   An `INTEG_MOVEMENT_` constant.
 *  @return Citizens; -1 when it is hidden or there is no such figure. */
INTEG_API int64_t integ_definition_movement_count(const integ_definition_movement *movement,
                                                  const integ_disclosure *rule, int32_t figure);

/** @brief All counts in words, one line for each, `..` where one is hidden.
 *  @param movement   Not NULL.
 *  @param rule       As for integ_definition_movement_count().
 *  @param language   #INTEG_LANGUAGE_ENGLISH or #INTEG_LANGUAGE_DANISH.
 *  @param[out] out   UTF-8 lines, each with its line feed; freed with integ_text_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_definition_movement_to_words(const integ_definition_movement *movement,
                                                          const integ_disclosure *rule, int32_t language,
                                                          integ_text **out, integ_error *error);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
