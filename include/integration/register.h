/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_H
#define INTEG_REGISTER_H

/**
 * @file
 * @brief Floor 2, `register`: tables of citizens and their histories, in snapshots.
 */

#include <integration/arrow.h>
#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup register register: tables, snapshots, purpose
 *  @{ */

#define INTEG_TYPE_BOOLEAN 1   /**< true or false. */
#define INTEG_TYPE_INTEGER 2   /**< int64. */
#define INTEG_TYPE_DECIMAL 3   /**< A scaled int64 with a fixed number of decimals, 0 to 18. Exact. */
#define INTEG_TYPE_NUMBER 4    /**< binary64. */
#define INTEG_TYPE_DATE 5      /**< An ::integ_date. */
#define INTEG_TYPE_TIMESTAMP 6 /**< Microseconds since 1970-01-01T00:00:00Z, int64. */
#define INTEG_TYPE_CODE 7      /**< UTF-8 from a small set, with labels; compared by code point. */
#define INTEG_TYPE_TEXT 8      /**< UTF-8; compared by code point. */
/** A code that is a Danish municipality, 101 to 999. Kept and shown in the four-digit form `0101`, however files, arrays,
 *  labels and filters write it. */
#define INTEG_TYPE_MUNICIPALITY 9

/** @brief The name of a type as manifests write it, such as `"decimal"`. @param type An `INTEG_TYPE_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_type_name(int32_t type);

#define INTEG_PURPOSE_STATISTICS 1 /**< Only protected figures leave, except from calls named `_unprotected`. */
#define INTEG_PURPOSE_CASEWORK 2   /**< Lists of citizens may leave too; needs a legal basis of its own. */

/** @brief A register: its schema and its snapshots. Immutable once opened; may be shared between threads. */
typedef struct integ_register integ_register;

/** @brief The state of a register on one date. Borrowed from its register. */
typedef struct integ_snapshot integ_snapshot;

/** @brief Frees a register; its memory is wiped when the last handle made from it is freed.
 *  @param reg May be NULL. */
INTEG_API void integ_register_free(integ_register *reg);

/* ---- registers from files ------------------------------------------------------------------------------------- */

/** @brief How a register is opened. Belongs to one thread at a time; not needed any more once it is open. */
typedef struct integ_register_options integ_register_options;

/** @brief Makes options: for statistics, and for bare CSV files `,` as delimiter, `.` as decimal mark, UTF-8, rows
 *         known by number and no date.
 *  @param context     Not NULL; kept alive by the options.
 *  @param[out] out    The options, freed with integ_register_options_free(). NULL on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_options_new(integ_context *context, integ_register_options **out,
                                                  integ_error *error);

/** @brief Frees options. @param options May be NULL. */
INTEG_API void integ_register_options_free(integ_register_options *options);

/** @brief Sets what the register is for.
 *  @param options     Not NULL.
 *  @param purpose     #INTEG_PURPOSE_STATISTICS or #INTEG_PURPOSE_CASEWORK.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_options_set_purpose(integ_register_options *options, int32_t purpose,
                                                          integ_error *error);

/** @brief Sets the delimiter of a bare CSV file; a manifest says its own.
 *  @param options     Not NULL.
 *  @param delimiter   One ASCII character that is no letter, digit, space or quote; or `"tab"`.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_options_set_delimiter(integ_register_options *options, const char *delimiter,
                                                            integ_error *error);

/** @brief Sets the decimal mark of a bare CSV file; a manifest says its own.
 *  @param options     Not NULL.
 *  @param decimal     `"."` or `","`.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_options_set_decimal(integ_register_options *options, const char *decimal,
                                                          integ_error *error);

/** @brief Sets the encoding of a bare CSV file; a manifest says its own.
 *  @param options     Not NULL.
 *  @param encoding    `"utf-8"`, `"windows-1252"` or `"iso-8859-1"`, in any case.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_options_set_encoding(integ_register_options *options, const char *encoding,
                                                           integ_error *error);

/** @brief Sets the column of a bare CSV file that identifies a row; a manifest says its own.
 *  @param options     Not NULL.
 *  @param column      Its name; NULL when rows are known by number. Copied.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_options_set_key(integ_register_options *options, const char *column,
                                                      integ_error *error);

/** @brief Sets the date whose state a bare CSV file is; a manifest says its own.
 *  @param options     Not NULL.
 *  @param as_of       In range.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_options_set_as_of(integ_register_options *options, integ_date as_of,
                                                        integ_error *error);

/** @brief Opens a register and reads all of it.
 *
 * A bare CSV file becomes one table named `citizen`. Its types are inferred from the whole file, for each column the
 * first that fits all values: boolean (`true` and `false` only), integer, number, ISO date, ISO timestamp (no zone is
 * UTC), else code. An empty field is unknown. Numbers with leading zeros are codes, and so is a key that is no whole
 * number.
 *
 * Files may be packed with gzip, whatever their names are. They are read by as many threads as the context has, and the
 * register does not depend on how many. The context hears of the progress as step `"read"`, in bytes of the files.
 *  @param context     Not NULL; kept alive by the register.
 *  @param path        A manifest (its name ends in `.yaml`, `.yml` or `.json`), a folder with a `register.yaml`, or a
 *                     bare CSV file.
 *  @param options     NULL for the standard ones.
 *  @param[out] out    The register, freed with integ_register_free(). NULL on failure.
 *  @param[out] error  May be NULL. Faults are collected, with file, line, column, byte and the name of the column;
 *                     warnings say of orphans and spells that end before they start.
 *  @return #INTEG_STATUS_OK; #INTEG_STATUS_READ_FAILED when a file cannot be opened or read; #INTEG_STATUS_MISSING when
 *          a folder has no manifest, a manifest lacks something or a file lacks a column; #INTEG_STATUS_BAD_DATA,
 *          #INTEG_STATUS_ENCODING, #INTEG_STATUS_DUPLICATE for what is wrong in a file; #INTEG_STATUS_SYNTAX,
 *          #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_TYPE_MISMATCH, #INTEG_STATUS_OUT_OF_RANGE,
 *          #INTEG_STATUS_INCONSISTENT, #INTEG_STATUS_UNSUPPORTED for what is wrong in a manifest;
 *          #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_open(integ_context *context, const char *path,
                                           const integ_register_options *options, integ_register **out,
                                           integ_error *error);

/* ---- what a register holds ---------------------------------------------------------------------------------- */

/** @brief What the register was opened for. @param reg Not NULL.
 *  @return #INTEG_PURPOSE_STATISTICS or #INTEG_PURPOSE_CASEWORK. Thread-safe, as all questions below are. */
INTEG_API int32_t integ_register_purpose(const integ_register *reg);

/** @brief The register's title in its manifest. @param reg Not NULL.
 *  @return Borrowed; `""` when it has none. */
INTEG_API const char *integ_register_title(const integ_register *reg);

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

/** @brief What people call a column, such as `"Herkomst"`. @param reg Not NULL. @param table From 0. @param column From 0.
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

/* ---- counts that no disclosure control has seen --------------------------------------------------------------- */

/** @brief The number of rows of a table in a snapshot. @param snapshot Not NULL. @param table From 0.
 *  @return 0 or more; 0 when there is no such table. */
INTEG_API int64_t integ_snapshot_rows_unprotected(const integ_snapshot *snapshot, int64_t table);

/** @brief The number of unknown values of a column in a snapshot. @param snapshot Not NULL. @param table From 0.
 *  @param column From 0. @return 0 or more; 0 when there is no such column. */
INTEG_API int64_t integ_snapshot_nulls_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column);

