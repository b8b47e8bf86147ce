/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/generations.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const generation_dates[GENERATION_SNAPSHOTS] = {"2015-01-01", "2016-01-01", "2016-07-01",
                                                            "2017-01-01", "2018-01-01", "2020-01-01"};

typedef struct state_of_affairs {
    int64_t rows;
    int64_t *id, *born, *mixed;
    uint8_t *born_known, *mixed_known;
    const char **job, **name;
    char (*names)[24];
    uint8_t *here; /* of everybody, by their number */
} state_of_affairs;

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static state_of_affairs allocate(int64_t people)
{
    size_t n = (size_t)people + 1;
    return (state_of_affairs){0,
                              calloc(n, sizeof(int64_t)),
                              calloc(n, sizeof(int64_t)),
                              calloc(n, sizeof(int64_t)),
                              calloc(n, 1),
                              calloc(n, 1),
                              calloc(n, sizeof(char *)),
                              calloc(n, sizeof(char *)),
                              calloc(n, 24),
                              calloc(n, 1)};
}

static void forget(state_of_affairs *made)
{
    void *const all[] = {made->id,  made->born, made->mixed, made->born_known, made->mixed_known,
                         made->job, made->name, made->names, made->here};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        free(all[i]);
}

static int64_t id_of(int64_t who)
{
    return who * 1000003 % 100000000 + 5;
}

static void name_of(int64_t who, char name[24])
{
    snprintf(name, 24, "p%lld", (long long)who);
}

/* Whoever is there in one snapshot is mostly there in the next; what somebody does is drawn anew each time. */
static state_of_affairs invent(int64_t people, uint64_t seed, int snapshot)
{
    static const char *const jobs[] = {"employed", "unemployed", "student", NULL};
    state_of_affairs made = allocate(people);
    uint64_t state = seed * 97 + (uint64_t)snapshot;
    int64_t step = people % 7 == 0 ? 11 : 7; /* has no divisor in common with them: every number comes once */
    for (int64_t i = 0; i < people; i++) {
        int64_t who = (i * step + snapshot * 13) % people, at = made.rows;
        uint64_t fate = seed + (uint64_t)who;
        uint32_t first = next(&fate) % 4, last = 3 + next(&fate) % 6;
        bool here = (uint32_t)snapshot >= first && (uint32_t)snapshot <= last && next(&state) % 12 != 0;
        uint32_t job = next(&state) % 10, mixed = next(&state) % 9, born = next(&state) % 25;
        if (!here)
            continue;
        made.here[who] = 1;
        made.id[at] = id_of(who);
        name_of(who, made.names[at]);
        made.name[at] = made.names[at];
        made.job[at] = jobs[job < 4 ? 0 : job < 7 ? 1 : job < 9 ? 2 : 3];
        made.mixed[at] = mixed < 5;
        made.mixed_known[at] = mixed != 8;
        made.born[at] = (int64_t)(next(&fate) % 20000);
        made.born_known[at] = born != 0;
        made.rows++;
    }
    return made;
}

/* Who left since the snapshot before, most of them with a reason; a few rows are about others. */
typedef struct leaving {
    int64_t rows;
    int64_t *id;
    const char **reason, **name;
    char (*names)[24];
} leaving;

static leaving invent_leaving(int64_t people, uint64_t seed, int snapshot)
{
    static const char *const reasons[] = {NULL, "moved", "died", "moved", NULL};
    size_t n = (size_t)people + 1;
    state_of_affairs now = invent(people, seed, snapshot), before = invent(people, seed, snapshot - 1);
    leaving made = {0, calloc(n, sizeof(int64_t)), calloc(n, sizeof(char *)), calloc(n, sizeof(char *)), calloc(n, 24)};
    for (int64_t who = 0; who < people; who++) {
        int64_t fate = (who * 31 + snapshot * 7) % 17;
        if (!(before.here[who] && !now.here[who] && fate % 5 > 0) && fate != 16)
            continue;
        made.id[made.rows] = id_of(who);
        name_of(who, made.names[made.rows]);
        made.name[made.rows] = made.names[made.rows];
        made.reason[made.rows++] = reasons[fate % 5];
    }
    forget(&now);
    forget(&before);
    return made;
}

static void forget_leaving(leaving *made)
{
    free(made->id);
    free(made->reason);
    free(made->name);
    free(made->names);
}

static integ_date date_of(int snapshot)
{
    integ_date date;
    ck_assert_int_eq(integ_date_from_text(generation_dates[snapshot], &date, NULL), INTEG_STATUS_OK);
    return date;
}

static integ_status add_snapshot(integ_register_builder *builder, const state_of_affairs *made, int snapshot,
                                 int32_t form, integ_error *error)
{
    integ_status status = integ_register_builder_add_snapshot(builder, date_of(snapshot), error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", made->rows, error);
    if (status == INTEG_STATUS_OK && (form & GENERATIONS_TEXT_KEYS) != 0)
        status = integ_register_builder_add_texts(builder, "id", INTEG_TYPE_CODE, made->name, made->rows, error);
    else if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, made->id, NULL, made->rows,
                                                     error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "job", INTEG_TYPE_CODE, made->job, made->rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "mixed", INTEG_TYPE_BOOLEAN, 0, made->mixed,
                                                     made->mixed_known, made->rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "born", INTEG_TYPE_DATE, 0, made->born, made->born_known,
                                                     made->rows, error);
    if (status == INTEG_STATUS_OK && snapshot == 0 && (form & GENERATIONS_NO_KEY) == 0)
        status = integ_register_builder_set_key(builder, "id", error);
    if (status == INTEG_STATUS_OK && snapshot == 0)
        status = integ_register_builder_add_derived(builder, "years", "age(born)", error);
    return status;
}

