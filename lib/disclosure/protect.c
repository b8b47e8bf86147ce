/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* First the rule, then the elimination, then for every hidden cell a look for other counts; what has none gets company,
 * and it is all done again. */
#include "base/message.h"
#include <string.h>
#include "disclosure/audit.h"
#include "disclosure/merge.h"
#include "disclosure/messages.h"
#include "disclosure/moves.h"
#include "disclosure/nearby.h"
#include "disclosure/order.h"
#include "disclosure/proof_write.h"
#include "disclosure/suppress.h"

#define STEPS 400       /* in one search for other counts: what is not found is taken for impossible */

#define AUDIT_WORK 50000000 /* of one audit */
#define AUDITED_CELLS_AT_MOST 1000
#define AUDITED_MEMBERS_AT_MOST 20000

#define ELIMINATED_MEMBERS_AT_MOST 250000
#define WEIGHT_AT_MOST 1024      /* of a rank */
#define MOVED_AT_MOST (4 * INTEGI_NEIGHBOURS_AT_MOST)
#define DEPENDENTS_AT_MOST 48   /* of a cell that could be shown again */
#define TRIM_STEPS 100
#define SEARCHES_AT_MOST 4000

typedef struct protection {
    const integ_cells *given;
    const int64_t *counts;    /* of their atoms */
    const integi_merged *merged;
    const integ_cells *cells; /* the same, with merged atoms */
    const integ_disclosure *rule;
    integi_arena arena;
    integi_alternative world; /* the true counts, and others */
    integi_moves moves;
    integi_nearby nearby;
    int64_t count;
    int64_t *order;  /* of the candidates, most wanted first */
    int64_t *places; /* of every cell in the order */
    bool *primary;   /* by the rule */
    integi_records records;
    int64_t *weights;    /* of every cell: what it costs to hide it */
    bool *listed;        /* scratch */
    int64_t searches;    /* that may still be made */
    int64_t cost;        /* of all that is hidden */
    bool full;           /* there was no memory to keep what was found */
    bool eliminated; /* the elimination chooses what is hidden at first; else only what the rule hides is */
    bool told;       /* the attacker is told which hidden counts are below the threshold */
    int32_t *states;
} protection;

/* How far a search goes: in a neighbourhood of so many atoms; and whether all atoms with somebody in them keep somebody,
 * or only those of the cell at hand. */
typedef struct effort {
    int64_t atoms;
    bool everywhere;
} effort;

/* The cheapest change of counts that was found. */
typedef struct best_move {
    int64_t cost;
    integi_move move;
    int64_t atoms[MOVED_AT_MOST];
    int64_t changes[MOVED_AT_MOST];
} best_move;

static const effort efforts[] = {{24, true}, {64, true}, {64, false}, {INTEGI_NEIGHBOURS_AT_MOST, false}};

static int64_t length_of(const protection *self, int64_t cell)
{
    return integi_lists_length(&self->cells->members, cell);
}

