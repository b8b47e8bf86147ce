/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_SUPPORT_PEOPLE_H
#define TEST_SUPPORT_PEOPLE_H

/* The same invented people as a register and as a table of SQLite, which is the second opinion on every count:
 *     citizen(sex, region, area, age, employed, income, hours), with nulls everywhere but in area;
 * income is a decimal in the register and its number of hundredths in SQLite. */

#include "integration/register.h"

#include <sqlite3.h>

typedef struct people {
    integ_context *context;
    integ_register *reg;
    const integ_snapshot *snapshot;
    sqlite3 *database;
} people;

people people_new(int64_t rows, int32_t purpose, int32_t threads);
void people_free(people *these);

/* What SQLite answers to a question with one whole number as its answer. */
int64_t people_ask(const people *these, const char *question);
double people_ask_number(const people *these, const char *question);

/* The register alone, for tests of running out of memory; NULL where that happened. */
integ_register *people_register(integ_context *context, int64_t rows, int32_t purpose, integ_error *error);

#endif
