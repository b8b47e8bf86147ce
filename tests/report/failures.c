/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/suite.h"
#include "support/failing_allocator.h"

#include <stdlib.h>

static int32_t accept(const char *bytes, size_t length, void *userdata)
{
    (void)bytes;
    *(size_t *)userdata += length;
    return 0;
}

static int32_t refuse(const char *bytes, size_t length, void *userdata)
{
    (void)bytes, (void)length;
    ++*(int *)userdata;
    return 1;
}

START_TEST(a_callback_that_refuses_stops_the_report)
{
    integ_context *context;
    integ_error *error;
    int calls = 0;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_report_write(sample_results(context), INTEG_FORMAT_TEXT, INTEG_LANGUAGE_DANISH,
                                        refuse, &calls, error),
                     INTEG_STATUS_WRITE_FAILED);
    ck_assert_int_eq(calls, 1);
    ck_assert_str_eq(integ_error_name(error, 0), "report.write_failed");
    integ_error_free(error);
    sample_end();
    integ_context_free(context);
}
END_TEST

START_TEST(formats_and_languages_that_do_not_exist_are_refused)
{
    integ_context *context;
    size_t length = 0;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    const integ_results *results = sample_results(context);
    ck_assert_int_eq(integ_report_write(results, 0, 1, accept, &length, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_report_write(results, 4, 1, accept, &length, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_report_write(results, 1, 3, accept, &length, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_report_write(results, 1, 1, NULL, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_report_write(NULL, 1, 1, accept, &length, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_uint_eq(length, 0);
    sample_end();
    integ_context_free(context);
}
END_TEST

static integ_status attempt(integ_context *context, integ_error *error, void *userdata)
{
    size_t length = 0;
    integ_results results = *(const integ_results *)userdata;
    results.context = context;
    integ_status status = INTEG_STATUS_OK;
    for (int32_t format = INTEG_FORMAT_TEXT; status == INTEG_STATUS_OK && format <= INTEG_FORMAT_CSV;
         format++)
        status = integ_report_write(&results, format, INTEG_LANGUAGE_DANISH, accept, &length, error);
    return status;
}

START_TEST(every_allocation_may_fail)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_results results = *sample_results(context);
    for_each_failing_allocation(attempt, &results);
    sample_end();
    integ_context_free(context);
}
END_TEST

void add_report_failures(Suite *suite)
{
    add_tests(suite, "failures",
              (const TTest *[]){a_callback_that_refuses_stops_the_report,
                                formats_and_languages_that_do_not_exist_are_refused,
                                every_allocation_may_fail, NULL});
}
