/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "integration/policy.h"
#include "policy/suite.h"
#include "support/failing_allocator.h"

#include <stdio.h>
#include <string.h>

#define CITIZENS 100

static integ_context *context;
static integ_error *error;
static integ_register *reg;

static void require(integ_status status)
{
    ck_assert_msg(status == INTEG_STATUS_OK, "%s: %s", integ_status_name(status),
                  integ_error_message(error, 0, INTEG_LANGUAGE_ENGLISH));
}

static integ_date date(const char *text)
{
    integ_date result;
    require(integ_date_from_text(text, &result, error));
    return result;
}

/* 17 of 100 are not Danes; the first 20 are under 18; one in two is a woman. */
static void add_citizens(integ_register_builder *builder)
{
    const char *origin[CITIZENS], *sex[CITIZENS];
    int64_t age[CITIZENS], born[CITIZENS], income[CITIZENS];
    double score[CITIZENS];
    for (int i = 0; i < CITIZENS; i++) {
        origin[i] = i % 6 == 0 ? "immigrant" : "danish";
        sex[i] = i % 2 == 0 ? "F" : "M";
        age[i] = i < 20 ? 10 : 40;
        born[i] = 1000 + i;
        income[i] = 12345 * i;
        score[i] = i / 7.0;
    }
    require(integ_register_builder_add_table(builder, "citizen", CITIZENS, error));
    require(integ_register_builder_add_texts(builder, "origin", INTEG_TYPE_CODE, origin, CITIZENS, error));
    require(integ_register_builder_add_texts(builder, "sex", INTEG_TYPE_CODE, sex, CITIZENS, error));
    require(integ_register_builder_add_integers(builder, "age", INTEG_TYPE_INTEGER, 0, age, NULL, CITIZENS, error));
    require(integ_register_builder_add_integers(builder, "born", INTEG_TYPE_DATE, 0, born, NULL, CITIZENS, error));
    require(integ_register_builder_add_integers(builder, "income", INTEG_TYPE_DECIMAL, 2, income, NULL, CITIZENS,
                                                error));
    require(integ_register_builder_add_numbers(builder, "score", score, NULL, CITIZENS, error));
}

static void add_seats(integ_register_builder *builder)
{
    const char *boards[] = {"school", "sports", "school"};
    require(integ_register_builder_add_table(builder, "board_seat", 3, error));
    require(integ_register_builder_add_texts(builder, "board", INTEG_TYPE_CODE, boards, 3, error));
}

static void set_up(void)
{
    require(integ_error_new(&error));
    require(integ_context_new(&context, error));
    integ_register_builder *builder;
    require(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, error));
    static const char *const dates[] = {"2015-01-01", "2020-01-01"};
    for (int i = 0; i < 2; i++) {
        require(integ_register_builder_add_snapshot(builder, date(dates[i]), error));
        add_citizens(builder);
        if (i == 0)
            require(integ_register_builder_add_derived(builder, "double_age", "age * 2", error));
        add_seats(builder);
    }
    require(integ_register_builder_finish(builder, &reg, error));
    integ_register_builder_free(builder);
    integ_error_clear(error);
}

static void tear_down(void)
{
    integ_register_free(reg);
    integ_context_free(context);
    integ_error_free(error);
}

static integ_policy *read_policy(const char *text)
{
    integ_policy *policy;
    require(integ_policy_read(context, text, strlen(text), "p", &policy, error));
    return policy;
}

static void assert_findings(int32_t language, const char *const *lines)
{
    char line[1024];
    int64_t count = 0;
    for (; lines[count] != NULL; count++) {
        integ_error_line_text(error, count, language, line, sizeof line);
        ck_assert_str_eq(line, lines[count]);
    }
    integ_error_line_text(error, count, language, line, sizeof line);
    ck_assert_msg(integ_error_count(error) == count, "not expected: %s", line);
}

