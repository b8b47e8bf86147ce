/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/register.h"

#include "register/column_builder.h"
#include "register/dictionary.h"
#include "register/municipality.h"

#include <stdlib.h>
#include <string.h>

integ_register *integi_register_new(integ_context *context, int32_t purpose)
{
    integ_register *reg = integi_allocate_zeroed(context, sizeof *reg);
    if (reg == NULL)
        return NULL;
    reg->context = integi_context_retain(context);
    reg->purpose = purpose;
    atomic_init(&reg->references, 1);
    integi_arena_init(&reg->arena, context);
    return reg;
}

integ_register *integi_register_retain(const integ_register *reg)
{
    integ_register *changed = (integ_register *)(uintptr_t)reg;
    atomic_fetch_add_explicit(&changed->references, 1, memory_order_relaxed);
    return changed;
}

static void free_snapshot(const integ_register *reg, integ_snapshot *snapshot)
{
    for (int64_t t = 0; snapshot->tables != NULL && t < reg->table_count; t++) {
        integi_table *table = &snapshot->tables[t];
        for (int64_t c = 0; table->columns != NULL && c < reg->tables[t].column_count; c++)
            integi_column_free(&table->columns[c], reg->context);
        integi_column_free(&table->link, reg->context);
        integi_free_linked_rows(reg->context, &table->linked);
    }
}

void integ_register_free(integ_register *reg)
{
    if (reg == NULL || atomic_fetch_sub_explicit(&reg->references, 1, memory_order_acq_rel) != 1)
        return;
    for (int64_t s = 0; s < reg->snapshot_count; s++)
        free_snapshot(reg, &reg->snapshots[s]);
    for (int64_t t = 0; t < reg->table_count; t++)
        for (int64_t c = 0; c < reg->tables[t].column_count; c++)
            integi_dictionary_free(reg->tables[t].columns[c].dictionary);
    integi_arena_free(&reg->arena);
    integ_context *context = reg->context;
    integi_release(context, reg, sizeof *reg);
    integ_context_free(context);
}

/* Arrays grow at 4, 8, 16 ... items, so that their capacity follows from their count. */
void *integi_register_extend(integ_register *reg, void *items, int64_t *count, size_t item_size)
{
    char *array;
    memcpy(&array, items, sizeof array);
    if (*count == 0 || (*count >= 4 && (*count & (*count - 1)) == 0)) {
        size_t room = *count == 0 ? 4 : (size_t)*count * 2;
        if (room > SIZE_MAX / item_size)
            return NULL;
        char *grown = integi_arena_allocate(&reg->arena, room * item_size);
        if (grown == NULL)
            return NULL;
        if (*count > 0)
            memcpy(grown, array, (size_t)*count * item_size);
        array = grown;
        memcpy(items, &array, sizeof array);
    }
    return array + (size_t)(*count)++ * item_size;
}

char *integi_register_copy(integ_register *reg, const char *text)
{
    return integi_arena_text(&reg->arena, text, strlen(text));
}

integ_status integi_register_note_file(integ_register *reg, const char *path, integ_error *error)
{
    const char *copy = integi_register_copy(reg, path);
    const char **file =
        copy == NULL ? NULL : integi_register_extend(reg, &reg->files, &reg->file_count, sizeof *reg->files);
    if (file == NULL)
        return integi_out_of_memory(error);
    *file = copy;
    return INTEG_STATUS_OK;
}

integi_table_definition *integi_register_add_table(integ_register *reg, const char *name)
{
    char *copy = integi_register_copy(reg, name);
    if (copy == NULL)
        return NULL;
    integi_table_definition *table =
        integi_register_extend(reg, &reg->tables, &reg->table_count, sizeof *reg->tables);
    if (table != NULL)
        table->name = copy;
    return table;
}

integi_column_definition *integi_register_add_column(integ_register *reg, integi_table_definition *table,
                                                     const char *name, int32_t type, int32_t decimals)
{
    bool municipality = type == INTEG_TYPE_MUNICIPALITY;
    bool texts = municipality || type == INTEG_TYPE_CODE || type == INTEG_TYPE_TEXT;
    char *copy = integi_register_copy(reg, name);
    integi_dictionary *dictionary = texts && copy != NULL ? integi_dictionary_new(reg->context) : NULL;
    if (copy == NULL || (texts && dictionary == NULL))
        return NULL;
    integi_column_definition *column =
        integi_register_extend(reg, &table->columns, &table->column_count, sizeof *table->columns);
    if (column == NULL) {
        integi_dictionary_free(dictionary);
        return NULL;
    }
    column->name = copy;
    column->type = municipality ? INTEG_TYPE_CODE : type;
    column->municipality = municipality;
    column->decimals = decimals;
    column->dictionary = dictionary;
    return column;
}

