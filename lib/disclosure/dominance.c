/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The rules for sums of amounts. Products of two 64-bit numbers are compared in 128 bits, so that nothing is rounded. */
#include "integration/disclosure.h"

#define WHOLE 10000 /* 100 % in hundredths of a percent */

__extension__ typedef __int128 wide;

int32_t integ_dominance_hides(int64_t total, const int64_t *largest, int64_t count, int64_t k)
{
    if (total < 0 || count < 0 || (largest == NULL && count > 0) || k < 0 || k > WHOLE)
        return 1;
    wide sum = 0;
    for (int64_t i = 0; i < count; i++) {
        if (largest[i] < 0)
            return 1;
        sum += largest[i];
    }
    return sum > total || sum * WHOLE > (wide)k * total;
}

int32_t integ_p_percent_hides(int64_t total, int64_t largest, int64_t second, int64_t p)
{
    if (total < 0 || second < 0 || largest < second || p < 0 || p > 100 * WHOLE)
        return 1;
    wide rest = (wide)total - largest - second;
    return rest < 0 || rest * WHOLE < (wide)p * largest;
}
