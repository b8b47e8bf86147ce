/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tally/sparse.h"

#include "base/bitset.h"

#include <string.h>

static size_t seen_bytes(const integi_sparse *sparse)
{
    return integi_bitset_words(sparse->span) * sizeof(uint64_t);
}

bool integi_sparse_init(integi_sparse *sparse, integ_context *context, int64_t first, int64_t span)
{
    *sparse = (integi_sparse){.first = first, .span = span};
    sparse->seen = integi_allocate_zeroed(context, seen_bytes(sparse));
    return sparse->seen != NULL;
}

void integi_sparse_mark(integi_sparse *sparse, const integi_result *result, int32_t rows)
{
    for (size_t word = 0; word < integi_bitset_words(rows); word++)
        for (uint64_t left = result->known[word]; left != 0; left &= left - 1) {
            uint64_t at =
                (uint64_t)result->integers[word * 64 + (size_t)__builtin_ctzll(left)] - (uint64_t)sparse->first;
            uint64_t bit = UINT64_C(1) << (at % 64);
            /* Most values were seen before, and reading does not hold other threads up. */
            if ((atomic_load_explicit(&sparse->seen[at / 64], memory_order_relaxed) & bit) == 0)
                atomic_fetch_or_explicit(&sparse->seen[at / 64], bit, memory_order_relaxed);
        }
}

bool integi_sparse_settle(integi_sparse *sparse, integ_context *context)
{
    size_t words = integi_bitset_words(sparse->span);
    for (size_t word = 0; word < words; word++)
        sparse->size += __builtin_popcountll(sparse->seen[word]);
    sparse->codes = integi_allocate_array(context, (size_t)sparse->span + 1, sizeof *sparse->codes);
    sparse->distances = integi_allocate_array(context, (size_t)sparse->size + 1, sizeof *sparse->distances);
    if (sparse->codes == NULL || sparse->distances == NULL)
        return false;
    memset(sparse->codes, 0, (size_t)sparse->span * sizeof *sparse->codes);
    uint32_t code = 0;
    for (size_t word = 0; word < words; word++)
        for (uint64_t left = sparse->seen[word]; left != 0; left &= left - 1, code++) {
            sparse->distances[code] = (uint32_t)(word * 64 + (size_t)__builtin_ctzll(left));
            sparse->codes[sparse->distances[code]] = code;
        }
    sparse->codes[sparse->span] = code;
    return true;
}

void integi_sparse_free(integi_sparse *sparse, integ_context *context)
{
    integi_release_wiped(context, (void *)(uintptr_t)sparse->seen, sparse->seen == NULL ? 0 : seen_bytes(sparse));
    integi_release_wiped(context, sparse->codes,
                         sparse->codes == NULL ? 0 : ((size_t)sparse->span + 1) * sizeof *sparse->codes);
    integi_release_wiped(context, sparse->distances,
                         sparse->distances == NULL ? 0 : ((size_t)sparse->size + 1) * sizeof *sparse->distances);
    *sparse = (integi_sparse){0};
}
