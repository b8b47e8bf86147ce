/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/suite.h"

#include <stdlib.h>
#include <string.h>

START_TEST(fields_with_commas_and_quotes_are_quoted)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integ_results results = *sample_results(context);
    integ_goal goal = *results.goals[0].goal;
    goal.title = "\"Mål\", og\nmere";
    results.goals = &(integi_goal_result){&goal, results.goals[0].progress};
    results.goal_count = 1;
    char *text = report_text(&results, INTEG_FORMAT_CSV, INTEG_LANGUAGE_ENGLISH);
    ck_assert_ptr_nonnull(strstr(text, "business,close_the_gap,\"\"\"Mål\"\", og\nmere\",gap,"));
    free(text);
    sample_end();
    integ_context_free(context);
}
END_TEST

START_TEST(every_line_has_as_many_fields_as_the_heading)
{
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    char *text = report_text(sample_results(context), INTEG_FORMAT_CSV, INTEG_LANGUAGE_DANISH);
    int lines = 0;
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"), lines++) {
        int fields = 1;
        bool quoted = false;
        for (char *at = line; *at != '\0'; at++) {
            quoted = *at == '"' ? !quoted : quoted;
            fields += *at == ',' && !quoted;
        }
        ck_assert_int_eq(fields, 32);
    }
    ck_assert_int_eq(lines, 6);
    free(text);
    sample_end();
    integ_context_free(context);
}
END_TEST

void add_csv_reports(Suite *suite)
{
    add_tests(suite, "csv",
              (const TTest *[]){fields_with_commas_and_quotes_are_quoted,
                                every_line_has_as_many_fields_as_the_heading, NULL});
}
