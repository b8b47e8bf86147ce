/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What adding and subtracting everything that is shown of all snapshots and tables tells. */
#include "base/message.h"
#include "disclosure/kernel.h"
#include "release/across.h"
#include "release/mix.h"
#include "release/small_groups.h"

#include <stdlib.h>

typedef struct elimination {
    integi_kernel kernel;
    const integi_atoms *people; /* who is told apart: in the tables by themselves, or as owners of rows of several */
    int64_t within;    /* counts of few people are at most this */
    int64_t *uses;     /* minus the cells that each atom is in: rows stay short when pivots are rare */
    int64_t *atoms;    /* of the row at hand; what stands twice counts twice */
    uint32_t *numbers; /* likewise: of rows, or what takes as many away */
} elimination;

static size_t room_of(const elimination *self)
{
    return 4 * ((size_t)self->people->count + 1); /* two cells, of which each atom may be listed again */
}

static bool open_elimination(elimination *self, const integi_across *across, int64_t few)
{
    integ_context *context = across->collection->context;
    size_t count = (size_t)self->people->count + 1;
    self->within = self->people == &across->atoms ? across->within : INT64_MAX;
    self->kernel.context = context;
    self->uses = integi_allocate_zeroed(context, count * sizeof *self->uses);
    self->atoms = integi_allocate_array(context, room_of(self), sizeof *self->atoms);
    self->numbers = integi_allocate_array(context, room_of(self), sizeof *self->numbers);
    return self->uses != NULL && self->atoms != NULL && self->numbers != NULL &&
           integi_kernel_init(&self->kernel, context, self->uses, self->people->count, (int64_t)across->cell_count,
                              (int64_t)(across->cell_count + across->collection->share_count) + few);
}

static void close_elimination(elimination *self, const integi_across *across)
{
    integ_context *context = across->collection->context;
    size_t count = (size_t)self->people->count + 1;
    integi_kernel_free(&self->kernel);
    integi_release(context, self->uses, self->uses == NULL ? 0 : count * sizeof *self->uses);
    integi_release(context, self->atoms, self->atoms == NULL ? 0 : room_of(self) * sizeof *self->atoms);
    integi_release(context, self->numbers, self->numbers == NULL ? 0 : room_of(self) * sizeof *self->numbers);
}

static void take_atom(const elimination *self, int64_t atom, int64_t rows, bool away, int64_t at)
{
    uint32_t number = (uint32_t)(rows % INTEGI_KERNEL_PRIME);
    self->atoms[at] = atom;
    self->numbers[at] = away && number > 0 ? INTEGI_KERNEL_PRIME - number : number;
}

/* Appends a cell's atoms to the row at hand, or takes them away: first each once. Returns its length. */
static int64_t take_people(const elimination *self, int64_t cell, bool away, int64_t length)
{
    int64_t at = 0;
    for (int64_t atom; (atom = integi_atoms_next(self->people, cell, &at)) >= 0;)
        take_atom(self, atom, 1, away, length++);
    return length;
}

/* The same with all rows of people who have several. */
static int64_t take_cell(const elimination *self, int64_t cell, bool away, int64_t length)
{
    const integi_lists *again = &self->people->again;
    length = take_people(self, cell, away, length);
    for (int64_t i = 0; again->count > 0 && i < integi_lists_length(again, cell); i++) {
        int64_t repeat, atom = integi_atoms_repeated(integi_lists_at(again, cell)[i], &repeat);
        take_atom(self, atom, repeat, away, length++);
    }
    return length;
}

static bool is_small(const elimination *self, const integi_across *across, int64_t length)
{
    int64_t people = integi_atoms_people(self->people, self->atoms, length, across->few + 1);
    return integ_disclosure_hides_count(across->rule, people) != 0;
}

/* Whether few have rows in the whole that are not in its part. */
static bool leaves_small(const elimination *self, const integi_across *across, const integi_share *share)
{
    int64_t at = 0, length = 0, people = 0;
    for (int64_t atom; people <= across->few && (atom = integi_atoms_next(self->people, share->whole, &at)) >= 0;) {
        if (integi_atoms_number(self->people, share->whole, atom) ==
            integi_atoms_number(self->people, share->part, atom))
            continue;
        take_atom(self, atom, 1, false, length++);
        people = integi_atoms_people(self->people, self->atoms, length, across->few + 1);
    }
    return people > 0 && people <= across->few;
}

