/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"

#include <float.h>

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
    near(mean, 1e308 / 3);
    ck_assert_int_eq(integ_mean((const double[]){1e16, 1, -1e16}, 3, &mean, NULL), INTEG_STATUS_OK);
    ck_assert(mean == 1.0 / 3);
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

/* To the last bit: limits that are taken from quantiles would change places otherwise. */
START_TEST(quantiles_never_go_back_nor_leave_the_values)
{
    const double cases[][3] = {{0.1, 0.1, 0.1}, {0.7, 0.7, 0.7000000000000001}, {-0.3, -0.1, 0.1}, {-0.7, -0.7, -0.6},
                               {-DBL_MAX, 0, DBL_MAX}, {0x1p-1074, 0x1p-1074, 0x1.8p-1073}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double before = cases[i][0], quantile;
        for (int step = 0; step <= 20000; step++) {
            ck_assert_int_eq(integ_quantile(cases[i], NULL, 3, step / 20000.0, &quantile, NULL), INTEG_STATUS_OK);
            if (!(before <= quantile && quantile <= cases[i][2]))
                ck_abort_msg("%zu at %d: %.17g after %.17g", i, step, quantile, before);
            before = quantile;
        }
        ck_assert(before == cases[i][2]);
    }
}
END_TEST

/* The ranks of tables of the binomial distribution, as in W. J. Conover, "Practical Nonparametric Statistics" (3rd
 * edition 1999), section 3.2. */
START_TEST(medians_lie_between_the_ranks_of_the_tables)
{
    static const struct {
        int64_t count;
        double confidence;
        int64_t rank;
    } tables[] = {{6, 0.95, 1},   {9, 0.95, 2},   {10, 0.95, 2},   {15, 0.95, 4},   {20, 0.95, 6},
                  {30, 0.95, 10}, {50, 0.95, 18}, {100, 0.95, 40}, {100, 0.99, 37}, {8, 0.99, 1}};
    int64_t rank;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        ck_assert_int_eq(integ_median_rank(tables[i].count, tables[i].confidence, &rank, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(rank, tables[i].rank);
    }
    ck_assert_int_eq(integ_median_rank(5, 0.95, &rank, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(rank, 0);
    ck_assert_int_eq(integ_median_rank(0, 0.95, &rank, NULL), INTEG_STATUS_UNDEFINED);
    ck_assert_int_eq(integ_median_rank(-1, 0.95, &rank, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_median_rank(5, 1, &rank, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_median_rank(2, 0.5, &rank, NULL), INTEG_STATUS_OK); /* a tail of exactly a quarter */
    ck_assert_int_eq(rank, 1);
}
END_TEST

void add_means(Suite *suite)
{
    add_tests(suite, "means",
              (const TTest *[]){medians_lie_between_the_ranks_of_the_tables,
                                means_have_students_limits, quantiles_are_linear_between_the_values,
                                quantiles_never_go_back_nor_leave_the_values, NULL});
}