static const char findings_text[] = "policy: x\n"
                                    "themes:\n"
                                    "  one: {review: reviewed}\n"
                                    "  two: {title: Two}\n"
                                    "groups:\n"
                                    "  nobody: {where: age > 90}\n"
                                    "  broad: {where: origin <> 'danish'}\n"
                                    "  danes: {where: origin = 'danish'}\n"
                                    "  young_danes: {within: danes, where: age < 18}\n"
                                    "  women: {within: broad, where: sex = 'F'}\n"
                                    "  inner: {where: age > 3}\n"
                                    "indicators:\n"
                                    "  i: {kind: share, of: women, where: in_group('inner'),\n"
                                    "      compare: {with: young_danes, as: ratio}}\n"
                                    "goals:\n"
                                    "  g: {indicator: i, direction: decrease, baseline: {value: 5, date: 2015-01-01},\n"
                                    "      target: {value: 5.0, by: 2020-01-01}}\n"
                                    "efforts:\n"
                                    "  special: {status: decided, serves: [g], scope: targeted}\n"
                                    "  idle: {status: proposed}\n";

START_TEST(a_document_alone_is_looked_through_from_top_to_bottom)
{
    integ_policy *policy = read_policy(findings_text);
    ck_assert_int_eq(integ_policy_check(policy, NULL, NULL, error), INTEG_STATUS_OK);
    assert_findings(
        INTEG_LANGUAGE_ENGLISH,
        (const char *[]){
            "p:4:3: remark: the theme 'two' is not reviewed", "p:6:3: warning: nobody uses the group 'nobody'",
            "p:16:3: warning: the target of 'g' is not beyond its baseline",
            "p:19:50: warning: the effort 'special' is targeted, against the policy's own principle (efforts of an "
            "integrated policy are part of what everyone gets)",
            "p:20:3: remark: the effort 'idle' serves no goal", NULL});
    integ_policy_free(policy);
}
END_TEST

START_TEST(what_a_goal_can_hardly_mean_is_said_when_it_is_read)
{
    static const char text[] = "policy: x\n"
                               "indicators: {i: {kind: count}}\n"
                               "goals:\n"
                               "  per_cent:\n"
                               "    {indicator: i, direction: increase, baseline: {value: 5, date: 2015-01-01}, "
                               "target: {value: 9, by: 2020-01-01},\n"
                               "     method: {name: open_sdg, thresholds: {high: 95, med: 1.5}}}\n"
                               "  growth:\n"
                               "    {indicator: i, direction: increase, baseline: {as_of: 2015-01-01},\n"
                               "     method: {name: open_sdg, thresholds: {high: 1.5, med: 0.5}}}\n"
                               "  sign:\n"
                               "    {indicator: i, direction: increase, baseline: {value: -33, date: 2015-01-01}, "
                               "target: {value: -10, by: 2020-01-01},\n"
                               "     milestones: [{value: -10.0, by: 2018-01-01}, {value: 15, by: 2019-01-01}]}\n"
                               "  down:\n"
                               "    {indicator: i, direction: decrease, baseline: {value: 9, date: 2015-01-01}, "
                               "target: {value: 5, by: 2020-01-01},\n"
                               "     milestones: [{value: 6, by: 2018-01-01}, {value: 4.9, by: 2019-01-01}]}\n";
    integ_policy *policy = read_policy(text);
    assert_findings(
        INTEG_LANGUAGE_ENGLISH,
        (const char *[]){"p:6:50: warning: the threshold 'high' is 95, and thresholds are fractions (95 % is "
                         "written 0.95)",
                         "p:9:50: warning: the threshold 'high' is 1.5, and thresholds are fractions (95 % is "
                         "written 0.95)",
                         "p:12:59: warning: the milestone 15 is beyond the target (it is reached after the "
                         "target is; look at the signs)",
                         "p:15:55: warning: the milestone 4.9 is beyond the target (it is reached after the "
                         "target is; look at the signs)",
                         NULL});
    integ_policy_free(policy);
}
END_TEST