/* Watches what nobody may work out: hidden counts that are small, and small rests of shares that are hidden. */
static bool watch_hidden(elimination *self, const integi_across *across, const bool *shown)
{
    const integi_collection *collection = across->collection;
    for (size_t i = 0; i < collection->cell_count; i++) {
        const integi_collected *cell = &collection->cells[i];
        if (shown[i] || cell->rows.count == 0 || cell->rows.count > self->within ||
            cell->standing == INTEG_STANDING_PUBLISHED)
            continue;
        if (!is_small(self, across, take_people(self, (int64_t)i, false, 0)))
            continue;
        if (!integi_kernel_watch(&self->kernel, self->atoms, self->numbers, take_cell(self, (int64_t)i, false, 0)))
            return false;
    }
    for (size_t i = 0; i < collection->share_count; i++) {
        const integi_share *share = &collection->shares[i];
        int64_t rest = collection->cells[share->whole].rows.count - collection->cells[share->part].rows.count;
        bool both = shown[share->part] && shown[share->whole];
        if (both || rest <= 0 || rest > self->within || !leaves_small(self, across, share))
            continue;
        int64_t length = take_cell(self, share->whole, false, 0);
        length = take_cell(self, share->part, true, length);
        if (!integi_kernel_watch(&self->kernel, self->atoms, self->numbers, length))
            return false;
    }
    return true;
}

/* Pivots are taken where there is least. */
static void count_uses(elimination *self, const integi_across *across)
{
    for (size_t cell = 0; cell < across->cell_count; cell++) {
        int64_t at = 0, count = 0;
        for (int64_t atom; (atom = integi_atoms_next(self->people, (int64_t)cell, &at)) >= 0; count++)
            self->uses[atom]--;
        integi_kernel_take_steps(&self->kernel, count);
    }
}

/* ---- groups of few people ---- */

/* Atoms by the shown cells that they are in, and the rows there. */
static void sign_atoms(const elimination *self, const integi_across *across, integi_alike *alike)
{
    for (int64_t atom = 0; atom < self->people->count; atom++)
        alike[atom] = (integi_alike){0, atom};
    for (size_t i = 0; i < across->count; i++) {
        uint64_t number = integi_mix((uint64_t)across->items[i].cell);
        int64_t length = take_cell(self, across->items[i].cell, false, 0);
        for (int64_t at = 0; at < length; at++)
            alike[self->atoms[at]].signature += number * self->numbers[at];
        integi_kernel_take_steps(&self->kernel, length);
    }
    integi_alike_sort(alike, self->people->count);
}

/* Appends the groups that were found, with each atom as often as its people have rows. */
static bool append_groups(const elimination *self, const integi_lists *found, integi_lists *groups)
{
    integ_context *context = self->kernel.context;
    bool good = true;
    for (int64_t group = 0; group < found->count && good; group++) {
        for (int64_t i = found->starts[group]; i < found->starts[group + 1] && good; i++)
            for (uint32_t row = 0; row < self->numbers[found->items[i]] && good; row++)
                good = integi_lists_item(context, groups, found->items[i]);
        good = good && integi_lists_close(context, groups);
    }
    return good;
}

/* Reads how many rows the people of each atom have in a cell. */
static void read_rows(elimination *self, int64_t cell)
{
    int64_t at = 0;
    for (int64_t atom = 0; atom < self->people->count; atom++)
        self->numbers[atom] = 0;
    for (int64_t atom; (atom = integi_atoms_next(self->people, cell, &at)) >= 0;)
        self->numbers[atom] = (uint32_t)integi_atoms_number(self->people, cell, atom);
    integi_kernel_take_steps(&self->kernel, self->people->count);
}

/* Whether somebody has several rows in a cell: else these are as many as their owners. */
static bool has_several(const elimination *self, int64_t cell)
{
    return self->people->again.count > 0 && integi_lists_length(&self->people->again, cell) > 0;
}

/* Groups that can be counted with all that may be shown, and those whose rows in cells of linked tables can. */
static bool search_groups(elimination *self, const integi_across *across, integi_small_groups *search,
                          integi_lists *groups)
{
    bool good = integi_small_groups_search(search);
    *groups = search->groups;
    search->amounts = self->numbers;
    for (size_t i = 0; i < across->count && good; i++) {
        if (!has_several(self, across->items[i].cell))
            continue;
        read_rows(self, across->items[i].cell);
        search->groups = (integi_lists){0};
        good = integi_small_groups_search(search) && append_groups(self, &search->groups, groups);
        integi_lists_free(self->kernel.context, &search->groups);
    }
    return good;
}

