/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/json.h"
#include "expression/print.h"
#include "expression/random_tree.h"
#include "expression/small_register.h"
#include "expression/suite.h"
#include "support/failing_allocator.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static integ_context *context;
static integ_error *error;

static void set_up(void)
{
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_new(&context, error), INTEG_STATUS_OK);
}

static void tear_down(void)
{
    integ_context_free(context);
    integ_error_free(error);
}

static integ_expression *expect_read(const char *text, bool json)
{
    integ_expression *expression;
    char line[600] = "";
    integ_error_clear(error);
    integ_status status = json ? integ_expression_parse_json(context, text, strlen(text), "x", &expression, error)
                               : integ_expression_parse(context, text, strlen(text), "x", &expression, error);
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_msg(status == INTEG_STATUS_OK && expression != NULL, "%s: %s", text, line);
    return expression;
}

static bool same_tree(const integ_expression *a, const integ_expression *b)
{
    return integi_node_equal(integi_expression_root(a), integi_expression_root(b));
}

static void expect_prints(const integ_expression *expression, const char *text, const char *json)
{
    integ_text *printed;
    ck_assert_int_eq(integ_expression_to_text(expression, &printed, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_text_bytes(printed), text);
    integ_text_free(printed);
    ck_assert_int_eq(integ_expression_to_json(expression, &printed, NULL), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_text_bytes(printed), json);
    integ_text_free(printed);
}

typedef struct pair {
    const char *text, *json; /* both in their canonical form */
} pair;

static const pair pairs[] = {
    {"age BETWEEN 18 AND 64 AND sex = 'F'",
     "{\"op\":\"and\",\"args\":[{\"op\":\"between\",\"args\":[{\"property\":\"age\"},18,64]},"
     "{\"op\":\"=\",\"args\":[{\"property\":\"sex\"},\"F\"]}]}"},
    {"a OR (b OR c)", "{\"op\":\"or\",\"args\":[{\"property\":\"a\"},{\"op\":\"or\",\"args\":[{\"property\":\"b\"},"
                      "{\"property\":\"c\"}]}]}"},
    {"a NOT IN (1, 2.50)", "{\"op\":\"not\",\"args\":[{\"op\":\"in\",\"args\":[{\"property\":\"a\"},[1,2.50]]}]}"},
    {"a IN ('x')", "{\"op\":\"in\",\"args\":[{\"property\":\"a\"},[\"x\"]]}"},
    {"a IS NOT NULL", "{\"op\":\"not\",\"args\":[{\"op\":\"isNull\",\"args\":[{\"property\":\"a\"}]}]}"},
    {"CASEI(a) LIKE ACCENTI('æ%')", "{\"op\":\"like\",\"args\":[{\"op\":\"casei\",\"args\":[{\"property\":\"a\"}]},"
                                    "{\"op\":\"accenti\",\"args\":[\"æ%\"]}]}"},
    {"-a + 2 * 3 ^ b >= 7 div 2 % 3 - 1 / c",
     "{\"op\":\">=\",\"args\":[{\"op\":\"+\",\"args\":[{\"op\":\"*\",\"args\":[-1,{\"property\":\"a\"}]},{\"op\":\"*\","
     "\"args\":["
     "2,{\"op\":\"^\",\"args\":[3,{\"property\":\"b\"}]}]}]},{\"op\":\"-\",\"args\":[{\"op\":\"%\",\"args\":[{\"op\":"
     "\"div\","
     "\"args\":[7,2]},3]},{\"op\":\"/\",\"args\":[1,{\"property\":\"c\"}]}]}]}"},
    {"a <> TRUE", "{\"op\":\"<>\",\"args\":[{\"property\":\"a\"},true]}"},
    {"d > DATE('2019-12-03')", "{\"op\":\">\",\"args\":[{\"property\":\"d\"},{\"date\":\"2019-12-03\"}]}"},
    {"d <= TIMESTAMP('2019-12-03T10:00:00.5Z')",
     "{\"op\":\"<=\",\"args\":[{\"property\":\"d\"},{\"timestamp\":\"2019-12-03T10:00:00.5Z\"}]}"},
    {"T_METBY(INTERVAL(d, '..'), INTERVAL('2019-12-03', '2019-12-03T10:00:00Z'))",
     "{\"op\":\"t_metBy\",\"args\":[{\"interval\":[{\"property\":\"d\"},\"..\"]},"
     "{\"interval\":[\"2019-12-03\",\"2019-12-03T10:00:00Z\"]}]}"},
    {"A_CONTAINEDBY(('a', 'b'), ())", "{\"op\":\"a_containedBy\",\"args\":[[\"a\",\"b\"],[]]}"},
    {"A_OVERLAPS(a, ('b'))", "{\"op\":\"a_overlaps\",\"args\":[{\"property\":\"a\"},[\"b\"]]}"},
    {"A_EQUALS((T_AFTER(d, '2020')), (CASEI('b')))",
     "{\"op\":\"a_equals\",\"args\":[[{\"op\":\"t_after\",\"args\":[{\"property\":\"d\"},\"2020\"]}],"
     "[{\"op\":\"casei\",\"args\":[\"b\"]}]]}"},
    {"A_CONTAINS(f(1), (a > 1))", "{\"op\":\"a_contains\",\"args\":[{\"op\":\"f\",\"args\":[1]},"
                                  "[{\"op\":\">\",\"args\":[{\"property\":\"a\"},1]}]]}"},
    {"exists('activation', f())", "{\"op\":\"exists\",\"args\":[\"activation\",{\"op\":\"f\",\"args\":[]}]}"},
    {"isnull(a)", "{\"op\":\"isnull\",\"args\":[{\"property\":\"a\"}]}"},
    {"in_group('it''s \\ one\\\\')", "{\"op\":\"in_group\",\"args\":[\"it's \\\\ one\\\\\"]}"},
    {"\"two \"\"words\"\"\" < 'a\\nb\\\\''c'",
     "{\"op\":\"<\",\"args\":[{\"property\":\"two \\\"words\\\"\"},\"a\\nb\\\\'c\"]}"},
    {"0.1", "0.1"},
    {"-9223372036854775808", "-9223372036854775808"},
    {"1.5E-7", "1.5E-7"},
    {"'text'", "\"text\""},
    {"(a, (1, 2))", "[{\"property\":\"a\"},[1,2]]"},
};

START_TEST(text_and_json_say_the_same)
{
    set_up();
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        integ_expression *from_text = expect_read(pairs[i].text, false), *from_json = expect_read(pairs[i].json, true);
        ck_assert_msg(same_tree(from_text, from_json), "%s", pairs[i].text);
        expect_prints(from_text, pairs[i].text, pairs[i].json);
        expect_prints(from_json, pairs[i].text, pairs[i].json);
        integ_expression_free(from_text);
        integ_expression_free(from_json);
    }
    tear_down();
}
END_TEST

