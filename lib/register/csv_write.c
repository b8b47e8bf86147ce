/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_write.h"

#include "base/messages.h"
#include "register/csv_messages.h"
#include "register/messages.h"
#include "register/options.h"
#include "register/value_text.h"

#include <string.h>

/* Writing CSV: rows go into a buffer, which is handed over and emptied when it is full. */

#define BLOCK_BYTES (64 << 10)
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct writer {
    integ_context *context;
    const integi_table *table;
    const int64_t *columns; /* NULL for all */
    int64_t column_count;
    const integ_csv_options *options;
    integi_value_form form;
    integi_buffer value, block; /* one value with an apostrophe before it; what waits to be handed over */
    integ_write_callback write;
    void *userdata;
    int64_t done, total; /* rows */
} writer;

static const integi_column *column_at(const writer *to, int64_t place)
{
    return &to->table->columns[to->columns == NULL ? place : to->columns[place]];
}

/* A space at either end stands in quotes too, as many programs take it away otherwise, and so does what would be taken
 * for the mark of the file. The text ends with a NUL. */
static bool needs_quotes(const writer *to, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == to->options->format.delimiter || text[i] == '"' || text[i] == '\r' || text[i] == '\n')
            return true;
    return length == 0 || text[0] == ' ' || text[length - 1] == ' ' || strncmp(text, BYTE_ORDER_MARK, 3) == 0;
}

static void append_field(writer *to, const char *text, size_t length)
{
    bool quoted = needs_quotes(to, text, length);
    const char *end = text + length, *quote;
    if (quoted)
        integi_buffer_byte(&to->block, '"');
    while ((quote = memchr(text, '"', (size_t)(end - text))) != NULL) {
        integi_buffer_append(&to->block, text, (size_t)(quote + 1 - text));
        integi_buffer_byte(&to->block, '"');
        text = quote + 1;
    }
    integi_buffer_append(&to->block, text, (size_t)(end - text));
    if (quoted)
        integi_buffer_byte(&to->block, '"');
}

/* What makes a spreadsheet calculate a cell instead of showing it; an apostrophe before it takes that away. */
static bool is_guarded(const writer *to, const char *text, size_t length)
{
    return to->options->formula_guard && length > 0 && memchr("=+-@\t\r\n", text[0], 7) != NULL;
}

static void append_text(writer *to, const char *apostrophe, size_t length)
{
    bool guarded = is_guarded(to, apostrophe + 1, length);
    append_field(to, apostrophe + !guarded, length + guarded);
}

/* A line with nothing on it would be no row to many readers. */
static void append_null(writer *to)
{
    if (to->options->null_count > 0 && to->options->nulls[0][0] != '\0')
        append_field(to, to->options->nulls[0], strlen(to->options->nulls[0]));
    else if (to->column_count == 1)
        integi_buffer_text(&to->block, "\"\"");
}

static integ_status append_value(writer *to, const integi_column *column, int64_t row, integ_error *error)
{
    const integi_column_definition *definition = column->definition;
    to->value.length = 0;
    integi_buffer_byte(&to->value, '\'');
    if (!integi_value_append(&to->value, column, row, &to->form)) {
        append_null(to);
        return INTEG_STATUS_OK;
    }
    if (to->value.failed)
        return integi_out_of_memory(error);
    const char *text = to->value.bytes + 1;
    size_t length = to->value.length - 1;
    for (int64_t i = 0; length > 0 && i < to->options->null_count; i++)
        if (strlen(to->options->nulls[i]) == length && memcmp(to->options->nulls[i], text, length) == 0)
            return INTEGI_FAIL(error, NULL, &integi_message_csv_value_as_null, definition->name);
    if (definition->type == INTEG_TYPE_CODE || definition->type == INTEG_TYPE_TEXT)
        append_text(to, to->value.bytes, length);
    else
        append_field(to, text, length);
    return INTEG_STATUS_OK;
}

static integ_status hand_over(writer *to, integ_error *error)
{
    if (to->block.failed)
        return integi_out_of_memory(error);
    if (to->block.length > 0 && to->write(to->block.bytes, to->block.length, to->userdata) != 0)
        return INTEGI_FAIL(error, NULL, &integi_message_csv_write_failed);
    to->block.length = 0;
    return integi_progress(to->context, "write", to->done, to->total) ? INTEG_STATUS_OK : integi_cancelled(error);
}

