/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_rows.h"

#include "register/arrow_stream.h"
#include "register/messages.h"
#include "register/register.h"

#include <string.h>

#define BATCH_ROWS_MAXIMUM (INT64_C(1) << 24)

/* Rows of a table as the source of a stream. */
typedef struct rows_source {
    integ_context *context;
    integ_register *owner; /* kept alive */
    const integi_table *table;
    integi_arrow_field *fields;
    integi_bitset selection; /* its words are NULL: all rows */
    int64_t batch_rows;
    int64_t *picked; /* the selected rows of one batch */
    int64_t picked_from, picked_rows;
    int64_t next; /* the row of the table to go on with */
} rows_source;

static void free_source(void *userdata)
{
    rows_source *self = userdata;
    integ_context *context = self->context;
    size_t columns = (size_t)self->table->definition->column_count;
    if (self->selection.words != NULL)
        integi_bitset_free(&self->selection, context);
    integi_release_wiped(context, self->picked, (size_t)self->batch_rows * sizeof *self->picked);
    integi_release(context, self->fields, columns * sizeof *self->fields);
    integ_register_free(self->owner);
    integi_release(context, self, sizeof *self);
    integ_context_free(context);
}

/* The rows of a batch, once for all of its columns. Batches come in order, and begin anew with the first. */
static void pick(rows_source *self, int64_t from, int64_t rows)
{
    if (self->picked_from == from && self->picked_rows == rows)
        return;
    self->next = from == 0 ? 0 : self->next;
    for (int64_t i = 0; i < rows; i++) {
        self->picked[i] = integi_bitset_next(&self->selection, self->next);
        self->next = self->picked[i] + 1;
    }
    self->picked_from = from;
    self->picked_rows = rows;
}

static void read_rows(void *userdata, int64_t column, int64_t row, int64_t rows, integi_arrow_cells *out)
{
    rows_source *self = userdata;
    const integi_column *values = &self->table->columns[column];
    bool numbers = values->definition->type == INTEG_TYPE_NUMBER, all = self->selection.words == NULL;
    if (!all)
        pick(self, row, rows);
    for (int64_t i = 0; i < rows; i++) {
        int64_t at = all ? row + i : self->picked[i];
        out->known[i] = numbers ? integi_column_number(values, at, &out->numbers[i])
                                : integi_column_integer(values, at, &out->wholes[i]);
    }
}

static const integi_dictionary *dictionary_of(const rows_source *self, int64_t column)
{
    return self->table->definition->columns[column].dictionary;
}

static int64_t text_count(void *userdata, int64_t column)
{
    return integi_dictionary_size(dictionary_of(userdata, column));
}

static const char *text_at(void *userdata, int64_t column, int64_t number, size_t *length)
{
    return integi_dictionary_text(dictionary_of(userdata, column), number, length);
}

/* False: no memory; the source can only be freed. */
static bool prepare(rows_source *self, const integi_bitset *selection)
{
    const integi_table_definition *definition = self->table->definition;
    self->fields = integi_allocate_array(self->context, (size_t)definition->column_count, sizeof *self->fields);
    if (self->fields == NULL)
        return false;
    for (int64_t i = 0; i < definition->column_count; i++) {
        const integi_column_definition *column = &definition->columns[i];
        self->fields[i] = (integi_arrow_field){column->name, column->type, column->decimals};
    }
    if (selection == NULL)
        return true;
    if (!integi_bitset_init(&self->selection, self->context, selection->rows))
        return false;
    memcpy(self->selection.words, selection->words, integi_bitset_words(selection->rows) * sizeof *selection->words);
    self->picked = integi_allocate_array(self->context, (size_t)self->batch_rows, sizeof *self->picked);
    return self->picked != NULL;
}

static integ_status open_rows(const integ_snapshot *snapshot, const integi_table *table,
                              const integi_bitset *selection, int64_t batch_rows, struct ArrowArrayStream *out,
                              integ_error *error)
{
    integ_context *context = snapshot->owner->context;
    rows_source *self = integi_allocate_zeroed(context, sizeof *self);
    if (self == NULL)
        return integi_out_of_memory(error);
    *self = (rows_source){.context = integi_context_retain(context), .owner = integi_register_retain(snapshot->owner),
                          .table = table, .batch_rows = batch_rows, .picked_from = -1};
    if (!prepare(self, selection)) {
        free_source(self);
        return integi_out_of_memory(error);
    }
    integi_arrow_source source = {.context = context,
                                  .rows = selection == NULL ? table->rows : integi_bitset_count(selection),
                                  .fields = self->fields,
                                  .field_count = table->definition->column_count,
                                  .userdata = self,
                                  .read = read_rows,
                                  .text_count = text_count,
                                  .text = text_at,
                                  .free = free_source};
    return integi_arrow_open(&source, batch_rows, out, error);
}

integ_status integi_table_to_arrow(const integ_snapshot *snapshot, int64_t table, const integi_bitset *selection,
                                   int64_t batch_rows, struct ArrowArrayStream *out, integ_error *error)
{
    if (batch_rows < 0 || batch_rows > BATCH_ROWS_MAXIMUM)
        return integi_invalid_argument(error, "batch_rows");
    if (snapshot->owner->purpose != INTEG_PURPOSE_CASEWORK)
        return INTEGI_FAIL(error, NULL, &integi_message_register_refused);
    return open_rows(snapshot, &snapshot->tables[table], selection,
                     batch_rows == 0 ? INTEGI_ARROW_BATCH_ROWS : batch_rows, out, error);
}

integ_status integ_snapshot_to_arrow(const integ_snapshot *snapshot, int64_t table, int64_t batch_rows,
                                     struct ArrowArrayStream *out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = (struct ArrowArrayStream){.release = NULL};
    if (snapshot == NULL)
        return integi_invalid_argument(error, "snapshot");
    if (table < 0 || table >= snapshot->owner->table_count)
        return integi_invalid_argument(error, "table");
    return integi_table_to_arrow(snapshot, table, NULL, batch_rows, out, error);
}
