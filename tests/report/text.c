/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/suite.h"
#include "support/files.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The layout may change; who changes it looks at the whole of it. With UPDATE_EXPECTED set the file is
 * written. */
static void compare(const char *name, int32_t format, int32_t language)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    char *text = report_text(sample_results(context), format, language);
    char path[1024];
    snprintf(path, sizeof path, "%s/report/golden/%s", TEST_SOURCE_DIRECTORY, name);
    if (getenv("UPDATE_EXPECTED") != NULL) write_whole_file(path, text, strlen(text));
    char *expected = read_whole_file(path, NULL);
    ck_assert_msg(expected != NULL, "there is no %s", path);
    size_t same = 0;
    while (text[same] != '\0' && text[same] == expected[same])
        same++;
    bool whole = text[same] == expected[same];
    while (!whole && same > 0 && text[same - 1] != '\n')
        same--;
    ck_assert_msg(whole, "%s differs: %.300s", name, text + same);
    free(expected);
    free(text);
    sample_end();
    integ_context_free(context);
}

START_TEST(the_danish_report_is_as_it_was_approved)
{
    compare("sample-da.txt", INTEG_FORMAT_TEXT, INTEG_LANGUAGE_DANISH);
}
END_TEST

START_TEST(the_english_report_is_as_it_was_approved)
{
    compare("sample-en.txt", INTEG_FORMAT_TEXT, INTEG_LANGUAGE_ENGLISH);
}
END_TEST

START_TEST(the_csv_report_is_as_it_was_approved)
{
    compare("sample.csv", INTEG_FORMAT_CSV, INTEG_LANGUAGE_DANISH);
}
END_TEST

START_TEST(json_and_csv_are_the_same_in_every_language)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    const integ_results *results = sample_results(context);
    for (int32_t format = INTEG_FORMAT_JSON; format <= INTEG_FORMAT_CSV; format++) {
        char *danish = report_text(results, format, INTEG_LANGUAGE_DANISH);
        char *english = report_text(results, format, INTEG_LANGUAGE_ENGLISH);
        ck_assert_str_eq(danish, english);
        free(danish);
        free(english);
    }
    sample_end();
    integ_context_free(context);
}
END_TEST

START_TEST(no_line_takes_more_than_a_hundred_columns_or_ends_in_blanks)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    for (int32_t language = INTEG_LANGUAGE_ENGLISH; language <= INTEG_LANGUAGE_DANISH; language++) {
        char *text = report_text(sample_results(context), INTEG_FORMAT_TEXT, language);
        for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
            ck_assert_int_le(integi_utf8_columns(line, strlen(line)), 100);
            ck_assert(line[strlen(line) - 1] != ' ');
        }
        free(text);
        sample_end();
    }
    integ_context_free(context);
}
END_TEST

START_TEST(an_unprotected_report_says_that_it_must_not_be_published)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_results results = *sample_results(context);
    results.protected_figures = false;
    char *text = report_text(&results, INTEG_FORMAT_TEXT, INTEG_LANGUAGE_DANISH);
    ck_assert_ptr_nonnull(strstr(text, "må ikke offentliggøres"));
    free(text);
    text = report_text(&results, INTEG_FORMAT_JSON, INTEG_LANGUAGE_DANISH);
    ck_assert_ptr_nonnull(strstr(text, "\"protected\": false"));
    free(text);
    sample_end();
    integ_context_free(context);
}
END_TEST

START_TEST(a_rounded_report_says_what_it_is_rounded_to)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_results results = *sample_results(context);
    char *text = report_text(&results, INTEG_FORMAT_JSON, INTEG_LANGUAGE_ENGLISH);
    ck_assert_ptr_null(strstr(text, "\"rounded\""));
    free(text);
    results.rounding = 5;
    text = report_text(&results, INTEG_FORMAT_TEXT, INTEG_LANGUAGE_ENGLISH);
    ck_assert_ptr_nonnull(strstr(text, "small counts are rounded to multiples of 5"));
    free(text);
    text = report_text(&results, INTEG_FORMAT_TEXT, INTEG_LANGUAGE_DANISH);
    ck_assert_ptr_nonnull(strstr(text, "små antal er afrundet til multipla af 5"));
    free(text);
    text = report_text(&results, INTEG_FORMAT_JSON, INTEG_LANGUAGE_ENGLISH);
    ck_assert_ptr_nonnull(strstr(text, "\"protected\": true"));
    ck_assert_ptr_nonnull(strstr(text, "\"rounded\": 5"));
    free(text);
    sample_end();
    integ_context_free(context);
}
END_TEST

