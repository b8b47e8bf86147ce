/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Digits as two words, sixteen at a time; deliberately without a guard. */

/* The last digit of the text is the highest; what is before the text counts as zeros. */
typedef struct digits {
    uint64_t low, high;
} digits;

static inline digits load_digits(const char *end, uint32_t length)
{
    const uint64_t zeros = UINT64_C(0x3030303030303030);
    return (digits){(load_ordered(end - 16) ^ zeros) & load_ordered(integi_csv_edges + length),
                    (load_ordered(end - 8) ^ zeros) & load_ordered(integi_csv_edges + length + 8)};
}

static inline uint64_t above_nine(uint64_t word)
{
    return ((word + UINT64_C(0x7676767676767676)) | word) & UINT64_C(0x8080808080808080);
}

static inline bool no_digits(const digits *number)
{
    return (above_nine(number->low) | above_nine(number->high)) != 0;
}

static inline uint64_t eight_digits(uint64_t word)
{
    word = word * 10 + (word >> 8);
    return ((word & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064) +
            (word >> 16 & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001)) >> 32;
}

static inline uint64_t sixteen_digits(const digits *number)
{
    return eight_digits(number->low) * UINT64_C(100000000) + eight_digits(number->high);
}

static inline uint64_t bytes_equal(uint64_t word, uint64_t pattern)
{
    const uint64_t sevens = UINT64_C(0x7F7F7F7F7F7F7F7F);
    word ^= pattern;
    return ~(((word & sevens) + sevens) | word | sevens);
}

/* The bits above the highest byte that is marked, 64 when none is. */
static inline uint64_t bits_above(uint64_t marks)
{
    return (uint64_t)__builtin_clzll(marks | 1) + (marks == 0);
}

/* How many digits are behind the mark, 16 without one; it is taken out. Nothing here branches, as some values
 * of a column have a mark and others do not. */
static inline uint32_t take_mark_out(digits *number, char mark)
{
    const unsigned char *edges = integi_csv_edges;
    uint64_t pattern = (uint64_t)(unsigned char)(mark ^ '0') * UINT64_C(0x0101010101010101);
    uint64_t in_low = bytes_equal(number->low, pattern), in_high = bytes_equal(number->high, pattern);
    uint64_t above_low = bits_above(in_low) & ((uint64_t)0 - (in_high == 0));
    uint32_t behind = (uint32_t)((bits_above(in_high) + above_low) >> 3);
    /* Up to the mark all digits move one place up. */
    uint64_t move_low = number->low & ~load_ordered(edges + behind + 1);
    uint64_t move_high = number->high & ~load_ordered(edges + behind + 9);
    number->low = (number->low & load_ordered(edges + behind)) | move_low << 8;
    number->high = (number->high & load_ordered(edges + behind + 8)) | move_high << 8 | move_low >> 56;
    return behind;
}

/* Two digits each of year, year, month and day, in 16 bits; false when they are none or a mark is missing. */
static inline bool date_pairs(const char *text, const integi_date_form *form, uint64_t *pairs)
{
    uint64_t word = load_ordered(text + form->year) & UINT64_C(0xFFFFFFFF);
    word |= (load_ordered(text + form->month) & 0xFFFF) << 32 | load_ordered(text + form->day) << 48;
    word ^= UINT64_C(0x3030303030303030);
    *pairs = (word * 10 + (word >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
    bool marked = form->mark == 0 || (text[form->first_mark] == form->mark && text[form->second_mark] == form->mark);
    return above_nine(word) == 0 && marked;
}
