/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/alternative.h"

#define MOVES_AT_MOST 40
#define CHOICES_AT_MOST 24 /* of atoms, to repair one cell */
#define TIMES_AT_MOST 1000

static void *room(integi_alternative *self, int64_t count, size_t size)
{
    return integi_arena_allocate(&self->arena, (size_t)(count + 1) * size);
}

static bool list_cells_around(integi_alternative *self)
{
    const integi_lists *members = &self->cells->members;
    int64_t atoms = self->cells->atoms;
    self->around = room(self, atoms + 1, sizeof *self->around);
    self->around_items = room(self, members->used, sizeof *self->around_items);
    if (self->around == NULL || self->around_items == NULL)
        return false;
    for (int64_t i = 0; i < members->used; i++)
        self->around[members->items[i] + 1]++;
    for (int64_t atom = 0; atom < atoms; atom++)
        self->around[atom + 1] += self->around[atom];
    for (int64_t cell = 0; cell < members->count; cell++)
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
            self->around_items[self->around[members->items[i]]++] = cell;
    for (int64_t atom = atoms; atom > 0; atom--)
        self->around[atom] = self->around[atom - 1];
    self->around[0] = 0;
    return true;
}

static void count_movable(integi_alternative *self, int64_t atom)
{
    for (int64_t i = self->around[atom]; i < self->around[atom + 1] && self->own[atom] < 0; i++)
        self->movable[self->around_items[i]]++;
}

bool integi_alternative_init(integi_alternative *self, const integ_cells *cells, const int64_t *counts)
{
    *self = (integi_alternative){.cells = cells};
    integi_arena_init(&self->arena, cells->context);
    int64_t count = cells->members.count;
    self->counts = room(self, cells->atoms, sizeof *self->counts);
    self->values = room(self, count, sizeof *self->values);
    self->truth = room(self, count, sizeof *self->truth);
    self->limits = room(self, count, sizeof *self->limits);
    self->own = room(self, cells->atoms, sizeof *self->own);
    self->movable = room(self, count, sizeof *self->movable);
    self->moved = room(self, cells->atoms, sizeof *self->moved);
    self->moves = room(self, MOVES_AT_MOST, sizeof *self->moves);
    self->broken = room(self, count, sizeof *self->broken);
    self->broken_at = room(self, count, sizeof *self->broken_at);
    if (self->counts == NULL || self->values == NULL || self->truth == NULL || self->limits == NULL || self->own == NULL || self->movable == NULL ||
        self->moved == NULL ||
        self->moves == NULL || self->broken == NULL || self->broken_at == NULL || !list_cells_around(self))
        return false;
    for (int64_t atom = 0; atom < cells->atoms; atom++) {
        self->counts[atom] = counts[atom];
        self->own[atom] = -1;
    }
    for (int64_t cell = 0; cell < count; cell++) {
        self->broken_at[cell] = -1;
        for (int64_t i = cells->members.starts[cell]; i < cells->members.starts[cell + 1]; i++)
            self->values[cell] += counts[cells->members.items[i]];
        self->truth[cell] = self->values[cell];
        self->limits[cell] = (integi_limits){self->values[cell], self->values[cell]};
        if (integi_lists_length(&cells->members, cell) == 1)
            self->own[cells->members.items[cells->members.starts[cell]]] = cell;
    }
    for (int64_t atom = 0; atom < cells->atoms; atom++)
        count_movable(self, atom);
    return true;
}

static bool is_fixed(const integi_alternative *self, int64_t cell, integi_limits limits)
{
    return limits.lower == limits.upper && limits.lower == self->truth[cell];
}

void integi_alternative_limit(integi_alternative *self, int64_t cell, integi_limits limits)
{
    bool was_fixed = is_fixed(self, cell, self->limits[cell]);
    self->limits[cell] = limits;
    int64_t first = self->cells->members.starts[cell];
    if (was_fixed == is_fixed(self, cell, limits) || integi_lists_length(&self->cells->members, cell) != 1 ||
        self->own[self->cells->members.items[first]] != cell)
        return;
    int64_t atom = self->cells->members.items[first];
    for (int64_t i = self->around[atom]; i < self->around[atom + 1]; i++)
        self->movable[self->around_items[i]] += was_fixed ? 1 : -1;
}

void integi_alternative_free(integi_alternative *self)
{
    integi_arena_free(&self->arena);
}

static void judge_cell(integi_alternative *self, int64_t cell)
{
    bool broken =
        self->values[cell] < self->limits[cell].lower || self->values[cell] > self->limits[cell].upper;
    int64_t at = self->broken_at[cell];
    if (broken && at < 0) {
        self->broken_at[cell] = self->broken_count;
        self->broken[self->broken_count++] = cell;
    } else if (!broken && at >= 0) {
        int64_t last = self->broken[--self->broken_count];
        self->broken[at] = last;
        self->broken_at[last] = at;
        self->broken_at[cell] = -1;
    }
}

static void move(integi_alternative *self, int64_t atom, int sign)
{
    self->moved[atom] = (int8_t)(self->moved[atom] + sign);
    for (int64_t i = self->around[atom]; i < self->around[atom + 1]; i++) {
        self->values[self->around_items[i]] += sign;
        judge_cell(self, self->around_items[i]);
    }
}

