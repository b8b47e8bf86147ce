/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/differential.h"

#include "expression/counting.h"
#include "expression/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Random filters over random tables are true, false and unknown in the same rows as in SQLite. The environment may say
 * how many (EXPRESSION_FILTERS) and from where to start (EXPRESSION_SEED). What the standard or the library's rules
 * have otherwise than SQLite is written around in the SQL, listed in docs/expression.md, and tested on its own in
 * sqlite.c. */

#define FILTERS_PER_TABLE 50
#define FILTERS_PER_LARGE_TABLE 6

static int64_t setting(const char *name, int64_t otherwise)
{
    const char *value = getenv(name);
    return value == NULL ? otherwise : atoll(value);
}

/* Every row's answer. */
static void answer_in_sqlite(sqlite3 *database, const char *sql, int64_t rows, char *answers)
{
    sqlite3_stmt *statement;
    char *query = format("SELECT (%s) FROM t ORDER BY t.rowid", sql);
    ck_assert_msg(sqlite3_prepare_v2(database, query, -1, &statement, NULL) == SQLITE_OK, "%s: %s",
                  sqlite3_errmsg(database), sql);
    int64_t row = 0;
    int status;
    while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
        if (row >= rows)
            ck_abort_msg("too many rows");
        answers[row++] = sqlite3_column_type(statement, 0) == SQLITE_NULL ? '?'
                         : sqlite3_column_int64(statement, 0) != 0        ? '1'
                                                                          : '0';
    }
    ck_assert_msg(status == SQLITE_DONE, "%s: %s", sqlite3_errmsg(database), sql);
    ck_assert_int_eq(row, rows);
    sqlite3_finalize(statement);
    free(query);
}

typedef struct comparison {
    int64_t seed;
    sqlite3 *database;
    const random_table *table;
    char *here, *there;
    int32_t instructions;
    int64_t true_rows, unknown_rows, rows;
} comparison;

static void expect_same(const comparison *run, const piece *filter, int32_t threads)
{
    for (int64_t row = 0; row < run->table->rows; row++)
        if (run->here[row] != run->there[row]) /* Check notes every assertion, which is too slow for every row */
            ck_abort_msg("seed %lld, %lld rows, %d threads, %s: row %lld is %c, in SQLite %c\n  %s\n  %s",
                         (long long)run->seed,
                      (long long)run->table->rows, (int)threads,
                      integ_instructions_name(run->instructions), (long long)row, run->here[row], run->there[row],
                      filter->ours, filter->sql);
}

static void answer_here(const comparison *run, const piece *filter, int32_t threads)
{
    integ_error *error;
    char line[600] = "";
    answering how = {threads, random_table_group, (void *)run->table, run->here};
    memset(run->here, 'x', (size_t)run->table->rows);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    counts found = answer_rows(run->table->reg, filter->ours, &how, error);
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_msg(found.status == INTEG_STATUS_OK, "seed %lld: %s: %s", (long long)run->seed, filter->ours, line);
    integ_error_free(error);
    int64_t yes = 0, unknown = 0;
    for (int64_t row = 0; row < run->table->rows; row++) {
        yes += run->there[row] == '1';
        unknown += run->there[row] == '?';
    }
    expect_same(run, filter, threads);
    ck_assert_int_eq(found.yes, yes);
    ck_assert_int_eq(found.unknown, unknown);
    ck_assert_int_eq(found.rows, run->table->rows);
}

/* Every set of instructions that the machine has gives the same rows, with one thread and with more. */
static void compare_filter(comparison *run, const piece *filter)
{
    integ_context *context = integi_register_context(run->table->reg);
    answer_in_sqlite(run->database, filter->sql, run->table->rows, run->there);
    for (int32_t set = INTEG_INSTRUCTIONS_PORTABLE; set <= INTEG_INSTRUCTIONS_AVX512; set++) {
        if (integ_context_set_instructions(context, set, NULL) != INTEG_STATUS_OK)
            continue;
        run->instructions = set;
        answer_here(run, filter, 1);
        if (run->table->rows > INTEGI_CHUNK_ROWS)
            answer_here(run, filter, 3);
    }
    for (int64_t row = 0; row < run->table->rows; row++) {
        run->true_rows += run->there[row] == '1';
        run->unknown_rows += run->there[row] == '?';
    }
    run->rows += run->table->rows;
}

