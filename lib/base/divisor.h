/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_DIVISOR_H
#define INTEGI_BASE_DIVISOR_H

#include <stdint.h>

/* The greatest common divisor of two numbers, by Euclid's algorithm; 0 where both are 0. Neither is INT64_MIN. */
static inline int64_t integi_greatest_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

#endif
