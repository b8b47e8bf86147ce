/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/merge.h"

typedef struct signature {
    uint64_t first;
    uint64_t second;
} signature;

static void *room(integi_merged *self, int64_t count, size_t size)
{
    return integi_arena_allocate(&self->arena, (size_t)(count + 1) * size);
}

static signature *sign_atoms(integi_merged *self, const integ_cells *given)
{
    signature *signatures = room(self, given->atoms, sizeof *signatures);
    for (int64_t cell = 0; cell < given->members.count && signatures != NULL; cell++) {
        uint64_t first = integi_mix((uint64_t)cell), second = integi_mix(first);
        for (int64_t i = given->members.starts[cell]; i < given->members.starts[cell + 1]; i++) {
            signatures[given->members.items[i]].first += first;
            signatures[given->members.items[i]].second += second;
        }
    }
    return signatures;
}

/* The first atom with the same signature stands for all. Returns how many there are; -1 when there is no memory. */
static int64_t choose_atoms(integi_merged *self, const integ_cells *given)
{
    int64_t size = 64;
    while (size < 2 * given->atoms)
        size *= 2;
    const signature *signatures = sign_atoms(self, given);
    int64_t *table = room(self, size, sizeof *table);
    self->kept = room(self, given->atoms, sizeof *self->kept);
    if (signatures == NULL || table == NULL || self->kept == NULL)
        return -1;
    int64_t found = 0;
    for (int64_t atom = 0; atom < given->atoms; atom++) {
        const signature *mine = &signatures[atom];
        int64_t at = (int64_t)(mine->first & (uint64_t)(size - 1));
        for (; table[at] > 0; at = (at + 1) & (size - 1)) { /* places hold the number above the atom's */
            const signature *other = &signatures[table[at] - 1];
            if (other->first == mine->first && other->second == mine->second)
                break;
        }
        if (table[at] == 0) {
            table[at] = atom + 1;
            self->kept[atom] = found++;
        } else {
            self->kept[atom] = self->kept[table[at] - 1];
        }
    }
    return found;
}

/* Every cell has all of a merged atom or nothing: signatures hardly ever lie, and here they would be found out. */
static bool is_faithful(integi_merged *self, const integ_cells *given, const int64_t *sizes, int64_t *seen)
{
    for (int64_t cell = 0; cell < given->members.count; cell++) {
        int64_t first = given->members.starts[cell], last = given->members.starts[cell + 1];
        for (int64_t i = first; i < last; i++)
            seen[self->kept[given->members.items[i]]]++;
        bool whole = true;
        for (int64_t i = first; i < last; i++) {
            int64_t atom = self->kept[given->members.items[i]];
            whole = whole && (seen[atom] == 0 || seen[atom] == sizes[atom]);
            seen[atom] = 0;
        }
        if (!whole)
            return false;
    }
    return true;
}

/* Atoms are numbered by their first one, so that a cell's first ones are in order. */
static bool list_members(integi_merged *self, const integ_cells *given)
{
    integi_lists *members = &self->cells.members;
    bool *is_first = room(self, given->atoms, sizeof *is_first);
    members->starts = room(self, given->members.count + 1, sizeof *members->starts);
    if (is_first == NULL || members->starts == NULL)
        return false;
    int64_t next = 0;
    for (int64_t atom = 0; atom < given->atoms; atom++)
        if (self->kept[atom] == next) {
            is_first[atom] = true;
            next++;
        }
    int64_t used = 0;
    for (int64_t i = 0; i < given->members.used; i++)
        used += is_first[given->members.items[i]];
    members->items = room(self, used, sizeof *members->items);
    if (members->items == NULL)
        return false;
    for (int64_t cell = 0; cell < given->members.count; cell++) {
        for (int64_t i = given->members.starts[cell]; i < given->members.starts[cell + 1]; i++)
            if (is_first[given->members.items[i]])
                members->items[members->used++] = self->kept[given->members.items[i]];
        members->starts[++members->count] = members->used;
    }
    return true;
}

static void keep_all(integi_merged *self, const integ_cells *given, const int64_t *counts)
{
    self->cells = *given;
    for (int64_t atom = 0; atom < given->atoms; atom++) {
        self->kept[atom] = atom;
        self->counts[atom] = counts[atom];
    }
}

bool integi_merge(integi_merged *self, const integ_cells *given, const int64_t *counts)
{
    *self = (integi_merged){.cells = *given};
    integi_arena_init(&self->arena, given->context);
    int64_t found = choose_atoms(self, given);
    if (found < 0)
        return false;
    self->counts = room(self, given->atoms, sizeof *self->counts);
    int64_t *sizes = room(self, given->atoms, sizeof *sizes);
    int64_t *seen = room(self, given->atoms, sizeof *seen);
    if (self->counts == NULL || sizes == NULL || seen == NULL)
        return false;
    for (int64_t atom = 0; atom < given->atoms; atom++) {
        sizes[self->kept[atom]]++;
        self->counts[self->kept[atom]] += counts[atom];
    }
    if (found == given->atoms || !is_faithful(self, given, sizes, seen)) {
        keep_all(self, given, counts);
        return true;
    }
    self->cells.atoms = found;
    self->cells.members = (integi_lists){0};
    return list_members(self, given);
}

void integi_merged_free(integi_merged *self)
{
    integi_arena_free(&self->arena);
}
