/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Which atoms are rounded is decided here, and to what in round_choose.c. Rounding some atoms changes cells, of which
 * some may have become small, and so it goes round until no small count is left that somebody could read. */
#include "disclosure/round.h"
#include "disclosure/audit.h"
#include "disclosure/messages.h"

#define BASE_AT_MOST 1000
#define AUDIT_WORK 200000000 /* of one look at what follows from the cells: less than a second */

/* What must not be published, and what must not be found out. */
static bool is_small(const integi_rounding *self, int64_t count)
{
    return count > 0 && count < self->limit && count % self->base != 0;
}

static bool want_atom(integi_rounding *self, int64_t atom)
{
    if (self->due[atom] || !is_small(self, self->counts[atom]))
        return false;
    return self->due[atom] = true;
}

/* A small sum that is a multiple of the base is as good as another, unless it is the true one. */
static bool must_change(const integi_rounding *self, int64_t value, int64_t truth)
{
    return is_small(self, value) || (truth > 0 && truth < self->limit);
}

static bool is_small_cell(const integi_rounding *self, int64_t cell)
{
    return must_change(self, self->values[cell], self->truth[cell]);
}

/* The atoms of small cells. */
static bool want_small_cells(integi_rounding *self)
{
    const integi_lists *members = &self->cells->members;
    bool found = false;
    for (int64_t cell = 0; cell < members->count; cell++)
        for (int64_t i = members->starts[cell]; is_small_cell(self, cell) && i < members->starts[cell + 1]; i++)
            found |= want_atom(self, members->items[i]);
    return found;
}

/* The atoms of small rests: what a whole has beside its part can be read as well as a cell. Where that is no secret, it
 * is one still that all of few are in the part: they are not known to be all, as long as small rests become 0. */
static bool want_small_rests(integi_rounding *self)
{
    const integi_lists *members = &self->cells->members, *shares = &self->cells->shares;
    bool found = false;
    for (int64_t i = 0; i < shares->count; i++) {
        int64_t part = shares->items[2 * i], whole = shares->items[2 * i + 1];
        if (!self->complement && self->truth[part] >= self->full_cell)
            continue;
        if (!must_change(self, self->values[whole] - self->values[part], self->truth[whole] - self->truth[part]))
            continue;
        const int64_t *inner = integi_lists_at(members, part);
        int64_t length = integi_lists_length(members, part), at = 0;
        for (int64_t j = members->starts[whole]; j < members->starts[whole + 1]; j++) {
            if (at < length && inner[at] == members->items[j])
                at++;
            else
                found |= want_atom(self, members->items[j]);
        }
    }
    return found;
}

/* The small atoms that follow at once, because they are the only unknown ones of a cell. */
static integ_status want_read_atoms(integi_rounding *self, bool *found)
{
    integi_published published;
    integ_status status = integi_published_read(&published, self->cells, self->values, NULL);
    for (int64_t atom = 0; atom < self->cells->atoms && status == INTEG_STATUS_OK; atom++)
        if (published.atom[atom] >= 0)
            *found |= want_atom(self, atom);
    integi_published_free(&published);
    return status;
}

/* The cells, all published, and every small atom as one that is hidden. */
static integ_status list_small_atoms(const integi_rounding *self, integ_cells **out, int64_t *shown)
{
    const integi_lists *members = &self->cells->members;
    integ_status status = integ_cells_new(self->cells->context, self->cells->atoms, out, NULL);
    for (int64_t cell = 0; cell < members->count && status == INTEG_STATUS_OK; cell++) {
        shown[cell] = self->values[cell];
        status = integ_cells_add(*out, integi_lists_at(members, cell), integi_lists_length(members, cell), NULL, NULL);
    }
    int64_t count = members->count;
    for (int64_t atom = 0; atom < self->cells->atoms && status == INTEG_STATUS_OK; atom++)
        if (is_small(self, self->counts[atom])) {
            shown[count++] = -1;
            status = integ_cells_add(*out, &atom, 1, NULL, NULL);
        }
    return status;
}

/* The small atoms that the audit finds out from all cells together; those that it cannot decide among them. */
static integ_status want_derived_atoms(integi_rounding *self, int64_t *shown, bool *found)
{
    integ_cells *all = NULL;
    integ_audit *audit = NULL;
    integ_status status = list_small_atoms(self, &all, shown);
    if (status == INTEG_STATUS_OK)
        status = integi_audit_within(all, shown, NULL, AUDIT_WORK, NULL, &audit, NULL);
    int64_t cell = self->cells->members.count;
    for (int64_t atom = 0; atom < self->cells->atoms && status == INTEG_STATUS_OK; atom++)
        if (is_small(self, self->counts[atom]) && integ_audit_finding(audit, cell++) > INTEG_AUDIT_SAFE)
            *found |= want_atom(self, atom);
    integ_audit_free(audit);
    integ_cells_free(all);
    return status;
}

static integ_status want_more(integi_rounding *self, bool derived, int64_t *shown, bool *found)
{
    *found = want_small_cells(self) | want_small_rests(self);
    if (*found)
        return INTEG_STATUS_OK;
    integ_status status = want_read_atoms(self, found);
    return status == INTEG_STATUS_OK && derived && !*found ? want_derived_atoms(self, shown, found) : status;
}

