/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/table.h"

#include <stdlib.h>
#include <string.h>

#define CELLS_AT_MOST 10000000

static const field *field_of(const count_table *self, int64_t row, int64_t column)
{
    return &self->sheet.fields[row * self->sheet.columns + column];
}

int64_t table_find_code(const table_dimension *d, const char *code)
{
    for (int64_t node = 0; node < d->count; node++)
        if (strcmp(d->codes[node], code) == 0)
            return node;
    return -1;
}

static int no_memory(const count_table *self)
{
    program_complain(self->sheet.owner, self->sheet.path, "not enough memory");
    return EXIT_SYSTEM;
}

/* Collects the codes of a column, in the order in which they come. */
static int read_dimension(count_table *self, int32_t column)
{
    table_dimension *d = &self->dimensions[column];
    int64_t capacity = 0;
    d->name = field_of(self, 0, column)->text;
    for (int64_t row = 1; row < self->sheet.rows; row++) {
        const char *code = field_of(self, row, column)->text;
        if (table_find_code(d, code) >= 0)
            continue;
        if (d->count == capacity) {
            capacity = capacity == 0 ? 16 : 2 * capacity;
            const char **larger = (const char **)realloc(d->codes, (size_t)capacity * sizeof *larger);
            if (larger == NULL)
                return no_memory(self);
            d->codes = larger;
        }
        d->codes[d->count++] = code;
    }
    d->parents = (int64_t *)malloc((size_t)d->count * sizeof *d->parents);
    if (d->parents == NULL)
        return no_memory(self);
    for (int64_t node = 0; node < d->count; node++)
        d->parents[node] = -1;
    return EXIT_DONE;
}

#define COUNT_AT_MOST 900000000000000

/* Reads a count; -1 for the marker. NULL, or what is wrong with it. */
static const char *read_count(const count_table *self, const char *text, bool audited, int64_t *out)
{
    *out = strcmp(text, self->marker) == 0 ? -1 : 0;
    if (*out < 0)
        return audited ? NULL : "this count is hidden already (--audit audits a protected table)";
    if (*text == '\0' || strspn(text, "0123456789") != strlen(text))
        return audited ? "this is no count: a whole number, 0 or more, or the marker"
                       : "this is no count: a whole number, 0 or more";
    for (const char *at = text; *at != '\0' && *out <= COUNT_AT_MOST; at++)
        *out = *out * 10 + (*at - '0');
    return *out > COUNT_AT_MOST ? "this count is too large" : NULL;
}

static int read_row(count_table *self, int64_t row, bool audited)
{
    int64_t cell = 0;
    for (int32_t at = 0; at < self->dimension_count; at++)
        cell =
            cell * self->dimensions[at].count + table_find_code(&self->dimensions[at], field_of(self, row, at)->text);
    const field *first = field_of(self, row, 0), *count = field_of(self, row, self->dimension_count);
    if (self->row_of[cell] != 0)
        return complain_at(&self->sheet, first, "this cell stands in line %lld already",
                           (long long)field_of(self, self->row_of[cell], 0)->line);
    self->row_of[cell] = row;
    self->cell_of[row] = cell;
    const char *wrong = read_count(self, count->text, audited, &self->values[cell]);
    return wrong == NULL ? EXIT_DONE : complain_at(&self->sheet, count, "%s", program_text(self->sheet.owner, wrong));
}

static int64_t node_of(const count_table *self, int64_t cell, int32_t dimension, int64_t *stride)
{
    *stride = 1;
    for (int32_t at = self->dimension_count - 1; at > dimension; at--)
        *stride *= self->dimensions[at].count;
    return cell / *stride % self->dimensions[dimension].count;
}

int64_t table_total_of(const count_table *self, int64_t cell, int32_t dimension)
{
    int64_t stride, node = node_of(self, cell, dimension, &stride), parent = self->dimensions[dimension].parents[node];
    return parent < 0 ? -1 : cell + (parent - node) * stride;
}

static int complain_of_missing(const count_table *self, int64_t cell, bool parts_are_there)
{
    char names[512] = "";
    for (int32_t at = 0; at < self->dimension_count; at++) {
        int64_t stride;
        const table_dimension *d = &self->dimensions[at];
        size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s '%s'", at == 0 ? "" : ", ", d->name,
                 d->codes[node_of(self, cell, at, &stride)]);
    }
    return program_complain(self->sheet.owner, self->sheet.path,
                            parts_are_there ? "there is no row for %s, and its parts are not 0"
                                            : "there is no row for %s (write 0 where nobody is, or say "
                                              "--missing-as-zero)",
                            names);
}

