/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_load.h"

#include "register/arrow_messages.h"
#include "register/messages.h"

#include <string.h>

#define ENTRY_NEW 0
#define ENTRY_KNOWN 1
#define ENTRY_NULL 2

typedef struct loader {
    integ_register_builder *builder;
    struct ArrowArrayStream stream; /* moved here, so that the caller's is released */
    struct ArrowSchema schema;
    struct ArrowArray batch;
    integi_arrow_column *columns;
    int64_t column_count;
    integi_arrow_block *block;   /* rows */
    integi_arrow_block *entries; /* the one entry of a dictionary that is looked up */
    integi_arrow_where where;
} loader;

static void free_loader(loader *in)
{
    integ_context *context = in->builder->context;
    for (int64_t i = 0; in->columns != NULL && i < in->column_count; i++) {
        integi_arrow_column *column = &in->columns[i];
        integi_release_wiped(context, column->entries, column->entry_capacity * sizeof *column->entries);
        if (column->built.context != NULL)
            integi_column_builder_free(&column->built);
    }
    integi_release(context, in->columns, (size_t)in->column_count * sizeof *in->columns);
    integi_release_wiped(context, in->block, sizeof *in->block);
    integi_release_wiped(context, in->entries, sizeof *in->entries);
    if (in->batch.release != NULL)
        in->batch.release(&in->batch);
    if (in->schema.release != NULL)
        in->schema.release(&in->schema);
}

static integ_status stream_failed(loader *in, const char *what, int code, integ_error *error)
{
    integi_place place = {in->where.table, 0, 0, -1, 0};
    const char *text = in->stream.get_last_error(&in->stream);
    bool silent = text == NULL || text[0] == '\0';
    return INTEGI_FAIL(error, &place,
                       silent ? &integi_message_arrow_stream_failed_silently : &integi_message_arrow_stream_failed,
                       what, integi_number((char[INTEGI_NUMBER_SIZE]){0}, code), text);
}

static integ_status check_stream(const loader *in, integ_error *error)
{
    integi_place place = {in->where.table, 0, 0, -1, 0};
    const char *missing = in->stream.get_schema == NULL       ? "get_schema"
                          : in->stream.get_next == NULL       ? "get_next"
                          : in->stream.get_last_error == NULL ? "get_last_error"
                                                              : NULL;
    return missing == NULL ? INTEG_STATUS_OK
                           : INTEGI_FAIL(error, &place, &integi_message_arrow_no_callback, missing);
}

static integ_status read_schema(loader *in, integ_error *error)
{
    integi_place place = {in->where.table, 0, 0, -1, 0};
    int code = in->stream.get_schema(&in->stream, &in->schema);
    if (code != 0) {
        in->schema.release = NULL;
        return stream_failed(in, "get_schema", code, error);
    }
    const struct ArrowSchema *schema = &in->schema;
    if (schema->release == NULL)
        return INTEGI_FAIL(error, &place, &integi_message_arrow_released_schema);
    if (schema->format == NULL || strcmp(schema->format, "+s") != 0 || schema->dictionary != NULL)
        return INTEGI_FAIL(error, &place, &integi_message_arrow_no_struct,
                           schema->format == NULL ? "" : schema->format);
    if (schema->n_children > INTEGI_ARROW_COLUMNS_MAXIMUM)
        return INTEGI_FAIL(error, &place, &integi_message_arrow_column_limit,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_ARROW_COLUMNS_MAXIMUM));
    if (schema->n_children < 0 || (schema->n_children > 0 && schema->children == NULL))
        return INTEGI_FAIL(error, &place, &integi_message_arrow_no_child, "1",
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, schema->n_children));
    in->column_count = schema->n_children;
    return INTEG_STATUS_OK;
}

static bool make_room(loader *in)
{
    integ_context *context = in->builder->context;
    in->columns = integi_allocate_zeroed(context, (size_t)in->column_count * sizeof *in->columns);
    in->block = integi_allocate(context, sizeof *in->block);
    in->entries = integi_allocate(context, sizeof *in->entries);
    return in->columns != NULL && in->block != NULL && in->entries != NULL;
}

static integ_status report(loader *in, const integi_arrow_column *column, const integi_arrow_fault *fault,
                           integ_error *error)
{
    if (fault->message == NULL)
        return integi_out_of_memory(error);
    return integi_arrow_fail_at(&in->where, fault->message, fault->row, integ_type_name(column->target.type), error);
}

