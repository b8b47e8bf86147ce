/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_COLUMN_BUILDER_H
#define INTEGI_REGISTER_COLUMN_BUILDER_H

/* A column that grows by batches. It keeps the narrowest storage that holds what it has seen, and rewrites
 * itself in place when a batch does not fit, so that there is never a second copy of it. */

#include "register/column.h"

typedef struct integi_column_builder {
    integ_context *context;
    int64_t rows;
    int64_t nulls;
    int64_t capacity; /* rows that `values` and `known` have room for */
    int32_t width;    /* 1, 2, 4 or 8 */
    bool numbers;     /* binary64 items; width is always 8 then */
    bool ranged;      /* a known value has been seen: base, lowest and highest mean something */
    int64_t base, lowest, highest;
    void *values;
    uint64_t *known; /* width 8 only; NULL until the first null */
} integi_column_builder;

void integi_column_builder_init(integi_column_builder *builder, integ_context *context, int32_t type);
void integi_column_builder_free(integi_column_builder *builder); /* wipes */

/* `known` holds one byte for each row, 0 for null; NULL when all are known. False: no memory, and the builder
 * can only be freed. Items of null rows are never looked at. */
bool integi_column_builder_integers(integi_column_builder *builder, const int64_t *items, const uint8_t *known,
                                    int64_t rows);
bool integi_column_builder_numbers(integi_column_builder *builder, const double *items, const uint8_t *known,
                                   int64_t rows);

/* Appending in two steps, of which the second may be done by many threads at once. First room is made for
 * rows with that many nulls, whose known values lie between `lowest` and `highest` (lowest > highest: there
 * are none); false: no memory, as above. Nothing may be written meanwhile, unless it is known that this
 * changes nothing but the number of rows. */
bool integi_column_builder_has_room(const integi_column_builder *builder, int64_t lowest, int64_t highest, int64_t rows,
                                    int64_t nulls);
bool integi_column_builder_make_room(integi_column_builder *builder, int64_t lowest, int64_t highest, int64_t rows,
                                     int64_t nulls);
/* Then the items are written from `row` on, and, where the width is 8, which of them are known. */
void *integi_column_builder_at(const integi_column_builder *builder, int64_t row);
void integi_column_builder_mark(const integi_column_builder *builder, int64_t row, const uint8_t *known, int64_t rows);

/* Hands over what was built, without spare room; the builder is empty afterwards. False: no memory. */
bool integi_column_builder_finish(integi_column_builder *builder, const integi_column_definition *definition,
                                  integi_column *out);

void integi_column_free(integi_column *column, integ_context *context); /* wipes */

#endif
