/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_amounts.h"

#include "base/divisor.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_OF_ROW 8

typedef __int128 wide;

static const integi_sum *sum_at(const integi_sum_amounts *self, size_t place)
{
    return &self->collection->sums[self->sums[place]];
}

static size_t room_of(const integi_sum_amounts *self)
{
    return (size_t)self->atoms->count + 1;
}

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

/* ---- how many different amounts there are ---- */

int64_t integi_sum_amounts_find(const integi_sum_amounts *self, wide amount)
{
    int64_t at = 0;
    while (at < self->different_count && self->different[at] < amount)
        at++;
    return at;
}

/* Lists an amount in order, unless it is there. */
static void list_amount(integi_sum_amounts *self, wide amount)
{
    int64_t at = integi_sum_amounts_find(self, amount);
    if (at < self->different_count && self->different[at] == amount)
        return;
    if (self->different_count == INTEGI_FEW_AMOUNTS) {
        self->different_count = -1;
        return;
    }
    memmove(self->different + at + 1, self->different + at,
            (size_t)(self->different_count - at) * sizeof *self->different);
    self->different[at] = amount;
    self->different_count++;
}

static void list_amounts(integi_sum_amounts *self)
{
    for (size_t i = 0; i + 1 < self->value_room && self->different_count >= 0; i++)
        if (i == 0 || self->values[i] != self->values[i - 1])
            list_amount(self, self->values[i]);
    for (int64_t i = 0; i < self->different_count; i++)
        self->unit = integi_greatest_divisor(self->unit, (int64_t)self->different[i]);
}

/* ---- all of them ---- */

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
    list_amounts(self);
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
    return amounts_below(self->largest, most) - amounts_below(self->largest, least) >= INTEGI_MANY_AMOUNTS;
}

/* Of 75 and 110 nothing can be made that is between; of whole numbers that follow each other everything, and of many
 * amounts nearly that. */
static bool is_uneven(const integi_sum_amounts *self, int64_t atom)
{
    if (self->different_count >= INTEGI_MANY_AMOUNTS)
        return false;
    int64_t at = integi_sum_amounts_find(self, self->least[atom]);
    for (; at + 1 < self->different_count && self->different[at] < self->most[atom]; at++)
        if (self->different[at + 1] - self->different[at] != self->unit)
            return true;
    return false;
}

void integi_sum_amounts_count(integi_sum_amounts *self)
{
    for (int64_t atom = 0; atom < self->atoms->real; atom++) {
        bool many = self->is_known[atom] && integi_sum_amounts_are_many(self, self->least[atom], self->most[atom]);
        self->has_many[atom] = many;
        self->is_uneven[atom] = self->is_known[atom] && !many && is_uneven(self, atom);
    }
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
    self->is_uneven = integi_allocate_zeroed(context, room * sizeof *self->is_uneven);
    self->starts = integi_allocate_zeroed(context, room * sizeof *self->starts);
    self->largest = find_largest(self);
    bool good = first_of != NULL && filled != NULL && self->is_known != NULL && self->total != NULL &&
                self->least != NULL && self->most != NULL && self->has_many != NULL && self->is_uneven != NULL &&
                self->starts != NULL &&
                read_values(self, first_of, filled, stint);
    if (good)
        integi_sum_amounts_count(self);
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
    integi_wipe(self->different, sizeof self->different);
    integi_release(context, self->is_uneven, self->is_uneven == NULL ? 0 : room * sizeof *self->is_uneven);
    integi_release(context, self->starts, self->starts == NULL ? 0 : room * sizeof *self->starts);
    integi_release(context, self->has_many, self->has_many == NULL ? 0 : room * sizeof *self->has_many);
}
