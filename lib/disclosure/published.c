/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/published.h"
#include "disclosure/messages.h"

static void *room(integi_published *self, int64_t count, size_t size)
{
    return integi_arena_allocate(&self->arena, (size_t)(count + 1) * size);
}

static bool open_read(integi_published *self)
{
    const integ_cells *cells = self->cells;
    int64_t count = cells->members.count;
    self->atom = room(self, cells->atoms, sizeof *self->atom);
    self->source = room(self, cells->atoms, sizeof *self->source);
    self->by_sign = room(self, cells->atoms, sizeof *self->by_sign);
    self->rest = room(self, count, sizeof *self->rest);
    self->unknown = room(self, count, sizeof *self->unknown);
    self->stack = room(self, 2 * count + cells->members.used, sizeof *self->stack);
    if (self->atom == NULL || self->source == NULL || self->by_sign == NULL || self->rest == NULL ||
        self->unknown == NULL || self->stack == NULL || !integi_around_list(&self->around, &self->arena, self->cells))
        return false;
    for (int64_t atom = 0; atom < cells->atoms; atom++)
        self->atom[atom] = -1;
    for (int64_t cell = 0; cell < count; cell++) {
        self->rest[cell] = self->values[cell];
        self->unknown[cell] = integi_lists_length(&cells->members, cell);
        if (self->values[cell] >= 0)
            self->stack[self->stacked++] = cell;
    }
    return true;
}

static void tell_atom(integi_published *self, int64_t atom, int64_t value, int64_t cell, bool by_sign)
{
    self->atom[atom] = value;
    self->source[atom] = cell;
    self->by_sign[atom] = by_sign;
    for (int64_t i = self->around.starts[atom]; i < self->around.starts[atom + 1]; i++) {
        int64_t other = self->around.items[i];
        self->unknown[other]--;
        if (self->values[other] < 0)
            continue;
        self->rest[other] -= value;
        self->stack[self->stacked++] = other;
    }
}

/* Reads one published cell; false when it contradicts the others. */
static bool read_cell(integi_published *self, int64_t cell)
{
    if (self->rest[cell] < 0 || (self->unknown[cell] == 0 && self->rest[cell] != 0))
        return false;
    bool by_sign = self->unknown[cell] > 1;
    if (self->unknown[cell] != 1 && (self->rest[cell] != 0 || !self->signs))
        return true;
    const integi_lists *members = &self->cells->members;
    for (int64_t i = members->starts[cell]; i < members->starts[cell + 1] && self->unknown[cell] > 0; i++)
        if (self->atom[members->items[i]] < 0)
            tell_atom(self, members->items[i], self->rest[cell], cell, by_sign);
    return self->rest[cell] == 0;
}

/* The published cells that still have unknown atoms, those with fewest first; equal ones in their order. */
static bool collect_equations(integi_published *self)
{
    int64_t count = self->cells->members.count;
    int64_t *first = room(self, self->cells->atoms + 1, sizeof *first);
    self->equations = room(self, count, sizeof *self->equations);
    if (first == NULL || self->equations == NULL)
        return false;
    for (int64_t cell = 0; cell < count; cell++)
        if (self->values[cell] >= 0 && self->unknown[cell] > 0) {
            first[self->unknown[cell] + 1]++;
            self->equation_count++;
        }
    for (int64_t length = 1; length <= self->cells->atoms; length++)
        first[length] += first[length - 1];
    for (int64_t cell = 0; cell < count; cell++)
        if (self->values[cell] >= 0 && self->unknown[cell] > 0)
            self->equations[first[self->unknown[cell]]++] =
                (integi_equation){.cell = cell, .rest = self->rest[cell], .length = self->unknown[cell]};
    return true;
}

static bool list_atoms(integi_published *self, integi_equation *equation)
{
    equation->atoms = room(self, equation->length, sizeof *equation->atoms);
    if (equation->atoms == NULL)
        return false;
    const integi_lists *members = &self->cells->members;
    int64_t found = 0;
    for (int64_t i = members->starts[equation->cell]; i < members->starts[equation->cell + 1]; i++)
        if (self->atom[members->items[i]] < 0)
            equation->atoms[found++] = members->items[i];
    return true;
}