/* Most tables are small; those that end at a word's or a chunk's border come often, one in 60 is large. */
static int64_t random_rows(randomness *from)
{
    static const int64_t borders[] = {0, 1, 2, 63, 64, 65, 127, 128, 129};
    static const int64_t large[] = {8191, 8192, 8193, 16383, 16384, 16385};
    int64_t choice = random_below(from, 60);
    return choice == 0 ? large[random_below(from, 6)]
           : choice < 18 ? borders[random_below(from, 9)]
                        : random_below(from, 180);
}

typedef piece (*making)(const generator *generator, int depth);

static int64_t compare_table(comparison *run, randomness *from, int64_t rows, making make, int64_t filters)
{
    random_table *table = random_table_new(from, rows, run->database);
    generator generator = {from, table, true};
    int64_t most = rows > 1000 ? FILTERS_PER_LARGE_TABLE : FILTERS_PER_TABLE, done;
    run->table = table;
    run->here = malloc((size_t)rows + 1);
    run->there = malloc((size_t)rows + 1);
    for (done = 0; done < most && done < filters; done++) {
        piece filter = make(&generator, (int)random_below(from, 4));
        compare_filter(run, &filter);
        free_piece(&filter);
    }
    free(run->here);
    free(run->there);
    random_table_free(table);
    return done;
}

static sqlite3 *open_database(void)
{
    sqlite3 *database;
    ck_assert_int_eq(sqlite3_open(":memory:", &database), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(database,
                                  "PRAGMA case_sensitive_like = ON; CREATE TABLE days(day INTEGER PRIMARY KEY);"
                                  "WITH RECURSIVE n(day) AS (SELECT 18321 - 80 UNION ALL SELECT day + 1 FROM n WHERE "
                                  "day < 18321 + 80) INSERT INTO days SELECT day FROM n",
                                  NULL, NULL, NULL), SQLITE_OK);
    add_sqlite_functions(database);
    return database;
}

START_TEST(random_filters_answer_every_row_as_sqlite_does)
{
    int64_t filters = setting("EXPRESSION_FILTERS", is_long_run() ? 50000 : 1000);
    int64_t first = setting("EXPRESSION_SEED", 20191203), done = 0;
    comparison run = {.seed = first, .database = open_database()};
    while (done < filters) {
        randomness from = {(uint64_t)run.seed};
        done += compare_table(&run, &from, random_rows(&from), random_condition, filters - done);
        run.seed++;
    }
    printf("# %lld random filters from seed %lld, %lld rows answered: %lld true, %lld unknown; 0 differences\n",
           (long long)done, (long long)first, (long long)run.rows, (long long)run.true_rows,
           (long long)run.unknown_rows);
    ck_assert_int_gt(run.true_rows * 10, run.rows); /* the filters are neither all empty nor all unknown */
    ck_assert_int_gt(run.unknown_rows * 20, run.rows);
    sqlite3_close(run.database);
}
END_TEST

/* Spells that overlap, touch, end before they start, have no start or no end, or lie outside of the window; SQLite goes
 * over the days one by one. */
START_TEST(random_questions_about_histories_are_answered_as_sqlite_does)
{
    int64_t questions = setting("HISTORY_QUESTIONS", is_long_run() ? 50000 : 1000);
    int64_t first = setting("EXPRESSION_SEED", 20240101), done = 0;
    comparison run = {.seed = first, .database = open_database()};
    while (done < questions) {
        randomness from = {(uint64_t)run.seed};
        done += compare_table(&run, &from, random_rows(&from), random_history_question, questions - done);
        run.seed++;
    }
    printf("# %lld random questions about histories from seed %lld, %lld rows answered: %lld true, %lld unknown; 0 "
           "differences\n", (long long)done, (long long)first, (long long)run.rows, (long long)run.true_rows,
           (long long)run.unknown_rows);
    sqlite3_close(run.database);
}
END_TEST

/* More texts than two bytes can number, and more chunks than threads. */
START_TEST(a_table_with_columns_of_every_width_answers_as_sqlite_does)
{
    int64_t seed = setting("EXPRESSION_SEED", 20191203);
    comparison run = {.seed = seed, .database = open_database()};
    randomness from = {(uint64_t)seed};
    compare_table(&run, &from, 70001, random_condition, 5);
    sqlite3_close(run.database);
}
END_TEST

void add_differential(Suite *suite)
{
    add_tests(suite, "differential",
              (const TTest *[]){random_filters_answer_every_row_as_sqlite_does,
                                random_questions_about_histories_are_answered_as_sqlite_does,
                                a_table_with_columns_of_every_width_answers_as_sqlite_does, NULL});
}
