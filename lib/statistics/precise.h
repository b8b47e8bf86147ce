/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_STATISTICS_PRECISE_H
#define INTEGI_STATISTICS_PRECISE_H

/* Numbers of about 31 digits, as the unevaluated sum of two binary64: 1.5 % a year for 15 years is told from a hair
 * more or less, which 16 digits cannot, so that no category hangs on how a number is rounded.
 *
 * Source: Yozo Hida, Xiaoye S. Li and David H. Bailey, "Algorithms for Quad-Double Precision Floating Point
 * Arithmetic", 15th IEEE Symposium on Computer Arithmetic (2001). */
#include "base/decimal.h"

typedef struct integi_precise {
    double high, low;
} integi_precise;

/* The decimal number that the binary64 is written as: 0.1 is a tenth. Must be finite. */
integi_precise integi_precise_from(double written);

/* Its binary64 must be finite. */
integi_precise integi_precise_from_fraction(const integi_fraction *fraction);

integi_precise integi_precise_add(integi_precise a, integi_precise b);
integi_precise integi_precise_subtract(integi_precise a, integi_precise b);
integi_precise integi_precise_multiply(integi_precise a, integi_precise b);
integi_precise integi_precise_divide(integi_precise a, integi_precise b);
/* `base` above 0. */
integi_precise integi_precise_power(integi_precise base, integi_precise exponent);

/* -1, 0 or 1; equal when no more than the last digits differ. */
int integi_precise_compare(integi_precise a, integi_precise b);

#endif
