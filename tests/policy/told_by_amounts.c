/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Sums and means that are counts: of what is 0 or 1, of rows of another table; and limits that count rare amounts. */
#include "policy/results.h"
#include "policy/suite.h"
#include "policy/town.h"
#include "support/failing_allocator.h"
#include "support/folder.h"

#include <integration.h>
#include <stdio.h>
#include <stdlib.h>

#define CASES 150

static void expect_hidden(const policy_town *of, const char *rule, const char *indicators, const char *expected)
{
    integ_context *context;
    integ_results *results;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run_town(of, context, rule, indicators, &results, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < (int64_t)results->indicator_count; i++)
        ck_assert_msg(results->indicators[i].figure->hidden == (expected[i] == '-'), "%s: figure %d of %s", rule,
                      (int)i, indicators);
    integ_results_free(results);
    integ_context_free(context);
}

/* ---- 0 and 1 ---- */

static policy_town draw_town(uint64_t *state)
{
    policy_town drawn = {.people = 20 + next_of_town(state) % (TOWN_PEOPLE - 19)};
    uint32_t without = next_of_town(state) % 100;
    for (int64_t i = 0; i < drawn.people; i++) {
        drawn.area[i] = 1 + next_of_town(state) % 3;
        drawn.sex[i] = 1 + next_of_town(state) % 2;
        drawn.job[i] = next_of_town(state) % 100 >= without;
    }
    return drawn;
}

/* Writes up to four figures of a measure. */
static void write_figures(uint64_t state, const char *measure, char *text, size_t size)
{
    static const char *const of[] = {"", "of: men, ", "of: first, ", "of: others, "};
    static const char *const by[] = {"", ", by: [area]", ", by: [sex]", ", by: [area, sex]"};
    uint32_t count = 1 + next_of_town(&state) % 4;
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++) {
        const char *kind = next_of_town(&state) % 2 == 0 ? "mean" : "sum";
        const char *group = of[next_of_town(&state) % 4], *columns = by[next_of_town(&state) % 4];
        length += (size_t)snprintf(text + length, size - length, "%sf%u: {kind: %s, %smeasure: %s%s}",
                                   i == 0 ? "" : ", ", (unsigned)i, kind, group, measure, columns);
    }
}

/* Whether nobody has a job, or all do, of some group of which that is told. */
static bool is_told_of_all(const integ_results *results)
{
    for (int64_t i = 0; i < (int64_t)results->indicator_count; i++) {
        const integi_figure *figure = results->indicators[i].figure;
        double all = figure->value.kind == INTEG_INDICATOR_SUM ? (double)figure->value.own.denominator : 1;
        if (!figure->hidden && (figure->value.number == 0 || figure->value.number == all))
            return true;
    }
    return false;
}

/* Whether the first hides all that the second does. */
static bool hides_as_much(const integ_results *a, const integ_results *b, int64_t *hidden, int64_t *more)
{
    for (int64_t i = 0; i < (int64_t)b->indicator_count; i++)
        for (int64_t cell = -1; cell < b->indicators[i].cell_count; cell++) {
            bool first = (cell < 0 ? a->indicators[i].figure : a->indicators[i].cells[cell].figure)->hidden;
            bool second = (cell < 0 ? b->indicators[i].figure : b->indicators[i].cells[cell].figure)->hidden;
            if (second && !first && !is_told_of_all(a)) /* else that of a part follows */
                return false;
            *hidden += second;
            *more += first && !second;
        }
    return true;
}

