/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/column_builder.h"
#include "register/connect.h"
#include "register/messages.h"
#include "register/register.h"

#include <string.h>

/* What must hold between the columns of a snapshot: keys stand once, links lead somewhere, spells end after they
 * start. The definitions are checked here too, as this is where all of them are known. */

static integ_status unknown_column(const integi_table_definition *table, const char *column, const char *source,
                                   integ_error *error)
{
    integi_place place = {source, 0, 0, -1, 0};
    return INTEGI_FAIL(error, &place, &integi_message_register_unknown_column, column, table->name);
}

static integ_status check_key(const integ_register *reg, const integi_table_definition *definition,
                              const integi_table *table, integ_error *error)
{
    integi_place place = {table->source, 0, 0, -1, 0};
    int64_t index = integi_table_find_column(definition, definition->key);
    if (index < 0)
        return unknown_column(definition, definition->key, table->source, error);
    int32_t type = definition->columns[index].type;
    if (type == INTEG_TYPE_NUMBER)
        return INTEGI_FAIL(error, &place, &integi_message_register_key_type, definition->key, integ_type_name(type));
    const integi_column *column = &table->columns[index];
    if (column->nulls > 0) {
        int64_t row = 0, ignored;
        while (integi_column_integer(column, row, &ignored))
            row++;
        return INTEGI_FAIL(error, &place, &integi_message_register_key_unknown,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, row + 1), definition->name, definition->key,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, column->nulls));
    }
    int64_t repeats, first;
    if (!integi_count_repeats(reg->context, column, false, &repeats, &first))
        return integi_out_of_memory(error);
    if (repeats == 0)
        return INTEG_STATUS_OK;
    return INTEGI_FAIL(error, &place, &integi_message_register_key_repeated,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, first + 1), definition->name, definition->key,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, repeats));
}

static bool is_text(int32_t type)
{
    return type == INTEG_TYPE_CODE || type == INTEG_TYPE_TEXT;
}

bool integi_columns_link(const integi_column_definition *a, const integi_column_definition *b)
{
    return (is_text(a->type) && is_text(b->type) && a->municipality == b->municipality) ||
           (!is_text(a->type) && a->type == b->type && a->decimals == b->decimals);
}

/* The definitions of both ends of a link. */
typedef struct link_ends {
    int64_t table, key, column;
} link_ends;

static integ_status find_ends(const integ_register *reg, const integi_table_definition *definition,
                              const char *source, link_ends *out, integ_error *error)
{
    integi_place place = {source, 0, 0, -1, 0};
    out->table = integi_register_find_table(reg, definition->link_table);
    if (out->table < 0)
        return INTEGI_FAIL(error, &place, &integi_message_register_unknown_table, definition->link_table);
    const integi_table_definition *other = &reg->tables[out->table];
    if (other == definition)
        return INTEGI_FAIL(error, &place, &integi_message_register_link_self, definition->name);
    if (other->key == NULL)
        return INTEGI_FAIL(error, &place, &integi_message_register_link_no_key, definition->name, other->name);
    out->key = integi_table_find_column(other, other->key);
    if (out->key < 0)
        return unknown_column(other, other->key, source, error);
    out->column = integi_table_find_column(definition, definition->link_column);
    if (out->column < 0)
        return unknown_column(definition, definition->link_column, source, error);
    if (!integi_columns_link(&definition->columns[out->column], &other->columns[out->key]))
        return INTEGI_FAIL(error, &place, &integi_message_register_link_type, definition->link_column,
                           definition->name, other->name);
    return INTEG_STATUS_OK;
}

