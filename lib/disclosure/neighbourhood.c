/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/neighbourhood.h"
#include "disclosure/merge.h"
#include "disclosure/order.h"

#define LIKED_AT_MOST 40 /* atoms of one long cell that are taken */

static void *room(integi_neighbourhood *self, int64_t count, size_t size)
{
    return integi_arena_allocate(&self->arena, (size_t)(count + 1) * size);
}

static int64_t power_above(int64_t count)
{
    int64_t power = 64;
    while (power < count)
        power *= 2;
    return power;
}

bool integi_neighbourhood_init(integi_neighbourhood *self, const integi_alternative *world, const int64_t *places)
{
    *self = (integi_neighbourhood){.world = world, .places = places};
    integi_arena_init(&self->arena, world->cells->context);
    int64_t cells = world->cells->members.count;
    self->atoms = room(self, INTEGI_NEIGHBOURS_AT_MOST, sizeof *self->atoms);
    self->seen_atom = room(self, world->cells->atoms, sizeof *self->seen_atom);
    self->seen_cell = room(self, cells, sizeof *self->seen_cell);
    self->liked = room(self, cells, sizeof *self->liked);
    self->pattern = room(self, cells, sizeof *self->pattern);
    self->touched = room(self, cells, sizeof *self->touched);
    self->heap = room(self, cells, sizeof *self->heap);
    self->row = room(self, cells, sizeof *self->row);
    self->firsts = room(self, cells, sizeof *self->firsts);
    self->sorted = room(self, cells, sizeof *self->sorted);
    self->spare = room(self, cells, sizeof *self->spare);
    self->table = room(self, power_above(2 * cells), sizeof *self->table);
    return self->atoms != NULL && self->seen_atom != NULL && self->seen_cell != NULL && self->liked != NULL &&
           self->pattern != NULL && self->touched != NULL && self->heap != NULL && self->row != NULL &&
           self->firsts != NULL && self->sorted != NULL && self->spare != NULL && self->table != NULL;
}

void integi_neighbourhood_free(integi_neighbourhood *self)
{
    integi_arena_free(&self->arena);
}

static bool is_shown(const integi_neighbourhood *self, int64_t cell)
{
    return integi_neighbourhood_has_shown(self, cell);
}

/* Whether a shown cell could be hidden. To hide that nobody is there is of no use to somebody. */
static bool can_be_hidden(const integi_neighbourhood *self, int64_t cell)
{
    return self->beyond && integi_cells_standing(self->world->cells, cell) == INTEG_STANDING_OPEN &&
           (self->world->truth[cell] > 0 || self->world->truth[self->cell] == 0);
}

static bool is_narrower(const integi_neighbourhood *self, int64_t a, int64_t b)
{
    const integi_lists *members = &self->world->cells->members;
    int64_t x = self->beyond ? integi_lists_length(members, a) : self->world->movable[a];
    int64_t y = self->beyond ? integi_lists_length(members, b) : self->world->movable[b];
    return x != y ? x < y : a < b;
}

static void swap(int64_t *list, int64_t i, int64_t j)
{
    int64_t kept = list[i];
    list[i] = list[j];
    list[j] = kept;
}

static void push_cell(integi_neighbourhood *self, int64_t cell)
{
    int64_t at = self->heaped++;
    self->heap[at] = cell;
    for (; at > 0 && is_narrower(self, self->heap[at], self->heap[(at - 1) / 2]); at = (at - 1) / 2)
        swap(self->heap, at, (at - 1) / 2);
}

static int64_t pop_cell(integi_neighbourhood *self)
{
    int64_t cell = self->heap[0];
    self->heap[0] = self->heap[--self->heaped];
    for (int64_t at = 0;;) {
        int64_t first = at;
        for (int64_t child = 2 * at + 1; child <= 2 * at + 2 && child < self->heaped; child++)
            if (is_narrower(self, self->heap[child], self->heap[first]))
                first = child;
        if (first == at)
            return cell;
        swap(self->heap, at, first);
        at = first;
    }
}

/* Whether a shown cell leaves an atom its count: it has nothing else that could be moved, or nobody at all. */
static bool is_stuck(const integi_neighbourhood *self, int64_t atom)
{
    const integi_alternative *world = self->world;
    for (int64_t i = world->around[atom]; i < world->around[atom + 1]; i++) {
        int64_t cell = world->around_items[i];
        if (!is_shown(self, cell) || can_be_hidden(self, cell))
            continue;
        bool alone = self->beyond ? integi_lists_length(&world->cells->members, cell) < 2
                                  : world->movable[cell] < 2 || world->own[atom] == cell;
        if (alone || world->truth[cell] == 0)
            return true;
    }
    return false;
}