/** @brief The memory that the values of a column take in a snapshot, without its dictionary and what is kept beside them
 *         to find rows faster.
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

/** @brief The number of rows of a linked table that lead to no row of the table they are linked to, those whose link
 *         is unknown included. @param snapshot Not NULL. @param table From 0. @return 0 or more. */
INTEG_API int64_t integ_snapshot_orphans_unprotected(const integ_snapshot *snapshot, int64_t table);

/** @brief The number of spells that end before they start. They stay as they are, and cover no day.
 *  @param snapshot Not NULL. @param table From 0. @return 0 or more. */
INTEG_API int64_t integ_snapshot_reversed_spells_unprotected(const integ_snapshot *snapshot, int64_t table);

/* ---- values of citizens: casework only ------------------------------------------------------------------------ */

/** @brief One value as text: integers and decimals with a point, dates and timestamps in ISO 8601, booleans as `true`
 *         and `false`, numbers in their shortest form.
 *  @param snapshot     Not NULL; of a register opened for casework.
 *  @param table        From 0.
 *  @param column       From 0.
 *  @param row          From 0.
 *  @param[out] text    Room for @p size bytes; what is too long is cut, and ends with a NUL. May be NULL when
 *                      @p size is 0.
 *  @param size         Bytes at @p text.
 *  @param[out] length  The whole length in bytes without the NUL; -1 when the value is unknown, and the text is empty
 *                      then. Not NULL.
 *  @param[out] error   May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_REFUSED when the register was opened for statistics,
 *          #INTEG_STATUS_OUT_OF_MEMORY, or #INTEG_STATUS_INVALID_ARGUMENT when there is no such value. */
