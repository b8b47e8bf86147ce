/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/report.h"

#include <string.h>

static void key_text(integi_json *json, const char *key, const char *text)
{
    integi_json_key(json, key);
    integi_json_text(json, text);
}

static void key_date(integi_json *json, const char *key, integ_date date)
{
    integi_json_key(json, key);
    integi_json_date(json, date);
}

/* Whether any of a change's four figures is hidden can be read from their nulls and `hidden`. */
static void change(integi_json *json, const integi_change_result *result)
{
    static const char *const names[] = {"reached_then", "reached_now", "others_then", "others_now"};
    const integi_figure *figures[] = {result->reached_then, result->reached_now, result->others_then,
                                      result->others_now};
    integi_json_open_object(json, true);
    key_text(json, "goal", result->goal->id);
    for (int i = 0; i < 4; i++) {
        integi_json_key(json, names[i]);
        if (integi_figure_presence(figures[i]) == INTEGI_PRESENT)
            integi_json_number(json, figures[i]->value.number);
        else
            integi_json_null(json);
    }
    integi_json_key(json, "hidden");
    integi_json_open_array(json, true);
    for (int i = 0; i < 4; i++)
        if (integi_figure_presence(figures[i]) == INTEGI_HIDDEN)
            integi_json_text(json, names[i]);
    integi_json_close(json);
    integi_json_close(json);
}

static void area(integi_json *json, const integi_area_result *result)
{
    bool reached = result->reached >= 0, residents = result->residents >= 0;
    bool density = reached && residents && result->residents > 0;
    integi_json_open_object(json, true);
    key_text(json, "area", result->area.code);
    integi_json_count(json, "reached", result->reached);
    integi_json_count(json, "residents", result->residents);
    integi_json_key(json, "density");
    if (density)
        integi_json_number(json, 100.0 * (double)result->reached / (double)result->residents);
    else
        integi_json_null(json);
    integi_json_key(json, "hidden");
    integi_json_open_array(json, true);
    if (!reached)
        integi_json_text(json, "reached");
    if (!residents)
        integi_json_text(json, "residents");
    if (!reached || !residents)
        integi_json_text(json, "density");
    integi_json_close(json);
    integi_json_close(json);
}

static void key_names(integi_json *json, const char *key, const integi_reference *names, int64_t count)
{
    integi_json_key(json, key);
    integi_json_open_array(json, true);
    for (int64_t i = 0; i < count; i++)
        integi_json_text(json, names[i].name);
    integi_json_close(json);
}

void integi_json_effort(integi_json *json, const integi_effort_result *result)
{
    const integi_effort *effort = result->effort;
    integi_json_open_object(json, false);
    key_text(json, "id", effort->id);
    key_text(json, "title", effort->title);
    key_text(json, "theme", effort->theme.name);
    key_text(json, "status", effort->status == INTEG_EFFORT_DECIDED ? "decided" : "proposed");
    key_text(json, "kind",
             effort->kind == 0                         ? NULL
             : effort->kind == INTEG_EFFORT_PREVENTIVE ? "preventive"
                                                       : "intervening");
    key_text(json, "scope", effort->scope == INTEG_EFFORT_TARGETED ? "targeted" : "general");
    integi_json_count(json, "priority", effort->priority > 0 ? effort->priority : -1);
    key_names(json, "reaches", effort->reaches, effort->reach_count);
    key_names(json, "serves", effort->serves, effort->serve_count);
    integi_json_count(json, "reached", effort->reach_count > 0 ? result->reached : -1);
    integi_json_key(json, "areas");
    integi_json_open_array(json, false);
    for (int64_t i = 0; i < result->area_count; i++)
        area(json, &result->areas[i]);
    integi_json_close(json);
    integi_json_key(json, "changes");
    integi_json_open_array(json, false);
    for (int64_t i = 0; i < result->change_count; i++)
        change(json, &result->changes[i]);
    integi_json_close(json);
    integi_json_key(json, "hidden");
    integi_json_open_array(json, true);
    if (effort->reach_count > 0 && result->reached < 0)
        integi_json_text(json, "reached");
    integi_json_close(json);
    integi_json_close(json);
}

static void theme(integi_json *json, const integ_results *results, int64_t index)
{
    const integi_theme *theme = &results->policy->themes[index];
    integi_json_open_object(json, true);
    key_text(json, "id", theme->id);
    key_text(json, "title", theme->title);
    key_text(json, "review", theme->review == INTEG_REVIEW_REVIEWED ? "reviewed" : "not_reviewed");
    integi_json_count(json, "priority", theme->priority > 0 ? theme->priority : -1);
    integi_json_key(json, "statuses");
    integi_json_open_object(json, true);
    for (int32_t status = INTEG_GOAL_NOT_STARTED; status <= INTEG_GOAL_NO_DATA; status++) {
        int64_t count = 0;
        for (int64_t i = 0; i < results->goal_count; i++)
            count += results->goals[i].progress->status == status && results->goals[i].goal->theme != NULL &&
                     strcmp(results->goals[i].goal->theme, theme->id) == 0;
        if (count > 0)
            integi_json_count(json, integ_goal_status_name(status), count);
    }
    integi_json_close(json);
    integi_json_aggregate(json, integ_results_theme_aggregate(results, index));
    integi_json_close(json);
}

void integi_report_json(const integ_results *results, integi_buffer *out)
{
    const integ_policy *policy = results->policy;
    integi_json json;
    integi_json_init(&json, out);
    integi_json_open_object(&json, false);
    key_text(&json, "policy", policy->title);
    key_date(&json, "as_of", results->as_of);
    integi_json_key(&json, "protected");
    integi_json_boolean(&json, results->protected_figures);
    if (results->rounding > 0) {
        integi_json_key(&json, "rounded");
        integi_json_integer(&json, results->rounding);
    }
    integi_json_aggregate(&json, integ_results_aggregate(results));
    integi_json_key(&json, "themes");
    integi_json_open_array(&json, false);
    for (int64_t i = 0; i < policy->theme_count; i++)
        theme(&json, results, i);
    integi_json_close(&json);
    integi_json_key(&json, "goals");
    integi_json_open_array(&json, false);
    for (int64_t i = 0; i < results->goal_count; i++)
        integi_json_goal(&json, results, &results->goals[i]);
    integi_json_close(&json);
    integi_json_key(&json, "indicators");
    integi_json_open_array(&json, false);
    for (int64_t i = 0; i < results->indicator_count; i++)
        integi_json_indicator(&json, &results->indicators[i]);
    integi_json_close(&json);
    integi_json_key(&json, "efforts");
    integi_json_open_array(&json, false);
    for (int64_t i = 0; i < results->effort_count; i++)
        integi_json_effort(&json, &results->efforts[i]);
    integi_json_close(&json);
    integi_json_close(&json);
    integi_buffer_byte(out, '\n');
}
