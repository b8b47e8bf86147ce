/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/connect.h"
#include "register/dictionary.h"
#include "register/frequency.h"
#include "register/messages.h"
#include "register/people.h"
#include "register/planes.h"
#include "register/register.h"
#include "register/value_text.h"

#include <string.h>

/* Questions that programs and bindings ask of a register. */

const char *integ_type_name(int32_t type)
{
    static const char *const names[] = {"unknown", "boolean",   "integer", "decimal", "number",
                                        "date",    "timestamp", "code",    "text",
                                        "municipality"};
    return type < INTEG_TYPE_BOOLEAN || type > INTEG_TYPE_MUNICIPALITY ? names[0] : names[type];
}

int32_t integ_register_purpose(const integ_register *reg)
{
    return reg->purpose;
}

const char *integ_register_title(const integ_register *reg)
{
    return reg->title == NULL ? "" : reg->title;
}

int64_t integ_register_file_count(const integ_register *reg)
{
    return reg->file_count;
}

const char *integ_register_file(const integ_register *reg, int64_t index)
{
    return index < 0 || index >= reg->file_count ? NULL : reg->files[index];
}

int64_t integ_register_snapshot_count(const integ_register *reg)
{
    return reg->snapshot_count;
}

const integ_snapshot *integ_register_snapshot(const integ_register *reg, int64_t index)
{
    return index < 0 || index >= reg->snapshot_count ? NULL : &reg->snapshots[index];
}

const integ_snapshot *integ_register_find_snapshot(const integ_register *reg, integ_date date)
{
    const integ_snapshot *found = NULL;
    for (int64_t s = 0; s < reg->snapshot_count; s++)
        if (!reg->snapshots[s].has_as_of || reg->snapshots[s].as_of <= date)
            found = &reg->snapshots[s];
    return found;
}

const integ_snapshot *integ_register_find_snapshot_exact(const integ_register *reg, integ_date date)
{
    for (int64_t s = 0; s < reg->snapshot_count; s++)
        if (reg->snapshots[s].has_as_of && reg->snapshots[s].as_of == date)
            return &reg->snapshots[s];
    return NULL;
}

int32_t integ_snapshot_has_as_of(const integ_snapshot *snapshot)
{
    return snapshot->has_as_of;
}

integ_date integ_snapshot_as_of(const integ_snapshot *snapshot)
{
    return snapshot->has_as_of ? snapshot->as_of : 0;
}

int64_t integ_register_table_count(const integ_register *reg)
{
    return reg->table_count;
}

static const integi_table_definition *table_at(const integ_register *reg, int64_t table)
{
    return table < 0 || table >= reg->table_count ? NULL : &reg->tables[table];
}

static const integi_column_definition *column_at(const integ_register *reg, int64_t table, int64_t column)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL || column < 0 || column >= found->column_count ? NULL : &found->columns[column];
}

const char *integ_register_table_name(const integ_register *reg, int64_t table)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL ? NULL : found->name;
}

int64_t integ_register_table_index(const integ_register *reg, const char *name)
{
    return integi_register_find_table(reg, name);
}

const char *integ_register_table_key(const integ_register *reg, int64_t table)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL ? NULL : found->key;
}

const char *integ_register_table_link(const integ_register *reg, int64_t table)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL ? NULL : found->link_column;
}

int64_t integ_register_column_count(const integ_register *reg, int64_t table)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL ? 0 : found->column_count;
}

const char *integ_register_column_name(const integ_register *reg, int64_t table, int64_t column)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL ? NULL : found->name;
}

int64_t integ_register_column_index(const integ_register *reg, int64_t table, const char *name)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL ? -1 : integi_table_find_column(found, name);
}

int32_t integ_register_column_type(const integ_register *reg, int64_t table, int64_t column)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL ? 0 : integi_column_declared_type(found);
}

int32_t integ_register_column_decimals(const integ_register *reg, int64_t table, int64_t column)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL ? 0 : found->decimals;
}

const char *integ_register_column_unit(const integ_register *reg, int64_t table, int64_t column)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL ? NULL : found->unit;
}

const char *integ_register_column_title(const integ_register *reg, int64_t table, int64_t column)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL ? NULL : found->title;
}

const char *integ_register_column_reason(const integ_register *reg, int64_t table, int64_t column)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL ? NULL : found->inferred_because;
}

int64_t integ_register_column_reason_row_unprotected(const integ_register *reg, int64_t table, int64_t column)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL ? 0 : found->inferred_row;
}

int64_t integ_register_label_count(const integ_register *reg, int64_t table, int64_t column)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL ? 0 : found->label_count;
}

static const integi_label *label_at(const integ_register *reg, int64_t table, int64_t column, int64_t label)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL || label < 0 || label >= found->label_count ? NULL : &found->labels[label];
}

const char *integ_register_label_code(const integ_register *reg, int64_t table, int64_t column, int64_t label)
{
    const integi_label *found = label_at(reg, table, column, label);
    return found == NULL ? NULL : found->code;
}

