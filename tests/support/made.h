/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_MADE_H
#define TEST_SUPPORT_MADE_H

/* Small registers out of arrays. Every call may run out of memory, and says so. */

#include "integration/register.h"

#include <stdbool.h>

/* A column of which one of numbers, texts and the expression is set. */
typedef struct made_column {
    const char *name; /* NULL ends a list */
    int32_t type;
    const int64_t *numbers;
    const uint8_t *known; /* of numbers; NULL: all of them */
    const char *const *texts;
    const char *expression; /* of a derived column */
    bool is_key;
} made_column;

integ_status add_made_table(integ_register_builder *builder, const char *name, const made_column *columns, int64_t rows,
                            integ_error *error);

/* A register with the one table `citizen` in one snapshot, of 1 January 2020. */
integ_status make_citizens(integ_context *context, const made_column *columns, int64_t rows, integ_register **out,
                           integ_error *error);

#endif
