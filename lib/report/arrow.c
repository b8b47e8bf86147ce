/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "register/arrow_table.h"
#include "report/report.h"

#include <string.h>

/* A run's results as tables. What is hidden is null, and its name stands in the column `hidden`. */

#define HIDDEN_SIZE 200

/* A row that is being filled, column by column in the order of the fields. */
typedef struct row {
    integi_arrow_table *table;
    int64_t number, column;
    char hidden[HIDDEN_SIZE]; /* names, parted by commas */
} row;

static void put_text(row *to, const char *text)
{
    integi_arrow_table_text(to->table, to->column++, to->number, text);
}

static void put_whole(row *to, bool present, int64_t whole)
{
    if (present)
        integi_arrow_table_whole(to->table, to->column, to->number, whole);
    to->column++;
}

static void note_hidden(row *to, const char *name)
{
    size_t length = strlen(to->hidden), more = strlen(name);
    if (length + more + 2 > sizeof to->hidden)
        return;
    if (length > 0)
        to->hidden[length++] = ',';
    memcpy(to->hidden + length, name, more + 1);
}

static void put_number(row *to, const char *name, integi_presence presence, double number)
{
    if (presence == INTEGI_PRESENT)
        integi_arrow_table_number(to->table, to->column, to->number, number);
    else if (presence == INTEGI_HIDDEN)
        note_hidden(to, name);
    to->column++;
}

static void put_count(row *to, const char *name, const integi_figure *figure, int64_t count)
{
    integi_presence presence = integi_count_presence(figure, count);
    put_whole(to, presence == INTEGI_PRESENT, count);
    if (presence == INTEGI_HIDDEN)
        note_hidden(to, name);
}

static void put_decimal(row *to, bool present, integi_decimal decimal, int32_t decimals)
{
    __int128 coefficient = decimal.coefficient;
    for (int32_t i = decimal.decimals; i < decimals; i++)
        coefficient *= 10;
    if (present)
        integi_arrow_table_wide(to->table, to->column, to->number, coefficient);
    to->column++;
}

static void put_figure(row *to, const integi_figure *figure)
{
    static const integi_value none = {0};
    const integi_value *value = figure == NULL ? &none : &figure->value;
    integi_presence presence = integi_figure_presence(figure);
    integi_presence interval = integi_interval_presence(figure);
    put_number(to, "value", presence, value->number);
    put_number(to, "lower", interval, value->lower);
    put_number(to, "upper", interval, value->upper);
    put_count(to, "numerator", figure, value->own.numerator);
    put_count(to, "denominator", figure, value->own.denominator);
    put_count(to, "unknown", figure, value->own.unknown);
}

#define CODE(name) {name, INTEG_TYPE_CODE, 0}
#define TEXT(name) {name, INTEG_TYPE_TEXT, 0}
#define DATE(name) {name, INTEG_TYPE_DATE, 0}
#define NUMBER(name) {name, INTEG_TYPE_NUMBER, 0}
#define COUNT(name) {name, INTEG_TYPE_INTEGER, 0}
#define BOOLEAN(name) {name, INTEG_TYPE_BOOLEAN, 0}
#define FIGURE                                                                                                       \
    NUMBER("value"), NUMBER("lower"), NUMBER("upper"), COUNT("numerator"), COUNT("denominator"), COUNT("unknown")
#define COUNT_OF(array) ((int64_t)(sizeof(array) / sizeof *(array)))

/* The most decimals that a target has: a column has as many for all of its rows. */
static int32_t target_decimals(const integ_results *results)
{
    int32_t most = 0;
    for (int64_t i = 0; i < results->goal_count; i++) {
        const integ_goal *goal = results->goals[i].goal;
        most = goal->has_target && goal->target.decimals > most ? goal->target.decimals : most;
        most = goal->has_target && goal->target_high.decimals > most ? goal->target_high.decimals : most;
    }
    return most;
}

static void put_limit(row *to, const integi_limit *limit, const integi_limit_result *result)
{
    put_whole(to, limit->kind != INTEG_LIMIT_NONE && result->met >= 0, result->met == 1);
}

