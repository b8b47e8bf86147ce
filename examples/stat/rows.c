/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "stat/stat.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

__attribute__((format(printf, 3, 0))) static void say_at(const cell *place, const char *severity, const char *format,
                                                        va_list arguments)
{
    fprintf(stderr, SOURCE ":%ld:%ld: %s: ", place->line, place->column, severity);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

static bool is_danish(const run *self)
{
    return self->given->owner->language == INTEG_LANGUAGE_DANISH;
}

bool complain_at(const run *self, const cell *place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_at(place, is_danish(self) ? "fejl" : "error", is_danish(self) ? program_in_danish(format) : format, arguments);
    va_end(arguments);
    return false;
}

/* Whether to show a warning: not a second time of a field, and not after many of a kind. */
static bool is_news(const run *self, const cell *place, const char *sentence, const char *text)
{
    for (int i = 0; i < KINDS_OF_WARNINGS; i++) {
        struct kind_of_warning *kind = &self->warned->kinds[i];
        if (kind->count == 0) {
            snprintf(kind->sentence, sizeof kind->sentence, "%.159s", sentence);
            snprintf(kind->first, sizeof kind->first, "%.159s", text);
        } else if (strncmp(kind->sentence, sentence, sizeof kind->sentence - 1) != 0) {
            continue;
        } else if (kind->line == place->line && kind->column == place->column) {
            return false;
        }
        kind->line = place->line;
        kind->column = place->column;
        return ++kind->count <= WARNINGS_SHOWN;
    }
    return true;
}

__attribute__((format(printf, 3, 4))) static void say_warning(const run *self, const cell *place, const char *format,
                                                             ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_at(place, is_danish(self) ? "advarsel" : "warning", is_danish(self) ? program_in_danish(format) : format,
           arguments);
    va_end(arguments);
}

void warn_at(const run *self, const cell *place, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, is_danish(self) ? program_in_danish(format) : format, arguments);
    va_end(arguments);
    if (is_news(self, place, strcmp(format, "%s") == 0 ? text : format, text))
        say_warning(self, place, "%s", text);
}

void end_warnings(const run *self)
{
    for (int i = 0; i < KINDS_OF_WARNINGS; i++) {
        const struct kind_of_warning *kind = &self->warned->kinds[i];
        if (kind->count > WARNINGS_SHOWN)
            say_warning(self, &(cell){NULL, kind->line, kind->column}, "and %ld more up to here such as: %s",
                        kind->count - WARNINGS_SHOWN, kind->first);
    }
}

bool is_missing(const char *text)
{
    return *text == '\0' || strcmp(text, "null") == 0 || strcmp(text, "NA") == 0;
}

/* Digits, a decimal mark and an exponent: nothing of what strtod() takes besides. */
static bool is_number(const char *text, char decimal)
{
    size_t digits;
    text += *text == '-' || *text == '+';
    digits = strspn(text, "0123456789");
    text += digits;
    if (*text == decimal) {
        size_t after = strspn(text + 1, "0123456789");
        digits += after;
        text += 1 + after;
    }
    if (digits == 0)
        return false;
    if (*text == 'e' || *text == 'E') {
        text++;
        text += *text == '-' || *text == '+';
        digits = strspn(text, "0123456789");
        text += digits;
    }
    return digits > 0 && *text == '\0';
}

bool is_year_span(const char *text)
{
    return strspn(text, "0123456789") == 4 && (text[4] == '-' || text[4] == '/') &&
           (strlen(text + 5) == 2 || strlen(text + 5) == 4) && strspn(text + 5, "0123456789") == strlen(text + 5);
}

bool read_number(const run *self, size_t row, long column, double *out)
{
    *out = MISSING;
    if (column < 0)
        return true;
    const cell *field = table_cell(&self->input, row, (size_t)column);
    if (is_missing(field->text))
        return true;
    const char *name = self->input.cells[column].text;
    char copy[64];
    size_t length = strlen(field->text), name_length = strlen(name);
    bool year = name_length >= 4 && strcmp(name + name_length - 4, "year") == 0 && is_year_span(field->text);
    char other = self->given->decimal == '.' ? ',' : '.';
    if (!is_number(field->text, self->given->decimal) && !year && is_number(field->text, other))
        return complain_at(self, field,
                           "'%.40s' in column '%s' is not a number (--decimal %c if that is its decimal mark)",
                           field->text, name, other);
    if (*field->text == ' ' || (length > 0 && field->text[length - 1] == ' '))
        return complain_at(self, field, "'%.40s' in column '%s' is not a number (leave out the spaces around it)",
                           field->text, name);
    if ((!is_number(field->text, self->given->decimal) && !year) || length >= sizeof copy)
        return complain_at(self, field, "'%.40s' in column '%s' is not a number", field->text, name);
    memcpy(copy, field->text, length + 1);
    if (year)
        copy[4] = '\0';
    char *mark = strchr(copy, self->given->decimal);
    if (mark != NULL)
        *mark = '.';
    *out = strtod(copy, NULL);
    return isfinite(*out) || complain_at(self, field, "'%.40s' in column '%s' is too large", field->text, name);
}

bool check_not_negative(const run *self, size_t row, size_t column, double number)
{
    const cell *place = table_cell(&self->input, row, column);
    return !(number < 0) || complain_at(self, place, "'%.40s' in column '%s' is outside its range", place->text,
                                        self->input.cells[column].text);
}

