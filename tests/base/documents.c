/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/buffer.h"
#include "base/document.h"
#include "base/suite.h"
#include "support/failing_allocator.h"
#include "support/files.h"
#include "support/invalid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static integi_document *read_text(const char *text)
{
    integi_document *document;
    integ_status status = integi_document_read(context, text, strlen(text), "test.yaml", &document, error);
    ck_assert_msg(status == INTEG_STATUS_OK, "%s", integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH));
    return document;
}

static const integi_document_node *value_of(const integi_document *document, const char *key)
{
    const integi_document_node *node = integi_document_find(integi_document_root(document), key);
    ck_assert_msg(node != NULL, "no %s", key);
    return node;
}

static void assert_place(const integi_place *place, int64_t line, int64_t column, int64_t byte)
{
    ck_assert_str_eq(place->source, "test.yaml");
    ck_assert_int_eq(place->line, line);
    ck_assert_int_eq(place->column, column);
    ck_assert_int_eq(place->byte, byte);
}

START_TEST(every_node_knows_its_place_in_characters_and_bytes)
{
    integi_document *document = read_text("# \xC3\xA6\n\xC3\xB8: {\xC3\xA5: [1, \"x\"]}\r\nb:\n  - c: d\n");
    const integi_document_node *map = value_of(document, "\xC3\xB8");
    assert_place(&map->key->place, 2, 1, 5);
    assert_place(&map->place, 2, 4, 9);
    const integi_document_node *list = map->first;
    assert_place(&list->place, 2, 8, 14);
    ck_assert_int_eq(list->count, 2);
    assert_place(&list->first->place, 2, 9, 15);
    assert_place(&list->first->next->place, 2, 12, 18);
    ck_assert(list->first->next->quoted && !list->first->quoted);
    assert_place(&value_of(document, "b")->first->first->place, 4, 8, 35);
    integi_document_free(document);
}
END_TEST

START_TEST(a_byte_order_mark_counts_in_bytes_but_not_in_columns)
{
    integi_document *document = read_text("\xEF\xBB\xBF{\"a\": true}");
    assert_place(&integi_document_root(document)->place, 1, 1, 3);
    assert_place(&value_of(document, "a")->place, 1, 7, 9);
    integi_document_free(document);
}
END_TEST

START_TEST(types_come_from_the_asker_and_not_from_yaml)
{
    integi_document *document = read_text("text: NO\nversion: 1.10\nwhole: \"-42\"\nyes: true\nday: 2020-02-29\n");
    const char *text;
    int64_t whole;
    integi_decimal decimal;
    bool yes;
    integ_date day;
    ck_assert_int_eq(integi_document_text(value_of(document, "text"), &text, error), INTEG_STATUS_OK);
    ck_assert_str_eq(text, "NO");
    ck_assert_int_eq(integi_document_text(value_of(document, "version"), &text, error), INTEG_STATUS_OK);
    ck_assert_str_eq(text, "1.10");
    ck_assert_int_eq(integi_document_decimal(value_of(document, "version"), &decimal, error), INTEG_STATUS_OK);
    ck_assert_int_eq(decimal.coefficient, 110);
    ck_assert_int_eq(decimal.decimals, 2);
    ck_assert_int_eq(integi_document_integer(value_of(document, "whole"), &whole, error), INTEG_STATUS_OK);
    ck_assert_int_eq(whole, -42);
    ck_assert_int_eq(integi_document_boolean(value_of(document, "yes"), &yes, error), INTEG_STATUS_OK);
    ck_assert(yes);
    ck_assert_int_eq(integi_document_date(value_of(document, "day"), &day, error), INTEG_STATUS_OK);
    ck_assert_int_eq(day, 18321);
    ck_assert_int_eq(integ_error_count(error), 0);
    integi_document_free(document);
}
END_TEST

