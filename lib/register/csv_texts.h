/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_TEXTS_H
#define INTEGI_REGISTER_CSV_TEXTS_H

/* The texts of a column that one thread has met. Most values of a code are short and few: those of up to 16 bytes are
 * found by their bytes alone, which are compared at once. Threads number the texts they meet for themselves; when it is
 * a thread's turn, the new ones get their number in the column's own dictionary, so that it holds all texts in the order
 * in which they first appear in the file. */

#include "register/dictionary.h"

#define INTEGI_CSV_SHORT_BYTES 16

/* A short text as two words, zeros behind it; no text is all zeros, so that the slots that are free stand for the empty
 * text, which is null: item 0. */
typedef struct integi_csv_slot {
    uint64_t low, high;
    uint32_t item;
} integi_csv_slot;

typedef struct integi_csv_texts {
    integ_context *context;
    integi_csv_slot *slots;
    int32_t slot_bits;
    size_t used;
    integi_dictionary *met; /* texts by number; item - 1 */
    uint32_t *global;       /* of each item: 1 + the number in the column's dictionary; 0 for item 0 */
    size_t global_count, global_capacity;
    int64_t lowest, highest; /* of the numbers in `global` */
} integi_csv_texts;

bool integi_csv_texts_init(integi_csv_texts *texts, integ_context *context); /* false: no memory */
void integi_csv_texts_free(integi_csv_texts *texts);                         /* wipes */

/* Forgets all texts; false: no memory. */
bool integi_csv_texts_clear(integi_csv_texts *texts);

/* The item of a text that is added when it is new, -1 when memory ran out. */
int64_t integi_csv_texts_add(integi_csv_texts *texts, const char *text, size_t length);
/* The item of a short text that does not stand in its first place; -1 when it is not remembered. */
int64_t integi_csv_texts_find(const integi_csv_texts *texts, uint64_t low, uint64_t high);
/* Remembers which item a short text stands for; false: no memory. */
bool integi_csv_texts_remember(integi_csv_texts *texts, uint64_t low, uint64_t high, uint32_t item);

/* Puts the new texts into the column's dictionary. -1: no memory; 0: the dictionary is full; 1: done. */
int integi_csv_texts_settle(integi_csv_texts *texts, integi_dictionary *dictionary);

static inline size_t integi_csv_slot_of(uint64_t low, uint64_t high, int32_t bits)
{
    return (size_t)((low + high * UINT64_C(0xBF58476D1CE4E5B9)) * UINT64_C(0x9E3779B97F4A7C15) >> (64 - bits));
}

#endif
