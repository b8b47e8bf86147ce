/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What adding and subtracting all shown sums of the same amounts tells. Who has an amount of 0 is in all of them or
 * none, for all that matters; where most have the same amount and counts are known, so is who has just that. */
#include "disclosure/kernel.h"
#include "release/mix.h"
#include "release/same_amounts.h"
#include "release/small_groups.h"
#include "release/sum_kinds.h"
#include "release/sums.h"

#include <stdlib.h>

typedef struct span {
    integi_collection *collection;
    const bool *shown; /* of cells */
    integi_stint *stint;
    integi_sum_kinds kinds;
    integi_kernel kernel;
    int64_t *uses;       /* minus the sums that each kind is in, so that rows stay short */
    integi_alike *alike; /* no two kinds are */
    integi_lists groups; /* of kinds in which few have any amount, which can be counted together */
    bool found;          /* something was hidden */
} span;

static integi_sum *sum_at(const span *self, size_t place)
{
    return &self->collection->sums[self->kinds.sums[place]];
}

static bool is_shown(const span *self, const integi_sum *sum)
{
    return self->shown[sum->cell] && !sum->is_hidden;
}

static bool open_kernel(span *self)
{
    const integi_sum_kinds *kinds = &self->kinds;
    for (int64_t kind = 0; kind < kinds->count; kind++)
        self->uses[kind] = 0;
    for (int64_t i = 0; i < kinds->kinds.used; i++)
        self->uses[kinds->kinds.items[i]]--;
    bool good = integi_kernel_init(&self->kernel, self->collection->context, self->uses, kinds->count,
                                   (int64_t)kinds->sum_count,
                                   (int64_t)kinds->sum_count + kinds->count + self->groups.count);
    self->kernel.stint = self->stint;
    return good;
}

static bool watch_list(span *self, const int64_t *kinds, int64_t count)
{
    return count == 0 || integi_kernel_watch(&self->kernel, kinds, NULL, count);
}

static bool is_watched(const span *self, const integi_sum *sum)
{
    return !is_shown(self, sum) && (self->kinds.with_nobody || !sum->is_for_all);
}

/* Watches what nobody may work out: sums that are hidden, and what is of few. */
static bool watch(span *self, int64_t threshold)
{
    const integi_sum_kinds *kinds = &self->kinds;
    for (size_t i = 0; i < kinds->sum_count; i++)
        if (is_watched(self, sum_at(self, i)) && !watch_list(self, integi_lists_at(&kinds->kinds, (int64_t)i),
                                                             integi_lists_length(&kinds->kinds, (int64_t)i)))
            return false;
    for (int64_t kind = 0; kind < kinds->count; kind++)
        if ((kinds->people.sizes[kind] < threshold || kinds->dominated[kind]) && !watch_list(self, &kind, 1))
            return false;
    for (int64_t i = 0; i < self->groups.count; i++)
        if (!watch_list(self, integi_lists_at(&self->groups, i), integi_lists_length(&self->groups, i)))
            return false;
    return true;
}

/* Adds what is shown, and hides what would tell of something that is watched. */
static bool add_shown(span *self)
{
    for (size_t i = 0; i < self->kinds.sum_count; i++) {
        integi_sum *sum = sum_at(self, i);
        if (!is_shown(self, sum))
            continue;
        integi_kernel_result result =
            integi_kernel_add(&self->kernel, integi_lists_at(&self->kinds.kinds, (int64_t)i), NULL,
                              integi_lists_length(&self->kinds.kinds, (int64_t)i), sum->is_said);
        if (result == INTEGI_KERNEL_NO_MEMORY)
            return false;
        if (result != INTEGI_KERNEL_TELLS)
            continue;
        sum->is_hidden = self->found = true;
        sum->is_for_all = self->kinds.with_nobody;
    }
    return true;
}

