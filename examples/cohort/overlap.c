/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --overlap NAMES: how many citizens groups have in common, two by two. */

#include "cohort/cohort.h"
#include "common/print.h"

#include <stdlib.h>

typedef struct matrix {
    char **names;
    int64_t count;
    int64_t *counts; /* count * count; -1 where hidden */
} matrix;

static int64_t at(const matrix *self, int64_t row, int64_t column)
{
    return self->counts[row * self->count + column];
}

/* What two groups share is part of both of them, and what is left of either must not be small. */
static integ_status protect(const request *asked, const integ_overlap *overlap, matrix *self)
{
    guard shown;
    guard_open(&shown, asked);
    int64_t n = self->count;
    for (int64_t i = 0; i < n; i++)
        self->counts[i * n + i] = guard_add(&shown, integ_overlap_count_unprotected(overlap, i, i), -1);
    for (int64_t i = 0; i < n; i++)
        for (int64_t k = 0; k < n; k++)
            if (i != k)
                self->counts[i * n + k] =
                    guard_add(&shown, integ_overlap_count_unprotected(overlap, i, k), at(self, i, i));
    guard_protect(&shown);
    for (int64_t i = 0; i < n * n; i++)
        self->counts[i] = guard_count(&shown, self->counts[i]);
    for (int64_t i = 0; i < n; i++)
        for (int64_t k = 0; k < n; k++)
            if (at(self, k, i) < 0)
                self->counts[i * n + k] = -1;
    return guard_close(&shown);
}

static void print_text(const matrix *self)
{
    text_table *table = text_table_new((int)self->count + 1, "lr");
    if (table == NULL)
        return;
    text_table_add(table, "");
    for (int64_t i = 0; i < self->count; i++)
        text_table_add(table, self->names[i]);
    for (int64_t i = 0; i < self->count; i++) {
        text_table_add(table, self->names[i]);
        for (int64_t k = 0; k < self->count; k++)
            text_table_add_count(table, at(self, i, k));
    }
    text_table_print_and_free(table);
}

static void print_csv(const matrix *self)
{
    fputs("group", stdout);
    for (int64_t i = 0; i < self->count; i++) {
        putchar(',');
        print_csv_text(self->names[i]);
    }
    for (int64_t i = 0; i < self->count; i++) {
        putchar('\n');
        print_csv_text(self->names[i]);
        for (int64_t k = 0; k < self->count; k++) {
            putchar(',');
            print_csv_count(at(self, i, k));
        }
    }
    putchar('\n');
}

static void print_json(const request *asked, const matrix *self)
{
    static const char *const name[] = {"count"};
    print_json_opening(asked);
    fputs("\"groups\": [", stdout);
    for (int64_t i = 0; i < self->count; i++) {
        fputs(i > 0 ? ", " : "", stdout);
        print_json_text(self->names[i]);
    }
    fputs("], \"overlaps\": [", stdout);
    for (int64_t i = 0; i < self->count; i++) {
        for (int64_t k = i; k < self->count; k++) {
            const int64_t count = at(self, i, k);
            fputs(i + k > 0 ? ",\n  {\"groups\": [" : "\n  {\"groups\": [", stdout);
            print_json_text(self->names[i]);
            fputs(", ", stdout);
            print_json_text(self->names[k]);
            fputs("], ", stdout);
            print_json_count("count", count);
            fputs(", ", stdout);
            print_json_hidden(name, &count, 1);
            putchar('}');
        }
    }
    putchar(']');
    print_json_ending(asked);
}

static integ_status show(const request *asked, const integ_overlap *overlap, matrix *self)
{
    self->counts = (int64_t *)calloc((size_t)(self->count * self->count), sizeof *self->counts);
    integ_status status = self->counts == NULL ? INTEG_STATUS_OUT_OF_MEMORY : protect(asked, overlap, self);
    if (status == INTEG_STATUS_OK && asked->format == INTEG_FORMAT_TEXT)
        print_text(self);
    else if (status == INTEG_STATUS_OK && asked->format == INTEG_FORMAT_CSV)
        print_csv(self);
    else if (status == INTEG_STATUS_OK)
        print_json(asked, self);
    free(self->counts);
    return status;
}

integ_status answer_overlap(request *self)
{
    matrix shared = {0};
    shared.names = split_names(self->names, &shared.count);
    if (shared.names == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    integ_overlap *overlap;
    double started = seconds_now();
    integ_status status = integ_overlap_of_groups(self->groups, (const char *const *)shared.names,
                                                  shared.count, self->snapshot, &overlap, self->owner->error);
    self->evaluate_seconds = seconds_now() - started;
    if (status == INTEG_STATUS_OK)
        status = show(self, overlap, &shared);
    integ_overlap_free(overlap);
    free(shared.names);
    return status;
}
