/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/segregation.h"

#include <stdlib.h>

/* Measures of how unevenly one group is spread, against another or against all others, and of whom its members meet. */

static double count_of(const integ_segregation *self, int64_t unit, int64_t group)
{
    return self->counts[unit * self->groups + group];
}

static integ_status check_two(const integ_segregation *self, int64_t group, int64_t other, double *out,
                              integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    integ_status status = integi_check_group(self, group, error);
    return status == INTEG_STATUS_OK ? integi_check_group(self, other, error) : status;
}

/* A group against the rest needs a rest. */
static integ_status check_rest(const integ_segregation *self, int64_t group, double *out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    integ_status status = integi_check_group(self, group, error);
    if (status == INTEG_STATUS_OK && self->group_totals[group] >= self->total)
        status = INTEGI_FAIL(error, NULL, &integi_message_statistics_one_group);
    return status;
}

integ_status integ_segregation_dissimilarity(const integ_segregation *segregation, int64_t group, int64_t other,
                                             double *out, integ_error *error)
{
    integ_status status = check_two(segregation, group, other, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double own = segregation->group_totals[group], others = segregation->group_totals[other], sum = 0;
    for (int64_t unit = 0; unit < segregation->units; unit++)
        sum += fabs(count_of(segregation, unit, group) / own - count_of(segregation, unit, other) / others);
    return integi_deliver_one(fmin(sum / 2, 1), out, error);
}

integ_status integ_segregation_dissimilarity_from_rest(const integ_segregation *segregation, int64_t group,
                                                       double *out, integ_error *error)
{
    integ_status status = check_rest(segregation, group, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double own = segregation->group_totals[group], rest = segregation->total - own, sum = 0;
    for (int64_t unit = 0; unit < segregation->units; unit++) {
        double count = count_of(segregation, unit, group);
        sum += fabs(count / own - (segregation->unit_totals[unit] - count) / rest);
    }
    return integi_deliver_one(fmin(sum / 2, 1), out, error);
}

integ_status integ_segregation_multigroup_dissimilarity(const integ_segregation *segregation, double *out,
                                                        integ_error *error)
{
    if (segregation == NULL || out == NULL)
        return integi_invalid_argument(error, segregation == NULL ? "segregation" : "out");
    *out = 0;
    double sum = 0, diversity = 0;
    for (int64_t group = 0; group < segregation->groups; group++) {
        double share = segregation->group_totals[group] / segregation->total;
        diversity += share * (1 - share);
        for (int64_t unit = 0; unit < segregation->units; unit++)
            sum += fabs(count_of(segregation, unit, group) - segregation->unit_totals[unit] * share) /
                   segregation->total;
    }
    if (!(diversity > 0))
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_one_group);
    return integi_deliver_one(fmin(sum / (2 * diversity), 1), out, error);
}

integ_status integ_segregation_exposure(const integ_segregation *segregation, int64_t group, int64_t other,
                                        double *out, integ_error *error)
{
    integ_status status = check_two(segregation, group, other, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double sum = 0;
    for (int64_t unit = 0; unit < segregation->units; unit++)
        if (segregation->unit_totals[unit] > 0)
            sum += count_of(segregation, unit, group) / segregation->group_totals[group] *
                   (count_of(segregation, unit, other) / segregation->unit_totals[unit]);
    return integi_deliver_one(fmin(sum, 1), out, error);
}

integ_status integ_segregation_isolation(const integ_segregation *segregation, int64_t group, double *out,
                                         integ_error *error)
{
    return integ_segregation_exposure(segregation, group, group, out, error);
}

static int by_share(const void *left, const void *right)
{
    double a = ((const integi_unit_share *)left)->share, b = ((const integi_unit_share *)right)->share;
    return (a > b) - (a < b);
}

/* Σ_i<j t_i t_j (q_j − q_i) over units in ascending order of q, by what came before. */
static double sum_of_differences(const integi_unit_share *units, int64_t count)
{
    double sum = 0, size = 0, members = 0;
    for (int64_t i = 0; i < count; i++) {
        sum += units[i].size * (units[i].share * size - members);
        size += units[i].size;
        members += units[i].size * units[i].share;
    }
    return fmax(sum, 0);
}

integ_status integ_segregation_gini(const integ_segregation *segregation, int64_t group, double *out,
                                    integ_error *error)
{
    integ_status status = check_rest(segregation, group, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    size_t size = (size_t)segregation->units * sizeof(integi_unit_share);
    integi_unit_share *units = integi_allocate(segregation->context, size);
    if (units == NULL)
        return integi_out_of_memory(error);
    int64_t count = 0;
    for (int64_t unit = 0; unit < segregation->units; unit++) {
        double members = segregation->unit_totals[unit];
        if (members > 0)
            units[count++] = (integi_unit_share){members / segregation->total,
                                                 count_of(segregation, unit, group) / members};
    }
    qsort(units, (size_t)count, sizeof *units, by_share);
    double share = segregation->group_totals[group] / segregation->total;
    double value = fmin(sum_of_differences(units, count) / (share * (1 - share)), 1);
    integi_release(segregation->context, units, size);
    return integi_deliver_one(value, out, error);
}

integ_status integ_segregation_atkinson(const integ_segregation *segregation, int64_t group, double shape,
                                        double *out, integ_error *error)
{
    integ_status status = check_rest(segregation, group, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!(shape > 0 && shape < 1))
        return integi_out_of_range(error, "shape");
    double own = segregation->group_totals[group], sum = 0;
    for (int64_t unit = 0; unit < segregation->units; unit++) {
        double members = segregation->unit_totals[unit];
        double share = members > 0 ? count_of(segregation, unit, group) / members : 0;
        if (share > 0 && share < 1)
            sum += pow(1 - share, 1 - shape) * pow(share, shape) * (members / own);
    }
    double value = 1 - own / (segregation->total - own) * pow(sum, 1 / (1 - shape));
    return integi_deliver_one(fmin(fmax(value, 0), 1), out, error);
}

integ_status integ_location_quotient(const integ_segregation *segregation, int64_t unit, int64_t group, double *out,
                                     integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = 0;
    integ_status status = integi_check_group(segregation, group, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (unit < 0 || unit >= segregation->units)
        return integi_out_of_range(error, "unit");
    double members = segregation->unit_totals[unit];
    if (members == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_no_members);
    double everywhere = segregation->group_totals[group] / segregation->total;
    return integi_deliver_one(count_of(segregation, unit, group) / members / everywhere, out, error);
}

/* A unit of n members with share P has a mean absolute difference of 2 v C(n, v) P^v (1 − P)^(n − v + 1) from nP, with
 * v the whole part of nP, plus 1 (de Moivre); that is twice the density of the beta distribution. */
integ_status integ_segregation_expected_dissimilarity(const integ_segregation *segregation, int64_t group,
                                                      double *out, integ_error *error)
{
    integ_status status = check_rest(segregation, group, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double share = segregation->group_totals[group] / segregation->total, sum = 0;
    for (int64_t unit = 0; unit < segregation->units; unit++) {
        double members = segregation->unit_totals[unit], above = floor(members * share) + 1;
        if (members > 0 && members - above + 1 > 0)
            sum += 2 * integi_beta_density(above, members - above + 1, share) / segregation->total;
        else
            sum += 2 * members / segregation->total * share * (1 - share);
    }
    return integi_deliver_one(fmin(sum / (2 * share * (1 - share)), 1), out, error);
}

integ_status integ_segregation_corrected_dissimilarity(const integ_segregation *segregation, int64_t group,
                                                       double *out, integ_error *error)
{
    double expected, observed;
    integ_status status = integ_segregation_expected_dissimilarity(segregation, group, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    expected = *out;
    status = integ_segregation_dissimilarity_from_rest(segregation, group, &observed, error);
    *out = 0;
    if (status != INTEG_STATUS_OK)
        return status;
    if (expected >= 1)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_by_chance);
    return integi_deliver_one((observed - expected) / (1 - expected), out, error);
}
