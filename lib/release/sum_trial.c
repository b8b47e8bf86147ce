/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_trial.h"

#include "release/sum_classes.h"
#include "release/verify.h"

#define TRIES 200       /* of changes for one cell */
#define TIMES_AT_MOST 8 /* that one is made, where the rule asks for a width */

/* Some sums of a measure, and those of them whose limits are shown: whether all hidden cells have other counts with
 * them. */
typedef struct trial {
    integi_sum_counts *of;
    integi_sum_search *search;
    integi_sum_classes sums, limits;
    integi_verification verification;
    int64_t *missing; /* cells that have none yet */
    int64_t missing_count;
} trial;

static bool is_hidden(const integi_sum_counts *self, int64_t cell)
{
    return self->states[cell] == INTEG_CELL_PRIMARY || self->states[cell] == INTEG_CELL_SECONDARY;
}

/* ---- proofs that there are ---- */

static bool is_allowed(trial *self, const int64_t *items, int64_t length)
{
    integi_stint_take(self->of->stint, 4 * length);
    return integi_sum_classes_allow(&self->sums, items, length, false) &&
           integi_sum_classes_allow(&self->limits, items, length, true);
}

static bool are_all_allowed(trial *self)
{
    const integi_lists *proofs = &self->of->proofs->lists;
    for (int64_t i = 0; i < proofs->count; i++)
        if (!is_allowed(self, integi_lists_at(proofs, i), integi_lists_length(proofs, i)))
            return false;
    return true;
}

/* Takes what is allowed, and lists the cells that this leaves without other counts. */
static bool take_proofs(trial *self)
{
    const integi_sum_counts *of = self->of;
    const integi_lists *proofs = &of->proofs->lists;
    if (!integi_verification_open(&self->verification, of->cells, of->atoms->sizes, of->rule, of->states))
        return false;
    for (int64_t i = 0; i < proofs->count; i++)
        if (is_allowed(self, integi_lists_at(proofs, i), integi_lists_length(proofs, i)))
            integi_verification_take(&self->verification, integi_lists_at(proofs, i), integi_lists_length(proofs, i));
    int64_t cells = integ_cells_count(of->cells);
    self->missing = integi_allocate_array(of->collection->context, (size_t)cells + 1, sizeof *self->missing);
    for (int64_t cell = 0; cell < cells && self->missing != NULL; cell++)
        if (is_hidden(of, cell) && !integi_verification_proves(&self->verification, cell))
            self->missing[self->missing_count++] = cell;
    return self->missing != NULL && !integi_stint_is_over(of->stint);
}

/* ---- looking for others ---- */

static bool watch_hidden(const integi_sum_counts *of, integi_sum_search *self)
{
    const integi_lists *members = &of->cells->members;
    for (int64_t cell = 0; cell < members->count; cell++) {
        self->watched_of[cell] = self->kernel.watched_count;
        if (is_hidden(of, cell) && !integi_kernel_watch(&self->kernel, integi_lists_at(members, cell), NULL,
                                                        integi_lists_length(members, cell)))
            return false;
    }
    return true;
}

static bool add_shown(const integi_sum_counts *of, integi_sum_search *self)
{
    const integi_lists *members = &of->cells->members;
    for (int64_t cell = 0; cell < members->count; cell++) {
        int64_t length = integi_lists_length(members, cell);
        if (of->states[cell] == INTEG_CELL_SHOWN && length > 0 &&
            integi_kernel_add(&self->kernel, integi_lists_at(members, cell), NULL, length, true) ==
                INTEGI_KERNEL_NO_MEMORY)
            return false;
    }
    return true;
}

static bool open_search(const integi_sum_counts *of, integi_sum_search *self)
{
    integ_context *context = of->collection->context;
    int64_t cells = of->cells->members.count, sums = (int64_t)of->collection->sum_count;
    self->is_open = true;
    self->watched_of = integi_allocate_array(context, (size_t)cells + 1, sizeof *self->watched_of);
    if (self->watched_of == NULL ||
        !integi_kernel_init(&self->kernel, context, of->atoms->sizes, of->atoms->count, cells + 3 * sums, cells))
        return false;
    self->kernel.stint = of->stint;
    self->kernel.has_amounts = true;
    if (!watch_hidden(of, self) || !add_shown(of, self) || !integi_change_init(&self->change, &self->kernel))
        return false;
    self->kernel.may_be_undone = true; /* what sums say */
    return true;
}

void integi_sum_search_close(const integi_sum_counts *of, integi_sum_search *self)
{
    size_t cells = (size_t)of->cells->members.count + 1;
    if (!self->is_open)
        return;
    integi_change_free(&self->change);
    integi_kernel_free(&self->kernel);
    integi_release(of->collection->context, self->watched_of,
                   self->watched_of == NULL ? 0 : cells * sizeof *self->watched_of);
}

