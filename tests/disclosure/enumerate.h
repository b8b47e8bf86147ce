/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_DISCLOSURE_ENUMERATE_H
#define TEST_DISCLOSURE_ENUMERATE_H

/* The oracle: every table of whole numbers that could have been published as this one was, one after the other. It
 * knows nothing of linear algebra. */

#include "integration/disclosure.h"

#include <stdbool.h>

#define ENUMERATED_CELLS_AT_MOST 512

typedef struct possible {
    int64_t tables; /* how many there are; -1 when there are more than can be gone through */
    int64_t lower[ENUMERATED_CELLS_AT_MOST];
    int64_t upper[ENUMERATED_CELLS_AT_MOST];
} possible;

/* Judges a whole table: the values of all cells. NULL for every table. */
typedef bool (*is_credible)(const int64_t *cells, void *userdata);

/* Values are -1 where a cell is hidden; every atom must be in some published cell. */
void enumerate(const integ_cells *cells, const int64_t *values, is_credible credible, void *userdata, possible *out);

/* A generator of its own, so that the same tables are drawn everywhere. */
uint32_t draw(uint64_t *state, uint32_t below);

/* The cells' values, from the atoms' counts. */
void sum_cells(const integ_cells *cells, const int64_t *counts, int64_t *values);

#endif