static integ_status resolve_link(const integ_register *reg, const integ_snapshot *snapshot, int64_t index,
                                 integ_error *error)
{
    const integi_table_definition *definition = &reg->tables[index];
    integi_table *table = &snapshot->tables[index];
    link_ends ends = {-1, -1, -1};
    integ_status status = find_ends(reg, definition, table->source, &ends, error);
    if (status != INTEG_STATUS_OK || table->rows == 0)
        return status;
    const integi_column *links = &table->columns[ends.column];
    const integi_column *keys = &snapshot->tables[ends.table].columns[ends.key];
    const integi_dictionary *from = definition->columns[ends.column].dictionary;
    const integi_dictionary *to = reg->tables[ends.table].columns[ends.key].dictionary;
    uint32_t *rows = integi_allocate_array(reg->context, (size_t)table->rows, sizeof *rows);
    if (rows == NULL)
        return integi_out_of_memory(error);
    memset(rows, 0, (size_t)table->rows * sizeof *rows);
    table->link = (integi_column){.rows = table->rows, .width = 4, .values = rows};
    if (!integi_match_rows(reg->context, keys, to, links, from, rows))
        return integi_out_of_memory(error);
    for (int64_t row = 0; row < table->rows; row++)
        table->orphans += rows[row] == 0;
    table->link.nulls = table->orphans;
    integi_place place = {table->source, 0, 0, -1, 0};
    if (table->orphans > 0)
        INTEGI_WARN(error, &place, &integi_message_register_orphans, definition->name, definition->link_table);
    return INTEG_STATUS_OK;
}

static integ_status check_spells(const integi_table_definition *definition, integi_table *table, integ_error *error)
{
    integi_place place = {table->source, 0, 0, -1, 0};
    const char *names[2] = {definition->spell_start, definition->spell_end};
    const integi_column *columns[2];
    for (int i = 0; i < 2; i++) {
        int64_t index = integi_table_find_column(definition, names[i]);
        if (index < 0)
            return unknown_column(definition, names[i], table->source, error);
        if (definition->columns[index].type != INTEG_TYPE_DATE)
            return INTEGI_FAIL(error, &place, &integi_message_register_spell_type, names[i]);
        columns[i] = &table->columns[index];
    }
    int64_t start, end;
    for (int64_t row = 0; row < table->rows; row++)
        if (integi_column_integer(columns[0], row, &start) && integi_column_integer(columns[1], row, &end))
            table->reversed += end < start;
    if (table->reversed > 0)
        INTEGI_WARN(error, &place, &integi_message_register_spell_reversed, definition->name);
    return INTEG_STATUS_OK;
}

/* When all links and dates are known to be good. */
static integ_status link_rows(const integ_register *reg, const integ_snapshot *snapshot, integ_error *error)
{
    for (int64_t t = 0; t < reg->table_count; t++) {
        integi_table *table = &snapshot->tables[t];
        if (table->link.rows == 0)
            continue;
        int64_t other = integi_register_find_table(reg, reg->tables[t].link_table);
        if (!integi_link_rows(reg->context, snapshot->tables[other].rows, table))
            return integi_out_of_memory(error);
    }
    return INTEG_STATUS_OK;
}

/* Keeps the first failure; running out of memory ends everything. */
static bool note(integ_status *result, integ_status status)
{
    if (*result == INTEG_STATUS_OK || status == INTEG_STATUS_OUT_OF_MEMORY)
        *result = status;
    return *result != INTEG_STATUS_OUT_OF_MEMORY;
}

integ_status integi_snapshot_connect(integ_register *reg, integ_snapshot *snapshot, integ_error *error)
{
    integ_status result = INTEG_STATUS_OK;
    for (int64_t t = 0; t < reg->table_count; t++)
        if (reg->tables[t].key != NULL &&
            !note(&result, check_key(reg, &reg->tables[t], &snapshot->tables[t], error)))
            return result;
    if (result != INTEG_STATUS_OK)
        return result;
    for (int64_t t = 0; t < reg->table_count; t++) {
        if (reg->tables[t].link_column != NULL && !note(&result, resolve_link(reg, snapshot, t, error)))
            return result;
        if (reg->tables[t].spell_start != NULL)
            note(&result, check_spells(&reg->tables[t], &snapshot->tables[t], error));
    }
    return result == INTEG_STATUS_OK ? link_rows(reg, snapshot, error) : result;
}
