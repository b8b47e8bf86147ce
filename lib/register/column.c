/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/column.h"

#include <string.h>

static bool wide_is_known(const integi_column *column, int64_t row)
{
    return column->known == NULL || (column->known[row / 64] >> (row % 64) & 1) != 0;
}

bool integi_column_integer(const integi_column *column, int64_t row, int64_t *out)
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
        return wide_is_known(column, row);
    }
    *out = (int64_t)((uint64_t)column->base + item - 1);
    return item != 0;
}

bool integi_column_number(const integi_column *column, int64_t row, double *out)
{
    memcpy(out, (const char *)column->values + (size_t)row * sizeof *out, sizeof *out);
    return wide_is_known(column, row);
}

int64_t integi_column_bytes(const integi_column *column)
{
    int64_t bytes = column->rows * column->width;
    if (column->known != NULL)
        bytes += (int64_t)(integi_bitset_words(column->rows) * sizeof(uint64_t));
    return bytes;
}
