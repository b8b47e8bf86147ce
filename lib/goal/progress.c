/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/goal.h"

#include <math.h>

void integ_progress_free(integ_progress *progress)
{
    if (progress == NULL)
        return;
    integ_context *context = progress->context;
    integi_release(context, progress->milestones, progress->milestone_count * sizeof *progress->milestones);
    integi_release(context, progress->states, progress->state_capacity * sizeof *progress->states);
    integi_release(context, progress->milestone_states,
                   progress->state_capacity * progress->milestone_count * sizeof *progress->milestone_states);
    integi_release(context, progress->used, progress->used_capacity * sizeof *progress->used);
    integi_release(context, progress, sizeof *progress);
    integ_context_free(context);
}

/* The name at `index` of names numbered from 1. */
static const char *name_of(const char *const *names, int32_t count, int32_t index)
{
    return index < 1 || index > count ? "unknown" : names[index - 1];
}

const char *integ_goal_status_name(int32_t status)
{
    static const char *const names[] = {"not_started", "achieved", "lost", "moving_away", "on_track", "behind",
                                        "maintained", "not_maintained", "baseline_equals_target", "too_few",
                                        "no_data"};
    return name_of(names, INTEG_GOAL_NO_DATA, status);
}

const char *integ_direction_name(int32_t direction)
{
    static const char *const names[] = {"increase", "decrease", "maintain", "between", "parity"};
    return name_of(names, INTEG_DIRECTION_PARITY, direction);
}

const char *integ_milestone_name(int32_t outcome)
{
    static const char *const names[] = {"ahead", "reached", "reached_late", "missed", "unknown"};
    return name_of(names, INTEG_MILESTONE_UNKNOWN, outcome);
}

const char *integ_untold_name(int32_t reason)
{
    static const char *const names[] = {
        "none",          "not_started",    "no_value",         "no_baseline",  "no_target",     "no_deadline",
        "baseline_equals_target", "too_few_years", "too_few_points", "baseline_zero", "opposite_signs", "too_large",
        "method_direction", "no_counts", "no_variance", "deadline_passed", "too_small_group",
        "target_zero"};
    return reason < 0 || reason > INTEG_UNTOLD_TARGET_ZERO ? "unknown" : names[reason];
}

const char *integ_why_name(int32_t why)
{
    static const char *const names[] = {"not_started", "no_value",         "no_baseline",   "target_met",
                                        "met_before",  "kept",             "not_kept",      "away_from_target",
                                        "at_least_path", "less_than_path", "method_class", "method_untold"};
    return name_of(names, INTEG_WHY_METHOD_UNTOLD, why);
}

int32_t integ_progress_status(const integ_progress *progress)
{
    return progress->status;
}

int32_t integ_progress_reason(const integ_progress *progress)
{
    return progress->reason;
}

int32_t integ_progress_value(const integ_progress *progress, double *value, integ_date *date)
{
    if (!progress->has_point || progress->point.figure.value.reason != INTEG_REASON_NONE)
        return 0;
    if (value != NULL)
        *value = progress->point.figure.value.number;
    if (date != NULL)
        *date = progress->point.date;
    return 1;
}

int32_t integ_progress_baseline(const integ_progress *progress, double *value, integ_date *date)
{
    if (!progress->has_baseline)
        return 0;
    if (value != NULL)
        *value = progress->baseline_value;
    if (date != NULL)
        *date = progress->baseline_date;
    return 1;
}

int32_t integ_progress_share(const integ_progress *progress, double *share)
{
    if (progress->has_progress && share != NULL)
        *share = progress->progress;
    return progress->has_progress;
}

int32_t integ_progress_expected(const integ_progress *progress, double *share)
{
    if (progress->has_expected && share != NULL)
        *share = progress->expected;
    return progress->has_expected;
}

int32_t integ_progress_requirement(const integ_progress *progress)
{
    return progress->requirement.met;
}

int32_t integ_progress_recognition(const integ_progress *progress)
{
    return progress->recognition.met;
}

int64_t integ_progress_milestones(const integ_progress *progress)
{
    return (int64_t)progress->milestone_count;
}

int32_t integ_progress_milestone(const integ_progress *progress, int64_t index, integ_date *met_on)
{
    if (index < 0 || index >= (int64_t)progress->milestone_count)
        return 0;
    const integi_milestone_result *result = &progress->milestones[index];
    if (result->has_met_on && met_on != NULL)
        *met_on = result->met_on;
    return result->outcome;
}

int32_t integ_progress_first_achieved(const integ_progress *progress, integ_date *date)
{
    if (progress->has_achieved_on && date != NULL)
        *date = progress->achieved_on;
    return progress->has_achieved_on;
}

int64_t integ_progress_state_count(const integ_progress *progress)
{
    return (int64_t)progress->state_count;
}

int32_t integ_progress_state(const integ_progress *progress, int64_t index, integ_date *date, int32_t *requirement,
                             int32_t *recognition)
{
    if (index < 0 || index >= (int64_t)progress->state_count)
        return 0;
    const integi_state *state = &progress->states[index];
    if (date != NULL)
        *date = state->date;
    if (requirement != NULL)
        *requirement = state->requirement;
    if (recognition != NULL)
        *recognition = state->recognition;
    return 1;
}

