/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/json.h"
#include "base/shortest.h"
#include "base/suite.h"
#include "support/failing_allocator.h"

#include <jansson.h>
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

static json_t *load_elsewhere(const char *text, size_t length)
{
    json_error_t fault;
    return json_loadb(text, length, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &fault);
}

/* The same value in jansson, which keeps numbers as binary64. */
static bool same(const integi_json_value *here, const json_t *there)
{
    size_t count = 0;
    double number;
    switch (here->kind) {
    case INTEGI_JSON_OBJECT:
        for (const integi_json_value *item = here->first; item != NULL; item = item->next, count++)
            if (item->parent != here || !same(item, json_object_get(there, item->key)))
                return false;
        return json_is_object(there) && count == json_object_size(there) && count == (size_t)here->count;
    case INTEGI_JSON_ARRAY:
        for (const integi_json_value *item = here->first; item != NULL; item = item->next, count++)
            if (item->parent != here || item->index != (int64_t)count || !same(item, json_array_get(there, count)))
                return false;
        return json_is_array(there) && count == json_array_size(there) && count == (size_t)here->count;
    case INTEGI_JSON_TEXT:
        return json_is_string(there) && here->length == json_string_length(there) &&
               memcmp(here->text, json_string_value(there), here->length) == 0;
    case INTEGI_JSON_NUMBER:
        return json_is_real(there) && integi_number_parse(here->text, here->length, &number) &&
               number == json_real_value(there);
    case INTEGI_JSON_BOOLEAN:
        return json_is_boolean(there) && here->truth == json_is_true(there);
    default:
        return json_is_null(there);
    }
}

/* Reads what jansson reads, as the same value, and refuses what it refuses. */
static bool agrees(const char *text, size_t length)
{
    const integi_json_value *root;
    integi_arena arena;
    integi_arena_init(&arena, context);
    integ_error_clear(error);
    integ_status status = integi_json_read(&arena, text, length, "x.json", &root, error);
    json_t *there = load_elsewhere(text, length);
    bool good = (status == INTEG_STATUS_OK) == (there != NULL) && (root != NULL) == (there != NULL) &&
                integ_error_count(error) == (there == NULL) && (there == NULL || same(root, there));
    json_decref(there);
    integi_arena_free(&arena);
    return good;
}

START_TEST(documents_are_read_or_refused_as_jansson_does)
{
    static const char *const texts[] = {
        "{}", "[]", "null", "true", "false", "0", "-0", "1.5", "-1.5e+10", "1E3", "1e-3", "\"\"", "\"a\"",
        " [ 1 , 2 ] \n",
        "{\"a\":1,\"b\":[{},[[]]],\"c\":{\"d\":null}}", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u00e6\\u00E6\"",
        "\"\\ud83d\\ude00\"", "\"\\u20ac\\uffff\\u07ff\\u0800\\u007f\"", "\"æøå 😀\"", "[1,2,3.0,\"x\"]", "{\"æ\":0}",
        "", " ", "{", "[", "]", "}", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "{'a':1}",
        "{\"a\" 1}", "{\"a\":1 \"b\":2}", "[1 2]", "'a'", "\"a", "\"a\\", "\"a\\\"", "\"\\x\"", "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"", "\"\\u0000\"", "\"a\nb\"", "\"a\tb\"", "01",
        "-01",
        "+1", ".5", "5.", "1.e3", "1e", "1e+", "-", "--1", "1x", "0x10", "NaN", "Infinity", "-Infinity", "nul", "nulls",
        "True",
        "tru", "truex", "1 2", "{} {}", "[] x", "/* */ 1", "1 // x", "\xC3", "\"\xC3\"", "\"\xED\xA0\x80\"", "[1}",
        "{\"a\":1]",
        "\v1", "\xC2\xA0" "1", "[\"a\"\"b\"]", "[1\"b\"]", "[true false]", "{\"a\":1,\"a\"}", "\x7F", "1.5.5", "1e5e5"};
    set_up();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_msg(agrees(texts[i], strlen(texts[i])), "%s: %s", texts[i],
                      integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH));
    ck_assert(agrees("\"a\0b\"", 5));
    tear_down();
}
END_TEST

START_TEST(damaged_documents_are_read_or_refused_as_jansson_does)
{
    static const char pattern[] =
        "{\"op\":\"and\",\"args\":[{\"property\":\"\\u00e6\\n\"},-12.50e+1,true,[null,\"\\ud83d\\ude00\"],{}]}";
    static const char signs[] = "{}[],:\"\\0123456789.eE+-truefalsn u\x80\xC3\n\xF0";
    char text[sizeof pattern];
    uint64_t state = 20191203;
    int rounds = is_long_run() ? 3000000 : 100000;
    set_up();
    for (int i = 0; i < rounds; i++) {
        memcpy(text, pattern, sizeof text);
        size_t length = sizeof pattern - 1;
        for (int changes = 0; changes < 1 + i % 3; changes++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            size_t at = (size_t)(state >> 33) % length;
            if ((state >> 30 & 7) == 0)
                length = at == 0 ? 1 : at;
            else
                text[at] = signs[(state >> 20 & 1023) % (sizeof signs - 1)];
        }
        ck_assert_msg(agrees(text, length), "%.*s", (int)length, text);
    }
    tear_down();
}
END_TEST