/* 17 of 100 are not Danes, 50 are women. */
START_TEST(targets_behind_what_was_measured_are_found)
{
    static const char text[] =
        "policy: x\n"
        "groups: {tiny: {where: age > 39 AND origin <> 'danish' AND born < DATE('1972-10-28')}}\n"
        "indicators:\n"
        "  i: {kind: share, where: origin <> 'danish'}\n"
        "  gap: {kind: share, where: sex = 'F', compare: {value: 40, as: difference}}\n"
        "  few: {kind: count, of: tiny}\n"
        "goals:\n"
        "  up: {indicator: i, direction: increase, baseline: {as_of: 2015-01-01}, target: {value: 17, by: "
        "2029-01-01}}\n"
        "  higher: {indicator: i, direction: increase, baseline: {as_of: 2015-01-01}, target: {value: 17.1, by: "
        "2029-01-01}}\n"
        "  down: {indicator: i, direction: decrease, baseline: {as_of: 2015-01-01}, target: {value: 60, by: "
        "2029-01-01}}\n"
        "  near: {indicator: gap, direction: parity, baseline: {as_of: 2015-01-01}, target: {value: 9.9, by: "
        "2029-01-01}}\n"
        "  there: {indicator: gap, direction: parity, baseline: {as_of: 2015-01-01}, target: {value: -10, by: "
        "2029-01-01}}\n"
        "  kept: {indicator: i, direction: maintain, baseline: {as_of: 2015-01-01}, target: {maintain: 5}}\n"
        "  hidden: {indicator: few, direction: increase, baseline: {as_of: 2015-01-01}, target: {value: 1, by: "
        "2029-01-01}}\n";
    integ_policy *policy = read_policy(text);
    ck_assert_int_eq(integ_policy_check(policy, reg, NULL, error), INTEG_STATUS_OK);
    assert_findings(
        INTEG_LANGUAGE_DANISH,
        (const char *[]){"p:8:3: advarsel: målværdien for 'up' ligger ikke ud over udgangspunktet, som det er i "
                         "registret (et sådant mål er nået fra begyndelsen; se efter fortegnet og retningen)",
                         "p:10:3: advarsel: målværdien for 'down' ligger ikke ud over udgangspunktet, som det er "
                         "i registret (et sådant mål er nået fra begyndelsen; se efter fortegnet og retningen)",
                         "p:12:3: advarsel: målværdien for 'there' ligger ikke ud over udgangspunktet, som det er "
                         "i registret (et sådant mål er nået fra begyndelsen; se efter fortegnet og retningen)",
                         NULL});
    integ_policy_free(policy);
}
END_TEST

