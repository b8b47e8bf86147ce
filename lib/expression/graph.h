/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_GRAPH_H
#define INTEGI_EXPRESSION_GRAPH_H

/* The operations that a program runs for every chunk. Equal operations stand once; inputs come before what uses
 * them. */

#include "expression/exact.h"
#include "expression/function.h"

typedef enum integi_operation_kind {
    /* Conditions: each row is true, false or unknown. */
    INTEGI_OPERATION_FIXED, /* operator is an integi_fixed */
    INTEGI_OPERATION_AND,
    INTEGI_OPERATION_OR,
    INTEGI_OPERATION_NOT,
    /* These three have the column's NULL_COLUMN as their input: where its rows are, they are unknown. */
    INTEGI_OPERATION_MEMBERS,         /* column in the ranges (integi_range) of data, through the view */
    INTEGI_OPERATION_NUMBER_MEMBERS,  /* the same for a column of type number (integi_number_range) */
    INTEGI_OPERATION_TABLE,           /* code or text column; data: a zero byte, then 0 or 255 for every index */
    INTEGI_OPERATION_NULL_COLUMN,     /* column IS NULL */
    INTEGI_OPERATION_NULL_VALUE,      /* value IS NULL */
    INTEGI_OPERATION_NULL_CONDITION,  /* condition IS NULL */
    INTEGI_OPERATION_WAS_IN,          /* column is the program's earlier use */
    INTEGI_OPERATION_LINKED_IN,       /* column is a root of the program over the linked table */
    INTEGI_OPERATION_TRUTH,           /* a boolean value as a condition */
    INTEGI_OPERATION_COMPARE,         /* two values of whole numbers */
    INTEGI_OPERATION_COMPARE_SCALED,  /* two decimals with different scales: decimals, other_decimals */
    INTEGI_OPERATION_COMPARE_NUMBERS, /* two numbers */
    INTEGI_OPERATION_COMPARE_MIXED,   /* a decimal with `decimals` and a number */
    INTEGI_OPERATION_LINKED,          /* like HISTORY: whether there are linked rows; with a day, on that day */
    /* Values. */
    INTEGI_OPERATION_FIRST_VALUE,
    INTEGI_OPERATION_LOAD = INTEGI_OPERATION_FIRST_VALUE, /* a column */
    INTEGI_OPERATION_CONSTANT,                            /* data: one int64 or double */
    INTEGI_OPERATION_FLAG,                                /* a condition as 0 or 1 */
    INTEGI_OPERATION_TO_NUMBER,                           /* a decimal with `decimals` as a number */
    INTEGI_OPERATION_TO_TIMESTAMP,                        /* a date as its midnight */
    INTEGI_OPERATION_RANK,                                /* code or text column; data: an int32 for every index */
    INTEGI_OPERATION_LOOK_UP,                             /* the same for a text that is a value */
    INTEGI_OPERATION_INTEGERS,                            /* arithmetic on whole numbers and decimals */
    INTEGI_OPERATION_RATIO,                               /* the fraction of two of these */
    INTEGI_OPERATION_NUMBERS,                             /* arithmetic on numbers */
    INTEGI_OPERATION_CALL, /* data: an integi_argument for each input; none for what has but one form */
    INTEGI_OPERATION_HISTORY, /* operator is an integi_history_function; column is the program's history use */
    INTEGI_OPERATION_YEARS_IN, /* column is the program's earlier use */
} integi_operation_kind;

typedef enum integi_fixed {
    INTEGI_FALSE,
    INTEGI_TRUE,
    INTEGI_UNKNOWN,
} integi_fixed;

/* How a column is seen: as it is, or as the age on the snapshot's date. */
typedef enum integi_view {
    INTEGI_VIEW_PLAIN,
    INTEGI_VIEW_AGE,
} integi_view;

typedef struct integi_number_range {
    double first, last;
} integi_number_range;

/* What an argument of a function is. */
typedef struct integi_argument {
    int32_t type, decimals;
    const integi_dictionary *dictionary; /* of a text */
} integi_argument;

typedef struct integi_operation {
    integi_operation_kind kind;
    int32_t operator; /* integi_comparison, integi_arithmetic or integi_fixed */
    int32_t number;   /* whether the value is of type number */
    int32_t column;
    int32_t view;
    int32_t exponent, other_exponent; /* powers of ten that the two inputs are multiplied with, or their decimals */
    int32_t input_count;
    int64_t inputs; /* where they begin in the graph's inputs */
    int64_t data, data_size;
    const integi_function *function;
    uint64_t hash;
    int32_t next; /* of the same bucket; -1 ends */
} integi_operation;

typedef struct integi_graph {
    integ_context *context;
    integi_operation *operations;
    size_t count, capacity;
    int32_t *inputs;
    size_t input_count, input_capacity;
    unsigned char *data; /* each piece aligned to 8 */
    size_t data_size, data_capacity;
    int32_t *buckets;
    size_t bucket_count;
} integi_graph;

void integi_graph_init(integi_graph *graph, integ_context *context);
void integi_graph_free(integi_graph *graph);

/* What all of these return is the operation's index, or -1 when memory ran out. -1 as an input gives -1. */
int32_t integi_graph_add(integi_graph *graph, const integi_operation *prototype, const int32_t *inputs,
                         int32_t input_count, const void *data, size_t data_size);
/* A condition on one column: MEMBERS, NUMBER_MEMBERS or TABLE. */
int32_t integi_graph_on_column(integi_graph *graph, const integi_operation *prototype, const void *data,
                               size_t data_size);
int32_t integi_graph_fixed(integi_graph *graph, integi_fixed fixed);
int32_t integi_graph_not(integi_graph *graph, int32_t condition);
/* AND or OR. Changes the order of `conditions`. */
int32_t integi_graph_join(integi_graph *graph, integi_operation_kind kind, int32_t *conditions, int32_t count);
/* Sorts and joins the ranges. */
int32_t integi_graph_members(integi_graph *graph, int32_t column, integi_view view, integi_range *ranges,
                             int64_t count);

static inline const integi_operation *integi_graph_operation(const integi_graph *graph, int32_t index)
{
    return &graph->operations[index];
}
static inline const int32_t *integi_graph_inputs(const integi_graph *graph, const integi_operation *operation)
{
    return operation->input_count == 0 ? NULL : graph->inputs + operation->inputs;
}
static inline const void *integi_graph_data(const integi_graph *graph, const integi_operation *operation)
{
    return operation->data_size == 0 ? NULL : graph->data + operation->data;
}

#endif
