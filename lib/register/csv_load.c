/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv.h"

#include "register/column_builder.h"
#include "register/csv_messages.h"
#include "register/csv_value.h"
#include "register/dictionary.h"
#include "register/messages.h"
#include "register/municipality.h"

#include <string.h>

/* Reading a file whose columns are known: fields are parsed into small batches of plain values, which stay in the
 * cache, and the batches are appended to packed columns. */

#define BATCH_ROWS 2048

/* Codes are few and short: most are found here, without asking the dictionary. */
#define RECENT_TEXTS 256
#define RECENT_BYTES 16

typedef struct recent_text {
    uint64_t words[2]; /* the text, with zeros behind it */
    int64_t index;
    uint64_t length; /* 0: nothing here yet */
} recent_text;

/* A column of the table, and where its values come from and go to. */
typedef struct target {
    const integi_column_definition *definition;
    int64_t field; /* in the file; -1 when it is not there */
    integi_column_builder built;
    int64_t *wholes; /* the batch; a number's bits where the type is number */
    uint8_t *known;
    recent_text *recent; /* of codes and texts */
} target;

typedef struct loader {
    integ_register_builder *builder;
    integi_csv_reader reader;
    target *targets;
    int64_t target_count;
    char *batches; /* of all targets */
    int64_t filled; /* rows in the batch */
    int64_t rows;   /* before the batch */
} loader;

static size_t batch_bytes(const loader *in)
{
    return (size_t)in->target_count * (BATCH_ROWS * (sizeof(int64_t) + 1) + RECENT_TEXTS * sizeof(recent_text));
}

static void free_loader(loader *in)
{
    integ_context *context = in->builder->context;
    integi_csv_reader_free(&in->reader);
    for (int64_t i = 0; in->targets != NULL && i < in->target_count; i++)
        integi_column_builder_free(&in->targets[i].built);
    if (in->targets != NULL)
        integi_release(context, in->targets, (size_t)in->target_count * sizeof *in->targets);
    integi_release_wiped(context, in->batches, in->batches == NULL ? 0 : batch_bytes(in));
}

static bool prepare(loader *in)
{
    integ_context *context = in->builder->context;
    const integi_table_definition *table = integi_builder_table(in->builder);
    in->target_count = table->column_count;
    in->targets = integi_allocate_array(context, (size_t)in->target_count, sizeof *in->targets);
    if (in->targets == NULL)
        return false;
    for (int64_t i = 0; i < in->target_count; i++) {
        in->targets[i] = (target){.definition = &table->columns[i], .field = -1};
        integi_column_builder_init(&in->targets[i].built, context, table->columns[i].type);
    }
    in->batches = integi_allocate_zeroed(context, batch_bytes(in));
    if (in->batches == NULL)
        return false;
    char *at = in->batches;
    for (int64_t i = 0; i < in->target_count; i++, at += RECENT_TEXTS * sizeof(recent_text))
        in->targets[i].recent = (recent_text *)(void *)at;
    for (int64_t i = 0; i < in->target_count; i++, at += BATCH_ROWS * sizeof(int64_t))
        in->targets[i].wholes = (int64_t *)(void *)at;
    for (int64_t i = 0; i < in->target_count; i++, at += BATCH_ROWS)
        in->targets[i].known = (uint8_t *)at;
    return true;
}

/* A name of the file that the table does not define is remembered, once. */
static integ_status note_skipped(loader *in, const char *name, integ_error *error)
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
        return integi_builder_exhausted(in->builder, error);
    *added = copy;
    return INTEG_STATUS_OK;
}

