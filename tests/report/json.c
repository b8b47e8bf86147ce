/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/suite.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static integ_context *context;
static json_t *report;

/* Reading it back with another program's library; duplicate keys are refused. */
static void open_report(void)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    char *text = report_text(sample_results(context), INTEG_FORMAT_JSON, INTEG_LANGUAGE_DANISH);
    json_error_t error;
    report = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(report != NULL, "line %d: %s", error.line, error.text);
    free(text);
}

static void close_report(void)
{
    json_decref(report);
    sample_end();
    integ_context_free(context);
}

static json_t *named(const char *list, const char *id)
{
    size_t index;
    json_t *item;
    json_array_foreach(json_object_get(report, list), index, item)
    {
        if (strcmp(json_string_value(json_object_get(item, "id")), id) == 0) return item;
    }
    ck_abort_msg("no %s in %s", id, list);
    return NULL;
}

static bool hides(const json_t *object, const char *name)
{
    size_t index;
    json_t *item;
    json_array_foreach(json_object_get(object, "hidden"), index, item)
    {
        if (strcmp(json_string_value(item), name) == 0) return true;
    }
    return false;
}

START_TEST(the_top_says_which_policy_which_date_and_whether_it_is_protected)
{
    open_report();
    ck_assert_str_eq(json_string_value(json_object_get(report, "policy")), "Integrationspolitik");
    ck_assert_str_eq(json_string_value(json_object_get(report, "as_of")), "2020-01-01");
    ck_assert(json_is_true(json_object_get(report, "protected")));
    ck_assert_uint_eq(json_array_size(json_object_get(report, "themes")), 3);
    ck_assert_uint_eq(json_array_size(json_object_get(report, "goals")), 5);
    ck_assert_uint_eq(json_array_size(json_object_get(report, "indicators")), 5);
    ck_assert_uint_eq(json_array_size(json_object_get(report, "efforts")), 2);
    json_t *theme = named("themes", "business");
    ck_assert_int_eq(json_integer_value(json_object_get(theme, "priority")), 1);
    ck_assert_int_eq(json_integer_value(json_object_get(json_object_get(theme, "statuses"), "on_track")), 1);
    ck_assert(json_is_null(json_object_get(named("themes", "ideas"), "priority")));
    close_report();
}
END_TEST

START_TEST(a_goal_carries_its_value_and_what_it_was_computed_from)
{
    open_report();
    json_t *goal = named("goals", "close_the_gap");
    const char *theme, *indicator, *status, *from_date, *by, *method;
    double value, progress, expected, baseline;
    json_int_t numerator, denominator, target;
    json_error_t error;
    ck_assert_msg(
        json_unpack_ex(goal, &error, 0,
                       "{s:s,s:s,s:F,s:n,s:n,s:F,s:F,s:s,s:n,s:{s:{s:s,s:F},s:{s:I,s:s},s:I,s:I,s:s}}",
                       "theme", &theme, "indicator", &indicator, "value", &value, "lower", "upper",
                       "progress", &progress, "expected", &expected, "status", &status, "reason", "from",
                       "baseline", "date", &from_date, "value", &baseline, "target", "value", &target, "by",
                       &by, "numerator", &numerator, "denominator", &denominator, "method", &method) == 0,
        "%s", error.text);
    ck_assert_str_eq(theme, "business");
    ck_assert_str_eq(indicator, "gap");
    ck_assert_double_eq(value, 16.2);
    ck_assert_double_eq(progress, 0.456140350877193);
    ck_assert_double_eq(expected, 1.0 / 3);
    ck_assert_str_eq(status, "on_track");
    ck_assert_double_eq(baseline, 21.4);
    ck_assert_str_eq(from_date, "2015-01-01");
    ck_assert_int_eq(target, 10);
    ck_assert_str_eq(by, "2029-12-31");
    ck_assert_int_eq(numerator, 3100);
    ck_assert_int_eq(denominator, 5000);
    ck_assert_str_eq(method, "share_of_distance");
    close_report();
}
END_TEST

START_TEST(limits_and_milestones_say_what_became_of_them)
{
    open_report();
    json_t *goal = named("goals", "close_the_gap");
    json_t *milestone = json_array_get(json_object_get(goal, "milestones"), 1);
    ck_assert_str_eq(json_string_value(json_object_get(milestone, "outcome")), "ahead");
    ck_assert(json_is_null(json_object_get(milestone, "met_on")));
    ck_assert(json_is_true(json_object_get(json_object_get(goal, "recognition"), "met")));
    json_t *requirement = json_object_get(named("goals", "language_of_age"), "requirement");
    ck_assert(json_is_false(json_object_get(requirement, "met")));
    ck_assert_int_eq(json_integer_value(json_object_get(requirement, "at_least")), 65);
    ck_assert_str_eq(json_string_value(json_object_get(requirement, "first_breached")), "2017-01-01");
    ck_assert(json_is_null(json_object_get(named("goals", "contracts"), "requirement")));
    ck_assert(json_is_null(json_object_get(json_object_get(named("goals", "boards"), "recognition"), "met")));
    close_report();
}
END_TEST

START_TEST(a_hidden_figure_is_null_and_named_and_a_missing_one_is_null_with_a_reason)
{
    static const char *const names[] = {"value",    "lower",          "upper",
                                        "progress", "from.numerator", "from.baseline.value"};
    open_report();
    json_t *goal = named("goals", "boards");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_msg(hides(goal, names[i]), "%s is not named", names[i]);
    for (size_t i = 0; i < 4; i++)
        ck_assert(json_is_null(json_object_get(goal, names[i])));
    ck_assert(json_is_null(json_object_get(json_object_get(goal, "from"), "numerator")));
    ck_assert_str_eq(json_string_value(json_object_get(goal, "reason")), "too_few");
    goal = named("goals", "days");
    ck_assert(json_is_null(json_object_get(goal, "value")));
    ck_assert_uint_eq(json_array_size(json_object_get(goal, "hidden")), 0);
    ck_assert_str_eq(json_string_value(json_object_get(goal, "reason")), "no_data");
    close_report();
}
END_TEST

