/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/report.h"

static void key_number(integi_json *json, const char *key, bool present, double number)
{
    integi_json_key(json, key);
    if (present)
        integi_json_number(json, number);
    else
        integi_json_null(json);
}

void integi_json_count(integi_json *json, const char *key, int64_t count)
{
    integi_json_key(json, key);
    if (count >= 0)
        integi_json_integer(json, count);
    else
        integi_json_null(json);
}

void integi_json_figure(integi_json *json, const integi_figure *figure)
{
    bool present = integi_figure_presence(figure) == INTEGI_PRESENT;
    bool interval = present && figure->value.has_interval;
    key_number(json, "value", present, present ? figure->value.number : 0);
    key_number(json, "lower", interval, interval ? figure->value.lower : 0);
    key_number(json, "upper", interval, interval ? figure->value.upper : 0);
    integi_json_key(json, "interval_reason");
    integi_json_text(json, integi_interval_reason_name(figure));
}

void integi_json_counts(integi_json *json, const integi_figure *figure)
{
    static const integi_counts none = {-1, -1, -1};
    const integi_counts *own = figure == NULL ? &none : &figure->value.own;
    integi_json_count(json, "numerator", own->numerator);
    integi_json_count(json, "denominator", own->denominator);
    integi_json_count(json, "unknown", own->unknown);
    integi_json_key(json, "compared_with");
    if (figure == NULL || !figure->value.compared) {
        integi_json_null(json);
        return;
    }
    integi_json_open_object(json, true);
    integi_json_count(json, "numerator", figure->value.other.numerator);
    integi_json_count(json, "denominator", figure->value.other.denominator);
    integi_json_count(json, "unknown", figure->value.other.unknown);
    integi_json_close(json);
}

/* One name of the list of what is hidden: prefix and name together. */
static void hidden_name(integi_json *json, bool hidden, const char *prefix, const char *name)
{
    if (!hidden) return;
    char text[64];
    size_t length = 0;
    for (const char *part = prefix; *part != '\0' && length < sizeof text - 1; part++)
        text[length++] = *part;
    for (const char *part = name; *part != '\0' && length < sizeof text - 1; part++)
        text[length++] = *part;
    text[length] = '\0';
    integi_json_text(json, text);
}

void integi_json_hidden_names(integi_json *json, const integi_figure *figure, const char *prefix)
{
    if (figure == NULL) return;
    const integi_value *value = &figure->value;
    hidden_name(json, figure->hidden, "", "value");
    hidden_name(json, integi_interval_presence(figure) == INTEGI_HIDDEN, "", "lower");
    hidden_name(json, integi_interval_presence(figure) == INTEGI_HIDDEN, "", "upper");
    if (prefix == NULL || value->without_counts) return;
    hidden_name(json, value->own.numerator < 0, prefix, "numerator");
    hidden_name(json, value->own.denominator < 0, prefix, "denominator");
    hidden_name(json, value->own.unknown < 0, prefix, "unknown");
    if (!value->compared) return;
    hidden_name(json, value->other.numerator < 0, prefix, "compared_with.numerator");
    hidden_name(json, value->other.denominator < 0, prefix, "compared_with.denominator");
    hidden_name(json, value->other.unknown < 0, prefix, "compared_with.unknown");
}

static void key_date(integi_json *json, const char *key, bool present, integ_date date)
{
    integi_json_key(json, key);
    if (present)
        integi_json_date(json, date);
    else
        integi_json_null(json);
}

/* Whether a limit was met at every snapshot from the baseline on. */
static void key_history(integi_json *json, const integ_progress *progress, bool recognition)
{
    integi_json_key(json, "history");
    integi_json_open_array(json, true);
    for (size_t i = 0; i < progress->state_count; i++) {
        const integi_state *state = &progress->states[i];
        int32_t met = recognition ? state->recognition : state->requirement;
        integi_json_open_object(json, true);
        integi_json_key(json, "date");
        integi_json_date(json, state->date);
        integi_json_key(json, "met");
        if (met < 0)
            integi_json_null(json);
        else
            integi_json_boolean(json, met == 1);
        integi_json_close(json);
    }
    integi_json_close(json);
}

static void key_limit(integi_json *json, const integi_goal_result *goal_result, bool recognition)
{
    const integ_progress *progress = goal_result->progress;
    const integi_limit *limit = recognition ? &goal_result->goal->recognition : &goal_result->goal->requirement;
    const integi_limit_result *result = recognition ? &progress->recognition : &progress->requirement;
    integi_json_key(json, recognition ? "recognition" : "requirement");
    if (limit->kind == INTEG_LIMIT_NONE) {
        integi_json_null(json);
        return;
    }
    integi_json_open_object(json, true);
    integi_json_key(json, limit->kind == INTEG_LIMIT_AT_LEAST ? "at_least" : "at_most");
    integi_json_decimal(json, limit->value);
    integi_json_key(json, "met");
    if (result->met < 0)
        integi_json_null(json);
    else
        integi_json_boolean(json, result->met == 1);
    key_date(json, "first_met", result->has_met_on, result->met_on);
    key_date(json, "first_breached", result->has_breached_on, result->breached_on);
    integi_json_key(json, "last_known");
    if (result->has_last) {
        integi_json_open_object(json, true);
        integi_json_key(json, "date");
        integi_json_date(json, result->last_on);
        integi_json_key(json, "met");
        integi_json_boolean(json, result->last_met == 1);
        integi_json_close(json);
    } else {
        integi_json_null(json);
    }
    key_history(json, progress, recognition);
    integi_json_close(json);
}

