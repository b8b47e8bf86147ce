/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* How many atoms are rounded up is given by their sum. Which ones, is chosen one after the other: always the one whose
 * cells lack most. Then the one that is wanted least is taken back and another one chosen, until that is the same
 * one. */
#include "disclosure/round.h"

#define ATOMS_AT_MOST 20000 /* at a time: choosing takes time with the square of them */

static void *room(integi_rounding *rounding, int64_t count, size_t size)
{
    return integi_arena_allocate(&rounding->arena, (size_t)(count + 1) * size);
}

static void list_cells_around(integi_choice *self)
{
    const integ_cells *cells = self->rounding->cells;
    const integi_lists *members = &cells->members;
    for (int64_t i = 0; i < members->used; i++)
        self->around[members->items[i] + 1]++;
    for (int64_t atom = 0; atom < cells->atoms; atom++)
        self->around[atom + 1] += self->around[atom];
    for (int64_t cell = members->count - 1; cell >= 0; cell--)
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
            self->around_items[--self->around[members->items[i] + 1]] = cell;
    for (int64_t atom = 0; atom < cells->atoms; atom++)
        self->around[atom] = self->around[atom + 1];
    self->around[cells->atoms] = members->used;
}

bool integi_choice_init(integi_choice *self, integi_rounding *rounding)
{
    int64_t atoms = rounding->cells->atoms, cells = rounding->cells->members.count,
            used = rounding->cells->members.used;
    *self = (integi_choice){.rounding = rounding,
                            .around = room(rounding, atoms + 1, sizeof *self->around),
                            .around_items = room(rounding, used, sizeof *self->around_items),
                            .atoms = room(rounding, atoms, sizeof *self->atoms),
                            .starts = room(rounding, cells + 1, sizeof *self->starts),
                            .items = room(rounding, used, sizeof *self->items),
                            .lacks = room(rounding, cells, sizeof *self->lacks),
                            .gain = room(rounding, atoms, sizeof *self->gain),
                            .place = room(rounding, atoms, sizeof *self->place),
                            .up = room(rounding, atoms, sizeof *self->up)};
    if (self->around == NULL || self->around_items == NULL || self->atoms == NULL || self->starts == NULL ||
        self->items == NULL || self->lacks == NULL || self->gain == NULL || self->place == NULL || self->up == NULL)
        return false;
    list_cells_around(self);
    return true;
}

static int64_t part_of(const integi_choice *self, int64_t atom)
{
    return self->rounding->counts[atom] % self->rounding->base;
}

/* Takes the first of the due atoms; what they are a multiple of the base of stays as it is. */
static void take_atoms(integi_choice *self)
{
    self->count = self->up_count = self->front = 0;
    for (int64_t atom = 0; atom < self->rounding->cells->atoms && self->count < ATOMS_AT_MOST; atom++) {
        if (!self->rounding->due[atom])
            continue;
        self->rounding->due[atom] = self->up[atom] = false;
        self->place[atom] = self->count;
        self->gain[atom] = 0;
        self->atoms[self->count++] = atom;
    }
}

/* The atoms of every cell that are rounded now. A cell that has none of them or all is left out: it cannot be changed
 * by which of them are rounded up. */
static void take_cells(integi_choice *self)
{
    const integi_rounding *rounding = self->rounding;
    int64_t cells = rounding->cells->members.count;
    for (int64_t cell = 0; cell <= cells; cell++)
        self->starts[cell] = 0;
    for (int64_t i = 0; i < self->count; i++)
        for (int64_t at = self->around[self->atoms[i]]; at < self->around[self->atoms[i] + 1]; at++)
            self->starts[self->around_items[at]]++;
    int64_t used = 0;
    for (int64_t cell = 0; cell < cells; cell++) {
        int64_t length = self->starts[cell];
        used += length < self->count ? length : 0;
        self->lacks[cell] = rounding->truth[cell] - rounding->values[cell];
        self->starts[cell] = length < self->count ? used : -1; /* the end, until the items are put before it */
    }
    self->starts[cells] = used;
    for (int64_t i = self->count - 1; i >= 0; i--) {
        int64_t atom = self->atoms[i];
        for (int64_t at = self->around[atom]; at < self->around[atom + 1]; at++) {
            int64_t cell = self->around_items[at];
            if (self->starts[cell] < 0)
                continue;
            self->items[--self->starts[cell]] = atom;
            self->lacks[cell] += part_of(self, atom);
        }
    }
}

