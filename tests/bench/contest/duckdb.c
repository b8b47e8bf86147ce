/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* DuckDB through its stable C interface, which the npm package brings without a header.
 * usage: duckdb THREADS STATEMENTS.sql, then names of statements on standard input. Statements stand behind lines
 * `-- @NAME`; those named load and prepare are run first. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct duckdb_result {
    uint64_t counts[3];
    void *columns;
    char *message;
    void *internal;
} duckdb_result;

int32_t duckdb_open(const char *path, void **database);
int32_t duckdb_connect(void *database, void **connection);
int32_t duckdb_query(void *connection, const char *sql, duckdb_result *out);
const char *duckdb_result_error(duckdb_result *result);
const char *duckdb_library_version(void);
int64_t duckdb_value_int64(duckdb_result *result, uint64_t column, uint64_t row);
uint64_t duckdb_row_count(duckdb_result *result);
uint64_t duckdb_column_count(duckdb_result *result);
void duckdb_destroy_result(duckdb_result *result);

static double milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        exit(2);
    long size = ftell(file);
    rewind(file);
    if (size < 0 || (text = malloc((size_t)size + 1)) == NULL || fread(text, 1, (size_t)size, file) != (size_t)size)
        exit(2);
    text[size] = '\0';
    fclose(file);
    return text;
}

/* The statement of a name, as a text of its own; NULL when there is none. */
static char *statement_of(const char *statements, const char *name)
{
    char mark[80];
    snprintf(mark, sizeof mark, "-- @%s\n", name);
    const char *start = strstr(statements, mark);
    if (start == NULL)
        return NULL;
    start += strlen(mark);
    const char *end = strstr(start, "-- @");
    return strndup(start, end == NULL ? strlen(start) : (size_t)(end - start));
}

static double run(void *connection, const char *sql, duckdb_result *result)
{
    double start = milliseconds_now();
    if (duckdb_query(connection, sql, result) != 0) {
        fprintf(stderr, "duckdb: %s\n", duckdb_result_error(result));
        exit(2);
    }
    return milliseconds_now() - start;
}

/* Members are counted by their rows, everything else is the sum of the last column. */
static int64_t check_of(duckdb_result *result, const char *name)
{
    uint64_t rows = duckdb_row_count(result), column = duckdb_column_count(result) - 1;
    int64_t sum = 0;
    if (strncmp(name, "W5", 2) == 0)
        return (int64_t)rows;
    for (uint64_t row = 0; row < rows; row++)
        sum += duckdb_value_int64(result, column, row);
    return sum;
}

static void load(void *connection, const char *statements)
{
    duckdb_result result;
    struct rusage used;
    char *sql = statement_of(statements, "load"), *further = statement_of(statements, "prepare");
    double milliseconds = run(connection, sql, &result);
    duckdb_destroy_result(&result);
    getrusage(RUSAGE_SELF, &used);
    run(connection, further, &result);
    duckdb_destroy_result(&result);
    printf("{\"workload\":\"W6\",\"milliseconds\":%.3f,\"peak_bytes\":%lld,\"version\":\"DuckDB %s\"}\n", milliseconds,
           (long long)used.ru_maxrss * 1024, duckdb_library_version());
    fflush(stdout);
    free(further);
    free(sql);
}

static void answer(void *connection, const char *statements, const char *name)
{
    duckdb_result result;
    char *sql = statement_of(statements, name);
    if (sql == NULL) {
        printf("{\"workload\":\"%s\",\"missing\":true}\n", name);
    } else {
        double milliseconds = run(connection, sql, &result);
        printf("{\"workload\":\"%s\",\"milliseconds\":%.6f,\"check\":%lld}\n", name, milliseconds,
               (long long)check_of(&result, name));
        duckdb_destroy_result(&result);
    }
    fflush(stdout);
    free(sql);
}

int main(int count, char **arguments)
{
    void *database, *connection;
    duckdb_result result;
    char name[64], settings[64];
    if (count != 3 || duckdb_open(NULL, &database) != 0 || duckdb_connect(database, &connection) != 0)
        return 2;
    snprintf(settings, sizeof settings, "SET threads = %d", atoi(arguments[1]));
    run(connection, settings, &result);
    duckdb_destroy_result(&result);
    char *statements = read_file(arguments[2]);
    load(connection, statements);
    while (fgets(name, sizeof name, stdin) != NULL) {
        name[strcspn(name, "\n")] = '\0';
        answer(connection, statements, name);
    }
    free(statements);
    return 0;
}
