/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The bench: loads a register, answers questions to it in this process, and prints how long each took, one line of
 * JSON each. docs/benchmarks.md explains the workloads and the figures. */

#include "bench.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "Usage: bench [OPTION]... --register MANIFEST\n"
    "Loads a register once and prints how long questions to it take, one line of JSON each.\n"
    "\n"
    "  --register MANIFEST  the register: a manifest, a folder with one, or a CSV file\n"
    "  --workload NAME      what to measure; can be repeated (everything): W1 and W2 (one\n"
    "                       filter), W3 (many filters in one call), W4 (the same, broken down),\n"
    "                       W5 (members copied out: W5_1, W5_10, W5_50), W6 (loading),\n"
    "                       W7 (days covered), bandwidth (reading as much as W1 and W2 do)\n"
    "  --groups FILE        the filters of W3 and W4, one to a line\n"
    "  --where CQL2         counts another filter; can be repeated\n"
    "  --threads N          how many threads to use (1)\n"
    "  --runs N             how often each is run, the run before the first not counted (5)\n"
    "  --instructions SET   portable, avx2, avx512 or best (best)\n"
    "  --ask                read names of workloads from standard input, one to a line, and run\n"
    "                       each once when it comes; first comes the line of loading, W6\n"
    "  --help               show this and end\n"
    "\n"
    "Exit status: 0 done; 2 something is wrong with what was given; 3 memory or output.\n";

enum {
    OPTION_REGISTER = 1000,
    OPTION_WORKLOAD,
    OPTION_GROUPS,
    OPTION_WHERE,
    OPTION_THREADS,
    OPTION_RUNS,
    OPTION_INSTRUCTIONS,
    OPTION_ASK,
    OPTION_HELP
};

static const struct option options[] = {{"register", required_argument, NULL, OPTION_REGISTER},
                                        {"workload", required_argument, NULL, OPTION_WORKLOAD},
                                        {"groups", required_argument, NULL, OPTION_GROUPS},
                                        {"where", required_argument, NULL, OPTION_WHERE},
                                        {"threads", required_argument, NULL, OPTION_THREADS},
                                        {"runs", required_argument, NULL, OPTION_RUNS},
                                        {"instructions", required_argument, NULL, OPTION_INSTRUCTIONS},
                                        {"ask", no_argument, NULL, OPTION_ASK},
                                        {"help", no_argument, NULL, OPTION_HELP},
                                        {NULL, 0, NULL, 0}};

typedef struct request {
    const char **names; /* of workloads */
    int64_t name_count;
    const char **wheres;
    int64_t where_count;
    bool ask;
} request;

static bool known_workload(const char *name)
{
    if (strcmp(name, "bandwidth") == 0)
        return true;
    for (int64_t i = 0; i < workload_count; i++)
        if (workload_answers_to(&workloads[i], name))
            return true;
    fprintf(stderr, "--workload: error: there is no workload '%s' (bench --help lists them)\n", name);
    return false;
}

static bool take_number(const char *option, const char *text, int64_t most, int64_t *out)
{
    char *end;
    *out = strtoll(text, &end, 10);
    if (*text >= '0' && *text <= '9' && *end == '\0' && *out >= 1 && *out <= most)
        return true;
    fprintf(stderr, "%s: error: '%s' is not a whole number from 1 to %lld\n", option, text, (long long)most);
    return false;
}

static bool take_instructions(bench *self, const char *name)
{
    static const char *const names[] = {"best", "portable", "avx2", "avx512"};
    for (int32_t i = 0; i < 4; i++)
        if (strcmp(name, names[i]) == 0) {
            self->instructions = i;
            return true;
        }
    fprintf(stderr, "--instructions: error: there are none '%s' (portable, avx2, avx512 or best)\n", name);
    return false;
}

static bool take_option(bench *self, request *wanted, int option, const char *value)
{
    int64_t number = 0;
    switch (option) {
    case OPTION_REGISTER: self->manifest = value; return true;
    case OPTION_GROUPS: self->groups_path = value; return true;
    case OPTION_WORKLOAD: wanted->names[wanted->name_count++] = value; return known_workload(value);
    case OPTION_WHERE: wanted->wheres[wanted->where_count++] = value; return true;
    case OPTION_RUNS: return take_number("--runs", value, 1000000, &self->runs);
    case OPTION_INSTRUCTIONS: return take_instructions(self, value);
    case OPTION_ASK: wanted->ask = true; return true;
    case OPTION_THREADS:
        if (!take_number("--threads", value, 1024, &number))
            return false;
        self->threads = (int32_t)number;
        return true;
    default: return false; /* getopt has complained */
    }
}