static integ_status match_names(loader *in, integ_error *error)
{
    const integi_table_definition *table = integi_builder_table(in->builder);
    integ_status result = INTEG_STATUS_OK;
    for (int64_t field = 0; field < in->reader.name_count; field++) {
        int64_t column = integi_table_find_column(table, in->reader.names[field]);
        if (column >= 0)
            in->targets[column].field = field;
        else if ((result = note_skipped(in, in->reader.names[field], error)) != INTEG_STATUS_OK)
            return result;
    }
    integi_place place = {in->reader.input->name, 1, 1, 0, 0};
    for (int64_t i = 0; i < in->target_count; i++)
        if (in->targets[i].field < 0)
            result = INTEGI_FAIL(error, &place, &integi_message_csv_missing_column, table->columns[i].name);
    return result;
}

static bool is_null(const integi_column_definition *definition, const char *text, size_t length)
{
    for (int64_t i = 0; i < definition->null_count; i++)
        if (strlen(definition->nulls[i]) == length && memcmp(definition->nulls[i], text, length) == 0)
            return true;
    return length == 0;
}

/* A mask for the bytes of a word that come first in memory; all of them for 8 and more. */
static inline uint64_t first_bytes(size_t count)
{
    if (count >= 8)
        return ~UINT64_C(0);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return ~(~UINT64_C(0) >> (count * 8));
#else
    return (UINT64_C(1) << (count * 8)) - 1;
#endif
}

/* The index of a text in its dictionary; -1 when it cannot be added. Up to 16 bytes are read whatever the length: the
 * reader's memory has room for that. */
static inline int64_t find_text(target *to, const char *text, size_t length)
{
    if (length > RECENT_BYTES)
        return integi_dictionary_add(to->definition->dictionary, text, length);
    uint64_t words[2];
    memcpy(words, text, sizeof words);
    words[0] &= first_bytes(length);
    words[1] &= first_bytes(length < 8 ? 0 : length - 8);
    uint64_t hash = (words[0] ^ (words[1] >> 7) ^ length << 32) * UINT64_C(0x9E3779B97F4A7C15);
    recent_text *recent = &to->recent[hash >> 56];
    if (recent->words[0] == words[0] && recent->words[1] == words[1] && recent->length == length)
        return recent->index;
    int64_t index = integi_dictionary_add(to->definition->dictionary, text, length);
    *recent = (recent_text){{words[0], words[1]}, index, index < 0 ? 0 : length};
    return index;
}

static const integi_message *parse_text(target *to, const integi_field *field, int64_t *out)
{
    char code[RECENT_BYTES] = "";
    if (!to->definition->municipality)
        *out = find_text(to, field->text, field->length);
    else if (integi_municipality_code(field->text, field->length, code))
        *out = find_text(to, code, INTEGI_MUNICIPALITY_LENGTH);
    else
        return &integi_message_csv_not_municipality;
    return *out < 0 ? &integi_message_register_texts_limit : NULL;
}

static const integi_message *parse(loader *in, target *to, const integi_field *field, int64_t *out)
{
    const integi_column_definition *definition = to->definition;
    char point = in->reader.input->format.decimal;
    double number = 0;
    const integi_message *fault;
    switch (definition->type) {
    case INTEG_TYPE_BOOLEAN:
        return integi_parse_boolean(field->text, field->length, out);
    case INTEG_TYPE_INTEGER:
        return integi_parse_integer(field->text, field->length, definition->thousands, out);
    case INTEG_TYPE_DECIMAL:
        return integi_parse_decimal(field->text, field->length, point, definition->thousands, definition->decimals,
                                    out);
    case INTEG_TYPE_NUMBER:
        fault = integi_parse_number(field->text, field->length, point, definition->thousands, &number);
        memcpy(out, &number, sizeof number);
        return fault;
    case INTEG_TYPE_DATE:
        return integi_parse_date(field->text, field->length, definition->date_format, out);
    case INTEG_TYPE_TIMESTAMP:
        return integi_parse_timestamp(field->text, field->length, definition->date_format, out);
    default:
        return parse_text(to, field, out);
    }
}