static bool append(integi_arrow_column *column, const integi_arrow_block *block, int64_t rows)
{
    if (column->target.type == INTEG_TYPE_NUMBER)
        return integi_column_builder_numbers(&column->built, block->numbers, block->known, rows);
    return integi_column_builder_integers(&column->built, block->wholes, block->known, rows);
}

/* Clears the memory of what the entries of a dictionary have become, as each batch may bring another dictionary. */
static bool forget_entries(loader *in, integi_arrow_column *column, int64_t count)
{
    integ_context *context = in->builder->context;
    if ((size_t)count > column->entry_capacity) {
        integi_release_wiped(context, column->entries, column->entry_capacity * sizeof *column->entries);
        column->entry_capacity = 0;
        column->entries = integi_allocate_array(context, (size_t)count, sizeof *column->entries);
        if (column->entries == NULL)
            return false;
        column->entry_capacity = (size_t)count;
    }
    for (int64_t i = 0; i < count; i++)
        column->entries[i].state = ENTRY_NEW;
    return true;
}

/* What an entry is in the column. A fault is that of the row that needs the entry. */
static bool look_up(loader *in, integi_arrow_column *column, const integi_arrow_view *dictionary, int64_t entry,
                    integi_arrow_fault *fault)
{
    integi_arrow_block *found = in->entries;
    integi_arrow_entry *to = &column->entries[entry];
    if (!integi_arrow_read(dictionary, entry, 1, &column->target, found, fault))
        return false;
    to->state = found->known[0] ? ENTRY_KNOWN : ENTRY_NULL;
    if (found->known[0] && column->target.type == INTEG_TYPE_NUMBER)
        to->item.number = found->numbers[0];
    else if (found->known[0])
        to->item.whole = found->wholes[0];
    return true;
}

/* Rows of a column with a dictionary: their indices are read, and replaced by what their entries are. */
static bool map_rows(loader *in, integi_arrow_column *column, const integi_arrow_view *view,
                     const integi_arrow_view *dictionary, int64_t row, int64_t rows, integi_arrow_fault *fault)
{
    integi_arrow_block *block = in->block;
    bool numbers = column->target.type == INTEG_TYPE_NUMBER;
    integi_arrow_read_known(view, row, rows, block->known);
    if (!integi_arrow_read_integers(view, row, rows, block->known, block->wholes, fault)) {
        fault->message = &integi_message_arrow_bad_index;
        return false;
    }
    for (int64_t i = 0; i < rows; i++) {
        int64_t index = block->wholes[i];
        if (!block->known[i])
            continue;
        *fault = (integi_arrow_fault){&integi_message_arrow_bad_index, row + i};
        if (index < 0 || index >= dictionary->rows)
            return false;
        if (column->entries[index].state == ENTRY_NEW && !look_up(in, column, dictionary, index, fault)) {
            fault->row = row + i;
            return false;
        }
        block->known[i] = column->entries[index].state == ENTRY_KNOWN;
        if (block->known[i] && numbers)
            block->numbers[i] = column->entries[index].item.number;
        else if (block->known[i])
            block->wholes[i] = column->entries[index].item.whole;
    }
    return true;
}

static integ_status take_rows(loader *in, integi_arrow_column *column, const integi_arrow_view *view,
                              const integi_arrow_view *dictionary, integ_error *error)
{
    integi_arrow_fault fault = {NULL, 0};
    for (int64_t row = 0; row < view->rows; row += INTEGI_ARROW_BLOCK_ROWS) {
        int64_t rows = view->rows - row < INTEGI_ARROW_BLOCK_ROWS ? view->rows - row : INTEGI_ARROW_BLOCK_ROWS;
        bool done = dictionary != NULL ? map_rows(in, column, view, dictionary, row, rows, &fault)
                                       : integi_arrow_read(view, row, rows, &column->target, in->block, &fault);
        if (!done)
            return report(in, column, &fault, error);
        if (!append(column, in->block, rows))
            return integi_out_of_memory(error);
    }
    return INTEG_STATUS_OK;
}

