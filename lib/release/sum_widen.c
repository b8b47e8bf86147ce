/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What people may have beside what they have: what those have of whom the same is said. */
#include "release/sum_amounts.h"

#define STEPS_OF_ATOM 8
#define ENOUGH_PEOPLE 10 /* who have what they have not by chance, where it is much alike */

typedef __int128 wide;

/* Those in a cell, or all others. */
typedef struct side {
    wide least, most;
    uint64_t amounts; /* where there are few, a bit for each that somebody has */
    int64_t people;
} side;

/* Amounts while they are narrowed down from what anybody has to what those have of whom the same is said. */
typedef struct widening {
    const integi_sum_amounts *amounts;
    side *sides;                 /* of each atom, what its people have, and may have */
    side *possible;
    bool *inside;  /* atoms of the cell at hand */
    bool *related; /* cells */
} widening;

static void read_sides(widening *self)
{
    const integi_sum_amounts *amounts = self->amounts;
    for (int64_t atom = 0; atom < amounts->atoms->real; atom++) {
        side *own = &self->sides[atom];
        *own = (side){.least = amounts->least[atom], .most = amounts->most[atom],
                      .people = amounts->atoms->sizes[atom]};
        for (size_t i = amounts->starts[atom]; i < amounts->starts[atom + 1] && amounts->different_count >= 0; i++)
            own->amounts |= UINT64_C(1) << integi_sum_amounts_find(amounts, amounts->values[i]);
    }
}

static void add_to(side *to, const side *other)
{
    to->least = to->people == 0 || other->least < to->least ? other->least : to->least;
    to->most = to->people == 0 || other->most > to->most ? other->most : to->most;
    to->amounts |= other->amounts;
    to->people += other->people;
}

static void look_at_sides(const widening *self, side *sides)
{
    const integi_sum_amounts *amounts = self->amounts;
    for (int64_t atom = 0; atom < amounts->atoms->real; atom++)
        if (amounts->is_known[atom])
            add_to(&sides[self->inside[atom]], &self->sides[atom]);
}

static void narrow(widening *self, const side *sides, bool related)
{
    const integi_sum_amounts *amounts = self->amounts;
    for (int64_t atom = 0; atom < amounts->atoms->real; atom++) {
        const side *own = &sides[self->inside[atom]];
        side *possible = &self->possible[atom];
        if (!amounts->is_known[atom] || !(related || own->people >= ENOUGH_PEOPLE))
            continue;
        possible->least = own->least > possible->least ? own->least : possible->least;
        possible->most = own->most < possible->most ? own->most : possible->most;
        possible->amounts &= related ? own->amounts : ~UINT64_C(0); /* others may lack an amount by chance */
    }
}

static void mark(widening *self, size_t cell, bool inside)
{
    const integi_lists *cells = &self->amounts->atoms->cells;
    for (int64_t at = cells->starts[cell]; at < cells->starts[cell + 1]; at++)
        self->inside[cells->items[at]] = inside;
}

static bool narrow_all(widening *self, integi_stint *stint)
{
    const integi_sum_amounts *amounts = self->amounts;
    side all[2] = {{.people = 0}};
    read_sides(self);
    look_at_sides(self, all);
    for (int64_t atom = 0; atom < amounts->atoms->real; atom++)
        self->possible[atom] = all[0];
    for (size_t cell = 0; cell < amounts->collection->cell_count; cell++) {
        side sides[2] = {{.people = 0}};
        mark(self, cell, true);
        look_at_sides(self, sides);
        narrow(self, sides, self->related[cell]);
        mark(self, cell, false);
        if (!integi_stint_take(stint, STEPS_OF_ATOM * amounts->atoms->count))
            return false;
    }
    return true;
}

static bool is_possible(const widening *self, int64_t atom, int64_t amount)
{
    const side *possible = &self->possible[atom];
    const integi_sum_amounts *amounts = self->amounts;
    return amount >= 0 && amount < amounts->different_count && (possible->amounts >> amount & 1) != 0 &&
           amounts->different[amount] >= possible->least && amounts->different[amount] <= possible->most;
}

/* From what an atom's people have down and up to the next amount that they may not have. */
static void take_over(const widening *self, integi_sum_amounts *into)
{
    for (int64_t atom = 0; atom < into->atoms->real; atom++) {
        const side *possible = &self->possible[atom];
        if (!into->is_known[atom])
            continue;
        if (into->different_count < 0) {
            into->least[atom] = possible->least;
            into->most[atom] = possible->most;
            continue;
        }
        int64_t least = integi_sum_amounts_find(into, into->least[atom]);
        int64_t most = integi_sum_amounts_find(into, into->most[atom]);
        while (is_possible(self, atom, least - 1))
            least--;
        while (is_possible(self, atom, most + 1))
            most++;
        into->least[atom] = into->different[least];
        into->most[atom] = into->different[most];
    }
    integi_sum_amounts_count(into);
}

/* All are of the same measure. */
static const integi_sum *find_any(const integi_sum_amounts *self)
{
    return &self->collection->sums[self->sums[0]];
}

bool integi_sum_amounts_widen(integi_sum_amounts *self, integi_stint *stint)
{
    integ_context *context = self->collection->context;
    size_t room = (size_t)self->atoms->count + 1, cells = self->collection->cell_count + 1;
    widening work = {.amounts = self};
    work.sides = integi_allocate_zeroed(context, room * sizeof *work.sides);
    work.possible = integi_allocate_zeroed(context, room * sizeof *work.possible);
    work.inside = integi_allocate_zeroed(context, room);
    work.related = integi_allocate_zeroed(context, cells);
    bool good = work.sides != NULL && work.possible != NULL && work.inside != NULL && work.related != NULL &&
                integi_sum_find_related(self->collection, find_any(self), work.related) && narrow_all(&work, stint);
    if (good)
        take_over(&work, self);
    if (work.sides != NULL)
        integi_release_wiped(context, work.sides, room * sizeof *work.sides);
    if (work.possible != NULL)
        integi_release_wiped(context, work.possible, room * sizeof *work.possible);
    integi_release(context, work.inside, work.inside == NULL ? 0 : room);
    integi_release(context, work.related, work.related == NULL ? 0 : cells);
    return good;
}
