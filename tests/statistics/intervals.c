/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"

/* Published in the test data of the R package PHEindicatormethods 2.1.0 (Office for Health Improvement and
 * Disparities): testdata_Byars_Wilson and testdata_Proportion. */
START_TEST(wilson_intervals_equal_the_published_ones)
{
    static const struct {
        double events, trials, confidence, lower, upper;
    } published[] = {
        {65, 100, 0.95, 0.55254443296887967, 0.73635751756902468},
        {65, 100, 0.998, 0.49549465740704313, 0.77835406140896968},
        {1045, 5000, 0.95, 0.19795549880013297, 0.22049130373189027},
        {20, 100, 0.95, 0.1333669333310325, 0.28882916559315885},
        {0.445, 1, 0.998, 1.9347006132900975e-2, 0.97022599470195414},
    };
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        double lower, upper;
        ck_assert_int_eq(integ_wilson_interval(published[i].events, published[i].trials, published[i].confidence,
                                               &lower, &upper, NULL),
                         INTEG_STATUS_OK);
        near(lower, published[i].lower);
        near(upper, published[i].upper);
    }
}
END_TEST

START_TEST(intervals_hold_the_estimate_and_shrink_with_the_number)
{
    for (double trials = 1; trials <= 1e7; trials *= 10) {
        for (int tenth = 0; tenth <= 10; tenth++) {
            double events = trials * tenth / 10, lower, upper, wide_lower, wide_upper, more_lower, more_upper;
            ck_assert_int_eq(integ_wilson_interval(events, trials, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
            ck_assert(lower <= events / trials && events / trials <= upper && lower >= 0 && upper <= 1);
            integ_wilson_interval(events, trials, 0.99, &wide_lower, &wide_upper, NULL);
            ck_assert(wide_lower <= lower && wide_upper >= upper);
            integ_wilson_interval(events * 10, trials * 10, 0.95, &more_lower, &more_upper, NULL);
            ck_assert(more_upper - more_lower < upper - lower);
        }
    }
}
END_TEST

START_TEST(nobody_and_everybody_have_exact_limits)
{
    double lower, upper;
    ck_assert_int_eq(integ_wilson_interval(0, 7, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(lower == 0);
    ck_assert_int_eq(integ_wilson_interval(7, 7, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(upper == 1);
}
END_TEST

START_TEST(numbers_outside_their_bounds_are_refused)
{
    double lower, upper;
    ck_assert_int_eq(integ_wilson_interval(-1, 5, 0.95, &lower, &upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_wilson_interval(6, 5, 0.95, &lower, &upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_wilson_interval(0, 0, 0.95, &lower, &upper, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_wilson_interval(1, 5, 1, &lower, &upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_wilson_interval(NAN, 5, 0.95, &lower, &upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_wilson_interval(1, INFINITY, 0.95, &lower, &upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_wilson_interval(1, 5, 0.95, NULL, &upper, NULL), INTEG_STATUS_INVALID_ARGUMENT);
}
END_TEST

/* 5 of 100 is worked in many textbooks; the others are roots of the binomial sum, found with 40 digits. */
START_TEST(exact_intervals_equal_the_known_ones)
{
    double lower, upper;
    ck_assert_int_eq(integ_clopper_pearson_interval(5, 100, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    near_to(lower, 0.0164318791820522, 1e-12);
    near_to(upper, 0.112834911105463, 1e-12);
    ck_assert_int_eq(integ_clopper_pearson_interval(0, 10, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(lower == 0);
    near(upper, 1 - pow(0.025, 0.1));
    ck_assert_int_eq(integ_clopper_pearson_interval(10, 10, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    near(lower, pow(0.025, 0.1));
    ck_assert(upper == 1);
    ck_assert_int_eq(integ_clopper_pearson_interval(5e-324, 10, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(lower == 0 && upper > 0.3);
    ck_assert_int_eq(integ_clopper_pearson_interval(1, 1e10, 0.95, &lower, &upper, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
}
END_TEST

/* They hold the estimate, widen with the confidence and are never narrower than Wilson's on both sides. */
START_TEST(exact_intervals_obey_the_laws_of_intervals)
{
    for (double trials = 1; trials <= 1e6; trials *= 10) {
        for (int tenth = 0; tenth <= 10; tenth++) {
            double events = trials * tenth / 10, lower, upper, wide_lower, wide_upper, more_lower, more_upper;
            integ_clopper_pearson_interval(events, trials, 0.95, &lower, &upper, NULL);
            integ_clopper_pearson_interval(events, trials, 0.998, &wide_lower, &wide_upper, NULL);
            integ_clopper_pearson_interval(events * 10, trials * 10, 0.95, &more_lower, &more_upper, NULL);
            ck_assert(lower <= events / trials && events / trials <= upper && lower >= 0 && upper <= 1);
            ck_assert(wide_lower <= lower && upper <= wide_upper);
            ck_assert(more_upper - more_lower < upper - lower);
        }
    }
}
END_TEST

void add_intervals(Suite *suite)
{
    add_tests(suite, "intervals",
              (const TTest *[]){wilson_intervals_equal_the_published_ones,
                                intervals_hold_the_estimate_and_shrink_with_the_number,
                                nobody_and_everybody_have_exact_limits, numbers_outside_their_bounds_are_refused,
                                exact_intervals_equal_the_known_ones,
                                exact_intervals_obey_the_laws_of_intervals, NULL});
}
