/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "disclosure/suite.h"
#include "integration/disclosure.h"

#include <stdbool.h>

static integ_context *context;
static integ_disclosure *rule;

static void open_rule(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
}

static void close_rule(void)
{
    integ_context_free(context); /* the rule keeps it alive */
    integ_disclosure_free(rule);
}

START_TEST(counts_of_one_to_four_are_hidden_and_zero_is_not)
{
    open_rule();
    for (int64_t count = 0; count <= 20; count++)
        ck_assert_int_eq(integ_disclosure_hides_count(rule, count), count >= 1 && count <= 4);
    close_rule();
}
END_TEST

/* Every share of up to 30 people, by the words of the rule. */
START_TEST(shares_are_hidden_by_numerator_complement_denominator_and_fullness)
{
    open_rule();
    for (int64_t denominator = 1; denominator <= 30; denominator++) {
        for (int64_t numerator = 0; numerator <= denominator; numerator++) {
            int64_t rest = denominator - numerator;
            bool small = (numerator >= 1 && numerator <= 4) || (rest >= 1 && rest <= 4) || denominator <= 4;
            bool full = (numerator == 0 || rest == 0) && denominator < 10;
            ck_assert_int_eq(integ_disclosure_hides_share(rule, numerator, denominator), small || full);
        }
    }
    ck_assert_int_eq(integ_disclosure_hides_share(rule, 0, 0), 0);
    close_rule();
}
END_TEST

START_TEST(the_rule_can_be_set_within_bounds)
{
    open_rule();
    ck_assert_int_eq(integ_disclosure_threshold(rule), 5);
    ck_assert_int_eq(integ_disclosure_full_cell(rule), 10);
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 3, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_hides_count(rule, -1), 1);
    ck_assert_int_eq(integ_disclosure_hides_count(rule, 3), 0);
    ck_assert_int_eq(integ_disclosure_hides_count(rule, 2), 1);
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 1, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, 0, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_hides_share(rule, 1, 1), 0);
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 0, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 1001, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_disclosure_set_full_cell(rule, -1, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_disclosure_rounding(rule), 0);
    ck_assert_int_eq(integ_disclosure_set_threshold(rule, 7, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_rounding(rule), 0);
    ck_assert_int_eq(integ_disclosure_set_rounding(rule, 5, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_rounding(rule), 7);
    ck_assert_int_eq(integ_disclosure_set_rounding(rule, 10, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_rounding(rule), 10);
    for (int64_t base = -1; base <= 1001; base += base < 1 ? 2 : 1000)
        ck_assert_int_eq(integ_disclosure_set_rounding(rule, base, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_disclosure_set_rounding(NULL, 5, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_disclosure_rounding(rule), 10);
    close_rule();
}
END_TEST

void add_primary(Suite *suite)
{
    add_tests(suite, "primary rule",
              (const TTest *[]){counts_of_one_to_four_are_hidden_and_zero_is_not,
                                shares_are_hidden_by_numerator_complement_denominator_and_fullness,
                                the_rule_can_be_set_within_bounds, NULL});
}
