/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"

#include <string.h>

/* The numbers and the limits, to seven digits, are those of the tests of the R package NHSRplotthedots 0.2.2
 * (test-ptd_spc_standard): 20 normal deviates, and the same with the 15th replaced by 10. */
static double deviates[] = {-0.56047565, -0.23017749, 1.55870831, 0.07050839,  0.12928774, 1.71506499, 0.46091621,
                            -1.26506123, -0.68685285, -0.44566197, 1.2240818,  0.35981383, 0.40077145, 0.11068272,
                            -0.55584113, 1.78691314,  0.49785048,  -1.96661716, 0.7013559, -0.47279141};

START_TEST(limits_of_single_values_equal_the_published_ones)
{
    double mean, lower, upper;
    ck_assert_int_eq(integ_xmr_limits(deviates, 20, 0, 1, &mean, &lower, &upper, NULL), INTEG_STATUS_OK);
    near_to(mean, 0.1416238, 1e-6);
    near_to(lower, -3.01138, 1e-6);
    near_to(upper, 3.294627, 1e-6);
    double wild[20];
    memcpy(wild, deviates, sizeof wild);
    wild[14] = 10;
    integ_xmr_limits(wild, 20, 0, 1, &mean, &lower, &upper, NULL);
    near_to(mean, 0.6694159, 1e-6);
    near_to(lower, -2.383666, 1e-6);
    near_to(upper, 3.722497, 1e-6);
    integ_xmr_limits(wild, 20, 0, 0, &mean, &lower, &upper, NULL);
    near_to(lower, -4.596625, 1e-6);
    near_to(upper, 5.935457, 1e-6);
    ck_assert_int_eq(integ_xmr_limits(wild, 1, 0, 0, &mean, &lower, &upper, NULL), INTEG_STATUS_UNDEFINED);
    double fixed;
    integ_xmr_limits(wild, 20, 14, 0, &fixed, &lower, &upper, NULL);
    integ_xmr_limits(deviates, 14, 0, 0, &mean, &lower, &upper, NULL);
    ck_assert(fixed == mean);
}
END_TEST

/* The flags of values about 0 with limits at ±3, as a text: the first letter of each, upper case for the upper side. */
static void flagged(const double *values, int64_t count, const char *expected)
{
    static const char letters[] = ".OoTtCcSs";
    double lower[40], upper[40];
    int32_t flags[40];
    char found[41] = "";
    for (int64_t i = 0; i < count; i++) {
        lower[i] = -3;
        upper[i] = 3;
    }
    ck_assert_int_eq(integ_chart_flags(values, 0, lower, upper, count, flags, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < count; i++)
        found[i] = letters[flags[i]];
    ck_assert_str_eq(found, expected);
}
#define FLAGGED(expected, ...)                                                                                      \
    flagged((double[]){__VA_ARGS__}, (int64_t)(sizeof((double[]){__VA_ARGS__}) / sizeof(double)), expected)

/* The rules as tested in test-ptd_calculate_point_type of the same package. */
START_TEST(rules_flag_what_is_more_than_chance)
{
    FLAGGED("......", 1, 1, 1, 1, 1, 1);
    FLAGGED("SSSSSSS", 1, 1, 1, 1, 1, 1, 1);
    FLAGGED("ssssssss.", -1, -1, -1, -1, -1, -1, -1, -1, 1);
    FLAGGED(".......", 1, 1, 1, 0, 1, 1, 1);
    FLAGGED(".TTTTTTT.", -0.2, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.1);
    FLAGGED(".......", -0.3, -0.2, -0.1, -0.1, 0.1, 0.2, 0.3);
    FLAGGED("ttttttt", 0.3, 0.2, 0.1, 0, -0.1, -0.2, -0.3);
    FLAGGED(".CC.", -1, 2.5, 2.5, 1);
    FLAGGED("C.C", 2.5, 1, 2.5);
    FLAGGED("...", 1, 2.5, 1.9);
    FLAGGED("...", 2.5, -1, 2.5);
    FLAGGED("c.c", -2.5, -1, -2.5);
    FLAGGED("O.o", 3.1, 0, -3.1);
    FLAGGED("...", 3, 0, -3);
}
END_TEST

START_TEST(targets_are_met_missed_or_left_to_chance)
{
    ck_assert_int_eq(integ_chart_assurance(1, 3, 4, -1), INTEG_ASSURANCE_CONSISTENT_PASS);
    ck_assert_int_eq(integ_chart_assurance(1, 3, 4, 1), INTEG_ASSURANCE_CONSISTENT_FAIL);
    ck_assert_int_eq(integ_chart_assurance(5, 7, 4, 1), INTEG_ASSURANCE_CONSISTENT_PASS);
    ck_assert_int_eq(integ_chart_assurance(5, 7, 4, -1), INTEG_ASSURANCE_CONSISTENT_FAIL);
    ck_assert_int_eq(integ_chart_assurance(1, 5, 4, 1), INTEG_ASSURANCE_INCONSISTENT);
    ck_assert_int_eq(integ_chart_assurance(1, 3, 4, 0), INTEG_ASSURANCE_NONE);
    ck_assert_int_eq(integ_chart_assurance(1, 3, NAN, 1), INTEG_ASSURANCE_NONE);
    ck_assert_int_eq(integ_chart_variation(INTEG_CHART_RISING, 1), INTEG_VARIATION_IMPROVEMENT);
    ck_assert_int_eq(integ_chart_variation(INTEG_CHART_RISING, -1), INTEG_VARIATION_CONCERN);
    ck_assert_int_eq(integ_chart_variation(INTEG_CHART_SEVEN_BELOW, 0), INTEG_VARIATION_NEUTRAL_LOW);
    ck_assert_str_eq(integ_chart_flag_name(INTEG_CHART_SEVEN_BELOW), "7_points_below_cl");
    ck_assert_str_eq(integ_chart_flag_name(99), "unknown");
    ck_assert_str_eq(integ_variation_name(INTEG_VARIATION_CONCERN), "concern");
    ck_assert_str_eq(integ_assurance_name(INTEG_ASSURANCE_INCONSISTENT), "inconsistent");
}
END_TEST

START_TEST(shares_and_rates_have_limits_of_their_own_size)
{
    const double events[] = {5, 9, 30}, sizes[] = {100, 400, 100};
    double mean, lower[3], upper[3];
    ck_assert_int_eq(integ_p_chart_limits(events, sizes, 3, &mean, lower, upper, NULL), INTEG_STATUS_OK);
    near(mean, 44.0 / 600);
    near(upper[1], mean + 3 * sqrt(mean * (1 - mean) / 400));
    ck_assert(lower[0] == 0 && upper[1] < upper[0]);
    ck_assert_int_eq(integ_u_chart_limits(events, sizes, 3, &mean, lower, upper, NULL), INTEG_STATUS_OK);
    near(upper[2], mean + 3 * sqrt(mean / 100));
    ck_assert_int_eq(integ_p_chart_limits(sizes, events, 3, &mean, lower, upper, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_p_chart_limits(events, sizes, 0, &mean, lower, upper, NULL), INTEG_STATUS_UNDEFINED);
}
END_TEST

void add_charts(Suite *suite)
{
    add_tests(suite, "charts",
              (const TTest *[]){limits_of_single_values_equal_the_published_ones, rules_flag_what_is_more_than_chance,
                                targets_are_met_missed_or_left_to_chance,
                                shares_and_rates_have_limits_of_their_own_size, NULL});
}