static bool find_groups(span *self, int64_t threshold)
{
    for (int64_t kind = 0; kind < self->kinds.count; kind++)
        self->alike[kind] = (integi_alike){integi_mix((uint64_t)kind + 1), kind};
    integi_alike_sort(self->alike, self->kinds.count);
    integi_small_groups search = {.kernel = &self->kernel, .sizes = self->kinds.people.sizes, .few = threshold - 1,
                                  .alike = self->alike};
    search.owned = integi_atoms_has_owners(&self->kinds.people) ? &self->kinds.people : NULL;
    bool good = integi_small_groups_find(&search);
    self->groups = search.groups;
    return good;
}

/* Once with what is known to be few, and once more with the groups that can be counted then, if there are any. */
static bool look_twice(span *self)
{
    int64_t threshold = integ_disclosure_threshold(self->collection->rule);
    bool good = true;
    for (int time = 0; time < 2 && good && !self->found && (time == 0 || self->groups.count > 0); time++) {
        good = open_kernel(self) && watch(self, threshold) && add_shown(self);
        if (good && time == 0 && !self->found)
            good = find_groups(self, threshold);
        integi_kernel_free(&self->kernel);
    }
    return good;
}

static bool look_at_amounts(span *self)
{
    integ_context *context = self->collection->context;
    bool good = integi_sum_kinds_make(&self->kinds, self->stint);
    size_t room = (size_t)self->kinds.count + 1;
    if (good && self->kinds.count > 0) {
        self->uses = integi_allocate_array(context, room, sizeof *self->uses);
        self->alike = integi_allocate_array(context, room, sizeof *self->alike);
        good = self->uses != NULL && self->alike != NULL && look_twice(self);
        integi_release(context, self->uses, self->uses == NULL ? 0 : room * sizeof *self->uses);
        integi_release(context, self->alike, self->alike == NULL ? 0 : room * sizeof *self->alike);
        integi_lists_free(context, &self->groups);
    }
    integi_sum_kinds_free(&self->kinds);
    return good;
}

/* ---- the sums of the same amounts ---- */

/* From 0, from what most have, and from 0 again for those of whom it is hidden that they have none. */
typedef enum view { FROM_NONE, FROM_USUAL, WITH_NOBODY, VIEWS } view;

static bool has_sum_of_all(const integi_collection *collection, const size_t *sums, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any = any || collection->sums[sums[i]].is_of_all;
    return any;
}

static bool withhold(integi_collection *collection, const bool *shown, integi_stint *stint, size_t *alike,
                     integi_wanted_sum *list, size_t *sums, bool *found)
{
    int64_t count = integi_sums_sort_by_amounts(collection, stint, alike);
    bool good = count >= 0;
    for (int64_t number = 0; number < count && good; number++) {
        size_t listed = integi_sums_list_alike(collection, alike, (size_t)number, list, sums);
        int views = has_sum_of_all(collection, sums, listed) ? VIEWS : WITH_NOBODY;
        for (int from = FROM_NONE; from < views && good && listed > 1; from++) {
            span looked = {.collection = collection, .shown = shown, .stint = stint,
                           .kinds = {.collection = collection, .sums = sums, .sum_count = listed,
                                     .from_usual = from == FROM_USUAL, .with_nobody = from == WITH_NOBODY}};
            good = look_at_amounts(&looked);
            *found = *found || looked.found;
        }
    }
    return good && !integi_stint_is_over(stint);
}

bool integi_sums_withhold_spans(integi_collection *collection, const bool *shown, integi_stint *stint, bool *found)
{
    integ_context *context = collection->context;
    size_t room = collection->sum_count + 1;
    size_t *alike = integi_allocate_array(context, room, sizeof *alike);
    size_t *sums = integi_allocate_array(context, room, sizeof *sums);
    integi_wanted_sum *list = integi_allocate_array(context, room, sizeof *list);
    bool good = alike != NULL && sums != NULL && list != NULL &&
                withhold(collection, shown, stint, alike, list, sums, found);
    integi_release(context, alike, alike == NULL ? 0 : room * sizeof *alike);
    integi_release(context, sums, sums == NULL ? 0 : room * sizeof *sums);
    integi_release(context, list, list == NULL ? 0 : room * sizeof *list);
    return good;
}
