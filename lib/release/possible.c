/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Who might be in a cell of a collection of one space: somebody who is there, with something about him otherwise. */
#include "base/message.h"
#include "release/atoms.h"
#include "release/imagine.h"
#include "release/messages.h"
#include "release/mix.h"

#include <string.h>

#define EXAMPLES 16 /* people who are tried in a cell that nobody is in */

typedef struct possible {
    integ_context *context;
    const integi_collection *collection;
    integi_imagined_wish *wishes;
    size_t wish_count, wish_room;
    integi_lists found; /* the cells of whoever was found for each wish */
    integi_lists lists; /* the same, each once: the cells of possible atoms */
    int64_t *places;    /* a hash table of these; -1: empty */
    size_t place_count;
    integi_stint *stint;
} possible;

/* ---- who is looked for ---- */

static bool wish(possible *self, integi_imagined_wish wanted)
{
    void *wishes = self->wishes;
    if (!integi_grow(self->context, &wishes, &self->wish_room, self->wish_count, sizeof *self->wishes))
        return false;
    self->wishes = wishes;
    self->wishes[self->wish_count++] = wanted;
    return true;
}

/* Whoever is in a share of few, of which all or none are in the part, might be the other way round. */
static bool wish_in_shares(possible *self, int64_t full_cell)
{
    const integi_collection *collection = self->collection;
    for (size_t i = 0; i < collection->share_count; i++) {
        const integi_share *share = &collection->shares[i];
        int64_t part = collection->cells[share->part].rows.count;
        int64_t whole = collection->cells[share->whole].rows.count;
        if (!integi_stint_take(self->stint, 1))
            return false;
        if (share->part == share->whole || whole == 0 || whole >= full_cell || (part != 0 && part != whole))
            continue;
        INTEGI_EACH_ROW(&collection->cells[share->whole].rows, row)
            if (!wish(self, (integi_imagined_wish){row, share->part, part == 0, share->whole}))
                return false;
    }
    return true;
}

/* How many conditions two cells have in common. */
static int64_t common_terms(const integi_lists *lists, int64_t a, int64_t b)
{
    int64_t count = 0, j = lists->starts[b];
    for (int64_t i = lists->starts[a]; i < lists->starts[a + 1]; i++) {
        while (j < lists->starts[b + 1] && lists->items[j] < lists->items[i])
            j++;
        count += j < lists->starts[b + 1] && lists->items[j] == lists->items[i];
    }
    return count;
}

/* Where those are who might as well be in an empty cell: the cell that has most in common with it, and of these the
 * largest. -1: nobody is anywhere. */
static int64_t find_alike(const possible *self, int64_t empty)
{
    const integi_collection *collection = self->collection;
    int64_t best = -1, most = -1, terms = integi_lists_length(&collection->terms.lists, collection->cells[empty].terms);
    for (size_t i = 0; i < collection->cell_count && integi_stint_take(self->stint, 4 + 4 * terms); i++) {
        int64_t count = collection->cells[i].rows.count;
        int64_t common =
            common_terms(&collection->terms.lists, collection->cells[empty].terms, collection->cells[i].terms);
        if (count == 0 || common < most || (common == most && count <= collection->cells[best].rows.count))
            continue;
        best = (int64_t)i;
        most = common;
    }
    return best;
}

/* A zero that is hidden, or was, may have been another number. */
static bool is_hidden_zero(const integi_collected *cell, bool zeros)
{
    return cell->rows.count == 0 &&
           (cell->standing == INTEG_STANDING_SECRET || (cell->standing == INTEG_STANDING_OPEN && zeros));
}

static bool wish_in_zeros(possible *self, bool zeros)
{
    const integi_collection *collection = self->collection;
    for (size_t i = 0; i < collection->cell_count; i++) {
        int64_t alike = is_hidden_zero(&collection->cells[i], zeros) ? find_alike(self, (int64_t)i) : -1, seen = 0;
        if (alike < 0)
            continue;
        if (integi_stint_is_over(self->stint))
            return false;
        const integi_rows *rows = &collection->cells[alike].rows;
        int64_t step = rows->count / EXAMPLES + 1;
        integi_stint_take(self->stint, rows->count);
        INTEGI_EACH_ROW(rows, row)
            if (seen++ % step == 0 && !wish(self, (integi_imagined_wish){row, (int64_t)i, true, -1}))
                return false;
    }
    return true;
}

/* ---- who is found ---- */

/* What is looked for has steps of its own. */
static integ_status failure(const possible *self, integ_error *error)
{
    if (self->stint->cancelled)
        return integi_cancelled(error);
    return integi_stint_is_over(self->stint) ? INTEGI_FAIL(error, NULL, &integi_message_release_possible)
                                             : integi_out_of_memory(error);
}

/* For cells that no query counts nobody is found. */
static integ_status find_people(possible *self, integ_error *error)
{
    integ_status status = integi_imagine_people(self->collection, self->wishes, (int64_t)self->wish_count, self->stint,
                                                &self->found, error);
    return status == INTEG_STATUS_LIMIT_EXCEEDED && integi_stint_is_over(self->stint) ? failure(self, error) : status;
}

/* The cells of somebody who was found, as a number. */
static uint64_t sign(const possible *self, int64_t found)
{
    uint64_t sum = 0;
    for (int64_t i = self->found.starts[found]; i < self->found.starts[found + 1]; i++)
        sum += integi_mix((uint64_t)self->found.items[i]);
    return sum;
}

