/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/audit_around.h"

bool integi_around_list(integi_around *self, integi_arena *arena, const integ_cells *cells)
{
    const integi_lists *members = &cells->members;
    self->starts = integi_arena_allocate(arena, (size_t)(cells->atoms + 2) * sizeof *self->starts);
    self->items = integi_arena_allocate(arena, (size_t)(members->used + 1) * sizeof *self->items);
    int64_t *next = integi_arena_allocate(arena, (size_t)(cells->atoms + 1) * sizeof *next);
    if (self->starts == NULL || self->items == NULL || next == NULL)
        return false;
    for (int64_t i = 0; i < members->used; i++)
        self->starts[members->items[i] + 1]++;
    for (int64_t atom = 0; atom < cells->atoms; atom++)
        next[atom] = self->starts[atom + 1] += self->starts[atom];
    for (int64_t cell = members->count - 1; cell >= 0; cell--)
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
            self->items[--next[members->items[i]]] = cell;
    return true;
}
