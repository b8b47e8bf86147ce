/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv.h"

#include "base/utf8.h"
#include "register/csv_bytes.h"
#include "register/csv_messages.h"

#include <string.h>

/* The buffer: filling it, decoding, and telling where something stands. */

#define BLOCK_BYTES (256 << 10)
#define RAW_BYTES (BLOCK_BYTES / 4)
#define SLACK_BYTES INTEGI_CSV_SLACK_BYTES

static bool one_byte_encoding(const integi_csv_reader *reader)
{
    return reader->input->format.encoding != INTEGI_ENCODING_UTF8;
}

void integi_csv_reader_free(integi_csv_reader *reader)
{
    integ_context *context = reader->context;
    if (reader->bytes != NULL) {
        integi_csv_bytes_free(reader->bytes);
        integi_release(context, reader->bytes, sizeof *reader->bytes);
    }
    if (reader->buffer != NULL && reader->capacity > 0)
        integi_release_wiped(context, reader->buffer, reader->capacity + SLACK_BYTES);
    if (reader->raw != NULL)
        integi_release_wiped(context, reader->raw, RAW_BYTES);
    integi_release_wiped(context, reader->scratch, reader->scratch_capacity);
    if (reader->fields != NULL)
        integi_release(context, reader->fields, INTEGI_CSV_COLUMNS_MAXIMUM * sizeof *reader->fields);
    for (int64_t i = 0; i < reader->name_count; i++)
        integi_text_free(context, reader->names[i]);
    if (reader->names != NULL)
        integi_release(context, reader->names, INTEGI_CSV_COLUMNS_MAXIMUM * sizeof *reader->names);
    *reader = (integi_csv_reader){.context = context};
}

/* In windows-1252 the bytes 0x80 to 0x9F; 0 where there is no character. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

size_t integi_csv_decode(int32_t encoding, const char *bytes, size_t length, char *text, int32_t *poison)
{
    bool windows = encoding == INTEGI_ENCODING_WINDOWS_1252;
    char *out = text;
    for (size_t i = 0; i < length; i++) {
        unsigned int character = (unsigned char)bytes[i];
        if (windows && character >= 0x80 && character < 0xA0)
            character = windows_1252[character - 0x80];
        if (character == 0) {
            *poison = bytes[i] == 0 ? INTEGI_POISON_NUL : INTEGI_POISON_ENCODING;
            break;
        }
        if (character < 0x80) {
            *out++ = (char)character;
        } else if (character < 0x800) {
            *out++ = (char)(0xC0 | character >> 6);
            *out++ = (char)(0x80 | (character & 0x3F));
        } else {
            *out++ = (char)(0xE0 | character >> 12);
            *out++ = (char)(0x80 | (character >> 6 & 0x3F));
            *out++ = (char)(0x80 | (character & 0x3F));
        }
    }
    return (size_t)(out - text);
}

/* Whether up to three bytes may be the start of a longer character. */
static bool may_be_cut(const char *text, size_t length)
{
    unsigned char first = (unsigned char)text[0];
    char whole[4] = {text[0], (char)(first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80), (char)0x80, (char)0x80};
    size_t needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || length >= needed)
        return false;
    memcpy(whole, text, length);
    return integi_utf8_invalid_at(whole, needed) == needed;
}

/* Takes `length` new bytes of UTF-8 behind `end` (what was cut before included) for text, as far as they
 * are. */
static void validate(integi_csv_reader *reader, size_t length, bool last)
{
    char *bytes = reader->buffer + reader->end;
    const char *nul = memchr(bytes, '\0', length);
    size_t checked = nul == NULL ? length : (size_t)(nul - bytes);
    size_t valid = integi_utf8_invalid_at(bytes, checked);
    reader->cut_length = 0;
    if (valid == checked && nul != NULL)
        reader->poison = INTEGI_POISON_NUL;
    else if (valid < checked && nul == NULL && !last && checked - valid < 4 &&
             may_be_cut(bytes + valid, checked - valid))
        memcpy(reader->cut, bytes + valid, reader->cut_length = checked - valid);
    else if (valid < checked)
        reader->poison = INTEGI_POISON_ENCODING;
    reader->end += valid;
}

static int64_t count_lines(const char *text, size_t length)
{
    int64_t lines = 0;
    const char *end = text + length;
    while ((text = memchr(text, '\n', (size_t)(end - text))) != NULL) {
        lines++;
        text++;
    }
    return lines;
}

