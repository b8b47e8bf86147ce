/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DENMARK_COUNTRIES_H
#define INTEGI_DENMARK_COUNTRIES_H

#include "integration/denmark.h"

#include <stdbool.h>

/* A country as its code says: two capital letters or a number of the CPR, the other being empty; neither is no code. */
typedef struct integi_country {
    char letters[2];
    int32_t number;
} integi_country;

integi_country integi_country_read(const char *code, size_t length);
integi_country integi_country_of_number(int64_t number);

/* By the list of a date: an INTEG_DK_COUNTRY_ constant, and 1, 0 or unknown. */
int32_t integi_country_group(integi_country country, integ_date on);
int32_t integi_country_menapt(integi_country country);

int32_t integi_country_is_denmark(const char *code, size_t length); /* 1 or 0 */

#endif
