/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_SCHEMA_H
#define INTEG_REGISTER_SCHEMA_H

/**
 * @file
 * @brief Part of integration/register.h: what a register holds: snapshots, tables, columns and labels.
 */

#include <integration/register/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup register_schema register: what it holds
 *  @{ */

/** @brief What the register was opened for. @param reg Not NULL.
 *  @return #INTEG_PURPOSE_STATISTICS or #INTEG_PURPOSE_CASEWORK. Thread-safe, as all questions below are. */
INTEG_API int32_t integ_register_purpose(const integ_register *reg);

/** @brief The register's title in its manifest. @param reg Not NULL.
 *  @return Borrowed; `""` when it has none. */
INTEG_API const char *integ_register_title(const integ_register *reg);

/** @brief How many files it was read from: a manifest and the files of its snapshots, or a bare CSV file. A program
 *         that writes files can see to it that it writes none of these. @param reg Not NULL.
 *  @return 0 or more; 0 where it was not opened from files. */
INTEG_API int64_t integ_register_file_count(const integ_register *reg);

/** @brief A file that it was read from. @param reg Not NULL. @param index From 0.
 *  @return Borrowed: the path that was opened; NULL when there is none. */
INTEG_API const char *integ_register_file(const integ_register *reg, int64_t index);

/** @brief The number of snapshots. @param reg Not NULL. @return 1 or more. */
INTEG_API int64_t integ_register_snapshot_count(const integ_register *reg);

/** @brief A snapshot by its place in time, the oldest first.
 *  @param reg   Not NULL.
 *  @param index From 0 to integ_register_snapshot_count() - 1.
 *  @return Borrowed from the register; NULL when there is no such snapshot. */
INTEG_API const integ_snapshot *integ_register_snapshot(const integ_register *reg, int64_t index);

/** @brief The latest snapshot that is not after a date. A snapshot without a date, of a bare file, fits every date.
 *  @param reg  Not NULL.
 *  @param date In range.
 *  @return Borrowed from the register; NULL when all snapshots are later. */
INTEG_API const integ_snapshot *integ_register_find_snapshot(const integ_register *reg, integ_date date);

/** @brief The snapshot of exactly a date.
 *  @param reg  Not NULL.
 *  @param date In range.
 *  @return Borrowed from the register; NULL when there is none. */
INTEG_API const integ_snapshot *integ_register_find_snapshot_exact(const integ_register *reg, integ_date date);

/** @brief Whether a snapshot has a date; only a bare file opened without one has none.
 *  @param snapshot Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_snapshot_has_as_of(const integ_snapshot *snapshot);

/** @brief The date whose state a snapshot is. @param snapshot Not NULL.
 *  @return The date; 0 when integ_snapshot_has_as_of() is 0. */
INTEG_API integ_date integ_snapshot_as_of(const integ_snapshot *snapshot);

/** @brief The number of tables. @param reg Not NULL. @return 1 or more; table 0 is the main table. */
INTEG_API int64_t integ_register_table_count(const integ_register *reg);

/** @brief A table's name. @param reg Not NULL. @param table From 0.
 *  @return Borrowed; NULL when there is no such table. */
INTEG_API const char *integ_register_table_name(const integ_register *reg, int64_t table);

/** @brief The table of a name. @param reg Not NULL. @param name Not NULL.
 *  @return Its index, -1 when there is none. */
INTEG_API int64_t integ_register_table_index(const integ_register *reg, const char *name);

/** @brief The column whose value identifies a row. @param reg Not NULL. @param table From 0.
 *  @return Borrowed; NULL when rows are known by number, or when there is no such table. */
INTEG_API const char *integ_register_table_key(const integ_register *reg, int64_t table);

/** @brief The column by which the rows of a table belong to rows of another one. @param reg Not NULL.
 *  @param table From 0. @return Borrowed; NULL when the table is linked to none, or does not exist. */
INTEG_API const char *integ_register_table_link(const integ_register *reg, int64_t table);

/** @brief The number of columns of a table. @param reg Not NULL. @param table From 0.
 *  @return 0 or more; 0 when there is no such table. */
INTEG_API int64_t integ_register_column_count(const integ_register *reg, int64_t table);

/** @brief A column's name. @param reg Not NULL. @param table From 0. @param column From 0.
 *  @return Borrowed; NULL when there is no such column. */
INTEG_API const char *integ_register_column_name(const integ_register *reg, int64_t table, int64_t column);

/** @brief The column of a name. @param reg Not NULL. @param table From 0. @param name Not NULL.
 *  @return Its index, -1 when there is none. */
INTEG_API int64_t integ_register_column_index(const integ_register *reg, int64_t table, const char *name);

/** @brief A column's type. @param reg Not NULL. @param table From 0. @param column From 0.
 *  @return An `INTEG_TYPE_` constant; 0 when there is no such column. */
INTEG_API int32_t integ_register_column_type(const integ_register *reg, int64_t table, int64_t column);

/** @brief A column's number of decimals. @param reg Not NULL. @param table From 0. @param column From 0.
 *  @return 0 to 18; 0 for every type but #INTEG_TYPE_DECIMAL. */
INTEG_API int32_t integ_register_column_decimals(const integ_register *reg, int64_t table, int64_t column);

/** @brief A column's unit, such as `"DKK"`. @param reg Not NULL. @param table From 0. @param column From 0.
 *  @return Borrowed; NULL when it has none. */
INTEG_API const char *integ_register_column_unit(const integ_register *reg, int64_t table, int64_t column);

/** @brief What people call a column, such as `"Herkomst"`. @param reg Not NULL. @param table From 0. @param column From
 *         0.
 *  @return Borrowed; NULL when its manifest gives it no title. */
INTEG_API const char *integ_register_column_title(const integ_register *reg, int64_t table, int64_t column);

/** @brief Why a bare file's column was given its type, in English, such as `"a value has a letter"`: the shape of a
 *         value that ruled simpler types out, never the value. @param reg Not NULL. @param table From 0.
 *  @param column From 0. @return Borrowed; NULL when the type was declared. */
INTEG_API const char *integ_register_column_reason(const integ_register *reg, int64_t table, int64_t column);

/** @brief The row whose value integ_register_column_reason() speaks of: the first that ruled the simpler types out. It
 *         tells something of one citizen. @param reg Not NULL. @param table From 0. @param column From 0.
 *  @return The row, counted from 1 without the header; 0 when no single row settled the type, or it was declared. */
INTEG_API int64_t integ_register_column_reason_row_unprotected(const integ_register *reg, int64_t table,
                                                               int64_t column);

/** @brief The number of labels of a code column. @param reg Not NULL. @param table From 0. @param column From 0.
 *  @return 0 or more. */
INTEG_API int64_t integ_register_label_count(const integ_register *reg, int64_t table, int64_t column);

/** @brief The code that a label stands for. @param reg Not NULL. @param table From 0. @param column From 0.
 *  @param label From 0. @return Borrowed; NULL when there is no such label. */
INTEG_API const char *integ_register_label_code(const integ_register *reg, int64_t table, int64_t column,
                                                int64_t label);

/** @brief The text of a label. @param reg Not NULL. @param table From 0. @param column From 0. @param label From 0.
 *  @return Borrowed; NULL when there is no such label. */
INTEG_API const char *integ_register_label_text(const integ_register *reg, int64_t table, int64_t column,
                                                int64_t label);

/** @brief The label of a code. @param reg Not NULL. @param table From 0. @param column From 0.
 *  @param code Not NULL; of a municipality in either form. @return Borrowed; NULL when the code has none. */
INTEG_API const char *integ_register_label(const integ_register *reg, int64_t table, int64_t column,
                                           const char *code);

/** @brief The number of derived columns of a table. @param reg Not NULL. @param table From 0. @return 0 or more. */
INTEG_API int64_t integ_register_derived_count(const integ_register *reg, int64_t table);

/** @brief A derived column's name. @param reg Not NULL. @param table From 0. @param derived From 0.
 *  @return Borrowed; NULL when there is no such derived column. */
INTEG_API const char *integ_register_derived_name(const integ_register *reg, int64_t table, int64_t derived);

/** @brief A derived column's expression, as it was written. @param reg Not NULL. @param table From 0.
 *  @param derived From 0. @return Borrowed; NULL when there is no such derived column. */
INTEG_API const char *integ_register_derived_expression(const integ_register *reg, int64_t table, int64_t derived);

/** @brief The number of columns of the table's files that the manifest does not name, and that were not read.
 *  @param reg Not NULL. @param table From 0. @return 0 or more. */
INTEG_API int64_t integ_register_skipped_count(const integ_register *reg, int64_t table);

/** @brief The name of a column that was not read. @param reg Not NULL. @param table From 0. @param skipped From 0.
 *  @return Borrowed; NULL when there is no such column. */
INTEG_API const char *integ_register_skipped_name(const integ_register *reg, int64_t table, int64_t skipped);

/** @brief The memory that all columns of all snapshots take, their dictionaries included, and what is kept beside them
 *         to find rows faster. @param reg Not NULL.
 *  @return Bytes. */
INTEG_API int64_t integ_register_column_bytes_unprotected(const integ_register *reg);

/** @brief The bytes that each value of a column takes in a snapshot. Columns take as few as tell their values apart.
 *  @param snapshot Not NULL. @param table From 0. @param column From 0.
 *  @return 1, 2, 4 or 8; 0 when there is no such column. */
INTEG_API int32_t integ_snapshot_column_width(const integ_snapshot *snapshot, int64_t table, int64_t column);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
