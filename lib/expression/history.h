/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_HISTORY_H
#define INTEGI_EXPRESSION_HISTORY_H

/* Functions over the tables that are linked to the table of a scope, such as exists('activation', kind = 'course').
 *
 * A program holds one inner program for each linked table, with a root for each filter on it. Before the first chunk of
 * a run the inner programs run; what they find is looked up where the rows of each owner lie. */

#include "expression/scope.h"
#include "register/linked_rows.h"

typedef enum integi_history_function {
    INTEGI_HISTORY_EXISTS,
    INTEGI_HISTORY_ROWS,
    INTEGI_HISTORY_DAYS_COVERED,
    INTEGI_HISTORY_COVERAGE,
    INTEGI_HISTORY_LONGEST_GAP,
    INTEGI_HISTORY_LONGEST_RUN,
    INTEGI_HISTORY_AT_DATE,
    INTEGI_HISTORY_FIRST,
    INTEGI_HISTORY_LAST,
} integi_history_function;

/* How a function is written: its first argument names a table, as a text or as a name, and a filter over that table may
 * follow the last one. Those in between are days, or for some a column of the table. */
typedef struct integi_history_name {
    const char *name;
    integi_history_function function;
    int32_t arguments; /* without the filter */
    bool dated;        /* only for tables whose rows have dates */
    bool column;       /* whether the second argument is a column of the table */
    int32_t type;      /* of the result; 0: that of the column */
    const char *signature;
} integi_history_name;

/* history_names.c: NULL where a name is that of another function. */
const integi_history_name *integi_history_named(const char *text, size_t length);
/* The same for a node, which has as many arguments as the function and names a table; NULL for every other node. */
const integi_history_name *integi_history_of(const struct integi_node *node);
bool integi_history_names_table(const struct integi_node *node);
/* NULL where there is none. */
const struct integi_node *integi_history_filter(const integi_history_name *name, const struct integi_node *node);

typedef struct integi_history_table {
    int64_t table; /* of the register */
    struct integi_scope *scope;
    struct integi_program *program;
} integi_history_table;

/* The rows of one linked table that one filter finds. */
typedef struct integi_history_use {
    int32_t table; /* among the program's history tables */
    int32_t root;  /* of its program; -1: all rows */
} integi_history_use;

/* A column of a linked table in the first or last row of each owner that a use finds. In the program it is a column
 * like those of the table, whose numbers it follows. */
typedef struct integi_picked {
    int32_t use;
    int32_t column;
    bool last;
} integi_picked;

/* The same in a run. */
typedef struct integi_bound_history {
    const integi_linked_rows *linked;
    const uint64_t *found; /* the places of the rows that were found; NULL: all */
} integi_bound_history;

static inline bool integi_history_has(const integi_bound_history *history, uint32_t place)
{
    return history->found == NULL || (history->found[place / 64] >> (place % 64) & 1) != 0;
}

/* From when to when a history is asked about, for every row of a chunk; both days are included. */
typedef struct integi_window {
    const int64_t *from, *to;
    bool fixed; /* the same in every row */
} integi_window;

/* What the rows of a chunk are asked: from `first_row`, and only those `wanted` where this is not NULL. */
typedef struct integi_history_rows {
    int64_t first_row;
    int32_t rows;
    const uint64_t *wanted;
} integi_history_rows;

void integi_kernel_history_exists(const integi_bound_history *history, const integi_history_rows *of, uint64_t *truth);
/* Whether a spell lies over a row's day. */
void integi_kernel_history_at(const integi_bound_history *history, const integi_history_rows *of, const int64_t *dates,
                              uint64_t *truth);
void integi_kernel_history_count(const integi_bound_history *history, const integi_history_rows *of, int64_t *out);
/* Clears the bits of rows whose window ends before it begins. */
void integi_kernel_history_days(const integi_bound_history *history, integi_history_function function,
                                const integi_history_rows *of, const integi_window *window, int64_t *integers,
                                double *numbers, uint64_t *known);

/* pick_history.c: the values of a column of the linked table in the first or last row of each of the `owners` that was
 * found and has a date; null where there is none. False when memory ran out; to be released even then. */
bool integi_pick_column(integ_context *context, const integi_bound_history *history, const integi_column *from,
                        int64_t owners, bool last, integi_column *out);
void integi_release_picked(integ_context *context, integi_column *column); /* wipes it */

#endif