static integ_status add_leaving(integ_register_builder *builder, const leaving *made, int32_t form, integ_error *error)
{
    integ_status status = integ_register_builder_add_table(builder, "departure", made->rows, error);
    if (status == INTEG_STATUS_OK && (form & GENERATIONS_TEXT_KEYS) != 0)
        status = integ_register_builder_add_texts(builder, "who", INTEG_TYPE_TEXT, made->name, made->rows, error);
    else if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_integers(builder, "who", INTEG_TYPE_INTEGER, 0, made->id, NULL, made->rows,
                                                     error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "reason", INTEG_TYPE_CODE, made->reason, made->rows, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_set_link(builder, "who", "citizen", error);
    return status;
}

integ_register *generations_register(integ_context *context, int64_t people, uint64_t seed, int32_t form,
                                     integ_error *error)
{
    integ_register_builder *builder = NULL;
    integ_register *reg = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    for (int s = 0; s < GENERATION_SNAPSHOTS && status == INTEG_STATUS_OK; s++) {
        state_of_affairs made = invent(people, seed, s);
        status = add_snapshot(builder, &made, s, form, error);
        forget(&made);
        if (status == INTEG_STATUS_OK && s > 0 && (form & GENERATIONS_NO_KEY) == 0) {
            leaving left = invent_leaving(people, seed, s);
            status = add_leaving(builder, &left, form, error);
            forget_leaving(&left);
        }
    }
    if (status == INTEG_STATUS_OK)
        integ_register_builder_finish(builder, &reg, error);
    integ_register_builder_free(builder);
    return reg;
}

static void run(sqlite3 *database, const char *statement)
{
    ck_assert_msg(sqlite3_exec(database, statement, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", statement,
                  sqlite3_errmsg(database));
}

static void insert_rows(sqlite3_stmt *insert, const state_of_affairs *made, int snapshot)
{
    for (int64_t i = 0; i < made->rows; i++) {
        sqlite3_reset(insert);
        sqlite3_clear_bindings(insert);
        sqlite3_bind_int(insert, 1, snapshot);
        sqlite3_bind_int64(insert, 2, made->id[i]);
        sqlite3_bind_text(insert, 3, made->job[i], -1, SQLITE_STATIC);
        if (made->mixed_known[i])
            sqlite3_bind_int64(insert, 4, made->mixed[i]);
        if (made->born_known[i])
            sqlite3_bind_int64(insert, 5, integ_date_years_between((integ_date)made->born[i], date_of(snapshot)));
        ck_assert_int_eq(sqlite3_step(insert), SQLITE_DONE);
    }
}

static void insert_leaving(sqlite3 *database, const leaving *made, int snapshot)
{
    sqlite3_stmt *insert;
    ck_assert_int_eq(sqlite3_prepare_v2(database, "INSERT INTO departure VALUES(?,?,?)", -1, &insert, NULL), SQLITE_OK);
    for (int64_t i = 0; i < made->rows; i++) {
        sqlite3_reset(insert);
        sqlite3_bind_int(insert, 1, snapshot);
        sqlite3_bind_int64(insert, 2, made->id[i]);
        sqlite3_bind_text(insert, 3, made->reason[i], -1, SQLITE_STATIC);
        ck_assert_int_eq(sqlite3_step(insert), SQLITE_DONE);
    }
    sqlite3_finalize(insert);
}

static sqlite3 *database_of(int64_t people, uint64_t seed)
{
    sqlite3 *database;
    sqlite3_stmt *insert;
    ck_assert_int_eq(sqlite3_open(":memory:", &database), SQLITE_OK);
    run(database, "CREATE TABLE citizen(s INTEGER, id INTEGER, job TEXT, mixed INTEGER, age INTEGER,"
                  " PRIMARY KEY(s, id)); CREATE TABLE departure(s INTEGER, id INTEGER, reason TEXT);"
                  " CREATE INDEX departed ON departure(id); BEGIN");
    ck_assert_int_eq(sqlite3_prepare_v2(database, "INSERT INTO citizen VALUES(?,?,?,?,?)", -1, &insert, NULL),
                     SQLITE_OK);
    for (int s = 0; s < GENERATION_SNAPSHOTS; s++) {
        state_of_affairs made = invent(people, seed, s);
        insert_rows(insert, &made, s);
        forget(&made);
        leaving left = s == 0 ? (leaving){0} : invent_leaving(people, seed, s);
        insert_leaving(database, &left, s);
        forget_leaving(&left);
    }
    sqlite3_finalize(insert);
    run(database, "COMMIT");
    return database;
}

generations generations_new(int64_t people, uint64_t seed, int32_t form, int32_t threads)
{
    generations made = {0};
    ck_assert_int_eq(integ_context_new(&made.context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_set_threads(made.context, threads, NULL), INTEG_STATUS_OK);
    made.reg = generations_register(made.context, people, seed, form, NULL);
    ck_assert_ptr_nonnull(made.reg);
    made.database = database_of(people, seed);
    return made;
}

void generations_free(generations *these)
{
    sqlite3_close(these->database);
    integ_register_free(these->reg);
    integ_context_free(these->context);
}

int64_t generations_ask(const generations *these, const char *question)
{
    sqlite3_stmt *statement;
    ck_assert_msg(sqlite3_prepare_v2(these->database, question, -1, &statement, NULL) == SQLITE_OK, "%s: %s", question,
                  sqlite3_errmsg(these->database));
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    int64_t answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return answer;
}
