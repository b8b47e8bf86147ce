/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_FILES_H
#define INTEG_REGISTER_FILES_H

/**
 * @file
 * @brief Part of integration/register.h: registers that are read from files.
 */

#include <integration/register/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup register_files register: from files
 *  @{ */

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

/** @} */

#ifdef __cplusplus
}
#endif

#endif
