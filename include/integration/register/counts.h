/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_COUNTS_H
#define INTEG_REGISTER_COUNTS_H

/**
 * @file
 * @brief Part of integration/register.h: counts of rows and values that no disclosure control has seen.
 */

#include <integration/register/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup register_counts register: unprotected counts
 *  @{ */

/** @brief The number of rows of a table in a snapshot. @param snapshot Not NULL. @param table From 0.
 *  @return 0 or more; 0 when there is no such table. */
INTEG_API int64_t integ_snapshot_rows_unprotected(const integ_snapshot *snapshot, int64_t table);

/** @brief The number of unknown values of a column in a snapshot. @param snapshot Not NULL. @param table From 0.
 *  @param column From 0. @return 0 or more; 0 when there is no such column. */
INTEG_API int64_t integ_snapshot_nulls_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column);

/** @brief The memory that the values of a column take in a snapshot, without its dictionary and what is kept beside
 *         them to find rows faster.
 *  @param snapshot Not NULL. @param table From 0. @param column From 0.
 *  @return Bytes; 0 when there is no such column. */
INTEG_API int64_t integ_snapshot_column_bytes_unprotected(const integ_snapshot *snapshot, int64_t table,
                                                          int64_t column);

/** @brief The number of distinct known values of a column in a snapshot; takes a pass over the column or more.
 *  @param snapshot   Not NULL.
 *  @param table      From 0.
 *  @param column     From 0.
 *  @param[out] out   The number; 0 on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, or #INTEG_STATUS_INVALID_ARGUMENT when there is no such
 *          column. */
INTEG_API integ_status integ_snapshot_distinct_unprotected(const integ_snapshot *snapshot, int64_t table,
                                                           int64_t column, int64_t *out, integ_error *error);

/** @brief The number of rows whose value is known and is one that few rows have; takes some passes over the column. A
 *         number of distinct values tells that there are such rows where a few of them make up the rest.
 *  @param snapshot   Not NULL.
 *  @param table      From 0.
 *  @param column     From 0.
 *  @param fewer_than The number of rows from which on a value is not rare.
 *  @param[out] out   The number; 0 on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_snapshot_distinct_unprotected(). */
INTEG_API integ_status integ_snapshot_rare_rows_unprotected(const integ_snapshot *snapshot, int64_t table,
                                                            int64_t column, int64_t fewer_than, int64_t *out,
                                                            integ_error *error);

/** @brief The numbers of rows that have the codes of a column's labels.
 *  @param snapshot   Not NULL.
 *  @param table      From 0.
 *  @param column     From 0.
 *  @param[out] rows  One number for each label, in their order. May be NULL when @p count is 0.
 *  @param count      As integ_register_label_count() says.
 *  @param[out] error May be NULL.
 *  @return As integ_snapshot_distinct_unprotected(). */
INTEG_API integ_status integ_snapshot_label_rows_unprotected(const integ_snapshot *snapshot, int64_t table,
                                                             int64_t column, int64_t *rows, int64_t count,
                                                             integ_error *error);

#define INTEG_PEOPLE_MAXIMUM 1000 /**< So many people are enough: no threshold is larger. */

/** @brief How many people are behind rows, as far as a rule may ask: the owners of the rows of a table that is linked
 *         to another one, where those who are not in it and rows without an owner count too; else the rows.
 *  @param snapshot Not NULL.
 *  @param table    From 0.
 *  @param column   From 0; -1 for all rows.
 *  @param known    1: those rows whose value in the column is known; 0: those for which it is not. Does not matter for
 *                  all rows.
 *  @return Up to #INTEG_PEOPLE_MAXIMUM; 0 when there is no such table or column. Thread-safe. */
INTEG_API int64_t integ_snapshot_people_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column,
                                                    int32_t known);

/** @brief The numbers of people behind the rows that have the codes of a column's labels.
 *  @param snapshot    Not NULL.
 *  @param table       From 0.
 *  @param column      From 0.
 *  @param[out] people One number for each label, in their order, as of integ_snapshot_people_unprotected(). May be NULL
 *                     when @p count is 0.
 *  @param count       As integ_register_label_count() says.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INVALID_ARGUMENT when there is no such column. */
INTEG_API integ_status integ_snapshot_label_people_unprotected(const integ_snapshot *snapshot, int64_t table,
                                                               int64_t column, int64_t *people, int64_t count,
                                                               integ_error *error);

/** @brief The number of rows of a linked table that lead to no row of the table they are linked to, those whose link
 *         is unknown included. @param snapshot Not NULL. @param table From 0. @return 0 or more. */
INTEG_API int64_t integ_snapshot_orphans_unprotected(const integ_snapshot *snapshot, int64_t table);

/** @brief The number of spells that end before they start. They stay as they are, and cover no day.
 *  @param snapshot Not NULL. @param table From 0. @return 0 or more. */
INTEG_API int64_t integ_snapshot_reversed_spells_unprotected(const integ_snapshot *snapshot, int64_t table);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
