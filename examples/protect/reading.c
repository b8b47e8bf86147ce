/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/reading.h"

#include <stdlib.h>
#include <string.h>

static int64_t *numbers(int64_t count)
{
    return (int64_t *)calloc((size_t)count + 1, sizeof(int64_t));
}

static bool open_lists(reading *self)
{
    int64_t used = 0, count;
    self->around = numbers(self->atom_count + 1);
    if (self->around == NULL)
        return false;
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
        for (int64_t i = 0; i < count; i++)
            self->around[atoms[i] + 1]++;
        used += count;
    }
    for (int64_t atom = 0; atom < self->atom_count; atom++)
        self->around[atom + 1] += self->around[atom];
    self->around_items = numbers(used);
    int64_t *next = numbers(self->atom_count);
    bool memory = self->around_items != NULL && next != NULL;
    for (int64_t cell = 0; cell < self->cell_count && memory; cell++) {
        const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
        for (int64_t i = 0; i < count; i++)
            self->around_items[self->around[atoms[i]] + next[atoms[i]]++] = cell;
    }
    free(next);
    return memory;
}

static bool is_shown(const reading *self, int64_t cell)
{
    return self->values[cell] >= 0;
}

static void tell(reading *self, int64_t atom, int64_t count, int64_t cell, int64_t *stack, int64_t *stacked)
{
    self->known[atom] = count;
    self->source[atom] = cell;
    for (int64_t i = self->around[atom]; i < self->around[atom + 1]; i++) {
        int64_t other = self->around_items[i];
        self->unknown[other]--;
        self->rest[other] -= count;
        if (is_shown(self, other))
            stack[(*stacked)++] = other;
    }
}

/* Atoms that are the only unknown one of a published cell, or of which a cell without people consists. */
static bool find_known(reading *self)
{
    int64_t stacked = 0, count;
    int64_t *stack = numbers(self->cell_count + self->around[self->atom_count]);
    for (int64_t cell = 0; cell < self->cell_count && stack != NULL; cell++) {
        integ_cells_members(self->cells, cell, &self->unknown[cell]);
        self->rest[cell] = is_shown(self, cell) ? self->values[cell] : 0;
        if (is_shown(self, cell))
            stack[stacked++] = cell;
    }
    while (stacked > 0 && !self->contradicts) {
        int64_t cell = stack[--stacked];
        self->contradicts = self->rest[cell] < 0 || (self->unknown[cell] == 0 && self->rest[cell] != 0);
        if (self->contradicts || (self->unknown[cell] != 1 && self->rest[cell] != 0))
            continue;
        const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
        for (int64_t i = 0; i < count; i++)
            if (self->known[atoms[i]] < 0)
                tell(self, atoms[i], self->rest[cell], cell, stack, &stacked);
    }
    bool memory = stack != NULL;
    free(stack);
    return memory;
}

int64_t reading_leader(const reading *self, int64_t atom)
{
    while (self->leader[atom] != atom)
        atom = self->leader[atom] = self->leader[self->leader[atom]];
    return atom;
}

/* Any unknown atom of a cell; -1 when there is none. */
int64_t reading_any_atom(const reading *self, int64_t cell)
{
    int64_t count;
    const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
    for (int64_t i = 0; i < count; i++)
        if (self->known[atoms[i]] < 0)
            return atoms[i];
    return -1;
}

static void join(reading *self, const int64_t *atoms, int64_t count)
{
    int64_t first = -1;
    for (int64_t i = 0; i < count; i++) {
        if (self->known[atoms[i]] >= 0)
            continue;
        int64_t other = reading_leader(self, atoms[i]);
        first = first < 0 ? other : first;
        int64_t smaller = other < first ? other : first;
        self->leader[other] = self->leader[first] = smaller;
        first = smaller;
    }
}

static void join_cell(reading *self, int64_t cell)
{
    int64_t count;
    const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
    join(self, atoms, count);
}

/* What must at least be left of a hidden cell for its unknown atoms. */
static int64_t least_rest(const reading *self, int64_t cell)
{
    return self->at_least == NULL || is_shown(self, cell) ? 0 : self->at_least[cell] + self->rest[cell];
}

static void limit_atoms(reading *self)
{
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        int64_t atom = self->unknown[cell] == 1 ? reading_any_atom(self, cell) : -1;
        if (atom >= 0 && least_rest(self, cell) > self->lower[atom])
            self->lower[atom] = least_rest(self, cell);
    }
}

static bool add_row(reading *self, int64_t cell)
{
    int64_t count, right = is_shown(self, cell) ? self->rest[cell] : least_rest(self, cell);
    const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
    reading_row *row = &self->rows[self->row_count++];
    *row = (reading_row){.cell = cell, .right = right, .hidden = !is_shown(self, cell),
                         .atoms = numbers(self->unknown[cell]), .without = numbers(self->unknown[cell])};
    for (int64_t i = 0; i < count && row->atoms != NULL; i++)
        if (self->known[atoms[i]] < 0)
            row->atoms[row->length++] = atoms[i];
    return row->atoms != NULL && row->without != NULL;
}

/* Published cells with unknown atoms, those with fewest first, and then hidden ones of which something is known. */
static bool list_rows(reading *self)
{
    self->rows = (reading_row *)calloc((size_t)self->cell_count + 1, sizeof *self->rows);
    int64_t *next = numbers(self->cell_count), *first = numbers(self->atom_count + 1);
    bool memory = self->rows != NULL && next != NULL && first != NULL;
    for (int64_t cell = self->cell_count - 1; cell >= 0 && memory; cell--)
        if (is_shown(self, cell) && self->unknown[cell] > 0) {
            next[cell] = first[self->unknown[cell]];
            first[self->unknown[cell]] = cell + 1;
        }
    for (int64_t length = 1; length <= self->atom_count && memory; length++)
        for (int64_t cell = first[length]; cell > 0 && memory; cell = next[cell - 1])
            memory = add_row(self, cell - 1);
    for (int64_t cell = 0; cell < self->cell_count && memory; cell++)
        if (self->unknown[cell] > 1 && least_rest(self, cell) > 0)
            memory = add_row(self, cell);
    free(next);
    free(first);
    return memory;
}

