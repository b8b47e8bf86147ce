/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_bytes.h"

#include "base/messages.h"
#include "register/csv_messages.h"

#include <string.h>

void integi_csv_bytes_init(integi_csv_bytes *bytes, integ_context *context, const integi_csv_input *input)
{
    *bytes = (integi_csv_bytes){.context = context, .input = input};
}

void integi_csv_bytes_free(integi_csv_bytes *bytes)
{
    integi_gzip_free(bytes->gzip);
    bytes->gzip = NULL;
}

static bool fail(integi_csv_bytes *bytes, const integi_message *fault)
{
    bytes->fault = fault;
    bytes->ended = true;
    return false;
}

/* Bytes as the file has them, until there are `size` or it ends. */
static bool read_raw(integi_csv_bytes *bytes, char *out, size_t size, size_t *got)
{
    const integi_csv_input *input = bytes->input;
    *got = 0;
    while (*got < size && !bytes->raw_ended) {
        size_t length = 0;
        if (input->read(out + *got, size - *got, &length, input->userdata) != 0 || length > size - *got)
            return fail(bytes, &integi_message_csv_read_failed);
        bytes->raw_ended = length == 0;
        *got += length;
    }
    if (input->progress != NULL)
        input->progress->done += (int64_t)*got;
    return true;
}

static bool read_packed(integi_csv_bytes *bytes, char *out, size_t size, size_t *got)
{
    *got = 0;
    while (*got < size && !bytes->ended) {
        size_t room, length;
        char *packed = integi_gzip_room(bytes->gzip, &room);
        if (packed != NULL) {
            if (!read_raw(bytes, packed, room, &length))
                return false;
            integi_gzip_give(bytes->gzip, length);
        }
        const integi_message *fault = integi_gzip_unpack(bytes->gzip, out + *got, size - *got, &length, &bytes->ended);
        *got += length;
        if (fault != NULL) {
            bytes->fault_at = integi_gzip_position(bytes->gzip);
            return fail(bytes, fault);
        }
    }
    return true;
}

/* The first two bytes tell whether the file is packed: they begin no text in any of the encodings. */
static bool begin(integi_csv_bytes *bytes, char *out, size_t *got)
{
    char magic[2];
    bytes->begun = true;
    if (!read_raw(bytes, magic, sizeof magic, got))
        return false;
    if (*got < sizeof magic || memcmp(magic, "\x1F\x8B", sizeof magic) != 0) {
        memcpy(out, magic, *got);
        return true;
    }
    *got = 0;
    bytes->gzip = integi_gzip_new(bytes->context, magic, sizeof magic);
    return bytes->gzip != NULL || fail(bytes, &integi_message_out_of_memory);
}

/* Spreadsheets save so what they call Unicode text: every other byte would be a NUL. */
static bool is_utf16(const char *text, size_t length)
{
    return length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0);
}

bool integi_csv_bytes_read(integi_csv_bytes *bytes, char *out, size_t size, size_t *got)
{
    const integi_csv_input *input = bytes->input;
    size_t begun = 0;
    bool first = !bytes->begun;
    *got = 0;
    if (bytes->ended)
        return bytes->fault == NULL;
    if (!bytes->begun && !begin(bytes, out, &begun))
        return false;
    if (bytes->gzip == NULL) {
        if (!read_raw(bytes, out + begun, size - begun, got))
            return false;
        *got += begun;
        bytes->ended = bytes->raw_ended;
    } else if (!read_packed(bytes, out, size, got)) {
        return false;
    }
    if (first && is_utf16(out, *got))
        return fail(bytes, &integi_message_csv_utf16);
    if (input->progress == NULL ||
        integi_progress(bytes->context, "read", input->progress->done, input->progress->total))
        return true;
    return fail(bytes, &integi_message_cancelled);
}

integ_status integi_csv_bytes_report(const integi_csv_bytes *bytes, integ_error *error)
{
    integi_place place = {bytes->input->name, 0, 0, -1, 0};
    bool of_file = bytes->fault != &integi_message_out_of_memory && bytes->fault != &integi_message_cancelled;
    return INTEGI_FAIL(error, of_file ? &place : NULL, bytes->fault,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, bytes->fault_at));
}
