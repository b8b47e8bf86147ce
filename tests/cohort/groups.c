/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/suite.h"
#include "integration/cohort.h"
#include "support/failing_allocator.h"
#include "support/people.h"

#include <stdio.h>
#include <string.h>

static people these;
static integ_groups *groups;
static integ_error *error;

static void open_groups(void)
{
    these = people_new(5000, INTEG_PURPOSE_STATISTICS, 1);
    ck_assert_int_eq(integ_groups_new(these.context, &groups, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
}

static void close_groups(void)
{
    integ_error_free(error);
    integ_groups_free(groups);
    people_free(&these);
}

static integ_status add(const char *name, const char *within, const char *where)
{
    integ_expression *expression = NULL;
    if (where != NULL)
        ck_assert_int_eq(
            integ_expression_parse(these.context, where, strlen(where), "groups", &expression, NULL),
            INTEG_STATUS_OK);
    integ_status status = integ_groups_add(groups, name, NULL, within, expression, NULL, NULL);
    integ_expression_free(expression);
    return status;
}

static int64_t members(const char *name)
{
    integ_cohort *cohort;
    ck_assert_int_eq(integ_cohort_of_group(groups, name, these.snapshot, &cohort, NULL), INTEG_STATUS_OK);
    int64_t count = integ_cohort_count_unprotected(cohort);
    integ_cohort_free(cohort);
    return count;
}

START_TEST(groups_build_on_each_other)
{
    open_groups();
    ck_assert_int_eq(add("broad", NULL, "region <> 'danish'"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("women", "broad", "sex = 'F'"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("adults", "women", "age BETWEEN 18 AND 64"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("same", "adults", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(add("others", NULL, "NOT in_group('women') AND age > 20"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("everybody", NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_check(groups, these.reg, NULL), INTEG_STATUS_OK);
    const char *adults =
        "SELECT count(*) FROM citizen WHERE region <> 'danish' AND sex = 'F' AND age BETWEEN 18 AND 64";
    ck_assert_int_eq(members("adults"), people_ask(&these, adults));
    ck_assert_int_eq(members("same"), people_ask(&these, adults));
    ck_assert_int_eq(members("others"),
                     people_ask(&these, "SELECT count(*) FROM citizen WHERE NOT (region <> 'danish' AND sex = 'F')"
                                        " AND age > 20"));
    ck_assert_int_eq(members("everybody"), 5000);
    close_groups();
}
END_TEST

START_TEST(circles_are_found_however_long)
{
    open_groups();
    ck_assert_int_eq(add("a", "c", "age > 1"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("b", NULL, "age > 2 OR in_group('a')"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("c", "b", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_check(groups, NULL, error), INTEG_STATUS_CYCLE);
    ck_assert_str_eq(integ_error_name(error, 0), "cohort.group_cycle");
    integ_cohort *cohort;
    ck_assert_int_eq(integ_cohort_of_group(groups, "a", these.snapshot, &cohort, NULL), INTEG_STATUS_CYCLE);
    ck_assert_ptr_null(cohort);
    integ_attrition *attrition;
    ck_assert_int_eq(integ_attrition_of_group(groups, "a", these.snapshot, &attrition, NULL), INTEG_STATUS_CYCLE);
    close_groups();
}
END_TEST

START_TEST(endless_chains_are_refused)
{
    open_groups();
    char name[20] = "g0", within[20];
    ck_assert_int_eq(add(name, NULL, NULL), INTEG_STATUS_OK);
    for (int i = 1; i < 256; i++) {
        strcpy(within, name);
        snprintf(name, sizeof name, "g%d", i);
        ck_assert_int_eq(add(name, within, NULL), INTEG_STATUS_OK);
    }
    ck_assert_int_eq(integ_groups_check(groups, NULL, error), INTEG_STATUS_OK);
    ck_assert_int_eq(add("last", name, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_check(groups, NULL, error), INTEG_STATUS_LIMIT_EXCEEDED);
    integ_groups *backwards;
    ck_assert_int_eq(integ_groups_new(these.context, &backwards, NULL), INTEG_STATUS_OK);
    for (int i = 300; i > 0; i--) {
        snprintf(name, sizeof name, "g%d", i);
        snprintf(within, sizeof within, "g%d", i - 1);
        ck_assert_int_eq(integ_groups_add(backwards, name, NULL, i == 1 ? NULL : within, NULL, NULL, NULL),
                         INTEG_STATUS_OK);
    }
    ck_assert_int_eq(integ_groups_check(backwards, NULL, error), INTEG_STATUS_LIMIT_EXCEEDED);
    integ_groups_free(backwards);
    close_groups();
}
END_TEST

START_TEST(unknown_and_repeated_names_are_told)
{
    open_groups();
    ck_assert_int_eq(add("women", "broda", "sex = 'F'"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("broad", NULL, "in_group('wimen')"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("broad", NULL, NULL), INTEG_STATUS_DUPLICATE);
    ck_assert_int_eq(integ_groups_check(groups, NULL, error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_error_count(error), 2);
    ck_assert_str_eq(integ_error_hint(error, 0, INTEG_LANGUAGE_ENGLISH), "did you mean 'broad'?");
    ck_assert_str_eq(integ_error_hint(error, 1, INTEG_LANGUAGE_DANISH), "mente du 'women'?");
    ck_assert_int_gt(integ_error_column(error, 1), 0);
    integ_cohort *cohort;
    ck_assert_int_eq(integ_cohort_of_group(groups, "nobody", these.snapshot, &cohort, NULL),
                     INTEG_STATUS_UNKNOWN_NAME);
    close_groups();
}
END_TEST

START_TEST(conditions_are_checked_against_the_register)
{
    open_groups();
    ck_assert_int_eq(add("a", NULL, "agee > 1"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("b", NULL, "age > 'x'"), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_check(groups, NULL, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_check(groups, these.reg, error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_error_count(error), 2);
    ck_assert_int_eq(integ_error_code(error, 1), INTEG_STATUS_TYPE_MISMATCH);
    close_groups();
}
END_TEST

START_TEST(a_fault_is_told_for_its_own_group_only)
{
    open_groups();
    ck_assert_int_eq(add("a", NULL, "agee > 1 OR sexx = 'F'"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("b", "a", "age > 18 AND in_group('a')"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("c", NULL, "NOT in_group('b') OR  ag > 3"), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_check(groups, these.reg, error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_error_count(error), 3);
    ck_assert_int_eq(integ_error_column(error, 0), 1);
    ck_assert_int_eq(integ_error_column(error, 1), 13);
    ck_assert_int_eq(integ_error_column(error, 2), 23);
    close_groups();
}
END_TEST

START_TEST(populations_must_exist_and_agree)
{
    open_groups();
    ck_assert_int_eq(integ_groups_add(groups, "firms", NULL, NULL, NULL, "company", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_check(groups, these.reg, NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(add("mixed", NULL, "in_group('firms')"), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_check(groups, NULL, NULL), INTEG_STATUS_INCONSISTENT);
    close_groups();
}
END_TEST

/* Counted in the people too: a group that was said to be empty is. */
START_TEST(groups_that_can_hardly_be_meant_are_told)
{
    static const char *const lines[] = {
        "groups:1:1: warning: this contradicts age >= 18 in the group adults: nobody is left",
        "groups:1:1: warning: group 'again' selects the same as group 'adults' (use one of them)",
        "warning: group 'alias' selects the same as group 'adults' (use one of them)",
        "groups:1:1: warning: nobody can be in this group, by its own definition"};
    char line[300];
    open_groups();
    ck_assert_int_eq(add("adults", NULL, "age >= 18"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("women", "adults", "sex = 'F'"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("children", "women", "age < 18"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("again", NULL, "18 <= age"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("alias", "adults", NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(add("both", NULL, "in_group('children') AND age > 64"), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_examine(groups, these.reg, error), INTEG_STATUS_OK);
    for (int64_t i = 0; i < integ_error_count(error); i++) {
        integ_error_line_text(error, i, INTEG_LANGUAGE_ENGLISH, line, sizeof line);
        ck_assert_int_lt(i, 4);
        ck_assert_str_eq(line, lines[i]);
    }
    ck_assert_int_eq(integ_error_count(error), 4);
    ck_assert_int_eq(members("children"), 0);
    ck_assert_int_eq(members("both"), 0);
    ck_assert_int_eq(integ_groups_examine(NULL, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(add("circle", "circle", "age > 1"), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_examine(groups, NULL, NULL), INTEG_STATUS_OK);
    close_groups();
}
END_TEST

/* One line for each remark on a filter in which the groups are known. */
static const char *remarks_on_filter(const char *filter, const integ_register *reg, const integ_groups *known)
{
    static char report[1000];
    size_t length = 0;
    integ_expression *expression;
    ck_assert_int_eq(integ_expression_parse(these.context, filter, strlen(filter), "w", &expression, NULL),
                     INTEG_STATUS_OK);
    integ_error_clear(error);
    ck_assert_int_eq(integ_groups_examine_filter(known, expression, reg, NULL, error), INTEG_STATUS_OK);
    report[0] = '\0';
    for (int64_t i = 0; i < integ_error_count(error); i++) {
        length += integ_error_line_text(error, i, INTEG_LANGUAGE_ENGLISH, report + length, sizeof report - length);
        length += (size_t)snprintf(report + length, sizeof report - length, "\n");
    }
    integ_expression_free(expression);
    return report;
}

static int64_t selected(const char *filter)
{
    integ_cohort *cohort;
    integ_expression *expression;
    ck_assert_int_eq(integ_expression_parse(these.context, filter, strlen(filter), "w", &expression, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_cohort_of_filter(expression, groups, these.snapshot, NULL, &cohort, error), INTEG_STATUS_OK);
    int64_t count = integ_cohort_count_unprotected(cohort);
    integ_cohort_free(cohort);
    integ_expression_free(expression);
    return count;
}

START_TEST(filters_are_examined_with_the_groups_that_they_name)
{
    static const char *const never = "in_group('adults') AND age < 10";
    static const char *const grown = "in_group('adults') AND age > 10";
    open_groups();
    ck_assert_int_eq(add("adults", NULL, "age >= 18"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("women", "adults", "sex = 'F'"), INTEG_STATUS_OK);
    ck_assert_int_eq(add("circle", "circle", "age > 1"), INTEG_STATUS_OK);
    static const char contradiction[] =
        "w:1:24: warning: this contradicts in_group('adults'): the two are never true together\n";
    ck_assert_str_eq(remarks_on_filter(never, these.reg, groups), contradiction);
    ck_assert_str_eq(remarks_on_filter(never, NULL, groups), contradiction);
    ck_assert_int_eq(selected(never), 0);
    ck_assert_str_eq(remarks_on_filter(grown, these.reg, groups),
                     "w:1:24: warning: this adds nothing: in_group('adults') is stricter\n");
    ck_assert_int_eq(selected(grown), members("adults"));
    ck_assert_str_eq(remarks_on_filter("in_group('women') AND age < 10", these.reg, groups),
                     "w:1:23: warning: this contradicts in_group('women'): the two are never true together\n");
    ck_assert_str_eq(remarks_on_filter(never, these.reg, NULL), ""); /* nothing is known of them */
    ck_assert_str_eq(remarks_on_filter("in_group('nobody') AND age < 10", these.reg, groups), "");
    ck_assert_str_eq(remarks_on_filter("in_group('circle') AND age > 10", these.reg, groups), "");
    close_groups();
}
END_TEST

START_TEST(examining_a_filter_needs_one_and_its_table)
{
    open_groups();
    integ_expression *filter;
    ck_assert_int_eq(integ_expression_parse(these.context, "age > 1", 7, NULL, &filter, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_groups_examine_filter(groups, NULL, these.reg, NULL, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_groups_examine_filter(groups, filter, these.reg, "nowhere", error),
                     INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_groups_examine_filter(NULL, filter, these.reg, "nowhere", error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_error_count(error), 3);
    ck_assert_int_eq(integ_groups_examine_filter(groups, filter, these.reg, "citizen", NULL), INTEG_STATUS_OK);
    integ_expression_free(filter);
    close_groups();
}
END_TEST

static integ_status examine_course(integ_context *context, integ_error *failures, void *unused)
{
    static const char where[] = "age < 18 AND in_group('adults') AND sex = 'F'";
    integ_groups *few = NULL;
    integ_expression *expression = NULL;
    (void)unused;
    integ_register *reg = people_register(context, 3, INTEG_PURPOSE_STATISTICS, failures);
    if (reg == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    integ_status status = integ_groups_new(context, &few, failures);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse(context, where, sizeof where - 1, NULL, &expression, failures);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(few, "adults", NULL, NULL, NULL, NULL, failures);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_add(few, "young", NULL, "adults", expression, NULL, failures);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_examine(few, reg, failures);
    if (status == INTEG_STATUS_OK)
        status = integ_groups_examine_filter(few, expression, reg, NULL, failures);
    integ_expression_free(expression);
    integ_groups_free(few);
    integ_register_free(reg);
    return status;
}

START_TEST(every_allocation_of_an_examination_may_fail)
{
    for_each_failing_allocation(examine_course, NULL);
}
END_TEST

void add_groups(Suite *suite)
{
    add_tests(suite, "groups",
              (const TTest *[]){groups_build_on_each_other, circles_are_found_however_long, endless_chains_are_refused,
                                unknown_and_repeated_names_are_told, conditions_are_checked_against_the_register,
                                a_fault_is_told_for_its_own_group_only, populations_must_exist_and_agree,
                                groups_that_can_hardly_be_meant_are_told,
                                filters_are_examined_with_the_groups_that_they_name,
                                examining_a_filter_needs_one_and_its_table,
                                every_allocation_of_an_examination_may_fail, NULL});
}
