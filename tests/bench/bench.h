/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef BENCH_H
#define BENCH_H

/* The bench uses the library as any program does: through the public interface of the shared library. */

#include <integration.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The filters of a file, one to a line. */
typedef struct filters {
    char *text;
    const char **lines;
    int64_t count;
} filters;

typedef struct bench {
    const char *manifest;
    const char *groups_path;
    int32_t threads;
    int32_t instructions; /* as integ_context_set_instructions() takes it */
    int64_t runs;
    filters groups;
    integ_context *context;
    integ_error *error;
    integ_register *reg;
    const integ_snapshot *snapshot; /* the latest */
    int64_t *members; /* where W5 copies to */
    int64_t room;
} bench;

/* What one run gave. Workloads time themselves, so that clearing up afterwards is not counted. */
typedef struct outcome {
    double milliseconds;
    double prepare_milliseconds; /* of these, until there was a plan; negative where that is not told */
    int64_t rows;             /* of the main table */
    int64_t bytes;            /* of the columns it reads */
    int64_t check;            /* the answer as one number: the same in every run */
    const char *further_name; /* a second number to print; NULL for none */
    int64_t further;
} outcome;

typedef struct workload workload;
struct workload {
    const char *name;
    const char *where; /* its condition; NULL where it has none of its own */
    bool (*run)(bench *self, const workload *work, outcome *out);
    int64_t (*bytes)(bench *self, const workload *work); /* of the columns it reads */
};

/* ---- workloads.c ---- */

extern const workload workloads[];
extern const int64_t workload_count;
const workload *workload_of_where(workload *room, const char *where);
/* "W5" asks for W5_1, W5_10 and W5_50. */
bool workload_answers_to(const workload *work, const char *name);

/* ---- measure.c ---- */

double milliseconds_now(void);
/* Runs a workload and prints its line; false after a complaint. */
bool measure(bench *self, const workload *work);
int by_size(const void *a, const void *b); /* of two doubles, for qsort */
void print_line(bench *self, const workload *work, const outcome *last, double *times); /* sorts the times */
bool complain(const bench *self, integ_status status); /* prints what the error object says; always false */

/* ---- the workloads: false after a complaint ---- */

bool run_count(bench *self, const workload *work, outcome *out);
bool run_groups(bench *self, const workload *work, outcome *out);
bool run_cells(bench *self, const workload *work, outcome *out);
bool run_members(bench *self, const workload *work, outcome *out);
bool run_load(bench *self, const workload *work, outcome *out);
bool run_days(bench *self, const workload *work, outcome *out);

/* ---- load.c ---- */

bool open_context(bench *self);
bool open_register(bench *self);
/* Opens the register, and prints the line of W6 for that. */
bool measure_opening(bench *self);
void close_register(bench *self);

/* ---- bandwidth.c ---- */

/* Prints the line of reading as many bytes as the workload reads. */
bool measure_bandwidth(bench *self, const workload *of);

/* ---- columns.c: bytes of the columns that a workload reads, each column once ---- */

int64_t bytes_of_filter(bench *self, const workload *work);
int64_t bytes_of_groups(bench *self, const workload *work);
int64_t bytes_of_cells(bench *self, const workload *work);
int64_t bytes_of_members(bench *self, const workload *work);
int64_t bytes_of_days(bench *self, const workload *work);

/* ---- filters.c ---- */

bool read_filters(const char *path, filters *out); /* false after a complaint */
void free_filters(filters *self);

#endif
