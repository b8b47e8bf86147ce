/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/pack.h"
#include "expression/members.h"

/* The loops are written for the compiler to vectorise, which -O2 alone does only for some of them. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define HAS_BITS false

#define DEFINE_BLOCK(NAME, TYPE)                                                                                    \
    typedef TYPE NAME##_vector;                                                                                     \
    static inline TYPE NAME##_bound(uint64_t bound)                                                                 \
    {                                                                                                               \
        return (TYPE)bound;                                                                                         \
    }                                                                                                               \
    static inline uint64_t NAME##_block(const TYPE *items, const TYPE *firsts, const TYPE *spans, int64_t count)    \
    {                                                                                                               \
        integi_block block = {{0}};                                                                                 \
        for (int64_t r = 0; r < count; r++) {                                                                       \
            TYPE first = firsts[r], span = spans[r];                                                                \
            for (int i = 0; i < 64; i++)                                                                            \
                block.bytes[i] |= (TYPE)(items[i] - first) <= span ? 255 : 0;                                       \
        }                                                                                                           \
        return integi_pack(&block);                                                                                 \
    }

#ifdef __SSE2__
#include "expression/members_sse2.h"
#else
DEFINE_BLOCK(bytes, uint8_t)
DEFINE_BLOCK(shorts, uint16_t)
DEFINE_BLOCK(words, uint32_t)
#endif
DEFINE_BLOCK(longs, uint64_t)

typedef double numbers_vector;

static inline double numbers_bound(double bound)
{
    return bound;
}

static inline uint64_t numbers_block(const double *items, const double *firsts, const double *lasts, int64_t count)
{
    integi_block block = {{0}};
    for (int64_t r = 0; r < count; r++) {
        double first = firsts[r], last = lasts[r];
        for (int i = 0; i < 64; i++)
            block.bytes[i] |= ((items[i] >= first) & (items[i] <= last)) != 0 ? 255 : 0;
    }
    return integi_pack(&block);
}

static void bytes_in_bits(const uint8_t *items, const uint8_t *bits, int32_t words, uint64_t *truth)
{
    for (int32_t w = 0; w < words; w++, items += 64) {
        truth[w] = 0;
        for (int i = 0; i < 64; i++)
            truth[w] |= (uint64_t)(bits[items[i] / 8] >> (items[i] % 8) & 1) << i;
    }
}

#define PLANE_BYTES 16

#include "expression/members_body.h"

const integi_members integi_members_portable = {{16, 8, 8, 4}, HAS_BITS, find, find_at, find_codes, find_numbers,
                                                find_nulls};
