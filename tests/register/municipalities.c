/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/municipality.h"
#include "register/suite.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

/* Codes of municipalities are the same with and without the zero before them. */

START_TEST(every_number_of_up_to_five_digits_is_a_municipality_or_not)
{
    for (int number = 0; number < 100000; number++) {
        for (int digits = 1; digits <= 5; digits++) {
            char text[8], code[INTEGI_MUNICIPALITY_LENGTH + 1] = "", expected[8] = "";
            int length = snprintf(text, sizeof text, "%0*d", digits, number);
            bool is_one = number >= 101 && number <= 999 && length <= 4;
            if (is_one)
                snprintf(expected, sizeof expected, "0%d", number);
            ck_assert_int_eq(integi_municipality_code(text, (size_t)length, code), is_one);
            ck_assert_str_eq(code, expected);
        }
    }
    static const char *const wrong[] = {"", "-101", "+101", " 101", "101 ", "1O1", "10l", "1e2", "0x65", "101.", "١٠١"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!integi_municipality_code(wrong[i], strlen(wrong[i]), (char[5]){0}), "%s", wrong[i]);
}
END_TEST

START_TEST(files_with_and_without_the_zero_become_one_column)
{
    integ_context *context;
    integ_register_options *options;
    integ_register *reg;
    OK(integ_context_new(&context, NULL));
    OK(integ_register_options_new(context, &options, NULL));
    OK(integ_register_options_set_purpose(options, INTEG_PURPOSE_CASEWORK, NULL));
    OK(integ_register_open(context, data_path("data/municipalities"), options, &reg, NULL));
    char *text = describe_register(reg);
    ck_assert_str_eq(text, "register Flytninger\n"
                           "table citizen key id\n"
                           "  id: integer\n"
                           "  from: municipality, 0101=København, 0151=Ballerup\n"
                           "  to: municipality\n"
                           "table school\n"
                           "  municipality: municipality\n"
                           "  pupils: integer\n"
                           "table area key code\n"
                           "  id: integer\n"
                           "  code: municipality\n"
                           "snapshot 2020-01-01\n"
                           "rows of citizen: 5\n"
                           "  1|0101|0151\n"
                           "  2|0101|0151\n"
                           "  3|?|0101\n"
                           "  4|?|0851\n"
                           "  5|?|0101\n"
                           "rows of school: 3, orphans 1\n"
                           "  0151|1250 -> 2\n"
                           "  0101|900 -> 1\n"
                           "  0461|12 -> 0\n"
                           "rows of area: 2\n"
                           "  1|0101 -> 1\n"
                           "  2|0151 -> 2\n");
    free(text);
    ck_assert_str_eq(integ_register_label(reg, 0, 1, "101"), "København");
    ck_assert_str_eq(integ_register_label(reg, 0, 1, "0101"), "København");
    ck_assert_ptr_null(integ_register_label(reg, 0, 1, "0461"));
    ck_assert_int_eq(integ_register_column_type(reg, 0, 1), INTEG_TYPE_MUNICIPALITY);
    int64_t distinct;
    OK(integ_snapshot_distinct_unprotected(integ_register_snapshot(reg, 0), 0, 1, &distinct, NULL));
    ck_assert_int_eq(distinct, 1);
    integ_register_free(reg);
    integ_register_options_free(options);
    integ_context_free(context);
}
END_TEST

static integ_status build(integ_context *context, integ_error *error, void *userdata)
{
    char **out = userdata;
    integ_register_builder *builder;
    integ_register *reg = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_CASEWORK, &builder, error);
    for (int s = 0; s < 2; s++) {
        const char *const homes[] = {s == 0 ? "101" : "0151", NULL, s == 0 ? "0101" : "151"};
        if (status == INTEG_STATUS_OK)
            status = integ_register_builder_add_snapshot(builder, s * 366, error);
        if (status == INTEG_STATUS_OK)
            status = integ_register_builder_add_table(builder, "citizen", 3, error);
        if (status == INTEG_STATUS_OK)
            status = integ_register_builder_add_texts(builder, "home", INTEG_TYPE_MUNICIPALITY, homes, 3, error);
        if (status == INTEG_STATUS_OK)
            status = integ_register_builder_add_label(builder, "home", s == 0 ? "101" : "0101", "København", error);
    }
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, &reg, error);
    if (status == INTEG_STATUS_OK && out != NULL)
        *out = describe_register(reg);
    integ_register_free(reg);
    integ_register_builder_free(builder);
    return status;
}

START_TEST(arrays_may_write_either_form)
{
    integ_context *context;
    char *text = NULL;
    OK(integ_context_new(&context, NULL));
    OK(build(context, NULL, &text));
    ck_assert_str_eq(text, "register \ntable citizen\n  home: municipality, 0101=København\n"
                           "snapshot 1970-01-01\nrows of citizen: 3\n  0101\n  ?\n  0101\n"
                           "snapshot 1971-01-02\nrows of citizen: 3\n  0151\n  ?\n  0151\n");
    free(text);
    integ_context_free(context);
    for_each_failing_allocation(build, NULL);
}
END_TEST

START_TEST(arrays_with_other_codes_are_refused_by_row)
{
    integ_context *context;
    integ_error *error;
    integ_register_builder *builder;
    OK(integ_context_new(&context, NULL));
    OK(integ_error_new(&error));
    OK(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL));
    OK(integ_register_builder_add_snapshot(builder, 0, NULL));
    OK(integ_register_builder_add_table(builder, "citizen", 2, NULL));
    const char *const regions[] = {"0101", "1084"}, *const homes[] = {"0101", "851"};
    ck_assert_int_eq(
        integ_register_builder_add_texts(builder, "home", INTEG_TYPE_MUNICIPALITY, regions, 2, error),
        INTEG_STATUS_BAD_DATA);
    char line[200];
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_ptr_nonnull(strstr(line, "row 2"));
    ck_assert_ptr_null(strstr(line, "1084"));
    OK(integ_register_builder_add_texts(builder, "home", INTEG_TYPE_MUNICIPALITY, homes, 2, NULL));
    ck_assert_int_eq(integ_register_builder_add_label(builder, "home", "84", "Hovedstaden", NULL),
                     INTEG_STATUS_BAD_DATA);
    OK(integ_register_builder_add_snapshot(builder, 1, NULL));
    OK(integ_register_builder_add_table(builder, "citizen", 2, NULL));
    ck_assert_int_eq(integ_register_builder_add_texts(builder, "home", INTEG_TYPE_CODE, homes, 2, NULL),
                     INTEG_STATUS_INCONSISTENT);
    integ_register_builder_free(builder);
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

void add_municipalities(Suite *suite)
{
    add_tests(suite, "municipalities",
              (const TTest *[]){every_number_of_up_to_five_digits_is_a_municipality_or_not,
                                files_with_and_without_the_zero_become_one_column, arrays_may_write_either_form,
                                arrays_with_other_codes_are_refused_by_row, NULL});
}
