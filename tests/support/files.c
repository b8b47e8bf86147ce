/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "support/files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Used by programs without Check too, so a failure here ends the program, which every driver counts as an error. */
static void give_up(const char *path)
{
    perror(path);
    exit(99);
}

char *read_whole_file(const char *path, size_t *length)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL)
        return NULL;
    size_t size = 0, capacity = 4096;
    char *bytes = malloc(capacity);
    for (size_t got; (got = fread(bytes + size, 1, capacity - size - 1, stream)) > 0;) {
        size += got;
        if (capacity - size < 2)
            bytes = realloc(bytes, capacity *= 2);
    }
    bytes[size] = '\0';
    bool failed = ferror(stream);
    fclose(stream);
    if (failed) {
        free(bytes);
        return NULL;
    }
    if (length != NULL)
        *length = size;
    return bytes;
}

void write_whole_file(const char *path, const char *bytes, size_t length)
{
    FILE *stream = fopen(path, "wb");
    if (stream == NULL)
        give_up(path);
    size_t written = fwrite(bytes, 1, length, stream);
    if (fclose(stream) != 0 || written != length)
        give_up(path);
}

/* Not alphasort, which follows the locale. */
static int by_bytes(const struct dirent **first, const struct dirent **second)
{
    return strcmp((*first)->d_name, (*second)->d_name);
}

void for_each_entry(const char *folder, void (*visit)(const char *path, void *userdata), void *userdata)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, by_bytes);
    if (count < 0)
        give_up(folder);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
            size_t size = strlen(folder) + strlen(name) + 2;
            char *path = malloc(size);
            snprintf(path, size, "%s/%s", folder, name);
            visit(path, userdata);
            free(path);
        }
        free(entries[i]);
    }
    free(entries);
}
