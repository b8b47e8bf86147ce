/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"
#include "expression/small_register.h"
#include "expression/suite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* Where the standard, or the rules in docs/expression.md, differ from SQLite: what each of the two says. The random
 * filters write around these differences, so each is tested here. */

typedef struct difference {
    const char *filter;
    char here;       /* '1' true, '0' false, '?' unknown, 'x' refused */
    const char *sql; /* NULL: the same text */
    char there;
} difference;

static const difference differences[] = {
    /* A whole number that does not fit is unknown; SQLite goes over to binary64. */
    {"9223372036854775807 + 1 > 0", '?', NULL, '1'},
    {"-9223372036854775807 - 2 < 0", '?', NULL, '1'},
    {"4611686018427387904 * 2 > 0", '?', NULL, '1'},
    {"-9223372036854775808 div -1 > 0", '?', "-9223372036854775808 / -1 > 0", '1'},
    /* Written out it is an error. */
    {"9223372036854775808 > 0", 'x', NULL, '1'},
    /* So is what is no number; SQLite keeps infinities. */
    {"1E308 * 10 > 0", '?', "1E308 * 10 > 0", '1'},
    /* The fraction of whole numbers; SQLite cuts it. */
    {"7 / 2 = 3.5", '1', NULL, '0'},
    {"7 div 2 = 3", '1', "7 / 2 = 3", '1'},
    /* Decimals are exact; in SQLite they are binary64. */
    {"0.1 + 0.2 = 0.3", '1', NULL, '0'},
    {"1.1 * 3 = 3.3", '1', NULL, '0'},
    /* % keeps the fraction; SQLite cuts both sides first. */
    {"5.5 % 2 = 1.5", '1', NULL, '0'},
    {"5.5E0 % 2 = 1.5", '1', NULL, '0'},
    /* LIKE sees case, and \ takes the meaning of % _ \ away, and only of these. */
    {"'ABC' LIKE 'abc'", '0', NULL, '1'},
    {"'a%' LIKE 'a\\%'", '1', NULL, '0'},
    {"'a\\\\b' LIKE 'a\\\\b'", '1', "'a\\b' LIKE 'a\\b' ESCAPE '\\'", '0'},
    /* In a text \' is a quote, \\ a backslash, and with a letter \ writes a control character. */
    {"'a\\tb' = 'a\tb'", '1', NULL, '0'},
    {"'a\\\\' = 'a\\'", 'x', NULL, '0'},
    {"'a\\\\' <> 'a'", '1', NULL, '1'},
    {"'It\\'s' = 'It''s'", '1', "'It''s' = 'It''s'", '1'},
    {"'a\\' = 'a'", 'x', NULL, '0'},
    /* Values of different kinds are not compared, and a number is no condition. */
    {"'a' > 1", 'x', NULL, '1'},
    {"1", 'x', NULL, '1'},
    {"TRUE = 1", 'x', NULL, '1'},
    /* Comparisons do not follow each other, and a list has something in it. */
    {"1 < 3 < 2", 'x', NULL, '1'},
    {"1 IN ()", 'x', NULL, '0'},
    /* NULL stands only behind IS. */
    {"1 = NULL", 'x', NULL, '?'},
    {"1 IN (2, NULL)", 'x', NULL, '?'},
    {"1 IN (2, 1 / 0)", '?', NULL, '?'},
    /* Names are exact, and double quotes hold nothing but names. */
    {"N = 7 OR TRUE", 'x', "n = 7 OR TRUE", '1'},
    {"\"zzz\" = 'zzz'", 'x', NULL, '1'},
};

static char answer_in_sqlite(sqlite3 *database, const char *sql)
{
    char query[300];
    sqlite3_stmt *statement;
    snprintf(query, sizeof query, "SELECT (%s) FROM (SELECT 7 AS n)", sql);
    if (sqlite3_prepare_v2(database, query, -1, &statement, NULL) != SQLITE_OK)
        return 'x';
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    char answer = sqlite3_column_type(statement, 0) == SQLITE_NULL ? '?' : sqlite3_column_int(statement, 0) ? '1' : '0';
    sqlite3_finalize(statement);
    return answer;
}

static char answer_here(const integ_register *reg, const char *filter)
{
    char answers[9] = "";
    answering how = {.threads = 1, .answers = answers};
    counts found = answer_rows(reg, filter, &how, NULL);
    return found.status == INTEG_STATUS_OK ? answers[0] : 'x';
}

START_TEST(every_listed_difference_from_sqlite_is_one)
{
    sqlite3 *database;
    integ_register *reg = small_register(NULL);
    ck_assert_int_eq(sqlite3_open(":memory:", &database), SQLITE_OK);
    for (size_t i = 0; i < sizeof differences / sizeof *differences; i++) {
        const difference *difference = &differences[i];
        char here = answer_here(reg, difference->filter);
        char there = answer_in_sqlite(database, difference->sql == NULL ? difference->filter : difference->sql);
        ck_assert_msg(here == difference->here, "%s: %c, expected %c", difference->filter, here, difference->here);
        ck_assert_msg(there == difference->there, "%s: %c in SQLite, expected %c", difference->filter, there,
                      difference->there);
    }
    integ_register_free(reg);
    sqlite3_close(database);
}
END_TEST

void add_sqlite(Suite *suite)
{
    add_tests(suite, "sqlite", (const TTest *[]){every_listed_difference_from_sqlite_is_one, NULL});
}
