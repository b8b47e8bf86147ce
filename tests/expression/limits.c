/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"
#include "expression/small_register.h"
#include "expression/suite.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Expressions far larger and deeper than people write are answered, or refused with a message; neither takes long, nor
 * much of the stack: programs run them on threads of their own, whose stacks may be small. */

typedef struct large {
    const char *name;
    const char *before, *unit, *between, *after; /* in a unit, # is the number of the repetition */
    int count;
    const char *end;     /* as often as units, behind them */
    const char *allowed; /* statuses: 'o' OK, 'l' limit exceeded, 's' syntax, 't' type mismatch, 'u' unknown name */
} large;

static const large wide[] = {
    {"AND", "", "n <> #", " AND ", "", 10000, "", "o"},
    {"OR", "", "n = #", " OR ", "", 10000, "", "o"},
    {"OR of ANDs", "", "(n = # AND x < 1.#)", " OR ", "", 10000, "", "o"},
    {"AND of ORs", "", "(n = # OR NOT (x < 1.#) OR code = 'c#')", " AND ", "", 10000, "", "o"},
    {"IN of whole numbers", "n IN (", "#", ", ", ")", 10000, "", "o"},
    {"IN of decimals", "money IN (", "#.5", ", ", ")", 10000, "", "o"},
    {"IN of numbers", "x IN (", "#.5", ", ", ")", 10000, "", "o"},
    {"IN of values", "n + 1 IN (", "#", ", ", ")", 10000, "", "o"},
    {"IN of columns", "n IN (", "n + #", ", ", ")", 10000, "", "o"},
    {"IN of texts", "code IN (", "'c#'", ", ", ")", 10000, "", "o"},
    {"IN of folded texts", "CASEI(name) IN (", "CASEI('C#')", ", ", ")", 10000, "", "o"},
    {"IN of dates", "born IN (", "DATE('2000-01-01'), TIMESTAMP('2000-01-01T00:00:00.#Z')", ", ", ")", 900, "", "o"},
    {"LIKE", "", "name LIKE '%#%'", " OR ", "", 10000, "", "o"},
    {"lists", "A_OVERLAPS((1, 2, n), (", "#", ", ", "))", 10000, "", "o"},
    {"long lists on both sides", "A_OVERLAPS((", "#", ", ", "), (1, 2))", 10000, "", "o"},
    {"sums", "n = ", "#", " + ", "", 10000, "", "ol"},
    {"faults", "", "nn# = 1", " AND ", "", 10000, "", "u"},
    {"100,000 in AND", "", "n <> #", " AND ", "", 100000, "", "o"},
    {"100,000 in OR", "", "n = #", " OR ", "", 100000, "", "o"},
    {"100,000 in IN", "n IN (", "#", ", ", ")", 100000, "", "o"},
    {"100,000 numbers in IN", "x IN (", "#.5", ", ", ")", 100000, "", "o"},
    {"100,000 faults", "", "nn = 1", " AND ", "", 100000, "", "u"},
};

