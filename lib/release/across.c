/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/across.h"

#include "base/message.h"
#include "release/columns.h"

#include <stdlib.h>

static bool open_items(integi_across *self)
{
    integ_context *context = self->collection->context;
    self->items = integi_allocate_array(context, self->cell_count + 1, sizeof *self->items);
    self->parts = integi_allocate_array(context, self->cell_count + 1, sizeof *self->parts);
    self->left = integi_allocate_array(context, (size_t)self->atoms.count + 1, sizeof *self->left);
    return self->items != NULL && self->parts != NULL && self->left != NULL;
}

integ_status integi_across_open(integi_across *across, integi_collection *collection, const integ_disclosure *rule,
                                integ_error *error)
{
    *across = (integi_across){.collection = collection, .rule = rule, .few = integ_disclosure_threshold(rule) - 1,
                              .space_count = collection->space_count, .cell_count = collection->cell_count,
                              .is_linked = integi_has_linked_tables(collection),
                              .atoms = {.context = collection->context}, .linked = {.context = collection->context}};
    across->stint = (integi_stint){.context = collection->context, .step = "compare snapshots",
                                   .limit = collection->across_steps, .room = collection->across_entries};
    across->dirty = integi_allocate_zeroed(collection->context, collection->space_count + 1);
    if (across->dirty == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < collection->space_count; i++)
        across->dirty[i] = true;
    integ_status status = integi_atoms_make_bits(&across->atoms, collection, error);
    across->within = across->atoms.owners.most_rows;
    if (status == INTEG_STATUS_OK && across->is_linked)
        status = integi_atoms_make_linked(&across->linked, collection, error);
    return status == INTEG_STATUS_OK && !open_items(across) ? integi_out_of_memory(error) : status;
}

void integi_across_close(integi_across *across)
{
    integ_context *context = across->collection->context;
    integi_release(context, across->dirty, across->dirty == NULL ? 0 : across->space_count + 1);
    integi_release(context, across->items,
                   across->items == NULL ? 0 : (across->cell_count + 1) * sizeof *across->items);
    integi_release(context, across->parts,
                   across->parts == NULL ? 0 : (across->cell_count + 1) * sizeof *across->parts);
    integi_release(context, across->left,
                   across->left == NULL ? 0 : ((size_t)across->atoms.count + 1) * sizeof *across->left);
    integi_atoms_free(&across->atoms);
    integi_atoms_free(&across->linked);
}

