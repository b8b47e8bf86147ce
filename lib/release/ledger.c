/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/ledger.h"

#include "base/file.h"
#include "release/messages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A path with something behind it; freed by integi_buffer_free. */
static bool join(integi_buffer *out, integ_context *context, const char *path, const char *suffix)
{
    integi_buffer_init(out, context);
    integi_buffer_text(out, path);
    integi_buffer_text(out, suffix);
    return !out->failed;
}

/* ---- one writer at a time ---- */

/* The ledger itself is replaced when it is written, so that a file beside it is locked. The lock goes when the file is
 * closed. */
static integ_status take_lock(integ_ledger *ledger, integ_error *error)
{
    integi_buffer path;
    integi_place place = {ledger->path, 0, 0, -1, 0};
    if (!join(&path, ledger->context, ledger->path, ".lock")) {
        integi_buffer_free(&path);
        return integi_out_of_memory(error);
    }
    ledger->lock = open(path.bytes, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    integi_buffer_free(&path);
    if (ledger->lock < 0)
        return INTEGI_FAIL(error, &place, &integi_message_ledger_unwritable);
    if (flock(ledger->lock, LOCK_EX | LOCK_NB) == 0)
        return INTEG_STATUS_OK;
    return INTEGI_FAIL(error, &place, errno == EWOULDBLOCK ? &integi_message_ledger_locked
                                                           : &integi_message_ledger_unwritable);
}

/* ---- reading ---- */

static bool is_there(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 || errno != ENOENT;
}

/* The ledger is replaced and not written into, which its own permissions would not hinder: but whoever protected it did
 * not mean that. */
static bool is_read_only(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && ((found.st_mode & 0222) == 0 || faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0);
}

/* A new file has one name: under the others of the old one, later releases would not be remembered, and it could not
 * be told that somebody else has it open. */
static int64_t count_names(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISREG(found.st_mode) ? (int64_t)found.st_nlink : 0;
}

static integ_status check_writable(const integ_ledger *ledger, integ_error *error)
{
    integi_place place = {ledger->path, 0, 0, -1, 0};
    int64_t names = count_names(ledger->path);
    if (names > 1)
        return INTEGI_FAIL(error, &place, &integi_message_ledger_linked,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, names));
    return is_read_only(ledger->path) ? INTEGI_FAIL(error, &place, &integi_message_ledger_read_only) : INTEG_STATUS_OK;
}

static integ_status read_file(integ_ledger *ledger, integ_error *error)
{
    integi_buffer text;
    integi_buffer_init(&text, ledger->context);
    integ_status status = integi_file_read(ledger->path, INTEGI_JSON_BYTES_MAXIMUM, &text, error);
    if (status == INTEG_STATUS_OK)
        status = integi_ledger_read(ledger, text.bytes == NULL ? "" : text.bytes, text.length, error);
    integi_buffer_free(&text);
    return status;
}

static integ_status set_path(integ_ledger *ledger, const char *path, integ_error *error)
{
    char *copy = integi_text_copy(ledger->context, path, strlen(path));
    if (copy == NULL)
        return integi_out_of_memory(error);
    integi_text_free(ledger->context, ledger->path);
    ledger->path = copy;
    return INTEG_STATUS_OK;
}

/* The file that a symbolic link leads to is to be replaced, and not the link. Where it leads nowhere, such as to a disk
 * that is not there, a ledger was meant that is not found. */
static integ_status follow_link(integ_ledger *ledger, integ_error *error)
{
    struct stat found;
    integi_place place = {ledger->path, 0, 0, -1, 0};
    if (lstat(ledger->path, &found) != 0 || !S_ISLNK(found.st_mode))
        return INTEG_STATUS_OK;
    char *end = realpath(ledger->path, NULL);
    if (end == NULL && errno == ENOMEM)
        return integi_out_of_memory(error);
    if (end == NULL)
        return INTEGI_FAIL(error, &place, errno == EACCES ? &integi_message_ledger_unwritable
                                                          : &integi_message_ledger_dangling);
    integ_status status = set_path(ledger, end, error);
    free(end);
    return status;
}

static integ_status make(integ_context *context, const char *path, integ_ledger **out, integ_error *error)
{
    integ_ledger *ledger = integi_allocate_zeroed(context, sizeof *ledger);
    if (ledger == NULL)
        return integi_out_of_memory(error);
    ledger->context = integi_context_retain(context);
    ledger->lock = -1;
    integi_arena_init(&ledger->arena, context);
    *out = ledger;
    return set_path(ledger, path, error);
}