static void add_atom(integi_neighbourhood *self, int64_t atom)
{
    const integi_alternative *world = self->world;
    if (self->seen_atom[atom] == self->round)
        return;
    self->seen_atom[atom] = self->round;
    if (is_stuck(self, atom))
        return;
    uint64_t mark = integi_mix((uint64_t)self->count);
    for (int64_t i = world->around[atom]; i < world->around[atom + 1]; i++) {
        int64_t cell = world->around_items[i];
        if (!is_shown(self, cell))
            continue;
        if (self->count == 0)
            self->liked[cell] = self->round;
        if (self->seen_cell[cell] != self->round) {
            self->seen_cell[cell] = self->round;
            self->pattern[cell] = 0;
            self->touched[self->touched_count++] = cell;
            push_cell(self, cell);
        }
        self->pattern[cell] += mark;
    }
    self->atoms[self->count++] = atom;
}

/* Some of a cell's atoms, from all over it. */
static void add_own(integi_neighbourhood *self, int64_t limit)
{
    const integi_lists *members = &self->world->cells->members;
    const int64_t *atoms = integi_lists_at(members, self->cell);
    int64_t length = integi_lists_length(members, self->cell);
    int64_t step = length <= 4 * limit ? 1 : length / (4 * limit);
    for (int64_t i = 0; i < length && self->count < limit; i += step)
        add_atom(self, atoms[i]);
}

/* In how many shown cells an atom is together with the first one. */
static int64_t likeness(const integi_neighbourhood *self, int64_t atom)
{
    const integi_alternative *world = self->world;
    int64_t like = 0;
    for (int64_t i = world->around[atom]; i < world->around[atom + 1]; i++)
        like += self->liked[world->around_items[i]] == self->round;
    return like;
}

/* Of a long cell those atoms that are most like the first one; of equal ones the first. */
static void add_most_alike(integi_neighbourhood *self, int64_t cell, int64_t limit)
{
    const integi_lists *members = &self->world->cells->members;
    int64_t atoms[LIKED_AT_MOST], likes[LIKED_AT_MOST];
    int64_t wanted = (limit - self->count + 3) / 4;
    int64_t found = 0;
    wanted = wanted > LIKED_AT_MOST ? LIKED_AT_MOST : wanted;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++) {
        int64_t atom = members->items[i];
        if (self->seen_atom[atom] == self->round)
            continue;
        int64_t like = likeness(self, atom);
        if (found == wanted && like <= likes[found - 1])
            continue;
        int64_t at = found < wanted ? found++ : found - 1;
        for (; at > 0 && likes[at - 1] < like; at--) {
            atoms[at] = atoms[at - 1];
            likes[at] = likes[at - 1];
        }
        atoms[at] = atom;
        likes[at] = like;
    }
    for (int64_t i = 0; i < found; i++)
        add_atom(self, atoms[i]);
}

static void add_all_tied(integi_neighbourhood *self, int64_t limit)
{
    const integi_lists *members = &self->world->cells->members;
    while (self->heaped > 0 && self->count < limit) {
        int64_t next = pop_cell(self);
        if (integi_lists_length(members, next) > limit - self->count) {
            add_most_alike(self, next, limit);
            continue;
        }
        for (int64_t i = members->starts[next]; i < members->starts[next + 1]; i++)
            add_atom(self, members->items[i]);
    }
}

static void number_rows(integi_neighbourhood *self)
{
    int64_t size = power_above(2 * self->touched_count);
    self->row_count = 0;
    for (int64_t i = 0; i < size; i++)
        self->table[i] = -1;
    for (int64_t i = 0; i < self->touched_count; i++) {
        int64_t cell = self->touched[i];
        int64_t place = can_be_hidden(self, cell) ? self->places[cell] : -1;
        int64_t at = (int64_t)(self->pattern[cell] & (uint64_t)(size - 1));
        while (self->table[at] >= 0 && self->pattern[self->table[at]] != self->pattern[cell])
            at = (at + 1) & (size - 1);
        if (self->table[at] < 0) {
            self->table[at] = cell;
            self->firsts[self->row_count] = place;
            self->row[cell] = self->row_count++;
            continue;
        }
        int64_t row = self->row[cell] = self->row[self->table[at]];
        if (place < self->firsts[row])
            self->firsts[row] = place;
    }
}

static bool is_wanted_more(const void *userdata, int64_t a, int64_t b)
{
    const integi_neighbourhood *self = userdata;
    return self->firsts[a] < self->firsts[b];
}

void integi_neighbourhood_collect(integi_neighbourhood *self, int64_t cell, int64_t limit, bool beyond)
{
    self->round++;
    self->cell = cell;
    self->beyond = beyond;
    self->count = self->touched_count = self->heaped = 0;
    add_own(self, limit / 3);
    add_all_tied(self, limit);
    self->closed = self->heaped == 0 && self->count < limit;
    number_rows(self);
    for (int64_t i = 0; i < self->row_count; i++)
        self->sorted[i] = i;
    integi_sort(self->sorted, self->row_count, self->spare, is_wanted_more, self);
}
