/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/json_writer.h"

void integi_json_init(integi_json *json, integi_buffer *out)
{
    *json = (integi_json){.out = out};
}

static bool is_flat(const integi_json *json)
{
    return json->flat_from > 0 && json->depth >= json->flat_from;
}

static void new_line(integi_json *json)
{
    integi_buffer_byte(json->out, '\n');
    integi_buffer_repeat(json->out, ' ', (size_t)json->depth * 2);
}

/* What stands before an item: a comma after another one, and the line it begins on. */
static void begin_item(integi_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0)
        return;
    if (json->has_items[json->depth])
        integi_buffer_text(json->out, is_flat(json) ? ", " : ",");
    json->has_items[json->depth] = true;
    if (!is_flat(json))
        new_line(json);
}

static void append_quoted(integi_buffer *out, const char *text)
{
    static const char hex[] = "0123456789abcdef";
    integi_buffer_byte(out, '"');
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\') {
            integi_buffer_byte(out, '\\');
            integi_buffer_byte(out, *text);
        } else if (byte == '\n') {
            integi_buffer_text(out, "\\n");
        } else if (byte < 0x20 || byte == 0x7f) {
            integi_buffer_text(out, "\\u00");
            integi_buffer_byte(out, hex[byte >> 4]);
            integi_buffer_byte(out, hex[byte & 15]);
        } else {
            integi_buffer_byte(out, *text);
        }
    }
    integi_buffer_byte(out, '"');
}

void integi_json_key(integi_json *json, const char *key)
{
    begin_item(json);
    append_quoted(json->out, key);
    integi_buffer_text(json->out, ": ");
    json->after_key = true;
}

static void open_bracket(integi_json *json, char opening, char closing, bool flat)
{
    begin_item(json);
    integi_buffer_byte(json->out, opening);
    json->depth++;
    json->closing[json->depth] = closing;
    json->has_items[json->depth] = false;
    if (flat && json->flat_from == 0)
        json->flat_from = json->depth;
}

void integi_json_open_object(integi_json *json, bool flat)
{
    open_bracket(json, '{', '}', flat);
}

void integi_json_open_array(integi_json *json, bool flat)
{
    open_bracket(json, '[', ']', flat);
}

void integi_json_close(integi_json *json)
{
    bool flat = is_flat(json);
    char closing = json->closing[json->depth];
    bool had_items = json->has_items[json->depth];
    if (json->flat_from == json->depth)
        json->flat_from = 0;
    json->depth--;
    if (had_items && !flat)
        new_line(json);
    integi_buffer_byte(json->out, closing);
}

void integi_json_text(integi_json *json, const char *text)
{
    if (text == NULL) {
        integi_json_null(json);
        return;
    }
    begin_item(json);
    append_quoted(json->out, text);
}

void integi_json_number(integi_json *json, double number)
{
    begin_item(json);
    integi_buffer_number(json->out, number);
}

void integi_json_integer(integi_json *json, int64_t number)
{
    begin_item(json);
    integi_buffer_integer(json->out, number);
}

void integi_json_decimal(integi_json *json, integi_decimal decimal)
{
    begin_item(json);
    integi_decimal_append(json->out, decimal, '.');
}

void integi_json_boolean(integi_json *json, bool value)
{
    begin_item(json);
    integi_buffer_text(json->out, value ? "true" : "false");
}

void integi_json_date(integi_json *json, integ_date date)
{
    char text[11];
    integ_date_to_text(date, text);
    integi_json_text(json, text);
}

void integi_json_null(integi_json *json)
{
    begin_item(json);
    integi_buffer_text(json->out, "null");
}

void integi_decimal_append(integi_buffer *out, integi_decimal decimal, char separator)
{
    while (decimal.decimals > 0 && decimal.coefficient % 10 == 0) {
        decimal.coefficient /= 10;
        decimal.decimals--;
    }
    uint64_t magnitude = (uint64_t)decimal.coefficient;
    if (decimal.coefficient < 0) {
        integi_buffer_byte(out, '-');
        magnitude = 0 - magnitude;
    }
    char digits[24];
    int count = 0;
    for (; magnitude > 0 || count <= decimal.decimals; magnitude /= 10)
        digits[count++] = (char)('0' + magnitude % 10);
    while (count > 0) {
        if (count == decimal.decimals)
            integi_buffer_byte(out, separator);
        integi_buffer_byte(out, digits[--count]);
    }
}
