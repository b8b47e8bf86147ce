/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What adding and subtracting everything that is shown of all snapshots tells. */
#include "base/message.h"
#include "disclosure/kernel.h"
#include "release/across.h"
#include "release/mix.h"

#include <stdlib.h>

typedef struct elimination {
    integi_kernel kernel;
    int64_t *uses;     /* minus the cells that each atom is in: rows stay short when pivots are rare */
    int64_t *atoms;    /* of the row at hand */
    uint32_t *numbers; /* likewise: 1, or -1 where they are taken away */
} elimination;

#define SHORT 8          /* a row that may be part of what tells of few */
#define ATOMS_OF_ALL 4000 /* where there are no more, no row is taken to be too long for that */

static bool open_elimination(elimination *self, const integi_across *across, int64_t few)
{
    integ_context *context = across->collection->context;
    size_t room = (size_t)across->atoms.count + 1;
    self->kernel.context = context;
    self->uses = integi_allocate_zeroed(context, room * sizeof *self->uses);
    self->atoms = integi_allocate_array(context, 2 * room, sizeof *self->atoms);
    self->numbers = integi_allocate_array(context, 2 * room, sizeof *self->numbers);
    return self->uses != NULL && self->atoms != NULL && self->numbers != NULL &&
           integi_kernel_init(&self->kernel, context, self->uses, across->atoms.count, (int64_t)across->cell_count,
                              (int64_t)(across->cell_count + across->collection->share_count) + few);
}

static void close_elimination(elimination *self, const integi_across *across)
{
    integ_context *context = across->collection->context;
    size_t room = (size_t)across->atoms.count + 1;
    integi_kernel_free(&self->kernel);
    integi_release(context, self->uses, self->uses == NULL ? 0 : room * sizeof *self->uses);
    integi_release(context, self->atoms, self->atoms == NULL ? 0 : 2 * room * sizeof *self->atoms);
    integi_release(context, self->numbers, self->numbers == NULL ? 0 : 2 * room * sizeof *self->numbers);
}

static void take_atom(const elimination *self, int64_t atom, bool away, int64_t at)
{
    self->atoms[at] = atom;
    self->numbers[at] = away ? INTEGI_KERNEL_PRIME - 1 : 1;
}

/* Appends a cell's atoms to the row at hand, or takes them away. Returns its length. */
static int64_t take_cell(const elimination *self, const integi_across *across, int64_t cell, bool away, int64_t length)
{
    const integi_lists *lists = &across->atoms.cells;
    for (int64_t at = lists->starts[cell]; at < lists->starts[cell + 1]; at++)
        take_atom(self, lists->items[at], away, length++);
    return length;
}

/* Watches what nobody may work out: hidden counts that are small, and small rests of shares that are hidden. */
static bool watch_hidden(elimination *self, const integi_across *across, const bool *shown)
{
    const integi_collection *collection = across->collection;
    for (size_t i = 0; i < collection->cell_count; i++) {
        const integi_collected *cell = &collection->cells[i];
        bool wanted = !shown[i] && cell->rows.count > 0 && cell->standing != INTEG_STANDING_PUBLISHED &&
                      integ_disclosure_hides_count(across->rule, cell->rows.count);
        if (wanted && !integi_kernel_watch(&self->kernel, self->atoms, self->numbers,
                                           take_cell(self, across, (int64_t)i, false, 0)))
            return false;
    }
    for (size_t i = 0; i < collection->share_count; i++) {
        const integi_share *share = &collection->shares[i];
        int64_t rest = collection->cells[share->whole].rows.count - collection->cells[share->part].rows.count;
        bool both = shown[share->part] && shown[share->whole];
        if (both || rest <= 0 || !integ_disclosure_hides_count(across->rule, rest))
            continue;
        int64_t length = take_cell(self, across, share->whole, false, 0);
        length = take_cell(self, across, share->part, true, length);
        if (!integi_kernel_watch(&self->kernel, self->atoms, self->numbers, length))
            return false;
    }
    return true;
}

/* Pivots are taken where there is least. */
static void count_uses(elimination *self, const integi_across *across)
{
    const integi_lists *lists = &across->atoms.cells;
    for (int64_t i = 0; i < lists->used; i++)
        self->uses[lists->items[i]]--;
}

/* ---- few people whom what is shown tells apart ---- */

typedef struct likeness {
    uint64_t signature; /* of the shown cells that an atom is in; 0: none */
    int64_t atom;
} likeness;

static int compare_likeness(const void *left, const void *right)
{
    const likeness *a = left, *b = right;
    if (a->signature != b->signature)
        return a->signature < b->signature ? -1 : 1;
    return (a->atom > b->atom) - (a->atom < b->atom);
}

/* Whether a cell that may be shown is a part of shares only whose wholes may not be: then nobody prints it, unless it
 * is a figure of its own too. */