static integ_status take_column(loader *in, integi_arrow_column *column, const struct ArrowArray *array,
                                integ_error *error)
{
    bool mapped = column->index.name != NULL;
    integi_arrow_view view, dictionary;
    in->where.column = column->name;
    if (array == NULL)
        return integi_arrow_fail(&in->where, &integi_message_arrow_missing_child, 0, error);
    integ_status status = integi_arrow_look(array, mapped ? &column->index : &column->type, in->batch.offset,
                                            in->batch.length, &in->where, &view, error);
    if (status == INTEG_STATUS_OK && (array->dictionary != NULL) != mapped)
        status = integi_arrow_fail(&in->where, &integi_message_arrow_dictionary, 0, error);
    if (status == INTEG_STATUS_OK && mapped) {
        if (array->dictionary->dictionary != NULL)
            return integi_arrow_fail(&in->where, &integi_message_arrow_dictionary, 0, error);
        integi_arrow_where where = {in->where.table, column->name, in->where.batch, 0, true};
        status = integi_arrow_look(array->dictionary, &column->type, 0, -1, &where, &dictionary, error);
        if (status == INTEG_STATUS_OK && !forget_entries(in, column, dictionary.rows))
            status = integi_out_of_memory(error);
    }
    return status != INTEG_STATUS_OK ? status : take_rows(in, column, &view, mapped ? &dictionary : NULL, error);
}

static integ_status take_batch(loader *in, integ_error *error)
{
    integi_place place = {in->where.table, 0, 0, -1, 0};
    const struct ArrowArray *batch = &in->batch;
    in->where.column = "+s";
    integ_status status = integi_arrow_check_batch(batch, in->column_count, &in->where, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (batch->length > INTEGI_ROWS_MAXIMUM - in->where.row)
        return INTEGI_FAIL(error, &place, &integi_message_register_rows_limit, in->where.table,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_ROWS_MAXIMUM));
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < in->column_count; i++)
        status = take_column(in, &in->columns[i], batch->children[i], error);
    in->where.row += batch->length;
    return status;
}

static integ_status read_batches(loader *in, integ_error *error)
{
    for (in->where.batch = 1;; in->where.batch++) {
        int code = in->stream.get_next(&in->stream, &in->batch);
        if (code != 0) {
            in->batch.release = NULL;
            return stream_failed(in, "get_next", code, error);
        }
        if (in->batch.release == NULL)
            return INTEG_STATUS_OK;
        integ_status status = take_batch(in, error);
        in->batch.release(&in->batch);
        in->batch.release = NULL;
        if (status == INTEG_STATUS_OK && !integi_progress(in->builder->context, "read", in->where.row, -1))
            status = integi_cancelled(error);
        if (status != INTEG_STATUS_OK)
            return status;
    }
}

static integ_status hand_over(loader *in, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < in->column_count; i++) {
        integi_column column;
        if (!integi_column_builder_finish(&in->columns[i].built, NULL, &column))
            return integi_builder_exhausted(in->builder, error);
        status = integi_builder_take(in->builder, in->columns[i].column_index, &column, error);
    }
    in->builder->instances[in->builder->newest_instance].rows = in->where.row;
    return status;
}

static integ_status load(loader *in, const integ_arrow_options *options, integ_error *error)
{
    in->where.table = integi_builder_table(in->builder)->name;
    integ_status status = check_stream(in, error);
    if (status == INTEG_STATUS_OK)
        status = read_schema(in, error);
    if (status == INTEG_STATUS_OK && !make_room(in))
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = integi_arrow_define(in->builder, &in->schema, options, in->columns, error);
    if (status == INTEG_STATUS_OK)
        status = read_batches(in, error);
    return status == INTEG_STATUS_OK ? hand_over(in, error) : status;
}

static integ_status add_arrow(integ_register_builder *builder, const char *table, struct ArrowArrayStream *stream,
                              const integ_arrow_options *options, integ_error *error)
{
    integ_status status = integi_builder_ready(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!integi_is_name(table))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    if (stream->release == NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_arrow_released);
    status = integi_builder_begin_table(builder, table, 0, NULL, error);
    if (status != INTEG_STATUS_OK)
        return status;
    loader in = {.builder = builder, .stream = *stream};
    stream->release = NULL;
    status = load(&in, options, error);
    free_loader(&in);
    in.stream.release(&in.stream);
    builder->broken = status != INTEG_STATUS_OK;
    builder->exhausted = status == INTEG_STATUS_OUT_OF_MEMORY;
    return status;
}

integ_status integ_register_builder_add_arrow(integ_register_builder *builder, const char *table,
                                              struct ArrowArrayStream *stream, const integ_arrow_options *options,
                                              integ_error *error)
{
    if (stream == NULL)
        return integi_invalid_argument(error, "stream");
    integ_status status = add_arrow(builder, table, stream, options, error);
    if (stream->release != NULL)
        stream->release(stream);
    return status;
}
