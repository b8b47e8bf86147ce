/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Other counts are looked for in which a hidden cell has another value. Where there are none, they are looked for as if
 * more were hidden, and what they cost least is. */
#include "disclosure/protection.h"

#define WORK 400000 /* in one search: what is not found is taken for impossible */
#define MOVED_AT_MOST (4 * INTEGI_NEIGHBOURS_AT_MOST)
#define ROWS_AT_MOST 128 /* that are given up besides those which give the cell away */

/* The cheapest change of counts that was found. */
typedef struct best_move {
    int64_t cost;
    integi_move move;
    int64_t atoms[MOVED_AT_MOST];
    int64_t changes[MOVED_AT_MOST];
} best_move;

static bool find_alternative(integi_protection *self, int64_t cell)
{
    for (int i = 0; i < INTEGI_EFFORTS; i++)
        if (integi_protection_search(self, cell, integi_efforts[i], WORK))
            return true;
    return false;
}

static void hide_open(integi_protection *self, bool hidden)
{
    for (int64_t i = 0; i < self->moves.open_count; i++)
        integi_protection_hide(self, self->moves.open[i], hidden);
}

/* Sets the limits of the hidden totals in the neighbourhood again, when what their parts tell is to be heard or not.
 * Returns whether that makes any difference, there or to what has to be hidden. */
static bool hear_parts(integi_protection *self, bool heard)
{
    const integi_neighbourhood *near = &self->moves.near;
    const integi_alternative *world = &self->world;
    const int64_t *starts = self->totals.part_starts;
    bool differs = false;
    self->deaf = !heard;
    for (int64_t i = 0; i < near->count; i++)
        for (int64_t at = world->around[near->atoms[i]]; at < world->around[near->atoms[i] + 1]; at++) {
            int64_t cell = world->around_items[at];
            if (starts[cell] == starts[cell + 1] || integi_protection_has_shown(self, cell))
                continue;
            integi_limits before = world->limits[cell];
            integi_protection_limit(self, cell);
            differs = differs || before.lower != world->limits[cell].lower || before.upper != world->limits[cell].upper;
        }
    for (int64_t i = 0; i < self->moves.open_count && !differs; i++)
        differs = starts[self->moves.open[i]] < starts[self->moves.open[i] + 1];
    return differs;
}

/* What the changes at hand cost: all that they change, and the parts that would not be shown with them. */
static int64_t cost_of_changes(integi_protection *self)
{
    const integi_alternative *world = &self->world;
    int64_t cost = integi_moves_cost(&self->moves);
    for (int turn = 0; turn < 2; turn++)
        for (int64_t i = 0; i < world->moves.count; i++)
            for (int64_t at = world->around[world->moves.list[i]]; at < world->around[world->moves.list[i] + 1]; at++) {
                int64_t cell = world->around_items[at];
                if (turn == 0 && !self->listed[cell] && world->values[cell] != world->truth[cell])
                    cost += integi_protection_cost_excluding(self, cell);
                self->listed[cell] = turn == 0;
            }
    return cost;
}

/* The changes at hand, with what they cost, if that is less than what was kept before. */
static void keep_best(integi_protection *self, best_move *best)
{
    const integi_alternative *world = &self->world;
    int64_t cost = cost_of_changes(self);
    if (world->moves.count > MOVED_AT_MOST || (best->move.length > 0 && cost >= best->cost))
        return;
    best->cost = cost;
    best->move.length = world->moves.count;
    for (int64_t i = 0; i < world->moves.count; i++) {
        best->atoms[i] = world->moves.list[i];
        best->changes[i] = world->moved[world->moves.list[i]];
    }
}

/* Looks for another value as if the open cells were hidden. */
static void look_as_if_hidden(integi_protection *self, int64_t cell, integi_effort how, best_move *best)
{
    integi_protection_keep_inside(self, cell, how.everywhere);
    for (int sign = 1; sign >= -1; sign -= 2) {
        hide_open(self, true);
        bool found = integi_protection_find_beyond(self, cell, sign, WORK);
        hide_open(self, false);
        if (found)
            keep_best(self, best);
        integi_alternative_undo(&self->world);
    }
    integi_protection_keep_inside(self, cell, true);
}

/* Looks for another value as if some shown cells were hidden, and then as if parts that tell of their totals were,
 * too. */
static void look_for_best(integi_protection *self, int64_t cell, integi_effort how, int64_t rows, best_move *best)
{
    integi_moves *moves = &self->moves;
    integi_moves_look_beyond(moves, cell, how.atoms, rows);
    self->full = self->full || moves->failed;
    if (moves->move_count == 0)
        return;
    look_as_if_hidden(self, cell, how, best);
    if (hear_parts(self, false))
        look_as_if_hidden(self, cell, how, best);
    hear_parts(self, true);
}

