/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_ARROW_VALUE_H
#define INTEGI_REGISTER_ARROW_VALUE_H

/* Values of Arrow arrays as items of a register's columns. Nothing is rounded: a value becomes another type's when it
 * is one of that type too. The one exception is the type number, which is nearest by nature. */

#include "register/arrow_array.h"
#include "register/schema.h"

#define INTEGI_ARROW_BLOCK_ROWS 4096

/* Rows on their way into a column. */
typedef struct integi_arrow_block {
    int64_t wholes[INTEGI_ARROW_BLOCK_ROWS];
    double numbers[INTEGI_ARROW_BLOCK_ROWS]; /* of columns of the type number */
    uint8_t known[INTEGI_ARROW_BLOCK_ROWS];
} integi_arrow_block;

/* What a column is going to hold. */
typedef struct integi_arrow_target {
    int32_t type;
    int32_t decimals;
    integi_dictionary *dictionary; /* of codes and texts */
} integi_arrow_target;

/* What stopped the reading of a value. */
typedef struct integi_arrow_fault {
    const integi_message *message; /* NULL: memory ran out */
    int64_t row;                   /* of the view */
} integi_arrow_fault;

/* Reads at most a block of rows from `row` of a view on; false: `fault` says why not. */
bool integi_arrow_read(const integi_arrow_view *view, int64_t row, int64_t rows, const integi_arrow_target *target,
                       integi_arrow_block *block, integi_arrow_fault *fault);

/* Whole numbers as they stand there, unknown ones being anything; for indices too. */
bool integi_arrow_read_integers(const integi_arrow_view *view, int64_t row, int64_t rows, const uint8_t *known,
                                int64_t *out, integi_arrow_fault *fault);
void integi_arrow_read_known(const integi_arrow_view *view, int64_t row, int64_t rows, uint8_t *known);

/* Texts of views; see arrow_text.c. */
bool integi_arrow_read_texts(const integi_arrow_view *view, int64_t row, int64_t rows,
                             const integi_arrow_target *target, integi_arrow_block *block, integi_arrow_fault *fault);

#endif
