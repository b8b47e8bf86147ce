/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/verify.h"

#include "base/message.h"

#include <string.h>

typedef struct verification {
    const integ_cells *cells;
    const integ_disclosure *rule;
    const int32_t *states;
    int64_t *truth;  /* of each cell */
    int64_t *other;  /* of each cell, in the other counts */
    int64_t *counts; /* of atoms, in the other counts */
    int64_t *least, *most;
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
        if (!integi_cells_can_be(self->cells, cell, self->other[cell]))
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

static void take_proof(verification *self)
{
    for (int64_t cell = 0; cell < integ_cells_count(self->cells); cell++) {
        if (!is_hidden(self, cell) || self->other[cell] == self->truth[cell])
            continue;
        self->least[cell] = self->other[cell] < self->least[cell] ? self->other[cell] : self->least[cell];
        self->most[cell] = self->other[cell] > self->most[cell] ? self->other[cell] : self->most[cell];
    }
}

integ_status integi_verify(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                           const int32_t *states, const integi_lists *changes, bool *proven, int64_t *unproven,
                           integ_error *error)
{
    integ_context *context = cells->context;
    size_t cell_count = (size_t)integ_cells_count(cells), atoms = (size_t)integ_cells_atoms(cells);
    size_t size = (4 * cell_count + atoms + 1) * sizeof(int64_t);
    int64_t *memory = integi_allocate_zeroed(context, size);
    *unproven = 0;
    if (memory == NULL)
        return integi_out_of_memory(error);
    verification self = {cells, rule, states, memory, memory + cell_count, memory + 4 * cell_count,
                         memory + 2 * cell_count, memory + 3 * cell_count};
    add_up(cells, counts, self.truth);
    memcpy(self.least, self.truth, cell_count * sizeof *self.least);
    memcpy(self.most, self.truth, cell_count * sizeof *self.most);
    for (int64_t i = 0; i < changes->count; i++) {
        if (!change_counts(&self, counts, integi_lists_at(changes, i), integi_lists_length(changes, i)))
            continue;
        add_up(cells, self.counts, self.other);
        if (is_published_alike(&self))
            take_proof(&self);
    }
    for (size_t cell = 0; cell < cell_count; cell++) {
        proven[cell] = self.most[cell] - self.least[cell] >= integ_disclosure_width(rule);
        *unproven += is_hidden(&self, (int64_t)cell) && !proven[cell];
    }
    integi_release_wiped(context, memory, size);
    return INTEG_STATUS_OK;
}
