/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Looking at what is shown of all snapshots takes time with the square of it, and more: half as much takes far less
 * than half the time. */
#include "release/across.h"
#include "release/messages.h"

static const integi_collected *cell_of(const integi_across *self, size_t item)
{
    return &self->collection->cells[self->items[item].cell];
}

integ_status integi_across_thin_out(integi_across *across, bool *shown, bool *again, integ_error *error)
{
    size_t first = 0; /* behind what somebody has already, which comes before all */
    bool published = false;
    integi_across_list_by_rank(across, shown);
    for (; first < across->count && cell_of(across, first)->standing == INTEG_STANDING_PUBLISHED; first++)
        published = published || integi_was_published(cell_of(across, first));
    if (first == across->count && published)
        return INTEGI_FAIL(error, NULL, &integi_message_release_published);
    if (first == across->count) { /* how many there are at all is little, and all that is left to be looked at */
        across->stint = (integi_stint){
            .context = across->stint.context, .step = across->stint.step, .limit = INT64_MAX};
        *again = true;
        return INTEG_STATUS_OK;
    }
    for (size_t i = first + (across->count - first) / 2; i < across->count; i++) {
        integi_collected *cell = &across->collection->cells[across->items[i].cell];
        cell->standing = INTEG_STANDING_SECRET;
        shown[across->items[i].cell] = false;
        across->dirty[cell->space] = *again = true;
        across->crowded++;
    }
    across->stint.done = across->stint.told = 0;
    across->stint.full = false;
    return INTEG_STATUS_OK;
}
