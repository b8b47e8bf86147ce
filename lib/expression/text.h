/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_TEXT_H
#define INTEGI_EXPRESSION_TEXT_H

/* Text as the language compares it. */

#include "base/context.h"

/* What CASEI and ACCENTI do; both may be asked for, in any order, with the same result. */
#define INTEGI_FOLD_CASE 1
#define INTEGI_FOLD_ACCENTS 2

/* Room for folded text, used again and again. */
typedef struct integi_folder {
    integ_context *context;
    int32_t *characters;
    size_t capacity;
} integi_folder;

void integi_folder_free(integi_folder *folder);

/* Folds valid UTF-8: full case folding, or decomposition without marks, and NFC. The result lives until the next
 * call. NULL when memory ran out. Without folds it is the text itself. */
const char *integi_fold(integi_folder *folder, int32_t folds, const char *text, size_t length, size_t *out_length);

/* By code point; UTF-8 keeps that order byte by byte. */
int integi_compare_texts(const char *a, size_t a_length, const char *b, size_t b_length);

/* % any text, _ one character, \ before either (or before \) the character itself. Case-sensitive. */
bool integi_like(const char *text, size_t length, const char *pattern, size_t pattern_length);

#endif
