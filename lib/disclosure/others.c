/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/others.h"

#include "base/message.h"
#include "disclosure/messages.h"
#include "disclosure/order.h"
#include "disclosure/others_work.h"

#include <string.h>

#define ROUNDS 60       /* of hiding more; what is not proven then is left to the caller */
#define PATIENT_TURNS 8 /* the first, in which one cell more is hidden for each; later twice as many each time */

void integi_changes_free(integi_changes *changes)
{
    if (changes->context != NULL)
        integi_lists_free(changes->context, &changes->lists);
}

/* ---- the rule ---- */

static bool hides(const integi_others *self, int64_t count)
{
    return integ_disclosure_hides_count(self->rule, count) != 0;
}

static void apply_rule(integi_others *self)
{
    const integi_lists *shares = &self->cells->shares;
    for (int64_t cell = 0; cell < self->count; cell++)
        self->primary[cell] = hides(self, self->values[cell]);
    for (int64_t i = 0; i < shares->count; i++) {
        int64_t part = shares->items[2 * i], whole = self->values[shares->items[2 * i + 1]];
        if (!hides(self, whole) && integ_disclosure_hides_share(self->rule, self->values[part], whole))
            self->primary[part] = true;
    }
    for (int64_t cell = 0; cell < self->count; cell++) {
        int32_t standing = integi_others_standing(self, cell);
        self->primary[cell] = integi_others_length(self, cell) > 0 && standing != INTEG_STANDING_PUBLISHED &&
                              (self->primary[cell] || standing == INTEG_STANDING_SECRET);
    }
}

/* ---- hiding more ---- */

static bool meets(const integi_others *self, int64_t a, int64_t b)
{
    const int64_t *left = integi_lists_at(&self->cells->members, a), *right = integi_lists_at(&self->cells->members, b);
    int64_t i = 0, j = 0, left_count = integi_others_length(self, a), right_count = integi_others_length(self, b);
    while (i < left_count && j < right_count && left[i] != right[j])
        left[i] < right[j] ? i++ : j++;
    integi_stint_take(self->stint, 1 + i + j);
    return i < left_count && j < right_count;
}

/* Keeps back so many of the cells that have an atom in common with one, those that are wanted least; false when none is
 * shown. Nobody is not kept back for somebody, since zeros are shown wherever they can be. */
static bool keep_back(integi_others *self, int64_t cell, int64_t wanted)
{
    int64_t found = 0;
    for (int64_t i = self->count - 1; i >= 0 && found < wanted; i--) {
        int64_t other = self->order[i];
        if (self->states[other] != INTEG_CELL_SHOWN || integi_others_standing(self, other) != INTEG_STANDING_OPEN ||
            self->care[other] == INTEGI_CARE_KEPT || (self->values[other] == 0 && self->values[cell] > 0) ||
            !meets(self, cell, other))
            continue;
        self->care[other] = INTEGI_CARE_KEPT;
        found++;
    }
    return found > 0;
}

/* Those that were kept back and are told all the same are shown: that tells nothing more. */
static void let_go(integi_others *self)
{
    for (int64_t i = 0; i < self->kernel.watched_count; i++) {
        int64_t cell = self->watched[i];
        if (self->states[cell] != INTEG_CELL_SECONDARY || !integi_others_is_told(self, i))
            continue;
        self->states[cell] = INTEG_CELL_SHOWN;
        self->care[cell] = INTEGI_CARE_PLAIN;
    }
}

/* Whether somebody has cells already that may leave no other counts to a hidden one. */
static bool is_given_away(const integi_others *self, int64_t cell)
{
    for (int64_t other = 0; other < self->count; other++)
        if (integi_others_standing(self, other) == INTEG_STANDING_PUBLISHED && meets(self, cell, other))
            return true;
    return false;
}

/* How many cells are kept back for one that has no other counts: in the end all around it, and then it has. */
static int64_t wanted_in(int64_t turn)
{
    int64_t doubled = turn - PATIENT_TURNS;
    return doubled < 0 ? 1 : INT64_C(2) << (doubled < 30 ? doubled : 30);
}

integ_status integi_others_failure(const integi_others *self)
{
    return self->stint->cancelled                  ? INTEG_STATUS_CANCELLED
           : integi_stint_is_over(self->stint) ? INTEG_STATUS_LIMIT_EXCEEDED
                                                    : INTEG_STATUS_OUT_OF_MEMORY;
}

/* Takes over what was found while it was decided what is shown, and looks for other counts for all others. */
static integ_status prove_all(integi_others *self)
{
    memset(self->beliefs, 0, ((size_t)self->count + 1) * sizeof *self->beliefs);
    for (int64_t i = 0; i < self->guarded_count; i++) {
        const integi_lists *proofs = &self->guarded[i].proofs;
        for (int64_t j = 0; j < proofs->count; j++)
            if (!integi_others_keep(self, integi_lists_at(proofs, j), integi_lists_length(proofs, j)))
                return integi_others_failure(self);
    }
    for (int64_t i = 0; i < self->kernel.watched_count; i++)
        if (integi_others_has_hidden(self, self->watched[i]) && !integi_others_is_safe(self, self->watched[i]) &&
            !integi_others_prove(self, i))
            return integi_others_failure(self);
    if (!integi_others_look_again(self))
        return integi_others_failure(self);
    return integi_stint_is_over(self->stint) ? integi_others_failure(self) : INTEG_STATUS_OK;
}

/* Whether nothing more is done for a cell. Those in it who know that they are have been cared for as far as they can
 * be. */
static bool is_settled(const integi_others *self, int64_t cell)
{
    return integi_others_is_safe(self, cell) ||
           (integi_others_is_safe_outside(self, cell) && self->care[cell] != INTEGI_CARE_PLAIN);
}

