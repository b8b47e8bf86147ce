/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/differential.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Values at random: numeric ones, texts, dates and timestamps. */

void free_piece(piece *piece)
{
    free(piece->ours);
    free(piece->sql);
}

char *format(const char *text, ...)
{
    va_list arguments, again;
    va_start(arguments, text);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, text, arguments);
    char *made = malloc((size_t)length + 1);
    vsnprintf(made, (size_t)length + 1, text, again);
    va_end(arguments);
    va_end(again);
    return made;
}

const char *pick_text(randomness *from, const char *const *texts, int64_t count)
{
    return texts[random_below(from, count)];
}

const column *pick_column(const generator *generator, int32_t type)
{
    for (;;) {
        const column *column = &generator->table->columns[random_below(generator->from, COLUMN_COUNT)];
        if (column->type == type)
            return column;
    }
}

/* ---- numbers ---- */

static piece exact_literal(int64_t coefficient, int decimals)
{
    uint64_t magnitude = coefficient < 0 ? 0 - (uint64_t)coefficient : (uint64_t)coefficient;
    char *digits = format("%0*llu", decimals + 1, (unsigned long long)magnitude);
    int whole = (int)strlen(digits) - decimals;
    const char *sign = coefficient < 0 ? "-" : "";
    char *ours = decimals == 0 ? format("%s%s", sign, digits)
                               : format("%s%.*s.%s", sign, whole, digits, digits + whole);
    free(digits);
    /* SQLite reads -9223372036854775808 as a binary64 that it turns around. */
    char *sql = coefficient == INT64_MIN ? format("(-9223372036854775807 - 1)")
                                         : format("(%lld)", (long long)coefficient);
    return (piece){ours, sql, decimals};
}

static piece numeric_literal(const generator *generator)
{
    randomness *from = generator->from;
    static const int64_t limits[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_C(9007199254740993), 0, 1, -1, 10};
    int64_t small = random_below(from, 61) - 30, decimals = random_below(from, 19),
    limit = limits[random_below(from, 8)];
    switch (random_below(from, 6)) { /* one draw to a statement, so that every compiler draws in the same order */
    case 0: { /* what a column has somewhere, or its neighbour */
        const column *column = pick_column(generator, random_below(from, 2) == 0 ? INTEG_TYPE_INTEGER
                                                                        : INTEG_TYPE_DECIMAL);
        int64_t value = column->samples[random_below(from, 4)], step = random_below(from, 3) - 1;
        if (!__builtin_add_overflow(value, step, &step))
            value = step;
        return exact_literal(value, column->decimals);
    }
    case 1:
        return exact_literal(limit, random_below(from, 2) == 0 ? 0 : (int)decimals);
    case 2: {
        const char *text = PICK(from, "1E3", "2.5E0", "-1E2", "1E15", "9.3E18", "0E0", "1E-1",
                                "-9.223372036854775808E18");
        return (piece){format("%s", text), format("(%s)", text), -1};
    }
    case 3:
        return exact_literal(small, 0);
    default:
        return exact_literal(small, (int)(decimals % 4));
    }
}

static piece copy_piece(const char *ours, const piece *of)
{
    return (piece){format("%s", ours), format("(%s)", of->sql), of->decimals};
}

static piece numeric_leaf(const generator *generator)
{
    randomness *from = generator->from;
    int64_t choice = random_below(from, 20);
    if (choice < 7)
        return numeric_literal(generator);
    if (generator->derived && choice == 7)
        return copy_piece("der_a", &generator->table->derived[0]);
    if (generator->derived && choice == 8)
        return copy_piece("der_b", &generator->table->derived[1]);
    if (choice == 9)
        return random_temporal_number(generator);
    if (generator->derived && choice == 10)
        return random_history_number(generator);
    static const int32_t types[] = {INTEG_TYPE_INTEGER, INTEG_TYPE_DECIMAL, INTEG_TYPE_NUMBER, INTEG_TYPE_INTEGER};
    const column *column = pick_column(generator, types[random_below(from, 4)]);
    return (piece){format("%s", column->name), format("%s", column->name),
                   column->type == INTEG_TYPE_NUMBER ? -1 : column->decimals};
}

/* Where SQLite goes over to binary64, the result is unknown here. */
static char *guarded(char *sql)
{
    char *made = format("CASE typeof(%s) WHEN 'integer' THEN %s END", sql, sql);
    free(sql);
    return made;
}

/* SQLite's own operator, where it has it for two pieces of a kind; NULL where it has not. */
static char *own_operator(randomness *from, const char *operator, const piece *a, const piece *b)
{
    bool numbers = a->decimals < 0 && b->decimals < 0;
    if (strlen(a->sql) + strlen(b->sql) > 300 || random_below(from, 2) == 0)
        return NULL;
    if (numbers && strchr("+-*/", *operator) != NULL)
        return format("fin(%s %s %s)", a->sql, operator, b->sql);
    if (numbers || *operator == '/' || *operator == '^' || a->decimals != b->decimals)
        return NULL;
    if (*operator == '*' && a->decimals > 0)
        return NULL;
    return guarded(format("(%s %s %s)", a->sql, *operator == 'd' ? "/" : operator, b->sql));
}

