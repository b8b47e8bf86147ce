/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/buffer.h"
#include "base/date.h"
#include "cohort/groups.h"
#include "policy/policy.h"
#include "policy/suite.h"
#include "support/failing_allocator.h"
#include "support/files.h"
#include "support/invalid.h"

#include <stdlib.h>
#include <string.h>

static integ_context *context;
static integ_error *error;
static integ_policy *policy;

static void set_up(void)
{
    ck_assert_int_eq(integ_error_new(&error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_context_new(&context, error), INTEG_STATUS_OK);
    integ_status status = integ_policy_load(context, TEST_SOURCE_DIRECTORY "/policy/data/complete.yaml", &policy,
                                            error);
    ck_assert_msg(status == INTEG_STATUS_OK, "%s at %lld", integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH),
                  (long long)integ_error_line(error, 0));
}

static void tear_down(void)
{
    integ_context_free(context);
    integ_policy_free(policy);
    integ_error_free(error);
}

static integ_date date(const char *text)
{
    integ_date result;
    ck_assert_int_eq(integ_date_from_text(text, &result, NULL), INTEG_STATUS_OK);
    return result;
}

START_TEST(the_head_of_a_document_is_read)
{
    ck_assert_int_eq(integ_error_count(error), 0);
    ck_assert_str_eq(integ_policy_title(policy), "Integrationspolitik");
    ck_assert_int_eq(integ_policy_language(policy), INTEG_LANGUAGE_ENGLISH);
    ck_assert_str_eq(integ_policy_purpose(policy), "More people in work, education and community");
    ck_assert_str_eq(integ_policy_context(policy), "It must want something to become something");
    ck_assert_int_eq(integ_policy_form(policy), INTEG_FORM_STANDALONE);
    integ_disclosure *rule;
    ck_assert_int_eq(integ_policy_disclosure(policy, &rule, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_disclosure_threshold(rule), policy->disclosure.threshold);
    ck_assert_int_eq(integ_disclosure_full_cell(rule), policy->disclosure.full_cell);
    ck_assert_int_eq(integ_disclosure_zeros(rule), policy->disclosure.zeros);
    ck_assert_int_eq(integ_disclosure_complement(rule), policy->disclosure.complement);
    ck_assert_int_eq(integ_disclosure_width(rule), policy->disclosure.width);
    integ_disclosure_free(rule);
    ck_assert_int_eq(integ_policy_disclosure(policy, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_policy_disclosure(NULL, &rule, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(rule);
    ck_assert_str_eq(policy->population, "citizen");
    ck_assert_str_eq(policy->area, "housing_area");
    ck_assert_int_eq(policy->disclosure.threshold, 3);
    ck_assert_int_eq(policy->disclosure.full_cell, 20);
}
END_TEST

START_TEST(decisions_say_who_when_and_what)
{
    const char *body = "";
    integ_date day = 0;
    ck_assert_int_eq(integ_policy_decision_count(policy), 2);
    ck_assert_str_eq(integ_policy_decision(policy, 0, &body, &day), "The target group is too broad");
    ck_assert_str_eq(body, "Finance committee");
    ck_assert_int_eq(day, date("2019-12-03"));
    day = 7;
    ck_assert_str_eq(integ_policy_decision(policy, 1, &body, &day), "Goals to steer by");
    ck_assert_ptr_null(body);
    ck_assert_int_eq(day, 7);
    ck_assert_str_eq(policy->decisions[0].about.name, "broad");
    ck_assert_ptr_null(integ_policy_decision(policy, 2, &body, &day));
    ck_assert_ptr_null(integ_policy_decision(policy, -1, NULL, NULL));
}
END_TEST

START_TEST(themes_groups_and_efforts_have_ids_and_titles)
{
    ck_assert_int_eq(integ_policy_theme_count(policy), 2);
    ck_assert_str_eq(integ_policy_theme_id(policy, 0), "together");
    ck_assert_str_eq(integ_policy_theme_title(policy, 0), "We make the future together");
    ck_assert_int_eq(integ_policy_theme_review(policy, 0), INTEG_REVIEW_REVIEWED);
    ck_assert_int_eq(integ_policy_theme_priority(policy, 0), 1);
    ck_assert_str_eq(integ_policy_theme_title(policy, 1), "ideas");
    ck_assert_int_eq(integ_policy_theme_review(policy, 1), INTEG_REVIEW_NOT_REVIEWED);
    ck_assert_int_eq(integ_policy_theme_priority(policy, 1), 0);
    ck_assert_ptr_null(integ_policy_theme_id(policy, 2));
    ck_assert_ptr_null(integ_policy_theme_title(policy, -1));
    ck_assert_int_eq(integ_policy_theme_review(policy, 2), 0);
    ck_assert_int_eq(integ_policy_group_count(policy), 5);
    ck_assert_str_eq(integ_policy_group_id(policy, 2), "women");
    ck_assert_str_eq(integ_policy_group_title(policy, 2), "women");
    ck_assert_str_eq(integ_policy_group_title(policy, 0), "All citizens who are not ethnic Danes");
    ck_assert_ptr_null(integ_policy_group_id(policy, 5));
    ck_assert_int_eq(integ_policy_effort_count(policy), 2);
    ck_assert_str_eq(integ_policy_effort_id(policy, 1), "talk");
    ck_assert_str_eq(integ_policy_effort_title(policy, 0), "Daily work");
    ck_assert_int_eq(integ_policy_effort_status(policy, 1), INTEG_EFFORT_PROPOSED);
    ck_assert_int_eq(integ_policy_effort_kind(policy, 0), INTEG_EFFORT_INTERVENING);
    ck_assert_int_eq(integ_policy_effort_scope(policy, 0), INTEG_EFFORT_TARGETED);
    ck_assert_int_eq(integ_policy_effort_scope(policy, 1), INTEG_EFFORT_GENERAL);
    ck_assert_int_eq(integ_policy_effort_kind(policy, 2), 0);
    const integi_effort *work = &policy->efforts[0];
    ck_assert_int_eq(work->reach_count, 2);
    ck_assert_int_eq(work->reaches[0].index, 2);
    ck_assert_int_eq(work->reaches[1].index, 0);
    ck_assert_int_eq(work->serves[0].index, 0);
    ck_assert_int_eq(work->theme.index, 0);
    ck_assert_int_eq(work->priority, 2);
}
END_TEST

START_TEST(groups_are_handed_to_the_cohort_floor)
{
    const integ_groups *groups = integ_policy_groups(policy);
    ck_assert_int_eq(integ_groups_count(groups), 5);
    ck_assert_str_eq(integ_groups_within(groups, 2), "broad");
    ck_assert_ptr_null(integ_groups_within(groups, 0));
    ck_assert_ptr_nonnull(integi_groups_get(groups, "women")->where);
    ck_assert_str_eq(integi_groups_population(groups, integi_groups_get(groups, "women")), "citizen");
    ck_assert_str_eq(integi_groups_population(groups, integi_groups_get(groups, "seats")), "board_seat");
    ck_assert_int_eq(integ_groups_check(groups, NULL, error), INTEG_STATUS_OK);
}
END_TEST

START_TEST(indicators_are_defined_as_written)
{
    ck_assert_int_eq(integ_policy_indicator_count(policy), 16);
    const integ_indicator *gap = integ_policy_indicator(policy, 0);
    ck_assert_str_eq(integ_indicator_id(gap), "employment");
    ck_assert_str_eq(integ_indicator_title(gap), "Employment gap");
    ck_assert_int_eq(integ_indicator_kind(gap), INTEG_INDICATOR_SHARE);
    ck_assert_str_eq(gap->of, "women");
    ck_assert_str_eq(gap->compare_with, "danish");
    ck_assert_int_eq(gap->compare_as, INTEG_COMPARE_DIFFERENCE);
    ck_assert(gap->unknown_as_false);
    ck_assert_int_eq(integ_dimensions_count(gap->by), 2);
    ck_assert_str_eq(integ_dimensions_column(gap->by, 1), "age");
    ck_assert_int_eq(integ_policy_indicator(policy, 1)->compare_as, INTEG_COMPARE_RATIO);
    ck_assert_int_eq(integ_indicator_kind(integ_policy_indicator(policy, 2)), INTEG_INDICATOR_COUNT);
    ck_assert_ptr_null(integ_policy_indicator(policy, 2)->by);
    ck_assert_int_eq(integ_indicator_kind(integ_policy_indicator(policy, 3)), INTEG_INDICATOR_MEAN);
    ck_assert_ptr_null(integ_policy_indicator(policy, 4)->of);
    static const int32_t later[] = {INTEG_INDICATOR_SHARE, INTEG_INDICATOR_SHARE, INTEG_INDICATOR_SHARE,
                                    INTEG_INDICATOR_RATE, INTEG_INDICATOR_STANDARDISED_RATE,
                                    INTEG_INDICATOR_STANDARDISED_RATE, INTEG_INDICATOR_SEGREGATION,
                                    INTEG_INDICATOR_SEGREGATION, INTEG_INDICATOR_COMPOSITE, INTEG_INDICATOR_EXTERNAL};
    for (int64_t i = 6; i < 16; i++)
        ck_assert_int_eq(integ_indicator_kind(integ_policy_indicator(policy, i)), later[i - 6]);
    for (int64_t i = 0; i < 16; i++)
        ck_assert_int_eq(integ_indicator_check(integ_policy_indicator(policy, i), error), INTEG_STATUS_OK);
    ck_assert_ptr_null(integ_policy_indicator(policy, 16));
}
END_TEST

static void assert_decimal(integi_decimal decimal, int64_t coefficient, int32_t decimals)
{
    ck_assert_int_eq(decimal.coefficient, coefficient);
    ck_assert_int_eq(decimal.decimals, decimals);
}

START_TEST(goals_keep_their_decimals_and_dates)
{
    ck_assert_int_eq(integ_policy_goal_count(policy), 15);
    const integ_goal *gap = integ_policy_goal(policy, 0);
    ck_assert_str_eq(integ_goal_id(gap), "close_the_gap");
    ck_assert_str_eq(integ_goal_title(gap), "Close the gap");
    ck_assert_str_eq(gap->theme, "together");
    ck_assert_str_eq(gap->indicator, "employment");
    ck_assert_int_eq(gap->direction, INTEG_DIRECTION_DECREASE);
    ck_assert(gap->has_baseline && !gap->baseline_given);
    ck_assert_int_eq(gap->baseline_date, date("2015-01-01"));
    assert_decimal(gap->target, 1050, 2);
    ck_assert_int_eq(gap->deadline, date("2029-12-31"));
    ck_assert_uint_eq(gap->milestone_count, 2);
    assert_decimal(gap->milestones[1].value, 105, 1);
    ck_assert_int_eq(gap->requirement.kind, INTEG_LIMIT_AT_MOST);
    assert_decimal(gap->recognition.value, 12125, 3);
    const integ_goal *more = integ_policy_goal(policy, 1);
    ck_assert(more->baseline_given);
    assert_decimal(more->baseline_value, 8300, 0);
    ck_assert_str_eq(more->baseline_source, "Agenda");
    ck_assert_int_eq(more->requirement.kind, INTEG_LIMIT_AT_LEAST);
    ck_assert_int_eq(more->recognition.kind, INTEG_LIMIT_NONE);
    ck_assert_ptr_null(integ_policy_goal(policy, 15));
}
END_TEST

START_TEST(goals_keep_their_methods_and_parameters)
{
    static const char *const methods[] = {"open_sdg",  "eurostat",      "un_progress_chart", "weather",
                                          "barometer", "control_chart", "significance"};
    for (int i = 0; i < 7; i++)
        ck_assert_str_eq(integ_goal_method(integ_policy_goal(policy, 8 + i)), methods[i]);
    const integ_goal *sdg = integ_policy_goal(policy, 8), *world = integ_policy_goal(policy, 10);
    const integ_goal *chart = integ_policy_goal(policy, 13);
    ck_assert(!sdg->has_target && sdg->parameter_set[0]);
    assert_decimal(sdg->parameters[0], 2, 2);
    assert_decimal(sdg->parameters[4], 1, 0);
    assert_decimal(world->parameters[2], 1, 1);
    ck_assert_int_eq(world->trend, INTEG_TREND_THEIL_SEN);
    assert_decimal(chart->parameters[1], 12, 0);
    ck_assert(chart->parameter_set[2] && !integ_policy_goal(policy, 0)->parameter_set[0]);
}
END_TEST

START_TEST(each_direction_has_its_own_target)
{
    ck_assert_int_eq(integ_policy_goal(policy, 2)->deadline, INTEG_DATE_MAXIMUM);
    ck_assert(policy->goals[2].open_ended && !policy->goals[3].open_ended);
    ck_assert_int_eq(integ_policy_goal(policy, 3)->deadline, date("2030-01-01"));
    const integ_goal *range = integ_policy_goal(policy, 4);
    ck_assert(!range->has_baseline);
    assert_decimal(range->target, 15, 1);
    assert_decimal(range->target_high, 2, 0);
    const integ_goal *equal = integ_policy_goal(policy, 5), *same = integ_policy_goal(policy, 6);
    ck_assert_int_eq(equal->parity, 0);
    assert_decimal(equal->target, 0, 0);
    ck_assert_int_eq(same->parity, 1);
    assert_decimal(same->target, 1, 0);
    assert_decimal(integ_policy_goal(policy, 7)->target, 9, 1);
}
END_TEST

START_TEST(what_is_left_out_has_the_documented_default)
{
    static const char text[] = "{\"policy\": \"Small\"}";
    integ_policy *small;
    ck_assert_int_eq(integ_policy_read(context, text, strlen(text), NULL, &small, error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_language(small), INTEG_LANGUAGE_DANISH);
    ck_assert_int_eq(integ_policy_form(small), INTEG_FORM_INTEGRATED);
    ck_assert_ptr_null(integ_policy_purpose(small));
    ck_assert_ptr_null(integ_policy_context(small));
    ck_assert_int_eq(small->disclosure.threshold, INTEG_DISCLOSURE_THRESHOLD);
    ck_assert_int_eq(small->disclosure.full_cell, INTEG_DISCLOSURE_FULL_CELL);
    ck_assert_int_eq(integ_policy_theme_count(small), 0);
    ck_assert_int_eq(integ_groups_count(integ_policy_groups(small)), 0);
    integ_policy *kept = integi_policy_retain(small);
    integ_policy_free(small);
    ck_assert_str_eq(integ_policy_title(kept), "Small");
    integ_policy_free(kept);
}
END_TEST

START_TEST(callers_who_break_the_contract_are_told)
{
    integ_policy *none = policy;
    ck_assert_int_eq(integ_policy_load(context, NULL, &none, error), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(integ_policy_load(NULL, "x", &none, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_policy_load(context, "x", NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_policy_read(context, NULL, 1, NULL, &none, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_policy_read(context, NULL, 0, NULL, &none, NULL), INTEG_STATUS_SYNTAX);
    ck_assert_int_eq(integ_policy_load(context, "/nowhere/policy.yaml", &none, NULL), INTEG_STATUS_READ_FAILED);
    integ_policy_free(NULL);
}
END_TEST

static integ_status load(const char *path, integ_error *entries, void *userdata)
{
    (void)userdata;
    integ_policy *loaded;
    integ_status status = integ_policy_load(context, path, &loaded, entries);
    ck_assert((loaded == NULL) == (status != INTEG_STATUS_OK));
    integ_policy_free(loaded);
    return status;
}

START_TEST(invalid_documents_are_reported_where_they_are_wrong)
{
    check_invalid_folder("policy/invalid", load, NULL);
}
END_TEST

START_TEST(the_status_is_that_of_a_fault_even_when_nobody_listens)
{
    static const char text[] = "policy: x\nthemes: {a: {titel: b}}\n";
    integ_policy *none;
    ck_assert_int_eq(integ_policy_read(context, text, strlen(text), "x", &none, NULL), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_ptr_null(none);
}
END_TEST

START_TEST(a_section_has_a_largest_size)
{
    integi_buffer text;
    integi_buffer_init(&text, context);
    integi_buffer_text(&text, "policy: x\ngroups:\n");
    for (int i = 0; i < 4097; i++) {
        integi_buffer_text(&text, "  g");
        integi_buffer_integer(&text, i);
        integi_buffer_text(&text, ": {}\n");
    }
    integ_policy *none;
    ck_assert_int_eq(integ_policy_read(context, text.bytes, text.length, "x", &none, error),
                     INTEG_STATUS_LIMIT_EXCEEDED);
    ck_assert_int_eq(integ_policy_read(context, text.bytes, text.length - strlen("  g4096: {}\n"), "x", &none, error),
                     INTEG_STATUS_OK);
    integ_policy_free(none);
    integi_buffer_free(&text);
}
END_TEST

typedef struct text_and_length {
    char *text;
    size_t length;
} text_and_length;

static integ_status attempt(integ_context *failing, integ_error *entries, void *userdata)
{
    const text_and_length *document = userdata;
    integ_policy *loaded;
    integ_status status = integ_policy_read(failing, document->text, document->length, "complete.yaml", &loaded,
                                            entries);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_check(loaded, NULL, NULL, entries);
    integ_policy_free(loaded);
    return status;
}

START_TEST(every_allocation_may_fail)
{
    text_and_length document;
    document.text = read_whole_file(TEST_SOURCE_DIRECTORY "/policy/data/complete.yaml", &document.length);
    ck_assert_ptr_nonnull(document.text);
    for_each_failing_allocation(attempt, &document);
    free(document.text);
}
END_TEST

void add_loading(Suite *suite)
{
    TCase *tests = tcase_create("loading");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_head_of_a_document_is_read);
    tcase_add_test(tests, decisions_say_who_when_and_what);
    tcase_add_test(tests, themes_groups_and_efforts_have_ids_and_titles);
    tcase_add_test(tests, groups_are_handed_to_the_cohort_floor);
    tcase_add_test(tests, indicators_are_defined_as_written);
    tcase_add_test(tests, goals_keep_their_decimals_and_dates);
    tcase_add_test(tests, goals_keep_their_methods_and_parameters);
    tcase_add_test(tests, each_direction_has_its_own_target);
    tcase_add_test(tests, what_is_left_out_has_the_documented_default);
    tcase_add_test(tests, callers_who_break_the_contract_are_told);
    tcase_add_test(tests, invalid_documents_are_reported_where_they_are_wrong);
    tcase_add_test(tests, the_status_is_that_of_a_fault_even_when_nobody_listens);
    tcase_add_test(tests, a_section_has_a_largest_size);
    tcase_add_test(tests, every_allocation_may_fail);
    suite_add_tcase(suite, tests);
}