/* The page on the format says so: a ledger would have to remember the report that a measured baseline is in. */
START_TEST(with_a_ledger_only_given_baselines_are_looked_at)
{
    static const char empty[] = "{\"ledger\": 1, \"register\": null, \"count\": 0, \"releases\": []}";
    static const char behind[] =
        "p:4:3: warning: the target of 'measured' is not beyond its baseline as the register has it (such a goal is "
        "achieved from the start; look at the sign and the direction)";
    static const char behind_given[] = "p:5:3: warning: the target of 'given' is not beyond its baseline";
    integ_policy *policy = read_policy("policy: x\n"
                                       "indicators: {i: {kind: share, where: origin <> 'danish'}}\n"
                                       "goals:\n"
                                       "  measured: {indicator: i, direction: increase, baseline: {as_of: "
                                       "2015-01-01}, target: {value: 17, by: 2029-01-01}}\n"
                                       "  given: {indicator: i, direction: increase, baseline: {value: 18, date: "
                                       "2015-01-01}, target: {value: 17, by: 2029-01-01}}\n");
    integ_policy_options *options;
    integ_ledger *ledger;
    ck_assert_int_eq(integ_policy_options_new(context, &options, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_check(policy, reg, options, error), INTEG_STATUS_OK);
    assert_findings(INTEG_LANGUAGE_ENGLISH, (const char *[]){behind, behind_given, NULL});
    ck_assert_int_eq(integ_ledger_read(context, empty, strlen(empty), "ledger", &ledger, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_options_set_ledger(options, ledger, 18300, NULL), INTEG_STATUS_OK);
    integ_error_clear(error);
    ck_assert_int_eq(integ_policy_check(policy, reg, options, error), INTEG_STATUS_OK);
    assert_findings(INTEG_LANGUAGE_ENGLISH, (const char *[]){behind_given, NULL});
    integ_ledger_free(ledger);
    integ_policy_options_free(options);
    integ_policy_free(policy);
}
END_TEST

START_TEST(a_policy_is_examined_alone_too)
{
    integ_policy *policy = read_policy("policy: x\n"
                                       "groups: {a: {where: origin = 'danisk'}}\n"
                                       "indicators: {i: {kind: share, of: a, where: age > 3 AND age < 2}}\n");
    ck_assert_int_eq(integ_policy_examine(policy, reg, error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_count(error), 2);
    ck_assert_int_eq(integ_error_line(error, 0), 2);
    ck_assert_str_eq(integ_error_name(error, 0), "examine.code");
    ck_assert_str_eq(integ_error_name(error, 1), "examine.exclude");
    ck_assert_int_eq(integ_error_count_of(error, INTEG_SEVERITY_WARNING), 2);
    ck_assert_int_eq(integ_policy_examine(NULL, reg, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_policy_free(policy);
}
END_TEST

/* Of the same mistakes as elsewhere, nothing is said that rows alone tell. */
START_TEST(where_zeros_are_hidden_no_code_is_said_to_be_nobodys)
{
    integ_policy *policy = read_policy("policy: x\n"
                                       "disclosure: {zeros: true}\n"
                                       "area: origin\n"
                                       "groups: {a: {where: origin = 'danisk'}}\n"
                                       "indicators:\n"
                                       "  i: {kind: share, of: a, where: age > 3 AND origin IN ('x')}\n"
                                       "  j: {kind: share, where: age > 30, compare: {area: nowhere, as: ratio}}\n");
    ck_assert_int_eq(integ_policy_examine(policy, reg, error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_policy_check(policy, reg, NULL, error), INTEG_STATUS_OK);
    for (int64_t i = 0; i < integ_error_count(error); i++)
        ck_assert_str_ne(integ_error_name(error, i), "examine.code");
    integ_policy_free(policy);
}
END_TEST

START_TEST(the_time_of_a_rate_is_a_number)
{
    integ_policy *policy = read_policy("policy: x\n"
                                       "indicators:\n"
                                       "  i: {kind: rate, where: age > 3, time: sex}\n");
    ck_assert_int_eq(integ_policy_check(policy, reg, NULL, error), INTEG_STATUS_TYPE_MISMATCH);
    static const char *const lines[] = {
        "p:3:41: error: a value of type code cannot be summed (a measure or a time is a "
        "number, or a condition that counts 0 or 1)",
        NULL};
    assert_findings(INTEG_LANGUAGE_ENGLISH, lines);
    integ_policy_free(policy);
}
END_TEST

START_TEST(an_area_that_nobody_lives_in_is_found_where_it_stands)
{
    integ_policy *policy = read_policy("policy: x\n"
                                       "area: origin\n"
                                       "indicators:\n"
                                       "  i: {kind: share, where: age > 30, compare: {area: danish, as: ratio}}\n"
                                       "  j: {kind: share, where: age > 30, compare: {area: dan'ish, as: ratio}}\n");
    ck_assert_int_eq(integ_policy_check(policy, reg, NULL, error), INTEG_STATUS_OK);
    static const char *const lines[] = {
        "p:5:53: warning: no row of the register has the code 'dan''ish' in origin (check how it is spelt)", NULL};
    assert_findings(INTEG_LANGUAGE_ENGLISH, lines);
    integ_error_clear(error);
    ck_assert_int_eq(integ_policy_check(policy, NULL, NULL, error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_count(error), 0);
    integ_policy_free(policy);
}
END_TEST

START_TEST(target_groups_that_are_too_broad_are_found_and_comparators_are_not)
{
    integ_policy *policy = read_policy(findings_text);
    ck_assert_int_eq(integ_policy_check(policy, reg, NULL, error), INTEG_STATUS_OK);
    ck_assert_int_eq(integ_error_count(error), 8);
    char line[1024];
    integ_error_line_text(error, 2, INTEG_LANGUAGE_DANISH, line, sizeof line);
    ck_assert_str_eq(line,
                     "p:7:3: advarsel: gruppen 'broad' dækker mere end 15 % af befolkningen: for bred at styre efter "
                     "(byg grupper på højst 15 % inden for den)");
    ck_assert_str_eq(integ_error_name(error, 3), "policy.group_too_broad"); /* women: all who are not Danes */
    ck_assert_int_eq(integ_error_line(error, 3), 10);
    ck_assert_int_eq(integ_error_line(error, 4), 11);
    integ_policy_free(policy);
}
END_TEST

START_TEST(how_broad_is_too_broad_can_be_set)
{
    integ_policy *policy = read_policy("policy: x\n"
                                       "groups: {broad: {where: origin <> 'danish'}}\n"
                                       "indicators: {i: {kind: count, of: broad}}\n");
    integ_policy_options *options;
    require(integ_policy_options_new(context, &options, error));
    require(integ_policy_options_set_too_broad(options, 17, error));
    require(integ_policy_check(policy, reg, options, error));
    ck_assert_int_eq(integ_error_count(error), 0); /* exactly 17 % is not above 17 % */
    require(integ_policy_options_set_too_broad(options, 16, error));
    require(integ_policy_check(policy, reg, options, error));
    ck_assert_int_eq(integ_error_count_of(error, INTEG_SEVERITY_WARNING), 1);
    ck_assert_int_eq(integ_policy_options_set_too_broad(options, 0, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_int_eq(integ_policy_options_set_too_broad(options, 101, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_policy_options_free(options);
    ck_assert_int_eq(integ_policy_options_new(NULL, &options, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    ck_assert_ptr_null(options);
    ck_assert_int_eq(integ_policy_check(NULL, reg, NULL, NULL), INTEG_STATUS_INVALID_ARGUMENT);
    integ_policy_options_free(NULL);
    integ_policy_free(policy);
}
END_TEST

/* How often it is said that a group is too broad, for each limit from 1 to 99. */
static int64_t warnings_of(const char *text, integ_status *status)
{
    integ_policy *policy = read_policy(text);
    integ_policy_options *options;
    int64_t count = 0;
    require(integ_policy_options_new(context, &options, error));
    for (int32_t limit = 1; limit < 100; limit++) {
        require(integ_policy_options_set_too_broad(options, limit, error));
        *status = integ_policy_check(policy, reg, options, error);
        for (int64_t i = 0; i < integ_error_count(error); i++)
            count += strcmp(integ_error_name(error, i), "policy.group_too_broad") == 0;
        integ_error_clear(error);
    }
    integ_policy_options_free(options);
    integ_policy_free(policy);
    return count;
}

/* Whoever tries all limits would find the count of each group. */
START_TEST(how_broad_a_group_is_tells_no_small_count)
{
    static const struct {
        const char *text;
        int64_t warnings, of_a_loose_rule;
    } cases[] = {
        {"groups: {g: {where: origin <> 'danish'}}", 16, 16},
        {"groups: {g: {where: income < 300}}", 0, 2},                                /* 3 of 100 */
        {"groups: {g: {where: income > 300}}", 0, 96},                               /* 97 of 100 */
        {"groups: {g: {where: income < 600}}", 4, 4},                                /* 5 of 100 */
        {"groups: {g: {where: income < 2400}, h: {where: income < 2150}}", 19, 36}}; /* the second would tell of two */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[400];
        integ_status status;
        snprintf(text, sizeof text, "policy: x\n%s\nindicators: {i: {kind: count, of: g}}\n", cases[i].text);
        ck_assert_int_eq(warnings_of(text, &status), cases[i].warnings);
        ck_assert_int_eq(status, INTEG_STATUS_OK);
        snprintf(text, sizeof text, "policy: x\ndisclosure: {threshold: 2, full_cell: 0}\n%s\n"
                 "indicators: {i: {kind: count, of: g}}\n", cases[i].text);
        ck_assert_int_eq(warnings_of(text, &status), cases[i].of_a_loose_rule);
    }
}
END_TEST

START_TEST(options_are_freed_without_their_context)
{
    integ_policy_options *options;
    require(integ_policy_options_new(context, &options, error));
    integ_context_free(context);
    context = NULL;
    integ_policy_options_free(options);
}
END_TEST

START_TEST(a_composite_has_an_odd_number_of_parts)
{
    static const char parts[] = "policy: x\nindicators:\n  a: {kind: count}\n  b: {kind: count}\n  c: {kind: count}\n";
    static const char *const composites[] = {"  d: {kind: composite, parts: [a]}\n",
                                             "  d: {kind: composite, parts: [a, {indicator: b, weight: 2}]}\n",
                                             "  d: {kind: composite, parts: [a, b, c]}\n"};
    for (int count = 1; count <= 3; count++) {
        char text[300];
        snprintf(text, sizeof text, "%s%s", parts, composites[count - 1]);
        integ_policy *policy;
        integ_status status = integ_policy_read(context, text, strlen(text), "policy.yaml", &policy, error);
        ck_assert_int_eq(status, count % 2 == 0 ? INTEG_STATUS_INCONSISTENT : INTEG_STATUS_OK);
        if (count % 2 == 0)
            ck_assert_str_eq(integ_error_name(error, 0), "policy.composite_even");
        integ_error_clear(error);
        integ_policy_free(policy);
    }
}
END_TEST

START_TEST(a_standalone_policy_may_have_targeted_efforts)
{
    integ_policy *policy = read_policy("policy: x\nform: standalone\n"
                                       "indicators: {i: {kind: count}}\n"
                                       "goals: {g: {indicator: i, direction: maintain, target: {maintain: 1}}}\n"
                                       "efforts: {e: {status: decided, scope: targeted, serves: [g]}}\n");
    require(integ_policy_check(policy, reg, NULL, error));
    ck_assert_int_eq(integ_error_count(error), 0);
    integ_policy_free(policy);
}
END_TEST

START_TEST(filters_that_do_not_fit_the_register_are_shown_inside)
{
    integ_policy *policy = read_policy("policy: x\n"
                                       "groups:\n"
                                       "  a: {where: agee > 3}\n"
                                       "  b: {where: \"sex = 'F' AND age = 'x'\"}\n"
                                       "  seats: {population: board_seat, where: board = 'school' AND age > 3}\n"
                                       "indicators:\n"
                                       "  i: {kind: share, of: a, where: born > 3, compare: {with: b, as: ratio}}\n"
                                       "  s: {kind: mean, of: b, measure: sex}\n");
    ck_assert_int_ne(integ_policy_check(policy, reg, NULL, error), INTEG_STATUS_OK);
    static const struct {
        int64_t line, column;
        integ_status status;
    } expected[] = {{3, 14, INTEG_STATUS_UNKNOWN_NAME},  {4, 35, INTEG_STATUS_TYPE_MISMATCH},
                    {5, 63, INTEG_STATUS_UNKNOWN_NAME},  {7, 41, INTEG_STATUS_TYPE_MISMATCH},
                    {8, 35, INTEG_STATUS_TYPE_MISMATCH}};
    int64_t found = 0;
    for (int64_t i = 0; i < integ_error_count(error); i++) {
        if (integ_error_severity(error, i) != INTEG_SEVERITY_ERROR)
            continue;
        ck_assert_int_lt(found, 5);
        ck_assert_int_eq(integ_error_line(error, i), expected[found].line);
        ck_assert_int_eq(integ_error_column(error, i), expected[found].column);
        ck_assert_int_eq(integ_error_code(error, i), expected[found].status);
        found++;
    }
    ck_assert_int_eq(found, 5);
    integ_policy_free(policy);
}
END_TEST

START_TEST(breakdowns_populations_and_baselines_must_fit_the_register)
{
    integ_policy *policy =
        read_policy("policy: x\n"
                    "population: board_seat\n"
                    "groups:\n"
                    "  a: {population: citizens, where: agee > 3}\n"
                    "indicators:\n"
                    "  i: {kind: count, by: [gender, sx, income, double_age]}\n"
                    "  j: {kind: count, by: [{column: sex, bands: [1]}, {column: score, bands: [1]}]}\n"
                    "  k: {kind: count, of: a}\n"
                    "goals:\n"
                    "  g: {indicator: i, direction: increase, baseline: {as_of: 2016-01-01},\n"
                    "      target: {value: 5, by: 2020-01-01}}\n"
                    "  h: {indicator: i, direction: increase, baseline: {as_of: 2015-01-01},\n"
                    "      target: {value: 5, by: 2020-01-01}}\n"
                    "efforts: {e: {status: decided, serves: [g, h]}}\n");
    ck_assert_int_eq(integ_policy_check(policy, reg, NULL, error), INTEG_STATUS_INCONSISTENT);
    assert_findings(
        INTEG_LANGUAGE_ENGLISH,
        (const char *[]){"p:2:13: error: 'board_seat' is not the register's main table (write 'citizen' here, and "
                         "'population: board_seat' in the groups that need it)",
                         "p:4:19: error: the register has no table 'citizens'",
                         "p:6:25: error: there is no column 'gender' in 'citizen'",
                         "p:6:33: error: there is no column 'sx' in 'citizen' (did you mean 'sex'?)",
                         "p:6:37: error: 'income' of type decimal cannot be broken down by its values (write {column: "
                         "income, bands: [...]}, or derive a column from it)",
                         "p:7:34: error: 'sex' of type code has no bands (bands are for integer, decimal and number)",
                         "p:10:60: error: the register has no snapshot of 2016-01-01 (a baseline's date is a "
                         "snapshot's date, or give its value)",
                         NULL});
    integ_policy_free(policy);
}
END_TEST

START_TEST(groups_of_other_tables_are_checked_there)
{
    integ_policy *policy = read_policy("policy: x\npopulation: citizen\n"
                                       "groups:\n"
                                       "  seats: {population: board_seat}\n"
                                       "  school: {within: seats, where: board = 'school'}\n"
                                       "indicators:\n"
                                       "  i: {kind: count, of: school, by: [board]}\n"
                                       "  j: {kind: mean, of: school, measure: income}\n");
    ck_assert_int_eq(integ_policy_check(policy, reg, NULL, error), INTEG_STATUS_UNKNOWN_NAME);
    ck_assert_int_eq(integ_error_count(error), 1);
    ck_assert_int_eq(integ_error_line(error, 0), 8);
    ck_assert_int_eq(integ_error_column(error, 0), 40);
    integ_policy_free(policy);
}
END_TEST

static integ_status attempt(integ_context *failing, integ_error *entries, void *userdata)
{
    const char *text = userdata;
    integ_policy *policy;
    integ_status status = integ_policy_read(failing, text, strlen(text), "p", &policy, entries);
    if (status == INTEG_STATUS_OK)
        status = integ_policy_check(policy, reg, NULL, entries);
    integ_policy_free(policy);
    return status;
}

START_TEST(every_allocation_of_a_check_may_fail)
{
    static char text[] =
        "policy: x\n"
        "area: origin\n"
        "groups:\n"
        "  a: {where: origin <> 'danish'}\n"
        "  b: {within: a, where: age > 3}\n"
        "indicators:\n"
        "  j: {kind: share, where: age > 30, compare: {area: nowhere, as: ratio}}\n"
        "  i: {kind: mean, of: b, measure: income, compare: {with: a, as: ratio}, by: [sex, double_age]}\n"
        "goals:\n"
        "  g: {indicator: i, direction: increase, baseline: {as_of: 2015-01-01},\n"
        "      target: {value: 0.1, by: 2029-01-01}, method: {name: eurostat, thresholds: {high: 95}},\n"
        "      milestones: [{value: 3, by: 2018-01-01}]}\n";
    for_each_failing_allocation(attempt, text);
}
END_TEST

void add_checking(Suite *suite)
{
    TCase *tests = tcase_create("checking");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_document_alone_is_looked_through_from_top_to_bottom);
    tcase_add_test(tests, target_groups_that_are_too_broad_are_found_and_comparators_are_not);
    tcase_add_test(tests, what_a_goal_can_hardly_mean_is_said_when_it_is_read);
    tcase_add_test(tests, targets_behind_what_was_measured_are_found);
    tcase_add_test(tests, with_a_ledger_only_given_baselines_are_looked_at);
    tcase_add_test(tests, a_policy_is_examined_alone_too);
    tcase_add_test(tests, where_zeros_are_hidden_no_code_is_said_to_be_nobodys);
    tcase_add_test(tests, the_time_of_a_rate_is_a_number);
    tcase_add_test(tests, an_area_that_nobody_lives_in_is_found_where_it_stands);
    tcase_add_test(tests, how_broad_is_too_broad_can_be_set);
    tcase_add_test(tests, how_broad_a_group_is_tells_no_small_count);
    tcase_add_test(tests, options_are_freed_without_their_context);
    tcase_add_test(tests, a_composite_has_an_odd_number_of_parts);
    tcase_add_test(tests, a_standalone_policy_may_have_targeted_efforts);
    tcase_add_test(tests, filters_that_do_not_fit_the_register_are_shown_inside);
    tcase_add_test(tests, breakdowns_populations_and_baselines_must_fit_the_register);
    tcase_add_test(tests, groups_of_other_tables_are_checked_there);
    tcase_add_test(tests, every_allocation_of_a_check_may_fail);
    suite_add_tcase(suite, tests);
}
