/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_STAT_MATRIX_H
#define EXAMPLES_STAT_MATRIX_H

/* Members of groups in units, as the columns that options name say. */

#include "stat/stat.h"

typedef struct matrix {
    dictionary units, groups, parts, periods;
    bool *left_out; /* rows of which something is not known */
    size_t rows;    /* the others */
    size_t unit_column, group_column;
    double *counts;   /* of the only period, or of the first, and behind it the second */
    int64_t *part_of; /* of the units; NULL: there are no parts */
} matrix;

/* False after a complaint; matrix_free() has to be called in either case. */
bool matrix_make(const run *self, matrix *found);
void matrix_free(matrix *self);

/* The members in a period, 0 or 1; false after a complaint, NULL when nothing can be said of them. */
bool matrix_segregation(const run *self, const matrix *found, size_t period, integ_segregation **out);

#endif
