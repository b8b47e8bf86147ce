/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/suite.h"

void near_to(double value, double expected, double part)
{
    ck_assert_msg(fabs(value - expected) <= part * fabs(expected) || fabs(value - expected) < 1e-15,
                  "%.17g is not %.17g", value, expected);
}

void near(double value, double expected)
{
    near_to(value, expected, 1e-12);
}

int main(void)
{
    Suite *suite = suite_create("statistics");
    add_quantiles(suite);
    add_intervals(suite);
    add_comparisons(suite);
    add_rates(suite);
    add_means(suite);
    add_trends(suite);
    add_segregation(suite);
    add_segregation_change(suite);
    add_charts(suite);
    add_assessments(suite);
    add_extremes(suite);
    add_laws(suite);
    return run_suite(suite);
}
