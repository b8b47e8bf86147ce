/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/suite.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static integ_context *context;
static integi_buffer out;
static integi_layout layout;

static void open_layout(int32_t language)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integi_buffer_init(&out, context);
    integi_layout_init(&layout, &out, context, language);
}

static void close_layout(void)
{
    integi_layout_free(&layout);
    ck_assert(!out.failed);
    integi_buffer_free(&out);
    integ_context_free(context);
}

START_TEST(numbers_are_written_as_the_language_does)
{
    open_layout(INTEG_LANGUAGE_DANISH);
    ck_assert_str_eq(integi_layout_count(&layout, 1234567), "1.234.567");
    ck_assert_str_eq(integi_layout_count(&layout, 999), "999");
    ck_assert_str_eq(integi_layout_count(&layout, -1), "..");
    ck_assert_str_eq(integi_layout_fixed(&layout, -1234.56, 1, false), "−1.234,6");
    ck_assert_str_eq(integi_layout_fixed(&layout, -0.04, 1, true), "0,0");
    ck_assert_str_eq(integi_layout_fixed(&layout, 7.25, 1, true), "+7,3");
    ck_assert_str_eq(integi_layout_decimal(&layout, (integi_decimal){-1200050, 2}), "−12.000,5");
    ck_assert_str_eq(integi_layout_date(&layout, 18262), "1.1.2020");
    ck_assert_str_eq(integi_layout_with_unit(&layout, INTEGI_UNIT_PERCENT, "5"), "5 %");
    close_layout();
    open_layout(INTEG_LANGUAGE_ENGLISH);
    ck_assert_str_eq(integi_layout_count(&layout, 1234567), "1,234,567");
    ck_assert_str_eq(integi_layout_decimal(&layout, (integi_decimal){1200050, 2}), "12,000.5");
    ck_assert_str_eq(integi_layout_date(&layout, 21914), "31 Dec 2029");
    ck_assert_str_eq(integi_layout_with_unit(&layout, INTEGI_UNIT_PERCENT, "5"), "5%");
    ck_assert_str_eq(integi_layout_with_unit(&layout, INTEGI_UNIT_POINTS, "1"), "1 percentage point");
    ck_assert_str_eq(integi_layout_with_unit(&layout, INTEGI_UNIT_POINTS, "−1"), "−1 percentage point");
    ck_assert_str_eq(integi_layout_with_unit(&layout, INTEGI_UNIT_POINTS, "1.0"), "1.0 percentage points");
    close_layout();
}
END_TEST

START_TEST(a_value_beside_a_target_is_never_rounded_to_look_like_it)
{
    ck_assert_int_eq(integi_layout_decimals_beside(INTEGI_UNIT_PERCENT, 49.96, (integi_decimal){50, 0}), 2);
    ck_assert_int_eq(integi_layout_decimals_beside(INTEGI_UNIT_PERCENT, 50, (integi_decimal){50, 0}), 1);
    ck_assert_int_eq(integi_layout_decimals_beside(INTEGI_UNIT_PERCENT, 45, (integi_decimal){50, 0}), 1);
    ck_assert_int_eq(integi_layout_decimals_beside(INTEGI_UNIT_PERCENT, 49.999999, (integi_decimal){50, 0}),
                     6);
}
END_TEST

START_TEST(paragraphs_break_between_words_and_words_longer_than_a_line_inside)
{
    char text[600] = "";
    for (int i = 0; i < 30; i++)
        strcat(text, "børnehave ");
    for (int i = 0; i < 120; i++)
        strcat(text, "å");
    open_layout(INTEG_LANGUAGE_DANISH);
    integi_layout_wrap(&layout, 8, text);
    int lines = 0;
    for (char *line = strtok(out.bytes, "\n"); line != NULL; line = strtok(NULL, "\n"), lines++) {
        ck_assert_int_le(integi_utf8_columns(line, strlen(line)), 100);
        ck_assert_msg(strncmp(line, "        ", 8) == 0 && line[8] != ' ', "%s", line);
        ck_assert(integi_utf8_invalid_at(line, strlen(line)) == strlen(line));
    }
    ck_assert_int_eq(lines, 6);
    close_layout();
}
END_TEST

START_TEST(columns_line_up_whatever_the_characters)
{
    open_layout(INTEG_LANGUAGE_DANISH);
    integi_layout_put(&layout, "blåbærgrød");
    integi_layout_put_right(&layout, 20, "ø");
    ck_assert_int_eq(integi_layout_column(&layout), 20);
    integi_layout_end_line(&layout);
    integi_layout_put_cut(&layout, 5, "blåbær");
    integi_layout_end_line(&layout);
    ck_assert_str_eq(out.bytes, "blåbærgrød         ø\nblåb…\n");
    close_layout();
}
END_TEST

START_TEST(no_control_character_of_a_text_reaches_the_terminal)
{
    static const char steering[] = "a\x1B[2Jb\nc\x7F"
                                   "d\xC2\x9B"
                                   "e\xE2\x80\xAE"
                                   "f\xE2\x81\xA6g";
    static const char seen[] = "a [2Jb c d\xEF\xBF\xBD"
                               "e\xEF\xBF\xBD"
                               "f\xEF\xBF\xBDg";
    open_layout(INTEG_LANGUAGE_DANISH);
    integi_layout_put(&layout, steering);
    ck_assert_int_eq(integi_layout_column(&layout), 16);
    integi_layout_end_line(&layout);
    integi_layout_put_cut(&layout, 16, steering);
    integi_layout_end_line(&layout);
    integi_layout_put_cut(&layout, 13, steering);
    ck_assert_int_eq(integi_layout_column(&layout), 13);
    integi_layout_end_line(&layout);
    integi_layout_wrap(&layout, 0, steering);
    integi_layout_fact(&layout, steering);
    integi_layout_end_facts(&layout);
    char expected[512];
    snprintf(expected, sizeof expected, "%s\n%s\n%.*s…\n%s\n%s\n", seen, seen, 14, seen, seen, seen);
    ck_assert_str_eq(out.bytes, expected);
    close_layout();
}
END_TEST

START_TEST(two_spaces_stand_before_a_cell_or_it_takes_the_next_line)
{
    open_layout(INTEG_LANGUAGE_DANISH);
    integi_layout_put(&layout, "abcd");
    integi_layout_put_cell(&layout, 9, "123");
    integi_layout_put_cell(&layout, 14, "4567");
    integi_layout_end_line(&layout);
    ck_assert_str_eq(out.bytes, "abcd  123\n          4567\n");
    close_layout();
}
END_TEST

void add_layout(Suite *suite)
{
    add_tests(suite, "layout",
              (const TTest *[]){numbers_are_written_as_the_language_does,
                                a_value_beside_a_target_is_never_rounded_to_look_like_it,
                                paragraphs_break_between_words_and_words_longer_than_a_line_inside,
                                columns_line_up_whatever_the_characters,
                                no_control_character_of_a_text_reaches_the_terminal,
                                two_spaces_stand_before_a_cell_or_it_takes_the_next_line, NULL});
}
