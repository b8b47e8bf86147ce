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
} integi_history_function;

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
void integi_kernel_history_count(const integi_bound_history *history, const integi_history_rows *of, int64_t *out);
/* Clears the bits of rows whose window ends before it begins. */
void integi_kernel_history_days(const integi_bound_history *history, integi_history_function function,
                                const integi_history_rows *of, const integi_window *window, int64_t *integers,
                                double *numbers, uint64_t *known);

#endif
