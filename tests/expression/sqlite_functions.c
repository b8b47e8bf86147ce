/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/differential.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Functions that SQLite lacks, written from docs/expression.md without a line of the library. An exact number is a
 * coefficient and its decimals, a binary64 has -1 decimals. */

typedef __int128 wide;

static wide power(int exponent)
{
    wide result = 1;
    while (exponent-- > 0)
        result *= 10;
    return result;
}

typedef struct value {
    bool exact;
    int64_t coefficient;
    int decimals;
    double number; /* the nearest one, where it is exact */
} value;

/* "123E-2" has no decimal mark, so that no locale changes how it is read. */
static double nearest(int64_t coefficient, int decimals)
{
    char text[48];
    snprintf(text, sizeof text, "%lldE-%d", (long long)coefficient, decimals);
    return strtod(text, NULL);
}

static value read_value(sqlite3_value *given, sqlite3_value *decimals)
{
    value read = {.decimals = sqlite3_value_int(decimals)};
    read.exact = read.decimals >= 0;
    if (read.exact) {
        if (sqlite3_value_type(given) != SQLITE_INTEGER)
            ck_abort_msg("a coefficient that is no whole number");
        read.coefficient = sqlite3_value_int64(given);
        read.number = nearest(read.coefficient, read.decimals);
    } else {
        read.number = sqlite3_value_double(given);
    }
    return read;
}

static bool any_null(int count, sqlite3_value **arguments)
{
    for (int i = 0; i < count; i++)
        if (sqlite3_value_type(arguments[i]) == SQLITE_NULL)
            return true;
    return false;
}

static int sign(wide number)
{
    return (number > 0) - (number < 0);
}

static int compare_whole(int64_t whole, double number)
{
    if (number >= 0x1p63)
        return -1;
    if (number < -0x1p63)
        return 1;
    int64_t cut = (int64_t)number;
    double rest = number - (double)cut;
    return whole != cut ? sign((wide)whole - cut) : rest > 0 ? -1 : rest < 0;
}

static int compare_values(const value *a, const value *b)
{
    if (a->exact && b->exact)
        return sign(a->coefficient * power(b->decimals) - b->coefficient * power(a->decimals));
    if (a->exact && a->decimals == 0)
        return compare_whole(a->coefficient, b->number);
    if (b->exact && b->decimals == 0)
        return -compare_whole(b->coefficient, a->number);
    return (a->number > b->number) - (a->number < b->number);
}

/* cmp(a, decimals, b, decimals): -1, 0, 1 */
static void cmp(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    if (any_null(count, arguments)) {
        sqlite3_result_null(context);
        return;
    }
    value a = read_value(arguments[0], arguments[1]), b = read_value(arguments[2], arguments[3]);
    sqlite3_result_int(context, compare_values(&a, &b));
}

static void give_number(sqlite3_context *context, double number)
{
    if (isfinite(number))
        sqlite3_result_double(context, number);
    else
        sqlite3_result_null(context);
}

static double calculate_numbers(char operator, double a, double b)
{
    switch (operator) {
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '*':
        return a * b;
    case '/':
        return a / b;
    case 'd':
        return trunc(a / b);
    case '%':
        return fmod(a, b);
    default:
        return pow(a, b);
    }
}

static void give_exact(sqlite3_context *context, char operator, const value *a, const value *b)
{
    int decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    wide left = a->coefficient * power(decimals - a->decimals), right = b->coefficient * power(decimals - b->decimals);
    if ((operator == 'd' || operator == '%' || operator == '/') && right == 0) {
        sqlite3_result_null(context);
        return;
    }
    if (operator == '/') {
        give_number(context, (double)left / (double)right);
        return;
    }
    wide result = operator == '+'   ? left + right
                  : operator == '-' ? left - right
                  : operator == '*' ? (wide)a->coefficient * b->coefficient
                  : operator == 'd' ? left / right
                                    : left % right;
    if (result != (int64_t)result)
        sqlite3_result_null(context);
    else
        sqlite3_result_int64(context, (int64_t)result);
}

/* calc(operator, a, decimals, b, decimals); a product of more than 18 decimals is a binary64. */
static void calc(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    if (any_null(count, arguments)) {
        sqlite3_result_null(context);
        return;
    }
    char operator = *(const char *)sqlite3_value_text(arguments[0]);
    value a = read_value(arguments[1], arguments[2]), b = read_value(arguments[3], arguments[4]);
    bool exact = a.exact && b.exact && operator != '^' && !(operator == '*' && a.decimals + b.decimals > 18);
    if (exact)
        give_exact(context, operator, &a, &b);
    else
        give_number(context, calculate_numbers(operator, a.number, b.number));
}

static void fin(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    if (any_null(count, arguments))
        sqlite3_result_null(context);
    else
        give_number(context, sqlite3_value_double(arguments[0]));
}

/* The letters of the tests' texts: as they are, without case, and without marks. Longer ones first. */
static const struct letter {
    const char *plain, *casei, *accenti;
} letters[] = {
    {"e\xCC\x81", "é", "e"}, {"E\xCC\x81", "é", "E"}, {"É", "é", "E"}, {"é", "é", "e"},
    {"È", "è", "E"},         {"è", "è", "e"},         {"Å", "å", "A"}, {"å", "å", "a"},
    {"Ä", "ä", "A"},         {"ä", "ä", "a"},         {"Ö", "ö", "O"}, {"ö", "ö", "o"},
    {"Ü", "ü", "U"},         {"ü", "ü", "u"},         {"Ø", "ø", "Ø"}, {"Æ", "æ", "Æ"},
    {"ß", "ss", "ß"},       {"ç", "ç", "c"},         {"Ñ", "ñ", "N"}, {"ñ", "ñ", "n"},
};

static void fold(sqlite3_context *context, sqlite3_value *given, bool casei)
{
    char folded[400];
    size_t length = 0;
    if (sqlite3_value_type(given) == SQLITE_NULL) {
        sqlite3_result_null(context);
        return;
    }
    for (const char *text = (const char *)sqlite3_value_text(given); *text != '\0';) {
        const struct letter *letter = letters, *end = letters + sizeof letters / sizeof *letters;
        while (letter < end && strncmp(text, letter->plain, strlen(letter->plain)) != 0)
            letter++;
        if (letter < end) {
            const char *by = casei ? letter->casei : letter->accenti;
            memcpy(folded + length, by, strlen(by));
            length += strlen(by);
            text += strlen(letter->plain);
        } else {
            folded[length++] = casei && *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text;
            text++;
        }
        if (length >= sizeof folded - 4)
            ck_abort_msg("a text too long to fold");
    }
    sqlite3_result_text(context, folded, (int)length, SQLITE_TRANSIENT);
}

static void casei(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    fold(context, arguments[0], true);
}

static void accenti(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    fold(context, arguments[0], false);
}

void add_sqlite_functions(sqlite3 *database)
{
    static const struct {
        const char *name;
        int arguments;
        void (*function)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {{"cmp", 4, cmp}, {"calc", 5, calc}, {"fin", 1, fin}, {"casei", 1, casei}, {"accenti", 1, accenti}};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        ck_assert_int_eq(sqlite3_create_function(database, functions[i].name, functions[i].arguments,
                                                 SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, functions[i].function, NULL,
                                                 NULL), SQLITE_OK);
}
