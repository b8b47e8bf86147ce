/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/segregation.h"

/* The measures by number, of a group against the rest. */

#define ATKINSON_SHAPE 0.5

/* Whom a member meets of the rest: whoever is not of its own group. */
static integ_status exposure_to_rest(const integ_segregation *segregation, int64_t group, double *out,
                                     integ_error *error)
{
    integ_status status = integ_segregation_isolation(segregation, group, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double sum = 0;
    for (int64_t unit = 0; unit < segregation->units; unit++) {
        double members = segregation->unit_totals[unit], own = segregation->counts[unit * segregation->groups + group];
        if (members > 0)
            sum += own / segregation->group_totals[group] * ((members - own) / members);
    }
    return integi_deliver_one(fmin(sum, 1), out, error);
}

integ_status integ_segregation_measure(const integ_segregation *segregation, int32_t measure, int64_t group,
                                       double *out, integ_error *error)
{
    switch (measure) {
    case INTEG_SEGREGATION_DISSIMILARITY:
        return integ_segregation_dissimilarity_from_rest(segregation, group, out, error);
    case INTEG_SEGREGATION_ISOLATION:
        return integ_segregation_isolation(segregation, group, out, error);
    case INTEG_SEGREGATION_EXPOSURE:
        return exposure_to_rest(segregation, group, out, error);
    case INTEG_SEGREGATION_MUTUAL_INFORMATION:
        return integ_segregation_mutual_information(segregation, out, error);
    case INTEG_SEGREGATION_THEIL_H:
        return integ_segregation_theil_h(segregation, out, error);
    case INTEG_SEGREGATION_GINI:
        return integ_segregation_gini(segregation, group, out, error);
    case INTEG_SEGREGATION_ATKINSON:
        return integ_segregation_atkinson(segregation, group, ATKINSON_SHAPE, out, error);
    case INTEG_SEGREGATION_MULTIGROUP_DISSIMILARITY:
        return integ_segregation_multigroup_dissimilarity(segregation, out, error);
    default:
        if (out != NULL)
            *out = 0;
        return integi_invalid_argument(error, "measure");
    }
}
