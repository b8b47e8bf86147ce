/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/generations.h"
#include "cohort/suite.h"
#include "support/failing_allocator.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Cohorts that are followed, with SQLite as the second opinion on every count. */

#define PEOPLE 1501

static integ_expression *parse(integ_context *context, const char *text, integ_error *error)
{
    integ_expression *expression = NULL;
    integ_expression_parse(context, text, strlen(text), NULL, &expression, error);
    return expression;
}

static integ_groups *make_groups(integ_context *context, integ_error *error)
{
    integ_groups *groups = NULL;
    integ_expression *where = parse(context, "job = 'unemployed' AND years < 40", error);
    integ_status status = where == NULL ? INTEG_STATUS_OUT_OF_MEMORY : integ_groups_new(context, &groups, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(groups, "followed", NULL, NULL, where, NULL, error);
    integ_expression_free(where);
    if (status == INTEG_STATUS_OK)
        return groups;
    integ_groups_free(groups);
    return NULL;
}

static integ_status follow(integ_context *context, const integ_register *reg, const integ_groups *groups, int start,
                           integ_following **out, integ_error *error)
{
    integ_follow_options *options = NULL;
    integ_expression *where = parse(context, "mixed", error);
    integ_status status =
        where == NULL ? INTEG_STATUS_OUT_OF_MEMORY : integ_follow_options_new(context, &options, error);
    *out = NULL;
    if (status == INTEG_STATUS_OK)
        status = integ_follow_options_set_where(options, where, error);
    if (status == INTEG_STATUS_OK)
        status = integ_follow_options_set_departures(options, "departure", "reason", error);
    if (status == INTEG_STATUS_OK)
        status =
            integ_cohort_follow_group(groups, "followed", integ_register_snapshot(reg, start), options, out, error);
    integ_follow_options_free(options);
    integ_expression_free(where);
    return status;
}

/* How many of those who are followed from `start` meet a condition, in which c is their row at the start. */
static int64_t ask(const generations *these, int start, const char *condition)
{
    char question[3000];
    snprintf(question, sizeof question,
             "SELECT count(*) FROM citizen c WHERE c.s = %d AND c.job = 'unemployed' AND c.age < 40 AND (%s)", start,
             condition);
    return generations_ask(these, question);
}

/* A condition on the row of the same person in another snapshot, which is there. */
static int64_t ask_there(const generations *these, int start, int step, const char *condition)
{
    char there[1500];
    snprintf(there, sizeof there, "EXISTS (SELECT 1 FROM citizen p WHERE p.s = %d AND p.id = c.id AND (%s))", step,
             condition);
    return ask(these, start, there);
}

static int64_t ask_absent(const generations *these, int start, int step, const char *also)
{
    char gone[1500];
    snprintf(gone, sizeof gone, "NOT EXISTS (SELECT 1 FROM citizen p WHERE p.s = %d AND p.id = c.id) AND (%s)", step,
             also);
    return ask(these, start, gone);
}

static void compare_returned(const generations *these, const integ_following *following, int start, int step)
{
    int first = start < step ? start : step, last = start < step ? step : start;
    char between[300];
    snprintf(between, sizeof between,
             "(SELECT count(*) FROM citizen b WHERE b.id = c.id AND b.s > %d AND b.s < %d) < %d", first, last,
             last - first - 1);
    ck_assert_int_eq(integ_following_count_unprotected(following, step, INTEG_FOLLOWING_RETURNED),
                     ask_there(these, start, step, first == last ? "0" : between));
}

static void compare_reasons(const generations *these, const integ_following *following, int start, int step)
{
    ck_assert_int_eq(integ_following_reasons(following), 2);
    for (int reason = 0; reason < 2; reason++) {
        char known[800];
        snprintf(known, sizeof known,
                 "%d > %d AND '%s' = (SELECT d.reason FROM departure d WHERE d.id = c.id AND d.reason IS NOT NULL"
                 " AND d.s <= %d AND d.s > (SELECT max(l.s) FROM citizen l WHERE l.id = c.id AND l.s BETWEEN %d AND %d)"
                 " ORDER BY d.s DESC, d.rowid DESC LIMIT 1)",
                 step, start, integ_following_reason(following, reason), step, start, step);
        ck_assert_int_eq(integ_following_reason_count_unprotected(following, step, reason),
                         ask_absent(these, start, step, known));
    }
}

static void compare_arrived(const generations *these, const integ_following *following, int start, int step)
{
    char question[400];
    snprintf(question, sizeof question,
             "SELECT count(*) FROM citizen c WHERE s = %d AND id NOT IN (SELECT id FROM citizen WHERE s = %d)", step,
             start);
    ck_assert_int_eq(integ_following_count_unprotected(following, step, INTEG_FOLLOWING_ARRIVED),
                     generations_ask(these, question));
    strcat(question, " AND job = 'unemployed' AND age < 40");
    ck_assert_int_eq(integ_following_count_unprotected(following, step, INTEG_FOLLOWING_ARRIVED_IN_GROUP),
                     generations_ask(these, question));
}

static void compare_step(const generations *these, const integ_following *following, int start, int step)
{
    static const struct {
        int32_t figure;
        const char *condition;
    } figures[] = {{INTEG_FOLLOWING_PRESENT, "1"},
                   {INTEG_FOLLOWING_IN_GROUP, "p.job = 'unemployed' AND p.age < 40"},
                   {INTEG_FOLLOWING_UNKNOWN, "(p.job = 'unemployed' AND p.age < 40) IS NULL"},
                   {INTEG_FOLLOWING_MEETS, "p.mixed"},
                   {INTEG_FOLLOWING_MEETS_UNKNOWN, "p.mixed IS NULL"}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        ck_assert_int_eq(integ_following_count_unprotected(following, step, figures[i].figure),
                         ask_there(these, start, step, figures[i].condition));
    ck_assert_int_eq(integ_following_count_unprotected(following, step, INTEG_FOLLOWING_ABSENT),
                     ask_absent(these, start, step, "1"));
    compare_returned(these, following, start, step);
    compare_reasons(these, following, start, step);
    compare_arrived(these, following, start, step);
}

START_TEST(whoever_is_followed_is_counted_as_sqlite_counts)
{
    for (int i = 0; i < 3; i++) {
        generations these =
            generations_new(PEOPLE, 40 + (uint64_t)i, i == 2 ? GENERATIONS_TEXT_KEYS : 0, i == 1 ? 3 : 1);
        integ_groups *groups = make_groups(these.context, NULL);
        for (int start = 0; start < GENERATION_SNAPSHOTS; start++) {
            integ_following *following;
            ck_assert_int_eq(follow(these.context, these.reg, groups, start, &following, NULL), INTEG_STATUS_OK);
            ck_assert_int_eq(integ_following_steps(following), GENERATION_SNAPSHOTS);
            ck_assert_int_eq(integ_following_start(following), start);
            ck_assert_int_eq(integ_following_has_where(following), 1);
            ck_assert_int_eq(integ_following_size_unprotected(following), ask(&these, start, "1"));
            for (int step = 0; step < GENERATION_SNAPSHOTS; step++)
                compare_step(&these, following, start, step);
            integ_following_free(following);
        }
        integ_groups_free(groups);
        generations_free(&these);
    }
}
END_TEST

static void expect_refused(const generations *these, const char *table, const char *column, integ_status status)
{
    integ_follow_options *options;
    integ_following *following;
    ck_assert_int_eq(integ_follow_options_new(these->context, &options, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_follow_options_set_departures(options, table, column, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cohort_follow_filter(NULL, NULL, integ_register_snapshot(these->reg, 0), NULL, options,
                                                &following, NULL),
                     status);
    ck_assert_ptr_null(following);
    integ_follow_options_free(options);
}

START_TEST(what_cannot_be_followed_is_refused)
{
    generations these = generations_new(200, 1, 0, 1), keyless = generations_new(200, 1, GENERATIONS_NO_KEY, 1);
    integ_following *following;
    integ_groups *groups = make_groups(these.context, NULL);
    expect_refused(&these, "departed", "reason", INTEG_STATUS_UNKNOWN_NAME);
    expect_refused(&these, "departure", "cause", INTEG_STATUS_UNKNOWN_NAME);
    expect_refused(&these, "departure", "who", INTEG_STATUS_UNKNOWN_NAME);
    expect_refused(&these, "citizen", "job", INTEG_STATUS_INCONSISTENT);
    ck_assert_int_eq(integ_cohort_follow_filter(NULL, NULL, integ_register_snapshot(keyless.reg, 0), NULL, NULL,
                                                &following, NULL),
                     INTEG_STATUS_MISSING);
    ck_assert_int_eq(integ_cohort_follow_group(groups, "followd", integ_register_snapshot(these.reg, 0), NULL,
                                               &following, NULL),
                     INTEG_STATUS_UNKNOWN_NAME);
    integ_groups_free(groups);
    generations_free(&these);
    generations_free(&keyless);
}
END_TEST

START_TEST(everybody_can_be_followed)
{
    generations these = generations_new(300, 9, 0, 1);
    integ_following *following;
    ck_assert_int_eq(integ_cohort_follow_filter(NULL, NULL, integ_register_snapshot(these.reg, 2), NULL, NULL,
                                                &following, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_following_size_unprotected(following),
                     generations_ask(&these, "SELECT count(*) FROM citizen WHERE s = 2"));
    ck_assert_int_eq(integ_following_count_unprotected(following, 4, INTEG_FOLLOWING_IN_GROUP),
                     integ_following_count_unprotected(following, 4, INTEG_FOLLOWING_PRESENT));
    ck_assert_int_eq(integ_following_has_where(following), 0);
    ck_assert_int_eq(integ_following_reasons(following), 0);
    ck_assert_int_eq(integ_following_count_unprotected(following, 6, INTEG_FOLLOWING_PRESENT), 0);
    ck_assert_int_eq(integ_following_count_unprotected(following, 1, 10), 0);
    ck_assert_ptr_null(integ_following_reason(following, 0));
    integ_following_free(following);
    generations_free(&these);
}
END_TEST

static integ_status try_everything(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_following *following = NULL;
    integ_register *reg = generations_register(context, 80, 3, GENERATIONS_TEXT_KEYS, error);
    integ_groups *groups = reg == NULL ? NULL : make_groups(context, error);
    integ_status status = groups == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK)
        status = follow(context, reg, groups, 1, &following, error);
    integ_following_free(following);
    integ_groups_free(groups);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    for_each_failing_allocation(try_everything, NULL);
}
END_TEST

void add_following(Suite *suite)
{
    add_tests(suite, "following",
              (const TTest *[]){whoever_is_followed_is_counted_as_sqlite_counts,
                                what_cannot_be_followed_is_refused, everybody_can_be_followed,
                                running_out_of_memory_leaves_nothing_behind, NULL});
}
