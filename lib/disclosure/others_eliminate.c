/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Cells are shown from the most wanted to the least, unless that would tell one that must be hidden, by adding and
 * subtracting or because a guarded one had no other counts any more. So what is wanted more is never hidden for what is
 * wanted less. */
#include "base/message.h"
#include "disclosure/others_work.h"

/* Before everything else: what somebody has, or nobody may have, is not decided here. */
static void set_states(integi_others *self)
{
    for (int64_t cell = 0; cell < self->count; cell++) {
        int32_t standing = integi_others_standing(self, cell);
        self->states[cell] = self->primary[cell]                    ? INTEG_CELL_PRIMARY
                             : standing == INTEG_STANDING_DERIVED   ? INTEG_CELL_NOT_PRINTED
                             : standing == INTEG_STANDING_SECRET    ? INTEG_CELL_EXPOSED
                             : standing == INTEG_STANDING_PUBLISHED ? INTEG_CELL_SHOWN
                                                                    : INTEG_CELL_SECONDARY; /* till it is shown */
    }
}

static integi_kernel_result add_cell(integi_others *self, int64_t cell, bool forced)
{
    int64_t length = integi_others_length(self, cell);
    if (length == 0)
        return INTEGI_KERNEL_FOLLOWS;
    self->is_stale = true;
    return integi_kernel_add(&self->kernel, integi_lists_at(&self->cells->members, cell), NULL, length, forced);
}

static bool watch(integi_others *self, int64_t cell)
{
    self->watched[self->kernel.watched_count] = cell;
    return integi_kernel_watch(&self->kernel, integi_lists_at(&self->cells->members, cell), NULL,
                               integi_others_length(self, cell));
}

/* Whether a cell is hidden from the start. */
static bool is_kept(const integi_others *self, int64_t cell)
{
    return self->primary[cell] || self->care[cell] == INTEGI_CARE_KEPT;
}

static bool add_published(integi_others *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        if (is_kept(self, cell) && !watch(self, cell))
            return false;
    for (int64_t cell = 0; cell < self->count; cell++)
        if (integi_others_standing(self, cell) == INTEG_STANDING_PUBLISHED &&
            add_cell(self, cell, true) == INTEGI_KERNEL_NO_MEMORY)
            return false;
    return true;
}

/* Cells that what is published already tells. */
static void expose(integi_others *self)
{
    for (int64_t i = 0; i < self->kernel.watched_count; i++)
        if (integi_others_is_told(self, i))
            self->states[self->watched[i]] = INTEG_CELL_EXPOSED;
}

/* Guards a watched cell, for all or for those outside; not, where it has no other counts as it is. False: no memory. */
static bool guard(integi_others *self, int64_t watched)
{
    integi_guarded *next = &self->guarded[self->guarded_count];
    bool kept = false, good = true;
    *next = (integi_guarded){.cell = self->watched[watched], .watched = watched};
    for (int outside = 0; outside < 2 && good && !kept; outside++) {
        next->inside = outside == 0;
        good = integi_others_guard(self, next, &kept);
    }
    self->guarded_count += kept;
    return good;
}

static bool guard_kept(integi_others *self)
{
    bool good = true;
    for (int64_t i = 0; i < self->kernel.watched_count && good; i++)
        if (self->care[self->watched[i]] != INTEGI_CARE_PLAIN && integi_others_has_hidden(self, self->watched[i]))
            good = guard(self, i);
    return good;
}

static void mark(integi_others *self, int64_t cell, bool marked)
{
    const int64_t *atoms = integi_lists_at(&self->cells->members, cell);
    for (int64_t i = 0; i < integi_others_length(self, cell); i++)
        self->marked[atoms[i]] = marked;
}

/* Whether all guarded cells have other counts with the cell that was just shown. False: no memory. */
static bool can_stay(integi_others *self, int64_t cell, bool *stays)
{
    bool good = true;
    *stays = true;
    mark(self, cell, true);
    for (int64_t i = 0; i < self->guarded_count && *stays && good; i++)
        good = integi_others_guard(self, &self->guarded[i], stays);
    mark(self, cell, false);
    return good;
}

/* Shows a cell if that tells nothing. False: no memory. */
static bool decide(integi_others *self, int64_t cell)
{
    integi_kernel_result result = add_cell(self, cell, false);
    bool stays = result != INTEGI_KERNEL_TELLS;
    if (result == INTEGI_KERNEL_NO_MEMORY)
        return false;
    self->states[cell] = stays ? INTEG_CELL_SHOWN : INTEG_CELL_SECONDARY;
    if (result == INTEGI_KERNEL_ADDED && !can_stay(self, cell, &stays))
        return false;
    if (!stays && result == INTEGI_KERNEL_ADDED) {
        self->states[cell] = INTEG_CELL_SECONDARY;
        integi_kernel_take_back(&self->kernel);
        self->is_stale = true;
    } else if (stays || self->care[cell] == INTEGI_CARE_PLAIN) {
        return true;
    }
    int64_t watched = self->kernel.watched_count;
    return watch(self, cell) && guard(self, watched);
}

static bool is_watched(const integi_others *self, int64_t cell)
{
    for (int64_t i = 0; i < self->kernel.watched_count; i++)
        if (self->watched[i] == cell)
            return true;
    return false;
}

static bool watch_rest(integi_others *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        if (self->states[cell] == INTEG_CELL_SECONDARY && !is_watched(self, cell) && !watch(self, cell))
            return false;
    return true;
}

static bool begin(integi_others *self)
{
    set_states(self);
    if (!integi_kernel_init(&self->kernel, self->context, self->counts, self->cells->atoms, self->count, self->count) ||
        !add_published(self) || !integi_change_init(&self->change, &self->kernel))
        return false;
    self->is_stale = false;
    expose(self);
    self->kernel.may_be_undone = true;
    return guard_kept(self);
}

integ_status integi_others_eliminate(integi_others *self)
{
    if (!begin(self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    for (int64_t i = 0; i < self->count; i++) {
        int64_t cell = self->order[i];
        if (self->states[cell] != INTEG_CELL_SECONDARY || self->care[cell] == INTEGI_CARE_KEPT)
            continue;
        if (i % 16 == 0 && !integi_progress(self->context, "protect", i, self->count))
            return INTEG_STATUS_CANCELLED;
        if (!decide(self, cell))
            return INTEG_STATUS_OUT_OF_MEMORY;
    }
    return watch_rest(self) && integi_others_renew(self) ? INTEG_STATUS_OK : INTEG_STATUS_OUT_OF_MEMORY;
}

void integi_others_free_guarded(integi_others *self)
{
    for (int64_t i = 0; i < self->guarded_count; i++)
        integi_lists_free(self->context, &self->guarded[i].proofs);
    self->guarded_count = 0;
}
