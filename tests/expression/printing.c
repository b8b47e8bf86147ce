/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/print.h"
#include "expression/random_tree.h"
#include "expression/shape.h"
#include "expression/suite.h"
#include "support/failing_allocator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static integ_context *context;

static void make_context(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
}

static void free_context(void)
{
    integ_context_free(context);
}

static integ_expression *parse(const char *text, size_t length)
{
    integ_error *error;
    integ_expression *expression;
    char line[600] = "";
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    integ_status status = integ_expression_parse(context, text, length, NULL, &expression, error);
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_msg(status == INTEG_STATUS_OK, "%s: %s", text, line);
    integ_error_free(error);
    return expression;
}

static integ_text *print(const integ_expression *expression)
{
    integ_text *text;
    ck_assert_int_eq(integ_expression_to_text(expression, &text, NULL), INTEG_STATUS_OK);
    ck_assert_uint_eq(strlen(integ_text_bytes(text)), integ_text_length(text));
    return text;
}

/* The text is canonical: printing what it says gives it back. */
static void expect_canonical(const char *written, const char *canonical)
{
    integ_expression *expression = parse(written, strlen(written));
    integ_text *text = print(expression);
    ck_assert_str_eq(integ_text_bytes(text), canonical);
    integ_expression *again = parse(integ_text_bytes(text), integ_text_length(text));
    ck_assert_msg(integi_node_equal(integi_expression_root(expression), integi_expression_root(again)), "%s", written);
    integ_text *twice = print(again);
    ck_assert_str_eq(integ_text_bytes(twice), canonical);
    integ_text_free(text);
    integ_text_free(twice);
    integ_expression_free(expression);
    integ_expression_free(again);
}

#define EXPECT_CANONICAL(...)                                                                                          \
    for (const char *const(*pair)[2] = (const char *const[][2]){__VA_ARGS__, {NULL, NULL}}; (*pair)[0] != NULL;        \
         pair++)                                                                                                       \
        expect_canonical((*pair)[0], (*pair)[1]);

START_TEST(only_the_parentheses_that_are_needed_are_written)
{
    make_context();
    EXPECT_CANONICAL({"((a) or((b)and(c)))", "a OR b AND c"}, {"(a or b) and c", "(a OR b) AND c"},
                     {"a and (b and c)", "a AND (b AND c)"}, {"a or (b or c) or d", "a OR (b OR c) OR d"},
                     {"not(a)", "NOT a"}, {"not (a = 1)", "NOT a = 1"}, {"not (a and b)", "NOT (a AND b)"},
                     {"(not a) = b", "(NOT a) = b"}, {"not not a", "NOT (NOT a)"},
                     {"(a=b)=(c<>d)", "(a = b) = (c <> d)"},
                     {"(a = b) is null", "(a = b) IS NULL"}, {"a+(b+c)", "a + (b + c)"}, {"(a-b)-c", "a - b - c"},
                     {"(a*b)+c", "a * b + c"}, {"a*(b+c)", "a * (b + c)"}, {"(a^b)^c", "(a ^ b) ^ c"},
                     {"a^b^c", "a ^ (b ^ c)"}, {"-2^2", "(-2) ^ 2"}, {"2^-2", "2 ^ -2"}, {"-a", "-a"}, {"-1*a", "-a"},
                     {"-(a+b)", "-1 * (a + b)"}, {"-a^2", "(-a) ^ 2"}, {"a--1", "a - -1"}, {"a - -b", "a - -b"},
                     {"a * -b", "a * (-b)"},
                     {"a div(b%c)", "a div (b % c)"}, {"-f(x)*2", "-f(x) * 2"})
    free_context();
}
END_TEST

/* What is nested deeper, and deeper, by putting it where %s stands. */
static void expect_deep_texts(const char *form)
{
    char text[8192] = "a", wider[8192];
    const char *hole = strstr(form, "%s");
    for (int level = 0; level < 99; level++) {
        snprintf(wider, sizeof wider, "%.*s%.4000s%s", (int)(hole - form), form, text, hole + 2);
        strcpy(text, wider);
        integ_expression *expression;
        if (integ_expression_parse(context, text, strlen(text), NULL, &expression, NULL) != INTEG_STATUS_OK)
            return;
        integ_text *canonical = print(expression);
        integ_expression *again = parse(integ_text_bytes(canonical), integ_text_length(canonical));
        ck_assert_msg(integi_node_equal(integi_expression_root(expression), integi_expression_root(again)), "%s", text);
        integ_expression_free(expression);
        integ_expression_free(again);
        integ_text_free(canonical);
    }
}

