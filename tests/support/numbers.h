/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_NUMBERS_H
#define TEST_SUPPORT_NUMBERS_H

/* Numbers with a decimal point, whatever the locale, which strtod and printf follow. */

#include "base/shortest.h"

#include <check.h>
#include <string.h>

static inline double number_of(const char *text)
{
    double number = 0;
    ck_assert_msg(integi_number_parse(text, strlen(text), &number), "'%s' is not a number", text);
    return number;
}

/* Puts the point back into what printf wrote. */
static inline void with_point(char *text)
{
    for (char *comma = strchr(text, ','); comma != NULL; comma = strchr(comma, ','))
        *comma = '.';
}

#endif
