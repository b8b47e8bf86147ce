/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* First the rule, then the elimination, then for every hidden cell a look for other counts; what has none gets company,
 * and it is all done again. */
#include "base/message.h"
#include "disclosure/alternative.h"
#include "disclosure/audit.h"
#include "disclosure/messages.h"
#include "disclosure/suppress.h"

#define AUDIT_WORK 200000000  /* of one audit: less than a second */
#define STEPS 1500            /* in the search for other counts: what is not found is taken for impossible */
#define TRIAL_STEPS 250       /* where it is only to be seen whether a candidate helps */
#define CANDIDATES_AT_MOST 12 /* that are tried to keep one cell company */

typedef struct protection {
    const integ_cells *cells;
    const integ_disclosure *rule;
    integi_arena arena;
    integi_alternative world; /* the true counts, and others */
    int64_t count;
    int64_t *values; /* the true ones */
    int64_t *order;  /* of the candidates, most wanted first */
    bool *primary;   /* by the rule */
    bool *safe;      /* other counts were found */
    bool told;       /* the attacker is told which hidden counts are below the threshold */
    int64_t *near;   /* of every atom: the length of the shortest shown cell that it shares with the cell at hand */
    int64_t *nearby; /* candidates */
    int32_t *states;
} protection;

static int64_t length_of(const protection *self, int64_t cell)
{
    return integi_lists_length(&self->cells->members, cell);
}

static int64_t value_of(const protection *self, int64_t cell)
{
    return self->values[cell];
}

/* What is published already; where nobody is, since there is nothing to hide but that; what is wanted most; then totals
 * before their parts, and the order of the cells. */
static bool comes_before(const protection *self, int64_t a, int64_t b)
{
    integi_wish a_wish = integi_cells_wish(self->cells, a), b_wish = integi_cells_wish(self->cells, b);
    bool a_published = a_wish.standing == INTEG_STANDING_PUBLISHED;
    if (a_published != (b_wish.standing == INTEG_STANDING_PUBLISHED))
        return a_published;
    bool a_zero = value_of(self, a) == 0, b_zero = value_of(self, b) == 0;
    if (a_zero != b_zero)
        return a_zero;
    if (a_wish.rank != b_wish.rank)
        return a_wish.rank < b_wish.rank;
    if (length_of(self, a) != length_of(self, b))
        return length_of(self, a) > length_of(self, b);
    return a < b;
}

/* Merges the sorted halves of a stretch of the order. */
static void merge(protection *self, int64_t *spare, int64_t from, int64_t middle, int64_t to)
{
    int64_t left = from, right = middle;
    for (int64_t at = from; at < to; at++) {
        bool take_right = left == middle || (right < to && comes_before(self, self->order[right], self->order[left]));
        spare[at] = self->order[take_right ? right++ : left++];
    }
    for (int64_t at = from; at < to; at++)
        self->order[at] = spare[at];
}

static void put_in_order(protection *self, int64_t *spare)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        self->order[cell] = cell;
    for (int64_t width = 1; width < self->count; width *= 2)
        for (int64_t from = 0; from + width < self->count; from += 2 * width)
            merge(self, spare, from, from + width, from + 2 * width < self->count ? from + 2 * width : self->count);
}

/* A zero is not hidden for the share that it is of a total where another total says that nobody is there. */
static bool is_empty_by_total(const protection *self, int64_t cell)
{
    const integi_lists *shares = &self->cells->shares;
    for (int64_t i = 0; i < shares->count; i++)
        if (shares->items[2 * i] == cell && value_of(self, shares->items[2 * i + 1]) == 0)
            return true;
    return false;
}

static void apply_rule(protection *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        self->primary[cell] = length_of(self, cell) > 0 && integ_disclosure_hides_count(self->rule, value_of(self, cell));
    const integi_lists *shares = &self->cells->shares;
    for (int64_t i = 0; i < shares->count; i++) {
        int64_t part = shares->items[2 * i], whole = value_of(self, shares->items[2 * i + 1]);
        if (self->primary[part] || integ_disclosure_hides_count(self->rule, whole) ||
            !integ_disclosure_hides_share(self->rule, value_of(self, part), whole))
            continue;
        self->primary[part] = length_of(self, part) > 0 && (value_of(self, part) > 0 || !is_empty_by_total(self, part));
    }
}

