/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* More figures over several snapshots than can be compared with each other: what is wanted least is hidden, and said to
 * be. */
#include "release/release.h"
#include "release/suite.h"

#include <integration.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE 120
#define YEARS 3
#define GROUPS 8

static integ_context *context;
static integ_register *reg;

/* Everybody becomes a year older, and each year ten others go away and come back. */
static void add_year(integ_register_builder *builder, int64_t year)
{
    int64_t id[PEOPLE], age[PEOPLE], count = 0;
    for (int64_t i = 0; i < PEOPLE; i++) {
        if (i % 12 == year)
            continue;
        id[count] = 1000 + i;
        age[count++] = 20 + i / 2 + year;
    }
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, (integ_date)(18262 + 365 * year), NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_table(builder, "citizen", count, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "id", INTEG_TYPE_INTEGER, 0, id, NULL, count, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_set_key(builder, "id", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_add_integers(builder, "age", INTEG_TYPE_INTEGER, 0, age, NULL, count, NULL),
                     INTEG_STATUS_OK);
}

static void set_up(void)
{
    integ_register_builder *builder;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    for (int64_t year = 0; year < YEARS; year++)
        add_year(builder, year);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
}

static void tear_down(void)
{
    integ_register_free(reg);
    integ_context_free(context);
}

typedef struct published {
    int64_t shown[YEARS][GROUPS];
    int64_t visible;
    integ_status status;
    const char *name; /* of the last message; NULL for none */
} published;

static integ_plan *make_plan(void)
{
    integ_plan *plan;
    ck_assert_int_eq(integ_plan_new(reg, NULL, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_keep_members(plan, NULL), INTEG_STATUS_OK);
    for (int group = 0; group < GROUPS; group++) {
        char text[40];
        int64_t query;
        integ_expression *where;
        snprintf(text, sizeof text, "age >= %d", 20 + 7 * group);
        ck_assert_int_eq(integ_expression_parse(context, text, strlen(text), "test", &where, NULL), INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, where, NULL, NULL, &query, NULL), INTEG_STATUS_OK);
        integ_expression_free(where);
    }
    return plan;
}

/* Fills, protects and reads a release; limits of 0 are left as they are. */
static published publish(int64_t steps, int64_t entries, int64_t space_steps, integ_ledger *ledger)
{
    static integ_error *error;
    published made = {.name = NULL};
    int64_t figures[YEARS][GROUPS];
    integ_tally *tallies[YEARS];
    integ_release *release;
    integ_disclosure *rule;
    integ_plan *plan = make_plan();
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_new(context, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_release_new(context, rule, &release, NULL), INTEG_STATUS_OK);
    if (steps > 0)
        integi_release_collection(release)->across_steps = steps;
    if (entries > 0)
        integi_release_collection(release)->across_entries = entries;
    if (space_steps > 0)
        integi_release_collection(release)->space_steps = space_steps;
    if (ledger != NULL)
        ck_assert_int_eq(integ_release_set_ledger(release, ledger, reg, NULL), INTEG_STATUS_OK);
    for (int year = 0; year < YEARS; year++) {
        ck_assert_int_eq(
            integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, year), &tallies[year], NULL),
            INTEG_STATUS_OK);
        for (int group = 0; group < GROUPS; group++)
            ck_assert_int_eq(integ_release_add_query(release, tallies[year], group, 0, INTEG_ROWS_TRUE,
                                                     &figures[year][group], NULL),
                             INTEG_STATUS_OK);
    }
    made.status = integ_release_protect(release, error);
    for (int i = 0; i < YEARS * GROUPS && made.status == INTEG_STATUS_OK; i++) {
        int64_t *shown = &made.shown[i / GROUPS][i % GROUPS];
        ck_assert_int_eq(integ_release_count(release, figures[i / GROUPS][i % GROUPS], shown, NULL), INTEG_STATUS_OK);
        made.visible += *shown >= 0;
    }
    if (ledger != NULL && made.status == INTEG_STATUS_OK)
        ck_assert_int_eq(integ_release_record(release, 19000, NULL, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < integ_error_count(error); i++)
        made.name = integ_error_name(error, i);
    integ_release_free(release);
    for (int year = 0; year < YEARS; year++)
        integ_tally_free(tallies[year]);
    integ_disclosure_free(rule);
    integ_plan_free(plan);
    integ_error_free(error);
    return made;
}

START_TEST(what_is_too_much_to_be_compared_is_hidden_and_said_to_be)
{
    static const int64_t limits[][3] = {{20000, 0, 0}, {0, 1000, 0}, {1, 0, 0}, {0, 0, 1}};
    published all = publish(0, 0, 0, NULL);
    ck_assert_ptr_null(all.name);
    ck_assert_int_gt(all.visible, 12);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        published some = publish(limits[i][0], limits[i][1], limits[i][2], NULL);
        published again = publish(limits[i][0], limits[i][1], limits[i][2], NULL);
        ck_assert_int_eq(some.status, INTEG_STATUS_OK);
        ck_assert_str_eq(some.name, "release.crowded");
        ck_assert_int_lt(some.visible, all.visible);
        ck_assert(i >= 2 ? some.visible == 0 : some.visible > 2);
        ck_assert_mem_eq(some.shown, again.shown, sizeof some.shown);
        for (int at = 0; at < YEARS * GROUPS; at++)
            ck_assert(some.shown[at / GROUPS][at % GROUPS] == -1 ||
                      some.shown[at / GROUPS][at % GROUPS] == all.shown[at / GROUPS][at % GROUPS]);
    }
}
END_TEST

START_TEST(nothing_is_published_beside_more_than_can_be_compared)
{
    char path[] = "/tmp/crowds.XXXXXX", lock[sizeof path + 5];
    integ_ledger *ledger;
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
    unlink(path);
    snprintf(lock, sizeof lock, "%s.lock", path);
    ck_assert_int_eq(integ_ledger_open(context, path, &ledger, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(publish(0, 0, 0, ledger).status, INTEG_STATUS_OK);
    ck_assert_int_eq(publish(0, 0, 0, ledger).status, INTEG_STATUS_OK);
    for (int within = 0; within < 2; within++) {
        published third = publish(within == 0, 0, within == 1, ledger);
        ck_assert_int_eq(third.status, INTEG_STATUS_LIMIT_EXCEEDED);
        ck_assert_str_eq(third.name, "release.published");
    }
    ck_assert_int_eq(integ_ledger_count(ledger), 2);
    integ_ledger_free(ledger);
    unlink(lock);
}
END_TEST

void add_crowds(Suite *suite)
{
    TCase *tests = tcase_create("crowds");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, what_is_too_much_to_be_compared_is_hidden_and_said_to_be);
    tcase_add_test(tests, nothing_is_published_beside_more_than_can_be_compared);
    suite_add_tcase(suite, tests);
}
