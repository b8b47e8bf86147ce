/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_SIMPLEX_H
#define INTEGI_DISCLOSURE_SIMPLEX_H

/* Linear programming in whole numbers: minimize c x subject to A x = b, x >= 0. All entries of the tableau have one
 * common denominator, by which every pivot divides without remainder (Edmonds 1967); what does not fit into 64 bits is
 * not rounded but given up. Bland's rule (1977) keeps it from going in circles. */

#include "base/context.h"

typedef enum integi_solution {
    INTEGI_SOLVED,
    INTEGI_INFEASIBLE,
    INTEGI_UNBOUNDED,
    INTEGI_BEYOND, /* the numbers, or the work, became too large */
    INTEGI_NO_MEMORY
} integi_solution;

typedef struct integi_simplex {
    integ_context *context;
    int64_t rows;
    int64_t columns;     /* variables; after them stands one artificial variable for every row, then b */
    int64_t width;       /* columns + rows + 1 */
    int64_t *tableau;    /* rows + 1 rows, the objective last */
    int64_t *basis;      /* the variable of every row */
    int64_t denominator; /* above 0 */
    int64_t *work;       /* entries that may still be changed, shared by all that belongs together */
} integi_simplex;

/* All coefficients are 0 at first. False when there is no memory. */
bool integi_simplex_init(integi_simplex *self, integ_context *context, int64_t rows, int64_t columns, int64_t *work);
void integi_simplex_free(integi_simplex *self);
void integi_simplex_set(integi_simplex *self, int64_t row, int64_t column, int64_t coefficient);
void integi_simplex_set_right(integi_simplex *self, int64_t row, int64_t value);

/* Finds a first vertex: SOLVED, INFEASIBLE or BEYOND. Called once, when everything is set. */
integi_solution integi_simplex_start(integi_simplex *self);

/* Minimizes `objective` (a number for every column) from wherever the last call ended. */
integi_solution integi_simplex_minimize(integi_simplex *self, const int64_t *objective);

/* After SOLVED: the minimum and the variables, each to be divided by the denominator, and whether a row of A holds the
 * minimum where it is. */
int64_t integi_simplex_value(const integi_simplex *self);
int64_t integi_simplex_variable(const integi_simplex *self, int64_t column);
bool integi_simplex_binds(const integi_simplex *self, int64_t row);

/* Whether A x = b alone, without x >= 0, gives the last objective its value. */
bool integi_simplex_is_fixed(const integi_simplex *self);

#endif
