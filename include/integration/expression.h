/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_EXPRESSION_H
#define INTEG_EXPRESSION_H

/**
 * @file
 * @brief Floor 3, `expression`: the filter language, CQL2 (OGC 21-065r2).
 *
 * Functions over the rows of a linked table that belong to a citizen: `exists(table[, filter])`, `rows(table[, filter])`,
 * `at_date(table, date[, filter])`, `days_covered(table, from, to[, filter])`, `coverage(...)`, `longest_gap(...)`,
 * `longest_run(...)` with the same arguments, `first(table, column[, filter])` and `last(table, column[, filter])`. They
 * count whole days, `from` and `to` included; a day that several spells cover counts once, and spells that touch are one
 * run. A spell without an end goes on for ever; one without a start, or that ends before it starts, covers no day. Rows for
 * which the filter is unknown are left out; a result is unknown where a date that is given is, where `to` is before `from`,
 * and of `first` and `last` where there is no row with a known date or its value is unknown. docs/expression.md has it in
 * full.
 */

#include <integration/register.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup expression expression: the filter language
 *  @{ */

/** @brief A parsed filter or value. Immutable; may be shared between threads. */
typedef struct integ_expression integ_expression;

/** @brief Reads CQL2 text. Names are not looked up yet: that happens where the expression meets a register.
 *  @param context     Keeps the allocator and limits.
 *  @param text        UTF-8.
 *  @param length      Bytes at @p text.
 *  @param source_name Stands in messages, such as `"--where"`; NULL for none. Copied.
 *  @param[out] out    The expression, freed with integ_expression_free(). NULL on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_SYNTAX, #INTEG_STATUS_ENCODING, #INTEG_STATUS_OUT_OF_RANGE for an integer
 *          literal outside int64 or a date that does not exist, #INTEG_STATUS_LIMIT_EXCEEDED,
 *          #INTEG_STATUS_UNSUPPORTED for spatial literals and functions, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_expression_parse(integ_context *context, const char *text, size_t length,
                                              const char *source_name, integ_expression **out, integ_error *error);

/** @brief Reads CQL2 JSON. Numbers are as exact as in text: `0.1` is the decimal 0.1.
 *
 * The text of such an expression, where funnels and messages quote it, is the one of integ_expression_to_text(); places
 * are those of the JSON. Messages about the form of the JSON begin with the JSON pointer (RFC 6901) of what is wrong.
 *  @param context     Keeps the allocator and limits.
 *  @param text        UTF-8.
 *  @param length      Bytes at @p text.
 *  @param source_name Stands in messages, such as a file's name; NULL for none. Copied.
 *  @param[out] out    The expression, freed with integ_expression_free(). NULL on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK; #INTEG_STATUS_SYNTAX for what is no JSON or no CQL2; #INTEG_STATUS_ENCODING;
 *          #INTEG_STATUS_UNKNOWN_NAME for a key or an operation that CQL2 does not have; #INTEG_STATUS_DUPLICATE and
 *          #INTEG_STATUS_MISSING for a key that stands twice or not at all; #INTEG_STATUS_TYPE_MISMATCH for the wrong
 *          number of arguments and for a value of a kind that cannot stand where it does; #INTEG_STATUS_OUT_OF_RANGE for an
 *          integer outside int64 or a date that does not exist; #INTEG_STATUS_LIMIT_EXCEEDED; #INTEG_STATUS_UNSUPPORTED
 *          for geometries and spatial operations; #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_expression_parse_json(integ_context *context, const char *text, size_t length,
                                                   const char *source_name, integ_expression **out,
                                                   integ_error *error);

/** @brief Reads a file of CQL2 JSON.
 *  @param context    Keeps the allocator and limits.
 *  @param path       Not NULL; stands in messages.
 *  @param[out] out   The expression, freed with integ_expression_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return What integ_expression_parse_json() returns, and #INTEG_STATUS_READ_FAILED. */
INTEG_API integ_status integ_expression_load_json(integ_context *context, const char *path, integ_expression **out,
                                                  integ_error *error);

/** @brief Frees an expression. @param expression May be NULL. */
INTEG_API void integ_expression_free(integ_expression *expression);

/** @brief An expression in the canonical form of CQL2 text: no parentheses but those that it or the standard's grammar
 *         needs, one space where one may stand, keywords in capitals. Reading it gives the same expression, literal by
 *         literal, and equal expressions have the same canonical text.
 *  @param expression Not NULL.
 *  @param[out] out   UTF-8, freed with integ_text_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_expression_to_text(const integ_expression *expression, integ_text **out,
                                                integ_error *error);

/** @brief An expression as CQL2 JSON without white space. Reading it gives the same expression.
 *  @param expression Not NULL.
 *  @param[out] out   UTF-8, freed with integ_text_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_expression_to_json(const integ_expression *expression, integ_text **out,
                                                integ_error *error);

/** @brief Checks names and types of an expression against a table, without looking at a row.
 *  @param expression  Not NULL.
 *  @param reg         Not NULL.
 *  @param table       A table's name; NULL for the main table.
 *  @param[out] type   The type of its value, an `INTEG_TYPE_` constant (a filter is #INTEG_TYPE_BOOLEAN). May be NULL.
 *  @param[out] error  May be NULL; several faults are reported together.
 *
 *  Derived columns of the table are read too, and what is wrong with them is reported like a fault of the expression
 *  itself. Groups of a policy are not known here: in `in_group()` they are unknown names.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_TYPE_MISMATCH, #INTEG_STATUS_CYCLE for derived
 *          columns that use each other in a circle, #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT, or what integ_expression_parse() returns for a derived column. */
INTEG_API integ_status integ_expression_check(const integ_expression *expression, const integ_register *reg,
                                              const char *table, int32_t *type, integ_error *error);

/** @brief A definition in the words of those who must approve it: nested lists of what must hold, one line for each
 *         condition, and what becomes of those for whom it cannot be told. An expression that is no condition, such as a
 *         measure, becomes one line.
 *  @param expression  Not NULL.
 *  @param reg         Gives the labels of codes, the units of columns, and what computed columns are; NULL to do without.
 *  @param table       The table whose rows are selected; NULL for the main table.
 *  @param language    #INTEG_LANGUAGE_ENGLISH or #INTEG_LANGUAGE_DANISH. Names and labels stay as they are.
 *  @param[out] out    UTF-8 lines, each with its line feed; freed with integ_text_free(). NULL on failure. The wording
 *                     may change between versions.
 *  @param[out] error  May be NULL.
 *
 *  Names that the register does not have are shown as they are written: integ_expression_check() finds them.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME when the register has no such table,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT, or what integ_expression_parse() returns for a
 *          computed column. Thread-safe. */
INTEG_API integ_status integ_expression_to_words(const integ_expression *expression, const integ_register *reg,
                                                 const char *table, int32_t language, integ_text **out,
                                                 integ_error *error);

/** @brief The fingerprint of what an expression means: 64 hexadecimal digits, the same on every machine and in every
 *         version.
 *
 * It is the SHA-256 of a normal form that docs/expression.md describes: it does not change with white space, capitals in
 * keywords, needless parentheses or quotes, the order of conditions joined by AND or OR, of the items of IN and of the two
 * sides of a comparison. Two expressions with the same fingerprint mean the same; two that mean the same may have
 * different ones, such as `NOT a = 1` and `a <> 1`. What a column or a group that is named holds is not part of it.
 *  @param expression Not NULL.
 *  @param[out] out   Freed with integ_text_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_expression_fingerprint(const integ_expression *expression, integ_text **out,
                                                    integ_error *error);

/** @brief Looks for what a definition can hardly mean: conditions that contradict each other, that hold for everybody,
 *         are always unknown, stand twice or add nothing; codes that a column does not have; reversed bounds.
 *  @param expression   Not NULL. Names and types are taken as they are: integ_expression_check() looks at them.
 *  @param reg          With a register more is known, such as the types and the codes of columns; may be NULL.
 *  @param table        A table's name; NULL for the main table. Not used without a register.
 *  @param[out] remarks Gets an entry of #INTEG_SEVERITY_WARNING, with its place, for each thing that was found, and one
 *                      of #INTEG_SEVERITY_ERROR where the call fails. May be NULL, but then nothing is learnt.
 *
 *  A warning never changes what the expression means. What it says is so, on any data; but not all that could be said
 *  is found. `in_group()` is looked into by integ_groups_examine_filter() and integ_groups_examine(), which know the
 *  groups. May be called by several threads at a time.
 *  @return #INTEG_STATUS_OK whatever was found, #INTEG_STATUS_UNKNOWN_NAME when there is no such table,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT, or what integ_expression_parse() returns for a
 *          derived column of the table. */
INTEG_API integ_status integ_expression_examine(const integ_expression *expression, const integ_register *reg,
                                                const char *table, integ_error *remarks);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
