/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_amounts.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_OF_ROW 8
#define MANY_AMOUNTS 10
#define ENOUGH_PEOPLE 10 /* who have what they have not by chance, where it is much alike */

typedef __int128 wide;

static const integi_sum *sum_at(const integi_sum_amounts *self, size_t place)
{
    return &self->collection->sums[self->sums[place]];
}

static size_t room_of(const integi_sum_amounts *self)
{
    return (size_t)self->atoms->count + 1;
}

/* ---- what they have ---- */

static const uint32_t *people_of(const integi_sum_amounts *self, const integi_sum *sum)
{
    return integi_space_people(&self->collection->spaces[0], integi_tally_snapshot(sum->tally));
}

/* An atom is read with the first sum that it is in. */
static bool note_sum(integi_sum_amounts *self, size_t place, size_t *first_of, integi_stint *stint)
{
    const integi_lists *cells = &self->atoms->cells;
    int64_t cell = sum_at(self, place)->cell;
    for (int64_t at = cells->starts[cell]; at < cells->starts[cell + 1]; at++)
        if (first_of[cells->items[at]] == 0 && cells->items[at] < self->atoms->real)
            first_of[cells->items[at]] = place + 1;
    return integi_stint_take(stint, STEPS_OF_ROW * integi_lists_length(cells, cell));
}

/* Makes room for what the people of all atoms have. */
static bool make_room(integi_sum_amounts *self, const size_t *first_of)
{
    size_t count = 0;
    for (int64_t atom = 0; atom <= self->atoms->count; atom++) {
        self->starts[atom] = count;
        count += atom < self->atoms->real && first_of[atom] > 0 ? (size_t)self->atoms->sizes[atom] : 0;
    }
    self->value_room = count + 1;
    self->values = integi_allocate_zeroed(self->collection->context, self->value_room * sizeof *self->values);
    return self->values != NULL;
}

static bool read_sum(integi_sum_amounts *self, size_t place, const size_t *first_of, size_t *filled,
                     integi_stint *stint)
{
    const integi_sum *sum = sum_at(self, place);
    const uint32_t *people = people_of(self, sum);
    INTEGI_EACH_ROW(&sum->rows, row) {
        int64_t atom = self->atoms->atom_of[people == NULL ? (size_t)row : people[row]];
        if (first_of[atom] == place + 1)
            self->values[self->starts[atom] + filled[atom]++] = integi_amount_at(sum, row);
    }
    return integi_stint_take(stint, STEPS_OF_ROW * sum->rows.count);
}