const char *integ_register_label_text(const integ_register *reg, int64_t table, int64_t column, int64_t label)
{
    const integi_label *found = label_at(reg, table, column, label);
    return found == NULL ? NULL : found->text;
}

const char *integ_register_label(const integ_register *reg, int64_t table, int64_t column, const char *code)
{
    const integi_column_definition *found = column_at(reg, table, column);
    return found == NULL ? NULL : integi_column_label(found, code, strlen(code));
}

int64_t integ_register_derived_count(const integ_register *reg, int64_t table)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL ? 0 : found->derived_count;
}

const char *integ_register_derived_name(const integ_register *reg, int64_t table, int64_t derived)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL || derived < 0 || derived >= found->derived_count ? NULL : found->derived[derived].name;
}

const char *integ_register_derived_expression(const integ_register *reg, int64_t table, int64_t derived)
{
    const integi_table_definition *found = table_at(reg, table);
    if (found == NULL || derived < 0 || derived >= found->derived_count)
        return NULL;
    return found->derived[derived].expression;
}

int64_t integ_register_skipped_count(const integ_register *reg, int64_t table)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL ? 0 : found->skipped_count;
}

const char *integ_register_skipped_name(const integ_register *reg, int64_t table, int64_t skipped)
{
    const integi_table_definition *found = table_at(reg, table);
    return found == NULL || skipped < 0 || skipped >= found->skipped_count ? NULL : found->skipped[skipped];
}

int64_t integ_register_column_bytes_unprotected(const integ_register *reg)
{
    int64_t bytes = 0;
    for (int64_t t = 0; t < reg->table_count; t++) {
        for (int64_t c = 0; c < reg->tables[t].column_count; c++) {
            const integi_dictionary *dictionary = reg->tables[t].columns[c].dictionary;
            bytes += dictionary == NULL ? 0 : integi_dictionary_bytes(dictionary);
            for (int64_t s = 0; s < reg->snapshot_count; s++)
                bytes += integi_column_bytes(&reg->snapshots[s].tables[t].columns[c]) +
                         integi_planes_bytes(&reg->snapshots[s].tables[t].columns[c]);
        }
        for (int64_t s = 0; s < reg->snapshot_count; s++)
            bytes += integi_column_bytes(&reg->snapshots[s].tables[t].link) +
                     integi_linked_rows_bytes(&reg->snapshots[s].tables[t].linked);
    }
    return bytes;
}

static const integi_table *table_in(const integ_snapshot *snapshot, int64_t table)
{
    return table < 0 || table >= snapshot->owner->table_count ? NULL : &snapshot->tables[table];
}

static const integi_column *column_in(const integ_snapshot *snapshot, int64_t table, int64_t column)
{
    const integi_table *found = table_in(snapshot, table);
    return found == NULL || column < 0 || column >= found->definition->column_count ? NULL : &found->columns[column];
}

int64_t integ_snapshot_rows_unprotected(const integ_snapshot *snapshot, int64_t table)
{
    const integi_table *found = table_in(snapshot, table);
    return found == NULL ? 0 : found->rows;
}

int64_t integ_snapshot_column_bytes_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column)
{
    const integi_column *found = column_in(snapshot, table, column);
    return found == NULL ? 0 : integi_column_bytes(found);
}

int32_t integ_snapshot_column_width(const integ_snapshot *snapshot, int64_t table, int64_t column)
{
    const integi_column *found = column_in(snapshot, table, column);
    return found == NULL ? 0 : found->width;
}

int64_t integ_snapshot_nulls_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column)
{
    const integi_column *found = column_in(snapshot, table, column);
    return found == NULL ? 0 : found->nulls;
}

integ_status integ_snapshot_distinct_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column,
                                                 int64_t *out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    const integi_column *found = snapshot == NULL ? NULL : column_in(snapshot, table, column);
    if (found == NULL)
        return integi_invalid_argument(error, snapshot == NULL ? "snapshot" : "column");
    int64_t repeats, first;
    bool numbers = found->definition->type == INTEG_TYPE_NUMBER;
    if (!integi_count_repeats(snapshot->owner->context, found, numbers, &repeats, &first))
        return integi_out_of_memory(error);
    *out = found->rows - found->nulls - repeats;
    return INTEG_STATUS_OK;
}

integ_status integ_snapshot_rare_rows_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column,
                                                  int64_t fewer_than, int64_t *out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    const integi_column *found = snapshot == NULL ? NULL : column_in(snapshot, table, column);
    if (found == NULL)
        return integi_invalid_argument(error, snapshot == NULL ? "snapshot" : "column");
    if (!integi_count_rare(snapshot->owner->context, found, fewer_than, out))
        return integi_out_of_memory(error);
    return INTEG_STATUS_OK;
}