START_TEST(json_is_read_in_every_form_that_it_may_have)
{
    static const pair forms[] = {
        {"a = 1", " {\n \"args\" : [ {\"property\":\"\\u0061\"} , 1 ] , \"op\" : \"=\" }\r\n"},
        {"a = 1", "\xEF\xBB\xBF{\"op\":\"=\",\"args\":[{\"property\":\"a\"},1]}"},
        {"a = 'x'", "{\"op\":\"=\",\"args\":[[{\"property\":\"a\"}],[[\"x\"]]]}"},
        {"isNull(a)", "{\"op\":\"ISNULL\",\"args\":[{\"property\":\"a\"}]}"},
        {"A_EQUALS(a, 1)", "{\"op\":\"A_Equals\",\"args\":[{\"property\":\"a\"},1]}"},
        {"INTERVAL(DATE('2000-01-01'), '..')", "{\"interval\":[{\"date\":\"2000-01-01\"},\"..\"]}"},
        {"1.0E+2", "1e2"}, {"0", "-0"}, {"0.0", "-0.0"}, {"-0E1", "-0e0"}, {"'😀'", "\"\\uD83D\\uDE00\""},
        {"\"\"", "{\"property\":\"\"}"}, {"12345678901234567890.5", "12345678901234567890.5"}};
    set_up();
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        integ_expression *from_text = expect_read(forms[i].text, false), *from_json = expect_read(forms[i].json, true);
        ck_assert_msg(same_tree(from_text, from_json), "%s", forms[i].json);
        integ_expression_free(from_text);
        integ_expression_free(from_json);
    }
    tear_down();
}
END_TEST

START_TEST(a_function_with_the_name_of_an_operation_stays_a_function)
{
    set_up();
    integ_expression *expression = expect_read("isNull(a)", false);
    expect_prints(expression, "isnull(a)", "{\"op\":\"isnull\",\"args\":[{\"property\":\"a\"}]}");
    integ_expression_free(expression);
    tear_down();
}
END_TEST

START_TEST(random_trees_survive_json)
{
    int trees = is_long_run() ? 500000 : 10000;
    set_up();
    for (int i = 0; i < trees; i++) {
        integi_arena arena;
        integi_buffer json;
        uint64_t state = UINT64_C(77000000) + (uint64_t)i;
        integi_arena_init(&arena, context);
        integi_buffer_init(&json, context);
        const integi_node *tree = random_tree(&state, &arena, 1 + i % 6);
        integi_print_json(&json, tree);
        json_error_t fault;
        json_t *there = json_loads(json.bytes, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &fault);
        ck_assert_msg(there != NULL, "tree %d: %s: %s", i, json.bytes, fault.text);
        json_decref(there);
        integ_expression *expression = expect_read(json.bytes, true);
        ck_assert_msg(integi_node_equal(tree, integi_expression_root(expression)), "tree %d: %s", i, json.bytes);
        integ_expression_free(expression);
        integi_buffer_free(&json);
        integi_arena_free(&arena);
    }
    tear_down();
}
END_TEST

