/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/exact.h"

#include <math.h>

/* Stands for everything beyond what a scaled int64 can be. */
#define FAR ((__int128)1 << 120)

static __int128 floor_divide(__int128 a, __int128 b)
{
    __int128 quotient = a / b;
    return quotient - (a % b != 0 && (a < 0) != (b < 0));
}

integi_bound integi_bound_of_decimal(int64_t coefficient, int32_t decimals, int32_t wanted)
{
    if (wanted >= decimals)
        return (integi_bound){(__int128)coefficient * integi_power_of_ten(wanted - decimals), true};
    int64_t divisor = integi_power_of_ten(decimals - wanted);
    return (integi_bound){floor_divide(coefficient, divisor), coefficient % divisor == 0};
}

integi_bound integi_bound_of_number(double number)
{
    double whole = floor(number);
    if (fabs(number) >= 0x1p64)
        return (integi_bound){number < 0 ? -FAR : FAR, false};
    return (integi_bound){(__int128)whole, whole == number};
}

/* A range cut to int64; returns how many ranges are left of it. */
static int cut(__int128 first, __int128 last, integi_range *out)
{
    if (first < INT64_MIN)
        first = INT64_MIN;
    if (last > INT64_MAX)
        last = INT64_MAX;
    if (first > last)
        return 0;
    *out = (integi_range){(int64_t)first, (int64_t)last};
    return 1;
}

int integi_bound_ranges(integi_comparison operator, integi_bound bound, integi_range out[2])
{
    __int128 below = bound.exact ? bound.floor - 1 : bound.floor; /* the last that is less */
    __int128 above = bound.floor + 1;                             /* the first that is greater */
    int count;
    switch (operator) {
    case INTEGI_EQUAL:
        return bound.exact ? cut(bound.floor, bound.floor, out) : 0;
    case INTEGI_NOT_EQUAL:
        count = cut(-FAR, below, out);
        return count + cut(above, FAR, out + count);
    case INTEGI_LESS:
        return cut(-FAR, below, out);
    case INTEGI_AT_MOST:
        return cut(-FAR, bound.floor, out);
    case INTEGI_GREATER:
        return cut(above, FAR, out);
    default:
        return cut(bound.exact ? bound.floor : above, FAR, out);
    }
}

int integi_compare_decimals(int64_t a, int32_t a_decimals, int64_t b, int32_t b_decimals)
{
    return integi_decimal_compare((integi_decimal){a, a_decimals}, (integi_decimal){b, b_decimals});
}

int integi_compare_with_number(int64_t a, int32_t decimals, double b)
{
    if (decimals > 0 || (a >= -(INT64_C(1) << 53) && a <= INT64_C(1) << 53)) {
        double number = integi_decimal_to_number(a, decimals);
        return (number > b) - (number < b);
    }
    integi_bound bound = integi_bound_of_number(b);
    if (a == bound.floor)
        return bound.exact ? 0 : -1;
    return a < bound.floor ? -1 : 1;
}

/* The first coefficient that is at least, or greater than, a number; one more than int64 has when there is none. */
static __int128 first_coefficient(double number, int32_t decimals, bool greater)
{
    __int128 low = INT64_MIN, high = (__int128)INT64_MAX + 1;
    while (low < high) {
        __int128 middle = low + (high - low) / 2;
        if (integi_compare_with_number((int64_t)middle, decimals, number) >= greater)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

int integi_number_ranges(integi_comparison operator, double number, int32_t decimals, integi_range out[2])
{
    if (decimals == 0)
        return integi_bound_ranges(operator, integi_bound_of_number(number), out);
    __int128 first = first_coefficient(number, decimals, false), above = first_coefficient(number, decimals, true);
    int count;
    switch (operator) {
    case INTEGI_EQUAL:
        return cut(first, above - 1, out);
    case INTEGI_NOT_EQUAL:
        count = cut(-FAR, first - 1, out);
        return count + cut(above, FAR, out + count);
    case INTEGI_LESS:
        return cut(-FAR, first - 1, out);
    case INTEGI_AT_MOST:
        return cut(-FAR, above - 1, out);
    case INTEGI_GREATER:
        return cut(above, FAR, out);
    default:
        return cut(first, FAR, out);
    }
}

bool integi_comparison_holds(integi_comparison operator, int order)
{
    switch (operator) {
    case INTEGI_EQUAL:
        return order == 0;
    case INTEGI_NOT_EQUAL:
        return order != 0;
    case INTEGI_LESS:
        return order < 0;
    case INTEGI_GREATER:
        return order > 0;
    case INTEGI_AT_MOST:
        return order <= 0;
    default:
        return order >= 0;
    }
}

integi_comparison integi_comparison_mirrored(integi_comparison operator)
{
    switch (operator) {
    case INTEGI_LESS:
        return INTEGI_GREATER;
    case INTEGI_GREATER:
        return INTEGI_LESS;
    case INTEGI_AT_MOST:
        return INTEGI_AT_LEAST;
    case INTEGI_AT_LEAST:
        return INTEGI_AT_MOST;
    default:
        return operator;
    }
}

/* Two exact operands give a correctly rounded quotient; others take the long way. */
double integi_decimal_to_number(int64_t coefficient, int32_t decimals)
{
    if (decimals == 0)
        return (double)coefficient;
    if (coefficient > -(INT64_C(1) << 53) && coefficient < INT64_C(1) << 53)
        return (double)coefficient / (double)integi_power_of_ten(decimals); /* 10^18 is a binary64 */
    return integi_decimal_number((integi_decimal){coefficient, decimals});
}

bool integi_arithmetic_integers(integi_arithmetic operator, int64_t a, int64_t a_factor, int64_t b, int64_t b_factor,
                                int64_t *out)
{
    __int128 left = (__int128)a * a_factor, right = (__int128)b * b_factor, result; /* each below 2^123 */
    switch (operator) {
    case INTEGI_ADD:
        result = left + right;
        break;
    case INTEGI_SUBTRACT:
        result = left - right;
        break;
    case INTEGI_MULTIPLY: /* factors are 1 */
        result = left * right;
        break;
    default:
        if (right == 0)
            return false;
        result = operator == INTEGI_WHOLE ? left / right : left % right;
    }
    *out = (int64_t)result;
    return result >= INT64_MIN && result <= INT64_MAX;
}

bool integi_divide_integers(int64_t a, int64_t a_factor, int64_t b, int64_t b_factor, double *out)
{
    if (b == 0)
        return false;
    *out = (double)((__int128)a * a_factor) / (double)((__int128)b * b_factor);
    return true;
}

bool integi_arithmetic_numbers(integi_arithmetic operator, double a, double b, double *out)
{
    switch (operator) {
    case INTEGI_ADD:
        *out = a + b;
        break;
    case INTEGI_SUBTRACT:
        *out = a - b;
        break;
    case INTEGI_MULTIPLY:
        *out = a * b;
        break;
    case INTEGI_DIVIDE:
        *out = a / b;
        break;
    case INTEGI_WHOLE:
        *out = trunc(a / b);
        break;
    case INTEGI_REMAINDER:
        *out = fmod(a, b);
        break;
    default:
        *out = pow(a, b);
    }
    return isfinite(*out);
}
