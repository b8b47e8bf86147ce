/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_LINKED_ROWS_H
#define INTEGI_REGISTER_LINKED_ROWS_H

/* The rows of a linked table by the row that they belong to, its owner, and there by the date on which they begin. Made
 * once, when the tables of a snapshot are connected: whoever asks about owners goes along them once, and passes those
 * that have no rows 64 at a time.
 *
 * Places number the linked rows in that order, from 0. Rows that belong to nobody have none. */

#include "base/bitset.h"

/* From when to when: the first day, and the day after the last. One that does not begin before it ends covers no day;
 * nor does one whose beginning is unknown, which stands behind the others of its owner. One whose end is unknown ends
 * after the last day of the calendar. */
typedef struct integi_spell {
    int32_t start, end;
} integi_spell;

#define INTEGI_SPELL_NEVER INT32_MAX /* the start of a spell whose beginning is unknown */

typedef struct integi_linked_rows {
    int64_t owners;       /* how many rows the other table has */
    int64_t having;       /* how many of them have linked rows */
    int64_t places;
    uint64_t *has;        /* the owners that have; NULL where the table has no rows */
    uint32_t *before;     /* for every word of `has`: how many stand before it */
    uint32_t *firsts;     /* the first place of each that has, and `places` behind the last */
    uint32_t *rows;       /* of every place; NULL where the table's rows stand in this order themselves */
    integi_spell *spells; /* of every place; NULL where the rows have no dates */
} integi_linked_rows;

/* The places of an owner's rows: from *first up to *end. False: there are none. */
static inline bool integi_linked_places(const integi_linked_rows *linked, int64_t owner, int64_t *first, int64_t *end)
{
    uint64_t bit = UINT64_C(1) << (owner % 64), word = linked->has == NULL ? 0 : linked->has[owner / 64];
    if ((word & bit) == 0)
        return false;
    int64_t number = (int64_t)linked->before[owner / 64] + __builtin_popcountll(word & (bit - 1));
    *first = linked->firsts[number];
    *end = linked->firsts[number + 1];
    return true;
}

static inline int64_t integi_linked_row(const integi_linked_rows *linked, int64_t place)
{
    return linked->rows == NULL ? place : linked->rows[place];
}

#endif