static bool open_rounding(integi_rounding *self, const int64_t *counts)
{
    const integi_lists *members = &self->cells->members;
    size_t atoms = (size_t)self->cells->atoms + 1, cells = (size_t)members->count + 1;
    self->counts = integi_arena_allocate(&self->arena, atoms * sizeof *self->counts);
    self->due = integi_arena_allocate(&self->arena, atoms * sizeof *self->due);
    self->values = integi_arena_allocate(&self->arena, cells * sizeof *self->values);
    self->truth = integi_arena_allocate(&self->arena, cells * sizeof *self->truth);
    if (self->counts == NULL || self->due == NULL || self->values == NULL || self->truth == NULL)
        return false;
    for (int64_t atom = 0; atom < self->cells->atoms; atom++)
        self->counts[atom] = counts[atom];
    for (int64_t cell = 0; cell < members->count; cell++) {
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
            self->values[cell] += counts[members->items[i]];
        self->truth[cell] = self->values[cell];
    }
    return true;
}

static integ_status round_all(integi_rounding *self, const int64_t *counts, bool derived)
{
    integi_choice choice;
    int64_t *shown = integi_arena_allocate(&self->arena, (size_t)(self->cells->members.count + self->cells->atoms + 1) *
                                                             sizeof *shown);
    if (shown == NULL || !open_rounding(self, counts) || !integi_choice_init(&choice, self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    bool found;
    integ_status status = want_more(self, derived, shown, &found);
    while (found && status == INTEG_STATUS_OK) {
        if (!integi_choice_round(&choice))
            return INTEG_STATUS_CANCELLED;
        status = want_more(self, derived, shown, &found);
    }
    return status;
}

static bool are_counts(const integ_cells *cells, const int64_t *counts)
{
    int64_t sum = 0;
    for (int64_t atom = 0; atom < cells->atoms; atom++) {
        if (counts[atom] < 0 || counts[atom] > INTEGI_COUNT_AT_MOST - sum)
            return false;
        sum += counts[atom];
    }
    return true;
}

static integ_status check(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule, int64_t base,
                          const int64_t *values, integ_error *error)
{
    if (cells == NULL || rule == NULL)
        return integi_invalid_argument(error, cells == NULL ? "cells" : "rule");
    if ((counts == NULL && cells->atoms > 0) || (values == NULL && cells->members.count > 0))
        return integi_invalid_argument(error, values == NULL ? "values" : "counts");
    if (base < 2 || base > BASE_AT_MOST)
        return integi_invalid_argument(error, "base");
    return are_counts(cells, counts) ? INTEG_STATUS_OK : INTEGI_FAIL(error, NULL, &integi_message_protect_counts);
}

/* Nothing is hidden by rounding, and what is published already cannot be rounded any more. How far apart the counts are
 * that a number can come from depends on all others. */
static integ_status refuse(const integ_cells *cells, const integ_disclosure *rule, integ_error *error)
{
    if (integ_disclosure_width(rule) > 1 || integ_disclosure_strict(rule))
        return INTEGI_FAIL(error, NULL, &integi_message_round_rule);
    for (int64_t cell = 0; cell < cells->members.count; cell++) {
        int32_t standing = integi_cells_standing(cells, cell);
        if (standing == INTEG_STANDING_PUBLISHED || standing == INTEG_STANDING_SECRET)
            return INTEGI_FAIL(error, NULL, &integi_message_round_standing,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, cell));
    }
    return INTEG_STATUS_OK;
}

static integ_status report(integ_status status, integ_error *error)
{
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        return integi_out_of_memory(error);
    if (status == INTEG_STATUS_CANCELLED)
        return integi_cancelled(error);
    return status == INTEG_STATUS_OK ? status : INTEGI_FAIL(error, NULL, &integi_message_protect_fault);
}

integ_status integ_round(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule, int64_t base,
                         int32_t derived, int64_t *values, int64_t *atoms, integ_error *error)
{
    integ_status status = check(cells, counts, rule, base, values, error);
    if (status == INTEG_STATUS_OK && derived != 0 && derived != 1)
        status = integi_invalid_argument(error, "derived");
    if (status == INTEG_STATUS_OK)
        status = refuse(cells, rule, error);
    if (status != INTEG_STATUS_OK)
        return status;
    int64_t threshold = integ_disclosure_threshold(rule);
    integi_rounding self = {.cells = cells, .base = base, .limit = threshold > base ? threshold : base,
                            .complement = integ_disclosure_complement(rule) != 0,
                            .full_cell = integ_disclosure_full_cell(rule)};
    integi_arena_init(&self.arena, cells->context);
    status = round_all(&self, counts, derived != 0);
    for (int64_t cell = 0; cell < cells->members.count && status == INTEG_STATUS_OK; cell++)
        values[cell] = self.values[cell];
    for (int64_t atom = 0; atoms != NULL && atom < cells->atoms && status == INTEG_STATUS_OK; atom++)
        atoms[atom] = self.counts[atom];
    integi_arena_free(&self.arena);
    return report(status, error);
}