START_TEST(null_tilde_and_nothing_are_absent_and_quotes_make_them_texts)
{
    integi_document *document = read_text("a: null\nb: ~\nc:\nd: 'null'\ne: \"\"\nf: Null\n");
    const integi_document_node *root = integi_document_root(document);
    ck_assert_ptr_null(integi_document_find(root, "a"));
    ck_assert_ptr_null(integi_document_find(root, "b"));
    ck_assert_ptr_null(integi_document_find(root, "c"));
    ck_assert_str_eq(value_of(document, "d")->text, "null");
    ck_assert_str_eq(value_of(document, "e")->text, "");
    ck_assert_str_eq(value_of(document, "f")->text, "Null");
    ck_assert_int_eq(root->count, 6);
    ck_assert(root->first->absent);
    const char *text;
    ck_assert_int_eq(integi_document_text(root->first, &text, error), INTEG_STATUS_TYPE_MISMATCH);
    ck_assert_ptr_null(text);
    ck_assert_str_eq(integ_error_name(error, 0), "document.absent");
    integi_document_free(document);
}
END_TEST

START_TEST(mappings_are_walked_in_the_order_of_the_source)
{
    integi_document *document = read_text("z: 1\na: 2\nm: 3\n");
    char order[4] = "";
    for (const integi_document_node *item = integi_document_root(document)->first; item != NULL; item = item->next)
        strcat(order, item->key->text);
    ck_assert_str_eq(order, "zam");
    ck_assert_ptr_null(integi_document_find(integi_document_root(document), "q"));
    ck_assert_ptr_null(integi_document_find(value_of(document, "z"), "q"));
    ck_assert_str_eq(integi_document_source(document), "test.yaml");
    integi_document_free(document);
}
END_TEST

static void assert_embedded(const char *document_text, const char *embedded, int64_t line, int64_t column, int64_t byte)
{
    integi_document *document = read_text(document_text);
    size_t length;
    integi_place place;
    const char *text = integi_document_embedded(value_of(document, "w"), &length, &place);
    ck_assert_str_eq(text, embedded);
    ck_assert_uint_eq(length, strlen(embedded));
    assert_place(&place, line, column, byte);
    /* Except where something had to be left out, the embedded text is what the source holds from there on. */
    if (strstr(document_text, "''") == NULL && strstr(document_text, "'x") == NULL)
        ck_assert_int_eq(strncmp(document_text + byte, embedded, length), 0);
    integi_document_free(document);
}

START_TEST(text_of_another_language_stands_where_the_source_has_it)
{
    assert_embedded("w: a = 1 # why\n", "a = 1", 1, 4, 3);
    assert_embedded("w: \"a = 1\"\n", "a = 1", 1, 5, 4);
    assert_embedded("w: a = 1\n   AND b\n", "a = 1\n   AND b", 1, 4, 3);
    assert_embedded("w: \"a = 1\n   AND b\"\n", "a = 1\n   AND b", 1, 5, 4);
    assert_embedded("w: |  # why\n\n   a = 1\n   AND b\n", "a = 1\n   AND b", 3, 4, 16);
    assert_embedded("w: >-\r\n  a\r\n  b\r\n", "a\r\n  b", 2, 3, 9);
    assert_embedded("w: 'a = ''b'''\n", "a = 'b'", 1, 5, 4);
    assert_embedded("w: a = 'x\n  y' OR b\n", "a = 'x y' OR b", 1, 4, 3);
}
END_TEST

START_TEST(a_mapping_reports_all_that_is_unknown_or_missing)
{
    integi_document *document = read_text("grups: 1\ntitle: ~\nxyzzy: 2\nby: 3\n");
    const integi_document_node *groups, *title, *of, *by;
    integ_status status = integi_document_fields(
        integi_document_root(document),
        (const integi_document_field[]){
            {"groups", &groups, false}, {"title", &title, true}, {"of", &of, true}, {"by", &by, true}},
        4, error);
    ck_assert_int_eq(status, INTEG_STATUS_UNKNOWN_NAME); /* of the first */
    ck_assert_ptr_null(groups);
    ck_assert_ptr_null(title);
    ck_assert_str_eq(by->text, "3");
    const char *lines[] = {"test.yaml:1:1: error: unknown key 'grups' (did you mean 'groups'?)",
                           "test.yaml:3:1: error: unknown key 'xyzzy' (the keys here are: groups, title, of, by)",
                           "test.yaml:1:1: error: the key 'title' is missing",
                           "test.yaml:1:1: error: the key 'of' is missing"};
    ck_assert_int_eq(integ_error_count(error), 4);
    for (int i = 0; i < 4; i++) {
        char line[200];
        integ_error_line_text(error, i, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
        ck_assert_str_eq(line, lines[i]);
    }
    integi_document_free(document);
}
END_TEST

static void assert_refused(integ_status status, integ_status expected, const char *name, const char *danish)
{
    ck_assert_int_eq(status, expected);
    ck_assert_int_eq(integ_error_count(error), 1);
    ck_assert_str_eq(integ_error_name(error, 0), name);
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_DANISH), danish);
    integ_error_clear(error);
}

