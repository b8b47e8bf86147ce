/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/register.h"
#include "support/arrow.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes describe a stream: its columns, then its batches, each number a byte. Buffers are always as large as the
 * lengths and offsets say, as nobody could see otherwise; everything else may be wrong. */

static const char *const formats[] = {"n",   "b",   "c",    "C",    "s",    "S",     "i",     "I",      "l",    "L",
                                      "e",
                                      "f",   "g",   "u",    "U",    "vu",   "tdD",   "tdm",   "tss:",   "tsm:",
                                      "tsu:UTC",
                                      "tsn:", "d:9,2,32", "d:18,3,64", "d:38,2", "d:5,-2", "d:38,30", "z", "+l", "tts"};
#define FORMATS (sizeof formats / sizeof *formats)
#define BYTES_OF_TEXT 256

typedef struct bytes {
    const uint8_t *data;
    size_t size, at;
} bytes;

static uint8_t next(bytes *from)
{
    return from->at < from->size ? from->data[from->at++] : 0;
}

/* A buffer of its exact size, filled with what comes and then with zeros. */
static made_buffer buffer(bytes *from, uint8_t *room, size_t size)
{
    for (size_t i = 0; i < size; i++)
        room[i] = next(from);
    return (made_buffer){room, size};
}

static size_t width_of(const char *format)
{
    static const char letters[] = "cCsSeiIflLg";
    static const uint8_t widths[] = {1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8};
    const char *found = format[1] == '\0' ? strchr(letters, format[0]) : NULL;
    if (found != NULL)
        return widths[found - letters];
    if (format[0] == 'd')
        return strstr(format, ",32") != NULL ? 4 : strstr(format, ",64") != NULL ? 8 : 16;
    return strcmp(format, "tdD") == 0 ? 4 : 8;
}

/* Offsets of one byte each, 255 being negative, into a text of the greatest length that they can have. */
static made_buffer offsets(bytes *from, uint8_t *room, size_t count, size_t width)
{
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = next(from);
        int64_t offset = byte == 255 ? -1 : byte;
        int32_t narrow = (int32_t)offset;
        memcpy(room + i * width, width == 4 ? (void *)&narrow : (void *)&offset, width);
    }
    return (made_buffer){room, count * width};
}

static made_buffer views(bytes *from, uint8_t *room, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int32_t length = (int8_t)next(from);
        memcpy(room + i * 16, &length, 4);
        for (size_t j = 4; j < 16; j++)
            room[i * 16 + j] = length > 12 && j % 4 != 0 && j > 8 ? 0 : next(from);
    }
    return (made_buffer){room, count * 16};
}

/* The buffers of an array, as many as its format has; now and then one is missing or too many. */
static int64_t make_buffers(bytes *from, const char *format, size_t items, made_buffer *out)
{
    static uint8_t room[4][16 * 80], text[BYTES_OF_TEXT];
    static const int64_t sizes[] = {BYTES_OF_TEXT};
    int64_t count = 2;
    uint8_t wrong = next(from);
    if (strcmp(format, "n") == 0)
        return wrong % 64 == 63;
    out[0] = wrong & 1 ? buffer(from, room[0], (items + 7) / 8) : (made_buffer)NO_BUFFER;
    if (strcmp(format, "b") == 0) {
        out[1] = buffer(from, room[1], (items + 7) / 8);
    } else if (strcmp(format, "vu") == 0) {
        out[1] = views(from, room[1], items);
        out[2] = (made_buffer){text, sizeof text};
        out[3] = (made_buffer)BUFFER(sizes);
        count = 4;
    } else if (strcmp(format, "u") == 0 || strcmp(format, "U") == 0) {
        out[1] = offsets(from, room[1], items + 1, format[0] == 'u' ? 4 : 8);
        out[2] = buffer(from, text, sizeof text);
        count = 3;
    } else {
        out[1] = buffer(from, room[1], items * width_of(format));
    }
    if (wrong >= 250)
        out[wrong % (size_t)count] = (made_buffer)NO_BUFFER;
    return wrong == 249 ? count - 1 : wrong == 248 && count == 2 ? count + 1 : count;
}

static int64_t null_count(bytes *from)
{
    uint8_t byte = next(from);
    return byte < 200 ? -1 : byte - 203;
}

