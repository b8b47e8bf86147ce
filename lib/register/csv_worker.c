/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_worker.h"

#include "base/utf8.h"

#include <string.h>

#define PLACES 2048      /* fields that are looked at together: their text stays in the processor's nearest cache */
#define MET_TEXTS 16384  /* so many texts of a column are remembered from block to block */

static size_t place_capacity(const integi_csv_worker *worker)
{
    return worker->place_count + INTEGI_CSV_PLACES_SLACK + 1;
}

void integi_csv_worker_init(integi_csv_worker *worker, integ_context *context, const integi_csv_format *format)
{
    *worker = (integi_csv_worker){.context = context, .format = format,
                                  .kernels = integi_csv_kernels_for(integ_context_instructions(context))};
}

bool integi_csv_worker_prepare(integi_csv_worker *worker, int64_t field_count,
                               const integi_column_definition *definitions, const int64_t *fields,
                               int64_t column_count)
{
    integ_context *context = worker->context;
    if (worker->place_count > 0)
        return true;
    worker->field_count = field_count;
    worker->fields = fields;
    worker->place_count = field_count > PLACES ? (size_t)field_count : PLACES;
    worker->starts = integi_allocate_array(context, place_capacity(worker), sizeof *worker->starts);
    worker->ends = integi_allocate_array(context, place_capacity(worker), sizeof *worker->ends);
    worker->columns = integi_allocate_array(context, (size_t)column_count, sizeof *worker->columns);
    worker->column_count = worker->columns == NULL ? 0 : column_count;
    for (int64_t i = 0; i < worker->column_count; i++)
        worker->columns[i] = (integi_csv_column){.definition = &definitions[i]};
    bool done = worker->starts != NULL && worker->ends != NULL && worker->columns != NULL;
    for (int64_t i = 0; done && i < column_count; i++)
        done = integi_csv_column_init(&worker->columns[i], context, &definitions[i], worker->format->decimal);
    return done;
}

static void free_items(integi_csv_worker *worker, integi_csv_column *column)
{
    integi_release_wiped(worker->context, column->items, worker->row_capacity * integi_csv_column_item_bytes(column));
    integi_release(worker->context, column->known, worker->row_capacity);
    column->items = NULL;
    column->known = NULL;
}

void integi_csv_worker_free(integi_csv_worker *worker)
{
    integ_context *context = worker->context;
    for (int64_t i = 0; i < worker->column_count; i++) {
        free_items(worker, &worker->columns[i]);
        integi_csv_column_free(&worker->columns[i]);
    }
    if (worker->columns != NULL)
        integi_release(context, worker->columns, (size_t)worker->column_count * sizeof *worker->columns);
    if (worker->starts != NULL)
        integi_release(context, worker->starts, place_capacity(worker) * sizeof *worker->starts);
    if (worker->ends != NULL)
        integi_release(context, worker->ends, place_capacity(worker) * sizeof *worker->ends);
    integi_csv_room_free(&worker->block.room, context);
    integi_csv_room_free(&worker->decoded, context);
}

static bool grow_items(integi_csv_worker *worker, integi_csv_column *column, size_t capacity)
{
    integ_context *context = worker->context;
    size_t item = integi_csv_column_item_bytes(column);
    void *items = integi_allocate_array(context, capacity, item);
    uint8_t *known = item == 4 ? NULL : integi_allocate(context, capacity);
    if (items == NULL || (item != 4 && known == NULL)) {
        integi_release(context, items, capacity * item);
        integi_release(context, known, capacity);
        return false;
    }
    if (worker->rows > 0)
        memcpy(items, column->items, worker->rows * item);
    if (worker->rows > 0 && known != NULL)
        memcpy(known, column->known, worker->rows);
    free_items(worker, column);
    column->items = items;
    column->known = known;
    return true;
}

