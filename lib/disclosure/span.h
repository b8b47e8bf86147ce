/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_SPAN_H
#define INTEGI_DISCLOSURE_SPAN_H

/* What follows from sums that are known, by adding and subtracting: sparse Gaussian elimination in whole numbers.
 * Vectors are kept without common factors, the first number above 0, so that two are multiples of each other just when
 * they are equal. What does not fit into 64 bits is not rounded but refused. */

#include "base/context.h"

typedef struct integi_vector {
    int64_t *coordinates; /* ascending */
    int64_t *numbers;     /* none is 0 */
    int64_t length;
} integi_vector;

typedef enum integi_reduced {
    INTEGI_REDUCED,
    INTEGI_FOLLOWS, /* nothing is left of it */
    INTEGI_TOO_LARGE,
    INTEGI_OUT_OF_MEMORY
} integi_reduced;

typedef struct integi_span {
    integ_context *context;
    int64_t coordinates;
    integi_vector *rows; /* each without the pivots of those before it */
    int64_t *pivots;     /* the coordinate of every row that others are freed of */
    int64_t count;
    size_t capacity;
    size_t pivot_capacity;
    int64_t *row_of;  /* a pivot's row, or -1 */
    int64_t *dense;   /* the vector at hand */
    bool *touched;
    int64_t *list;    /* its touched coordinates */
    int64_t listed;
    int64_t *heap;    /* its rows that are still to be taken away, the first on top */
    int64_t heaped;
    bool *in_heap;    /* of every row; as many as there are coordinates */
} integi_span;

bool integi_span_init(integi_span *self, integ_context *context, int64_t coordinates);
void integi_span_free(integi_span *self);

/* Takes away from a vector whatever follows from the rows; the result is allocated, and freed by integi_vector_free. */
integi_reduced integi_span_reduce(integi_span *self, const integi_vector *vector, integi_vector *out);

/* Adds a reduced vector as a row, which it then owns; false when there is no memory, and the vector is still the
 * caller's. */
bool integi_span_add(integi_span *self, const integi_vector *row, int64_t pivot);

/* Takes the newest row alone away from a vector that is reduced by all before it. */
integi_reduced integi_span_reduce_by_newest(integi_span *self, const integi_vector *vector, integi_vector *out);

void integi_vector_free(integ_context *context, integi_vector *vector);

#endif
