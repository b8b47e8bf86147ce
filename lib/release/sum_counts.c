/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/sum_counts.h"

#include "release/same_amounts.h"
#include "release/sum_few.h"
#include "release/sum_trial.h"

#include <string.h>

/* Sums, or sums whose limits are meant, the most wanted first. */
typedef struct chosen {
    size_t *sums;
    size_t count; /* that can be shown; behind them is what is tried */
} chosen;

typedef struct choosing {
    integi_sum_counts *of;
    integi_sum_search *search;
    integi_sum_few *few;
    integi_sum_amounts amounts;
    bool is_widened; /* amounts */
    chosen sums, limits;
} choosing;

/* With so many of the sums, and so many limits. */
static integi_sum_outcome attempt(const choosing *with, size_t sums, size_t limits)
{
    integi_sum_counts *of = with->of;
    const integi_shown_sums shown = {with->sums.sums, with->limits.sums, sums, limits};
    integi_sum_outcome found = integi_sum_trial(of, with->search, &with->amounts, &shown);
    if (found == INTEGI_SUMS_KEPT && !integi_sum_few_look(with->few, &shown, &of->told))
        found = INTEGI_SUMS_FAILED;
    else if (found == INTEGI_SUMS_KEPT && of->told >= 0)
        found = INTEGI_SUMS_TOLD;
    found = integi_stint_is_over(of->stint) ? INTEGI_SUMS_FAILED : found;
    of->told = found == INTEGI_SUMS_TOLD ? of->told : -1;
    return found;
}

/* ---- which are hidden ---- */

/* What was said before stays: where there is a proof without it for everything, it tells something. */
static bool is_blamed(const choosing *self, const integi_sum *sum)
{
    return sum->is_said && self->of->is_proven;
}

/* With so many more sums, or limits, than were chosen. */
static integi_sum_outcome attempt_more(const choosing *self, bool of_limits, size_t more)
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
        integi_sum_outcome found = attempt_more(self, of_limits, more);
        if (found == INTEGI_SUMS_FAILED)
            return false;
        if (found == INTEGI_SUMS_KEPT) {
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

static bool widen(choosing *self)
{
    self->is_widened = true;
    return integi_sum_amounts_widen(&self->amounts, self->of->stint) &&
           integi_sum_few_begin(self->few, &self->amounts);
}

/* First with what people have, and where that is not enough with what they may have. */
static integi_sum_outcome attempt_all(choosing *self)
{
    integi_sum_outcome found = attempt(self, self->sums.count, self->limits.count);
    if (found != INTEGI_SUMS_TOLD || self->is_widened)
        return found;
    return widen(self) ? attempt(self, self->sums.count, self->limits.count) : INTEGI_SUMS_FAILED;
}

/* Looks for groups with all that was chosen, likewise. *again: with others than before. */
static bool find_groups(choosing *self, bool *again)
{
    const integi_shown_sums shown = {self->sums.sums, self->limits.sums, self->sums.count, self->limits.count};
    bool good = integi_sum_few_find(self->few, &shown, again);
    if (good && *again && !self->is_widened)
        good = widen(self) && integi_sum_few_find(self->few, &shown, again);
    return good;
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
static bool choose_all(choosing *self)
{
    list_limits(self);
    integi_sum_outcome found = attempt_all(self);
    if (found != INTEGI_SUMS_TOLD)
        return found == INTEGI_SUMS_KEPT;
    if (!choose(self, false))
        return false;
    list_limits(self);
    return choose(self, true);
}

static bool look_at_amounts(choosing *self, const size_t *wanted, size_t count)
{
    self->amounts = (integi_sum_amounts){.collection = self->of->collection, .atoms = self->of->atoms, .sums = wanted,
                                         .sum_count = count};
    memcpy(self->sums.sums, wanted, count * sizeof *wanted);
    self->sums.count = count;
    self->is_widened = false;
    bool good = integi_sum_amounts_read(&self->amounts, self->of->stint) &&
                integi_sum_few_begin(self->few, &self->amounts);
    for (bool again = good; again && good;) {
        again = false;
        good = choose_all(self) && find_groups(self, &again);
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
    integi_sum_search in = {.kernel = {.context = context}};
    integi_sum_few few = {.of = self, .kernel = {.context = context}};
    choosing work = {.of = self, .search = &in, .few = &few};
    size_t *alike = integi_allocate_array(context, room, sizeof *alike);
    size_t *wanted = integi_allocate_array(context, room, sizeof *wanted);
    integi_wanted_sum *list = integi_allocate_array(context, room, sizeof *list);
    work.sums.sums = integi_allocate_array(context, room, sizeof *work.sums.sums);
    work.limits.sums = integi_allocate_array(context, room, sizeof *work.limits.sums);
    self->told = -1;
    bool good = alike != NULL && wanted != NULL && list != NULL && work.sums.sums != NULL && work.limits.sums != NULL &&
                look_at_all(&work, alike, wanted, list);
    integi_sum_search_close(self, &in);
    integi_sum_few_close(&few);
    integi_release(context, alike, alike == NULL ? 0 : room * sizeof *alike);
    integi_release(context, wanted, wanted == NULL ? 0 : room * sizeof *wanted);
    integi_release(context, list, list == NULL ? 0 : room * sizeof *list);
    integi_release(context, work.sums.sums, work.sums.sums == NULL ? 0 : room * sizeof *work.sums.sums);
    integi_release(context, work.limits.sums, work.limits.sums == NULL ? 0 : room * sizeof *work.limits.sums);
    return good || self->told >= 0;
}
