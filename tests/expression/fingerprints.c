/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/suite.h"
#include "integration/expression.h"
#include "support/failing_allocator.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS 64

static void fingerprint(integ_context *context, const char *filter, char *out)
{
    integ_expression *expression;
    integ_text *text;
    ck_assert_msg(integ_expression_parse(context, filter, strlen(filter), NULL, &expression, NULL) == INTEG_STATUS_OK,
                  "%s", filter);
    ck_assert_int_eq(integ_expression_fingerprint(expression, &text, NULL), INTEG_STATUS_OK);
    ck_assert_uint_eq(integ_text_length(text), DIGITS);
    memcpy(out, integ_text_bytes(text), DIGITS + 1);
    integ_text_free(text);
    integ_expression_free(expression);
}

static void compare(integ_context *context, const char *a, const char *b, bool same)
{
    char first[DIGITS + 1], second[DIGITS + 1];
    fingerprint(context, a, first);
    fingerprint(context, b, second);
    ck_assert_msg((strcmp(first, second) == 0) == same, "%s\n%s\nhave %s fingerprint", a, b,
                  same ? "not the same" : "the same");
}

/* Computed with Python's hashlib from the normal form as docs/expression.md describes it. They stand in decisions: if
 * one of them changes, what was approved can no longer be recognised. */
START_TEST(fingerprints_stay_as_they_are)
{
    static const char *const cases[][2] = {
        {"p", "cd4f1f75d0386be9d6daca69d35b5376b443c63385062a29e98a994ba6360454"},
        {"p AND q AND p", "6222dcb09761f6610bd3fc75f6a05ff6ec5ca086a6d6e232e0dc5fcf9098bedf"},
        {"(p) AND (p)", "cd4f1f75d0386be9d6daca69d35b5376b443c63385062a29e98a994ba6360454"},
        {"origin <> 'danish'", "c3db775dc2891eb2696768e1455d5eb655a9060bab2030eff14329395b5aca5c"},
        {"region = 'non_western' AND sex = 'F' AND age BETWEEN 18 AND 64 AND employment = 'unemployed'",
         "3ec8c544fb97681510e6cfeec17628b63e55571561f60e4a9d2862c0e5bdc2a0"},
        {"income >= 12.50 OR NOT benefit IS NULL", "0c2657445286370b15b897c1ec49d5ce8a295d24968e6bfc5075cf9260d58f05"},
        {"n * 12.50 < 1E3", "b61e2bad009072ecd620817084c8db7594ed70134092aaa0468c71d353b5e99c"},
        {"area IN ('b', 'æ', 'a', 'b')", "5dfee4d41672351f2e3d9355855ffbceae3e73c717f93cce6abcc8783ff32369"},
        {"Age(born) = 3", "f965fb9baabcb60876d8428d9592074a24a7d97ed1f5c66489dc5cac157a03fc"},
        {"born < DATE('1970-01-11') AND t_before(seen, INTERVAL('..', '1970-01-01T00:00:01Z'))",
         "76f0f085a416492d9a73ad6dfc6558bd1518688d90f114d1158b729c93fb5661"},
        {"CASEI(area) LIKE CASEI('x%') AND ok = TRUE",
         "2a7eb2e6264a8e95a0caea7e5055ef518510ef0b1ba2e6b66eb4afcc8c14789a"},
        {"in_group('broad')", "a54852878ddbbeac6f8e64c0b8a60d268747b9a50fcd3a228fef4dc1bf4ebbf4"},
        {"a_equals((1, 2, 1), (n, 2))", "92921596d44edbb8754cacb5743154b7c1c052e908847ee5a3872416f583fe52"},
    };
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char found[DIGITS + 1];
        fingerprint(context, cases[i][0], found);
        ck_assert_msg(strcmp(found, cases[i][1]) == 0, "%s: %s", cases[i][0], found);
    }
    integ_context_free(context);
}
END_TEST

