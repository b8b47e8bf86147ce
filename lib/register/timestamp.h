/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_TIMESTAMP_H
#define INTEGI_REGISTER_TIMESTAMP_H

#include "integration/base.h"

#include <stdbool.h>

/* Microseconds since 1970-01-01T00:00:00Z, years 1 to 9999. */
#define INTEGI_DAY_MICROSECONDS INT64_C(86400000000)
#define INTEGI_TIMESTAMP_MINIMUM (INTEG_DATE_MINIMUM * INTEGI_DAY_MICROSECONDS)
#define INTEGI_TIMESTAMP_MAXIMUM ((INTEG_DATE_MAXIMUM + INT64_C(1)) * INTEGI_DAY_MICROSECONDS - 1)

/* Reads what stands behind a date, `THH:MM[:SS[.ffffff]][Z|+HH:MM]`, a space for the T too, as microseconds from the
 * date's midnight UTC; no zone is UTC. False when it is not of that form; decimals beyond the sixth must be zeros. */
bool integi_time_parse(const char *text, size_t length, int64_t *out);

/* Writes `YYYY-MM-DDTHH:MM:SS[.ffffff]Z` and a NUL. */
#define INTEGI_TIMESTAMP_SIZE 28
void integi_timestamp_text(int64_t timestamp, char *text);

#endif
