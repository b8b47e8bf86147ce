/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/generations.h"
#include "cohort/suite.h"
#include "support/failing_allocator.h"

#include <stdio.h>
#include <string.h>

/* linked_in(): groups over a table that is linked to the citizens, by what these are. Departures are such a table, and
 * most of them lead to nobody who is still there. */

typedef struct group_text {
    const char *name, *where, *population;
} group_text;

static const group_text texts[] = {
    {"jobless", "job = 'unemployed'", NULL},
    {"young", "years < 30 AND NOT was_in('jobless', DATE('2015-01-01'))", NULL},
    {"jobless_leavers", "linked_in('jobless')", "departure"},
    {"movers", "reason = 'moved' AND NOT linked_in('young')", "departure"},
    {"circle", "linked_in('back')", "departure"},
    {"back", "in_group('jobless') AND in_group('circle')", NULL},
};
#define GOOD 4 /* of them */
#define GROUPS 6

static integ_groups *make_groups(integ_context *context, int count, integ_error *error)
{
    integ_groups *groups = NULL;
    integ_status status = integ_groups_new(context, &groups, error);
    for (int i = 0; i < count && status == INTEG_STATUS_OK; i++) {
        integ_expression *where = NULL;
        status = integ_expression_parse(context, texts[i].where, strlen(texts[i].where), NULL, &where, error);
        if (status == INTEG_STATUS_OK)
            status = integ_groups_add(groups, texts[i].name, NULL, NULL, where, texts[i].population, error);
        integ_expression_free(where);
    }
    if (status == INTEG_STATUS_OK)
        return groups;
    integ_groups_free(groups);
    return NULL;
}

static void compare(const generations *these, const integ_groups *groups, const char *name, int snapshot,
                    const char *truth)
{
    char question[1500];
    integ_cohort *cohort;
    ck_assert_int_eq(integ_cohort_of_group(groups, name, integ_register_snapshot(these->reg, snapshot), &cohort, NULL),
                     INTEG_STATUS_OK);
    snprintf(question, sizeof question, "SELECT count(*) FROM departure d WHERE s = %d AND (%s)", snapshot, truth);
    ck_assert_int_eq(integ_cohort_count_unprotected(cohort), generations_ask(these, question));
    snprintf(question, sizeof question, "SELECT count(*) FROM departure d WHERE s = %d AND (%s) IS NULL", snapshot,
             truth);
    ck_assert_int_eq(integ_cohort_unknown_unprotected(cohort), generations_ask(these, question));
    ck_assert_int_gt(integ_cohort_unknown_unprotected(cohort), 0);
    integ_cohort_free(cohort);
}

START_TEST(groups_of_linked_rows_are_what_sqlite_finds)
{
    static const int32_t threads[] = {1, 3, 1}, forms[] = {0, 0, GENERATIONS_TEXT_KEYS};
    for (int i = 0; i < 3; i++) {
        generations these = generations_new(1501, 70 + (uint64_t)i, forms[i], threads[i]);
        integ_groups *groups = make_groups(these.context, GOOD, NULL);
        ck_assert_int_eq(integ_groups_check(groups, these.reg, NULL), INTEG_STATUS_OK);
        for (int s = 1; s < GENERATION_SNAPSHOTS; s++) {
            compare(&these, groups, "jobless_leavers", s,
                    "(SELECT p.job = 'unemployed' FROM citizen p WHERE p.s = d.s AND p.id = d.id)");
            compare(&these, groups, "movers", s,
                    "d.reason = 'moved' AND NOT (SELECT p.age < 30 AND NOT nullif(coalesce((SELECT"
                    " coalesce(q.job = 'unemployed', -1) FROM citizen q WHERE q.s = 0 AND q.id = p.id), 0), -1)"
                    " FROM citizen p WHERE p.s = d.s AND p.id = d.id)");
        }
        integ_groups_free(groups);
        generations_free(&these);
    }
}
END_TEST

static void expect_fault(const generations *these, const integ_groups *groups, const char *table, const char *filter,
                         integ_status status, const char *message)
{
    integ_error *error;
    integ_cohort *cohort;
    integ_expression *expression;
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_expression_parse(these->context, filter, strlen(filter), NULL, &expression, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cohort_of_filter(expression, groups, integ_register_snapshot(these->reg, 2), table, &cohort,
                                            error),
                     status);
    ck_assert_ptr_null(cohort);
    ck_assert_str_eq(integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH), message);
    integ_expression_free(expression);
    integ_error_free(error);
}

START_TEST(populations_are_not_mixed)
{
    static const char mixed[] = "group jobless consists of rows of table citizen, and this condition is about those of"
                                " table departure";
    generations these = generations_new(200, 6, 0, 1);
    integ_groups *groups = make_groups(these.context, GROUPS, NULL);
    expect_fault(&these, groups, NULL, "linked_in('jobless')", INTEG_STATUS_MISSING,
                 "linked_in asks of what a row is linked to, and table citizen is linked to none");
    expect_fault(
        &these, groups, "departure", "linked_in('movers')", INTEG_STATUS_INCONSISTENT,
        "group movers consists of rows of table departure, and this condition is about those of table citizen");
    expect_fault(&these, groups, "departure", "in_group('jobless')", INTEG_STATUS_INCONSISTENT, mixed);
    expect_fault(&these, groups, "departure", "years_in('movers') > 1", INTEG_STATUS_MISSING,
                 "years_in cannot find the rows of table departure in another snapshot: it has no key");
    expect_fault(&these, groups, "departure", "linked_in('joblss')", INTEG_STATUS_UNKNOWN_NAME,
                 "there is no group joblss");
    expect_fault(&these, groups, "departure", "linked_in(reason)", INTEG_STATUS_TYPE_MISMATCH,
                 "linked_in needs the name of a group written as a text");
    expect_fault(&these, groups, "departure", "linked_in('jobless', 1)", INTEG_STATUS_TYPE_MISMATCH,
                 "wrong number of arguments for linked_in: 2 instead of 1");
    expect_fault(
        &these, groups, "departure", "linked_in('back')", INTEG_STATUS_INCONSISTENT,
        "group circle consists of rows of table departure, and this condition is about those of table citizen");
    ck_assert_int_eq(integ_groups_check(groups, NULL, NULL), INTEG_STATUS_CYCLE);
    integ_groups_free(groups);
    generations_free(&these);
}
END_TEST

static integ_status try_everything(integ_context *context, integ_error *error, void *userdata)
{
    (void)userdata;
    integ_cohort *cohort = NULL;
    integ_text *words = NULL;
    integ_register *reg = generations_register(context, 90, 3, 0, error);
    integ_groups *groups = reg == NULL ? NULL : make_groups(context, GOOD, error);
    integ_status status = groups == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK)
        status = integ_cohort_of_group(groups, "movers", integ_register_snapshot(reg, 3), &cohort, error);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_to_words(groups, "movers", reg, INTEG_LANGUAGE_DANISH, &words, error);
    if (status == INTEG_STATUS_OK)
        ck_assert_ptr_nonnull(strstr(integ_text_bytes(words), "det, som den er knyttet til, er ikke i gruppen young"));
    integ_text_free(words);
    integ_cohort_free(cohort);
    integ_groups_free(groups);
    integ_register_free(reg);
    return status;
}

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    for_each_failing_allocation(try_everything, NULL);
}
END_TEST

void add_linked(Suite *suite)
{
    add_tests(suite, "linked",
              (const TTest *[]){groups_of_linked_rows_are_what_sqlite_finds, populations_are_not_mixed,
                                running_out_of_memory_leaves_nothing_behind, NULL});
}