/* Whether the message names this parameter, which never is its last word. */
static bool is_about(const char *message, const char *name)
{
    const char *found = strstr(message, name);
    return found != NULL && (found == message || found[-1] == ' ') && found[strlen(name)] == ' ';
}

bool take_status(const run *self, integ_status status, size_t row, const char *const *names, const size_t *columns)
{
    if (status == INTEG_STATUS_OK)
        return true;
    integ_error *error = self->given->owner->error;
    const char *message = integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH);
    const cell *place = table_cell(&self->input, row, 0);
    bool out_of_range = status == INTEG_STATUS_OUT_OF_RANGE;
    for (size_t i = 0; names != NULL && names[2 * i] != NULL; i++) {
        if (!is_about(message, names[2 * i]))
            continue;
        place = table_cell(&self->input, row, columns[i]);
        if (status == INTEG_STATUS_UNDEFINED) {
            warn_at(self, place, "there is nothing to compute with: the sum of column '%s' is 0", names[2 * i + 1]);
            integ_error_clear(error);
            return true;
        }
        if (out_of_range) {
            complain_at(self, place, "'%.40s' in column '%s' is outside its range", place->text, names[2 * i + 1]);
            integ_error_clear(error);
            return false;
        }
    }
    message = integ_error_message(error, 0, self->given->owner->language);
    if (status == INTEG_STATUS_UNDEFINED)
        warn_at(self, place, "%s", message);
    else
        complain_at(self, place, "%s", message);
    integ_error_clear(error);
    return status == INTEG_STATUS_UNDEFINED;
}

static void divide(run *self)
{
    if (self->row_begun)
        fputc(self->given->delimiter, self->out);
    self->row_begun = true;
}

void write_text(run *self, const char *text)
{
    char special[] = {self->given->delimiter, '"', '\r', '\n', '\0'};
    divide(self);
    if (text[strcspn(text, special)] == '\0') {
        fputs(text, self->out);
        return;
    }
    fputc('"', self->out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            fputc('"', self->out);
        fputc(*text, self->out);
    }
    fputc('"', self->out);
}

/* The fewest digits that read back as the same number, without an exponent where that is no longer. */
static void shortest(double number, char *text, size_t size)
{
    char *exponent;
    int digits = 1;
    for (; digits <= 17; digits++) {
        snprintf(text, size, "%.*e", digits - 1, number);
        if (strtod(text, NULL) == number)
            break;
    }
    exponent = strchr(text, 'e');
    long power = strtol(exponent + 1, NULL, 10);
    if (power >= -5 && power < 16)
        snprintf(text, size, "%.*f", digits - 1 > power ? (int)(digits - 1 - power) : 0, number);
}

void write_number(run *self, double number)
{
    char text[40] = "";
    if (isfinite(number))
        shortest(number == 0 ? 0.0 : number, text, sizeof text);
    char *mark = strchr(text, '.');
    if (mark != NULL)
        *mark = self->given->decimal;
    write_text(self, text);
}

void end_row(run *self)
{
    fputc('\n', self->out);
    self->row_begun = false;
}

void write_header(run *self, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++)
        write_text(self, names[i]);
    end_row(self);
}

void write_input_row(run *self, size_t row)
{
    for (size_t i = 0; i < self->input.columns; i++)
        write_text(self, table_cell(&self->input, row, i)->text);
}

bool begin_results(run *self, const char *const *results)
{
    for (size_t i = 0; results[i] != NULL; i++) {
        long column = table_column(&self->input, results[i]);
        if (column >= 0)
            return complain_at(self, &self->input.cells[column],
                               "the column '%s' is there already, and %s would write another", results[i],
                               self->given->function);
    }
    for (size_t i = 0; i < self->input.columns; i++)
        write_text(self, self->input.cells[i].text);
    write_header(self, results);
    return true;
}

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

bool dictionary_make(const run *self, size_t column, dictionary *out)
{
    return dictionary_make_without(self, column, NULL, out);
}

bool dictionary_make_without(const run *self, size_t column, const bool *left_out, dictionary *out)
{
    size_t rows = self->input.rows, kept = 0;
    out->count = 0;
    out->names = (const char **)malloc((rows + 1) * sizeof *out->names);
    out->codes = (size_t *)malloc((rows + 1) * sizeof *out->codes);
    if (out->names == NULL || out->codes == NULL)
        return complain_at(self, &self->input.cells[column], "there is not enough memory");
    for (size_t row = 0; row < rows; row++)
        if (left_out == NULL || !left_out[row])
            out->names[kept++] = table_cell(&self->input, row, column)->text;
    qsort(out->names, kept, sizeof *out->names, by_text);
    for (size_t i = 0; i < kept; i++)
        if (i == 0 || strcmp(out->names[i], out->names[out->count - 1]) != 0)
            out->names[out->count++] = out->names[i];
    for (size_t row = 0; row < rows; row++) {
        const char *text = table_cell(&self->input, row, column)->text;
        const char **found = (const char **)bsearch(&text, out->names, out->count, sizeof *out->names, by_text);
        out->codes[row] = left_out != NULL && left_out[row] ? NO_CODE : (size_t)(found - out->names);
    }
    return true;
}

void dictionary_free(dictionary *self)
{
    free(self->names);
    free(self->codes);
}
