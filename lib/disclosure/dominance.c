/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The rules for sums of amounts. Products of two 64-bit numbers are compared in 128 bits, so that nothing is
 * rounded. */
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

int32_t integ_p_q_hides(int64_t total, int64_t largest, int64_t second, int64_t p, int64_t q)
{
    if (total < 0 || second < 0 || largest < second || p < 0 || p > 100 * WHOLE || q <= 0 || q > 100 * WHOLE)
        return 1;
    wide rest = (wide)total - largest - second;
    return rest < 0 || rest * q < (wide)p * largest;
}

/* The smallest whole number of at least numerator / denominator, which are not negative. */
static int64_t round_up(wide numerator, int64_t denominator)
{
    wide quotient = numerator / denominator + (numerator % denominator > 0);
    return quotient > INT64_MAX ? INT64_MAX : (int64_t)quotient;
}

int64_t integ_dominance_level(int64_t total, const int64_t *largest, int64_t count, int64_t k)
{
    if (total < 0 || count < 0 || (largest == NULL && count > 0) || k <= 0 || k > WHOLE)
        return -1;
    wide sum = 0;
    for (int64_t i = 0; i < count; i++) {
        if (largest[i] < 0)
            return -1;
        sum += largest[i];
    }
    if (sum > total)
        return -1;
    wide above = sum * WHOLE - (wide)k * total;
    return above > 0 ? round_up(above, k) : 0;
}

int64_t integ_p_percent_level(int64_t total, int64_t largest, int64_t second, int64_t p)
{
    if (total < 0 || second < 0 || largest < second || p < 0 || p > 100 * WHOLE)
        return -1;
    wide rest = (wide)total - largest - second;
    if (rest < 0)
        return -1;
    wide above = (wide)p * largest - rest * WHOLE;
    return above > 0 ? round_up(above, WHOLE) : 0;
}

int32_t integ_coalition_discloses(int64_t part, int64_t whole, int64_t coalition)
{
    if (part < 0 || whole < part || coalition < 0)
        return 1;
    return part > 0 && part >= whole - coalition;
}