static void key_milestones(integi_json *json, const integi_goal_result *result)
{
    const integ_progress *progress = result->progress;
    integi_json_key(json, "milestones");
    integi_json_open_array(json, false);
    for (size_t i = 0; i < progress->milestone_count; i++) {
        const integi_milestone_result *outcome = &progress->milestones[i];
        integi_json_open_object(json, true);
        integi_json_key(json, "value");
        integi_json_decimal(json, result->goal->milestones[i].value);
        integi_json_key(json, "by");
        integi_json_date(json, result->goal->milestones[i].by);
        integi_json_key(json, "outcome");
        integi_json_text(json, integ_milestone_name(outcome->outcome));
        key_date(json, "met_on", outcome->has_met_on, outcome->met_on);
        key_date(json, "missed_on", outcome->has_missed_on, outcome->missed_on);
        integi_json_key(json, "history");
        integi_json_open_array(json, true);
        for (size_t j = 0; j < progress->state_count; j++)
            integi_json_text(json, integ_milestone_name(progress->milestone_states[j * progress->milestone_count + i]));
        integi_json_close(json);
        integi_json_close(json);
    }
    integi_json_close(json);
}

static void key_target(integi_json *json, const integ_goal *goal)
{
    integi_json_key(json, "target");
    if (!goal->has_target) {
        integi_json_null(json);
        return;
    }
    integi_json_open_object(json, true);
    if (goal->direction == INTEG_DIRECTION_BETWEEN) {
        integi_json_key(json, "between");
        integi_json_open_array(json, true);
        integi_json_decimal(json, goal->target);
        integi_json_decimal(json, goal->target_high);
        integi_json_close(json);
    } else {
        integi_json_key(json, goal->direction == INTEG_DIRECTION_MAINTAIN ? "maintain" : "value");
        integi_json_decimal(json, goal->target);
    }
    key_date(json, "by", integi_goal_has_deadline(goal), goal->deadline);
    integi_json_close(json);
}

static void key_from(integi_json *json, const integi_goal_result *result)
{
    const integ_goal *goal = result->goal;
    const integ_progress *progress = result->progress;
    integi_json_key(json, "from");
    integi_json_open_object(json, false);
    integi_json_key(json, "baseline");
    if (goal->has_baseline) {
        integi_json_open_object(json, true);
        integi_json_key(json, "date");
        integi_json_date(json, goal->baseline_date);
        integi_json_key(json, "value");
        if (goal->baseline_given)
            integi_json_decimal(json, goal->baseline_value);
        else if (progress->has_baseline)
            integi_json_number(json, progress->baseline_value);
        else
            integi_json_null(json);
        integi_json_key(json, "source");
        integi_json_text(json, goal->baseline_source);
        integi_json_close(json);
    } else {
        integi_json_null(json);
    }
    key_target(json, goal);
    integi_json_counts(json, integi_goal_figure(result));
    integi_json_method(json, progress);
    integi_json_close(json);
}

static void key_status(integi_json *json, const integi_goal_result *result)
{
    const integ_progress *progress = result->progress;
    integi_json_key(json, "status");
    integi_json_text(json, integ_goal_status_name(progress->status));
    integi_json_key(json, "reason");
    integi_json_text(json, integi_goal_reason_name(result));
    key_date(json, "first_achieved", progress->has_achieved_on, progress->achieved_on);
}

static void key_hidden(integi_json *json, const integ_results *results, const integi_goal_result *result)
{
    integi_json_key(json, "hidden");
    integi_json_open_array(json, true);
    integi_json_hidden_names(json, integi_goal_figure(result), "from.");
    if (integi_goal_progress_presence(results, result) == INTEGI_HIDDEN) integi_json_text(json, "progress");
    if (integi_goal_assessment_presence(results, result) == INTEGI_HIDDEN)
        integi_json_text(json, "assessment.value");
    if (integi_goal_forecast_presence(result) == INTEGI_HIDDEN) integi_json_text(json, "forecast.value");
    if (integi_goal_baseline_presence(results, result) == INTEGI_HIDDEN)
        integi_json_text(json, "from.baseline.value");
    integi_json_close(json);
}

static void key_text(integi_json *json, const char *key, const char *text)
{
    integi_json_key(json, key);
    integi_json_text(json, text);
}

void integi_json_goal(integi_json *json, const integ_results *results, const integi_goal_result *result)
{
    const integ_goal *goal = result->goal;
    const integ_progress *progress = result->progress;
    const integi_indicator_result *indicator = integi_results_indicator(results, goal->indicator);
    integi_json_open_object(json, false);
    key_text(json, "id", goal->id);
    key_text(json, "title", integ_goal_title(goal));
    key_text(json, "theme", goal->theme);
    key_text(json, "indicator", goal->indicator);
    key_text(json, "direction", integ_direction_name(goal->direction));
    key_text(json, "unit",
             indicator == NULL ? NULL : integi_unit_name(integi_indicator_unit(indicator->indicator)));
    key_date(json, "date", progress->has_point, progress->point.date);
    integi_json_figure(json, integi_goal_figure(result));
    key_number(json, "progress", progress->has_progress, progress->progress);
    key_number(json, "expected", progress->has_expected, progress->expected);
    key_status(json, result);
    integi_json_assessment(json, progress);
    integi_json_forecast(json, progress);
    key_limit(json, result, false);
    key_limit(json, result, true);
    key_milestones(json, result);
    key_from(json, result);
    key_hidden(json, results, result);
    integi_json_close(json);
}