static void make_values(bytes *from, struct ArrowArray *batch, const char *format, const char *values)
{
    made_buffer buffers[MADE_BUFFERS_MAXIMUM] = {NO_BUFFER};
    int64_t length = next(from) % 64, offset = next(from) % 8;
    int64_t count = make_buffers(from, format, (size_t)(length + offset), buffers);
    struct ArrowArray *column = make_child(batch, length, null_count(from), offset, count, buffers);
    if (values != NULL) {
        length = next(from) % 64;
        offset = next(from) % 8;
        count = make_buffers(from, values, (size_t)(length + offset), buffers);
        make_dictionary(column, length, null_count(from), offset, count, buffers);
    }
}

static made_stream *make(bytes *from, integ_arrow_options *options)
{
    static char names[4][2] = {"a", "b", "c", "d"};
    const char *chosen[4], *values[4];
    made_stream *made = make_stream();
    int columns = next(from) % 4 + 1, batches = next(from) % 4;
    for (int i = 0; i < columns; i++) {
        uint8_t byte = next(from), wish = next(from);
        chosen[i] = formats[byte % FORMATS];
        struct ArrowSchema *column = make_column(made, chosen[i], names[wish == 255 ? 0 : i]);
        values[i] = wish & 16 ? formats[next(from) % FORMATS] : NULL;
        if (values[i] != NULL)
            make_schema_dictionary(column, values[i]);
        if (wish & 32)
            integ_arrow_options_set_type(options, names[i], wish % 8 + 1, wish % 8 == 2 ? wish >> 6 : 0, NULL);
    }
    for (int i = 0; i < batches; i++) {
        uint8_t byte = next(from);
        struct ArrowArray *batch = make_batch(made, byte % 64);
        batch->offset = byte / 64;
        for (int j = 0; j < columns - (byte == 201); j++)
            make_values(from, batch, chosen[j], values[j]);
    }
    made->batch_code = next(from) == 77;
    return made;
}

/* A register of the stream; NULL where it cannot be read, and everything has been given back all the same. */
static integ_register *read_stream(integ_context *context, struct ArrowArrayStream *stream,
                                   const integ_arrow_options *options, integ_error *error)
{
    integ_register_builder *builder;
    integ_register *reg = NULL;
    integ_error_clear(error);
    if (integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, NULL) != INTEG_STATUS_OK ||
        integ_register_builder_add_snapshot(builder, 0, NULL) != INTEG_STATUS_OK)
        abort();
    integ_status status = integ_register_builder_add_arrow(builder, "t", stream, options, error);
    if ((status == INTEG_STATUS_OK) == (integ_error_count(error) > 0) || stream->release != NULL || made_alive() != 0)
        abort();
    if (status == INTEG_STATUS_OK && integ_register_builder_finish(builder, &reg, error) != INTEG_STATUS_OK)
        abort();
    integ_register_builder_free(builder);
    return reg;
}

/* Every value can be read, and is the same when it has gone out and come back in. */
static void compare(const integ_register *reg, const integ_register *back)
{
    const integ_snapshot *snapshot = integ_register_snapshot(reg, 0), *other = integ_register_snapshot(back, 0);
    int64_t rows = integ_snapshot_rows_unprotected(snapshot, 0);
    if (rows != integ_snapshot_rows_unprotected(other, 0))
        abort();
    for (int64_t column = 0; column < integ_register_column_count(reg, 0); column++)
        for (int64_t row = 0; row < rows; row++) {
            char text[300], same[300];
            int64_t length, same_length;
            if (integ_snapshot_text(snapshot, 0, column, row, text, sizeof text, &length, NULL) != INTEG_STATUS_OK ||
                integ_snapshot_text(other, 0, column, row, same, sizeof same, &same_length, NULL) != INTEG_STATUS_OK ||
                length != same_length || strcmp(text, same) != 0)
                abort();
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static integ_context *context;
    static integ_error *error;
    if (context == NULL && (integ_error_new(&error) != INTEG_STATUS_OK ||
                            integ_context_new(&context, NULL) != INTEG_STATUS_OK))
        abort();
    bytes from = {data, size, 0};
    integ_arrow_options *options;
    if (integ_arrow_options_new(context, &options, NULL) != INTEG_STATUS_OK)
        abort();
    struct ArrowArrayStream stream = open_made_stream(make(&from, options));
    integ_register *reg = read_stream(context, &stream, options, error);
    if (reg != NULL) {
        if (integ_snapshot_to_arrow(integ_register_snapshot(reg, 0), 0, 7, &stream, error) != INTEG_STATUS_OK)
            abort();
        integ_register *back = read_stream(context, &stream, NULL, error);
        if (back == NULL)
            abort();
        compare(reg, back);
        integ_register_free(back);
    }
    integ_register_free(reg);
    integ_arrow_options_free(options);
    return 0;
}
