/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv.h"

#include "base/parallel.h"
#include "base/turns.h"
#include "register/column_builder.h"
#include "register/csv_messages.h"
#include "register/csv_value.h"
#include "register/csv_worker.h"
#include "register/messages.h"

#include <string.h>

/* Reading a file whose columns are known. Each thread takes the next block, makes values of it, waits until
 * the blocks before have been settled, settles its own, and then writes its values into the columns, beside
 * the others. Settling means: to report what is wrong, to give new texts their numbers, and to make room in
 * the columns. */

/* A column of the table, and where its values come from and go to. */
typedef struct target {
    const integi_column_definition *definition;
    integi_column_builder built;
} target;

typedef struct loader {
    integ_register_builder *builder;
    integi_csv_reader reader; /* what is known of the file so far, and reads what is doubtful */
    integi_csv_feed feed;
    target *targets;
    int64_t *fields; /* where each of them stands in a record; -1 when it does not */
    int64_t target_count;
    integi_csv_worker *workers;
    int64_t worker_count;
    size_t mark; /* bytes of the byte order mark */
    integi_turns turns;
    int64_t rows;        /* that were settled */
    integ_status status; /* of the settling */
    integ_error *error;
} loader;

static void free_loader(loader *in)
{
    integ_context *context = in->builder->context;
    integi_csv_reader_free(&in->reader);
    integi_csv_feed_free(&in->feed);
    for (int64_t i = 0; in->targets != NULL && i < in->target_count; i++)
        integi_column_builder_free(&in->targets[i].built);
    if (in->targets != NULL)
        integi_release(context, in->targets, (size_t)in->target_count * sizeof *in->targets);
    if (in->fields != NULL)
        integi_release(context, in->fields, (size_t)in->target_count * sizeof *in->fields);
    for (int64_t i = 0; in->workers != NULL && i < in->worker_count; i++)
        integi_csv_worker_free(&in->workers[i]);
    if (in->workers != NULL)
        integi_release(context, in->workers, (size_t)in->worker_count * sizeof *in->workers);
}

static bool prepare_targets(loader *in)
{
    integ_context *context = in->builder->context;
    const integi_table_definition *table = integi_builder_table(in->builder);
    in->target_count = table->column_count;
    in->targets = integi_allocate_array(context, (size_t)in->target_count, sizeof *in->targets);
    in->fields = integi_allocate_array(context, (size_t)in->target_count, sizeof *in->fields);
    for (int64_t i = 0; in->targets != NULL && i < in->target_count; i++) {
        in->targets[i] = (target){.definition = &table->columns[i]};
        integi_column_builder_init(&in->targets[i].built, context, table->columns[i].type);
    }
    for (int64_t i = 0; in->fields != NULL && i < in->target_count; i++)
        in->fields[i] = -1;
    return in->targets != NULL && in->fields != NULL;
}

/* A name of the file that the table does not define is remembered, once. */
static integ_status note_skipped(loader *in, const char *name)
{
    integ_register *reg = in->builder->reg;
    integi_table_definition *table = integi_builder_table(in->builder);
    for (int64_t i = 0; i < table->skipped_count; i++)
        if (strcmp(table->skipped[i], name) == 0)
            return INTEG_STATUS_OK;
    char *copy = integi_register_copy(reg, name);
    char **added = copy == NULL
                       ? NULL
                       : integi_register_extend(reg, &table->skipped, &table->skipped_count, sizeof *added);
    if (added == NULL)
        return integi_builder_exhausted(in->builder, in->error);
    *added = copy;
    return INTEG_STATUS_OK;
}