START_TEST(what_means_the_same_and_is_normalised_has_the_same_fingerprint)
{
    static const char *const same[][2] = {
        {"a = 1", "\n\t(a=1) "},
        {"a = 1", "1 = \"a\""},
        {"a<>1", "1<>a"},
        {"a > 1", "1 < a"},
        {"a >= b", "b <= a"},
        {"a not in (1,2)", "NOT (a IN (2, 1, 2))"},
        {"a IS NOT NULL", "NOT a IS NULL"},
        {"NOT NOT (p AND NOT NOT q) AND r", "r AND q AND p"},
        {"(p OR q) OR (r OR (p))", "r OR q OR p"},
        {"p AND (q OR r)", "(r OR q) AND p"},
        {"a = 12.50", "a = 12.5"},
        {"a BETWEEN 1.0 AND 2", "a BETWEEN 1.00 AND 2"},
        {"'it''s' = a", "a = 'it\\'s'"},
        {"a_overlaps((1, 2), (a, b))", "A_Overlaps((2, 1, 2), (b, a))"},
        {"EXISTS('t', a AND b)", "exists('t', b AND (a))"},
        {"exists(t, a)", "exists('t', a)"},
        {"coverage(t, a, b) > 0.5", "Coverage('t', a, b) > 0.50"},
        {"date('2019-01-01') < a", "a > DATE('2019-01-01')"},
    };
    static const char *const different[][2] = {
        {"a = 1", "a = 2"},         {"a = 1", "b = 1"},          {"a = 1", "A = 1"},
        {"a = 1", "a <> 1"},        {"a < 1", "a <= 1"},         {"a < 1", "a > 1"},
        {"a - b = 1", "b - a = 1"}, {"p AND q", "p OR q"},       {"a = '1'", "a = 1"},
        {"a = 'x'", "a = 'X'"},     {"a = 'x'", "a = x"},        {"p AND (q OR r)", "(p AND q) OR r"},
        {"NOT a = 1", "a <> 1"},    {"p", "p = TRUE"},           {"NOT p", "p"},
        {"a IN (1)", "a = 1"},      {"a BETWEEN 1 AND 2", "a >= 1 AND a <= 2"},
        {"a = 1", "a = 1.0"},       {"a * 1.0 = 1", "a * 1.00 = 1"},
        {"a BETWEEN 1 AND 2", "a BETWEEN 2 AND 1"},
        {"a LIKE 'x'", "'x' LIKE 'x'"},
        {"in_group('a')", "in_group('b')"},
        {"f(a, b)", "f(b, a)"},     {"f(a)", "g(a)"},            {"f(ab, c)", "f(a, bc)"},
        {"a = DATE('2019-01-01')", "a = TIMESTAMP('2019-01-01T00:00:00Z')"},
        {"CASEI(a) = 'x'", "ACCENTI(a) = 'x'"},
        {"t_during(a, INTERVAL('..', '2019-01-01'))", "t_during(a, INTERVAL('2019-01-01', '..'))"},
    };
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        compare(context, same[i][0], same[i][1], true);
    for (size_t i = 0; i < sizeof different / sizeof *different; i++)
        compare(context, different[i][0], different[i][1], false);
    integ_context_free(context);
}
END_TEST

/* ---- random definitions, written in many ways ---------------------------------------------------------------- */

typedef enum kind { COMPARE, RANGE, AMONG, NULLS, LIKENESS, ALL, ANY, NEGATION } kind;

typedef struct tree {
    kind kind;
    int column, operator, number; /* numbers are of no other leaf, so that every change of one is a change */
    int count;
    struct tree *children[4];
} tree;

static uint64_t state;

static int below(int limit)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (int)((state >> 33) % (uint64_t)limit);
}

static tree *grow(int depth, int *number)
{
    tree *made = calloc(1, sizeof *made);
    made->kind = depth == 0 ? (kind)below(5) : (kind)below(8);
    made->column = below(6);
    made->operator = below(6);
    made->number = *number;
    *number += 10;
    if (made->kind >= ALL)
        made->count = made->kind == NEGATION ? 1 : 2 + below(3);
    for (int i = 0; i < made->count; i++)
        made->children[i] = grow(depth - 1, number);
    return made;
}

static void cut(tree *made)
{
    for (int i = 0; i < made->count; i++)
        cut(made->children[i]);
    free(made);
}

typedef struct writing {
    char text[65536];
    size_t length;
    bool varied;
} writing;

__attribute__((format(printf, 2, 3))) static void put(writing *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int written = vsnprintf(to->text + to->length, sizeof to->text - to->length, format, arguments);
    va_end(arguments);
    to->length += (size_t)written;
    ck_assert_uint_lt(to->length, sizeof to->text);
}

static void gap(writing *to)
{
    static const char *const gaps[] = {" ", "  ", "\n", "\t ", "\xC2\xA0"};
    put(to, "%s", gaps[to->varied ? below(5) : 0]);
}

/* A keyword in any case. */
static void word(writing *to, const char *text)
{
    gap(to);
    for (; *text != '\0'; text++)
        put(to, "%c", to->varied && below(2) ? *text | 0x20 : *text);
    gap(to);
}

static void column(writing *to, int index)
{
    static const char *const names[] = {"a", "b", "æble", "sex", "age2", "_x"};
    put(to, to->varied && below(2) ? "\"%s\"" : "%s", names[index]);
}

static void write_tree(writing *to, const tree *from);

static void write_comparison(writing *to, const tree *from)
{
    static const char *const signs[] = {"=", "<>", "<", ">", "<=", ">="},
                             *const turned[] = {"=", "<>", ">", "<", ">=", "<="};
    if (to->varied && below(2)) {
        put(to, "%d", from->number);
        put(to, "%s", turned[from->operator]);
        column(to, from->column);
    } else {
        column(to, from->column);
        put(to, " %s ", signs[from->operator]);
        put(to, "%d", from->number);
    }
}

