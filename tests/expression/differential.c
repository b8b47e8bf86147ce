/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/differential.h"

#include "expression/counting.h"
#include "expression/suite.h"

#include <stdio.h>
#include <stdlib.h>

/* Random filters over random tables give the same counts of true and of unknown rows as SQLite. The environment may say
 * how many (EXPRESSION_FILTERS) and from where to start (EXPRESSION_SEED). What follows from the standard or the design
 * and differs from SQLite is written around in the SQL, and tested on its own in logic.c: whole numbers that overflow
 * are unknown (SQLite: binary64), / on whole numbers is the fraction (whole part), LIKE sees case, % of decimals. */

#define FILTERS_PER_TABLE 100

static int64_t setting(const char *name, int64_t otherwise)
{
    const char *value = getenv(name);
    return value == NULL ? otherwise : atoll(value);
}

static counts count_in_sqlite(sqlite3 *database, const char *sql)
{
    static char query[3 * FILTER_BYTES];
    sqlite3_stmt *statement;
    counts found = {.status = INTEG_STATUS_OK};
    snprintf(query, sizeof query,
             "SELECT count(*) FILTER (WHERE f), count(*) FILTER (WHERE f IS NULL), count(*) FROM (SELECT (%s) AS f FROM t)",
             sql);
    ck_assert_msg(sqlite3_prepare_v2(database, query, -1, &statement, NULL) == SQLITE_OK, "%s: %s",
                  sqlite3_errmsg(database), sql);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    found.yes = sqlite3_column_int64(statement, 0);
    found.unknown = sqlite3_column_int64(statement, 1);
    found.rows = sqlite3_column_int64(statement, 2);
    sqlite3_finalize(statement);
    return found;
}

static void compare_filter(const integ_register *reg, sqlite3 *database, const filter_pair *filter, int64_t seed)
{
    integ_error *error;
    char line[600] = "";
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    counts here = count_rows(reg, filter->ours, 1, error);
    counts there = count_in_sqlite(database, filter->sql);
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_msg(here.status == INTEG_STATUS_OK, "seed %lld: %s: %s", (long long)seed, filter->ours, line);
    ck_assert_msg(here.yes == there.yes && here.unknown == there.unknown && here.rows == there.rows,
                  "seed %lld: true %lld, unknown %lld of %lld; SQLite %lld, %lld of %lld\n  %s\n  %s", (long long)seed,
                  (long long)here.yes, (long long)here.unknown, (long long)here.rows, (long long)there.yes,
                  (long long)there.unknown, (long long)there.rows, filter->ours, filter->sql);
    integ_error_free(error);
}

START_TEST(random_filters_count_as_sqlite_does)
{
    static filter_pair filter;
    int64_t filters = setting("EXPRESSION_FILTERS", 1000), seed = setting("EXPRESSION_SEED", 20191203);
    sqlite3 *database;
    ck_assert_int_eq(sqlite3_open(":memory:", &database), SQLITE_OK);
    sqlite3_exec(database, "PRAGMA case_sensitive_like = ON", NULL, NULL, NULL);
    printf("# random filters: %lld from seed %lld\n", (long long)filters, (long long)seed);
    int64_t true_rows = 0;
    for (int64_t done = 0; done < filters; seed++) {
        randomness from = {(uint64_t)seed};
        int64_t rows = random_below(&from, 6) == 0 ? random_below(&from, 3) : random_below(&from, 400);
        integ_register *reg = random_table(&from, rows, database);
        for (int i = 0; i < FILTERS_PER_TABLE && done < filters; i++, done++) {
            random_filter(&from, &filter);
            compare_filter(reg, database, &filter, seed);
            true_rows += count_rows(reg, filter.ours, 1, NULL).yes;
        }
        integ_register_free(reg);
    }
    ck_assert_int_gt(true_rows, filters); /* the filters are not all empty */
    sqlite3_close(database);
}
END_TEST

void add_differential(Suite *suite)
{
    add_tests(suite, "differential", (const TTest *[]){random_filters_count_as_sqlite_does, NULL});
}
