/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_WORDS_H
#define INTEGI_REGISTER_CSV_WORDS_H

/* Text as words. */

#include <stdint.h>
#include <string.h>

/* Masks of sixteen bytes are cut out of these: the last n are set from n on, the first n from 33 - n on. */
static const unsigned char integi_csv_edges[64] __attribute__((aligned(64))) = {
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

static inline uint64_t load_word(const void *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The word whose lowest byte is the first in memory. */
static inline uint64_t load_ordered(const void *bytes)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return __builtin_bswap64(load_word(bytes));
#else
    return load_word(bytes);
#endif
}

#endif
