/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_EXPRESSION_DIFFERENTIAL_H
#define TEST_EXPRESSION_DIFFERENTIAL_H

/* Random tables and random filters over them, in CQL2 and in SQLite's SQL.
 *
 * In SQLite the main table is `t` and its history `h`; dates and timestamps are texts of one form, which order as they
 * do, and decimals are their whole coefficients. What SQL has no word for (exact arithmetic of decimals, folding of
 * case and marks, powers) is done by functions that the test gives SQLite, written without the library. */

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "expression/scope.h"
#include "integration/register.h"

typedef struct randomness {
    uint64_t state;
} randomness;

uint64_t random_bits(randomness *randomness);
int64_t random_below(randomness *randomness, int64_t limit); /* 0 to limit - 1 */

/* A part of a filter in both languages. A numeric one knows its decimals; -1 says that it is a binary64. */
typedef struct piece {
    char *ours, *sql;
    int decimals;
} piece;

void free_piece(piece *piece);
char *format(const char *text, ...) __attribute__((format(printf, 1, 2)));

/* One column of the main table. What its whole numbers are: `lowest` to `lowest + span - 1`, small ones around zero, or
 * those at the limits of int64. */
typedef enum values_kind {
    VALUES_SMALL,
    VALUES_SPAN,
    VALUES_LIMITS,
} values_kind;

typedef struct column {
    const char *name;
    int32_t type, decimals;
    values_kind kind;
    int nulls; /* per cent */
    int64_t lowest, span;
    int words;           /* how many different texts, beside the well chosen ones */
    int64_t samples[4];  /* values that occur, where there are rows */
    const char *sql_extra; /* SQL of the day number of a date that histories are asked about; NULL for others */
} column;

#define COLUMN_COUNT 25
#define GROUP_COUNT 5
#define DERIVED_COUNT 6

typedef struct random_table {
    integ_register *reg;
    int64_t rows;
    column columns[COLUMN_COUNT];
    piece derived[DERIVED_COUNT]; /* two numeric ones, two conditions, a text and a date; `ours` is the definition */
    int derived_count;
    bool inclusive_ends;
    bool may_walk_days; /* SQLite goes over every day of a window, which only small tables can afford */
    struct random_group {
        char name[8], within[8];
        integ_expression *where;
        piece definition;
        char *sql; /* the whole condition, with what it is within */
    } groups[GROUP_COUNT];
    int group_count;
} random_table;

/* The same rows in both. */
random_table *random_table_new(randomness *from, int64_t rows, sqlite3 *database);
void random_table_free(random_table *table);
/* A scope's way to the table's groups. */
bool random_table_group(const char *name, integi_group_parts *out, void *table);

typedef struct generator {
    randomness *from;
    const random_table *table;
    bool derived; /* whether derived columns and groups may be used: not while they are made */
} generator;

const column *pick_column(const generator *generator, int32_t type);
const char *pick_text(randomness *from, const char *const *texts, int64_t count);
#define PICK(from, ...)                                                                                             \
    pick_text(from, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

piece random_condition(const generator *generator, int depth);
piece random_numeric(const generator *generator, int depth);
piece random_text(const generator *generator);
piece random_instant(const generator *generator); /* a date or a timestamp, in SQL with the time behind it */
piece random_date(const generator *generator);    /* in SQL without */
piece random_temporal_condition(const generator *generator);
piece random_temporal_number(const generator *generator); /* days_between() and the like */
piece random_array_condition(const generator *generator);
piece random_history_condition(const generator *generator);
piece random_history_number(const generator *generator);
piece random_history_question(const generator *generator, int depth);
/* A column of the history in the first or last row; `sql` is what it is in SQL. */
piece random_picked(const generator *generator, const char *column, const char *sql);
/* A comparison of two numeric pieces as SQL, with the operator in between; to be freed. */
char *numeric_comparison(const generator *generator, const piece *a, const char *operator, const piece *b);

/* The text of a day number and of a timestamp as SQLite has them: 10 and 26 characters. */
void write_instant(int64_t value, bool timestamp, char *text);

/* What SQL has no word for. */
void add_sqlite_functions(sqlite3 *database);

#endif
