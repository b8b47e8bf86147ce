/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "report/report.h"

#include <string.h>

/* RFC 4180: quoted where it holds what would divide fields or lines. */
static void put_text(integi_buffer *out, const char *text)
{
    if (text == NULL)
        return;
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        integi_buffer_text(out, text);
        return;
    }
    integi_buffer_byte(out, '"');
    for (; *text != '\0'; text++)
        integi_buffer_append(out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    integi_buffer_byte(out, '"');
}

static void text_field(integi_buffer *out, const char *text)
{
    put_text(out, text);
    integi_buffer_byte(out, ',');
}

static void number_field(integi_buffer *out, integi_presence presence, double number)
{
    if (presence == INTEGI_PRESENT)
        integi_buffer_number(out, number);
    else if (presence == INTEGI_HIDDEN)
        integi_buffer_text(out, "..");
    integi_buffer_byte(out, ',');
}

static void count_field(integi_buffer *out, const integi_figure *figure, int64_t count)
{
    integi_presence presence = integi_count_presence(figure, count);
    if (presence == INTEGI_PRESENT)
        integi_buffer_integer(out, count);
    else if (presence == INTEGI_HIDDEN)
        integi_buffer_text(out, "..");
    integi_buffer_byte(out, ',');
}

static void date_field(integi_buffer *out, bool present, integ_date date)
{
    char text[11];
    if (present) {
        integ_date_to_text(date, text);
        integi_buffer_text(out, text);
    }
    integi_buffer_byte(out, ',');
}

static void decimal_field(integi_buffer *out, bool present, integi_decimal decimal)
{
    if (present)
        integi_decimal_append(out, decimal, '.');
    integi_buffer_byte(out, ',');
}

static void value_fields(integi_buffer *out, const integi_goal_result *result)
{
    const integi_figure *figure = integi_goal_figure(result);
    integi_presence presence = integi_figure_presence(figure);
    integi_presence interval = integi_interval_presence(figure);
    const integi_value *value = figure == NULL ? &(const integi_value){0} : &figure->value;
    date_field(out, result->progress->has_point, result->progress->point.date);
    number_field(out, presence, value->number);
    number_field(out, interval, value->lower);
    number_field(out, interval, value->upper);
    count_field(out, figure, value->own.numerator);
    count_field(out, figure, value->own.denominator);
    count_field(out, figure, value->own.unknown);
}

static void baseline_fields(integi_buffer *out, const integ_results *results,
                            const integi_goal_result *result)
{
    const integ_goal *goal = result->goal;
    date_field(out, goal->has_baseline, goal->baseline_date);
    if (goal->baseline_given)
        decimal_field(out, true, goal->baseline_value);
    else
        number_field(out, integi_goal_baseline_presence(results, result), result->progress->baseline_value);
}

static void limit_field(integi_buffer *out, const integi_limit *limit, const integi_limit_result *result,
                        const char *met, const char *not_met)
{
    if (limit->kind != INTEG_LIMIT_NONE)
        integi_buffer_text(out, result->met < 0 ? "unknown" : result->met == 1 ? met : not_met);
}

static void method_fields(integi_buffer *out, const integ_results *results, const integi_goal_result *result)
{
    const integ_progress *progress = result->progress;
    const integi_forecast_result *forecast = &progress->forecast;
    integi_presence presence = integi_goal_forecast_presence(result);
    text_field(out, progress->method->name);
    text_field(out, progress->method_status);
    number_field(out, integi_goal_assessment_presence(results, result), progress->method_value);
    text_field(out, integ_why_name(progress->why));
    number_field(out, presence, forecast->value);
    number_field(out, presence, forecast->lower);
    number_field(out, presence, forecast->upper);
    if (forecast->has_probability)
        integi_buffer_number(out, forecast->probability);
}

static void goal_line(integi_buffer *out, const integ_results *results, const integi_goal_result *result)
{
    const integ_goal *goal = result->goal;
    const integ_progress *progress = result->progress;
    const integi_indicator_result *indicator = integi_results_indicator(results, goal->indicator);
    text_field(out, goal->theme);
    text_field(out, goal->id);
    text_field(out, integ_goal_title(goal));
    text_field(out, goal->indicator);
    text_field(out, indicator == NULL ? NULL : integi_unit_name(integi_indicator_unit(indicator->indicator)));
    text_field(out, integ_direction_name(goal->direction));
    value_fields(out, result);
    baseline_fields(out, results, result);
    decimal_field(out, goal->has_target, goal->target);
    decimal_field(out, goal->has_target && goal->direction == INTEG_DIRECTION_BETWEEN, goal->target_high);
    date_field(out, goal->has_target && integi_goal_has_deadline(goal), goal->deadline);
    number_field(out, integi_goal_progress_presence(results, result), progress->progress);
    number_field(out, progress->has_expected ? INTEGI_PRESENT : INTEGI_MISSING, progress->expected);
    text_field(out, integ_goal_status_name(progress->status));
    text_field(out, integi_goal_reason_name(result));
    limit_field(out, &goal->requirement, &progress->requirement, "met", "breached");
    integi_buffer_byte(out, ',');
    limit_field(out, &goal->recognition, &progress->recognition, "achieved", "not_achieved");
    integi_buffer_byte(out, ',');
    method_fields(out, results, result);
    integi_buffer_byte(out, '\n');
}

void integi_report_csv(const integ_results *results, integi_buffer *out)
{
    integi_buffer_text(
        out, "theme,goal,title,indicator,unit,direction,date,value,lower,upper,numerator,denominator,"
             "unknown,baseline_date,baseline,target,target_high,by,progress,expected,status,reason,"
             "requirement,recognition,method,method_status,method_value,why,forecast,forecast_lower,"
             "forecast_upper,probability\n");
    for (int64_t i = 0; i < results->goal_count; i++)
        goal_line(out, results, &results->goals[i]);
}
