/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Reading a file with one filter to a line. */

#include "bench.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(FILE *file)
{
    size_t size = 1 << 16, length = 0;
    char *text = malloc(size);
    while (text != NULL) {
        length += fread(text + length, 1, size - length - 1, file);
        if (length + 1 < size)
            break;
        char *larger = realloc(text, size *= 2);
        if (larger == NULL)
            free(text);
        text = larger;
    }
    if (text != NULL)
        text[length] = '\0';
    return text;
}

static int64_t count_lines(const char *text)
{
    int64_t count = 1;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

/* Empty lines are left out. */
static bool cut_lines(filters *self)
{
    self->lines = calloc((size_t)count_lines(self->text), sizeof *self->lines);
    if (self->lines == NULL)
        return false;
    for (char *at = self->text, *end; *at != '\0'; at = end) {
        size_t length = strcspn(at, "\r\n");
        end = at + length + strspn(at + length, "\r\n");
        at[length] = '\0';
        if (length > 0)
            self->lines[self->count++] = at;
    }
    return true;
}

bool read_filters(const char *path, filters *out)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "%s: error: %s\n", path, strerror(errno));
        return false;
    }
    out->text = read_file(file);
    fclose(file);
    return out->text != NULL && cut_lines(out);
}

void free_filters(filters *self)
{
    free(self->lines);
    free(self->text);
}
