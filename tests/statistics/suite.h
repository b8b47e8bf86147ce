/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_STATISTICS_SUITE_H
#define TEST_STATISTICS_SUITE_H

#include "integration/statistics.h"
#include "support/suite.h"

#include <math.h>

void add_assessments(Suite *suite);
void add_charts(Suite *suite);
void add_comparisons(Suite *suite);
void add_extremes(Suite *suite);
void add_intervals(Suite *suite);
void add_laws(Suite *suite);
void add_means(Suite *suite);
void add_quantiles(Suite *suite);
void add_rates(Suite *suite);
void add_segregation(Suite *suite);
void add_segregation_change(Suite *suite);
void add_trends(Suite *suite);

/* Fails unless the numbers agree to this part of the expected one, or are both as good as 0. */
void near_to(double value, double expected, double part);
void near(double value, double expected); /* 1e-12 */

#endif
