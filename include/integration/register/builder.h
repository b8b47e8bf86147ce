/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_BUILDER_H
#define INTEG_REGISTER_BUILDER_H

/**
 * @file
 * @brief Part of integration/register.h: registers from arrays in memory.
 */

#include <integration/register/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup register_builder register: from arrays in memory
 *  @{ */

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

/** @brief Says that the rows of the newest table are events, each on one date: spells of one day. It is checked when
 *         the builder is finished.
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

/** @} */

#ifdef __cplusplus
}
#endif

#endif
