/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_BUFFER_H
#define INTEGI_BASE_BUFFER_H

/* Text that grows. After a failed allocation further appends do nothing and `failed` stays set, so that callers
 * check once at the end. `bytes` always ends with a NUL once something was appended. */

#include "base/context.h"

typedef struct integi_buffer {
    integ_context *context;
    char *bytes;
    size_t length;
    size_t capacity;
    bool failed;
} integi_buffer;

void integi_buffer_init(integi_buffer *buffer, integ_context *context);
void integi_buffer_free(integi_buffer *buffer); /* wipes */
void integi_buffer_append(integi_buffer *buffer, const char *bytes, size_t length);
void integi_buffer_text(integi_buffer *buffer, const char *text);
void integi_buffer_byte(integi_buffer *buffer, char byte);
void integi_buffer_repeat(integi_buffer *buffer, char byte, size_t times);
void integi_buffer_integer(integi_buffer *buffer, int64_t number);
/* A binary64 with exactly `decimals` decimals and the separator given, rounded half away from zero on its shortest
 * decimal form; independent of the locale. */
void integi_buffer_fixed(integi_buffer *buffer, double number, int decimals, char separator);
/* The shortest decimal that reads back as the same binary64; as in JSON, never "inf" or "nan" (both become null). */
void integi_buffer_number(integi_buffer *buffer, double number);

#endif
