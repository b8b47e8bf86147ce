/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_stream.h"

#include <errno.h>
#include <string.h>

/* What a stream holds on to. */
typedef struct state {
    integi_arrow_source source;
    int64_t batch_rows;
    int64_t row; /* the next */
    integi_arrow_words **words;
    integi_arrow_cells cells;
    bool failed;
} state;

static size_t cell_bytes(const state *self)
{
    return (size_t)self->batch_rows * 2 * sizeof(int64_t);
}

static void free_state(state *self)
{
    integ_context *context = self->source.context;
    for (int64_t i = 0; self->words != NULL && i < self->source.field_count; i++)
        integi_arrow_words_free(self->words[i]);
    integi_release(context, self->words, (size_t)self->source.field_count * sizeof(integi_arrow_words *));
    integi_release_wiped(context, self->cells.wholes, cell_bytes(self));
    integi_release_wiped(context, self->cells.known, (size_t)self->batch_rows);
    self->source.free(self->source.userdata);
    integi_release(context, self, sizeof *self);
    integ_context_free(context);
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    state *self = stream->private_data;
    self->failed = !integi_arrow_make_schema(&self->source, out);
    return self->failed ? ENOMEM : 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    state *self = stream->private_data;
    int64_t rest = self->source.rows - self->row, rows = rest < self->batch_rows ? rest : self->batch_rows;
    *out = (struct ArrowArray){.release = NULL};
    self->failed = rows > 0 && !integi_arrow_make_batch(&self->source, self->words, self->row, rows, &self->cells, out);
    if (self->failed)
        return ENOMEM;
    self->row += rows;
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream)
{
    const state *self = stream->private_data;
    return self->failed ? "out of memory" : NULL;
}

static void release_stream(struct ArrowArrayStream *stream)
{
    free_state(stream->private_data);
    stream->private_data = NULL;
    stream->release = NULL;
}

static bool prepare(state *self)
{
    const integi_arrow_source *source = &self->source;
    self->words = integi_allocate_zeroed(source->context, (size_t)source->field_count * sizeof(integi_arrow_words *));
    self->cells.wholes = integi_allocate(source->context, cell_bytes(self));
    self->cells.numbers = (double *)(void *)self->cells.wholes;
    self->cells.known = integi_allocate(source->context, (size_t)self->batch_rows);
    if (self->words == NULL || self->cells.wholes == NULL || self->cells.known == NULL)
        return false;
    for (int64_t i = 0; i < source->field_count; i++) {
        if (source->fields[i].type != INTEG_TYPE_CODE)
            continue;
        self->words[i] = integi_arrow_words_new(source, i, self->batch_rows, &self->cells);
        if (self->words[i] == NULL)
            return false;
    }
    return true;
}

integ_status integi_arrow_open(const integi_arrow_source *source, int64_t batch_rows, struct ArrowArrayStream *out,
                               integ_error *error)
{
    state *self = integi_allocate_zeroed(source->context, sizeof *self);
    if (self == NULL) {
        source->free(source->userdata);
        return integi_out_of_memory(error);
    }
    self->source = *source;
    self->batch_rows = batch_rows == 0 ? INTEGI_ARROW_BATCH_ROWS : batch_rows;
    integi_context_retain(source->context);
    if (!prepare(self)) {
        free_state(self);
        return integi_out_of_memory(error);
    }
    *out = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, self};
    return INTEG_STATUS_OK;
}
