/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Counting bits without an instruction for it: included by the versions that have none for a whole vector. */

#include <stdint.h>

/* Bits are counted in the bytes of a vector. Two groups of words add up to 16 to a byte, so that the bytes are emptied
 * after 15 times. */
typedef struct counter {
    eight bytes;
    int64_t emptied;
    int32_t times;
} counter;

static inline void add_in_bytes(counter *counted, const eight *group)
{
    eight bits = *group;
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    counted->bytes += (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
}

static inline void empty_bytes(counter *counted)
{
    eight pairs = (counted->bytes & UINT64_C(0x00FF00FF00FF00FF)) + (counted->bytes >> 8 & UINT64_C(0x00FF00FF00FF00FF));
    for (int i = 0; i < 8; i++)
        counted->emptied += (int64_t)(pairs[i] * UINT64_C(0x0001000100010001) >> 48);
    counted->bytes = (eight){0};
    counted->times = 0;
}

static inline void count_bits(counter *counted, const eight *a, const eight *b)
{
    if (counted->times == 15)
        empty_bytes(counted);
    add_in_bytes(counted, a);
    add_in_bytes(counted, b);
    counted->times++;
}

static inline int64_t counted_bits(counter *counted)
{
    empty_bytes(counted);
    return counted->emptied;
}

/* Four positions are written whether or not there are so many, because most words have few and whether they have one
 * more cannot be foreseen. */
static inline uint32_t *write_positions(uint64_t bits, uint32_t first, uint32_t *out)
{
    const uint64_t guard = UINT64_C(1) << 63; /* something to find in a word that has become empty */
    uint32_t *end = out + __builtin_popcountll(bits);
    for (int i = 0; i < 4; i++) {
        out[i] = first + (uint32_t)__builtin_ctzll(bits | guard);
        bits &= bits - 1;
    }
    for (out += 4; out < end; out++) {
        *out = first + (uint32_t)__builtin_ctzll(bits);
        bits &= bits - 1;
    }
    return end;
}
