/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_ARROW_ARRAY_H
#define INTEGI_REGISTER_ARROW_ARRAY_H

/* An Arrow array, checked as far as it can be: sizes of buffers are not told, but for those of views. */

#include "base/message.h"
#include "register/arrow_type.h"

/* What messages say of where an array is. */
typedef struct integi_arrow_where {
    const char *table;
    const char *column;
    int64_t batch; /* from 1 */
    int64_t row;   /* of the table, from 0: the array's first */
    bool in_dictionary; /* its rows are entries of a dictionary */
} integi_arrow_where;

/* Rows of an array. Row 0 is item `start` of each buffer. */
typedef struct integi_arrow_view {
    integi_arrow_type type;
    int64_t start, rows;
    const uint8_t *validity; /* NULL when all rows are known */
    const void *values;      /* items; of text, offsets or views */
    const char *bytes;       /* of text with offsets */
    const void *const *blocks; /* of text with views */
    const void *block_sizes;
    int64_t block_count;
} integi_arrow_view;

/* Reports a fault of the array as a whole, or of one of its rows, from 0. */
integ_status integi_arrow_fail(const integi_arrow_where *where, const integi_message *message, int64_t number,
                               integ_error *error);
integ_status integi_arrow_fail_at(const integi_arrow_where *where, const integi_message *message, int64_t row,
                                  const char *type, integ_error *error);

/* Checks an array and makes a view of its rows from `first` on, -1 of `rows` meaning all. */
integ_status integi_arrow_look(const struct ArrowArray *array, const integi_arrow_type *type, int64_t first,
                               int64_t rows, const integi_arrow_where *where, integi_arrow_view *out,
                               integ_error *error);

/* Checks a batch, which is an array of structs: all but what is inside its children. */
integ_status integi_arrow_check_batch(const struct ArrowArray *array, int64_t children,
                                      const integi_arrow_where *where, integ_error *error);

static inline bool integi_arrow_is_known(const integi_arrow_view *view, int64_t row)
{
    int64_t item = view->start + row;
    return view->validity == NULL || (view->validity[item / 8] >> (item % 8) & 1) != 0;
}

#endif