static int32_t standing_of(const protection *self, int64_t cell)
{
    return integi_cells_standing(self->cells, cell);
}

/* What was said of a cell is stronger than the rule. */
static void set_states(protection *self)
{
    for (int64_t cell = 0; cell < self->count; cell++) {
        int32_t standing = standing_of(self, cell);
        self->primary[cell] = standing == INTEG_STANDING_SECRET ? length_of(self, cell) > 0
                                                                : self->primary[cell] && standing != INTEG_STANDING_PUBLISHED;
        self->states[cell] = self->primary[cell]                  ? INTEG_CELL_PRIMARY
                             : standing == INTEG_STANDING_DERIVED ? INTEG_CELL_NOT_PRINTED
                             : standing == INTEG_STANDING_SECRET  ? INTEG_CELL_EXPOSED
                                                                  : INTEG_CELL_SHOWN;
    }
}

static bool is_shown(const protection *self, int64_t cell)
{
    return self->states[cell] == INTEG_CELL_SHOWN;
}

/* Whether a cell must have another value. */
static bool is_hidden(const protection *self, int64_t cell)
{
    return self->states[cell] == INTEG_CELL_PRIMARY || self->states[cell] == INTEG_CELL_SECONDARY;
}

/* Whether a cell is shown and could be hidden. */
static bool can_be_hidden(const protection *self, int64_t cell)
{
    return is_shown(self, cell) && standing_of(self, cell) == INTEG_STANDING_OPEN;
}

/* What an attacker knows of a hidden count, who may even be told whether it is below the threshold; not, where that is
 * the same as being told the count, because a single one is below it. */
static void set_limits(protection *self, int64_t cell)
{
    int64_t value = value_of(self, cell);
    int64_t threshold = integ_disclosure_threshold(self->rule);
    bool derived = standing_of(self, cell) == INTEG_STANDING_DERIVED; /* nobody sees that it is hidden */
    bool zeros = integ_disclosure_zeros(self->rule) || value == 0 || derived;
    bool told = self->told && threshold > 2 && !derived;
    integi_limits limits = {zeros ? 0 : 1, INT64_MAX};
    if (is_shown(self, cell))
        limits = (integi_limits){value, value};
    else if (told && value >= threshold)
        limits.lower = threshold;
    else if (told)
        limits.upper = threshold - 1;
    integi_alternative_limit(&self->world, cell, limits);
}

/* Every cell that has another value in the counts at hand. */
static void keep_safe(protection *self)
{
    for (int64_t i = 0; i < self->world.move_count; i++) {
        int64_t atom = self->world.moves[i];
        for (int64_t at = self->world.around[atom]; at < self->world.around[atom + 1]; at++) {
            int64_t cell = self->world.around_items[at];
            self->safe[cell] = self->safe[cell] || self->world.values[cell] != self->values[cell];
        }
    }
}

static bool find_alternative(protection *self, int64_t cell)
{
    if (!integi_alternative_find(&self->world, cell, STEPS))
        return false;
    keep_safe(self);
    integi_alternative_undo(&self->world);
    return true;
}

/* Whether hiding a shown cell too leaves another value both to it and to a hidden one. If so, it is hidden. */
static bool helps(protection *self, int64_t candidate, int64_t cell)
{
    self->states[candidate] = INTEG_CELL_SECONDARY;
    set_limits(self, candidate);
    if (integi_alternative_find(&self->world, cell, TRIAL_STEPS) && self->world.values[candidate] != value_of(self, candidate)) {
        keep_safe(self);
        integi_alternative_undo(&self->world);
        return true;
    }
    integi_alternative_undo(&self->world);
    self->states[candidate] = INTEG_CELL_SHOWN;
    set_limits(self, candidate);
    return false;
}

