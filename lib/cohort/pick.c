/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/pick.h"

/* Where a word has few bits, they are looked for one by one. Where it has many, that is slow: how many there are cannot
 * be foreseen, so that the processor guesses wrong at every word. Then eight rows at a time are taken: all eight places
 * of a table's entry are copied whatever the bits are, and only as many are kept as there are bits. */
#define DENSE_BITS 20 /* of a word, in the mean */

#define BIT(byte, k) ((byte) >> (k) & 1)
/* Puts k before the places found so far if bit k is set. */
#define PLACE(byte, k, rest) ((uint64_t)(rest) << (8 * BIT(byte, k)) | (uint64_t)(k) * BIT(byte, k))
#define PLACES(byte)                                                                                           \
    PLACE(byte, 0, PLACE(byte, 1, PLACE(byte, 2, PLACE(byte, 3, PLACE(byte, 4, PLACE(byte, 5,                  \
        PLACE(byte, 6, PLACE(byte, 7, UINT64_C(0)))))))))
#define BITS(byte)                                                                                             \
    (BIT(byte, 0) + BIT(byte, 1) + BIT(byte, 2) + BIT(byte, 3) + BIT(byte, 4) + BIT(byte, 5) + BIT(byte, 6) +  \
     BIT(byte, 7))

#define FOUR(macro, b) macro(b), macro((b) + 1), macro((b) + 2), macro((b) + 3)
#define SIXTEEN(macro, b) FOUR(macro, b), FOUR(macro, (b) + 4), FOUR(macro, (b) + 8), FOUR(macro, (b) + 12)
#define SIXTY_FOUR(macro, b)                                                                                   \
    SIXTEEN(macro, b), SIXTEEN(macro, (b) + 16), SIXTEEN(macro, (b) + 32), SIXTEEN(macro, (b) + 48)
#define ALL_BYTES(macro) SIXTY_FOUR(macro, 0), SIXTY_FOUR(macro, 64), SIXTY_FOUR(macro, 128), SIXTY_FOUR(macro, 192)

/* For each byte: the numbers of its set bits, a byte each from the lowest, then zeros; and how many they are. */
static const uint64_t places_of[256] = {ALL_BYTES(PLACES)};
static const uint8_t bits_of[256] = {ALL_BYTES(BITS)};

/* Both loops over words; ITEM(row) is what is copied for a row. */
#define PICK_SPARSE(ITEM)                                                                                      \
    for (size_t k = 0; k < count; k++)                                                                         \
        for (uint64_t word = words[k]; word != 0; word &= word - 1)                                            \
            *at++ = ITEM(first_row + (int64_t)(64 * k) + __builtin_ctzll(word));

#define PICK_EIGHT(ITEM)                                                                                       \
    do {                                                                                                       \
        uint64_t places = places_of[word & 255];                                                               \
        at[0] = ITEM(row + (int64_t)(places & 255));                                                           \
        at[1] = ITEM(row + (int64_t)(places >> 8 & 255));                                                      \
        at[2] = ITEM(row + (int64_t)(places >> 16 & 255));                                                     \
        at[3] = ITEM(row + (int64_t)(places >> 24 & 255));                                                     \
        at[4] = ITEM(row + (int64_t)(places >> 32 & 255));                                                     \
        at[5] = ITEM(row + (int64_t)(places >> 40 & 255));                                                     \
        at[6] = ITEM(row + (int64_t)(places >> 48 & 255));                                                     \
        at[7] = ITEM(row + (int64_t)(places >> 56));                                                           \
        at += bits_of[word & 255];                                                                             \
    } while (0)

#define PICK_DENSE(ITEM)                                                                                       \
    for (size_t k = 0; k < count; k++) {                                                                       \
        int64_t row = first_row + (int64_t)(64 * k);                                                           \
        for (uint64_t word = words[k]; word != 0; word >>= 8, row += 8)                                        \
            PICK_EIGHT(ITEM);                                                                                  \
    }

#define PICK(ITEM)                                                                                             \
    do {                                                                                                       \
        if (dense)                                                                                             \
            PICK_DENSE(ITEM)                                                                                   \
        else                                                                                                   \
            PICK_SPARSE(ITEM)                                                                                  \
    } while (0)

/* Adds neighbouring bits, then pairs, then fours: every processor does that without a table or a call. */
int64_t integi_bits(const uint64_t *words, size_t count)
{
    uint64_t bits = 0;
    for (size_t k = 0; k < count; k++) {
        uint64_t word = words[k];
        word -= word >> 1 & UINT64_C(0x5555555555555555);
        word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
        word = (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
        bits += word * UINT64_C(0x0101010101010101) >> 56;
    }
    return (int64_t)bits;
}

#define ROW(row) (row)

void integi_pick_rows(const uint64_t *words, size_t count, int64_t members, int64_t first_row, int64_t *out)
{
    int64_t *at = out;
    bool dense = members >= (int64_t)count * DENSE_BITS;
    PICK(ROW);
}

#define PACKED(row) ((int64_t)(items[row] + before))
#define WIDE(row) (items[row])

#define PICK_PACKED(item_type)                                                                                 \
    do {                                                                                                       \
        const item_type *items = (const item_type *)column->values;                                            \
        PICK(PACKED);                                                                                          \
    } while (0)

void integi_pick_items(const integi_column *column, const uint64_t *words, size_t count, int64_t members,
                       int64_t first_row, int64_t *out)
{
    int64_t *at = out;
    uint64_t before = (uint64_t)column->base - 1; /* 0 stands for null */
    bool dense = members >= (int64_t)count * DENSE_BITS;
    if (column->width == 1)
        PICK_PACKED(uint8_t);
    else if (column->width == 2)
        PICK_PACKED(uint16_t);
    else if (column->width == 4)
        PICK_PACKED(uint32_t);
    else {
        const int64_t *items = (const int64_t *)column->values;
        PICK(WIDE);
    }
}
