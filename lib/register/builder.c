/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/builder.h"

#include "base/utf8.h"
#include "register/column_builder.h"
#include "register/messages.h"

#include <string.h>

/* The builder's lists, its snapshots and tables, and the step that makes a register of them. */

integ_status integ_register_builder_new(integ_context *context, int32_t purpose, integ_register_builder **out,
                                        integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    if (purpose != INTEG_PURPOSE_STATISTICS && purpose != INTEG_PURPOSE_CASEWORK)
        return integi_invalid_argument(error, "purpose");
    integ_register_builder *builder = integi_allocate_zeroed(context, sizeof *builder);
    if (builder == NULL)
        return integi_out_of_memory(error);
    builder->context = integi_context_retain(context);
    builder->newest_snapshot = builder->newest_instance = -1;
    builder->reg = integi_register_new(context, purpose);
    if (builder->reg == NULL) {
        integ_register_builder_free(builder);
        return integi_out_of_memory(error);
    }
    *out = builder;
    return INTEG_STATUS_OK;
}

static void free_lists(integ_register_builder *builder)
{
    for (size_t i = 0; i < builder->piece_count; i++)
        integi_column_free(&builder->pieces[i].column, builder->context);
    integi_release(builder->context, builder->pieces, builder->piece_capacity * sizeof *builder->pieces);
    integi_release(builder->context, builder->instances, builder->instance_capacity * sizeof *builder->instances);
    builder->pieces = NULL;
    builder->instances = NULL;
    builder->piece_count = builder->piece_capacity = builder->instance_count = builder->instance_capacity = 0;
}

void integ_register_builder_free(integ_register_builder *builder)
{
    if (builder == NULL)
        return;
    free_lists(builder);
    integ_register_free(builder->reg);
    integ_context *context = builder->context;
    integi_release(context, builder, sizeof *builder);
    integ_context_free(context);
}

integ_status integi_builder_exhausted(integ_register_builder *builder, integ_error *error)
{
    builder->exhausted = true;
    return integi_out_of_memory(error);
}

