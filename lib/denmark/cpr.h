/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DENMARK_CPR_H
#define INTEGI_DENMARK_CPR_H

#include "integration/denmark.h"

#include <stdbool.h>

/* What a CPR number says. Nothing of it can be turned back into the number. */
typedef struct integi_cpr {
    integ_date birth_date; /* where has_date */
    bool has_date;
    int8_t sex;       /* 'M' or 'F' */
    int8_t remainder; /* of the modulus 11 */
} integi_cpr;

/* False when the text is not of the form of a CPR number. */
bool integi_cpr_read(const char *text, size_t length, integi_cpr *out);

/* The same for a number whose leading zeros are gone. */
bool integi_cpr_read_number(int64_t number, integi_cpr *out);

#endif
