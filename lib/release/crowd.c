/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Elimination takes time with the square of what is shown, and as many numbers as what is shown has atoms. */
#include "release/across.h"
#include "release/messages.h"

static bool fits(const integi_across *self, int64_t cells)
{
    const integi_collection *collection = self->collection;
    __int128 entries = (__int128)cells * self->atoms.count;
    return entries <= collection->across_entries && entries * cells <= collection->across_steps;
}

/* The largest number of cells that fits. */
static int64_t find_room(const integi_across *self)
{
    int64_t from = 0, to = (int64_t)self->count;
    while (from < to) {
        int64_t middle = from + (to - from + 1) / 2;
        if (fits(self, middle))
            from = middle;
        else
            to = middle - 1;
    }
    return from;
}

/* Those behind the first `room` in the order in which they are wanted. */
integ_status integi_across_thin_out(integi_across *across, bool *shown, bool *again, integ_error *error)
{
    integi_across_list_by_rank(across, shown);
    for (int64_t i = find_room(across); i < (int64_t)across->count; i++) {
        integi_collected *cell = &across->collection->cells[across->items[i].cell];
        if (cell->standing == INTEG_STANDING_PUBLISHED)
            return INTEGI_FAIL(error, NULL, &integi_message_release_published);
        cell->standing = INTEG_STANDING_SECRET;
        shown[across->items[i].cell] = false;
        across->dirty[cell->space] = *again = true;
        across->crowded++;
    }
    return INTEG_STATUS_OK;
}
