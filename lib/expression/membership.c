/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/membership.h"

#include <string.h>

bool integi_membership_init(integi_membership *membership, integ_context *context, int64_t rows)
{
    return integi_bitset_init(&membership->truth, context, rows) &&
           integi_bitset_init(&membership->possible, context, rows);
}

void integi_membership_free(integi_membership *membership, integ_context *context)
{
    integi_bitset_free(&membership->truth, context);
    integi_bitset_free(&membership->possible, context);
}

void integi_keep_membership(const integi_chunk *chunk, void *search)
{
    const integi_membership_search *found = search;
    const integi_result *result = &chunk->results[found->root];
    size_t size = integi_bitset_words(chunk->rows) * sizeof(uint64_t), at = (size_t)chunk->first_row / 64;
    memcpy(found->into->truth.words + at, result->truth, size);
    memcpy(found->into->possible.words + at, result->possible, size);
}

void integi_carry(const uint32_t *rows, const integi_bitset *from, integi_bitset *into)
{
    for (size_t i = 0; rows == NULL && i < integi_bitset_words(into->rows); i++)
        into->words[i] |= from->words[i];
    for (int64_t first = 0; rows != NULL && first < into->rows; first += 64) {
        int64_t end = into->rows - first < 64 ? into->rows - first : 64;
        uint64_t word = 0;
        for (int64_t i = 0; i < end; i++) {
            uint32_t row = rows[first + i];
            if (row > 0)
                word |= (from->words[(row - 1) / 64] >> ((row - 1) % 64) & 1) << i;
        }
        into->words[first / 64] |= word;
    }
}

void integi_copy_membership(const integi_membership *membership, int64_t first_row, int32_t words, uint64_t *truth,
                            uint64_t *possible)
{
    memcpy(truth, membership->truth.words + first_row / 64, (size_t)words * sizeof(uint64_t));
    if (possible != truth)
        memcpy(possible, membership->possible.words + first_row / 64, (size_t)words * sizeof(uint64_t));
}
