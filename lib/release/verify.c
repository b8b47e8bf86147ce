/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/verify.h"

#include "base/message.h"
#include "disclosure/audit_shares.h"
#include "disclosure/stint.h"

#include <string.h>

#define STEPS_OF_ATOM 4

static bool is_hidden(const integi_verification *self, int64_t cell)
{
    return self->states[cell] == INTEG_CELL_PRIMARY || self->states[cell] == INTEG_CELL_SECONDARY;
}

/* What somebody who knows the rule may think: shown is what is shown, and a printed figure that is hidden is not 0.
 * Cells that the change is not about are as they were. */
static bool is_published_alike(const integi_verification *self)
{
    for (int64_t i = 0; i < self->touched_count; i++) {
        int64_t cell = self->touched[i], other = self->other[cell];
        if (self->states[cell] == INTEG_CELL_SHOWN && other != self->truth[cell])
            return false;
        if (!integi_cells_can_be(self->cells, cell, other))
            return false;
        bool printed = integi_cells_standing(self->cells, cell) != INTEG_STANDING_DERIVED;
        if (is_hidden(self, cell) && printed && other == 0 && self->truth[cell] != 0 &&
            !integ_disclosure_zeros(self->rule))
            return false;
    }
    return integi_audit_leaves_parts(self->cells, self->rule, self->states, self->truth, self->other);
}

static void change_atom(integi_verification *self, int64_t atom, int64_t amount)
{
    self->counts[atom] += amount;
    integi_stint_take(&self->stint, self->starts[atom + 1] - self->starts[atom]);
    for (int64_t at = self->starts[atom]; at < self->starts[atom + 1]; at++) {
        int64_t cell = self->around[at];
        if (!self->is_touched[cell])
            self->touched[self->touched_count++] = cell;
        self->is_touched[cell] = true;
        self->other[cell] += amount;
    }
}

/* Makes other counts; false when there would be fewer than nobody somewhere. */
static bool change_counts(integi_verification *self, const int64_t *items, int64_t length)
{
    bool good = true;
    for (int64_t i = 0; i + 1 < length; i += 2)
        change_atom(self, items[i], items[i + 1]);
    for (int64_t i = 0; i + 1 < length; i += 2)
        good = good && self->counts[items[i]] >= 0;
    return good;
}

static void take_back(integi_verification *self, const int64_t *items, int64_t length)
{
    for (int64_t i = 0; i + 1 < length; i += 2)
        self->counts[items[i]] -= items[i + 1];
    for (int64_t i = 0; i < self->touched_count; i++) {
        self->other[self->touched[i]] = self->truth[self->touched[i]];
        self->is_touched[self->touched[i]] = false;
    }
    self->touched_count = 0;
}

static void take_proof(integi_verification *self)
{
    for (int64_t i = 0; i < self->touched_count; i++) {
        int64_t cell = self->touched[i], delta = self->other[cell] - self->truth[cell];
        self->least[cell] = delta < self->least[cell] ? delta : self->least[cell];
        self->most[cell] = delta > self->most[cell] ? delta : self->most[cell];
    }
}

/* Lists the cells of each atom; this is not left to what the search uses. */
static bool list_around(integi_verification *self)
{
    const integi_lists *members = &self->cells->members;
    int64_t atoms = integ_cells_atoms(self->cells), used = 0;
    self->starts = integi_arena_allocate(&self->arena, ((size_t)atoms + 1) * sizeof *self->starts);
    self->around = integi_arena_allocate(&self->arena, ((size_t)members->used + 1) * sizeof *self->around);
    if (self->starts == NULL || self->around == NULL)
        return false;
    for (int64_t i = 0; i < members->used; i++)
        self->starts[members->items[i]]++;
    for (int64_t atom = 0; atom <= atoms; atom++) { /* where each ends: filling goes down from there */
        used += atom < atoms ? self->starts[atom] : 0;
        self->starts[atom] = used;
    }
    for (int64_t cell = members->count - 1; cell >= 0; cell--) {
        for (int64_t i = members->starts[cell + 1] - 1; i >= members->starts[cell]; i--)
            self->around[--self->starts[members->items[i]]] = cell;
        integi_stint_take(&self->stint, STEPS_OF_ATOM * integi_lists_length(members, cell));
    }
    return true;
}

