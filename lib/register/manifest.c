/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/manifest.h"

#include "register/manifest_messages.h"
#include "register/source.h"

#include <string.h>

/* What a manifest says beside its tables, and reading the files it names. */

/* A file of a snapshot, to be read when the whole manifest is sound. */
typedef struct wanted_file {
    integ_date as_of;
    int64_t table;
    char *path;
} wanted_file;

typedef struct opening {
    integi_manifest manifest;
    integ_context *context;
    const char *path;
    bool check_files;
    wanted_file *files;
    size_t file_count, file_capacity;
    int64_t bytes; /* of all files */
} opening;

#define NOTE(in, status) integi_manifest_note(&(in)->manifest, status)
#define FAIL(in, node, ...) NOTE(in, INTEGI_FAIL((in)->manifest.error, &(node)->place, __VA_ARGS__))

static void read_format(opening *in, const integi_document_node *node)
{
    const integi_document_node *delimiter = NULL, *decimal = NULL, *encoding = NULL;
    const integi_document_field fields[] = {
        {"delimiter", &delimiter, false}, {"decimal", &decimal, false}, {"encoding", &encoding, false}};
    integi_csv_format *format = &in->manifest.format;
    integ_error *error = in->manifest.error;
    const char *text;
    if (node == NULL)
        return;
    NOTE(in, integi_document_fields(node, fields, 3, error));
    if (delimiter != NULL && NOTE(in, integi_document_text(delimiter, &text, error)) &&
        !integi_delimiter_from(text, &format->delimiter))
        FAIL(in, delimiter, &integi_message_manifest_bad_delimiter, text);
    if (decimal != NULL && NOTE(in, integi_document_text(decimal, &text, error)) &&
        !integi_decimal_mark_from(text, &format->decimal))
        FAIL(in, decimal, &integi_message_manifest_bad_decimal, text);
    if (encoding != NULL && NOTE(in, integi_document_text(encoding, &text, error)) &&
        !integi_encoding_from(text, &format->encoding))
        FAIL(in, encoding, &integi_message_manifest_bad_encoding, text);
}

/* A path as the manifest means it: relative to its own folder. NULL: no memory. */
static char *resolve(opening *in, const char *name)
{
    const char *slash = strrchr(in->path, '/');
    size_t folder = slash == NULL || name[0] == '/' ? 0 : (size_t)(slash - in->path) + 1;
    size_t length = strlen(name);
    char *path = integi_arena_allocate(&in->manifest.builder->reg->arena, folder + length + 1);
    if (path == NULL)
        return NULL;
    memcpy(path, in->path, folder);
    memcpy(path + folder, name, length + 1);
    return path;
}

static void want_file(opening *in, integ_date as_of, int64_t table, const integi_document_node *node)
{
    const char *name;
    if (!NOTE(in, integi_document_text(node, &name, in->manifest.error)))
        return;
    char *path = resolve(in, name);
    void *files = in->files;
    if (path == NULL || !integi_grow(in->context, &files, &in->file_capacity, in->file_count, sizeof *in->files)) {
        NOTE(in, integi_out_of_memory(in->manifest.error));
        return;
    }
    in->files = files;
    in->files[in->file_count++] = (wanted_file){as_of, table, path};
    NOTE(in, integi_register_note_file(in->manifest.builder->reg, path, in->manifest.error));
    int64_t size = in->check_files ? integi_file_size(path) : 0;
    if (size < 0)
        FAIL(in, node, &integi_message_manifest_no_file, name);
    in->bytes += size;
}

static void check_date(opening *in, integ_date as_of, const integi_document_node *node)
{
    char text[11];
    for (size_t i = 0; i < in->file_count; i++) {
        if (in->files[i].as_of == as_of) {
            integ_date_to_text(as_of, text);
            FAIL(in, node, &integi_message_manifest_duplicate_date, text);
            return;
        }
    }
}

static void unknown_table(opening *in, const integi_document_node *key)
{
    const integ_register *reg = in->manifest.builder->reg;
    const char *best = integi_nearer(key->text, "as_of", NULL);
    for (int64_t t = 0; t < reg->table_count; t++)
        best = integi_nearer(key->text, reg->tables[t].name, best);
    if (best != NULL)
        FAIL(in, key, &integi_message_manifest_unknown_table_near, key->text, best);
    else
        FAIL(in, key, &integi_message_manifest_unknown_table, key->text);
}

static void read_snapshot(opening *in, const integi_document_node *node)
{
    const integ_register *reg = in->manifest.builder->reg;
    integ_date as_of = 0;
    bool has_main = false, dated = false;
    if (!NOTE(in, integi_document_mapping(node, in->manifest.error)))
        return;
    const integi_document_node *date = integi_document_find(node, "as_of");
    if (date != NULL && (dated = NOTE(in, integi_document_date(date, &as_of, in->manifest.error))))
        check_date(in, as_of, date);
    for (const integi_document_node *item = node->first; item != NULL; item = item->next) {
        int64_t table = integi_register_find_table(reg, item->key->text);
        if (strcmp(item->key->text, "as_of") == 0)
            continue;
        has_main = has_main || table == 0;
        if (table < 0)
            unknown_table(in, item->key);
        else if (!item->absent)
            want_file(in, as_of, table, item);
    }
    if (date == NULL)
        FAIL(in, node, &integi_message_manifest_no_date);
    if (!has_main && reg->table_count > 0)
        FAIL(in, node, &integi_message_manifest_no_main_file, reg->tables[0].name);
}

