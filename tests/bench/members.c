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

static integ_status copy_out(bench *self, const integ_cohort *cohort, int64_t *count)
{
    int64_t row = -1;
    integ_status status = integ_cohort_next(cohort, &row, self->error);
    *count = 0;
    while (status == INTEG_STATUS_OK && row >= 0) {
        self->members[(*count)++] = row;
        status = integ_cohort_next(cohort, &row, self->error);
    }
    return status;
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
    bool room = status != INTEG_STATUS_OK || make_room(self, integ_cohort_count_unprotected(cohort));
    if (room && status == INTEG_STATUS_OK)
        status = copy_out(self, cohort, &out->check);
    out->milliseconds = milliseconds_now() - start;
    integ_cohort_free(cohort);
    integ_expression_free(where);
    return status == INTEG_STATUS_OK ? room : complain(self, status);
}
