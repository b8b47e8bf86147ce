/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/decimal.h"

#include "base/shortest.h"

#include <math.h>

int64_t integi_power_of_ten(int32_t exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* Appends the digits at `text` to *magnitude; returns how many there were, or -1 when they do not fit. */
static int64_t read_digits(const char *text, size_t length, unsigned __int128 *magnitude)
{
    size_t at = 0;
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
        *magnitude = *magnitude * 10 + (unsigned)(text[at] - '0');
        if (*magnitude > (unsigned __int128)INT64_MAX + 1)
            return -1;
    }
    return (int64_t)at;
}

bool integi_decimal_parse(const char *text, size_t length, integi_decimal *out)
{
    bool negative = length > 0 && text[0] == '-';
    size_t at = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    unsigned __int128 magnitude = 0;
    int64_t whole = read_digits(text + at, length - at, &magnitude), fraction = 0;
    if (whole < 1)
        return false;
    at += (size_t)whole;
    if (at < length && text[at] == '.') {
        fraction = read_digits(text + at + 1, length - at - 1, &magnitude);
        if (fraction < 1 || fraction > INTEGI_DECIMALS_MAXIMUM)
            return false;
        at += 1 + (size_t)fraction;
    }
    if (at != length || (!negative && magnitude > (unsigned __int128)INT64_MAX))
        return false;
    out->coefficient = negative ? (int64_t)-(__int128)magnitude : (int64_t)magnitude;
    out->decimals = (int32_t)fraction;
    return true;
}

double integi_decimal_number(integi_decimal decimal)
{
    integi_fraction fraction = integi_fraction_from_decimal(decimal);
    return integi_fraction_number(&fraction);
}

int integi_decimal_compare(integi_decimal a, integi_decimal b)
{
    __int128 left = (__int128)a.coefficient * integi_power_of_ten(b.decimals);
    __int128 right = (__int128)b.coefficient * integi_power_of_ten(a.decimals);
    return (left > right) - (left < right);
}

/* 0.digits * 10^exponent as a fraction; only what fits 128 bits on both sides, which all municipal figures do. */
bool integi_fraction_from_number(double number, integi_fraction *out)
{
    integi_shortest shortest = integi_shortest_from(number);
    if (!isfinite(number) || shortest.exponent > 36 || shortest.count - shortest.exponent > 36)
        return false;
    __int128 numerator = 0, denominator = 1;
    for (int i = 0; i < shortest.count || i < shortest.exponent; i++)
        numerator = numerator * 10 + (i < shortest.count ? shortest.digits[i] - '0' : 0);
    for (int i = shortest.exponent; i < shortest.count; i++)
        denominator *= 10;
    *out = integi_fraction_from(shortest.negative ? -numerator : numerator, denominator);
    return true;
}
