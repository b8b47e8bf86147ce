/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_COMPONENT_H
#define INTEGI_DISCLOSURE_COMPONENT_H

/* What is unknown in a published table falls into components that have nothing to do with each other. In each: whole
 * variables within limits, sums of them that are known, and sums that are known to lie within limits. */

#include "disclosure/cells.h"
#include "disclosure/simplex.h"

#define INTEGI_NO_LIMIT (-1)

typedef struct integi_range {
    int64_t lower;
    int64_t upper; /* or INTEGI_NO_LIMIT */
} integi_range;

/* A sum is at most `below` or at least `above`. */
typedef struct integi_gap {
    int64_t form;
    int64_t below;
    int64_t above;
} integi_gap;

typedef struct integi_component {
    integ_context *context;
    int64_t variables;
    integi_range *ranges;    /* of every variable */
    integi_lists equations;  /* the variables of every known sum */
    int64_t *sums;           /* their values */
    integi_lists forms;      /* the variables of every hidden sum */
    integi_range *bounds;    /* what is known of it */
    integi_gap *gaps;        /* in what is known of hidden sums */
    int64_t gap_count;
    integi_lists met;        /* whole solutions that were met last, every variable of each */
    int64_t met_next;        /* which of them the next one takes the place of, once they are many */
    int64_t width;           /* how far apart values of a hidden sum have to be */
    int64_t inside;          /* a variable that is 1 at least where they are; below 0: none */
    int64_t spare;           /* work that is left when limits need not be exact any more where such values were met */
    bool *follows; /* equations that follow from those before them, and need not be looked at; NULL when none is */
} integi_component;

/* Finds out which equations follow from others, exactly; `follows` has room for all. What takes too long is not found.
 * False when there is no memory. */
bool integi_component_reduce(integi_component *self);

/* Takes away least values of sums that follow from those of smaller ones. False when there is no memory. */
bool integi_component_reduce_bounds(integi_component *self);

typedef struct integi_extreme {
    integi_solution solution;
    int64_t value; /* where SOLVED; where BEYOND, when `known`, only known not to be passed */
    bool known;
    bool fixed; /* equations alone give the sum its value */
    bool whole; /* fractions reach the value too */
} integi_extreme;

/* Forgets the solutions that were met, when more is known than then. */
void integi_component_forget(integi_component *self);

/* Whether solutions were met with values of a sum of variables that are far enough apart. */
bool integi_component_met_apart(const integi_component *self, const int64_t *variables, int64_t count);

/* The component with its first vertex. Its ranges and bounds must not change while this is in use. */
typedef struct integi_solver {
    integi_component *component;
    integi_simplex simplex;
    integi_solution start;
    int64_t *objective;
    int64_t *work; /* what may still be spent */
} integi_solver;

void integi_solver_init(integi_solver *self, integi_component *component, int64_t *work);
void integi_solver_free(integi_solver *self);

/* The smallest (sign 1) or largest (sign -1) value of a sum of variables in whole numbers. `binding`, if not NULL, has
 * a byte for every equation, set to 1 where it holds the value. */
integi_extreme integi_solver_extreme(integi_solver *self, const int64_t *variables, int64_t count, int sign,
                                     char *binding);

#endif
