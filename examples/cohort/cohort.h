/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_COHORT_COHORT_H
#define EXAMPLES_COHORT_COHORT_H

/* What integ-cohort was asked, and the answers it can give. */

#include "common/program.h"

typedef enum answer { ANSWER_NONE, COUNT, BY, FUNNEL, OVERLAP, FOLLOW, IDS, DESCRIBE } answer;

typedef struct request {
    program *owner;
    /* As the options say. */
    const char *register_path, *where, *where_json, *policy_path, *group, *names;
    const char *delimiter, *decimal, *encoding, *key, *ledger_path, *audit_path;
    answer wanted;
    int32_t format;
    int32_t purpose;
    integ_date as_of;
    integ_date published; /* what the ledger remembers the answer by */
    bool has_as_of, has_published, unprotected, timing, round;
    int64_t threads;
    int64_t base; /* of --round; 0: the threshold */
    /* What they lead to. */
    integ_policy *policy;
    const integ_groups *groups; /* the policy's, NULL without one */
    integ_expression *filter;   /* NULL without --where and --where-json */
    integ_register *reg;
    const integ_snapshot *snapshot;
    int64_t table; /* whose rows are selected: that of the group, or the main one */
    integ_disclosure *rule; /* NULL when unprotected */
    double load_seconds, evaluate_seconds;
} request;

/* EXIT_DONE, or the exit status after a complaint. Close it either way. */
int request_open(request *self);
void request_close(request *self);

/* Each computes its answer, and prints it when nothing went wrong. */
integ_status answer_count(request *self);
integ_status answer_by(request *self);
integ_status answer_funnel(request *self);
integ_status answer_overlap(request *self);
integ_status answer_follow(request *self);
integ_status answer_ids(request *self);
integ_status answer_describe(request *self);

/* Whether small counts are rounded instead of hidden. */
bool rounds(const request *self);

/* Seconds of a clock that only goes forward. */
double seconds_now(void);

/* What begins and ends every JSON answer. */
void print_json_opening(const request *self);
void print_json_ending(const request *self);

/* Splits `a, b, c` in place of a copy, without the spaces around the names; the parts are freed with one free() of the
 * array. NULL when there is no memory. */
char **split_names(const char *names, int64_t *count);

/* EXIT_DONE unless the audit log is one of the files that the answer is made of, in which it has nothing to do. */
int check_audit_log(const request *self);

/* Writes into the audit log, where there is one, that a cohort is about to be listed. */
integ_status audit_list(const request *self, const integ_cohort *cohort);

/* A group as a filter of all rows, which is freed with integ_expression_free(). */
integ_status filter_of_group(const request *asked, integ_expression **out);

/* Counts on their way through a release, with the ledger where there is one. `guard_add` adds one that is
 * published together with the one it is part of (-1 for none); a count that was added several times is shown
 * only where each of them may be shown. `guard_add_cell` adds one whose rows the release knows. */
typedef struct guard {
    const request *asked;
    integ_release *release;
    integ_ledger *ledger; /* NULL: nothing is remembered */
    integ_error *error;
    integ_status status; /* of the first call that failed; everything after it does nothing */
} guard;

void guard_open(guard *self, const request *asked);
int64_t guard_add(guard *self, int64_t count, int64_t part_of);
int64_t guard_add_cell(guard *self, const integ_tally *tally, int64_t query, int64_t cell, int32_t what);
void guard_add_share(guard *self, int64_t part, int64_t whole);
bool guard_is_withheld(const guard *self, const integ_tally *tally, int64_t query);
void guard_add_listing(guard *self, const integ_tally *tally, int64_t query);
bool guard_names_cell(const guard *self, const integ_tally *tally, int64_t query, int64_t cell);
void guard_protect(guard *self);
int64_t guard_count(guard *self, int64_t figure); /* -1 where it is hidden */
integ_status guard_close(guard *self);

#endif
