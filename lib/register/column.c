/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/column.h"

#include <string.h>

bool integi_column_number(const integi_column *column, int64_t row, double *out)
{
    memcpy(out, (const char *)column->values + (size_t)row * sizeof *out, sizeof *out);
    return integi_column_wide_is_known(column, row);
}

int64_t integi_column_bytes(const integi_column *column)
{
    int64_t bytes = column->rows * column->width;
    if (column->known != NULL)
        bytes += (int64_t)(integi_bitset_words(column->rows) * sizeof(uint64_t));
    return bytes;
}
