/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* W5: the members of a cohort, copied out. */

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool make_room(bench *self, int64_t count)
{
    if (count <= self->room)
        return true;
    free(self->members);
    self->members = malloc((size_t)count * sizeof *self->members);
    self->room = self->members == NULL ? 0 : count;
    if (self->members == NULL)
        fprintf(stderr, "bench: error: there is not enough memory\n");
    return self->members != NULL;
}

/* The check of the members is their number; the sum of their keys makes sure that it is they. */
static integ_status copy_out(bench *self, const integ_cohort *cohort, int64_t count, outcome *out)
{
    int64_t position = 0;
    return count == 0 ? INTEG_STATUS_OK
                      : integ_cohort_copy_keys(cohort, &position, self->members, count, &out->check, self->error);
}

/* The room for the members stays from run to run, as that of an allocator would which has run for a while. */
bool run_members(bench *self, const workload *work, outcome *out)
{
    integ_expression *where = NULL;
    integ_cohort *cohort = NULL;
    double start = milliseconds_now();
    integ_status status =
        integ_expression_parse(self->context, work->where, strlen(work->where), work->name, &where, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_of_filter(where, NULL, self->snapshot, NULL, &cohort, self->error);
    int64_t count = status == INTEG_STATUS_OK ? integ_cohort_count_unprotected(cohort) : 0;
    bool room = make_room(self, count);
    if (room && status == INTEG_STATUS_OK)
        status = copy_out(self, cohort, count, out);
    out->milliseconds = milliseconds_now() - start;
    out->further_name = "sum";
    for (int64_t i = 0; i < out->check; i++)
        out->further += self->members[i];
    integ_cohort_free(cohort);
    integ_expression_free(where);
    return status == INTEG_STATUS_OK ? room : complain(self, status);
}
