/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/differential.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A sub-expression in both languages. Decimals are whole coefficients in SQLite, so a numeric one knows its decimals;
 * -1 says that it is a binary64. */
typedef struct piece {
    char *ours, *sql;
    int decimals;
} piece;

static void free_piece(piece *piece)
{
    free(piece->ours);
    free(piece->sql);
}

static char *format(const char *text, ...) __attribute__((format(printf, 1, 2)));

static char *format(const char *text, ...)
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

static const char *pick(randomness *from, const char *const *texts, int64_t count)
{
    return texts[random_below(from, count)];
}

#define PICK(from, ...)                                                                                             \
    pick(from, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static int64_t ten_to(int exponent)
{
    return exponent <= 0 ? 1 : 10 * ten_to(exponent - 1);
}

/* A numeric column, or a literal of up to `decimals_limit` decimals. */
static piece numeric_leaf(randomness *from, bool literal)
{
    if (!literal) {
        const char *name = PICK(from, "i", "k", "j", "i", "d", "f", "x", "y");
        int decimals = *name == 'd' ? 2 : *name == 'f' ? 3 : *name == 'x' || *name == 'y' ? -1 : 0;
        return (piece){format("%s", name), format("%s", name), decimals};
    }
    int decimals = (int)random_below(from, 4);
    int64_t coefficient = random_below(from, 61) - 30;
    if (random_below(from, 6) == 0) {
        const char *limit = PICK(from, "9223372036854775807", "-9223372036854775808", "9007199254740993", "0");
        return (piece){format("%s", limit), format("(%s)", limit), 0};
    }
    if (decimals == 0)
        return (piece){format("%lld", (long long)coefficient), format("(%lld)", (long long)coefficient), 0};
    int64_t size = ten_to(decimals), magnitude = llabs(coefficient);
    return (piece){format("%s%lld.%0*lld", coefficient < 0 ? "-" : "", (long long)(magnitude / size), decimals,
                          (long long)(magnitude % size)),
                   format("(%lld)", (long long)coefficient), decimals};
}

/* The SQL of a numeric piece as a binary64, and as a coefficient with more decimals. */
static char *as_real(const piece *piece)
{
    if (piece->decimals < 0)
        return format("%s", piece->sql);
    if (piece->decimals == 0)
        return format("CAST(%s AS REAL)", piece->sql);
    return format("(CAST(%s AS REAL) / %lld)", piece->sql, (long long)ten_to(piece->decimals));
}

static char *scaled(const piece *piece, int decimals)
{
    if (piece->decimals == decimals)
        return format("%s", piece->sql);
    return format("(%s * %lld)", piece->sql, (long long)ten_to(decimals - piece->decimals));
}

/* Where SQLite goes over to binary64, the result is unknown here. */
static char *guarded(char *sql)
{
    char *made = format("CASE typeof(%s) WHEN 'integer' THEN %s END", sql, sql);
    free(sql);
    return made;
}

static piece exact_arithmetic(randomness *from, const piece *a, const piece *b)
{
    const char *sign = PICK(from, "+", "-", "*", "div", "%");
    int decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    char *left = scaled(a, decimals), *right = scaled(b, decimals);
    piece made = {format("(%s %s %s)", a->ours, sign, b->ours), NULL, decimals};
    if (*sign == '*') {
        made.decimals = a->decimals + b->decimals;
        made.sql = guarded(format("(%s * %s)", a->sql, b->sql));
    } else if (*sign == 'd') {
        made.decimals = 0;
        made.sql = guarded(format("(%s / %s)", left, right));
    } else {
        made.sql = guarded(format("(%s %s %s)", left, sign, right));
    }
    free(left);
    free(right);
    return made;
}

/* Scaling wide whole numbers overflows in SQLite where it does not here, so only j meets j and whole numbers. */
static bool mentions_wide(const piece *piece)
{
    return strchr(piece->sql, 'j') != NULL || strstr(piece->sql, "9223372") != NULL || strstr(piece->sql, "9007199") != NULL;
}

static bool can_scale(const piece *a, const piece *b)
{
    if (a->decimals < 0 || b->decimals < 0)
        return false;
    if (a->decimals + b->decimals > 6)
        return false;
    return a->decimals == b->decimals || (!mentions_wide(a) && !mentions_wide(b));
}

static piece numeric(randomness *from, int depth, bool literal)
{
    if (depth == 0 || random_below(from, 3) == 0)
        return numeric_leaf(from, literal || random_below(from, 3) == 0);
    piece a = numeric(from, depth - 1, false), b = numeric(from, depth - 1, random_below(from, 2) == 0), made;
    if (can_scale(&a, &b) && random_below(from, 4) != 0) {
        made = exact_arithmetic(from, &a, &b);
    } else if (can_scale(&a, &b)) {
        int decimals = a.decimals > b.decimals ? a.decimals : b.decimals;
        char *left = scaled(&a, decimals), *right = scaled(&b, decimals);
        made = (piece){format("(%s / %s)", a.ours, b.ours),
                       format("(CAST(%s AS REAL) / CAST(%s AS REAL))", left, right), -1};
        free(left);
        free(right);
    } else {
        const char *sign = PICK(from, "+", "-", "*", "/");
        char *left = as_real(&a), *right = as_real(&b);
        bool ratio = *sign == '/' && a.decimals >= 0 && b.decimals >= 0; /* of coefficients here */
        if (ratio)
            sign = "+";
        if (a.decimals >= 0 && b.decimals >= 0) { /* two exact ones that SQLite cannot scale: make one a binary64 */
            made = (piece){format("(%s * y)", a.ours), format("(%s * y)", left), -1};
        } else {
            made = (piece){format("(%s %s %s)", a.ours, sign, b.ours), format("(%s %s %s)", left, sign, right), -1};
        }
        free(left);
        free(right);
    }
    free_piece(&a);
    free_piece(&b);
    return made;
}

/* Both sides of a comparison as SQL that compares exactly. */
static void comparable_sql(const piece *a, const piece *b, char **left, char **right)
{
    if (a->decimals > 0 && b->decimals < 0) {
        *left = as_real(a);
        *right = format("%s", b->sql);
    } else if (b->decimals > 0 && a->decimals < 0) {
        *left = format("%s", a->sql);
        *right = as_real(b);
    } else if (a->decimals >= 0 && b->decimals >= 0) {
        int decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
        *left = scaled(a, decimals);
        *right = scaled(b, decimals);
    } else {
        *left = format("%s", a->sql);
        *right = format("%s", b->sql);
    }
}

static piece numeric_for(randomness *from, const piece *other)
{
    for (;;) {
        piece made = numeric(from, (int)random_below(from, 2), random_below(from, 2) == 0);
        bool exact = made.decimals >= 0 && other->decimals >= 0;
        if (!exact || can_scale(&made, other))
            return made;
        free_piece(&made);
    }
}

static piece numeric_condition(randomness *from)
{
    piece a = numeric(from, (int)random_below(from, 3), false), made = {NULL, NULL, 0};
    char *left, *right;
    if (random_below(from, 4) == 0) {
        int64_t count = 1 + random_below(from, 5);
        const char *not = PICK(from, "", "NOT ");
        made = (piece){format("%s %sIN (", a.ours, not), format("%s(", *not ? "NOT " : ""), 0};
        for (int64_t n = 0; n < count; n++) {
            piece item = numeric_for(from, &a);
            comparable_sql(&a, &item, &left, &right);
            char *ours = format("%s%s%s", made.ours, n > 0 ? ", " : "", item.ours);
            char *sql = format("%s%s%s = %s", made.sql, n > 0 ? " OR " : "", left, right);
            free(left);
            free(right);
            free_piece(&made);
            free_piece(&item);
            made = (piece){ours, sql, 0};
        }
        char *ours = format("%s)", made.ours), *sql = format("%s)", made.sql);
        free_piece(&made);
        made = (piece){ours, sql, 0};
    } else if (random_below(from, 3) == 0) {
        piece low = numeric_for(from, &a), high = numeric_for(from, &a);
        char *left_high, *right_high;
        const char *not = PICK(from, "", "NOT ");
        comparable_sql(&a, &low, &left, &right);
        comparable_sql(&a, &high, &left_high, &right_high);
        made.ours = format("%s %sBETWEEN %s AND %s", a.ours, not, low.ours, high.ours);
        made.sql = format("%s(%s >= %s AND %s <= %s)", not, left, right, left_high, right_high);
        free(left);
        free(right);
        free(left_high);
        free(right_high);
        free_piece(&low);
        free_piece(&high);
    } else {
        piece b = numeric_for(from, &a);
        const char *sign = PICK(from, "=", "<>", "<", "<=", ">", ">=");
        bool turned = random_below(from, 4) == 0;
        comparable_sql(&a, &b, &left, &right);
        made.ours = turned ? format("%s %s %s", b.ours, sign, a.ours) : format("%s %s %s", a.ours, sign, b.ours);
        made.sql = turned ? format("%s %s %s", right, sign, left) : format("%s %s %s", left, sign, right);
        free(left);
        free(right);
        free_piece(&b);
    }
    free_piece(&a);
    return made;
}

static const char *text_literal(randomness *from)
{
    return PICK(from, "'a'", "'b'", "'ab'", "'A'", "''", "'æ'", "'abc'", "'zz'", "'none'", "'日本'", "'a_c'", "'It''s'");
}

static piece text_condition(randomness *from)
{
    const char *name = PICK(from, "c", "s", "c"), *not = PICK(from, "", "NOT ");
    switch (random_below(from, 5)) {
    case 0: {
        const char *pattern = PICK(from, "'a%'", "'%b'", "'_'", "'%'", "'a_c'", "'a\\_c'", "'%\\%'", "'%ø%'", "'__'",
                                   "'%a%b%'", "''", "'a\\\\c'", "'ab%ab'", "'b_v'");
        return (piece){format("%s %sLIKE %s", name, not, pattern),
                       format("%s %sLIKE %s ESCAPE '\\'", name, not, pattern), 0};
    }
    case 1: {
        const char *one = text_literal(from), *two = text_literal(from), *three = PICK(from, "s", "c", "'b'");
        char *text = format("%s %sIN (%s, %s, %s)", name, not, one, two, three);
        return (piece){text, format("%s", text), 0};
    }
    case 2: {
        char *text = format("%s %sBETWEEN %s AND %s", name, not, text_literal(from), text_literal(from));
        return (piece){text, format("%s", text), 0};
    }
    case 3: {
        char *text = format("%s %s s", name, PICK(from, "=", "<>", "<", "<=", ">", ">="));
        return (piece){text, format("%s", text), 0};
    }
    default: {
        char *text = format("%s %s %s", name, PICK(from, "=", "<>", "<", "<=", ">", ">="), text_literal(from));
        return (piece){text, format("%s", text), 0};
    }
    }
}

static const char *date_literal(randomness *from)
{
    return PICK(from, "0001-01-01", "9999-12-31", "2000-02-29", "1970-01-01", "1999-12-31", "2020-02-29", "1984-03-01");
}

/* A date or a timestamp: in SQL as a text with the time behind it. */
static piece instant(randomness *from)
{
    const char *date = date_literal(from), *name;
    switch (random_below(from, 4)) {
    case 0:
        return (piece){format("DATE('%s')", date), format("'%sT00:00:00.000000'", date), 0};
    case 1:
        name = PICK(from, "12:00:00.000001", "00:00:00.000000", "23:59:59.999999");
        return (piece){format("TIMESTAMP('%sT%sZ')", date, name), format("'%sT%s'", date, name), 0};
    case 2:
        return (piece){format("z"), format("z"), 0};
    default:
        name = PICK(from, "e", "g");
        return (piece){format("%s", name), format("(%s || 'T00:00:00.000000')", name), 0};
    }
}

static piece date_condition(randomness *from)
{
    if (random_below(from, 4) == 0) {
        const char *sign = PICK(from, "=", "<", ">=");
        const char *name = PICK(from, "e", "g"), *date = date_literal(from);
        int limit = (int)random_below(from, 60) - 5;
        if (random_below(from, 3) == 0)
            return (piece){format("days_between(DATE('%s'), %s) %s %d", date, name, sign, limit * 100),
                           format("CAST(julianday(%s) - julianday('%s') AS INTEGER) %s %d", name, date, sign,
                                  limit * 100), 0};
        const char *now = random_below(from, 2) == 0 ? "2020-02-29" : date;
        char *call = now == date ? format("years_between(%s, DATE('%s'))", name, date) : format("age(%s)", name);
        char *years = format("(CASE WHEN '%s' >= %s THEN substr('%s',1,4) - substr(%s,1,4) - (substr('%s',6) < "
                             "substr(%s,6)) ELSE -(substr(%s,1,4) - substr('%s',1,4) - (substr(%s,6) < "
                             "substr('%s',6))) END)", now, name, now, name, now, name, name, now, name, now);
        piece made = {format("%s %s %d", call, sign, limit), format("(%s IS NOT NULL OR NULL) AND %s %s %d", name, years, sign, limit), 0};
        free(call);
        free(years);
        return made;
    }
    piece a = instant(from), b = instant(from);
    const char *sign = PICK(from, "=", "<>", "<", "<=", ">", ">=");
    piece made = {format("%s %s %s", a.ours, sign, b.ours), format("%s %s %s", a.sql, sign, b.sql), 0};
    free_piece(&a);
    free_piece(&b);
    return made;
}

static piece boolean_condition(randomness *from)
{
    const char *a = PICK(from, "p", "q"), *b = PICK(from, "p", "q", "TRUE", "FALSE");
    char *text = random_below(from, 2) == 0 ? format("%s", a)
                                            : format("%s %s %s", a, PICK(from, "=", "<>", "<", ">="), b);
    return (piece){text, format("%s", text), 0};
}

static piece condition(randomness *from, int depth);

static piece null_condition(randomness *from, int depth)
{
    const char *not = PICK(from, "", "NOT ");
    piece of = depth > 0 && random_below(from, 2) == 0 ? condition(from, depth - 1)
               : random_below(from, 2) == 0            ? numeric(from, 2, false)
                                                       : instant(from);
    piece made = {format("(%s) IS %sNULL", of.ours, not), format("(%s) IS %sNULL", of.sql, not), 0};
    free_piece(&of);
    return made;
}

static piece condition(randomness *from, int depth)
{
    if (depth > 0 && random_below(from, 3) != 0) {
        piece a = condition(from, depth - 1), made;
        if (random_below(from, 4) == 0) {
            made = (piece){format("NOT (%s)", a.ours), format("NOT (%s)", a.sql), 0};
        } else {
            piece b = condition(from, depth - 1);
            const char *sign = PICK(from, "AND", "OR", "AND", "OR", "=", "<>");
            made = (piece){format("(%s) %s (%s)", a.ours, sign, b.ours), format("(%s) %s (%s)", a.sql, sign, b.sql), 0};
            free_piece(&b);
        }
        free_piece(&a);
        return made;
    }
    switch (random_below(from, 8)) {
    case 0:
    case 1:
    case 2:
        return numeric_condition(from);
    case 3:
    case 4:
        return text_condition(from);
    case 5:
        return date_condition(from);
    case 6:
        return boolean_condition(from);
    default:
        return null_condition(from, depth);
    }
}

void random_filter(randomness *randomness, filter_pair *out)
{
    piece made = condition(randomness, (int)random_below(randomness, 4));
    snprintf(out->ours, sizeof out->ours, "%s", made.ours);
    snprintf(out->sql, sizeof out->sql, "%s", made.sql);
    free_piece(&made);
}
