/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/enumerate.h"

#include <check.h>
#include <string.h>

#define ATOMS_AT_MOST 128
#define STEPS_AT_MOST 300000

typedef struct enumeration {
    const integ_cells *cells;
    const int64_t *values;
    is_credible credible;
    void *userdata;
    possible *out;
    int64_t atom_count;
    int64_t cell_count;
    int64_t sum[ENUMERATED_CELLS_AT_MOST];
    int64_t last[ENUMERATED_CELLS_AT_MOST]; /* the last atom of every cell */
    int64_t around[ATOMS_AT_MOST][ENUMERATED_CELLS_AT_MOST];
    int64_t around_count[ATOMS_AT_MOST];
    int64_t steps;
} enumeration;

static void keep(enumeration *self)
{
    if (self->credible != NULL && !self->credible(self->sum, self->userdata))
        return;
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        int64_t sum = self->sum[cell];
        if (self->out->tables == 0 || sum < self->out->lower[cell])
            self->out->lower[cell] = sum;
        if (self->out->tables == 0 || sum > self->out->upper[cell])
            self->out->upper[cell] = sum;
    }
    self->out->tables++;
}

/* The most that an atom can be beside those before it. */
static int64_t limit(const enumeration *self, int64_t atom)
{
    int64_t most = INT64_MAX;
    for (int64_t i = 0; i < self->around_count[atom]; i++) {
        int64_t cell = self->around[atom][i];
        int64_t left = self->values[cell] - self->sum[cell];
        if (self->values[cell] >= 0 && left < most)
            most = left;
    }
    if (most == INT64_MAX)
        ck_abort_msg("an atom is in no published cell");
    return most;
}

static void put(enumeration *self, int64_t atom, int64_t count)
{
    for (int64_t i = 0; i < self->around_count[atom]; i++)
        self->sum[self->around[atom][i]] += count;
}

static bool fits(const enumeration *self, int64_t atom)
{
    for (int64_t i = 0; i < self->around_count[atom]; i++) {
        int64_t cell = self->around[atom][i];
        if (self->last[cell] == atom && self->values[cell] >= 0 && self->sum[cell] != self->values[cell])
            return false;
    }
    return true;
}

static void go_on(enumeration *self, int64_t atom)
{
    if (++self->steps > STEPS_AT_MOST)
        return;
    if (atom == self->atom_count) {
        keep(self);
        return;
    }
    int64_t most = limit(self, atom);
    for (int64_t count = 0; count <= most; count++) {
        put(self, atom, count);
        if (fits(self, atom))
            go_on(self, atom + 1);
        put(self, atom, -count);
    }
}

void enumerate(const integ_cells *cells, const int64_t *values, is_credible credible, void *userdata, possible *out)
{
    static enumeration self;
    memset(&self, 0, sizeof self);
    memset(out, 0, sizeof *out);
    self.cells = cells;
    self.values = values;
    self.credible = credible;
    self.userdata = userdata;
    self.out = out;
    self.atom_count = integ_cells_atoms(cells);
    self.cell_count = integ_cells_count(cells);
    ck_assert_int_le(self.atom_count, ATOMS_AT_MOST);
    ck_assert_int_le(self.cell_count, ENUMERATED_CELLS_AT_MOST);
    for (int64_t cell = 0; cell < self.cell_count; cell++) {
        int64_t count;
        const int64_t *atoms = integ_cells_members(cells, cell, &count);
        for (int64_t i = 0; i < count; i++)
            self.around[atoms[i]][self.around_count[atoms[i]]++] = cell;
        self.last[cell] = count == 0 ? -1 : atoms[count - 1];
    }
    go_on(&self, 0);
    if (self.steps > STEPS_AT_MOST)
        out->tables = -1;
}

uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % below;
}

void sum_cells(const integ_cells *cells, const int64_t *counts, int64_t *values)
{
    for (int64_t cell = 0; cell < integ_cells_count(cells); cell++) {
        int64_t count;
        const int64_t *atoms = integ_cells_members(cells, cell, &count);
        values[cell] = 0;
        for (int64_t i = 0; i < count; i++)
            values[cell] += counts[atoms[i]];
    }
}
