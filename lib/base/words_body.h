/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The loops of base/words.h. Included once for each set of instructions, after an `eight` of words can be loaded and
 * its bits counted; deliberately without a guard. */

#include "base/words.h"

/* Two groups of eight words at a time: enough that walking along the inputs costs little beside reading them. */
#define GROUP 8
#define STRIDE (2 * GROUP)

/* Words in memory, at any address that words may have. Vectors are not handed over by value, which would mean
 * something else on each set of instructions. */
typedef eight stored_eight __attribute__((aligned(8), may_alias));

static inline const stored_eight *load(const uint64_t *words)
{
    return (const stored_eight *)(const void *)words;
}

static inline stored_eight *store(uint64_t *words)
{
    return (stored_eight *)(void *)words;
}

static uint64_t all_of(const uint64_t *const *inputs, size_t input_count, size_t word)
{
    uint64_t joined = inputs[0][word];
    for (size_t i = 1; i < input_count; i++)
        joined &= inputs[i][word];
    return joined;
}

static void join_all(const uint64_t *const *inputs, size_t input_count, size_t words, uint64_t *out)
{
    size_t w = 0;
    for (; w + STRIDE <= words; w += STRIDE) {
        eight a = *load(inputs[0] + w), b = *load(inputs[0] + w + GROUP);
        for (size_t i = 1; i < input_count; i++) {
            a &= *load(inputs[i] + w);
            b &= *load(inputs[i] + w + GROUP);
        }
        *store(out + w) = a;
        *store(out + w + GROUP) = b;
    }
    for (; w < words; w++)
        out[w] = all_of(inputs, input_count, w);
}

static int64_t count_all(const uint64_t *const *inputs, size_t input_count, size_t words)
{
    size_t w = 0;
    counter counted = {0};
    for (; w + STRIDE <= words; w += STRIDE) {
        eight a = *load(inputs[0] + w), b = *load(inputs[0] + w + GROUP);
        for (size_t i = 1; i < input_count; i++) {
            a &= *load(inputs[i] + w);
            b &= *load(inputs[i] + w + GROUP);
        }
        count_bits(&counted, &a, &b);
    }
    int64_t count = counted_bits(&counted);
    for (; w < words; w++)
        count += __builtin_popcountll(all_of(inputs, input_count, w));
    return count;
}

static void join_any(const uint64_t *const *inputs, size_t input_count, size_t words, uint64_t *out)
{
    size_t w = 0;
    for (; w + STRIDE <= words; w += STRIDE) {
        eight a = *load(inputs[0] + w), b = *load(inputs[0] + w + GROUP);
        for (size_t i = 1; i < input_count; i++) {
            a |= *load(inputs[i] + w);
            b |= *load(inputs[i] + w + GROUP);
        }
        *store(out + w) = a;
        *store(out + w + GROUP) = b;
    }
    for (; w < words; w++) {
        uint64_t joined = inputs[0][w];
        for (size_t i = 1; i < input_count; i++)
            joined |= inputs[i][w];
        out[w] = joined;
    }
}

static int64_t count_set(const uint64_t *set, size_t words)
{
    return count_all(&set, 1, words);
}

static size_t find_positions(const uint64_t *set, size_t words, uint32_t *out)
{
    uint32_t *end = out;
    for (size_t w = 0; w < words; w++)
        end = write_positions(set[w], (uint32_t)(w * 64), end);
    return (size_t)(end - out);
}

#define INTEGI_WORDS_TABLE {join_all, count_all, join_any, count_set, find_positions}
