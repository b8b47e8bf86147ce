/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_counts.h"

#include "disclosure/change.h"
#include "release/same_amounts.h"
#include "release/sum_classes.h"
#include "release/verify.h"

#include <string.h>

#define TRIES 200       /* of changes for one cell */
#define TIMES_AT_MOST 8 /* that one is made, where the rule asks for a width */

typedef enum outcome { FAILED, KEPT, TOLD } outcome;

/* Changes that leave what is shown of counts as it is; made where they are looked for at all. */
typedef struct search {
    integi_kernel kernel; /* watches all hidden cells */
    integi_change change;
    int64_t *watched_of; /* the number of each cell that is watched */
    bool is_open;
} search;

/* Some sums of a measure, and those of them whose limits are shown: whether all hidden cells have other counts with
 * them. */
typedef struct trial {
    integi_sum_counts *of;
    search *search;
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

static bool watch_hidden(const integi_sum_counts *of, search *self)
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

static bool add_shown(const integi_sum_counts *of, search *self)
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

static bool open_search(const integi_sum_counts *of, search *self)
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

static void close_search(const integi_sum_counts *of, search *self)
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

static outcome prove_missing(trial *self)
{
    for (int64_t i = 0; i < self->missing_count; i++) {
        if (!prove(self, self->missing[i]))
            return FAILED;
        if (!integi_verification_proves(&self->verification, self->missing[i])) {
            self->of->told = self->missing[i];
            return TOLD;
        }
    }
    return KEPT;
}

/* Looks for other counts with the sums, and takes back what they say. */
static outcome look_for_missing(trial *self)
{
    search *in = self->search;
    if (!in->is_open && !open_search(self->of, in))
        return FAILED;
    int64_t rows = in->kernel.row_count;
    outcome found = add_sums(self) ? prove_missing(self) : FAILED;
    while (found != FAILED && in->kernel.row_count > rows)
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

/* Sums, or sums whose limits are meant, the most wanted first. */
typedef struct chosen {
    size_t *sums;
    size_t count; /* that can be shown; behind them is what is tried */
} chosen;

typedef struct choosing {
    integi_sum_counts *of;
    search *search;
    integi_sum_amounts amounts;
    chosen sums, limits;
} choosing;

/* With so many of the sums, and so many limits. */
static outcome attempt(const choosing *with, size_t sums, size_t limits)
{
    integi_sum_counts *of = with->of;
    trial self = {.of = of,
                  .search = with->search,
                  .sums = {.amounts = &with->amounts, .sums = with->sums.sums, .sum_count = sums},
                  .limits = {.amounts = &with->amounts, .sums = with->limits.sums, .sum_count = limits}};
    outcome found = FAILED;
    if (integi_sum_classes_make(&self.sums, of->stint) && integi_sum_classes_make(&self.limits, of->stint)) {
        if (of->is_proven && are_all_allowed(&self))
            found = KEPT;
        else if (take_proofs(&self))
            found = self.missing_count == 0 ? KEPT : look_for_missing(&self);
    }
    close_trial(&self);
    found = integi_stint_is_over(of->stint) ? FAILED : found;
    of->told = found == TOLD ? of->told : -1;
    return found;
}

/* ---- which are hidden ---- */

/* What was said before stays: where there is a proof without it for everything, it tells something. */
static bool is_blamed(const choosing *self, const integi_sum *sum)
{
    return sum->is_said && self->of->is_proven;
}

/* With so many more sums, or limits, than were chosen. */
static outcome attempt_more(const choosing *self, bool of_limits, size_t more)
{
    return of_limits ? attempt(self, self->sums.count, self->limits.count + more)
                     : attempt(self, self->sums.count + more, 0);
}

/* Takes out the first of those that are tried, unless it was said before. */
static void leave_out(choosing *self, bool of_limits, size_t *left)
{
    chosen *into = of_limits ? &self->limits : &self->sums;
    integi_sum *sum = &self->of->collection->sums[into->sums[into->count]];
    --*left;
    if (sum->is_said) {
        into->count++;
        return;
    }
    *(of_limits ? &sum->hides_limits : &sum->is_hidden) = true;
    memmove(into->sums + into->count, into->sums + into->count + 1, *left * sizeof *into->sums);
}

/* Of two that cannot both be shown, the one that comes first is. Many are tried at once, and half of them where that
 * tells something. False: it failed, or what was said before tells something. */
static bool choose(choosing *self, bool of_limits)
{
    chosen *into = of_limits ? &self->limits : &self->sums;
    size_t left = into->count, more = left;
    into->count = 0;
    while (left > 0) {
        more = more < left ? more : left;
        outcome found = attempt_more(self, of_limits, more);
        if (found == FAILED)
            return false;
        if (found == KEPT) {
            into->count += more;
            left -= more;
            more *= 2;
        } else if (more > 1) {
            more /= 2;
        } else if (is_blamed(self, &self->of->collection->sums[into->sums[into->count]])) {
            return false;
        } else {
            leave_out(self, of_limits, &left);
        }
    }
    return true;
}

/* The limits that may be shown: a rule about the largest amounts hides all. */
static void list_limits(choosing *self)
{
    self->limits.count = 0;
    for (size_t i = 0; i < self->sums.count && integ_disclosure_contributions(self->of->rule) == 0; i++)
        if (!self->of->collection->sums[self->sums.sums[i]].hides_limits)
            self->limits.sums[self->limits.count++] = self->sums.sums[i];
}

/* First with what people have, and where that is not enough with what they may have. */
static outcome attempt_all(choosing *self)
{
    integi_sum_counts *of = self->of;
    if (!integi_sum_amounts_read(&self->amounts, of->stint))
        return FAILED;
    outcome found = attempt(self, self->sums.count, self->limits.count);
    if (found != TOLD)
        return found;
    return integi_sum_amounts_widen(&self->amounts, of->stint) ? attempt(self, self->sums.count, self->limits.count)
                                                               : FAILED;
}

static void mark_behind(const integi_sum_counts *self, const size_t *wanted, size_t count)
{
    const integi_lists *cells = &self->atoms->cells;
    for (size_t i = 0; i < count; i++) {
        const integi_sum *sum = &self->collection->sums[wanted[i]];
        for (int64_t at = cells->starts[sum->cell]; at < cells->starts[sum->cell + 1] && sum->is_said; at++)
            self->behind[cells->items[at]] = true;
    }
}

/* All at once; else first the sums, and then the limits of those that are shown. */
static bool look_at_amounts(choosing *self, const size_t *wanted, size_t count)
{
    self->amounts = (integi_sum_amounts){.collection = self->of->collection, .atoms = self->of->atoms, .sums = wanted,
                                         .sum_count = count};
    memcpy(self->sums.sums, wanted, count * sizeof *wanted);
    self->sums.count = count;
    list_limits(self);
    outcome found = attempt_all(self);
    bool good = found == KEPT;
    if (found == TOLD && choose(self, false)) {
        list_limits(self);
        good = choose(self, true);
    }
    if (good)
        self->of->told = -1;
    else
        mark_behind(self->of, wanted, count);
    integi_sum_amounts_free(&self->amounts);
    return good;
}

static size_t keep_shown(const integi_sum_counts *self, size_t *sums, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const integi_sum *sum = &self->collection->sums[sums[i]];
        if (self->shown[sum->cell] && !sum->is_hidden && sum->rows.count > 0)
            sums[kept++] = sums[i];
    }
    return kept;
}

static bool look_at_all(choosing *self, size_t *alike, size_t *wanted, integi_wanted_sum *list)
{
    int64_t count = integi_sums_sort_by_measure(self->of->collection, alike);
    bool good = true;
    for (int64_t number = 0; number < count && good; number++) {
        size_t listed = integi_sums_list_alike(self->of->collection, alike, (size_t)number, list, wanted);
        listed = keep_shown(self->of, wanted, listed);
        good = listed == 0 || look_at_amounts(self, wanted, listed);
    }
    return good;
}

bool integi_sums_keep_counts(integi_sum_counts *self)
{
    integ_context *context = self->collection->context;
    size_t room = self->collection->sum_count + 1;
    search in = {.kernel = {.context = context}};
    choosing work = {.of = self, .search = &in};
    size_t *alike = integi_allocate_array(context, room, sizeof *alike);
    size_t *wanted = integi_allocate_array(context, room, sizeof *wanted);
    integi_wanted_sum *list = integi_allocate_array(context, room, sizeof *list);
    work.sums.sums = integi_allocate_array(context, room, sizeof *work.sums.sums);
    work.limits.sums = integi_allocate_array(context, room, sizeof *work.limits.sums);
    self->told = -1;
    bool good = alike != NULL && wanted != NULL && list != NULL && work.sums.sums != NULL && work.limits.sums != NULL &&
                look_at_all(&work, alike, wanted, list);
    close_search(self, &in);
    integi_release(context, alike, alike == NULL ? 0 : room * sizeof *alike);
    integi_release(context, wanted, wanted == NULL ? 0 : room * sizeof *wanted);
    integi_release(context, list, list == NULL ? 0 : room * sizeof *list);
    integi_release(context, work.sums.sums, work.sums.sums == NULL ? 0 : room * sizeof *work.sums.sums);
    integi_release(context, work.limits.sums, work.limits.sums == NULL ? 0 : room * sizeof *work.limits.sums);
    return good || self->told >= 0;
}