static void expect_place(const integ_expression *expression, const integi_node *node, int64_t line, int64_t column,
                         const char *text)
{
    size_t length;
    integi_place place = integi_expression_place(expression, node);
    ck_assert_str_eq(place.source, "x");
    ck_assert_int_eq(place.line, line);
    ck_assert_int_eq(place.column, column);
    const char *source = integi_expression_source_text(expression, node, &length);
    ck_assert_uint_eq(length, strlen(text));
    ck_assert_int_eq(strncmp(source, text, length), 0);
}

START_TEST(nodes_from_json_have_a_text_and_their_place_in_the_json)
{
    const char *json = "{\"op\": \"and\", \"args\": [\n  {\"op\": \"=\", \"args\": [{\"property\": \"æ\"}, 1]},\n"
                       "  {\"op\": \"not\", \"args\": [{\"op\": \"in\", \"args\": [{\"property\": \"b\"}, [2, 3]]}]}]}";
    set_up();
    integ_expression *expression = expect_read(json, true);
    ck_assert_int_eq(integi_expression_conjunct_count(expression), 2);
    const integi_node *first = integi_expression_conjunct(expression, 0);
    const integi_node *second = integi_expression_conjunct(expression, 1);
    expect_place(expression, integi_expression_root(expression), 1, 1, "æ = 1 AND b NOT IN (2, 3)");
    expect_place(expression, first, 2, 3, "æ = 1");
    expect_place(expression, first->children[0], 2, 37, "æ");
    expect_place(expression, first->children[1], 2, 43, "1");
    expect_place(expression, second, 3, 3, "b NOT IN (2, 3)");
    expect_place(expression, second->children[0]->children[2], 3, 71, "3");
    integ_expression_free(expression);
    tear_down();
}
END_TEST

START_TEST(names_that_a_register_lacks_are_reported_at_their_place_in_the_json)
{
    const char *json = "{\"op\":\"or\",\"args\":[\n {\"op\":\"=\",\"args\":[{\"property\":\"nowhere\"},1]},\n "
                       "{\"op\":\"agee\",\"args\":[]}]}";
    set_up();
    integ_register *reg = small_register(context);
    integ_expression *expression = expect_read(json, true);
    ck_assert_int_ne(integ_expression_check(expression, reg, NULL, NULL, error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_count(error), 2);
    ck_assert_int_eq(integ_error_line(error, 0), 2);
    ck_assert_int_eq(integ_error_column(error, 0), 32);
    ck_assert_int_eq(integ_error_line(error, 1), 3);
    ck_assert_int_eq(integ_error_column(error, 1), 2);
    integ_expression_free(expression);
    integ_register_free(reg);
    tear_down();
}
END_TEST

/* `times` times what stands before a value, the value, and as often what stands behind it. */
static char *nested(const char *before, const char *value, const char *behind, int times)
{
    char *text = malloc((strlen(before) + strlen(behind)) * (size_t)times + strlen(value) + 1), *at = text;
    for (int i = 0; i < times; i++)
        at = stpcpy(at, before);
    at = stpcpy(at, value);
    for (int i = 0; i < times; i++)
        at = stpcpy(at, behind);
    return text;
}

static integ_status status_of(const char *json)
{
    integ_expression *expression;
    integ_error_clear(error);
    integ_status status = integ_expression_parse_json(context, json, strlen(json), "x", &expression, error);
    ck_assert((status == INTEG_STATUS_OK) == (expression != NULL));
    ck_assert_int_eq(integ_error_count(error), status == INTEG_STATUS_OK ? 0 : 1);
    integ_expression_free(expression);
    return status;
}

START_TEST(depth_is_limited_as_in_text)
{
    static const struct {
        const char *before, *value, *behind;
        int levels; /* that one nesting adds */
    } shapes[] = {{"{\"op\":\"not\",\"args\":[", "true", "]}", 1},
                  {"{\"op\":\"and\",\"args\":[true,{\"op\":\"not\",\"args\":[", "true", "]}]}", 2},
                  {"{\"op\":\"in\",\"args\":[1,[", "1", "]]}", 1},
                  {"{\"op\":\"^\",\"args\":[2,", "2", "]}", 1},
                  {"{\"op\":\"=\",\"args\":[{\"op\":\"not\",\"args\":[", "true", "]},true]}", 2},
                  {"{\"op\":\"f\",\"args\":[[1,", "1", "]]}", 2}};
    set_up();
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        for (int levels = INTEGI_EXPRESSION_DEPTH - 2; levels <= 1000000; levels += levels < 105 ? 1 : levels * 9) {
            int times = (levels - 1) / shapes[i].levels;
            char *json = nested(shapes[i].before, shapes[i].value, shapes[i].behind, times);
            bool deep = times * shapes[i].levels + 1 > INTEGI_EXPRESSION_DEPTH;
            ck_assert_msg(status_of(json) == (deep ? INTEG_STATUS_LIMIT_EXCEEDED : INTEG_STATUS_OK),
                          "shape %zu, %d levels: %d",
                          i, levels, status_of(json));
            free(json);
        }
    }
    char *date = nested("{\"op\":\"not\",\"args\":[", "{\"date\":\"2000-01-01\"}", "]}", INTEGI_EXPRESSION_DEPTH - 1);
    ck_assert_int_eq(status_of(date), INTEG_STATUS_LIMIT_EXCEEDED); /* DATE('...') has a level of its own in text */
    free(date);
    char *alone = nested("[", "1", "]", INTEGI_JSON_DEPTH_MAXIMUM);
    ck_assert_int_eq(status_of(alone), INTEG_STATUS_OK); /* all of it is 1 */
    free(alone);
    tear_down();
}
END_TEST

