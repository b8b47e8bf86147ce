/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"

/* Robert G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10: 0.0524 to 0.3339; more digits from the
 * formula. */
START_TEST(differences_have_newcombes_interval)
{
    double lower, upper;
    ck_assert_int_eq(integ_newcombe_interval(56, 70, 48, 80, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    near_to(lower, 0.0524, 1e-3);
    near_to(upper, 0.3339, 1e-3);
    near(lower, 0.052431472402364981);
    ck_assert_int_eq(integ_newcombe_interval(10, 10, 0, 10, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(lower < 1 && upper == 1);
}
END_TEST

/* 36 of 40 against 16 of 80: 2.94 to 7.15 in Koopman's paper, Biometrics 40 (1984). */
START_TEST(ratios_have_koopmans_interval)
{
    double lower, upper;
    ck_assert_int_eq(integ_koopman_interval(36, 40, 16, 80, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    near_to(lower, 2.94, 1e-3);
    near_to(upper, 7.15, 1e-3);
    ck_assert_int_eq(integ_koopman_interval(0, 40, 16, 80, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(lower == 0 && upper > 0 && upper < 1);
    ck_assert_int_eq(integ_koopman_interval(3, 40, 0, 80, 0.95, &lower, &upper, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert(lower == 0 && upper == 0);
    ck_assert_int_eq(integ_koopman_interval(40, 40, 80, 80, 0.95, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(lower < 1 && upper > 1 && upper < 1.2);
}
END_TEST

/* Turning the ratio over turns its limits over; more confidence widens them. */
START_TEST(the_interval_of_a_ratio_turns_over_with_it)
{
    for (int x = 1; x < 30; x += 4) {
        for (int y = 1; y < 50; y += 7) {
            double lower, upper, turned_lower, turned_upper, wide_lower, wide_upper;
            integ_koopman_interval(x, 30, y, 50, 0.95, &lower, &upper, NULL);
            integ_koopman_interval(y, 50, x, 30, 0.95, &turned_lower, &turned_upper, NULL);
            integ_koopman_interval(x, 30, y, 50, 0.99, &wide_lower, &wide_upper, NULL);
            double ratio = x / 30.0 / (y / 50.0);
            near_to(lower, 1 / turned_upper, 1e-9);
            ck_assert(lower <= ratio && ratio <= upper && wide_lower < lower && upper < wide_upper);
        }
    }
}
END_TEST

START_TEST(equal_shares_do_not_differ_and_the_test_is_symmetrical)
{
    double z, p, turned, same;
    ck_assert_int_eq(integ_two_proportion_test(56, 70, 48, 80, &z, &p, NULL), INTEG_STATUS_OK);
    near(z, 0.2 / sqrt(104.0 / 150 * (46.0 / 150) * (1.0 / 70 + 1.0 / 80)));
    near(p, erfc(z / sqrt(2)));
    integ_two_proportion_test(48, 80, 56, 70, &turned, &same, NULL);
    near(turned, -z);
    near(same, p);
    ck_assert_int_eq(integ_two_proportion_test(0, 70, 0, 80, &z, &p, NULL), INTEG_STATUS_OK);
    ck_assert(z == 0 && p == 1);
    ck_assert_int_eq(integ_two_proportion_test(0, 0, 0, 80, &z, &p, NULL), INTEG_STATUS_UNDEFINED);
}
END_TEST

/* The change is where the formula of sample size for two proportions gives the size back. */
START_TEST(the_smallest_change_needs_just_this_many)
{
    double change, smaller;
    ck_assert_int_eq(integ_minimum_detectable_change(0.5, 100, 100, 0.95, 0.8, 1, &change, NULL), INTEG_STATUS_OK);
    double later = 0.5 + change, pooled = (0.5 + later) / 2;
    double reach = 1.959963984540054 * sqrt(2 * pooled * (1 - pooled)) +
                   0.8416212335729143 * sqrt(0.25 + later * (1 - later));
    near_to(reach * reach / (change * change), 100, 1e-9);
    integ_minimum_detectable_change(0.5, 1000, 1000, 0.95, 0.8, 1, &smaller, NULL);
    ck_assert(smaller < change);
    ck_assert_int_eq(integ_minimum_detectable_change(0, 100, 100, 0.95, 0.8, 1, &change, NULL), INTEG_STATUS_OK);
    ck_assert(change > 0.01 && change < 0.1);
    ck_assert_int_eq(integ_minimum_detectable_change(0.5, 2, 2, 0.95, 0.8, 1, &change, NULL),
                     INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_minimum_detectable_change(0, 100, 100, 0.95, 0.8, -1, &change, NULL),
                     INTEG_STATUS_UNDEFINED);
}
END_TEST

/* With Wilson's limits those of a difference are Newcombe's. */
START_TEST(limits_of_a_difference_are_recovered_from_those_of_its_parts)
{
    double own[2], other[2], lower, upper, expected_lower, expected_upper;
    integ_wilson_interval(56, 70, 0.95, &own[0], &own[1], NULL);
    integ_wilson_interval(48, 80, 0.95, &other[0], &other[1], NULL);
    integ_newcombe_interval(56, 70, 48, 80, 0.95, &expected_lower, &expected_upper, NULL);
    ck_assert_int_eq(integ_difference_interval(0.8, own[0], own[1], 0.6, other[0], other[1], &lower, &upper, NULL),
                     INTEG_STATUS_OK);
    near(lower, expected_lower);
    near(upper, expected_upper);
    ck_assert_int_eq(integ_difference_interval(0.8, 0.9, 1, 0.6, 0.5, 0.7, &lower, &upper, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert(lower == 0 && upper == 0);
    ck_assert_int_eq(integ_difference_interval(0.8, 0.7, 0.9, 0.6, NAN, 0.7, &lower, &upper, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
}
END_TEST

/* A ratio R is a limit where own − R other, as a difference with limits of its own, just reaches 0: the equation that
 * Donner and Zou (2012) solve. */
START_TEST(limits_of_a_ratio_are_where_the_difference_reaches_nothing)
{
    static const double cases[][6] = {{10, 6, 16, 4, 2.5, 6}, {3, 0, 9, 20, 15, 80}, {0.2, 0.1, 0.5, 7, 0.5, 9}};
    double lower, upper;
    for (int i = 0; i < 3; i++) {
        const double *c = cases[i];
        ck_assert_int_eq(integ_ratio_interval(c[0], c[1], c[2], c[3], c[4], c[5], &lower, &upper, NULL),
                         INTEG_STATUS_OK);
        ck_assert(lower <= c[0] / c[3] && c[0] / c[3] <= upper);
        near_to(c[0] - lower * c[3], hypot(c[0] - c[1], lower * (c[5] - c[3])), 1e-9);
        near_to(upper * c[3] - c[0], hypot(c[2] - c[0], upper * (c[3] - c[4])), 1e-9);
    }
    ck_assert_int_eq(integ_ratio_interval(0, 0, 3, 5, 4, 6, &lower, &upper, NULL), INTEG_STATUS_OK);
    ck_assert(lower == 0);
    near_to(upper * 5, hypot(3, upper * 1), 1e-9);
    ck_assert_int_eq(integ_ratio_interval(1, 0, 3, 5, 0, 6, &lower, &upper, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_ratio_interval(1, -1, 3, 5, 1, 6, &lower, &upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_ratio_interval(0, 0, 3, 0, 0, 6, &lower, &upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
}
END_TEST

void add_comparisons(Suite *suite)
{
    add_tests(suite, "comparisons",
              (const TTest *[]){limits_of_a_difference_are_recovered_from_those_of_its_parts,
                                limits_of_a_ratio_are_where_the_difference_reaches_nothing,
                                differences_have_newcombes_interval, ratios_have_koopmans_interval,
                                the_interval_of_a_ratio_turns_over_with_it,
                                equal_shares_do_not_differ_and_the_test_is_symmetrical,
                                the_smallest_change_needs_just_this_many, NULL});
}
