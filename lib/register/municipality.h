/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_MUNICIPALITY_H
#define INTEGI_REGISTER_MUNICIPALITY_H

/* Danish municipality codes. Registers write them with four digits, of which the first is 0, and spreadsheets take that
 * zero away: 0101 and 101 are the same municipality. */

#include <stdbool.h>
#include <stddef.h>

#define INTEGI_MUNICIPALITY_LENGTH 4

/* The four-digit form of a code from 101 to 999 that is written with three digits or four, and a NUL. False for
 * anything else: regions (1081 to 1085, 084) and totals (000) are no municipalities. Which of the codes exist changes
 * with the years and is not looked at. `out` is written only when it is one. */
bool integi_municipality_code(const char *text, size_t length, char out[INTEGI_MUNICIPALITY_LENGTH + 1]);

#endif
