/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_DATE_H
#define INTEGI_BASE_DATE_H

#include "integration/base.h"

#include <stdbool.h>

/* Without an error object, for readers that report with a place of their own. */
bool integi_date_from_civil(int32_t year, int32_t month, int32_t day, integ_date *out);

/* Splits `YYYY-MM-DD` into numbers, which need not be a date that exists. False when it is not of that form. */
bool integi_date_split_iso(const char *text, size_t length, int32_t *year, int32_t *month, int32_t *day);

#endif
