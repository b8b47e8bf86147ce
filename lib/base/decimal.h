/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_DECIMAL_H
#define INTEGI_BASE_DECIMAL_H

/* Exact decimals and exact comparison of what is computed from them. */

#include "base/context.h"

#define INTEGI_DECIMALS_MAXIMUM 18

/* coefficient / 10^decimals */
typedef struct integi_decimal {
    int64_t coefficient;
    int32_t decimals;
} integi_decimal;

/* Reads `-12.50` or `+3` (no exponent, no spaces, at least one digit, digits on both sides of the point) keeping the
 * decimals as written. False when it is not of that form or does not fit into int64 with at most 18 decimals. */
bool integi_decimal_parse(const char *text, size_t length, integi_decimal *out);
double integi_decimal_number(integi_decimal decimal);
int integi_decimal_compare(integi_decimal a, integi_decimal b);
int64_t integi_power_of_ten(int32_t exponent); /* 0 to 18 */

/* A whole number of up to 768 bits and a sign: room for every product that the comparison of two progress values
 * needs, so that nothing is ever rounded or overflows. */
#define INTEGI_WIDE_LIMBS 24
typedef struct integi_wide {
    uint32_t limbs[INTEGI_WIDE_LIMBS]; /* magnitude, least significant first */
    int sign;                          /* -1, 0, 1 */
} integi_wide;

integi_wide integi_wide_from(__int128 number);
integi_wide integi_wide_add(integi_wide a, integi_wide b);
integi_wide integi_wide_subtract(integi_wide a, integi_wide b);
integi_wide integi_wide_multiply(integi_wide a, integi_wide b);
int integi_wide_compare(const integi_wide *a, const integi_wide *b);
double integi_wide_number(const integi_wide *wide); /* rounded to nearest; may be infinite */

/* A fraction with a denominator above 0. Fractions are not reduced. */
typedef struct integi_fraction {
    integi_wide numerator;
    integi_wide denominator;
} integi_fraction;

integi_fraction integi_fraction_from(__int128 numerator, __int128 denominator); /* denominator above 0 */
integi_fraction integi_fraction_from_decimal(integi_decimal decimal);
bool integi_fraction_from_number(double number, integi_fraction *out); /* its shortest decimal form; false: none */
integi_fraction integi_fraction_subtract(integi_fraction a, integi_fraction b);
bool integi_fraction_divide(integi_fraction a, integi_fraction b, integi_fraction *out); /* false when b is 0 */
int integi_fraction_compare(integi_fraction a, integi_fraction b);
int integi_fraction_sign(const integi_fraction *fraction);
double integi_fraction_number(const integi_fraction *fraction); /* correctly rounded where it is a normal number */

#endif