static bool is_left_out(const integi_choice *self, int64_t cell)
{
    return self->starts[cell] < 0;
}

static int64_t end_of(const integi_choice *self, int64_t cell)
{
    do
        cell++;
    while (self->starts[cell] < 0);
    return self->starts[cell];
}

static void sum_gains(integi_choice *self)
{
    for (int64_t i = 0; i < self->count; i++) {
        int64_t atom = self->atoms[i];
        for (int64_t at = self->around[atom]; at < self->around[atom + 1]; at++)
            if (!is_left_out(self, self->around_items[at]))
                self->gain[atom] += self->lacks[self->around_items[at]];
    }
}

/* To the nearest whole number; of two that are as near, the even one. */
static int64_t divide(int64_t numerator, int64_t denominator)
{
    int64_t quotient = numerator / denominator, rest = numerator % denominator;
    if (rest < 0) {
        quotient--;
        rest += denominator;
    }
    return quotient + (2 * rest > denominator || (2 * rest == denominator && quotient % 2 != 0));
}

/* As many as keep the sum of all atoms closest to the true one. */
static int64_t count_ups(const integi_choice *self)
{
    const integi_rounding *rounding = self->rounding;
    int64_t sum = rounding->missing;
    for (int64_t i = 0; i < self->count; i++)
        sum += part_of(self, self->atoms[i]);
    int64_t count = divide(sum, rounding->base);
    return count < 0 ? 0 : count > self->count ? self->count : count;
}

static void turn(integi_choice *self, int64_t atom, bool up)
{
    self->up[atom] = up;
    self->up_count += up ? 1 : -1;
    self->place[atom] = --self->front;
    int64_t change = up ? -self->rounding->base : self->rounding->base;
    for (int64_t at = self->around[atom]; at < self->around[atom + 1]; at++) {
        int64_t cell = self->around_items[at];
        if (is_left_out(self, cell))
            continue;
        int64_t end = end_of(self, cell);
        for (int64_t i = self->starts[cell]; i < end; i++)
            self->gain[self->items[i]] += change;
    }
}

/* The atom to be turned up, whose cells lack most; or to be turned down again, whose cells lack least. */
static int64_t find(const integi_choice *self, bool up)
{
    int64_t best = -1;
    for (int64_t i = 0; i < self->count; i++) {
        int64_t atom = self->atoms[i];
        if (self->up[atom] == up)
            continue;
        if (best < 0 || (up ? self->gain[atom] > self->gain[best] : self->gain[atom] < self->gain[best]) ||
            (self->gain[atom] == self->gain[best] && self->place[atom] < self->place[best]))
            best = atom;
    }
    return best;
}

static bool choose(integi_choice *self, int64_t ups)
{
    while (self->up_count < ups) {
        if (self->up_count % 256 == 0 &&
            !integi_progress(self->rounding->cells->context, "round", self->up_count, ups))
            return false;
        turn(self, find(self, true), true);
    }
    if (ups == 0 || ups == self->count)
        return true;
    for (int64_t i = 0; i < ups + 100; i++) { /* which may never come to an end by itself */
        int64_t worst = find(self, false);
        if (self->place[worst] == self->front)
            break;
        turn(self, worst, false);
        turn(self, find(self, true), true);
    }
    return true;
}

static void keep(integi_choice *self)
{
    integi_rounding *rounding = self->rounding;
    for (int64_t i = 0; i < self->count; i++) {
        int64_t atom = self->atoms[i];
        int64_t change = (self->up[atom] ? rounding->base : 0) - part_of(self, atom);
        rounding->counts[atom] += change;
        rounding->missing -= change;
        for (int64_t at = self->around[atom]; at < self->around[atom + 1]; at++)
            rounding->values[self->around_items[at]] += change;
    }
}

bool integi_choice_round(integi_choice *self)
{
    take_atoms(self);
    take_cells(self);
    sum_gains(self);
    if (!choose(self, count_ups(self)))
        return false;
    keep(self);
    return true;
}
