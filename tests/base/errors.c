/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "base/messages.h"
#include "base/suite.h"
#include "base/utf8.h"

#include <string.h>

static const integi_message two_places = {INTEG_STATUS_UNKNOWN_NAME, "test.two", "no {0} in {1}", "intet {0} i {1}",
                                          "try {1}", "prøv {1}"};

START_TEST(entries_speak_two_languages_and_name_their_place)
{
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    integi_place place = {"policy.yaml", 3, 14, 50, 0};
    ck_assert_int_eq(INTEGI_FAIL(error, &place, &two_places, "group", "æble\n"), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_error_count(error), 1);
    ck_assert_int_eq(integ_error_code(error, 0), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_str_eq(integ_error_name(error, 0), "test.two");
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH), "no group in æble ");
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_DANISH), "intet group i æble ");
    char line[100];
    size_t length = integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_str_eq(line, "policy.yaml:3:14: error: no group in æble  (try æble )");
    ck_assert_uint_eq(length, strlen(line));
    ck_assert_uint_eq(integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, NULL, 0), length);
    integ_error_line_text(error, 0, INTEG_LANGUAGE_DANISH, line, 12);
    ck_assert_str_eq(line, "policy.yaml");
    integ_error_free(error);
}
END_TEST

START_TEST(one_of_something_is_not_many)
{
    static const integi_message rows = {
        INTEG_STATUS_BAD_DATA, "test.rows", "{0} {0:row|rows} of {1}", "{0} {0:række|rækker} af {1}",
        "{x:y} {0:z", NULL};
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    INTEGI_FAIL(error, NULL, &rows, "1", "1");
    INTEGI_FAIL(error, NULL, &rows, "11", "1");
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH), "1 row of 1");
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_DANISH), "1 række af 1");
    ck_assert_str_eq(integ_error_message(error, 1, INTEG_LANGUAGE_ENGLISH), "11 rows of 1");
    ck_assert_str_eq(integ_error_message(error, 1, INTEG_LANGUAGE_DANISH), "11 rækker af 1");
    ck_assert_str_eq(integ_error_hint(error, 0, INTEG_LANGUAGE_ENGLISH), "{x:y} {0:z");
    integ_error_free(error);
}
END_TEST

START_TEST(a_full_list_counts_what_it_leaves_out)
{
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    for (int i = 0; i < INTEG_ERROR_CAPACITY + 5; i++)
        INTEGI_WARN(error, NULL, &two_places, "a", "b");
    ck_assert_int_eq(integ_error_count(error), INTEG_ERROR_CAPACITY);
    INTEGI_FAIL(error, NULL, &two_places, "a", "b");
    ck_assert_int_eq(integ_error_omitted(error), 6);
    ck_assert_int_eq(integ_error_omitted_of(error, INTEG_SEVERITY_WARNING), 5);
    ck_assert_int_eq(integ_error_omitted_of(error, INTEG_SEVERITY_ERROR), 1);
    ck_assert_int_eq(integ_error_omitted_of(error, INTEG_SEVERITY_REMARK + 1), 0);
    ck_assert_int_eq(integ_error_omitted_of(NULL, INTEG_SEVERITY_ERROR), 0);
    ck_assert_int_eq(integ_error_count_of(error, INTEG_SEVERITY_WARNING), INTEG_ERROR_CAPACITY);
    ck_assert_int_eq(integ_error_count_of(error, INTEG_SEVERITY_ERROR), 0);
    integ_error_clear(error);
    ck_assert_int_eq(integ_error_count(error), 0);
    ck_assert_int_eq(integ_error_omitted(error), 0);
    integ_error_free(error);
}
END_TEST