static bool is_part_of_hidden(const integi_across *across, int64_t cell, const bool *shown)
{
    const integi_collection *collection = across->collection;
    bool is_part = false;
    for (size_t i = 0; i < collection->share_count; i++) {
        if (collection->shares[i].part != cell || collection->shares[i].whole == cell)
            continue;
        if (shown[collection->shares[i].whole])
            return false;
        is_part = true;
    }
    return is_part && collection->cells[cell].standing != INTEG_STANDING_PUBLISHED;
}

/* `shown` leaves out what nobody prints; NULL: nothing. */
static void sign_atoms(const integi_across *across, const bool *shown, likeness *items)
{
    const integi_lists *lists = &across->atoms.cells;
    for (int64_t atom = 0; atom < across->atoms.count; atom++)
        items[atom] = (likeness){0, atom};
    for (size_t i = 0; i < across->count; i++) {
        int64_t cell = across->items[i].cell;
        if (shown != NULL && is_part_of_hidden(across, cell, shown))
            continue;
        for (int64_t at = lists->starts[cell]; at < lists->starts[cell + 1]; at++)
            items[lists->items[at]].signature += integi_mix(2 * (uint64_t)cell + (shown != NULL));
    }
    qsort(items, (size_t)across->atoms.count, sizeof *items, compare_likeness);
}

/* Whether nothing is left of a row of a few atoms, so that it follows from what is shown. */
static bool follows(elimination *self, int64_t length)
{
    const integi_kernel *kernel = &self->kernel;
    for (int64_t i = 0; i < length && kernel->atoms > ATOMS_OF_ALL;
         i++) /* most rows are long, and nothing so short follows from them */
        if (kernel->row_of[self->atoms[i]] < 0 ? length == 1
                                               : kernel->rows[kernel->row_of[self->atoms[i]]].length > SHORT)
            return false;
    return integi_kernel_has_nothing_left(&self->kernel, self->atoms, self->numbers, length);
}

/* The atoms of a class as a row. */
static int64_t take_class(const elimination *self, const likeness *items, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        take_atom(self, items[i].atom, false, i);
    return count;
}

/* Finds the smallest groups that the shown cells tell apart, if they are few people and can be counted. Keeps them in
 * front; returns how many atoms these are. */
static int64_t find_few(elimination *self, const integi_across *across, const bool *shown, likeness *items)
{
    int64_t kept = 0;
    sign_atoms(across, shown, items);
    for (int64_t from = 0, to; from < across->atoms.count; from = to) {
        int64_t people = 0;
        for (to = from; to < across->atoms.count && items[to].signature == items[from].signature; to++)
            people += across->atoms.sizes[items[to].atom];
        if (items[from].signature == 0 || people > across->few ||
            !follows(self, take_class(self, items + from, to - from)))
            continue;
        for (int64_t i = from; i < to; i++)
            items[kept++] = items[i];
    }
    return kept;
}

static bool watch_few(elimination *self, const likeness *items, int64_t count)
{
    for (int64_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && items[to].signature == items[from].signature;)
            to++;
        if (!integi_kernel_watch(&self->kernel, self->atoms, self->numbers, take_class(self, items + from, to - from)))
            return false;
    }
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
                              take_cell(work, self, self->items[i].cell, false, 0), published);
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

/* Those whom all tells apart that may be shown, and those whom what is printed tells apart: they may be more
 * together. */
static int64_t find_all_few(elimination *self, const integi_across *across, const bool *shown, likeness *items)
{
    int64_t few = find_few(self, across, NULL, items);
    return few + find_few(self, across, shown, items + few);
}

/* Once with what is hidden, and once more with the few that can be counted then, if there are any. */
static bool look_twice(integi_across *self, likeness *items, integi_stint *stint, bool *shown, bool *again)
{
    int64_t few = 0;
    bool good = true;
    for (int time = 0; time < 2 && good && !*again && (time == 0 || few > 0); time++) {
        elimination work = {.uses = NULL};
        good = open_elimination(&work, self, few);
        work.kernel.stint = stint;
        good = good && watch_hidden(&work, self, shown) && watch_few(&work, items, few) &&
               look_at_all(self, &work, shown, again);
        if (good && time == 0 && !*again)
            few = find_all_few(&work, self, shown, items);
        close_elimination(&work, self);
    }
    return good;
}

integ_status integi_across_look_together(integi_across *across, bool *shown, bool *again, integ_error *error)
{
    integ_context *context = across->collection->context;
    size_t size = 2 * ((size_t)across->atoms.count + 1) * sizeof(likeness);
    likeness *items = integi_allocate_zeroed(context, size);
    across->stint.at = (int64_t)across->count;
    bool good = items != NULL && look_twice(across, items, &across->stint, shown, again);
    if (items != NULL)
        integi_release_wiped(context, items, size);
    if (across->stint.cancelled)
        return integi_cancelled(error);
    if (integi_stint_is_over(&across->stint))
        return INTEG_STATUS_LIMIT_EXCEEDED;
    return good ? INTEG_STATUS_OK : integi_out_of_memory(error);
}
