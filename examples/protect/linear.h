/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_PROTECT_LINEAR_H
#define EXAMPLES_PROTECT_LINEAR_H

/* The limits of hidden counts by linear programming with COIN-OR CLP, for components that are too large for the
 * library's own audit. Nothing is believed that the solver says in binary fractions. A count that it reaches is reached
 * by whole counts that were put into every published cell; a limit that it proves is proved by a combination of
 * published cells in whole numbers, checked in 128 bits. What cannot be checked so is not known. */

#include <integration.h>
#include <stdbool.h>

typedef struct linear linear;

/* One side of a hidden cell's interval. */
typedef struct linear_limit {
    bool proved;   /* no counts go beyond `bound` */
    bool reached;  /* some counts have the value `at` */
    int64_t bound; /* -1 above: there is no limit */
    int64_t at;
} linear_limit;

/* Values are -1 where a cell is hidden; `at_least` is what is known of every hidden cell, or NULL. Both must stay as
 * they are. `budget` is how often a problem may still be solved, and counts down; below 0 nothing is found any more.
 * NULL when there is no memory. */
linear *linear_new(const integ_cells *cells, const int64_t *values, const int64_t *at_least, int64_t *budget);

/* Whether it is already seen that no counts can have been published so. */
bool linear_contradicts(const linear *self);
void linear_free(linear *self);

/* The smallest (sign 1) or largest (sign -1) value of a hidden cell. False when there is no memory. */
bool linear_find(linear *self, int64_t cell, int sign, linear_limit *out);

/* The same, when somebody is in one of the cell's atoms. */
bool linear_find_inside(linear *self, int64_t cell, int sign, int64_t atom, linear_limit *out);

/* Looks for whole counts of the component of an unknown atom that make the sum of all atoms, each times its weight,
 * small. False when there is no memory. */
bool linear_reach(linear *self, int64_t atom, const int64_t *weights, bool *reached);

/* Whether it is proved that nobody can be in an atom. False when there is no memory. */
bool linear_is_empty(linear *self, int64_t atom, bool *empty);

/* Writes all counts of the component in which something was reached last; the others are left as they are. */
void linear_reached_counts(const linear *self, int64_t *atoms);

/* Any atom of a cell that does not follow at once from published cells; -1 when all do. */
int64_t linear_any_atom(const linear *self, int64_t cell);

/* The first of the atoms that hang together with an unknown one. */
int64_t linear_leader(const linear *self, int64_t atom);

/* Whether an atom follows at once from published cells. */
bool linear_is_known(const linear *self, int64_t atom);

/* Marks the published cells that proved the last limit, one byte for each cell. */
void linear_mark_witness(const linear *self, int64_t cell, char *marks);

#endif