static int result_decimals(char operator, const piece *a, const piece *b)
{
    if (a->decimals < 0 || b->decimals < 0 || operator == '/' || operator == '^')
        return -1;
    if (operator == '*')
        return a->decimals + b->decimals > 18 ? -1 : a->decimals + b->decimals;
    return operator == 'd' ? 0 : a->decimals > b->decimals ? a->decimals : b->decimals;
}

piece random_numeric(const generator *generator, int depth)
{
    randomness *from = generator->from;
    if (depth == 0 || random_below(from, 3) == 0)
        return numeric_leaf(generator);
    const char *operator = PICK(from, "+", "-", "*", "/", "div", "%", "^", "+", "-", "*");
    piece a = random_numeric(generator, depth - 1), b = random_numeric(generator, depth - 1);
    piece made = {format("(%s %s %s)", a.ours, operator, b.ours), own_operator(from, operator, &a, &b),
                  result_decimals(*operator, &a, &b)};
    if (made.sql == NULL)
        made.sql = format("calc('%c', %s, %d, %s, %d)", *operator, a.sql, a.decimals, b.sql, b.decimals);
    if (random_below(from, 12) == 0) {
        char *ours = format("(-%s)", made.ours), *sql = format("calc('-', 0, 0, %s, %d)", made.sql, made.decimals);
        free_piece(&made);
        made.ours = ours;
        made.sql = sql;
    }
    free_piece(&a);
    free_piece(&b);
    return made;
}

char *numeric_comparison(const generator *generator, const piece *a, const char *operator, const piece *b)
{
    bool whole = a->decimals <= 0 && b->decimals <= 0; /* SQLite compares whole numbers with binary64 exactly */
    if ((whole || a->decimals == b->decimals) && random_below(generator->from, 2) == 0)
        return format("%s %s %s", a->sql, operator, b->sql);
    return format("cmp(%s, %d, %s, %d) %s 0", a->sql, a->decimals, b->sql, b->decimals, operator);
}

/* ---- texts ---- */

/* Functions that give texts. */
static piece computed_text(const generator *generator)
{
    int64_t choice = random_below(generator->from, 4);
    if (choice == 0) {
        const char *name = pick_column(generator, INTEG_TYPE_INTEGER)->name;
        return (piece){format("cpr_sex(%s)", name),
                       format("(CASE WHEN %s BETWEEN 0 AND 9999999999 THEN CASE %s %% 2 WHEN 1 THEN 'M' ELSE 'F' END "
                              "END)",
                              name, name), 0};
    }
    if (choice == 1) {
        const char *name = pick_column(generator, INTEG_TYPE_BOOLEAN)->name;
        return (piece){format("dk_origin(%s, true, false, 1 = 2, false, true)", name),
                       format("(CASE WHEN %s THEN 'descendant' WHEN NOT %s THEN 'immigrant' END)", name, name), 0};
    }
    const column *column = pick_column(generator, choice == 2 ? INTEG_TYPE_DECIMAL : INTEG_TYPE_NUMBER);
    long long limit = 50;
    for (int32_t i = 0; i < column->decimals; i++)
        limit *= 10;
    return (piece){format("dk_housing_class(2013, 1000, %s, 40.01, 2.70, 0, 0)", column->name),
                   format("(CASE WHEN %s > %lld THEN 'ghetto' WHEN %s <= %lld THEN 'none' END)", column->name, limit,
                          column->name, limit), 0};
}

piece random_text(const generator *generator)
{
    randomness *from = generator->from;
    piece made;
    int64_t choice = random_below(from, 12);
    if (choice < 4) {
        const char *text = PICK(from, "'a'", "'b'", "'ab'", "'A'", "''", "'æ'", "'abc'", "'zz'", "'none'", "'日本'",
                                "'a_c'",
                                "'It''s'", "'F'", "'immigrant'", "'ghetto'", "'é'", "'É'", "'Straße'", "'w7'", "'w25'",
                                "'e'");
        made = (piece){format("%s", text), format("%s", text), 0};
    } else if (choice == 4 && generator->derived) {
        made = copy_piece("der_s", &generator->table->derived[4]);
    } else if (choice > 9) {
        made = computed_text(generator);
    } else if (choice == 5 && generator->derived) {
        made = random_picked(generator, "kind", "h.kind");
    } else {
        const column *column = pick_column(generator, choice < 8 ? INTEG_TYPE_CODE : INTEG_TYPE_TEXT);
        made = (piece){format("%s", column->name), format("%s", column->name), 0};
    }
    while (random_below(from, 5) == 0) {
        const char *fold = PICK(from, "CASEI", "ACCENTI", "casei");
        char *ours = format("%s(%s)", fold, made.ours), *sql = format("%s(%s)", fold, made.sql);
        free_piece(&made);
        made = (piece){ours, sql, 0};
    }
    return made;
}