/* Takes more care of a cell that has too few other counts, or where no more can be taken hides more around it. */
static bool care_more(integi_others *self, int64_t cell, bool *turned)
{
    if (self->care[cell] == INTEGI_CARE_PLAIN || (self->care[cell] == INTEGI_CARE_GUARDED && !self->primary[cell])) {
        self->care[cell]++;
        return true;
    }
    *turned = true;
    return keep_back(self, cell, wanted_in(self->turn));
}

/* Takes more care of what is not settled. False: nothing, and all that could be hidden is. */
static bool hide_more(integi_others *self)
{
    bool more = false, turned = false;
    for (int64_t i = 0; i < self->kernel.watched_count; i++) {
        int64_t cell = self->watched[i];
        if (integi_others_has_hidden(self, cell) && !is_settled(self, cell) && care_more(self, cell, &turned))
            more = true;
    }
    self->turn += turned;
    return more;
}

/* At the end, what has no other counts for anybody outside because of what is published already is told by that. */
static void give_up(integi_others *self)
{
    for (int64_t i = 0; i < self->kernel.watched_count; i++) {
        int64_t cell = self->watched[i];
        if (integi_others_has_hidden(self, cell) && !integi_others_is_safe_outside(self, cell) &&
            is_given_away(self, cell))
            self->states[cell] = INTEG_CELL_EXPOSED;
    }
}

/* One round: eliminates, and looks for other counts. *again: more is taken care of, and it is all to be done again. */
static integ_status go_round(integi_others *self, bool *again)
{
    integi_lists_free(self->context, &self->found->lists);
    integ_status status = integi_others_eliminate(self);
    if (status == INTEG_STATUS_OK) {
        let_go(self);
        status = prove_all(self);
    }
    *again = status == INTEG_STATUS_OK && hide_more(self);
    if (status == INTEG_STATUS_OK && integi_stint_is_over(self->stint))
        status = integi_others_failure(self);
    if (status == INTEG_STATUS_OK && !*again)
        give_up(self);
    integi_others_free_guarded(self);
    integi_change_free(&self->change);
    integi_kernel_free(&self->kernel);
    return status;
}

/* ---- */

static void sum_up(integi_others *self)
{
    const integi_lists *members = &self->cells->members;
    for (int64_t cell = 0; cell < self->count; cell++) {
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
            self->values[cell] += self->counts[members->items[i]];
        integi_stint_take(self->stint, 1 + integi_others_length(self, cell));
    }
}

static bool open_others(integi_others *self)
{
    integi_arena *arena = &self->arena;
    size_t count = (size_t)self->count + 1;
    self->values = integi_arena_allocate(arena, count * sizeof *self->values);
    self->order = integi_arena_allocate(arena, count * sizeof *self->order);
    self->primary = integi_arena_allocate(arena, count);
    self->care = integi_arena_allocate(arena, count);
    self->watched = integi_arena_allocate(arena, 2 * count * sizeof *self->watched);
    self->guarded = integi_arena_allocate(arena, 2 * count * sizeof *self->guarded);
    self->marked = integi_arena_allocate(arena, (size_t)self->cells->atoms + 1);
    self->emptied = integi_arena_allocate(arena, count);
    self->is_touched = integi_arena_allocate(arena, count);
    self->delta = integi_arena_allocate(arena, count * sizeof *self->delta);
    self->touched = integi_arena_allocate(arena, count * sizeof *self->touched);
    self->totals = (integi_totals){.cells = self->cells, .rule = self->rule, .values = self->values,
                                   .states = self->states};
    self->beliefs = integi_arena_allocate(arena, count * sizeof *self->beliefs);
    return self->values != NULL && self->order != NULL && self->primary != NULL && self->care != NULL &&
           self->watched != NULL && self->guarded != NULL && self->marked != NULL && self->emptied != NULL &&
           self->is_touched != NULL && self->delta != NULL && self->touched != NULL && self->beliefs != NULL &&
           integi_totals_list(&self->totals, arena) &&
           integi_cells_around(self->cells, arena, self->stint, &self->starts, &self->around);
}

static integ_status protect(integi_others *self)
{
    int64_t *spare = integi_arena_allocate(&self->arena, ((size_t)self->count + 1) * sizeof *spare);
    if (spare == NULL || !open_others(self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    sum_up(self);
    apply_rule(self);
    integi_order_cells(self->cells, self->values, self->order, spare);
    integ_status status = INTEG_STATUS_OK;
    bool again = true;
    for (int round = 0; round < ROUNDS && again && status == INTEG_STATUS_OK; round++)
        status = go_round(self, &again);
    return status;
}

integ_status integi_protect_release_within(const integ_cells *cells, const int64_t *counts,
                                           const integ_disclosure *rule, integi_stint *stint, int32_t *states,
                                           integi_changes *changes, integ_error *error)
{
    integi_others self = {.cells = cells, .counts = counts, .rule = rule, .context = cells->context,
                          .count = cells->members.count, .states = states, .found = changes, .stint = stint};
    changes->context = cells->context;
    integi_arena_init(&self.arena, cells->context);
    integ_status status = protect(&self);
    integi_arena_free(&self.arena);
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        return integi_out_of_memory(error);
    return status == INTEG_STATUS_CANCELLED ? integi_cancelled(error) : status;
}

integ_status integi_protect_release(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                                    int32_t *states, integi_changes *changes, integ_error *error)
{
    integi_stint stint = {.context = cells->context, .step = "protect", .limit = INT64_MAX};
    return integi_protect_release_within(cells, counts, rule, &stint, states, changes, error);
}