INTEG_API integ_status integ_snapshot_text(const integ_snapshot *snapshot, int64_t table, int64_t column, int64_t row,
                                           char *text, size_t size, int64_t *length, integ_error *error);

/** @brief A table of a snapshot as an Arrow stream: all rows in their order, all columns but derived ones, in batches.
 *
 * Whole numbers go out as int64, decimals as decimal128 with 19 digits and their decimals, numbers as float64, dates as
 * date32, timestamps as timestamps in microseconds with the zone UTC, codes as a dictionary of large_utf8 with int32
 * indices, texts as large_utf8. All batches share one dictionary, which has the codes that occur in the rows and no
 * others.
 *
 * The stream keeps the register alive. What comes from the stream is a copy with a life of its own: schemas, batches
 * and columns moved out of batches may be released in any order, on any thread, after the stream and the register. What
 * is released is wiped. `get_next` returns `ENOMEM` when memory runs out, and can be called again.
 *  @param snapshot    Not NULL; of a register opened for casework.
 *  @param table       From 0.
 *  @param batch_rows  Rows in a batch, the last may have fewer; 0 for 65,536; 16,777,216 at most.
 *  @param[out] out    Not NULL; filled in, and to be released by its own `release`. Released already on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_REFUSED when the register was opened for statistics,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe; the stream is for one thread at
 *          a time. */
INTEG_API integ_status integ_snapshot_to_arrow(const integ_snapshot *snapshot, int64_t table, int64_t batch_rows,
                                               struct ArrowArrayStream *out, integ_error *error);

/* ---- registers from arrays in memory -------------------------------------------------------------------------- */

/** @brief Puts a register together from arrays in memory. Belongs to one thread at a time.
 *
 * Add a snapshot, add a table to it, add the table's columns, add the next table or the next snapshot; then finish.
 * The first table that is named is the main one. A table that comes again in a later snapshot must have the same
 * columns with the same types; a table that is left out of a snapshot has no rows there. All names and values are
 * copied. A call that fails changes nothing, except that after #INTEG_STATUS_OUT_OF_MEMORY the builder can only be
 * freed; every call then returns that status again. */
typedef struct integ_register_builder integ_register_builder;

/** @brief Makes an empty builder.
 *  @param context     Not NULL; kept alive by the builder.
 *  @param purpose     #INTEG_PURPOSE_STATISTICS or #INTEG_PURPOSE_CASEWORK.
 *  @param[out] out    The builder, freed with integ_register_builder_free(). NULL on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_new(integ_context *context, int32_t purpose,
                                                  integ_register_builder **out, integ_error *error);

/** @brief Frees a builder, and what was added to it unless it was finished. @param builder May be NULL. */
INTEG_API void integ_register_builder_free(integ_register_builder *builder);

