/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_EVALUATION_H
#define INTEGI_COHORT_EVALUATION_H

#include "cohort/groups.h"

/* Scope and program over one table with a set of groups behind in_group() and the like: what every evaluation here
 * begins with. */
typedef struct integi_evaluation {
    integi_scope *scope;
    integi_program *program;
} integi_evaluation;

integ_status integi_evaluation_open(integi_evaluation *evaluation, const integ_groups *groups,
                                    const integ_register *reg, int64_t table, integ_error *error);
void integi_evaluation_close(integi_evaluation *evaluation);

/* Counts that every thread keeps for itself, summed at the end: independent of the number of threads. */
typedef struct integi_thread_counts {
    integ_context *context;
    int64_t *counts; /* threads * size */
    int32_t threads;
    size_t size;
} integi_thread_counts;

bool integi_thread_counts_init(integi_thread_counts *counts, integ_context *context, int32_t threads, size_t size);
int64_t *integi_thread_counts_of(integi_thread_counts *counts, int32_t thread);
int64_t integi_thread_counts_sum(const integi_thread_counts *counts, size_t index);
void integi_thread_counts_free(integi_thread_counts *counts);

/* The number of the table called `name` (NULL: the main one), and an error where there is none. */
integ_status integi_table_index(const integ_register *reg, const char *name, int64_t *table, integ_error *error);

#endif
