/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_DISCLOSURE_SYSTEMS_H
#define TEST_DISCLOSURE_SYSTEMS_H

/* Cells for tests: small ones by hand, and random ones, of which the last cell is always the sum of everything. */

#include "integration/disclosure.h"

/* Parts 0 to parts - 1, each an atom, and their total. */
integ_cells *line_of(integ_context *context, int64_t parts);

/* A table of one to three dimensions, some with a total or a hierarchy, or some overlapping groups. At most 20
 * atoms. */
integ_cells *draw_system(integ_context *context, uint64_t *state);

/* Counts of the atoms, most of them small. */
void draw_counts(const integ_cells *cells, uint64_t *state, int64_t *counts);

#endif