/* A dictionary that cannot take more is out of memory, unless it is full. */
static integ_status report_value(loader *in, const target *to, const char *at, const integi_message *fault,
                                 integ_error *error)
{
    if (fault == &integi_message_register_texts_limit &&
        integi_dictionary_size(to->definition->dictionary) < INTEGI_DICTIONARY_TEXTS_MAXIMUM)
        return integi_out_of_memory(error);
    integi_place place = integi_csv_place(&in->reader, at);
    return integi_csv_fault(&in->reader, INTEGI_FAIL(error, &place, fault, to->definition->name,
                                                     integi_date_formats[to->definition->date_format]));
}

static integ_status take_row(loader *in, integ_error *error)
{
    int64_t row = in->filled;
    for (int64_t i = 0; i < in->target_count; i++) {
        target *to = &in->targets[i];
        integi_field field = in->reader.fields[to->field];
        const char *at = field.text;
        if (field.doubled && !integi_csv_unquote(&in->reader, &field))
            return integi_out_of_memory(error);
        to->known[row] = field.length > 0 && (to->definition->null_count == 0 ||
                                              !is_null(to->definition, field.text, field.length));
        if (!to->known[row])
            continue;
        const integi_message *fault = parse(in, to, &field, &to->wholes[row]);
        if (fault != NULL) {
            integ_status status = report_value(in, to, at, fault, error);
            if (status != INTEG_STATUS_OK)
                return status;
            to->known[row] = 0;
        }
    }
    in->filled++;
    return INTEG_STATUS_OK;
}

static integ_status flush(loader *in, integ_error *error)
{
    integi_place place = {in->reader.input->name, 0, 0, -1, 0};
    for (int64_t i = 0; i < in->target_count; i++) {
        target *to = &in->targets[i];
        bool done;
        if (to->definition->type == INTEG_TYPE_NUMBER)
            done = integi_column_builder_numbers(&to->built, (const double *)(const void *)to->wholes, to->known,
                                                 in->filled);
        else
            done = integi_column_builder_integers(&to->built, to->wholes, to->known, in->filled);
        if (!done)
            return integi_out_of_memory(error);
    }
    in->rows += in->filled;
    in->filled = 0;
    if (in->rows <= INTEGI_ROWS_MAXIMUM)
        return INTEG_STATUS_OK;
    return INTEGI_FAIL(error, &place, &integi_message_register_rows_limit, integi_builder_table(in->builder)->name,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_ROWS_MAXIMUM));
}

static integ_status read_rows(loader *in, integ_error *error)
{
    bool more;
    for (;;) {
        integ_status status = integi_csv_reader_row(&in->reader, &more, error);
        if (status != INTEG_STATUS_OK)
            return status;
        if (more)
            status = take_row(in, error);
        if (status == INTEG_STATUS_OK && (!more || in->filled == BATCH_ROWS))
            status = flush(in, error);
        if (status != INTEG_STATUS_OK || !more)
            return status != INTEG_STATUS_OK ? status : in->reader.fault_status;
    }
}

static integ_status hand_over(loader *in, integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < in->target_count; i++) {
        integi_column column;
        if (!integi_column_builder_finish(&in->targets[i].built, NULL, &column))
            return integi_builder_exhausted(in->builder, error);
        status = integi_builder_take(in->builder, i, &column, error);
    }
    in->builder->instances[in->builder->newest_instance].rows = in->rows;
    return status;
}

integ_status integi_csv_load(integ_register_builder *builder, const integi_csv_input *input, integ_error *error)
{
    loader in = {.builder = builder, .reader = {.context = builder->context}};
    integ_status status = integi_csv_reader_open(&in.reader, builder->context, input, error);
    if (status == INTEG_STATUS_OK && !prepare(&in))
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = match_names(&in, error);
    if (status == INTEG_STATUS_OK)
        status = read_rows(&in, error);
    if (status == INTEG_STATUS_OK)
        status = hand_over(&in, error);
    free_loader(&in);
    return status;
}
