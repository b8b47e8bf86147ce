/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/history.h"
#include "expression/kernels.h"

#include <stdlib.h>

#define BLOCK_ROWS 512
#define SHORT_RUN 16 /* so many spells of one owner are put in order one by one */

/* A column read block by block, as whole numbers. */
typedef struct reader {
    const integi_column *column;
    int64_t values[BLOCK_ROWS];
} reader;

static void read_block(reader *self, int64_t first, int32_t rows)
{
    const integi_column *column = self->column;
    integi_items all = {.values = column->values, .known = column->known, .width = column->width, .base = column->base};
    integi_items items = integi_items_at(&all, first);
    integi_kernel_load(&items, rows, self->values);
}

/* Narrow columns hold a null as the number before their base. */
static inline bool is_known(const reader *self, int64_t row, int32_t at)
{
    const integi_column *column = self->column;
    if (column->width < 8)
        return self->values[at] != (int64_t)((uint64_t)column->base - 1);
    return column->known == NULL || (column->known[row / 64] >> (row % 64) & 1) != 0;
}

typedef struct gathering {
    reader link, start, end;
    const uint64_t *found; /* NULL: all */
    bool spells, end_inclusive;
    bool in_order;
} gathering;

/* A row's spell. One without a known start covers nothing; one without a known end still goes on. */
static inline bool read_spell(const gathering *self, int64_t row, int32_t at, integi_spell *out)
{
    if (!is_known(&self->start, row, at))
        return false;
    bool ends = is_known(&self->end, row, at);
    int64_t end = ends ? self->end.values[at] + self->end_inclusive : (int64_t)INTEG_DATE_MAXIMUM + 1;
    out->start = (int32_t)self->start.values[at];
    out->end = (int32_t)end;
    return out->start < out->end;
}

static inline bool is_before(const integi_spell *a, const integi_spell *b)
{
    return a->owner < b->owner || (a->owner == b->owner && a->start < b->start);
}

static void gather_block(gathering *self, int64_t first, int32_t rows, integi_bound_history *out)
{
    for (int32_t i = 0; i < rows; i++) {
        int64_t row = first + i;
        integi_spell spell = {0, 0, 0};
        if ((self->found != NULL && (self->found[row / 64] >> (row % 64) & 1) == 0) || !is_known(&self->link, row, i) ||
            (self->spells && !read_spell(self, row, i, &spell)))
            continue;
        spell.owner = (uint32_t)self->link.values[i];
        if (out->count > 0 && is_before(&spell, &out->spells[out->count - 1]))
            self->in_order = false;
        out->spells[out->count++] = spell;
    }
}

static void gather_all(gathering *self, int64_t rows, integi_bound_history *out)
{
    for (int64_t first = 0; first < rows; first += BLOCK_ROWS) {
        int32_t block = rows - first < BLOCK_ROWS ? (int32_t)(rows - first) : BLOCK_ROWS;
        read_block(&self->link, first, block);
        if (self->spells) {
            read_block(&self->start, first, block);
            read_block(&self->end, first, block);
        }
        gather_block(self, first, block, out);
    }
}

void integi_release_history(integ_context *context, integi_bound_history *history)
{
    if (history->spells == NULL)
        return;
    integi_wipe(history->spells, (size_t)history->count * sizeof *history->spells);
    integi_release(context, history->spells, history->size);
}

/* Puts the spells behind each other by owner: counts become beginnings, which move on as spells are put in. */
static bool order_by_owner(integ_context *context, int64_t owners, integi_bound_history *history)
{
    uint32_t *counts = integi_allocate_zeroed(context, (size_t)owners * sizeof *counts), begin = 0;
    integi_spell *placed = counts == NULL ? NULL : integi_allocate(context, history->size);
    for (int64_t i = 0; placed != NULL && i < history->count; i++)
        counts[history->spells[i].owner]++;
    for (int64_t i = 0; placed != NULL && i < owners; i++) {
        uint32_t count = counts[i];
        counts[i] = begin;
        begin += count;
    }
    for (int64_t i = 0; placed != NULL && i < history->count; i++)
        placed[counts[history->spells[i].owner]++] = history->spells[i];
    integi_release_wiped(context, counts, counts == NULL ? 0 : (size_t)owners * sizeof *counts);
    if (placed == NULL)
        return false;
    integi_release_history(context, history);
    history->spells = placed;
    return true;
}

static int compare_starts(const void *a, const void *b)
{
    const integi_spell *left = a, *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

/* Most owners have few spells. */
static void order_by_start(integi_spell *spells, int64_t count)
{
    if (count > SHORT_RUN) {
        qsort(spells, (size_t)count, sizeof *spells, compare_starts);
        return;
    }
    for (int64_t i = 1; i < count; i++) {
        integi_spell spell = spells[i];
        int64_t at = i;
        for (; at > 0 && spells[at - 1].start > spell.start; at--)
            spells[at] = spells[at - 1];
        spells[at] = spell;
    }
}

static bool put_in_order(integ_context *context, int64_t owners, integi_bound_history *history)
{
    bool by_owner = true;
    for (int64_t i = 1; by_owner && i < history->count; i++)
        by_owner = history->spells[i - 1].owner <= history->spells[i].owner;
    if (!by_owner && !order_by_owner(context, owners, history))
        return false;
    for (int64_t first = 0, next; first < history->count; first = next) {
        for (next = first + 1; next < history->count && history->spells[next].owner == history->spells[first].owner;)
            next++;
        order_by_start(history->spells + first, next - first);
    }
    return true;
}

bool integi_gather_history(integ_context *context, const integi_table *table, bool spells, const uint64_t *found,
                           int64_t owners, integi_bound_history *out)
{
    const integi_table_definition *definition = table->definition;
    gathering self;
    *out = (integi_bound_history){.size = ((size_t)table->rows + 1) * sizeof *out->spells};
    out->spells = integi_allocate(context, out->size);
    if (out->spells == NULL || table->rows == 0)
        return out->spells != NULL;
    self.found = found;
    self.spells = spells;
    self.in_order = true;
    self.link.column = &table->link;
    if (spells) {
        self.start.column = &table->columns[integi_table_find_column(definition, definition->spell_start)];
        self.end.column = &table->columns[integi_table_find_column(definition, definition->spell_end)];
        self.end_inclusive = definition->spell_end_inclusive;
    }
    gather_all(&self, table->rows, out);
    return self.in_order || put_in_order(context, owners, out);
}