/* The sample with something changed in a copy of what it points to. */
static char *danish_text(const integ_results *results)
{
    return report_text(results, INTEG_FORMAT_TEXT, INTEG_LANGUAGE_DANISH);
}

START_TEST(only_a_policy_that_is_integrated_in_others_calls_what_is_for_some_a_breach_of_its_principle)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_results results = *sample_results(context);
    integ_policy policy = *results.policy;
    results.policy = &policy;
    char *text = danish_text(&results);
    ck_assert_ptr_nonnull(strstr(text, "imod politikkens eget princip"));
    free(text);
    policy.form = INTEG_FORM_STANDALONE;
    text = danish_text(&results);
    ck_assert_ptr_null(strstr(text, "imod politikkens eget princip"));
    ck_assert_ptr_nonnull(strstr(text, "foreslået · særlig for nogle · prioritet 1"));
    free(text);
    sample_end();
    integ_context_free(context);
}
END_TEST

START_TEST(changes_of_large_values_do_not_run_into_each_other_and_say_that_they_are_not_compared)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_results results = *sample_results(context);
    integi_effort_result efforts[2] = {results.efforts[0], results.efforts[1]};
    integ_goal goal = *efforts[0].changes[0].goal;
    goal.indicator = (char *)(uintptr_t) "gap";
    integi_figure large = {.value = {.kind = INTEG_INDICATOR_SUM, .number = 7461905.1}};
    integi_figure hidden = {.hidden = true, .value = {.reason = INTEG_REASON_TOO_FEW}};
    integi_change_result change = {&goal, &hidden, &large, &large, &large};
    efforts[0].changes = &change;
    results.efforts = efforts;
    char *text = danish_text(&results);
    char lines[400];
    snprintf(lines, sizeof lines, "%8sBeskæftigelsesgab\n%10s%s      .. → 7.461.905,1\n%67s%s\n", "", "",
             "gruppernes egne værdier, ikke sammenlignet", "", "7.461.905,1 → 7.461.905,1 (0,0)");
    ck_assert_msg(strstr(text, lines) != NULL, "%.900s", strstr(text, "Ændring siden"));
    free(text);
    sample_end();
    integ_context_free(context);
}
END_TEST

START_TEST(parity_and_a_mean_that_is_compared_are_said_in_words_of_their_own)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_results results = *sample_results(context);
    integi_goal_result result = results.goals[0];
    integ_goal goal = *result.goal;
    integ_progress progress = *result.progress;
    result = (integi_goal_result){.goal = &goal, .progress = &progress};
    results.goals = &result;
    results.goal_count = 1;
    goal.direction = INTEG_DIRECTION_PARITY;
    progress.point.figure.value.kind = INTEG_INDICATOR_MEAN;
    char *text = danish_text(&results);
    ck_assert_ptr_nonnull(strstr(text, "så tæt på lighed som 10 procentpoint eller tættere"));
    ck_assert_ptr_nonnull(strstr(text, "målt på 5.000 · sammenlignet med 20.000 i den anden gruppe"));
    free(text);
    goal.target = (integi_decimal){0, 0};
    text = danish_text(&results);
    ck_assert_ptr_nonnull(strstr(text, "lighed, det vil sige 0 procentpoint"));
    free(text);
    sample_end();
    integ_context_free(context);
}
END_TEST

void add_text_reports(Suite *suite)
{
    add_tests(suite, "text",
              (const TTest *[]){
                  the_danish_report_is_as_it_was_approved, the_english_report_is_as_it_was_approved,
                  the_csv_report_is_as_it_was_approved, json_and_csv_are_the_same_in_every_language,
                  no_line_takes_more_than_a_hundred_columns_or_ends_in_blanks,
                  an_unprotected_report_says_that_it_must_not_be_published,
                                a_rounded_report_says_what_it_is_rounded_to,
                  only_a_policy_that_is_integrated_in_others_calls_what_is_for_some_a_breach_of_its_principle,
                  changes_of_large_values_do_not_run_into_each_other_and_say_that_they_are_not_compared,
                  parity_and_a_mean_that_is_compared_are_said_in_words_of_their_own, NULL});
}
