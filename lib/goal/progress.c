/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/goal.h"

void integ_progress_free(integ_progress *progress)
{
    if (progress == NULL)
        return;
    integ_context *context = progress->context;
    integi_release(context, progress->milestones, progress->milestone_count * sizeof *progress->milestones);
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
