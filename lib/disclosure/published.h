/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_PUBLISHED_H
#define INTEGI_DISCLOSURE_PUBLISHED_H

/* What everybody reads out of a published table: atoms that follow at once, because a cell with one unknown atom is
 * published or because nobody is in a cell; and for the rest equations, each as short as other equations make it. */

#include "disclosure/audit_around.h"

typedef struct integi_equation {
    int64_t cell;     /* published */
    int64_t rest;     /* of its value, when known atoms and the equations below are taken away */
    int64_t length;   /* unknown atoms that are left */
    int64_t *atoms;   /* those */
    int64_t *without; /* equations that were taken away */
    int64_t without_count;
} integi_equation;

typedef struct integi_published {
    integi_arena arena;
    const integ_cells *cells;
    const int64_t *values;
    bool signs;          /* atoms follow from counts not being negative too */
    int64_t *atom;       /* the value of every atom, -1 when unknown */
    int64_t *source;     /* the published cell that tells a known atom */
    bool *by_sign;       /* it was told because counts are not negative */
    integi_around around; /* the cells of every atom */
    int64_t *rest;       /* of every published cell: its value less its known atoms */
    int64_t *unknown;    /* of every cell: unknown atoms */
    int64_t *stack;
    int64_t stacked;
    integi_equation *equations;
    int64_t equation_count;
} integi_published;

/* OK, OUT_OF_MEMORY or INCONSISTENT. Freed in any case. */
integ_status integi_published_read(integi_published *self, const integ_cells *cells, const int64_t *values,
                                   integ_error *error);

/* The same for whoever does not think of counts not being negative, of a table that was read before. */
integ_status integi_published_read_unsigned(integi_published *self, const integ_cells *cells, const int64_t *values);
void integi_published_free(integi_published *self);

#endif