static integ_status match_names(loader *in)
{
    const integi_table_definition *table = integi_builder_table(in->builder);
    integ_status result = INTEG_STATUS_OK;
    for (int64_t field = 0; field < in->reader.name_count; field++) {
        int64_t column = integi_table_find_column(table, in->reader.names[field]);
        if (column >= 0)
            in->fields[column] = field;
        else if ((result = note_skipped(in, in->reader.names[field])) != INTEG_STATUS_OK)
            return result;
    }
    integi_place place = {in->reader.input->name, 1, 1, 0, 0};
    for (int64_t i = 0; i < in->target_count; i++)
        if (in->fields[i] < 0)
            result = INTEGI_FAIL(in->error, &place, &integi_message_csv_missing_column, table->columns[i].name);
    return result;
}

static integ_status report_value(loader *in, const integi_csv_column *column, const char *at,
                                 const integi_message *fault)
{
    if (column->exhausted)
        return integi_out_of_memory(in->error);
    integi_place place = integi_csv_place(&in->reader, at);
    return integi_csv_fault(&in->reader, INTEGI_FAIL(in->error, &place, fault, column->definition->name,
                                                     integi_date_formats[column->definition->date_format]));
}

/* Reads the record that the reader has cut out. */
static integ_status take_record(loader *in, integi_csv_worker *worker)
{
    if (!integi_csv_worker_reserve(worker, 1))
        return integi_out_of_memory(in->error);
    for (int64_t i = 0; i < in->target_count; i++) {
        integi_csv_column *column = &worker->columns[i];
        integi_field field = in->reader.fields[in->fields[i]];
        const char *at = field.text;
        if (!integi_csv_unquote(&in->reader, &field))
            return integi_out_of_memory(in->error);
        const integi_message *fault = integi_csv_column_read(column, field.text, field.length, worker->rows);
        integ_status status = fault == NULL ? INTEG_STATUS_OK : report_value(in, column, at, fault);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    worker->rows++;
    return INTEG_STATUS_OK;
}

/* Reads a block in which something may be wrong, and reports it. */
static integ_status read_again(loader *in, integi_csv_worker *worker)
{
    int32_t poison;
    bool more = true;
    if (!integi_csv_worker_restart(worker, &poison))
        return integi_out_of_memory(in->error);
    integi_csv_reader_turn(&in->reader, worker->text, worker->length, poison, !worker->block.overlong);
    while (more) {
        integ_status status = integi_csv_reader_row(&in->reader, &more, in->error);
        if (status == INTEG_STATUS_OK && more)
            status = take_record(in, worker);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    integi_csv_worker_measure(worker);
    return INTEG_STATUS_OK;
}

static integ_status settle_text_numbers(loader *in, integi_csv_column *column)
{
    integi_place place = {in->reader.input->name, 0, 0, -1, 0};
    if (column->kind != INTEGI_CSV_TEXTS || column->definition->dictionary == NULL)
        return INTEG_STATUS_OK;
    int done = integi_csv_texts_settle(&column->texts, column->definition->dictionary);
    if (done != 0)
        return done > 0 ? INTEG_STATUS_OK : integi_out_of_memory(in->error);
    return INTEGI_FAIL(in->error, &place, &integi_message_register_texts_limit, column->definition->name);
}

static integ_status make_room(loader *in, integi_csv_worker *worker)
{
    integi_place place = {in->reader.input->name, 0, 0, -1, 0};
    int64_t rows = (int64_t)worker->rows;
    for (int64_t i = 0; i < in->target_count; i++) {
        integi_csv_column *column = &worker->columns[i];
        integi_column_builder *built = &in->targets[i].built;
        integ_status status = settle_text_numbers(in, column);
        if (status != INTEG_STATUS_OK)
            return status;
        /* All texts that the thread has met are in the column, or in this block. */
        if (column->kind == INTEGI_CSV_TEXTS) {
            column->lowest = column->texts.lowest;
            column->highest = column->texts.highest;
        }
        if (!integi_column_builder_has_room(built, column->lowest, column->highest, rows, column->nulls))
            integi_turns_alone(&in->turns);
        if (!integi_column_builder_make_room(built, column->lowest, column->highest, rows, column->nulls))
            return integi_out_of_memory(in->error);
    }
    in->rows += rows;
    if (in->rows <= INTEGI_ROWS_MAXIMUM)
        return INTEG_STATUS_OK;
    return INTEGI_FAIL(in->error, &place, &integi_message_register_rows_limit, integi_builder_table(in->builder)->name,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_ROWS_MAXIMUM));
}

static integ_status settle(loader *in, integi_csv_worker *worker, integi_csv_outcome outcome)
{
    integ_status status = INTEG_STATUS_OK;
    if (worker->block.failed)
        return integi_csv_bytes_report(&in->feed.bytes, in->error);
    if (outcome == INTEGI_CSV_EXHAUSTED)
        return integi_out_of_memory(in->error);
    if (outcome == INTEGI_CSV_DOUBTFUL)
        status = read_again(in, worker);
    else if (worker->rows > 0)
        status = integi_csv_reader_blanks(&in->reader, in->error);
    if (status != INTEG_STATUS_OK)
        return status;
    in->reader.lines += worker->survey.feeds;
    in->reader.counted += (int64_t)(worker->block.length - worker->skipped);
    return in->reader.faults > 0 ? INTEG_STATUS_OK : make_room(in, worker);
}

static void write_rows(loader *in, const integi_csv_worker *worker, int64_t row)
{
    for (int64_t i = 0; i < in->target_count; i++) {
        const integi_csv_column *column = &worker->columns[i];
        const integi_column_builder *built = &in->targets[i].built;
        void *out = integi_column_builder_at(built, row);
        if (column->kind == INTEGI_CSV_TEXTS) {
            const uint32_t *global = column->texts.same ? NULL : column->texts.global;
            worker->kernels->pack_texts(column->items, global, worker->rows, built->width, built->base, out);
        } else if (column->kind == INTEGI_CSV_DATES) {
            worker->kernels->pack_dates(column->items, worker->rows, built->width, built->base, out);
        } else {
            worker->kernels->pack(column->items, column->known, worker->rows, built->width, built->base, out);
            integi_column_builder_mark(built, row, column->known, (int64_t)worker->rows);
        }
    }
}

/* Reads the block of a worker. What is wrong with the first block that is wrong ends everything, as it would
 * if they were read one after the other. */
static integ_status read_block(loader *in, integi_csv_worker *worker)
{
    const integi_table_definition *table = integi_builder_table(in->builder);
    integi_csv_outcome outcome = INTEGI_CSV_EXHAUSTED;
    if (integi_csv_worker_prepare(worker, in->reader.name_count, table->columns, in->fields, in->target_count))
        outcome = integi_csv_worker_read(worker);
    integi_turns_begin(&in->turns, worker->block.number);
    int64_t row = in->rows;
    if (in->status == INTEG_STATUS_OK)
        in->status = settle(in, worker, outcome);
    integ_status status = in->status;
    bool writes = status == INTEG_STATUS_OK && in->reader.faults == 0 && worker->rows > 0;
    integi_turns_end(&in->turns, writes);
    if (writes) {
        write_rows(in, worker, row);
        integi_turns_done(&in->turns);
    }
    return status;
}

/* The first worker comes with the first block. */
static integ_status work(int64_t item, int32_t thread, void *userdata)
{
    (void)thread;
    loader *in = userdata;
    integi_csv_worker *worker = &in->workers[item];
    integ_status status = item == 0 ? read_block(in, worker) : INTEG_STATUS_OK;
    while (status == INTEG_STATUS_OK) {
        size_t ignored;
        integi_turns_enter(&in->turns);
        bool more = integi_csv_feed_next(&in->feed, &worker->block, &ignored);
        integi_turns_leave(&in->turns);
        if (!more)
            return INTEG_STATUS_OK;
        worker->skipped = 0;
        status = read_block(in, worker);
    }
    return status;
}

/* The first block tells the names of the columns. */
static integ_status read_header(loader *in, integi_csv_worker *first)
{
    int32_t poison;
    size_t mark;
    integi_csv_feed_next(&in->feed, &first->block, &mark);
    if (first->block.failed)
        return integi_csv_bytes_report(&in->feed.bytes, in->error);
    if (first->block.exhausted || !integi_csv_worker_restart(first, &poison))
        return integi_out_of_memory(in->error);
    in->reader.counted = (int64_t)mark;
    char behind = first->text[first->length]; /* perhaps the first byte that is no text */
    integi_csv_reader_turn(&in->reader, first->text, first->length, poison, !first->block.overlong);
    integ_status status = integi_csv_reader_header(&in->reader, in->error);
    first->text[first->length] = behind;
    integi_csv_reader_count(&in->reader);
    first->skipped = (size_t)in->reader.counted - mark;
    return status;
}

/* No more threads than there are blocks, as far as that can be foreseen. */
static int64_t useful_threads(const loader *in)
{
    const integi_csv_progress *progress = in->reader.input->progress;
    int64_t threads = integ_context_threads(in->builder->context);
    if (in->feed.ended)
        return 1;
    if (progress == NULL || progress->total < 0)
        return threads;
    int64_t blocks = progress->total / (int64_t)integi_csv_feed_block_bytes(&in->feed) + 1;
    return threads < blocks ? threads : blocks;
}

static integ_status read_blocks(loader *in, integi_csv_worker *first)
{
    integ_context *context = in->builder->context;
    int64_t count = useful_threads(in);
    in->workers = integi_allocate_array(context, (size_t)count, sizeof *in->workers);
    if (in->workers == NULL)
        return integi_out_of_memory(in->error);
    in->worker_count = count;
    in->workers[0] = *first;
    integi_csv_worker_init(first, context, &in->reader.input->format);
    for (int64_t i = 1; i < count; i++)
        integi_csv_worker_init(&in->workers[i], context, &in->reader.input->format);
    if (!integi_turns_init(&in->turns))
        return integi_out_of_memory(in->error);
    integ_status status = integi_parallel(context, (int32_t)count, count, NULL, work, in);
    integi_turns_free(&in->turns);
    if (in->status == INTEG_STATUS_OK && status != INTEG_STATUS_OK)
        return integi_out_of_memory(in->error); /* not even begun */
    return in->status != INTEG_STATUS_OK ? in->status : in->reader.fault_status;
}

static integ_status read_file(loader *in, integi_csv_worker *first)
{
    integ_status status = integi_csv_reader_begin(&in->reader, in->builder->context, in->reader.input, in->error);
    if (status == INTEG_STATUS_OK)
        status = read_header(in, first);
    if (status == INTEG_STATUS_OK && !prepare_targets(in))
        status = integi_out_of_memory(in->error);
    if (status == INTEG_STATUS_OK)
        status = match_names(in);
    return status == INTEG_STATUS_OK ? read_blocks(in, first) : status;
}

static integ_status hand_over(loader *in)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < in->target_count; i++) {
        integi_column column;
        if (!integi_column_builder_finish(&in->targets[i].built, NULL, &column))
            return integi_builder_exhausted(in->builder, in->error);
        status = integi_builder_take(in->builder, i, &column, in->error);
    }
    in->builder->instances[in->builder->newest_instance].rows = in->rows;
    return status;
}

integ_status integi_csv_load(integ_register_builder *builder, const integi_csv_input *input, integ_error *error)
{
    loader in = {.builder = builder, .error = error, .reader = {.context = builder->context, .input = input}};
    integi_csv_worker first;
    integi_csv_feed_init(&in.feed, builder->context, input);
    integi_csv_worker_init(&first, builder->context, &input->format);
    integ_status status = read_file(&in, &first);
    if (status == INTEG_STATUS_OK)
        status = hand_over(&in);
    integi_csv_worker_free(&first);
    free_loader(&in);
    return status;
}
