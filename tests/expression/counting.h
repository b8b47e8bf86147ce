/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_EXPRESSION_COUNTING_H
#define TEST_EXPRESSION_COUNTING_H

/* Counts the rows of a register's main table for which a filter is true and unknown. */

#include "expression/program.h"

typedef struct counts {
    integ_status status;
    int64_t yes, unknown, rows;
} counts;

/* Against the register's last snapshot. The error object may be NULL. */
counts count_rows(const integ_register *reg, const char *filter, int32_t threads, integ_error *error);

typedef struct answering {
    int32_t threads;
    integi_group_resolver groups; /* NULL: no groups */
    void *userdata;
    char *answers; /* one for each row: '1' true, '0' false, '?' unknown; NULL where only counts are wanted */
} answering;

counts answer_rows(const integ_register *reg, const char *filter, const answering *how, integ_error *error);

/* Fails the test, with the filter and what was reported, unless the filter gives these counts. */
void expect_counts(const integ_register *reg, const char *filter, int64_t yes, int64_t unknown);

/* A sink that looks at nothing. */
void ignore_chunk(const integi_chunk *chunk, void *userdata);

/* The rows for which a filter is true, as '1', '0' and '?' for unknown; at most 200 rows. Static. */
const char *row_answers(const integ_register *reg, const char *filter);

#endif