START_TEST(a_mean_of_what_is_0_or_1_is_a_share)
{
    static const char *const rules[] = {"threshold: 5", "threshold: 3, full_cell: 0", "method: round"};
    int64_t hidden = 0, more = 0;
    for (int64_t seed = 0; seed < random_cases(CASES, 20 * CASES); seed++) {
        uint64_t state = (uint64_t)seed + 1;
        policy_town of = draw_town(&state);
        const char *rule = rules[next_of_town(&state) % 3];
        char numbers[1000], whether[1000];
        integ_context *context;
        integ_results *a, *b;
        write_figures(state, "job", numbers, sizeof numbers);
        write_figures(state, "job = 1", whether, sizeof whether);
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run_town(&of, context, rule, numbers, &a, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run_town(&of, context, rule, whether, &b, NULL), INTEG_STATUS_OK);
        ck_assert_msg(hides_as_much(a, b, &hidden, &more), "seed %d: %s of %s", (int)seed, rule, numbers);
        integ_results_free(a);
        integ_results_free(b);
        integ_context_free(context);
    }
    ck_assert_int_gt(hidden, 0);
    ck_assert_msg(more < hidden / 4, "%d more than %d are hidden", (int)more, (int)hidden);
}
END_TEST

/* The same where their number was published before: then nothing is, and the ledger can be used further. */
static void publish_beside_ledger(int64_t women)
{
    static const char *const reports[] = {
        "women: {kind: count, of: women}",
        "mean: {kind: mean, of: women, where: job = 1, measure: children, by: [area]}",
        "women: {kind: count, of: women}"};
    policy_town of = {.people = 40};
    integ_context *context;
    integ_ledger *ledger;
    scratch_folder own;
    for (int64_t i = 0; i < 40; i++) {
        of.sex[i] = i < women ? 2 : 1;
        of.area[i] = 1 + i % 7;
        of.job[i] = i < 3;
        of.children[i] = i;
    }
    make_folder(&own, "ledger.json");
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_ledger_open(context, own.file, &ledger, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < 3; i++) {
        integ_results *results;
        integ_status status = run_town_with_ledger(&of, context, "threshold: 5", reports[i], ledger, &results, NULL);
        ck_assert_int_eq(status, i == 1 && women == 7 ? INTEG_STATUS_LIMIT_EXCEEDED : INTEG_STATUS_OK);
        integ_results_free(results);
    }
    integ_ledger_free(ledger);
    integ_context_free(context);
    remove_folder(&own);
}

START_TEST(labels_that_tell_beside_a_ledger_are_not_published)
{
    publish_beside_ledger(7);
    publish_beside_ledger(14);
}
END_TEST

/* All women have no child or one, and some men have more: a woman who is imagined with as many as they has not one. */
START_TEST(who_is_imagined_with_more_than_one_has_not_one)
{
    policy_town of = {.people = 40};
    integ_context *context;
    integ_results *results;
    for (int64_t i = 0; i < 40; i++) {
        of.sex[i] = i < 6 ? 2 : 1;
        of.children[i] = i < 6 ? i == 0 : i % 4;
    }
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(run_town(&of, context, "threshold: 5",
                              "sum: {kind: sum, where: sex = 2, measure: children, by: [sex]}, "
                              "share: {kind: share, where: sex = 2, by: [children]}",
                              &results, NULL),
                     INTEG_STATUS_OK);
    ck_assert(results->indicators[0].figure->hidden);
    integ_results_free(results);
    integ_context_free(context);
}
END_TEST

/* Seven women live in seven areas. That each of these is listed tells that one lives in each, beside their number. */
START_TEST(that_labels_are_listed_says_that_somebody_has_them)
{
    for (int64_t women = 7; women <= 14; women += 7) {
        policy_town of = {.people = 40};
        for (int64_t i = 0; i < 40; i++) {
            of.sex[i] = i < women ? 2 : 1;
            of.area[i] = 1 + i % 7;
            of.job[i] = i < 3;
            of.children[i] = i;
        }
        expect_hidden(&of, "threshold: 5",
                      "women: {kind: count, of: women}, "
                      "mean: {kind: mean, of: women, where: job = 1, measure: children, by: [area]}",
                      women == 7 ? "--" : "+-");
    }
}
END_TEST

/* ---- rows of another table ---- */

/* Forty people with twenty contracts, of which three are with another firm. */
static policy_town forty_people(void)
{
    policy_town made = {.people = 40, .contracts = 20};
    for (int64_t i = 0; i < 40; i++) {
        made.area[i] = 1;
        made.sex[i] = 1 + i % 2;
        made.job[i] = i % 3;
    }
    for (int64_t i = 0; i < 20; i++) {
        made.owner[i] = i < 3 ? i + 10 : 2 * i; /* three have two */
        made.firm[i] = i < 17 ? 1 : 2;
    }
    return made;
}

