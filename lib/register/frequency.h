/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_FREQUENCY_H
#define INTEGI_REGISTER_FREQUENCY_H

/* How many rows of a column have the same value. */

#include "register/column.h"

/* The rows whose value is known and is had by fewer than so many rows. Works in passes over a part of the values at a
 * time, so that it never needs more than a fixed amount of memory. False: no memory. */
bool integi_count_rare(integ_context *context, const integi_column *column, int64_t fewer_than, int64_t *out);

/* Adds up how many rows have each entry of the dictionary of a code column; `rows` has room for all of them. */
void integi_count_entries(const integi_column *column, int64_t *rows);

#endif
