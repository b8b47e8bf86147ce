/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"
#include "expression/shape.h"
#include "expression/suite.h"
#include "support/files.h"
#include "support/invalid.h"

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

static integ_expression *parse(const char *text)
{
    integ_error *error;
    integ_expression *expression;
    char line[600] = "";
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    integ_status status = integ_expression_parse(context, text, strlen(text), NULL, &expression, error);
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_msg(status == INTEG_STATUS_OK, "%s: %s", text, line);
    integ_error_free(error);
    return expression;
}

typedef struct reading {
    const char *text, *shape;
} reading;

static void expect_shapes(const reading *readings, size_t count)
{
    make_context();
    for (size_t i = 0; i < count; i++) {
        integ_expression *expression = parse(readings[i].text);
        char *shape = shape_of(expression);
        ck_assert_msg(strcmp(shape, readings[i].shape) == 0, "%s: %s, expected %s", readings[i].text, shape,
                      readings[i].shape);
        free(shape);
        integ_expression_free(expression);
    }
    free_context();
}

#define EXPECT_SHAPES(...)                                                                                          \
    expect_shapes((const reading[]){__VA_ARGS__}, sizeof((const reading[]){__VA_ARGS__}) / sizeof(reading))

START_TEST(operators_bind_as_the_standard_says)
{
    EXPECT_SHAPES({"a OR b AND c", "(or a (and b c))"}, {"(a OR b) AND c", "(and (or a b) c)"},
                  {"NOT a AND b", "(and (not a) b)"}, {"NOT a = b", "(not (= a b))"}, {"NOT NOT a", "(not (not a))"},
                  {"a AND b AND c", "(and a b c)"}, {"a AND (b AND c)", "(and a (and b c))"},
                  {"a OR b OR c AND d", "(or a b (and c d))"}, {"a + b * c ^ d", "(+ a (* b (^ c d)))"},
                  {"a - b - c", "(- (- a b) c)"}, {"a / b * c div d % e", "(% (div (* (/ a b) c) d) e)"},
                  {"a ^ b ^ c", "(^ a (^ b c))"}, {"-a * b", "(* (* -1 a) b)"}, {"-2 ^ 2", "(^ -2 2)"},
                  {"a - -1", "(- a -1)"}, {"a -1", "(- a 1)"}, {"a < b + 1", "(< a (+ b 1))"},
                  {"a <> b OR c >= d", "(or (<> a b) (>= c d))"}, {"((((a))))", "a"},
                  {"(a = b) = (c = d)", "(= (= a b) (= c d))"});
}
END_TEST

START_TEST(predicates_are_read_with_their_negations)
{
    EXPECT_SHAPES({"a LIKE 'x%'", "(like a 'x%')"}, {"a NOT LIKE 'x%'", "(not (like a 'x%'))"},
                  {"a BETWEEN 1 AND 2 AND b", "(and (between a 1 2) b)"},
                  {"a not between 1+1 and 2*3", "(not (between a (+ 1 1) (* 2 3)))"},
                  {"a IN (1, 2, b)", "(in a 1 2 b)"}, {"a NOT IN ('x')", "(not (in a 'x'))"},
                  {"a IS NULL", "(null? a)"}, {"a IS NOT NULL", "(not (null? a))"},
                  {"a = 1 IS NULL", "(null? (= a 1))"}, {"NOT a IN (1) IS NOT NULL", "(not (not (null? (in a 1))))"},
                  {"a IS NULL IS NULL AND b", "(and (null? (null? a)) b)"},
                  {"a + 1 IS NULL OR b", "(or (null? (+ a 1)) b)"}, {"f()", "(f)"},
                  {"f(a, 1, 'x', b = c)", "(f a 1 'x' (= b c))"},
                  {"casei(a) = Accenti(CASEI('É'))", "(= (casei a) (Accenti (CASEI 'É')))"},
                  {"A_CONTAINS((1, 2), (a, b))", "(A_CONTAINS (array 1 2) (array a b))"}, {"f(())", "(f (array))"},
                  {"t_after(a, INTERVAL('2000-01-01', '..'))", "(t_after a (interval day:10957 ..))"},
                  {"INTERVAL(a, f(b)) = c", "(= (interval a (f b)) c)"});
}
END_TEST

