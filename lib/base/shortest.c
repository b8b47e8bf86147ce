/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/shortest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Reads "d.dddde+xx" as snprintf writes it. Whatever the locale's decimal separator is, it is no digit. */
static integi_shortest split(const char *text)
{
    integi_shortest result = {0};
    const char *at = text;
    if (*at == '-') {
        result.negative = true;
        at++;
    }
    for (; *at != '\0' && *at != 'e'; at++)
        if (*at >= '0' && *at <= '9' && result.count < 17)
            result.digits[result.count++] = *at;
    result.exponent = *at == 'e' ? atoi(at + 1) + 1 : 1;
    while (result.count > 0 && result.digits[result.count - 1] == '0')
        result.count--;
    result.digits[result.count] = '\0';
    if (result.count == 0)
        result.exponent = 0;
    return result;
}

/* 15 digits always survive a round trip through binary64, and 17 always suffice. */
integi_shortest integi_shortest_from(double number)
{
    char text[40] = "0e0";
    if (!isfinite(number))
        return split(text);
    for (int precision = 14; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, number);
        if (strtod(text, NULL) == number)
            break;
    }
    return split(text);
}
