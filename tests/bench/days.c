/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* W7: of the days of 2024, how many the spells of a group cover, for each area. */

#include "bench.h"

#include <string.h>

static const char covered[] = "days_covered('activation', DATE('2024-01-01'), DATE('2024-12-31'))";

/* The group whose days are asked for. */
static integ_status make_groups(bench *self, const char *condition, integ_groups **out)
{
    integ_expression *where = NULL;
    integ_status status = integ_groups_new(self->context, out, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(self->context, condition, strlen(condition), "W7", &where, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(*out, "group", NULL, NULL, where, NULL, self->error);
    integ_expression_free(where);
    return status;
}

static integ_status add_query(bench *self, integ_plan *plan, const integ_dimensions *by, int64_t *query)
{
    integ_expression *days = NULL;
    integ_status status = integ_expression_parse(self->context, covered, strlen(covered), "W7", &days, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, "group", NULL, NULL, days, by, query, self->error);
    integ_expression_free(days);
    return status;
}

/* The days are whole, and far below 2^53. */
static void read_tally(const integ_tally *tally, int64_t query, outcome *out)
{
    double days = 0;
    out->further_name = "persons";
    for (int64_t cell = 0; cell < integ_tally_cells(tally, query); cell++) {
        days += integ_tally_sum_unprotected(tally, query, cell);
        out->further += integ_tally_measured_unprotected(tally, query, cell);
    }
    out->check = (int64_t)days;
}

bool run_days(bench *self, const workload *work, outcome *out)
{
    integ_plan *plan = NULL;
    integ_groups *groups = NULL;
    integ_dimensions *by = NULL;
    integ_tally *tally = NULL;
    int64_t query = 0;
    double start = milliseconds_now();
    integ_status status = make_groups(self, work->where, &groups);
    if (status == INTEG_STATUS_OK)
        status = integ_plan_new(self->reg, groups, &plan, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_new(self->context, &by, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_column(by, "residence_area", self->error);
    if (status == INTEG_STATUS_OK)
        status = add_query(self, plan, by, &query);
    out->prepare_milliseconds = milliseconds_now() - start;
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, self->snapshot, &tally, self->error);
    if (status == INTEG_STATUS_OK)
        read_tally(tally, query, out);
    out->milliseconds = milliseconds_now() - start;
    integ_tally_free(tally);
    integ_dimensions_free(by);
    integ_plan_free(plan);
    integ_groups_free(groups);
    return status == INTEG_STATUS_OK || complain(self, status);
}
