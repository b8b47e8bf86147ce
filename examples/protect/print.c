/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/protect.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of(const count_table *table, int64_t row, int64_t column)
{
    return table->sheet.fields[row * table->sheet.columns + column].text;
}

/* The text of a field: the count of a cell, where it stands, or what the file has there. */
static const char *shown_text(const count_table *table, const int64_t *counts, int64_t row, int64_t column,
                              char *number, size_t size)
{
    if (row == 0 || column < table->dimension_count)
        return text_of(table, row, column);
    int64_t count = counts[table->cell_of[row]];
    if (count < 0)
        return table->marker;
    snprintf(number, size, "%lld", (long long)count);
    return number;
}

static void print_csv(const job *self, const int64_t *counts)
{
    const csv_file *sheet = &self->table.sheet;
    char number[24];
    for (int64_t row = 0; row < sheet->rows; row++) {
        for (int64_t column = 0; column < sheet->columns; column++) {
            if (column > 0)
                putchar(self->delimiter);
            print_csv_field(shown_text(&self->table, counts, row, column, number, sizeof number), self->delimiter);
        }
        putchar('\n');
    }
}

static bool print_text(const job *self, const int64_t *counts)
{
    const csv_file *sheet = &self->table.sheet;
    char number[24], alignment[DIMENSIONS_AT_MOST + 2] = "";
    memset(alignment, 'l', (size_t)self->table.dimension_count);
    alignment[self->table.dimension_count] = 'r';
    text_table *out = text_table_new((int)sheet->columns, alignment);
    for (int64_t row = 0; out != NULL && row < sheet->rows; row++)
        for (int64_t column = 0; column < sheet->columns; column++)
            text_table_add(out, shown_text(&self->table, counts, row, column, number, sizeof number));
    return out != NULL && text_table_print_and_free(out);
}

void print_codes(const count_table *table, int64_t row)
{
    const csv_file *sheet = &table->sheet;
    for (int64_t column = 0; column < table->dimension_count; column++) {
        print_json_text(sheet->fields[column].text);
        fputs(": ", stdout);
        print_json_text(sheet->fields[row * sheet->columns + column].text);
        fputs(", ", stdout);
    }
}

static void print_json(const job *self, const int64_t *counts)
{
    const csv_file *sheet = &self->table.sheet;
    fputs("{\"protected\": true", stdout);
    if (self->rounded)
        printf(", \"base\": %lld", (long long)self->base);
    fputs(", \"cells\": [", stdout);
    for (int64_t row = 1; row < sheet->rows; row++) {
        fputs(row == 1 ? "\n  {" : ",\n  {", stdout);
        print_codes(&self->table, row);
        print_json_text(text_of(&self->table, 0, self->table.dimension_count));
        int64_t count = counts[self->table.cell_of[row]];
        if (count < 0)
            fputs(": null}", stdout);
        else
            printf(": %lld}", (long long)count);
    }
    fputs("\n]}\n", stdout);
}

int no_memory_left(const job *self)
{
    program_complain(&self->owner, self->owner.name, "not enough memory");
    return EXIT_SYSTEM;
}

int print_table(const job *self, const int64_t *counts)
{
    if (self->format == INTEG_FORMAT_JSON)
        print_json(self, counts);
    else if (self->format == INTEG_FORMAT_TEXT && !print_text(self, counts))
        return no_memory_left(self);
    else if (self->format != INTEG_FORMAT_TEXT)
        print_csv(self, counts);
    return EXIT_DONE;
}

void warn(const program *owner, const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    fprintf(stderr, "%s: %s: ", owner->name, program_text(owner, "warning"));
    vfprintf(stderr, program_text(owner, what), arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

void say_number(const program *owner, int64_t number, const number_words *words)
{
    bool danish = owner->language == INTEG_LANGUAGE_DANISH;
    fprintf(stderr, "%lld %s", (long long)number,
            number == 1 ? (danish ? words->danish_one : words->one) : danish ? words->danish_more : words->more);
}

void say_cells(const job *self)
{
    fprintf(stderr, "%s: ", self->owner.name);
    say_number(&self->owner, self->table.cell_count, &(number_words){"cell", "cells", "celle", "celler"});
}

void say_what_is_not_protected(const job *self, int64_t done)
{
    if (integ_disclosure_threshold(self->rule) == 1 && !self->rounded)
        warn(&self->owner, "with --threshold 1 no count is hidden for being small");
    if (done == 0)
        warn(&self->owner, self->rounded ? "nothing is rounded: the table is printed as it is"
                                         : "nothing is hidden: the table is printed as it is");
}
