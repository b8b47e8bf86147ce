/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/builder.h"
#include "register/csv_messages.h"
#include "register/manifest.h"
#include "register/messages.h"
#include "register/options.h"
#include "register/source.h"

#include <string.h>

/* Ways into a register that do not describe its columns one by one: bare CSV, and the choice by path. */

/* Defines the newest table by its values and reads it; the source is read twice. */
static integ_status infer_and_load(integ_register_builder *builder, integi_source *source, const char *name,
                                   const integ_csv_options *options, const char *key, integ_error *error)
{
    integi_csv_progress progress = {0, source->size < 0 ? -1 : source->size * 2};
    integi_csv_input input = {name, integi_source_read, source, options->format, &progress};
    integ_status status = integi_csv_infer(builder, &input, key, options->nulls, options->null_count, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_source_rewind(source);
    return integi_csv_load(builder, &input, error);
}

static integ_status open_bare(integ_context *context, const char *path, const integ_register_options *options,
                              integ_register **out, integ_error *error)
{
    integi_source source;
    integ_register_builder *builder;
    integ_status status = integ_register_builder_new(context, options->purpose, &builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = integi_source_open(&source, context, path, true, error);
    if (status == INTEG_STATUS_OK)
        status = integi_register_note_file(builder->reg, path, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, options->has_as_of ? options->as_of : 0, error);
    if (status == INTEG_STATUS_OK) {
        builder->reg->snapshots[0].has_as_of = options->has_as_of;
        status = integi_builder_begin_table(builder, "citizen", 0, path, error);
    }
    if (status == INTEG_STATUS_OK)
        status = infer_and_load(builder, &source, path, options->csv, options->key, error);
    integi_source_close(&source);
    if (status == INTEG_STATUS_OK && options->key != NULL)
        status = integ_register_builder_set_key(builder, options->key, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

static bool ends_with(const char *path, const char *end)
{
    size_t length = strlen(path), end_length = strlen(end);
    return length >= end_length && strcmp(path + length - end_length, end) == 0;
}

static integ_status open_folder(integ_context *context, const char *path, const integ_register_options *options,
                                integ_register **out, integ_error *error)
{
    integi_place place = {path, 0, 0, -1, 0};
    integi_buffer manifest;
    integi_buffer_init(&manifest, context);
    integi_buffer_text(&manifest, path);
    if (!ends_with(path, "/"))
        integi_buffer_byte(&manifest, '/');
    integi_buffer_text(&manifest, "register.yaml");
    integ_status status;
    if (manifest.failed)
        status = integi_out_of_memory(error);
    else if (integi_file_size(manifest.bytes) < 0)
        status = INTEGI_FAIL(error, &place, &integi_message_csv_no_manifest);
    else
        status = integi_manifest_open(context, manifest.bytes, options, out, error);
    integi_buffer_free(&manifest);
    return status;
}

integ_status integ_register_open(integ_context *context, const char *path, const integ_register_options *options,
                                 integ_register **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || path == NULL)
        return integi_invalid_argument(error, context == NULL ? "context" : "path");
    integ_register_options *standard = NULL;
    if (options == NULL) {
        integ_status status = integ_register_options_new(context, &standard, error);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    const integ_register_options *used = options == NULL ? standard : options;
    integ_status status;
    if (integi_is_folder(path))
        status = open_folder(context, path, used, out, error);
    else if (ends_with(path, ".yaml") || ends_with(path, ".yml") || ends_with(path, ".json"))
        status = integi_manifest_open(context, path, used, out, error);
    else
        status = open_bare(context, path, used, out, error);
    integ_register_options_free(standard);
    return status;
}

/* What a linking program hands over: read at once when an earlier snapshot has settled the columns, else held in
 * memory until its types are known. */
static integ_status add_csv(integ_register_builder *builder, const char *table, const char *name,
                            integ_read_callback read, void *userdata, const integ_csv_options *options,
                            integ_error *error)
{
    integ_status status = integi_builder_begin_table(builder, table, 0, name, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (integi_builder_table_settled(builder)) {
        status = integi_csv_settle(builder, &options->format, options->nulls, options->null_count, error);
        if (status != INTEG_STATUS_OK)
            return status;
        integi_csv_progress progress = {0, -1};
        integi_csv_input input = {name, read, userdata, options->format, &progress};
        return integi_csv_load(builder, &input, error);
    }
    integi_source source;
    status = integi_source_hold(&source, builder->context, read, userdata, name, error);
    if (status == INTEG_STATUS_OK)
        status = infer_and_load(builder, &source, name, options, NULL, error);
    integi_source_close(&source);
    return status;
}

integ_status integ_register_builder_add_csv(integ_register_builder *builder, const char *table,
                                            const char *source_name, integ_read_callback read, void *userdata,
                                            const integ_csv_options *options, integ_error *error)
{
    integ_status status = integi_builder_ready(builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!integi_is_name(table))
        return INTEGI_FAIL(error, NULL, &integi_message_register_empty_name);
    if (read == NULL)
        return integi_invalid_argument(error, "read");
    integ_csv_options standard = {.format = INTEGI_CSV_FORMAT_BARE};
    status = add_csv(builder, table, source_name, read, userdata, options == NULL ? &standard : options, error);
    builder->broken = builder->broken || status != INTEG_STATUS_OK;
    return status;
}
