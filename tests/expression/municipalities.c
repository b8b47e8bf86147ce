/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/counting.h"
#include "expression/suite.h"
#include "integration/expression.h"
#include "support/failing_allocator.h"

#include <string.h>

/* Filters on municipalities mean the same however the codes are written in them. */

#define ROWS 7

static integ_status make_register(integ_context *context, integ_register **out, integ_error *error)
{
    static const char *const homes[ROWS] = {"101", "0101", "0151", "751", NULL, "851", "101"};
    static const char *const places[ROWS] = {"0101", "101", "151", "0751", "0101", NULL, "x"};
    integ_register_builder *builder;
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 0, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", ROWS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "home", INTEG_TYPE_MUNICIPALITY, homes, ROWS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_texts(builder, "place", INTEG_TYPE_CODE, places, ROWS, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_label(builder, "home", "101", "København", error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_derived(builder, "kommune", "home", error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

static const struct {
    const char *filter, *answers;
} cases[] = {{"home = '101'", "1100?01"},
             {"home = '0101'", "1100?01"},
             {"'101' = home", "1100?01"},
             {"kommune = '101'", "1100?01"},
             {"home <> '101'", "0011?10"},
             {"home IN ('151', '0751')", "0011?00"},
             {"home NOT IN ('151', '0751')", "1100?11"},
             {"home < '751'", "1110?01"},
             {"home BETWEEN '151' AND '751'", "0011?00"},
             {"CASEI(home) = '101'", "1100?01"},
             {"CASEI(home) IN ('151', '101')", "1110?01"},
             {"home LIKE '101'", "1100?01"},
             {"home LIKE '01%'", "1110?01"}, /* patterns meet the four-digit form */
             {"home LIKE '1%'", "0000?00"},
             {"home = '1101'", "0000?00"},
             {"home = 'Ballerup'", "0000?00"},
             {"home = place", "1001??0"}, /* the other column is compared as it is written */
             {"place = '101'", "01000?0"}, /* and a plain code is only what it is written */
             {"a_overlaps((home), ('101', '851'))", "1100?11"}};

START_TEST(codes_are_equal_with_and_without_the_zero)
{
    integ_context *context;
    integ_register *reg;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, &reg, NULL), INTEG_STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(strcmp(row_answers(reg, cases[i].filter), cases[i].answers) == 0, "%s: %s", cases[i].filter,
                      row_answers(reg, cases[i].filter));
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

START_TEST(a_number_is_no_municipality)
{
    integ_context *context;
    integ_register *reg;
    integ_error *error;
    char line[300];
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(count_rows(reg, "home = 101", 1, error).status, INTEG_STATUS_TYPE_MISMATCH);
    integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
    ck_assert_ptr_nonnull(strstr(line, "write a text in single quotes"));
    integ_register_free(reg);
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

static int64_t remarks_on(integ_context *context, const integ_register *reg, const char *filter)
{
    integ_expression *expression;
    integ_error *remarks;
    ck_assert_int_eq(integ_error_new(&remarks), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_parse(context, filter, strlen(filter), NULL, &expression, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_examine(expression, reg, NULL, remarks), INTEG_STATUS_OK);
    int64_t count = integ_error_count(remarks);
    integ_expression_free(expression);
    integ_error_free(remarks);
    return count;
}

START_TEST(an_examination_sees_one_municipality_in_both_forms)
{
    integ_context *context;
    integ_register *reg;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_register(context, &reg, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(remarks_on(context, reg, "home = '101'"), 0);
    ck_assert_int_eq(remarks_on(context, reg, "home = '101' OR home = '151'"), 0);
    ck_assert_int_gt(remarks_on(context, reg, "home = '101' AND home = '0101'"), 0); /* twice, and no contradiction */
    ck_assert_int_gt(remarks_on(context, reg, "home = '101' AND home <> '0101'"), 0);
    ck_assert_int_gt(remarks_on(context, reg, "home IN ('101', '0101')"), 0);
    ck_assert_int_gt(remarks_on(context, reg, "home = '461'"), 0); /* nobody lives there */
    integ_text *words;
    integ_expression *expression;
    ck_assert_int_eq(integ_expression_parse(context, "home = '101'", 12, NULL, &expression, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_to_words(expression, reg, NULL, INTEG_LANGUAGE_DANISH, &words, NULL),
                     INTEG_STATUS_OK);
    ck_assert_ptr_nonnull(strstr(integ_text_bytes(words), "home er 101 (København)"));
    integ_text_free(words);
    integ_expression_free(expression);
    integ_register_free(reg);
    integ_context_free(context);
}
END_TEST

static integ_status check_all(integ_context *context, integ_error *error, void *userdata)
{
    static const char filter[] = "home = '101' AND home LIKE '151' AND home IN ('101', '0151', '9')";
    integ_register *reg = NULL;
    integ_expression *expression = NULL;
    (void)userdata;
    integ_status status = make_register(context, &reg, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, filter, strlen(filter), NULL, &expression, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_check(expression, reg, NULL, NULL, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_examine(expression, reg, NULL, error);
    integ_expression_free(expression);
    integ_register_free(reg);
    return status;
}

START_TEST(every_allocation_may_fail)
{
    for_each_failing_allocation(check_all, NULL);
}
END_TEST

void add_municipalities(Suite *suite)
{
    add_tests(suite, "municipalities",
              (const TTest *[]){codes_are_equal_with_and_without_the_zero, a_number_is_no_municipality,
                                an_examination_sees_one_municipality_in_both_forms, every_allocation_may_fail, NULL});
}
