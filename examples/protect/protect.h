/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_PROTECT_PROTECT_H
#define EXAMPLES_PROTECT_PROTECT_H

/* integ-protect: what is asked for, and the three things that it does. */

#include "common/print.h"
#include "protect/table.h"

#define HIERARCHIES_AT_MOST 16

typedef struct job {
    program owner;
    count_table table;
    integ_disclosure *rule;
    bool audited;
    bool rounded;
    int64_t base;   /* what is rounded to */
    int64_t budget; /* how many linear problems an audit may solve */
    int32_t format; /* -1: the usual one */
    char delimiter;
    const char *hierarchies[HIERARCHIES_AT_MOST];
    int hierarchy_count;
} job;

/* What an audit says of a cell: lower and upper limits, without and with the rule; -1 where there is none. */
typedef struct verdict {
    int32_t finding;
    int64_t limits[4];
    int64_t *witness; /* published cells, where the library's audit has none; to be freed */
    int64_t witness_count;
} verdict;

/* Decides what is undecided, as far as that can be proved, and counts what was. False when there is no memory. Only
 * where the program is built with COIN-OR CLP. */
bool decide_large(const job *self, verdict *verdicts, int64_t *decided);

/* Each prints what it finds out about the table, and returns the exit status. */
int hide_counts(job *self);
int round_counts(job *self);
int audit_table(job *self);

/* Prints the table with these counts; the marker where they are -1. There is one for each cell. */
int print_table(const job *self, const int64_t *counts);

/* The names and codes of a row, as members of a JSON object. */
void print_codes(const count_table *table, int64_t row);

/* A word behind a number, in both languages. */
typedef struct number_words {
    const char *one, *more, *danish_one, *danish_more;
} number_words;

/* On standard error: a number with its word, the program's name with how many cells there are, and a line that is a
 * warning. */
void say_number(const program *owner, int64_t number, const number_words *words);
void say_cells(const job *self);
void warn(const program *owner, const char *what, ...) __attribute__((format(printf, 2, 3)));

/* Says on standard error when a rule protects nothing: `done` is how many counts were hidden or rounded. */
void say_what_is_not_protected(const job *self, int64_t done);

/* `not enough memory`; returns the exit status. */
int no_memory_left(const job *self);

#endif
