/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REPORT_H
#define INTEG_REPORT_H

/**
 * @file
 * @brief Floor 11, `report`: what a policy's run found, for people and for programs.
 */

#include <integration/policy.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup report report: text, JSON and CSV
 *  @{ */

#define INTEG_FORMAT_TEXT 1 /**< For a terminal: UTF-8, at most 100 columns, in the language asked for. */
#define INTEG_FORMAT_JSON 2 /**< One object; the same in every language. Its keys stand in docs/json-output.md. */
#define INTEG_FORMAT_CSV 3  /**< One line for each goal: commas, decimal points, UTF-8; the same in every language. */

/** @brief Writes a report. Nothing is handed to @p write before the whole report is made.
 *
 * Everything in it has passed the release of the run. A hidden figure is `null` in JSON, its name listed under
 * `"hidden"`, and `..` in text and CSV.
 *  @param results    Not NULL.
 *  @param format     An `INTEG_FORMAT_` constant.
 *  @param language   #INTEG_LANGUAGE_ENGLISH or #INTEG_LANGUAGE_DANISH: of the text format.
 *  @param write      Not NULL; called on this thread.
 *  @param userdata   Handed to @p write.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_WRITE_FAILED when @p write stopped it, #INTEG_STATUS_OUT_OF_MEMORY, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when there is no such format or language. Thread-safe. */
INTEG_API integ_status integ_report_write(const integ_results *results, int32_t format, int32_t language,
                                          integ_write_callback write, void *userdata, integ_error *error);

#define INTEG_REPORT_GOALS 1      /**< One row for each goal. */
#define INTEG_REPORT_INDICATORS 2 /**< One row for each indicator, followed by one for each cell of its breakdown. */

/** @brief What a run found as an Arrow stream. The columns are described in docs/arrow.md.
 *
 * Everything in it has passed the release of the run. A hidden figure is null, and its name stands in the column
 * `hidden`, with commas between several.
 *  @param results    Not NULL.
 *  @param part       An `INTEG_REPORT_` constant.
 *  @param[out] out   Not NULL; filled in, and to be released by its own `release`, also after the results are freed.
 *                    Released already on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT when there is no such part.
 *          Thread-safe. */
INTEG_API integ_status integ_report_to_arrow(const integ_results *results, int32_t part, struct ArrowArrayStream *out,
                                             integ_error *error);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