/** @brief Adds a snapshot; the tables that follow belong to it.
 *  @param builder     Not NULL.
 *  @param as_of       The date whose state it is; in range, and of no other snapshot. Any order.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_DUPLICATE, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_add_snapshot(integ_register_builder *builder, integ_date as_of,
                                                           integ_error *error);

/** @brief Adds a table to the newest snapshot; the columns that follow belong to it.
 *  @param builder     Not NULL.
 *  @param name        Not empty; UTF-8.
 *  @param rows        The number of its rows, 0 or more.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING when there is no snapshot yet, #INTEG_STATUS_DUPLICATE when the
 *          snapshot has it already, #INTEG_STATUS_LIMIT_EXCEEDED above 4,294,967,280 rows,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_add_table(integ_register_builder *builder, const char *name,
                                                        int64_t rows, integ_error *error);

/** @brief Adds a column of whole numbers to the newest table.
 *  @param builder     Not NULL.
 *  @param column      Its name; not empty; UTF-8.
 *  @param type        #INTEG_TYPE_BOOLEAN (values 0 and 1), #INTEG_TYPE_INTEGER, #INTEG_TYPE_DECIMAL (values are
 *                     coefficients: 1250 with 2 decimals is 12.50), #INTEG_TYPE_DATE (an ::integ_date) or
 *                     #INTEG_TYPE_TIMESTAMP (microseconds since 1970-01-01T00:00:00Z, years 1 to 9999).
 *  @param decimals    0 to 18; 0 for every type but decimal.
 *  @param values      @p rows values. May be NULL when @p rows is 0.
 *  @param known       One byte for each row, 0 where the value is unknown; NULL when all are known.
 *  @param rows        As many as the table has.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING when there is no table yet, #INTEG_STATUS_DUPLICATE when the table
 *          has it already, #INTEG_STATUS_INCONSISTENT when @p rows is another number than the table's or an earlier
 *          snapshot has the column otherwise or not, #INTEG_STATUS_BAD_DATA when a value is not of the type,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_add_integers(integ_register_builder *builder, const char *column,
                                                           int32_t type, int32_t decimals, const int64_t *values,
                                                           const uint8_t *known, int64_t rows, integ_error *error);

/** @brief Adds a column of type #INTEG_TYPE_NUMBER to the newest table.
 *  @param builder     Not NULL.
 *  @param column      Its name; not empty; UTF-8.
 *  @param values      @p rows values; NaN is unknown, infinities are refused. May be NULL when @p rows is 0.
 *  @param known       One byte for each row, 0 where the value is unknown; NULL when all but NaN are known.
 *  @param rows        As many as the table has.
 *  @param[out] error  May be NULL.
 *  @return As integ_register_builder_add_integers(). */
INTEG_API integ_status integ_register_builder_add_numbers(integ_register_builder *builder, const char *column,
                                                          const double *values, const uint8_t *known, int64_t rows,
                                                          integ_error *error);

/** @brief Adds a column of texts to the newest table.
 *  @param builder     Not NULL.
 *  @param column      Its name; not empty; UTF-8.
 *  @param type        #INTEG_TYPE_CODE, #INTEG_TYPE_TEXT or #INTEG_TYPE_MUNICIPALITY (values are three digits from 101
 *                     to 999, with or without a zero before them).
 *  @param values      @p rows texts, UTF-8, NUL-terminated; NULL where the value is unknown. An empty text is a
 *                     value. May be NULL when @p rows is 0.
 *  @param rows        As many as the table has.
 *  @param[out] error  May be NULL.
 *  @return As integ_register_builder_add_integers(), and #INTEG_STATUS_ENCODING when a text is not valid UTF-8. */
INTEG_API integ_status integ_register_builder_add_texts(integ_register_builder *builder, const char *column,
                                                        int32_t type, const char *const *values, int64_t rows,
                                                        integ_error *error);

/** @brief Hands over the next bytes of a file.
 *  @param[out] bytes    Where to write.
 *  @param size          Room at @p bytes; more than 0.
 *  @param[out] length   How many bytes were written: 1 to @p size, or 0 at the end. It is 0 when the call comes.
 *  @param userdata      As given with the callback.
 *  @return 0; anything else means that reading failed. */
typedef int32_t (*integ_read_callback)(char *bytes, size_t size, size_t *length, void *userdata);

/** @brief How a CSV file is written, for reading and for writing one. Belongs to one thread at a time; not needed any more
 *         once the file is read or written. */
typedef struct integ_csv_options integ_csv_options;

/** @brief Makes options: `,` as delimiter, `.` as decimal mark, UTF-8, empty fields unknown.
 *  @param context     Not NULL; kept alive by the options.
 *  @param[out] out    The options, freed with integ_csv_options_free(). NULL on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_new(integ_context *context, integ_csv_options **out, integ_error *error);

/** @brief Frees options. @param options May be NULL. */
INTEG_API void integ_csv_options_free(integ_csv_options *options);