/* Adds rows behind the others for the cells that have none. */
static int complete(count_table *self)
{
    csv_file *sheet = &self->sheet;
    int64_t missing = 0;
    for (int64_t cell = 0; cell < self->cell_count; cell++)
        missing += self->row_of[cell] == 0;
    size_t size = (size_t)((sheet->rows + missing) * sheet->columns) * sizeof *sheet->fields;
    field *larger = (field *)realloc(sheet->fields, size);
    if (larger == NULL)
        return no_memory(self);
    sheet->fields = larger;
    for (int64_t cell = 0; cell < self->cell_count; cell++) {
        if (self->row_of[cell] != 0)
            continue;
        field *row = &sheet->fields[sheet->rows * sheet->columns];
        for (int32_t at = 0; at < self->dimension_count; at++) {
            int64_t stride;
            row[at] = (field){self->dimensions[at].codes[node_of(self, cell, at, &stride)], 0, 0};
        }
        row[self->dimension_count] = (field){"0", 0, 0};
        self->row_of[cell] = sheet->rows;
        self->cell_of[sheet->rows++] = cell;
    }
    return EXIT_DONE;
}

/* Whether a total is the sum of its parts in one dimension; where one of them is hidden, whether the others are no
 * more. */
static bool adds_up(const count_table *self, const int64_t *counts, int64_t cell, int32_t at)
{
    int64_t stride, sum = 0, parts = 0, hidden = 0;
    int64_t node = node_of(self, cell, at, &stride);
    const table_dimension *d = &self->dimensions[at];
    for (int64_t child = d->first_child[node]; child >= 0; child = d->next_child[child]) {
        int64_t value = counts[cell + (child - node) * stride];
        hidden += value < 0;
        sum += value < 0 ? 0 : value;
        parts++;
    }
    return parts == 0 || counts[cell] < 0 || (hidden > 0 ? sum <= counts[cell] : sum == counts[cell]);
}

bool table_total_adds_up(const count_table *self, const int64_t *counts, int64_t cell)
{
    for (int32_t at = 0; at < self->dimension_count; at++)
        if (!adds_up(self, counts, cell, at))
            return false;
    return true;
}

/* The figures themselves are not told. */
static int check_sum(const count_table *self, int64_t cell, int32_t at)
{
    if (adds_up(self, self->values, cell, at))
        return EXIT_DONE;
    if (table_count(self, cell)->line == 0)
        return complain_of_missing(self, cell, true);
    return complain_at(&self->sheet, table_count(self, cell), "this total is not the sum of its parts by %s",
                       self->dimensions[at].name);
}

static int read_cells(count_table *self, bool audited)
{
    self->cell_count = 1;
    for (int32_t at = 0; at < self->dimension_count; at++) {
        self->cell_count *= self->dimensions[at].count;
        if (self->cell_count > CELLS_AT_MOST)
            return program_complain(self->sheet.owner, self->sheet.path, "a table has at most %d cells", CELLS_AT_MOST);
    }
    self->row_of = (int64_t *)calloc((size_t)self->cell_count, sizeof *self->row_of);
    self->values = (int64_t *)calloc((size_t)self->cell_count, sizeof *self->values);
    self->cell_of = (int64_t *)calloc((size_t)(self->sheet.rows + self->cell_count), sizeof *self->cell_of);
    if (self->row_of == NULL || self->values == NULL || self->cell_of == NULL)
        return no_memory(self);
    int status = EXIT_DONE;
    for (int64_t row = 1; row < self->sheet.rows && status == EXIT_DONE; row++)
        status = read_row(self, row, audited);
    if (status == EXIT_DONE && self->completed)
        status = complete(self);
    for (int64_t cell = 0; cell < self->cell_count && status == EXIT_DONE; cell++)
        if (self->row_of[cell] == 0)
            status = complain_of_missing(self, cell, false);
    for (int64_t cell = 0; cell < self->cell_count && status == EXIT_DONE; cell++)
        for (int32_t at = 0; at < self->dimension_count && status == EXIT_DONE; at++)
            status = check_sum(self, cell, at);
    return status;
}

