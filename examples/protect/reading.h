/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_PROTECT_READING_H
#define EXAMPLES_PROTECT_READING_H

/* A published table as equations: atoms that follow at once, and what is left, each equation as short as others make
 * it. */

#include <integration.h>
#include <stdbool.h>

/* A published cell less other rows; or a hidden one, of which only the least value is known. */
typedef struct reading_row {
    int64_t cell;
    int64_t right; /* what the atoms add up to, or at least do */
    bool hidden;
    int64_t length;
    int64_t *atoms;
    int64_t *without; /* the rows that were taken away */
    int64_t without_count;
} reading_row;

typedef struct reading {
    const integ_cells *cells;
    const int64_t *values;   /* -1 where a cell is hidden */
    const int64_t *at_least; /* of every hidden cell, or NULL */
    int64_t atom_count, cell_count;
    int64_t *known;          /* of every atom: its count, -1 when it does not follow at once */
    int64_t *source;         /* of every known atom: the cell that tells it */
    int64_t *lower;          /* of every unknown atom */
    int64_t *leader;         /* of every atom: the first one of those that hang together */
    int64_t *around, *around_items; /* the cells of every atom */
    int64_t *unknown, *rest; /* of every cell: unknown atoms; its value (0 when hidden) less the known ones */
    reading_row *rows;
    int64_t row_count;
    bool contradicts; /* no counts can have been published so */
} reading;

/* False when there is no memory. Closed in any case. */
bool reading_open(reading *self, const integ_cells *cells, const int64_t *values, const int64_t *at_least);
void reading_close(reading *self);

int64_t reading_leader(const reading *self, int64_t atom);

/* Any unknown atom of a cell; -1 when there is none. */
int64_t reading_any_atom(const reading *self, int64_t cell);

/* Marks the published cells of a row, and those that tell the known atoms of a cell: one byte for each cell. */
void reading_mark_row(const reading *self, int64_t row, char *marks);
void reading_mark_known(const reading *self, int64_t cell, char *marks);

#endif
