/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "register/source.h"

#include "base/messages.h"
#include "register/csv_messages.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

int32_t integi_source_read(char *bytes, size_t size, size_t *length, void *userdata)
{
    integi_source *source = userdata;
    if (source->file != NULL) {
        *length = fread(bytes, 1, size, source->file);
        return *length == 0 && ferror(source->file) ? 1 : 0;
    }
    size_t left = source->held.length - source->at;
    *length = left < size ? left : size;
    if (*length > 0)
        memcpy(bytes, source->held.bytes + source->at, *length);
    source->at += *length;
    return 0;
}

static integ_status hold(integi_source *source, integ_read_callback read, void *userdata, const char *name,
                         integ_error *error)
{
    integi_place place = {name, 0, 0, -1, 0};
    char bytes[4096];
    size_t length = 0;
    do {
        length = 0;
        if (read(bytes, sizeof bytes, &length, userdata) != 0 || length > sizeof bytes)
            return INTEGI_FAIL(error, &place, &integi_message_csv_read_failed);
        integi_buffer_append(&source->held, bytes, length);
    } while (length > 0 && !source->held.failed);
    integi_wipe(bytes, sizeof bytes);
    return source->held.failed ? integi_out_of_memory(error) : INTEG_STATUS_OK;
}

integ_status integi_source_hold(integi_source *source, integ_context *context, integ_read_callback read,
                                void *userdata, const char *name, integ_error *error)
{
    *source = (integi_source){.size = -1};
    integi_buffer_init(&source->held, context);
    integ_status status = hold(source, read, userdata, name, error);
    source->size = (int64_t)source->held.length;
    return status;
}

bool integi_is_folder(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

int64_t integi_file_size(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISREG(found.st_mode) ? (int64_t)found.st_size : -1;
}

integ_status integi_source_open(integi_source *source, integ_context *context, const char *path, bool twice,
                                integ_error *error)
{
    integi_place place = {path, 0, 0, -1, 0};
    *source = (integi_source){.size = integi_file_size(path)};
    integi_buffer_init(&source->held, context);
    source->file = fopen(path, "rb");
    if (source->file == NULL)
        return INTEGI_FAIL(error, &place,
                           errno == ENOENT   ? &integi_message_file_missing
                           : errno == EACCES ? &integi_message_file_forbidden
                                             : &integi_message_file_unreadable);
    setvbuf(source->file, NULL, _IONBF, 0);
    if (integi_is_folder(path))
        return INTEGI_FAIL(error, &place, &integi_message_file_is_folder);
    if (!twice || source->size >= 0)
        return INTEG_STATUS_OK;
    FILE *pipe = source->file;
    integi_source reader = {.file = pipe};
    source->file = NULL;
    integ_status status = hold(source, integi_source_read, &reader, path, error);
    fclose(pipe);
    source->size = (int64_t)source->held.length;
    return status;
}

void integi_source_rewind(integi_source *source)
{
    if (source->file != NULL)
        rewind(source->file);
    source->at = 0;
}

void integi_source_close(integi_source *source)
{
    if (source->file != NULL)
        fclose(source->file);
    source->file = NULL;
    integi_buffer_free(&source->held);
}