/* Every atom's distance: how long the shortest shown cell is that has it and an atom of the cell. */
static void measure(protection *self, int64_t cell)
{
    const integi_lists *members = &self->cells->members;
    for (int64_t atom = 0; atom < self->cells->atoms; atom++)
        self->near[atom] = INT64_MAX;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++) {
        int64_t atom = members->items[i];
        for (int64_t at = self->world.around[atom]; at < self->world.around[atom + 1]; at++) {
            int64_t line = self->world.around_items[at];
            int64_t length = length_of(self, line);
            for (int64_t j = members->starts[line]; is_shown(self, line) && j < members->starts[line + 1]; j++)
                if (length < self->near[members->items[j]])
                    self->near[members->items[j]] = length;
        }
    }
}

static int64_t distance(const protection *self, int64_t cell)
{
    const integi_lists *members = &self->cells->members;
    int64_t least = INT64_MAX;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        if (self->near[members->items[i]] < least)
            least = self->near[members->items[i]];
    return least;
}

/* Puts the nearest candidates in front, of equally near ones those that are wanted least. Returns how many there are. */
static int64_t find_nearby(protection *self, int64_t cell)
{
    int64_t found = 0;
    int64_t distances[CANDIDATES_AT_MOST];
    measure(self, cell);
    for (int64_t i = self->count - 1; i >= 0; i--) {
        int64_t candidate = self->order[i];
        if (!can_be_hidden(self, candidate) || (value_of(self, candidate) == 0 && value_of(self, cell) > 0))
            continue;
        int64_t far = distance(self, candidate);
        if (far == INT64_MAX || (found == CANDIDATES_AT_MOST && far >= distances[found - 1]))
            continue;
        int64_t at = found < CANDIDATES_AT_MOST ? found++ : found - 1;
        for (; at > 0 && distances[at - 1] > far; at--) {
            distances[at] = distances[at - 1];
            self->nearby[at] = self->nearby[at - 1];
        }
        distances[at] = far;
        self->nearby[at] = candidate;
    }
    return found;
}

/* Hides what helps a cell that has no other value; where no single cell does, the nearest, which then needs help
 * itself. False when nothing near by is shown. */
static bool keep_company(protection *self, int64_t cell)
{
    int64_t found = find_nearby(self, cell);
    for (int64_t i = 0; i < found; i++)
        if (helps(self, self->nearby[i], cell))
            return true;
    if (found == 0)
        return false;
    self->states[self->nearby[0]] = INTEG_CELL_SECONDARY;
    set_limits(self, self->nearby[0]);
    return true;
}

static void set_all_limits(protection *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        set_limits(self, cell);
}

/* Everything around a cell is hidden. Someone who knows as much as he otherwise might would be told the count by that
 * alone, as where only ones are hidden; so he does not know it. */
static bool find_for_less(protection *self, int64_t cell)
{
    bool told = self->told;
    self->told = false;
    self->world.threshold = 0;
    set_all_limits(self);
    bool found = integi_alternative_find(&self->world, cell, STEPS);
    integi_alternative_undo(&self->world);
    self->safe[cell] = found;
    self->told = told;
    self->world.threshold = integ_disclosure_threshold(self->rule);
    set_all_limits(self);
    return found;
}

/* Goes round until every hidden cell has another value. Other counts stay possible when more is hidden. */
static integ_status keep_all_company(protection *self)
{
    set_all_limits(self);
    for (bool again = true; again;) {
        again = false;
        for (int64_t cell = 0; cell < self->count; cell++) {
            if (!is_hidden(self, cell) || self->safe[cell])
                continue;
            if (cell % 64 == 0 && !integi_progress(self->cells->context, "protect", cell, self->count))
                return INTEG_STATUS_CANCELLED;
            again = true;
            if (find_alternative(self, cell) || keep_company(self, cell))
                continue;
            if (!find_for_less(self, cell)) /* all that is still shown of it is published already */
                self->states[cell] = INTEG_CELL_EXPOSED;
        }
    }
    return INTEG_STATUS_OK;
}

/* Whether more must be hidden for what the audit found of a cell. What it cannot decide has been decided by the other
 * counts that were found, but for how far they are apart. */
static bool is_too_little(const protection *self, int32_t finding)
{
    return finding == INTEG_AUDIT_UNDECIDED ? integ_disclosure_width(self->rule) > 1 : finding > INTEG_AUDIT_SAFE;
}

