/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_HISTORY_H
#define INTEGI_EXPRESSION_HISTORY_H

/* Functions over the tables that are linked to the table of a scope, such as exists('activation', kind = 'course').
 *
 * A program holds one inner program for each linked table, with a root for each filter on it. Before the first chunk of
 * a run the inner programs run, and the rows that they find are brought together by the citizen they belong to. */

#include "expression/scope.h"

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

/* The rows of one linked table that one filter finds, for one of the two ways to look at them. */
typedef struct integi_history_use {
    int32_t table; /* among the program's history tables */
    int32_t root;  /* of its program; -1: all rows */
    bool spells;   /* from when to when, and not only how many */
} integi_history_use;

/* A row of the linked table that was found. */
typedef struct integi_spell {
    uint32_t owner;     /* the row of the scope's table that it belongs to */
    int32_t start, end; /* first day, and the day after the last; 0 where nobody asks */
} integi_spell;

/* The same in a run. */
typedef struct integi_bound_history {
    integi_spell *spells; /* by owner, then by start */
    int64_t count;
    size_t size; /* of the memory */
} integi_bound_history;

/* Brings the rows of a linked table together by their owners: those in `found` (NULL: all) whose link leads to one of
 * the `owners` rows, and with `spells` only those that cover a day. False when memory ran out. */
bool integi_gather_history(integ_context *context, const integi_table *table, bool spells, const uint64_t *found,
                           int64_t owners, integi_bound_history *out);
void integi_release_history(integ_context *context, integi_bound_history *history); /* wipes it */

/* Rows of a chunk, from `first_row`; `from` and `to` are days. Clears the bits of rows whose result is unknown. */
void integi_kernel_history_counts(const integi_bound_history *history, bool exists, int64_t first_row, int32_t rows,
                                  int64_t *out);
void integi_kernel_history_days(const integi_bound_history *history, integi_history_function function,
                                int64_t first_row, const int64_t *from, const int64_t *to, int32_t rows,
                                int64_t *integers, double *numbers, uint64_t *known);

#endif