START_TEST(literals_keep_their_exact_value)
{
    EXPECT_SHAPES({"1", "1"}, {"-9223372036854775808", "-9223372036854775808"}, {"+7", "7"}, {"1.10", "110/2"},
                  {"-0.5", "-5/1"}, {".25", "25/2"}, {"3.", "3"}, {"9223372036854775808.", "9.2233720368547758e+18"},
                  {"1E3", "1000"}, {"1.5e-3", "0.0015"},
                  {"12345678901234567890.5", "1.2345678901234567e+19"},
                  {"0.1234567890123456789", "0.12345678901234568"},
                  {"9007199254740993.0", "90071992547409930/1"}, {"1e23", "9.9999999999999992e+22"},
                  {"'it''s'", "'it's'"}, {"'it\\'s'", "'it's'"}, {"'a\\cb'", "'a\\cb'"},
                  {"'C:\\\\temp\\\\'", "'C:\\temp\\'"},
                  {"'\\a\\b\\t\\n\\v\\f\\r'", "'\a\b\t\n\v\f\r'"}, {"'100\\%\\_\\\\%'", "'100\\%\\_\\%'"},
                  {"'\\A\\\\n'", "'\\A\\n'"}, {"'it\\\\''s'", "'it\\'s'"}, {"''", "''"}, {"''''", "'''"},
                  {"TRUE", "true"}, {"false", "false"}, {"DATE('1970-01-02')", "day:1"},
                  {"date ( '2000-02-29' )", "day:11016"},
                  {"TIMESTAMP('1970-01-01T00:00:01.5Z')", "us:1500000"},
                  {"TIMESTAMP('1969-12-31T23:59:59Z')", "us:-1000000"}, {"date", "date"},
                  {"interval = 1", "(= interval 1)"});
}
END_TEST

START_TEST(names_may_be_danish_quoted_or_like_keywords)
{
    EXPECT_SHAPES({"æble_1.x:y = 1", "(= æble_1.x:y 1)"}, {"\"AND\" = \"two words\"", "(= AND two words)"},
                  {"\"a\"\"b\"", "a\"b"}, {"eo:cloud_cover", "eo:cloud_cover"}, {"日本 = 1", "(= 日本 1)"},
                  {"a\xC2\xA0=\xE3\x80\x80\tb\r\n", "(= a b)"}, {"android AND orange", "(and android orange)"});
}
END_TEST

START_TEST(nodes_remember_where_they_stand)
{
    const char *text = "a = 1\n  AND  b NOT IN (2, 'æ') AND c";
    size_t length;
    make_context();
    integi_place start = {"policy.yaml", 10, 5, 100, 0};
    integ_expression *expression;
    ck_assert_int_eq(integi_expression_parse_at(context, text, strlen(text), &start, &expression, NULL), 0);
    ck_assert_int_eq(integi_expression_conjunct_count(expression), 3);
    const integi_node *second = integi_expression_conjunct(expression, 1);
    const char *source = integi_expression_source_text(expression, second, &length);
    ck_assert_int_eq(strncmp(source, "b NOT IN (2, 'æ')", length), 0);
    ck_assert_uint_eq(length, strlen("b NOT IN (2, 'æ')"));
    integi_place place = integi_expression_place(expression, second);
    ck_assert_str_eq(place.source, "policy.yaml");
    ck_assert_int_eq(place.line, 11);
    ck_assert_int_eq(place.column, 8);
    ck_assert_int_eq(place.byte, 113);
    place = integi_expression_place(expression, integi_expression_conjunct(expression, 2));
    ck_assert_int_eq(place.column, 30);
    integ_expression_free(expression);
    free_context();
}
END_TEST

static integ_status note_group(const char *name, const integi_place *place, void *userdata)
{
    char *names = userdata;
    ck_assert_int_gt(place->column, 0);
    strcat(names, name);
    strcat(names, ";");
    return strcmp(name, "stop") == 0 ? INTEG_STATUS_CANCELLED : INTEG_STATUS_OK;
}

START_TEST(groups_and_conjuncts_can_be_listed)
{
    char names[100] = "";
    make_context();
    integ_expression *expression =
        parse("in_group('one') AND (NOT IN_GROUP('two') OR f(in_group('stop'))) AND in_group('four')");
    ck_assert_int_eq(integi_expression_visit_groups(expression, note_group, names), INTEG_STATUS_CANCELLED);
    ck_assert_str_eq(names, "one;two;stop;");
    integ_expression_free(expression);
    expression = parse("a AND (b AND (c OR d)) AND e");
    ck_assert_int_eq(integi_expression_conjunct_count(expression), 4);
    integ_expression_free(expression);
    expression = parse("a OR b");
    ck_assert_int_eq(integi_expression_conjunct_count(expression), 1);
    integ_expression *again = integi_expression_retain(expression);
    integ_expression_free(expression);
    ck_assert_ptr_nonnull(integi_expression_root(again));
    integ_expression_free(again);
    free_context();
}
END_TEST