/* Which rows have an atom, as far as they have been shortened: the newest entry of every atom, and what is older. */
typedef struct row_index {
    int64_t *newest, *older, *row, entries;
    char *marked;
} row_index;

static bool lies_within(const row_index *index, const reading_row *row)
{
    for (int64_t i = 0; i < row->length; i++)
        if (!index->marked[row->atoms[i]])
            return false;
    return true;
}

static void take_away(row_index *index, reading_row *from, const reading_row *taken)
{
    int64_t left = 0;
    for (int64_t i = 0; i < taken->length; i++)
        index->marked[taken->atoms[i]] = 0;
    for (int64_t i = 0; i < from->length; i++)
        if (index->marked[from->atoms[i]])
            from->atoms[left++] = from->atoms[i];
    from->length = left;
    from->right -= taken->right;
}

/* Takes away published rows that lie within this one, as parts do within totals. */
static void shorten(reading *self, int64_t number, row_index *index)
{
    reading_row *row = &self->rows[number];
    for (int64_t i = 0; i < row->length; i++)
        index->marked[row->atoms[i]] = 1;
    for (int64_t i = 0; i < row->length;) {
        int64_t entry = index->newest[row->atoms[i]];
        while (entry > 0 && !lies_within(index, &self->rows[index->row[entry]]))
            entry = index->older[entry];
        if (entry == 0) {
            i++;
            continue;
        }
        row->without[row->without_count++] = index->row[entry];
        take_away(index, row, &self->rows[index->row[entry]]);
    }
    for (int64_t i = 0; i < row->length; i++) {
        int64_t atom = row->atoms[i];
        index->marked[atom] = 0;
        if (row->hidden)
            continue;
        index->row[++index->entries] = number;
        index->older[index->entries] = index->newest[atom];
        index->newest[atom] = index->entries;
    }
}

static bool shorten_rows(reading *self)
{
    int64_t entries = self->around[self->atom_count];
    row_index index = {.newest = numbers(self->atom_count), .older = numbers(entries), .row = numbers(entries),
                       .marked = (char *)calloc((size_t)self->atom_count + 1, 1)};
    bool memory = index.newest != NULL && index.older != NULL && index.row != NULL && index.marked != NULL;
    for (int64_t row = 0; row < self->row_count && memory; row++) {
        shorten(self, row, &index);
        const reading_row *at = &self->rows[row];
        bool fits =
            at->hidden ? at->length > 0 || at->right <= 0 : at->right >= 0 && (at->length > 0 || at->right == 0);
        self->contradicts = self->contradicts || !fits;
    }
    free(index.newest);
    free(index.older);
    free(index.row);
    free(index.marked);
    return memory;
}

bool reading_open(reading *self, const integ_cells *cells, const int64_t *values, const int64_t *at_least)
{
    *self = (reading){.cells = cells, .values = values, .at_least = at_least, .atom_count = integ_cells_atoms(cells),
                      .cell_count = integ_cells_count(cells)};
    self->known = numbers(self->atom_count);
    self->source = numbers(self->atom_count);
    self->lower = numbers(self->atom_count);
    self->leader = numbers(self->atom_count);
    self->unknown = numbers(self->cell_count);
    self->rest = numbers(self->cell_count);
    if (self->known == NULL || self->source == NULL || self->lower == NULL || self->leader == NULL ||
        self->unknown == NULL || self->rest == NULL || !open_lists(self))
        return false;
    for (int64_t atom = 0; atom < self->atom_count; atom++) {
        self->known[atom] = -1;
        self->leader[atom] = atom;
    }
    if (!find_known(self))
        return false;
    limit_atoms(self);
    if (!list_rows(self) || !shorten_rows(self))
        return false;
    for (int64_t row = 0; row < self->row_count; row++)
        join(self, self->rows[row].atoms, self->rows[row].length);
    for (int64_t cell = 0; cell < self->cell_count; cell++)
        if (!is_shown(self, cell))
            join_cell(self, cell);
    return true;
}

void reading_close(reading *self)
{
    for (int64_t row = 0; row < self->row_count; row++) {
        free(self->rows[row].atoms);
        free(self->rows[row].without);
    }
    free(self->rows);
    free(self->known);
    free(self->source);
    free(self->lower);
    free(self->leader);
    free(self->around);
    free(self->around_items);
    free(self->unknown);
    free(self->rest);
}

static void mark(const reading *self, int64_t cell, char *marks)
{
    if (marks[cell] != 0 || !is_shown(self, cell))
        return;
    marks[cell] = 1;
    reading_mark_known(self, cell, marks);
}

void reading_mark_known(const reading *self, int64_t cell, char *marks)
{
    int64_t count;
    const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
    for (int64_t i = 0; i < count; i++)
        if (self->known[atoms[i]] >= 0)
            mark(self, self->source[atoms[i]], marks);
}

void reading_mark_row(const reading *self, int64_t row, char *marks)
{
    const reading_row *at = &self->rows[row];
    mark(self, at->cell, marks);
    if (at->hidden)
        reading_mark_known(self, at->cell, marks);
    for (int64_t i = 0; i < at->without_count; i++)
        reading_mark_row(self, at->without[i], marks);
}
