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

/* Those of 0 are left as they are. */
typedef struct limits {
    int64_t across_steps, across_entries, space_steps, space_entries, further;
} limits;

static void limit(int64_t *limit, int64_t to)
{
    *limit = to > 0 ? to : *limit;
}

/* Fills, protects and reads a release. */
static published publish(limits within, integ_ledger *ledger)
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
    integi_collection *collection = integi_release_collection(release);
    limit(&collection->across_steps, within.across_steps);
    limit(&collection->across_entries, within.across_entries);
    limit(&collection->space_steps, within.space_steps);
    limit(&collection->matrix_entries, within.space_entries);
    limit(&collection->further_entries, within.further);
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

static int64_t truth(int64_t year, int64_t group)
{
    int64_t count = 0;
    for (int64_t i = 0; i < PEOPLE; i++)
        count += i % 12 != year && 20 + i / 2 + year >= 20 + 7 * group;
    return count;
}

/* Whether what is shown is true, and the same when it is decided again. */
static void check_again(limits within, const published *some)
{
    published again = publish(within, NULL);
    ck_assert_int_eq(some->status, INTEG_STATUS_OK);
    ck_assert_mem_eq(some->shown, again.shown, sizeof some->shown);
    for (int at = 0; at < YEARS * GROUPS; at++) {
        int64_t shown = some->shown[at / GROUPS][at % GROUPS];
        ck_assert(shown == -1 || shown == truth(at / GROUPS, at % GROUPS));
    }
}

/* Each limit from where it does not matter to where all is too much. */
START_TEST(what_is_too_much_is_hidden_and_said_to_be)
{
    published all = publish((limits){0}, NULL);
    ck_assert_ptr_null(all.name);
    ck_assert_int_gt(all.visible, 12);
    for (int which = 0; which < 4; which++) {
        int64_t partly = 0, last = all.visible;
        for (int64_t at = INT64_C(1) << 20; at > 0; at -= at / 8 + 1) {
            limits within = {which == 0 ? at : 0, which == 1 ? at : 0, which == 2 ? at : 0, which == 3 ? at : 0, 0};
            published some = publish(within, NULL);
            check_again(within, &some);
            ck_assert(some.name == NULL ? some.visible == all.visible : strcmp(some.name, "release.crowded") == 0);
            partly += some.visible > YEARS && some.visible < all.visible;
            last = some.visible;
        }
        ck_assert(partly > 0 || which == 3); /* rows that are watched take as much as those that are shown */
        ck_assert_int_eq(last, YEARS); /* how many there are at all, which is a group here */
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
    ck_assert_int_eq(publish((limits){0}, ledger).status, INTEG_STATUS_OK);
    ck_assert_int_eq(publish((limits){0}, ledger).status, INTEG_STATUS_OK);
    for (int within = 0; within < 2; within++) {
        published third =
            publish((limits){.across_steps = within == 0, .space_steps = within == 1}, ledger);
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
    tcase_add_test(tests, what_is_too_much_is_hidden_and_said_to_be);
    tcase_add_test(tests, nothing_is_published_beside_more_than_can_be_compared);
    suite_add_tcase(suite, tests);
}
