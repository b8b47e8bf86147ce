/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"

/* Limits by SciPy's t distribution. */
START_TEST(means_have_students_limits)
{
    const double values[] = {2.5, 3.1, 4.7, 5.2, 8.9}, huge[] = {1e308, -1e308, 1e308};
    double mean, lower, upper;
    ck_assert_int_eq(integ_mean_interval(values, 5, 0.95, &mean, &lower, &upper, NULL), INTEG_STATUS_OK);
    near(mean, 4.88);
    near(lower, 1.767903500657006);
    near(upper, 7.992096499342994);
    ck_assert_int_eq(integ_mean_interval(values, 1, 0.95, &mean, &lower, &upper, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_mean(values, 0, &mean, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_mean(huge, 3, &mean, NULL), INTEG_STATUS_OK);
    ck_assert(isfinite(mean));
    ck_assert_int_eq(integ_mean((const double[]){NAN}, 1, &mean, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_mean_interval((const double[]){7, 7, 7}, 3, 0.95, &mean, &lower, &upper, NULL),
                     INTEG_STATUS_OK);
    ck_assert(mean == 7 && lower == 7 && upper == 7);
}
END_TEST

/* R's quantile() with its usual type 7. */
START_TEST(quantiles_are_linear_between_the_values)
{
    const double values[] = {1, 2, 4, 8};
    const int64_t counts[] = {1, 0, 2, 1};
    double quantile;
    ck_assert_int_eq(integ_quantile(values, NULL, 4, 0.5, &quantile, NULL), INTEG_STATUS_OK);
    near(quantile, 3);
    integ_quantile(values, NULL, 4, 0.25, &quantile, NULL);
    near(quantile, 1.75);
    integ_quantile(values, NULL, 4, 1, &quantile, NULL);
    near(quantile, 8);
    integ_quantile(values, counts, 4, 0.5, &quantile, NULL);
    near(quantile, 4);
    integ_quantile(values, counts, 4, 0.25, &quantile, NULL);
    near(quantile, 3.25);
    ck_assert_int_eq(integ_quantile(NULL, NULL, 0, 0.5, &quantile, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_quantile((const double[]){2, 1}, NULL, 2, 0.5, &quantile, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
}
END_TEST

void add_means(Suite *suite)
{
    add_tests(suite, "means",
              (const TTest *[]){means_have_students_limits, quantiles_are_linear_between_the_values, NULL});
}
