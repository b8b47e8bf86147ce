/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
/* --overlap NAMES: how many citizens groups have in common, two by two, and in which combinations. */

#include "cohort/cohort.h"
#include "common/print.h"

#include <stdlib.h>
#include <string.h>

#define PATTERN_GROUPS 64 /* above, only pairs are asked */

typedef struct overlaps {
    char **names;
    int64_t count;
    const integ_overlap_figures *figures;
} overlaps;

/* The names of a pattern's groups, as `a + b`. NULL when there is no memory. */
static char *pattern_text(const overlaps *self, uint64_t pattern)
{
    size_t size = 1;
    for (int64_t i = 0; i < self->count; i++)
        if (pattern >> i & 1)
            size += strlen(self->names[i]) + 3;
    char *text = (char *)calloc(1, size);
    for (int64_t i = 0; text != NULL && i < self->count; i++) {
        if (!(pattern >> i & 1))
            continue;
        if (text[0] != '\0')
            strcat(text, " + ");
        strcat(text, self->names[i]);
    }
    return text;
}

static bool print_text_patterns(const overlaps *self)
{
    int64_t count = integ_overlap_figures_pattern_count(self->figures);
    text_table *table = text_table_new(2, "lr");
    if (table == NULL)
        return false;
    text_table_add(table, "in exactly");
    text_table_add(table, "how many");
    for (int64_t p = 0; p < count; p++) {
        char *text = pattern_text(self, integ_overlap_figures_pattern(self->figures, p));
        text_table_add(table, text);
        text_table_add_count(table, integ_overlap_figures_exactly(self->figures, p));
        free(text);
    }
    putchar('\n');
    if (!text_table_print_and_free(table))
        return false;
    if (integ_overlap_figures_left_out(self->figures))
        puts("Left out are combinations that would tell of too few people.");
    return true;
}

static bool print_text(const overlaps *self)
{
    text_table *table = text_table_new((int)self->count + 1, "lr");
    if (table == NULL)
        return false;
    text_table_add(table, "");
    for (int64_t i = 0; i < self->count; i++)
        text_table_add(table, self->names[i]);
    for (int64_t i = 0; i < self->count; i++) {
        text_table_add(table, self->names[i]);
        for (int64_t k = 0; k < self->count; k++)
            text_table_add_count(table, integ_overlap_figures_count(self->figures, i, k));
    }
    return text_table_print_and_free(table) && (self->count > PATTERN_GROUPS || print_text_patterns(self));
}

static void print_csv(const overlaps *self)
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
            print_csv_count(integ_overlap_figures_count(self->figures, i, k));
        }
    }
    putchar('\n');
}

static void print_json_patterns(const overlaps *self)
{
    fputs("], \"patterns\": [", stdout);
    for (int64_t p = 0; p < integ_overlap_figures_pattern_count(self->figures); p++) {
        uint64_t pattern = integ_overlap_figures_pattern(self->figures, p);
        const char *before = "";
        fputs(p > 0 ? ",\n  {\"groups\": [" : "\n  {\"groups\": [", stdout);
        for (int64_t i = 0; i < self->count; i++) {
            if (!(pattern >> i & 1))
                continue;
            fputs(before, stdout);
            print_json_text(self->names[i]);
            before = ", ";
        }
        fputs("], ", stdout);
        print_json_count("count", integ_overlap_figures_exactly(self->figures, p));
        putchar('}');
    }
    printf("], \"left_out\": %s", integ_overlap_figures_left_out(self->figures) ? "true" : "false");
}

static void print_json(const request *asked, const overlaps *self)
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
            const int64_t count = integ_overlap_figures_count(self->figures, i, k);
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
    print_json_patterns(self);
    print_json_ending(asked);
}

static integ_status show(const request *asked, const integ_overlap *overlap, overlaps *self)
{
    integ_overlap_figures *figures = NULL;
    guard counts;
    guard_open(&counts, asked);
    if (counts.status == INTEG_STATUS_OK)
        counts.status = integ_release_add_overlap(counts.release, overlap, &figures, counts.error);
    guard_protect(&counts);
    self->figures = figures;
    if (counts.status == INTEG_STATUS_OK && asked->format == INTEG_FORMAT_TEXT)
        counts.status = print_text(self) ? INTEG_STATUS_OK : INTEG_STATUS_OUT_OF_MEMORY;
    else if (counts.status == INTEG_STATUS_OK && asked->format == INTEG_FORMAT_CSV)
        print_csv(self);
    else if (counts.status == INTEG_STATUS_OK)
        print_json(asked, self);
    integ_overlap_figures_free(figures);
    return guard_close(&counts);
}

integ_status answer_overlap(request *self)
{
    overlaps shared = {0};
    shared.names = split_names(self->names, &shared.count);
    if (shared.names == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    const char *const *names = (const char *const *)shared.names;
    integ_overlap *overlap;
    integ_error *error = self->owner->error;
    double started = seconds_now();
    integ_status status =
        shared.count <= PATTERN_GROUPS
            ? integ_overlap_of_groups_with_patterns(self->groups, names, shared.count, self->snapshot,
                                                    &overlap, error)
            : integ_overlap_of_groups(self->groups, names, shared.count, self->snapshot, &overlap, error);
    self->evaluate_seconds = seconds_now() - started;
    if (status == INTEG_STATUS_OK)
        status = show(self, overlap, &shared);
    integ_overlap_free(overlap);
    free(shared.names);
    return status;
}
