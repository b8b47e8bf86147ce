/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "support/arrow.h"

#include <stdlib.h>
#include <string.h>

static int64_t alive;

int64_t made_alive(void)
{
    return alive;
}

static void *make(size_t size)
{
    void *block = calloc(1, size == 0 ? 1 : size);
    if (block == NULL)
        abort();
    alive++;
    return block;
}

static void unmake(void *block)
{
    alive -= block != NULL;
    free(block);
}

static char *copy_text(const char *text)
{
    return text == NULL ? NULL : memcpy(make(strlen(text) + 1), text, strlen(text) + 1);
}

/* What was made, whatever the members were changed to. */
typedef struct schema_parts {
    char *format, *name;
    struct ArrowSchema **children;
    int64_t child_count;
    struct ArrowSchema *dictionary;
} schema_parts;

typedef struct array_parts {
    void *blocks[MADE_BUFFERS_MAXIMUM];
    const void **buffers;
    struct ArrowArray **children;
    int64_t child_count;
    struct ArrowArray *dictionary;
} array_parts;

static void release_schema(struct ArrowSchema *schema)
{
    schema_parts *parts = schema->private_data;
    for (int64_t i = 0; i < parts->child_count; i++) {
        if (parts->children[i]->private_data != NULL)
            release_schema(parts->children[i]);
        unmake(parts->children[i]);
    }
    if (parts->dictionary != NULL)
        release_schema(parts->dictionary);
    unmake(parts->dictionary);
    unmake(parts->children);
    unmake(parts->format);
    unmake(parts->name);
    unmake(parts);
    schema->private_data = NULL;
    schema->release = NULL;
}

static void release_array(struct ArrowArray *array)
{
    array_parts *parts = array->private_data;
    for (int64_t i = 0; i < parts->child_count; i++) {
        release_array(parts->children[i]);
        unmake(parts->children[i]);
    }
    if (parts->dictionary != NULL)
        release_array(parts->dictionary);
    unmake(parts->dictionary);
    for (int i = 0; i < MADE_BUFFERS_MAXIMUM; i++)
        unmake(parts->blocks[i]);
    unmake(parts->buffers);
    unmake(parts->children);
    unmake(parts);
    array->private_data = NULL;
    array->release = NULL;
}

static void fill_schema(struct ArrowSchema *schema, const char *format, const char *name)
{
    schema_parts *parts = make(sizeof *parts);
    parts->format = copy_text(format);
    parts->name = copy_text(name);
    *schema = (struct ArrowSchema){.format = parts->format, .name = parts->name, .flags = ARROW_FLAG_NULLABLE,
                                   .release = release_schema, .private_data = parts};
}

static void fill_array(struct ArrowArray *array, int64_t length, int64_t null_count, int64_t offset,
                       int64_t buffer_count, const made_buffer *buffers)
{
    array_parts *parts = make(sizeof *parts);
    parts->buffers = make((size_t)buffer_count * sizeof *parts->buffers);
    for (int64_t i = 0; i < buffer_count; i++) {
        if (buffers[i].bytes == NULL)
            continue;
        parts->blocks[i] = make(buffers[i].size);
        memcpy(parts->blocks[i], buffers[i].bytes, buffers[i].size);
        parts->buffers[i] = parts->blocks[i];
    }
    *array = (struct ArrowArray){.length = length, .null_count = null_count, .offset = offset,
                                 .n_buffers = buffer_count, .buffers = parts->buffers,
                                 .release = release_array, .private_data = parts};
}

made_stream *make_stream(void)
{
    made_stream *stream = make(sizeof *stream);
    fill_schema(&stream->schema, "+s", "");
    return stream;
}

struct ArrowSchema *make_column(made_stream *stream, const char *format, const char *name)
{
    schema_parts *parts = stream->schema.private_data;
    struct ArrowSchema **children = make((size_t)(parts->child_count + 1) * sizeof *children);
    if (parts->child_count > 0)
        memcpy(children, parts->children, (size_t)parts->child_count * sizeof *children);
    unmake(parts->children);
    parts->children = stream->schema.children = children;
    children[parts->child_count] = make(sizeof **children);
    fill_schema(children[parts->child_count], format, name);
    stream->schema.n_children = ++parts->child_count;
    return children[parts->child_count - 1];
}

struct ArrowSchema *make_schema_dictionary(struct ArrowSchema *column, const char *format)
{
    schema_parts *parts = column->private_data;
    parts->dictionary = column->dictionary = make(sizeof *column);
    fill_schema(column->dictionary, format, NULL);
    return column->dictionary;
}

struct ArrowArray *make_batch(made_stream *stream, int64_t length)
{
    struct ArrowArray *batch = &stream->batches[stream->batch_count++];
    fill_array(batch, length, 0, 0, 1, &(made_buffer)NO_BUFFER);
    return batch;
}

struct ArrowArray *make_child(struct ArrowArray *batch, int64_t length, int64_t null_count, int64_t offset,
                              int64_t buffer_count, const made_buffer *buffers)
{
    array_parts *parts = batch->private_data;
    struct ArrowArray **children = make((size_t)(parts->child_count + 1) * sizeof *children);
    if (parts->child_count > 0)
        memcpy(children, parts->children, (size_t)parts->child_count * sizeof *children);
    unmake(parts->children);
    parts->children = batch->children = children;
    children[parts->child_count] = make(sizeof **children);
    fill_array(children[parts->child_count], length, null_count, offset, buffer_count, buffers);
    batch->n_children = ++parts->child_count;
    return children[parts->child_count - 1];
}

struct ArrowArray *make_dictionary(struct ArrowArray *column, int64_t length, int64_t null_count, int64_t offset,
                                   int64_t buffer_count, const made_buffer *buffers)
{
    array_parts *parts = column->private_data;
    parts->dictionary = column->dictionary = make(sizeof *column);
    fill_array(column->dictionary, length, null_count, offset, buffer_count, buffers);
    return column->dictionary;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    made_stream *made = stream->private_data;
    if (made->schema_code != 0)
        return made->schema_code;
    *out = made->schema;
    if (out->release != NULL)
        made->schema.private_data = NULL;
    return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    made_stream *made = stream->private_data;
    if (made->next == made->batch_count) {
        out->release = NULL;
        return made->batch_code;
    }
    *out = made->batches[made->next++];
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream)
{
    return ((made_stream *)stream->private_data)->last_error;
}

static void release_stream(struct ArrowArrayStream *stream)
{
    made_stream *made = stream->private_data;
    if (made->schema.private_data != NULL)
        release_schema(&made->schema);
    for (; made->next < made->batch_count; made->next++)
        release_array(&made->batches[made->next]);
    unmake(made);
    stream->release = NULL;
}

struct ArrowArrayStream open_made_stream(made_stream *stream)
{
    return (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, stream};
}