START_TEST(a_mean_number_of_rows_counts_them)
{
    static const char both[] = "all: {kind: mean, measure: \"rows('contract')\"}, firm: {kind: count, of: firm}";
    static const char *const alone[] = {"all: {kind: sum, measure: \"rows('contract')\"}",
                                        "firm: {kind: count, of: firm}"};
    policy_town of = forty_people();
    expect_hidden(&of, "threshold: 5", both, "+-");
    expect_hidden(&of, "method: round", both, "-+");
    expect_hidden(&of, "threshold: 3", both, "++");
    expect_hidden(&of, "threshold: 5", alone[0], "+");
    expect_hidden(&of, "threshold: 5", alone[1], "+");
    expect_hidden(&of, "threshold: 5",
                  "all: {kind: mean, measure: \"rows('contract')\"}, "
                  "firm: {kind: mean, measure: \"rows(contract, firm = 1)\"}",
                  "+-");
    of.firm[16] = of.firm[15] = 2;
    expect_hidden(&of, "threshold: 5", both, "++");
}
END_TEST

/* Twelve have one contract, and some two or three: those who have not one have so many. */
START_TEST(how_many_rows_a_few_have_is_not_told)
{
    for (int64_t some = 0; some < 8; some++) {
        policy_town of = forty_people();
        of.contracts = 12 + 2 * some + (some > 0);
        for (int64_t i = 0; i < of.contracts; i++) {
            of.owner[i] = i < 12 ? i : 12 + (i - 12) % some;
            of.firm[i] = 1;
        }
        expect_hidden(&of, "threshold: 5",
                      "one: {kind: count, where: \"rows(contract) = 1\"}, firm: {kind: count, of: firm}",
                      some > 0 && some < 5 ? "+-" : "++");
    }
}
END_TEST

/* ---- limits ---- */

/* 0, 1 and 2 children: sum and sum of squares tell how many have which. */
START_TEST(limits_do_not_count_those_with_a_rare_amount)
{
    for (int64_t rare = 0; rare < 12; rare++) {
        policy_town of = forty_people();
        integ_context *context;
        integ_results *results;
        for (int64_t i = 0; i < 40; i++)
            of.children[i] = i < rare ? 2 : i % 2;
        ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(run_town(&of, context, "threshold: 5", "all: {kind: mean, measure: children}", &results, NULL),
                         INTEG_STATUS_OK);
        const integi_value *value = &results->indicators[0].figure->value;
        bool tells = rare > 0 && rare < 5;
        ck_assert(!results->indicators[0].figure->hidden);
        ck_assert_int_eq(value->withheld, tells);
        ck_assert_int_eq(value->has_interval, !tells);
        integ_results_free(results);
        integ_context_free(context);
    }
}
END_TEST

/* One who has two children, where all others have one; or has none. */
START_TEST(who_differs_from_all_others_is_not_told)
{
    for (int64_t others = 0; others < 8; others++) {
        policy_town of = forty_people();
        for (int64_t i = 0; i < 40; i++)
            of.children[i] = i < others ? (i % 2 == 0 ? 2 : 0) : 1;
        expect_hidden(&of, "threshold: 5", "all: {kind: sum, measure: children}",
                      others > 0 && others < 5 ? "-" : "+");
        expect_hidden(&of, "threshold: 5", "all: {kind: mean, measure: children + 1}",
                      others > 0 && others < 5 ? "-" : "+");
    }
}
END_TEST

