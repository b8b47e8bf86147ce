/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/municipality.h"

#include <string.h>

bool integi_municipality_code(const char *text, size_t length, char out[INTEGI_MUNICIPALITY_LENGTH + 1])
{
    if (length == 4 && text[0] == '0') {
        text++;
        length--;
    }
    if (length != 3 || memcmp(text, "101", 3) < 0)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    out[0] = '0';
    memcpy(out + 1, text, 3);
    out[4] = '\0';
    return true;
}