static bool add_sums(const trial *self)
{
    integi_kernel *kernel = &self->search->kernel;
    return integi_sum_classes_add_rows(&self->sums, kernel, false) &&
           integi_sum_classes_add_rows(&self->limits, kernel, false) &&
           integi_sum_classes_add_rows(&self->limits, kernel, true);
}

/* Appends the change at hand, so many times, to the proofs, if it is one. False: no memory. */
static bool take_change(trial *self, int64_t times)
{
    const integi_change *change = &self->search->change;
    integi_lists *proofs = &self->of->proofs->lists;
    integ_context *context = self->of->collection->context;
    for (int64_t i = 0; i < change->count; i++) {
        int64_t atom = change->atoms[i], amount = change->amount[atom];
        if (amount != 0 && (!integi_lists_item(context, proofs, atom) ||
                            !integi_lists_item(context, proofs, times * amount)))
            return false;
    }
    if (!integi_lists_close(context, proofs))
        return false;
    int64_t last = proofs->count - 1, length = integi_lists_length(proofs, last);
    if (!is_allowed(self, integi_lists_at(proofs, last), length) ||
        !integi_verification_take(&self->verification, integi_lists_at(proofs, last), length)) {
        proofs->count--;
        integi_lists_abandon(proofs);
    }
    return true;
}

/* A change of an atom of a hidden cell, and the same several times where a width asks for it. */
static bool try_change(trial *self, int64_t cell, int64_t atom, int64_t sign)
{
    int64_t width = integ_disclosure_width(self->of->rule), limit = width < TIMES_AT_MOST ? width : TIMES_AT_MOST;
    bool good = true;
    if (!integi_change_find(&self->search->change, self->search->watched_of[cell], atom, sign))
        return true;
    for (int64_t times = 1; times <= limit && good; times++)
        if (!integi_verification_proves(&self->verification, cell))
            good = take_change(self, times);
    return good;
}

/* False: no memory, or the stint is over. */
static bool prove(trial *self, int64_t cell)
{
    const integi_kernel_row *row = &self->search->kernel.watched[self->search->watched_of[cell]];
    int64_t at = 0, tries = 0;
    for (integi_term term; tries < TRIES && !integi_verification_proves(&self->verification, cell) &&
                           integi_kernel_read_term(row, &at, &term);
         tries += 2)
        if (!try_change(self, cell, term.atom, 1) || !try_change(self, cell, term.atom, -1) ||
            !integi_stint_take(self->of->stint, row->length))
            return false;
    return true;
}

static integi_sum_outcome prove_missing(trial *self)
{
    for (int64_t i = 0; i < self->missing_count; i++) {
        if (!prove(self, self->missing[i]))
            return INTEGI_SUMS_FAILED;
        if (!integi_verification_proves(&self->verification, self->missing[i])) {
            self->of->told = self->missing[i];
            return INTEGI_SUMS_TOLD;
        }
    }
    return INTEGI_SUMS_KEPT;
}

/* Looks for other counts with the sums, and takes back what they say. */
static integi_sum_outcome look_for_missing(trial *self)
{
    integi_sum_search *in = self->search;
    if (!in->is_open && !open_search(self->of, in))
        return INTEGI_SUMS_FAILED;
    int64_t rows = in->kernel.row_count;
    integi_sum_outcome found = add_sums(self) ? prove_missing(self) : INTEGI_SUMS_FAILED;
    while (found != INTEGI_SUMS_FAILED && in->kernel.row_count > rows)
        integi_kernel_take_back(&in->kernel);
    return found;
}

/* ---- some sums, and some limits ---- */

static void close_trial(trial *self)
{
    integ_context *context = self->of->collection->context;
    size_t cells = (size_t)integ_cells_count(self->of->cells) + 1;
    if (self->verification.cells != NULL)
        integi_verification_close(&self->verification);
    integi_release(context, self->missing, self->missing == NULL ? 0 : cells * sizeof *self->missing);
    integi_sum_classes_free(&self->limits);
    integi_sum_classes_free(&self->sums);
}

static integi_sum_outcome look_at_counts(trial *self)
{
    integi_stint *stint = self->of->stint;
    if (!integi_sum_classes_make(&self->sums, stint) || !integi_sum_classes_make(&self->limits, stint))
        return INTEGI_SUMS_FAILED;
    if (self->of->is_proven && are_all_allowed(self))
        return INTEGI_SUMS_KEPT;
    if (!take_proofs(self))
        return INTEGI_SUMS_FAILED;
    return self->missing_count == 0 ? INTEGI_SUMS_KEPT : look_for_missing(self);
}

integi_sum_outcome integi_sum_trial(integi_sum_counts *of, integi_sum_search *search,
                                    const integi_sum_amounts *amounts, const integi_shown_sums *shown)
{
    trial self = {.of = of,
                  .search = search,
                  .sums = {.amounts = amounts, .sums = shown->sums, .sum_count = shown->sum_count},
                  .limits = {.amounts = amounts, .sums = shown->limits, .sum_count = shown->limit_count}};
    integi_sum_outcome found = look_at_counts(&self);
    close_trial(&self);
    return found;
}
