/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "stat/stat.h"

#include <stdlib.h>
#include <string.h>

/* Where the reader is. */
typedef struct reader {
    run *self;
    char *at, *end;
    long line, column;
    bool out_of_memory;
} reader;

static bool complain_here(const reader *from, long line, long column, const char *message)
{
    return complain_at(from->self, &(cell){NULL, line, column}, "%s",
                       program_text(from->self->given->owner, message));
}

/* Takes one byte; columns count characters. */
static char take(reader *from)
{
    char byte = *from->at++;
    if (byte == '\n') {
        from->line++;
        from->column = 1;
    } else if (((unsigned char)byte & 0xC0) != 0x80) {
        from->column++;
    }
    return byte;
}

static bool add_cell(reader *from, char *text, long line, long column)
{
    table *input = &from->self->input;
    if (input->count == input->capacity) {
        size_t capacity = input->capacity == 0 ? 1024 : 2 * input->capacity;
        cell *cells = (cell *)realloc(input->cells, capacity * sizeof *cells);
        if (cells == NULL) {
            from->out_of_memory = true;
            return complain_here(from, line, column, "there is not enough memory");
        }
        input->cells = cells;
        input->capacity = capacity;
    }
    input->cells[input->count++] = (cell){text, line, column};
    return true;
}

/* The text inside quotes moves to the front as doubled ones fall away; the delimiter behind it stays where it is. */
static bool read_quoted(reader *from, long line, long column)
{
    take(from);
    char *start = from->at, *to = start;
    for (;;) {
        if (from->at == from->end)
            return complain_here(from, line, column, "the quote is never closed");
        char byte = take(from);
        if (byte == '"' && (from->at == from->end || *from->at != '"'))
            break;
        if (byte == '"')
            take(from);
        *to++ = byte;
    }
    char after = from->at == from->end ? '\n' : *from->at;
    if (after != from->self->given->delimiter && after != '\n' && after != '\r')
        return complain_here(from, from->line, from->column, "there is text behind the closing quote");
    *to = '\0';
    return add_cell(from, start, line, column);
}

static bool read_field(reader *from)
{
    long line = from->line, column = from->column;
    if (from->at < from->end && *from->at == '"')
        return read_quoted(from, line, column);
    char *start = from->at;
    while (from->at < from->end && *from->at != from->self->given->delimiter && *from->at != '\n') {
        if (*from->at == '"')
            return complain_here(from, from->line, from->column, "a quote stands inside a field without quotes");
        take(from);
    }
    return add_cell(from, start, line, column);
}

/* The fields of a line, each ended with a NUL in the place of what divides them. */
static bool read_record(reader *from, size_t *fields)
{
    *fields = 0;
    for (;;) {
        char *before = from->at;
        if (!read_field(from))
            return false;
        ++*fields;
        char *stop = from->at;
        if (stop > before && stop[-1] == '\r' && (stop == from->end || *stop == '\n'))
            stop[-1] = '\0';
        if (stop < from->end && *stop == '\r')
            *stop = '\0', take(from), stop++;
        bool more = stop < from->end && *stop == from->self->given->delimiter;
        if (stop < from->end)
            take(from);
        *stop = '\0';
        if (!more)
            return true;
    }
}

static bool check_names(const run *self)
{
    const table *input = &self->input;
    for (size_t i = 0; i < input->columns; i++) {
        if (*input->cells[i].text == '\0')
            return complain_at(self, &input->cells[i], "a column has no name");
        const char *carriage = strchr(input->cells[i].text, '\r');
        if (carriage != NULL && carriage[1] != '\n')
            return complain_at(self, &input->cells[i], "lines end in a carriage return alone (give them line feeds)");
        for (size_t j = 0; j < i; j++)
            if (strcmp(input->cells[i].text, input->cells[j].text) == 0)
                return complain_at(self, &input->cells[i], "the column '%s' is there twice", input->cells[i].text);
    }
    return true;
}

