/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/records.h"

static void *room(integi_records *self, int64_t count, size_t size)
{
    return integi_arena_allocate(&self->arena, (size_t)(count + 1) * size);
}

bool integi_records_init(integi_records *self, const integi_alternative *world)
{
    *self = (integi_records){.context = world->cells->context, .world = world};
    integi_arena_init(&self->arena, self->context);
    int64_t count = world->cells->members.count;
    self->cells = room(self, count, sizeof *self->cells);
    self->changed_by = room(self, count, sizeof *self->changed_by);
    self->changed_in = room(self, count, sizeof *self->changed_in);
    self->left_out = room(self, count, sizeof *self->left_out);
    if (self->cells == NULL || self->changed_by == NULL || self->changed_in == NULL || self->left_out == NULL)
        return false;
    for (int64_t cell = 0; cell < count; cell++) {
        self->cells[cell] = (integi_record){world->truth[cell], world->truth[cell], -1, -1};
        self->changed_by[cell] = self->changed_in[cell] = -1;
    }
    return true;
}

void integi_records_free(integi_records *self)
{
    integi_lists_free(self->context, &self->others);
    integi_release(self->context, self->mentions, self->mention_capacity * sizeof *self->mentions);
    integi_arena_free(&self->arena);
}

static void leave_out(integi_records *self, int64_t times, bool out)
{
    const integi_alternative *world = self->world;
    for (int64_t i = 0; i < world->moves.count; i++) {
        int64_t atom = world->moves.list[i];
        if (world->counts[atom] == 0 || world->counts[atom] + times * world->moved[atom] > 0)
            continue;
        for (int64_t at = world->around[atom]; at < world->around[atom + 1]; at++)
            self->left_out[world->around_items[at]] = out;
    }
}

static bool keep_counts(integi_records *self, int64_t times)
{
    const integi_alternative *world = self->world;
    for (int64_t i = 0; i < world->moves.count; i++) {
        int64_t atom = world->moves.list[i];
        if (!integi_lists_item(self->context, &self->others, atom) ||
            !integi_lists_item(self->context, &self->others, times * world->moved[atom])) {
            integi_lists_abandon(&self->others);
            return false;
        }
    }
    return integi_lists_close(self->context, &self->others);
}

static bool mention(integi_records *self, int64_t cell, int64_t number)
{
    if (self->changed_in[cell] == number)
        return true;
    if (!integi_grow(self->context, (void **)&self->mentions, &self->mention_capacity, (size_t)self->mention_count,
                     sizeof *self->mentions))
        return false;
    self->mentions[self->mention_count] = (integi_mention){number, self->changed_by[cell]};
    self->changed_by[cell] = self->mention_count++;
    self->changed_in[cell] = number;
    return true;
}

static void prove(integi_records *self, int64_t cell, int64_t value, int64_t number)
{
    integi_record *record = &self->cells[cell];
    if (self->left_out[cell])
        return;
    if (value < record->least) {
        record->least = value;
        record->least_from = number;
    }
    if (value > record->most) {
        record->most = value;
        record->most_from = number;
    }
}

bool integi_records_keep(integi_records *self, int64_t wanted)
{
    const integi_alternative *world = self->world;
    int64_t times = integi_alternative_repeat(world, wanted);
    int64_t number = self->others.count;
    if (times == 0)
        return true;
    if (!keep_counts(self, times))
        return false;
    leave_out(self, times, true);
    bool kept = true;
    for (int64_t i = 0; i < world->moves.count && kept; i++) {
        int64_t atom = world->moves.list[i];
        for (int64_t at = world->around[atom]; at < world->around[atom + 1] && kept; at++) {
            int64_t cell = world->around_items[at];
            int64_t change = world->values[cell] - world->truth[cell];
            if (change == 0)
                continue;
            kept = mention(self, cell, number);
            prove(self, cell, world->truth[cell] + times * change, number);
        }
    }
    leave_out(self, times, false);
    return kept;
}