static void read_snapshots(opening *in, const integi_document_node *node)
{
    if (!NOTE(in, integi_document_sequence(node, in->manifest.error)))
        return;
    if (node->count == 0)
        FAIL(in, node, &integi_message_manifest_no_snapshots);
    for (const integi_document_node *item = node->first; item != NULL; item = item->next)
        if (in->manifest.status != INTEG_STATUS_OUT_OF_MEMORY)
            read_snapshot(in, item);
}

static void read_manifest(opening *in, const integi_document_node *root)
{
    const integi_document_node *title = NULL, *version = NULL, *csv = NULL, *tables = NULL, *snapshots = NULL;
    const integi_document_field fields[] = {{"register", &title, true},
                                            {"version", &version, false},
                                            {"csv", &csv, false},
                                            {"tables", &tables, true},
                                            {"snapshots", &snapshots, true}};
    integ_error *error = in->manifest.error;
    integ_register *reg = in->manifest.builder->reg;
    const char *text;
    int64_t number;
    NOTE(in, integi_document_fields(root, fields, 5, error));
    if (title != NULL && NOTE(in, integi_document_text(title, &text, error)) &&
        (reg->title = integi_register_copy(reg, text)) == NULL)
        NOTE(in, integi_out_of_memory(error));
    if (version != NULL && NOTE(in, integi_document_integer(version, &number, error)) && number != 1)
        FAIL(in, version, &integi_message_manifest_version, integi_number((char[INTEGI_NUMBER_SIZE]){0}, number));
    read_format(in, csv);
    if (tables != NULL)
        integi_manifest_tables(&in->manifest, tables);
    if (snapshots != NULL)
        read_snapshots(in, snapshots);
}

static integ_status load_file(opening *in, const wanted_file *file, integi_csv_progress *progress)
{
    integ_register_builder *builder = in->manifest.builder;
    integ_error *error = in->manifest.error;
    integi_source source;
    integ_status status =
        integi_builder_begin_table(builder, builder->reg->tables[file->table].name, 0, file->path, error);
    if (status != INTEG_STATUS_OK)
        return status;
    status = integi_source_open(&source, in->context, file->path, false, error);
    if (status == INTEG_STATUS_OK) {
        integi_csv_input input = {file->path, integi_source_read, &source, in->manifest.format, progress};
        status = integi_csv_load(builder, &input, error);
    }
    integi_source_close(&source);
    return status;
}

/* Faults of one file do not hide those of the next; running out of memory and cancelling end everything. */
static void load_files(opening *in)
{
    integi_csv_progress progress = {0, in->bytes};
    for (size_t i = 0; i < in->file_count; i++) {
        if (i == 0 || in->files[i].as_of != in->files[i - 1].as_of)
            if (!NOTE(in, integ_register_builder_add_snapshot(in->manifest.builder, in->files[i].as_of,
                                                              in->manifest.error)))
                return;
        integ_status status = load_file(in, &in->files[i], &progress);
        if (!NOTE(in, status) && (status == INTEG_STATUS_OUT_OF_MEMORY || status == INTEG_STATUS_CANCELLED))
            return;
    }
}

static void finish_opening(opening *in)
{
    if (in->files != NULL)
        integi_release(in->context, in->files, in->file_capacity * sizeof *in->files);
    integ_register_builder_free(in->manifest.builder);
}

static integ_status begin_opening(opening *in, integ_context *context, const char *path, int32_t purpose,
                                  integ_error *error)
{
    *in = (opening){.manifest = {.format = INTEGI_CSV_FORMAT_BARE, .error = error}, .context = context, .path = path};
    integ_status status = integ_register_builder_new(context, purpose, &in->manifest.builder, error);
    if (status != INTEG_STATUS_OK)
        return status;
    in->manifest.source = integi_register_copy(in->manifest.builder->reg, path);
    return in->manifest.source == NULL ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

integ_status integi_manifest_open(integ_context *context, const char *path, const integ_register_options *options,
                                  integ_register **out, integ_error *error)
{
    opening in;
    integi_document *document = NULL;
    integ_status status = begin_opening(&in, context, path, options->purpose, error);
    in.check_files = true;
    if (status == INTEG_STATUS_OK)
        status = integi_register_note_file(in.manifest.builder->reg, path, error);
    if (status == INTEG_STATUS_OK)
        status = integi_document_read_file(context, path, &document, error);
    if (status == INTEG_STATUS_OK) {
        read_manifest(&in, integi_document_root(document));
        if (in.manifest.status == INTEG_STATUS_OK)
            load_files(&in);
        status = in.manifest.status;
    }
    integi_document_free(document);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(in.manifest.builder, out, error);
    finish_opening(&in);
    return status;
}

integ_status integi_manifest_check(integ_context *context, const char *bytes, size_t length, const char *path,
                                   integ_error *error)
{
    opening in;
    integi_document *document = NULL;
    integ_status status = begin_opening(&in, context, path, INTEG_PURPOSE_STATISTICS, error);
    if (status == INTEG_STATUS_OK)
        status = integi_document_read(context, bytes, length, path, &document, error);
    if (status == INTEG_STATUS_OK) {
        read_manifest(&in, integi_document_root(document));
        status = in.manifest.status;
    }
    integi_document_free(document);
    finish_opening(&in);
    return status;
}
