/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/others.h"

#include "base/message.h"
#include "disclosure/change.h"
#include "disclosure/messages.h"
#include "disclosure/order.h"

#define TRIES 600                /* of changes for one cell */
#define ROUNDS 60                /* of hiding more; what is not proven then is left to the caller */
#define INSIDERS_AT_MOST 16      /* atoms of one cell that are remembered */
#define INSIDER_ROUNDS 3         /* the first, in which more is hidden also for those who know that they are in a cell */
#define PATIENT_ROUNDS 8         /* the first, in which one cell more is hidden for each; later twice as many each time */

/* Somebody in a cell may know that he is. To him, other counts that leave nobody in his atom prove nothing: these are the
 * atoms of a cell that all other counts which were found leave empty. */
typedef struct insiders {
    bool found; /* there are other counts */
    int64_t count;
    int64_t atoms[INSIDERS_AT_MOST];
} insiders;

typedef struct others {
    const integ_cells *cells;
    const int64_t *counts;
    const integ_disclosure *rule;
    integ_context *context;
    integi_arena arena;
    int64_t count;
    int64_t *values;
    int64_t *order; /* most wanted first */
    bool *primary;
    bool *kept_back; /* hidden for want of other counts */
    int32_t *states;
    int64_t *starts; /* the cells of every atom */
    int64_t *around;
    integi_kernel kernel;
    int64_t *watched; /* the cell of each watched row */
    integi_change change;
    int64_t *delta;   /* of each cell, by the change at hand */
    bool *emptied;    /* an atom of it has nobody left */
    bool *is_touched;
    int64_t *touched;
    int64_t touched_count;
    int64_t *least, *most; /* of each cell, how far below and above its value others were found that all may believe */
    insiders *insiders;    /* of each cell */
    integi_changes *found;
} others;

void integi_changes_free(integi_changes *changes)
{
    if (changes->context != NULL)
        integi_lists_free(changes->context, &changes->lists);
}

/* ---- the rule ---- */

static int64_t length_of(const others *self, int64_t cell)
{
    return integi_lists_length(&self->cells->members, cell);
}

static int32_t standing_of(const others *self, int64_t cell)
{
    return integi_cells_standing(self->cells, cell);
}

static bool hides(const others *self, int64_t count)
{
    return integ_disclosure_hides_count(self->rule, count) != 0;
}

static void apply_rule(others *self)
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
        int32_t standing = standing_of(self, cell);
        self->primary[cell] = length_of(self, cell) > 0 && standing != INTEG_STANDING_PUBLISHED &&
                              (self->primary[cell] || standing == INTEG_STANDING_SECRET);
    }
}

static bool is_hidden(const others *self, int64_t cell)
{
    return self->states[cell] == INTEG_CELL_PRIMARY || self->states[cell] == INTEG_CELL_SECONDARY;
}

/* ---- elimination ---- */

static integi_kernel_result add_cell(others *self, int64_t cell, bool forced)
{
    int64_t length = length_of(self, cell);
    if (length == 0)
        return INTEGI_KERNEL_FOLLOWS;
    return integi_kernel_add(&self->kernel, integi_lists_at(&self->cells->members, cell), NULL, length, forced);
}

static bool watch(others *self, int64_t cell)
{
    self->watched[self->kernel.watched_count] = cell;
    return integi_kernel_watch(&self->kernel, integi_lists_at(&self->cells->members, cell), NULL,
                               length_of(self, cell));
}

static bool add_published(others *self)
{
    for (int64_t cell = 0; cell < self->count; cell++) {
        int32_t standing = standing_of(self, cell);
        self->states[cell] = self->primary[cell]                  ? INTEG_CELL_PRIMARY
                             : standing == INTEG_STANDING_DERIVED ? INTEG_CELL_NOT_PRINTED
                             : standing == INTEG_STANDING_SECRET  ? INTEG_CELL_EXPOSED
                                                                  : INTEG_CELL_SHOWN;
        if (self->kept_back[cell])
            self->states[cell] = INTEG_CELL_SECONDARY;
        if ((self->primary[cell] || self->kept_back[cell]) && !watch(self, cell))
            return false;
    }
    for (int64_t cell = 0; cell < self->count; cell++)
        if (standing_of(self, cell) == INTEG_STANDING_PUBLISHED && add_cell(self, cell, true) == INTEGI_KERNEL_NO_MEMORY)
            return false;
    return true;
}

