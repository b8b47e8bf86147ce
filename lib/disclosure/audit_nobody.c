/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/audit_nobody.h"
#include "disclosure/audit_proof.h"

static bool make_room(integi_audit_nobody *self, integi_arena *arena)
{
    size_t cells = (size_t)self->parts->published->cells->members.count + 1;
    size_t shares = (size_t)self->parts->published->cells->shares.count + 1;
    self->always = integi_arena_allocate(arena, cells);
    self->small = integi_arena_allocate(arena, cells);
    self->matters = integi_arena_allocate(arena, cells);
    self->full = integi_arena_allocate(arena, cells);
    self->first_share = integi_arena_allocate(arena, cells * sizeof *self->first_share);
    self->next_share = integi_arena_allocate(arena, shares * sizeof *self->next_share);
    self->next_same = integi_arena_allocate(arena, cells * sizeof *self->next_same);
    return self->always != NULL && self->small != NULL && self->matters != NULL && self->full != NULL &&
           self->first_share != NULL && self->next_share != NULL && self->next_same != NULL;
}

static void mark_secret(const integi_lists *members, bool *secret, int64_t cell)
{
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        secret[members->items[i]] = true;
}

/* Cells may be hidden, whatever their count, for a secret one that they overlap. */
static bool overlaps_secret(const integi_lists *members, const bool *secret, int64_t cell)
{
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (secret[members->items[i]])
            return true;
    return false;
}

static void find_always(integi_audit_nobody *self, bool *secret, const uint8_t *proven)
{
    const integ_cells *cells = self->parts->published->cells;
    for (int64_t cell = 0; cell < cells->wish_count; cell++)
        if (integi_cells_standing(cells, cell) == INTEG_STANDING_SECRET)
            mark_secret(&cells->members, secret, cell);
    for (int64_t cell = 0; cell < cells->members.count; cell++)
        self->always[cell] =
            integi_cells_standing(cells, cell) == INTEG_STANDING_DERIVED ||
            (integi_parts_is_hidden(self->parts, cell) && overlaps_secret(&cells->members, secret, cell)) ||
            (proven != NULL && (proven[cell] & INTEGI_IS_ZERO) != 0);
}

static void list(integi_audit_nobody *self)
{
    const integ_cells *cells = self->parts->published->cells;
    for (int64_t cell = 0; cell < cells->members.count; cell++)
        self->first_share[cell] = self->next_same[cell] = -1;
    for (int64_t i = cells->shares.count - 1; i >= 0; i--) {
        int64_t part = integi_lists_at(&cells->shares, i)[0];
        self->next_share[i] = self->first_share[part];
        self->first_share[part] = i;
    }
    for (int64_t cell = cells->members.count - 1; cell >= 0; cell--) {
        int64_t same = self->parts->same[cell];
        if (same < 0 || same == cell)
            continue;
        self->next_same[cell] = self->next_same[same];
        self->next_same[same] = cell;
    }
}

/* Where zeros are hidden, nobody asks. */
static void find_what_matters(integi_audit_nobody *self)
{
    const integ_cells *cells = self->parts->published->cells;
    bool asked = integ_disclosure_full_cell(self->rule) > 0 && !integ_disclosure_zeros(self->rule);
    for (int64_t i = 0; i < cells->shares.count && asked; i++) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        if (integi_parts_is_hidden(self->parts, share[0]) && integi_parts_is_hidden(self->parts, share[1]) &&
            !self->always[share[0]])
            self->matters[self->parts->same[share[1]]] = true;
    }
}

static bool is_full(const integi_audit_nobody *self, int64_t total)
{
    return integi_parts_is_hidden(self->parts, total)
               ? self->full[self->parts->same[total]]
               : self->parts->published->values[total] >= integ_disclosure_full_cell(self->rule);
}

static bool may_be_nobody(const integi_audit_nobody *self, int64_t cell)
{
    bool may = self->always[cell];
    if (integ_disclosure_full_cell(self->rule) == 0)
        return may;
    for (int64_t i = self->first_share[cell]; i >= 0 && !may; i = self->next_share[i])
        may = !is_full(self, integi_lists_at(&self->parts->published->cells->shares, i)[1]);
    return may;
}

bool integi_audit_nobody_open(integi_audit_nobody *self, integi_arena *arena, const integi_parts *parts,
                              const integ_disclosure *rule, const uint8_t *proven)
{
    *self = (integi_audit_nobody){.parts = parts, .rule = rule};
    bool *secret = integi_arena_allocate(arena, (size_t)parts->published->cells->atoms + 1);
    if (secret == NULL || !make_room(self, arena))
        return false;
    find_always(self, secret, proven);
    list(self);
    find_what_matters(self);
    for (int64_t cell = 0; cell < parts->published->cells->members.count; cell++)
        self->small[cell] = may_be_nobody(self, cell);
    return true;
}

static bool all_may_be_nobody(const integi_audit_nobody *self, int64_t first)
{
    for (int64_t cell = first; cell >= 0; cell = self->next_same[cell])
        if (!may_be_nobody(self, cell))
            return false;
    return true;
}

void integi_audit_nobody_join(integi_audit_nobody *self)
{
    for (int64_t cell = 0; cell < self->parts->published->cells->members.count; cell++)
        if (self->parts->same[cell] == cell)
            self->small[cell] = all_may_be_nobody(self, cell);
}

bool integi_audit_nobody_learn(integi_audit_nobody *self, int64_t total, int64_t lower)
{
    if (self->full[total] || !self->matters[total] || lower < integ_disclosure_full_cell(self->rule))
        return false;
    self->full[total] = true;
    return true;
}

bool integi_audit_nobody_conclude(integi_audit_nobody *self, int64_t leader)
{
    bool any = false;
    for (int64_t cell = self->parts->first_cell[leader]; cell >= 0; cell = self->parts->next_cell[cell]) {
        bool small = self->small[cell] && all_may_be_nobody(self, cell);
        any = any || small != self->small[cell];
        self->small[cell] = small;
    }
    return any;
}

void integi_audit_nobody_forget(integi_audit_nobody *self, int64_t leader)
{
    for (int64_t cell = self->parts->first_cell[leader]; cell >= 0; cell = self->parts->next_cell[cell])
        self->full[cell] = false;
    for (int64_t cell = self->parts->first_cell[leader]; cell >= 0; cell = self->parts->next_cell[cell])
        self->small[cell] = all_may_be_nobody(self, cell);
}
