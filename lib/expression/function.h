/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_FUNCTION_H
#define INTEGI_EXPRESSION_FUNCTION_H

/* Functions of the filter language that work on values row by row. Higher floors put theirs into a scope. */

#include "expression/scope.h"

#define INTEGI_FUNCTION_PARAMETERS 4

/* Values of many rows: integers for every type but number. Items of rows that are not known are undefined. */
typedef struct integi_vector {
    const uint64_t *known;
    const int64_t *integers;
    const double *numbers;
} integi_vector;

typedef struct integi_call {
    int32_t rows;
    const integi_vector *arguments;
    integ_date as_of; /* of the snapshot; 0 where it has none and the function does not need it */
    uint64_t *known;  /* filled with the rows where every argument is known; the kernel may clear bits */
    int64_t *integers;
    double *numbers; /* of a result of type number; the kernel may leave NaN or infinity, which become unknown */
} integi_call;

typedef struct integi_function {
    const char *name;
    int32_t parameter_count;
    int32_t parameters[INTEGI_FUNCTION_PARAMETERS]; /* INTEG_TYPE_; a number takes integers and decimals too */
    int32_t result;                                 /* INTEG_TYPE_; not code or text */
    bool needs_as_of;
    void (*evaluate)(const integi_call *call);
} integi_function;

/* The name must not be taken. The function must outlive the scope. */
integ_status integi_scope_add_function(integi_scope *scope, const integi_function *function, integ_error *error);

extern const integi_function integi_function_age;
extern const integi_function integi_function_years_between;
extern const integi_function integi_function_days_between;

#endif
