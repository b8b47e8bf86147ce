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

bool rounds(const request *self)
{
    return self->rule != NULL && integ_disclosure_rounding(self->rule) > 0;
}

void print_json_ending(const request *self)
{
    printf(", \"protected\": %s", self->rule == NULL ? "false" : "true");
    if (rounds(self))
        printf(", \"rounded\": %lld", (long long)integ_disclosure_rounding(self->rule));
    puts("}");
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

integ_status filter_of_group(const request *asked, integ_expression **out)
{
    static const char opening[] = "in_group('", closing[] = "')";
    size_t length = 0;
    char *text = (char *)malloc(sizeof opening + sizeof closing + 2 * strlen(asked->group));
    if (text == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    for (const char *from = opening; *from != '\0'; from++)
        text[length++] = *from;
    for (const char *from = asked->group; *from != '\0'; from++) {
        if (*from == '\'')
            text[length++] = '\'';
        text[length++] = *from;
    }
    for (const char *from = closing; *from != '\0'; from++)
        text[length++] = *from;
    integ_status status =
        integ_expression_parse(asked->owner->context, text, length, "--group", out, asked->owner->error);
    free(text);
    return status;
}

void guard_open(guard *self, const request *asked)
{
    *self = (guard){.asked = asked, .error = asked->owner->error};
    self->status = integ_release_new(asked->owner->context, asked->rule, &self->release, self->error);
    if (self->status != INTEG_STATUS_OK || asked->ledger_path == NULL)
        return;
    self->status = integ_ledger_open(asked->owner->context, asked->ledger_path, &self->ledger, self->error);
    if (self->status == INTEG_STATUS_OK)
        self->status = integ_release_set_ledger(self->release, self->ledger, asked->reg, self->error);
}

int64_t guard_add(guard *self, int64_t count, int64_t part_of)
{
    int64_t figure = -1;
    if (self->status == INTEG_STATUS_OK)
        self->status = integ_release_add_count(self->release, count, part_of, &figure, self->error);
    return figure;
}

int64_t guard_add_cell(guard *self, const integ_tally *tally, int64_t query, int64_t cell, int32_t what)
{
    int64_t figure = -1;
    if (self->status == INTEG_STATUS_OK)
        self->status = integ_release_add_query(self->release, tally, query, cell, what, &figure, self->error);
    return figure;
}

void guard_add_listing(guard *self, const integ_tally *tally, int64_t query)
{
    if (self->status == INTEG_STATUS_OK && integ_tally_cells(tally, query) > 0)
        self->status = integ_release_add_listing(self->release, tally, query, self->error);
}

bool guard_names_cell(const guard *self, const integ_tally *tally, int64_t query, int64_t cell)
{
    return self->status == INTEG_STATUS_OK && integ_release_names_cell(self->release, tally, query, cell);
}

bool guard_is_withheld(const guard *self, const integ_tally *tally, int64_t query)
{
    return self->status == INTEG_STATUS_OK && integ_tally_cells(tally, query) > 0 &&
           !integ_release_is_listed(self->release, tally, query);
}

void guard_add_share(guard *self, int64_t part, int64_t whole)
{
    if (self->status == INTEG_STATUS_OK)
        self->status = integ_release_add_share(self->release, part, whole, self->error);
}

/* What is said is remembered, and that is on the disk, before anything is printed. */
void guard_protect(guard *self)
{
    if (self->status == INTEG_STATUS_OK)
        self->status = integ_release_protect(self->release, self->error);
    if (self->status != INTEG_STATUS_OK || self->ledger == NULL)
        return;
    integ_date published = self->asked->has_published ? self->asked->published : program_today();
    self->status = integ_release_record(self->release, published, NULL, self->error);
    if (self->status == INTEG_STATUS_OK)
        self->status = integ_ledger_write(self->ledger, self->error);
    if (self->status == INTEG_STATUS_OK)
        program_say_begun(self->asked->owner, self->ledger, self->asked->ledger_path);
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
    integ_ledger_free(self->ledger);
    self->release = NULL;
    self->ledger = NULL;
    return self->status;
}
