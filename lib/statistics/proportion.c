/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/messages.h"

#include <math.h>

integ_status integ_wilson_interval(double events, double trials, double confidence, double *lower, double *upper,
                                   integ_error *error)
{
    if (lower == NULL || upper == NULL)
        return integi_invalid_argument(error, lower == NULL ? "lower" : "upper");
    *lower = *upper = 0;
    if (!(trials > 0 && isfinite(trials)))
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_range, "trials");
    if (!(events >= 0 && events <= trials))
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_range, "events");
    if (!(confidence > 0 && confidence < 1))
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_range, "confidence");
    double z;
    integ_status status = integ_normal_quantile(0.5 + confidence / 2, &z, error);
    if (status != INTEG_STATUS_OK)
        return status;
    double middle = 2 * events + z * z;
    double reach = z * sqrt(z * z + 4 * events * (1 - events / trials));
    double scale = 2 * (trials + z * z);
    *lower = events == 0 ? 0 : (middle - reach) / scale;
    *upper = events == trials ? 1 : (middle + reach) / scale;
    return INTEG_STATUS_OK;
}
