/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/statistics.h"
#include "statistics/numbers.h"

#define COUNT_MAXIMUM INT64_C(1000000000)

/* The logarithm of the probability that fewer than `rank` of so many values lie below the median, each with a chance of
 * one half: as an incomplete beta function at one half, whose log odds are 0. */
static double log_of_fewer(int64_t count, int64_t rank)
{
    return integi_beta_tails((double)rank, (double)(count - rank + 1), 0).above;
}

/* So that rounding does not decide where a rank leaves exactly the tail. */
#define HAIR 1e-12

/* The highest rank that leaves no more than the tail. */
static int64_t find_rank(int64_t count, double log_tail)
{
    int64_t possible = 0, impossible = count / 2 + 1;
    while (impossible - possible > 1) {
        int64_t middle = possible + (impossible - possible) / 2;
        if (log_of_fewer(count, middle) <= log_tail + HAIR)
            possible = middle;
        else
            impossible = middle;
    }
    return possible;
}

integ_status integ_median_rank(int64_t count, double confidence, int64_t *rank, integ_error *error)
{
    if (rank == NULL)
        return integi_invalid_argument(error, "rank");
    *rank = 0;
    integ_status status = integi_check_confidence(confidence, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (count < 0 || count > COUNT_MAXIMUM)
        return integi_out_of_range(error, "count");
    *rank = find_rank(count, log(integi_tail(confidence)));
    if (*rank == 0)
        return INTEGI_FAIL(error, NULL, &integi_message_statistics_few_values);
    return INTEG_STATUS_OK;
}