static const large deep[] = {
    {"parentheses", "n = 1 OR ", "(", "", "n = 2", 1000, ")", "ol"},
    {"NOT", "", "NOT ", "", "n = 2", 1000, "", "ol"},
    {"NOT in parentheses", "", "NOT (", "", "n = 2", 1000, ")", "ol"},
    {"AND in OR", "", "n = # AND (n = # OR (", "", "n = 2", 500, "))", "ol"},
    {"functions", "name = ", "CASEI(ACCENTI(", "", "'a'", 500, "))", "ol"},
    {"unknown functions", "", "f(", "", "1", 1000, ")", "l"},
    {"sums in parentheses", "n = ", "(1 + ", "", "2", 1000, ")", "ol"},
    {"powers", "n = ", "2 ^ ", "", "2", 1000, "", "ol"},
    {"minus signs", "n = ", "-", "", "2", 1000, "", "ol"},
    {"minus signs in parentheses", "n = ", "-(", "", "n", 1000, ")", "ol"},
    {"lists", "A_EQUALS(", "(1, ", "", "1", 1000, ")", "ls"},
    {"comparisons", "", "TRUE = (", "", "FALSE", 1000, ")", "ol"},
    {"IS NULL", "", "(", "", "n IS NULL", 1000, ") IS NULL", "ol"},
    {"IN", "", "TRUE IN (", "", "FALSE", 1000, ")", "ol"},
    {"a million parentheses", "", "(", "", "TRUE", 1000000, ")", "l"},
    {"a million of IN", "", "TRUE IN (", "", "FALSE", 1000000, ")", "l"},
    {"a million open IN", "", "n IN (1, ", "", "", 1000000, "", "l"},
    {"a million of NOT", "", "NOT ", "", "TRUE", 1000000, "", "l"},
    {"a million minus signs", "n = ", "- ", "", "1", 1000000, "", "ol"},
    {"a million open parentheses", "", "(", "", "", 1000000, "", "ls"},
    {"a million open calls", "", "f(", "", "", 1000000, "", "ls"},
    {"a million powers", "n = ", "2^", "", "2", 1000000, "", "ol"},
    {"a million lists", "A_EQUALS(", "(1,", "", "", 1000000, "", "ls"},
};

static const large longest[] = {
    {"16 MB of OR", "", "n=#", " OR ", "", 1500000, "", "ol"},
    {"16 MB of IN", "n IN (", "#", ",", ")", 2000000, "", "ol"},
    {"16 MB of numbers in IN", "x IN (", "#.5", ",", ")", 1600000, "", "ol"},
    {"16 MB of texts in IN", "code IN (", "'#'", ",", ")", 1500000, "", "ol"},
    {"a million columns in IN", "n IN (", "n", ",", ")", 990000, "", "o"},
    {"16 MB of columns in IN", "n IN (", "n", ",", ")", 8000000, "", "ol"},
    {"200,000 faults", "", "m", " OR ", "", 200000, "", "u"},
    {"200,000 faults on lines", "", "m", " OR\n", "", 200000, "", "u"},
    {"lists of 16 MB", "A_EQUALS((1), (", "#", ",", "))", 2000000, "", "ol"},
    {"lists of thousands", "A_EQUALS((", "#", ",", "), (1, 2, 3, 4, 5, 6, 7, 8, 9, 10))", 99000, "", "o"},
    {"lists of too many", "A_EQUALS((", "#", ",", "), (1, 2, 3, 4, 5, 6, 7, 8, 9, 10))", 100001, "", "l"},
    {"16 MB of spaces", "", " ", "", "TRUE", 16000000, "", "o"},
    {"a text of 16 MB", "code = '", "æ", "", "'", 8000000, "", "o"},
    {"a pattern of 16 MB", "name LIKE '", "%", "", "a'", 16000000, "", "o"},
    {"a name of 16 MB", "", "a", "", "", 16000000, "", "u"},
    {"a number of 16 MB", "n = 0.", "1", "", "", 16000000, "", "olsu"},
    {"more than 16 MiB", "", " ", "", "TRUE", 17000000, "", "l"},
};

static size_t put_unit(char *at, const char *unit, int number)
{
    char *start = at;
    for (; *unit != '\0'; unit++) {
        if (*unit == '#')
            at += sprintf(at, "%d", number);
        else
            *at++ = *unit;
    }
    return (size_t)(at - start);
}

static char *write_large(const large *large)
{
    size_t unit = strlen(large->unit) + 20 * (strchr(large->unit, '#') != NULL) + strlen(large->between);
    size_t size = strlen(large->before) + strlen(large->after) + 100 +
                  (size_t)large->count * (unit + strlen(large->end) + 1);
    char *text = malloc(size), *at = text;
    at += sprintf(at, "%s", large->before);
    for (int i = 0; i < large->count; i++) {
        if (i > 0)
            at += put_unit(at, large->between, 0);
        at += put_unit(at, large->unit, i + 1);
    }
    at += sprintf(at, "%s", large->after);
    for (int i = 0; i < large->count && *large->end != '\0'; i++)
        at += put_unit(at, large->end, 0);
    *at = '\0';
    return text;
}

