/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "common/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What would steer the terminal instead of being seen: C0, DEL, C1, and what turns the direction of writing. The
 * number of its bytes; 0 where the text does no such thing. */
static size_t steering(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    if (*at < 0x20 || *at == 0x7F)
        return 1;
    if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] <= 0x9F)
        return 2;
    if (at[0] == 0xE2 && ((at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE) ||
                          (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9)))
        return 3;
    return 0;
}

static void blank_controls(char *text)
{
    for (; *text != '\0'; text++)
        memset(text, ' ', steering(text));
}

void print_visible(const char *text)
{
    while (*text != '\0') {
        size_t steers = steering(text);
        putchar(steers > 0 ? ' ' : *text);
        text += steers > 0 ? steers : 1;
        if (text[-1] == '\n')
            text += strspn(text, " "); /* what indents the next line */
    }
}

void print_json_text(const char *text)
{
    if (text == NULL) {
        fputs("null", stdout);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            printf("\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            printf("\\u%04x", (unsigned)*text);
        else
            putchar(*text);
    }
    putchar('"');
}

void print_json_count(const char *key, int64_t count)
{
    print_json_text(key);
    if (count < 0)
        fputs(": null", stdout);
    else
        printf(": %lld", (long long)count);
}

void print_json_hidden(const char *const *names, const int64_t *counts, int64_t count)
{
    const char *separator = "";
    fputs("\"hidden\": [", stdout);
    for (int64_t i = 0; i < count; i++) {
        if (counts[i] >= 0)
            continue;
        fputs(separator, stdout);
        print_json_text(names[i]);
        separator = ", ";
    }
    putchar(']');
}

void print_csv_text(const char *text)
{
    if (text != NULL)
        print_csv_field(text, ',');
}

void print_csv_field(const char *text, char delimiter)
{
    const char special[] = {delimiter, '"', '\r', '\n', '\0'};
    if (text[strcspn(text, special)] == '\0') {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

void print_csv_count(int64_t count)
{
    if (count < 0)
        fputs("..", stdout);
    else
        printf("%lld", (long long)count);
}

struct text_table {
    int columns;
    const char *alignment;
    char **cells;
    int64_t count;
    int64_t capacity;
    bool failed;
};

text_table *text_table_new(int columns, const char *alignment)
{
    text_table *table = (text_table *)calloc(1, sizeof *table);
    if (table != NULL) {
        table->columns = columns;
        table->alignment = alignment;
    }
    return table;
}

void text_table_add(text_table *table, const char *text)
{
    if (table->count == table->capacity) {
        int64_t capacity = table->capacity == 0 ? 64 : 2 * table->capacity;
        char **cells = (char **)realloc(table->cells, (size_t)capacity * sizeof *cells);
        if (cells == NULL) {
            table->failed = true;
            return;
        }
        table->cells = cells;
        table->capacity = capacity;
    }
    char *copy = text == NULL ? NULL : strdup(text);
    if (copy == NULL) {
        table->failed = true;
        return;
    }
    blank_controls(copy);
    table->cells[table->count++] = copy;
}

void text_table_add_count(text_table *table, int64_t count)
{
    char text[24] = "..";
    if (count >= 0)
        snprintf(text, sizeof text, "%lld", (long long)count);
    text_table_add(table, text);
}

/* Characters, which is near enough to columns for names of codes and areas. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static void print_row(const text_table *table, const int *widths, char **cells)
{
    for (int column = 0; column < table->columns; column++) {
        int padding = widths[column] - width_of(cells[column]);
        bool last = column == table->columns - 1;
        size_t letters = strlen(table->alignment);
        if (table->alignment[(size_t)column < letters ? (size_t)column : letters - 1] == 'l')
            printf("%s%*s", cells[column], last ? 0 : padding + 2, "");
        else
            printf("%*s%s%s", padding, "", cells[column], last ? "" : "  ");
    }
    putchar('\n');
}

bool text_table_print_and_free(text_table *table)
{
    bool failed = table->failed;
    int *widths = (int *)calloc((size_t)table->columns, sizeof *widths);
    failed = failed || widths == NULL;
    for (int64_t i = 0; !failed && i < table->count; i++) {
        int width = width_of(table->cells[i]);
        if (width > widths[i % table->columns])
            widths[i % table->columns] = width;
    }
    for (int64_t i = 0; !failed && i + table->columns <= table->count; i += table->columns)
        print_row(table, widths, table->cells + i);
    for (int64_t i = 0; i < table->count; i++)
        free(table->cells[i]);
    free(widths);
    free(table->cells);
    free(table);
    return !failed;
}
