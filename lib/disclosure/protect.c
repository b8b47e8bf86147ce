/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* First the rule, then the elimination, then for every hidden cell a look for other counts; what has none gets company,
 * and it is all done again. */
#include "base/message.h"
#include "disclosure/audit.h"
#include "disclosure/messages.h"
#include "disclosure/proof_write.h"
#include "disclosure/protection.h"
#include "disclosure/suppress.h"

#include <string.h>

#define AUDIT_WORK 50000000 /* of one audit: a fraction of a second */
#define AUDITED_CELLS_AT_MOST 1000
#define AUDITED_MEMBERS_AT_MOST 20000
#define ELIMINATED_MEMBERS_AT_MOST 50000

/* Whether more must be hidden for what the audit found of a cell. What it cannot decide has been decided by the other
 * counts that were found. */
static bool is_too_little(integi_protection *self, int64_t cell, const integ_audit *audit)
{
    int32_t finding = integ_audit_finding(audit, cell);
    return integi_protection_has_hidden(self, cell) && finding > INTEG_AUDIT_SAFE &&
           finding != INTEG_AUDIT_UNDECIDED && integi_nearby_find(&self->nearby, cell) > 0;
}

/* Hides more until the audit, which shares nothing with all this, finds no fault. It may take someone for an insider of
 * an atom in which there is nobody, which it does not know. Large tables are left to the other counts that were
 * found. */