integ_status integi_builder_ready(const integ_register_builder *builder, integ_error *error)
{
    if (builder == NULL)
        return integi_invalid_argument(error, "builder");
    if (builder->reg == NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_register_finished);
    if (builder->broken)
        return INTEGI_FAIL(error, NULL, &integi_message_register_broken);
    return builder->exhausted ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

bool integi_is_name(const char *name)
{
    return name != NULL && name[0] != '\0' && integi_is_utf8(name);
}

integ_status integ_register_builder_add_snapshot(integ_register_builder *builder, integ_date as_of,
                                                 integ_error *error)
{
    integ_status status = integi_builder_ready(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (as_of < INTEG_DATE_MINIMUM || as_of > INTEG_DATE_MAXIMUM)
        return integi_invalid_argument(error, "as_of");
    char text[11];
    integ_date_to_text(as_of, text);
    for (int64_t s = 0; s < builder->reg->snapshot_count; s++)
        if (builder->reg->snapshots[s].has_as_of && builder->reg->snapshots[s].as_of == as_of)
            return INTEGI_FAIL(error, NULL, &integi_message_register_duplicate_snapshot, text);
    integ_snapshot *snapshot = integi_register_add_snapshot(builder->reg);
    if (snapshot == NULL)
        return integi_builder_exhausted(builder, error);
    snapshot->as_of = as_of;
    snapshot->has_as_of = true;
    builder->newest_snapshot = builder->reg->snapshot_count - 1;
    builder->newest_instance = -1;
    return INTEG_STATUS_OK;
}

integ_status integ_register_builder_add_table(integ_register_builder *builder, const char *name, int64_t rows,
                                              integ_error *error)
{
    integ_status status = integi_builder_ready(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!integi_is_name(name))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    if (rows < 0)
        return integi_invalid_argument(error, "rows");
    if (rows > INTEGI_ROWS_MAXIMUM)
        return INTEGI_FAIL(error, NULL, &integi_message_register_rows_limit, name,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_ROWS_MAXIMUM));
    return integi_builder_begin_table(builder, name, rows, NULL, error);
}

integ_status integi_builder_begin_table(integ_register_builder *builder, const char *name, int64_t rows,
                                        const char *source, integ_error *error)
{
    integ_register *reg = builder->reg;
    if (builder->newest_snapshot < 0)
        return INTEGI_FAIL(error, NULL, &integi_message_register_no_snapshot);
    int64_t table = integi_register_find_table(reg, name);
    for (size_t i = 0; i < builder->instance_count; i++)
        if (builder->instances[i].snapshot == builder->newest_snapshot && builder->instances[i].table == table)
            return INTEGI_FAIL(error, NULL, &integi_message_register_duplicate_table, name);
    void *instances = builder->instances;
    if (!integi_grow(builder->context, &instances, &builder->instance_capacity, builder->instance_count,
                     sizeof *builder->instances))
        return integi_builder_exhausted(builder, error);
    builder->instances = instances;
    char *copy = source == NULL ? NULL : integi_register_copy(reg, source);
    if (source != NULL && copy == NULL)
        return integi_builder_exhausted(builder, error);
    if (table < 0) {
        if (integi_register_add_table(reg, name) == NULL)
            return integi_builder_exhausted(builder, error);
        table = reg->table_count - 1;
    }
    builder->newest_instance = (int64_t)builder->instance_count;
    builder->instances[builder->instance_count++] =
        (integi_instance){builder->newest_snapshot, table, rows, copy};
    return INTEG_STATUS_OK;
}

integi_table_definition *integi_builder_table(const integ_register_builder *builder)
{
    return &builder->reg->tables[builder->instances[builder->newest_instance].table];
}

bool integi_builder_table_settled(const integ_register_builder *builder)
{
    for (int64_t i = 0; i < builder->newest_instance; i++)
        if (builder->instances[i].table == builder->instances[builder->newest_instance].table)
            return true;
    return false;
}

bool integi_builder_has(const integ_register_builder *builder, int64_t column_index)
{
    for (size_t i = builder->piece_count; i-- > 0;)
        if (builder->pieces[i].instance == builder->newest_instance &&
            builder->pieces[i].column_index == column_index)
            return true;
    return false;
}

integ_status integi_builder_define_column(integ_register_builder *builder, const char *name, int32_t type,
                                          int32_t decimals, int64_t *out, integ_error *error)
{
    integi_table_definition *table = integi_builder_table(builder);
    *out = integi_table_find_column(table, name);
    if ((*out >= 0 && integi_builder_has(builder, *out)) || integi_table_find_derived(table, name) >= 0)
        return INTEGI_FAIL(error, NULL, &integi_message_register_duplicate_column, name, table->name);
    if (*out >= 0) {
        const integi_column_definition *column = &table->columns[*out];
        if (integi_column_declared_type(column) != type || column->decimals != decimals)
            return INTEGI_FAIL(error, NULL, &integi_message_register_other_type, name, table->name);
        return INTEG_STATUS_OK;
    }
    if (integi_builder_table_settled(builder))
        return INTEGI_FAIL(error, NULL, &integi_message_register_new_column, name, table->name);
    if (integi_register_add_column(builder->reg, table, name, type, decimals) == NULL)
        return integi_builder_exhausted(builder, error);
    *out = table->column_count - 1;
    return INTEG_STATUS_OK;
}

integ_status integi_builder_take(integ_register_builder *builder, int64_t column_index, integi_column *column,
                                 integ_error *error)
{
    void *pieces = builder->pieces;
    if (!integi_grow(builder->context, &pieces, &builder->piece_capacity, builder->piece_count,
                     sizeof *builder->pieces)) {
        integi_column_free(column, builder->context);
        return integi_builder_exhausted(builder, error);
    }
    builder->pieces = pieces;
    builder->pieces[builder->piece_count++] = (integi_piece){builder->newest_instance, column_index, *column};
    return INTEG_STATUS_OK;
}

/* Puts everything in its place. After this the register's own free frees it. */
static bool place_all(integ_register_builder *builder)
{
    integ_register *reg = builder->reg;
    for (int64_t s = 0; s < reg->snapshot_count; s++)
        if (!integi_snapshot_complete(reg, &reg->snapshots[s]))
            return false;
    for (size_t i = 0; i < builder->instance_count; i++) {
        const integi_instance *instance = &builder->instances[i];
        integi_table *table = &reg->snapshots[instance->snapshot].tables[instance->table];
        table->rows = instance->rows;
        table->source = instance->source;
    }
    for (size_t i = 0; i < builder->piece_count; i++) {
        const integi_piece *piece = &builder->pieces[i];
        const integi_instance *instance = &builder->instances[piece->instance];
        reg->snapshots[instance->snapshot].tables[instance->table].columns[piece->column_index] = piece->column;
    }
    builder->piece_count = 0;
    free_lists(builder);
    return true;
}

/* Every instance has every column of its table. */
static integ_status check_complete(integ_register_builder *builder, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (size_t i = 0; i < builder->instance_count; i++) {
        const integi_instance *instance = &builder->instances[i];
        const integi_table_definition *table = &builder->reg->tables[instance->table];
        integi_place place = {instance->source, 0, 0, -1, 0};
        builder->newest_instance = (int64_t)i;
        for (int64_t c = 0; c < table->column_count; c++)
            if (!integi_builder_has(builder, c))
                status = INTEGI_FAIL(error, &place, &integi_message_register_missing_column, table->columns[c].name,
                                     table->name);
    }
    return status;
}

static integ_status finish(integ_register_builder *builder, integ_error *error)
{
    integ_register *reg = builder->reg;
    if (reg->snapshot_count == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_register_no_snapshot);
    if (reg->table_count == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_register_no_table);
    if (reg->tables[0].link_table != NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_register_main_linked, reg->tables[0].name);
    integ_status status = check_complete(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!place_all(builder))
        return integi_out_of_memory(error);
    integi_register_seal(reg);
    for (int64_t s = 0; s < reg->snapshot_count && status != INTEG_STATUS_OUT_OF_MEMORY; s++) {
        integ_status found = integi_snapshot_connect(reg, &reg->snapshots[s], error);
        if (status == INTEG_STATUS_OK || found == INTEG_STATUS_OUT_OF_MEMORY)
            status = found;
    }
    return status;
}

integ_status integ_register_builder_finish(integ_register_builder *builder, integ_register **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    integ_status status = integi_builder_ready(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = finish(builder, error);
    if (status == INTEG_STATUS_OK)
        *out = builder->reg;
    else
        integ_register_free(builder->reg);
    builder->reg = NULL;
    return status;
}
