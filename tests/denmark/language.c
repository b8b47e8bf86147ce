/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/suite.h"
#include "integration/denmark.h"

#include <string.h>

START_TEST(assessments_follow_the_age_in_months)
{
    for (int32_t months = -1; months <= 240; months++) {
        int32_t expected = months >= 22 && months <= 30   ? INTEG_DK_LANGUAGE_2_YEARS
                           : months >= 34 && months <= 47 ? INTEG_DK_LANGUAGE_3_YEARS
                           : months >= 48 && months <= 59 ? INTEG_DK_LANGUAGE_4_YEARS
                           : months >= 60 && months <= 71 ? INTEG_DK_LANGUAGE_5_YEARS
                                                          : INTEG_DK_LANGUAGE_NONE;
        ck_assert_int_eq(integ_dk_language_assessment(months), expected);
    }
}
END_TEST

START_TEST(percentiles_decide_the_effort)
{
    static const struct {
        double percentile;
        int32_t effort;
    } cases[] = {{0, INTEG_DK_EFFORT_SPECIAL},     {4.999, INTEG_DK_EFFORT_SPECIAL}, {5, INTEG_DK_EFFORT_FOCUSED},
                 {14.999, INTEG_DK_EFFORT_FOCUSED}, {15, INTEG_DK_EFFORT_GENERAL},    {100, INTEG_DK_EFFORT_GENERAL}};
    int32_t effort;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(integ_dk_language_effort(cases[i].percentile, 5, 15, &effort, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(effort, cases[i].effort);
    }
    ck_assert_int_eq(integ_dk_language_effort(101, 5, 15, &effort, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_dk_language_effort(50, -1, 15, &effort, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_dk_language_effort(50, 15, 5, &effort, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_dk_language_effort(50, 5, 15, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

START_TEST(grades_are_read_as_they_are_written)
{
    static const struct {
        const char *text;
        int32_t grade;
    } grades[] = {{"-3", -3}, {"-03", -3}, {"00", 0}, {"0", 0},   {"02", 2}, {"2", 2},
                  {"4", 4},   {"04", 4},   {"7", 7},  {"10", 10}, {"12", 12}};
    static const char *const others[] = {"", "1", "3", "13", "+2", "2.0", " 02", "002", "B"};
    int32_t grade;
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        ck_assert_int_eq(integ_dk_grade_from_text(grades[i].text, strlen(grades[i].text), &grade, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(grade, grades[i].grade);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_int_eq(integ_dk_grade_from_text(others[i], strlen(others[i]), &grade, NULL), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_dk_grade_from_text(NULL, 1, &grade, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_grade_from_text("4", 1, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

START_TEST(exams_end_the_modules_of_an_education)
{
    ck_assert_int_eq(integ_dk_exam_modules(INTEG_DK_EXAM_PD1), 6);
    ck_assert_int_eq(integ_dk_exam_modules(INTEG_DK_EXAM_PD2), 6);
    ck_assert_int_eq(integ_dk_exam_modules(INTEG_DK_EXAM_PD3), 5);
    ck_assert_int_eq(integ_dk_exam_modules(INTEG_DK_EXAM_STUDIEPROEVE), 6);
    ck_assert_str_eq(integ_dk_exam_level(INTEG_DK_EXAM_PD1), "A2/B1");
    ck_assert_str_eq(integ_dk_exam_level(INTEG_DK_EXAM_PD2), "B1");
    ck_assert_str_eq(integ_dk_exam_level(INTEG_DK_EXAM_PD3), "B2");
    ck_assert_str_eq(integ_dk_exam_level(INTEG_DK_EXAM_STUDIEPROEVE), "C1");
    for (int32_t other = -1; other <= 5; other += 1 + 4 * (other == 0)) {
        ck_assert_int_eq(integ_dk_exam_modules(other), 0);
        ck_assert_ptr_null(integ_dk_exam_level(other));
    }
}
END_TEST

void add_language(Suite *suite)
{
    add_tests(suite, "language",
              (const TTest *[]){assessments_follow_the_age_in_months, percentiles_decide_the_effort,
                                grades_are_read_as_they_are_written, exams_end_the_modules_of_an_education, NULL});
}
