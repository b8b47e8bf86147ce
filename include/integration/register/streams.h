/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_STREAMS_H
#define INTEG_REGISTER_STREAMS_H

/**
 * @file
 * @brief Part of integration/register.h: tables from Arrow streams, and tables as Arrow streams.
 */

#include <integration/arrow.h>
#include <integration/register/builder.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup register_streams register: Arrow streams
 *  @{ */

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

/* ---- tables as streams: casework only -------------------------------------------------------------------------- */

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

/** @} */

#ifdef __cplusplus
}
#endif

#endif
