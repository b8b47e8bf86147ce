/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Counting bits without an instruction for it: included by the versions that have none for a whole vector. */

#include <stddef.h>
#include <stdint.h>

/* Bits are counted in the bytes of a vector. Four vectors add up to 32 to each, so that they are emptied after seven
 * times. */
typedef struct counter {
    lanes bytes, emptied;
    int32_t times;
} counter;

static inline void add_in_bytes(lanes *bytes, const lanes *vector)
{
    lanes bits = *vector;
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    *bytes += (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
}

static inline void empty_bytes(counter *counted)
{
    const uint64_t every_other = UINT64_C(0x00FF00FF00FF00FF);
    lanes pairs = (counted->bytes & every_other) + (counted->bytes >> 8 & every_other);
    pairs += pairs >> 16;
    counted->emptied += (pairs + (pairs >> 32)) & UINT64_C(0xFFFF);
    counted->bytes = (lanes){0};
    counted->times = 0;
}

static inline void count_bits(counter *counted, const lanes *a, const lanes *b, const lanes *c, const lanes *d)
{
    add_in_bytes(&counted->bytes, a);
    add_in_bytes(&counted->bytes, b);
    add_in_bytes(&counted->bytes, c);
    add_in_bytes(&counted->bytes, d);
    if (++counted->times == 7)
        empty_bytes(counted);
}

static inline int64_t counted_bits(counter *counted)
{
    uint64_t count = 0;
    empty_bytes(counted);
    for (size_t i = 0; i < sizeof(lanes) / sizeof(uint64_t); i++)
        count += counted->emptied[i];
    return (int64_t)count;
}

/* The first bit of a word that may have none. */
static inline uint32_t first_bit(uint64_t bits)
{
#ifdef HAS_TZCNT
    return (uint32_t)_tzcnt_u64(bits);
#else
    return (uint32_t)__builtin_ctzll(bits | UINT64_C(1) << 63);
#endif
}

/* The words that are not empty, from `first` to before `last`; returns how many. */
static inline size_t find_filled(const uint64_t *set, size_t first, size_t last, uint32_t *filled)
{
    size_t count = 0;
    for (size_t w = first; w < last; w++) {
        filled[count] = (uint32_t)w;
        count += set[w] != 0;
    }
    return count;
}

/* Positions are written two or four at a time, whether or not there are so many: whether a word has one more cannot be
 * foreseen, and guessing wrong costs more than writing. */
static inline uint32_t *write_positions(uint64_t bits, uint32_t first, uint32_t *out)
{
    uint32_t *end = out + __builtin_popcountll(bits);
    out[0] = first + first_bit(bits);
    bits &= bits - 1;
    out[1] = first + first_bit(bits);
    bits &= bits - 1;
    for (out += 2; out < end; out += 4) {
        for (int i = 0; i < 4; i++) {
            out[i] = first + first_bit(bits);
            bits &= bits - 1;
        }
    }
    return end;
}