integ_status integ_ledger_open(integ_context *context, const char *path, integ_ledger **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || path == NULL || *path == '\0')
        return integi_invalid_argument(error, context == NULL ? "context" : "path");
    integ_ledger *ledger = NULL;
    integ_status status = make(context, path, &ledger, error);
    if (status == INTEG_STATUS_OK)
        status = follow_link(ledger, error);
    if (status == INTEG_STATUS_OK)
        status = take_lock(ledger, error);
    if (status == INTEG_STATUS_OK)
        ledger->is_new = !is_there(ledger->path);
    if (status == INTEG_STATUS_OK && !ledger->is_new)
        status = read_file(ledger, error);
    if (status == INTEG_STATUS_OK)
        status = check_writable(ledger, error);
    if (status == INTEG_STATUS_OK)
        *out = ledger;
    else
        integ_ledger_free(ledger);
    return status;
}

integ_status integ_ledger_read(integ_context *context, const char *text, size_t length, const char *source,
                               integ_ledger **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || text == NULL || source == NULL)
        return integi_invalid_argument(error, context == NULL ? "context" : text == NULL ? "text" : "source");
    integ_ledger *ledger = NULL;
    integ_status status = make(context, source, &ledger, error);
    if (status == INTEG_STATUS_OK)
        status = integi_ledger_read(ledger, text, length, error);
    if (status == INTEG_STATUS_OK)
        *out = ledger;
    else
        integ_ledger_free(ledger);
    return status;
}

void integ_ledger_free(integ_ledger *ledger)
{
    if (ledger == NULL)
        return;
    integ_context *context = ledger->context;
    if (ledger->lock >= 0)
        close(ledger->lock);
    integi_text_free(context, ledger->path);
    integi_arena_free(&ledger->arena);
    integi_release(context, ledger->entries, ledger->capacity * sizeof *ledger->entries);
    integi_release(context, ledger, sizeof *ledger);
    integ_context_free(context);
}

int32_t integ_ledger_is_new(const integ_ledger *ledger)
{
    return ledger->is_new;
}

int64_t integ_ledger_count(const integ_ledger *ledger)
{
    return (int64_t)ledger->count;
}

const char *integ_ledger_date(const integ_ledger *ledger, int64_t index)
{
    return index < 0 || index >= (int64_t)ledger->count ? NULL : ledger->entries[index].date;
}

const char *integ_ledger_hash(const integ_ledger *ledger)
{
    return ledger->count == 0 ? NULL : ledger->entries[ledger->count - 1].hash;
}

/* ---- writing ---- */

/* Who may read the ledger: those who could before, or the owner alone. */
static bool write_all(int file, const char *path, const integi_buffer *text)
{
    struct stat found;
    if (stat(path, &found) == 0 && fchmod(file, found.st_mode & 0777) != 0)
        return false;
    for (size_t written = 0; written < text->length;) {
        ssize_t count = write(file, text->bytes + written, text->length - written);
        if (count < 0 && errno != EINTR)
            return false;
        written += count < 0 ? 0 : (size_t)count;
    }
    return fsync(file) == 0;
}

/* The new name outlasts a crash only when the folder has been written too; where that cannot be asked for, so be it. */
static void keep_name(const char *path, integi_buffer *folder)
{
    const char *end = strrchr(path, '/');
    integi_buffer_append(folder, end == NULL ? "." : path, end == NULL ? 1 : (size_t)(end - path) + 1);
    int opened = folder->failed ? -1 : open(folder->bytes, O_RDONLY | O_CLOEXEC);
    if (opened >= 0) {
        fsync(opened);
        close(opened);
    }
}

/* Beside the ledger first, and in its place when it is complete. */
static bool replace(const integ_ledger *ledger, char *unfinished, const integi_buffer *text)
{
    int file = mkstemp(unfinished);
    if (file < 0)
        return false;
    bool written = write_all(file, ledger->path, text);
    written = close(file) == 0 && written;
    if (written && rename(unfinished, ledger->path) == 0)
        return true;
    unlink(unfinished);
    return false;
}

integ_status integ_ledger_write(const integ_ledger *ledger, integ_error *error)
{
    if (ledger == NULL)
        return integi_invalid_argument(error, "ledger");
    integi_buffer text, unfinished, folder;
    integi_place place = {ledger->path, 0, 0, -1, 0};
    if (ledger->lock < 0)
        return INTEGI_FAIL(error, &place, &integi_message_ledger_text);
    integi_buffer_init(&text, ledger->context);
    integi_buffer_init(&folder, ledger->context);
    integi_ledger_write_text(ledger, &text);
    bool joined = join(&unfinished, ledger->context, ledger->path, ".XXXXXX");
    integ_status status = text.failed || !joined ? integi_out_of_memory(error) : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK && text.length > INTEGI_JSON_BYTES_MAXIMUM)
        status = INTEGI_FAIL(error, &place, &integi_message_ledger_full);
    if (status == INTEG_STATUS_OK)
        status = check_writable(ledger, error);
    if (status == INTEG_STATUS_OK && !replace(ledger, unfinished.bytes, &text))
        status = INTEGI_FAIL(error, &place, &integi_message_ledger_unwritable);
    if (status == INTEG_STATUS_OK)
        keep_name(ledger->path, &folder);
    integi_buffer_free(&folder);
    integi_buffer_free(&unfinished);
    integi_buffer_free(&text);
    return status;
}
