/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "indicator/compute.h"
#include "indicator/suite.h"

#include <math.h>

START_TEST(shares_leave_the_unknown_out_unless_told_otherwise)
{
    open_people();
    integi_value value = compute(define(INTEG_INDICATOR_SHARE, "non_western", "employed = TRUE", NULL));
    near(value.number, "SELECT 100.0 * sum(employed) / count(employed) FROM citizen WHERE region = 'non_western'");
    ck_assert_int_eq(value.own.unknown,
                     people_ask(&these, "SELECT count(*) - count(employed) FROM citizen WHERE region = 'non_western'"));
    ck_assert(value.has_interval && value.lower < value.number && value.number < value.upper);
    integ_indicator *strict = define(INTEG_INDICATOR_SHARE, "non_western", "employed = TRUE", NULL);
    ck_assert_int_eq(integ_indicator_set_unknown_as_false(strict, 1, NULL), INTEG_STATUS_OK);
    value = compute(strict);
    near(value.number, "SELECT 100.0 * sum(employed) / count(*) FROM citizen WHERE region = 'non_western'");
    close_people();
}
END_TEST

START_TEST(counts_means_and_sums_are_sqlites)
{
    open_people();
    integi_value value = compute(define(INTEG_INDICATOR_COUNT, "danish", "age < 18", NULL));
    near(value.number, "SELECT count(*) FROM citizen WHERE region = 'danish' AND age < 18");
    near((double)value.own.unknown, "SELECT count(*) FROM citizen WHERE (region = 'danish' AND age < 18) IS NULL");
    ck_assert_int_gt(value.own.unknown, 0);
    value = compute(define(INTEG_INDICATOR_COUNT, NULL, NULL, NULL));
    near(value.number, "SELECT count(*) FROM citizen");
    value = compute(define(INTEG_INDICATOR_MEAN, "danish", NULL, "income"));
    near(value.number, "SELECT avg(income) / 100 FROM citizen WHERE region = 'danish'");
    near((double)value.own.unknown, "SELECT sum(income IS NULL) FROM citizen WHERE region = 'danish'");
    ck_assert(!value.of_people);
    value = compute(define(INTEG_INDICATOR_MEAN, "danish", "employed", "hours"));
    near(value.number, "SELECT avg(hours) FROM citizen WHERE region = 'danish' AND employed");
    value = compute(define(INTEG_INDICATOR_SUM, "danish", NULL, "income"));
    near(value.number, "SELECT sum(income) / 100.0 FROM citizen WHERE region = 'danish'");
    value = compute(define(INTEG_INDICATOR_MEAN, "danish", NULL, "employed"));
    near(value.number, "SELECT avg(employed) FROM citizen WHERE region = 'danish'");
    ck_assert(value.of_people);
    near((double)value.own.numerator, "SELECT sum(employed) FROM citizen WHERE region = 'danish'");
    close_people();
}
END_TEST

