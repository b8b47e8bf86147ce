/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_PROGRAM_H
#define INTEGI_EXPRESSION_PROGRAM_H

/* Many conditions and values over one table, evaluated together.
 *
 * A program is a graph in which equal sub-expressions of all its roots stand once (hash-consed). Running it goes over
 * the table in chunks that fit the cache; for each chunk every node is computed once, and a sink is handed the roots'
 * results. No allocation per row or chunk. */

#include "expression/scope.h"
#include "expression/tree.h"

#define INTEGI_CHUNK_ROWS 16384 /* a multiple of 64 */

typedef struct integi_program integi_program;

integ_status integi_program_new(integ_context *context, const integi_scope *scope, integi_program **out,
                                integ_error *error);
void integi_program_free(integi_program *program);

/* Type-check an expression in the scope and add it as a root. A condition must be boolean; a value may be of any
 * type. The same expression twice costs nothing the second time. `root` numbers roots from 0. */
integ_status integi_program_add_condition(integi_program *program, const integ_expression *expression,
                                          const integi_node *node, int32_t *root, integ_error *error);
integ_status integi_program_add_value(integi_program *program, const integ_expression *expression,
                                      const integi_node *node, int32_t *root, integ_error *error);
/* A named group of the scope: what it is within, and its own condition. */
integ_status integi_program_add_group(integi_program *program, const char *name, int32_t *root, integ_error *error);
/* a AND b, NOT a: of roots that are conditions. */
integ_status integi_program_add_and(integi_program *program, int32_t a, int32_t b, int32_t *root,
                                    integ_error *error);
integ_status integi_program_add_not(integi_program *program, int32_t a, int32_t *root, integ_error *error);

/* a IS NULL: of a root that is a condition. */
integ_status integi_program_add_unknown(integi_program *program, int32_t a, int32_t *root, integ_error *error);

/* What the sink looks at of a root. Words are made for all unless this says less: numbers of rows cost less, and what
 * only other roots were made of costs nothing. */
typedef enum integi_want {
    INTEGI_WANT_WORDS,
    INTEGI_WANT_COUNTS, /* of a condition */
    INTEGI_WANT_NOTHING,
} integi_want;
void integi_program_want(integi_program *program, int32_t root, integi_want want);
/* The sink looks at a value only in the rows where a condition is true, of which it wants the words. */
void integi_program_want_within(integi_program *program, int32_t root, int32_t condition);
/* The type of a value and its decimals, without adding it: 0 where it has faults, which are not reported. Fails only
 * for want of memory. */
integ_status integi_program_type_of(integi_program *program, const integ_expression *expression,
                                    const integi_node *node, int32_t *type, int32_t *decimals);

/* The column of the program's table that an expression plainly is; -1 for every other one. */
integ_status integi_program_find_column(integi_program *program, const integ_expression *expression,
                                        const integi_node *node, int32_t *column, integ_error *error);

int32_t integi_program_root_count(const integi_program *program);
/* How many operations a run computes for each chunk: less than the conditions that were added, where these share. */
int32_t integi_program_live_operations(const integi_program *program);
int32_t integi_program_root_type(const integi_program *program, int32_t root);     /* INTEG_TYPE_ */
int32_t integi_program_root_decimals(const integi_program *program, int32_t root); /* of a decimal */
/* A number that roots have in common which are computed as one. */
int32_t integi_program_root_operation(const integi_program *program, int32_t root);
/* The column that a root plainly is; -1 for everything else. */
int32_t integi_program_root_column(const integi_program *program, int32_t root);
/* The dictionary of a root that is a text, alive as long as the program; NULL for everything else. */
const integi_dictionary *integi_program_root_dictionary(const integi_program *program, int32_t root);

/* Marks the columns of the program's table that anything in it is made of, and the tables of the register whose rows it
 * looks for. */
void integi_program_mark_sources(const integi_program *program, bool *columns, bool *tables);

/* The same for what one root is made of. `columns` has a place more, for rows of other tables and snapshots. False: no
 * memory. */
bool integi_program_mark_columns(const integi_program *program, int32_t root, bool *columns);

/* Values of a column of whole numbers that conditions tell from their neighbours: the first and last of ranges, and
 * those before and behind them. Appends to `out`, each once, up to `room`; returns how many there are then. */
int64_t integi_program_list_values(const integi_program *program, int64_t column, int64_t *out, int64_t count,
                                   int64_t room);

/* One root's results for a chunk. Words beyond the chunk's rows are cleared. */
typedef struct integi_result {
    const uint64_t *truth;    /* condition: rows where it is true */
    const uint64_t *possible; /* condition: rows where it is not false; the same words where it is never unknown */
    int64_t truth_count;      /* where counts are wanted, and there are no words: how many rows these are */
    int64_t possible_count;
    const uint64_t *known;   /* value: rows where it is known; items elsewhere are undefined */
    const int64_t *integers; /* value of any type but number, as in a column (code and text: dictionary index) */
    const double *numbers;   /* value of type number */
} integi_result;

typedef struct integi_chunk {
    int64_t index;     /* 0, 1, 2 ... */
    int64_t first_row; /* index * INTEGI_CHUNK_ROWS */
    int32_t rows;
    int32_t thread;               /* 0 to the number of threads - 1 */
    const integi_result *results; /* one for each root; all NULL and 0 for those that are not wanted */
} integi_chunk;

typedef void (*integi_sink)(const integi_chunk *chunk, void *userdata);

/* How many threads a run over this many rows will use: 1 where more would not pay. */
int32_t integi_program_threads(const integi_program *program, int64_t rows);

/* Runs over a table of a snapshot (`table` is its index in the register). The sink is called from `threads` threads,
 * chunks in any order, each exactly once. */
integ_status integi_program_run(const integi_program *program, const integ_snapshot *snapshot, int64_t table,
                                int32_t threads, integi_sink sink, void *userdata, integ_error *error);
/* The same for some of the roots: true for those that are wanted as they say. */
integ_status integi_program_run_some(const integi_program *program, const bool *roots, const integ_snapshot *snapshot,
                                     int64_t table, int32_t threads, integi_sink sink, void *userdata,
                                     integ_error *error);

#endif