/* Hides more until the audit, which shares nothing with all this, finds no fault. */
static integ_status satisfy_audit(protection *self, int64_t *shown)
{
    for (bool again = true; again;) {
        again = false;
        for (int64_t cell = 0; cell < self->count; cell++)
            shown[cell] = is_shown(self, cell) ? value_of(self, cell) : -1;
        integ_audit *audit;
        integ_status status =
            integi_audit_within(self->cells, shown, self->rule, AUDIT_WORK, &audit, NULL);
        if (status == INTEG_STATUS_INCONSISTENT) /* a zero is hidden for a secret; whoever thinks it is none is wrong */
            return INTEG_STATUS_OK;
        if (status != INTEG_STATUS_OK)
            return status;
        for (int64_t cell = 0; cell < self->count; cell++) {
            int32_t finding = integ_audit_finding(audit, cell);
            if (!is_hidden(self, cell) || !is_too_little(self, finding))
                continue;
            if (find_nearby(self, cell) == 0) {
                if (finding <= INTEG_AUDIT_INSIDER)
                    self->states[cell] = INTEG_CELL_EXPOSED;
                continue;
            }
            self->states[self->nearby[0]] = INTEG_CELL_SECONDARY;
            set_limits(self, self->nearby[0]);
            again = true;
        }
        integ_audit_free(audit);
        status = keep_all_company(self);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    return INTEG_STATUS_OK;
}

static bool open_protection(protection *self)
{
    integi_arena *arena = &self->arena;
    size_t count = (size_t)self->count + 1;
    self->values = integi_arena_allocate(arena, count * sizeof *self->values);
    self->order = integi_arena_allocate(arena, count * sizeof *self->order);
    self->primary = integi_arena_allocate(arena, count * sizeof *self->primary);
    self->safe = integi_arena_allocate(arena, count * sizeof *self->safe);
    self->near = integi_arena_allocate(arena, ((size_t)self->cells->atoms + 1) * sizeof *self->near);
    self->nearby = integi_arena_allocate(arena, CANDIDATES_AT_MOST * sizeof *self->nearby);
    return self->values != NULL && self->order != NULL && self->primary != NULL && self->safe != NULL && self->near != NULL &&
           self->nearby != NULL;
}

static integ_status protect(protection *self, const int64_t *counts)
{
    int64_t *spare = integi_arena_allocate(&self->arena, ((size_t)self->count + 1) * sizeof *spare);
    if (spare == NULL || !open_protection(self) || !integi_alternative_init(&self->world, self->cells, counts))
        return INTEG_STATUS_OUT_OF_MEMORY;
    self->world.threshold = integ_disclosure_threshold(self->rule);
    for (int64_t cell = 0; cell < self->count; cell++)
        self->values[cell] = self->world.values[cell];
    apply_rule(self);
    put_in_order(self, spare);
    set_states(self);
    integ_status status = integi_suppress(self->cells, self->order, self->states);
    if (status == INTEG_STATUS_LIMIT_EXCEEDED) { /* numbers of more than 64 bits: nothing is shown, but zeros */
        for (int64_t cell = 0; cell < self->count; cell++)
            if (can_be_hidden(self, cell) && value_of(self, cell) > 0)
                self->states[cell] = INTEG_CELL_SECONDARY;
        status = INTEG_STATUS_OK;
    }
    if (status == INTEG_STATUS_OK)
        status = keep_all_company(self);
    return status == INTEG_STATUS_OK ? satisfy_audit(self, spare) : status;
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

integ_status integ_protect(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                           int32_t *states, integ_error *error)
{
    if (cells == NULL || rule == NULL)
        return integi_invalid_argument(error, cells == NULL ? "cells" : "rule");
    if ((counts == NULL && cells->atoms > 0) || (states == NULL && cells->members.count > 0))
        return integi_invalid_argument(error, states == NULL ? "states" : "counts");
    if (!are_counts(cells, counts))
        return INTEGI_FAIL(error, NULL, &integi_message_protect_counts);
    protection self = {.cells = cells, .rule = rule, .count = cells->members.count, .told = integ_disclosure_strict(rule) != 0, .states = states};
    integi_arena_init(&self.arena, cells->context);
    integi_arena_init(&self.world.arena, cells->context);
    integ_status status = protect(&self, counts);
    integi_alternative_free(&self.world);
    integi_arena_free(&self.arena);
    return report(status, error);
}
