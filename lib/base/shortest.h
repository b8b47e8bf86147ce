/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_SHORTEST_H
#define INTEGI_BASE_SHORTEST_H

#include "integration/base.h"

#include <stdbool.h>

/* A finite binary64 as the shortest decimal that reads back the same: 0.d1d2d3... * 10^exponent, without trailing
 * zeros. Zero has no digits and exponent 0. */
typedef struct integi_shortest {
    bool negative;
    int count; /* of digits, 0 to 17 */
    int exponent;
    char digits[18]; /* '0' to '9', NUL-terminated */
} integi_shortest;

integi_shortest integi_shortest_from(double number);

/* Reads `-12.5`, `.5`, `3.` or `1.5E+3` to the nearest binary64, whatever the locale. False when it is not of that
 * form or too large. */
bool integi_number_parse(const char *text, size_t length, double *out);

#endif
