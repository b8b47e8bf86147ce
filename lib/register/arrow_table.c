/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_table.h"

#include "base/arena.h"
#include "register/dictionary.h"

#include <string.h>

/* A cell; of a code or a text its number in the column's dictionary. */
typedef union cell {
    int64_t whole;
    double number;
    int64_t halves[2]; /* of a wide decimal, the low one first */
} cell;

struct integi_arrow_table {
    integ_context *context;
    integi_arena arena; /* names */
    integi_arrow_field *fields;
    integi_dictionary **dictionaries; /* NULL for all columns but codes and texts */
    int64_t field_count, rows;
    cell *cells; /* column by column */
    uint8_t *known;
    bool exhausted;
};

static size_t cell_count(const integi_arrow_table *table)
{
    return (size_t)table->field_count * (size_t)table->rows;
}

void integi_arrow_table_free(integi_arrow_table *table)
{
    if (table == NULL)
        return;
    integ_context *context = table->context;
    for (int64_t i = 0; table->dictionaries != NULL && i < table->field_count; i++)
        integi_dictionary_free(table->dictionaries[i]);
    integi_release_wiped(context, table->cells, cell_count(table) * sizeof *table->cells);
    integi_release(context, table->known, cell_count(table));
    integi_arena_free(&table->arena);
    integi_release(context, table, sizeof *table);
    integ_context_free(context);
}

static bool is_text(const integi_arrow_field *field)
{
    return field->type == INTEG_TYPE_CODE || field->type == INTEG_TYPE_TEXT;
}

static bool prepare(integi_arrow_table *table, const integi_arrow_field *fields)
{
    size_t count = (size_t)table->field_count;
    table->fields = integi_arena_allocate(&table->arena, count * sizeof *table->fields);
    table->dictionaries = integi_arena_allocate(&table->arena, count * sizeof(integi_dictionary *));
    table->cells = integi_allocate_array(table->context, cell_count(table), sizeof *table->cells);
    table->known = integi_allocate_zeroed(table->context, cell_count(table));
    if (table->fields == NULL || table->dictionaries == NULL || table->cells == NULL || table->known == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        table->fields[i] = fields[i];
        table->fields[i].name = integi_arena_text(&table->arena, fields[i].name, strlen(fields[i].name));
        table->dictionaries[i] = is_text(&fields[i]) ? integi_dictionary_new(table->context) : NULL;
        if (table->fields[i].name == NULL || (is_text(&fields[i]) && table->dictionaries[i] == NULL))
            return false;
    }
    return true;
}

integi_arrow_table *integi_arrow_table_new(integ_context *context, const integi_arrow_field *fields,
                                           int64_t field_count, int64_t rows)
{
    integi_arrow_table *table = integi_allocate_zeroed(context, sizeof *table);
    if (table == NULL)
        return NULL;
    table->context = integi_context_retain(context);
    integi_arena_init(&table->arena, context);
    table->field_count = field_count;
    table->rows = rows;
    if (prepare(table, fields))
        return table;
    integi_arrow_table_free(table);
    return NULL;
}

static cell *set(integi_arrow_table *table, int64_t column, int64_t row)
{
    size_t index = (size_t)(column * table->rows + row);
    table->known[index] = 1;
    return &table->cells[index];
}

void integi_arrow_table_whole(integi_arrow_table *table, int64_t column, int64_t row, int64_t whole)
{
    set(table, column, row)->whole = whole;
}

void integi_arrow_table_wide(integi_arrow_table *table, int64_t column, int64_t row, __int128 coefficient)
{
    cell *to = set(table, column, row);
    to->halves[0] = (int64_t)(uint64_t)coefficient;
    to->halves[1] = (int64_t)(coefficient >> 64);
}

void integi_arrow_table_number(integi_arrow_table *table, int64_t column, int64_t row, double number)
{
    set(table, column, row)->number = number;
}

void integi_arrow_table_text(integi_arrow_table *table, int64_t column, int64_t row, const char *text)
{
    if (text == NULL)
        return;
    int64_t number = integi_dictionary_add(table->dictionaries[column], text, strlen(text));
    if (number < 0)
        table->exhausted = true;
    else
        set(table, column, row)->whole = number;
}

static void read_cells(void *userdata, int64_t column, int64_t row, int64_t rows, integi_arrow_cells *out)
{
    const integi_arrow_table *table = userdata;
    size_t first = (size_t)(column * table->rows + row);
    int32_t type = table->fields[column].type;
    memcpy(out->known, table->known + first, (size_t)rows);
    for (int64_t i = 0; i < rows; i++) {
        if (!out->known[i])
            continue;
        const cell *from = &table->cells[first + (size_t)i];
        if (type == INTEGI_ARROW_WIDE)
            memcpy(&out->wholes[2 * i], from->halves, sizeof from->halves);
        else if (type == INTEG_TYPE_NUMBER)
            out->numbers[i] = from->number;
        else
            out->wholes[i] = from->whole;
    }
}

static int64_t text_count(void *userdata, int64_t column)
{
    const integi_arrow_table *table = userdata;
    return integi_dictionary_size(table->dictionaries[column]);
}

static const char *text_at(void *userdata, int64_t column, int64_t number, size_t *length)
{
    const integi_arrow_table *table = userdata;
    return integi_dictionary_text(table->dictionaries[column], number, length);
}

static void free_table(void *userdata)
{
    integi_arrow_table_free(userdata);
}

integ_status integi_arrow_table_open(integi_arrow_table *table, struct ArrowArrayStream *out, integ_error *error)
{
    if (table == NULL || table->exhausted) {
        integi_arrow_table_free(table);
        return integi_out_of_memory(error);
    }
    integi_arrow_source source = {.context = table->context,
                                  .rows = table->rows,
                                  .fields = table->fields,
                                  .field_count = table->field_count,
                                  .userdata = table,
                                  .read = read_cells,
                                  .text_count = text_count,
                                  .text = text_at,
                                  .free = free_table};
    return integi_arrow_open(&source, 0, out, error);
}
