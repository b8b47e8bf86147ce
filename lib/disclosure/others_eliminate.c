/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Cells are shown from the most wanted to the least, unless that would tell one that must be hidden, by adding and
 * subtracting or because a guarded one had no other counts any more. So what is wanted more is never hidden for what is
 * wanted less. */
#include "base/message.h"
#include "disclosure/others_work.h"

#define BLOCK_AT_MOST 32 /* rows that may have to be taken back */

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

/* By how much a change changes the marked atoms together. */
static int64_t sum_of_marked(const integi_others *self, const int64_t *items, int64_t length)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < length; i += 2)
        sum += self->marked[items[i]] ? items[i + 1] : 0;
    return sum;
}

static bool is_noticed(const integi_others *self, const integi_lists *proofs)
{
    for (int64_t i = 0; i < proofs->count; i++)
        if (sum_of_marked(self, integi_lists_at(proofs, i), integi_lists_length(proofs, i)) != 0)
            return true;
    return false;
}

/* Notes whose proofs give a cell another value. */
static void notice_changes(integi_others *self, int64_t cell)
{
    for (int64_t i = 0; i < self->guarded_count; i++)
        integi_stint_take(self->stint, self->guarded[i].proofs.used);
    mark(self, cell, true);
    for (int64_t i = 0; i < self->guarded_count; i++)
        self->guarded[i].noticed = self->guarded[i].noticed || is_noticed(self, &self->guarded[i].proofs);
    mark(self, cell, false);
}

/* Notes whose proofs a cell that was just shown gives away, by itself or by what it tells of hidden totals. */
static void notice(integi_others *self, int64_t cell)
{
    const integi_totals *totals = &self->totals;
    notice_changes(self, cell);
    for (int64_t i = totals->total_starts[cell]; i < totals->total_starts[cell + 1]; i++)
        if (self->states[totals->totals[i]] != INTEG_CELL_SHOWN)
            notice_changes(self, totals->totals[i]);
}

/* Whether all guarded cells have other counts with what was just shown. False: no memory. */
static bool can_stay(integi_others *self, bool *stays)
{
    bool good = true;
    *stays = true;
    for (int64_t i = 0; i < self->guarded_count; i++) {
        if (self->guarded[i].noticed && *stays && good)
            good = integi_others_guard(self, &self->guarded[i], stays);
        self->guarded[i].noticed = false;
    }
    return good;
}

/* Cells that are shown together, before the guarded ones are looked at. */
typedef struct block {
    int64_t from, to; /* of the order */
    int64_t rows;     /* that were added */
    int64_t newest;   /* the place in the order of the last of them */
    int64_t wanted;
    bool told;        /* the last of them would tell something, and has to be guarded itself */
} block;

static bool is_decided(const integi_others *self, int64_t cell)
{
    int32_t standing = integi_others_standing(self, cell);
    return self->primary[cell] || standing != INTEG_STANDING_OPEN || self->care[cell] == INTEGI_CARE_KEPT;
}

/* Shows cells as long as that tells nothing by adding and subtracting. False: no memory. */
static bool show(integi_others *self, block *at)
{
    at->rows = 0;
    at->told = false;
    for (at->to = at->from; at->to < self->count && at->rows < at->wanted && !at->told; at->to++) {
        int64_t cell = self->order[at->to];
        if (is_decided(self, cell))
            continue;
        integi_kernel_result result = add_cell(self, cell, false);
        if (result == INTEGI_KERNEL_NO_MEMORY)
            return false;
        self->states[cell] = result == INTEGI_KERNEL_TELLS ? INTEG_CELL_SECONDARY : INTEG_CELL_SHOWN;
        at->told = result == INTEGI_KERNEL_TELLS && self->care[cell] != INTEGI_CARE_PLAIN;
        if (result != INTEGI_KERNEL_ADDED)
            continue;
        notice(self, cell);
        at->newest = at->to;
        at->rows++;
    }
    return true;
}

/* Takes everything back from a place in the order on. */
static void hide_again(integi_others *self, const block *at, int64_t from)
{
    for (int64_t row = 0; row < at->rows; row++)
        integi_kernel_take_back(&self->kernel);
    for (int64_t i = from; i < at->to; i++)
        if (!is_decided(self, self->order[i]))
            self->states[self->order[i]] = INTEG_CELL_SECONDARY;
}

static bool watch_and_guard(integi_others *self, int64_t cell)
{
    int64_t watched = self->kernel.watched_count;
    return watch(self, cell) && guard(self, watched);
}

/* Goes on in the order: where the guarded cells have no other counts with a block, it is tried again with half as many,
 * and of one that one is hidden. False: no memory. */
static bool go_on(integi_others *self, block *at)
{
    bool stays;
    if (!show(self, at) || !can_stay(self, &stays))
        return false;
    bool single = at->rows == 1;
    if (!stays)
        hide_again(self, at, single ? at->newest : at->from);
    integi_kernel_settle(&self->kernel);
    if (!stays && !single) {
        at->wanted = at->rows / 2;
        return true;
    }
    int64_t last = stays ? at->to - 1 : at->newest;
    at->from = last + 1;
    at->wanted = !stays ? 1 : at->rows < BLOCK_AT_MOST / 2 ? 2 * at->rows + 1 : BLOCK_AT_MOST;
    return (stays && !at->told) || watch_and_guard(self, self->order[last]);
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
    if (!integi_kernel_init(&self->kernel, self->context, self->counts, self->cells->atoms, self->count, self->count))
        return false;
    self->kernel.stint = self->stint;
    if (!add_published(self) || !integi_change_init(&self->change, &self->kernel))
        return false;
    expose(self);
    self->kernel.may_be_undone = true;
    return guard_kept(self);
}

integ_status integi_others_eliminate(integi_others *self)
{
    block at = {.wanted = 1};
    self->stint->of = self->count;
    self->stint->at = 0;
    if (!begin(self))
        return integi_others_failure(self);
    while (at.from < self->count) {
        self->stint->at = at.from;
        if (!integi_stint_tell(self->stint) || !go_on(self, &at))
            return integi_others_failure(self);
    }
    return watch_rest(self) && !integi_stint_is_over(self->stint) ? INTEG_STATUS_OK : integi_others_failure(self);
}

void integi_others_free_guarded(integi_others *self)
{
    for (int64_t i = 0; i < self->guarded_count; i++)
        integi_lists_free(self->context, &self->guarded[i].proofs);
    self->guarded_count = 0;
}