static int64_t value_of(const protection *self, int64_t cell)
{
    return self->world.truth[cell];
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

/* Whether other counts were found, as far apart as the rule asks. */
static bool is_safe(const protection *self, int64_t cell)
{
    const integi_record *record = &self->records.cells[cell];
    return record->most - record->least >= integ_disclosure_width(self->rule);
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

/* While others are looked for, only the atoms of one cell must keep somebody. */
static void keep_inside(protection *self, int64_t cell, bool everywhere)
{
    const integi_lists *members = &self->cells->members;
    for (int64_t atom = 0; atom < self->cells->atoms; atom++)
        self->world.inside[atom] = everywhere;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++)
        self->world.inside[members->items[i]] = true;
}

/* Notes what the counts at hand prove. */
static void keep_found(protection *self)
{
    if (!integi_records_keep(&self->records, integ_disclosure_width(self->rule)))
        self->full = true;
}

/* Looks for a value beyond those that were found; its limits are moved so that anything else is a fault. */
static bool find_beyond(protection *self, int64_t cell, int sign, int64_t steps)
{
    integi_limits kept = self->world.limits[cell];
    integi_limits beyond = kept;
    if (sign > 0)
        beyond.lower = self->records.cells[cell].most + 1;
    else
        beyond.upper = self->records.cells[cell].least - 1;
    if (beyond.lower > beyond.upper)
        return false;
    self->world.limits[cell] = beyond;
    bool found = integi_moves_find(&self->moves, cell, steps);
    self->world.limits[cell] = kept;
    return found;
}

/* Looks where the moves were looked for last. */
static bool search_on(protection *self, int64_t cell, effort how, int64_t steps)
{
    if (!how.everywhere)
        keep_inside(self, cell, false);
    for (int sign = 1; sign >= -1; sign -= 2)
        while (!is_safe(self, cell) && !self->full && find_beyond(self, cell, sign, steps)) {
            keep_found(self);
            integi_alternative_undo(&self->world);
        }
    if (!how.everywhere)
        keep_inside(self, cell, true);
    return is_safe(self, cell);
}

static bool search(protection *self, int64_t cell, effort how, int64_t steps)
{
    integi_moves_look(&self->moves, cell, how.atoms);
    return search_on(self, cell, how, steps);
}

static bool find_alternative(protection *self, int64_t cell)
{
    for (size_t i = 0; i < sizeof efforts / sizeof *efforts; i++)
        if (search(self, cell, efforts[i], STEPS))
            return true;
    return false;
}

/* Hides some cells, or shows them again. */
static void set_hidden(protection *self, const int64_t *cells, int64_t count, bool hidden)
{
    for (int64_t i = 0; i < count; i++) {
        self->states[cells[i]] = hidden ? INTEG_CELL_SECONDARY : INTEG_CELL_SHOWN;
        set_limits(self, cells[i]);
    }
}

/* The changes at hand, with what they cost, if that is less than what was kept before. */
static void keep_best(protection *self, best_move *best)
{
    const integi_alternative *world = &self->world;
    int64_t cost = integi_moves_cost(&self->moves);
    if (world->moves.count > MOVED_AT_MOST || (best->move.length > 0 && cost >= best->cost))
        return;
    best->cost = cost;
    best->move.length = world->moves.count;
    for (int64_t i = 0; i < world->moves.count; i++) {
        best->atoms[i] = world->moves.list[i];
        best->changes[i] = world->moved[world->moves.list[i]];
    }
}

/* Looks for another value as if some shown cells were hidden. */
static void look_for_best(protection *self, int64_t cell, effort how, int64_t rows, best_move *best)
{
    integi_moves *moves = &self->moves;
    integi_moves_look_beyond(moves, cell, how.atoms, rows);
    if (moves->move_count == 0)
        return;
    set_hidden(self, moves->open, moves->open_count, true);
    keep_inside(self, cell, how.everywhere);
    for (int sign = 1; sign >= -1; sign -= 2) {
        if (find_beyond(self, cell, sign, STEPS))
            keep_best(self, best);
        integi_alternative_undo(&self->world);
    }
    keep_inside(self, cell, true);
    set_hidden(self, moves->open, moves->open_count, false);
}

/* Makes a move, hides all that it changes, and notes what it proves. */
static void hide_for(protection *self, int64_t cell, const best_move *best)
{
    integi_alternative *world = &self->world;
    keep_inside(self, cell, false);
    integi_alternative_apply(world, &best->move, 1);
    for (int64_t i = 0; i < world->moves.count; i++) {
        int64_t atom = world->moves.list[i];
        for (int64_t at = world->around[atom]; at < world->around[atom + 1]; at++) {
            int64_t other = world->around_items[at];
            if (is_shown(self, other) && world->values[other] != world->truth[other])
                set_hidden(self, &other, 1, true);
        }
    }
    keep_found(self);
    integi_alternative_undo(world);
    keep_inside(self, cell, true);
}

/* Hides what leaves a cell another value: as little as possible, of what is wanted least. Where none is found, the
 * nearest cell, which makes it easier. False when nothing near by is shown. */
static bool keep_company(protection *self, int64_t cell)
{
    best_move best = {.cost = 0};
    best.move = (integi_move){best.atoms, best.changes, 0};
    for (int64_t rows = 0; rows <= 128 && best.move.length == 0; rows = rows == 0 ? 8 : 4 * rows)
        for (size_t i = 0; i < sizeof efforts / sizeof *efforts; i++)
            look_for_best(self, cell, efforts[i], rows, &best);
    if (best.move.length > 0) {
        hide_for(self, cell, &best);
        return true;
    }
    if (integi_nearby_find(&self->nearby, cell) == 0)
        return false;
    set_hidden(self, self->nearby.cells, 1, true);
    return true;
}

static void set_all_limits(protection *self)
{
    for (int64_t cell = 0; cell < self->count; cell++)
        set_limits(self, cell);
}

/* Everything around a cell is hidden. Someone who knows as much as he otherwise might would be told the count by that
 * alone, as where only ones are hidden; so he does not know it. Neither can what is shown already be taken back. */
static void settle_for_less(protection *self, int64_t cell)
{
    bool told = self->told;
    self->told = false;
    self->world.threshold = 0;
    set_all_limits(self);
    find_alternative(self, cell);
    if (self->records.cells[cell].least == self->records.cells[cell].most)
        self->states[cell] = INTEG_CELL_EXPOSED;
    self->told = told;
    self->world.threshold = integ_disclosure_threshold(self->rule);
    set_all_limits(self);
}

/* Goes round until every hidden cell has another value. Other counts stay possible when more is hidden. */
static integ_status keep_all_company(protection *self)
{
    bool *settled = integi_arena_allocate(&self->arena, (size_t)self->count + 1);
    if (settled == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    set_all_limits(self);
    for (bool again = true; again;) {
        again = false;
        for (int64_t cell = 0; cell < self->count; cell++) {
            if (!is_hidden(self, cell) || is_safe(self, cell) || settled[cell])
                continue;
            if (!integi_progress(self->cells->context, "protect", cell, self->count))
                return INTEG_STATUS_CANCELLED;
            again = true;
            if (self->full)
                return INTEG_STATUS_OUT_OF_MEMORY;
            if (find_alternative(self, cell) || keep_company(self, cell))
                continue;
            settle_for_less(self, cell);
            settled[cell] = true;
        }
        if (self->full)
            return INTEG_STATUS_OUT_OF_MEMORY;
    }
    return INTEG_STATUS_OK;
}

/* Adds the cells that some counts prove something of. Returns how many there are then; one above the limit when there
 * are too many. */
static int64_t add_dependents(protection *self, int64_t number, int64_t *list, int64_t found)
{
    const integi_records *records = &self->records;
    const integi_alternative *world = &self->world;
    const int64_t *items = integi_lists_at(&records->others, number);
    for (int64_t i = 0; i < integi_lists_length(&records->others, number); i += 2)
        for (int64_t j = world->around[items[i]]; j < world->around[items[i] + 1]; j++) {
            int64_t other = world->around_items[j];
            const integi_record *record = &records->cells[other];
            bool proven = record->least_from == number || record->most_from == number;
            if (!proven || self->listed[other] || !is_hidden(self, other))
                continue;
            if (found == DEPENDENTS_AT_MOST)
                return found + 1;
            self->listed[other] = true;
            list[found++] = other;
        }
    return found;
}

/* Lists the cells of which counts prove something in which this one has another value. */
static int64_t list_dependents(protection *self, int64_t cell, int64_t *list)
{
    int64_t found = 0;
    self->listed[cell] = true;
    for (int64_t at = self->records.changed_by[cell]; at >= 0 && found <= DEPENDENTS_AT_MOST;
         at = self->records.mentions[at].next)
        found = add_dependents(self, self->records.mentions[at].number, list, found);
    self->listed[cell] = false;
    for (int64_t i = 0; i < found && i < DEPENDENTS_AT_MOST; i++)
        self->listed[list[i]] = false;
    return found;
}

static bool find_without(protection *self, int64_t cell)
{
    for (size_t i = 0; i < 3; i++) {
        self->searches--;
        if (search(self, cell, efforts[i], TRIM_STEPS))
            return true;
        if (self->moves.near.closed)
            break;
    }
    return false;
}

/* Shows a hidden cell again if all that depends on it can do without. */
static bool show_again(protection *self, int64_t cell)
{
    int64_t list[DEPENDENTS_AT_MOST];
    integi_record before[DEPENDENTS_AT_MOST];
    int64_t count = list_dependents(self, cell, list);
    if (count > DEPENDENTS_AT_MOST)
        return false;
    integi_record own = self->records.cells[cell];
    int64_t value = value_of(self, cell);
    self->records.cells[cell] = (integi_record){value, value, -1, -1};
    set_hidden(self, &cell, 1, false);
    for (int64_t i = 0; i < count; i++) {
        before[i] = self->records.cells[list[i]];
        self->records.cells[list[i]] = (integi_record){value_of(self, list[i]), value_of(self, list[i]), -1, -1};
    }
    for (int64_t i = 0; i < count; i++) {
        if (is_safe(self, list[i]) || find_without(self, list[i]))
            continue;
        for (int64_t j = 0; j < count; j++)
            self->records.cells[list[j]] = before[j];
        self->records.cells[cell] = own;
        set_hidden(self, &cell, 1, true);
        return false;
    }
    return true;
}

/* What was hidden first may be of no more use. Those that are wanted most are shown again first. */
static void show_what_can_be(protection *self)
{
    self->searches = SEARCHES_AT_MOST;
    for (int64_t i = 0; i < self->count && self->searches > 0; i++)
        if (self->states[self->order[i]] == INTEG_CELL_SECONDARY)
            show_again(self, self->order[i]);
}

/* Whether more must be hidden for what the audit found of a cell. What it cannot decide has been decided by the other
 * counts that were found. */
static bool is_too_little(protection *self, int64_t cell, const integ_audit *audit)
{
    int32_t finding = integ_audit_finding(audit, cell);
    return is_hidden(self, cell) && finding > INTEG_AUDIT_SAFE && finding != INTEG_AUDIT_UNDECIDED &&
           integi_nearby_find(&self->nearby, cell) > 0;
}

/* Hides more until the audit, which shares nothing with all this, finds no fault. It may take someone for an insider of
 * an atom in which there is nobody, which it does not know. Large tables are left to the other counts that were found. */
static integ_status satisfy_audit(protection *self, int64_t *shown)
{
    bool again = self->count <= AUDITED_CELLS_AT_MOST && self->cells->members.used <= AUDITED_MEMBERS_AT_MOST;
    while (again) {
        again = false;
        for (int64_t cell = 0; cell < self->count; cell++)
            shown[cell] = is_shown(self, cell) ? value_of(self, cell) : -1;
        integ_audit *audit;
        integ_status status = integi_audit_within(self->cells, shown, self->rule, AUDIT_WORK, NULL, &audit, NULL);
        if (status == INTEG_STATUS_INCONSISTENT) /* a zero is hidden for a secret; whoever thinks it is none is wrong */
            return INTEG_STATUS_OK;
        if (status != INTEG_STATUS_OK)
            return status;
        for (int64_t cell = 0; cell < self->count; cell++) {
            if (!is_too_little(self, cell, audit))
                continue;
            set_hidden(self, self->nearby.cells, 1, true);
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
    self->order = integi_arena_allocate(arena, count * sizeof *self->order);
    self->places = integi_arena_allocate(arena, count * sizeof *self->places);
    self->primary = integi_arena_allocate(arena, count * sizeof *self->primary);
    self->weights = integi_arena_allocate(arena, count * sizeof *self->weights);
    self->listed = integi_arena_allocate(arena, count * sizeof *self->listed);
    return self->listed != NULL && self->order != NULL && self->places != NULL && self->primary != NULL && self->weights != NULL &&
           integi_records_init(&self->records, &self->world) &&
           integi_moves_init(&self->moves, &self->world, self->places, self->weights) &&
           integi_nearby_init(&self->nearby, &self->world, self->places, self->states);
}

/* A cell weighs more the more it is wanted: twice as much at most for its place, and four times for every rank. */
static void weigh(protection *self)
{
    int64_t factor = 1;
    int64_t rank = self->count == 0 ? 0 : integi_cells_wish(self->given, self->order[self->count - 1]).rank;
    for (int64_t i = self->count - 1; i >= 0; i--) {
        int64_t cell = self->order[i];
        if (integi_cells_wish(self->given, cell).rank < rank && factor < WEIGHT_AT_MOST)
            factor *= 4;
        if (integi_cells_wish(self->given, cell).rank < rank)
            rank = integi_cells_wish(self->given, cell).rank;
        self->weights[cell] = factor * (16 + 16 * (self->count - i) / self->count);
    }
}

static void put_in_order(protection *self, int64_t *spare)
{
    integi_order_cells(self->given, self->world.truth, self->order, spare);
    for (int64_t i = 0; i < self->count; i++)
        self->places[self->order[i]] = i;
    weigh(self);
}

static integ_status protect(protection *self, const int64_t *counts)
{
    int64_t *spare = integi_arena_allocate(&self->arena, ((size_t)self->count + 1) * sizeof *spare);
    if (spare == NULL || !integi_alternative_init(&self->world, self->cells, counts) || !open_protection(self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    self->world.threshold = integ_disclosure_threshold(self->rule);
    apply_rule(self);
    put_in_order(self, spare);
    set_states(self);
    integ_status status = self->eliminated ? integi_suppress(self->cells, self->order, self->states) : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_LIMIT_EXCEEDED) { /* numbers of more than 64 bits: nothing is shown, but zeros */
        for (int64_t cell = 0; cell < self->count; cell++)
            if (can_be_hidden(self, cell) && value_of(self, cell) > 0)
                self->states[cell] = INTEG_CELL_SECONDARY;
        status = INTEG_STATUS_OK;
    }
    if (status == INTEG_STATUS_OK)
        status = keep_all_company(self);
    if (status == INTEG_STATUS_OK)
        show_what_can_be(self);
    return status == INTEG_STATUS_OK ? satisfy_audit(self, spare) : status;
}

/* The proof is NULL when none is wanted. */
static integ_status protect_once(protection *self, integ_proof **proof)
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
        if (is_hidden(self, cell))
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

/* Once from what the elimination hides, which has the whole in view, and once from what the rule hides, which stays near
 * by. What hides less is taken. The elimination takes too long when there is much. */
static integ_status protect_twice(protection *self, integ_proof **proof)
{
    protection other = *self;
    integ_proof *other_proof = NULL;
    integ_context *context = self->given->context;
    size_t size = (size_t)(self->count + 1) * sizeof *other.states;
    integ_status status = protect_once(self, proof);
    if (status != INTEG_STATUS_OK || self->cells->members.used > ELIMINATED_MEMBERS_AT_MOST)
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

static integ_status merge_and_protect(protection *self, integ_proof **proof)
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
    protection self = {.given = cells,
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
