/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/messages.h"
#include "integration/denmark.h"

#include <math.h>

integ_status integ_dk_full_time_persons(const double *weeks, int64_t count, double weeks_in_period, double *out,
                                        integ_error *error)
{
    if (out != NULL)
        *out = 0;
    if (out == NULL || count < 0 || (weeks == NULL && count > 0))
        return integi_invalid_argument(error, out == NULL ? "out" : count < 0 ? "count" : "weeks");
    if (!(isfinite(weeks_in_period) && weeks_in_period > 0))
        return INTEGI_FAIL(error, NULL, &integi_message_denmark_range, "weeks_in_period");
    double sum = 0;
    for (int64_t i = 0; i < count; i++) {
        if (!(weeks[i] >= 0 && weeks[i] <= weeks_in_period))
            return INTEGI_FAIL(error, NULL, &integi_message_denmark_range, "weeks");
        sum += weeks[i];
    }
    *out = sum / weeks_in_period;
    return INTEG_STATUS_OK;
}