START_TEST(a_decimal_comma_that_ends_a_value_is_seen)
{
    const integi_document_node *value, *by;
    const integi_document_field fields[] = {{"value", &value, false}, {"by", &by, false}};
    integi_document *document = read_text("{value: -9,5, by: 3, 7}");
    ck_assert_int_eq(integi_document_fields(integi_document_root(document), fields, 2, error),
                     INTEG_STATUS_UNKNOWN_NAME);
    const char *lines[] = {
        "test.yaml:1:12: fejl: kommaet afslutter værdien -9, og '5' er en nøgle for sig (skriv tallet med "
        "punktum: -9.5)",
        "test.yaml:1:22: fejl: kommaet afslutter værdien 3, og '7' er en nøgle for sig (skriv tallet med "
        "punktum: 3.7)"};
    ck_assert_int_eq(integ_error_count(error), 2);
    for (int i = 0; i < 2; i++) {
        char line[200];
        integ_error_line_text(error, i, INTEG_LANGUAGE_DANISH, line, sizeof line);
        ck_assert_str_eq(line, lines[i]);
    }
    integi_document_free(document);
    integ_error_clear(error);
    document = read_text("{value: many, 5}"); /* no number before it */
    ck_assert_int_eq(integi_document_fields(integi_document_root(document), fields, 2, error),
                     INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_str_eq(integ_error_name(error, 0), "document.unknown_key");
    integi_document_free(document);
}
END_TEST

START_TEST(values_of_another_type_are_refused_in_words)
{
    integi_document *document = read_text("a: 1,5\nb: 99999999999999999999\nc: 2020-02-30\nd: [1]\ne: {f: 1}\n");
    const integi_document_node *a = value_of(document, "a"), *b = value_of(document, "b"),
                               *c = value_of(document, "c"), *d = value_of(document, "d");
    int64_t whole;
    integi_decimal decimal;
    bool yes;
    integ_date day;
    const char *text;
    assert_refused(integi_document_integer(a, &whole, error), INTEG_STATUS_TYPE_MISMATCH, "document.not_integer",
                   "'1,5' er ikke et helt tal");
    assert_refused(integi_document_decimal(a, &decimal, error), INTEG_STATUS_TYPE_MISMATCH, "document.not_decimal",
                   "'1,5' er ikke et tal");
    assert_refused(integi_document_boolean(a, &yes, error), INTEG_STATUS_TYPE_MISMATCH, "document.not_boolean",
                   "'1,5' er hverken true eller false");
    assert_refused(integi_document_date(a, &day, error), INTEG_STATUS_TYPE_MISMATCH, "document.not_date",
                   "'1,5' er ikke en dato");
    assert_refused(integi_document_mapping(a, error), INTEG_STATUS_TYPE_MISMATCH, "document.not_mapping",
                   "her skal der stå nøgler med værdier");
    assert_refused(integi_document_sequence(a, error), INTEG_STATUS_TYPE_MISMATCH, "document.not_sequence",
                   "her skal der stå en liste");
    assert_refused(integi_document_integer(b, &whole, error), INTEG_STATUS_OUT_OF_RANGE, "document.integer_range",
                   "'99999999999999999999' er for stort til et helt tal");
    assert_refused(integi_document_decimal(b, &decimal, error), INTEG_STATUS_OUT_OF_RANGE, "document.decimal_range",
                   "'99999999999999999999' har for mange cifre");
    assert_refused(integi_document_date(c, &day, error), INTEG_STATUS_OUT_OF_RANGE, "document.date_range",
                   "datoen 2020-02-30 findes ikke");
    assert_refused(integi_document_text(d, &text, error), INTEG_STATUS_TYPE_MISMATCH, "document.not_text",
                   "her skal der stå en tekst");
    integi_document_free(document);
}
END_TEST

START_TEST(a_word_outside_its_list_is_answered_with_the_list)
{
    static const integi_document_word words[] = {{"decided", 1}, {"proposed", 2}, {NULL, 0}};
    integi_document *document = read_text("a: proposed\nb: propozed\nc: [decided]\n");
    int32_t value;
    ck_assert_int_eq(integi_document_choice(value_of(document, "a"), words, &value, error), INTEG_STATUS_OK);
    ck_assert_int_eq(value, 2);
    ck_assert_int_eq(integi_document_choice(value_of(document, "b"), words, &value, error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_str_eq(integ_error_hint(error, 0, INTEG_LANGUAGE_ENGLISH), "write one of: decided, proposed");
    ck_assert_int_eq(integi_document_choice(value_of(document, "c"), words, &value, error),
                     INTEG_STATUS_TYPE_MISMATCH);
    ck_assert_int_eq(value, 0);
    integi_document_free(document);
}
END_TEST

START_TEST(long_values_are_cut_between_characters_in_messages)
{
    char text[400] = "a: x";
    for (int i = 0; i < 100; i++)
        strcat(text, "\xC3\xA6");
    integi_document *document = read_text(text);
    int64_t whole;
    ck_assert_int_eq(integi_document_integer(value_of(document, "a"), &whole, error), INTEG_STATUS_TYPE_MISMATCH);
    const char *message = integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH);
    ck_assert_uint_eq(strlen(message), 1 + 59 + 3 + strlen("' is not a whole number"));
    ck_assert_ptr_nonnull(strstr(message, "\xC3\xA6\xE2\x80\xA6'"));
    integi_document_free(document);
}
END_TEST

START_TEST(near_names_are_offered_and_far_ones_are_not)
{
    ck_assert_str_eq(integi_nearer("targt", "target", NULL), "target");
    ck_assert_str_eq(integi_nearer("titel", "table", integi_nearer("titel", "title", NULL)), "title");
    ck_assert_ptr_null(integi_nearer("a", "b", NULL));
    ck_assert_ptr_null(integi_nearer("goals", "themes", NULL));
    ck_assert_str_eq(integ_nearer_name("agee", "age", NULL), "age");
    ck_assert_str_eq(integ_nearer_name("agee", "area", "age"), "age");
    ck_assert_ptr_null(integ_nearer_name(NULL, "age", NULL));
}
END_TEST

START_TEST(a_document_may_be_as_deep_and_as_large_as_stated_and_no_more)
{
    char deep[3 + 2 * INTEGI_DOCUMENT_DEPTH_MAXIMUM + 1] = "";
    memset(deep, '[', INTEGI_DOCUMENT_DEPTH_MAXIMUM);
    memset(deep + INTEGI_DOCUMENT_DEPTH_MAXIMUM, ']', INTEGI_DOCUMENT_DEPTH_MAXIMUM);
    integi_document_free(read_text(deep));

    size_t size = INTEGI_DOCUMENT_BYTES_MAXIMUM + 1;
    char *large = malloc(size);
    memset(large, ' ', size);
    memcpy(large, "a: 1\n#", 6);
    integi_document *document;
    ck_assert_int_eq(integi_document_read(context, large, size - 1, NULL, &document, error), INTEG_STATUS_OK);
    integi_document_free(document);
    ck_assert_int_eq(integi_document_read(context, large, size, NULL, &document, error),
                     INTEG_STATUS_LIMIT_EXCEEDED);
    ck_assert_ptr_null(document);
    free(large);
}
END_TEST

START_TEST(many_keys_take_no_longer_than_sorting_them)
{
    enum { KEYS = 200000 };
    integi_buffer text;
    integi_buffer_init(&text, context);
    for (int i = 0; i < KEYS; i++) {
        integi_buffer_text(&text, "k");
        integi_buffer_integer(&text, i);
        integi_buffer_text(&text, ": 1\n");
    }
    integi_buffer_text(&text, "k77: 1\n");
    integi_document *document;
    ck_assert_int_eq(integi_document_read(context, text.bytes, text.length, NULL, &document, error),
                     INTEG_STATUS_DUPLICATE);
    ck_assert_int_eq(integ_error_count(error), 1);
    ck_assert_int_eq(integ_error_line(error, 0), KEYS + 1);
    ck_assert_str_eq(integ_error_hint(error, 0, INTEG_LANGUAGE_ENGLISH), "it stands on line 78 already");
    integi_buffer_free(&text);
}
END_TEST

START_TEST(files_are_read_and_missing_ones_named)
{
    char path[] = "/tmp/integ-document-XXXXXX";
    close(mkstemp(path));
    write_whole_file(path, "a: 1\n", 5);
    integi_document *document;
    ck_assert_int_eq(integi_document_read_file(context, path, &document, error), INTEG_STATUS_OK);
    ck_assert_str_eq(integi_document_source(document), path);
    integi_document_free(document);
    unlink(path);
    ck_assert_int_eq(integi_document_read_file(context, path, &document, error), INTEG_STATUS_READ_FAILED);
    ck_assert_ptr_null(document);
    ck_assert_str_eq(integ_error_source(error, 0), path);
    ck_assert_str_eq(integ_error_name(error, 0), "base.file_missing");
    ck_assert_int_eq(integi_document_read_file(context, "/", &document, error), INTEG_STATUS_READ_FAILED);
    ck_assert_str_eq(integ_error_name(error, 1), "base.file_is_folder");
}
END_TEST

START_TEST(a_failure_without_an_error_object_is_still_a_failure)
{
    integi_document *document;
    ck_assert_int_eq(integi_document_read(context, "a: 1\na: 2", 9, NULL, &document, NULL), INTEG_STATUS_DUPLICATE);
    ck_assert_ptr_null(document);
    ck_assert_int_eq(integi_document_read(context, "a: 'x", 5, NULL, &document, NULL), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integi_document_read(context, NULL, 0, NULL, &document, NULL), INTEG_STATUS_SYNTAX);
}
END_TEST

static integ_status load(const char *path, integ_error *entries, void *userdata)
{
    (void)userdata;
    integi_document *document;
    integ_status status = integi_document_read_file(context, path, &document, entries);
    integi_document_free(document);
    return status;
}

START_TEST(invalid_documents_are_reported_where_they_are_wrong)
{
    check_invalid_folder("base/invalid", load, NULL);
}
END_TEST

static integ_status attempt(integ_context *failing, integ_error *entries, void *userdata)
{
    const char *text = userdata;
    integi_document *document;
    integ_status status = integi_document_read(failing, text, strlen(text), "test.yaml", &document, entries);
    ck_assert((document == NULL) == (status != INTEG_STATUS_OK));
    integi_document_free(document);
    return status;
}

START_TEST(every_allocation_may_fail)
{
    char text[20000] = "a: {b: [c, 'd']}\ne: |\n   f\n   g\n";
    for (int i = 0; i < 200; i++)
        sprintf(text + strlen(text), "key%d: some text\n  on two lines\n", i);
    for_each_failing_allocation(attempt, text);
}
END_TEST

void add_documents(Suite *suite)
{
    TCase *tests = tcase_create("documents");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, every_node_knows_its_place_in_characters_and_bytes);
    tcase_add_test(tests, a_byte_order_mark_counts_in_bytes_but_not_in_columns);
    tcase_add_test(tests, types_come_from_the_asker_and_not_from_yaml);
    tcase_add_test(tests, null_tilde_and_nothing_are_absent_and_quotes_make_them_texts);
    tcase_add_test(tests, mappings_are_walked_in_the_order_of_the_source);
    tcase_add_test(tests, text_of_another_language_stands_where_the_source_has_it);
    tcase_add_test(tests, a_mapping_reports_all_that_is_unknown_or_missing);
    tcase_add_test(tests, a_decimal_comma_that_ends_a_value_is_seen);
    tcase_add_test(tests, values_of_another_type_are_refused_in_words);
    tcase_add_test(tests, a_word_outside_its_list_is_answered_with_the_list);
    tcase_add_test(tests, long_values_are_cut_between_characters_in_messages);
    tcase_add_test(tests, near_names_are_offered_and_far_ones_are_not);
    tcase_add_test(tests, a_document_may_be_as_deep_and_as_large_as_stated_and_no_more);
    tcase_add_test(tests, many_keys_take_no_longer_than_sorting_them);
    tcase_add_test(tests, files_are_read_and_missing_ones_named);
    tcase_add_test(tests, a_failure_without_an_error_object_is_still_a_failure);
    tcase_add_test(tests, invalid_documents_are_reported_where_they_are_wrong);
    tcase_add_test(tests, every_allocation_may_fail);
    suite_add_tcase(suite, tests);
}
