/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/schema.h"
#include "register/suite.h"
#include "support/files.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* SQLite as a second opinion on what a bare file holds: it is given the texts of the fields and makes integers and
 * reals of them itself. */

static sqlite3 *database;

static void run(const char *sql)
{
    char *message = NULL;
    int status = sqlite3_exec(database, sql, NULL, NULL, &message);
    ck_assert_msg(status == SQLITE_OK, "%s: %s", sql, message);
}

static bool is_numeric(int32_t type)
{
    return type == INTEG_TYPE_INTEGER || type == INTEG_TYPE_NUMBER;
}

static void create_table(const integ_register *reg)
{
    char sql[16384] = "DROP TABLE IF EXISTS t; CREATE TABLE t (";
    for (int64_t c = 0; c < integ_register_column_count(reg, 0); c++) {
        int32_t type = integ_register_column_type(reg, 0, c);
        sprintf(sql + strlen(sql), "%s\"%s\" %s", c > 0 ? ", " : "", integ_register_column_name(reg, 0, c),
                type == INTEG_TYPE_INTEGER ? "INTEGER" : type == INTEG_TYPE_NUMBER ? "REAL" : "TEXT");
    }
    run(strcat(sql, ")"));
}

/* The files of these tests have no quotes, so that cutting at every comma is right. */
static void insert_rows(const integ_register *reg, const char *path)
{
    int columns = (int)integ_register_column_count(reg, 0);
    char sql[1024] = "INSERT INTO t VALUES (?", *bytes = read_whole_file(path, NULL);
    for (int c = 1; c < columns; c++)
        strcat(sql, ",?");
    sqlite3_stmt *insert;
    ck_assert_int_eq(sqlite3_prepare_v2(database, strcat(sql, ")"), -1, &insert, NULL), SQLITE_OK);
    run("BEGIN");
    char *line = strchr(bytes, '\n') + 1;
    while (*line != '\0') {
        char *end = strchr(line, '\n');
        for (int c = 1; c <= columns; c++) {
            int length = (int)strcspn(line, ",\n");
            if (length == 0)
                sqlite3_bind_null(insert, c);
            else
                sqlite3_bind_text(insert, c, line, length, SQLITE_TRANSIENT);
            line += length + 1;
        }
        ck_assert_ptr_eq(line, end + 1);
        ck_assert_int_eq(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    run("COMMIT");
    sqlite3_finalize(insert);
    free(bytes);
}

static int compare_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All known values of a column, each as a text that both sides write alike: numbers with 15 digits, as SQLite
 * does not always round the 17th rightly (the tests of single values ask the C library instead). */
static char **sqlite_values(const char *column, int32_t type, int64_t *count)
{
    char sql[512], **values = NULL;
    sqlite3_stmt *query;
    *count = 0;
    snprintf(sql, sizeof sql, "SELECT \"%s\", typeof(\"%s\") FROM t WHERE \"%s\" IS NOT NULL", column, column,
             column);
    ck_assert_int_eq(sqlite3_prepare_v2(database, sql, -1, &query, NULL), SQLITE_OK);
    while (sqlite3_step(query) == SQLITE_ROW) {
        char text[64];
        const char *kind = (const char *)sqlite3_column_text(query, 1);
        if (type == INTEG_TYPE_INTEGER)
            ck_assert_str_eq(kind, "integer");
        if (type == INTEG_TYPE_NUMBER)
            snprintf(text, sizeof text, "%.15g", sqlite3_column_double(query, 0));
        else
            snprintf(text, sizeof text, "%s", (const char *)sqlite3_column_text(query, 0));
        values = realloc(values, (size_t)(*count + 1) * sizeof *values);
        values[(*count)++] = strdup(text);
    }
    sqlite3_finalize(query);
    return values;
}

static char **register_values(const integ_snapshot *snapshot, int64_t column, int32_t type, int64_t *count)
{
    char **values = NULL;
    *count = 0;
    for (int64_t row = 0; row < integ_snapshot_rows_unprotected(snapshot, 0); row++) {
        char text[64];
        int64_t length;
        double number;
        OK(integ_snapshot_text(snapshot, 0, column, row, text, sizeof text, &length, NULL));
        if (length < 0)
            continue;
        if (type == INTEG_TYPE_NUMBER && integi_column_number(&snapshot->tables[0].columns[column], row, &number))
            snprintf(text, sizeof text, "%.15g", number);
        values = realloc(values, (size_t)(*count + 1) * sizeof *values);
        values[(*count)++] = strdup(text);
    }
    return values;
}

static void compare_column(const integ_register *reg, int64_t column)
{
    const integ_snapshot *snapshot = integ_register_snapshot(reg, 0);
    const char *name = integ_register_column_name(reg, 0, column);
    int32_t type = integ_register_column_type(reg, 0, column);
    int64_t expected_count, count, distinct, expected_distinct = 0;
    char **expected = sqlite_values(name, type, &expected_count);
    char **values = register_values(snapshot, column, type, &count);
    ck_assert_int_eq(count, expected_count);
    ck_assert_int_eq(integ_snapshot_rows_unprotected(snapshot, 0) - count,
                     integ_snapshot_nulls_unprotected(snapshot, 0, column));
    for (int64_t i = 0; i < count; i++)
        ck_assert_msg(strcmp(values[i], expected[i]) == 0, "%s, known value %lld", name, (long long)i + 1);
    qsort(expected, (size_t)expected_count, sizeof *expected, compare_text);
    for (int64_t i = 0; i < count; i++)
        expected_distinct += i == 0 || strcmp(expected[i], expected[i - 1]) != 0;
    OK(integ_snapshot_distinct_unprotected(snapshot, 0, column, &distinct, NULL));
    ck_assert_msg(distinct == expected_distinct, "%s: %lld distinct", name, (long long)distinct);
    for (int64_t i = 0; i < count; i++) {
        free(values[i]);
        free(expected[i]);
    }
    free(values);
    free(expected);
}

static void compare_file(const char *path)
{
    integ_context *context;
    integ_register_options *options;
    integ_register *reg;
    OK(integ_context_new(&context, NULL));
    OK(integ_register_options_new(context, &options, NULL));
    OK(integ_register_options_set_purpose(options, INTEG_PURPOSE_CASEWORK, NULL));
    OK(integ_register_open(context, path, options, &reg, NULL));
    ck_assert_int_eq(sqlite3_open(":memory:", &database), SQLITE_OK);
    create_table(reg);
    insert_rows(reg, path);
    int numeric = 0;
    for (int64_t c = 0; c < integ_register_column_count(reg, 0); c++) {
        compare_column(reg, c);
        numeric += is_numeric(integ_register_column_type(reg, 0, c));
    }
    ck_assert_int_gt(numeric, 0);
    sqlite3_close(database);
    integ_register_free(reg);
    integ_register_options_free(options);
    integ_context_free(context);
}

static uint64_t state = 99;

static uint64_t random_below(uint64_t limit)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (state >> 20) % limit;
}

START_TEST(random_columns_hold_what_sqlite_holds)
{
    char path[] = "register-sqlite-XXXXXX.csv";
    int file = mkstemps(path, 4);
    ck_assert_int_ge(file, 0);
    FILE *out = fdopen(file, "w");
    fputs("small,wide,grown,real,code\n", out);
    for (int row = 0; row < 20000; row++) {
        if (random_below(5) > 0)
            fprintf(out, "%d", (int)random_below(200) - 100);
        fprintf(out, ",%s%llu", random_below(2) ? "-" : "", 1 + (unsigned long long)random_below(UINT64_C(1) << 43));
        fprintf(out, ",%llu,", 1 + (unsigned long long)random_below(1 + (uint64_t)row * (uint64_t)row));
        if (random_below(7) > 0)
            fprintf(out, "%s%llu.%llu", random_below(2) ? "-" : "", 1 + (unsigned long long)random_below(100000),
                    (unsigned long long)random_below(100000000));
        fprintf(out, ",k%llu\n", (unsigned long long)random_below(1 + (uint64_t)row / 10));
    }
    fclose(out);
    compare_file(path);
    unlink(path);
}
END_TEST

/* Files that others made, where they are at hand. */
START_TEST(survey_files_hold_what_sqlite_holds)
{
    const char *folder = getenv("INTEG_TEST_DATA");
    char path[8192], standard[4096];
    snprintf(standard, sizeof standard, "%s/../../shared/data", TEST_SOURCE_DIRECTORY);
    snprintf(path, sizeof path, "%s/eusilc.csv", folder == NULL ? standard : folder);
    if (access(path, R_OK) == 0)
        compare_file(path);
    for (int year = 1978; year <= 2016; year++) {
        snprintf(path, sizeof path, "%s/gssvocab/citizens-%d.csv", folder == NULL ? standard : folder, year);
        if (access(path, R_OK) == 0)
            compare_file(path);
    }
}
END_TEST

void add_sqlite(Suite *suite)
{
    add_tests(suite, "sqlite",
              (const TTest *[]){random_columns_hold_what_sqlite_holds, survey_files_hold_what_sqlite_holds, NULL});
}