static integ_status satisfy_audit(integi_protection *self, int64_t *shown)
{
    bool again = self->count <= AUDITED_CELLS_AT_MOST && self->cells->members.used <= AUDITED_MEMBERS_AT_MOST;
    while (again) {
        again = false;
        for (int64_t cell = 0; cell < self->count; cell++)
            shown[cell] = integi_protection_has_shown(self, cell) ? integi_protection_value(self, cell) : -1;
        integ_audit *audit;
        integ_status status = integi_audit_within(self->cells, shown, self->rule, AUDIT_WORK, NULL, &audit, NULL);
        if (status == INTEG_STATUS_INCONSISTENT) /* a zero is hidden for a secret; whoever thinks it is none is wrong */
            return INTEG_STATUS_OK;
        if (status != INTEG_STATUS_OK)
            return status;
        for (int64_t cell = 0; cell < self->count; cell++) {
            if (!is_too_little(self, cell, audit))
                continue;
            integi_protection_hide_for_good(self, self->nearby.cells[0]);
            again = true;
        }
        integ_audit_free(audit);
        status = integi_protection_keep_company(self);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    return INTEG_STATUS_OK;
}

static bool open_protection(integi_protection *self)
{
    integi_arena *arena = &self->arena;
    self->totals = (integi_totals){.cells = self->cells, .rule = self->rule, .values = self->world.truth,
                                   .states = self->states, .excused = true};
    size_t count = (size_t)self->count + 1;
    self->order = integi_arena_allocate(arena, count * sizeof *self->order);
    self->places = integi_arena_allocate(arena, count * sizeof *self->places);
    self->primary = integi_arena_allocate(arena, count * sizeof *self->primary);
    self->weights = integi_arena_allocate(arena, count * sizeof *self->weights);
    self->settled = integi_arena_allocate(arena, count * sizeof *self->settled);
    self->listed = integi_arena_allocate(arena, count * sizeof *self->listed);
    return self->order != NULL && self->places != NULL && self->primary != NULL && self->weights != NULL &&
           self->settled != NULL && self->listed != NULL &&
           integi_totals_list(&self->totals, arena) && integi_records_init(&self->records, &self->world) &&
           integi_moves_init(&self->moves, &self->world, self->places, self->weights) &&
           integi_nearby_init(&self->nearby, &self->world, self->places, self->states);
}

static void hide_everything(integi_protection *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        if (integi_protection_has_shown(self, cell) && integi_protection_value(self, cell) > 0 &&
            integi_protection_standing(self, cell) == INTEG_STANDING_OPEN)
            self->states[cell] = INTEG_CELL_SECONDARY;
}

static integ_status protect(integi_protection *self, const int64_t *counts)
{
    int64_t *spare = integi_arena_allocate(&self->arena, ((size_t)self->count + 1) * sizeof *spare);
    if (spare == NULL || !integi_alternative_init(&self->world, self->cells, counts) || !open_protection(self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    self->world.threshold = integ_disclosure_threshold(self->rule);
    integi_protection_put_in_order(self, spare);
    integi_protection_apply_rule(self);
    integ_status status = INTEG_STATUS_OK;
    if (self->eliminated)
        status = integi_suppress(self->cells, self->order, self->states);
    if (status == INTEG_STATUS_LIMIT_EXCEEDED) { /* numbers of more than 64 bits: nothing is shown, but zeros */
        hide_everything(self);
        status = INTEG_STATUS_OK;
    }
    if (status == INTEG_STATUS_OK)
        status = integi_protection_keep_company(self);
    if (status == INTEG_STATUS_OK && !self->told) /* for the same reason */
        status = integi_protection_show_again(self);
    return status == INTEG_STATUS_OK ? satisfy_audit(self, spare) : status;
}

/* The proof is NULL when none is wanted. */
static integ_status protect_once(integi_protection *self, integ_proof **proof)
{
    integ_context *context = self->given->context;
    integi_arena_init(&self->arena, context);
    integi_arena_init(&self->world.arena, context);
    integi_arena_init(&self->moves.arena, context);
    integi_arena_init(&self->moves.near.arena, context);
    integi_arena_init(&self->nearby.arena, context);
    self->records = (integi_records){.context = context};
    integi_arena_init(&self->records.arena, context);
    integ_status status = protect(self, self->merged->counts);
    self->cost = 0;
    for (int64_t cell = 0; cell < self->count && status == INTEG_STATUS_OK; cell++)
        if (integi_protection_has_hidden(self, cell))
            self->cost += self->weights[cell];
    if (status == INTEG_STATUS_OK && proof != NULL &&
        !integi_proof_write(&self->records, self->states, self->merged, self->given, self->counts, proof))
        status = INTEG_STATUS_OUT_OF_MEMORY;
    integi_records_free(&self->records);
    integi_nearby_free(&self->nearby);
    integi_moves_free(&self->moves);
    integi_alternative_free(&self->world);
    integi_arena_free(&self->arena);
    return status;
}

/* Once from what the elimination hides, which has the whole in view, and once from what the rule hides, which stays
 * near by. What hides less is taken. The elimination takes too long when there is much. The less is chosen, the less
 * does the choice tell someone who goes through all tables: where that matters, only the elimination chooses. */
static integ_status protect_twice(integi_protection *self, integ_proof **proof)
{
    integi_protection other = *self;
    integ_proof *other_proof = NULL;
    integ_context *context = self->given->context;
    size_t size = (size_t)(self->count + 1) * sizeof *other.states;
    self->eliminated = self->told;
    integ_status status = protect_once(self, proof);
    if (status != INTEG_STATUS_OK || self->told || self->cells->members.used > ELIMINATED_MEMBERS_AT_MOST)
        return status;
    other.states = integi_allocate_zeroed(context, size);
    if (other.states == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    other.eliminated = true;
    status = protect_once(&other, proof == NULL ? NULL : &other_proof);
    if (status == INTEG_STATUS_OK && other.cost <= self->cost) {
        memcpy(self->states, other.states, (size_t)self->count * sizeof *self->states);
        if (proof != NULL) {
            integ_proof_free(*proof);
            *proof = other_proof;
            other_proof = NULL;
        }
    }
    integ_proof_free(other_proof);
    integi_release(context, other.states, size);
    return status;
}

static integ_status merge_and_protect(integi_protection *self, integ_proof **proof)
{
    integi_merged merged;
    integ_status status = INTEG_STATUS_OUT_OF_MEMORY;
    if (integi_merge(&merged, self->given, self->counts)) {
        self->merged = &merged;
        self->cells = &merged.cells;
        status = protect_twice(self, proof);
    }
    integi_merged_free(&merged);
    if (status != INTEG_STATUS_OK && proof != NULL) {
        integ_proof_free(*proof);
        *proof = NULL;
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

static integ_status report(integ_status status, integ_error *error)
{
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        return integi_out_of_memory(error);
    if (status == INTEG_STATUS_CANCELLED)
        return integi_cancelled(error);
    return status == INTEG_STATUS_OK ? status : INTEGI_FAIL(error, NULL, &integi_message_protect_fault);
}

static integ_status protect_cells(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                                  int32_t *states, integ_proof **proof, integ_error *error)
{
    if (cells == NULL || rule == NULL)
        return integi_invalid_argument(error, cells == NULL ? "cells" : "rule");
    if ((counts == NULL && cells->atoms > 0) || (states == NULL && cells->members.count > 0))
        return integi_invalid_argument(error, states == NULL ? "states" : "counts");
    if (!are_counts(cells, counts))
        return INTEGI_FAIL(error, NULL, &integi_message_protect_counts);
    integi_protection self = {.given = cells,
                       .counts = counts,
                       .rule = rule,
                       .count = cells->members.count,
                       .told = integ_disclosure_strict(rule) != 0,
                       .states = states};
    return report(merge_and_protect(&self, proof), error);
}

integ_status integ_protect(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                           int32_t *states, integ_error *error)
{
    return protect_cells(cells, counts, rule, states, NULL, error);
}

integ_status integ_protect_with_proof(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                                      int32_t *states, integ_proof **proof, integ_error *error)
{
    if (proof == NULL)
        return integi_invalid_argument(error, "proof");
    *proof = NULL;
    return protect_cells(cells, counts, rule, states, proof, error);
}