/* Hides all that the changes at hand change, and then the parts with which that would not be possible. */
static void hide_changed(integi_protection *self)
{
    const integi_alternative *world = &self->world;
    for (int turn = 0; turn < 2; turn++)
        for (int64_t i = 0; i < world->moves.count; i++) {
            int64_t atom = world->moves.list[i];
            for (int64_t at = world->around[atom]; at < world->around[atom + 1]; at++) {
                int64_t other = world->around_items[at];
                if (world->values[other] == world->truth[other])
                    continue;
                if (turn == 1)
                    integi_protection_hide_excluding(self, other);
                else if (integi_protection_has_shown(self, other))
                    integi_protection_hide_for_good(self, other);
            }
        }
}

/* Makes a move, hides all that has to be hidden for it, and notes what it proves. */
static void hide_for(integi_protection *self, int64_t cell, const best_move *best)
{
    integi_alternative *world = &self->world;
    integi_protection_keep_inside(self, cell, false);
    integi_alternative_apply(world, &best->move, 1);
    hide_changed(self);
    integi_protection_keep_found(self);
    integi_alternative_undo(world);
    integi_protection_keep_inside(self, cell, true);
}

static int64_t width_of(const integi_protection *self, int64_t cell)
{
    return self->records.cells[cell].most - self->records.cells[cell].least;
}

/* Hides what leaves a cell another value: as little as possible, of what is wanted least. Where none is found, the
 * nearest cell, which makes it easier. False when nothing near by is shown. When it is true, a cell more is hidden, or
 * values are known of this one that are further apart, or else there was no memory. */
static bool keep_company(integi_protection *self, int64_t cell)
{
    best_move best = {.cost = 0};
    best.move = (integi_move){best.atoms, best.changes, 0};
    int64_t hidden = self->hidden, width = width_of(self, cell);
    for (int64_t rows = 0; rows <= ROWS_AT_MOST && best.move.length == 0; rows = rows == 0 ? 8 : 4 * rows)
        for (int i = 0; i < INTEGI_EFFORTS; i++)
            look_for_best(self, cell, integi_efforts[i], rows, &best);
    if (best.move.length > 0)
        hide_for(self, cell, &best);
    if (self->hidden > hidden || width_of(self, cell) > width || self->full)
        return true;
    if (integi_nearby_find(&self->nearby, cell) == 0)
        return false;
    integi_protection_hide_for_good(self, self->nearby.cells[0]);
    return true;
}

static void set_all_limits(integi_protection *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        integi_protection_limit(self, cell);
}

/* Looks for another value as if parts told nothing of their totals, and hides those that do. */
static void look_past_parts(integi_protection *self, int64_t cell, int sign)
{
    hear_parts(self, false);
    bool found = integi_protection_find_beyond(self, cell, sign, WORK);
    hear_parts(self, true);
    if (found) {
        hide_changed(self);
        integi_protection_keep_found(self);
    }
    integi_alternative_undo(&self->world);
}

static void find_past_parts(integi_protection *self, int64_t cell)
{
    for (int i = 0; i < INTEGI_EFFORTS && !integi_protection_is_safe(self, cell) && !self->full; i++) {
        integi_moves_look(&self->moves, cell, integi_efforts[i].atoms);
        self->full = self->full || self->moves.failed;
        integi_protection_keep_inside(self, cell, false);
        look_past_parts(self, cell, 1);
        look_past_parts(self, cell, -1);
        integi_protection_keep_inside(self, cell, true);
    }
}

/* Everything around a cell is hidden. Someone who knows as much as he otherwise might would be told the count by that
 * alone, as where only ones are hidden; so he does not know it. Neither can what is shown already be taken back. */
static void settle_for_less(integi_protection *self, int64_t cell)
{
    bool told = self->told;
    self->told = false;
    self->world.threshold = 0;
    set_all_limits(self);
    if (!find_alternative(self, cell))
        find_past_parts(self, cell);
    if (self->records.cells[cell].least == self->records.cells[cell].most)
        self->states[cell] = INTEG_CELL_EXPOSED;
    self->told = told;
    self->world.threshold = integ_disclosure_threshold(self->rule);
    set_all_limits(self);
}

/* Goes round until every hidden cell has another value. Other counts stay possible when more is hidden. It comes to an
 * end: whenever it goes round, a cell is settled, or one more is hidden, which is never shown again here, or the values
 * known of a hidden one are further apart, which are not looked for any more once they are as far as the rule asks. */
integ_status integi_protection_keep_company(integi_protection *self)
{
    integi_protection_hide_telling(self);
    set_all_limits(self);
    for (bool again = true; again;) {
        again = false;
        for (int64_t cell = 0; cell < self->count; cell++) {
            if (!integi_protection_has_hidden(self, cell) || integi_protection_is_safe(self, cell) ||
                self->settled[cell])
                continue;
            if (!integi_progress(self->cells->context, "protect", cell, self->count))
                return INTEG_STATUS_CANCELLED;
            again = true;
            if (self->full)
                return INTEG_STATUS_OUT_OF_MEMORY;
            if (find_alternative(self, cell) || keep_company(self, cell))
                continue;
            settle_for_less(self, cell);
            self->settled[cell] = true;
        }
        if (self->full)
            return INTEG_STATUS_OUT_OF_MEMORY;
    }
    return INTEG_STATUS_OK;
}
