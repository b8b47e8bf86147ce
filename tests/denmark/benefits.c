/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/suite.h"
#include "integration/denmark.h"

#include <math.h>

START_TEST(weeks_are_shares_of_the_period_and_add_up)
{
    double persons;
    ck_assert_int_eq(integ_dk_full_time_persons((const double[]){26}, 1, 52, &persons, NULL), INTEG_STATUS_OK);
    ck_assert_double_eq(persons, 0.5);
    ck_assert_int_eq(integ_dk_full_time_persons((const double[]){52, 13}, 2, 52, &persons, NULL), INTEG_STATUS_OK);
    ck_assert_double_eq(persons, 1.25); /* weeks on two benefits at once are not taken out */
    ck_assert_int_eq(integ_dk_full_time_persons(NULL, 0, 52, &persons, NULL), INTEG_STATUS_OK);
    ck_assert_double_eq(persons, 0);
}
END_TEST

START_TEST(weeks_stay_inside_the_period)
{
    double persons;
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_dk_full_time_persons((const double[]){53}, 1, 52, &persons, error),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_str_eq(integ_error_name(error, 0), "denmark.range");
    ck_assert_int_eq(integ_dk_full_time_persons((const double[]){-1}, 1, 52, &persons, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_dk_full_time_persons((const double[]){NAN}, 1, 52, &persons, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_dk_full_time_persons((const double[]){0}, 1, 0, &persons, NULL), INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_dk_full_time_persons((const double[]){0}, 1, INFINITY, &persons, NULL),
                     INTEG_STATUS_OUT_OF_RANGE);
    ck_assert_int_eq(integ_dk_full_time_persons(NULL, 1, 52, &persons, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_full_time_persons(NULL, -1, 52, &persons, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_dk_full_time_persons(NULL, 0, 52, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_error_free(error);
}
END_TEST

void add_benefits(Suite *suite)
{
    add_tests(suite, "benefits",
              (const TTest *[]){weeks_are_shares_of_the_period_and_add_up, weeks_stay_inside_the_period, NULL});
}
