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

static size_t room_of(const integi_columns *columns)
{
    return ((size_t)columns->lists.count + 1) * sizeof(open_column);
}

static bool is_open(const integi_columns *columns, int64_t column)
{
    return columns->wishes[column].standing == INTEG_STANDING_OPEN;
}

/* Makes so many secret, those that are wanted least, and forgets the list. */
static void make_secret(integi_columns *columns, open_column *items, int64_t open, int64_t count, bool *hidden)
{
    qsort(items, (size_t)open, sizeof *items, compare_open);
    for (int64_t i = open - count; i < open; i++) {
        columns->wishes[items[i].column].standing = INTEG_STANDING_SECRET;
        hidden[items[i].column] = true;
    }
    integi_release_wiped(columns->context, items, room_of(columns));
}

bool integi_columns_thin_out(integi_columns *columns, bool *hidden, int64_t *count)
{
    int64_t open = 0;
    open_column *items = integi_allocate_zeroed(columns->context, room_of(columns));
    if (items == NULL)
        return false;
    for (int64_t i = 0; i < columns->lists.count; i++)
        if (is_open(columns, i))
            items[open++] = (open_column){columns->wishes[i].count > 0, columns->wishes[i].rank, i};
    *count = open - open / 2;
    make_secret(columns, items, open, *count, hidden);
    return true;
}

/* ---- what is behind a sum ---- */

static bool has_any(const integi_columns *columns, int64_t column, const bool *atoms)
{
    for (int64_t at = columns->lists.starts[column]; at < columns->lists.starts[column + 1]; at++)
        if (atoms[columns->lists.items[at]])
            return true;
    return false;
}

bool integi_columns_hide_some(integi_columns *columns, const int32_t *states, const bool *atoms, int64_t wanted,
                              bool *hidden, int64_t *count)
{
    int64_t open = 0;
    open_column *items = integi_allocate_zeroed(columns->context, room_of(columns));
    if (items == NULL)
        return false;
    for (int64_t i = 0; i < columns->lists.count; i++)
        if (is_open(columns, i) && states[i] == INTEG_CELL_SHOWN && has_any(columns, i, atoms))
            items[open++] = (open_column){columns->wishes[i].count > 0, columns->wishes[i].rank, i};
    *count = open < wanted ? open : wanted;
    make_secret(columns, items, open, *count, hidden);
    return true;
}