START_TEST(gaps_are_own_minus_other_and_ratios_own_over_other)
{
    open_people();
    integ_indicator *gap = define(INTEG_INDICATOR_SHARE, "non_western", "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_compare(gap, "danish", INTEG_COMPARE_DIFFERENCE, NULL), INTEG_STATUS_OK);
    integi_value value = compute(gap);
    double expected =
        people_ask_number(&these, "SELECT 100.0 * avg(employed) FROM citizen WHERE region='non_western'") -
        people_ask_number(&these, "SELECT 100.0 * avg(employed) FROM citizen WHERE region='danish'");
    ck_assert(fabs(value.number - expected) < 1e-10);
    ck_assert(value.compared && value.has_interval && !value.divided);
    integ_indicator *ratio = define(INTEG_INDICATOR_MEAN, "non_western", NULL, "income");
    ck_assert_int_eq(integ_indicator_set_compare(ratio, "danish", INTEG_COMPARE_RATIO, NULL), INTEG_STATUS_OK);
    value = compute(ratio);
    ck_assert(value.divided);
    near(value.number, "SELECT (SELECT avg(income) FROM citizen WHERE region = 'non_western') /"
                       " (SELECT avg(income) FROM citizen WHERE region = 'danish')");
    close_people();
}
END_TEST

START_TEST(there_is_a_reason_where_there_is_no_value)
{
    open_people();
    integi_value value = compute(define(INTEG_INDICATOR_SHARE, "nobody", "employed", NULL));
    ck_assert_int_eq(value.reason, INTEG_REASON_NO_DATA);
    ck_assert_str_eq(integ_reason_name(value.reason), "no_data");
    value = compute(define(INTEG_INDICATOR_MEAN, "nobody", NULL, "income"));
    ck_assert_int_eq(value.reason, INTEG_REASON_NO_DATA);
    value = compute(define(INTEG_INDICATOR_COUNT, "nobody", NULL, NULL));
    ck_assert_int_eq(value.reason, INTEG_REASON_NONE);
    ck_assert(value.number == 0);
    value = compute(define(INTEG_INDICATOR_SUM, "nobody", NULL, "income"));
    ck_assert_int_eq(value.reason, INTEG_REASON_NONE); /* nobody has nothing */
    ck_assert(value.number == 0 && value.own.denominator == 0);
    value = compute(define(INTEG_INDICATOR_SUM, "danish", "income IS NULL", "income"));
    ck_assert_int_gt(value.own.unknown, 0);
    ck_assert_int_eq(value.reason, INTEG_REASON_NO_DATA); /* what they have cannot be told */
    integ_indicator *gap = define(INTEG_INDICATOR_SHARE, "danish", "employed", NULL);
    ck_assert_int_eq(integ_indicator_set_compare(gap, "nobody", INTEG_COMPARE_DIFFERENCE, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(compute(gap).reason, INTEG_REASON_NO_COMPARATOR);
    integ_indicator *ratio = define(INTEG_INDICATOR_SHARE, "danish", "age > 1000", NULL);
    ck_assert_int_eq(integ_indicator_set_compare(ratio, "non_western", INTEG_COMPARE_RATIO, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(compute(ratio).reason, INTEG_REASON_COMPARATOR_ZERO);
    close_people();
}
END_TEST

START_TEST(sums_beyond_what_can_be_computed_with_have_no_value)
{
    open_people();
    integi_value value = compute(define(INTEG_INDICATOR_SUM, NULL, NULL, "hours * 1e200"));
    ck_assert_int_eq(value.reason, INTEG_REASON_OUT_OF_RANGE);
    ck_assert_str_eq(integ_reason_name(value.reason), "out_of_range");
    value = compute(define(INTEG_INDICATOR_MEAN, NULL, NULL, "hours * 1e25"));
    near(value.number, "SELECT avg(hours) * 1e25 FROM citizen");
    close_people();
}
END_TEST

START_TEST(incomplete_definitions_are_refused)
{
    open_people();
    integ_indicator *share = define(INTEG_INDICATOR_SHARE, NULL, NULL, NULL);
    ck_assert_int_eq(integ_indicator_check(share, NULL), INTEG_STATUS_MISSING);
    integ_indicator_free(share);
    integ_indicator *mean = define(INTEG_INDICATOR_MEAN, NULL, NULL, NULL);
    ck_assert_int_eq(integ_indicator_check(mean, NULL), INTEG_STATUS_MISSING);
    integ_indicator_free(mean);
    integ_indicator *indicator;
    ck_assert_int_eq(integ_indicator_new(these.context, "x", 99, NULL, &indicator, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    close_people();
}
END_TEST

void add_values(Suite *suite)
{
    add_tests(suite, "values",
              (const TTest *[]){
                  shares_leave_the_unknown_out_unless_told_otherwise, counts_means_and_sums_are_sqlites,
                  gaps_are_own_minus_other_and_ratios_own_over_other, there_is_a_reason_where_there_is_no_value,
                  sums_beyond_what_can_be_computed_with_have_no_value, incomplete_definitions_are_refused, NULL});
}