/** @brief Sets the delimiter.
 *  @param options     Not NULL.
 *  @param delimiter   One ASCII character that is no letter, digit, space or quote; or `"tab"`.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_delimiter(integ_csv_options *options, const char *delimiter,
                                                       integ_error *error);

/** @brief Sets the decimal mark.
 *  @param options     Not NULL.
 *  @param decimal     `"."` or `","`.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_decimal(integ_csv_options *options, const char *decimal,
                                                     integ_error *error);

/** @brief Sets the encoding.
 *  @param options     Not NULL.
 *  @param encoding    `"utf-8"`, `"windows-1252"` or `"iso-8859-1"`, in any case.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_encoding(integ_csv_options *options, const char *encoding,
                                                      integ_error *error);

/** @brief Sets the form of dates, and of the dates of timestamps. Where types are inferred, only texts of this form are
 *         dates; those of digits alone are taken for whole numbers before.
 *  @param options     Not NULL.
 *  @param format      `"yyyy-mm-dd"` (the standard), `"dd-mm-yyyy"`, `"dd.mm.yyyy"`, `"dd/mm/yyyy"`, `"yyyymmdd"`,
 *                     `"ddmmyyyy"`, `"yyyy/mm/dd"`, `"yyyy.mm.dd"` or `"mm/dd/yyyy"`.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_date_format(integ_csv_options *options, const char *format,
                                                         integ_error *error);

/** @brief Sets how lines end that are written; both are read whatever this says.
 *  @param options     Not NULL.
 *  @param end         `"\n"` (the standard) or `"\r\n"`.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_line_end(integ_csv_options *options, const char *end, integ_error *error);

/** @brief Sets whether a byte order mark is written before UTF-8, by which spreadsheets recognise it; it is read whatever
 *         this says.
 *  @param options     Not NULL.
 *  @param mark        1 or 0 (the standard).
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_byte_order_mark(integ_csv_options *options, int32_t mark,
                                                             integ_error *error);

/** @brief Sets whether texts and names that are written get an apostrophe before them where a spreadsheet would take them
 *         for a formula: those that begin with `=`, `+`, `-`, `@`, a tab or a line break. For files that people open in a
 *         spreadsheet. It changes those texts, so that reading does not give them back; numbers are never changed.
 *  @param options     Not NULL.
 *  @param guard       1 or 0 (the standard).
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_formula_guard(integ_csv_options *options, int32_t guard,
                                                           integ_error *error);

/** @brief Sets how many faults of a file are collected before its reading ends with them; 1 ends at the first. The file is
 *         refused all the same.
 *  @param options     Not NULL.
 *  @param count       1 to #INTEG_ERROR_CAPACITY; where it is not set, the whole file is read, and those that find no room
 *                     in the error object are counted by integ_error_omitted().
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_max_errors(integ_csv_options *options, int32_t count, integ_error *error);

/** @brief Adds a spelling of unknown, beside the empty field, such as `"-"` or `"NA"`. What is written has the first.
 *  @param options     Not NULL.
 *  @param spelling    UTF-8. Copied.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_add_null(integ_csv_options *options, const char *spelling,
                                                  integ_error *error);

/** @brief Adds a table to the newest snapshot and reads it as a bare CSV file through a callback.
 *
 * Types are inferred as integ_register_open() does; all that comes is held in memory until they are known. In a later
 * snapshot the table's columns have the types that the first gave them, and what comes is read as it comes: the callback is
 * called by one thread at a time then, though not always by the same one. What is packed with gzip is unpacked. When this
 * call fails, the builder can only be freed.
 *  @param builder     Not NULL.
 *  @param table       Not empty; UTF-8.
 *  @param source_name Stands in messages; NULL for none. Copied.
 *  @param read        Not NULL.
 *  @param userdata    Handed to the callback.
 *  @param options     NULL for the standard ones.
 *  @param[out] error  May be NULL. Faults are collected.
 *  @return #INTEG_STATUS_OK; #INTEG_STATUS_READ_FAILED when the callback fails; #INTEG_STATUS_BAD_DATA,
 *          #INTEG_STATUS_ENCODING, #INTEG_STATUS_DUPLICATE for what is wrong in what came; #INTEG_STATUS_MISSING when
 *          there is no snapshot yet or a column is missing; #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_CANCELLED,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_add_csv(integ_register_builder *builder, const char *table,
                                                      const char *source_name, integ_read_callback read,
                                                      void *userdata, const integ_csv_options *options,
                                                      integ_error *error);

/** @brief How an Arrow stream is read. Belongs to one thread at a time; not needed any more once the stream is read. */
typedef struct integ_arrow_options integ_arrow_options;

/** @brief Makes options: every column gets the type that it comes with.
 *  @param context     Not NULL; kept alive by the options.
 *  @param[out] out    The options, freed with integ_arrow_options_free(). NULL on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_arrow_options_new(integ_context *context, integ_arrow_options **out, integ_error *error);

/** @brief Frees options. @param options May be NULL. */
INTEG_API void integ_arrow_options_free(integ_arrow_options *options);

