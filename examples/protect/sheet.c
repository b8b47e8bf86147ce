/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/table.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

int complain_at(const csv_file *self, const field *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%lld:%lld: %s: ", self->path, (long long)at->line, (long long)at->column,
            program_text(self->owner, "error"));
    vfprintf(stderr, program_text(self->owner, format), arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return EXIT_INPUT;
}

static int no_memory(const csv_file *self)
{
    program_complain(self->owner, self->path, "not enough memory");
    return EXIT_SYSTEM;
}

static int read_bytes(csv_file *self)
{
    FILE *file = fopen(self->path, "rb");
    if (file == NULL)
        return program_complain(self->owner, self->path, "cannot be read: %s",
                                program_reason(self->owner, errno));
    size_t length = 0, capacity = 65536;
    bool memory = (self->bytes = (char *)malloc(capacity)) != NULL;
    while (memory) {
        length += fread(self->bytes + length, 1, capacity - length - 1, file);
        if (length + 1 < capacity)
            break;
        capacity *= 2;
        char *larger = (char *)realloc(self->bytes, capacity);
        memory = larger != NULL;
        self->bytes = memory ? larger : self->bytes;
    }
    bool failed = ferror(file) != 0;
    int reason = errno;
    fclose(file);
    if (!memory)
        return no_memory(self);
    self->bytes[length] = '\0';
    if (failed)
        return program_complain(self->owner, self->path, "cannot be read: %s",
                                program_reason(self->owner, reason));
    self->length = length;
    return EXIT_DONE;
}

/* How many bytes the character has that begins here; 0 when it is none. */
static int character_length(const unsigned char *at)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    int length = at[0] < 0x80 ? 1 : at[0] >> 5 == 6 ? 2 : at[0] >> 4 == 14 ? 3 : at[0] >> 3 == 30 ? 4 : 0;
    uint32_t code = length < 2 ? at[0] : at[0] & (0xFFu >> (length + 1));
    for (int i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (at[i] & 0x3Fu);
    }
    return code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ? 0 : length;
}

/* What is written in another encoding cannot be written as JSON, and names no one could read. A text ends at a NUL byte,
 * and no table does. */
static int check_encoding(const csv_file *self, const char *from)
{
    field here = {NULL, 1, 1};
    const char *at = from;
    for (; *at != '\0'; here.column++) {
        int length = character_length((const unsigned char *)at);
        if (length == 0)
            return complain_at(self, &here, "this is no UTF-8; convert the file (iconv -f windows-1252 -t utf-8)");
        if (*at == '\n')
            here = (field){NULL, here.line + 1, 0};
        at += length;
    }
    return at == self->bytes + self->length ? EXIT_DONE : complain_at(self, &here, "a NUL byte is no text");
}

/* Carriage returns alone, by which some programs part lines, would make one line of the whole file. Where there are
 * other line ends, they are a part of a field. */
static int check_line_ends(const csv_file *self, const char *from)
{
    const char *end = strchr(from, '\r');
    if (end == NULL || end[1] == '\0' || strchr(from, '\n') != NULL)
        return EXIT_DONE;
    field here = {NULL, 1, 1};
    for (const char *at = from; at < end; at++)
        here.column += ((unsigned char)*at & 0xC0) != 0x80;
    return complain_at(self, &here, "lines end with a carriage return alone; convert the file (tr '\\r' '\\n')");
}

/* Where the reader is. */
typedef struct csv_reader {
    csv_file *sheet;
    char *at;
    char delimiter;
    int64_t line;
    int64_t column;
    int64_t count; /* fields so far */
    int64_t capacity;
} csv_reader;

static void step(csv_reader *self)
{
    if (*self->at == '\n') {
        self->line++;
        self->column = 1;
    } else {
        self->column += ((unsigned char)self->at[1] & 0xC0) != 0x80; /* characters, not bytes */
    }
    self->at++;
}

static bool is_end(const csv_reader *self)
{
    return *self->at == '\0' || *self->at == '\n' || *self->at == self->delimiter ||
           (self->at[0] == '\r' && (self->at[1] == '\n' || self->at[1] == '\0'));
}

/* Reads a quoted field, taking its quotes away where it stands; returns where the text ends, NULL after a complaint. */
static char *read_quoted(csv_reader *self, const field *start)
{
    char *out = self->at;
    bool closed = false;
    step(self);
    while (*self->at != '\0' && !closed) {
        closed = self->at[0] == '"' && self->at[1] != '"';
        if (self->at[0] == '"')
            step(self);
        if (closed)
            break;
        *out++ = *self->at;
        step(self);
    }
    if (!closed) {
        complain_at(self->sheet, start, "this quote is not closed");
        return NULL;
    }
    if (!is_end(self)) {
        field here = {NULL, self->line, self->column};
        complain_at(self->sheet, &here, "there is something between the closing quote and the end of the field");
        return NULL;
    }
    return out;
}

static int read_field(csv_reader *self)
{
    csv_file *sheet = self->sheet;
    if (self->count == self->capacity) {
        int64_t capacity = self->capacity == 0 ? 256 : 2 * self->capacity;
        field *larger = (field *)realloc(sheet->fields, (size_t)capacity * sizeof *larger);
        if (larger == NULL)
            return no_memory(sheet);
        sheet->fields = larger;
        self->capacity = capacity;
    }
    field *read = &sheet->fields[self->count++];
    *read = (field){self->at, self->line, self->column};
    char *end;
    if (*self->at == '"') {
        end = read_quoted(self, read);
        if (end == NULL)
            return EXIT_INPUT;
    } else {
        while (!is_end(self))
            step(self);
        end = self->at;
    }
    char separator = *self->at;
    if (separator == '\r')
        step(self);
    if (*self->at != '\0')
        step(self);
    *end = '\0';
    return separator == self->delimiter ? EXIT_FINDING : EXIT_DONE; /* a finding: the row goes on */
}

static int read_row(csv_reader *self)
{
    csv_file *sheet = self->sheet;
    int64_t first = self->count;
    int status;
    while ((status = read_field(self)) == EXIT_FINDING)
        ;
    int64_t count = self->count - first;
    if (status != EXIT_DONE)
        return status;
    if (sheet->rows == 0)
        sheet->columns = count;
    if (count == 1 && sheet->columns > 1 && *sheet->fields[first].text == '\0') {
        self->count = first; /* an empty line */
        return EXIT_DONE;
    }
    if (count != sheet->columns)
        return complain_at(sheet, &sheet->fields[first], "the header has %lld fields, and this row %lld",
                           (long long)sheet->columns, (long long)count);
    sheet->rows++;
    return EXIT_DONE;
}

int sheet_open(csv_file *self, const program *owner, const char *path, char delimiter)
{
    *self = (csv_file){.owner = owner, .path = path};
    int status = read_bytes(self);
    if (status != EXIT_DONE)
        return status;
    bool marked = strncmp(self->bytes, "\xEF\xBB\xBF", 3) == 0;
    csv_reader reader = {.sheet = self, .at = self->bytes + (marked ? 3 : 0), .delimiter = delimiter, .line = 1,
                     .column = 1};
    if (reader.at == self->bytes + self->length)
        return program_complain(owner, path, "is empty");
    status = check_encoding(self, reader.at);
    if (status == EXIT_DONE)
        status = check_line_ends(self, reader.at);
    while (*reader.at != '\0' && status == EXIT_DONE)
        status = read_row(&reader);
    return status;
}

void sheet_close(csv_file *self)
{
    free(self->fields);
    free(self->bytes);
}
