/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_COHORT_H
#define INTEG_COHORT_H

/**
 * @file
 * @brief Floor 5, `cohort`: named target groups, and the citizens they select in a snapshot.
 */

#include <integration/disclosure.h>
#include <integration/expression.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup cohort cohort: target groups and cohorts
 *  @{ */

/* ---- target groups ---------------------------------------------------------------------------------------- */

/** @brief A set of named target groups. Add groups on one thread, check the set, then share it. */
typedef struct integ_groups integ_groups;

/** @brief Makes an empty set of groups.
 *  @param context    Not NULL.
 *  @param[out] out   The set, freed with integ_groups_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_groups_new(integ_context *context, integ_groups **out, integ_error *error);

/** @brief Frees a set of groups. @param groups May be NULL. */
INTEG_API void integ_groups_free(integ_groups *groups);

/** @brief Adds a group.
 *  @param groups     Not NULL.
 *  @param name       Its name for others to build on; not NULL, not empty. Copied.
 *  @param title      In words; NULL for none. Copied.
 *  @param within     The group it is part of; NULL for the whole population. It may be added later. Copied.
 *  @param where      The condition its members meet; NULL for all of @p within. Kept alive by the set.
 *  @param population The table whose rows it selects; NULL for the main table, or that of @p within. Copied.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_DUPLICATE, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_groups_add(integ_groups *groups, const char *name, const char *title,
                                        const char *within, const integ_expression *where, const char *population,
                                        integ_error *error);

/** @brief The number of groups. @param groups Not NULL. @return 0 or more. */
INTEG_API int64_t integ_groups_count(const integ_groups *groups);

/** @brief The index of a group. @param groups Not NULL. @param name Not NULL. @return From 0; -1 when there is none. */
INTEG_API int64_t integ_groups_find(const integ_groups *groups, const char *name);

/** @brief The name of a group. @param groups Not NULL. @param index From 0.
 *  @return Borrowed; NULL when there is no such group. */
INTEG_API const char *integ_groups_name(const integ_groups *groups, int64_t index);

/** @brief The title of a group. @param groups Not NULL. @param index From 0.
 *  @return Borrowed; its name where it has no title, NULL when there is no such group. */
INTEG_API const char *integ_groups_title(const integ_groups *groups, int64_t index);

/** @brief The table whose rows a group selects: its own population, or that of the group it is within.
 *  @param groups Not NULL. @param index From 0.
 *  @return Borrowed; NULL for the main table, and when there is no such group. */
INTEG_API const char *integ_groups_population(const integ_groups *groups, int64_t index);

/** @brief The group that a group is within. @param groups Not NULL. @param index From 0.
 *  @return Borrowed; NULL when it is within none. */
INTEG_API const char *integ_groups_within(const integ_groups *groups, int64_t index);

/** @brief Checks that every group that another one names exists, that none is built on itself, and, with a register,
 *         that every condition fits it.
 *  @param groups     Not NULL.
 *  @param reg        NULL to check the groups among themselves only.
 *  @param[out] error May be NULL; several faults are reported together.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_CYCLE, #INTEG_STATUS_TYPE_MISMATCH,
 *          #INTEG_STATUS_INCONSISTENT when a group is within one of another population, or names one,
 *          #INTEG_STATUS_NOT_FOUND when `was_in()` names a date of which there is no snapshot, #INTEG_STATUS_MISSING
 *          when the rows of its table have no key to be found again by, #INTEG_STATUS_UNSUPPORTED,
 *          #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_groups_check(const integ_groups *groups, const integ_register *reg, integ_error *error);

/** @brief Looks for what the groups can hardly mean: for each what integ_expression_examine() looks for, a condition
 *         that contradicts the group it is within or names, which leaves nobody, and groups that select the same.
 *  @param groups       Not NULL. integ_groups_check() finds what is wrong with them.
 *  @param reg          With a register more is known, such as the types and the codes of columns; may be NULL.
 *  @param[out] remarks Gets an entry of #INTEG_SEVERITY_WARNING, with its place, for each thing that was found, and one
 *                      of #INTEG_SEVERITY_ERROR where the call fails. May be NULL, but then nothing is learnt.
 *
 *  A warning never changes whom a group selects.
 *  @return #INTEG_STATUS_OK whatever was found, #INTEG_STATUS_UNKNOWN_NAME when the table of a group does not exist,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT, or what integ_expression_parse() returns for a
 *          derived column of such a table. */
INTEG_API integ_status integ_groups_examine(const integ_groups *groups, const integ_register *reg,
                                            integ_error *remarks);

/** @brief Looks for what a filter can hardly mean, as integ_expression_examine() does, and looks into the groups that
 *         it names too: a condition that contradicts one of a group is found.
 *  @param groups       What `in_group()` refers to; NULL for none. A group that is not among them may hold anybody.
 *  @param filter       Not NULL. Names and types are taken as they are: integ_cohort_of_filter() looks at them.
 *  @param reg          With a register more is known, such as the types and the codes of columns; may be NULL.
 *  @param table        A table's name; NULL for the main table. Not used without a register.
 *  @param[out] remarks Gets an entry of #INTEG_SEVERITY_WARNING, with its place in the filter, for each thing that was
 *                      found, and one of #INTEG_SEVERITY_ERROR where the call fails. May be NULL, but then nothing is
 *                      learnt.
 *
 *  A warning never changes whom the filter selects. What is wrong within a group alone integ_groups_examine() tells.
 *  May be called by several threads at a time, each with its own @p remarks.
 *  @return #INTEG_STATUS_OK whatever was found, #INTEG_STATUS_UNKNOWN_NAME when there is no such table,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT, or what integ_expression_parse() returns for a
 *          derived column of the table. */
INTEG_API integ_status integ_groups_examine_filter(const integ_groups *groups, const integ_expression *filter,
                                                   const integ_register *reg, const char *table,
                                                   integ_error *remarks);

/** @brief A group in the words of those who must approve it: the conditions of the groups that it is within and its
 *         own, then every group that they name. As integ_expression_to_words() tells a filter.
 *  @param groups     Not NULL.
 *  @param name       The group's name.
 *  @param reg        Gives the labels of codes, the units of columns, and what computed columns are; NULL to do
 *                    without, where the population called `citizen` is taken for the main table.
 *  @param language   #INTEG_LANGUAGE_ENGLISH or #INTEG_LANGUAGE_DANISH. Names, titles and labels stay as they are.
 *  @param[out] out   UTF-8 lines, each with its line feed; freed with integ_text_free(). NULL on failure. The wording
 *                    may change between versions.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME when there is no such group or the register has not its table,
 *          what integ_groups_check() returns without a register, or what integ_expression_parse() returns for a
 *          computed column. Thread-safe. */
INTEG_API integ_status integ_groups_to_words(const integ_groups *groups, const char *name, const integ_register *reg,
                                             int32_t language, integ_text **out, integ_error *error);

/** @brief The fingerprint of what a group means: 64 hexadecimal digits, the same on every machine and in every version.
 *
 * It is made of the conditions of the group, of those of the groups that it is within and of those that they name, as
 * docs/expression.md describes, and of its population. Names and titles of groups are not part of it, nor is it in
 * which of them a condition stands.
 *  @param groups     Not NULL.
 *  @param name       The group's name.
 *  @param[out] out   Freed with integ_text_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_CYCLE, #INTEG_STATUS_INCONSISTENT,
 *          #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_groups_fingerprint(const integ_groups *groups, const char *name, integ_text **out,
                                                integ_error *error);

/* ---- the difference of two definitions ------------------------------------------------------------------------ */

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
 *         three is small, since subtraction would tell it.
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

/* ---- cohorts ---------------------------------------------------------------------------------------------- */

/** @brief The rows of one table in one snapshot for which a definition is true, and those for which it is unknown.
 *         Immutable; may be shared between threads. It has the purpose of its register. */
typedef struct integ_cohort integ_cohort;

/** @brief The citizens that a group selects.
 *  @param groups     Not NULL.
 *  @param name       The group's name.
 *  @param snapshot   Not NULL; its register is kept alive.
 *  @param[out] out   The cohort, freed with integ_cohort_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, what integ_groups_check() returns, #INTEG_STATUS_CANCELLED. */
INTEG_API integ_status integ_cohort_of_group(const integ_groups *groups, const char *name,
                                             const integ_snapshot *snapshot, integ_cohort **out, integ_error *error);

/** @brief The citizens for whom a filter is true.
 *  @param filter     A boolean expression; NULL selects everybody.
 *  @param groups     What `in_group()`, `was_in()`, `years_in()` and `linked_in()` refer to; NULL for none.
 *  @param snapshot   Not NULL; its register is kept alive.
 *  @param table      The table whose rows are selected; NULL for the main table.
 *  @param[out] out   The cohort, freed with integ_cohort_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, what integ_expression_check() and integ_groups_check() return, #INTEG_STATUS_CANCELLED. */
INTEG_API integ_status integ_cohort_of_filter(const integ_expression *filter, const integ_groups *groups,
                                              const integ_snapshot *snapshot, const char *table, integ_cohort **out,
                                              integ_error *error);

/** @brief Frees a cohort. @param cohort May be NULL. */
INTEG_API void integ_cohort_free(integ_cohort *cohort);

/** @brief Those who are in both (three-valued AND).
 *  @param a Not NULL. @param b Not NULL; of the same snapshot and table as @p a.
 *  @param[out] out   The cohort, freed with integ_cohort_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INCONSISTENT when the two are of different snapshots or tables,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cohort_and(const integ_cohort *a, const integ_cohort *b, integ_cohort **out,
                                        integ_error *error);

/** @brief Those who are in at least one (three-valued OR).
 *  @param a Not NULL. @param b Not NULL; of the same snapshot and table as @p a.
 *  @param[out] out   As for integ_cohort_and(). @param[out] error May be NULL.
 *  @return As integ_cohort_and(). */
INTEG_API integ_status integ_cohort_or(const integ_cohort *a, const integ_cohort *b, integ_cohort **out,
                                       integ_error *error);

/** @brief Those who are in the first and not in the second (three-valued).
 *  @param a Not NULL. @param b Not NULL; of the same snapshot and table as @p a.
 *  @param[out] out   As for integ_cohort_and(). @param[out] error May be NULL.
 *  @return As integ_cohort_and(). */
INTEG_API integ_status integ_cohort_minus(const integ_cohort *a, const integ_cohort *b, integ_cohort **out,
                                          integ_error *error);

/** @brief Those for whom the definition is false (three-valued NOT: unknown stays unknown).
 *  @param a Not NULL.
 *  @param[out] out   As for integ_cohort_and(). @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cohort_not(const integ_cohort *a, integ_cohort **out, integ_error *error);

/** @brief The number of rows for which the definition is true, hidden or not: not for publication.
 *  @param cohort Not NULL. @return Rows. */
INTEG_API int64_t integ_cohort_count_unprotected(const integ_cohort *cohort);

/** @brief The number of rows for which the definition is unknown: not for publication.
 *  @param cohort Not NULL. @return Rows. */
INTEG_API int64_t integ_cohort_unknown_unprotected(const integ_cohort *cohort);

/** @brief The number of all rows of the table: not for publication.
 *  @param cohort Not NULL. @return Rows. */
INTEG_API int64_t integ_cohort_rows_unprotected(const integ_cohort *cohort);

/** @brief The next member, for casework. Start with @p row = -1.
 *  @param cohort       Not NULL.
 *  @param[in,out] row  The row to go on from, and the member found: a row number of the table, from 0; -1 at the end.
 *  @param[out] error   May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_REFUSED when the register was opened for statistics,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cohort_next(const integ_cohort *cohort, int64_t *row, integ_error *error);

/** @brief Writes the rows of the members as CSV, for casework: as integ_snapshot_write_csv() writes a whole table.
 *  @param cohort       Not NULL.
 *  @param columns      The indices of the table's columns to write, in order; NULL for all.
 *  @param column_count Their number; 0 when @p columns is NULL.
 *  @param options      NULL for the standard ones.
 *  @param write        Not NULL; called on this thread.
 *  @param userdata     Handed to @p write.
 *  @param[out] error   May be NULL.
 *  @return As integ_snapshot_write_csv(); #INTEG_STATUS_REFUSED when the register was opened for statistics. */
INTEG_API integ_status integ_cohort_write_csv(const integ_cohort *cohort, const int64_t *columns, int64_t column_count,
                                              const integ_csv_options *options, integ_write_callback write,
                                              void *userdata, integ_error *error);

/** @brief Whether a row is a member, for casework.
 *  @param cohort     Not NULL.
 *  @param row        From 0.
 *  @param[out] out   1 member, 0 not, -1 unknown.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_REFUSED when the register was opened for statistics,
 *          #INTEG_STATUS_OUT_OF_RANGE when there is no such row, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cohort_has(const integ_cohort *cohort, int64_t row, int32_t *out, integ_error *error);

/** @brief Copies out members a block at a time, for casework: the numbers of their rows.
 *
 * As many as there is room for; fewer than @p capacity only when there are no more. What stands behind the copied ones
 * may be overwritten. The context's threads help where there is much to copy; the result is the same.
 *  @param cohort            Not NULL.
 *  @param[in,out] position  The row to begin with, 0 at first; afterwards the row to go on with, which is the number of
 *                           all rows at the end. Not changed on failure.
 *  @param[out] rows         Room for @p capacity numbers; rows of the table from 0, in order.
 *  @param capacity          1 or more.
 *  @param[out] count        How many were copied; 0 on failure.
 *  @param[out] error        May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_REFUSED when the register was opened for statistics,
 *          #INTEG_STATUS_CANCELLED, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cohort_copy_rows(const integ_cohort *cohort, int64_t *position, int64_t *rows,
                                              int64_t capacity, int64_t *count, integ_error *error);

/** @brief Copies out members a block at a time, for casework: their keys, where these are whole numbers: of type
 *         integer, date, timestamp, boolean or decimal (its coefficient).
 *  @param cohort            Not NULL.
 *  @param[in,out] position  As for integ_cohort_copy_rows().
 *  @param[out] keys         Room for @p capacity keys, in the order of the rows.
 *  @param capacity          1 or more.
 *  @param[out] count        How many were copied; 0 on failure.
 *  @param[out] error        May be NULL.
 *  @return As integ_cohort_copy_rows(); #INTEG_STATUS_MISSING when the table has no key, #INTEG_STATUS_TYPE_MISMATCH
 *          when the key is a code or a text. */
INTEG_API integ_status integ_cohort_copy_keys(const integ_cohort *cohort, int64_t *position, int64_t *keys,
                                              int64_t capacity, int64_t *count, integ_error *error);

/** @brief Copies out members a block at a time, for casework: their keys, where these are codes or texts.
 *  @param cohort            Not NULL.
 *  @param[in,out] position  As for integ_cohort_copy_rows().
 *  @param[out] keys         Room for @p capacity pointers to UTF-8, borrowed from the register of the cohort, in the
 *                           order of the rows.
 *  @param capacity          1 or more.
 *  @param[out] count        How many were copied; 0 on failure.
 *  @param[out] error        May be NULL.
 *  @return As integ_cohort_copy_rows(); #INTEG_STATUS_MISSING when the table has no key, #INTEG_STATUS_TYPE_MISMATCH
 *          when the key is neither a code nor a text. */
INTEG_API integ_status integ_cohort_copy_key_texts(const integ_cohort *cohort, int64_t *position, const char **keys,
                                                   int64_t capacity, int64_t *count, integ_error *error);

/* ---- attrition -------------------------------------------------------------------------------------------- */

/** @brief The rows of the members as an Arrow stream, for casework, with the columns and types of
 *         integ_snapshot_to_arrow(). A dictionary has the codes of members and no others. The stream keeps the register
 *         alive and a copy of the selection; the cohort may be freed before it.
 *  @param cohort      Not NULL; of a register opened for casework.
 *  @param batch_rows  As for integ_snapshot_to_arrow().
 *  @param[out] out    Not NULL; filled in, and to be released by its own `release`. Released already on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_REFUSED when the register was opened for statistics,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_cohort_to_arrow(const integ_cohort *cohort, int64_t batch_rows,
                                             struct ArrowArrayStream *out, integ_error *error);

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

/* ---- following -------------------------------------------------------------------------------------------- */

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

/* ---- overlap ---------------------------------------------------------------------------------------------- */

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
