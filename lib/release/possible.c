/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Who might be in a cell of a collection of one space: somebody who is there, with something about him otherwise. */
#include "release/atoms.h"
#include "release/imagine.h"

#include <stdlib.h>
#include <string.h>

#define EXAMPLES 16 /* people who are tried in a cell that nobody is in */

typedef struct possible {
    integ_context *context;
    const integi_collection *collection;
    integi_imagined_wish *wishes;
    size_t wish_count, wish_room;
    integi_lists found; /* the cells of whoever was found for each wish */
    integi_lists lists; /* the same, each once: the cells of possible atoms */
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

/* Whoever is in a share of few, of which all or none are in the part, might be the other way round. Where few have many
 * rows, some of these are tried. */
static bool wish_in_shares(possible *self, int64_t full_cell)
{
    const integi_collection *collection = self->collection;
    for (size_t i = 0; i < collection->share_count; i++) {
        const integi_share *share = &collection->shares[i];
        int64_t part = collection->cells[share->part].rows.count;
        int64_t whole = collection->cells[share->whole].rows.count;
        if (share->part == share->whole || whole == 0 || (part != 0 && part != whole) ||
            integi_cell_people(collection, &collection->cells[share->whole], full_cell) >= full_cell)
            continue;
        int64_t seen = 0, step = whole / full_cell + 1;
        INTEGI_EACH_ROW(&collection->cells[share->whole].rows, row)
            if (seen++ % step == 0 && !wish(self, (integi_imagined_wish){row, share->part, part == 0, share->whole}))
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
    int64_t best = -1, most = -1;
    for (size_t i = 0; i < collection->cell_count; i++) {
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
        const integi_rows *rows = &collection->cells[alike].rows;
        int64_t step = rows->count / EXAMPLES + 1;
        INTEGI_EACH_ROW(rows, row)
            if (seen++ % step == 0 && !wish(self, (integi_imagined_wish){row, (int64_t)i, true, -1}))
                return false;
    }
    return true;
}

/* ---- who is found ---- */

/* For cells that no query counts nobody is found. */
static integ_status find_people(possible *self, integ_error *error)
{
    return integi_imagine_people(self->collection, self->wishes, (int64_t)self->wish_count, &self->found, error);
}

static bool is_known(const possible *self, int64_t list)
{
    int64_t length = integi_lists_length(&self->found, list);
    for (int64_t i = 0; i < self->lists.count; i++)
        if (integi_lists_length(&self->lists, i) == length &&
            memcmp(integi_lists_at(&self->lists, i), integi_lists_at(&self->found, list),
                   (size_t)length * sizeof(int64_t)) == 0)
            return true;
    return false;
}

static bool keep_each_once(possible *self)
{
    for (int64_t i = 0; i < self->found.count; i++) {
        if (integi_lists_length(&self->found, i) == 0 || is_known(self, i))
            continue;
        for (int64_t j = self->found.starts[i]; j < self->found.starts[i + 1]; j++)
            if (!integi_lists_item(self->context, &self->lists, self->found.items[j]))
                return false;
        if (!integi_lists_close(self->context, &self->lists))
            return false;
    }
    return true;
}

/* ---- */

static bool has_item(const integi_lists *lists, int64_t list, int64_t item)
{
    int64_t from = lists->starts[list], to = lists->starts[list + 1];
    while (from < to) {
        int64_t middle = from + (to - from) / 2;
        if (lists->items[middle] == item)
            return true;
        if (lists->items[middle] < item)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

/* Appends possible atoms to the cells that they are in: the lists are written anew. */
static bool append_possible(integi_atoms *atoms, const possible *self, integi_lists *out)
{
    integ_context *context = atoms->context;
    for (int64_t cell = 0; cell < atoms->cells.count; cell++) {
        for (int64_t at = atoms->cells.starts[cell]; at < atoms->cells.starts[cell + 1]; at++)
            if (!integi_lists_item(context, out, atoms->cells.items[at]))
                return false;
        for (int64_t i = 0; i < self->lists.count; i++)
            if (has_item(&self->lists, i, cell) && !integi_lists_item(context, out, atoms->count + i))
                return false;
        if (!integi_lists_close(context, out))
            return false;
    }
    for (int64_t i = 0; i < self->lists.count; i++) {
        void *sizes = atoms->sizes;
        if (!integi_grow(context, &sizes, &atoms->size_capacity, (size_t)(atoms->count + i), sizeof *atoms->sizes))
            return false;
        atoms->sizes = sizes;
        atoms->sizes[atoms->count + i] = 0;
    }
    return true;
}

static bool replace_lists(integi_atoms *atoms, const possible *self)
{
    integi_lists lists = {0};
    if (self->lists.count == 0)
        return true;
    if (!append_possible(atoms, self, &lists)) {
        integi_lists_free(atoms->context, &lists);
        return false;
    }
    integi_lists_free(atoms->context, &atoms->cells);
    atoms->cells = lists;
    atoms->count += self->lists.count;
    return true;
}

integ_status integi_atoms_add_possible(integi_atoms *atoms, const integi_collection *collection,
                                       const integ_disclosure *rule, integ_error *error)
{
    possible self = {.context = atoms->context, .collection = collection};
    bool good = wish_in_shares(&self, integ_disclosure_full_cell(rule)) &&
                wish_in_zeros(&self, integ_disclosure_zeros(rule) != 0);
    integ_status status = good ? find_people(&self, error) : integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK && !(keep_each_once(&self) && replace_lists(atoms, &self)))
        status = integi_out_of_memory(error);
    integi_lists_free(self.context, &self.found);
    integi_lists_free(self.context, &self.lists);
    if (self.wishes != NULL)
        integi_release_wiped(self.context, self.wishes, self.wish_room * sizeof *self.wishes);
    return status;
}
