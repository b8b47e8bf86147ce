/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/precise.h"
#include "base/shortest.h"

#include <math.h>

static integi_precise normal(double high, double low)
{
    double sum = high + low;
    return (integi_precise){sum, low - (sum - high)};
}

integi_precise integi_precise_add(integi_precise a, integi_precise b)
{
    double sum = a.high + b.high, part = sum - a.high;
    double rest = (a.high - (sum - part)) + (b.high - part);
    return normal(sum, rest + a.low + b.low);
}

static integi_precise negative(integi_precise a)
{
    return (integi_precise){-a.high, -a.low};
}

integi_precise integi_precise_subtract(integi_precise a, integi_precise b)
{
    return integi_precise_add(a, negative(b));
}

integi_precise integi_precise_multiply(integi_precise a, integi_precise b)
{
    double product = a.high * b.high;
    return normal(product, fma(a.high, b.high, -product) + (a.high * b.low + a.low * b.high));
}

integi_precise integi_precise_divide(integi_precise a, integi_precise b)
{
    double first = a.high / b.high;
    integi_precise rest = integi_precise_subtract(a, integi_precise_multiply(b, (integi_precise){first, 0}));
    double second = rest.high / b.high;
    rest = integi_precise_subtract(rest, integi_precise_multiply(b, (integi_precise){second, 0}));
    return integi_precise_add(normal(first, second), (integi_precise){rest.high / b.high, 0});
}

static integi_precise power_of_ten(int exponent)
{
    integi_precise result = {1, 0}, square = {10, 0};
    for (unsigned rest = exponent < 0 ? (unsigned)-exponent : (unsigned)exponent; rest > 0; rest /= 2) {
        if (rest % 2 == 1)
            result = integi_precise_multiply(result, square);
        if (rest > 1)
            square = integi_precise_multiply(square, square);
    }
    return result;
}

integi_precise integi_precise_from(double written)
{
    integi_shortest decimal = integi_shortest_from(written);
    integi_precise whole = {0, 0};
    for (int i = 0; i < decimal.count; i++)
        whole = integi_precise_add(integi_precise_multiply(whole, (integi_precise){10, 0}),
                                   (integi_precise){decimal.digits[i] - '0', 0});
    int exponent = decimal.exponent - decimal.count;
    /* In two steps, as 10^-exponent alone may be too large. */
    for (int part = exponent / 2, i = 0; i < 2; part = exponent - part, i++)
        whole = part < 0 ? integi_precise_divide(whole, power_of_ten(part))
                         : integi_precise_multiply(whole, power_of_ten(part));
    return decimal.negative ? negative(whole) : whole;
}

/* The limbs from the first one that is not 0 on; what is beyond four of them is beyond 31 digits. */
static integi_precise from_wide(const integi_wide *wide, int *limbs_left)
{
    int top = INTEGI_WIDE_LIMBS - 1;
    while (top > 0 && wide->limbs[top] == 0)
        top--;
    integi_precise whole = {0, 0};
    int last = top - 4 < 0 ? 0 : top - 4;
    for (int i = top; i >= last; i--)
        whole = integi_precise_add(integi_precise_multiply(whole, (integi_precise){4294967296.0, 0}),
                                   (integi_precise){wide->limbs[i], 0});
    *limbs_left = last;
    return whole;
}

integi_precise integi_precise_from_fraction(const integi_fraction *fraction)
{
    if (fraction->numerator.sign == 0)
        return (integi_precise){0, 0};
    int above, below;
    integi_precise numerator = from_wide(&fraction->numerator, &above);
    integi_precise quotient = integi_precise_divide(numerator, from_wide(&fraction->denominator, &below));
    int scale = 32 * (above - below);
    quotient = (integi_precise){ldexp(quotient.high, scale), ldexp(quotient.low, scale)};
    return fraction->numerator.sign < 0 ? negative(quotient) : quotient;
}

/* e^x by Taylor's series of x / 512, without its 1, which would push digits out; then squared nine times. */
static integi_precise exponential(integi_precise x)
{
    static const integi_precise log_two = {0.69314718055994529, 2.3190468138462996e-17};
    double doublings = nearbyint(x.high / log_two.high);
    integi_precise rest = integi_precise_subtract(x, integi_precise_multiply(log_two, (integi_precise){doublings, 0}));
    rest = (integi_precise){rest.high / 512, rest.low / 512};
    integi_precise sum = {0, 0}, term = {1, 0};
    for (int i = 1; i <= 12; i++) {
        term = integi_precise_divide(integi_precise_multiply(term, rest), (integi_precise){i, 0});
        sum = integi_precise_add(sum, term);
    }
    for (int i = 0; i < 9; i++)
        sum = integi_precise_add(integi_precise_multiply(sum, (integi_precise){2, 0}),
                                 integi_precise_multiply(sum, sum));
    sum = integi_precise_add(sum, (integi_precise){1, 0});
    int scale = (int)doublings;
    return (integi_precise){ldexp(sum.high, scale), ldexp(sum.low, scale)};
}

/* Newton's method on e^y = x doubles the digits of the binary64 logarithm. */
static integi_precise logarithm(integi_precise x)
{
    integi_precise y = {log(x.high), 0};
    for (int i = 0; i < 2; i++) {
        integi_precise quotient = integi_precise_multiply(x, exponential(negative(y)));
        y = integi_precise_add(y, integi_precise_subtract(quotient, (integi_precise){1, 0}));
    }
    return y;
}

integi_precise integi_precise_power(integi_precise base, integi_precise exponent)
{
    if (base.high == 1 && base.low == 0)
        return base;
    return exponential(integi_precise_multiply(logarithm(base), exponent));
}

int integi_precise_compare(integi_precise a, integi_precise b)
{
    integi_precise difference = integi_precise_subtract(a, b);
    if (fabs(difference.high) <= 1e-22 * fmax(fabs(a.high), fabs(b.high)))
        return 0;
    return difference.high > 0 ? 1 : -1;
}
