/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/arrow_stream.h"

#include <string.h>

/* Batches. Every array has memory of its own, so that a column may be moved out of its batch. */

typedef struct held {
    integ_context *context;
    void *blocks[3];
    size_t sizes[3];
    const void *buffers[3];
    struct ArrowArray *items; /* the children */
    struct ArrowArray **children;
    int64_t child_count;
    struct ArrowArray dictionary;
    integi_arrow_words *words; /* of a dictionary: what its buffers belong to */
} held;

/* Called with an array that may have been moved: only what is held knows where anything is. */
static void release_array(struct ArrowArray *array)
{
    held *self = array->private_data;
    integ_context *context = self->context;
    for (int64_t i = 0; i < self->child_count; i++)
        if (self->items[i].release != NULL)
            self->items[i].release(&self->items[i]);
    if (self->dictionary.release != NULL)
        self->dictionary.release(&self->dictionary);
    for (int i = 0; i < 3; i++)
        integi_release_wiped(context, self->blocks[i], self->sizes[i]);
    integi_release(context, self->items, (size_t)self->child_count * sizeof *self->items);
    integi_release(context, self->children, (size_t)self->child_count * sizeof *self->children);
    integi_arrow_words_free(self->words);
    integi_release(context, self, sizeof *self);
    integ_context_free(context);
    array->private_data = NULL;
    array->release = NULL;
}

/* An array without buffers, which can be released already. */
static held *begin_array(integ_context *context, int64_t length, int64_t buffer_count, struct ArrowArray *out)
{
    held *self = integi_allocate_zeroed(context, sizeof *self);
    if (self == NULL)
        return NULL;
    self->context = integi_context_retain(context);
    *out = (struct ArrowArray){.length = length, .n_buffers = buffer_count, .buffers = self->buffers,
                               .release = release_array, .private_data = self};
    return self;
}

static void *add_block(held *self, int index, size_t size)
{
    self->blocks[index] = integi_allocate(self->context, size);
    self->sizes[index] = size;
    self->buffers[index] = self->blocks[index];
    return self->blocks[index];
}

/* The bitmap of what is known, which is left out where everything is. */
static bool add_validity(held *self, const uint8_t *known, int64_t rows, struct ArrowArray *out)
{
    for (int64_t i = 0; i < rows; i++)
        out->null_count += known[i] == 0;
    if (out->null_count == 0)
        return true;
    size_t size = ((size_t)rows + 7) / 8;
    uint8_t *bits = add_block(self, 0, size);
    if (bits == NULL)
        return false;
    memset(bits, 0, size);
    for (int64_t i = 0; i < rows; i++)
        bits[i / 8] |= (uint8_t)((known[i] != 0) << (i % 8));
    return true;
}

static size_t item_size(int32_t type)
{
    switch (type) {
    case INTEG_TYPE_DATE:
    case INTEG_TYPE_CODE:
        return 4;
    case INTEG_TYPE_DECIMAL:
    case INTEGI_ARROW_WIDE:
        return 16;
    default:
        return 8;
    }
}

/* A wide decimal from its halves, whatever order the machine keeps them in. */
static __int128 join(const int64_t *halves)
{
    return (__int128)((unsigned __int128)(uint64_t)halves[1] << 64 | (uint64_t)halves[0]);
}

/* Items of unknown rows are 0. */
static bool add_items(held *self, int32_t type, const integi_arrow_words *words, const integi_arrow_cells *cells,
                      int64_t rows)
{
    size_t size = item_size(type);
    char *items = add_block(self, 1, (size_t)rows * size);
    if (items == NULL)
        return false;
    memset(items, 0, (size_t)rows * size);
    for (int64_t i = 0; i < rows; i++, items += size) {
        if (!cells->known[i])
            continue;
        __int128 wide = type == INTEG_TYPE_DECIMAL    ? cells->wholes[i]
                        : type == INTEGI_ARROW_WIDE ? join(&cells->wholes[2 * i])
                                                    : 0;
        int32_t narrow = type == INTEG_TYPE_CODE   ? words->places[cells->wholes[i]]
                         : type == INTEG_TYPE_DATE ? (int32_t)cells->wholes[i]
                                                   : 0;
        if (size == 16)
            memcpy(items, &wide, size);
        else if (size == 4)
            memcpy(items, &narrow, size);
        else if (type == INTEG_TYPE_NUMBER)
            memcpy(items, &cells->numbers[i], size);
        else
            memcpy(items, &cells->wholes[i], size);
    }
    return true;
}

