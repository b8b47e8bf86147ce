/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Where the search in a space takes too long, half of what is open there is hidden: half as much takes far less than
 * half the time. */
#include "release/columns.h"

#include <stdlib.h>

typedef struct open_column {
    bool somebody; /* where nobody is, there is nothing to hide but that */
    int64_t rank, column;
} open_column;

static int compare_open(const void *left, const void *right)
{
    const open_column *a = left, *b = right;
    if (a->somebody != b->somebody)
        return a->somebody - b->somebody;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

bool integi_columns_thin_out(integi_columns *columns, bool *hidden, int64_t *count)
{
    int64_t open = 0;
    size_t size = ((size_t)columns->lists.count + 1) * sizeof(open_column);
    open_column *items = integi_allocate_zeroed(columns->context, size);
    if (items == NULL)
        return false;
    for (int64_t i = 0; i < columns->lists.count; i++)
        if (columns->wishes[i].standing == INTEG_STANDING_OPEN)
            items[open++] = (open_column){columns->wishes[i].count > 0, columns->wishes[i].rank, i};
    qsort(items, (size_t)open, sizeof *items, compare_open);
    for (int64_t i = open / 2; i < open; i++) {
        columns->wishes[items[i].column].standing = INTEG_STANDING_SECRET;
        hidden[items[i].column] = true;
    }
    *count = open - open / 2;
    integi_release_wiped(columns->context, items, size);
    return true;
}
