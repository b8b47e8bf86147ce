/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_OVERLAP_H
#define INTEGI_COHORT_OVERLAP_H

#include "cohort/evaluation.h"
#include "cohort/patterns.h"

/* Counts of pairs (i, j), i <= j, stand at j * (j + 1) / 2 + i. */
struct integ_overlap {
    integ_context *context;
    int64_t groups;
    /* What it was counted from. */
    integ_register *owner; /* kept alive, and so is the set of groups */
    integ_groups *definitions;
    char **names;
    const integ_snapshot *snapshot;
    int64_t table;
    int64_t *counts;
    int64_t in_any; /* rows that are in at least one group */
    bool has_patterns;
    integi_patterns patterns; /* sorted */
};

static inline size_t integi_pair_index(int64_t i, int64_t j)
{
    return (size_t)(i <= j ? j * (j + 1) / 2 + i : i * (i + 1) / 2 + j);
}

static inline size_t integi_pair_count(int64_t groups)
{
    return (size_t)(groups * (groups + 1) / 2);
}

/* A program with a condition for each group, closed by the caller in any case. */
integ_status integi_overlap_evaluate(const integ_overlap *overlap, integi_evaluation *evaluation, int32_t *roots,
                                     integ_error *error);

/* overlap_rows.c: the members of each group, one set after the other. */
typedef struct integi_overlap_rows {
    const integ_overlap *overlap;
    int64_t rows; /* of the table */
    size_t words; /* of a set */
    uint64_t *sets;
} integi_overlap_rows;

/* Closed in any case. */
integ_status integi_overlap_rows_open(integi_overlap_rows *rows, const integ_overlap *overlap, integ_error *error);
void integi_overlap_rows_close(integi_overlap_rows *rows); /* wipes */
/* Those who are in both of two groups, and those who are in exactly the groups of a pattern. */
void integi_overlap_rows_of_pair(const integi_overlap_rows *rows, int64_t first, int64_t second, uint64_t *out);
void integi_overlap_rows_of_pattern(const integi_overlap_rows *rows, uint64_t groups, uint64_t *out);

#endif
