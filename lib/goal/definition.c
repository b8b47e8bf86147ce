/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "goal/goal.h"
#include "goal/messages.h"
#include "integration/statistics.h"

#include <string.h>

integ_status integ_goal_new(integ_context *context, const char *id, int32_t direction, integ_goal **out,
                            integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || id == NULL || id[0] == '\0')
        return integi_invalid_argument(error, context == NULL ? "context" : "id");
    if (direction < INTEG_DIRECTION_INCREASE || direction > INTEG_DIRECTION_PARITY)
        return integi_invalid_argument(error, "direction");
    integ_goal *goal = integi_allocate_zeroed(context, sizeof *goal);
    if (goal == NULL)
        return integi_out_of_memory(error);
    goal->context = integi_context_retain(context);
    goal->direction = direction;
    goal->method = &integi_goal_methods[0];
    goal->trend = INTEG_TREND_LEAST_SQUARES;
    goal->id = integi_text_copy(context, id, strlen(id));
    if (goal->id == NULL) {
        integ_goal_free(goal);
        return integi_out_of_memory(error);
    }
    *out = goal;
    return INTEG_STATUS_OK;
}

void integ_goal_free(integ_goal *goal)
{
    if (goal == NULL)
        return;
    integ_context *context = goal->context;
    integi_text_free(context, goal->id);
    integi_text_free(context, goal->title);
    integi_text_free(context, goal->theme);
    integi_text_free(context, goal->indicator);
    integi_text_free(context, goal->baseline_source);
    integi_release(context, goal->milestones, goal->milestone_capacity * sizeof *goal->milestones);
    integi_release(context, goal, sizeof *goal);
    integ_context_free(context);
}

static bool replace_text(integ_context *context, char **field, const char *text)
{
    char *copy = text == NULL ? NULL : integi_text_copy(context, text, strlen(text));
    if (text != NULL && copy == NULL)
        return false;
    integi_text_free(context, *field);
    *field = copy;
    return true;
}

integ_status integ_goal_set_names(integ_goal *goal, const char *title, const char *theme, const char *indicator,
                                  integ_error *error)
{
    if (goal == NULL)
        return integi_invalid_argument(error, "goal");
    if (!replace_text(goal->context, &goal->title, title) || !replace_text(goal->context, &goal->theme, theme) ||
        !replace_text(goal->context, &goal->indicator, indicator))
        return integi_out_of_memory(error);
    return INTEG_STATUS_OK;
}

static bool is_date(integ_date date)
{
    return date >= INTEG_DATE_MINIMUM && date <= INTEG_DATE_MAXIMUM;
}

static bool are_decimals(int32_t decimals)
{
    return decimals >= 0 && decimals <= INTEGI_DECIMALS_MAXIMUM;
}

integ_status integ_goal_set_baseline_date(integ_goal *goal, integ_date date, integ_error *error)
{
    if (goal == NULL || !is_date(date))
        return integi_invalid_argument(error, goal == NULL ? "goal" : "date");
    goal->has_baseline = true;
    goal->baseline_given = false;
    goal->baseline_date = date;
    return INTEG_STATUS_OK;
}

integ_status integ_goal_set_baseline_value(integ_goal *goal, int64_t coefficient, int32_t decimals, integ_date date,
                                           const char *source, integ_error *error)
{
    if (goal == NULL || !are_decimals(decimals) || !is_date(date))
        return integi_invalid_argument(error, goal == NULL ? "goal" : "decimals, date");
    if (!replace_text(goal->context, &goal->baseline_source, source))
        return integi_out_of_memory(error);
    goal->has_baseline = goal->baseline_given = true;
    goal->baseline_value = (integi_decimal){coefficient, decimals};
    goal->baseline_date = date;
    return INTEG_STATUS_OK;
}

integ_status integ_goal_set_target(integ_goal *goal, int64_t coefficient, int32_t decimals, integ_date by,
                                   integ_error *error)
{
    if (goal == NULL || !are_decimals(decimals) || !is_date(by) || goal->direction == INTEG_DIRECTION_BETWEEN)
        return integi_invalid_argument(error, goal == NULL ? "goal" : "decimals, by, direction");
    goal->has_target = true;
    goal->target = goal->target_high = (integi_decimal){coefficient, decimals};
    goal->deadline = by;
    return INTEG_STATUS_OK;
}

integ_status integ_goal_set_target_between(integ_goal *goal, int64_t low_coefficient, int32_t low_decimals,
                                           int64_t high_coefficient, int32_t high_decimals, integ_date by,
                                           integ_error *error)
{
    if (goal == NULL || !are_decimals(low_decimals) || !are_decimals(high_decimals) || !is_date(by) ||
        goal->direction != INTEG_DIRECTION_BETWEEN)
        return integi_invalid_argument(error, goal == NULL ? "goal" : "decimals, by, direction");
    integi_decimal low = {low_coefficient, low_decimals}, high = {high_coefficient, high_decimals};
    if (integi_decimal_compare(low, high) > 0)
        return integi_invalid_argument(error, "high_coefficient");
    goal->has_target = true;
    goal->target = low;
    goal->target_high = high;
    goal->deadline = by;
    return INTEG_STATUS_OK;
}