static bool open_all(integi_verification *self, const int64_t *counts)
{
    integi_arena *arena = &self->arena;
    size_t cells = (size_t)integ_cells_count(self->cells) + 1, atoms = (size_t)integ_cells_atoms(self->cells) + 1;
    self->truth = integi_arena_allocate(arena, cells * sizeof *self->truth);
    self->counts = integi_allocate(self->cells->context, atoms * sizeof *self->counts);
    self->other = integi_arena_allocate(arena, cells * sizeof *self->other);
    self->is_touched = integi_arena_allocate(arena, cells);
    self->touched = integi_arena_allocate(arena, cells * sizeof *self->touched);
    self->least = integi_arena_allocate(arena, cells * sizeof *self->least);
    self->most = integi_arena_allocate(arena, cells * sizeof *self->most);
    if (self->truth == NULL || self->counts == NULL || self->other == NULL || self->is_touched == NULL ||
        self->touched == NULL || self->least == NULL || self->most == NULL || !list_around(self))
        return false;
    const integi_lists *members = &self->cells->members;
    memcpy(self->counts, counts, (atoms - 1) * sizeof *counts);
    for (int64_t cell = 0; cell < members->count; cell++)
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
            self->truth[cell] += counts[members->items[i]];
    memcpy(self->other, self->truth, (cells - 1) * sizeof *self->other);
    return true;
}

void integi_verification_close(integi_verification *self)
{
    size_t atoms = (size_t)integ_cells_atoms(self->cells) + 1;
    if (self->counts != NULL)
        integi_release_wiped(self->cells->context, self->counts, atoms * sizeof *self->counts);
    size_t cells = (size_t)integ_cells_count(self->cells);
    if (self->truth != NULL)
        integi_wipe(self->truth, cells * sizeof *self->truth);
    if (self->other != NULL)
        integi_wipe(self->other, cells * sizeof *self->other);
    integi_arena_free(&self->arena);
}

bool integi_verification_open(integi_verification *self, const integ_cells *cells, const int64_t *counts,
                              const integ_disclosure *rule, const int32_t *states)
{
    *self = (integi_verification){.cells = cells, .rule = rule, .states = states,
                                  .stint = integi_stint_without_limit(cells->context, "audit")};
    integi_arena_init(&self->arena, cells->context);
    return open_all(self, counts);
}

bool integi_verification_take(integi_verification *self, const int64_t *items, int64_t length)
{
    bool alike = change_counts(self, items, length) && is_published_alike(self);
    if (alike)
        take_proof(self);
    take_back(self, items, length);
    return alike;
}

bool integi_verification_proves(const integi_verification *self, int64_t cell)
{
    return is_hidden(self, cell) && self->most[cell] - self->least[cell] >= integ_disclosure_width(self->rule);
}

integ_status integi_verify(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                           const int32_t *states, const integi_lists *changes, bool *proven, int64_t *unproven,
                           integ_error *error)
{
    integi_verification self;
    bool good = integi_verification_open(&self, cells, counts, rule, states);
    *unproven = 0;
    for (int64_t i = 0; i < changes->count && good && integi_stint_take(&self.stint, 1 + cells->shares.count); i++)
        integi_verification_take(&self, integi_lists_at(changes, i), integi_lists_length(changes, i));
    for (int64_t cell = 0; cell < integ_cells_count(cells) && good; cell++) {
        proven[cell] = integi_verification_proves(&self, cell);
        *unproven += is_hidden(&self, cell) && !proven[cell];
    }
    integi_verification_close(&self);
    if (!good)
        return integi_out_of_memory(error);
    return self.stint.cancelled ? integi_cancelled(error) : INTEG_STATUS_OK;
}
