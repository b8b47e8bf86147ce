/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_PACK_H
#define INTEGI_BASE_PACK_H

/* Sixty-four bytes that are 0 or 255 become the bits of a word. */

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef struct integi_block {
    _Alignas(64) uint8_t bytes[64];
} integi_block;

static inline uint64_t integi_pack(const integi_block *block)
{
    uint64_t word = 0;
#ifdef __SSE2__
    for (int i = 0; i < 4; i++) {
        __m128i part = _mm_load_si128((const __m128i *)(const void *)(block->bytes + 16 * i));
        word |= (uint64_t)(uint32_t)_mm_movemask_epi8(part) << (16 * i);
    }
#else
    for (int i = 0; i < 8; i++) {
        uint64_t eight;
        memcpy(&eight, block->bytes + 8 * i, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        eight = __builtin_bswap64(eight);
#endif
        /* the lowest bit of byte k moves to bit 56 + k, and nothing else arrives there */
        eight = (eight & UINT64_C(0x0101010101010101)) * UINT64_C(0x0102040810204080) >> 56;
        word |= eight << (8 * i);
    }
#endif
    return word;
}

#endif