bool integi_csv_worker_reserve(integi_csv_worker *worker, size_t rows)
{
    size_t wanted = worker->rows + rows, old = worker->row_capacity;
    if (wanted <= old)
        return true;
    wanted = wanted < old * 2 ? old * 2 : wanted;
    for (int64_t i = 0; i < worker->column_count; i++) {
        if (grow_items(worker, &worker->columns[i], wanted))
            continue;
        /* Sizes must be known when memory is given back: the columns that have grown are emptied. */
        for (; i > 0; i--) {
            worker->row_capacity = wanted;
            free_items(worker, &worker->columns[i - 1]);
        }
        worker->row_capacity = old;
        worker->rows = 0;
        return false;
    }
    worker->row_capacity = wanted;
    return true;
}

/* Kernels read a little beyond the last field and throw it away; what they read is to be the same in every run. */
static void end_text(const integi_csv_worker *worker)
{
    memset(worker->text + worker->length, 0, INTEGI_CSV_SLACK_BYTES);
}

/* Makes UTF-8 of what the encoding has; false: no memory. */
static bool decode(integi_csv_worker *worker, const char *raw, size_t length, int32_t *poison)
{
    if (!integi_csv_room_grow(&worker->decoded, worker->context, length * 3 + 1, 0))
        return false;
    worker->room = &worker->decoded;
    worker->text = integi_csv_room_text(&worker->decoded);
    worker->length = integi_csv_decode(worker->format->encoding, raw, length, worker->text, poison);
    end_text(worker);
    return true;
}

static void take_raw(integi_csv_worker *worker)
{
    worker->room = &worker->block.room;
    worker->text = integi_csv_room_text(&worker->block.room) + worker->skipped;
    worker->length = worker->block.length - worker->skipped;
    end_text(worker);
}

bool integi_csv_worker_restart(integi_csv_worker *worker, int32_t *poison)
{
    *poison = INTEGI_POISON_NONE;
    take_raw(worker);
    worker->rows = 0;
    for (int64_t i = 0; i < worker->column_count; i++)
        if (worker->columns[i].kind == INTEGI_CSV_TEXTS && !integi_csv_column_forget(&worker->columns[i]))
            return false;
    if (worker->format->encoding != INTEGI_ENCODING_UTF8)
        return decode(worker, worker->text, worker->length, poison);
    const char *nul = worker->length == 0 ? NULL : memchr(worker->text, '\0', worker->length);
    size_t end = nul == NULL ? worker->length : (size_t)(nul - worker->text);
    size_t valid = integi_utf8_invalid_at(worker->text, end);
    *poison = valid < end ? INTEGI_POISON_ENCODING : nul != NULL ? INTEGI_POISON_NUL : INTEGI_POISON_NONE;
    worker->length = valid;
    return true;
}

/* The text of the block, with a line end behind its last record. */
static integi_csv_outcome prepare_text(integi_csv_worker *worker)
{
    integi_csv_survey *survey = &worker->survey;
    int32_t poison = INTEGI_POISON_NONE;
    take_raw(worker);
    worker->line_end_added = false;
    worker->kernels->survey(worker->text, worker->length, survey);
    if (survey->nul || worker->block.overlong || (survey->lone_return && !survey->quotes))
        return INTEGI_CSV_DOUBTFUL;
    if (survey->high && worker->format->encoding != INTEGI_ENCODING_UTF8) {
        if (!decode(worker, worker->text, worker->length, &poison))
            return INTEGI_CSV_EXHAUSTED;
    } else if (survey->high && integi_utf8_invalid_at(worker->text, worker->length) != worker->length) {
        return INTEGI_CSV_DOUBTFUL;
    }
    if (poison != INTEGI_POISON_NONE)
        return INTEGI_CSV_DOUBTFUL;
    if (worker->length == 0 || worker->text[worker->length - 1] == '\n')
        return INTEGI_CSV_READ;
    if (worker->text[worker->length - 1] == '\r')
        return INTEGI_CSV_DOUBTFUL;
    worker->text[worker->length++] = '\n';
    worker->line_end_added = true;
    return INTEGI_CSV_READ;
}

