/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_TEXTS_H
#define INTEGI_REGISTER_CSV_TEXTS_H

/* The texts of a column that one thread has met. Most values of a code are short and few: those of up to 16
 * bytes are found by their bytes alone, which are compared at once. Threads number the texts they meet for
 * themselves; when it is a thread's turn, the new ones get their number in the column's own dictionary, so
 * that it holds all texts in the order in which they first appear in the file. */

#include "register/dictionary.h"

#define INTEGI_CSV_NARROW_BYTES 8
#define INTEGI_CSV_WIDE_BYTES 16

/* A short text as words, zeros behind it; no text is all zeros, so that the slots that are free stand for the
 * empty text, which is null: item 0. A column has narrow slots until it has met a text that does not fit into
 * one. */
typedef struct integi_csv_narrow {
    uint64_t word;
    uint32_t item;
} integi_csv_narrow;

typedef struct integi_csv_wide {
    uint64_t low, high;
    uint32_t item;
} integi_csv_wide;

typedef struct integi_csv_texts {
    integ_context *context;
    integi_csv_narrow *narrow; /* NULL when there are wide slots */
    integi_csv_wide *wide;
    int32_t slot_bits; /* there are 2 to that many slots */
    size_t used;
    integi_dictionary *met; /* texts by number; item - 1 */
    uint32_t *global;       /* of each item: 1 + the number in the column's dictionary; 0 for item 0 */
    size_t global_count, global_capacity;
    bool same; /* each item is its own number there */
    int64_t lowest, highest; /* of the numbers in `global` */
} integi_csv_texts;

bool integi_csv_texts_init(integi_csv_texts *texts, integ_context *context); /* false: no memory */
void integi_csv_texts_free(integi_csv_texts *texts);                         /* wipes */

/* Forgets all texts; false: no memory. */
bool integi_csv_texts_clear(integi_csv_texts *texts);

/* The item of a text that is added when it is new, -1 when memory ran out. */
int64_t integi_csv_texts_add(integi_csv_texts *texts, const char *text, size_t length);
/* The item of a text, wherever it is remembered; -1 when it is not. */
int64_t integi_csv_texts_find(const integi_csv_texts *texts, const char *text, size_t length);
/* Remembers which item a text stands for, if it is short; false: no memory. */
bool integi_csv_texts_remember(integi_csv_texts *texts, const char *text, size_t length, uint32_t item);

/* Puts the new texts into the column's dictionary. -1: no memory; 0: the dictionary is full; 1: done. */
int integi_csv_texts_settle(integi_csv_texts *texts, integi_dictionary *dictionary);

static inline size_t integi_csv_narrow_slot(uint64_t word, int32_t bits)
{
    return (size_t)(word * UINT64_C(0x9E3779B97F4A7C15) >> (64 - bits));
}

static inline size_t integi_csv_wide_slot(uint64_t low, uint64_t high, int32_t bits)
{
    return integi_csv_narrow_slot(low + high * UINT64_C(0xBF58476D1CE4E5B9), bits);
}

#endif
