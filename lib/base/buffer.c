/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/buffer.h"

#include "base/message.h"
#include "base/shortest.h"

#include <math.h>
#include <string.h>

void integi_buffer_init(integi_buffer *buffer, integ_context *context)
{
    *buffer = (integi_buffer){.context = context};
}

void integi_buffer_free(integi_buffer *buffer)
{
    integi_release_wiped(buffer->context, buffer->bytes, buffer->capacity);
    integi_buffer_init(buffer, buffer->context);
}

/* Makes room for `more` bytes and a NUL. */
static bool make_room(integi_buffer *buffer, size_t more)
{
    if (buffer->failed || more > SIZE_MAX / 2 - buffer->length) {
        buffer->failed = true;
        return false;
    }
    size_t needed = buffer->length + more + 1;
    if (needed <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity * 2;
    if (capacity < needed)
        capacity = needed;
    char *grown = integi_reallocate(buffer->context, buffer->bytes, buffer->capacity, capacity);
    if (grown == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = grown;
    buffer->capacity = capacity;
    return true;
}

void integi_buffer_append(integi_buffer *buffer, const char *bytes, size_t length)
{
    if (!make_room(buffer, length))
        return;
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void integi_buffer_text(integi_buffer *buffer, const char *text)
{
    integi_buffer_append(buffer, text, strlen(text));
}

void integi_buffer_byte(integi_buffer *buffer, char byte)
{
    integi_buffer_append(buffer, &byte, 1);
}

void integi_buffer_repeat(integi_buffer *buffer, char byte, size_t times)
{
    if (!make_room(buffer, times))
        return;
    memset(buffer->bytes + buffer->length, byte, times);
    buffer->length += times;
    buffer->bytes[buffer->length] = '\0';
}

void integi_buffer_integer(integi_buffer *buffer, int64_t number)
{
    integi_buffer_text(buffer, integi_number((char[INTEGI_NUMBER_SIZE]){0}, number));
}

/* Rounds the digits to `keep` of them, half away from zero. */
static void round_digits(integi_shortest *shortest, int keep)
{
    if (keep >= shortest->count)
        return;
    bool up = keep >= 0 && shortest->digits[keep] >= '5';
    shortest->count = keep < 0 ? 0 : keep;
    int at = shortest->count - 1;
    while (up && at >= 0 && shortest->digits[at] == '9')
        shortest->digits[at--] = '0';
    if (up && at >= 0) {
        shortest->digits[at]++;
    } else if (up) { /* 999 became 1000 */
        shortest->digits[0] = '1';
        shortest->count = 1;
        shortest->exponent++;
    }
}

static char digit_at(const integi_shortest *shortest, int position)
{
    return position >= 0 && position < shortest->count ? shortest->digits[position] : '0';
}

void integi_buffer_fixed(integi_buffer *buffer, double number, int decimals, char separator)
{
    integi_shortest shortest = integi_shortest_from(number);
    round_digits(&shortest, shortest.exponent + decimals);
    bool zero = true;
    for (int i = 0; i < shortest.count; i++)
        zero = zero && shortest.digits[i] == '0';
    if (shortest.negative && !zero)
        integi_buffer_byte(buffer, '-');
    if (shortest.exponent <= 0)
        integi_buffer_byte(buffer, '0');
    for (int i = 0; i < shortest.exponent; i++)
        integi_buffer_byte(buffer, digit_at(&shortest, i));
    if (decimals > 0)
        integi_buffer_byte(buffer, separator);
    for (int i = 0; i < decimals; i++)
        integi_buffer_byte(buffer, digit_at(&shortest, shortest.exponent + i));
}

static void append_scientific(integi_buffer *buffer, const integi_shortest *shortest)
{
    integi_buffer_byte(buffer, shortest->digits[0]);
    if (shortest->count > 1) {
        integi_buffer_byte(buffer, '.');
        integi_buffer_append(buffer, shortest->digits + 1, (size_t)shortest->count - 1);
    }
    integi_buffer_byte(buffer, 'e');
    integi_buffer_integer(buffer, shortest->exponent - 1);
}

void integi_buffer_number(integi_buffer *buffer, double number)
{
    if (!isfinite(number)) {
        integi_buffer_text(buffer, "null");
        return;
    }
    integi_shortest shortest = integi_shortest_from(number);
    if (shortest.negative && shortest.count > 0)
        integi_buffer_byte(buffer, '-');
    if (shortest.count > 0 && (shortest.exponent > 17 || shortest.exponent < -5)) {
        append_scientific(buffer, &shortest);
        return;
    }
    if (shortest.exponent <= 0)
        integi_buffer_byte(buffer, '0');
    for (int i = 0; i < shortest.exponent; i++)
        integi_buffer_byte(buffer, digit_at(&shortest, i));
    if (shortest.count > shortest.exponent)
        integi_buffer_byte(buffer, '.');
    for (int i = shortest.exponent; i < shortest.count; i++)
        integi_buffer_byte(buffer, digit_at(&shortest, i));
}
