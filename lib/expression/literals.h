/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_LITERALS_H
#define INTEGI_EXPRESSION_LITERALS_H

#include "expression/node.h"

typedef enum integi_numeral {
    INTEGI_NUMERAL_OK,
    INTEGI_NUMERAL_WHOLE_RANGE, /* a whole number beyond int64 */
    INTEGI_NUMERAL_RANGE,       /* beyond every binary64 */
} integi_numeral;

/* Reads 12, 12.5 or 1E3, without sign, into a node of kind INTEGER, DECIMAL (exact where it fits) or NUMBER. */
integi_numeral integi_read_numeral(const char *text, size_t length, bool negative, integi_node *node);

/* Reads the number at bytes `start` to `end` of the text, with an optional sign that stands before it. */
integ_status integi_read_number(const integ_expression *expression, size_t start, size_t end, bool negative,
                                integi_node *node, integ_error *error);

typedef enum integi_instant {
    INTEGI_INSTANT_OK,
    INTEGI_INSTANT_SYNTAX,
    INTEGI_INSTANT_RANGE,
} integi_instant;

integi_instant integi_read_date(const char *text, size_t length, int64_t *days);

/* `YYYY-MM-DDThh:mm:ss`, a fraction of a second cut to microseconds, and `Z`, in UTC. */
integi_instant integi_read_timestamp(const char *text, size_t length, int64_t *microseconds);

#define INTEGI_DAY_MICROSECONDS INT64_C(86400000000)

#endif