/* Which equations have an atom, as far as they have been shortened. */
typedef struct index_of_atoms {
    int64_t *newest; /* of an atom: an entry, or -1 */
    int64_t *older;  /* of an entry: the one before it */
    int64_t *entry;  /* of an entry: its equation */
    int64_t entries;
    bool *marked; /* the atoms of the equation at hand */
} index_of_atoms;

static bool lies_within(const index_of_atoms *index, const integi_equation *equation)
{
    for (int64_t i = 0; i < equation->length; i++)
        if (!index->marked[equation->atoms[i]])
            return false;
    return true;
}

static void take_away(index_of_atoms *index, integi_equation *from, const integi_equation *taken)
{
    for (int64_t i = 0; i < taken->length; i++)
        index->marked[taken->atoms[i]] = false;
    int64_t left = 0;
    for (int64_t i = 0; i < from->length; i++)
        if (index->marked[from->atoms[i]])
            from->atoms[left++] = from->atoms[i];
    from->length = left;
    from->rest -= taken->rest;
}

/* Takes away shorter equations that lie within this one, as totals do within larger totals. */
static bool shorten(integi_published *self, integi_equation *equation, index_of_atoms *index)
{
    equation->without = room(self, equation->length, sizeof *equation->without);
    if (equation->without == NULL)
        return false;
    for (int64_t i = 0; i < equation->length; i++)
        index->marked[equation->atoms[i]] = true;
    for (int64_t i = 0; i < equation->length;) {
        int64_t entry = index->newest[equation->atoms[i]];
        while (entry >= 0 && !lies_within(index, &self->equations[index->entry[entry]]))
            entry = index->older[entry];
        if (entry < 0) {
            i++;
            continue;
        }
        equation->without[equation->without_count++] = index->entry[entry];
        take_away(index, equation, &self->equations[index->entry[entry]]);
    }
    for (int64_t i = 0; i < equation->length; i++) {
        int64_t atom = equation->atoms[i];
        index->marked[atom] = false;
        index->entry[index->entries] = equation - self->equations;
        index->older[index->entries] = index->newest[atom];
        index->newest[atom] = index->entries++;
    }
    return true;
}

static bool shorten_equations(integi_published *self)
{
    int64_t entries = self->cells->members.used;
    index_of_atoms index = {.newest = room(self, self->cells->atoms, sizeof *index.newest),
                            .older = room(self, entries, sizeof *index.older),
                            .entry = room(self, entries, sizeof *index.entry),
                            .marked = room(self, self->cells->atoms, sizeof *index.marked)};
    if (index.newest == NULL || index.older == NULL || index.entry == NULL || index.marked == NULL)
        return false;
    for (int64_t atom = 0; atom < self->cells->atoms; atom++)
        index.newest[atom] = -1;
    for (int64_t i = 0; i < self->equation_count; i++)
        if (!list_atoms(self, &self->equations[i]) || !shorten(self, &self->equations[i], &index))
            return false;
    return true;
}

static bool agrees(const integi_published *self)
{
    for (int64_t i = 0; i < self->equation_count; i++)
        if (self->equations[i].rest < 0 || (self->equations[i].length == 0 && self->equations[i].rest != 0))
            return false;
    return true;
}

static integ_status read_published(integi_published *self, integ_error *error)
{
    integi_arena_init(&self->arena, self->cells->context);
    if (!open_read(self))
        return integi_out_of_memory(error);
    while (self->stacked > 0)
        if (!read_cell(self, self->stack[--self->stacked]))
            return INTEGI_FAIL(error, NULL, &integi_message_audit_impossible);
    if (!collect_equations(self) || !shorten_equations(self))
        return integi_out_of_memory(error);
    return agrees(self) ? INTEG_STATUS_OK : INTEGI_FAIL(error, NULL, &integi_message_audit_impossible);
}

integ_status integi_published_read(integi_published *self, const integ_cells *cells, const int64_t *values,
                                   integ_error *error)
{
    *self = (integi_published){.cells = cells, .values = values, .signs = true};
    return read_published(self, error);
}

integ_status integi_published_read_unsigned(integi_published *self, const integ_cells *cells, const int64_t *values)
{
    *self = (integi_published){.cells = cells, .values = values};
    return read_published(self, NULL);
}

void integi_published_free(integi_published *self)
{
    integi_arena_free(&self->arena);
}
