/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_ARROW_H
#define TEST_SUPPORT_ARROW_H

/* Arrow streams made by hand. Every struct may be changed before the stream is opened, to make it wrong. All buffers
 * are blocks of their own of exactly their size, so that the sanitizers see whoever reads beyond them. */

#include "integration/arrow.h"

#include <stddef.h>

#define MADE_BATCHES_MAXIMUM 8
#define MADE_BUFFERS_MAXIMUM 8

typedef struct made_buffer {
    const void *bytes; /* NULL: the pointer is NULL */
    size_t size;
} made_buffer;

#define BUFFER(...) {(__VA_ARGS__), sizeof(__VA_ARGS__)}
#define NO_BUFFER {NULL, 0}

typedef struct made_stream {
    struct ArrowSchema schema;
    struct ArrowArray batches[MADE_BATCHES_MAXIMUM];
    int batch_count, next;
    int schema_code, batch_code; /* what get_schema returns, and get_next after the last batch */
    const char *last_error;
} made_stream;

/* A table without columns and batches. */
made_stream *make_stream(void);
/* The stream takes the column; the columns of a batch are added in the order of the schema. Each returns what it made
 * or took. */
struct ArrowSchema *make_column(made_stream *stream, const char *format, const char *name);
struct ArrowArray *make_batch(made_stream *stream, int64_t length);
struct ArrowArray *make_child(struct ArrowArray *batch, int64_t length, int64_t null_count, int64_t offset,
                              int64_t buffer_count, const made_buffer *buffers);
struct ArrowSchema *make_schema_dictionary(struct ArrowSchema *column, const char *format);
struct ArrowArray *make_dictionary(struct ArrowArray *column, int64_t length, int64_t null_count, int64_t offset,
                                   int64_t buffer_count, const made_buffer *buffers);
/* The stream itself, which owns everything. */
struct ArrowArrayStream open_made_stream(made_stream *stream);

/* Structs, buffers and streams that nobody has released. */
int64_t made_alive(void);

#endif
