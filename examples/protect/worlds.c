/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/worlds.h"

#include <stdlib.h>

bool worlds_open(worlds *self, const integ_cells *cells, const int64_t *values, const int64_t *at_least, int64_t width,
                 const linear *with)
{
    int64_t used = 0, count;
    *self = (worlds){.cells = cells, .with = with, .at_least = at_least, .width = width,
                     .cell_count = integ_cells_count(cells), .atom_count = integ_cells_atoms(cells)};
    self->first = (int64_t *)malloc((size_t)(self->cell_count + 1) * sizeof *self->first);
    self->cell = (worlds_seen *)malloc((size_t)(self->cell_count + 1) * sizeof *self->cell);
    self->atoms = (int64_t *)malloc((size_t)(self->atom_count + 1) * sizeof *self->atoms);
    if (self->first == NULL || self->cell == NULL || self->atoms == NULL)
        return false;
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        integ_cells_members(cells, cell, &count);
        self->cell[cell] = (worlds_seen){-1, -1};
        self->first[cell] = used;
        used += values[cell] < 0 ? count : 0;
    }
    self->first[self->cell_count] = used;
    self->inside = (worlds_seen *)malloc((size_t)(used + 1) * sizeof *self->inside);
    for (int64_t i = 0; i < used && self->inside != NULL; i++)
        self->inside[i] = (worlds_seen){-1, -1};
    return self->inside != NULL;
}

void worlds_close(worlds *self)
{
    free(self->first);
    free(self->cell);
    free(self->atoms);
    free(self->inside);
}

static void see(worlds_seen *self, int64_t value)
{
    self->least = self->least < 0 || value < self->least ? value : self->least;
    self->most = value > self->most ? value : self->most;
}

/* What follows at once is the same in all counts, and left out of the sums. */
static int64_t sum_of(const worlds *self, const int64_t *atoms, int64_t count)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < count; i++) {
        if (linear_is_known(self->with, atoms[i]))
            continue;
        if (self->atoms[atoms[i]] < 0)
            return -1;
        sum += self->atoms[atoms[i]];
    }
    return sum;
}

void worlds_learn(worlds *self)
{
    for (int64_t atom = 0; atom < self->atom_count; atom++)
        self->atoms[atom] = -1;
    linear_reached_counts(self->with, self->atoms);
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        if (self->first[cell] == self->first[cell + 1])
            continue;
        int64_t count;
        const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
        int64_t sum = sum_of(self, atoms, count);
        if (sum < 0)
            continue;
        see(&self->cell[cell], sum);
        for (int64_t i = 0; i < count; i++)
            if (self->atoms[atoms[i]] > 0)
                see(&self->inside[self->first[cell] + i], sum);
    }
}

bool worlds_is_wide(const worlds *self, int64_t cell)
{
    const worlds_seen *seen = &self->cell[cell];
    return seen->least >= 0 && seen->most - seen->least >= self->width;
}

/* Whoever is in a cell of one atom that everybody knows not to be empty knows no more than they. */
bool worlds_is_wide_inside(const worlds *self, int64_t cell, int64_t number)
{
    int64_t count;
    const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
    const worlds_seen *seen = &self->inside[self->first[cell] + number];
    return linear_is_known(self->with, atoms[number]) || (count == 1 && self->at_least[cell] > 0) ||
           (seen->least >= 0 && seen->most > seen->least);
}
