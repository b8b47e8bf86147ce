/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/bitset.h"

bool integi_bitset_init(integi_bitset *set, integ_context *context, int64_t rows)
{
    set->rows = rows;
    set->words = integi_allocate_zeroed(context, integi_bitset_words(rows) * sizeof(uint64_t));
    return set->words != NULL;
}

void integi_bitset_free(integi_bitset *set, integ_context *context)
{
    size_t words = set->words == NULL ? 0 : integi_bitset_words(set->rows);
    integi_release_wiped(context, set->words, words * sizeof(uint64_t));
    set->words = NULL;
}

bool integi_bitset_has(const integi_bitset *set, int64_t row)
{
    return row >= 0 && row < set->rows && (set->words[row / 64] >> (row % 64) & 1) != 0;
}

void integi_bitset_add(integi_bitset *set, int64_t row)
{
    set->words[row / 64] |= UINT64_C(1) << (row % 64);
}

int64_t integi_bitset_count(const integi_bitset *set)
{
    return integi_bitset_count_and(set, set);
}

int64_t integi_bitset_count_and(const integi_bitset *a, const integi_bitset *b)
{
    int64_t count = 0;
    for (size_t i = 0; i < integi_bitset_words(a->rows); i++)
        count += __builtin_popcountll(a->words[i] & b->words[i]);
    return count;
}

int64_t integi_bitset_next(const integi_bitset *set, int64_t from)
{
    if (from < 0)
        from = 0;
    if (from >= set->rows)
        return -1;
    size_t at = (size_t)from / 64;
    uint64_t word = set->words[at] & ~UINT64_C(0) << (from % 64);
    while (word == 0) {
        if (++at == integi_bitset_words(set->rows))
            return -1;
        word = set->words[at];
    }
    return (int64_t)(at * 64) + __builtin_ctzll(word);
}
