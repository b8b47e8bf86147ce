/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_COHORT_MEMBERS_H
#define INTEG_COHORT_MEMBERS_H

/**
 * @file
 * @brief Part of integration/cohort.h: the citizens that a definition selects.
 */

#include <integration/cohort/groups.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup cohort_members cohort: cohorts
 *  @{ */

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

/** @} */

#ifdef __cplusplus
}
#endif

#endif