/* ---- dates and timestamps ---- */

static void literal_day(const generator *generator, char *text)
{
    static const char *const days[] = {"0001-01-01", "9999-12-31", "2000-02-29", "1970-01-01",
                                       "1999-12-31", "2020-02-29", "1984-03-01", "1969-12-31"};
    randomness *from = generator->from;
    if (random_below(from, 2) == 0)
        strcpy(text, days[random_below(from, 8)]);
    else
        write_instant(pick_column(generator, INTEG_TYPE_DATE)->samples[random_below(from, 4)], false, text);
}

piece random_date(const generator *generator)
{
    char text[64];
    switch (random_below(generator->from, 4)) {
    case 0:
        literal_day(generator, text);
        return (piece){format("DATE('%s')", text), format("'%s'", text), 0};
    case 1:
        if (generator->derived)
            return copy_piece("der_d", &generator->table->derived[5]);
        /* fallthrough */
    default: {
        const char *name = pick_column(generator, INTEG_TYPE_DATE)->name;
        return (piece){format("%s", name), format("%s", name), 0};
    }
    }
}

/* A date some days or months later; SQLite's own months go over into the next one, and its calendar begins earlier. */
static piece later_date(const generator *generator)
{
    randomness *from = generator->from;
    piece date = random_date(generator), made = {.decimals = 0};
    int64_t unit = random_below(from, 3);
    int number = (int)random_below(from, 80) - 40, months = unit == 2 ? number * 12 : number;
    if (unit == 0) {
        made.ours = format("add_days(%s, %d)", date.ours, number);
        made.sql = format("date(%s, '%+d days')", date.sql, number);
    } else {
        made.ours = format("%s(%s, %d)", unit == 1 ? "add_months" : "add_years", date.ours, number);
        made.sql = format("coalesce(min(date(%s, '%+d months'), date(%s, 'start of month', '%+d months', '-1 day')), "
                          "date(%s, '%+d months'))",
                          date.sql, months, date.sql, months + 1, date.sql, months);
    }
    char *sql = format("(CASE WHEN %s >= '0001-01-01' THEN %s END)", made.sql, made.sql);
    free(made.sql);
    made.sql = sql;
    free_piece(&date);
    return made;
}

static piece computed_date(const generator *generator)
{
    switch (random_below(generator->from, 6)) {
    case 0:
        return later_date(generator);
    case 1:
        return (piece){format("as_of()"), format("'2020-02-29'"), 0};
    case 2:
        if (generator->derived)
            return random_picked(generator, "start", "date(h.start * 86400, 'unixepoch')");
        /* fallthrough */
    default:
        return random_date(generator);
    }
}

piece random_instant(const generator *generator)
{
    randomness *from = generator->from;
    char text[64];
    if (random_below(from, 2) == 0) {
        piece date = random_date(generator), made;
        made = (piece){format("%s", date.ours), format("(%s || 'T00:00:00.000000')", date.sql), 0};
        free_piece(&date);
        return made;
    }
    const column *column = pick_column(generator, INTEG_TYPE_TIMESTAMP);
    switch (random_below(from, 3)) {
    case 0:
        write_instant(column->samples[random_below(from, 4)], true, text);
        return (piece){format("TIMESTAMP('%sZ')", text), format("'%s'", text), 0};
    case 1: {
        const char *time = PICK(from, "12:00:00.000001", "00:00:00.000000", "23:59:59.999999");
        literal_day(generator, text);
        return (piece){format("TIMESTAMP('%sT%sZ')", text, time), format("'%sT%s'", text, time), 0};
    }
    default:
        return (piece){format("%s", column->name), format("%s", column->name), 0};
    }
}

/* Completed years from `a` to `b`, texts of dates, by comparing month and day. */
static char *years_sql(const char *a, const char *b)
{
    return format("CASE WHEN %s >= %s THEN substr(%s,1,4) - substr(%s,1,4) - (substr(%s,6) < substr(%s,6)) "
                  "ELSE -(substr(%s,1,4) - substr(%s,1,4) - (substr(%s,6) < substr(%s,6))) END",
                  b, a, b, a, b, a, a, b, a, b);
}

piece random_temporal_number(const generator *generator)
{
    randomness *from = generator->from;
    piece a = computed_date(generator), b = computed_date(generator), made = {.decimals = 0};
    switch (random_below(from, 3)) {
    case 0:
        made.ours = format("days_between(%s, %s)", a.ours, b.ours);
        made.sql = format("CAST(julianday(%s) - julianday(%s) AS INTEGER)", b.sql, a.sql);
        break;
    case 1:
        made.ours = format("years_between(%s, %s)", a.ours, b.ours);
        made.sql = years_sql(a.sql, b.sql);
        break;
    default:
        made.ours = format("age(%s)", a.ours);
        made.sql = years_sql(a.sql, "'2020-02-29'");
    }
    char *sql = format("(%s)", made.sql);
    free(made.sql);
    made.sql = sql;
    free_piece(&a);
    free_piece(&b);
    return made;
}