/** @brief Says which type a column is to have. Which of Arrow's types can become which stands in docs/arrow.md.
 *  @param options     Not NULL.
 *  @param column      Its name; a stream without it is refused. Copied. The last type that is set for it holds.
 *  @param type        An `INTEG_TYPE_` constant.
 *  @param decimals    0 to 18; 0 for every type but decimal.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_arrow_options_set_type(integ_arrow_options *options, const char *column, int32_t type,
                                                    int32_t decimals, integ_error *error);

/** @brief Adds a table to the newest snapshot and reads it from an Arrow stream, all of its batches.
 *
 * Columns get the types that the stream's schema says: whole numbers of all sizes become integers, float16, 32 and 64
 * numbers, decimal32, 64 and 128 decimals with the same scale (18 at most; a negative one is 0), date32 and date64
 * dates, timestamps of all units timestamps, and utf8, large_utf8, utf8_view and columns of nothing but null codes. A
 * dictionary's column gets the type of the dictionary's values. In a later snapshot the columns have the types that the
 * first gave them, and the options may say others: then values are converted where that is exact, and refused by row
 * where it is not. Nothing is ever rounded, but that a number is the nearest binary64. All other types are refused by
 * name. docs/arrow.md has the whole table.
 *
 * An instant is an instant whatever zone its column shows it in; timestamps without a zone are read as UTC. NaN is
 * unknown, and infinities are refused. Names and values are copied: nothing of the stream is kept. The context hears of
 * the progress as step `"read"`, in rows, after every batch.
 *
 * When the stream's own callbacks return an error, the text that they give stands in the message.
 *
 * When this call fails after the stream was begun, the builder can only be freed.
 *  @param builder     Not NULL.
 *  @param table       Not empty; UTF-8.
 *  @param stream      Not NULL. Always consumed: when this call returns, whatever it returns, the stream is released
 *                     and its `release` is NULL.
 *  @param options     NULL for the standard ones.
 *  @param[out] error  May be NULL. Columns that cannot be read are all reported; of what is wrong in a batch only the
 *                     first, with its column, batch and row, both counted from 1, and never a value.
 *  @return #INTEG_STATUS_OK; #INTEG_STATUS_READ_FAILED when the stream fails; #INTEG_STATUS_UNSUPPORTED for a type that
 *          is refused; #INTEG_STATUS_TYPE_MISMATCH when a column cannot become what it is to be;
 *          #INTEG_STATUS_BAD_DATA for a value that has no place in its column and for arrays that the Arrow standard
 *          forbids; #INTEG_STATUS_ENCODING when a text is not valid UTF-8; #INTEG_STATUS_DUPLICATE when the snapshot
 *          has the table already or two columns have one name; #INTEG_STATUS_INCONSISTENT when an earlier snapshot has
 *          the column otherwise or not; #INTEG_STATUS_UNKNOWN_NAME when the options name a column that is not there;
 *          #INTEG_STATUS_MISSING when there is no snapshot yet; #INTEG_STATUS_LIMIT_EXCEEDED,
 *          #INTEG_STATUS_CANCELLED, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_add_arrow(integ_register_builder *builder, const char *table,
                                                        struct ArrowArrayStream *stream,
                                                        const integ_arrow_options *options, integ_error *error);

/** @brief Gives a code of a column of the newest table a label; a second label for the same code replaces the first.
 *  @param builder     Not NULL.
 *  @param column      A code or municipality column that the table has.
 *  @param code        UTF-8; of a municipality in either form.
 *  @param label       UTF-8.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING when there is no table yet, #INTEG_STATUS_UNKNOWN_NAME,
 *          #INTEG_STATUS_TYPE_MISMATCH when the column is no code, #INTEG_STATUS_BAD_DATA when the code can be no
 *          municipality, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_add_label(integ_register_builder *builder, const char *column,
                                                        const char *code, const char *label, integ_error *error);

/** @brief Says which column identifies the rows of the newest table. It is checked when the builder is finished.
 *  @param builder     Not NULL.
 *  @param column      A column of any type but number.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING when there is no table yet, #INTEG_STATUS_INCONSISTENT when the
 *          table has another key, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_set_key(integ_register_builder *builder, const char *column,
                                                      integ_error *error);

/** @brief Says which table the rows of the newest table belong to. It is checked when the builder is finished.
 *  @param builder     Not NULL.
 *  @param column      The column of the newest table that holds the other table's key.
 *  @param table       Another table, with a key.
 *  @param[out] error  May be NULL.
 *  @return As integ_register_builder_set_key(). */