/* A field with its outer quotes becomes one without them; what holds doubled quotes is written anew at
 * `spare`. */
static bool unquote(const char *text, uint32_t *start, uint32_t *end, char **spare)
{
    if (*end - *start < 2 || text[*end - 1] != '"')
        return false;
    (*start)++;
    (*end)--;
    const char *from = text + *start, *last = text + *end;
    const char *quote = memchr(from, '"', (size_t)(last - from));
    if (quote == NULL)
        return true;
    *start = (uint32_t)(*spare - text);
    for (; from < last; from++) {
        *(*spare)++ = *from;
        from += *from == '"';
    }
    *end = (uint32_t)(*spare - text);
    return true;
}

/* Fields one by one where they may have quotes, or a carriage return behind the last one. */
static bool trim_fields(integi_csv_worker *worker, size_t rows)
{
    const char *text = worker->text;
    char *spare = integi_csv_room_spare(worker->room);
    size_t fields = (size_t)worker->field_count, count = rows * fields;
    uint32_t *starts = worker->starts, *ends = worker->ends + 1;
    for (size_t i = 0; i < count; i++)
        starts[i] = worker->ends[i] + 1;
    for (size_t i = fields - 1; worker->survey.returns && i < count; i += fields)
        ends[i] -= ends[i] > starts[i] && text[ends[i] - 1] == '\r';
    for (size_t i = 0; worker->survey.quotes && i < count; i++)
        if (ends[i] > starts[i] && text[starts[i]] == '"' && !unquote(text, &starts[i], &ends[i], &spare))
            return false;
    return true;
}

static bool read_one_by_one(integi_csv_column *column, const integi_csv_span *span, size_t row)
{
    for (size_t i = 0; i < span->count; i++) {
        uint32_t start = span->starts[i * span->stride] + span->skip;
        if (integi_csv_column_read(column, span->text + start, span->ends[i * span->stride] - start, row + i) != NULL)
            return false;
    }
    return true;
}

static bool read_column(const integi_csv_worker *worker, integi_csv_column *column, const integi_csv_span *span)
{
    const integi_csv_kernels *kernels = worker->kernels;
    if (span->count == 0) /* there may be no items yet, and nothing can be added to NULL, not even 0 */
        return true;
    switch (column->kind) {
    case INTEGI_CSV_TEXTS:
        return kernels->texts(column, span, (uint32_t *)column->items + worker->rows);
    case INTEGI_CSV_DATES:
        return kernels->dates(column, span, (int32_t *)column->items + worker->rows);
    case INTEGI_CSV_INTEGERS:
        return kernels->integers(column, span, (int64_t *)column->items + worker->rows, column->known + worker->rows);
    case INTEGI_CSV_DECIMALS:
        return kernels->decimals(column, span, (int64_t *)column->items + worker->rows, column->known + worker->rows);
    case INTEGI_CSV_NUMBERS:
        return kernels->numbers(column, span, (int64_t *)column->items + worker->rows, column->known + worker->rows);
    default:
        return read_one_by_one(column, span, worker->rows);
    }
}

/* Reads the first rows whose fields were found. */
static integi_csv_outcome read_rows(integi_csv_worker *worker, size_t rows)
{
    size_t fields = (size_t)worker->field_count;
    for (size_t row = 1; row <= rows; row++)
        if (worker->text[worker->ends[row * fields]] != '\n')
            return INTEGI_CSV_DOUBTFUL;
    bool plain = !worker->survey.quotes && !worker->survey.returns;
    if (!plain && !trim_fields(worker, rows))
        return INTEGI_CSV_DOUBTFUL;
    if (!integi_csv_worker_reserve(worker, rows))
        return INTEGI_CSV_EXHAUSTED;
    for (int64_t i = 0; i < worker->column_count; i++) {
        const uint32_t *starts = plain ? worker->ends : worker->starts;
        integi_csv_span span = {worker->text, starts + worker->fields[i], worker->ends + 1 + worker->fields[i], plain,
                                fields, rows};
        if (!read_column(worker, &worker->columns[i], &span))
            return worker->columns[i].exhausted ? INTEGI_CSV_EXHAUSTED : INTEGI_CSV_DOUBTFUL;
    }
    worker->rows += rows;
    return INTEGI_CSV_READ;
}

