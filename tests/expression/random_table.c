/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/differential.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t random_bits(randomness *randomness)
{
    uint64_t mixed = randomness->state += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64 */
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

int64_t random_below(randomness *randomness, int64_t limit)
{
    return (int64_t)(random_bits(randomness) % (uint64_t)limit);
}

/* Small numbers that meet each other often, and those at the limits. */
static int64_t random_integer(randomness *from, bool wide)
{
    static const int64_t limits[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1, 1, 0, -1,
                                     INT64_C(1) << 53, (INT64_C(1) << 53) + 1, INT64_C(3037000500)};
    if (wide && random_below(from, 2) == 0)
        return limits[random_below(from, sizeof limits / sizeof *limits)];
    return random_below(from, 41) - 20;
}

static int64_t random_day(randomness *from)
{
    switch (random_below(from, 8)) {
    case 0:
        return INTEG_DATE_MINIMUM + random_below(from, 3);
    case 1:
        return INTEG_DATE_MAXIMUM - random_below(from, 3);
    case 2:
        return 11016 + random_below(from, 3) - 1; /* around 29 February 2000 */
    default:
        return random_below(from, 30000) - 5000;
    }
}

typedef struct cells {
    int64_t integers[2000];
    double numbers[2000];
    uint8_t known[2000];
    const char *texts[2000];
} cells;

static const char *const words[] = {"a",   "b",  "ab", "A",  "",     "æ",   "ø%", "a_c", "a\\c", "aac",
                                    "bøv", "zz", "Z",  "10", "é",    "abc", "b%", "_",   "日本", "ab ab"};

/* One column for both sides: `declare` says what, `bind` gives a row's value to SQLite. */
typedef struct column {
    const char *name;
    int32_t type, decimals;
    int nulls; /* per cent */
    bool wide;
} column;

static const column columns[] = {
    {"i", INTEG_TYPE_INTEGER, 0, 15, false},  {"k", INTEG_TYPE_INTEGER, 0, 0, false},
    {"j", INTEG_TYPE_INTEGER, 0, 10, true},   {"d", INTEG_TYPE_DECIMAL, 2, 15, false},
    {"f", INTEG_TYPE_DECIMAL, 3, 5, false},   {"x", INTEG_TYPE_NUMBER, 0, 15, false},
    {"y", INTEG_TYPE_NUMBER, 0, 0, false},    {"p", INTEG_TYPE_BOOLEAN, 0, 20, false},
    {"q", INTEG_TYPE_BOOLEAN, 0, 0, false},   {"c", INTEG_TYPE_CODE, 0, 15, false},
    {"s", INTEG_TYPE_TEXT, 0, 10, false},     {"e", INTEG_TYPE_DATE, 0, 15, false},
    {"g", INTEG_TYPE_DATE, 0, 0, false},      {"z", INTEG_TYPE_TIMESTAMP, 0, 15, false},
};

#define COLUMN_COUNT (sizeof columns / sizeof *columns)

static void fill(randomness *from, const column *column, int64_t rows, cells *out)
{
    for (int64_t row = 0; row < rows; row++) {
        out->known[row] = random_below(from, 100) >= column->nulls;
        out->integers[row] = column->type == INTEG_TYPE_BOOLEAN     ? random_below(from, 2)
                             : column->type == INTEG_TYPE_DECIMAL   ? random_below(from, 601) - 300
                             : column->type == INTEG_TYPE_DATE      ? random_day(from)
                             : column->type == INTEG_TYPE_TIMESTAMP ? random_day(from) * 86400000000 +
                                                                          random_below(from, 2) * 43200000001
                                                                    : random_integer(from, column->wide);
        static const double special[] = {0.1, 0.5, -0.0, 1e15, 9007199254740992.0, 2.5, 1e-5, 3};
        out->numbers[row] = random_below(from, 2) == 0 ? special[random_below(from, 8)]
                                                       : (double)(random_below(from, 2001) - 1000) / 16;
        out->texts[row] = out->known[row] ? words[random_below(from, 20)] : NULL;
    }
}

static void civil_text(int64_t days, char *text)
{
    integ_date_to_text((integ_date)days, text);
}

/* Dates and timestamps are texts in SQLite, which order as they do. */
static void bind_cell(sqlite3_stmt *insert, int at, const column *column, const cells *cells, int64_t row)
{
    char text[64];
    if (!cells->known[row]) {
        sqlite3_bind_null(insert, at);
        return;
    }
    int64_t integer = cells->integers[row];
    switch (column->type) {
    case INTEG_TYPE_NUMBER:
        sqlite3_bind_double(insert, at, cells->numbers[row]);
        return;
    case INTEG_TYPE_CODE:
    case INTEG_TYPE_TEXT:
        sqlite3_bind_text(insert, at, cells->texts[row], -1, SQLITE_STATIC);
        return;
    case INTEG_TYPE_DATE:
        civil_text(integer, text);
        sqlite3_bind_text(insert, at, text, -1, SQLITE_TRANSIENT);
        return;
    case INTEG_TYPE_TIMESTAMP: {
        int64_t day = integer >= 0 ? integer / 86400000000 : -((-integer + 86399999999) / 86400000000);
        int64_t rest = integer - day * 86400000000, second = rest / 1000000;
        civil_text(day, text);
        snprintf(text + 10, sizeof text - 10, "T%02d:%02d:%02d.%06d", (int)(second / 3600), (int)(second / 60 % 60),
                 (int)(second % 60), (int)(rest % 1000000));
        sqlite3_bind_text(insert, at, text, -1, SQLITE_TRANSIENT);
        return;
    }
    default:
        sqlite3_bind_int64(insert, at, integer);
    }
}

static void add_to_register(integ_register_builder *builder, const column *column, const cells *cells, int64_t rows)
{
    integ_status status;
    if (column->type == INTEG_TYPE_NUMBER)
        status = integ_register_builder_add_numbers(builder, column->name, cells->numbers, cells->known, rows, NULL);
    else if (column->type == INTEG_TYPE_CODE || column->type == INTEG_TYPE_TEXT)
        status = integ_register_builder_add_texts(builder, column->name, column->type, cells->texts, rows, NULL);
    else
        status = integ_register_builder_add_integers(builder, column->name, column->type, column->decimals,
                                                     cells->integers, cells->known, rows, NULL);
    ck_assert_int_eq(status, INTEG_STATUS_OK);
}

static void must(sqlite3 *database, const char *sql)
{
    char *message = NULL;
    ck_assert_msg(sqlite3_exec(database, sql, NULL, NULL, &message) == SQLITE_OK, "%s: %s", sql, message);
}

static void fill_database(sqlite3 *database, const cells *all, int64_t rows)
{
    sqlite3_stmt *insert;
    must(database, "DROP TABLE IF EXISTS t; CREATE TABLE t(i, k, j, d, f, x, y, p, q, c, s, e, g, z); BEGIN");
    ck_assert_int_eq(sqlite3_prepare_v2(database, "INSERT INTO t VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", -1, &insert,
                                        NULL), SQLITE_OK);
    for (int64_t row = 0; row < rows; row++) {
        for (size_t c = 0; c < COLUMN_COUNT; c++)
            bind_cell(insert, (int)c + 1, &columns[c], &all[c], row);
        ck_assert_int_eq(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    must(database, "COMMIT");
}

integ_register *random_table(randomness *randomness, int64_t rows, sqlite3 *database)
{
    integ_context *context;
    integ_register_builder *builder;
    integ_register *reg;
    cells *all = calloc(COLUMN_COUNT, sizeof *all);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18321, NULL), INTEG_STATUS_OK); /* 2020-02-29 */
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", rows, NULL), INTEG_STATUS_OK);
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        fill(randomness, &columns[c], rows, &all[c]);
        add_to_register(builder, &columns[c], &all[c], rows);
    }
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    fill_database(database, all, rows);
    integ_register_builder_free(builder);
    integ_context_free(context);
    free(all);
    return reg;
}
