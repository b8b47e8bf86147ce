/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Whether a warning that a group is too broad tells two groups apart that differ by a few people: towns around the limit,
 * and whoever checks two policies one after the other. */
#include "policy/suite.h"
#include "support/failing_allocator.h"
#include "support/folder.h"
#include "support/made.h"

#include <integration.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE_AT_MOST 260
#define THRESHOLD 5

static scratch_folder own;

/* People of whom some are in group a, and all of these but a few in group b. */
typedef struct town {
    integ_context *context;
    integ_register *reg;
    int64_t people, in_a, in_b;
} town;

static uint32_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* Who is in a group is drawn, and how many are not. */
static integ_status make_town(town *self, uint64_t seed, integ_error *error)
{
    int64_t id[PEOPLE_AT_MOST], a[PEOPLE_AT_MOST] = {0}, b[PEOPLE_AT_MOST] = {0};
    for (int64_t i = 0; i < self->people; i++)
        id[i] = i;
    for (int64_t left = self->in_a; left > 0;) {
        int64_t who = next(&seed) % (uint64_t)self->people;
        if (a[who] != 0)
            continue;
        a[who] = 1;
        b[who] = left-- <= self->in_b;
    }
    const made_column columns[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                   {.name = "a", .type = INTEG_TYPE_BOOLEAN, .numbers = a},
                                   {.name = "b", .type = INTEG_TYPE_BOOLEAN, .numbers = b},
                                   {.name = NULL}};
    return make_citizens(self->context, columns, self->people, &self->reg, error);
}