/* Whoever is counted somewhere knows it: an atom with somebody in it keeps somebody. */
static bool can_move(const integi_alternative *self, int64_t atom, int sign)
{
    if (self->own[atom] >= 0 && is_fixed(self, self->own[atom], self->limits[self->own[atom]]))
        return false;
    return self->moved[atom] == 0 && (sign > 0 || self->counts[atom] > 1);
}

/* The broken cell with the fewest atoms that can be moved, of those the first: where there is least to choose. */
static int64_t narrowest(const integi_alternative *self)
{
    int64_t best = self->broken[0];
    int64_t least = self->movable[best];
    for (int64_t i = 1; i < self->broken_count; i++) {
        int64_t cell = self->broken[i];
        int64_t length = self->movable[cell];
        if (length < least || (length == least && cell < best)) {
            best = cell;
            least = length;
        }
    }
    return best;
}

/* Whether the moves can be made so many times over: everything stays within its limits, and somebody where he was. */
static bool can_repeat(const integi_alternative *self, int64_t times)
{
    for (int64_t i = 0; i < self->move_count; i++) {
        int64_t atom = self->moves[i];
        if (self->moved[atom] < 0 && self->counts[atom] - times < 1)
            return false;
        for (int64_t at = self->around[atom]; at < self->around[atom + 1]; at++) {
            int64_t cell = self->around_items[at];
            int64_t value = self->truth[cell] + times * (self->values[cell] - self->truth[cell]);
            if (value < self->limits[cell].lower || value > self->limits[cell].upper)
                return false;
        }
    }
    return true;
}

/* An attacker knows that something is hidden because some count is small: other counts in which the small ones are
 * small no more, and no others instead, would not have been hidden. */
static bool is_credible(const integi_alternative *self, int64_t times)
{
    bool was_small = false;
    for (int64_t i = 0; i < self->move_count; i++) {
        int64_t atom = self->moves[i];
        for (int64_t at = self->around[atom]; at < self->around[atom + 1]; at++) {
            int64_t cell = self->around_items[at];
            int64_t change = self->values[cell] - self->truth[cell];
            if (change != 0 && self->truth[cell] + times * change < self->threshold)
                return true;
            was_small = was_small || (change != 0 && self->truth[cell] < self->threshold);
        }
    }
    return !was_small;
}

/* Moves that are not credible once may be so when they are made more often. */
static bool is_alternative(const integi_alternative *self)
{
    if (is_credible(self, 1))
        return true;
    for (int64_t times = 2; times <= TIMES_AT_MOST && can_repeat(self, times); times++)
        if (is_credible(self, times))
            return true;
    return false;
}

/* The atoms of a cell that can be moved, those first that leave least broken; of equal ones the first. */
static int find_choices(integi_alternative *self, int64_t cell, int sign, int64_t *choices)
{
    const integi_lists *members = &self->cells->members;
    int64_t broken[CHOICES_AT_MOST];
    int found = 0;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++) {
        int64_t atom = members->items[i];
        if (!can_move(self, atom, sign))
            continue;
        self->steps--;
        move(self, atom, sign);
        int64_t left = self->broken_count;
        move(self, atom, -sign);
        if (found == CHOICES_AT_MOST && left >= broken[found - 1])
            continue;
        int at = found < CHOICES_AT_MOST ? found++ : found - 1;
        for (; at > 0 && broken[at - 1] > left; at--) {
            broken[at] = broken[at - 1];
            choices[at] = choices[at - 1];
        }
        broken[at] = left;
        choices[at] = atom;
    }
    return found;
}

static bool repair(integi_alternative *self)
{
    if (self->broken_count == 0)
        return is_alternative(self);
    if (self->move_count == MOVES_AT_MOST)
        return false;
    int64_t choices[CHOICES_AT_MOST];
    int64_t cell = narrowest(self);
    int sign = self->values[cell] < self->limits[cell].lower ? 1 : -1;
    int count = find_choices(self, cell, sign, choices);
    for (int i = 0; i < count && self->steps > 0; i++) {
        move(self, choices[i], sign);
        self->moves[self->move_count++] = choices[i];
        if (repair(self))
            return true;
        self->move_count--;
        move(self, choices[i], -sign);
    }
    return false;
}

void integi_alternative_undo(integi_alternative *self)
{
    while (self->move_count > 0) {
        int64_t atom = self->moves[--self->move_count];
        move(self, atom, -self->moved[atom]);
    }
}

/* The cell's limits are moved past its value, so that it is the first to be broken. */
static bool find_beyond(integi_alternative *self, int64_t cell, int sign, int64_t steps)
{
    integi_limits kept = self->limits[cell];
    int64_t value = self->values[cell];
    if (sign > 0 ? kept.upper <= value : kept.lower >= value)
        return false;
    self->limits[cell] = sign > 0 ? (integi_limits){value + 1, kept.upper} : (integi_limits){kept.lower, value - 1};
    judge_cell(self, cell);
    self->steps = steps;
    bool found = repair(self);
    self->limits[cell] = kept;
    judge_cell(self, cell);
    return found;
}

bool integi_alternative_find(integi_alternative *self, int64_t cell, int64_t steps)
{
    return find_beyond(self, cell, 1, steps) || find_beyond(self, cell, -1, steps);
}