START_TEST(an_indicator_has_its_series_and_its_breakdown)
{
    open_report();
    json_t *indicator = named("indicators", "language");
    json_t *series = json_object_get(indicator, "series");
    ck_assert_uint_eq(json_array_size(series), 4);
    ck_assert_str_eq(json_string_value(json_object_get(json_array_get(series, 1), "date")), "2017-01-01");
    ck_assert_double_eq(json_number_value(json_object_get(json_array_get(series, 1), "value")), 63.75);
    json_t *hidden = json_array_get(json_object_get(named("indicators", "boards"), "series"), 2);
    ck_assert(hides(hidden, "value") && hides(hidden, "lower") && hides(hidden, "upper"));
    json_t *by = json_object_get(indicator, "by");
    ck_assert_uint_eq(json_array_size(by), 3);
    ck_assert(hides(json_array_get(by, 1), "value"));
    ck_assert(json_is_null(json_object_get(json_array_get(by, 1), "numerator")));
    ck_assert(json_is_null(json_array_get(json_object_get(json_array_get(by, 2), "labels"), 0)));
    ck_assert_double_eq(json_number_value(json_object_get(json_array_get(by, 2), "value")),
                        67.12328767123288);
    close_report();
}
END_TEST

START_TEST(an_effort_says_whom_it_reaches_where_they_live_and_what_changed)
{
    open_report();
    json_t *effort = named("efforts", "daily_work");
    ck_assert_int_eq(json_integer_value(json_object_get(effort, "reached")), 1219);
    json_t *area = json_array_get(json_object_get(effort, "areas"), 0);
    ck_assert_double_eq_tol(json_number_value(json_object_get(area, "density")), 13.4845620667, 1e-9);
    area = json_array_get(json_object_get(effort, "areas"), 1);
    ck_assert(hides(area, "reached") && hides(area, "density") && !hides(area, "residents"));
    area = json_array_get(json_object_get(effort, "areas"), 2);
    ck_assert(json_is_null(json_object_get(area, "density")) && !hides(area, "density"));
    json_t *change = json_array_get(json_object_get(effort, "changes"), 0);
    ck_assert_double_eq(json_number_value(json_object_get(change, "others_then")), 70);
    ck_assert(json_is_null(json_object_get(change, "others_now")) && hides(change, "others_now"));
    effort = named("efforts", "small_contracts");
    ck_assert(json_is_null(json_object_get(effort, "reached")) && !hides(effort, "reached"));
    ck_assert(json_is_null(json_object_get(effort, "kind")));
    close_report();
}
END_TEST

/* Follows the points of a name from object to object. */
static bool has_path(const json_t *object, const char *path)
{
    char key[64];
    for (const char *part = path; object != NULL; part++) {
        size_t length = strcspn(part, ".");
        snprintf(key, sizeof key, "%.*s", (int)length, part);
        object = json_object_get(object, key);
        part += length;
        if (*part == '\0') break;
    }
    return object != NULL;
}

static int check_hidden_names(const json_t *value)
{
    int names = 0;
    const char *key;
    size_t index;
    json_t *item;
    json_array_foreach(json_object_get(value, "hidden"), index, item)
    {
        ck_assert_msg(has_path(value, json_string_value(item)), "%s", json_string_value(item));
        names++;
    }
    json_array_foreach(value, index, item) names += check_hidden_names(item);
    json_object_foreach((json_t *)(uintptr_t)value, key, item) names += check_hidden_names(item);
    return names;
}

START_TEST(what_is_named_as_hidden_is_a_key_of_the_same_object)
{
    open_report();
    ck_assert_int_ge(check_hidden_names(report), 20);
    close_report();
}
END_TEST

START_TEST(texts_are_escaped_and_decimals_exact)
{
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    integi_buffer out;
    integi_buffer_init(&out, context);
    integi_json json;
    integi_json_init(&json, &out);
    integi_json_open_array(&json, true);
    integi_json_text(&json, "a\"b\\c\nd\x01 æ");
    integi_json_decimal(&json, (integi_decimal){INT64_MIN, 18});
    integi_json_decimal(&json, (integi_decimal){-1250, 2});
    integi_json_decimal(&json, (integi_decimal){5, 3});
    integi_json_decimal(&json, (integi_decimal){0, 4});
    integi_json_integer(&json, INT64_MAX);
    integi_json_close(&json);
    ck_assert_str_eq(out.bytes, "[\"a\\\"b\\\\c\\nd\\u0001 æ\", -9.223372036854775808, -12.5, 0.005, 0, "
                                "9223372036854775807]");
    integi_buffer_free(&out);
    integ_context_free(context);
}
END_TEST

void add_json_reports(Suite *suite)
{
    add_tests(suite, "json",
              (const TTest *[]){the_top_says_which_policy_which_date_and_whether_it_is_protected,
                                a_goal_carries_its_value_and_what_it_was_computed_from,
                                limits_and_milestones_say_what_became_of_them,
                                a_hidden_figure_is_null_and_named_and_a_missing_one_is_null_with_a_reason,
                                an_indicator_has_its_series_and_its_breakdown,
                                an_effort_says_whom_it_reaches_where_they_live_and_what_changed,
                                what_is_named_as_hidden_is_a_key_of_the_same_object,
                                texts_are_escaped_and_decimals_exact, NULL});
}
