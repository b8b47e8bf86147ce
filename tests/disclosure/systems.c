/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/systems.h"
#include "disclosure/enumerate.h"

#include <check.h>

#define ATOMS_AT_MOST 20

static void add_everything(integ_cells *cells)
{
    int64_t atoms[ATOMS_AT_MOST];
    int64_t count = integ_cells_atoms(cells);
    for (int64_t atom = 0; atom < count; atom++)
        atoms[atom] = atom;
    ck_assert_int_eq(integ_cells_add(cells, atoms, count, NULL, NULL), INTEG_STATUS_OK);
}

integ_cells *line_of(integ_context *context, int64_t parts)
{
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new(context, parts, &cells, NULL), INTEG_STATUS_OK);
    for (int64_t atom = 0; atom < parts; atom++)
        ck_assert_int_eq(integ_cells_add(cells, &atom, 1, NULL, NULL), INTEG_STATUS_OK);
    add_everything(cells);
    return cells;
}

/* The parents of one dimension, of two or three leaves, or of four in two groups; returns the number of nodes. */
static int64_t draw_dimension(uint64_t *state, int64_t *parents)
{
    static const int64_t shapes[][7] = {{-1, 0, 0}, {-1, 0, 0, 0}, {-1, 0, 0, 1, 1, 2, 2}, {-1, -1}, {-1, 0, 0, 2, 2}};
    static const int64_t sizes[] = {3, 4, 7, 2, 5};
    uint32_t shape = draw(state, 5);
    for (int64_t node = 0; node < sizes[shape]; node++)
        parents[node] = shapes[shape][node];
    return sizes[shape];
}

static integ_cells *draw_table(integ_context *context, uint64_t *state)
{
    int64_t sizes[3];
    int64_t parents[21];
    int64_t used = 0;
    int32_t dimensions = 1 + (int32_t)draw(state, 3);
    for (int32_t at = 0; at < dimensions; at++) {
        sizes[at] = draw_dimension(state, parents + used);
        used += sizes[at];
    }
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new_table(context, dimensions, sizes, parents, &cells, NULL), INTEG_STATUS_OK);
    if (integ_cells_atoms(cells) <= ATOMS_AT_MOST)
        return cells;
    integ_cells_free(cells);
    return draw_table(context, state);
}

static integ_cells *draw_groups(integ_context *context, uint64_t *state)
{
    int64_t atoms = 2 + draw(state, 7);
    integ_cells *cells;
    ck_assert_int_eq(integ_cells_new(context, atoms, &cells, NULL), INTEG_STATUS_OK);
    for (uint32_t groups = 3 + draw(state, 8); groups > 0; groups--) {
        int64_t members[ATOMS_AT_MOST];
        int64_t count = 0;
        for (int64_t atom = 0; atom < atoms; atom++)
            if (draw(state, 2) == 0)
                members[count++] = atom;
        ck_assert_int_eq(integ_cells_add(cells, members, count, NULL, NULL), INTEG_STATUS_OK);
    }
    return cells;
}

integ_cells *draw_system(integ_context *context, uint64_t *state)
{
    integ_cells *cells = draw(state, 3) > 0 ? draw_table(context, state) : draw_groups(context, state);
    add_everything(cells);
    return cells;
}

void draw_counts(const integ_cells *cells, uint64_t *state, int64_t *counts)
{
    uint32_t most = 2 + draw(state, 8);
    for (int64_t atom = 0; atom < integ_cells_atoms(cells); atom++)
        counts[atom] = draw(state, 4) == 0 ? 0 : draw(state, most);
}
