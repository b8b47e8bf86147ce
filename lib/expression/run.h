/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_RUN_H
#define INTEGI_EXPRESSION_RUN_H

/* A program bound to the table of a snapshot: which operations are needed, where their results lie, and each thread's
 * memory. */

#include "expression/compile.h"
#include "expression/kernels.h"

#define INTEGI_CHUNK_WORDS (INTEGI_CHUNK_ROWS / 64)

/* An operation of the graph as a run needs it. */
typedef struct integi_step {
    int32_t operation;
    int32_t slot; /* of its results among those of its kind */
    integi_items items;
    integi_stored_set set;
} integi_step;

/* Results of a condition and of a value; a thread has as many of each as are alive at the same time. */
typedef struct integi_condition_slot {
    uint64_t truth[INTEGI_CHUNK_WORDS];
    uint64_t unknown[INTEGI_CHUNK_WORDS];
} integi_condition_slot;

typedef struct integi_value_slot {
    uint64_t known[INTEGI_CHUNK_WORDS];
    union {
        int64_t integers[INTEGI_CHUNK_ROWS];
        double numbers[INTEGI_CHUNK_ROWS];
    };
} integi_value_slot;

typedef struct integi_workspace {
    integi_condition_slot *conditions;
    integi_value_slot *values;
    integi_result *results;
} integi_workspace;

typedef struct integi_run {
    const integi_program *program;
    const integ_snapshot *snapshot;
    const integi_table *table;
    integi_sink sink;
    void *userdata;
    integi_arena arena; /* steps, bound sets */
    integi_bound_history *histories; /* one for each use of the program; NULL before they are bound */
    integi_step *steps;
    int32_t step_count;
    int32_t *slots; /* of every operation; -1 where it is not needed */
    int32_t condition_slots, value_slots;
    integi_workspace *workspaces;
    int32_t threads;
    void *memory; /* of all workspaces */
    size_t memory_size;
} integi_run;

/* bind.c: a set of values as stored items of the column. False when memory ran out. */
bool integi_bind_set(integi_run *run, const integi_operation *operation, const integi_column *column,
                     integi_stored_set *out);
/* bind_history.c */
integ_status integi_bind_histories(integi_run *run, integ_error *error);
void integi_release_histories(integi_run *run);
/* evaluate.c: one step for one chunk. */
void integi_evaluate(const integi_run *run, const integi_workspace *workspace, const integi_step *step,
                     int64_t first_row, int32_t rows);
/* Constants are the same for every chunk and are filled once. */
void integi_fill_constant(const integi_run *run, const integi_workspace *workspace, const integi_step *step);

#endif