static bool forget_many_texts(integi_csv_worker *worker)
{
    for (int64_t i = 0; i < worker->column_count; i++) {
        integi_csv_column *column = &worker->columns[i];
        if (column->kind == INTEGI_CSV_TEXTS && integi_dictionary_size(column->texts.met) > MET_TEXTS &&
            !integi_csv_column_forget(column))
            return false;
    }
    return true;
}

static size_t find_ends(const integi_csv_worker *worker, integi_csv_scan *scan, size_t wanted, uint32_t *out)
{
    return !worker->survey.quotes    ? worker->kernels->ends(scan, wanted, out)
           : worker->block.irregular ? integi_csv_exact_ends(scan, wanted, out)
                                     : worker->kernels->quoted_ends(scan, wanted, out);
}

/* All is well when every record has a line end in its last place, and there are no other line ends. */
static bool all_well(const integi_csv_worker *worker, const integi_csv_scan *scan, size_t places_left)
{
    int64_t feeds = scan->feeds;
    if (!worker->survey.quotes)
        feeds = worker->survey.feeds + worker->line_end_added;
    bool inside = scan->inside != 0 || integi_csv_exact_inside(scan);
    return places_left == 0 && !inside && !scan->unsound && feeds == (int64_t)worker->rows;
}

void integi_csv_worker_measure(integi_csv_worker *worker)
{
    const integi_csv_kernels *kernels = worker->kernels;
    size_t rows = worker->rows;
    for (int64_t i = 0; i < worker->column_count; i++) {
        integi_csv_column *column = &worker->columns[i];
        if (column->kind == INTEGI_CSV_TEXTS)
            column->nulls = kernels->nulls_of_texts(column->items, rows);
        else if (column->kind == INTEGI_CSV_DATES)
            column->nulls = kernels->range_of_dates(column->items, rows, &column->lowest, &column->highest);
        else
            column->nulls = kernels->range(column->items, column->known, rows, &column->lowest, &column->highest);
    }
}

integi_csv_outcome integi_csv_worker_read(integi_csv_worker *worker)
{
    worker->rows = 0;
    if (worker->block.failed || worker->block.exhausted || !forget_many_texts(worker))
        return INTEGI_CSV_EXHAUSTED;
    integi_csv_outcome outcome = prepare_text(worker);
    size_t fields = (size_t)worker->field_count, count = 0;
    integi_csv_scan scan;
    integi_csv_scan_begin(&scan, worker->text, worker->length, worker->format->delimiter);
    worker->ends[0] = UINT32_MAX;
    while (outcome == INTEGI_CSV_READ && scan.at < scan.length) {
        count += find_ends(worker, &scan, worker->place_count - count, worker->ends + 1 + count);
        size_t rows = count / fields, used = rows * fields;
        uint32_t before = worker->ends[used];
        outcome = read_rows(worker, rows);
        count -= used;
        memmove(worker->ends + 1, worker->ends + 1 + used, count * sizeof *worker->ends);
        worker->ends[0] = before;
    }
    if (outcome == INTEGI_CSV_READ && !all_well(worker, &scan, count))
        outcome = INTEGI_CSV_DOUBTFUL;
    if (outcome == INTEGI_CSV_READ)
        integi_csv_worker_measure(worker);
    return outcome;
}
