/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "support/people.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const sexes[] = {"F", "M", NULL};
static const char *const regions[] = {"danish", "non_western", "western", NULL};
static const char *const areas[] = {"Bakken", "Åkanden", "Engen"};

typedef struct columns {
    const char **sex, **region, **area;
    int64_t *age, *employed, *income;
    uint8_t *age_known, *employed_known, *income_known, *hours_known;
    double *hours;
} columns;

/* A generator of its own, so that the people are the same everywhere. */
static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static columns invent(int64_t rows)
{
    size_t n = (size_t)rows + 1;
    columns made = {calloc(n, sizeof(char *)),   calloc(n, sizeof(char *)),   calloc(n, sizeof(char *)),
                    calloc(n, sizeof(int64_t)),  calloc(n, sizeof(int64_t)),  calloc(n, sizeof(int64_t)),
                    calloc(n, 1),                calloc(n, 1),                calloc(n, 1),
                    calloc(n, 1),                calloc(n, sizeof(double))};
    uint64_t state = 2029;
    for (int64_t i = 0; i < rows; i++) {
        made.sex[i] = sexes[next(&state) % 20 == 0 ? 2 : next(&state) % 2];
        made.region[i] = regions[next(&state) % 10 == 0 ? 3 : next(&state) % 3];
        made.area[i] = areas[next(&state) % 3];
        made.age[i] = next(&state) % 95;
        made.age_known[i] = next(&state) % 30 != 0;
        made.employed[i] = next(&state) % 5 < 3;
        made.employed_known[i] = next(&state) % 8 != 0;
        made.income[i] = (int64_t)(next(&state) % 60000000) - 100000;
        made.income_known[i] = next(&state) % 12 != 0;
        made.hours[i] = (double)(next(&state) % 148) / 4;
        made.hours_known[i] = next(&state) % 6 != 0;
    }
    return made;
}

static void forget(columns *made)
{
    void *const all[] = {made->sex, made->region, made->area, made->age, made->employed, made->income,
                         made->age_known, made->employed_known, made->income_known, made->hours_known, made->hours};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        free(all[i]);
}

static integ_status add_columns(integ_register_builder *builder, const columns *made, int64_t rows,
                                integ_error *error)
{
    integ_status status = integ_register_builder_add_texts(builder, "sex", INTEG_TYPE_CODE, made->sex, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "region", INTEG_TYPE_CODE, made->region, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "area", INTEG_TYPE_TEXT, made->area, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "age", INTEG_TYPE_INTEGER, 0, made->age,
                                                     made->age_known, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "employed", INTEG_TYPE_BOOLEAN, 0, made->employed,
                                                     made->employed_known, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "income", INTEG_TYPE_DECIMAL, 2, made->income,
                                                     made->income_known, rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_numbers(builder, "hours", made->hours, made->hours_known, rows, error);
    return status;
}

integ_register *people_register(integ_context *context, int64_t rows, int32_t purpose, integ_error *error)
{
    columns made = invent(rows);
    integ_register_builder *builder = NULL;
    integ_register *reg = NULL;
    integ_status status = integ_register_builder_new(context, purpose, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error); /* 2020-01-01 */
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", rows, error);
    if (status == INTEG_STATUS_OK)
        status = add_columns(builder, &made, rows, error);
    if (status == INTEG_STATUS_OK)
        integ_register_builder_finish(builder, &reg, error);
    integ_register_builder_free(builder);
    forget(&made);
    return reg;
}

static void run(sqlite3 *database, const char *statement)
{
    ck_assert_msg(sqlite3_exec(database, statement, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", statement,
                  sqlite3_errmsg(database));
}

static void bind_number(sqlite3_stmt *insert, int column, bool known, int64_t value)
{
    if (known)
        sqlite3_bind_int64(insert, column, value);
    else
        sqlite3_bind_null(insert, column);
}

static sqlite3 *database_of(int64_t rows)
{
    sqlite3 *database;
    sqlite3_stmt *insert;
    columns made = invent(rows);
    ck_assert_int_eq(sqlite3_open(":memory:", &database), SQLITE_OK);
    run(database, "CREATE TABLE citizen(sex TEXT, region TEXT, area TEXT, age INTEGER, employed INTEGER,"
                  " income INTEGER, hours REAL); BEGIN");
    ck_assert_int_eq(sqlite3_prepare_v2(database, "INSERT INTO citizen VALUES(?,?,?,?,?,?,?)", -1, &insert, NULL),
                     SQLITE_OK);
    for (int64_t i = 0; i < rows; i++) {
        sqlite3_reset(insert);
        sqlite3_bind_text(insert, 1, made.sex[i], -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, made.region[i], -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 3, made.area[i], -1, SQLITE_STATIC);
        bind_number(insert, 4, made.age_known[i] != 0, made.age[i]);
        bind_number(insert, 5, made.employed_known[i] != 0, made.employed[i]);
        bind_number(insert, 6, made.income_known[i] != 0, made.income[i]);
        if (made.hours_known[i] != 0)
            sqlite3_bind_double(insert, 7, made.hours[i]);
        else
            sqlite3_bind_null(insert, 7);
        ck_assert_int_eq(sqlite3_step(insert), SQLITE_DONE);
    }
    sqlite3_finalize(insert);
    run(database, "COMMIT");
    forget(&made);
    return database;
}

people people_new(int64_t rows, int32_t purpose, int32_t threads)
{
    people made = {0};
    ck_assert_int_eq(integ_context_new(&made.context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_set_threads(made.context, threads, NULL), INTEG_STATUS_OK);
    made.reg = people_register(made.context, rows, purpose, NULL);
    ck_assert_ptr_nonnull(made.reg);
    made.snapshot = integ_register_snapshot(made.reg, 0);
    made.database = database_of(rows);
    return made;
}

void people_free(people *these)
{
    integ_register_free(these->reg);
    integ_context_free(these->context);
    sqlite3_close(these->database);
}

static sqlite3_stmt *first_row(const people *these, const char *question)
{
    sqlite3_stmt *statement;
    ck_assert_msg(sqlite3_prepare_v2(these->database, question, -1, &statement, NULL) == SQLITE_OK, "%s: %s",
                  question, sqlite3_errmsg(these->database));
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    return statement;
}

int64_t people_ask(const people *these, const char *question)
{
    sqlite3_stmt *statement = first_row(these, question);
    int64_t answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return answer;
}

double people_ask_number(const people *these, const char *question)
{
    sqlite3_stmt *statement = first_row(these, question);
    double answer = sqlite3_column_double(statement, 0);
    sqlite3_finalize(statement);
    return answer;
}
