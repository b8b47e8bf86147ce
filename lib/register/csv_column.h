/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_COLUMN_H
#define INTEGI_REGISTER_CSV_COLUMN_H

/* How one thread reads the fields of a column, and what it has read of a block of the file. */

#include "base/message.h"
#include "register/csv_texts.h"
#include "register/schema.h"

#define INTEGI_CSV_DIGITS_MAXIMUM 16 /* bytes of a number that is read at once */

/* Which loop reads a column, and what the items of a block are. */
typedef enum integi_csv_kind {
    INTEGI_CSV_TEXTS,    /* uint32_t: items of `texts`; booleans too: their words are few */
    INTEGI_CSV_DATES,    /* int32_t; INTEGI_CSV_NO_DATE for null */
    INTEGI_CSV_INTEGERS, /* int64_t, and whether it is known, here and below */
    INTEGI_CSV_DECIMALS,
    INTEGI_CSV_NUMBERS, /* the bits of a binary64 */
    INTEGI_CSV_OTHERS   /* read one by one: timestamps, and what has spellings of null that look like values */
} integi_csv_kind;

#define INTEGI_CSV_NO_DATE INT32_MIN

typedef struct integi_csv_column {
    const integi_column_definition *definition;
    integi_csv_kind kind;
    char point;        /* the decimal mark */
    bool exhausted;    /* memory ran out */
    uint32_t longest;  /* decimals of up to so many bytes cannot overflow */
    int64_t scales[INTEGI_CSV_DIGITS_MAXIMUM + 1]; /* by the number of decimals that are there; 0 where it cannot be */
    integi_csv_texts texts;
    void *items; /* of the block */
    uint8_t *known;
    int64_t nulls, lowest, highest;
} integi_csv_column;

/* False: no memory. To be freed in any case. */
bool integi_csv_column_init(integi_csv_column *column, integ_context *context,
                            const integi_column_definition *definition, char point);
void integi_csv_column_free(integi_csv_column *column);

/* Forgets the texts that were met; false: no memory. */
bool integi_csv_column_forget(integi_csv_column *column);

size_t integi_csv_column_item_bytes(const integi_csv_column *column);

/* Reads any field exactly. Returns what is wrong with it, OUT_OF_MEMORY included, or NULL. */
const integi_message *integi_csv_column_value(integi_csv_column *column, const char *text, size_t length, bool *known,
                                              int64_t *out);

/* The same as the item of a row; false when there is a fault. */
const integi_message *integi_csv_column_read(integi_csv_column *column, const char *text, size_t length, size_t row);

/* The item of a text that was not found at first sight; -1 for a fault. */
int64_t integi_csv_column_meet(integi_csv_column *column, const char *text, size_t length);

#endif
