/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_counts.h"

#include "disclosure/change.h"
#include "release/same_amounts.h"
#include "release/sum_classes.h"
#include "release/verify.h"

#define TRIES 200       /* of changes for one cell */
#define TIMES_AT_MOST 8 /* that one is made, where the rule asks for a width */

typedef enum outcome { FAILED, KEPT, TOLD } outcome;

/* Some sums of the same amounts, and those of them whose limits are shown: whether all hidden cells have other counts
 * with them. */
typedef struct trial {
    integi_sum_counts *of;
    integi_sum_classes sums, limits;
    integi_verification verification;
    integi_kernel kernel;
    integi_change change;
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

static bool add_shown(trial *self)
{
    const integi_lists *members = &self->of->cells->members;
    for (int64_t cell = 0; cell < members->count; cell++) {
        int64_t length = integi_lists_length(members, cell);
        if (self->of->states[cell] == INTEG_CELL_SHOWN && length > 0 &&
            integi_kernel_add(&self->kernel, integi_lists_at(members, cell), NULL, length, true) ==
                INTEGI_KERNEL_NO_MEMORY)
            return false;
    }
    return true;
}

static bool open_kernel(trial *self)
{
    const integi_sum_counts *of = self->of;
    const integi_lists *members = &of->cells->members;
    int64_t rows = members->count + (int64_t)(self->sums.sum_count + 2 * self->limits.sum_count);
    if (!integi_kernel_init(&self->kernel, of->collection->context, of->atoms->sizes, of->atoms->count, rows,
                            self->missing_count))
        return false;
    self->kernel.stint = of->stint;
    self->kernel.has_amounts = true;
    for (int64_t i = 0; i < self->missing_count; i++)
        if (!integi_kernel_watch(&self->kernel, integi_lists_at(members, self->missing[i]), NULL,
                                 integi_lists_length(members, self->missing[i])))
            return false;
    return add_shown(self) && integi_sum_classes_add_rows(&self->sums, &self->kernel, false) &&
           integi_sum_classes_add_rows(&self->limits, &self->kernel, false) &&
           integi_sum_classes_add_rows(&self->limits, &self->kernel, true) &&
           integi_change_init(&self->change, &self->kernel);
}

/* Appends the change at hand, so many times, to the proofs, if it is one. False: no memory. */
static bool take_change(trial *self, int64_t times)
{
    integi_lists *proofs = &self->of->proofs->lists;
    integ_context *context = self->of->collection->context;
    for (int64_t i = 0; i < self->change.count; i++) {
        int64_t atom = self->change.atoms[i], amount = self->change.amount[atom];
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

/* A change of an atom of a watched cell, and the same several times where a width asks for it. */
static bool try_change(trial *self, int64_t watched, int64_t atom, int64_t sign)
{
    int64_t width = integ_disclosure_width(self->of->rule), limit = width < TIMES_AT_MOST ? width : TIMES_AT_MOST;
    bool good = true;
    if (!integi_change_find(&self->change, watched, atom, sign))
        return true;
    for (int64_t times = 1; times <= limit && good; times++)
        if (!integi_verification_proves(&self->verification, self->missing[watched]))
            good = take_change(self, times);
    return good;
}

/* False: no memory, or the stint is over. */
static bool prove(trial *self, int64_t watched)
{
    const integi_kernel_row *row = &self->kernel.watched[watched];
    int64_t cell = self->missing[watched], at = 0, tries = 0;
    for (integi_term term; tries < TRIES && !integi_verification_proves(&self->verification, cell) &&
                           integi_kernel_read_term(row, &at, &term);
         tries += 2)
        if (!try_change(self, watched, term.atom, 1) || !try_change(self, watched, term.atom, -1) ||
            !integi_stint_take(self->of->stint, row->length))
            return false;
    return true;
}

static outcome prove_missing(trial *self)
{
    if (!open_kernel(self))
        return FAILED;
    for (int64_t i = 0; i < self->missing_count; i++) {
        if (!prove(self, i))
            return FAILED;
        if (!integi_verification_proves(&self->verification, self->missing[i])) {
            self->of->told = self->missing[i];
            return TOLD;
        }
    }
    return KEPT;
}

/* ---- some sums, and some limits ---- */

static void close_trial(trial *self)
{
    integ_context *context = self->of->collection->context;
    size_t cells = (size_t)integ_cells_count(self->of->cells) + 1;
    integi_change_free(&self->change);
    integi_kernel_free(&self->kernel);
    if (self->verification.cells != NULL)
        integi_verification_close(&self->verification);
    integi_release(context, self->missing, self->missing == NULL ? 0 : cells * sizeof *self->missing);
    integi_sum_classes_free(&self->limits);
    integi_sum_classes_free(&self->sums);
}

/* What can be shown, the most wanted first. */
typedef struct choosing {
    integi_sum_counts *of;
    integi_sum_amounts amounts;
    size_t *sums, *limits;
    size_t sum_count, limit_count;
} choosing;

/* With so many of the sums, and so many limits. */
static outcome attempt(const choosing *with, size_t sums, size_t limits)
{
    integi_sum_counts *of = with->of;
    trial self = {.of = of,
                  .sums = {.amounts = &with->amounts, .sums = with->sums, .sum_count = sums},
                  .limits = {.amounts = &with->amounts, .sums = with->limits, .sum_count = limits},
                  .kernel = {.context = of->collection->context}};
    outcome found = FAILED;
    if (integi_sum_classes_make(&self.sums, of->stint) && integi_sum_classes_make(&self.limits, of->stint)) {
        if (of->is_proven && are_all_allowed(&self))
            found = KEPT;
        else if (take_proofs(&self))
            found = self.missing_count == 0 ? KEPT : prove_missing(&self);
    }
    close_trial(&self);
    found = integi_stint_is_over(of->stint) ? FAILED : found;
    of->told = found == TOLD ? of->told : -1;
    return found;
}

/* ---- which are hidden ---- */

/* Of two that cannot both be shown, the one that comes first is. What was said before stays: where there is a proof
 * without it for everything, it tells something. *shown: whether it stays. False: it does; or it failed. */
static bool judge(const choosing *self, outcome found, const integi_sum *sum, bool *shown)
{
    *shown = found == KEPT || sum->is_said;
    return found == KEPT || (found == TOLD && !(sum->is_said && self->of->is_proven));
}

static bool choose_sums(choosing *self, const size_t *wanted, size_t count)
{
    bool shown;
    self->sum_count = 0;
    for (size_t i = 0; i < count; i++) {
        integi_sum *sum = &self->of->collection->sums[wanted[i]];
        self->sums[self->sum_count] = wanted[i];
        if (!judge(self, attempt(self, self->sum_count + 1, 0), sum, &shown))
            return false;
        self->sum_count += shown;
        sum->is_hidden = !shown;
    }
    return true;
}

static bool choose_limits(choosing *self)
{
    bool shown;
    self->limit_count = 0;
    for (size_t i = 0; i < self->sum_count; i++) {
        integi_sum *sum = &self->of->collection->sums[self->sums[i]];
        if (sum->hides_limits)
            continue;
        self->limits[self->limit_count] = self->sums[i];
        if (!judge(self, attempt(self, self->sum_count, self->limit_count + 1), sum, &shown))
            return false;
        self->limit_count += shown;
        sum->hides_limits = !shown;
    }
    return true;
}

/* All, and the limits that may be shown: a rule about the largest amounts hides them. */
static void list_all(choosing *self, const size_t *wanted, size_t count)
{
    self->sum_count = count;
    self->limit_count = 0;
    for (size_t i = 0; i < count; i++) {
        self->sums[i] = wanted[i];
        if (integ_disclosure_contributions(self->of->rule) == 0 && !self->of->collection->sums[wanted[i]].hides_limits)
            self->limits[self->limit_count++] = wanted[i];
    }
}

/* First with what people have, and where that is not enough with what they may have. */
static outcome attempt_all(choosing *self)
{
    integi_sum_counts *of = self->of;
    if (!integi_sum_amounts_read(&self->amounts, of->stint))
        return FAILED;
    outcome found = attempt(self, self->sum_count, self->limit_count);
    if (found != TOLD)
        return found;
    return integi_sum_amounts_widen(&self->amounts, of->stint) ? attempt(self, self->sum_count, self->limit_count)
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

/* All at once; else one after the other. */
static bool look_at_amounts(choosing *self, const size_t *wanted, size_t count)
{
    self->amounts = (integi_sum_amounts){.collection = self->of->collection, .atoms = self->of->atoms, .sums = wanted,
                                         .sum_count = count};
    list_all(self, wanted, count);
    bool any_limits = self->limit_count > 0;
    outcome found = attempt_all(self);
    bool good = found == KEPT || (found == TOLD && choose_sums(self, wanted, count) &&
                                  (!any_limits || choose_limits(self)));
    if (!good)
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
    choosing work = {.of = self};
    size_t *alike = integi_allocate_array(context, room, sizeof *alike);
    size_t *wanted = integi_allocate_array(context, room, sizeof *wanted);
    integi_wanted_sum *list = integi_allocate_array(context, room, sizeof *list);
    work.sums = integi_allocate_array(context, room, sizeof *work.sums);
    work.limits = integi_allocate_array(context, room, sizeof *work.limits);
    self->told = -1;
    bool good = alike != NULL && wanted != NULL && list != NULL && work.sums != NULL && work.limits != NULL &&
                look_at_all(&work, alike, wanted, list);
    integi_release(context, alike, alike == NULL ? 0 : room * sizeof *alike);
    integi_release(context, wanted, wanted == NULL ? 0 : room * sizeof *wanted);
    integi_release(context, list, list == NULL ? 0 : room * sizeof *list);
    integi_release(context, work.sums, work.sums == NULL ? 0 : room * sizeof *work.sums);
    integi_release(context, work.limits, work.limits == NULL ? 0 : room * sizeof *work.limits);
    return good || self->told >= 0;
}
