/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_UTF8_H
#define INTEGI_BASE_UTF8_H

#include "base/context.h"

/* The offset of the first byte that is not valid UTF-8 (overlong forms, surrogates and values above U+10FFFF are
 * not), or `length` when all is. */
size_t integi_utf8_invalid_at(const char *text, size_t length);

/* Whether all of a text that ends with a NUL is valid UTF-8. */
bool integi_is_utf8(const char *text);

/* The number of characters (code points) in valid UTF-8. */
int64_t integi_utf8_characters(const char *text, size_t length);

/* The columns that text takes on a terminal: wide characters count 2, combining ones 0. */
int64_t integi_utf8_columns(const char *text, size_t length);

/* The edit distance of two names by their characters, whether capital or small, for "did you mean"; at most `limit`,
 * else limit + 1. */
int integi_utf8_distance(const char *a, const char *b, int limit);

#endif
