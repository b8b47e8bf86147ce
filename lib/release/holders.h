/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_RELEASE_HOLDERS_H
#define INTEGI_RELEASE_HOLDERS_H

/* Whose the rows of a linked table are, and what they have together of the sum at hand: an owner of two rows of it
 * contributes what they add up to. Owners are known by what stands in the linking column; a row in which nothing stands
 * there is somebody's alone. */

#include "release/collected.h"

typedef struct integi_holding {
    __int128 sum;
    bool met; /* by the sum at hand */
} integi_holding;

typedef struct integi_holders {
    const integ_snapshot *snapshot;
    int64_t table;
    int64_t rows;     /* of the table */
    uint32_t *of_row; /* whose each is */
    uint32_t count;
    integi_holding *holdings; /* of each owner; nothing between sums */
    uint32_t *met;            /* the owners of the rows at hand */
    int64_t met_count;
} integi_holders;

/* Those of a table, made where there are none yet. *out: NULL where rows are people. False: no memory. */
bool integi_holders_find(integi_collection *collection, const integ_snapshot *snapshot, int64_t table,
                         integi_holders **out);
void integi_holders_free(integ_context *context, integi_holders *holders); /* wipes; may be NULL */

/* Adds an amount of a row to what its owner has. */
static inline void integi_holders_add(integi_holders *holders, int64_t row, __int128 amount)
{
    uint32_t owner = holders->of_row[row];
    integi_holding *holding = &holders->holdings[owner];
    if (!holding->met)
        holders->met[holders->met_count++] = owner;
    holding->met = true;
    holding->sum += amount;
}
/* What one of those who were met has. False: there is no more, and all begin anew. */
bool integi_holders_take(integi_holders *holders, __int128 *sum);

#endif
