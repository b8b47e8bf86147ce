/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Counting through plans, as the policies of the library do: W1 to W4, and any other filter. */

#include "bench.h"

#include <stdio.h>

/* A plan with one query for each filter. */
static integ_status add_filter(bench *self, integ_plan *plan, const char *text, const char *source,
                               const integ_dimensions *by)
{
    integ_expression *where;
    size_t length = 0;
    while (text[length] != '\0')
        length++;
    integ_status status = integ_expression_parse(self->context, text, length, source, &where, self->error);
    int64_t query;
    if (status == INTEG_STATUS_OK)
        status = integ_plan_add(plan, NULL, NULL, where, NULL, by, &query, self->error);
    integ_expression_free(where);
    return status;
}

/* The bands of W4: who was born after 2008-01-01, 1996-01-01, 1976-01-01, 1959-01-01 (ages 0-17, 18-29, 30-49, 50-66
 * on 2026-01-01), and the others. A band begins with its edge. */
static integ_status add_birth_bands(bench *self, integ_dimensions *by)
{
    static const char *const first_days[] = {"1959-01-02", "1976-01-02", "1996-01-02", "2008-01-02"};
    integ_date edges[4];
    integ_status status = INTEG_STATUS_OK;
    for (int i = 0; status == INTEG_STATUS_OK && i < 4; i++)
        status = integ_date_from_text(first_days[i], &edges[i], self->error);
    return status == INTEG_STATUS_OK ? integ_dimensions_add_date_bands(by, "birth_date", edges, 4, self->error)
                                     : status;
}

static integ_status make_dimensions(bench *self, integ_dimensions **out)
{
    integ_status status = integ_dimensions_new(self->context, out, self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_column(*out, "residence_area", self->error);
    if (status == INTEG_STATUS_OK)
        status = integ_dimensions_add_column(*out, "sex", self->error);
    if (status == INTEG_STATUS_OK)
        status = add_birth_bands(self, *out);
    return status;
}

static int64_t sum_of_cells(const integ_tally *tally, int64_t queries, int64_t *cells)
{
    int64_t sum = 0;
    *cells = 0;
    for (int64_t query = 0; query < queries; query++) {
        int64_t count = integ_tally_cells(tally, query);
        *cells += count;
        for (int64_t cell = 0; cell < count; cell++)
            sum += integ_tally_true_unprotected(tally, query, cell);
    }
    return sum;
}

/* From the text of the filters to their counts, in one call as it were: that is what is timed. */
static bool count_filters(bench *self, const char *const *texts, int64_t count, const char *source, bool by_cells,
                          outcome *out)
{
    integ_plan *plan = NULL;
    integ_dimensions *by = NULL;
    integ_tally *tally = NULL;
    double start = milliseconds_now();
    integ_status status = integ_plan_new(self->reg, NULL, &plan, self->error);
    if (status == INTEG_STATUS_OK && by_cells)
        status = make_dimensions(self, &by);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < count; i++)
        status = add_filter(self, plan, texts[i], source, by);
    out->prepare_milliseconds = milliseconds_now() - start;
    if (status == INTEG_STATUS_OK)
        status = integ_tally_of_plan_unprotected(plan, self->snapshot, &tally, self->error);
    if (status == INTEG_STATUS_OK) {
        int64_t cells;
        out->check = sum_of_cells(tally, count, &cells);
        out->milliseconds = milliseconds_now() - start;
        out->further_name = by_cells ? "cells" : NULL;
        out->further = cells;
    }
    integ_tally_free(tally);
    integ_dimensions_free(by);
    integ_plan_free(plan);
    return status == INTEG_STATUS_OK || complain(self, status);
}

bool run_count(bench *self, const workload *work, outcome *out)
{
    return count_filters(self, &work->where, 1, work->name[0] == 'w' ? "--where" : work->name, false, out);
}

static bool run_on_groups(bench *self, const workload *work, bool by_cells, outcome *out)
{
    if (self->groups.count == 0) {
        fprintf(stderr, "bench: error: %s needs filters (--groups FILE)\n", work->name);
        return false;
    }
    return count_filters(self, self->groups.lines, self->groups.count, self->groups_path, by_cells, out);
}

bool run_groups(bench *self, const workload *work, outcome *out)
{
    return run_on_groups(self, work, false, out);
}

bool run_cells(bench *self, const workload *work, outcome *out)
{
    return run_on_groups(self, work, true, out);
}
