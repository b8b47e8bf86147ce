/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* -O2 alone leaves loops as they are written. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#include "register/csv_kernels.h"
#include "register/csv_words.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef unsigned long long lanes __attribute__((vector_size(16)));

#include "base/words_count.h"

#ifdef __SSE2__

typedef struct chunk {
    __m128i parts[4];
} chunk;

static inline chunk load_chunk(const char *text)
{
    chunk loaded;
    for (int i = 0; i < 4; i++)
        loaded.parts[i] = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * i));
    return loaded;
}

static inline uint64_t equal(const chunk *in, char byte)
{
    const __m128i wanted = _mm_set1_epi8(byte);
    uint64_t found = 0;
    for (int i = 0; i < 4; i++)
        found |= (uint64_t)(unsigned int)_mm_movemask_epi8(_mm_cmpeq_epi8(in->parts[i], wanted)) << (16 * i);
    return found;
}

static inline uint64_t high(const chunk *in)
{
    uint64_t found = 0;
    for (int i = 0; i < 4; i++)
        found |= (uint64_t)(unsigned int)_mm_movemask_epi8(in->parts[i]) << (16 * i);
    return found;
}

#else

typedef struct chunk {
    unsigned char bytes[64];
} chunk;

static inline chunk load_chunk(const char *text)
{
    chunk loaded;
    memcpy(loaded.bytes, text, sizeof loaded.bytes);
    return loaded;
}

static inline uint64_t equal(const chunk *in, char byte)
{
    uint64_t found = 0;
    for (int i = 0; i < 64; i++)
        found |= (uint64_t)(in->bytes[i] == (unsigned char)byte) << i;
    return found;
}

static inline uint64_t high(const chunk *in)
{
    uint64_t found = 0;
    for (int i = 0; i < 64; i++)
        found |= (uint64_t)(in->bytes[i] >> 7) << i;
    return found;
}

#endif

/* The first bytes of a word, zeros for the others; anything when `count` is more than 8. */
static inline uint64_t first_bytes(uint64_t word, uint32_t count)
{
    return word & load_word(integi_csv_edges + 33 - (count & 15));
}

#include "register/csv_digits_portable.h"

#include "register/csv_kernels_body.h"

const integi_csv_kernels integi_csv_kernels_portable = INTEGI_CSV_KERNELS_TABLE;
