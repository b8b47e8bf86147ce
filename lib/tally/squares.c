/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The deviation of what a query has measured. */
#include "tally/answer.h"

#include <math.h>

/* A binary64 variance below this part of the mean square is what rounding has left of it. */
#define ROUNDING 1e-10

void integi_plan_want_squares(integ_plan *plan, int64_t query)
{
    plan->queries[query].keeps_squares = true;
}

static integi_wide wide_from(const integi_square_sum *sum)
{
    const __int128 half = (__int128)1 << 64;
    integi_wide shift = integi_wide_from(half), wide = integi_wide_from((__int128)sum->high);
    wide = integi_wide_add(integi_wide_multiply(wide, shift), integi_wide_from((__int128)(sum->low >> 64)));
    return integi_wide_add(integi_wide_multiply(wide, shift), integi_wide_from((__int128)(uint64_t)sum->low));
}

/* (n Σx² − (Σx)²) / (n (n − 1)), without any rounding before the last. */
static double exact_variance(const integi_cell *cell, int32_t decimals)
{
    integi_wide count = integi_wide_from(cell->measured), sum = integi_wide_from(cell->sum);
    integi_wide scale = integi_wide_from(integi_power_of_ten(decimals));
    integi_fraction variance;
    variance.numerator = integi_wide_subtract(integi_wide_multiply(count, wide_from(&cell->squares)),
                                              integi_wide_multiply(sum, sum));
    variance.denominator = integi_wide_multiply(count, integi_wide_from(cell->measured - 1));
    variance.denominator = integi_wide_multiply(variance.denominator, integi_wide_multiply(scale, scale));
    return integi_fraction_number(&variance);
}

bool integi_tally_deviation(const integ_tally *tally, int64_t query, const integi_cell *cell, double *deviation)
{
    const integi_query *asked = &tally->plan->queries[query];
    if (!asked->keeps_squares || cell->measured < 2)
        return false;
    if (asked->measure_type != INTEG_TYPE_NUMBER) {
        *deviation = sqrt(exact_variance(cell, asked->measure_decimals));
        return isfinite(*deviation);
    }
    double count = (double)cell->measured, part = cell->number_sum / count * (cell->number_sum / count);
    double variance = cell->number_squares / count - part;
    *deviation = sqrt(fmax(variance, 0) * (count / (count - 1)));
    return isfinite(*deviation) && isfinite(part) && variance > ROUNDING * part;
}
