/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_EXPRESSION_DIFFERENTIAL_H
#define TEST_EXPRESSION_DIFFERENTIAL_H

/* Random filters, in CQL2 and in SQLite's SQL, and random tables for both. */

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "integration/register.h"

typedef struct randomness {
    uint64_t state;
} randomness;

uint64_t random_bits(randomness *randomness);
int64_t random_below(randomness *randomness, int64_t limit); /* 0 to limit - 1 */

#define FILTER_BYTES 65536

typedef struct filter_pair {
    char ours[FILTER_BYTES];
    char sql[FILTER_BYTES];
} filter_pair;

void random_filter(randomness *randomness, filter_pair *out);

/* The same rows in both; `t` is the table's name in SQLite. */
integ_register *random_table(randomness *randomness, int64_t rows, sqlite3 *database);

#endif
