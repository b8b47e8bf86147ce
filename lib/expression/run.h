/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_RUN_H
#define INTEGI_EXPRESSION_RUN_H

/* A program bound to the table of a snapshot: which operations are needed, where their results lie, and each thread's
 * memory. */

#include "base/words.h"
#include "expression/compile.h"
#include "expression/kernels.h"

#define INTEGI_CHUNK_WORDS (INTEGI_CHUNK_ROWS / 64)

#define INTEGI_AMONG_MAXIMUM 8

/* An operation of the graph as a run needs it, and where its results lie. A condition has two sets of rows: where it
 * is true, and where it is possible, that is, not false. Three-valued logic is two-valued logic on each of them: AND
 * and OR join them one by one, and NOT makes what was not possible true. A condition that is never unknown has only
 * one set, as both. A value has its rows where it is known as `truth`. */
typedef struct integi_step {
    const integi_operation *operation;
    const int32_t *inputs;
    int32_t truth, possible; /* among the sets of rows */
    int32_t value;           /* among the vectors of values; -1 for conditions */
    int32_t counted_root;    /* the first of its counted roots, -1 for none */
    bool only_counted;
    bool kept; /* a constant that is filled before the first chunk */
    /* Conditions that are joined with this one, or with what it is a part of, by AND, and are computed before: it is
     * computed only where all of them are possible. The result is nowhere else looked at. */
    int32_t among[INTEGI_AMONG_MAXIMUM]; /* sets of rows */
    int32_t among_count;
    int32_t wanted; /* the set of the only rows that anybody looks at, in a value; -1: all */
    integi_items items;
    integi_stored_set set;
    int64_t *answers; /* of a call, for every text that it may be asked about; NULL: it is asked for every row */
    int64_t answer_count;
} integi_step;

#define INTEGI_NO_ANSWER INT64_MIN

/* A value for each row of a chunk. */
typedef union integi_values {
    int64_t integers[INTEGI_CHUNK_ROWS];
    double numbers[INTEGI_CHUNK_ROWS];
} integi_values;

/* A set of rows of a chunk; a thread has as many as are alive at the same time, and so for values. */
typedef struct integi_row_set {
    _Alignas(64) uint64_t words[INTEGI_CHUNK_WORDS];
} integi_row_set;

/* Which words of rows are worth looking at. */
typedef struct integi_looked_at {
    integi_row_set rows;
    _Alignas(64) uint32_t places[INTEGI_CHUNK_WORDS + 8 + 8];
} integi_looked_at;

typedef struct integi_workspace {
    integi_row_set *row_sets;
    integi_values *values;
    integi_looked_at *looked_at;
    integi_result *results;
} integi_workspace;

typedef struct integi_run {
    const integi_program *program;
    const integ_snapshot *snapshot;
    const integi_table *table;
    const bool *wanted_roots; /* NULL: all that the program wants */
    integi_sink sink;
    void *userdata;
    const integi_words *words; /* the loops for the context's instructions */
    const integi_members *members;
    integi_arena arena;              /* steps, bound sets */
    integi_bound_history *histories; /* one for each use of the program; NULL before they are bound */
    integi_column *picked; /* likewise for each picked column that is used */
    integi_bound_earlier *earlier;   /* the same of groups in other snapshots */
    integi_memberships *memberships; /* of the run that started this one, or its own; NULL: none */
    integi_memberships own_memberships;
    integi_membership *linked; /* for each root of the program over the linked table; NULL before they are bound */
    integi_step *steps;
    int32_t step_count;
    int32_t *step_of;      /* of every operation; -1 where it is not needed */
    int32_t *next_counted; /* of every root: the next counted root of the same operation */
    int32_t row_set_count, value_count;
    integi_workspace *workspaces;
    int32_t threads;
    void *memory; /* of all workspaces */
    size_t memory_size;
} integi_run;

/* steps.c: which operations a run needs, and where their results lie. False when memory ran out. */
bool integi_make_steps(integi_run *run);
/* What a run gives of a root. */
static inline integi_want integi_run_wants(const integi_run *run, size_t root)
{
    bool left_out = run->wanted_roots != NULL && !run->wanted_roots[root];
    return left_out ? INTEGI_WANT_NOTHING : run->program->roots[root].want;
}

static inline bool integi_is_condition(const integi_operation *operation)
{
    return operation->kind < INTEGI_OPERATION_FIRST_VALUE;
}

/* run.c */
bool integi_uses_column(const integi_operation *operation);

/* bind.c: a set of values as stored items of the column. False when memory ran out. */
bool integi_bind_set(integi_run *run, const integi_operation *operation, const integi_column *column,
                     integi_stored_set *out);
/* bind_history.c */
integ_status integi_bind_histories(integi_run *run, integ_error *error);
void integi_release_histories(integi_run *run);
/* bind_function.c: asks a function about each text of a column where these are few. False when memory ran out. */
bool integi_bind_answers(integi_run *run, integi_step *step);
void integi_release_answers(integi_run *run); /* wipes */
/* bind_earlier.c */
integ_status integi_bind_earlier(integi_run *run, integ_error *error);
void integi_release_earlier(integi_run *run);
/* bind_linked.c */
integ_status integi_bind_linked(integi_run *run, integ_error *error);
void integi_release_linked(integi_run *run);
/* run.c: some roots of the inner program for groups in other snapshots. */
integ_status integi_run_inside(integi_run *outer, const bool *roots, const integ_snapshot *snapshot, integi_sink sink,
                               void *userdata, integ_error *error);
/* evaluate.c: one step for one chunk. */
void integi_evaluate(const integi_run *run, const integi_workspace *workspace, const integi_step *step,
                     int64_t first_row, int32_t rows);
/* A constant is the same for every chunk. */
void integi_fill_constant(const integi_run *run, const integi_workspace *workspace, const integi_step *step);

#endif
