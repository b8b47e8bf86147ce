/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_FUNCTION_H
#define INTEGI_EXPRESSION_FUNCTION_H

/* Functions of the filter language that work on values row by row. Higher floors put theirs into a scope. */

#include "expression/scope.h"

#define INTEGI_FUNCTION_PARAMETERS 8
#define INTEGI_FUNCTION_ANSWERS 8

/* What a parameter takes, beside the INTEG_TYPE_ that it is: a number takes integers and decimals too, as numbers. */
#define INTEGI_PARAMETER_CODE 100   /* a code or a text, or a whole number */
#define INTEGI_PARAMETER_FIGURE 101 /* any kind of number, as it is: decimals stay exact */

/* Values of many rows: integers for every type but number. Items of rows that are not known are undefined. */
typedef struct integi_vector {
    const uint64_t *known;     /* NULL: the argument was left out */
    const int64_t *integers;   /* of a text: its index in the dictionary */
    const double *numbers;     /* of type number */
    int32_t type;              /* INTEG_TYPE_, of what was given */
    int32_t decimals;          /* of a decimal */
    const integi_dictionary *dictionary; /* of a text */
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
    int32_t parameters[INTEGI_FUNCTION_PARAMETERS]; /* INTEG_TYPE_ or INTEGI_PARAMETER_ */
    int32_t result;                                 /* INTEG_TYPE_; not text, and a code has answers */
    bool needs_as_of;
    void (*evaluate)(const integi_call *call);
    int32_t optional_count;  /* of the last parameters */
    bool takes_unknown;      /* is asked about rows too where arguments are unknown; `known` is filled with all rows */
    const char *answers[INTEGI_FUNCTION_ANSWERS]; /* the texts that a code may be, whose places are the integers */
    const char *written;     /* with the names of its parameters; NULL: with their types */
    /* For definitions in words: a value, or a boolean's sentence, with {0}, {1} ... for the arguments. */
    const char *english, *danish;
} integi_function;

static inline bool integi_vector_knows(const integi_vector *vector, int32_t row)
{
    return vector->known != NULL && (vector->known[row / 64] >> (row % 64) & 1) != 0;
}

static inline void integi_call_forget(const integi_call *call, int32_t row)
{
    call->known[row / 64] &= ~(UINT64_C(1) << (row % 64));
}

/* The name must not be taken. The function must outlive the scope. */
integ_status integi_scope_add_function(integi_scope *scope, const integi_function *function, integ_error *error);

extern const integi_function integi_function_age;
extern const integi_function integi_function_years_between;
extern const integi_function integi_function_days_between;
extern const integi_function integi_function_as_of;
extern const integi_function integi_function_add_days;
extern const integi_function integi_function_add_months;
extern const integi_function integi_function_add_years;

/* The functions of higher floors that every scope is filled with; NULL ends. They are put together outside of the
 * floors, in lib/functions.c, so that this floor need not know who they are. */
extern const integi_function *const integi_higher_functions[];

#endif