static void put_method(row *to, const integ_results *results, const integi_goal_result *result)
{
    const integ_progress *progress = result->progress;
    const integi_forecast_result *forecast = &progress->forecast;
    integi_presence presence = integi_goal_forecast_presence(result);
    put_text(to, progress->method->name);
    put_text(to, progress->method_status);
    put_number(to, "method_value", integi_goal_assessment_presence(results, result), progress->method_value);
    put_text(to, integ_why_name(progress->why));
    put_number(to, "forecast", presence, forecast->value);
    put_number(to, "forecast_lower", presence, forecast->lower);
    put_number(to, "forecast_upper", presence, forecast->upper);
    put_number(to, "probability", forecast->has_probability ? INTEGI_PRESENT : INTEGI_MISSING, forecast->probability);
}

static void put_goal(row *to, const integ_results *results, const integi_goal_result *result, int32_t decimals)
{
    const integ_goal *goal = result->goal;
    const integ_progress *progress = result->progress;
    const integi_indicator_result *indicator = integi_results_indicator(results, goal->indicator);
    put_text(to, goal->theme);
    put_text(to, goal->id);
    put_text(to, integ_goal_title(goal));
    put_text(to, goal->indicator);
    put_text(to, indicator == NULL ? NULL : integi_unit_name(integi_indicator_unit(indicator->indicator)));
    put_text(to, integ_direction_name(goal->direction));
    put_whole(to, progress->has_point, progress->point.date);
    put_figure(to, integi_goal_figure(result));
    put_whole(to, goal->has_baseline, goal->baseline_date);
    if (goal->baseline_given)
        put_number(to, "baseline", INTEGI_PRESENT, integi_decimal_number(goal->baseline_value));
    else
        put_number(to, "baseline", integi_goal_baseline_presence(results, result), progress->baseline_value);
    put_decimal(to, goal->has_target, goal->target, decimals);
    put_decimal(to, goal->has_target && goal->direction == INTEG_DIRECTION_BETWEEN, goal->target_high, decimals);
    put_whole(to, goal->has_target && integi_goal_has_deadline(goal), goal->deadline);
    put_number(to, "progress", integi_goal_progress_presence(results, result), progress->progress);
    put_number(to, "expected", progress->has_expected ? INTEGI_PRESENT : INTEGI_MISSING, progress->expected);
    put_text(to, integ_goal_status_name(progress->status));
    put_text(to, integi_goal_reason_name(result));
    put_limit(to, &goal->requirement, &progress->requirement);
    put_limit(to, &goal->recognition, &progress->recognition);
    put_method(to, results, result);
    put_text(to, to->hidden);
    put_whole(to, true, results->protected_figures);
}

static integi_arrow_table *goals_table(const integ_results *results)
{
    int32_t decimals = target_decimals(results);
    const integi_arrow_field fields[] = {
        CODE("theme"), CODE("goal"), TEXT("title"), CODE("indicator"), CODE("unit"), CODE("direction"), DATE("date"),
        FIGURE, DATE("baseline_date"), NUMBER("baseline"), {"target", INTEGI_ARROW_WIDE, decimals},
        {"target_high", INTEGI_ARROW_WIDE, decimals}, DATE("by"), NUMBER("progress"), NUMBER("expected"),
        CODE("status"), CODE("reason"), BOOLEAN("requirement_met"), BOOLEAN("recognition_met"), CODE("method"),
        CODE("method_status"), NUMBER("method_value"), CODE("why"), NUMBER("forecast"), NUMBER("forecast_lower"),
        NUMBER("forecast_upper"), NUMBER("probability"), TEXT("hidden"), BOOLEAN("protected")};
    integi_arrow_table *table =
        integi_arrow_table_new(results->context, fields, COUNT_OF(fields), results->goal_count);
    for (int64_t i = 0; table != NULL && i < results->goal_count; i++)
        put_goal(&(row){.table = table, .number = i}, results, &results->goals[i], decimals);
    return table;
}

