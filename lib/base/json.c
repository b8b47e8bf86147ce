/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/json.h"

#include "base/messages.h"
#include "base/utf8.h"

#include <string.h>

typedef struct reading {
    integi_arena *arena;
    const char *text;
    size_t at, length;
    const char *source;
    integ_error *error;
    int depth;
} reading;

integi_place integi_json_place(const char *text, size_t offset, const char *source)
{
    integi_place place = {source, 1, 1, (int64_t)offset, '\0'};
    size_t line = 0;
    for (size_t i = 0; i < offset; i++)
        if (text[i] == '\n') {
            place.line++;
            line = i + 1;
        }
    place.column += integi_utf8_characters(text + line, offset - line);
    return place;
}

const char *integi_json_path(const integi_json_value *value, char *path)
{
    char *at = path + INTEGI_JSON_PATH_SIZE - 1;
    *at = '\0';
    for (; value->parent != NULL; value = value->parent) {
        char number[INTEGI_NUMBER_SIZE];
        const char *step = value->key == NULL ? integi_number(number, value->index) : value->key;
        size_t length = value->key == NULL ? strlen(step) : value->key_length, escapes = 0;
        for (size_t i = 0; i < length; i++)
            escapes += step[i] == '/' || step[i] == '~';
        if ((size_t)(at - path) < length + escapes + 1 + strlen("..."))
            return memcpy(at - 3, "...", 3);
        for (size_t i = length; i > 0; i--) {
            bool escaped = step[i - 1] == '/' || step[i - 1] == '~';
            *--at = escaped ? (step[i - 1] == '/' ? '1' : '0') : step[i - 1];
            if (escaped)
                *--at = '~';
        }
        *--at = '/';
    }
    return at;
}

/* What tells faults and reads what has no children stays out of the functions that call each other level by level. */
#define APART __attribute__((noinline))

static integi_place place_of(const reading *state, size_t offset)
{
    return integi_json_place(state->text, offset, state->source);
}