static bool add_bits(held *self, const integi_arrow_cells *cells, int64_t rows)
{
    size_t size = ((size_t)rows + 7) / 8;
    uint8_t *bits = add_block(self, 1, size);
    if (bits == NULL)
        return false;
    memset(bits, 0, size);
    for (int64_t i = 0; i < rows; i++)
        bits[i / 8] |= (uint8_t)((cells->known[i] && cells->wholes[i] != 0) << (i % 8));
    return true;
}

static bool add_texts(held *self, const integi_arrow_source *source, int64_t column, const integi_arrow_cells *cells,
                      int64_t rows)
{
    size_t length;
    int64_t *offsets = add_block(self, 1, ((size_t)rows + 1) * sizeof *offsets);
    if (offsets == NULL)
        return false;
    offsets[0] = 0;
    for (int64_t i = 0; i < rows; i++) {
        length = 0;
        if (cells->known[i])
            source->text(source->userdata, column, cells->wholes[i], &length);
        offsets[i + 1] = offsets[i] + (int64_t)length;
    }
    char *bytes = add_block(self, 2, (size_t)offsets[rows]);
    for (int64_t i = 0; bytes != NULL && i < rows; i++)
        if (cells->known[i])
            memcpy(bytes + offsets[i], source->text(source->userdata, column, cells->wholes[i], &length),
                   (size_t)(offsets[i + 1] - offsets[i]));
    return bytes != NULL;
}

/* The dictionary of a column of codes: the same memory for all batches. */
static bool add_dictionary(held *self, integi_arrow_words *words, struct ArrowArray *column)
{
    held *entries = begin_array(self->context, words->count, 3, &self->dictionary);
    if (entries == NULL)
        return false;
    entries->words = integi_arrow_words_retain(words);
    entries->buffers[1] = words->ends;
    entries->buffers[2] = words->bytes;
    column->dictionary = &self->dictionary;
    return true;
}

static bool make_column(const integi_arrow_source *source, integi_arrow_words *words, int64_t column, int64_t rows,
                        const integi_arrow_cells *cells, struct ArrowArray *out)
{
    int32_t type = source->fields[column].type;
    held *self = begin_array(source->context, rows, type == INTEG_TYPE_TEXT ? 3 : 2, out);
    if (self == NULL || !add_validity(self, cells->known, rows, out))
        return false;
    switch (type) {
    case INTEG_TYPE_BOOLEAN:
        return add_bits(self, cells, rows);
    case INTEG_TYPE_TEXT:
        return add_texts(self, source, column, cells, rows);
    case INTEG_TYPE_CODE:
        return add_items(self, type, words, cells, rows) && add_dictionary(self, words, out);
    default:
        return add_items(self, type, NULL, cells, rows);
    }
}

static bool make_columns(const integi_arrow_source *source, integi_arrow_words *const *words, int64_t row,
                         int64_t rows, integi_arrow_cells *cells, struct ArrowArray *out)
{
    size_t count = (size_t)source->field_count;
    held *self = begin_array(source->context, rows, 1, out);
    if (self == NULL)
        return false;
    self->items = integi_allocate_zeroed(source->context, count * sizeof *self->items);
    if (self->items == NULL)
        return false;
    self->child_count = source->field_count;
    self->children = integi_allocate_array(source->context, count, sizeof *self->children);
    if (self->children == NULL)
        return false;
    for (int64_t i = 0; i < source->field_count; i++) {
        self->children[i] = &self->items[i];
        source->read(source->userdata, i, row, rows, cells);
        if (!make_column(source, words[i], i, rows, cells, &self->items[i]))
            return false;
    }
    out->n_children = source->field_count;
    out->children = self->children;
    return true;
}

bool integi_arrow_make_batch(const integi_arrow_source *source, integi_arrow_words *const *words, int64_t row,
                             int64_t rows, integi_arrow_cells *cells, struct ArrowArray *out)
{
    out->release = NULL;
    bool done = make_columns(source, words, row, rows, cells, out);
    if (!done && out->release != NULL)
        out->release(out);
    return done;
}
