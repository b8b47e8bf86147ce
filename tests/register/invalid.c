/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/suite.h"
#include "support/invalid.h"

#include <string.h>

/* The input's name says with which options it is opened. */
static integ_status open_input(const char *path, integ_error *error, void *userdata)
{
    integ_context *context = userdata;
    integ_register_options *options;
    integ_register *reg;
    OK(integ_register_options_new(context, &options, NULL));
    if (strstr(path, ".1252.") != NULL)
        OK(integ_register_options_set_encoding(options, "Windows-1252", NULL));
    if (strstr(path, ".semicolon.") != NULL)
        OK(integ_register_options_set_delimiter(options, ";", NULL));
    if (strstr(path, ".key.") != NULL)
        OK(integ_register_options_set_key(options, "id", NULL));
    integ_status status = integ_register_open(context, path, options, &reg, error);
    ck_assert_ptr_null(reg);
    integ_register_options_free(options);
    return status;
}

START_TEST(invalid_files_are_reported_with_their_places_and_never_with_their_values)
{
    integ_context *context;
    OK(integ_context_new(&context, NULL));
    check_invalid_folder("register/invalid", open_input, context);
    integ_context_free(context);
}
END_TEST

START_TEST(a_path_that_leads_nowhere_is_reported)
{
    integ_context *context;
    integ_error *error;
    integ_register *reg;
    OK(integ_context_new(&context, NULL));
    OK(integ_error_new(&error));
    const char *const paths[] = {"nowhere.csv", "nowhere.yaml", "nowhere/register.yaml"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        integ_error_clear(error);
        ck_assert_int_eq(integ_register_open(context, data_path(paths[i]), NULL, &reg, error),
                         INTEG_STATUS_READ_FAILED);
        ck_assert_ptr_null(reg);
        ck_assert_int_eq(integ_error_count(error), 1);
        ck_assert_str_eq(integ_error_source(error, 0), data_path(paths[i]));
    }
    integ_error_free(error);
    integ_context_free(context);
}
END_TEST

void add_invalid(Suite *suite)
{
    add_tests(suite, "invalid",
              (const TTest *[]){invalid_files_are_reported_with_their_places_and_never_with_their_values,
                                a_path_that_leads_nowhere_is_reported, NULL});
}
