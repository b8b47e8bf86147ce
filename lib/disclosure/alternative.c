/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/alternative.h"

#define TIMES_AT_MOST 1000

static void *room(integi_alternative *self, int64_t count, size_t size)
{
    return integi_arena_allocate(&self->arena, (size_t)(count + 1) * size);
}

static void count_movable(integi_alternative *self, int64_t atom)
{
    for (int64_t i = self->around[atom]; i < self->around[atom + 1] && self->own[atom] < 0; i++)
        self->movable[self->around_items[i]]++;
}

static bool open_faults(integi_alternative *self, integi_faults *faults, int64_t count)
{
    faults->list = room(self, count, sizeof *faults->list);
    faults->place = room(self, count, sizeof *faults->place);
    for (int64_t i = 0; faults->place != NULL && i < count; i++)
        faults->place[i] = -1;
    return faults->list != NULL && faults->place != NULL;
}

static bool open_alternative(integi_alternative *self)
{
    int64_t count = self->cells->members.count, atoms = self->cells->atoms;
    self->counts = room(self, atoms, sizeof *self->counts);
    self->values = room(self, count, sizeof *self->values);
    self->truth = room(self, count, sizeof *self->truth);
    self->limits = room(self, count, sizeof *self->limits);
    self->own = room(self, atoms, sizeof *self->own);
    self->movable = room(self, count, sizeof *self->movable);
    self->moved = room(self, atoms, sizeof *self->moved);
    self->inside = room(self, atoms, sizeof *self->inside);
    return self->counts != NULL && self->values != NULL && self->truth != NULL && self->limits != NULL &&
           self->own != NULL && self->movable != NULL && self->moved != NULL && self->inside != NULL &&
           open_faults(self, &self->moves, atoms) && open_faults(self, &self->broken, count) &&
           open_faults(self, &self->low, atoms) &&
           integi_cells_around(self->cells, &self->arena, NULL, &self->around, &self->around_items);
}

bool integi_alternative_init(integi_alternative *self, const integ_cells *cells, const int64_t *counts)
{
    *self = (integi_alternative){.cells = cells};
    integi_arena_init(&self->arena, cells->context);
    if (!open_alternative(self))
        return false;
    for (int64_t atom = 0; atom < cells->atoms; atom++) {
        self->counts[atom] = counts[atom];
        self->own[atom] = -1;
        self->inside[atom] = true;
    }
    for (int64_t cell = 0; cell < cells->members.count; cell++) {
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

static void note(integi_faults *faults, int64_t member, bool belongs)
{
    int64_t at = faults->place[member];
    if (belongs && at < 0) {
        faults->place[member] = faults->count;
        faults->list[faults->count++] = member;
    } else if (!belongs && at >= 0) {
        int64_t last = faults->list[--faults->count];
        faults->list[at] = last;
        faults->place[last] = at;
        faults->place[member] = -1;
    }
}

static void judge(integi_alternative *self, int64_t cell)
{
    bool broken = self->values[cell] < self->limits[cell].lower || self->values[cell] > self->limits[cell].upper;
    if (broken != (self->broken.place[cell] >= 0))
        note(&self->broken, cell, broken);
}

integi_limits integi_alternative_narrow(integi_alternative *self, int64_t cell, integi_limits limits)
{
    integi_limits before = self->limits[cell];
    self->limits[cell] = limits;
    judge(self, cell);
    return before;
}

static bool is_fixed(const integi_alternative *self, int64_t cell, integi_limits limits)
{
    return limits.lower == limits.upper && limits.lower == self->truth[cell];
}

bool integi_alternative_is_fixed(const integi_alternative *self, int64_t atom)
{
    return self->own[atom] >= 0 && is_fixed(self, self->own[atom], self->limits[self->own[atom]]);
}

void integi_alternative_limit(integi_alternative *self, int64_t cell, integi_limits limits)
{
    bool was_fixed = is_fixed(self, cell, self->limits[cell]);
    integi_alternative_narrow(self, cell, limits);
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

/* Whoever is counted somewhere knows it: there an atom with somebody in it keeps somebody. */
static int64_t floor_of(const integi_alternative *self, int64_t atom)
{
    return self->inside[atom] && self->counts[atom] > 0 ? 1 : 0;
}

static void move(integi_alternative *self, int64_t atom, int64_t change)
{
    self->moved[atom] += change;
    self->work += self->around[atom + 1] - self->around[atom];
    note(&self->moves, atom, self->moved[atom] != 0);
    note(&self->low, atom, self->counts[atom] + self->moved[atom] < floor_of(self, atom));
    for (int64_t i = self->around[atom]; i < self->around[atom + 1]; i++) {
        int64_t cell = self->around_items[i];
        self->values[cell] += change;
        judge(self, cell);
    }
}

bool integi_alternative_keeps_floors(const integi_alternative *self, const integi_move *moves, int64_t times)
{
    for (int64_t i = 0; i < moves->length; i++)
        if (self->counts[moves->atoms[i]] + self->moved[moves->atoms[i]] + times * moves->changes[i] <
            floor_of(self, moves->atoms[i]))
            return false;
    return true;
}

void integi_alternative_apply(integi_alternative *self, const integi_move *moves, int64_t times)
{
    for (int64_t i = 0; i < moves->length; i++)
        move(self, moves->atoms[i], times * moves->changes[i]);
}

void integi_alternative_undo(integi_alternative *self)
{
    while (self->moves.count > 0) {
        int64_t atom = self->moves.list[self->moves.count - 1];
        move(self, atom, -self->moved[atom]);
    }
}

/* Whether the moves can be made so many times over: everything stays within its limits, and somebody where he was. */
static bool can_repeat(const integi_alternative *self, int64_t times)
{
    for (int64_t i = 0; i < self->moves.count; i++) {
        int64_t atom = self->moves.list[i];
        if (self->counts[atom] + times * self->moved[atom] < floor_of(self, atom))
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
    for (int64_t i = 0; i < self->moves.count; i++) {
        int64_t atom = self->moves.list[i];
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

bool integi_alternative_is_possible(const integi_alternative *self)
{
    return self->broken.count == 0 && self->low.count == 0 && is_credible(self, 1);
}

int64_t integi_alternative_repeat(const integi_alternative *self, int64_t wanted)
{
    int64_t found = 0;
    for (int64_t times = 1; times <= TIMES_AT_MOST && can_repeat(self, times) && (found == 0 || times <= wanted);
         times++)
        if (is_credible(self, times))
            found = times;
    return found;
}