/* Of forty, eight women have none, and the others different amounts. */
START_TEST(that_all_of_few_have_none_is_not_told)
{
    for (int64_t women = 8; women <= 12; women += 4) {
        policy_town of = forty_people();
        for (int64_t i = 0; i < 40; i++) {
            of.sex[i] = i < women ? 2 : 1;
            of.area[i] = i < women ? 2 : 1 + i % 2;
            of.children[i] = i < women ? 0 : 100 + i * i;
        }
        const char *few = women < 10 ? "-" : "+";
        expect_hidden(&of, "threshold: 5", "women: {kind: mean, of: women, measure: children}", few);
        expect_hidden(&of, "threshold: 5",
                      "all: {kind: sum, measure: children}, men: {kind: sum, of: men, measure: children}, "
                      "women: {kind: mean, of: women, measure: children}",
                      women < 10 ? "+--" : "+++");
        expect_hidden(&of, "threshold: 5, full_cell: 0", "women: {kind: mean, of: women, measure: children}", "+");
    }
}
END_TEST

/* ---- few who are no figure ---- */

/* Twelve have two children, and some one. Sum and count tell what all others have together. */
static policy_town forty_with_two(int64_t some)
{
    policy_town made = forty_people();
    for (int64_t i = 0; i < 40; i++)
        made.children[i] = i < 12 ? 2 : i < 12 + some;
    return made;
}

static const char sum_and_two[] = "two: {kind: count, where: children = 2}, sum: {kind: sum, measure: children}";

START_TEST(what_a_few_others_have_is_not_told)
{
    for (int64_t some = 0; some < 8; some++) {
        policy_town of = forty_with_two(some);
        expect_hidden(&of, "threshold: 5", sum_and_two, some > 0 && some < 5 ? "+-" : "++");
        expect_hidden(&of, "threshold: 3", sum_and_two, some > 0 && some < 3 ? "+-" : "++");
    }
}
END_TEST

/* Eighteen have one child or two, and some of them two: so many more children than people. */
START_TEST(how_many_have_the_larger_of_two_amounts_is_not_told)
{
    static const char sum_and_any[] = "any: {kind: count, where: children >= 1}, sum: {kind: sum, measure: children}";
    for (int64_t some = 0; some < 8; some++) {
        policy_town of = forty_people();
        for (int64_t i = 0; i < 40; i++)
            of.children[i] = (i < 18) + (i < some);
        expect_hidden(&of, "threshold: 5", sum_and_any, some > 0 && some < 5 ? "+-" : "++");
        of.children[38] = 2; /* of three amounts, it is not told */
        of.children[39] = 3;
        expect_hidden(&of, "threshold: 5", sum_and_any, "++");
    }
}
END_TEST

/* ---- */

static integ_status attempt(integ_context *context, integ_error *error, void *userdata)
{
    integ_results *results;
    integ_status status = run_town(userdata, context, "threshold: 5",
                              "all: {kind: mean, measure: \"rows('contract')\"}, firm: {kind: count, of: firm}, "
                              "job: {kind: mean, measure: job, by: [sex]}",
                              &results, error);
    integ_results_free(results);
    return status;
}

static integ_status attempt_few(integ_context *context, integ_error *error, void *userdata)
{
    integ_results *results;
    integ_status status = run_town(userdata, context, "threshold: 5", sum_and_two, &results, error);
    integ_results_free(results);
    return status;
}

START_TEST(every_allocation_for_amounts_may_fail)
{
    policy_town of = forty_people(), few = forty_with_two(3);
    for_each_failing_allocation(attempt, &of);
    for_each_failing_allocation(attempt_few, &few);
}
END_TEST

void add_told_by_amounts(Suite *suite)
{
    add_tests(suite, "told by amounts",
              (const TTest *[]){a_mean_of_what_is_0_or_1_is_a_share,
                                that_labels_are_listed_says_that_somebody_has_them,
                                labels_that_tell_beside_a_ledger_are_not_published,
                                who_is_imagined_with_more_than_one_has_not_one, a_mean_number_of_rows_counts_them,
                                how_many_rows_a_few_have_is_not_told,
                                limits_do_not_count_those_with_a_rare_amount, who_differs_from_all_others_is_not_told,
                                that_all_of_few_have_none_is_not_told, what_a_few_others_have_is_not_told,
                                how_many_have_the_larger_of_two_amounts_is_not_told,
                                every_allocation_for_amounts_may_fail, NULL});
}
