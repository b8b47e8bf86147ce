/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_CSV_H
#define INTEG_REGISTER_CSV_H

/**
 * @file
 * @brief Part of integration/register.h: tables from CSV that comes through a callback, and tables written as CSV.
 */

#include <integration/register/builder.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup register_csv register: CSV
 *  @{ */

/** @brief Hands over the next bytes of a file.
 *  @param[out] bytes    Where to write.
 *  @param size          Room at @p bytes; more than 0.
 *  @param[out] length   How many bytes were written: 1 to @p size, or 0 at the end. It is 0 when the call comes.
 *  @param userdata      As given with the callback.
 *  @return 0; anything else means that reading failed. */
typedef int32_t (*integ_read_callback)(char *bytes, size_t size, size_t *length, void *userdata);

/** @brief How a CSV file is written, for reading and for writing one. Belongs to one thread at a time; not needed any
 *         more once the file is read or written. */
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

/** @brief Sets whether a byte order mark is written before UTF-8, by which spreadsheets recognise it; it is read
 *         whatever this says.
 *  @param options     Not NULL.
 *  @param mark        1 or 0 (the standard).
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_byte_order_mark(integ_csv_options *options, int32_t mark,
                                                             integ_error *error);

/** @brief Sets whether texts and names that are written get an apostrophe before them where a spreadsheet would take
 *         them for a formula: those that begin with `=`, `+`, `-`, `@`, a tab or a line break. For files that people
 *         open in a spreadsheet. It changes those texts, so that reading does not give them back; numbers are never
 *         changed.
 *  @param options     Not NULL.
 *  @param guard       1 or 0 (the standard).
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_csv_options_set_formula_guard(integ_csv_options *options, int32_t guard,
                                                           integ_error *error);

/** @brief Sets how many faults of a file are collected before its reading ends with them; 1 ends at the first. The file
 *         is refused all the same.
 *  @param options     Not NULL.
 *  @param count       1 to #INTEG_ERROR_CAPACITY; where it is not set, the whole file is read, and those that find no
 *                     room in the error object are counted by integ_error_omitted().
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
 * snapshot the table's columns have the types that the first gave them, and what comes is read as it comes: the
 * callback is called by one thread at a time then, though not always by the same one. What is packed with gzip is
 * unpacked. When this call fails, the builder can only be freed.
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

/* ---- tables as CSV: casework only ------------------------------------------------------------------------------ */

/** @brief Writes a table as CSV, a part at a time: a line with the columns' names and a line for each row, as the
 *         library reads them again. Derived columns are not written.
 *
 * A field stands in quotes where it has to: when it holds the delimiter, a quote or a line break, begins or ends with a
 * space, or is an empty text. Unknown is an empty field or the spelling of the options; a known empty text is `""`,
 * which is unknown to this library's reader. Booleans are `true` and `false`, decimals have all of their decimals,
 * numbers are in their shortest form. There are no marks between thousands. Timestamps end in `Z` beside ISO dates, and
 * are UTC without a zone beside others.
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
 *          #INTEG_STATUS_WRITE_FAILED when @p write stopped it; #INTEG_STATUS_INCONSISTENT when a known value is
 *          spelled like an unknown one; #INTEG_STATUS_UNSUPPORTED for another encoding; #INTEG_STATUS_CANCELLED,
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
