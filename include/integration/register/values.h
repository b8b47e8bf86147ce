/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_VALUES_H
#define INTEG_REGISTER_VALUES_H

/**
 * @file
 * @brief Part of integration/register.h: values of citizens, for casework only.
 */

#include <integration/register/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup register_values register: values of citizens
 *  @{ */

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

/** @} */

#ifdef __cplusplus
}
#endif

#endif