integ_status integ_snapshot_label_rows_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column,
                                                   int64_t *rows, int64_t count, integ_error *error)
{
    const integi_column *found = snapshot == NULL ? NULL : column_in(snapshot, table, column);
    if (found == NULL)
        return integi_invalid_argument(error, snapshot == NULL ? "snapshot" : "column");
    const integi_column_definition *definition = found->definition;
    if (count != definition->label_count || (rows == NULL && count > 0))
        return integi_invalid_argument(error, "rows, count");
    if (count == 0)
        return INTEG_STATUS_OK;
    integ_context *context = snapshot->owner->context;
    size_t entries = (size_t)integi_dictionary_size(definition->dictionary) + 1;
    int64_t *all = integi_allocate_zeroed(context, entries * sizeof *all);
    if (all == NULL)
        return integi_out_of_memory(error);
    integi_count_entries(found, all);
    for (int64_t i = 0; i < count; i++) {
        const char *code = definition->labels[i].code;
        int64_t entry = integi_dictionary_find(definition->dictionary, code, strlen(code));
        rows[i] = entry < 0 ? 0 : all[entry];
    }
    integi_release(context, all, entries * sizeof *all);
    return INTEG_STATUS_OK;
}

int64_t integ_snapshot_people_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column, int32_t known)
{
    const integi_table *found = table_in(snapshot, table);
    const integi_column *asked = found == NULL || column < 0 ? NULL : column_in(snapshot, table, column);
    integi_people people;
    int64_t rows = found == NULL || (column >= 0 && asked == NULL) ? 0 : found->rows, row = 0, item;
    if (rows == 0)
        return 0;
    integi_people_begin(&people, found, INTEG_PEOPLE_MAXIMUM);
    while (row < rows && ((asked != NULL && integi_column_integer(asked, row, &item) != (known != 0)) ||
                          integi_people_add(&people, row)))
        row++;
    return integi_people_end(&people);
}

/* Those who have an entry of the dictionary of a code column. */
static int64_t people_of_entry(const integi_table *table, const integi_column *column, int64_t entry)
{
    integi_people people;
    int64_t item;
    integi_people_begin(&people, table, INTEG_PEOPLE_MAXIMUM);
    for (int64_t row = 0; row < table->rows; row++)
        if (integi_column_integer(column, row, &item) && item == entry && !integi_people_add(&people, row))
            break;
    return integi_people_end(&people);
}

integ_status integ_snapshot_label_people_unprotected(const integ_snapshot *snapshot, int64_t table, int64_t column,
                                                     int64_t *people, int64_t count, integ_error *error)
{
    const integi_column *found = snapshot == NULL ? NULL : column_in(snapshot, table, column);
    if (found == NULL)
        return integi_invalid_argument(error, snapshot == NULL ? "snapshot" : "column");
    const integi_column_definition *definition = found->definition;
    if (count != definition->label_count || (people == NULL && count > 0))
        return integi_invalid_argument(error, "people, count");
    for (int64_t i = 0; i < count; i++) {
        const char *code = definition->labels[i].code;
        int64_t entry = integi_dictionary_find(definition->dictionary, code, strlen(code));
        people[i] = entry < 0 ? 0 : people_of_entry(table_in(snapshot, table), found, entry);
    }
    return INTEG_STATUS_OK;
}

int64_t integ_snapshot_orphans_unprotected(const integ_snapshot *snapshot, int64_t table)
{
    const integi_table *found = table_in(snapshot, table);
    return found == NULL ? 0 : found->orphans;
}

int64_t integ_snapshot_reversed_spells_unprotected(const integ_snapshot *snapshot, int64_t table)
{
    const integi_table *found = table_in(snapshot, table);
    return found == NULL ? 0 : found->reversed;
}

integ_status integ_snapshot_text(const integ_snapshot *snapshot, int64_t table, int64_t column, int64_t row,
                                 char *text, size_t size, int64_t *length, integ_error *error)
{
    if (snapshot == NULL || length == NULL || (text == NULL && size > 0))
        return integi_invalid_argument(error, "snapshot, text, length");
    *length = -1;
    if (size > 0)
        text[0] = '\0';
    if (snapshot->owner->purpose != INTEG_PURPOSE_CASEWORK)
        return INTEGI_FAIL(error, NULL, &integi_message_register_refused);
    const integi_column *found = column_in(snapshot, table, column);
    if (found == NULL || row < 0 || row >= found->rows)
        return integi_invalid_argument(error, found == NULL ? "column" : "row");
    integi_buffer buffer;
    integi_buffer_init(&buffer, snapshot->owner->context);
    bool known = integi_value_append(&buffer, found, row, &INTEGI_VALUE_FORM_PLAIN);
    bool failed = buffer.failed;
    if (known && !failed) {
        *length = (int64_t)buffer.length;
        if (size > 0) {
            size_t copied = buffer.length < size ? buffer.length : size - 1;
            if (copied > 0)
                memcpy(text, buffer.bytes, copied);
            text[copied] = '\0';
        }
    }
    integi_buffer_free(&buffer);
    return failed ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}
