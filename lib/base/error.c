/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"

#include "base/messages.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE 512
#define SOURCE_SIZE 256

typedef struct entry {
    const integi_message *message;
    int32_t severity;
    int64_t line, column, byte;
    char source[SOURCE_SIZE];
    char english[TEXT_SIZE], danish[TEXT_SIZE];
    char hint_english[TEXT_SIZE], hint_danish[TEXT_SIZE];
} entry;

struct integ_error {
    int64_t count;
    int64_t omitted[INTEG_SEVERITY_REMARK + 1]; /* by severity */
    entry entries[INTEG_ERROR_CAPACITY];
};

integ_status integ_error_new(integ_error **out)
{
    if (out == NULL)
        return INTEG_STATUS_INVALID_ARGUMENT;
    *out = malloc(sizeof **out);
    if (*out == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    integ_error_clear(*out);
    return INTEG_STATUS_OK;
}

void integ_error_free(integ_error *error)
{
    free(error);
}

void integ_error_clear(integ_error *error)
{
    if (error == NULL)
        return;
    error->count = 0;
    memset(error->omitted, 0, sizeof error->omitted);
}

int64_t integ_error_count(const integ_error *error)
{
    return error == NULL ? 0 : error->count;
}

int64_t integ_error_omitted(const integ_error *error)
{
    int64_t omitted = 0;
    for (int32_t severity = INTEG_SEVERITY_ERROR; severity <= INTEG_SEVERITY_REMARK; severity++)
        omitted += integ_error_omitted_of(error, severity);
    return omitted;
}

int64_t integ_error_omitted_of(const integ_error *error, int32_t severity)
{
    bool exists = severity >= INTEG_SEVERITY_ERROR && severity <= INTEG_SEVERITY_REMARK;
    return error == NULL || !exists ? 0 : error->omitted[severity];
}

int64_t integ_error_count_of(const integ_error *error, int32_t severity)
{
    int64_t found = 0;
    for (int64_t i = 0; i < integ_error_count(error); i++)
        found += error->entries[i].severity == severity;
    return found;
}

static const entry *entry_at(const integ_error *error, int64_t index)
{
    if (error == NULL || index < 0 || index >= error->count)
        return NULL;
    return &error->entries[index];
}

integ_status integ_error_code(const integ_error *error, int64_t index)
{
    const entry *found = entry_at(error, index);
    return found == NULL ? INTEG_STATUS_OK : found->message->status;
}

int32_t integ_error_severity(const integ_error *error, int64_t index)
{
    const entry *found = entry_at(error, index);
    return found == NULL ? 0 : found->severity;
}

const char *integ_error_name(const integ_error *error, int64_t index)
{
    const entry *found = entry_at(error, index);
    return found == NULL ? "" : found->message->name;
}

const char *integ_error_message(const integ_error *error, int64_t index, int32_t language)
{
    const entry *found = entry_at(error, index);
    if (found == NULL)
        return "";
    return language == INTEG_LANGUAGE_DANISH ? found->danish : found->english;
}

const char *integ_error_hint(const integ_error *error, int64_t index, int32_t language)
{
    const entry *found = entry_at(error, index);
    if (found == NULL)
        return "";
    return language == INTEG_LANGUAGE_DANISH ? found->hint_danish : found->hint_english;
}

const char *integ_error_source(const integ_error *error, int64_t index)
{
    const entry *found = entry_at(error, index);
    return found == NULL ? "" : found->source;
}

int64_t integ_error_line(const integ_error *error, int64_t index)
{
    const entry *found = entry_at(error, index);
    return found == NULL ? 0 : found->line;
}

int64_t integ_error_column(const integ_error *error, int64_t index)
{
    const entry *found = entry_at(error, index);
    return found == NULL ? 0 : found->column;
}

int64_t integ_error_byte(const integ_error *error, int64_t index)
{
    const entry *found = entry_at(error, index);
    return found == NULL ? -1 : found->byte;
}

/* Fixed room that is filled as far as it goes; `length` counts on, as in snprintf. */
typedef struct writer {
    char *text;
    size_t size;
    size_t length;
} writer;

static void put_byte(writer *out, char byte)
{
    if (out->length + 1 < out->size)
        out->text[out->length] = byte;
    out->length++;
}

static void put_text(writer *out, const char *text)
{
    while (*text != '\0')
        put_byte(out, *text++);
}

static void put_number(writer *out, int64_t number)
{
    put_text(out, integi_number((char[INTEGI_NUMBER_SIZE]){0}, number));
}

/* Ends the text; what was cut off never ends inside a character. */
static void finish(writer *out)
{
    if (out->size == 0)
        return;
    size_t end = out->length < out->size ? out->length : out->size - 1;
    if (end < out->length) {
        size_t start = end; /* of the last character, which may go on behind the end */
        while (start > 0 && ((unsigned char)out->text[start - 1] & 0xC0) == 0x80)
            start--;
        start -= start > 0;
        if (integi_utf8_invalid_at(out->text + start, end - start) < end - start)
            end = start;
    }
    out->text[end] = '\0';
}

/* Line breaks and control characters become spaces and what is not UTF-8 question marks, so that a message stays one
 * line of text whatever a document or a caller hands over. */
static void put_argument(writer *out, const char *text)
{
    size_t length = strlen(text), valid = 0;
    for (size_t i = 0; i < length; i++) {
        if (i >= valid)
            valid = i + integi_utf8_invalid_at(text + i, length - i);
        unsigned char byte = (unsigned char)text[i];
        put_byte(out, i >= valid ? '?' : byte < 0x20 || byte == 0x7F ? ' ' : text[i]);
    }
}

/* Where a form for one and a form for more ends: `{0:row|rows}` is the first when argument 0 is 1. NULL when it is
 * none. */
static const char *put_form(writer *out, const char *at, const char *argument)
{
    const char *bar = strchr(at, '|'), *end = strchr(at, '}');
    if (bar == NULL || end == NULL || bar > end)
        return NULL;
    bool is_one = strcmp(argument, "1") == 0;
    for (const char *from = is_one ? at : bar + 1; from < (is_one ? bar : end); from++)
        put_byte(out, *from);
    return end;
}

/* Replaces {0}, {1} ... by the arguments, and {0:row|rows} by the form that fits them. */
static void fill(char *text, size_t size, const char *pattern, const char *const *arguments)
{
    writer out = {text, size, 0};
    size_t count = 0;
    while (arguments != NULL && arguments[count] != NULL)
        count++;
    for (const char *at = pattern == NULL ? "" : pattern; *at != '\0'; at++) {
        if (at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}') {
            size_t index = (size_t)(at[1] - '0');
            put_argument(&out, index < count ? arguments[index] : "");
            at += 2;
        } else if (at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == ':') {
            size_t index = (size_t)(at[1] - '0');
            const char *end = put_form(&out, at + 3, index < count ? arguments[index] : "");
            if (end == NULL)
                put_byte(&out, *at);
            else
                at = end;
        } else {
            put_byte(&out, *at);
        }
    }
    finish(&out);
}