static int make_cells(count_table *self)
{
    int64_t sizes[DIMENSIONS_AT_MOST], count = 0, used = 0;
    for (int32_t at = 0; at < self->dimension_count; at++)
        count += sizes[at] = self->dimensions[at].count;
    int64_t *parents = (int64_t *)malloc((size_t)count * sizeof *parents);
    if (parents == NULL)
        return no_memory(self);
    for (int32_t at = 0; at < self->dimension_count; used += sizes[at++])
        memcpy(parents + used, self->dimensions[at].parents, (size_t)sizes[at] * sizeof *parents);
    const program *owner = self->sheet.owner;
    integ_status status =
        integ_cells_new_table(owner->context, self->dimension_count, sizes, parents, &self->cells, owner->error);
    free(parents);
    return status == INTEG_STATUS_OK ? EXIT_DONE : program_report(owner, status);
}

/* Names are keys of JSON, and --hierarchy COLUMN=FILE asks for them. */
static int check_names(const csv_file *sheet)
{
    for (int64_t at = 0; at < sheet->columns; at++) {
        if (*sheet->fields[at].text == '\0')
            return complain_at(sheet, &sheet->fields[at], "this column has no name");
        for (int64_t other = 0; other < at; other++)
            if (strcmp(sheet->fields[at].text, sheet->fields[other].text) == 0)
                return complain_at(sheet, &sheet->fields[at], "there are two columns '%s'", sheet->fields[at].text);
    }
    return EXIT_DONE;
}

static int complain_of_one_column(const csv_file *sheet)
{
    static const char *const others[][2] = {{";", "';'"}, {"\t", "'\\t'"}, {",", "','"}, {"|", "'|'"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strstr(sheet->fields[0].text, others[i][0]) != NULL)
            return complain_at(sheet, sheet->fields, "there is one column only; say --delimiter %s if that parts them",
                               others[i][1]);
    return complain_at(sheet, sheet->fields, "a table has a column of codes at least, and one of counts; "
                                             "if another character parts them, say which with --delimiter");
}

static int check_header(const count_table *self)
{
    const csv_file *sheet = &self->sheet;
    if (sheet->columns < 2)
        return complain_of_one_column(sheet);
    if (sheet->columns > DIMENSIONS_AT_MOST + 1)
        return complain_at(sheet, sheet->fields, "a table has at most %d columns of codes", DIMENSIONS_AT_MOST);
    if (sheet->rows < 2)
        return complain_at(sheet, sheet->fields, "the table has no rows");
    return check_names(sheet);
}

int table_read(count_table *self, const char *path, char delimiter, const char *const *hierarchies, int hierarchy_count,
               bool audited)
{
    int status = sheet_open(&self->sheet, self->sheet.owner, path, delimiter);
    if (status == EXIT_DONE)
        status = check_header(self);
    if (status != EXIT_DONE)
        return status;
    self->dimension_count = (int32_t)self->sheet.columns - 1;
    for (int32_t at = 0; at < self->dimension_count && status == EXIT_DONE; at++)
        status = read_dimension(self, at);
    for (int i = 0; i < hierarchy_count && status == EXIT_DONE; i++)
        status = hierarchy_read(self, hierarchies[i]);
    if (status == EXIT_DONE)
        status = totals_check_names(self);
    if (status == EXIT_DONE)
        status = hierarchy_finish(self);
    if (status == EXIT_DONE)
        status = read_cells(self, audited);
    if (status == EXIT_DONE)
        status = totals_check_sums(self);
    return status == EXIT_DONE ? make_cells(self) : status;
}

void table_free(count_table *self)
{
    for (int32_t at = 0; at < self->dimension_count; at++) {
        free(self->dimensions[at].codes);
        free(self->dimensions[at].parents);
        free(self->dimensions[at].first_child);
        free(self->dimensions[at].next_child);
    }
    free(self->row_of);
    free(self->cell_of);
    free(self->values);
    integ_cells_free(self->cells);
    sheet_close(&self->sheet);
}

const field *table_count(const count_table *self, int64_t cell)
{
    return field_of(self, self->row_of[cell], self->dimension_count);
}

int64_t *table_atoms(const count_table *self)
{
    int64_t *counts = (int64_t *)calloc((size_t)integ_cells_atoms(self->cells) + 1, sizeof *counts);
    for (int64_t cell = 0; counts != NULL && cell < self->cell_count; cell++) {
        int64_t count;
        const int64_t *atoms = integ_cells_members(self->cells, cell, &count);
        if (count == 1)
            counts[atoms[0]] = self->values[cell];
    }
    return counts;
}