/* Where a list that was found is among those kept, or belongs. */
static size_t place_of(const possible *self, int64_t found)
{
    int64_t length = integi_lists_length(&self->found, found);
    for (size_t at = (size_t)sign(self, found);; at++) {
        int64_t kept = self->places[at % self->place_count];
        if (kept < 0 || (integi_lists_length(&self->lists, kept) == length &&
                         memcmp(integi_lists_at(&self->lists, kept), integi_lists_at(&self->found, found),
                                (size_t)length * sizeof(int64_t)) == 0))
            return at % self->place_count;
    }
}

static bool keep(possible *self, int64_t found)
{
    size_t place = place_of(self, found);
    if (integi_lists_length(&self->found, found) == 0 || self->places[place] >= 0)
        return true;
    self->places[place] = self->lists.count;
    for (int64_t i = self->found.starts[found]; i < self->found.starts[found + 1]; i++)
        if (!integi_lists_item(self->context, &self->lists, self->found.items[i]))
            return false;
    return integi_lists_close(self->context, &self->lists);
}

static bool keep_each_once(possible *self)
{
    self->place_count = 2 * (size_t)self->found.count + 1;
    self->places = integi_allocate_array(self->context, self->place_count, sizeof *self->places);
    bool good = self->places != NULL;
    for (size_t i = 0; i < self->place_count && good; i++)
        self->places[i] = -1;
    for (int64_t i = 0; i < self->found.count && good; i++) {
        integi_stint_take(self->stint, 2 * integi_lists_length(&self->found, i));
        good = keep(self, i);
    }
    integi_release(self->context, self->places, self->places == NULL ? 0 : self->place_count * sizeof *self->places);
    return good;
}

/* ---- */

/* Makes place behind the atoms of every cell for the possible ones that are in it, of which `ends` has how many there
 * are; then it has where they begin. The last cell is moved first, so that nothing is written over. */
static bool make_place(integi_atoms *atoms, const possible *self, int64_t *ends)
{
    integi_lists *cells = &atoms->cells;
    int64_t old_end = cells->used, end = cells->used + self->lists.used;
    while (cells->item_capacity < (size_t)end) {
        void *items = cells->items;
        if (!integi_grow(atoms->context, &items, &cells->item_capacity, cells->item_capacity, sizeof *cells->items))
            return false;
        cells->items = items;
    }
    cells->used = end;
    for (int64_t cell = cells->count - 1; cell >= 0; cell--) {
        int64_t from = cells->starts[cell], length = old_end - from, to = end - ends[cell] - length;
        memmove(cells->items + to, cells->items + from, (size_t)length * sizeof *cells->items);
        integi_stint_take(self->stint, length);
        cells->starts[cell + 1] = end;
        ends[cell] = to + length;
        old_end = from;
        end = to;
    }
    return true;
}

/* Appends possible atoms to the cells that they are in. */
static bool append_possible(integi_atoms *atoms, const possible *self)
{
    integ_context *context = atoms->context;
    size_t size = ((size_t)atoms->cells.count + 1) * sizeof(int64_t);
    int64_t *ends = integi_allocate_zeroed(context, size);
    for (int64_t i = 0; ends != NULL && i < self->lists.used; i++)
        ends[self->lists.items[i]]++;
    bool good = ends != NULL && make_place(atoms, self, ends);
    for (int64_t i = 0; i < self->lists.count && good; i++)
        for (int64_t j = self->lists.starts[i]; j < self->lists.starts[i + 1]; j++)
            atoms->cells.items[ends[self->lists.items[j]]++] = atoms->count + i;
    integi_release(context, ends, ends == NULL ? 0 : size);
    return good;
}

static bool append_sizes(integi_atoms *atoms, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        void *sizes = atoms->sizes;
        if (!integi_grow(atoms->context, &sizes, &atoms->size_capacity, (size_t)(atoms->count + i),
                         sizeof *atoms->sizes))
            return false;
        atoms->sizes = sizes;
        atoms->sizes[atoms->count + i] = 0;
    }
    return true;
}

static bool append(integi_atoms *atoms, const possible *self)
{
    if (self->lists.count == 0)
        return true;
    if (!append_sizes(atoms, self->lists.count) || !append_possible(atoms, self))
        return false;
    atoms->count += self->lists.count;
    return true;
}

integ_status integi_atoms_add_possible(integi_atoms *atoms, const integi_collection *collection,
                                       const integ_disclosure *rule, integ_error *error)
{
    integi_stint stint = {.context = atoms->context, .step = "imagine", .limit = collection->possible_steps, .of = -1};
    possible self = {.context = atoms->context, .collection = collection, .stint = &stint};
    bool good = wish_in_shares(&self, integ_disclosure_full_cell(rule)) &&
                wish_in_zeros(&self, integ_disclosure_zeros(rule) != 0);
    integ_status status = good ? find_people(&self, error) : failure(&self, error);
    if (status == INTEG_STATUS_OK && !(keep_each_once(&self) && append(atoms, &self)))
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK && integi_stint_is_over(&stint))
        status = failure(&self, error);
    integi_lists_free(self.context, &self.found);
    integi_lists_free(self.context, &self.lists);
    if (self.wishes != NULL)
        integi_release_wiped(self.context, self.wishes, self.wish_room * sizeof *self.wishes);
    return status;
}
