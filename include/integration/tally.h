/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_TALLY_H
#define INTEG_TALLY_H

/**
 * @file
 * @brief Floor 6, `tally`: everything to be counted, and the small table of counts that comes back.
 *
 * A tally is confidential: it is what a release protects before anything is published.
 */

#include <integration/cohort.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup tally tally: plans and tallies
 *  @{ */

/** @brief What counts are broken down by: columns, or bands of a column, crossed with each other. Set it up on one
 *         thread; then it may be shared. */
typedef struct integ_dimensions integ_dimensions;

#define INTEG_DIMENSIONS_MAXIMUM 8       /**< Dimensions in one breakdown. */
/** Cells in one breakdown, those that nobody is in included: the values of its columns times each other. Of whole
 *  numbers and dates only those count that are there, unless they span more than 4,194,304. */
#define INTEG_CELLS_MAXIMUM 1000000

/** @brief Makes an empty list of dimensions.
 *  @param context    Not NULL.
 *  @param[out] out   The list, freed with integ_dimensions_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_dimensions_new(integ_context *context, integ_dimensions **out, integ_error *error);

/** @brief Frees a list of dimensions. @param dimensions May be NULL. */
INTEG_API void integ_dimensions_free(integ_dimensions *dimensions);

/** @brief Breaks down by the values of a column; rows where it is unknown get a cell of their own.
 *  @param dimensions Not NULL.
 *  @param column     A column or derived column of any type but number, decimal and timestamp. Copied.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_dimensions_add_column(integ_dimensions *dimensions, const char *column,
                                                   integ_error *error);

/** @brief Breaks down by bands of a column: edges 18, 30, 50 give `<18`, `18-29`, `30-49`, `50+`. A band holds its
 *         lower edge and not its upper one; rows where the column is unknown get a cell of their own.
 *  @param dimensions Not NULL.
 *  @param column     An integer, decimal or number column or derived column. Copied.
 *  @param edges      @p count rising numbers. Copied.
 *  @param count      1 to 1000.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT when the edges do not rise. */
INTEG_API integ_status integ_dimensions_add_bands(integ_dimensions *dimensions, const char *column,
                                                  const int64_t *edges, int64_t count, integ_error *error);

/** @brief Breaks down by bands of a date column: edges 1996-01-01 and 2008-01-01 give `<1996-01-01`,
 *         `1996-01-01/2007-12-31` and `2008-01-01+`, as integ_dimensions_add_bands() does with numbers.
 *  @param dimensions Not NULL.
 *  @param column     A date column or derived column. Copied.
 *  @param edges      @p count rising dates. Copied.
 *  @param count      1 to 1000.
 *  @param[out] error May be NULL.
 *  @return As integ_dimensions_add_bands(). */
INTEG_API integ_status integ_dimensions_add_date_bands(integ_dimensions *dimensions, const char *column,
                                                       const integ_date *edges, int64_t count, integ_error *error);

/** @brief The number of dimensions. @param dimensions Not NULL. @return 0 or more. */
INTEG_API int64_t integ_dimensions_count(const integ_dimensions *dimensions);

/** @brief The column of a dimension. @param dimensions Not NULL. @param index From 0.
 *  @return Borrowed; NULL when there is no such dimension. */
INTEG_API const char *integ_dimensions_column(const integ_dimensions *dimensions, int64_t index);

/** @brief Queries that are answered together in one pass over a snapshot, equal parts of their conditions computed
 *         once. Add queries on one thread; then it may be shared. */
typedef struct integ_plan integ_plan;

/** @brief Makes an empty plan.
 *  @param reg        Not NULL; kept alive.
 *  @param groups     The groups that queries name; NULL for none. Kept alive; not to be changed any more.
 *  @param[out] out   The plan, freed with integ_plan_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_plan_new(const integ_register *reg, const integ_groups *groups, integ_plan **out,
                                      integ_error *error);

/** @brief Frees a plan. @param plan May be NULL. */
INTEG_API void integ_plan_free(integ_plan *plan);

/** @brief Lets the tallies of a plan know which rows are behind their counts, for releases to protect what overlaps.
 *         Takes some bits for each row and query.
 *  @param plan       Not NULL, without queries.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INVALID_ARGUMENT, also when there are queries already. */
INTEG_API integ_status integ_plan_keep_members(integ_plan *plan, integ_error *error);

/** @brief Adds a query: of the rows of a group, how many meet a condition, and the sum of a measure over them.
 *  @param plan       Not NULL.
 *  @param of         The group; NULL for all rows of @p table.
 *  @param table      With @p of = NULL the table; NULL for the main table. Ignored when @p of is given.
 *  @param where      A boolean expression; NULL counts every row as meeting it.
 *  @param measure    An integer, decimal, number or boolean expression that is summed over the rows that meet
 *                    @p where and for which it is known; NULL for none.
 *  @param by         The breakdown; NULL for one cell. Kept by copy.
 *  @param[out] query The query's number, for reading the tally; 0 on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_TYPE_MISMATCH, #INTEG_STATUS_CYCLE,
 *          #INTEG_STATUS_UNSUPPORTED, #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT, also when a tally of the plan was made before. */
INTEG_API integ_status integ_plan_add(integ_plan *plan, const char *of, const char *table,
                                      const integ_expression *where, const integ_expression *measure,
                                      const integ_dimensions *by, int64_t *query, integ_error *error);

/** @brief Adds a query that also keeps how often each value of its measure occurs, for what a sum does not tell, such
 *         as a median. While it is counted it takes 16 bytes for each row of the table.
 *  @param plan       Not NULL.
 *  @param of         As in integ_plan_add(), and so are the other parameters.
 *  @param table      See @p of.
 *  @param where      See @p of.
 *  @param measure    As there, and not NULL.
 *  @param by         See @p of.
 *  @param[out] query See @p of.
 *  @param[out] error May be NULL.
 *  @return As integ_plan_add(). */
INTEG_API integ_status integ_plan_add_values(integ_plan *plan, const char *of, const char *table,
                                             const integ_expression *where, const integ_expression *measure,
                                             const integ_dimensions *by, int64_t *query, integ_error *error);

/** @brief The answers of a plan's queries for one snapshot. Immutable; may be shared between threads. */
typedef struct integ_tally integ_tally;

/** @brief Runs a plan over a snapshot, with the context's threads. The answers do not depend on their number.
 *
 * All that a tally tells, its labels and the number of its cells included, is confidential: pass counts through a
 * release before anybody sees them.
 *  @param plan       Not NULL; kept alive, and closed to further queries.
 *  @param snapshot   Not NULL; of the plan's register.
 *  @param[out] out   The tally, freed with integ_tally_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_LIMIT_EXCEEDED when a breakdown has too many cells,
 *          #INTEG_STATUS_MISSING when `age()` needs a date that the snapshot has not, #INTEG_STATUS_CANCELLED,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INCONSISTENT, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_tally_of_plan_unprotected(const integ_plan *plan, const integ_snapshot *snapshot,
                                                       integ_tally **out, integ_error *error);

/** @brief Frees a tally. @param tally May be NULL. */
INTEG_API void integ_tally_free(integ_tally *tally);

/** @brief The number of cells of a query that at least one row is in (for a query without a breakdown always 1), in
 *         the order of their labels, unknown last.
 *  @param tally Not NULL. @param query As integ_plan_add() gave it. @return 0 or more. */
INTEG_API int64_t integ_tally_cells(const integ_tally *tally, int64_t query);

/** @brief The value of a dimension in a cell: a code, a text, a whole number, `true`, a date or a band.
 *  @param tally Not NULL. @param query As given. @param cell From 0. @param dimension From 0.
 *  @return Borrowed UTF-8; NULL where the value is unknown, or when there is no such cell. */
INTEG_API const char *integ_tally_label(const integ_tally *tally, int64_t query, int64_t cell, int64_t dimension);

/** @brief Rows of the query's group in a cell: not for publication.
 *  @param tally Not NULL. @param query As given. @param cell From 0. @return Rows; 0 when there is no such cell. */
INTEG_API int64_t integ_tally_rows_unprotected(const integ_tally *tally, int64_t query, int64_t cell);

/** @brief Rows of a cell for which the condition is known: not for publication.
 *  @param tally Not NULL. @param query As given. @param cell From 0. @return Rows; 0 when there is no such cell. */
INTEG_API int64_t integ_tally_known_unprotected(const integ_tally *tally, int64_t query, int64_t cell);

/** @brief Rows of a cell for which the condition is true: not for publication.
 *  @param tally Not NULL. @param query As given. @param cell From 0. @return Rows; 0 when there is no such cell. */
INTEG_API int64_t integ_tally_true_unprotected(const integ_tally *tally, int64_t query, int64_t cell);

/** @brief Rows of a cell that meet the condition and whose measure is known: not for publication.
 *  @param tally Not NULL. @param query As given. @param cell From 0. @return Rows; 0 when there is no such cell. */
INTEG_API int64_t integ_tally_measured_unprotected(const integ_tally *tally, int64_t query, int64_t cell);

/** @brief The sum of the measure over those rows, in the measure's unit, rounded to binary64: not for publication.
 *  @param tally Not NULL. @param query As given. @param cell From 0. @return The sum; 0 when there is no such cell. */
INTEG_API double integ_tally_sum_unprotected(const integ_tally *tally, int64_t query, int64_t cell);

/** @brief The cells of a query as an Arrow stream: not for publication.
 *
 * One row for each cell, in their order. First a column for each dimension, named as its column: the labels, as a
 * dictionary, null where the value is unknown. Then `rows`, `known` and `true`, int64, and where the query has a
 * measure `measured`, int64, and `sum`: decimal128 with the measure's decimals, exact, or float64 where the measure is
 * a number.
 *  @param tally Not NULL.
 *  @param query As given.
 *  @param[out] out   Not NULL; filled in, and to be released by its own `release`, also after the tally is freed.
 *                    Released already on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT when there is no such query.
 *          Thread-safe. */
INTEG_API integ_status integ_tally_to_arrow_unprotected(const integ_tally *tally, int64_t query,
                                                        struct ArrowArrayStream *out, integ_error *error);

/** @brief The number of distinct values of the measure in a cell: not for publication.
 *  @param tally Not NULL. @param query As integ_plan_add_values() gave it. @param cell From 0.
 *  @return 0 or more; 0 when there is no such cell, and for a query that keeps no values. */
INTEG_API int64_t integ_tally_values_unprotected(const integ_tally *tally, int64_t query, int64_t cell);

/** @brief One of the distinct values of a cell, and how many rows have it: not for publication.
 *  @param tally      Not NULL.
 *  @param query      As integ_plan_add_values() gave it.
 *  @param cell       From 0.
 *  @param index      From 0, in rising order of the values.
 *  @param[out] value In the measure's unit, rounded to binary64; 1 and 0 of a boolean. May be NULL; untouched when
 *                    there is no such value.
 *  @return Rows; 0 when there is no such value. */
INTEG_API int64_t integ_tally_value_unprotected(const integ_tally *tally, int64_t query, int64_t cell, int64_t index,
                                                double *value);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
