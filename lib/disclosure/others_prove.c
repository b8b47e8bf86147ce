/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Other counts for hidden cells: each change is made in whole numbers, and looked at as somebody outside would. */
#include "disclosure/others_work.h"

#define TRIES 600 /* of changes for one cell */
#define TRIES_BY_TWO 150
#define TIMES_AT_MOST 8 /* that one is made, where the rule asks for a width */

static bool hides(const integi_others *self, int64_t count)
{
    return integ_disclosure_hides_count(self->rule, count) != 0;
}

static void find_deltas(integi_others *self)
{
    self->touched_count = 0;
    for (int64_t i = 0; i < self->change.count; i++) {
        integi_stint_take(self->stint, self->starts[self->change.atoms[i] + 1] - self->starts[self->change.atoms[i]]);
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

static void forget_deltas(integi_others *self)
{
    for (int64_t i = 0; i < self->touched_count; i++) {
        int64_t cell = self->touched[i];
        self->delta[cell] = 0;
        self->is_touched[cell] = self->emptied[cell] = false;
    }
}

/* Whether somebody who knows the rule, and is told whether hidden counts are small where that is asked for, would think
 * a count possible. */
static bool is_possible(const integi_others *self, int64_t cell, int64_t value)
{
    int64_t truth = self->values[cell], threshold = integ_disclosure_threshold(self->rule);
    bool derived = integi_others_standing(self, cell) == INTEG_STANDING_DERIVED;
    if (value < 0 || (value == 0 && truth > 0 && !derived && !integ_disclosure_zeros(self->rule)))
        return false;
    if (!integ_disclosure_strict(self->rule) || derived || threshold <= 2 || self->states[cell] == INTEG_CELL_EXPOSED)
        return true;
    return truth >= threshold ? value >= threshold : value < threshold;
}

/* Whether the counts with the change could have been published in the same way. */
static bool keeps_all(const integi_others *self)
{
    for (int64_t i = 0; i < self->touched_count; i++) {
        int64_t cell = self->touched[i], delta = self->delta[cell];
        if (delta == 0)
            continue;
        if (self->states[cell] == INTEG_CELL_SHOWN ||
            (integi_others_has_hidden(self, cell) && !is_possible(self, cell, self->values[cell] + delta)) ||
            !integi_cells_can_be(self->cells, cell, self->values[cell] + delta) ||
            !integi_totals_allow(&self->totals, cell, self->values[cell] + delta))
            return false;
    }
    return true;
}

/* Who is one of few is the only one for whom it matters what he can work out from being there. */
static bool fears_insiders(const integi_others *self, int64_t cell)
{
    return hides(self, self->values[cell]);
}

static bool is_open_inside(const integi_others *self, int64_t cell)
{
    return self->beliefs[cell].insiders.found && self->beliefs[cell].insiders.atoms == 0;
}

bool integi_others_is_safe_outside(const integi_others *self, int64_t cell)
{
    return self->beliefs[cell].highest - self->beliefs[cell].lowest >= integ_disclosure_width(self->rule);
}

/* The width is for those outside. Who is one of few has other counts, however near. */
bool integi_others_is_safe(const integi_others *self, int64_t cell)
{
    return integi_others_is_safe_outside(self, cell) && is_open_inside(self, cell);
}

/* The bit of an atom among those of a cell in which somebody is; 0: it is not in the cell. */
static uint64_t bit_of(const integi_others *self, int64_t cell, int64_t atom)
{
    const int64_t *atoms = integi_lists_at(&self->cells->members, cell);
    int place = 0;
    for (int64_t i = 0; i < integi_others_length(self, cell) && atoms[i] <= atom; i++) {
        if (atoms[i] == atom)
            return UINT64_C(1) << place;
        place += self->counts[atoms[i]] > 0 && place < 63;
    }
    return 0;
}

/* Those to whom a cell would still be open with the change at hand. False where that is nothing new. */
static bool find_insiders(const integi_others *self, int64_t cell, integi_insiders *out)
{
    const integi_insiders *before = &self->beliefs[cell].insiders;
    *out = (integi_insiders){.found = true};
    for (int64_t i = 0; i < self->change.count; i++) {
        int64_t atom = self->change.atoms[i], truth = self->counts[atom];
        if (truth > 0 && truth + self->change.amount[atom] <= 0)
            out->atoms |= bit_of(self, cell, atom);
    }
    if (before->found)
        out->atoms &= before->atoms;
    return !before->found || out->atoms != before->atoms;
}

static bool widen(int64_t delta, integi_belief *belief)
{
    bool wider = delta < belief->lowest || delta > belief->highest;
    belief->lowest = delta < belief->lowest ? delta : belief->lowest;
    belief->highest = delta > belief->highest ? delta : belief->highest;
    return wider;
}

/* Notes what the change at hand proves of a cell. False: nothing that was not known. */
static bool note(integi_others *self, int64_t cell)
{
    int64_t delta = self->delta[cell];
    integi_belief *belief = &self->beliefs[cell];
    if (!integi_others_has_hidden(self, cell) || integi_others_is_safe(self, cell) || delta == 0)
        return false;
    bool wider = !integi_others_is_safe_outside(self, cell) && widen(delta, belief);
    integi_insiders left = {.found = true}; /* open to all of them */
    bool opened = self->emptied[cell] && fears_insiders(self, cell) ? find_insiders(self, cell, &left)
                                                                    : !is_open_inside(self, cell);
    if (opened)
        belief->insiders = left;
    return opened || wider;
}

/* Appends the change at hand. False: no memory. */
static bool append(integi_others *self, integi_lists *lists)
{
    for (int64_t i = 0; i < self->change.count; i++) {
        int64_t atom = self->change.atoms[i], amount = self->change.amount[atom];
        if (amount != 0 && (!integi_lists_item(self->context, lists, atom) ||
                            !integi_lists_item(self->context, lists, amount)))
            return false;
    }
    return integi_lists_close(self->context, lists);
}

/* Writes down what the change at hand proves: of the cell given to its own list, or of all cells. False: no memory. */
static bool write_down(integi_others *self, int64_t cell, integi_lists *own)
{
    bool proves = false;
    find_deltas(self);
    if (keeps_all(self)) {
        proves = own != NULL && note(self, cell);
        for (int64_t i = 0; i < self->touched_count && own == NULL; i++) {
            bool noted = note(self, self->touched[i]);
            proves = proves || noted;
        }
    }
    forget_deltas(self);
    return !proves || append(self, own == NULL ? &self->found->lists : own);
}

bool integi_others_keep(integi_others *self, const int64_t *items, int64_t length)
{
    integi_change_set(&self->change, items, length);
    return write_down(self, 0, NULL);
}

static bool has_enough(const integi_others *self, int64_t cell, bool inside)
{
    return inside ? integi_others_is_safe(self, cell) : integi_others_is_safe_outside(self, cell);
}

/* Makes the change at hand, which was made `times` times so far, once more. False: somewhere there would be fewer than
 * nobody. */
static bool repeat(integi_others *self, int64_t times)
{
    bool good = true;
    for (int64_t i = 0; i < self->change.count; i++) {
        int64_t atom = self->change.atoms[i], *amount = &self->change.amount[atom];
        *amount += *amount / times;
        good = good && self->counts[atom] + *amount >= 0;
    }
    return good;
}

/* Writes down what the change at hand proves, and the same change several times, as far as a width asks for it. False:
 * no memory. */
static bool write_down_repeated(integi_others *self, int64_t cell, bool inside, integi_lists *own)
{
    int64_t width = integ_disclosure_width(self->rule), limit = width < TIMES_AT_MOST ? width : TIMES_AT_MOST;
    bool good = write_down(self, cell, own);
    for (int64_t times = 1; times < limit && good && !has_enough(self, cell, inside) && repeat(self, times); times++)
        good = write_down(self, cell, own);
    return good;
}

/* Looks for other counts for a cell, beginning with atoms where many are. False: no memory, or the stint is over. */
static bool look(integi_others *self, int64_t watched, bool inside, integi_lists *own)
{
    int64_t cell = self->watched[watched], tries = 0;
    const integi_kernel_row *row = &self->kernel.watched[watched];
    bool good = true;
    integi_term term;
    for (int pass = 0; pass < 2; pass++)
        for (int64_t at = 0; tries < TRIES && good && !has_enough(self, cell, inside) &&
                             integi_kernel_read_term(row, &at, &term);) {
            int64_t atom = term.atom;
            if ((self->counts[atom] > 1) != (pass == 0))
                continue;
            for (int sign = 1; sign >= -1 && good && !has_enough(self, cell, inside); sign -= 2, tries++)
                if (integi_change_find(&self->change, watched, atom, sign))
                    good = write_down_repeated(self, cell, inside, own);
            good = good && integi_stint_take(self->stint, row->length);
        }
    return good;
}

/* A change of an atom of the cell with one of another atom, in each direction. False: no memory, or the stint is
 * over. */
static bool look_with(integi_others *self, int64_t watched, int64_t atom, int64_t other)
{
    bool good = true;
    for (int signs = 0; signs < 4 && good && !integi_others_is_safe_outside(self, self->watched[watched]); signs++)
        if (integi_change_find_with(&self->change, watched, atom, signs < 2 ? 1 : -1, other, signs % 2 == 0 ? 1 : -1))
            good = write_down_repeated(self, self->watched[watched], false, NULL);
    return good && integi_stint_take(self->stint, 1);
}

/* Whether an atom's own change leaves a watched row alone. */
static bool is_beside(const integi_others *self, int64_t watched, int64_t atom)
{
    return self->kernel.row_of[atom] < 0 && !integi_kernel_watches(&self->kernel, watched, atom);
}

/* Those others change what the atom's own change changes as well. */
static bool look_with_others(integi_others *self, int64_t watched, int64_t atom, int64_t *tries)
{
    bool good = true;
    int64_t length = integi_kernel_read_column(&self->kernel, atom);
    int64_t *rows = integi_allocate_array(self->context, (size_t)length + 1, sizeof *rows);
    for (int64_t i = 0; rows != NULL && i < length; i++)
        rows[i] = self->kernel.column[i].row;
    for (int64_t i = 0; rows != NULL && i < length && good; i++) {
        const integi_kernel_row *row = &self->kernel.rows[rows[i]];
        int64_t at = 0;
        for (integi_term term; good && *tries < TRIES_BY_TWO && integi_kernel_read_term(row, &at, &term);)
            if (is_beside(self, watched, term.atom)) {
                good = look_with(self, watched, atom, term.atom);
                ++*tries;
            }
    }
    good = good && rows != NULL;
    integi_release(self->context, rows, rows == NULL ? 0 : ((size_t)length + 1) * sizeof *rows);
    return good;
}

bool integi_others_prove_by_two(integi_others *self, int64_t watched)
{
    int64_t cell = self->watched[watched], tries = 0;
    const integi_kernel_row *row = &self->kernel.watched[watched];
    bool good = true;
    int64_t at = 0;
    for (integi_term term; good && tries < TRIES_BY_TWO && !integi_others_is_safe_outside(self, cell) &&
                           integi_kernel_read_term(row, &at, &term);)
        good = look_with_others(self, watched, term.atom, &tries);
    return good;
}

bool integi_others_prove(integi_others *self, int64_t watched)
{
    return look(self, watched, true, NULL);
}

/* Keeps those changes that a cell has and that nothing which is shown notices. False: no memory. */
static bool keep_old(integi_others *self, const integi_guarded *guarded, integi_lists *own)
{
    bool good = true;
    for (int64_t i = 0; i < guarded->proofs.count && good; i++) {
        integi_change_set(&self->change, integi_lists_at(&guarded->proofs, i),
                          integi_lists_length(&guarded->proofs, i));
        good = write_down(self, guarded->cell, own);
    }
    return good;
}

bool integi_others_guard(integi_others *self, integi_guarded *guarded, bool *kept)
{
    int64_t cell = guarded->cell;
    integi_belief before = self->beliefs[cell];
    integi_lists own = {0};
    self->beliefs[cell] = (integi_belief){0};
    bool good = keep_old(self, guarded, &own) && look(self, guarded->watched, guarded->inside, &own);
    *kept = good && has_enough(self, cell, guarded->inside);
    if (*kept) {
        integi_lists_free(self->context, &guarded->proofs);
        guarded->proofs = own;
        return true;
    }
    self->beliefs[cell] = before;
    integi_lists_free(self->context, &own);
    return good;
}
