/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "common/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int complain(const output *self, const char *path)
{
    program_complain(self->owner, path, "cannot be written: %s", program_reason(self->owner, errno));
    return EXIT_SYSTEM;
}

static const char *place_of(const output *self)
{
    return self->place != NULL ? self->place : self->path;
}

/* Who may read the file: those who could read the one that it replaces, the owner alone when it is
 * confidential, and otherwise whom the user's mask allows. */
static mode_t mode_of(const output *self, bool confidential)
{
    struct stat found;
    if (stat(place_of(self), &found) == 0) return found.st_mode & 0777;
    if (confidential) return 0600;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* mkstemp() makes files that only their owner may read. */
static int open_unfinished(output *self, bool confidential)
{
    int file = mkstemp(self->unfinished);
    if (file < 0) return -1;
    if (fchmod(file, mode_of(self, confidential)) == 0 && (self->stream = fdopen(file, "wb")) != NULL)
        return 0;
    int reason = errno;
    close(file);
    unlink(self->unfinished);
    errno = reason;
    return -1;
}

/* A device or a pipe is written where it is; only a file can be put in the place of another. */
static bool is_replaceable(const char *path)
{
    struct stat found;
    return stat(path, &found) != 0 || S_ISREG(found.st_mode);
}

/* The folder that a name is in, as a path to be freed; NULL when there is no such folder or no memory. */
static char *folder_of(const char *path)
{
    const char *name = strrchr(path, '/');
    char *folder = name == NULL ? strdup(".") : strndup(path, (size_t)(name - path) + 1);
    char *found = folder == NULL ? NULL : realpath(folder, NULL);
    free(folder);
    return found;
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* Of files that are not there yet: the same name in the same folder. */
static bool is_same_place(const char *path, const char *other)
{
    if (strcmp(last_name(path), last_name(other)) != 0) return false;
    char *folder = folder_of(path), *other_folder = folder_of(other);
    bool same = folder != NULL && other_folder != NULL && strcmp(folder, other_folder) == 0;
    free(folder);
    free(other_folder);
    return same;
}

bool output_is_same(const char *path, const char *other)
{
    struct stat first, second;
    if (path == NULL || other == NULL) return false;
    if (strcmp(path, other) == 0 || is_same_place(path, other)) return true;
    return stat(path, &first) == 0 && stat(other, &second) == 0 && S_ISREG(first.st_mode) &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/* The lock is beside the file that a symbolic link leads to. */
static bool is_lock(const char *path, const char *ledger)
{
    char *end = realpath(ledger, NULL);
    const char *kept = end == NULL ? ledger : end;
    size_t size = strlen(kept) + sizeof ".lock";
    char *lock = (char *)malloc(size);
    if (lock != NULL) snprintf(lock, size, "%s.lock", kept);
    bool same = output_is_same(path, lock);
    free(lock);
    free(end);
    return same;
}

/* Whether a file begins as a ledger does, which has to be kept whatever this call was told of it. */
static bool begins_as_ledger(const char *path)
{
    static const char beginning[] = "{\"ledger\": ";
    char found[sizeof beginning - 1];
    struct stat kind;
    FILE *file = stat(path, &kind) == 0 && S_ISREG(kind.st_mode) ? fopen(path, "rb") : NULL;
    if (file == NULL) return false;
    bool same = fread(found, 1, sizeof found, file) == sizeof found && memcmp(found, beginning, sizeof found) == 0;
    fclose(file);
    return same;
}

bool output_is_of_ledger(const char *path, const char *ledger)
{
    if (path == NULL) return false;
    return begins_as_ledger(path) || (ledger != NULL && (output_is_same(path, ledger) || is_lock(path, ledger)));
}

bool output_is_of_register(const char *path, const integ_register *reg)
{
    for (int64_t i = 0; i < integ_register_file_count(reg); i++)
        if (output_is_same(path, integ_register_file(reg, i))) return true;
    return false;
}

/* False after a complaint. */
static bool follow_link(output *self)
{
    struct stat found;
    if (lstat(self->path, &found) != 0 || !S_ISLNK(found.st_mode)) return true;
    self->place = realpath(self->path, NULL);
    if (self->place == NULL && errno == ENOENT)
        program_complain(self->owner, self->path, "is a symbolic link that leads nowhere (remove it, or name a file)");
    else if (self->place == NULL)
        complain(self, self->path);
    return self->place != NULL;
}

int output_open(output *self, const program *owner, const char *path, bool confidential)
{
    *self = (output){.owner = owner, .path = path, .stream = stdout};
    if (path == NULL) return EXIT_DONE;
    if (!is_replaceable(path)) {
        self->stream = fopen(path, "wb");
        return self->stream == NULL ? complain(self, path) : EXIT_DONE;
    }
    self->stream = NULL;
    if (!follow_link(self)) return EXIT_SYSTEM;
    size_t size = strlen(place_of(self)) + sizeof ".XXXXXX";
    self->unfinished = (char *)malloc(size);
    if (self->unfinished != NULL) {
        snprintf(self->unfinished, size, "%s.XXXXXX", place_of(self));
        if (open_unfinished(self, confidential) == 0) return EXIT_DONE;
    }
    complain(self, path);
    free(self->unfinished);
    free(self->place);
    self->unfinished = self->place = NULL;
    return EXIT_SYSTEM;
}

int32_t output_write(const char *bytes, size_t length, void *self)
{
    return fwrite(bytes, 1, length, ((output *)self)->stream) == length ? 0 : -1;
}

int output_finish(output *self)
{
    if (self->path == NULL) return program_close_output(self->owner, EXIT_DONE);
    bool written = fflush(self->stream) == 0 && !ferror(self->stream);
    if (written && self->unfinished != NULL) written = fsync(fileno(self->stream)) == 0;
    written = fclose(self->stream) == 0 && written;
    self->stream = NULL;
    if (written && self->unfinished != NULL) written = rename(self->unfinished, place_of(self)) == 0;
    int status = written ? EXIT_DONE : complain(self, self->path);
    if (written) {
        free(self->unfinished);
        self->unfinished = NULL;
    }
    output_abandon(self);
    return status;
}

void output_abandon(output *self)
{
    int reason = errno;
    if (self->path != NULL && self->stream != NULL) fclose(self->stream);
    self->stream = NULL;
    if (self->unfinished != NULL) {
        unlink(self->unfinished);
        free(self->unfinished);
        self->unfinished = NULL;
    }
    free(self->place);
    self->place = NULL;
    errno = reason;
}