int32_t integ_progress_milestone_state(const integ_progress *progress, int64_t milestone, int64_t index)
{
    if (index < 0 || index >= (int64_t)progress->state_count || milestone < 0 ||
        milestone >= (int64_t)progress->milestone_count)
        return 0;
    return progress->milestone_states[(size_t)index * progress->milestone_count + (size_t)milestone];
}

int32_t integ_progress_limit_dates(const integ_progress *progress, int32_t recognition, integ_date *met,
                                   integ_date *breached, integ_date *last)
{
    const integi_limit_result *result = recognition == 0 ? &progress->requirement : &progress->recognition;
    if (result->has_met_on && met != NULL)
        *met = result->met_on;
    if (result->has_breached_on && breached != NULL)
        *breached = result->breached_on;
    if (result->has_last && last != NULL)
        *last = result->last_on;
    return result->has_last ? result->last_met : -1;
}

const char *integ_progress_method(const integ_progress *progress)
{
    return progress->method->name;
}

const char *integ_progress_method_source(const integ_progress *progress)
{
    return progress->method->source;
}

const char *integ_progress_method_status(const integ_progress *progress)
{
    return progress->method_status;
}

int32_t integ_progress_method_value(const integ_progress *progress, double *value)
{
    if (progress->has_method_value && value != NULL)
        *value = progress->method_value;
    return progress->has_method_value;
}

int32_t integ_progress_method_score(const integ_progress *progress, double *score)
{
    if (progress->has_score && score != NULL)
        *score = progress->score;
    return progress->has_score;
}

int32_t integ_progress_target_met(const integ_progress *progress)
{
    return progress->target_met;
}

int32_t integ_progress_untold(const integ_progress *progress)
{
    return progress->untold;
}

int32_t integ_progress_why(const integ_progress *progress)
{
    return progress->why;
}

int32_t integ_progress_parameter_count(const integ_progress *progress)
{
    return progress->parameter_count;
}

const char *integ_progress_parameter(const integ_progress *progress, int32_t index, double *value, int32_t *given)
{
    if (index < 0 || index >= progress->parameter_count)
        return NULL;
    const integi_used_parameter *used = &progress->parameters[index];
    if (value != NULL)
        *value = used->known ? integi_decimal_number(used->value) : (double)NAN;
    if (given != NULL)
        *given = used->given;
    return used->name;
}

int64_t integ_progress_point_count(const integ_progress *progress)
{
    return (int64_t)progress->used_count;
}

int32_t integ_progress_point(const integ_progress *progress, int64_t index, integ_date *date, double *value)
{
    if (index < 0 || index >= (int64_t)progress->used_count)
        return 0;
    if (date != NULL)
        *date = progress->used[index].date;
    if (value != NULL)
        *value = progress->used[index].value;
    return 1;
}

int32_t integ_progress_chart(const integ_progress *progress, double *lower, double *mean, double *upper, int32_t *flag,
                             int32_t *assurance)
{
    if (!progress->has_chart)
        return 0;
    if (lower != NULL)
        *lower = progress->lower;
    if (mean != NULL)
        *mean = progress->middle;
    if (upper != NULL)
        *upper = progress->upper;
    if (flag != NULL)
        *flag = progress->flag;
    if (assurance != NULL)
        *assurance = progress->assurance;
    return 1;
}

int32_t integ_progress_test(const integ_progress *progress, double *z, double *p_value)
{
    if (progress->has_test && z != NULL)
        *z = progress->z;
    if (progress->has_test && p_value != NULL)
        *p_value = progress->p_value;
    return progress->has_test;
}

int32_t integ_progress_forecast(const integ_progress *progress, integ_date *date, double *value, double *lower,
                                double *upper, double *pace)
{
    const integi_forecast_result *forecast = &progress->forecast;
    if (forecast->reason != INTEG_UNTOLD_NONE)
        return forecast->reason;
    if (date != NULL)
        *date = forecast->date;
    if (value != NULL)
        *value = forecast->value;
    if (lower != NULL)
        *lower = forecast->lower;
    if (upper != NULL)
        *upper = forecast->upper;
    if (pace != NULL)
        *pace = forecast->pace;
    return INTEG_UNTOLD_NONE;
}

int32_t integ_progress_probability(const integ_progress *progress, double *probability)
{
    if (progress->forecast.has_probability && probability != NULL)
        *probability = progress->forecast.probability;
    return progress->forecast.has_probability;
}

int32_t integ_progress_required_pace(const integ_progress *progress, double *pace)
{
    if (progress->forecast.has_required_pace && pace != NULL)
        *pace = progress->forecast.required_pace;
    return progress->forecast.has_required_pace;
}

int32_t integ_progress_smallest_change(const integ_progress *progress, double *change)
{
    if (progress->forecast.change_reason == INTEG_UNTOLD_NONE && change != NULL)
        *change = progress->forecast.smallest_change;
    return progress->forecast.change_reason;
}
