/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_REGISTER_TYPES_H
#define INTEG_REGISTER_TYPES_H

/**
 * @file
 * @brief Part of integration/register.h: types, purposes and the handles of registers and their snapshots.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup register_types register: types and purpose
 *  @{ */

#define INTEG_TYPE_BOOLEAN 1   /**< true or false. */
#define INTEG_TYPE_INTEGER 2   /**< int64. */
#define INTEG_TYPE_DECIMAL 3   /**< A scaled int64 with a fixed number of decimals, 0 to 18. Exact. */
#define INTEG_TYPE_NUMBER 4    /**< binary64. */
#define INTEG_TYPE_DATE 5      /**< An ::integ_date. */
#define INTEG_TYPE_TIMESTAMP 6 /**< Microseconds since 1970-01-01T00:00:00Z, int64. */
#define INTEG_TYPE_CODE 7      /**< UTF-8 from a small set, with labels; compared by code point. */
#define INTEG_TYPE_TEXT 8      /**< UTF-8; compared by code point. */
/** A code that is a Danish municipality, 101 to 999. Kept and shown in the four-digit form `0101`, however files,
 *  arrays, labels and filters write it. */
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

/** @} */

#ifdef __cplusplus
}
#endif

#endif
