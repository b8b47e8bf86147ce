/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Digits as bytes of a vector, sixteen at a time: included where there is SSE 4.1; deliberately without a
 * guard. */

/* The last digit of the text is the highest; what is before the text counts as zeros. */
typedef struct digits {
    __m128i bytes;
} digits;

static inline __m128i load_bytes(const void *bytes)
{
    return _mm_loadu_si128(bytes);
}

static inline digits load_digits(const char *end, uint32_t length)
{
    return (digits){_mm_and_si128(_mm_xor_si128(load_bytes(end - 16), _mm_set1_epi8('0')),
                                  load_bytes(integi_csv_edges + length))};
}

static inline bool no_digits(const digits *number)
{
    __m128i above_nine = _mm_subs_epu8(number->bytes, _mm_set1_epi8(9));
    return _mm_testz_si128(above_nine, above_nine) == 0;
}

static inline __m128i digit_pairs(__m128i bytes)
{
    return _mm_maddubs_epi16(bytes, _mm_set1_epi16(1 << 8 | 10));
}

static inline uint64_t sixteen_digits(const digits *number)
{
    __m128i fours = _mm_madd_epi16(digit_pairs(number->bytes), _mm_set1_epi32(1 << 16 | 100));
    __m128i eights = _mm_madd_epi16(_mm_packus_epi32(fours, fours), _mm_set1_epi32(1 << 16 | 10000));
    uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);
    return (both & UINT64_C(0xFFFFFFFF)) * UINT64_C(100000000) + (both >> 32);
}

/* How many digits are behind the mark, 16 without one; it is taken out: up to it all digits move one place
 * up. Nothing here branches, as some values of a column have a mark and others do not. */
static inline uint32_t take_mark_out(digits *number, char mark)
{
    const __m128i places = _mm_set_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    __m128i marks = _mm_cmpeq_epi8(number->bytes, _mm_set1_epi8((char)(mark ^ '0')));
    uint32_t found = (uint32_t)_mm_movemask_epi8(marks) << 1 | 1, last = 31 - (uint32_t)__builtin_clz(found);
    __m128i moved = _mm_cmpgt_epi8(_mm_set1_epi8((char)last), places);
    number->bytes = _mm_shuffle_epi8(number->bytes, _mm_add_epi8(places, moved));
    return 16 - last;
}

/* Two digits each of year, year, month and day, in 16 bits; false when they are none or a mark is missing. */
static inline bool date_pairs(const char *text, const integi_date_form *form, uint64_t *pairs)
{
    __m128i bytes = _mm_xor_si128(load_bytes(text), load_bytes(form->pattern));
    __m128i over = _mm_subs_epu8(bytes, load_bytes(form->limits));
    *pairs = (uint64_t)_mm_cvtsi128_si64(digit_pairs(_mm_shuffle_epi8(bytes, load_bytes(form->order))));
    return _mm_testz_si128(over, over) != 0;
}
