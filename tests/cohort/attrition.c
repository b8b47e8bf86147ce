/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/suite.h"
#include "integration/cohort.h"
#include "support/people.h"

#include <stdio.h>
#include <string.h>

static integ_groups *three_groups(const people *these)
{
    static const char *const definitions[][3] = {{"broad", NULL, "region <> 'danish'"},
                                                 {"women", "broad", "sex = 'F' AND age >= 18"},
                                                 {"unemployed", "women", "employed = FALSE"}};
    integ_groups *groups;
    ck_assert_int_eq(integ_groups_new(these->context, &groups, NULL), INTEG_STATUS_OK);
    for (size_t i = 0; i < 3; i++) {
        integ_expression *where;
        const char *text = definitions[i][2];
        ck_assert_int_eq(integ_expression_parse(these->context, text, strlen(text), NULL, &where, NULL),
                         INTEG_STATUS_OK);
        ck_assert_int_eq(integ_groups_add(groups, definitions[i][0], NULL, definitions[i][1], where, NULL, NULL),
                         INTEG_STATUS_OK);
        integ_expression_free(where);
    }
    return groups;
}

START_TEST(conditions_are_taken_one_by_one_from_the_outermost_group_in)
{
    for (int32_t threads = 1; threads <= 3; threads++) {
        people these = people_new(30000, INTEG_PURPOSE_STATISTICS, threads);
        integ_groups *groups = three_groups(&these);
        integ_attrition *attrition;
        ck_assert_int_eq(integ_attrition_of_group(groups, "unemployed", these.snapshot, &attrition, NULL),
                         INTEG_STATUS_OK);
        const char *conditions[] = {"region <> 'danish'", "sex = 'F'", "age >= 18", "employed = FALSE"};
        ck_assert_int_eq(integ_attrition_steps(attrition), 4);
        char sofar[300] = "SELECT count(*) FROM citizen WHERE 1", alone[200];
        int64_t left = integ_attrition_rows_unprotected(attrition);
        ck_assert_int_eq(left, 30000);
        for (int64_t i = 0; i < 4; i++) {
            strcat(strcat(sofar, " AND "), conditions[i]);
            snprintf(alone, sizeof alone, "SELECT count(*) FROM citizen WHERE %s", conditions[i]);
            ck_assert_str_eq(integ_attrition_condition(attrition, i), conditions[i]);
            ck_assert_int_eq(integ_attrition_alone_unprotected(attrition, i), people_ask(&these, alone));
            int64_t now = people_ask(&these, sofar);
            ck_assert_int_eq(integ_attrition_left_unprotected(attrition, i), now);
            ck_assert_int_eq(integ_attrition_lost_unprotected(attrition, i), left - now);
            left = now;
        }
        ck_assert_ptr_null(integ_attrition_condition(attrition, 4));
        integ_attrition_free(attrition);
        integ_groups_free(groups);
        people_free(&these);
    }
}
END_TEST

START_TEST(filters_narrow_down_too)
{
    people these = people_new(1000, INTEG_PURPOSE_STATISTICS, 1);
    integ_expression *filter;
    const char *text = "sex = 'F' AND (age < 20 OR age > 60)";
    ck_assert_int_eq(integ_expression_parse(these.context, text, strlen(text), NULL, &filter, NULL),
                     INTEG_STATUS_OK);
    integ_attrition *attrition;
    ck_assert_int_eq(integ_attrition_of_filter(filter, NULL, these.snapshot, NULL, &attrition, NULL),
                     INTEG_STATUS_OK);
    ck_assert_int_eq(integ_attrition_steps(attrition), 2);
    ck_assert_int_eq(integ_attrition_left_unprotected(attrition, 1),
                     people_ask(&these, "SELECT count(*) FROM citizen WHERE sex = 'F' AND (age < 20 OR age > 60)"));
    integ_attrition_free(attrition);
    integ_expression_free(filter);
    people_free(&these);
}
END_TEST

START_TEST(conditions_keep_their_parentheses)
{
    people these = people_new(10, INTEG_PURPOSE_STATISTICS, 1);
    const char *text = "NOT (age = 2) AND (age = 20) AND ((age = 1) OR (area = ')')) AND (NOT (age IN (5)))";
    const char *expected[] = {"NOT (age = 2)", "age = 20", "(age = 1) OR (area = ')')", "NOT (age IN (5))"};
    integ_expression *filter;
    ck_assert_int_eq(integ_expression_parse(these.context, text, strlen(text), NULL, &filter, NULL), INTEG_STATUS_OK);
    integ_attrition *attrition;
    ck_assert_int_eq(integ_attrition_of_filter(filter, NULL, these.snapshot, NULL, &attrition, NULL),
                     INTEG_STATUS_OK);
    for (int64_t i = 0; i < 4; i++)
        ck_assert_str_eq(integ_attrition_condition(attrition, i), expected[i]);
    integ_attrition_free(attrition);
    integ_expression_free(filter);
    people_free(&these);
}
END_TEST

START_TEST(overlaps_are_intersections)
{
    people these = people_new(30000, INTEG_PURPOSE_STATISTICS, 2);
    integ_groups *groups = three_groups(&these);
    const char *names[] = {"women", "broad", "unemployed"};
    const char *where[] = {"region <> 'danish' AND sex = 'F' AND age >= 18", "region <> 'danish'",
                           "region <> 'danish' AND sex = 'F' AND age >= 18 AND employed = FALSE"};
    integ_overlap *overlap;
    ck_assert_int_eq(integ_overlap_of_groups(groups, names, 3, these.snapshot, &overlap, NULL), INTEG_STATUS_OK);
    for (int64_t i = 0; i < 3; i++)
        for (int64_t j = 0; j < 3; j++) {
            char question[400];
            snprintf(question, sizeof question, "SELECT count(*) FROM citizen WHERE %s AND %s", where[i], where[j]);
            ck_assert_int_eq(integ_overlap_count_unprotected(overlap, i, j), people_ask(&these, question));
        }
    ck_assert_int_eq(integ_overlap_count_unprotected(overlap, 0, 3), 0);
    integ_overlap_free(overlap);
    const char *absent[] = {"women", "nobody"};
    ck_assert_int_eq(integ_overlap_of_groups(groups, absent, 2, these.snapshot, &overlap, NULL),
                     INTEG_STATUS_UNKNOWN_NAME);
    integ_groups_free(groups);
    people_free(&these);
}
END_TEST

void add_attrition(Suite *suite)
{
    add_tests(suite, "attrition and overlap",
              (const TTest *[]){conditions_are_taken_one_by_one_from_the_outermost_group_in, filters_narrow_down_too,
                                conditions_keep_their_parentheses,
                                overlaps_are_intersections, NULL});
}
