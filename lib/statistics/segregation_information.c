/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/segregation.h"

#include <float.h>

/* Measures of information: how much knowing the unit tells of the group. */

/* log(a / b), also where the quotient is no number. */
static double log_of_ratio(double a, double b)
{
    double ratio = a / b;
    return ratio >= DBL_MIN && isfinite(ratio) ? log(ratio) : log(a) - log(b);
}

static double of_entropy(const double *counts, int64_t count, double total)
{
    double sum = 0;
    for (int64_t i = 0; i < count; i++)
        if (counts[i] > 0)
            sum += counts[i] / total * log_of_ratio(total, counts[i]);
    return sum;
}

integ_status integ_segregation_entropy(const integ_segregation *segregation, double *out, integ_error *error)
{
    if (segregation == NULL || out == NULL)
        return integi_invalid_argument(error, segregation == NULL ? "segregation" : "out");
    return integi_deliver_one(of_entropy(segregation->group_totals, segregation->groups, segregation->total), out,
                              error);
}

/* Σ_g p_g|u ln (p_g|u / P_g): what one unit adds, per member. */
static double local(const integ_segregation *self, int64_t unit)
{
    double sum = 0;
    for (int64_t group = 0; group < self->groups; group++) {
        double count = self->counts[unit * self->groups + group];
        double share = count / self->unit_totals[unit], everywhere = self->group_totals[group] / self->total;
        if (share >= DBL_MIN && everywhere >= DBL_MIN)
            sum += share * log_of_ratio(share, everywhere);
        else if (count > 0)
            sum += share * (log_of_ratio(count, self->unit_totals[unit]) -
                            log_of_ratio(self->group_totals[group], self->total));
    }
    return fmax(sum, 0);
}

static double mutual_information(const integ_segregation *self)
{
    double sum = 0;
    for (int64_t unit = 0; unit < self->units; unit++)
        if (self->unit_totals[unit] > 0)
            sum += self->unit_totals[unit] / self->total * local(self, unit);
    return sum;
}

integ_status integ_segregation_mutual_information(const integ_segregation *segregation, double *out,
                                                  integ_error *error)
{
    if (segregation == NULL || out == NULL)
        return integi_invalid_argument(error, segregation == NULL ? "segregation" : "out");
    return integi_deliver_one(mutual_information(segregation), out, error);
}

integ_status integ_segregation_local(const integ_segregation *segregation, int64_t unit, double *out,
                                     integ_error *error)
{
    if (segregation == NULL || out == NULL)
        return integi_invalid_argument(error, segregation == NULL ? "segregation" : "out");
    *out = 0;
    if (unit < 0 || unit >= segregation->units)
        return integi_out_of_range(error, "unit");
    if (segregation->unit_totals[unit] == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_no_members);
    return integi_deliver_one(local(segregation, unit), out, error);
}

integ_status integ_segregation_theil_h(const integ_segregation *segregation, double *out, integ_error *error)
{
    if (segregation == NULL || out == NULL)
        return integi_invalid_argument(error, segregation == NULL ? "segregation" : "out");
    *out = 0;
    double entropy = of_entropy(segregation->group_totals, segregation->groups, segregation->total);
    if (entropy == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_one_group);
    return integi_deliver_one(fmin(mutual_information(segregation) / entropy, 1), out, error);
}

/* The units put together into parts. */
static integ_status put_together(const integ_segregation *self, const int64_t *parts, int64_t count, double *sums,
                                 integ_error *error)
{
    for (int64_t unit = 0; unit < self->units; unit++) {
        if (parts[unit] < 0 || parts[unit] >= count)
            return integi_out_of_range(error, "parts");
        for (int64_t group = 0; group < self->groups; group++)
            sums[parts[unit] * self->groups + group] += self->counts[unit * self->groups + group];
    }
    return INTEG_STATUS_OK;
}

integ_status integ_segregation_between(const integ_segregation *segregation, const int64_t *parts,
                                       int64_t part_count, double *between, double *within, integ_error *error)
{
    if (between == NULL || within == NULL)
        return integi_invalid_argument(error, between == NULL ? "between" : "within");
    *between = *within = 0;
    if (segregation == NULL || parts == NULL)
        return integi_invalid_argument(error, segregation == NULL ? "segregation" : "parts");
    if (part_count < 1 || part_count > INT64_MAX / 8 / segregation->groups)
        return integi_out_of_range(error, "part_count");
    size_t size = (size_t)(part_count * segregation->groups) * sizeof(double);
    double *sums = integi_allocate_zeroed(segregation->context, size);
    if (sums == NULL)
        return integi_out_of_memory(error);
    integ_segregation *whole = NULL;
    integ_status status = put_together(segregation, parts, part_count, sums, error);
    if (status == INTEG_STATUS_OK)
        status = integ_segregation_new(segregation->context, sums, part_count, segregation->groups, &whole, error);
    integi_release(segregation->context, sums, size);
    if (status == INTEG_STATUS_OK) {
        *between = mutual_information(whole);
        *within = fmax(mutual_information(segregation) - *between, 0);
        status = integi_deliver(between, within, error);
    }
    integ_segregation_free(whole);
    return status;
}

integ_status integ_segregation_expected_mutual_information(const integ_segregation *segregation, double *out,
                                                           integ_error *error)
{
    if (segregation == NULL || out == NULL)
        return integi_invalid_argument(error, segregation == NULL ? "segregation" : "out");
    double units = 0, groups = 0;
    for (int64_t i = 0; i < segregation->units; i++)
        units += segregation->unit_totals[i] > 0;
    for (int64_t i = 0; i < segregation->groups; i++)
        groups += segregation->group_totals[i] > 0;
    return integi_deliver_one((units - 1) * (groups - 1) / (2 * segregation->total), out, error);
}
