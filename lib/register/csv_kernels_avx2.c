/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/instructions.h"

#include "register/csv_kernels.h"
#include "register/csv_words.h"

#if INTEGI_HAVE_X86

#include <immintrin.h>
#include <string.h>

#include "base/target_avx2.h"

typedef unsigned long long lanes __attribute__((vector_size(32)));

#define HAS_TZCNT

#include "base/words_count.h"

typedef struct chunk {
    __m256i first, second;
} chunk;

static inline chunk load_chunk(const char *text)
{
    return (chunk){_mm256_loadu_si256((const __m256i *)(const void *)text),
                   _mm256_loadu_si256((const __m256i *)(const void *)(text + 32))};
}

static inline uint64_t join(__m256i first, __m256i second)
{
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(first) | (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32;
}

static inline uint64_t equal(const chunk *in, char byte)
{
    const __m256i wanted = _mm256_set1_epi8(byte);
    return join(_mm256_cmpeq_epi8(in->first, wanted), _mm256_cmpeq_epi8(in->second, wanted));
}

static inline uint64_t high(const chunk *in)
{
    return join(in->first, in->second);
}

/* The first bytes of a word, zeros for the others; anything when `count` is more than 8. */
static inline uint64_t first_bytes(uint64_t word, uint32_t count)
{
    return _bzhi_u64(word, 8 * count);
}

#include "register/csv_digits_sse.h"

#include "register/csv_kernels_body.h"

const integi_csv_kernels integi_csv_kernels_avx2 = INTEGI_CSV_KERNELS_TABLE;

#include "base/target_end.h"

#endif
