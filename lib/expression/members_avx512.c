/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/instructions.h"

#if INTEGI_HAVE_X86

#include <immintrin.h>

#include "base/target_avx512.h"

#include "expression/members.h"

#define HAS_BITS true

typedef __m512i bytes_vector, shorts_vector, words_vector, longs_vector;
typedef __m512d numbers_vector;

#define bytes_bound(BOUND) _mm512_set1_epi8((char)(BOUND))
#define shorts_bound(BOUND) _mm512_set1_epi16((short)(BOUND))
#define words_bound(BOUND) _mm512_set1_epi32((int)(BOUND))
#define longs_bound(BOUND) _mm512_set1_epi64((long long)(BOUND))
#define numbers_bound(BOUND) _mm512_set1_pd(BOUND)

/* For items of each width: as many vectors as 64 of them fill, and a mask of each for every range. */
#define DEFINE_BLOCK(NAME, TYPE, WIDTH, PARTS)                                                                      \
    static inline uint64_t NAME##_block(const TYPE *items, const __m512i *firsts, const __m512i *spans,             \
                                        int64_t count)                                                              \
    {                                                                                                               \
        uint64_t word = 0;                                                                                          \
        for (int i = 0; i < PARTS; i++) {                                                                           \
            __m512i some = _mm512_loadu_si512(items + 64 / PARTS * i);                                              \
            uint64_t found = 0;                                                                                     \
            for (int64_t r = 0; r < count; r++)                                                                     \
                found |= _mm512_cmple_epu##WIDTH##_mask(_mm512_sub_epi##WIDTH(some, firsts[r]), spans[r]);          \
            word |= found << (64 / PARTS * i);                                                                      \
        }                                                                                                           \
        return word;                                                                                                \
    }

DEFINE_BLOCK(bytes, uint8_t, 8, 1)
DEFINE_BLOCK(shorts, uint16_t, 16, 2)
DEFINE_BLOCK(words, uint32_t, 32, 4)
DEFINE_BLOCK(longs, uint64_t, 64, 8)

static inline uint64_t numbers_block(const double *items, const __m512d *firsts, const __m512d *lasts, int64_t count)
{
    uint64_t word = 0;
    for (int i = 0; i < 8; i++) {
        __m512d some = _mm512_loadu_pd(items + 8 * i);
        uint64_t found = 0;
        for (int64_t r = 0; r < count; r++)
            found |= _mm512_mask_cmp_pd_mask(_mm512_cmp_pd_mask(some, firsts[r], _CMP_GE_OQ), some, lasts[r],
                                             _CMP_LE_OQ);
        word |= found << (8 * i);
    }
    return word;
}

/* The item's upper five bits pick one of 32 bytes, its lower three the bit. Indices of 64 bytes are six bits long, so
 * that both tables are there more than once and the other bits of an index do not matter. */
static void bytes_in_bits(const uint8_t *items, const uint8_t *bits, int32_t words, uint64_t *truth)
{
    __m512i table = _mm512_broadcast_i64x4(_mm256_loadu_si256((const __m256i *)(const void *)bits));
    __m512i bit_of = _mm512_set1_epi64((long long)UINT64_C(0x8040201008040201));
    for (int32_t w = 0; w < words; w++) {
        __m512i some = _mm512_loadu_si512(items + 64 * w);
        __m512i picked = _mm512_permutexvar_epi8(_mm512_srli_epi16(some, 3), table);
        truth[w] = _mm512_test_epi8_mask(picked, _mm512_permutexvar_epi8(some, bit_of));
    }
}

#define PLANE_BYTES 64

#include "expression/members_body.h"

const integi_members integi_members_avx512 = {{3, 16, 16, 8}, HAS_BITS, find, find_at, find_codes, find_numbers,
                                              find_nulls};

#include "base/target_end.h"

#endif
