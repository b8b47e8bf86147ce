/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Opening the register, and W6: how long that takes, and how much memory. */

#include "bench.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

bool open_context(bench *self)
{
    if (integ_error_new(&self->error) != INTEG_STATUS_OK)
        return false;
    integ_status status = integ_context_new(&self->context, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_context_set_threads(self->context, self->threads, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_context_set_instructions(self->context, self->instructions, self->error);
    return status == INTEG_STATUS_OK || complain(self, status);
}

/* For casework, since W5 asks for the keys of citizens. */
bool open_register(bench *self)
{
    integ_register_options *options;
    integ_status status = integ_register_options_new(self->context, &options, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_options_set_purpose(options, INTEG_PURPOSE_CASEWORK, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_open(self->context, self->manifest, options, &self->reg, self->error);
    integ_register_options_free(options);
    if (status != INTEG_STATUS_OK)
        return complain(self, status);
    integ_error_clear(self->error); /* warnings about the data are none about the bench */
    self->snapshot = integ_register_snapshot(self->reg, integ_register_snapshot_count(self->reg) - 1);
    return true;
}

void close_register(bench *self)
{
    integ_register_free(self->reg);
    self->reg = NULL;
    self->snapshot = NULL;
}

/* What a process that loads tells the one that waits. */
typedef struct loading {
    double milliseconds;
    int64_t rows, all_rows, column_bytes, peak_bytes;
} loading;

static int64_t rows_of_all_tables(const bench *self)
{
    int64_t rows = 0;
    for (int64_t s = 0; s < integ_register_snapshot_count(self->reg); s++)
        for (int64_t t = 0; t < integ_register_table_count(self->reg); t++)
            rows += integ_snapshot_rows_unprotected(integ_register_snapshot(self->reg, s), t);
    return rows;
}

static bool load_and_tell(bench *self, loading *out)
{
    struct rusage used;
    double start = milliseconds_now();
    if (!open_register(self))
        return false;
    out->milliseconds = milliseconds_now() - start;
    getrusage(RUSAGE_SELF, &used);
    out->peak_bytes = (int64_t)used.ru_maxrss * 1024;
    out->rows = integ_snapshot_rows_unprotected(self->snapshot, 0);
    out->all_rows = rows_of_all_tables(self);
    out->column_bytes = integ_register_column_bytes_unprotected(self->reg);
    return true;
}

/* In a process of its own each time, so that its peak of memory is that of loading alone. */
static bool load_apart(bench *self, loading *out)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        bool told = load_and_tell(self, out) && write(ends[1], out, sizeof *out) == (ssize_t)sizeof *out;
        _exit(told ? EXIT_SUCCESS : 2);
    }
    close(ends[1]);
    bool heard = child > 0 && read(ends[0], out, sizeof *out) == (ssize_t)sizeof *out;
    close(ends[0]);
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return heard && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

static void take_loading(const loading *told, outcome *out)
{
    out->milliseconds = told->milliseconds;
    out->rows = told->rows;
    out->bytes = told->column_bytes;
    out->check = told->all_rows;
    out->further_name = "peak_bytes";
    out->further = told->peak_bytes;
}

bool run_load(bench *self, const workload *work, outcome *out)
{
    (void)work;
    loading told;
    if (!load_apart(self, &told))
        return false;
    take_loading(&told, out);
    return true;
}

bool measure_opening(bench *self)
{
    static const workload opening = {.name = "W6"};
    loading told;
    if (!load_and_tell(self, &told))
        return false;
    outcome out = {.prepare_milliseconds = -1};
    take_loading(&told, &out);
    print_line(self, &opening, &out, &out.milliseconds);
    return true;
}
