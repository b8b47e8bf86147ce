/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_COHORT_PATTERNS_H
#define INTEGI_COHORT_PATTERNS_H

#include "base/context.h"

#define INTEGI_PATTERN_GROUPS 64
#define INTEGI_PATTERNS_MAXIMUM 1000000

/* How many rows are in exactly these groups: bit g of `groups` is group g. */
typedef struct integi_pattern {
    uint64_t groups; /* never 0 but in a free slot */
    int64_t rows;
} integi_pattern;

/* A hash table of patterns, at most half full. Rows that are in no group are not counted. */
typedef struct integi_patterns {
    integ_context *context;
    integi_pattern *slots;
    size_t slot_count; /* a power of two; 0 before the first pattern */
    size_t count;
    bool no_memory, too_many; /* nothing is counted any more once one of these is set */
} integi_patterns;

void integi_patterns_free(integi_patterns *patterns); /* wipes */
void integi_patterns_add(integi_patterns *patterns, uint64_t groups, int64_t rows);
/* Counts the rows in sets of `words` words, one for each of up to 64 groups. */
void integi_patterns_count(integi_patterns *patterns, const uint64_t *const *groups, size_t group_count, size_t words);
/* Moves the patterns to the front of the slots, the largest first, equal ones in the order of their numbers. */
void integi_patterns_sort(integi_patterns *patterns);

#endif
