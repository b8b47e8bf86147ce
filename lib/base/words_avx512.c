/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/instructions.h"

#if INTEGI_HAVE_X86

#include <immintrin.h>

#include "base/target_avx512.h"

typedef unsigned long long lanes __attribute__((vector_size(64)));

typedef struct counter {
    __m512i counts; /* of each of the eight words */
} counter;

static inline void count_bits(counter *counted, const lanes *a, const lanes *b, const lanes *c, const lanes *d)
{
    __m512i first = _mm512_add_epi64(_mm512_popcnt_epi64((__m512i)*a), _mm512_popcnt_epi64((__m512i)*b));
    __m512i second = _mm512_add_epi64(_mm512_popcnt_epi64((__m512i)*c), _mm512_popcnt_epi64((__m512i)*d));
    counted->counts = _mm512_add_epi64(counted->counts, _mm512_add_epi64(first, second));
}

static inline int64_t counted_bits(const counter *counted)
{
    return _mm512_reduce_add_epi64(counted->counts);
}

#include "base/positions_avx512.h"

#include "base/words_body.h"

const integi_words integi_words_avx512 = INTEGI_WORDS_TABLE;

#include "base/target_end.h"

#endif
