/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/report.h"

/* What a goal's method says, and from what; its forecast; and what several goals come to together. */

static void key_number(integi_json *json, const char *key, bool present, double number)
{
    integi_json_key(json, key);
    if (present)
        integi_json_number(json, number);
    else
        integi_json_null(json);
}

static void key_text(integi_json *json, const char *key, const char *text)
{
    integi_json_key(json, key);
    integi_json_text(json, text);
}

static void key_untold(integi_json *json, int32_t reason)
{
    key_text(json, "reason", reason == INTEG_UNTOLD_NONE ? NULL : integ_untold_name(reason));
}

static void key_chart(integi_json *json, const integ_progress *progress)
{
    integi_json_key(json, "chart");
    if (!progress->has_chart) {
        integi_json_null(json);
        return;
    }
    integi_json_open_object(json, true);
    key_number(json, "lower", true, progress->lower);
    key_number(json, "mean", true, progress->middle);
    key_number(json, "upper", true, progress->upper);
    key_text(json, "flag", integ_chart_flag_name(progress->flag));
    key_text(json, "assurance",
             progress->assurance == INTEG_ASSURANCE_NONE ? NULL : integ_assurance_name(progress->assurance));
    integi_json_close(json);
}

static void key_test(integi_json *json, const integ_progress *progress)
{
    integi_json_key(json, "test");
    if (!progress->has_test) {
        integi_json_null(json);
        return;
    }
    integi_json_open_object(json, true);
    key_number(json, "z", true, progress->z);
    key_number(json, "p_value", true, progress->p_value);
    integi_json_close(json);
}

void integi_json_assessment(integi_json *json, const integ_progress *progress)
{
    key_text(json, "why", integ_why_name(progress->why));
    integi_json_key(json, "assessment");
    integi_json_open_object(json, false);
    key_text(json, "status", progress->method_status);
    key_number(json, "value", progress->has_method_value, progress->method_value);
    key_number(json, "score", progress->has_score, progress->score);
    integi_json_key(json, "target_met");
    if (progress->reason == INTEG_REASON_NONE && progress->untold != INTEG_UNTOLD_NOT_STARTED)
        integi_json_boolean(json, progress->target_met);
    else
        integi_json_null(json);
    key_untold(json, progress->untold);
    key_chart(json, progress);
    key_test(json, progress);
    integi_json_close(json);
}

static void key_parameters(integi_json *json, const integ_progress *progress, bool thresholds)
{
    integi_json_key(json, thresholds ? "thresholds" : "parameters");
    integi_json_open_object(json, true);
    for (int32_t i = 0; i < progress->parameter_count; i++) {
        const integi_used_parameter *used = &progress->parameters[i];
        int32_t kind = progress->method->parameters[i].kind;
        if ((kind == INTEGI_PARAMETER_THRESHOLD) != thresholds)
            continue;
        integi_json_key(json, used->name);
        if (!used->known)
            integi_json_null(json);
        else if (kind == INTEGI_PARAMETER_SWITCH)
            integi_json_boolean(json, used->value.coefficient != 0);
        else
            integi_json_decimal(json, used->value);
    }
    integi_json_close(json);
}

void integi_json_method(integi_json *json, const integ_progress *progress)
{
    key_text(json, "method", progress->method->name);
    key_text(json, "method_source", progress->method->source);
    key_parameters(json, progress, true);
    key_parameters(json, progress, false);
    integi_json_key(json, "points");
    integi_json_open_array(json, true);
    for (size_t i = 0; i < progress->used_count; i++) {
        integi_json_open_object(json, true);
        integi_json_key(json, "date");
        integi_json_date(json, progress->used[i].date);
        key_number(json, "value", true, progress->used[i].value);
        integi_json_close(json);
    }
    integi_json_close(json);
}

void integi_json_forecast(integi_json *json, const integ_progress *progress)
{
    const integi_forecast_result *forecast = &progress->forecast;
    bool told = forecast->reason == INTEG_UNTOLD_NONE;
    integi_json_key(json, "forecast");
    integi_json_open_object(json, false);
    integi_json_key(json, "date");
    if (told)
        integi_json_date(json, forecast->date);
    else
        integi_json_null(json);
    key_number(json, "value", told, forecast->value);
    key_number(json, "lower", told, forecast->lower);
    key_number(json, "upper", told, forecast->upper);
    key_number(json, "probability", forecast->has_probability, forecast->probability);
    key_number(json, "pace", told, forecast->pace);
    key_number(json, "required_pace", forecast->has_required_pace, forecast->required_pace);
    key_text(json, "trend", progress->trend == INTEG_TREND_THEIL_SEN ? "theil_sen" : "least_squares");
    integi_json_count(json, "points", (int64_t)forecast->point_count);
    key_untold(json, forecast->reason);
    key_number(json, "smallest_change", forecast->change_reason == INTEG_UNTOLD_NONE, forecast->smallest_change);
    key_text(json, "smallest_change_reason",
             forecast->change_reason == INTEG_UNTOLD_NONE ? NULL : integ_untold_name(forecast->change_reason));
    integi_json_close(json);
}

void integi_json_aggregate(integi_json *json, const integ_aggregate *aggregate)
{
    integi_json_key(json, "aggregate");
    if (aggregate == NULL || integ_aggregate_count(aggregate) == 0) {
        integi_json_null(json);
        return;
    }
    double score = 0;
    int32_t has_score = integ_aggregate_score(aggregate, &score);
    integi_json_open_object(json, true);
    key_text(json, "rule", integ_aggregate_name(integ_aggregate_rule(aggregate)));
    key_text(json, "status", integ_goal_status_name(integ_aggregate_status(aggregate)));
    key_number(json, "score", has_score != 0, score);
    key_text(json, "method_status", integ_aggregate_method_status(aggregate));
    integi_json_count(json, "of", integ_aggregate_count(aggregate));
    integi_json_count(json, "untold", integ_aggregate_untold(aggregate));
    integi_json_close(json);
}
