/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "protect/table.h"

#include <stdlib.h>
#include <string.h>

/* The column that stands before an equals sign; -1 when none does. */
static int32_t find_column(const count_table *self, const char *given)
{
    const char *equals = strchr(given, '=');
    for (int32_t at = 0; equals != NULL && at < self->dimension_count; at++) {
        const char *name = self->dimensions[at].name;
        if (strlen(name) == (size_t)(equals - given) && strncmp(name, given, strlen(name)) == 0)
            return at;
    }
    return -1;
}

static int put_below(const count_table *self, table_dimension *d, const csv_file *file, const field *child,
                     int64_t node, int64_t above)
{
    if (table_marks_total(self, child->text))
        return complain_at(file, child, "'%s' marks totals, and is below nothing", child->text);
    if (d->parents[node] >= 0 && d->parents[node] != above)
        return complain_at(file, child, "'%s' has two parents", child->text);
    d->parents[node] = above;
    for (int64_t up = above, steps = 0; up >= 0; up = d->parents[up])
        if (up == node || steps++ > d->count)
            return complain_at(file, child, "'%s' is above itself", child->text);
    return EXIT_DONE;
}

/* Puts a child below its parent in one column, which must have both. */
static int relate_in(const count_table *self, table_dimension *d, const csv_file *file, const field *child,
                     const field *parent)
{
    int64_t node = table_find_code(d, child->text), above = table_find_code(d, parent->text);
    if (node >= 0 && above >= 0)
        return put_below(self, d, file, child, node, above);
    const field *unknown = node < 0 ? child : parent;
    return complain_at(file, unknown, "column '%s' of the table has no code '%s'", d->name, unknown->text);
}

/* Puts a child below its parent in every column that has both. */
static int relate(count_table *self, const csv_file *file, const field *child, const field *parent)
{
    bool found = false;
    for (int32_t at = 0; at < self->dimension_count; at++) {
        table_dimension *d = &self->dimensions[at];
        int64_t node = table_find_code(d, child->text), above = table_find_code(d, parent->text);
        if (node < 0 || above < 0)
            continue;
        int status = put_below(self, d, file, child, node, above);
        if (status != EXIT_DONE)
            return status;
        found = true;
    }
    return found ? EXIT_DONE
                 : complain_at(file, child, "no column of the table has both '%s' and '%s'", child->text, parent->text);
}

/* The first row names its columns, unless it has a code of the table. */
static bool has_header(const count_table *self, const csv_file *file)
{
    for (int32_t at = 0; at < self->dimension_count; at++)
        for (int i = 0; i < 2; i++)
            if (table_find_code(&self->dimensions[at], file->fields[i].text) >= 0)
                return false;
    return true;
}

int hierarchy_read(count_table *self, const char *given)
{
    csv_file file;
    int32_t column = find_column(self, given);
    const char *equals = strchr(given, '=');
    FILE *named_so = column < 0 && equals != NULL ? fopen(given, "rb") : NULL;
    if (column < 0 && equals != NULL && named_so == NULL)
        return program_complain(self->sheet.owner, "--hierarchy", "the table has no column '%.*s'",
                                (int)(equals - given), given);
    if (named_so != NULL)
        fclose(named_so);
    int status = sheet_open(&file, self->sheet.owner, column < 0 ? given : equals + 1, ';');
    if (status == EXIT_DONE && file.columns != 2)
        status = complain_at(&file, file.fields, "a hierarchy has two columns: child;parent");
    for (int64_t row = status == EXIT_DONE && has_header(self, &file); row < file.rows && status == EXIT_DONE; row++) {
        const field *child = &file.fields[2 * row], *parent = child + 1;
        status = column < 0 ? relate(self, &file, child, parent)
                            : relate_in(self, &self->dimensions[column], &file, child, parent);
    }
    sheet_close(&file);
    return status;
}

static bool list_children(table_dimension *d)
{
    d->first_child = (int64_t *)malloc((size_t)d->count * sizeof *d->first_child);
    d->next_child = (int64_t *)malloc((size_t)d->count * sizeof *d->next_child);
    if (d->first_child == NULL || d->next_child == NULL)
        return false;
    for (int64_t node = 0; node < d->count; node++)
        d->first_child[node] = d->next_child[node] = -1;
    for (int64_t node = d->count - 1; node >= 0; node--) {
        if (d->parents[node] < 0)
            continue;
        d->next_child[node] = d->first_child[d->parents[node]];
        d->first_child[d->parents[node]] = node;
    }
    return true;
}

int hierarchy_finish(count_table *self)
{
    for (int32_t at = 0; at < self->dimension_count; at++) {
        table_dimension *d = &self->dimensions[at];
        int64_t total = table_find_total(self, d);
        for (int64_t node = 0; node < d->count && total >= 0; node++)
            if (node != total && d->parents[node] < 0)
                d->parents[node] = total;
        if (!list_children(d)) {
            program_complain(self->sheet.owner, self->sheet.path, "not enough memory");
            return EXIT_SYSTEM;
        }
    }
    return EXIT_DONE;
}
