/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/options.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct bytes {
    const uint8_t *data;
    size_t size, at, step;
} bytes;

static int32_t give(char *out, size_t size, size_t *length, void *userdata)
{
    bytes *from = userdata;
    size_t given = from->step < size ? from->step : size;
    *length = from->size - from->at < given ? from->size - from->at : given;
    memcpy(out, from->data + from->at, *length);
    from->at += *length;
    return 0;
}

/* Every value must be readable. Returns a number that differs where values do. */
static uint64_t look_at(const integ_register *reg)
{
    const integ_snapshot *snapshot = integ_register_snapshot(reg, 0);
    uint64_t sum = 0;
    for (int64_t column = 0; column < integ_register_column_count(reg, 0); column++) {
        int64_t distinct, length, rows = integ_snapshot_rows_unprotected(snapshot, 0);
        char text[64];
        if (integ_snapshot_distinct_unprotected(snapshot, 0, column, &distinct, NULL) != INTEG_STATUS_OK ||
            distinct > rows - integ_snapshot_nulls_unprotected(snapshot, 0, column))
            abort();
        for (int64_t row = 0; row < rows; row++) {
            if (integ_snapshot_text(snapshot, 0, column, row, text, sizeof text, &length, NULL) != INTEG_STATUS_OK)
                abort();
            for (int64_t i = -1; i < length && i < (int64_t)sizeof text - 1; i++)
                sum = sum * 31 + (i < 0 ? (uint64_t)length : (unsigned char)text[i]);
        }
    }
    return sum;
}

/* What went wrong must lie inside the input. */
static uint64_t look_at_faults(const integ_error *error, size_t size)
{
    uint64_t sum = 0;
    for (int64_t i = 0; i < integ_error_count(error); i++) {
        if (integ_error_byte(error, i) > (int64_t)size || integ_error_column(error, i) > (int64_t)size)
            abort();
        sum = sum * 31 + (uint64_t)integ_error_byte(error, i) * 64 + (uint64_t)integ_error_code(error, i);
    }
    return sum;
}

static int32_t keep(const char *text, size_t length, void *userdata)
{
    bytes *to = userdata;
    uint8_t *grown = realloc((void *)(uintptr_t)to->data, to->size + length);
    if (grown == NULL)
        return 1;
    memcpy(grown + to->size, text, length);
    to->data = grown;
    to->size += length;
    return 0;
}

/* What was read can be written, and is read again with as many rows and columns, and unknown values where they were. */
static void write_and_read(integ_context *context, const integ_register *reg, const integ_csv_options *options)
{
    bytes written = {NULL, 0, 0, SIZE_MAX};
    integ_register_builder *builder;
    integ_register *again;
    const integ_snapshot *snapshot = integ_register_snapshot(reg, 0);
    if (integ_snapshot_write_csv(snapshot, 0, NULL, 0, options, keep, &written, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_add_snapshot(builder, 0, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_add_csv(builder, "t", NULL, give, &written, options, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_finish(builder, &again, NULL) != INTEG_STATUS_OK)
        abort();
    const integ_snapshot *other = integ_register_snapshot(again, 0);
    if (integ_snapshot_rows_unprotected(snapshot, 0) != integ_snapshot_rows_unprotected(other, 0) ||
        integ_register_column_count(reg, 0) != integ_register_column_count(again, 0))
        abort();
    for (int64_t column = 0; column < integ_register_column_count(reg, 0); column++)
        if (integ_snapshot_nulls_unprotected(snapshot, 0, column) != integ_snapshot_nulls_unprotected(other, 0, column))
            abort();
    integ_register_free(again);
    integ_register_builder_free(builder);
    free((void *)(uintptr_t)written.data);
}

/* The first byte chooses how the rest is read. */
static uint64_t read_once(integ_context *context, const uint8_t *data, size_t size, size_t block_bytes,
                          integ_error *error)
{
    static const char *const encodings[] = {"utf-8", "windows-1252", "iso-8859-1", "utf-8"};
    bytes from = {data + 1, size - 1, 0, data[0] & 4 ? 1 : size};
    integ_csv_options *options;
    integ_register_builder *builder;
    integ_register *reg = NULL;
    integ_error_clear(error);
    if (integ_csv_options_new(context, &options, NULL) != INTEG_STATUS_OK ||
        integ_csv_options_set_encoding(options, encodings[data[0] & 3], NULL) != INTEG_STATUS_OK ||
        integ_csv_options_set_delimiter(options, data[0] & 8 ? ";" : ",", NULL) != INTEG_STATUS_OK ||
        integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_add_snapshot(builder, 0, NULL) != INTEG_STATUS_OK)
        abort();
    options->format.block_bytes = block_bytes;
    integ_status status = integ_register_builder_add_csv(builder, "t", "fuzz", give, &from, options, error);
    if ((status == INTEG_STATUS_OK) == (integ_error_count(error) > 0))
        abort();
    if (status == INTEG_STATUS_OK && integ_register_builder_finish(builder, &reg, error) != INTEG_STATUS_OK)
        abort();
    uint64_t found = look_at_faults(error, size) * 31 + (reg == NULL ? 0 : look_at(reg));
    if (reg != NULL) {
        if (integ_csv_options_set_encoding(options, "utf-8", NULL) != INTEG_STATUS_OK)
            abort();
        write_and_read(context, reg, options);
    }
    integ_register_free(reg);
    integ_register_builder_free(builder);
    integ_csv_options_free(options);
    return found;
}

/* However large the blocks are, the same comes out. Packed input is left to a test of its own, since what it unpacks to
 * may be longer than it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t blocks[] = {16, 29, 200};
    static integ_context *context;
    static integ_error *error;
    if (context == NULL && (integ_error_new(&error) != INTEG_STATUS_OK ||
                            integ_context_new(&context, NULL) != INTEG_STATUS_OK ||
                            integ_context_set_threads(context, 1, NULL) != INTEG_STATUS_OK))
        abort();
    if (size == 0 || (size > 2 && data[1] == 0x1F && data[2] == 0x8B))
        return 0;
    uint64_t found = read_once(context, data, size, 0, error);
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (read_once(context, data, size, blocks[i], error) != found)
            abort();
    return 0;
}