START_TEST(what_is_as_deep_as_may_be_read_is_read_back)
{
    make_context();
    static const char *const forms[] = {"A_EQUALS(NOT %s, b)", "A_EQUALS(-%s, b)", "2 ^ %s", "NOT %s", "f(-%s ^ 2)",
                                        "-%s",
                                        "(%s) NOT IN (TRUE)", "NOT (%s) AND b", "1 - (%s)", "((%s, 1), 1)"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        expect_deep_texts(forms[i]);
    free_context();
}
END_TEST

START_TEST(predicates_and_functions_have_one_form)
{
    make_context();
    EXPECT_CANONICAL({"not(a like 'x%')", "a NOT LIKE 'x%'"}, {"a not like 'x%'", "a NOT LIKE 'x%'"},
                     {"not a between 1 and 2", "a NOT BETWEEN 1 AND 2"},
                     {"a in((1),2,(b or c))", "a IN (1, 2, b OR c)"},
                     {"not a in ('x')", "a NOT IN ('x')"}, {"not (a is null)", "a IS NOT NULL"},
                     {"not a is not null", "NOT a IS NOT NULL"}, {"(a in (1)) in (true)", "(a IN (1)) IN (TRUE)"},
                     {"a between (b between 1 and 2) and 3", "a BETWEEN (b BETWEEN 1 AND 2) AND 3"},
                     {"casei( Accenti(x) )='y'", "CASEI(ACCENTI(x)) = 'y'"}, {"AGE( b )>18", "age(b) > 18"},
                     {"a_containedby((1,2),())", "A_CONTAINEDBY((1, 2), ())"}, {"f()", "f()"},
                     {"t_after(d,interval('2000-01-01','..'))", "T_AFTER(d, INTERVAL('2000-01-01', '..'))"},
                     {"INTERVAL(date('2000-01-01'),f(b))=c", "INTERVAL('2000-01-01', f(b)) = c"})
    free_context();
}
END_TEST

START_TEST(literals_and_names_are_written_exactly)
{
    make_context();
    EXPECT_CANONICAL({"-9223372036854775808", "-9223372036854775808"}, {"+07", "7"}, {"1.10", "1.10"}, {".5", "0.5"},
                     {"-0.05", "-0.05"}, {"3.", "3"}, {"-9.223372036854775808", "-9.223372036854775808"},
                     {"1e3", "1E3"}, {"1500E-6", "1.5E-3"}, {"-0E5", "-0E0"},
                     {"0.1234567890123456789", "1.2345678901234568E-1"},
                     {"1e23", "1E23"}, {"'it\\'s'", "'it''s'"}, {"'a\\\\''b'", "'a\\\\''b'"}, {"'100\\%'", "'100\\%'"},
                     {"true", "TRUE"}, {"date('2000-02-29')", "DATE('2000-02-29')"},
                     {"timestamp('1969-12-31T23:59:59.250000Z')", "TIMESTAMP('1969-12-31T23:59:59.25Z')"},
                     {"timestamp('0001-01-01T00:00:00.000Z')", "TIMESTAMP('0001-01-01T00:00:00Z')"},
                     {"\"a\"", "a"}, {"\"and\"", "\"and\""}, {"\"two words\"", "\"two words\""}, {"\"1a\"", "\"1a\""},
                     {"\"q\"\"q\"", "\"q\"\"q\""}, {"\"Div\"", "\"Div\""}, {"date", "date"}, {"\"æ:b.c\"", "æ:b.c"})
    free_context();
}
END_TEST

START_TEST(random_trees_are_read_back_as_they_were)
{
    int trees = is_long_run() ? 1000000 : 20000;
    uint64_t seed = 20191203;
    make_context();
    printf("# random trees: %d from seed %llu\n", trees, (unsigned long long)seed);
    for (int i = 0; i < trees; i++) {
        integi_arena arena;
        integi_buffer buffer, twice;
        uint64_t state = seed + (uint64_t)i;
        integi_arena_init(&arena, context);
        integi_buffer_init(&buffer, context);
        integi_buffer_init(&twice, context);
        const integi_node *tree = random_tree(&state, &arena, 1 + i % 6);
        integi_print_text(&buffer, tree);
        integ_expression *expression = parse(buffer.bytes, buffer.length);
        ck_assert_msg(integi_node_equal(tree, integi_expression_root(expression)), "tree %d: %s", i, buffer.bytes);
        integi_print_text(&twice, integi_expression_root(expression));
        ck_assert_str_eq(twice.bytes, buffer.bytes);
        integ_expression_free(expression);
        integi_buffer_free(&buffer);
        integi_buffer_free(&twice);
        integi_arena_free(&arena);
    }
    free_context();
}
END_TEST

START_TEST(trees_that_differ_are_not_equal)
{
    static const char *const texts[] = {
        "a", "b", "'a'", "''", "1", "1.0", "1.00", "1E0", "TRUE", "FALSE", "DATE('1970-01-02')",
        "TIMESTAMP('1970-01-01T00:00:00.000001Z')", "0E0", "-0E0", "a = b", "a <> b", "a < b", "b = a", "a + b",
        "a - b",
        "a AND b", "a OR b", "a AND b AND c", "a AND (b AND c)", "(a AND b) AND c", "NOT a", "f(a)", "g(a)", "f(a, b)",
        "f()", "CASEI(a)", "ACCENTI(a)", "a IN (b)", "a IN (b, c)", "a IN ((b, c))", "a LIKE 'b'", "a LIKE b",
        "a BETWEEN b AND c",
        "a IS NULL", "(a, b)", "()", "INTERVAL(a, '..')", "INTERVAL('..', a)", "INTERVAL(a, b)", "-a", "A"};
    const size_t count = sizeof texts / sizeof *texts;
    integ_expression *expressions[sizeof texts / sizeof *texts];
    make_context();
    for (size_t i = 0; i < count; i++)
        expressions[i] = parse(texts[i], strlen(texts[i]));
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            ck_assert_msg(integi_node_equal(integi_expression_root(expressions[i]),
                                            integi_expression_root(expressions[k])) == (i == k),
                          "%s and %s", texts[i], texts[k]);
    for (size_t i = 0; i < count; i++)
        integ_expression_free(expressions[i]);
    expect_canonical("CASEI(AGE(a)) = Age(b)", "CASEI(age(a)) = age(b)");
    free_context();
}
END_TEST

static integ_status print_attempt(integ_context *failing, integ_error *error, void *userdata)
{
    const char *filter = userdata;
    integ_expression *expression;
    integ_text *text = NULL;
    integ_status status = integ_expression_parse(failing, filter, strlen(filter), NULL, &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_to_text(expression, &text, error);
    ck_assert((status == INTEG_STATUS_OK) == (text != NULL));
    integ_expression_free(expression);
    ck_assert(status != INTEG_STATUS_OK || strcmp(integ_text_bytes(text), filter) == 0); /* the text lives on its own */
    integ_text_free(text);
    return status;
}

START_TEST(a_text_that_finds_no_memory_is_not_made)
{
    for_each_failing_allocation(print_attempt, "a IN (1, 2.50, 'it''s') AND NOT (b = 'a longer text, so that it grows' "
                                               "OR T_AFTER(c, INTERVAL('2000-01-01', '..'))) AND \"two words\" ^ 2 < "
                                               "-1E-7");
}
END_TEST

START_TEST(no_text_counts_as_empty)
{
    integ_text *text = (integ_text *)1;
    ck_assert_str_eq(integ_text_bytes(NULL), "");
    ck_assert_uint_eq(integ_text_length(NULL), 0);
    integ_text_free(NULL);
    ck_assert_int_eq(integ_expression_to_text(NULL, &text, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(text);
    ck_assert_int_eq(integ_expression_to_text(NULL, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

void add_printing(Suite *suite)
{
    add_tests(suite, "printing",
              (const TTest *[]){only_the_parentheses_that_are_needed_are_written,
                                predicates_and_functions_have_one_form,
                                what_is_as_deep_as_may_be_read_is_read_back,
                                literals_and_names_are_written_exactly, random_trees_are_read_back_as_they_were,
                                trees_that_differ_are_not_equal, a_text_that_finds_no_memory_is_not_made,
                                no_text_counts_as_empty, NULL});
}
