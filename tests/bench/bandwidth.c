/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* How fast this machine reads as many bytes as a workload has to read, with as many threads: the measure of what can be
 * reached at all. The bytes are summed up as 64-bit words, in order, with the widest instructions there are. */

#include "bench.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define WIDEST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDEST
#endif

typedef uint64_t words_of_line __attribute__((vector_size(64)));

/* Four sums side by side, so that no addition waits for the one before. `lines` is a multiple of four. */
WIDEST static uint64_t sum_of_lines(const words_of_line *lines, int64_t count)
{
    words_of_line sums[4] = {{0}};
    for (int64_t i = 0; i < count; i += 4)
        for (int j = 0; j < 4; j++)
            sums[j] += lines[i + j];
    uint64_t sum = 0;
    for (int j = 0; j < 4; j++)
        for (int k = 0; k < 8; k++)
            sum += sums[j][k];
    return sum;
}

typedef struct reader {
    const words_of_line *lines;
    int64_t count;
    uint64_t sum;
    int64_t runs;
    pthread_barrier_t *barrier;
    pthread_t thread;
} reader;

static void *read_repeatedly(void *argument)
{
    reader *self = argument;
    for (int64_t i = 0; i < self->runs; i++) {
        pthread_barrier_wait(self->barrier);
        self->sum = sum_of_lines(self->lines, self->count);
        pthread_barrier_wait(self->barrier);
    }
    return NULL;
}

/* Each thread its own part; this one is the first of them. */
static void share_out(reader *readers, int32_t threads, const words_of_line *lines, int64_t count, int64_t runs,
                      pthread_barrier_t *barrier)
{
    for (int32_t i = 0; i < threads; i++) {
        int64_t from = count / 4 * i / threads * 4, to = count / 4 * (i + 1) / threads * 4;
        readers[i] = (reader){.lines = lines + from, .count = to - from, .runs = runs, .barrier = barrier};
    }
}

static uint64_t read_once(reader *readers, int32_t threads, double *milliseconds)
{
    double start = milliseconds_now();
    uint64_t sum = 0;
    if (threads > 1)
        pthread_barrier_wait(readers[0].barrier);
    readers[0].sum = sum_of_lines(readers[0].lines, readers[0].count);
    if (threads > 1)
        pthread_barrier_wait(readers[0].barrier);
    *milliseconds = milliseconds_now() - start;
    for (int32_t i = 0; i < threads; i++)
        sum += readers[i].sum;
    return sum;
}

/* The run before the first is not counted. */
static bool read_with_threads(reader *readers, int32_t threads, double *times, int64_t runs, uint64_t *sum)
{
    double before;
    for (int32_t i = 1; i < threads; i++)
        if (pthread_create(&readers[i].thread, NULL, read_repeatedly, &readers[i]) != 0) {
            fprintf(stderr, "bench: error: there are not as many threads to be had\n");
            exit(3); /* the others wait for it at the barrier */
        }
    read_once(readers, threads, &before);
    for (int64_t i = 0; i < runs; i++)
        *sum = read_once(readers, threads, &times[i]);
    for (int32_t i = 1; i < threads; i++)
        pthread_join(readers[i].thread, NULL);
    return true;
}

static void print_bandwidth(const bench *self, const workload *of, double *times, int64_t words, uint64_t sum)
{
    qsort(times, (size_t)self->runs, sizeof *times, by_size);
    double median = times[(self->runs - 1) / 2];
    printf("{\"workload\":\"bandwidth\",\"of\":\"%s\",\"rows\":%lld,\"threads\":%d,\"median_ms\":%.6f,\"min_ms\":%.6f,"
           "\"max_ms\":%.6f,\"runs\":%lld,\"check\":%lld,\"bytes\":%lld,\"gigabytes_per_second\":%.3f}\n",
           of->name, (long long)integ_snapshot_rows_unprotected(self->snapshot, 0), self->threads, median, times[0],
           times[self->runs - 1], (long long)self->runs, (long long)sum, (long long)words * 8,
           (double)words * 8 / median / 1e6);
    fflush(stdout);
}

/* Every word holds 1, so that the sum tells that each was read. */
bool measure_bandwidth(bench *self, const workload *of)
{
    int64_t lines = (of->bytes(self, of) + 255) / 256 * 4;
    uint64_t *words = aligned_alloc(64, (size_t)lines * 64 + 64);
    double *times = calloc((size_t)self->runs, sizeof *times);
    reader *readers = calloc((size_t)self->threads, sizeof *readers);
    pthread_barrier_t barrier;
    bool ready = words != NULL && times != NULL && readers != NULL &&
                 pthread_barrier_init(&barrier, NULL, (unsigned)self->threads) == 0;
    if (ready) {
        uint64_t sum = 0;
        for (int64_t i = 0; i < lines * 8; i++)
            words[i] = 1;
        share_out(readers, self->threads, (const words_of_line *)words, lines, self->runs + 1, &barrier);
        read_with_threads(readers, self->threads, times, self->runs, &sum);
        print_bandwidth(self, of, times, lines * 8, sum);
        pthread_barrier_destroy(&barrier);
    } else {
        fprintf(stderr, "bench: error: there is not enough memory\n");
    }
    free(readers);
    free(times);
    free(words);
    return ready;
}
