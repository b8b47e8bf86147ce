/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/file.h"

#include "base/message.h"
#include "base/messages.h"

#include <errno.h>
#include <stdio.h>

#define PIECE_BYTES 16384

/* The system's own texts for errno depend on the locale, so the usual reasons have messages of ours. */
static integ_status report(int reason, const char *path, integ_error *error)
{
    integi_place place = {path, 0, 0, -1, 0};
    switch (reason) {
    case ENOENT:
    case ENOTDIR:
        return INTEGI_FAIL(error, &place, &integi_message_file_missing);
    case EACCES:
    case EPERM:
        return INTEGI_FAIL(error, &place, &integi_message_file_forbidden);
    case EISDIR:
        return INTEGI_FAIL(error, &place, &integi_message_file_is_folder);
    default:
        return INTEGI_FAIL(error, &place, &integi_message_file_unreadable);
    }
}

integ_status integi_file_read(const char *path, size_t limit, integi_buffer *buffer, integ_error *error)
{
    errno = 0;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return errno == ENOMEM ? integi_out_of_memory(error) : report(errno, path, error);
    char piece[PIECE_BYTES];
    size_t count = 0;
    do {
        errno = 0;
        count = fread(piece, 1, sizeof piece, file);
        integi_buffer_append(buffer, piece, count);
    } while (count > 0 && buffer->length <= limit && !buffer->failed);
    int reason = ferror(file) ? errno : 0;
    bool unread = ferror(file) != 0;
    fclose(file);
    if (buffer->failed)
        return integi_out_of_memory(error);
    return unread ? report(reason, path, error) : INTEG_STATUS_OK;
}