INTEG_API integ_status integ_register_builder_set_link(integ_register_builder *builder, const char *column,
                                                       const char *table, integ_error *error);

/** @brief Says that the rows of the newest table are spells. It is checked when the builder is finished.
 *  @param builder       Not NULL.
 *  @param start         The date column with the first day.
 *  @param end           The date column with the end.
 *  @param end_inclusive 1: the end is the last day; 0: it is the day after.
 *  @param[out] error    May be NULL.
 *  @return As integ_register_builder_set_key(). */
INTEG_API integ_status integ_register_builder_set_spell(integ_register_builder *builder, const char *start,
                                                        const char *end, int32_t end_inclusive, integ_error *error);

/** @brief Says that the rows of the newest table are events, each on one date: spells of one day. It is checked when the
 *         builder is finished.
 *  @param builder     Not NULL.
 *  @param date        The date column.
 *  @param[out] error  May be NULL.
 *  @return As integ_register_builder_set_key(). */
INTEG_API integ_status integ_register_builder_set_event(integ_register_builder *builder, const char *date,
                                                        integ_error *error);

/** @brief Adds a derived column to the newest table. Its expression is read where the table is evaluated,
 *         and a fault in it is said there, not when the builder is finished.
 *  @param builder     Not NULL.
 *  @param name        Not empty; of no other column.
 *  @param expression  CQL2 text.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING when there is no table yet, #INTEG_STATUS_DUPLICATE,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_add_derived(integ_register_builder *builder, const char *name,
                                                          const char *expression, integ_error *error);

/** @brief Checks what was added and makes the register. The builder can only be freed afterwards, whatever came out.
 *  @param builder     Not NULL.
 *  @param[out] out    The register, freed with integ_register_free(). NULL on failure.
 *  @param[out] error  May be NULL. Orphans and spells that end before they start are added as warnings.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING when there is no snapshot or no table, a column is missing in a
 *          snapshot, or a linked table has no key, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_TYPE_MISMATCH,
 *          #INTEG_STATUS_INCONSISTENT when the main table or a table to itself is linked, #INTEG_STATUS_DUPLICATE
 *          when a key stands twice, #INTEG_STATUS_BAD_DATA when a row has no key, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_register_builder_finish(integ_register_builder *builder, integ_register **out,
                                                     integ_error *error);

/* ---- tables as CSV: casework only ------------------------------------------------------------------------------ */

/** @brief Writes a table as CSV, a part at a time: a line with the columns' names and a line for each row, as the library
 *         reads them again. Derived columns are not written.
 *
 * A field stands in quotes where it has to: when it holds the delimiter, a quote or a line break, begins or ends with a
 * space, or is an empty text. Unknown is an empty field or the spelling of the options; a known empty text is `""`, which
 * is unknown to this library's reader. Booleans are `true` and `false`, decimals have all of their decimals, numbers are
 * in their shortest form. There are no marks between thousands. Timestamps end in `Z` beside ISO dates, and are UTC
 * without a zone beside others.
 *
 * The context hears of the progress as step `"write"`, in rows.
 *  @param snapshot     Not NULL; of a register opened for casework.
 *  @param table        From 0.
 *  @param columns      The indices of the columns to write, in order; NULL for all.
 *  @param column_count Their number; 0 when @p columns is NULL.
 *  @param options      NULL for the standard ones. Their encoding must be UTF-8.
 *  @param write        Not NULL; called on this thread.
 *  @param userdata     Handed to @p write.
 *  @param[out] error   May be NULL.
 *  @return #INTEG_STATUS_OK; #INTEG_STATUS_REFUSED when the register was opened for statistics;
 *          #INTEG_STATUS_WRITE_FAILED when @p write stopped it; #INTEG_STATUS_INCONSISTENT when a known value is spelled
 *          like an unknown one; #INTEG_STATUS_UNSUPPORTED for another encoding; #INTEG_STATUS_CANCELLED,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. What was handed over by then is incomplete.
 *          Thread-safe. */
INTEG_API integ_status integ_snapshot_write_csv(const integ_snapshot *snapshot, int64_t table, const int64_t *columns,
                                                int64_t column_count, const integ_csv_options *options,
                                                integ_write_callback write, void *userdata, integ_error *error);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
