/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_COLUMN_H
#define INTEGI_REGISTER_COLUMN_H

/* A finished column: read-only, in the narrowest storage that holds it.
 *
 * width 1, 2 or 4: unsigned items, 0 is null, any other item s stands for the whole number base + s - 1.
 * width 8: raw int64 items, or binary64 items where the type is number; nulls are the rows not in `known`.
 *
 * What the whole number means depends on the type: boolean 0 or 1; integer itself; decimal its coefficient; date days
 * since 1970-01-01; timestamp microseconds since 1970-01-01T00:00Z; code and text the index in the dictionary. */

#include "base/bitset.h"
#include "integration/register.h"

typedef struct integi_dictionary integi_dictionary;
typedef struct integi_column_definition integi_column_definition;

typedef struct integi_column {
    const integi_column_definition *definition;
    int64_t rows;
    int64_t nulls;
    int32_t width; /* 1, 2, 4 or 8 */
    int64_t base;  /* widths 1, 2 and 4 */
    void *values;
    uint64_t *known; /* width 8 only, 1 = known; NULL when no row is null */
    /* register/planes.h: the items minus `plane_first`, which is 0 where there are nulls. NULL: they are too many. */
    const uint64_t *planes;
    int32_t plane_count;
    uint8_t plane_first;
    void *plane_memory;
} integi_column;

static inline bool integi_column_wide_is_known(const integi_column *column, int64_t row)
{
    return column->known == NULL || (column->known[row / 64] >> (row % 64) & 1) != 0;
}

/* One row, for where not all rows of a column are read at once. False when it is null. */
static inline bool integi_column_integer(const integi_column *column, int64_t row, int64_t *out)
{
    uint64_t item;
    switch (column->width) {
    case 1:
        item = ((const uint8_t *)column->values)[row];
        break;
    case 2:
        item = ((const uint16_t *)column->values)[row];
        break;
    case 4:
        item = ((const uint32_t *)column->values)[row];
        break;
    default:
        *out = ((const int64_t *)column->values)[row];
        return integi_column_wide_is_known(column, row);
    }
    *out = (int64_t)((uint64_t)column->base + item - 1);
    return item != 0;
}

bool integi_column_number(const integi_column *column, int64_t row, double *out); /* number only */
int64_t integi_column_bytes(const integi_column *column); /* without the planes */

/* Distinct texts of one column, in order of appearance, for all snapshots of a register. Reading is safe from many
 * threads once the register is built. */
int64_t integi_dictionary_size(const integi_dictionary *dictionary);
const char *integi_dictionary_text(const integi_dictionary *dictionary, int64_t index, size_t *length);
int64_t integi_dictionary_find(const integi_dictionary *dictionary, const char *text, size_t length); /* -1: none */

#endif
