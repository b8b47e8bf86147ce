/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/nearby.h"
#include "disclosure/order.h"

static void *room(integi_nearby *self, int64_t count, size_t size)
{
    return integi_arena_allocate(&self->arena, (size_t)(count + 1) * size);
}

bool integi_nearby_init(integi_nearby *self, const integi_alternative *world, const int64_t *places,
                        const int32_t *states)
{
    *self = (integi_nearby){.world = world, .places = places, .states = states};
    integi_arena_init(&self->arena, world->cells->context);
    int64_t cells = world->cells->members.count;
    self->seen_atom = room(self, world->cells->atoms, sizeof *self->seen_atom);
    self->seen_cell = room(self, cells, sizeof *self->seen_cell);
    self->seen_line = room(self, cells, sizeof *self->seen_line);
    self->lines = room(self, cells, sizeof *self->lines);
    self->spare = room(self, cells, sizeof *self->spare);
    return self->seen_atom != NULL && self->seen_cell != NULL && self->seen_line != NULL && self->lines != NULL &&
           self->spare != NULL;
}

void integi_nearby_free(integi_nearby *self)
{
    integi_arena_free(&self->arena);
}

static int64_t length_of(const integi_nearby *self, int64_t cell)
{
    return integi_lists_length(&self->world->cells->members, cell);
}

static bool is_shorter(const void *userdata, int64_t a, int64_t b)
{
    const integi_nearby *self = userdata;
    return length_of(self, a) != length_of(self, b) ? length_of(self, a) < length_of(self, b) : a < b;
}

static void list_lines(integi_nearby *self, int64_t cell)
{
    const integi_alternative *world = self->world;
    const integi_lists *members = &world->cells->members;
    self->line_count = 0;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++) {
        int64_t atom = members->items[i];
        for (int64_t at = world->around[atom]; at < world->around[atom + 1]; at++) {
            int64_t line = world->around_items[at];
            if (self->states[line] != INTEG_CELL_SHOWN || self->seen_line[line] == self->round)
                continue;
            self->seen_line[line] = self->round;
            self->lines[self->line_count++] = line;
        }
    }
    integi_sort(self->lines, self->line_count, self->spare, is_shorter, self);
}

/* Whether a cell is shown and could be hidden for this one. To hide that nobody is there is of no use to somebody. */
static bool is_candidate(const integi_nearby *self, int64_t candidate, int64_t cell)
{
    return self->states[candidate] == INTEG_CELL_SHOWN &&
           integi_cells_standing(self->world->cells, candidate) == INTEG_STANDING_OPEN &&
           (self->world->truth[candidate] > 0 || self->world->truth[cell] == 0);
}

static void insert(integi_nearby *self, int64_t candidate, int64_t distance)
{
    int64_t at = self->count;
    while (at > 0 &&
           (self->distances[at - 1] > distance ||
            (self->distances[at - 1] == distance && self->places[self->cells[at - 1]] < self->places[candidate])))
        at--;
    if (at == INTEGI_NEARBY_AT_MOST)
        return;
    self->count += self->count < INTEGI_NEARBY_AT_MOST;
    for (int64_t i = self->count - 1; i > at; i--) {
        self->cells[i] = self->cells[i - 1];
        self->distances[i] = self->distances[i - 1];
    }
    self->cells[at] = candidate;
    self->distances[at] = distance;
}

static void look_along(integi_nearby *self, int64_t line, int64_t cell)
{
    const integi_alternative *world = self->world;
    const integi_lists *members = &world->cells->members;
    for (int64_t i = members->starts[line]; i < members->starts[line + 1]; i++) {
        int64_t atom = members->items[i];
        if (self->seen_atom[atom] == self->round)
            continue;
        self->seen_atom[atom] = self->round;
        for (int64_t at = world->around[atom]; at < world->around[atom + 1]; at++) {
            int64_t candidate = world->around_items[at];
            if (self->seen_cell[candidate] == self->round)
                continue;
            self->seen_cell[candidate] = self->round;
            if (is_candidate(self, candidate, cell))
                insert(self, candidate, length_of(self, line));
        }
    }
}

int64_t integi_nearby_find(integi_nearby *self, int64_t cell)
{
    self->round++;
    self->count = 0;
    list_lines(self, cell);
    for (int64_t i = 0; i < self->line_count; i++) {
        bool is_longer = i > 0 && length_of(self, self->lines[i]) > length_of(self, self->lines[i - 1]);
        if (self->count == INTEGI_NEARBY_AT_MOST && is_longer)
            break;
        look_along(self, self->lines[i], cell);
    }
    return self->count;
}
