/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_DIFFERENCE_H
#define INTEGI_COHORT_DIFFERENCE_H

#include "cohort/meaning.h"

/* One of the conditions that all members meet. */
typedef struct integi_side_condition {
    const integi_node *node; /* of an expression that the side keeps alive */
    const char *group;       /* whose condition it is; NULL: the filter's own */
    integi_digest digest;
    char *subject; /* the column or function that it is about */
    bool matched;  /* or stands twice */
} integi_side_condition;

typedef enum integi_side_index {
    INTEGI_BEFORE,
    INTEGI_AFTER,
    INTEGI_SIDES,
} integi_side_index;

/* One of two definitions: a group of a set, or a filter. */
typedef struct integi_side {
    integ_groups *groups;     /* kept alive; NULL: in_group() stands for a name */
    integ_expression *filter; /* kept alive; NULL: the group `name` */
    char *name;
    char *table; /* the population; NULL: the main table */
    integi_side_condition *conditions;
    size_t count, capacity;
} integi_side;

typedef struct integi_change {
    int32_t kind;                     /* INTEG_DIFFERENCE_ */
    int64_t conditions[INTEGI_SIDES]; /* -1: there is none */
    char *texts[INTEGI_SIDES];        /* NULL: there is none */
} integi_change;

struct integ_definition_difference {
    integ_context *context;
    integi_side sides[INTEGI_SIDES];
    integi_change *changes;
    size_t count, capacity;
};

/* Finds a side's conditions. */
integ_status integi_side_read(integ_context *context, integi_side *side, integ_error *error);
void integi_side_free(integ_context *context, integi_side *side);

#endif