integ_status integ_goal_set_parity(integ_goal *goal, int64_t parity, integ_error *error)
{
    if (goal == NULL)
        return integi_invalid_argument(error, "goal");
    goal->parity = parity;
    return INTEG_STATUS_OK;
}

integ_status integ_goal_add_milestone(integ_goal *goal, int64_t coefficient, int32_t decimals, integ_date by,
                                      integ_error *error)
{
    if (goal == NULL || !are_decimals(decimals) || !is_date(by))
        return integi_invalid_argument(error, goal == NULL ? "goal" : "decimals, by");
    void *milestones = goal->milestones;
    if (!integi_grow(goal->context, &milestones, &goal->milestone_capacity, goal->milestone_count,
                     sizeof *goal->milestones))
        return integi_out_of_memory(error);
    goal->milestones = milestones;
    goal->milestones[goal->milestone_count++] = (integi_milestone){{coefficient, decimals}, by};
    return INTEG_STATUS_OK;
}

static integ_status set_limit(integ_goal *goal, integi_limit *limit, int32_t kind, int64_t coefficient,
                              int32_t decimals, integ_error *error)
{
    if (goal == NULL || !are_decimals(decimals) || (kind != INTEG_LIMIT_AT_LEAST && kind != INTEG_LIMIT_AT_MOST))
        return integi_invalid_argument(error, goal == NULL ? "goal" : "limit, decimals");
    *limit = (integi_limit){kind, {coefficient, decimals}};
    return INTEG_STATUS_OK;
}

integ_status integ_goal_set_requirement(integ_goal *goal, int32_t limit, int64_t coefficient, int32_t decimals,
                                        integ_error *error)
{
    return set_limit(goal, goal == NULL ? NULL : &goal->requirement, limit, coefficient, decimals, error);
}

integ_status integ_goal_set_recognition(integ_goal *goal, int32_t limit, int64_t coefficient, int32_t decimals,
                                        integ_error *error)
{
    return set_limit(goal, goal == NULL ? NULL : &goal->recognition, limit, coefficient, decimals, error);
}

integ_status integ_goal_set_method(integ_goal *goal, const char *method, integ_error *error)
{
    if (goal == NULL || method == NULL)
        return integi_invalid_argument(error, goal == NULL ? "goal" : "method");
    const integi_goal_method *found = integi_goal_method_find(method);
    const char *nearest = integi_goal_method_nearest(method);
    if (found == NULL && nearest != NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_goal_method_near, method, nearest);
    if (found == NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_goal_method, method);
    if (!integi_goal_method_suits(found, goal->direction))
        return INTEGI_FAIL(error, NULL, &integi_message_goal_method_direction, method,
                           integ_direction_name(goal->direction));
    goal->method = found;
    memset(goal->parameter_set, 0, sizeof goal->parameter_set);
    return INTEG_STATUS_OK;
}

integ_status integ_goal_set_parameter(integ_goal *goal, const char *parameter, int64_t coefficient, int32_t decimals,
                                      integ_error *error)
{
    if (goal == NULL || parameter == NULL || !are_decimals(decimals))
        return integi_invalid_argument(error, goal == NULL ? "goal" : parameter == NULL ? "parameter" : "decimals");
    int32_t index = integi_goal_method_parameter(goal->method, parameter);
    if (index < 0)
        return INTEGI_FAIL(error, NULL, &integi_message_goal_parameter, goal->method->name, parameter);
    const integi_parameter_definition *definition = &goal->method->parameters[index];
    integi_decimal value = {coefficient, decimals};
    if (!integi_parameter_allows(definition, value))
        return INTEGI_FAIL(error, NULL, &integi_message_goal_parameter_range, parameter, definition->lowest,
                           definition->highest);
    goal->parameter_set[index] = true;
    goal->parameters[index] = value;
    return INTEG_STATUS_OK;
}

const char *integ_goal_method(const integ_goal *goal)
{
    return goal->method->name;
}

integ_status integ_goal_set_forecast(integ_goal *goal, int32_t trend, integ_error *error)
{
    if (goal == NULL || (trend != INTEG_TREND_LEAST_SQUARES && trend != INTEG_TREND_THEIL_SEN))
        return integi_invalid_argument(error, goal == NULL ? "goal" : "trend");
    goal->trend = trend;
    return INTEG_STATUS_OK;
}

const char *integ_goal_id(const integ_goal *goal)
{
    return goal->id;
}

const char *integ_goal_title(const integ_goal *goal)
{
    return goal->title == NULL ? goal->id : goal->title;
}