static int compare_values(const void *left, const void *right)
{
    const wide *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static void add_up(integi_sum_amounts *self)
{
    for (int64_t atom = 0; atom < self->atoms->real; atom++) {
        wide *values = self->values + self->starts[atom];
        size_t count = self->starts[atom + 1] - self->starts[atom];
        qsort(values, count, sizeof *values, compare_values);
        self->is_known[atom] = count > 0;
        for (size_t i = 0; i < count; i++)
            self->total[atom] += values[i];
        self->least[atom] = count == 0 ? 0 : values[0];
        self->most[atom] = count == 0 ? 0 : values[count - 1];
    }
}

static bool read_values(integi_sum_amounts *self, size_t *first_of, size_t *filled, integi_stint *stint)
{
    for (size_t i = 0; i < self->sum_count; i++)
        if (!note_sum(self, i, first_of, stint))
            return false;
    if (!make_room(self, first_of))
        return false;
    for (size_t i = 0; i < self->sum_count; i++)
        if (!read_sum(self, i, first_of, filled, stint))
            return false;
    add_up(self);
    return integi_stint_take(stint, STEPS_OF_ROW * (int64_t)self->value_room);
}

/* How many different amounts of a sum are below one. */
static int64_t amounts_below(const integi_sum *sum, wide amount)
{
    integi_amounts amounts = integi_amounts_of(sum);
    int64_t low = 0, high = amounts.count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (integi_whole_amount(sum, amounts.values[middle].value) < amount)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const integi_sum *find_largest(const integi_sum_amounts *self)
{
    const integi_sum *largest = sum_at(self, 0);
    for (size_t i = 1; i < self->sum_count; i++)
        largest = sum_at(self, i)->rows.count > largest->rows.count ? sum_at(self, i) : largest;
    return largest;
}

/* Whole numbers or not, it is told by what people have whether there is much between two amounts. */
bool integi_sum_amounts_are_many(const integi_sum_amounts *self, wide least, wide most)
{
    return amounts_below(self->largest, most) - amounts_below(self->largest, least) >= MANY_AMOUNTS;
}

static void count_amounts(integi_sum_amounts *self)
{
    for (int64_t atom = 0; atom < self->atoms->real; atom++)
        self->has_many[atom] =
            self->is_known[atom] && integi_sum_amounts_are_many(self, self->least[atom], self->most[atom]);
}

bool integi_sum_amounts_read(integi_sum_amounts *self, integi_stint *stint)
{
    integ_context *context = self->collection->context;
    size_t room = room_of(self), *first_of = integi_allocate_zeroed(context, room * sizeof *first_of);
    size_t *filled = integi_allocate_zeroed(context, room * sizeof *filled);
    self->is_known = integi_allocate_zeroed(context, room * sizeof *self->is_known);
    self->total = integi_allocate_zeroed(context, room * sizeof *self->total);
    self->least = integi_allocate_zeroed(context, room * sizeof *self->least);
    self->most = integi_allocate_zeroed(context, room * sizeof *self->most);
    self->has_many = integi_allocate_zeroed(context, room * sizeof *self->has_many);
    self->starts = integi_allocate_zeroed(context, room * sizeof *self->starts);
    self->largest = find_largest(self);
    bool good = first_of != NULL && filled != NULL && self->is_known != NULL && self->total != NULL &&
                self->least != NULL && self->most != NULL && self->has_many != NULL && self->starts != NULL &&
                read_values(self, first_of, filled, stint);
    if (good)
        count_amounts(self);
    integi_release(context, first_of, first_of == NULL ? 0 : room * sizeof *first_of);
    integi_release(context, filled, filled == NULL ? 0 : room * sizeof *filled);
    return good;
}

void integi_sum_amounts_free(integi_sum_amounts *self)
{
    integ_context *context = self->collection->context;
    size_t room = room_of(self);
    integi_release(context, self->is_known, self->is_known == NULL ? 0 : room * sizeof *self->is_known);
    if (self->total != NULL)
        integi_release_wiped(context, self->total, room * sizeof *self->total);
    if (self->least != NULL)
        integi_release_wiped(context, self->least, room * sizeof *self->least);
    if (self->most != NULL)
        integi_release_wiped(context, self->most, room * sizeof *self->most);
    if (self->values != NULL)
        integi_release_wiped(context, self->values, self->value_room * sizeof *self->values);
    integi_release(context, self->starts, self->starts == NULL ? 0 : room * sizeof *self->starts);
    integi_release(context, self->has_many, self->has_many == NULL ? 0 : room * sizeof *self->has_many);
}

/* ---- what they may have ---- */

#define FEW_AMOUNTS 64 /* each of which is looked at by itself */

/* Those in a cell, or all others. */
typedef struct side {
    wide least, most;
    uint64_t amounts; /* where there are few, a bit for each that somebody has */
    int64_t people;
} side;

/* Amounts while they are narrowed down from what anybody has to what those have of whom the same is said. */
typedef struct widening {
    const integi_sum_amounts *amounts;
    wide different[FEW_AMOUNTS]; /* all that there are, rising, where they are few */
    int64_t count;               /* -1: they are not */
    side *sides;                 /* of each atom, what its people have, and may have */
    side *possible;
    bool *inside;  /* atoms of the cell at hand */
    bool *related; /* cells */
} widening;

static int64_t find_amount(const widening *self, wide amount)
{
    int64_t at = 0;
    while (at < self->count && self->different[at] < amount)
        at++;
    return at;
}

/* Lists an amount in order, unless it is there. */
static void list_amount(widening *self, wide amount)
{
    int64_t at = self->count < 0 ? 0 : find_amount(self, amount);
    if (self->count < 0 || (at < self->count && self->different[at] == amount))
        return;
    if (self->count == FEW_AMOUNTS) {
        self->count = -1;
        return;
    }
    memmove(self->different + at + 1, self->different + at, (size_t)(self->count - at) * sizeof *self->different);
    self->different[at] = amount;
    self->count++;
}

static void read_sides(widening *self)
{
    const integi_sum_amounts *amounts = self->amounts;
    for (size_t i = 0; i + 1 < amounts->value_room && self->count >= 0; i++)
        if (i == 0 || amounts->values[i] != amounts->values[i - 1])
            list_amount(self, amounts->values[i]);
    for (int64_t atom = 0; atom < amounts->atoms->real; atom++) {
        side *own = &self->sides[atom];
        *own = (side){.least = amounts->least[atom], .most = amounts->most[atom],
                      .people = amounts->atoms->sizes[atom]};
        for (size_t i = amounts->starts[atom]; i < amounts->starts[atom + 1] && self->count >= 0; i++)
            own->amounts |= UINT64_C(1) << find_amount(self, amounts->values[i]);
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
        if (!integi_stint_take(stint, STEPS_OF_ROW * amounts->atoms->count))
            return false;
    }
    return true;
}

static bool is_possible(const widening *self, int64_t atom, int64_t amount)
{
    const side *possible = &self->possible[atom];
    return amount >= 0 && amount < self->count && (possible->amounts >> amount & 1) != 0 &&
           self->different[amount] >= possible->least && self->different[amount] <= possible->most;
}

/* From what an atom's people have down and up to the next amount that they may not have. */
static void take_over(const widening *self, integi_sum_amounts *into)
{
    for (int64_t atom = 0; atom < into->atoms->real; atom++) {
        const side *possible = &self->possible[atom];
        if (!into->is_known[atom])
            continue;
        if (self->count < 0) {
            into->least[atom] = possible->least;
            into->most[atom] = possible->most;
            continue;
        }
        int64_t least = find_amount(self, into->least[atom]), most = find_amount(self, into->most[atom]);
        while (is_possible(self, atom, least - 1))
            least--;
        while (is_possible(self, atom, most + 1))
            most++;
        into->least[atom] = self->different[least];
        into->most[atom] = self->different[most];
    }
    count_amounts(into);
}

bool integi_sum_amounts_widen(integi_sum_amounts *self, integi_stint *stint)
{
    integ_context *context = self->collection->context;
    size_t room = room_of(self), cells = self->collection->cell_count + 1;
    widening work = {.amounts = self};
    work.sides = integi_allocate_zeroed(context, room * sizeof *work.sides);
    work.possible = integi_allocate_zeroed(context, room * sizeof *work.possible);
    work.inside = integi_allocate_zeroed(context, room);
    work.related = integi_allocate_zeroed(context, cells);
    bool good = work.sides != NULL && work.possible != NULL && work.inside != NULL && work.related != NULL &&
                integi_sum_find_related(self->collection, sum_at(self, 0), work.related) && narrow_all(&work, stint);
    if (good)
        take_over(&work, self);
    if (work.sides != NULL)
        integi_release_wiped(context, work.sides, room * sizeof *work.sides);
    if (work.possible != NULL)
        integi_release_wiped(context, work.possible, room * sizeof *work.possible);
    integi_wipe(work.different, sizeof work.different);
    integi_release(context, work.inside, work.inside == NULL ? 0 : room);
    integi_release(context, work.related, work.related == NULL ? 0 : cells);
    return good;
}
