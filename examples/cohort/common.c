/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "cohort/cohort.h"

#include "common/print.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void print_json_opening(const request *self)
{
    char date[11];
    fputs("{\"as_of\": ", stdout);
    if (integ_snapshot_has_as_of(self->snapshot)) {
        integ_date_to_text(integ_snapshot_as_of(self->snapshot), date);
        print_json_text(date);
    } else {
        fputs("null", stdout);
    }
    fputs(", ", stdout);
}

void print_json_ending(const request *self)
{
    printf(", \"protected\": %s}\n", self->rule == NULL ? "false" : "true");
}

char **split_names(const char *names, int64_t *count)
{
    size_t length = strlen(names);
    *count = 1;
    for (const char *comma = names; (comma = strchr(comma, ',')) != NULL; comma++)
        ++*count;
    size_t pointers = (size_t)*count * sizeof(char *);
    char **parts = (char **)malloc(pointers + length + 1);
    if (parts == NULL)
        return NULL;
    char *text = (char *)parts + pointers;
    memcpy(text, names, length + 1);
    for (int64_t i = 0; i < *count; i++) {
        char *end = text + strcspn(text, ","), *next = end + 1;
        text += strspn(text, " \t");
        while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
            end--;
        parts[i] = text;
        *end = '\0';
        text = next;
    }
    return parts;
}

void guard_open(guard *self, const request *asked)
{
    *self = (guard){.error = asked->owner->error};
    self->status = integ_release_new(asked->owner->context, asked->rule, &self->release, self->error);
}

int64_t guard_add(guard *self, int64_t count, int64_t part_of)
{
    int64_t figure = -1;
    if (self->status == INTEG_STATUS_OK)
        self->status = integ_release_add_count(self->release, count, part_of, &figure, self->error);
    return figure;
}

void guard_protect(guard *self)
{
    if (self->status == INTEG_STATUS_OK)
        self->status = integ_release_protect(self->release, self->error);
}

int64_t guard_count(guard *self, int64_t figure)
{
    int64_t count = -1;
    if (self->status == INTEG_STATUS_OK)
        self->status = integ_release_count(self->release, figure, &count, self->error);
    return self->status == INTEG_STATUS_OK ? count : -1;
}

integ_status guard_close(guard *self)
{
    integ_release_free(self->release);
    self->release = NULL;
    return self->status;
}
