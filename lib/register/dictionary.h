/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_DICTIONARY_H
#define INTEGI_REGISTER_DICTIONARY_H

/* Making and filling dictionaries; reading them is in column.h. */

#include "register/column.h"

#define INTEGI_DICTIONARY_TEXTS_MAXIMUM INT64_C(0x7FFFFFF0)

integi_dictionary *integi_dictionary_new(integ_context *context); /* NULL: no memory */
void integi_dictionary_free(integi_dictionary *dictionary);       /* wipes */

/* The index of a text, which is added when it is new; -1 when memory ran out. */
int64_t integi_dictionary_add(integi_dictionary *dictionary, const char *text, size_t length);
int64_t integi_dictionary_bytes(const integi_dictionary *dictionary);

#endif
