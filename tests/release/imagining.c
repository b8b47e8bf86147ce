/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* People who might have been, over several snapshots at once: the same as one wish at a time, and each snapshot is
 * counted anew once. */
#include "release/imagine.h"
#include "release/release.h"
#include "release/suite.h"
#include "support/made.h"

#include <integration.h>
#include <string.h>

#define PEOPLE 40
#define YEARS 3
#define GROUPS 4
#define WISHES 96

static integ_context *context;
static integ_register *reg;
static integ_tally *tallies[YEARS];
static integi_collection collection;
static int64_t counted; /* times that something was evaluated */
static int32_t stop;

static int32_t hear(const char *step, int64_t done, int64_t total, void *userdata)
{
    (void)done;
    (void)total;
    (void)userdata;
    counted += strcmp(step, "evaluate") == 0;
    return stop;
}

static void add_year(integ_register_builder *builder, int64_t year)
{
    int64_t id[PEOPLE], age[PEOPLE], work[PEOPLE];
    for (int64_t i = 0; i < PEOPLE; i++) {
        id[i] = 700 + i;
        age[i] = 18 + i + year;
        work[i] = i % 3 == year;
    }
    const made_column columns[] = {{.name = "id", .type = INTEG_TYPE_INTEGER, .numbers = id, .is_key = true},
                                   {.name = "age", .type = INTEG_TYPE_INTEGER, .numbers = age},
                                   {.name = "work", .type = INTEG_TYPE_BOOLEAN, .numbers = work},
                                   {.name = NULL}};
    ck_assert_int_eq(integ_register_builder_add_snapshot(builder, (integ_date)(18262 + 365 * year), NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(add_made_table(builder, "citizen", columns, PEOPLE, NULL), INTEG_STATUS_OK);
}

static integ_plan *make_plan(void)
{
    static const char *const groups[GROUPS] = {"age >= 30", "work", "age >= 30 AND work", "age < 10"};
    integ_plan *plan;
    ck_assert_int_eq(integ_plan_new(reg, NULL, &plan, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_plan_keep_members(plan, NULL), INTEG_STATUS_OK);
    for (int i = 0; i < GROUPS; i++) {
        int64_t query;
        integ_expression *where;
        ck_assert_int_eq(integ_expression_parse(context, groups[i], strlen(groups[i]), "test", &where, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(integ_plan_add(plan, NULL, NULL, where, NULL, NULL, &query, NULL), INTEG_STATUS_OK);
        integ_expression_free(where);
    }
    return plan;
}

/* A collection whose cells are of all snapshots by turns, as those of a joined table are; rows are people here. */
static void set_up(void)
{
    integ_register_builder *builder;
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    stop = 0;
    ck_assert_int_eq(integ_context_set_progress(context, hear, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL), INTEG_STATUS_OK);
    for (int64_t year = 0; year < YEARS; year++)
        add_year(builder, year);
    ck_assert_int_eq(integ_register_builder_finish(builder, &reg, NULL), INTEG_STATUS_OK);
    integ_register_builder_free(builder);
    integ_plan *plan = make_plan();
    for (int year = 0; year < YEARS; year++)
        ck_assert_int_eq(
            integ_tally_of_plan_unprotected(plan, integ_register_snapshot(reg, year), &tallies[year], NULL),
            INTEG_STATUS_OK);
    integ_plan_free(plan);
    integi_collection_init(&collection, context);
    for (int group = 0; group < GROUPS; group++)
        for (int year = 0; year < YEARS; year++) {
            int64_t cell;
            ck_assert_int_eq(integi_collect_part(&collection, tallies[year], group, INTEGI_PART_TRUE,
                                                 (integi_collected){.rank = 0}, &cell, NULL),
                             INTEG_STATUS_OK);
            collection.cells[cell].space = 0;
        }
    collection.space_count = 1;
}

static void tear_down(void)
{
    integi_collection_free(&collection);
    for (int year = 0; year < YEARS; year++)
        integ_tally_free(tallies[year]);
    integ_register_free(reg);
    integ_context_free(context);
}

/* Wishes about cells of all snapshots by turns. */
static void make_wishes(integi_imagined_wish *wishes)
{
    for (int64_t i = 0; i < WISHES; i++) {
        int64_t cell = i % (int64_t)collection.cell_count;
        bool inside = i % 5 != 0;
        wishes[i] = (integi_imagined_wish){i * 7 % PEOPLE, cell, inside, i % 4 == 0 ? (cell + 3) % GROUPS : -1};
    }
}

static integ_status imagine(const integi_imagined_wish *wishes, int64_t count, int64_t limit, int64_t *steps,
                            integi_lists *out)
{
    integi_stint stint = {.context = context, .step = "imagine", .limit = limit};
    *out = (integi_lists){0};
    integ_status status = integi_imagine_people(&collection, wishes, count, &stint, out, NULL);
    *steps = stint.done;
    return status;
}

START_TEST(wishes_of_several_snapshots_are_fulfilled_as_one_by_one)
{
    integi_imagined_wish wishes[WISHES];
    integi_lists all, one;
    int64_t steps, found = 0;
    make_wishes(wishes);
    ck_assert_int_eq(imagine(wishes, WISHES, INT64_MAX, &steps, &all), INTEG_STATUS_OK);
    ck_assert_int_eq(all.count, WISHES);
    for (int64_t i = 0; i < WISHES; i++) {
        ck_assert_int_eq(imagine(&wishes[i], 1, INT64_MAX, &steps, &one), INTEG_STATUS_OK);
        int64_t length = integi_lists_length(&one, 0);
        ck_assert_int_eq(integi_lists_length(&all, i), length);
        if (length > 0)
            ck_assert_mem_eq(integi_lists_at(&all, i), integi_lists_at(&one, 0), (size_t)length * sizeof(int64_t));
        found += length > 0;
        integi_lists_free(context, &one);
    }
    ck_assert_int_gt(found, WISHES / 4);
    ck_assert_int_lt(found, WISHES);
    integi_lists_free(context, &all);
}
END_TEST

START_TEST(each_snapshot_is_counted_anew_once)
{
    integi_imagined_wish wishes[WISHES], sorted[WISHES];
    integi_lists lists;
    int64_t steps, place = 0;
    make_wishes(wishes);
    for (int64_t year = 0; year < YEARS; year++)
        for (int64_t i = 0; i < WISHES; i++)
            if (wishes[i].cell % YEARS == year)
                sorted[place++] = wishes[i];
    ck_assert_int_eq(place, WISHES);
    counted = 0;
    ck_assert_int_eq(imagine(sorted, WISHES, INT64_MAX, &steps, &lists), INTEG_STATUS_OK);
    integi_lists_free(context, &lists);
    int64_t once = counted;
    ck_assert_int_gt(once, 0);
    counted = 0;
    ck_assert_int_eq(imagine(wishes, WISHES, INT64_MAX, &steps, &lists), INTEG_STATUS_OK);
    integi_lists_free(context, &lists);
    ck_assert_int_eq(counted, once);
}
END_TEST

/* The same steps whenever it is done, and with fewer of them it ends and says so. */
START_TEST(looking_for_people_keeps_to_its_steps)
{
    integi_imagined_wish wishes[WISHES];
    integi_lists lists;
    int64_t all, again;
    make_wishes(wishes);
    ck_assert_int_eq(imagine(wishes, WISHES, INT64_MAX, &all, &lists), INTEG_STATUS_OK);
    integi_lists_free(context, &lists);
    for (int64_t limit = 0; limit <= all; limit += all / 50 + 1) {
        bool fits = limit == all;
        ck_assert_int_eq(imagine(wishes, WISHES, limit, &again, &lists),
                         fits ? INTEG_STATUS_OK : INTEG_STATUS_LIMIT_EXCEEDED);
        integi_lists_free(context, &lists);
    }
    ck_assert_int_eq(imagine(wishes, WISHES, all, &again, &lists), INTEG_STATUS_OK);
    ck_assert_int_eq(again, all);
    integi_lists_free(context, &lists);
    stop = 1;
    ck_assert_int_eq(imagine(wishes, WISHES, INT64_MAX, &again, &lists), INTEG_STATUS_CANCELLED);
    integi_lists_free(context, &lists);
}
END_TEST

void add_imagining(Suite *suite)
{
    TCase *tests = tcase_create("imagining");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, wishes_of_several_snapshots_are_fulfilled_as_one_by_one);
    tcase_add_test(tests, each_snapshot_is_counted_anew_once);
    tcase_add_test(tests, looking_for_people_keeps_to_its_steps);
    suite_add_tcase(suite, tests);
}
