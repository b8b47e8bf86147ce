/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_HINT_H
#define INTEGI_EXPRESSION_HINT_H

/* What somebody probably meant who wrote what the language does not have. */

#include "base/context.h"

/* The word of the language that a word nearly is, or is in Danish or another dialect: "BETWEEN" for BETWEN or MELLEM.
 * NULL for none. */
const char *integi_hint_word(const char *text, size_t length);
/* The same for what may stand before a condition: "NOT" for NTO or IKKE. */
const char *integi_hint_prefix(const char *text, size_t length);

/* What to write for a character that the language does not have, such as a curly quote; NULL for none. */
const char *integi_hint_character(const char *text, size_t length);

/* The number with a decimal point and without anything else that text around `at` seems to mean: 1000.50 for 1000,50
 * and for 1.000,50, 1000000 for 1.000.000. `at` is the first byte that cannot belong to a number here. False when it
 * looks like no number. */
#define INTEGI_HINT_NUMBER_SIZE 48
bool integi_hint_number(const char *text, size_t length, size_t at, char out[INTEGI_HINT_NUMBER_SIZE]);

#endif
