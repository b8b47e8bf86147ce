/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_COHORT_GROUPS_H
#define INTEG_COHORT_GROUPS_H

/**
 * @file
 * @brief Part of integration/cohort.h: named target groups.
 */

#include <integration/expression.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup cohort_groups cohort: target groups
 *  @{ */

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
 *  @param name       Its name for others to build on: UTF-8, not NULL, not empty. Copied.
 *  @param title      In words; NULL for none. Copied.
 *  @param within     The group it is part of; NULL for the whole population. It may be added later. Copied.
 *  @param where      The condition its members meet; NULL for all of @p within. Kept alive by the set.
 *  @param population The table whose rows it selects; NULL for the main table, or that of @p within. Copied.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_DUPLICATE, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_groups_add(integ_groups *groups, const char *name, const char *title,
                                        const char *within, const integ_expression *where, const char *population,
                                        integ_error *error);

/** @brief Adds a copy of a group of another set, and of all that it is built on, under other names: each has a prefix
 *         before its own, also where `within`, `in_group()`, `was_in()`, `years_in()` or `linked_in()` names it. So two
 *         versions of a group can be counted together, and what is published of them protected together.
 *
 * A group that is there under the new name already is not added again. Titles stay, and so do the places that messages
 * give.
 *  @param groups     Not NULL. As it was on failure.
 *  @param from       The other set; not NULL. Not kept alive.
 *  @param name       The group's name there; not NULL.
 *  @param prefix     UTF-8, not NULL; may be empty.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME when @p from has not the group or one that it is built on,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT, also when the sets are one or @p prefix is no
 *          UTF-8. */
INTEG_API integ_status integ_groups_add_copy(integ_groups *groups, const integ_groups *from, const char *name,
                                             const char *prefix, integ_error *error);

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

/** @} */

#ifdef __cplusplus
}
#endif

#endif
