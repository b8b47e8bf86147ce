/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_COHORT_GENERATIONS_H
#define TEST_COHORT_GENERATIONS_H

/* People who come, change and go from snapshot to snapshot, as a register and as a table of SQLite, which is the second
 * opinion on every count: citizen(s, id, job, mixed, age) and departure(s, id, reason), where s is the number of the
 * snapshot. Rows are in another order in each snapshot, nobody's place in one tells it in another, and everything but
 * the key may be null. */

#include "integration/cohort.h"

#include <sqlite3.h>

#define GENERATION_SNAPSHOTS 6
/* The snapshots' dates: 2016 has two, and there is none in 2019. */
extern const char *const generation_dates[GENERATION_SNAPSHOTS];

typedef struct generations {
    integ_context *context;
    integ_register *reg;
    sqlite3 *database;
} generations;

#define GENERATIONS_TEXT_KEYS 1 /* keys are codes instead of numbers */
#define GENERATIONS_NO_KEY 2

generations generations_new(int64_t people, uint64_t seed, int32_t form, int32_t threads);
void generations_free(generations *these);
int64_t generations_ask(const generations *these, const char *question);

/* The register alone, for tests of running out of memory; NULL where that happened. */
integ_register *generations_register(integ_context *context, int64_t people, uint64_t seed, int32_t form,
                                     integ_error *error);

#endif