START_TEST(repeated_entries_can_be_dropped)
{
    integ_error *error;
    integi_place places[] = {{"a", 1, 2, 3, 0}, {"a", 1, 2, 3, 0}, {"a", 1, 4, 5, 0}, {"b", 1, 2, 3, 0}};
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    INTEGI_FAIL(error, &places[0], &two_places, "x", "y");
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            INTEGI_FAIL(error, &places[i], &two_places, "x", "y");
    INTEGI_WARN(error, &places[0], &two_places, "x", "y");
    INTEGI_FAIL(error, &places[0], &two_places, "x", "z");
    integi_error_drop_repeated(error, 1);
    ck_assert_int_eq(integ_error_count(error), 1 + 5); /* the first is not looked at */
    ck_assert_int_eq(integ_error_column(error, 2), 4);
    ck_assert_str_eq(integ_error_source(error, 3), "b");
    ck_assert_int_eq(integ_error_severity(error, 4), INTEG_SEVERITY_WARNING);
    ck_assert_str_eq(integ_error_message(error, 5, INTEG_LANGUAGE_ENGLISH), "no x in z");
    integi_error_drop_repeated(NULL, 0);
    integ_error_free(error);
}
END_TEST

START_TEST(questions_about_nothing_have_harmless_answers)
{
    ck_assert_int_eq(integ_error_count(NULL), 0);
    ck_assert_str_eq(integ_error_message(NULL, 0, INTEG_LANGUAGE_ENGLISH), "");
    ck_assert_int_eq(integ_error_byte(NULL, 0), -1);
    ck_assert_uint_eq(integ_error_line_text(NULL, 0, INTEG_LANGUAGE_ENGLISH, NULL, 0), 0);
    integ_error_free(NULL);
    integ_error_clear(NULL);
    integ_context_free(NULL);
    ck_assert_str_eq(integ_status_name(9999), "UNKNOWN_STATUS");
    ck_assert_str_eq(integ_status_name(-1), "UNKNOWN_STATUS");
    ck_assert_int_eq(integ_context_new(NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

START_TEST(every_status_has_a_name_and_a_text_in_both_languages)
{
    for (integ_status status = INTEG_STATUS_OK; status <= INTEG_STATUS_UNDEFINED; status++) {
        ck_assert_str_ne(integ_status_name(status), "UNKNOWN_STATUS");
        ck_assert_str_ne(integ_status_text(status, INTEG_LANGUAGE_ENGLISH),
                         integ_status_text(status, INTEG_LANGUAGE_DANISH));
    }
}
END_TEST

/* Whatever the buffer held before, what is cut off never leaves half a character. */
START_TEST(a_line_that_is_cut_ends_with_a_whole_character)
{
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    integi_place place = {"sørc", 1, 1, 0, '\0'};
    INTEGI_FAIL(error, &place, &integi_message_date_syntax);
    char whole[200];
    size_t length = integ_error_line_text(error, 0, INTEG_LANGUAGE_DANISH, whole, sizeof whole);
    for (size_t size = 1; size <= length; size++) {
        char line[200];
        memset(line, size % 2 == 0 ? 0x80 : 0, sizeof line);
        ck_assert_uint_eq(integ_error_line_text(error, 0, INTEG_LANGUAGE_DANISH, line, size), length);
        size_t kept = strlen(line);
        ck_assert(kept == size - 1 || (kept == size - 2 && (whole[size - 1] & 0xC0) == 0x80));
        ck_assert(memcmp(line, whole, kept) == 0);
        ck_assert_uint_eq(integi_utf8_invalid_at(line, kept), kept);
    }
    integ_error_free(error);
}
END_TEST

void add_errors(Suite *suite)
{
    add_tests(suite, "errors",
              (const TTest *[]){entries_speak_two_languages_and_name_their_place, one_of_something_is_not_many,
                                a_full_list_counts_what_it_leaves_out, repeated_entries_can_be_dropped,
                                questions_about_nothing_have_harmless_answers,
                                every_status_has_a_name_and_a_text_in_both_languages,
                                a_line_that_is_cut_ends_with_a_whole_character, NULL});
}
