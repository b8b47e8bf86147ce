/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/donors.h"

#include "register/imagined.h"

#include <stdlib.h>

#define LOOKED_AT 4096  /* rows of a table, evenly spread */
#define VALUES 256      /* different ones that are told apart */
#define FREQUENT 3

/* A value, the first row that has it, and how many of those looked at do. */
typedef struct seen_value {
    double number;
    int64_t row;
    int64_t count;
} seen_value;

typedef struct seen_values {
    seen_value items[VALUES];
    int64_t count;
    int64_t unknown; /* a row of which it is unknown; -1: there is none */
} seen_values;

static bool read_value(const integi_column *column, int64_t row, double *out)
{
    int64_t integer = 0;
    if (column->definition != NULL && column->definition->type == INTEG_TYPE_NUMBER)
        return integi_column_number(column, row, out);
    bool known = integi_column_integer(column, row, &integer);
    *out = (double)integer;
    return known;
}

static void add_value(seen_values *self, double number, int64_t row)
{
    for (int64_t i = 0; i < self->count; i++)
        if (!(self->items[i].number < number) && !(self->items[i].number > number)) {
            self->items[i].count++;
            return;
        }
    if (self->count < VALUES)
        self->items[self->count++] = (seen_value){number, row, 1};
}

static void look(seen_values *self, const integi_column *column, int64_t rows)
{
    self->count = 0;
    self->unknown = -1;
    int64_t step = rows / LOOKED_AT + 1;
    for (int64_t row = 0; row < rows; row += step) {
        double number;
        if (read_value(column, row, &number))
            add_value(self, number, row);
        else if (self->unknown < 0)
            self->unknown = row;
    }
    for (int64_t row = 0; row < rows && self->unknown < 0 && column->nulls > 0; row++) {
        double number;
        if (!read_value(column, row, &number))
            self->unknown = row;
    }
}

static int by_frequency(const void *left, const void *right)
{
    const seen_value *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static int by_number(const void *left, const void *right)
{
    const seen_value *a = left, *b = right;
    return (a->number > b->number) - (a->number < b->number);
}

int64_t integi_donors_of_column(const integi_table *table, int64_t column, integi_donor *out)
{
    seen_values found;
    int64_t count = 0;
    look(&found, &table->columns[column], table->rows);
    if (found.unknown >= 0)
        out[count++] = (integi_donor){column, found.unknown, 0};
    qsort(found.items, (size_t)found.count, sizeof *found.items, by_frequency);
    int64_t frequent = found.count <= INTEGI_DONORS_AT_MOST - count ? found.count : FREQUENT;
    for (int64_t i = 0; i < frequent; i++)
        out[count++] = (integi_donor){column, found.items[i].row, 0};
    int64_t left = found.count - frequent, room = INTEGI_DONORS_AT_MOST - count;
    seen_value *others = found.items + frequent;
    qsort(others, (size_t)left, sizeof *others, by_number);
    for (int64_t i = 0; i < room && i < left; i++)
        out[count++] = (integi_donor){column, others[room <= 1 ? 0 : i * (left - 1) / (room - 1)].row, 0};
    return count;
}

/* Whether a column can have a value. */
static bool can_be(const integi_column_definition *column, int64_t value)
{
    switch (column->type) {
    case INTEG_TYPE_BOOLEAN:
        return value == 0 || value == 1;
    case INTEG_TYPE_CODE:
    case INTEG_TYPE_TEXT:
        return value >= 0 && value < integi_dictionary_size(column->dictionary);
    case INTEG_TYPE_DATE:
        return value >= INTEG_DATE_MINIMUM && value <= INTEG_DATE_MAXIMUM;
    default:
        return column->type != INTEG_TYPE_NUMBER;
    }
}

int64_t integi_donors_of_program(const integi_table *table, int64_t column, const integi_program *program,
                                 integi_donor *out, int64_t count)
{
    int64_t values[4 * INTEGI_DONORS_AT_MOST], added = 0;
    int64_t found = integi_program_list_values(program, column, values, 0, 4 * INTEGI_DONORS_AT_MOST);
    for (int64_t i = 0; i < found && added < INTEGI_DONORS_AT_MOST; i++) {
        if (!can_be(&table->definition->columns[column], values[i]))
            continue;
        out[count++] = (integi_donor){column, INTEGI_NO_ROW, values[i]};
        added++;
    }
    return count;
}

int64_t integi_donors_of_table(const integi_table *linked, int64_t table, integi_donor *out)
{
    int64_t count = 0, having = 0, none = -1;
    const integi_linked_rows *rows = &linked->linked;
    int64_t step = rows->having / (INTEGI_DONORS_AT_MOST - 1) + 1;
    for (int64_t owner = 0; owner < rows->owners && rows->has != NULL; owner++) {
        bool has = (rows->has[owner / 64] >> (owner % 64) & 1) != 0;
        if (!has && none < 0)
            none = owner;
        if (has && having++ % step == 0 && count < INTEGI_DONORS_AT_MOST - 1)
            out[count++] = (integi_donor){INTEGI_LINKED(table), owner, 0};
    }
    if (none >= 0)
        out[count++] = (integi_donor){INTEGI_LINKED(table), none, 0};
    return count;
}