static bool read_records(reader *from)
{
    table *input = &from->self->input;
    for (bool header = true; from->at < from->end || header; header = false) {
        long line = from->line;
        size_t fields;
        if (!header && input->columns > 1 && (*from->at == '\n' || (*from->at == '\r' && from->at[1] == '\n'))) {
            while (take(from) != '\n')
                continue;
            continue;
        }
        if (!read_record(from, &fields))
            return false;
        if (header) {
            input->columns = fields;
            if (!check_names(from->self))
                return false;
        } else if (fields != input->columns) {
            return complain_at(from->self, &(cell){NULL, line, 1},
                               fields == 1 ? "the row has %zu field, and the header has %zu"
                                           : "the row has %zu fields, and the header has %zu",
                               fields, input->columns);
        } else {
            input->rows++;
        }
    }
    return true;
}

/* The whole file, with a NUL behind it. */
static bool read_bytes(run *self, FILE *file, size_t *length)
{
    size_t capacity = 0;
    *length = 0;
    for (;;) {
        if (capacity - *length < 2) {
            capacity = capacity == 0 ? 1 << 16 : 2 * capacity;
            char *bytes = (char *)realloc(self->input.bytes, capacity);
            if (bytes == NULL)
                return complain_at(self, &(cell){NULL, 1, 1}, "there is not enough memory");
            self->input.bytes = bytes;
        }
        size_t got = fread(self->input.bytes + *length, 1, capacity - *length - 1, file);
        *length += got;
        if (got == 0)
            break;
    }
    self->input.bytes[*length] = '\0';
    return ferror(file) == 0 || complain_at(self, &(cell){NULL, 1, 1}, "cannot be read");
}

/* How many bytes the character has; 0: it is not UTF-8. */
static size_t character_length(const unsigned char *at)
{
    size_t length = *at < 0x80 ? 1 : *at >= 0xF0 && *at <= 0xF4 ? 4 : *at >= 0xE0 ? 3 : *at >= 0xC2 ? 2 : 0;
    if (*at > 0xF4)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    if ((*at == 0xE0 && at[1] < 0xA0) || (*at == 0xED && at[1] > 0x9F) || (*at == 0xF0 && at[1] < 0x90) ||
        (*at == 0xF4 && at[1] > 0x8F))
        return 0;
    return length;
}

static bool check_text(reader *from)
{
    reader look = *from;
    while (look.at < look.end) {
        size_t length = character_length((const unsigned char *)look.at);
        if (length == 0)
            return complain_here(from, look.line, look.column, "this is not UTF-8");
        if (*look.at == '\0')
            return complain_here(from, look.line, look.column, "a NUL byte is no text");
        for (size_t i = 0; i < length; i++)
            take(&look);
    }
    return true;
}

bool table_read(run *self, FILE *file)
{
    size_t length;
    if (!read_bytes(self, file, &length))
        return false;
    reader from = {.self = self, .at = self->input.bytes, .end = self->input.bytes + length, .line = 1, .column = 1};
    if (length >= 3 && memcmp(from.at, "\xEF\xBB\xBF", 3) == 0)
        from.at += 3;
    if (from.at == from.end)
        return complain_at(self, &(cell){NULL, 1, 1}, "there is nothing, not even a header");
    return check_text(&from) && read_records(&from);
}

void table_free(table *input)
{
    free(input->bytes);
    free(input->cells);
}

const cell *table_cell(const table *input, size_t row, size_t column)
{
    return &input->cells[(row + 1) * input->columns + column];
}

long table_column(const table *input, const char *name)
{
    for (size_t i = 0; i < input->columns; i++)
        if (strcmp(input->cells[i].text, name) == 0)
            return (long)i;
    return -1;
}

bool need_column(const run *self, const char *name, size_t *column)
{
    long found = table_column(&self->input, name);
    *column = (size_t)found;
    if (found >= 0)
        return true;
    const char *first = self->input.cells[0].text;
    const char *hint = strpbrk(first, ";\t,");
    if (self->input.columns == 1 && hint != NULL)
        return complain_at(self, &self->input.cells[0],
                           "there is no column '%s' (is the delimiter another: --delimiter %s)", name,
                           *hint == '\t' ? "tab" : *hint == ';' ? "';'" : ",");
    return complain_at(self, &self->input.cells[0], "there is no column '%s', which %s needs", name,
                       self->given->function);
}

bool need_columns(const run *self, const char *const *names, size_t *columns)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (!need_column(self, names[i], &columns[i]))
            return false;
    return true;
}
