/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/instructions.h"

#if INTEGI_HAVE_X86

#include <immintrin.h>

#include "base/target_avx2.h"

#include "expression/members.h"

#define HAS_BITS true

typedef __m256i bytes_vector, shorts_vector, words_vector, longs_vector;
typedef __m256d numbers_vector;

#define bytes_bound(BOUND) _mm256_set1_epi8((char)(BOUND))
#define shorts_bound(BOUND) _mm256_set1_epi16((short)(BOUND))
#define words_bound(BOUND) _mm256_set1_epi32((int)(BOUND))
#define longs_bound(BOUND) _mm256_set1_epi64x((long long)(BOUND))
#define numbers_bound(BOUND) _mm256_set1_pd(BOUND)

/* Item number `at` of the vectors that begin at `items`. */
static inline __m256i part(const void *items, int at)
{
    return _mm256_loadu_si256((const __m256i *)items + at);
}

static inline uint64_t join(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* An unsigned d <= s where the smaller of the two is d. */
#define IN_RANGE(WIDTH, ITEMS, FIRST, SPAN, DISTANCE)                                                               \
    (DISTANCE = _mm256_sub_epi##WIDTH(ITEMS, FIRST),                                                                \
     _mm256_cmpeq_epi##WIDTH(_mm256_min_epu##WIDTH(DISTANCE, SPAN), DISTANCE))

static inline uint64_t bytes_block(const uint8_t *items, const __m256i *firsts, const __m256i *spans, int64_t count)
{
    __m256i found[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()}, distance;
    for (int64_t r = 0; r < count; r++)
        for (int i = 0; i < 2; i++)
            found[i] = _mm256_or_si256(found[i], IN_RANGE(8, part(items, i), firsts[r], spans[r], distance));
    return join(found[0], found[1]);
}

/* Packing works within halves of vectors, whose quarters are put in order afterwards. */
static inline __m256i pack_shorts(__m256i low, __m256i high)
{
    return _mm256_permute4x64_epi64(_mm256_packs_epi16(low, high), 0xD8);
}

static inline uint64_t shorts_block(const uint16_t *items, const __m256i *firsts, const __m256i *spans, int64_t count)
{
    __m256i found[4] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(),
                        _mm256_setzero_si256()};
    __m256i distance;
    for (int64_t r = 0; r < count; r++)
        for (int i = 0; i < 4; i++)
            found[i] = _mm256_or_si256(found[i], IN_RANGE(16, part(items, i), firsts[r], spans[r], distance));
    return join(pack_shorts(found[0], found[1]), pack_shorts(found[2], found[3]));
}

static inline uint64_t words_block(const uint32_t *items, const __m256i *firsts, const __m256i *spans, int64_t count)
{
    uint64_t word = 0;
    __m256i distance;
    for (int i = 0; i < 8; i++) {
        __m256i found = _mm256_setzero_si256(), some = part(items, i);
        for (int64_t r = 0; r < count; r++)
            found = _mm256_or_si256(found, IN_RANGE(32, some, firsts[r], spans[r], distance));
        word |= (uint64_t)(uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(found)) << (8 * i);
    }
    return word;
}

/* Only signed items of this width can be compared, so that the smallest unsigned one becomes the smallest signed. */
static inline uint64_t longs_block(const uint64_t *items, const __m256i *firsts, const __m256i *spans, int64_t count)
{
    const __m256i smallest = _mm256_set1_epi64x(INT64_MIN);
    uint64_t word = 0;
    for (int i = 0; i < 16; i++) {
        uint64_t outside = 0xF;
        for (int64_t r = 0; r < count; r++) {
            __m256i distance = _mm256_sub_epi64(part(items, i), firsts[r]);
            __m256i beyond = _mm256_cmpgt_epi64(_mm256_xor_si256(distance, smallest),
                                                _mm256_xor_si256(spans[r], smallest));
            outside &= (uint64_t)_mm256_movemask_pd(_mm256_castsi256_pd(beyond));
        }
        word |= (outside ^ 0xF) << (4 * i);
    }
    return word;
}

static inline uint64_t numbers_block(const double *items, const __m256d *firsts, const __m256d *lasts, int64_t count)
{
    uint64_t word = 0;
    for (int i = 0; i < 16; i++) {
        uint64_t found = 0;
        __m256d some = _mm256_loadu_pd(items + 4 * i);
        for (int64_t r = 0; r < count; r++)
            found |= (uint64_t)_mm256_movemask_pd(_mm256_and_pd(_mm256_cmp_pd(some, firsts[r], _CMP_GE_OQ),
                                                                _mm256_cmp_pd(some, lasts[r], _CMP_LE_OQ)));
        word |= found << (4 * i);
    }
    return word;
}

/* An item's low half picks a byte with a bit for each high half; there is one table for the high halves 0 to 7 and
 * one for 8 to 15. */
typedef struct halves {
    __m256i below, above;
} halves;

static halves take_halves(const uint8_t *bits)
{
    uint8_t tables[2][16] = {{0}};
    for (int item = 0; item < 256; item++)
        if ((bits[item / 8] >> (item % 8) & 1) != 0)
            tables[item / 128][item % 16] |= (uint8_t)(1 << (item / 16 % 8));
    return (halves){_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)tables[0])),
                    _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)tables[1]))};
}

static inline __m256i in_halves(__m256i items, const halves *tables)
{
    const __m256i bit_of = _mm256_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16,
                                            32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
    const __m256i top = _mm256_set1_epi8(-128), half = _mm256_set1_epi8(15);
    /* a shuffle gives 0 for items with their top bit set */
    __m256i picked = _mm256_or_si256(_mm256_shuffle_epi8(tables->below, items),
                                     _mm256_shuffle_epi8(tables->above, _mm256_xor_si256(items, top)));
    __m256i bit = _mm256_shuffle_epi8(bit_of, _mm256_and_si256(_mm256_srli_epi16(items, 4), half));
    return _mm256_cmpeq_epi8(_mm256_and_si256(picked, bit), bit);
}

static void bytes_in_bits(const uint8_t *items, const uint8_t *bits, int32_t words, uint64_t *truth)
{
    halves tables = take_halves(bits);
    for (int32_t w = 0; w < words; w++)
        truth[w] = join(in_halves(part(items, 2 * w), &tables), in_halves(part(items, 2 * w + 1), &tables));
}

#define PLANE_BYTES 32

#include "expression/members_body.h"

const integi_members integi_members_avx2 = {{3, 10, 10, 8}, HAS_BITS, find, find_at, find_codes, find_numbers,
                                            find_nulls};

#include "base/target_end.h"

#endif
