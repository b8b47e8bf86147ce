/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/segregation.h"

#include <string.h>

static size_t size_of(int64_t count)
{
    return (size_t)count * sizeof(double);
}

void integ_segregation_free(integ_segregation *segregation)
{
    if (segregation == NULL)
        return;
    integ_context *context = segregation->context;
    integi_release(context, segregation->counts, size_of(segregation->units * segregation->groups));
    integi_release(context, segregation->unit_totals, size_of(segregation->units));
    integi_release(context, segregation->group_totals, size_of(segregation->groups));
    integi_release(context, segregation, sizeof *segregation);
    integ_context_free(context);
}

static integ_status add_margins(integ_segregation *self, integ_error *error)
{
    for (int64_t unit = 0; unit < self->units; unit++) {
        for (int64_t group = 0; group < self->groups; group++) {
            double count = self->counts[unit * self->groups + group];
            if (!(count >= 0 && isfinite(count)))
                return integi_out_of_range(error, "counts");
            self->unit_totals[unit] += count;
            self->group_totals[group] += count;
        }
        self->total += self->unit_totals[unit];
    }
    if (self->total == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_no_values, "counts");
    double total;
    return integi_deliver_one(self->total, &total, error);
}

integ_status integ_segregation_new(integ_context *context, const double *counts, int64_t units, int64_t groups,
                                   integ_segregation **out, integ_error *error)
{
    if (context == NULL || out == NULL)
        return integi_invalid_argument(error, context == NULL ? "context" : "out");
    *out = NULL;
    if (counts == NULL && units * groups != 0)
        return integi_invalid_argument(error, "counts");
    if (units < 1 || groups < 1 || units > INT64_MAX / 8 / groups)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_no_values, "counts");
    integ_segregation *self = integi_allocate_zeroed(context, sizeof *self);
    if (self == NULL)
        return integi_out_of_memory(error);
    self->context = integi_context_retain(context);
    self->units = units;
    self->groups = groups;
    self->counts = integi_allocate(context, size_of(units * groups));
    self->unit_totals = integi_allocate_zeroed(context, size_of(units));
    self->group_totals = integi_allocate_zeroed(context, size_of(groups));
    integ_status status = INTEG_STATUS_OK;
    if (self->counts == NULL || self->unit_totals == NULL || self->group_totals == NULL)
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK) {
        memcpy(self->counts, counts, size_of(units * groups));
        status = add_margins(self, error);
    }
    if (status == INTEG_STATUS_OK)
        *out = self;
    else
        integ_segregation_free(self);
    return status;
}

integ_status integi_check_group(const integ_segregation *self, int64_t group, integ_error *error)
{
    if (self == NULL)
        return integi_invalid_argument(error, "segregation");
    if (group < 0 || group >= self->groups)
        return integi_out_of_range(error, "group");
    if (self->group_totals[group] == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_no_members);
    return INTEG_STATUS_OK;
}
