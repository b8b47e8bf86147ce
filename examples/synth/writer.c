/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_FIELD 64 /* of numbers and dates */

static void complain(const writer *out)
{
    fprintf(stderr, "integ-synth: error: cannot write %s: %s\n", out->path, strerror(errno));
}

bool writer_open(writer *out, const char *folder, const char *name)
{
    size_t length = strlen(folder) + strlen(name) + 2;
    out->used = 0;
    out->row_begun = out->failed = false;
    out->file = NULL;
    out->path = malloc(length);
    if (out->path == NULL) {
        fputs("integ-synth: error: not enough memory\n", stderr);
        return false;
    }
    snprintf(out->path, length, "%s/%s", folder, name);
    out->file = fopen(out->path, "wb");
    if (out->file != NULL)
        return true;
    complain(out);
    free(out->path);
    out->path = NULL;
    return false;
}

static void flush(writer *out)
{
    if (!out->failed && fwrite(out->bytes, 1, out->used, out->file) != out->used) {
        complain(out);
        out->failed = true;
    }
    out->used = 0;
}

bool writer_close(writer *out)
{
    flush(out);
    if (fclose(out->file) != 0 && !out->failed) {
        complain(out);
        out->failed = true;
    }
    free(out->path);
    return !out->failed;
}

static void put_bytes(writer *out, const char *bytes, size_t length)
{
    while (length > 0) {
        if (out->used == WRITER_BYTES)
            flush(out);
        size_t part = WRITER_BYTES - out->used;
        part = part < length ? part : length;
        memcpy(out->bytes + out->used, bytes, part);
        out->used += part;
        bytes += part;
        length -= part;
    }
}

void put_raw(writer *out, const char *text)
{
    put_bytes(out, text, strlen(text));
}

/* Where the next field goes: behind its separator, with room for a short one. */
static char *next_field(writer *out)
{
    if (out->used + LONGEST_FIELD > WRITER_BYTES)
        flush(out);
    if (out->row_begun)
        out->bytes[out->used++] = ';';
    out->row_begun = true;
    return out->bytes + out->used;
}

void put_text(writer *out, const char *text)
{
    next_field(out);
    if (text != NULL)
        put_raw(out, text);
}

/* Writes a number that is not negative, and returns its length. */
static size_t digits(char *text, int64_t value)
{
    char turned[20];
    size_t length = 0;
    do {
        turned[length++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    for (size_t i = 0; i < length; i++)
        text[i] = turned[length - 1 - i];
    return length;
}

void put_whole(writer *out, int64_t value)
{
    char *text = next_field(out);
    out->used += digits(text, value);
}

void put_named(writer *out, char letter, int64_t value)
{
    char *text = next_field(out);
    text[0] = letter;
    out->used += 1 + digits(text + 1, value);
}

void put_decimal(writer *out, int64_t scaled, int32_t decimals)
{
    int64_t unit = 1;
    for (int32_t i = 0; i < decimals; i++)
        unit *= 10;
    char *text = next_field(out);
    size_t length = digits(text, scaled / unit);
    text[length++] = ',';
    for (int64_t rest = scaled % unit; decimals > 0; decimals--) {
        unit /= 10;
        text[length++] = (char)('0' + rest / unit);
        rest %= unit;
    }
    out->used += length;
}

void put_date(writer *out, integ_date day)
{
    char iso[11];
    char *text = next_field(out);
    integ_date_to_text(day, iso);
    memcpy(text, iso + 8, 2);
    text[2] = text[5] = '-';
    memcpy(text + 3, iso + 5, 2);
    memcpy(text + 6, iso, 4);
    out->used += 10;
}

void put_flag(writer *out, int32_t value)
{
    put_text(out, value < 0 ? NULL : value > 0 ? "true" : "false");
}

void end_row(writer *out)
{
    put_bytes(out, "\n", 1);
    out->row_begun = false;
}
