/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Blocks of 64 items by SSE2, which every x86-64 processor has; for expression/members_portable.c. */

#include <emmintrin.h>

typedef __m128i bytes_vector, shorts_vector, words_vector;

#define bytes_bound(BOUND) _mm_set1_epi8((char)(BOUND))
#define shorts_bound(BOUND) _mm_set1_epi16((short)(BOUND))
#define words_bound(BOUND) _mm_set1_epi32((int)(BOUND))

/* Vector number `at` of those that begin at `items`. */
static inline __m128i part(const void *items, int at)
{
    return _mm_loadu_si128((const __m128i *)items + at);
}

static inline uint64_t bits_of(__m128i found, int at)
{
    return (uint64_t)(uint32_t)_mm_movemask_epi8(found) << (16 * at);
}

static inline __m128i bytes_in_range(__m128i items, __m128i first, __m128i span)
{
    __m128i distance = _mm_sub_epi8(items, first);
    return _mm_cmpeq_epi8(_mm_min_epu8(distance, span), distance);
}

static inline uint64_t bytes_block(const uint8_t *items, const __m128i *firsts, const __m128i *spans, int64_t count)
{
    uint64_t word = 0;
    for (int i = 0; i < 4; i++) {
        __m128i some = part(items, i), found = _mm_setzero_si128();
        for (int64_t r = 0; r < count; r++)
            found = _mm_or_si128(found, bytes_in_range(some, firsts[r], spans[r]));
        word |= bits_of(found, i);
    }
    return word;
}

/* A distance is within the span where nothing is left when the span is taken away from it. */
static inline __m128i shorts_in_any(__m128i items, const __m128i *firsts, const __m128i *spans, int64_t count)
{
    __m128i found = _mm_setzero_si128();
    for (int64_t r = 0; r < count; r++) {
        __m128i left = _mm_subs_epu16(_mm_sub_epi16(items, firsts[r]), spans[r]);
        found = _mm_or_si128(found, _mm_cmpeq_epi16(left, _mm_setzero_si128()));
    }
    return found;
}

static inline uint64_t shorts_block(const uint16_t *items, const __m128i *firsts, const __m128i *spans, int64_t count)
{
    uint64_t word = 0;
    for (int i = 0; i < 4; i++)
        word |= bits_of(_mm_packs_epi16(shorts_in_any(part(items, 2 * i), firsts, spans, count),
                                        shorts_in_any(part(items, 2 * i + 1), firsts, spans, count)),
                        i);
    return word;
}

/* Only signed items of this width can be compared, so that the smallest unsigned one becomes the smallest signed. */
static inline __m128i words_in_any(__m128i items, const __m128i *firsts, const __m128i *spans, int64_t count)
{
    const __m128i smallest = _mm_set1_epi32(INT32_MIN);
    __m128i outside = _mm_set1_epi32(-1);
    for (int64_t r = 0; r < count; r++) {
        __m128i distance = _mm_xor_si128(_mm_sub_epi32(items, firsts[r]), smallest);
        outside = _mm_and_si128(outside, _mm_cmpgt_epi32(distance, _mm_xor_si128(spans[r], smallest)));
    }
    return _mm_xor_si128(outside, _mm_set1_epi32(-1));
}

static inline uint64_t words_block(const uint32_t *items, const __m128i *firsts, const __m128i *spans, int64_t count)
{
    uint64_t word = 0;
    for (int i = 0; i < 4; i++) {
        __m128i low = _mm_packs_epi32(words_in_any(part(items, 4 * i), firsts, spans, count),
                                      words_in_any(part(items, 4 * i + 1), firsts, spans, count));
        __m128i high = _mm_packs_epi32(words_in_any(part(items, 4 * i + 2), firsts, spans, count),
                                       words_in_any(part(items, 4 * i + 3), firsts, spans, count));
        word |= bits_of(_mm_packs_epi16(low, high), i);
    }
    return word;
}