static integ_status load(const char *path, integ_error *error, void *userdata)
{
    (void)userdata;
    size_t length;
    integ_expression *expression;
    char *text = read_whole_file(path, &length);
    while (length > 0 && text[length - 1] == '\n')
        length--;
    bool json = strcmp(path + strlen(path) - strlen(".json"), ".json") == 0;
    integ_status status = json ? integ_expression_parse_json(context, text, length, path, &expression, error)
                               : integ_expression_parse(context, text, length, path, &expression, error);
    integ_expression_free(expression);
    free(text);
    return status;
}

START_TEST(invalid_texts_are_refused_at_their_place)
{
    make_context();
    check_invalid_folder("expression/invalid", load, NULL);
    free_context();
}
END_TEST

static char *repeated(const char *before, const char *each, const char *after, int times)
{
    size_t length = strlen(each);
    char *text = malloc(strlen(before) + length * (size_t)times + strlen(after) * (size_t)times + 1);
    strcpy(text, before);
    char *at = text + strlen(text);
    for (int i = 0; i < times; i++, at += length)
        memcpy(at, each, length);
    strcpy(at, after);
    return text;
}

static integ_status status_of(const char *text, integ_error *error)
{
    integ_expression *expression;
    integ_error_clear(error);
    integ_status status = integ_expression_parse(context, text, strlen(text), NULL, &expression, error);
    integ_expression_free(expression);
    return status;
}

START_TEST(depth_and_size_are_limited_politely)
{
    static const char *const openings[] = {"(", "NOT ", "-", "f(", "a AND (b OR ", "a + (b * ", "1 = (", "CASEI("};
    integ_error *error;
    make_context();
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        for (int times = 1000; times <= 1000000; times *= 1000) {
            char *text = repeated("", openings[i], "a", times);
            ck_assert_int_eq(status_of(text, error), INTEG_STATUS_LIMIT_EXCEEDED);
            ck_assert_int_eq(integ_error_count(error), 1);
            free(text);
        }
    }
    char *sum = repeated("a = 1", " + 1", "", 1000); /* left to right: the tree is as deep as the sum is long */
    ck_assert_int_eq(status_of(sum, error), INTEG_STATUS_LIMIT_EXCEEDED);
    free(sum);
    for (int times = 1000; times <= 1000000; times *= 1000) { /* and here without parentheses, to the right */
        char *powers = repeated("a = 1", " ^ 1", "", times);
        ck_assert_int_eq(status_of(powers, error), INTEG_STATUS_LIMIT_EXCEEDED);
        free(powers);
    }
    char *large = repeated("a = '", "0123456789abcdef", "'", 1 << 20);
    ck_assert_int_eq(status_of(large, error), INTEG_STATUS_LIMIT_EXCEEDED);
    free(large);
    char closed[182];
    memset(closed, '(', 90);
    closed[90] = 'a';
    memset(closed + 91, ')', 90);
    closed[181] = '\0';
    ck_assert_int_eq(status_of(closed, error), INTEG_STATUS_OK);
    integ_error_free(error);
    free_context();
}
END_TEST

START_TEST(arguments_are_checked)
{
    integ_expression *expression = (integ_expression *)1;
    make_context();
    ck_assert_int_eq(integ_expression_parse(NULL, "a", 1, NULL, &expression, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(expression);
    ck_assert_int_eq(integ_expression_parse(context, NULL, 1, NULL, &expression, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_expression_parse(context, "a", 1, NULL, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_expression_parse(context, NULL, 0, NULL, &expression, NULL), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_expression_parse(context, "a\0b", 3, NULL, &expression, NULL), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_expression_check(NULL, NULL, NULL, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_expression_free(NULL);
    free_context();
}
END_TEST

void add_parser(Suite *suite)
{
    add_tests(suite, "parser",
              (const TTest *[]){operators_bind_as_the_standard_says, predicates_are_read_with_their_negations,
                                literals_keep_their_exact_value, names_may_be_danish_quoted_or_like_keywords,
                                nodes_remember_where_they_stand, groups_and_conjuncts_can_be_listed,
                                invalid_texts_are_refused_at_their_place, depth_and_size_are_limited_politely,
                                arguments_are_checked, NULL});
}