/* Whether a watched cell follows from what is shown. */
static bool has_nothing_left(const others *self, int64_t watched)
{
    return self->kernel.watched[watched].length == 0;
}

/* Cells that what is published already tells. */
static void expose(others *self)
{
    for (int64_t i = 0; i < self->kernel.watched_count; i++)
        if (has_nothing_left(self, i))
            self->states[self->watched[i]] = INTEG_CELL_EXPOSED;
}

static integ_status eliminate(others *self)
{
    self->kernel.context = self->context;
    if (!integi_kernel_init(&self->kernel, self->context, self->counts, self->cells->atoms, self->count, self->count) ||
        !add_published(self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    expose(self);
    for (int64_t i = 0; i < self->count; i++) {
        int64_t cell = self->order[i];
        if (self->states[cell] != INTEG_CELL_SHOWN || standing_of(self, cell) == INTEG_STANDING_PUBLISHED)
            continue;
        if (i % 16 == 0 && !integi_progress(self->context, "protect", i, self->count))
            return INTEG_STATUS_CANCELLED;
        integi_kernel_result result = add_cell(self, cell, false);
        if (result == INTEGI_KERNEL_NO_MEMORY)
            return INTEG_STATUS_OUT_OF_MEMORY;
        if (result == INTEGI_KERNEL_TELLS)
            self->states[cell] = INTEG_CELL_SECONDARY;
    }
    for (int64_t cell = 0; cell < self->count; cell++)
        if (self->states[cell] == INTEG_CELL_SECONDARY && !self->kept_back[cell] && !watch(self, cell))
            return INTEG_STATUS_OUT_OF_MEMORY;
    return INTEG_STATUS_OK;
}

/* ---- other counts ---- */

static void find_deltas(others *self)
{
    self->touched_count = 0;
    for (int64_t i = 0; i < self->change.count; i++) {
        int64_t atom = self->change.atoms[i], amount = self->change.amount[atom];
        for (int64_t at = self->starts[atom]; at < self->starts[atom + 1] && amount != 0; at++) {
            int64_t cell = self->around[at];
            if (!self->is_touched[cell])
                self->touched[self->touched_count++] = cell;
            self->is_touched[cell] = true;
            self->delta[cell] += amount;
            self->emptied[cell] = self->emptied[cell] || (self->counts[atom] > 0 && self->counts[atom] + amount <= 0);
        }
    }
}

static void forget_deltas(others *self)
{
    for (int64_t i = 0; i < self->touched_count; i++) {
        int64_t cell = self->touched[i];
        self->delta[cell] = 0;
        self->is_touched[cell] = self->emptied[cell] = false;
    }
}

/* Whether somebody who knows the rule, and is told whether hidden counts are small where that is asked for, would think a
 * count possible. */
static bool is_possible(const others *self, int64_t cell, int64_t value)
{
    int64_t truth = self->values[cell], threshold = integ_disclosure_threshold(self->rule);
    bool derived = standing_of(self, cell) == INTEG_STANDING_DERIVED;
    if (value < 0 || (value == 0 && truth > 0 && !derived && !integ_disclosure_zeros(self->rule)))
        return false;
    if (!integ_disclosure_strict(self->rule) || derived || threshold <= 2 || self->states[cell] == INTEG_CELL_EXPOSED)
        return true;
    return truth >= threshold ? value >= threshold : value < threshold;
}

/* Whether the counts with the change could have been published in the same way. */
static bool keeps_all(const others *self)
{
    for (int64_t i = 0; i < self->touched_count; i++) {
        int64_t cell = self->touched[i], delta = self->delta[cell];
        if (delta != 0 && (self->states[cell] == INTEG_CELL_SHOWN ||
                           (is_hidden(self, cell) && !is_possible(self, cell, self->values[cell] + delta))))
            return false;
    }
    return true;
}

/* Who is one of few is the only one for whom it matters what he can work out from being there. */
static bool fears_insiders(const others *self, int64_t cell)
{
    return hides(self, self->values[cell]);
}

static bool is_safe(const others *self, int64_t cell)
{
    int64_t width = integ_disclosure_width(self->rule);
    if (self->most[cell] - self->least[cell] >= width)
        return true;
    return width == 1 && self->insiders[cell].found && self->insiders[cell].count == 0;
}

static bool has_atom(const others *self, int64_t cell, int64_t atom)
{
    for (int64_t at = self->starts[atom]; at < self->starts[atom + 1]; at++)
        if (self->around[at] == cell)
            return true;
    return false;
}

static bool has_insider(const insiders *those, int64_t atom)
{
    for (int64_t i = 0; i < those->count; i++)
        if (those->atoms[i] == atom)
            return true;
    return false;
}

/* Those to whom a cell would still be open with the change at hand. False where they are too many to remember. */
static bool find_insiders(const others *self, int64_t cell, insiders *out)
{
    const insiders *before = &self->insiders[cell];
    *out = (insiders){.found = true};
    for (int64_t i = 0; i < self->change.count; i++) {
        int64_t atom = self->change.atoms[i], truth = self->counts[atom];
        if (truth == 0 || truth + self->change.amount[atom] > 0 || (before->found && !has_insider(before, atom)) ||
            !has_atom(self, cell, atom))
            continue;
        if (out->count == INSIDERS_AT_MOST)
            return false;
        out->atoms[out->count++] = atom;
    }
    return !before->found || out->count < before->count;
}

/* Notes what the change at hand proves of a cell. False: nothing that was not known. Where the rule asks for a width, a
 * change that leaves nobody in an atom of a small cell proves nothing: who is there is not remembered for each value. */
static bool note(others *self, int64_t cell)
{
    int64_t delta = self->delta[cell];
    insiders left;
    if (!is_hidden(self, cell) || is_safe(self, cell) || delta == 0)
        return false;
    if (!self->emptied[cell] || !fears_insiders(self, cell)) {
        bool wider = delta < self->least[cell] || delta > self->most[cell];
        self->least[cell] = delta < self->least[cell] ? delta : self->least[cell];
        self->most[cell] = delta > self->most[cell] ? delta : self->most[cell];
        return wider;
    }
    if (integ_disclosure_width(self->rule) > 1 || !find_insiders(self, cell, &left))
        return false;
    self->insiders[cell] = left;
    return true;
}

/* Whether a cell is safe from all but those in it who know that they are. */
static bool is_safe_outside(const others *self, int64_t cell)
{
    return is_safe(self, cell) || (integ_disclosure_width(self->rule) == 1 && self->insiders[cell].found);
}

/* Whether nothing more is hidden for a cell. */
static bool is_settled(const others *self, int64_t cell, int round)
{
    return is_safe(self, cell) || (is_safe_outside(self, cell) && round >= INSIDER_ROUNDS);
}

/* Writes down what the change proves. False: no memory. */
static bool keep_change(others *self)
{
    bool proves = false;
    for (int64_t i = 0; i < self->touched_count; i++) {
        bool noted = note(self, self->touched[i]);
        proves = proves || noted;
    }
    for (int64_t i = 0; i < self->change.count && proves; i++) {
        int64_t atom = self->change.atoms[i], amount = self->change.amount[atom];
        if (amount != 0 && (!integi_lists_item(self->context, &self->found->lists, atom) ||
                            !integi_lists_item(self->context, &self->found->lists, amount)))
            return false;
    }
    return !proves || integi_lists_close(self->context, &self->found->lists);
}

/* Looks for other counts for a cell, beginning with atoms where many are. False: no memory. */
static bool prove(others *self, int64_t watched)
{
    int64_t cell = self->watched[watched], tries = 0;
    const integi_kernel_row *row = &self->kernel.watched[watched];
    bool good = true;
    for (int pass = 0; pass < 2; pass++)
        for (int64_t i = 0; i < row->length && tries < TRIES && good && !is_safe(self, cell); i++) {
            int64_t atom = row->terms[i].atom;
            if ((self->counts[atom] > 1) != (pass == 0))
                continue;
            for (int sign = 1; sign >= -1 && good && !is_safe(self, cell); sign -= 2, tries++) {
                if (!integi_change_find(&self->change, row, atom, sign))
                    continue;
                find_deltas(self);
                if (keeps_all(self))
                    good = keep_change(self);
                forget_deltas(self);
            }
        }
    return good;
}

/* ---- hiding more ---- */

static bool meets(const others *self, int64_t a, int64_t b)
{
    const int64_t *left = integi_lists_at(&self->cells->members, a), *right = integi_lists_at(&self->cells->members, b);
    int64_t i = 0, j = 0, left_count = length_of(self, a), right_count = length_of(self, b);
    while (i < left_count && j < right_count && left[i] != right[j])
        left[i] < right[j] ? i++ : j++;
    return i < left_count && j < right_count;
}

/* Keeps back so many of the cells that have an atom in common with one, those that are wanted least; false when none is
 * shown. Nobody is not kept back for somebody, since zeros are shown wherever they can be. */
static bool keep_back(others *self, int64_t cell, int64_t wanted)
{
    int64_t found = 0;
    for (int64_t i = self->count - 1; i >= 0 && found < wanted; i--) {
        int64_t other = self->order[i];
        if (self->states[other] != INTEG_CELL_SHOWN || standing_of(self, other) != INTEG_STANDING_OPEN ||
            self->kept_back[other] || (self->values[other] == 0 && self->values[cell] > 0) ||
            !meets(self, cell, other))
            continue;
        self->kept_back[other] = true;
        found++;
    }
    return found > 0;
}

/* Those that were kept back and are told all the same are shown: that tells nothing more. */
static void let_go(others *self)
{
    for (int64_t i = 0; i < self->kernel.watched_count; i++) {
        int64_t cell = self->watched[i];
        if (self->states[cell] != INTEG_CELL_SECONDARY || !has_nothing_left(self, i))
            continue;
        self->states[cell] = INTEG_CELL_SHOWN;
        self->kept_back[cell] = false;
    }
}

/* Whether somebody has cells already that may leave no other counts to a hidden one. */
static bool is_given_away(const others *self, int64_t cell)
{
    for (int64_t other = 0; other < self->count; other++)
        if (standing_of(self, other) == INTEG_STANDING_PUBLISHED && meets(self, cell, other))
            return true;
    return false;
}

/* How many cells are kept back for one that has no other counts: in the end all around it, and then it has. */
static int64_t wanted_in(int round)
{
    int doubled = round - PATIENT_ROUNDS;
    return doubled < 0 ? 1 : INT64_C(2) << (doubled < 30 ? doubled : 30);
}

static void begin_round(others *self)
{
    integi_lists_free(self->context, &self->found->lists);
    for (int64_t cell = 0; cell < self->count; cell++) {
        self->least[cell] = self->most[cell] = 0;
        self->insiders[cell] = (insiders){0};
    }
}

static integ_status prove_all(others *self)
{
    for (int64_t i = 0; i < self->kernel.watched_count; i++)
        if (is_hidden(self, self->watched[i]) && !is_safe(self, self->watched[i]) && !prove(self, i))
            return INTEG_STATUS_OUT_OF_MEMORY;
    return INTEG_STATUS_OK;
}

/* Keeps more back for what is not settled. False: nothing, and all that could be hidden is. */
static bool hide_more(others *self, int round)
{
    bool more = false;
    for (int64_t i = 0; i < self->kernel.watched_count; i++) {
        int64_t cell = self->watched[i];
        if (is_hidden(self, cell) && !is_settled(self, cell, round) && keep_back(self, cell, wanted_in(round)))
            more = true;
    }
    return more;
}

/* At the end, what has no other counts for anybody outside because of what is published already is told by that. */
static void give_up(others *self)
{
    for (int64_t i = 0; i < self->kernel.watched_count; i++) {
        int64_t cell = self->watched[i];
        if (is_hidden(self, cell) && !is_safe_outside(self, cell) && is_given_away(self, cell))
            self->states[cell] = INTEG_CELL_EXPOSED;
    }
}

/* One round: eliminates, and looks for other counts. *again: something more is hidden, and it is all to be done again. */
static integ_status go_round(others *self, int round, bool *again)
{
    begin_round(self);
    integ_status status = eliminate(self);
    if (status == INTEG_STATUS_OK && !integi_change_init(&self->change, &self->kernel))
        status = INTEG_STATUS_OUT_OF_MEMORY;
    if (status == INTEG_STATUS_OK) {
        let_go(self);
        status = prove_all(self);
    }
    *again = status == INTEG_STATUS_OK && hide_more(self, round);
    if (status == INTEG_STATUS_OK && !*again)
        give_up(self);
    integi_change_free(&self->change);
    integi_kernel_free(&self->kernel);
    return status;
}

/* ---- */

static bool list_around(others *self)
{
    const integi_lists *members = &self->cells->members;
    int64_t atoms = self->cells->atoms;
    self->starts = integi_arena_allocate(&self->arena, ((size_t)atoms + 2) * sizeof *self->starts);
    self->around = integi_arena_allocate(&self->arena, ((size_t)members->used + 1) * sizeof *self->around);
    if (self->starts == NULL || self->around == NULL)
        return false;
    for (int64_t i = 0; i < members->used; i++)
        self->starts[members->items[i] + 2]++;
    for (int64_t atom = 0; atom < atoms; atom++)
        self->starts[atom + 1] += self->starts[atom];
    for (int64_t cell = 0; cell < self->count; cell++)
        for (int64_t i = members->starts[cell]; i < members->starts[cell + 1]; i++) {
            self->around[self->starts[members->items[i] + 1]++] = cell;
            self->values[cell] += self->counts[members->items[i]];
        }
    return true;
}

static bool open_others(others *self)
{
    integi_arena *arena = &self->arena;
    size_t count = (size_t)self->count + 1;
    self->values = integi_arena_allocate(arena, count * sizeof *self->values);
    self->order = integi_arena_allocate(arena, count * sizeof *self->order);
    self->primary = integi_arena_allocate(arena, count);
    self->kept_back = integi_arena_allocate(arena, count);
    self->watched = integi_arena_allocate(arena, 2 * count * sizeof *self->watched);
    self->emptied = integi_arena_allocate(arena, count);
    self->is_touched = integi_arena_allocate(arena, count);
    self->delta = integi_arena_allocate(arena, count * sizeof *self->delta);
    self->touched = integi_arena_allocate(arena, count * sizeof *self->touched);
    self->insiders = integi_arena_allocate(arena, count * sizeof *self->insiders);
    self->least = integi_arena_allocate(arena, count * sizeof *self->least);
    self->most = integi_arena_allocate(arena, count * sizeof *self->most);
    return self->values != NULL && self->order != NULL && self->primary != NULL && self->kept_back != NULL &&
           self->watched != NULL && self->emptied != NULL && self->is_touched != NULL && self->delta != NULL &&
           self->touched != NULL && self->insiders != NULL && self->least != NULL && self->most != NULL &&
           list_around(self);
}

static integ_status protect(others *self)
{
    int64_t *spare = integi_arena_allocate(&self->arena, ((size_t)self->count + 1) * sizeof *spare);
    if (spare == NULL || !open_others(self))
        return INTEG_STATUS_OUT_OF_MEMORY;
    apply_rule(self);
    integi_order_cells(self->cells, self->values, self->order, spare);
    integ_status status = INTEG_STATUS_OK;
    bool again = true;
    for (int round = 0; round < ROUNDS && again && status == INTEG_STATUS_OK; round++)
        status = go_round(self, round, &again);
    return status;
}

integ_status integi_protect_release(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                                    int32_t *states, integi_changes *changes, integ_error *error)
{
    others self = {.cells = cells, .counts = counts, .rule = rule, .context = cells->context,
                   .count = cells->members.count, .states = states, .found = changes};
    changes->context = cells->context;
    integi_arena_init(&self.arena, cells->context);
    self.kernel.context = cells->context;
    integ_status status = protect(&self);
    integi_kernel_free(&self.kernel);
    integi_arena_free(&self.arena);
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        return integi_out_of_memory(error);
    return status == INTEG_STATUS_CANCELLED ? integi_cancelled(error) : status;
}