static void write_among(writing *to, const tree *from)
{
    int first = to->varied ? below(3) : 0;
    column(to, from->column);
    word(to, "IN");
    put(to, "(");
    for (int i = 0; i < 3 + (to->varied ? below(3) : 0); i++)
        put(to, i > 0 ? ", %d" : "%d", from->number + (first + i) % 3);
    put(to, ")");
}

static void write_joined(writing *to, const tree *from)
{
    int first = to->varied ? below(from->count) : 0;
    int step = to->varied && from->count != 2 && below(2) ? from->count - 1 : 1;
    int written = from->count + (to->varied ? below(2) : 0); /* one may stand twice */
    for (int i = 0; i < written; i++) {
        if (i > 0)
            word(to, from->kind == ALL ? "AND" : "OR");
        put(to, "(");
        write_tree(to, from->children[(first + i * step) % from->count]);
        put(to, ")");
    }
}

static void write_bare(writing *to, const tree *from)
{
    switch (from->kind) {
    case COMPARE:
        write_comparison(to, from);
        break;
    case RANGE:
        column(to, from->column);
        word(to, "BETWEEN");
        put(to, "%d", from->number);
        word(to, "AND");
        put(to, "%d", from->number + 5);
        break;
    case AMONG:
        write_among(to, from);
        break;
    case NULLS:
        put(to, "f%d(", from->number);
        column(to, from->column);
        put(to, ")");
        word(to, "IS");
        word(to, "NULL");
        break;
    case LIKENESS:
        column(to, from->column);
        word(to, "LIKE");
        put(to, "'%d%%'", from->number);
        break;
    case NEGATION:
        word(to, "NOT");
        put(to, "(");
        write_tree(to, from->children[0]);
        put(to, ")");
        break;
    default:
        write_joined(to, from);
    }
}

static void write_tree(writing *to, const tree *from)
{
    int around = to->varied ? below(3) : 0;
    bool negated = to->varied && below(8) == 0;
    if (negated)
        word(to, "NOT NOT");
    for (int i = 0; i < around + negated; i++)
        put(to, "(");
    write_bare(to, from);
    for (int i = 0; i < around + negated; i++)
        put(to, ")");
}

/* Changes one thing of one node. */
static void mutate(tree *from)
{
    tree *node = from;
    while (node->count > 0 && below(4) != 0)
        node = node->children[below(node->count)];
    switch (node->kind) {
    case COMPARE:
        node->operator = (node->operator + 1 + below(5)) % 6;
        break;
    case RANGE:
    case AMONG:
        node->number += 1 + below(4);
        break;
    case NULLS:
    case LIKENESS:
        node->column = (node->column + 1 + below(5)) % 6;
        break;
    case NEGATION:
        node->kind = ALL;
        node->children[node->count++] = calloc(1, sizeof *node); /* its leaf, a = 0, is nowhere else */
        break;
    default:
        node->kind = node->kind == ALL ? ANY : ALL;
    }
}

START_TEST(random_definitions_are_recognised_however_they_are_written)
{
    integ_context *context;
    static writing plain, varied, changed;
    int rounds = is_long_run() ? 200000 : 2000;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    for (int round = 0; round < rounds; round++) {
        int number = 10;
        state = (uint64_t)round;
        tree *made = grow(1 + below(4), &number);
        plain.length = varied.length = changed.length = 0;
        write_tree(&plain, made);
        varied.varied = changed.varied = true;
        write_tree(&varied, made);
        mutate(made);
        write_tree(&changed, made);
        compare(context, plain.text, varied.text, true);
        compare(context, plain.text, changed.text, false);
        cut(made);
    }
    integ_context_free(context);
}
END_TEST

static integ_status take_fingerprint(integ_context *context, integ_error *error, void *userdata)
{
    static const char filter[] =
        "NOT (a > 5 OR in_group('a') AND x < 1E5) AND b LIKE 'x%' AND c IN (1, 2, 3, 4, 5, 6) AND "
                                 "exists('t', p <> q)";
    integ_expression *expression = NULL;
    integ_text *text = NULL;
    (void)userdata;
    integ_status status = integ_expression_parse(context, filter, strlen(filter), NULL, &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_fingerprint(expression, &text, error);
    ck_assert_int_eq(status == INTEG_STATUS_OK, text != NULL);
    integ_text_free(text);
    integ_expression_free(expression);
    return status;
}

START_TEST(running_out_of_memory_is_reported_by_fingerprints)
{
    integ_expression *expression = NULL;
    integ_text *text;
    for_each_failing_allocation(take_fingerprint, NULL);
    ck_assert_int_eq(integ_expression_fingerprint(expression, &text, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_expression_fingerprint(expression, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

void add_fingerprints(Suite *suite)
{
    add_tests(suite, "fingerprints",
              (const TTest *[]){fingerprints_stay_as_they_are,
                                what_means_the_same_and_is_normalised_has_the_same_fingerprint,
                                random_definitions_are_recognised_however_they_are_written,
                                running_out_of_memory_is_reported_by_fingerprints, NULL});
}