static int64_t dimension_count(const integi_indicator_result *result)
{
    return result->indicator->by == NULL ? 0 : integ_dimensions_count(result->indicator->by);
}

/* The whole of an indicator where `cell` is NULL. */
static void put_indicator(row *to, const integ_results *results, const integi_indicator_result *result,
                          const integi_cell_result *cell, int64_t dimensions)
{
    const integi_figure *figure = cell == NULL ? result->figure : cell->figure;
    int32_t reason = figure == NULL ? INTEG_REASON_NO_SNAPSHOT : figure->value.reason;
    int64_t own = cell == NULL ? 0 : dimension_count(result);
    put_text(to, result->indicator->id);
    put_text(to, integ_indicator_title(result->indicator));
    put_text(to, integ_indicator_kind_name(result->indicator->kind));
    put_text(to, integi_unit_name(integi_indicator_unit(result->indicator)));
    put_whole(to, true, results->as_of);
    for (int64_t d = 0; d < dimensions; d++) {
        put_text(to, d < own ? integ_dimensions_column(result->indicator->by, d) : NULL);
        put_text(to, d < own ? cell->terms[d].code : NULL);
    }
    put_figure(to, figure);
    put_text(to, reason == INTEG_REASON_NONE ? NULL : integ_reason_name(reason));
    put_text(to, to->hidden);
    put_whole(to, true, results->protected_figures);
}

static void put_indicators(integi_arrow_table *table, const integ_results *results, int64_t dimensions)
{
    int64_t number = 0;
    for (int64_t i = 0; i < results->indicator_count; i++) {
        const integi_indicator_result *result = &results->indicators[i];
        put_indicator(&(row){.table = table, .number = number++}, results, result, NULL, dimensions);
        for (int64_t c = 0; c < result->cell_count; c++)
            put_indicator(&(row){.table = table, .number = number++}, results, result, &result->cells[c], dimensions);
    }
}

static integi_arrow_table *indicators_table(const integ_results *results)
{
    static const integi_arrow_field before[] = {CODE("indicator"), TEXT("title"), CODE("kind"), CODE("unit"),
                                                DATE("date")},
                                    after[] = {FIGURE, CODE("reason"), TEXT("hidden"), BOOLEAN("protected")};
    static const char *const names[][2] = {{"by_1", "code_1"}, {"by_2", "code_2"}, {"by_3", "code_3"},
                                           {"by_4", "code_4"}, {"by_5", "code_5"}, {"by_6", "code_6"},
                                           {"by_7", "code_7"}, {"by_8", "code_8"}};
    integi_arrow_field fields[COUNT_OF(before) + 2 * INTEG_DIMENSIONS_MAXIMUM + COUNT_OF(after)];
    int64_t dimensions = 0, rows = 0, count = COUNT_OF(before);
    for (int64_t i = 0; i < results->indicator_count; i++) {
        int64_t own = dimension_count(&results->indicators[i]);
        dimensions = own > dimensions ? own : dimensions;
        rows += 1 + results->indicators[i].cell_count;
    }
    memcpy(fields, before, sizeof before);
    for (int64_t d = 0; d < dimensions; d++) {
        fields[count++] = (integi_arrow_field)CODE(names[d][0]);
        fields[count++] = (integi_arrow_field)CODE(names[d][1]);
    }
    memcpy(fields + count, after, sizeof after);
    count += COUNT_OF(after);
    integi_arrow_table *table = integi_arrow_table_new(results->context, fields, count, rows);
    if (table != NULL)
        put_indicators(table, results, dimensions);
    return table;
}

integ_status integ_report_to_arrow(const integ_results *results, int32_t part, struct ArrowArrayStream *out,
                                   integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = (struct ArrowArrayStream){.release = NULL};
    if (results == NULL)
        return integi_invalid_argument(error, "results");
    if (part != INTEG_REPORT_GOALS && part != INTEG_REPORT_INDICATORS)
        return integi_invalid_argument(error, "part");
    return integi_arrow_table_open(part == INTEG_REPORT_GOALS ? goals_table(results) : indicators_table(results), out,
                                   error);
}
