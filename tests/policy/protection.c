/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/attacks.h"
#include "policy/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static integ_results *run_plan(integ_context *context, const plan *policy, const town *people, bool protect)
{
    char text[8192];
    integ_policy *read;
    integ_results *results = NULL;
    integ_register *reg = town_register(people, context);
    integ_error *error;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    plan_write(policy, text, sizeof text);
    ck_assert_int_eq(integ_policy_read(context, text, strlen(text), "test", &read, error), INTEG_STATUS_OK);
    integ_status status = protect ? integ_policy_run(read, reg, INTEG_DATE_MAXIMUM, &results, error)
                                  : integ_policy_run_unprotected(read, reg, INTEG_DATE_MAXIMUM, &results, error);
    if (status != INTEG_STATUS_OK) {
        char line[1000];
        integ_error_line_text(error, 0, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
        ck_abort_msg("%s\n%s", line, text);
    }
    integ_error_free(error);
    integ_policy_free(read);
    integ_register_free(reg);
    return results;
}

static findings attack_plan(uint64_t seed, int size, bool protect)
{
    static town people;
    static attack attacker;
    plan policy;
    integ_context *context;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    town_make(&people, seed, size);
    plan_draw(&policy, seed);
    integ_results *results = run_plan(context, &policy, &people, protect);
    memset(&attacker, 0, sizeof attacker);
    attack_note(&attacker, &policy, &people, results);
    integ_results_free(results);
    integ_context_free(context);
    return attack_run(&attacker);
}

START_TEST(random_policies_withstand_subtraction)
{
    findings all = {0};
    int rounds = is_long_run() ? 2000 : 60;
    for (int seed = 1; seed <= rounds; seed++) {
        findings found = attack_plan((uint64_t)seed, 40 + seed % 3 * 40, true);
        all.shown += found.shown;
        all.hidden += found.hidden;
        all.recovered += found.recovered;
        all.differences += found.differences;
        all.few += found.few;
    }
    if (getenv("DBG")) printf("# shown %d hidden %d recovered %d differences %d few %d\n", all.shown, all.hidden, all.recovered, all.differences, all.few);
    ck_assert_int_eq(all.recovered, 0);
    ck_assert_int_eq(all.differences, 0);
    ck_assert_int_gt(all.shown, rounds * 5);
}
END_TEST

void add_protection(Suite *suite)
{
    add_tests(suite, "protection", (const TTest *[]){random_policies_withstand_subtraction, NULL});
}
