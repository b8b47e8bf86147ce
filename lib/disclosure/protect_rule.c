/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/order.h"
#include "disclosure/protection.h"

#define WEIGHT_AT_MOST 4096 /* of a rank */

/* A zero is not hidden for the share that it is of a total where another total says that nobody is there. */
static bool is_empty_by_total(const integi_protection *self, int64_t cell)
{
    const integi_lists *shares = &self->cells->shares;
    for (int64_t i = 0; i < shares->count; i++)
        if (shares->items[2 * i] == cell && integi_protection_value(self, shares->items[2 * i + 1]) == 0)
            return true;
    return false;
}

static void hide_by_rule(integi_protection *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        self->primary[cell] = integi_protection_length(self, cell) > 0 &&
                              integ_disclosure_hides_count(self->rule, integi_protection_value(self, cell));
    const integi_lists *shares = &self->cells->shares;
    for (int64_t i = 0; i < shares->count; i++) {
        int64_t part = shares->items[2 * i], whole = integi_protection_value(self, shares->items[2 * i + 1]);
        if (self->primary[part] || integ_disclosure_hides_count(self->rule, whole) ||
            !integ_disclosure_hides_share(self->rule, integi_protection_value(self, part), whole))
            continue;
        self->primary[part] = integi_protection_length(self, part) > 0 &&
                              (integi_protection_value(self, part) > 0 || !is_empty_by_total(self, part));
    }
}

/* What was said of a cell is stronger than the rule. */
static void set_states(integi_protection *self)
{
    for (int64_t cell = 0; cell < self->count; cell++) {
        int32_t standing = integi_protection_standing(self, cell);
        bool by_rule = self->primary[cell] && standing != INTEG_STANDING_PUBLISHED;
        bool has_atoms = integi_protection_length(self, cell) > 0;
        self->primary[cell] = standing == INTEG_STANDING_SECRET ? has_atoms : by_rule;
        self->states[cell] = self->primary[cell]                  ? INTEG_CELL_PRIMARY
                             : standing == INTEG_STANDING_DERIVED ? INTEG_CELL_NOT_PRINTED
                             : standing == INTEG_STANDING_SECRET  ? INTEG_CELL_EXPOSED
                                                                  : INTEG_CELL_SHOWN;
    }
}

void integi_protection_apply_rule(integi_protection *self)
{
    hide_by_rule(self);
    set_states(self);
}

/* A cell weighs more the more it is wanted: twice as much at most for its place, and eight times for every rank. */
static void weigh(integi_protection *self)
{
    int64_t factor = 1;
    int64_t rank = self->count == 0 ? 0 : integi_cells_wish(self->given, self->order[self->count - 1]).rank;
    for (int64_t i = self->count - 1; i >= 0; i--) {
        int64_t cell = self->order[i];
        if (integi_cells_wish(self->given, cell).rank < rank && factor < WEIGHT_AT_MOST)
            factor *= 8;
        if (integi_cells_wish(self->given, cell).rank < rank)
            rank = integi_cells_wish(self->given, cell).rank;
        self->weights[cell] = factor * (16 + 16 * (self->count - i) / self->count);
    }
}

void integi_protection_put_in_order(integi_protection *self, int64_t *spare)
{
    integi_order_cells(self->given, self->world.truth, self->order, spare);
    for (int64_t i = 0; i < self->count; i++)
        self->places[self->order[i]] = i;
    weigh(self);
}