static int compare_items(const void *left, const void *right)
{
    const integi_across_cell *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

void integi_across_list(integi_across *self, const bool *shown)
{
    self->count = 0;
    for (size_t i = 0; i < self->cell_count; i++) {
        const integi_collected *cell = &self->collection->cells[i];
        bool seen = shown[i] || cell->standing == INTEG_STANDING_PUBLISHED;
        if (seen && cell->standing != INTEG_STANDING_DERIVED && cell->rows.count > 0)
            self->items[self->count++] =
                (integi_across_cell){(int64_t)i, cell->rows.count, self->atoms.bits + i * self->atoms.words};
    }
    qsort(self->items, self->count, sizeof *self->items, compare_items);
}

static bool is_part(const integi_across *self, const integi_across_cell *part, const integi_across_cell *whole)
{
    for (size_t word = 0; word < self->atoms.words; word++)
        if ((part->bits[word] & ~whole->bits[word]) != 0)
            return false;
    return true;
}

static integi_collected *collected(const integi_across *self, size_t item)
{
    return &self->collection->cells[self->items[item].cell];
}

/* Of some that tell too much together, the one that is wanted least is made secret. What somebody has already cannot
 * be. */
static bool hide_one(integi_across *self, const size_t *items, int count, bool *shown)
{
    integi_collected *chosen = NULL;
    for (int i = 0; i < count; i++) {
        integi_collected *cell = collected(self, items[i]);
        if (cell->standing != INTEG_STANDING_PUBLISHED && (chosen == NULL || cell->rank >= chosen->rank))
            chosen = cell;
    }
    if (chosen == NULL)
        return false;
    chosen->standing = INTEG_STANDING_SECRET;
    shown[chosen - self->collection->cells] = false;
    self->dirty[chosen->space] = true;
    return true;
}

static bool is_open(const integi_across *self, size_t item, const bool *shown)
{
    return shown[self->items[item].cell] || collected(self, item)->standing == INTEG_STANDING_PUBLISHED;
}

static bool of_one_space(const integi_across *self, const size_t *items, int count)
{
    for (int i = 1; i < count; i++)
        if (collected(self, items[i])->space != collected(self, items[0])->space)
            return false;
    return true;
}

/* Whether what is left of a whole without one part, or without two that do not meet, is of few people. */
static bool leaves_few(const integi_across *self, const size_t *items, int count)
{
    const integi_across_cell *other = count == 3 ? &self->items[items[2]] : NULL;
    return integi_atoms_list_few(&self->atoms, self->items[items[0]].bits, self->items[items[1]].bits,
                                 other == NULL ? NULL : other->bits, self->left) >= 0;
}

/* Finds the parts of a cell, in its own and other snapshots; of those of others, none may leave few. */
static bool look_at_parts(integi_across *self, size_t whole, bool *shown)
{
    bool found = false;
    self->part_count = 0;
    for (size_t i = whole + 1; i < self->count && is_open(self, whole, shown) &&
                               integi_stint_take(&self->stint, 4 + (int64_t)self->atoms.words / 8);
         i++) { /* most are no parts, which the first words tell */
        int64_t left = self->items[whole].count - self->items[i].count;
        const size_t both[] = {whole, i};
        if (left == 0 || !is_open(self, i, shown) || !is_part(self, &self->items[i], &self->items[whole]))
            continue;
        if (left <= self->within && !of_one_space(self, both, 2) && leaves_few(self, both, 2))
            found = hide_one(self, both, 2, shown) || found;
        if (is_open(self, i, shown))
            self->parts[self->part_count++] = i;
    }
    return found;
}

static bool is_telling(const integi_across *self, const size_t *items)
{
    const integi_across_cell *a = &self->items[items[0]], *b = &self->items[items[1]], *c = &self->items[items[2]];
    bool leaves = a->count > b->count + c->count;
    for (size_t word = 0; word < self->atoms.words; word++) {
        if (leaves && (b->bits[word] & c->bits[word]) != 0)
            return false;
        if (!leaves && (b->bits[word] | c->bits[word]) != a->bits[word])
            return false;
    }
    return leaves ? leaves_few(self, items, 3)
                  : integi_atoms_list_few(&self->atoms, NULL, b->bits, c->bits, self->left) >= 0;
}

/* Two parts that do not meet and leave few of the whole, or make it up and have few in common. */
static bool look_at_pairs(integi_across *self, size_t whole, bool *shown)
{
    bool found = false;
    int64_t count = self->items[whole].count;
    size_t first = self->part_count; /* from here on parts are too small to make up the whole */
    for (size_t i = 0; i < self->part_count; i++) {
        const integi_across_cell *b = &self->items[self->parts[i]];
        while (first > 0 && self->items[self->parts[first - 1]].count + b->count < count - self->within)
            first--;
        for (size_t j = first; j > i + 1 && integi_stint_take(&self->stint, 4); j--) {
            const integi_across_cell *c = &self->items[self->parts[j - 1]];
            const size_t three[] = {whole, self->parts[i], self->parts[j - 1]};
            int64_t left = count - b->count - c->count;
            if (left < -self->within)
                break;
            if (left == 0 || of_one_space(self, three, 3) || !is_open(self, whole, shown) ||
                !is_open(self, three[1], shown) || !is_open(self, three[2], shown))
                continue;
            integi_stint_take(&self->stint, (int64_t)self->atoms.words);
            if (is_telling(self, three))
                found = hide_one(self, three, 3, shown) || found;
        }
    }
    return found;
}

static integ_status look_together(integi_across *self, bool *shown, bool *again, integ_error *error)
{
    integ_status status = integi_across_look_together(self, &self->atoms, shown, again, error);
    return status == INTEG_STATUS_OK && self->is_linked && !*again
               ? integi_across_look_together(self, &self->linked, shown, again, error)
               : status;
}

integ_status integi_across_look(integi_across *across, bool *shown, bool *again, integ_error *error)
{
    *again = false;
    for (size_t i = 0; i < across->space_count; i++)
        across->dirty[i] = false;
    if (across->few < 1)
        return INTEG_STATUS_OK;
    integi_across_list(across, shown);
    across->stint.of = (int64_t)across->count;
    bool good = true;
    for (size_t i = 0; i < across->count && good; i++) {
        across->stint.at = (int64_t)i;
        *again = look_at_parts(across, i, shown) || *again;
        *again = look_at_pairs(across, i, shown) || *again;
        good = i % 64 == 0 ? integi_stint_tell(&across->stint) : !integi_stint_is_over(&across->stint);
    }
    if (across->stint.cancelled)
        return integi_cancelled(error);
    bool done = *again || across->count == 0;
    integ_status status = !good  ? INTEG_STATUS_LIMIT_EXCEEDED
                          : done ? INTEG_STATUS_OK
                                 : look_together(across, shown, again, error);
    return integi_stint_is_over(&across->stint) && status == INTEG_STATUS_LIMIT_EXCEEDED
               ? integi_across_thin_out(across, shown, again, error)
               : status;
}
