/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/decimal.h"

#include <math.h>

/* Schoolbook arithmetic on 32-bit limbs: these numbers compare a handful of goals, so clarity wins over speed. */

integi_wide integi_wide_from(__int128 number)
{
    integi_wide wide = {.sign = (number > 0) - (number < 0)};
    unsigned __int128 rest = number < 0 ? -(unsigned __int128)number : (unsigned __int128)number;
    for (int i = 0; rest != 0; i++, rest >>= 32)
        wide.limbs[i] = (uint32_t)rest;
    return wide;
}

static int compare_magnitudes(const integi_wide *a, const integi_wide *b)
{
    for (int i = INTEGI_WIDE_LIMBS - 1; i >= 0; i--)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

static integi_wide add_magnitudes(const integi_wide *a, const integi_wide *b, int sign)
{
    integi_wide sum = {.sign = sign};
    uint64_t carry = 0;
    for (int i = 0; i < INTEGI_WIDE_LIMBS; i++, carry >>= 32) {
        carry += (uint64_t)a->limbs[i] + b->limbs[i];
        sum.limbs[i] = (uint32_t)carry;
    }
    return sum;
}

/* |a| - |b| where |a| >= |b| */
static integi_wide subtract_magnitudes(const integi_wide *a, const integi_wide *b, int sign)
{
    integi_wide difference = {.sign = sign};
    int64_t borrow = 0;
    for (int i = 0; i < INTEGI_WIDE_LIMBS; i++) {
        int64_t limb = (int64_t)a->limbs[i] - b->limbs[i] - borrow;
        borrow = limb < 0;
        difference.limbs[i] = (uint32_t)limb;
    }
    return difference;
}

integi_wide integi_wide_add(integi_wide a, integi_wide b)
{
    if (a.sign == 0)
        return b;
    if (b.sign == 0)
        return a;
    if (a.sign == b.sign)
        return add_magnitudes(&a, &b, a.sign);
    int order = compare_magnitudes(&a, &b);
    if (order == 0)
        return integi_wide_from(0);
    return order > 0 ? subtract_magnitudes(&a, &b, a.sign) : subtract_magnitudes(&b, &a, b.sign);
}

integi_wide integi_wide_subtract(integi_wide a, integi_wide b)
{
    b.sign = -b.sign;
    return integi_wide_add(a, b);
}

integi_wide integi_wide_multiply(integi_wide a, integi_wide b)
{
    integi_wide product = {.sign = a.sign * b.sign};
    for (int i = 0; i < INTEGI_WIDE_LIMBS; i++) {
        uint64_t carry = 0;
        for (int j = 0; i + j < INTEGI_WIDE_LIMBS; j++, carry >>= 32) {
            carry += product.limbs[i + j] + (uint64_t)a.limbs[i] * b.limbs[j];
            product.limbs[i + j] = (uint32_t)carry;
        }
    }
    return product;
}

int integi_wide_compare(const integi_wide *a, const integi_wide *b)
{
    if (a->sign != b->sign)
        return a->sign < b->sign ? -1 : 1;
    return a->sign * compare_magnitudes(a, b);
}

static int bit_length(const integi_wide *wide)
{
    for (int i = INTEGI_WIDE_LIMBS - 1; i >= 0; i--)
        if (wide->limbs[i] != 0)
            return i * 32 + 32 - __builtin_clz(wide->limbs[i]);
    return 0;
}

static bool bit(const integi_wide *wide, int index)
{
    return (wide->limbs[index / 32] >> (index % 32) & 1) != 0;
}

static integi_wide shifted_left(const integi_wide *wide, int bits)
{
    integi_wide result = {.sign = wide->sign};
    int limbs = bits / 32, rest = bits % 32;
    for (int i = INTEGI_WIDE_LIMBS - 1; i >= limbs; i--) {
        uint64_t low = i > limbs ? wide->limbs[i - limbs - 1] : 0;
        uint64_t both = (uint64_t)wide->limbs[i - limbs] << 32 | low;
        result.limbs[i] = (uint32_t)(both << rest >> 32);
    }
    return result;
}

/* The 64 highest bits, the lowest of them set too when anything below it was cut off ("sticky"), so that the one
 * rounding to binary64's 53 bits that follows is the right one. */
static double from_top_bits(const integi_wide *wide, int exponent, bool sticky)
{
    int length = bit_length(wide);
    uint64_t top = 0;
    for (int i = length - 1; i >= 0; i--) {
        if (i >= length - 64)
            top = top << 1 | bit(wide, i);
        else
            sticky = sticky || bit(wide, i);
    }
    if (length > 64)
        exponent += length - 64;
    else
        top <<= 64 - length, exponent -= 64 - length;
    return ldexp((double)(top | sticky), exponent);
}

double integi_wide_number(const integi_wide *wide)
{
    return wide->sign == 0 ? 0 : wide->sign * from_top_bits(wide, 0, false);
}

integi_fraction integi_fraction_from(__int128 numerator, __int128 denominator)
{
    return (integi_fraction){integi_wide_from(numerator), integi_wide_from(denominator)};
}

integi_fraction integi_fraction_from_decimal(integi_decimal decimal)
{
    return integi_fraction_from(decimal.coefficient, integi_power_of_ten(decimal.decimals));
}

integi_fraction integi_fraction_subtract(integi_fraction a, integi_fraction b)
{
    return (integi_fraction){integi_wide_subtract(integi_wide_multiply(a.numerator, b.denominator),
                                                  integi_wide_multiply(b.numerator, a.denominator)),
                             integi_wide_multiply(a.denominator, b.denominator)};
}

bool integi_fraction_divide(integi_fraction a, integi_fraction b, integi_fraction *out)
{
    if (b.numerator.sign == 0)
        return false;
    out->numerator = integi_wide_multiply(a.numerator, b.denominator);
    out->denominator = integi_wide_multiply(a.denominator, b.numerator);
    if (out->denominator.sign < 0) {
        out->denominator.sign = 1;
        out->numerator.sign = -out->numerator.sign;
    }
    return true;
}

int integi_fraction_compare(integi_fraction a, integi_fraction b)
{
    integi_wide left = integi_wide_multiply(a.numerator, b.denominator);
    integi_wide right = integi_wide_multiply(b.numerator, a.denominator);
    return integi_wide_compare(&left, &right);
}

int integi_fraction_sign(const integi_fraction *fraction)
{
    return fraction->numerator.sign;
}

/* Long division bit by bit for a quotient of at least 64 bits, then one rounding. */
double integi_fraction_number(const integi_fraction *fraction)
{
    if (fraction->numerator.sign == 0)
        return 0;
    integi_wide rest = {0}, quotient = {.sign = 1}, divisor = fraction->denominator;
    int numerator_bits = bit_length(&fraction->numerator);
    int extra = 66 + bit_length(&divisor) - numerator_bits;
    extra = extra < 0 ? 0 : extra;
    for (int i = numerator_bits + extra - 1; i >= 0; i--) {
        rest = shifted_left(&rest, 1);
        rest.limbs[0] |= i >= extra && bit(&fraction->numerator, i - extra);
        rest.sign = 1;
        quotient = shifted_left(&quotient, 1);
        if (compare_magnitudes(&rest, &divisor) >= 0) {
            rest = subtract_magnitudes(&rest, &divisor, 1);
            quotient.limbs[0] |= 1;
        }
    }
    return fraction->numerator.sign * from_top_bits(&quotient, -extra, bit_length(&rest) != 0);
}