static void open_town(town *self, int64_t people, int64_t in_a, int64_t in_b, uint64_t seed)
{
    *self = (town){.people = people, .in_a = in_a, .in_b = in_b};
    ck_assert_int_eq(integ_context_new(&self->context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(make_town(self, seed, NULL), INTEG_STATUS_OK);
}

static void close_town(town *self)
{
    integ_register_free(self->reg);
    integ_context_free(self->context);
}

/* Checks a policy about groups, and remembers it where there is a ledger. */
static integ_status check(const town *self, const char *groups, integ_ledger *ledger, integ_error *error)
{
    char text[400];
    integ_policy *policy = NULL;
    integ_policy_options *options = NULL;
    snprintf(text, sizeof text, "policy: x\npopulation: citizen\ngroups:\n%s", groups);
    integ_status status = integ_policy_read(self->context, text, strlen(text), "p", &policy, error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_options_new(self->context, &options, error);
    if (status == INTEG_STATUS_OK && ledger != NULL)
        status = integ_policy_options_set_ledger(options, ledger, 18300, error);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_check(policy, self->reg, options, error);
    integ_policy_options_free(options);
    integ_policy_free(policy);
    return status;
}

/* Which of a and b are said to be too broad: 1 and 2. */
static int too_broad(const town *self, const char *groups, integ_ledger *ledger)
{
    integ_error *error;
    int found = 0;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(check(self, groups, ledger, error), INTEG_STATUS_OK);
    for (int64_t i = 0; i < integ_error_count(error); i++)
        if (strcmp(integ_error_name(error, i), "policy.group_too_broad") == 0)
            found |= strstr(integ_error_message(error, i, INTEG_LANGUAGE_ENGLISH), "'a'") != NULL ? 1 : 2;
    integ_error_free(error);
    return found;
}

static const char in_a[] = "  a: {where: a}\n", in_b[] = "  b: {where: b}\n",
                  in_both[] = "  a: {where: a}\n  b: {where: b}\n";

/* What is said of a and of b, one after the other in either order, or together. */
static int ask(const town *self, int order, bool remembered)
{
    integ_ledger *ledger = NULL;
    unlink(own.file);
    if (remembered)
        ck_assert_int_eq(integ_ledger_open(self->context, own.file, &ledger, NULL), INTEG_STATUS_OK);
    int said = order == 2 ? too_broad(self, in_both, ledger) : too_broad(self, order == 0 ? in_a : in_b, ledger);
    if (order < 2)
        said |= too_broad(self, order == 0 ? in_b : in_a, ledger);
    integ_ledger_free(ledger);
    return said;
}

static int ask_town(int64_t people, int64_t a, int64_t b, uint64_t seed, int order, bool remembered)
{
    town self;
    open_town(&self, people, a, b, seed);
    int said = ask(&self, order, remembered);
    close_town(&self);
    return said;
}

/* Of two groups that differ by one to four people the one that is asked about first is told of, as its count would be
 * shown, and of the other one nothing that depends on how many they are. */
START_TEST(two_groups_that_differ_by_a_few_people_are_not_told_apart)
{
    uint64_t state = 11;
    int told_without = 0, told_with = 0;
    make_folder(&own, "ledger.json");
    for (int64_t round = 0; round < random_cases(60, 400); round++) {
        int64_t people = 120 + next(&state) % 120, limit = people * 15 / 100, first = limit - 3 + next(&state) % 8;
        for (int order = 0; order < 3; order++) {
            int said[2][THRESHOLD];
            for (int64_t apart = 1; apart < THRESHOLD; apart++)
                for (int remembered = 0; remembered < 2; remembered++) {
                    int64_t a = order == 1 ? first + apart : first, b = order == 1 ? first : first - apart;
                    said[remembered][apart] = ask_town(people, a, b, (uint64_t)round + 1, order, remembered);
                    if (said[remembered][apart] != said[remembered][1])
                        *(remembered ? &told_with : &told_without) += 1;
                }
        }
    }
    ck_assert_int_eq(told_with, 0);
    ck_assert_int_gt(told_without, 0);
    remove_folder(&own);
}
END_TEST

/* Nothing else is kept back: what is far enough apart is told as the counts are. */
START_TEST(groups_that_differ_by_more_are_told_of)
{
    make_folder(&own, "ledger.json");
    for (int64_t a = 28; a <= 40; a += 3)
        for (int order = 0; order < 3; order++) {
            int64_t b = a - THRESHOLD;
            int wanted = (a > 30 ? 1 : 0) + (b > 30 ? 2 : 0);
            ck_assert_int_eq(ask_town(200, a, b, 7, order, true), wanted);
            ck_assert_int_eq(ask_town(200, a, a, 7, order, true), a > 30 ? 3 : 0);
        }
    remove_folder(&own);
}
END_TEST

static integ_status check_twice(integ_context *context, integ_error *error, void *userdata)
{
    town self = {.context = context, .people = 100, .in_a = 40, .in_b = 20};
    integ_ledger *ledger = NULL;
    (void)userdata;
    unlink(own.file);
    integ_status status = make_town(&self, 3, error);
    if (status == INTEG_STATUS_OK)
        status = integ_ledger_open(context, own.file, &ledger, error);
    if (status == INTEG_STATUS_OK)
        status = check(&self, in_a, ledger, error);
    if (status == INTEG_STATUS_OK)
        status = check(&self, in_b, ledger, error);
    integ_ledger_free(ledger);
    integ_register_free(self.reg);
    return status;
}

START_TEST(running_out_of_memory_remembers_nothing_half)
{
    make_folder(&own, "ledger.json");
    for_each_failing_allocation(check_twice, NULL);
    remove_folder(&own);
}
END_TEST

START_TEST(a_ledger_of_options_is_one)
{
    town self;
    integ_policy_options *options;
    integ_ledger *ledger;
    make_folder(&own, "ledger.json");
    open_town(&self, 100, 40, 20, 1);
    ck_assert_int_eq(integ_policy_options_new(self.context, &options, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_ledger_open(self.context, own.file, &ledger, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_options_set_ledger(NULL, ledger, 0, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_policy_options_set_ledger(options, NULL, 0, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_policy_options_set_ledger(options, ledger, INTEG_DATE_MAXIMUM + 1, NULL),
                     INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(ask(&self, 2, false), 3);
    ck_assert_int_eq(integ_ledger_count(ledger), 0);
    ck_assert_int_eq(too_broad(&self, in_both, ledger), 3);
    ck_assert_int_eq(integ_ledger_count(ledger), 1);
    integ_ledger_free(ledger);
    integ_policy_options_free(options);
    close_town(&self);
    remove_folder(&own);
}
END_TEST

void add_breadth(Suite *suite)
{
    add_tests(suite, "breadth",
              (const TTest *[]){two_groups_that_differ_by_a_few_people_are_not_told_apart,
                                groups_that_differ_by_more_are_told_of, running_out_of_memory_remembers_nothing_half,
                                a_ledger_of_options_is_one, NULL});
}
