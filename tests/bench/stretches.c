/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The longest that the report of a policy works on without telling of its progress, when it could be cancelled: for
 * each step that it tells of, in milliseconds of processor time. It is made and run by hand, see docs/benchmarks.md. */
#include <integration.h>

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define STEPS 16
#define NAME 32

/* What was heard of since the report began. */
typedef struct hearing {
    double last;
    int64_t calls;
    struct {
        char before[NAME], after[NAME];
        double longest;
    } steps[STEPS]; /* told one after the other; the last one is of all others */
    char step[NAME];
} hearing;

static double milliseconds_used(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static void note(hearing *self, const char *step)
{
    double now = milliseconds_used();
    int at = 0;
    while (at < STEPS - 1 && self->steps[at].before[0] != '\0' &&
           (strcmp(self->steps[at].before, self->step) != 0 || strcmp(self->steps[at].after, step) != 0))
        at++;
    snprintf(self->steps[at].before, NAME, "%s", self->step);
    snprintf(self->steps[at].after, NAME, "%s", step);
    if (now - self->last > self->steps[at].longest)
        self->steps[at].longest = now - self->last;
    snprintf(self->step, NAME, "%s", step);
    self->calls++;
    self->last = milliseconds_used();
}

static int32_t hear(const char *step, int64_t done, int64_t total, void *userdata)
{
    (void)done;
    (void)total;
    note(userdata, step);
    return 0;
}

static void print(const hearing *self, double began)
{
    struct rusage used;
    for (int at = 0; at < STEPS && self->steps[at].before[0] != '\0'; at++)
        printf("%-18s to %-18s %8.1f ms\n", self->steps[at].before, self->steps[at].after, self->steps[at].longest);
    getrusage(RUSAGE_SELF, &used);
    printf("told of %lld times in %.0f ms; at most %ld kB\n", (long long)self->calls, self->last - began,
           used.ru_maxrss);
}

/* One thread, so that what the process uses is what it takes. */
static integ_status report(char **arguments, integ_error *error)
{
    integ_context *context = NULL;
    integ_policy *policy = NULL;
    integ_register *reg = NULL;
    integ_results *results = NULL;
    hearing heard = {.step = "begin"};
    integ_date date = 0;
    integ_status status = integ_date_from_text(arguments[3], &date, error);
    if (status == INTEG_STATUS_OK)
        status = integ_context_new(&context, error);
    if (status == INTEG_STATUS_OK)
        status = integ_context_set_threads(context, 1, error);
    if (status == INTEG_STATUS_OK)
        status = integ_context_set_progress(context, hear, &heard, error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_load(context, arguments[1], &policy, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_open(context, arguments[2], NULL, &reg, error);
    memset(&heard, 0, sizeof heard);
    snprintf(heard.step, NAME, "begin");
    double began = heard.last = milliseconds_used();
    if (status == INTEG_STATUS_OK)
        status = integ_policy_run(policy, reg, date, &results, error);
    note(&heard, "end");
    if (status == INTEG_STATUS_OK)
        print(&heard, began);
    integ_results_free(results);
    integ_register_free(reg);
    integ_policy_free(policy);
    integ_context_free(context);
    return status;
}

int main(int count, char **arguments)
{
    integ_error *error = NULL;
    if (count != 4) {
        fprintf(stderr, "Usage: stretches POLICY REGISTER DATE\n");
        return 2;
    }
    if (integ_error_new(&error) != INTEG_STATUS_OK)
        return 3;
    integ_status status = report(arguments, error);
    for (int64_t i = 0; i < integ_error_count(error); i++) {
        char line[2048];
        integ_error_line_text(error, i, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
        fprintf(stderr, "%s\n", line);
    }
    integ_error_free(error);
    return status == INTEG_STATUS_OK ? 0 : 2;
}