integ_snapshot *integi_register_add_snapshot(integ_register *reg)
{
    integ_snapshot *snapshot =
        integi_register_extend(reg, &reg->snapshots, &reg->snapshot_count, sizeof *reg->snapshots);
    if (snapshot != NULL)
        snapshot->owner = reg;
    return snapshot;
}

bool integi_snapshot_complete(integ_register *reg, integ_snapshot *snapshot)
{
    if (snapshot->tables == NULL) {
        snapshot->tables = integi_arena_allocate(&reg->arena, (size_t)reg->table_count * sizeof *snapshot->tables);
        if (snapshot->tables == NULL)
            return false;
    }
    for (int64_t t = 0; t < reg->table_count; t++) {
        integi_table *table = &snapshot->tables[t];
        if (table->columns == NULL) {
            size_t columns = (size_t)reg->tables[t].column_count;
            table->columns = integi_arena_allocate(&reg->arena, columns * sizeof *table->columns);
            if (table->columns == NULL)
                return false;
            for (size_t c = 0; c < columns; c++)
                table->columns[c].width = reg->tables[t].columns[c].type == INTEG_TYPE_NUMBER ? 8 : 1;
        }
    }
    return true;
}

static int by_date(const void *left, const void *right)
{
    const integ_snapshot *a = left, *b = right;
    return (a->as_of > b->as_of) - (a->as_of < b->as_of);
}

void integi_register_seal(integ_register *reg)
{
    if (reg->snapshot_count > 1)
        qsort(reg->snapshots, (size_t)reg->snapshot_count, sizeof *reg->snapshots, by_date);
    for (int64_t s = 0; s < reg->snapshot_count; s++) {
        for (int64_t t = 0; t < reg->table_count; t++) {
            integi_table *table = &reg->snapshots[s].tables[t];
            table->definition = &reg->tables[t];
            for (int64_t c = 0; c < reg->tables[t].column_count; c++)
                table->columns[c].definition = &reg->tables[t].columns[c];
        }
    }
}

integ_context *integi_register_context(const integ_register *reg)
{
    return reg->context;
}

int64_t integi_register_table_count(const integ_register *reg)
{
    return reg->table_count;
}

const integi_table_definition *integi_register_table(const integ_register *reg, int64_t index)
{
    return &reg->tables[index];
}

int64_t integi_register_find_table(const integ_register *reg, const char *name)
{
    for (int64_t t = 0; t < reg->table_count; t++)
        if (strcmp(reg->tables[t].name, name) == 0)
            return t;
    return -1;
}

int64_t integi_table_find_column(const integi_table_definition *table, const char *name)
{
    for (int64_t c = 0; c < table->column_count; c++)
        if (strcmp(table->columns[c].name, name) == 0)
            return c;
    return -1;
}

int32_t integi_column_declared_type(const integi_column_definition *column)
{
    return column->municipality ? INTEG_TYPE_MUNICIPALITY : column->type;
}

const char *integi_column_label(const integi_column_definition *column, const char *code, size_t length)
{
    char settled[INTEGI_MUNICIPALITY_LENGTH + 1];
    if (column->municipality && integi_municipality_code(code, length, settled)) {
        code = settled;
        length = INTEGI_MUNICIPALITY_LENGTH;
    }
    for (int64_t i = 0; i < column->label_count; i++)
        if (strlen(column->labels[i].code) == length && memcmp(column->labels[i].code, code, length) == 0)
            return column->labels[i].text;
    return NULL;
}

int64_t integi_table_find_derived(const integi_table_definition *table, const char *name)
{
    for (int64_t d = 0; d < table->derived_count; d++)
        if (strcmp(table->derived[d].name, name) == 0)
            return d;
    return -1;
}

bool integi_table_is_identifier(const integi_table_definition *table, const char *column)
{
    return (table->key != NULL && strcmp(table->key, column) == 0) ||
           (table->link_column != NULL && strcmp(table->link_column, column) == 0);
}
