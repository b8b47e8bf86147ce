/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* That all or none of a few meet a condition is hidden, unless it follows from what is printed by what the figures
 * mean. */
#include "policy/results.h"
#include "policy/suite.h"
#include "policy/town.h"

/* Seven of forty live in area 1, and all of them have a job; of the others all but `without`. */
static void expect(int64_t without, const char *indicators, bool hidden)
{
    policy_town of = {.people = 40};
    integ_context *context;
    integ_results *results;
    for (int64_t i = 0; i < 40; i++) {
        of.area[i] = i < 7 ? 1 : 2;
        of.sex[i] = 1 + i % 2;
        of.job[i] = i < 7 || i - 7 >= without;
        of.children[i] = i % 3;
    }
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run_town(&of, context, "threshold: 5", indicators, &results, NULL), INTEG_STATUS_OK);
    ck_assert_msg(results->indicators[0].figure->hidden == hidden, "%s, %d without", indicators, (int)without);
    integ_results_free(results);
    integ_context_free(context);
}

START_TEST(all_of_few_are_shown_where_the_words_say_so)
{
    expect(12, "itself: {kind: share, of: first, where: area = 1}", false);
    expect(12, "job: {kind: share, of: first, where: job = 1}", true);
    expect(12, "both: {kind: share, of: first, where: area = 1 AND job = 1}", true);
    expect(12, "none: {kind: share, of: first, where: job = 0}", true);
}
END_TEST

void add_implied(Suite *suite)
{
    add_tests(suite, "implied", (const TTest *[]){all_of_few_are_shown_where_the_words_say_so, NULL});
}
