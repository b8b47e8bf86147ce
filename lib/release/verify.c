/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/verify.h"

#include "base/message.h"

#include <string.h>

#define REMEMBERED 16 /* atoms of one cell */

/* Atoms of a cell that somebody is in, and that every table which was possible so far leaves empty: to those in them it
 * proves nothing, if they know that they are there. */
typedef struct doubts {
    int64_t tables; /* that were possible */
    int64_t count;
    int64_t atoms[REMEMBERED];
} doubts;

typedef struct verification {
    const integ_cells *cells;
    const integ_disclosure *rule;
    const int32_t *states;
    int64_t *truth;  /* of each cell */
    int64_t *other;  /* of each cell, in the other counts */
    int64_t *counts; /* of atoms, in the other counts */
    int64_t *least, *most; /* of each cell, among tables that nobody has doubts of */
    doubts *doubts;        /* of each cell */
} verification;

static void add_up(const integ_cells *cells, const int64_t *counts, int64_t *sums)
{
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
        int64_t length;
        const int64_t *atoms = integ_cells_members(cells, cell, &length);
        sums[cell] = 0;
        for (int64_t i = 0; i < length; i++)
            sums[cell] += counts[atoms[i]];
    }
}

static bool is_hidden(const verification *self, int64_t cell)
{
    return self->states[cell] == INTEG_CELL_PRIMARY || self->states[cell] == INTEG_CELL_SECONDARY;
}

/* What somebody who knows the rule may think: shown is what is shown, and a printed figure that is hidden is not 0. */
static bool is_published_alike(const verification *self)
{
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++) {
        if (self->states[cell] == INTEG_CELL_SHOWN && self->other[cell] != self->truth[cell])
            return false;
        bool printed = integi_cells_standing(self->cells, cell) != INTEG_STANDING_DERIVED;
        if (is_hidden(self, cell) && printed && self->other[cell] == 0 && self->truth[cell] != 0 &&
            !integ_disclosure_zeros(self->rule))
            return false;
    }
    return true;
}

/* Makes other counts; false when there would be fewer than nobody somewhere. */
static bool change_counts(verification *self, const int64_t *counts, const int64_t *items, int64_t length)
{
    memcpy(self->counts, counts, (size_t)integ_cells_atoms(self->cells) * sizeof *counts);
    for (int64_t i = 0; i + 1 < length; i += 2)
        self->counts[items[i]] += items[i + 1];
    for (int64_t i = 0; i + 1 < length; i += 2)
        if (self->counts[items[i]] < 0)
            return false;
    return true;
}

/* The atoms of a cell that somebody is in, and that the other counts leave empty. Returns how many; beyond what is
 * remembered they are only counted. */
static int64_t list_emptied(const verification *self, const int64_t *counts, int64_t cell, int64_t emptied[REMEMBERED])
{
    int64_t length, found = 0;
    const int64_t *atoms = integ_cells_members(self->cells, cell, &length);
    for (int64_t i = 0; i < length; i++) {
        if (counts[atoms[i]] == 0 || self->counts[atoms[i]] > 0)
            continue;
        if (found < REMEMBERED)
            emptied[found] = atoms[i];
        found++;
    }
    return found;
}

/* Leaves the doubts that are among the atoms too. */
static void dispel(doubts *those, const int64_t *emptied, int64_t found)
{
    int64_t left = 0;
    for (int64_t i = 0; i < found; i++) {
        bool doubted = those->tables == 0;
        for (int64_t j = 0; j < those->count && !doubted; j++)
            doubted = those->atoms[j] == emptied[i];
        if (doubted)
            those->atoms[left++] = emptied[i]; /* both ascend, so that nothing is overwritten that is still to be read */
    }
    those->count = left;
    those->tables++;
}

static void take_proof(verification *self, const int64_t *counts)
{
    int64_t emptied[REMEMBERED];
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++) {
        if (!is_hidden(self, cell) || self->other[cell] == self->truth[cell])
            continue;
        bool few = integ_disclosure_hides_count(self->rule, self->truth[cell]) != 0; /* only they matter */
        int64_t found = few ? list_emptied(self, counts, cell, emptied) : 0;
        if (found <= REMEMBERED)
            dispel(&self->doubts[cell], emptied, found);
        if (found > 0)
            continue;
        self->least[cell] = self->other[cell] < self->least[cell] ? self->other[cell] : self->least[cell];
        self->most[cell] = self->other[cell] > self->most[cell] ? self->other[cell] : self->most[cell];
    }
}

static bool is_proven(const verification *self, int64_t cell)
{
    int64_t width = integ_disclosure_width(self->rule);
    if (self->most[cell] - self->least[cell] >= width)
        return true;
    return width == 1 && self->doubts[cell].tables > 0 && self->doubts[cell].count == 0;
}

integ_status integi_verify(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                           const int32_t *states, const integi_lists *changes, bool *proven, int64_t *unproven,
                           integ_error *error)
{
    integ_context *context = cells->context;
    size_t cell_count = (size_t)integ_cells_count(cells), atoms = (size_t)integ_cells_atoms(cells);
    size_t size = (4 * cell_count + atoms + 1) * sizeof(int64_t);
    size_t doubts_size = (cell_count + 1) * sizeof(doubts);
    int64_t *memory = integi_allocate_zeroed(context, size);
    doubts *all_doubts = integi_allocate_zeroed(context, doubts_size);
    *unproven = 0;
    if (memory == NULL || all_doubts == NULL) {
        integi_release(context, memory, memory == NULL ? 0 : size);
        integi_release(context, all_doubts, all_doubts == NULL ? 0 : doubts_size);
        return integi_out_of_memory(error);
    }
    verification self = {cells, rule, states, memory, memory + cell_count, memory + 4 * cell_count,
                         memory + 2 * cell_count, memory + 3 * cell_count, all_doubts};
    add_up(cells, counts, self.truth);
    memcpy(self.least, self.truth, cell_count * sizeof *self.least);
    memcpy(self.most, self.truth, cell_count * sizeof *self.most);
    for (int64_t i = 0; i < changes->count; i++) {
        if (!change_counts(&self, counts, integi_lists_at(changes, i), integi_lists_length(changes, i)))
            continue;
        add_up(cells, self.counts, self.other);
        if (is_published_alike(&self))
            take_proof(&self, counts);
    }
    for (size_t cell = 0; cell < cell_count; cell++) {
        proven[cell] = is_proven(&self, (int64_t)cell);
        *unproven += is_hidden(&self, (int64_t)cell) && !proven[cell];
    }
    integi_release_wiped(context, memory, size);
    integi_release_wiped(context, all_doubts, doubts_size);
    return INTEG_STATUS_OK;
}
