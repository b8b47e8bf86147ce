/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/document.h"

#include "base/document_tree.h"
#include "base/file.h"
#include "base/messages.h"
#include "base/utf8.h"

#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* The place of a byte, counted from the start; only for reporting one. */
static integi_place place_of(const char *source, const char *bytes, size_t at, size_t skipped)
{
    int64_t line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < at; i++) {
        bool ends = bytes[i] == '\n' || (bytes[i] == '\r' && !(i + 1 < at && bytes[i + 1] == '\n'));
        line += ends;
        line_start = ends ? i + 1 : line_start;
    }
    return (integi_place){source, line, integi_utf8_characters(bytes + line_start, at - line_start) + 1,
                          (int64_t)(at + skipped), 0};
}

/* The offset of the first character that may not stand in YAML, or `length`: C0 and C1 controls, noncharacters and a
 * byte order mark inside. They are found here because libyaml reports them without a line. */
static size_t forbidden_at(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < length; i++) {
        if ((bytes[i] < 0x20 && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r') || bytes[i] == 0x7F)
            return i;
        if (bytes[i] == 0xC2 && bytes[i + 1] < 0xA0 && bytes[i + 1] != 0x85)
            return i;
        if (bytes[i] == 0xEF && ((bytes[i + 1] == 0xBB && bytes[i + 2] == 0xBF) ||
                                 (bytes[i + 1] == 0xBF && bytes[i + 2] >= 0xBE)))
            return i;
    }
    return length;
}

static integ_status check_bytes(const char *source, const char *bytes, size_t length, size_t skipped,
                                integ_error *error)
{
    size_t at = integi_utf8_invalid_at(bytes, length);
    if (at < length) {
        integi_place place = place_of(source, bytes, at, skipped);
        return INTEGI_FAIL(error, &place, &integi_message_document_encoding);
    }
    at = forbidden_at(bytes, length);
    if (at < length) {
        integi_place place = place_of(source, bytes, at, skipped);
        return INTEGI_FAIL(error, &place,
                           bytes[at] == '\0' ? &integi_message_document_nul : &integi_message_document_control);
    }
    return INTEG_STATUS_OK;
}

static integ_status fill(integi_document *document, const char *bytes, size_t length, const char *source_name,
                         integ_error *error)
{
    if (source_name != NULL) {
        document->source = integi_arena_text(&document->arena, source_name, strlen(source_name));
        if (document->source == NULL)
            return integi_out_of_memory(error);
    }
    integi_place whole = {document->source, 0, 0, -1, 0};
    if (length > INTEGI_DOCUMENT_BYTES_MAXIMUM)
        return INTEGI_FAIL(error, &whole, &integi_message_document_size);
    size_t skipped = length >= 3 && memcmp(bytes, byte_order_mark, 3) == 0 ? 3 : 0;
    integ_status status = check_bytes(document->source, bytes + skipped, length - skipped, skipped, error);
    if (status != INTEG_STATUS_OK)
        return status;
    return integi_document_build(document, bytes + skipped, length - skipped, skipped, error);
}

integ_status integi_document_read(integ_context *context, const char *bytes, size_t length, const char *source_name,
                                  integi_document **out, integ_error *error)
{
    *out = NULL;
    integi_document *document = integi_allocate_zeroed(context, sizeof *document);
    if (document == NULL)
        return integi_out_of_memory(error);
    document->context = integi_context_retain(context);
    integi_arena_init(&document->arena, context);
    integ_status status = fill(document, bytes == NULL ? "" : bytes, length, source_name, error);
    if (status != INTEG_STATUS_OK) {
        integi_document_free(document);
        return status;
    }
    *out = document;
    return INTEG_STATUS_OK;
}

integ_status integi_document_read_file(integ_context *context, const char *path, integi_document **out,
                                       integ_error *error)
{
    *out = NULL;
    integi_buffer buffer;
    integi_buffer_init(&buffer, context);
    integ_status status = integi_file_read(path, INTEGI_DOCUMENT_BYTES_MAXIMUM, &buffer, error);
    if (status == INTEG_STATUS_OK)
        status = integi_document_read(context, buffer.bytes, buffer.length, path, out, error);
    integi_buffer_free(&buffer);
    return status;
}

void integi_document_free(integi_document *document)
{
    if (document == NULL)
        return;
    integ_context *context = document->context;
    integi_arena_free(&document->arena);
    integi_release(context, document, sizeof *document);
    integ_context_free(context);
}

const integi_document_node *integi_document_root(const integi_document *document)
{
    return document->root;
}

const char *integi_document_source(const integi_document *document)
{
    return document->source;
}

const integi_document_node *integi_document_find(const integi_document_node *mapping, const char *key)
{
    if (mapping->kind != INTEGI_DOCUMENT_MAPPING)
        return NULL;
    for (const integi_document_node *item = mapping->first; item != NULL; item = item->next)
        if (strcmp(item->key->text, key) == 0)
            return item->absent ? NULL : item;
    return NULL;
}

const char *integi_document_embedded(const integi_document_node *scalar, size_t *length, integi_place *start)
{
    *length = scalar->embedded_length;
    *start = scalar->embedded_place;
    return scalar->embedded;
}
