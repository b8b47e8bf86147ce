/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Counts that follow from what is printed by what the figures mean. Where all of 48 people meet a condition, so do all
 * of those five who live in one area; and where nobody does, nobody does there. The rule hides all or none of five, but
 * hides nothing that way. What is asked here is what the definitions say, whoever is in the cells. */
#include "release/implied.h"

#include "disclosure/cells.h"

/* Whether all items of one rising list are in another, or in a third, which may be -1. */
static bool is_covered(const integi_lists *lists, int64_t list, int64_t by, int64_t or_by)
{
    int64_t first = lists->starts[by], second = or_by < 0 ? 0 : lists->starts[or_by];
    int64_t second_end = or_by < 0 ? 0 : lists->starts[or_by + 1];
    for (int64_t i = lists->starts[list]; i < lists->starts[list + 1]; i++) {
        int64_t item = lists->items[i];
        while (first < lists->starts[by + 1] && lists->items[first] < item)
            first++;
        while (second < second_end && lists->items[second] < item)
            second++;
        if (!(first < lists->starts[by + 1] && lists->items[first] == item) &&
            !(second < second_end && lists->items[second] == item))
            return false;
    }
    return true;
}

typedef struct implying {
    const integi_collection *collection;
    const bool *printed;
    bool *implied;
    integi_stint *stint;
} implying;

static const integi_collected *cell_of(const implying *self, int64_t cell)
{
    return &self->collection->cells[cell];
}

static bool are_known_in(const implying *self, int64_t cell, int64_t part, int64_t whole)
{
    const integi_lists *lists = &self->collection->terms.lists;
    integi_stint_take(self->stint, 8);
    return is_covered(lists, cell_of(self, part)->terms, cell_of(self, cell)->terms, cell_of(self, whole)->terms);
}

/* Nobody is in a cell where nobody is in one that asks for no more. */
static void look_for_nobody(implying *self, int64_t cell)
{
    const integi_collection *collection = self->collection;
    for (size_t i = 0; i < collection->cell_count && !self->implied[cell] && integi_stint_take(self->stint, 1); i++)
        if (self->printed[i] && collection->cells[i].rows.count == 0 &&
            collection->cells[i].space == cell_of(self, cell)->space)
            self->implied[cell] = are_known_in(self, cell, (int64_t)i, cell);
}

static bool is_full(const implying *self, const integi_share *share)
{
    return share->part != share->whole &&
           cell_of(self, share->part)->rows.count == cell_of(self, share->whole)->rows.count;
}

/* All of a whole are in its part where all of a whole that asks for no more than this one are in one that asks for all
 * that this part does. */
static void look_for_all(implying *self, const integi_share *share)
{
    const integi_collection *collection = self->collection;
    self->implied[share->part] = are_known_in(self, share->whole, share->part, share->whole);
    for (size_t i = 0; i < collection->share_count && !self->implied[share->part]; i++) {
        if (!integi_stint_take(self->stint, 1))
            return;
        const integi_share *other = &collection->shares[i];
        if (self->printed[other->part] && self->printed[other->whole] && is_full(self, other) &&
            cell_of(self, other->whole)->space == cell_of(self, share->whole)->space &&
            are_known_in(self, share->whole, other->whole, share->whole))
            self->implied[share->part] = are_known_in(self, share->whole, share->part, other->part);
    }
}

bool integi_find_implied(const integi_collection *collection, const bool *printed, integi_stint *stint, bool *implied)
{
    implying self = {collection, printed, implied, stint};
    for (size_t i = 0; i < collection->cell_count && !integi_stint_is_over(stint); i++)
        if (!printed[i] && collection->cells[i].rows.count == 0)
            look_for_nobody(&self, (int64_t)i);
    for (size_t i = 0; i < collection->share_count && !integi_stint_is_over(stint); i++) {
        const integi_share *share = &collection->shares[i];
        if (printed[share->whole] && !printed[share->part] && cell_of(&self, share->whole)->rows.count > 0 &&
            is_full(&self, share))
            look_for_all(&self, share);
    }
    return !stint->cancelled;
}