START_TEST(ten_thousand_conditions_are_read_from_json)
{
    size_t size = 10000 * 60;
    char *json = malloc(size), *at = stpcpy(json, "{\"op\":\"or\",\"args\":[");
    for (int i = 0; i < 10000; i++)
        at += sprintf(at, "%s{\"op\":\"=\",\"args\":[{\"property\":\"a\"},%d]}", i > 0 ? "," : "", i);
    strcpy(at, "]}");
    set_up();
    integ_expression *expression = expect_read(json, true);
    ck_assert_int_eq(integi_expression_root(expression)->child_count, 10000);
    integ_text *again;
    ck_assert_int_eq(integ_expression_to_json(expression, &again, error), INTEG_STATUS_OK);
    ck_assert_str_eq(integ_text_bytes(again), json);
    integ_text_free(again);
    integ_expression_free(expression);
    free(json);
    tear_down();
}
END_TEST

static integ_status json_attempt(integ_context *failing, integ_error *fault, void *userdata)
{
    const char *json = userdata;
    integ_expression *expression;
    integ_text *text = NULL;
    integ_status status = integ_expression_parse_json(failing, json, strlen(json), "x.json", &expression, fault);
    ck_assert((status == INTEG_STATUS_OK) == (expression != NULL));
    if (status == INTEG_STATUS_OK)
        status = integ_expression_to_json(expression, &text, fault);
    ck_assert((status == INTEG_STATUS_OK) == (text != NULL));
    integ_expression_free(expression);
    integ_text_free(text);
    return status;
}

START_TEST(json_that_finds_no_memory_is_neither_read_nor_written)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for_each_failing_allocation(json_attempt, (void *)(uintptr_t)pairs[i].json);
    char *large = nested("{\"op\":\"and\",\"args\":[true,{\"op\":\"not\",\"args\":[", "\"a longer text\"", "]}]}", 30);
    for_each_failing_allocation(json_attempt, large);
    free(large);
}
END_TEST

START_TEST(arguments_of_json_calls_are_checked)
{
    integ_expression *expression = (integ_expression *)1;
    integ_text *text = (integ_text *)1;
    set_up();
    ck_assert_int_eq(integ_expression_parse_json(NULL, "1", 1, NULL, &expression, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(expression);
    ck_assert_int_eq(integ_expression_parse_json(context, NULL, 1, NULL, &expression, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_expression_parse_json(context, "1", 1, NULL, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_expression_parse_json(context, NULL, 0, NULL, &expression, NULL), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_expression_to_json(NULL, &text, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(text);
    ck_assert_int_eq(integ_expression_to_json(NULL, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    tear_down();
}
END_TEST

void add_json(Suite *suite)
{
    add_tests(suite, "json",
              (const TTest *[]){text_and_json_say_the_same, json_is_read_in_every_form_that_it_may_have,
                                a_function_with_the_name_of_an_operation_stays_a_function, random_trees_survive_json,
                                nodes_from_json_have_a_text_and_their_place_in_the_json,
                                names_that_a_register_lacks_are_reported_at_their_place_in_the_json,
                                depth_is_limited_as_in_text, ten_thousand_conditions_are_read_from_json,
                                json_that_finds_no_memory_is_neither_read_nor_written,
                                arguments_of_json_calls_are_checked, NULL});
}
