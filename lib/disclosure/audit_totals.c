/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/audit_totals.h"

static bool would_be_hidden(const integi_audit_totals *self, int64_t part, int64_t total)
{
    return !integ_disclosure_hides_count(self->rule, total) && integ_disclosure_hides_share(self->rule, part, total);
}

/* Nobody in a part is no secret where nobody is in another total of it. Where such a total is hidden and may be of
 * nobody, that is taken to be so. */
static void find_silent(integi_audit_totals *self, const bool *small)
{
    const int64_t *values = self->parts->published->values;
    const integ_cells *cells = self->parts->published->cells;
    for (int64_t cell = 0; cell < cells->members.count; cell++)
        self->silent[cell] = values[cell] < 0 || integi_lists_length(&cells->members, cell) == 0 ||
                             integi_cells_standing(cells, cell) == INTEG_STANDING_PUBLISHED;
    for (int64_t i = 0; i < cells->shares.count; i++) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        if (values[share[0]] == 0 && (values[share[1]] == 0 || (values[share[1]] < 0 && small[share[1]])))
            self->silent[share[0]] = true;
    }
}

/* A table in which something is published that the rule hides was made by another one, which nobody knows. */
static bool is_believed(const integi_audit_totals *self)
{
    const int64_t *values = self->parts->published->values;
    const integ_cells *cells = self->parts->published->cells;
    for (int64_t cell = 0; cell < cells->members.count; cell++)
        if (!self->silent[cell] && integ_disclosure_hides_count(self->rule, values[cell]))
            return false;
    for (int64_t i = 0; i < cells->shares.count; i++) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        if (!self->silent[share[0]] && values[share[1]] >= 0 &&
            would_be_hidden(self, values[share[0]], values[share[1]]))
            return false;
    }
    return true;
}

static void list_shares(integi_audit_totals *self)
{
    const integ_cells *cells = self->parts->published->cells;
    for (int64_t cell = 0; cell < cells->members.count; cell++)
        self->first_share[cell] = -1;
    for (int64_t i = cells->shares.count - 1; i >= 0 && self->believed; i--) {
        const int64_t *share = integi_lists_at(&cells->shares, i);
        int64_t total = self->parts->same[share[1]];
        if (self->silent[share[0]] || total < 0)
            continue;
        self->next_share[i] = self->first_share[total];
        self->first_share[total] = i;
    }
}

bool integi_audit_totals_open(integi_audit_totals *self, integi_arena *arena, const integi_parts *parts,
                              const integ_disclosure *rule, const bool *small)
{
    size_t cells = (size_t)parts->published->cells->members.count + 1;
    size_t shares = (size_t)parts->published->cells->shares.count + 1;
    *self = (integi_audit_totals){.parts = parts, .rule = rule};
    self->silent = integi_arena_allocate(arena, cells);
    self->first_share = integi_arena_allocate(arena, cells * sizeof *self->first_share);
    self->next_share = integi_arena_allocate(arena, shares * sizeof *self->next_share);
    if (self->silent == NULL || self->first_share == NULL || self->next_share == NULL)
        return false;
    find_silent(self, small);
    self->believed = is_believed(self);
    list_shares(self);
    return true;
}

/* The totals with which a part would be hidden, one after the other; false when there are none. */
static bool find_gap(const integi_audit_totals *self, int64_t part, int64_t *from, int64_t *to)
{
    int64_t threshold = integ_disclosure_threshold(self->rule), full_cell = integ_disclosure_full_cell(self->rule);
    int64_t last = part + (threshold > full_cell ? threshold : full_cell);
    for (*from = part; *from <= last && !would_be_hidden(self, part, *from);)
        ++*from;
    for (*to = *from; *to < last && would_be_hidden(self, part, *to + 1);)
        ++*to;
    return *from <= last;
}

bool integi_audit_totals_tells(const integi_audit_totals *self, int64_t part, int64_t known)
{
    int64_t from, to;
    return find_gap(self, self->parts->published->values[part], &from, &to) && to >= known;
}

static void know_part(const integi_audit_totals *self, int64_t part, int64_t form, int64_t known,
                      integi_component *component)
{
    int64_t from, to;
    if (!find_gap(self, self->parts->published->values[part], &from, &to) || to < known)
        return;
    integi_range *bound = &component->bounds[form];
    if (from > known)
        component->gaps[component->gap_count++] = (integi_gap){form, from - 1 - known, to + 1 - known};
    else if (to + 1 - known > bound->lower)
        bound->lower = to + 1 - known;
}

bool integi_audit_totals_know(const integi_audit_totals *self, integi_arena *arena, int64_t leader,
                              integi_component *component)
{
    const integi_parts *parts = self->parts;
    const integi_lists *shares = &parts->published->cells->shares;
    int64_t count = 0, form = 0;
    for (int64_t cell = parts->first_cell[leader]; cell >= 0; cell = parts->next_cell[cell])
        for (int64_t i = self->first_share[cell]; i >= 0; i = self->next_share[i])
            count++;
    component->gap_count = 0;
    component->gaps = integi_arena_allocate(arena, ((size_t)count + 1) * sizeof *component->gaps);
    if (component->gaps == NULL)
        return false;
    for (int64_t cell = parts->first_cell[leader]; cell >= 0; cell = parts->next_cell[cell], form++)
        for (int64_t i = self->first_share[cell]; i >= 0; i = self->next_share[i])
            know_part(self, integi_lists_at(shares, i)[0], form, integi_parts_known(parts, cell), component);
    return true;
}
