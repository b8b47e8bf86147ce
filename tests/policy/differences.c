/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Sums of amounts, and what subtracting them gives. */
#include "policy/results.h"
#include "policy/suite.h"
#include "support/failing_allocator.h"

#include <integration.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE 46

/* Places of 8, 8, 10 and 14 with nearly equal amounts in each, and one of 6 in which one person has nearly
 * everything. */
static const int64_t sizes[] = {6, 8, 8, 10, 14};
static const int64_t amounts[] = {100, 500, 80000, 90000, 100000};
#define RICH 5000000

static integ_status make_register(integ_context *context, integ_register **out, integ_error *error)
{
    int64_t place[PEOPLE], amount[PEOPLE], count = 0;
    integ_register_builder *builder;
    for (int64_t i = 0; i < 5; i++)
        for (int64_t j = 0; j < sizes[i]; j++) {
            place[count] = i + 1;
            amount[count++] = i == 0 && j == 0 ? RICH : amounts[i] + j;
        }
    *out = NULL;
    integ_status status = integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_snapshot(builder, 18262, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_add_table(builder, "citizen", PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status =
            integ_register_builder_add_integers(builder, "place", INTEG_TYPE_INTEGER, 0, place, NULL, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status =
            integ_register_builder_add_integers(builder, "amount", INTEG_TYPE_DECIMAL, 2, amount, NULL, PEOPLE, error);
    if (status == INTEG_STATUS_OK)
        status = integ_register_builder_finish(builder, out, error);
    integ_register_builder_free(builder);
    return status;
}

static integ_status run(integ_context *context, const char *disclosure, const char *indicators, integ_ledger *ledger,
                        integ_results **results, integ_error *error)
{
    char text[1000];
    integ_register *reg;
    integ_policy *policy = NULL;
    *results = NULL;
    integ_status status = make_register(context, &reg, error);
    snprintf(text, sizeof text,
             "policy: Test\ndisclosure: {%s}\ngroups: {rich: {where: place = 1}, most: {where: place > 1}, "
             "near: {where: place < 5}}\nindicators: {%s}\n",
             disclosure, indicators);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_read(context, text, strlen(text), "test", &policy, error);
    if (status == INTEG_STATUS_OK && ledger == NULL)
        status = integ_policy_run(policy, reg, INTEG_DATE_MAXIMUM, results, error);
    else if (status == INTEG_STATUS_OK)
        status = integ_policy_run_with_ledger(policy, reg, INTEG_DATE_MAXIMUM, ledger, 18300, results, error);
    integ_policy_free(policy);
    integ_register_free(reg);
    return status;
}

#define DOMINANCE "dominance: {n: 1, k: 80}"
#define LOOSE "threshold: 5"

static bool is_hidden(const integ_results *results, int indicator)
{
    return results->indicators[indicator].figure->hidden;
}

/* All is a sum of 5,000,000 and 3,045,400 of others, of which most is what the rich one has no part in. */
START_TEST(two_sums_whose_difference_is_one_persons_are_not_both_shown)
{
    static const char *const indicators[] = {
        "all: {kind: sum, measure: amount}, most: {kind: sum, of: most, measure: amount}",
        "all: {kind: mean, measure: amount}, most: {kind: sum, of: most, measure: amount}",
        "all: {kind: mean, measure: amount}, most: {kind: sum, where: place > 1, measure: amount}",
        "all: {kind: sum, measure: amount}, most: {kind: sum, of: near, measure: amount}"};
    for (size_t i = 0; i < 4; i++) {
        integ_context *context;
        integ_results *strict, *loose;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run(context, LOOSE, indicators[i], NULL, &loose, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run(context, DOMINANCE, indicators[i], NULL, &strict, NULL), INTEG_STATUS_OK);
        ck_assert(!is_hidden(loose, 0) && !is_hidden(loose, 1));
        if ((is_hidden(strict, 0) + is_hidden(strict, 1) == 1) != (i < 3))
            ck_abort_msg("case %d", (int)i);
        integ_results_free(loose);
        integ_results_free(strict);
        integ_context_free(context);
    }
}
END_TEST

/* Of what is hidden of a breakdown, no one person has more than 80 %: the sum of it is what is left of the total. */
START_TEST(what_is_hidden_of_a_breakdown_is_nobodys_alone)
{
    integ_context *context;
    integ_results *results;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run(context, DOMINANCE, "all: {kind: sum, measure: amount, by: [place]}", NULL, &results, NULL),
                     INTEG_STATUS_OK);
    const integi_indicator_result *result = &results->indicators[0];
    ck_assert(!result->figure->hidden);
    ck_assert_int_eq(result->cell_count, 5);
    ck_assert(result->cells[0].figure->hidden);
    int64_t left = RICH, shown = 0;
    for (int64_t i = 0; i < 5; i++) {
        shown += !result->cells[i].figure->hidden;
        int64_t all = sizes[i] * amounts[i] + sizes[i] * (sizes[i] - 1) / 2;
        left += result->cells[i].figure->hidden ? all - (i == 0 ? amounts[i] : 0) : 0;
    }
    ck_assert_int_lt((int64_t)RICH * 100, left * 80);
    ck_assert_int_ge(shown, 1);
    integ_results_free(results);
    integ_context_free(context);
}
END_TEST

static integ_status run_twice(integ_context *context, const char *const indicators[2], integ_results *results[2],
                              integ_error *error)
{
    char path[] = "/tmp/ledger.XXXXXX", lock[sizeof path + 5];
    integ_ledger *ledger;
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
    unlink(path);
    snprintf(lock, sizeof lock, "%s.lock", path);
    results[0] = results[1] = NULL;
    integ_status status = integ_ledger_open(context, path, &ledger, error);
    for (int i = 0; i < 2 && status == INTEG_STATUS_OK; i++) {
        status = run(context, DOMINANCE, indicators[i], ledger, &results[i], error);
        ck_assert_int_eq(integ_ledger_count(ledger), i + (status == INTEG_STATUS_OK)); /* what nobody gets is not */
    }
    integ_ledger_free(ledger);
    unlink(lock);
    return status;
}

START_TEST(a_later_sum_is_not_subtracted_from_an_earlier_one)
{
    static const struct {
        const char *asked[2];
        bool hidden;
    } cases[] = {
        {{"all: {kind: sum, measure: amount}", "most: {kind: sum, of: most, measure: amount}"}, true},
        {{"most: {kind: mean, of: most, measure: amount}", "all: {kind: sum, measure: amount}"}, true},
        {{"all: {kind: sum, measure: amount}", "near: {kind: sum, of: near, measure: amount}"}, false},
        /* of these the counts are known already, and do not tell the sums */
        {{"rich: {kind: count, of: rich}", "rich: {kind: sum, of: rich, measure: amount}"}, true},
        {{"most: {kind: count, of: most}",
          "most: {kind: mean, of: most, measure: amount}, all: {kind: sum, measure: amount}"}, true},
        {{"most: {kind: count, of: most}, places: {kind: count, by: [place]}",
          "all: {kind: sum, measure: amount, by: [place]}, most: {kind: sum, of: most, measure: amount}"}, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        integ_context *context;
        integ_results *results[2];
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run_twice(context, cases[i].asked, results, NULL), INTEG_STATUS_OK);
        ck_assert(!is_hidden(results[0], 0));
        if (is_hidden(results[1], 0) != cases[i].hidden)
            ck_abort_msg("case %d", (int)i);
        ck_assert(i < 4 || is_hidden(results[1], 0) != is_hidden(results[1], 1)); /* they are one person's apart */
        integ_results_free(results[0]);
        integ_results_free(results[1]);
        integ_context_free(context);
    }
}
END_TEST

static integ_status attempt(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    static const char *const indicators[] = {"all: {kind: sum, measure: amount, by: [place]}",
                                             "most: {kind: sum, of: most, measure: amount}"};
    integ_results *results[2];
    integ_status status = run_twice(context, indicators, results, error);
    integ_results_free(results[0]);
    integ_results_free(results[1]);
    return status;
}

START_TEST(every_allocation_for_sums_may_fail)
{
    for_each_failing_allocation(attempt, NULL);
}
END_TEST

void add_differences(Suite *suite)
{
    add_tests(suite, "differences",
              (const TTest *[]){two_sums_whose_difference_is_one_persons_are_not_both_shown,
                                what_is_hidden_of_a_breakdown_is_nobodys_alone,
                                a_later_sum_is_not_subtracted_from_an_earlier_one, every_allocation_for_sums_may_fail,
                                NULL});
}
