/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/value_text.h"

#include "base/decimal.h"
#include "register/csv_value.h"
#include "register/timestamp.h"

#include <string.h>

/* A coefficient with its point: at least one digit stands before it. */
static void append_decimal(integi_buffer *buffer, int64_t coefficient, int32_t decimals, char point)
{
    char digits[INTEGI_NUMBER_SIZE], padded[INTEGI_NUMBER_SIZE + INTEGI_DECIMALS_MAXIMUM];
    integi_number(digits, coefficient);
    const char *start = digits[0] == '-' ? digits + 1 : digits;
    size_t length = strlen(start), zeros = length <= (size_t)decimals ? (size_t)decimals + 1 - length : 0;
    memset(padded, '0', zeros);
    memcpy(padded + zeros, start, length + 1);
    length += zeros;
    if (digits[0] == '-')
        integi_buffer_byte(buffer, '-');
    integi_buffer_append(buffer, padded, length - (size_t)decimals);
    if (decimals > 0) {
        integi_buffer_byte(buffer, point);
        integi_buffer_append(buffer, padded + length - (size_t)decimals, (size_t)decimals);
    }
}

static void append_number(integi_buffer *buffer, double number, char point)
{
    size_t start = buffer->length;
    integi_buffer_number(buffer, number);
    char *found = buffer->failed ? NULL : memchr(buffer->bytes + start, '.', buffer->length - start);
    if (found != NULL)
        *found = point;
}

static void append_date(integi_buffer *buffer, int64_t day, int32_t format)
{
    char text[INTEGI_DATE_TEXT_SIZE];
    integi_date_text((integ_date)day, format, text);
    integi_buffer_text(buffer, text);
}

static void append_timestamp(integi_buffer *buffer, int64_t timestamp, int32_t format)
{
    char text[INTEGI_TIMESTAMP_SIZE];
    integi_timestamp_text(timestamp, text);
    if (format == 0) {
        integi_buffer_text(buffer, text);
        return;
    }
    int64_t rest = timestamp % INTEGI_DAY_MICROSECONDS;
    append_date(buffer, timestamp / INTEGI_DAY_MICROSECONDS - (rest < 0), format);
    integi_buffer_byte(buffer, ' ');
    size_t time = INTEGI_DATE_TEXT_SIZE; /* behind the date and its T */
    integi_buffer_append(buffer, text + time, strlen(text + time) - 1);
}

static void append_whole(integi_buffer *buffer, const integi_column_definition *definition, int64_t whole,
                         const integi_value_form *form)
{
    size_t length;
    const char *text;
    switch (definition->type) {
    case INTEG_TYPE_BOOLEAN:
        integi_buffer_text(buffer, whole != 0 ? "true" : "false");
        break;
    case INTEG_TYPE_DATE:
        append_date(buffer, whole, form->date_format);
        break;
    case INTEG_TYPE_TIMESTAMP:
        append_timestamp(buffer, whole, form->date_format);
        break;
    case INTEG_TYPE_CODE:
    case INTEG_TYPE_TEXT:
        text = integi_dictionary_text(definition->dictionary, whole, &length);
        integi_buffer_append(buffer, text, length);
        break;
    default:
        append_decimal(buffer, whole, definition->decimals, form->point);
    }
}

bool integi_value_append(integi_buffer *buffer, const integi_column *column, int64_t row,
                         const integi_value_form *form)
{
    double number;
    int64_t whole;
    if (column->definition->type == INTEG_TYPE_NUMBER) {
        if (!integi_column_number(column, row, &number))
            return false;
        append_number(buffer, number, form->point);
        return true;
    }
    if (!integi_column_integer(column, row, &whole))
        return false;
    append_whole(buffer, column->definition, whole, form);
    return true;
}
