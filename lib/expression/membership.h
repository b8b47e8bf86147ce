/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_MEMBERSHIP_H
#define INTEGI_EXPRESSION_MEMBERSHIP_H

/* Which rows of a table are in a group, found by one run and asked by the rows of another table or snapshot. */

#include "base/bitset.h"
#include "expression/program.h"

/* A row is true, possible (true or unknown), or neither. */
typedef struct integi_membership {
    integi_bitset truth, possible;
} integi_membership;

bool integi_membership_init(integi_membership *membership, integ_context *context, int64_t rows); /* false: no memory */
void integi_membership_free(integi_membership *membership, integ_context *context);

/* The sink of a run that finds a membership. */
typedef struct integi_membership_search {
    int32_t root;
    integi_membership *into;
} integi_membership_search;
void integi_keep_membership(const integi_chunk *chunk, void *search);

/* Adds to `into` the rows that are in `from` by way of another row: `rows` holds for each 1 + that row, 0 where there
 * is none. NULL: both are the same rows. */
void integi_carry(const uint32_t *rows, const integi_bitset *from, integi_bitset *into);

/* Rows of a chunk from `first_row`. `possible` may be `truth` where it is never unknown. */
void integi_copy_membership(const integi_membership *membership, int64_t first_row, int32_t words, uint64_t *truth,
                            uint64_t *possible);

#endif