static void end_line(writer *to)
{
    integi_buffer_text(&to->block, to->options->carriage_return ? "\r\n" : "\n");
}

static void append_header(writer *to)
{
    if (to->options->byte_order_mark)
        integi_buffer_text(&to->block, BYTE_ORDER_MARK);
    for (int64_t i = 0; i < to->column_count; i++) {
        const char *name = column_at(to, i)->definition->name;
        if (i > 0)
            integi_buffer_byte(&to->block, to->options->format.delimiter);
        to->value.length = 0;
        integi_buffer_byte(&to->value, '\'');
        integi_buffer_text(&to->value, name);
        if (!to->value.failed)
            append_text(to, to->value.bytes, to->value.length - 1);
    }
    end_line(to);
}

static integ_status append_row(writer *to, int64_t row, integ_error *error)
{
    for (int64_t i = 0; i < to->column_count; i++) {
        if (i > 0)
            integi_buffer_byte(&to->block, to->options->format.delimiter);
        integ_status status = append_value(to, column_at(to, i), row, error);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    end_line(to);
    to->done++;
    return to->block.failed || to->block.length >= BLOCK_BYTES ? hand_over(to, error) : INTEG_STATUS_OK;
}

static integ_status write_rows(writer *to, const integi_bitset *rows, integ_error *error)
{
    append_header(to);
    if (to->value.failed)
        return integi_out_of_memory(error);
    int64_t last = to->table->rows;
    for (int64_t row = 0; row < last; row++) {
        if (rows != NULL && (row = integi_bitset_next(rows, row)) < 0)
            break;
        integ_status status = append_row(to, row, error);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    return hand_over(to, error);
}

static integ_status check(const integ_snapshot *snapshot, int64_t table, const int64_t *columns, int64_t column_count,
                          const integ_csv_options *options, integ_write_callback write, integ_error *error)
{
    if (table < 0 || table >= integi_register_table_count(snapshot->owner))
        return integi_invalid_argument(error, "table");
    if (columns == NULL ? column_count != 0 : column_count <= 0)
        return integi_invalid_argument(error, "column_count");
    for (int64_t i = 0; i < column_count; i++)
        if (columns[i] < 0 || columns[i] >= snapshot->tables[table].definition->column_count)
            return integi_invalid_argument(error, "columns");
    if (write == NULL)
        return integi_invalid_argument(error, "write");
    if (integ_register_purpose(snapshot->owner) != INTEG_PURPOSE_CASEWORK)
        return INTEGI_FAIL(error, NULL, &integi_message_register_refused);
    if (options != NULL && options->format.encoding != INTEGI_ENCODING_UTF8)
        return INTEGI_FAIL(error, NULL, &integi_message_csv_write_encoding);
    return INTEG_STATUS_OK;
}

integ_status integi_csv_write(const integ_snapshot *snapshot, int64_t table, const integi_bitset *rows,
                              const int64_t *columns, int64_t column_count, const integ_csv_options *options,
                              integ_write_callback write, void *userdata, integ_error *error)
{
    integ_status status = check(snapshot, table, columns, column_count, options, write, error);
    if (status != INTEG_STATUS_OK)
        return status;
    const integ_csv_options standard = {.format = INTEGI_CSV_FORMAT_BARE};
    const integi_table *from = &snapshot->tables[table];
    writer to = {.context = integi_register_context(snapshot->owner), .table = from, .columns = columns,
                 .options = options == NULL ? &standard : options, .write = write, .userdata = userdata};
    to.column_count = columns == NULL ? from->definition->column_count : column_count;
    to.form = (integi_value_form){to.options->format.decimal, to.options->format.date_format};
    to.total = rows == NULL ? from->rows : integi_bitset_count(rows);
    integi_buffer_init(&to.value, to.context);
    integi_buffer_init(&to.block, to.context);
    status = write_rows(&to, rows, error);
    integi_buffer_free(&to.value);
    integi_buffer_free(&to.block);
    return status;
}

integ_status integ_snapshot_write_csv(const integ_snapshot *snapshot, int64_t table, const int64_t *columns,
                                      int64_t column_count, const integ_csv_options *options,
                                      integ_write_callback write, void *userdata, integ_error *error)
{
    if (snapshot == NULL)
        return integi_invalid_argument(error, "snapshot");
    return integi_csv_write(snapshot, table, NULL, columns, column_count, options, write, userdata, error);
}