static bool find_groups(elimination *self, const integi_across *across, integi_alike *alike, integi_lists *groups)
{
    sign_atoms(self, across, alike);
    integi_small_groups search = {.kernel = &self->kernel, .sizes = self->people->sizes, .few = across->few,
                                  .alike = alike};
    search.owned = integi_atoms_has_owners(self->people) ? self->people : NULL;
    bool good = integi_small_groups_open(&search) && search_groups(self, across, &search, groups);
    integi_small_groups_close(&search);
    return good;
}

static bool watch_groups(elimination *self, const integi_lists *groups)
{
    for (int64_t i = 0; i < groups->count; i++)
        if (!integi_kernel_watch(&self->kernel, integi_lists_at(groups, i), NULL, integi_lists_length(groups, i)))
            return false;
    return true;
}

/* ---- */

static int compare_wishes(const void *left, const void *right)
{
    const integi_across_cell *a = left, *b = right;
    if (a->count != b->count) /* the rank, here */
        return a->count < b->count ? -1 : 1;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

void integi_across_list_by_rank(integi_across *self, const bool *shown)
{
    integi_across_list(self, shown);
    for (size_t i = 0; i < self->count; i++) {
        const integi_collected *cell = &self->collection->cells[self->items[i].cell];
        self->items[i].count = cell->standing == INTEG_STANDING_PUBLISHED ? INT64_MIN : cell->rank;
    }
    qsort(self->items, self->count, sizeof *self->items, compare_wishes);
}

/* Goes through what is shown, and makes secret what, with all before it, would tell something hidden. */
static bool look_at_all(integi_across *self, elimination *work, bool *shown, bool *again)
{
    count_uses(work, self);
    integi_across_list_by_rank(self, shown);
    for (size_t i = 0; i < self->count; i++) {
        integi_collected *cell = &self->collection->cells[self->items[i].cell];
        bool published = cell->standing == INTEG_STANDING_PUBLISHED;
        integi_kernel_result result =
            integi_kernel_add(&work->kernel, work->atoms, work->numbers,
                              take_cell(work, self->items[i].cell, false, 0), published);
        if (result == INTEGI_KERNEL_NO_MEMORY)
            return false;
        if (result != INTEGI_KERNEL_TELLS)
            continue;
        cell->standing = INTEG_STANDING_SECRET;
        shown[self->items[i].cell] = false;
        self->dirty[cell->space] = *again = true;
    }
    return true;
}

/* Once with what is hidden, and once more with the groups that can be counted then, if there are any. */
static bool look_twice(integi_across *self, const integi_atoms *atoms, integi_alike *alike, integi_lists *groups,
                       bool *shown, bool *again)
{
    bool good = true;
    for (int time = 0; time < 2 && good && !*again && (time == 0 || groups->count > 0); time++) {
        elimination work = {.people = atoms};
        good = open_elimination(&work, self, groups->count);
        work.kernel.stint = &self->stint;
        good = good && watch_hidden(&work, self, shown) && watch_groups(&work, groups) &&
               look_at_all(self, &work, shown, again);
        if (good && time == 0 && !*again)
            good = find_groups(&work, self, alike, groups);
        close_elimination(&work, self);
    }
    return good;
}

integ_status integi_across_look_together(integi_across *across, const integi_atoms *atoms, bool *shown, bool *again,
                                         integ_error *error)
{
    integ_context *context = across->collection->context;
    size_t size = ((size_t)atoms->count + 1) * sizeof(integi_alike);
    integi_alike *alike = integi_allocate_zeroed(context, size);
    integi_lists groups = {0};
    across->stint.at = (int64_t)across->count;
    bool good = alike != NULL && look_twice(across, atoms, alike, &groups, shown, again);
    if (alike != NULL)
        integi_release_wiped(context, alike, size);
    integi_lists_free(context, &groups);
    if (across->stint.cancelled)
        return integi_cancelled(error);
    if (integi_stint_is_over(&across->stint))
        return INTEG_STATUS_LIMIT_EXCEEDED;
    return good ? INTEG_STATUS_OK : integi_out_of_memory(error);
}
