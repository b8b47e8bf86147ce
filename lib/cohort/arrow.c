/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "cohort/cohort.h"
#include "register/arrow_rows.h"

integ_status integ_cohort_to_arrow(const integ_cohort *cohort, int64_t batch_rows, struct ArrowArrayStream *out,
                                   integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = (struct ArrowArrayStream){.release = NULL};
    if (cohort == NULL)
        return integi_invalid_argument(error, "cohort");
    return integi_table_to_arrow(cohort->snapshot, cohort->table, &cohort->truth, batch_rows, out, error);
}
