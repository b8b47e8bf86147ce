/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* More sums of amounts than can be compared with each other: those that are wanted least are hidden, and no difference
 * of two that are shown is mostly one person's. */
#include "release/decide.h"
#include "release/suite.h"
#include "support/made.h"
#include "tally/plan.h"

#include <integration.h>
#include <stdio.h>
#include <string.h>

#define PEOPLE 240
#define GROUPS 24
#define SIZE 10 /* more people in each group than in the next */

static integ_context *context;
static integ_register *reg;
static integ_tally *tally;
static integ_disclosure *rule;
static int64_t amount[PEOPLE];

/* Every third group has somebody who has nearly all of what the next one does not. */
static void make_register(void)
{
    int64_t id[PEOPLE], age[PEOPLE];
    for (int64_t i = 0; i < PEOPLE; i++) {
        id[i] = i;
        age[i] = i / SIZE;
        amount[i] = 100 + i % 7 + (i % (3 * SIZE) == 4 ? 100000 : 0);
    }
    const made_column columns[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                   {.name = "age", .type = INTEG_TYPE_INTEGER, .numbers = age},
                                   {.name = "amount", .type = INTEG_TYPE_INTEGER, .numbers = amount},
                                   {.name = NULL}};
    ck_assert_int_eq(make_citizens(context, columns, PEOPLE, &reg, NULL), INTEG_STATUS_OK);
}

static integ_expression *parse(const char *text)
{
    integ_expression *made;
    ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), "test", &made, NULL), INTEG_STATUS_OK);
    return made;
}

static void set_up(void)
{
    integ_plan *plan;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    make_register();
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_set_dominance(rule, 1, 8500, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_new(reg, NULL, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_keep_members(plan, NULL), INTEG_STATUS_OK);
    integi_plan_keep_contributions(plan);
    integ_expression *measure = parse("amount");
    for (int group = 0; group < GROUPS; group++) {
        char text[40];
        int64_t query;
        snprintf(text, sizeof text, "age >= %d", group);
        integ_expression *where = parse(text);
        ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, where, measure, NULL, &query, NULL), INTEG_STATUS_OK);
        integ_expression_free(where);
    }
    integ_expression_free(measure);
    ck_assert_int_eq(integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, 0), &tally, NULL),
                     INTEG_STATUS_OK);
    integ_plan_free(plan);
}

static void tear_down(void)
{
    integ_tally_free(tally);
    integ_disclosure_free(rule);
    integ_register_free(reg);
    integ_context_free(context);
}

/* Decides which of the groups are shown with at most so many steps. Returns how many are, and how many were hidden for
 * being too many. */
static int64_t decide(int64_t steps, bool *shown, int64_t *crowded)
{
    integi_collection collection;
    integi_summary summary = {0};
    int64_t visible = 0;
    integi_collection_init(&collection, context);
    collection.rule = rule;
    collection.space_steps = steps;
    for (int64_t group = 0; group < GROUPS; group++) {
        int64_t cell, sum;
        integi_collected like = {.rank = group, .standing = INTEG_STANDING_OPEN};
        ck_assert_int_eq(integi_collect_part(&collection, tally, group, INTEGI_PART_MEASURED, like, &cell, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(cell, group);
        ck_assert_int_eq(
            integi_collect_sum(&collection, (integi_sum){.tally = tally, .query = group, .cell = cell}, &sum, NULL),
            INTEG_STATUS_OK);
    }
    ck_assert_int_eq(integi_decide(&collection, rule, shown, &summary, NULL), INTEG_STATUS_OK);
    integi_collection_free(&collection);
    for (int group = 0; group < GROUPS; group++)
        visible += shown[group];
    *crowded = summary.crowded;
    return visible;
}

/* What two groups that are shown leave, without the library: whether one has more than 85 % of it. */
static bool gives_away(const bool *shown)
{
    for (int whole = 0; whole < GROUPS; whole++)
        for (int part = whole + 1; part < GROUPS; part++) {
            int64_t total = 0, largest = 0;
            for (int64_t i = whole * SIZE; i < part * SIZE; i++) {
                total += amount[i];
                largest = amount[i] > largest ? amount[i] : largest;
            }
            if (shown[whole] && shown[part] && largest * 100 > total * 85)
                return true;
        }
    return false;
}

START_TEST(sums_that_are_too_many_are_hidden_and_said_to_be)
{
    bool all[GROUPS], some[GROUPS], again[GROUPS];
    int64_t crowded, partly = 0, last = GROUPS;
    int64_t visible = decide(INT64_C(1) << 33, all, &crowded);
    ck_assert_int_eq(crowded, 0);
    ck_assert_int_gt(visible, GROUPS / 3);
    ck_assert_int_lt(visible, GROUPS);
    ck_assert(!gives_away(all));
    for (int64_t steps = INT64_C(1) << 20; steps > 0; steps -= steps / 8 + 1) {
        last = decide(steps, some, &crowded);
        ck_assert_int_eq(decide(steps, again, &crowded), last);
        ck_assert_mem_eq(some, again, sizeof some);
        ck_assert(crowded > 0 || last == visible);
        ck_assert(!gives_away(some));
        partly += last > 0 && last < visible;
    }
    ck_assert_int_gt(partly, 0);
    ck_assert_int_eq(last, 0);
}
END_TEST

void add_sums(Suite *suite)
{
    TCase *tests = tcase_create("sums");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, sums_that_are_too_many_are_hidden_and_said_to_be);
    suite_add_tcase(suite, tests);
}