/* -1 to go on, or the exit status. */
static int read_options(bench *self, request *wanted, int count, char **arguments)
{
    for (int option; (option = getopt_long(count, arguments, "", options, NULL)) != -1;) {
        if (option == OPTION_HELP)
            return fputs(help, stdout) < 0 ? 3 : 0;
        if (!take_option(self, wanted, option, optarg))
            return 2;
    }
    if (optind < count || self->manifest == NULL) {
        fprintf(stderr, "bench: error: say which register (bench [OPTION]... --register MANIFEST)\n");
        return 2;
    }
    return self->groups_path == NULL || read_filters(self->groups_path, &self->groups) ? -1 : 2;
}

/* Without a name and without a filter of the caller's own everything is wanted, as far as there are groups for it. */
static bool is_wanted(const bench *self, const request *wanted, const char *name, const workload *work)
{
    for (int64_t i = 0; i < wanted->name_count; i++)
        if (work == NULL ? strcmp(wanted->names[i], name) == 0 : workload_answers_to(work, wanted->names[i]))
            return true;
    bool needs_groups = work != NULL && (work->run == run_groups || work->run == run_cells);
    return wanted->name_count == 0 && wanted->where_count == 0 && (!needs_groups || self->groups.count > 0);
}

/* Loading is measured first: it does not want another register in memory. What fails does not stop the others. */
static bool measure_wanted(bench *self, const request *wanted)
{
    bool done = true;
    for (int64_t i = 0; i < workload_count; i++)
        if (workloads[i].run == run_load && is_wanted(self, wanted, NULL, &workloads[i]))
            done = measure(self, &workloads[i]) && done;
    if (self->reg == NULL && (!done || !open_register(self)))
        return false;
    for (int64_t i = 0; i < workload_count; i++)
        if (workloads[i].run != run_load && is_wanted(self, wanted, NULL, &workloads[i]))
            done = measure(self, &workloads[i]) && done;
    for (int64_t i = 0; i < 2 && is_wanted(self, wanted, "bandwidth", NULL); i++)
        done = measure_bandwidth(self, &workloads[i]) && done;
    for (int64_t i = 0; i < wanted->where_count; i++) {
        workload room;
        done = measure(self, workload_of_where(&room, wanted->wheres[i])) && done;
    }
    return done;
}

static const char *known_name(const char *name)
{
    for (int64_t i = 0; i < workload_count; i++)
        if (strcmp(workloads[i].name, name) == 0)
            return workloads[i].name;
    return "";
}

/* Whoever asks decides what comes next, another program's turn for example. Loading was the first answer already; once
 * more beside the register would be another measure. There is an answer to every question. */
static bool answer_questions(bench *self)
{
    char name[64];
    const char *asked = name;
    request one = {.names = &asked, .name_count = 1};
    self->runs = 1;
    if (!measure_opening(self))
        return false;
    while (fgets(name, sizeof name, stdin) != NULL) {
        name[strcspn(name, "\r\n")] = '\0';
        if (strcmp(name, "W6") == 0 || !known_workload(name) || !measure_wanted(self, &one)) {
            printf("{\"workload\":\"%s\",\"missing\":true}\n", known_name(name));
            fflush(stdout);
        }
    }
    return true;
}

int main(int argument_count, char **arguments)
{
    bench self = {.threads = 1, .runs = 5};
    request wanted = {.names = calloc((size_t)argument_count, sizeof(char *)),
                      .wheres = calloc((size_t)argument_count, sizeof(char *))};
    if (wanted.names == NULL || wanted.wheres == NULL)
        return 3;
    int status = read_options(&self, &wanted, argument_count, arguments);
    if (status < 0)
        status = open_context(&self) && (wanted.ask ? answer_questions(&self) : measure_wanted(&self, &wanted)) ? 0 : 2;
    close_register(&self);
    integ_context_free(self.context);
    integ_error_free(self.error);
    free_filters(&self.groups);
    free(self.members);
    free(wanted.names);
    free(wanted.wheres);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "bench: error: standard output cannot be written\n");
        return 3;
    }
    return status;
}