static char letter_of(integ_status status)
{
    switch (status) {
    case INTEG_STATUS_OK:
        return 'o';
    case INTEG_STATUS_LIMIT_EXCEEDED:
        return 'l';
    case INTEG_STATUS_SYNTAX:
        return 's';
    case INTEG_STATUS_TYPE_MISMATCH:
        return 't';
    case INTEG_STATUS_UNKNOWN_NAME:
        return 'u';
    default:
        return 'x';
    }
}

typedef struct attempt {
    const integ_register *reg;
    const large *large;
    char *text;
    counts found;
    integ_error *error;
} attempt;

static void *answer(void *userdata)
{
    attempt *attempt = userdata;
    attempt->found = count_rows(attempt->reg, attempt->text, 1, attempt->error);
    return NULL;
}

/* On a thread with a stack of this size, where the sanitizers' frames fit too. */
static void run_with_stack(size_t bytes, void *(*work)(void *), void *userdata)
{
    pthread_attr_t attributes;
    pthread_t thread;
    ck_assert_int_eq(pthread_attr_init(&attributes), 0);
    ck_assert_int_eq(pthread_attr_setstacksize(&attributes, bytes), 0);
    ck_assert_int_eq(pthread_create(&thread, &attributes, work, userdata), 0);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#define SMALL_STACK ((size_t)256 << 10)
#define MOST_SECONDS 60 /* minutes and hours are what a quadratic loop would take */

static void try_large(const integ_register *reg, const large *large)
{
    attempt attempt = {.reg = reg, .large = large, .text = write_large(large)};
    char line[600] = "";
    ck_assert_int_eq(integ_error_new(&attempt.error), INTEG_STATUS_OK);
    double begin = seconds();
    run_with_stack(SMALL_STACK, answer, &attempt);
    double taken = seconds() - begin;
    integ_error_line_text(attempt.error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    if (getenv("EXPRESSION_LIMITS") != NULL)
        printf("# %-30s %8zu bytes %6.3f s: %d %.200s\n", large->name, strlen(attempt.text), taken,
               (int)attempt.found.status, line);
    ck_assert_msg(strchr(large->allowed, letter_of(attempt.found.status)) != NULL, "%s: status %d: %s", large->name,
                  (int)attempt.found.status, line);
    ck_assert_msg((attempt.found.status == INTEG_STATUS_OK) == (line[0] == '\0'), "%s: %s", large->name, line);
    ck_assert_msg(taken < MOST_SECONDS, "%s: %.1f seconds", large->name, taken);
    integ_error_free(attempt.error);
    free(attempt.text);
}

#define TRY_ALL(cases)                                                                                              \
    do {                                                                                                            \
        integ_register *reg = small_register(NULL);                                                                 \
        for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                                                \
            try_large(reg, &(cases)[i]);                                                                            \
        integ_register_free(reg);                                                                                   \
    } while (0)

START_TEST(thousands_of_conditions_are_answered)
{
    TRY_ALL(wide);
}
END_TEST

START_TEST(deep_expressions_are_answered_or_refused)
{
    TRY_ALL(deep);
}
END_TEST

START_TEST(sixteen_megabytes_are_answered_or_refused)
{
    TRY_ALL(longest);
}
END_TEST

void add_limits(Suite *suite)
{
    add_tests(suite, "limits",
              (const TTest *[]){thousands_of_conditions_are_answered, deep_expressions_are_answered_or_refused,
                                sixteen_megabytes_are_answered_or_refused, NULL});
}
