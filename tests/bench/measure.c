/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Repeating a workload, and its line of JSON. */

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

bool complain(const bench *self, integ_status status)
{
    char line[2048];
    for (int64_t i = 0; i < integ_error_count(self->error); i++) {
        integ_error_line_text(self->error, i, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
        fprintf(stderr, "%s\n", line);
    }
    if (integ_error_count(self->error) == 0)
        fprintf(stderr, "bench: error: %s\n", integ_status_text(status, INTEG_LANGUAGE_ENGLISH));
    integ_error_clear(self->error);
    return false;
}

int by_size(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static void print_text(const char *text)
{
    putchar('"');
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            printf("\\%c", *at);
        else if (*at < 0x20)
            printf("\\u%04x", *at);
        else
            putchar(*at);
    }
    putchar('"');
}

/* The lower of the two in the middle where their number is even. */
static double median(const double *sorted, int64_t count)
{
    return sorted[(count - 1) / 2];
}

void print_line(bench *self, const workload *work, const outcome *last, double *times)
{
    int64_t runs = self->runs;
    qsort(times, (size_t)runs, sizeof *times, by_size);
    printf("{\"workload\":\"%s\",\"rows\":%lld,\"threads\":%d", work->name, (long long)last->rows, self->threads);
    printf(",\"instructions\":\"%s\"", integ_instructions_name(integ_context_instructions(self->context)));
    printf(",\"median_ms\":%.6f,\"min_ms\":%.6f,\"max_ms\":%.6f,\"runs\":%lld", median(times, runs), times[0],
           times[runs - 1], (long long)runs);
    if (last->prepare_milliseconds >= 0)
        printf(",\"prepare_ms\":%.6f", last->prepare_milliseconds);
    printf(",\"check\":%lld,\"bytes\":%lld", (long long)last->check,
           (long long)last->bytes);
    if (last->further_name != NULL)
        printf(",\"%s\":%lld", last->further_name, (long long)last->further);
    if (work->where != NULL && work->name[0] == 'w') {
        printf(",\"where\":");
        print_text(work->where);
    }
    printf("}\n");
    fflush(stdout);
}

/* The shortest time until there was a plan goes into the last outcome. */
static bool repeat(bench *self, const workload *work, double *times, int64_t runs, outcome *last)
{
    double prepared = -1;
    int64_t check = 0;
    for (int64_t i = 0; i < runs; i++) {
        *last = (outcome){.prepare_milliseconds = -1};
        if (self->snapshot != NULL)
            last->rows = integ_snapshot_rows_unprotected(self->snapshot, 0);
        if (!work->run(self, work, last))
            return false;
        if (work->bytes != NULL)
            last->bytes = work->bytes(self, work);
        if (i > 0 && last->check != check) {
            fprintf(stderr, "bench: error: %s answers differently from run to run\n", work->name);
            return false;
        }
        check = last->check;
        times[i] = last->milliseconds;
        if (prepared < 0 || last->prepare_milliseconds < prepared)
            prepared = last->prepare_milliseconds;
    }
    last->prepare_milliseconds = prepared;
    return true;
}

bool measure(bench *self, const workload *work)
{
    double *times = calloc((size_t)self->runs, sizeof *times);
    outcome last = {0};
    /* One run before the others, not counted: it brings columns and code into the caches. Loading starts anew each
     * time, and a single run is what somebody wants who does the repeating himself. */
    bool done = times != NULL && (self->runs == 1 || work->run == run_load || repeat(self, work, times, 1, &last)) &&
                repeat(self, work, times, self->runs, &last);
    if (done)
        print_line(self, work, &last, times);
    free(times);
    return done;
}
