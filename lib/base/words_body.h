/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The loops of base/words.h. Included once for each set of instructions, after `lanes`, the widest vector of words that
 * it has, and how to count bits; deliberately without a guard. */

#include "base/words.h"

/* Four vectors at a time: enough that walking along the inputs costs little beside reading them, and few enough to
 * stay in registers. */
#define LANES (sizeof(lanes) / sizeof(uint64_t))
#define STRIDE (4 * LANES)

/* Words in memory, at any address that words may have. Vectors are not handed over by value, which would mean
 * something else on each set of instructions. */
typedef lanes stored_lanes __attribute__((aligned(8), may_alias));

static inline const stored_lanes *load(const uint64_t *words, size_t vector)
{
    return (const stored_lanes *)(const void *)(words + vector * LANES);
}

static inline stored_lanes *store(uint64_t *words, size_t vector)
{
    return (stored_lanes *)(void *)(words + vector * LANES);
}

/* Joins a stride of all inputs in a, b, c and d. */
#define JOIN_STRIDE(OPERATOR)                                                                                       \
    lanes a = *load(inputs[0] + w, 0), b = *load(inputs[0] + w, 1);                                                 \
    lanes c = *load(inputs[0] + w, 2), d = *load(inputs[0] + w, 3);                                                 \
    for (size_t i = 1; i < input_count; i++) {                                                                      \
        const uint64_t *input = inputs[i] + w;                                                                      \
        a OPERATOR *load(input, 0);                                                                                 \
        b OPERATOR *load(input, 1);                                                                                 \
        c OPERATOR *load(input, 2);                                                                                 \
        d OPERATOR *load(input, 3);                                                                                 \
    }

#define STORE_STRIDE                                                                                                \
    *store(out + w, 0) = a;                                                                                         \
    *store(out + w, 1) = b;                                                                                         \
    *store(out + w, 2) = c;                                                                                         \
    *store(out + w, 3) = d;

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
        JOIN_STRIDE(&=)
        STORE_STRIDE
    }
    for (; w < words; w++)
        out[w] = all_of(inputs, input_count, w);
}

static int64_t count_all(const uint64_t *const *inputs, size_t input_count, size_t words)
{
    size_t w = 0;
    counter counted = {0};
    for (; w + STRIDE <= words; w += STRIDE) {
        JOIN_STRIDE(&=)
        count_bits(&counted, &a, &b, &c, &d);
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
        JOIN_STRIDE(|=)
        STORE_STRIDE
    }
    for (; w < words; w++) {
        uint64_t joined = inputs[0][w];
        for (size_t i = 1; i < input_count; i++)
            joined |= inputs[i][w];
        out[w] = joined;
    }
}

static void leave_out(const uint64_t *set, const uint64_t *without, size_t words, uint64_t *out)
{
    size_t w = 0;
    for (; w + LANES <= words; w += LANES)
        *store(out + w, 0) = *load(set + w, 0) & ~*load(without + w, 0);
    for (; w < words; w++)
        out[w] = set[w] & ~without[w];
}

static void complement(const uint64_t *set, size_t words, uint64_t *out)
{
    size_t w = 0;
    for (; w + LANES <= words; w += LANES)
        *store(out + w, 0) = ~*load(set + w, 0);
    for (; w < words; w++)
        out[w] = ~set[w];
}

static int64_t count_set(const uint64_t *set, size_t words)
{
    return count_all(&set, 1, words);
}

/* Most words of a small group are empty, those of a large one are not, and in between it cannot be foreseen: which are
 * not is written down first, without asking. find_filled may write up to 8 more than there are. */
#define BLOCK 64

static size_t find_positions(const uint64_t *set, size_t words, uint32_t *out)
{
    uint32_t filled[BLOCK + 8];
    uint32_t *end = out;
    for (size_t first = 0; first < words; first += BLOCK) {
        size_t count = find_filled(set, first, words - first < BLOCK ? words : first + BLOCK, filled);
        for (size_t i = 0; i < count; i++)
            end = write_positions(set[filled[i]], filled[i] * 64, end);
    }
    return (size_t)(end - out);
}

static size_t list_filled(const uint64_t *set, size_t words, uint32_t *out)
{
    return find_filled(set, 0, words, out);
}

#define INTEGI_WORDS_TABLE                                                                                          \
    {join_all, count_all, join_any, leave_out, complement, count_set, list_filled, find_positions}