integ_status integi_report(integ_error *error, int32_t severity, const integi_place *place,
                           const integi_message *message, const char *const *arguments)
{
    if (error == NULL)
        return message->status;
    if (error->count == INTEG_ERROR_CAPACITY) {
        error->omitted[severity]++;
        return message->status;
    }
    entry *added = &error->entries[error->count++];
    added->message = message;
    added->severity = severity;
    added->line = place == NULL ? 0 : place->line;
    added->column = place == NULL ? 0 : place->column;
    added->byte = place == NULL || place->line == 0 ? -1 : place->byte;
    fill(added->source, SOURCE_SIZE, "{0}",
         (const char *const[]){place == NULL || place->source == NULL ? "" : place->source, NULL});
    fill(added->english, TEXT_SIZE, message->english, arguments);
    fill(added->danish, TEXT_SIZE, message->danish, arguments);
    fill(added->hint_english, TEXT_SIZE, message->hint_english, arguments);
    fill(added->hint_danish, TEXT_SIZE, message->hint_danish, arguments);
    return message->status;
}

static bool stands_before(const entry *a, const entry *b)
{
    int sources = strcmp(a->source, b->source);
    if (sources != 0)
        return sources < 0;
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

void integi_error_sort(integ_error *error, int64_t first)
{
    for (int64_t i = first + 1; i < integ_error_count(error); i++) {
        entry moved = error->entries[i];
        int64_t at = i;
        for (; at > first && stands_before(&moved, &error->entries[at - 1]); at--)
            error->entries[at] = error->entries[at - 1];
        error->entries[at] = moved;
    }
}

static bool says_the_same(const entry *a, const entry *b)
{
    return a->message == b->message && a->severity == b->severity && a->line == b->line && a->column == b->column &&
           a->byte == b->byte && strcmp(a->source, b->source) == 0 && strcmp(a->english, b->english) == 0;
}

void integi_error_drop_repeated(integ_error *error, int64_t first)
{
    int64_t kept = first;
    for (int64_t i = first; i < integ_error_count(error); i++) {
        int64_t same = first;
        while (same < kept && !says_the_same(&error->entries[same], &error->entries[i]))
            same++;
        if (same < kept)
            continue;
        if (kept < i)
            error->entries[kept] = error->entries[i];
        kept++;
    }
    if (error != NULL)
        error->count = kept < error->count ? kept : error->count;
}

static const char *severity_word(int32_t severity, int32_t language)
{
    bool danish = language == INTEG_LANGUAGE_DANISH;
    switch (severity) {
    case INTEG_SEVERITY_WARNING:
        return danish ? "advarsel" : "warning";
    case INTEG_SEVERITY_REMARK:
        return danish ? "bemærkning" : "remark";
    default:
        return danish ? "fejl" : "error";
    }
}

size_t integ_error_line_text(const integ_error *error, int64_t index, int32_t language, char *text, size_t size)
{
    const entry *found = entry_at(error, index);
    writer out = {text, text == NULL ? 0 : size, 0};
    if (found != NULL) {
        if (found->source[0] != '\0') {
            put_text(&out, found->source);
            put_byte(&out, ':');
        }
        if (found->line > 0) {
            put_number(&out, found->line);
            put_byte(&out, ':');
        }
        if (found->line > 0 && found->column > 0) {
            put_number(&out, found->column);
            put_byte(&out, ':');
        }
        if (out.length > 0)
            put_byte(&out, ' ');
        put_text(&out, severity_word(found->severity, language));
        put_text(&out, ": ");
        put_text(&out, integ_error_message(error, index, language));
        if (integ_error_hint(error, index, language)[0] != '\0') {
            put_text(&out, " (");
            put_text(&out, integ_error_hint(error, index, language));
            put_byte(&out, ')');
        }
    }
    finish(&out);
    return out.length;
}

const char *integi_number(char *text, int64_t number)
{
    char digits[INTEGI_NUMBER_SIZE];
    size_t count = 0, at = 0;
    uint64_t rest = number < 0 ? ~(uint64_t)number + 1 : (uint64_t)number;
    do
        digits[count++] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (number < 0)
        text[at++] = '-';
    while (count > 0)
        text[at++] = digits[--count];
    text[at] = '\0';
    return text;
}

integ_status integi_out_of_memory(integ_error *error)
{
    return INTEGI_FAIL(error, NULL, &integi_message_out_of_memory);
}

integ_status integi_invalid_argument(integ_error *error, const char *parameter)
{
    return INTEGI_FAIL(error, NULL, &integi_message_invalid_argument, parameter);
}

integ_status integi_cancelled(integ_error *error)
{
    return INTEGI_FAIL(error, NULL, &integi_message_cancelled);
}
