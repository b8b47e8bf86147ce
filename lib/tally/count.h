/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_TALLY_COUNT_H
#define INTEGI_TALLY_COUNT_H

/* The counts of all queries of one part, in one pass over the snapshot. Every thread has counters of its own. */

#include "base/words.h"
#include "tally/breakdown.h"
#include "tally/members.h"
#include "tally/values.h"

/* What is counted of a query in every cell of its breakdown, or in one cell. */
typedef enum integi_quantity {
    INTEGI_QUANTITY_ROWS,
    INTEGI_QUANTITY_UNKNOWN, /* the condition: usually few, so that the others are not counted */
    INTEGI_QUANTITY_TRUTH,
    INTEGI_QUANTITY_MEASURED,
    INTEGI_QUANTITIES,
} integi_quantity;

/* A query while it is counted. Quantities that need not be counted have no counters, and queries that count the same
 * rows in the same cells share them. No table has more rows than a counter can hold. */
typedef struct integi_count {
    const integi_query *query;
    integi_breakdown *breakdown; /* NULL: one cell */
    int64_t cell_count;
    uint32_t *counters[INTEGI_QUANTITIES]; /* threads * cell_count */
    bool shared[INTEGI_QUANTITIES];        /* whether the counters are those of an earlier query */
    uint32_t *possible;                    /* threads: rows for which group and condition are not false */
    __int128 *sums;                        /* threads * cell_count, of whole and decimal measures */
    double *number_sums;                   /* and of number ones */
    integi_square_sum *squares;            /* likewise, where the query wants them */
    double *number_squares;
    integi_value_store values;             /* where the query keeps them */
    int64_t *amounts;                      /* of the tally, one for each row; NULL where it keeps none */
    integi_members *members;               /* of the tally; NULL where the plan keeps none */
} integi_count;

/* Counters that others may share. */
typedef struct integi_counters {
    const integi_breakdown *breakdown;
    int32_t operation; /* of the root that is counted; -1: all rows */
    uint32_t *counters; /* NULL: an empty place */
} integi_counters;

typedef struct integi_counting {
    integ_context *context;
    const integi_words *words;
    integi_count *counts;
    size_t count;
    integi_breakdown *breakdowns;
    size_t breakdown_count;
    uint32_t *positions; /* for each thread room for a chunk's */
    integi_counters *known_counters; /* a hash table, with room for more than all of them */
    size_t known_size;
    int32_t threads;
    int64_t rows; /* of the table */
} integi_counting;

/* make_breakdowns.c: the breakdown of a query, one that an earlier query has too or a new one. */
integi_breakdown *integi_share_breakdown(integi_counting *counting, const integi_query *query);
/* Finds out how the values of all dimensions become cells; what the codings need is allocated in the arena. */
integ_status integi_make_breakdowns(const integi_counting *counting, const integ_snapshot *snapshot,
                                    const integi_part *part, integi_arena *arena, integ_error *error);
/* Which of the program's roots a run has to give; NULL when memory ran out. Released by the caller. */
bool *integi_choose_roots(const integi_counting *counting, const integi_part *part, const integ_snapshot *snapshot);

/* Makes the counters of a query whose breakdown is set. False when memory ran out. */
bool integi_count_init(integi_count *count, const integi_counting *counting, const integi_program *program);
void integi_count_free(integi_count *count, const integi_counting *counting);

/* The room in `positions` for each thread. */
size_t integi_positions_per_thread(void);

void integi_count_chunk(const integi_chunk *chunk, void *counting);

bool integi_count_has_rows(const integi_count *count, const integi_counting *counting, int64_t cell);
/* What all threads counted of one cell. */
integi_cell integi_count_cell(const integi_count *count, const integi_counting *counting, int64_t cell);

#endif