START_TEST(numbers_keep_their_text_and_values_their_place)
{
    const char *text =
        "\xEF\xBB\xBF{\"å\": 1,\n \"b\": [0.10, 123456789012345678901234567890.5,\n  {\"a/b~c\": \"x\"}]}";
    char path[INTEGI_JSON_PATH_SIZE];
    const integi_json_value *root;
    integi_arena arena;
    set_up();
    integi_arena_init(&arena, context);
    ck_assert_int_eq(integi_json_read(&arena, text, strlen(text), "f", &root, error), INTEG_STATUS_OK);
    const integi_json_value *list = root->first->next, *deep = list->first->next->next->first;
    ck_assert_str_eq(list->first->text, "0.10");
    ck_assert_str_eq(list->first->next->text, "123456789012345678901234567890.5");
    integi_place place = integi_json_place(text, root->first->offset, "f");
    ck_assert_int_eq(place.line, 1);
    ck_assert_int_eq(place.column, 8);
    ck_assert_int_eq(place.byte, 10);
    place = integi_json_place(text, deep->offset, "f");
    ck_assert_int_eq(place.line, 3);
    ck_assert_int_eq(place.column, 13);
    ck_assert_str_eq(integi_json_path(root, path), "");
    ck_assert_str_eq(integi_json_path(list->first, path), "/b/0");
    ck_assert_str_eq(integi_json_path(deep, path), "/b/2/a~1b~0c");
    integi_arena_free(&arena);
    tear_down();
}
END_TEST

START_TEST(long_paths_are_cut_in_front)
{
    char text[INTEGI_JSON_DEPTH_MAXIMUM * 2], path[INTEGI_JSON_PATH_SIZE];
    const integi_json_value *root;
    integi_arena arena;
    set_up();
    integi_arena_init(&arena, context);
    memset(text, '[', 200);
    memset(text + 200, ']', 200);
    ck_assert_int_eq(integi_json_read(&arena, text, 400, NULL, &root, error), INTEG_STATUS_OK);
    while (root->first != NULL)
        root = root->first;
    const char *found = integi_json_path(root, path);
    ck_assert_int_eq(strncmp(found, ".../0/0", 7), 0);
    ck_assert_uint_gt(strlen(found), INTEGI_JSON_PATH_SIZE - 10);
    integi_arena_free(&arena);
    tear_down();
}
END_TEST

static integ_status read_repeated(char sign, size_t times)
{
    const integi_json_value *root;
    integi_arena arena;
    char *text = malloc(times);
    memset(text, sign, times);
    integ_error_clear(error);
    integi_arena_init(&arena, context);
    integ_status status = integi_json_read(&arena, text, times, NULL, &root, error);
    integi_arena_free(&arena);
    free(text);
    return status;
}

START_TEST(depth_and_size_of_json_are_limited)
{
    set_up();
    ck_assert_int_eq(read_repeated('[', INTEGI_JSON_DEPTH_MAXIMUM), INTEG_STATUS_SYNTAX); /* not closed */
    ck_assert_int_eq(read_repeated('[', INTEGI_JSON_DEPTH_MAXIMUM + 1), INTEG_STATUS_LIMIT_EXCEEDED);
    ck_assert_int_eq(read_repeated('[', 10000000), INTEG_STATUS_LIMIT_EXCEEDED);
    ck_assert_int_eq(read_repeated(' ', INTEGI_JSON_BYTES_MAXIMUM + 1), INTEG_STATUS_LIMIT_EXCEEDED);
    tear_down();
}
END_TEST

static integ_status read_attempt(integ_context *failing, integ_error *fault, void *userdata)
{
    const integi_json_value *root;
    integi_arena arena;
    integi_arena_init(&arena, failing);
    integ_status status = integi_json_read(&arena, userdata, strlen(userdata), "x", &root, fault);
    integi_arena_free(&arena);
    return status;
}

START_TEST(json_that_finds_no_memory_is_not_read)
{
    char text[20000];
    strcpy(text, "{\"a\": [");
    for (int i = 0; i < 1000; i++)
        strcat(text, "\"text\", 12, ");
    strcat(text, "null]}");
    for_each_failing_allocation(read_attempt, text);
}
END_TEST

void add_json(Suite *suite)
{
    add_tests(suite, "json",
              (const TTest *[]){documents_are_read_or_refused_as_jansson_does,
                                damaged_documents_are_read_or_refused_as_jansson_does,
                                numbers_keep_their_text_and_values_their_place, long_paths_are_cut_in_front,
                                depth_and_size_of_json_are_limited, json_that_finds_no_memory_is_not_read, NULL});
}
