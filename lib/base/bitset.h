/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_BITSET_H
#define INTEGI_BASE_BITSET_H

/* Sets of rows: 64 rows to a word, row r in bit r % 64 of word r / 64; bits after the last row are always 0. */

#include "base/context.h"

typedef struct integi_bitset {
    uint64_t *words;
    int64_t rows;
} integi_bitset;

static inline size_t integi_bitset_words(int64_t rows) { return ((size_t)rows + 63) / 64; }

/* The valid bits of the last word of a set of `rows` rows (all ones when it is full). */
static inline uint64_t integi_bitset_last_mask(int64_t rows)
{
    return rows % 64 == 0 ? ~UINT64_C(0) : (UINT64_C(1) << (rows % 64)) - 1;
}

bool integi_bitset_init(integi_bitset *set, integ_context *context, int64_t rows); /* empty set; false: no memory */
void integi_bitset_free(integi_bitset *set, integ_context *context);
bool integi_bitset_has(const integi_bitset *set, int64_t row);
void integi_bitset_add(integi_bitset *set, int64_t row);
int64_t integi_bitset_count(const integi_bitset *set);
int64_t integi_bitset_count_and(const integi_bitset *a, const integi_bitset *b);
int64_t integi_bitset_next(const integi_bitset *set, int64_t from); /* first row >= from that is in; -1 when none */

#endif
