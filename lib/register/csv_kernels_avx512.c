/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/instructions.h"

#include "register/csv_kernels.h"
#include "register/csv_words.h"

#if INTEGI_HAVE_X86

#include <immintrin.h>
#include <string.h>

#include "base/target_avx512.h"

#include "base/positions_avx512.h"

typedef struct chunk {
    __m512i bytes;
} chunk;

static inline chunk load_chunk(const char *text)
{
    return (chunk){_mm512_loadu_si512(text)};
}

static inline uint64_t equal(const chunk *in, char byte)
{
    return _mm512_cmpeq_epi8_mask(in->bytes, _mm512_set1_epi8(byte));
}

static inline uint64_t high(const chunk *in)
{
    return _mm512_movepi8_mask(in->bytes);
}

/* The first bytes of a word, zeros for the others; anything when `count` is more than 8. */
static inline uint64_t first_bytes(uint64_t word, uint32_t count)
{
    return _bzhi_u64(word, 8 * count);
}

#include "register/csv_digits_sse.h"

#include "register/csv_kernels_body.h"

const integi_csv_kernels integi_csv_kernels_avx512 = INTEGI_CSV_KERNELS_TABLE;

#include "base/target_end.h"

#endif
