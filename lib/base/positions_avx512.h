/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Writing down which bits are set: included between base/target_avx512.h and base/target_end.h; deliberately without a
 * guard. */

/* The positions within a word fit a byte: those whose bits are set move together, and are widened sixteen at a time. */
static inline uint32_t *write_positions(uint64_t bits, uint32_t first, uint32_t *out)
{
    const __m512i all = _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44,
                                        43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24,
                                        23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2,
                                        1, 0);
    __m512i found = _mm512_maskz_compress_epi8(bits, all), offset = _mm512_set1_epi32((int)first);
    int count = __builtin_popcountll(bits);
    _mm512_storeu_si512(out, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(found)), offset));
    if (count > 16)
        _mm512_storeu_si512(out + 16,
                            _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 1)), offset));
    if (count > 32) {
        _mm512_storeu_si512(out + 32,
                            _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 2)), offset));
        _mm512_storeu_si512(out + 48,
                            _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 3)), offset));
    }
    return out + count;
}

/* The words that are not empty, from `first` to before `last`, eight at a time; returns how many. */
static inline size_t find_filled(const uint64_t *set, size_t first, size_t last, uint32_t *filled)
{
    const __m256i eight = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    size_t count = 0;
    for (size_t w = first; w < last; w += 8) {
        __mmask8 there = last - w < 8 ? (__mmask8)((1 << (last - w)) - 1) : 255;
        __m512i some = _mm512_maskz_loadu_epi64(there, set + w);
        __mmask8 found = _mm512_test_epi64_mask(some, some);
        __m256i places = _mm256_add_epi32(eight, _mm256_set1_epi32((int)w));
        _mm256_storeu_si256((__m256i *)(void *)(filled + count), _mm256_maskz_compress_epi32(found, places));
        count += (size_t)__builtin_popcount(found);
    }
    return count;
}
