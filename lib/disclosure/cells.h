/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_CELLS_H
#define INTEGI_DISCLOSURE_CELLS_H

#include "base/arena.h"
#include "base/context.h"
#include "disclosure/stint.h"
#include "integration/disclosure.h"

/* Lists of numbers, one after the other: list i is items[starts[i]] to items[starts[i + 1] - 1]. */
typedef struct integi_lists {
    int64_t *starts; /* count + 1 */
    int64_t *items;
    int64_t count;
    int64_t used; /* items, those of the list that is open included */
    size_t start_capacity;
    size_t item_capacity;
} integi_lists;

bool integi_lists_item(integ_context *context, integi_lists *lists, int64_t item); /* to the list that is open */
bool integi_lists_close(integ_context *context, integi_lists *lists);
void integi_lists_abandon(integi_lists *lists); /* what was put into the list that is open */
void integi_lists_free(integ_context *context, integi_lists *lists);

static inline int64_t integi_lists_length(const integi_lists *lists, int64_t i)
{
    return lists->starts[i + 1] - lists->starts[i];
}

static inline const int64_t *integi_lists_at(const integi_lists *lists, int64_t i)
{
    return lists->items + lists->starts[i];
}

/* What was said of a cell beside its atoms. */
typedef struct integi_wish {
    int64_t rank;
    int32_t standing;
    int64_t least, below; /* what is known of its count beside all figures: at least, and below; 0: it is not */
} integi_wish;

struct integ_cells {
    integ_context *context;
    int64_t atoms;
    integi_lists members; /* the atoms of every cell, ascending */
    integi_lists shares;  /* two numbers each: part and whole */
    /* The same cells as sums of fewer things, where the way they were made tells how: coordinate and coefficient by
     * turns. Empty when the atoms serve as coordinates. */
    integi_lists vectors;
    integi_wish *wishes; /* of the first cells; nothing was said of those after them */
    int64_t wish_count;
    size_t wish_capacity;
};

/* Lists the cells that every atom is in: items[starts[atom]] to items[starts[atom + 1] - 1], ascending. `stint`, which
 * may be NULL, counts the work, and does not end it. False: no memory. */
bool integi_cells_around(const integ_cells *cells, integi_arena *arena, integi_stint *stint, int64_t **starts,
                         int64_t **items);

static inline integi_wish integi_cells_wish(const integ_cells *cells, int64_t cell)
{
    return cell < cells->wish_count ? cells->wishes[cell] : (integi_wish){0, INTEG_STANDING_OPEN, 0, 0};
}

static inline int32_t integi_cells_standing(const integ_cells *cells, int64_t cell)
{
    return integi_cells_wish(cells, cell).standing;
}

/* Says between what the count of a cell is known to be. False: no memory. */
bool integi_cells_set_known(integ_cells *cells, int64_t cell, int64_t least, int64_t below);

/* Whether a count is within what is known of a cell. */
static inline bool integi_cells_can_be(const integ_cells *cells, int64_t cell, int64_t count)
{
    integi_wish wish = integi_cells_wish(cells, cell);
    return count >= wish.least && (wish.below == 0 || count < wish.below);
}

#endif
