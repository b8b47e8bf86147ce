/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* A release of many people tells of itself while it is protected, and ends wherever it is asked to. */
#include "release/suite.h"
#include "support/made.h"

#include <integration.h>
#include <stdio.h>
#include <string.h>

#define PEOPLE 60000
#define YEARS 2
#define GROUPS 12

static integ_context *context;
static integ_register *reg;
static integ_tally *tallies[YEARS];
static int years, groups;      /* of the tallies */
static int64_t heard, stop_at; /* since protecting began; -1: never */
static char steps[8][24];      /* that were heard of */

static int32_t hear(const char *step, int64_t done, int64_t total, void *userdata)
{
    (void)done;
    (void)total;
    (void)userdata;
    int at = 0;
    while (at < 7 && steps[at][0] != '\0' && strcmp(steps[at], step) != 0)
        at++;
    snprintf(steps[at], sizeof steps[at], "%s", step);
    return heard++ == stop_at;
}

static void add_year(integ_register_builder *builder, int64_t year)
{
    static int64_t id[PEOPLE], age[PEOPLE], work[PEOPLE];
    for (int64_t i = 0; i < PEOPLE; i++) {
        id[i] = 1000 + i + 50 * year;
        age[i] = (i + 50 * year) * 7 % 100;
        work[i] = (i + 50 * year) * 31 % 11;
    }
    const made_column columns[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                   {.name = "age", .type = INTEG_TYPE_INTEGER, .numbers = age},
                                   {.name = "work", .type = INTEG_TYPE_INTEGER, .numbers = work},
                                   {.name = NULL}};
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, (integ_date)(18262 + 365 * year), NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(add_made_table(builder, "citizen", columns, PEOPLE, NULL), INTEG_STATUS_OK);
}

static void set_up(void)
{
    integ_register_builder *builder;
    integ_plan *plan;
    stop_at = -1;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_set_progress(context, hear, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    for (int64_t year = 0; year < YEARS; year++)
        add_year(builder, year);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    ck_assert_int_eq(integ_plan_new(reg, NULL, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_keep_members(plan, NULL), INTEG_STATUS_OK);
    for (int group = 0; group < GROUPS; group++) {
        char text[60];
        int64_t query;
        integ_expression *where;
        snprintf(text, sizeof text, "age >= %d AND work < %d", 5 * group, 11 - group / 2);
        ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), "test", &where, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, where, NULL, NULL, &query, NULL), INTEG_STATUS_OK);
        integ_expression_free(where);
    }
    for (int year = 0; year < YEARS; year++)
        ck_assert_int_eq(
            integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, year), &tallies[year], NULL),
            INTEG_STATUS_OK);
    integ_plan_free(plan);
    years = YEARS;
    groups = GROUPS;
}

static void tear_down(void)
{
    for (int year = 0; year < years; year++)
        integ_tally_free(tallies[year]);
    integ_register_free(reg);
    integ_context_free(context);
}

#define OWNERS 1000
#define JOBS 90000

/* A thousand people with ninety jobs each, and a tally of some of the jobs. */
static void set_up_jobs(void)
{
    static int64_t id[JOBS], owner[JOBS];
    integ_register_builder *builder;
    integ_plan *plan;
    integ_expression *where;
    int64_t query;
    for (int64_t i = 0; i < JOBS; i++) {
        id[i] = i;
        owner[i] = i * 7 % OWNERS;
    }
    const made_column people[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                  {.name = NULL}};
    const made_column jobs[] = {{.name = "number", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                {.name = "who", .type = INTEG_TYPE_INTEGER, .numbers = owner},
                                {.name = NULL}};
    stop_at = -1;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_set_progress(context, hear, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, 18262, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(add_made_table(builder, "citizen", people, OWNERS, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(add_made_table(builder, "job", jobs, JOBS, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_set_link(builder, "who", "citizen", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    ck_assert_int_eq(integ_plan_new(reg, NULL, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_keep_members(plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_parse(context, "number < 45000", 14, "test", &where, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_add(plan, NULL, "job", where, NULL, NULL, &query, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), &tallies[0], NULL),
                     INTEG_STATUS_OK);
    integ_expression_free(where);
    integ_plan_free(plan);
    years = groups = 1;
}

/* Protects a release of all groups, and stops when it is heard of for the n-th time. */
static integ_status protect(int64_t stop)
{
    integ_disclosure *rule;
    integ_release *release;
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(context, rule, &release, NULL), INTEG_STATUS_OK);
    for (int year = 0; year < years; year++)
        for (int group = 0; group < groups; group++) {
            int64_t figure;
            ck_assert_int_eq(
                integ_release_add_query(release, tallies[year], group, 0, INTEG_ROWS_TRUE, &figure, NULL),
                INTEG_STATUS_OK);
        }
    heard = 0;
    stop_at = stop;
    integ_status status = integ_release_protect(release, NULL);
    int64_t count;
    ck_assert_int_eq(integ_release_count(release, 0, &count, NULL),
                     status == INTEG_STATUS_OK ? INTEG_STATUS_OK : INTEG_STATUS_INVALID_ARGUMENT);
    integ_release_free(release);
    integ_disclosure_free(rule);
    return status;
}

static bool was_heard(const char *step)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (strcmp(steps[i], step) == 0)
            return true;
    return false;
}

/* How often it was heard of. */
static int64_t cancel_everywhere(void)
{
    memset(steps, 0, sizeof steps);
    ck_assert_int_eq(protect(-1), INTEG_STATUS_OK);
    int64_t all = heard;
    for (int64_t at = 0; at < all; at++) {
        ck_assert_int_eq(protect(at), INTEG_STATUS_CANCELLED);
        ck_assert_int_eq(heard, at + 1);
    }
    ck_assert_int_eq(protect(all), INTEG_STATUS_OK);
    return all;
}

START_TEST(a_release_ends_wherever_it_is_cancelled)
{
    ck_assert_int_gt(cancel_everywhere(), 10);
    ck_assert(was_heard("tell apart") && was_heard("derive") && was_heard("protect") &&
              was_heard("compare snapshots"));
}
END_TEST

START_TEST(it_ends_where_owners_of_rows_are_looked_for)
{
    cancel_everywhere();
    ck_assert(was_heard("find owners"));
}
END_TEST

void add_cancelling(Suite *suite)
{
    TCase *tests = tcase_create("cancelling");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_release_ends_wherever_it_is_cancelled);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    tests = tcase_create("cancelling_owners");
    tcase_add_checked_fixture(tests, set_up_jobs, tear_down);
    tcase_add_test(tests, it_ends_where_owners_of_rows_are_looked_for);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
}