static int64_t count_bytes(const integi_csv_reader *reader, const char *text, size_t length)
{
    return one_byte_encoding(reader) ? integi_utf8_characters(text, length) : (int64_t)length;
}

integi_place integi_csv_place(const integi_csv_reader *reader, const char *at)
{
    size_t offset = (size_t)(at - reader->buffer);
    size_t line_start = offset;
    while (line_start > 0 && reader->buffer[line_start - 1] != '\n')
        line_start--;
    return (integi_place){reader->input->name, reader->lines + count_lines(reader->buffer, offset) + 1,
                          integi_utf8_characters(reader->buffer + line_start, offset - line_start) + 1,
                          reader->counted + count_bytes(reader, reader->buffer, offset), 0};
}

void integi_csv_reader_count(integi_csv_reader *reader)
{
    reader->lines += count_lines(reader->buffer, reader->at);
    reader->counted += count_bytes(reader, reader->buffer, reader->at);
}

/* Drops the records before `at`, and gives a record that fills the buffer more room. */
static bool make_room(integi_csv_reader *reader)
{
    if (reader->at > 0) {
        integi_csv_reader_count(reader);
        memmove(reader->buffer, reader->buffer + reader->at, reader->end - reader->at);
        reader->end -= reader->at;
        reader->at = 0;
    }
    if (reader->capacity - reader->end > reader->capacity / 2)
        return true;
    size_t wanted = reader->capacity == 0 ? BLOCK_BYTES : reader->capacity * 2;
    char *buffer = integi_allocate_zeroed(reader->context, wanted + SLACK_BYTES);
    if (buffer == NULL)
        return false;
    if (reader->buffer != NULL) {
        memcpy(buffer, reader->buffer, reader->end);
        integi_release_wiped(reader->context, reader->buffer, reader->capacity + SLACK_BYTES);
    }
    reader->buffer = buffer;
    reader->capacity = wanted;
    return true;
}

void integi_csv_reader_turn(integi_csv_reader *reader, char *text, size_t length, int32_t poison, bool whole)
{
    reader->buffer = text;
    reader->at = 0;
    reader->end = length;
    reader->poison = poison;
    reader->ended = whole || poison != INTEGI_POISON_NONE;
    text[length] = '\n';
}

integ_status integi_csv_reader_fill(integi_csv_reader *reader, integ_error *error)
{
    size_t got;
    if (!make_room(reader))
        return integi_out_of_memory(error);
    if (one_byte_encoding(reader)) {
        if (reader->raw == NULL && (reader->raw = integi_allocate(reader->context, RAW_BYTES)) == NULL)
            return integi_out_of_memory(error);
        /* A byte becomes at most three. */
        size_t room = (reader->capacity - reader->end - 1) / 3;
        if (!integi_csv_bytes_read(reader->bytes, reader->raw, room < RAW_BYTES ? room : RAW_BYTES, &got))
            return integi_csv_bytes_report(reader->bytes, error);
        reader->end += integi_csv_decode(reader->input->format.encoding, reader->raw, got,
                                         reader->buffer + reader->end, &reader->poison);
    } else {
        size_t cut = reader->cut_length;
        memcpy(reader->buffer + reader->end, reader->cut, cut);
        if (!integi_csv_bytes_read(reader->bytes, reader->buffer + reader->end + cut,
                                   reader->capacity - reader->end - cut - 1, &got))
            return integi_csv_bytes_report(reader->bytes, error);
        validate(reader, cut + got, reader->bytes->ended);
    }
    reader->ended = reader->bytes->ended || reader->poison != INTEGI_POISON_NONE;
    reader->buffer[reader->end] = '\n';
    return INTEG_STATUS_OK;
}

bool integi_csv_unquote(integi_csv_reader *reader, integi_field *field)
{
    if (!field->doubled)
        return true;
    if (field->length + SLACK_BYTES > reader->scratch_capacity) {
        size_t wanted = field->length < 256 ? 256 + SLACK_BYTES : field->length * 2 + SLACK_BYTES;
        integi_release_wiped(reader->context, reader->scratch, reader->scratch_capacity);
        reader->scratch = integi_allocate_zeroed(reader->context, wanted);
        reader->scratch_capacity = reader->scratch == NULL ? 0 : wanted;
        if (reader->scratch == NULL)
            return false;
    }
    size_t length = 0;
    for (size_t i = 0; i < field->length; i++) {
        reader->scratch[length++] = field->text[i];
        i += field->text[i] == '"';
    }
    *field = (integi_field){reader->scratch, length, false};
    return true;
}
