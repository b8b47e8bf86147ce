/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_ATTRITION_H
#define INTEGI_COHORT_ATTRITION_H

#include "cohort/evaluation.h"

#include <stdatomic.h>

typedef struct integi_condition {
    char *text;
    int32_t root;
} integi_condition;

/* The conditions of a definition, ready to be asked again in another order. Shared by all attritions of it, and by
 * what was protected of them. */
typedef struct integi_conditions {
    atomic_int references;
    integ_register *owner; /* kept alive */
    integ_groups *groups;  /* likewise; NULL for none */
    const integ_snapshot *snapshot;
    int64_t table;
    integi_evaluation evaluation;
    integi_condition *items;
    size_t count, capacity;
} integi_conditions;

integ_status integi_conditions_new(const integ_snapshot *snapshot, int64_t table, const integ_groups *groups,
                                   integi_conditions **out, integ_error *error);
integi_conditions *integi_conditions_retain(integi_conditions *conditions);
void integi_conditions_free(integi_conditions *conditions);
/* One for each operand of the outermost AND. */
integ_status integi_conditions_add_filter(integi_conditions *conditions, const integ_expression *filter,
                                          integ_error *error);
/* Those of the groups it is within first. A check has excluded circles before. */
integ_status integi_conditions_add_group(integi_conditions *conditions, const integ_groups *groups,
                                         const integi_group *group, integ_error *error);

/* A whole filter as one condition. */
integ_status integi_conditions_add_one(integi_conditions *conditions, const integ_expression *filter,
                                       integ_error *error);

typedef struct integi_attrition_step {
    int64_t condition; /* its number as it was written */
    int64_t alone, unknown;
    int64_t left;
    int64_t near_miss, near_unknown;
} integi_attrition_step;

struct integ_attrition {
    integ_context *context; /* kept alive by the conditions */
    integi_conditions *conditions;
    integi_attrition_step *steps; /* as many as there are conditions */
    int64_t rows;
};

/* Takes over the conditions, on failure too. */
integ_status integi_attrition_of_conditions(integi_conditions *conditions, integ_attrition **out, integ_error *error);

/* attrition_rows.c: the rows behind the counts of an attrition. */
typedef struct integi_attrition_rows {
    const integ_attrition *attrition;
    size_t words;       /* of a set */
    uint64_t *memory;   /* of all sets */
    uint64_t *left;     /* those left after each step, one set after the other */
    uint64_t *truth;    /* those for whom each step's condition is true */
    uint64_t *possible; /* and those for whom it is unknown too */
    uint64_t *once;     /* those for whom all conditions but one are true */
} integi_attrition_rows;

/* Closed in any case. */
integ_status integi_attrition_rows_open(integi_attrition_rows *rows, const integ_attrition *attrition,
                                        integ_error *error);
void integi_attrition_rows_close(integi_attrition_rows *rows); /* wipes */
/* The rows of an `INTEG_ATTRITION_` figure of a step, into as many words as a set has. */
void integi_attrition_rows_of(const integi_attrition_rows *rows, int64_t step, int32_t figure, uint64_t *out);

#endif