/* What stands at a byte, as messages quote it: a sign, or a word up to the next sign. */
static const char *quote(const reading *state, char *shown, size_t size)
{
    const char *text = state->text + state->at, *stop = " \t\r\n\"',:[]{}/";
    size_t rest = state->length - state->at, length = 0;
    while (length < rest && strchr(stop, text[length]) == NULL)
        length++;
    length = length == 0 ? rest > 0 : length;
    if (length > size - 1) {
        length = size - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(shown, text, length);
    shown[length] = '\0';
    return shown;
}

/* `english` and `danish` say what should have stood here. */
APART static integ_status refuse(const reading *state, const char *english, const char *danish)
{
    char shown[40];
    integi_place place = place_of(state, state->at);
    if (state->at == state->length)
        return INTEGI_FAIL(state->error, &place, &integi_message_json_ended, english, danish);
    return INTEGI_FAIL(state->error, &place, &integi_message_json_expected, english, danish,
                       quote(state, shown, sizeof shown));
}

APART static integ_status refuse_at(const reading *state, size_t offset, const integi_message *message,
                                    const char *shown)
{
    integi_place place = place_of(state, offset);
    return INTEGI_FAIL(state->error, &place, message, shown);
}

static void skip_space(reading *state)
{
    while (state->at < state->length && memchr(" \t\r\n", state->text[state->at], 4) != NULL)
        state->at++;
}

static bool accept(reading *state, char sign)
{
    if (state->at == state->length || state->text[state->at] != sign)
        return false;
    state->at++;
    return true;
}

static int hex_digit(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

/* The four digits behind \u at `at`, or -1. */
static int32_t hex_number(const reading *state, size_t at)
{
    int32_t number = 0;
    if (state->length - at < 6 || state->text[at] != '\\' || state->text[at + 1] != 'u')
        return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_digit(state->text[i]);
        if (digit < 0)
            return -1;
        number = number << 4 | digit;
    }
    return number;
}

static char *encode(char *out, uint32_t character)
{
    if (character < 0x80) {
        *out++ = (char)character;
        return out;
    }
    int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    *out++ = (char)(0xFF00U >> (more + 1) | character >> 6 * more);
    while (more-- > 0)
        *out++ = (char)(0x80 | (character >> 6 * more & 0x3F));
    return out;
}

/* A pair of halves makes a character beyond U+FFFF; a half alone is none, and neither is NUL in a text. */
static integ_status read_unicode(reading *state, char **out)
{
    size_t start = state->at;
    int32_t number = hex_number(state, start), low = -1;
    if (number < 0)
        return refuse_at(state, start, &integi_message_json_escape, NULL);
    if (number == 0)
        return refuse_at(state, start, &integi_message_json_nul, NULL);
    state->at += 6;
    if (number >= 0xD800 && number < 0xDC00)
        low = hex_number(state, state->at);
    if (number >= 0xD800 && number < 0xE000 && (low < 0xDC00 || low >= 0xE000))
        return refuse_at(state, start, &integi_message_json_surrogate, NULL);
    state->at += low >= 0 ? 6 : 0;
    *out = encode(*out, low < 0 ? (uint32_t)number
                                : 0x10000U + ((uint32_t)(number - 0xD800) << 10) + (uint32_t)(low - 0xDC00));
    return INTEG_STATUS_OK;
}

static integ_status read_escape(reading *state, char **out)
{
    static const char signs[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char sign = state->at + 1 < state->length ? state->text[state->at + 1] : '\0';
    if (sign == 'u')
        return read_unicode(state, out);
    const char *found = sign == '\0' ? NULL : strchr(signs, sign);
    if (found == NULL)
        return refuse_at(state, state->at, &integi_message_json_escape, NULL);
    *(*out)++ = meant[found - signs];
    state->at += 2;
    return INTEG_STATUS_OK;
}

/* The byte behind the last one of the text that begins at `at`, or the end where it is not closed. */
static size_t find_quote(const reading *state)
{
    size_t end = state->at;
    while (end < state->length && state->text[end] != '"')
        end += state->text[end] == '\\' && end + 1 < state->length ? 2 : 1;
    return end < state->length ? end : state->length;
}

/* Reads "..." to a copy without quotes and escapes, which are never shorter than what they stand for. */
APART static integ_status read_text(reading *state, const char **text, size_t *length)
{
    size_t opened = state->at++, end = find_quote(state);
    if (end == state->length)
        return refuse_at(state, opened, &integi_message_json_unclosed, NULL);
    char *copy = integi_arena_allocate(state->arena, end - state->at + 1), *out = copy;
    if (copy == NULL)
        return integi_out_of_memory(state->error);
    while (state->at < end) {
        integ_status status = INTEG_STATUS_OK;
        if ((unsigned char)state->text[state->at] < 0x20)
            return refuse_at(state, state->at, &integi_message_json_control, NULL);
        if (state->text[state->at] == '\\')
            status = read_escape(state, &out);
        else
            *out++ = state->text[state->at++];
        if (status != INTEG_STATUS_OK)
            return status;
    }
    state->at = end + 1;
    *text = copy;
    *length = (size_t)(out - copy);
    return INTEG_STATUS_OK;
}

static size_t digits_at(const reading *state, size_t at)
{
    size_t count = 0;
    while (at + count < state->length && state->text[at + count] >= '0' && state->text[at + count] <= '9')
        count++;
    return count;
}

/* The byte behind a number as JSON writes it, or the start where there is none. */
static size_t number_end(const reading *state)
{
    const char *text = state->text;
    size_t at = state->at, count;
    at += at < state->length && text[at] == '-';
    count = digits_at(state, at);
    if (count == 0 || (count > 1 && text[at] == '0'))
        return state->at;
    at += count;
    if (at < state->length && text[at] == '.') {
        count = digits_at(state, at + 1);
        if (count == 0)
            return state->at;
        at += count + 1;
    }
    if (at < state->length && (text[at] == 'e' || text[at] == 'E')) {
        at++;
        at += at < state->length && (text[at] == '-' || text[at] == '+');
        count = digits_at(state, at);
        at = count == 0 ? state->at : at + count;
    }
    return at;
}

APART static integ_status read_number(reading *state, integi_json_value *value)
{
    char shown[40];
    size_t end = number_end(state);
    quote(state, shown, sizeof shown);
    if (end == state->at || (end < state->length && strchr(" \t\r\n,]}\"[{:/", state->text[end]) == NULL))
        return refuse_at(state, state->at, &integi_message_json_number, shown);
    value->kind = INTEGI_JSON_NUMBER;
    value->length = end - state->at;
    value->text = integi_arena_text(state->arena, state->text + state->at, value->length);
    state->at = end;
    return value->text == NULL ? integi_out_of_memory(state->error) : INTEG_STATUS_OK;
}

APART static integ_status read_word(reading *state, integi_json_value *value)
{
    static const char *const words[] = {"null", "false", "true"};
    char shown[40];
    quote(state, shown, sizeof shown);
    for (int i = 0; i < 3; i++)
        if (strcmp(shown, words[i]) == 0) {
            value->kind = i == 0 ? INTEGI_JSON_NULL : INTEGI_JSON_BOOLEAN;
            value->truth = i == 2;
            state->at += strlen(shown);
            return INTEG_STATUS_OK;
        }
    return refuse_at(state, state->at, &integi_message_json_word, shown);
}

static integ_status read_value(reading *state, const integi_json_value *parent, integi_json_value **out);

/* "name": before a member of an object. */
static integ_status read_key(reading *state, integi_json_value *key)
{
    key->key_offset = state->at;
    if (state->at == state->length || state->text[state->at] != '"')
        return refuse(state, "a name in double quotes", "et navn i dobbelte anførselstegn");
    integ_status status = read_text(state, &key->key, &key->key_length);
    if (status != INTEG_STATUS_OK)
        return status;
    skip_space(state);
    if (!accept(state, ':'))
        return refuse(state, ":", ":");
    skip_space(state);
    return INTEG_STATUS_OK;
}

static integ_status read_children(reading *state, integi_json_value *parent, char closing)
{
    bool object = parent->kind == INTEGI_JSON_OBJECT;
    const integi_json_value **link = &parent->first;
    skip_space(state);
    if (accept(state, closing))
        return INTEG_STATUS_OK;
    for (;;) {
        integi_json_value key = {0}, *child;
        integ_status status = object ? read_key(state, &key) : INTEG_STATUS_OK;
        if (status == INTEG_STATUS_OK)
            status = read_value(state, parent, &child);
        if (status != INTEG_STATUS_OK)
            return status;
        child->key = key.key;
        child->key_length = key.key_length;
        child->key_offset = key.key_offset;
        child->index = parent->count++;
        *link = child;
        link = &child->next;
        skip_space(state);
        if (accept(state, closing))
            return INTEG_STATUS_OK;
        if (!accept(state, ','))
            return refuse(state, object ? ", or }" : ", or ]", object ? ", eller }" : ", eller ]");
        skip_space(state);
    }
}

static integ_status read_container(reading *state, integi_json_value *value)
{
    bool object = state->text[state->at] == '{';
    state->at++;
    value->kind = object ? INTEGI_JSON_OBJECT : INTEGI_JSON_ARRAY;
    if (++state->depth > INTEGI_JSON_DEPTH_MAXIMUM)
        return refuse_at(state, value->offset, &integi_message_document_depth,
                         integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_JSON_DEPTH_MAXIMUM));
    integ_status status = read_children(state, value, object ? '}' : ']');
    state->depth--;
    return status;
}

static integ_status read_value(reading *state, const integi_json_value *parent, integi_json_value **out)
{
    integi_json_value *value = integi_arena_allocate(state->arena, sizeof *value);
    if (value == NULL)
        return integi_out_of_memory(state->error);
    char sign = state->at < state->length ? state->text[state->at] : '\0';
    value->offset = state->at;
    value->parent = parent;
    value->text = "";
    *out = value;
    if (sign == '{' || sign == '[')
        return read_container(state, value);
    if (sign == '"') {
        value->kind = INTEGI_JSON_TEXT;
        return read_text(state, &value->text, &value->length);
    }
    if (sign == '\'')
        return refuse_at(state, state->at, &integi_message_json_quotes, NULL);
    if (sign == '-' || sign == '+' || sign == '.' || (sign >= '0' && sign <= '9'))
        return read_number(state, value);
    if ((sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z'))
        return read_word(state, value);
    return refuse(state, "a value", "en værdi");
}

static integ_status read_whole(reading *state, integi_json_value **out)
{
    if (state->length >= 3 && memcmp(state->text, "\xEF\xBB\xBF", 3) == 0)
        state->at = 3;
    skip_space(state);
    if (state->at == state->length)
        return refuse_at(state, state->at, &integi_message_document_empty, NULL);
    integ_status status = read_value(state, NULL, out);
    skip_space(state);
    if (status == INTEG_STATUS_OK && state->at < state->length)
        status = refuse(state, "the end", "slutningen");
    return status;
}

integ_status integi_json_read(integi_arena *arena, const char *text, size_t length, const char *source,
                              const integi_json_value **out, integ_error *error)
{
    reading state = {.arena = arena, .text = text, .length = length, .source = source, .error = error};
    integi_json_value *root = NULL;
    *out = NULL;
    integi_place place = {source, 1, 1, 0, '\0'};
    if (length > INTEGI_JSON_BYTES_MAXIMUM)
        return INTEGI_FAIL(error, &place, &integi_message_document_size);
    size_t invalid = integi_utf8_invalid_at(text, length);
    if (invalid < length) {
        place = place_of(&state, invalid);
        return INTEGI_FAIL(error, &place, &integi_message_document_encoding);
    }
    integ_status status = read_whole(&state, &root);
    *out = status == INTEG_STATUS_OK ? root : NULL;
    return status;
}
