/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "goal/judgement.h"

/* Requirement, recognition and milestones, at every snapshot from the baseline on. */

/* 1, 0, or -1 where it cannot be told. */
static int32_t meets_limit(const integi_limit *limit, const integi_point *point)
{
    if (limit->kind == INTEG_LIMIT_NONE || !integi_point_has_value(point))
        return -1;
    int order = integi_fraction_compare(point->figure.value.exact, integi_fraction_from_decimal(limit->value));
    return limit->kind == INTEG_LIMIT_AT_LEAST ? order >= 0 : order <= 0;
}

static void note_limit(integi_limit_result *result, integ_date date, int32_t met)
{
    if (met < 0)
        return;
    if (met == 1 && !result->has_met_on) {
        result->has_met_on = true;
        result->met_on = date;
    } else if (met == 0 && !result->has_breached_on) {
        result->has_breached_on = true;
        result->breached_on = date;
    }
    result->has_last = true;
    result->last_on = date;
    result->last_met = met;
}

/* A hidden value before the one that would decide may have reached the milestone, so that nothing can be said but that
 * it was reached in time. */
static bool hidden_before(const integi_judgement *judged, integ_date date)
{
    for (size_t i = 0; i < judged->series->count; i++) {
        const integi_point *point = &judged->series->points[i];
        if (integi_judgement_covers(judged, point) && point->date < date &&
            point->figure.value.reason == INTEG_REASON_TOO_FEW)
            return true;
    }
    return false;
}

static int32_t milestone_outcome(const integi_judgement *judged, const integi_milestone *milestone,
                                 const integi_milestone_result *result)
{
    if (result->has_met_on && result->met_on <= milestone->by)
        return INTEG_MILESTONE_REACHED;
    if (hidden_before(judged, result->has_met_on ? result->met_on : INTEG_DATE_MAXIMUM))
        return INTEG_MILESTONE_UNKNOWN;
    if (result->has_met_on)
        return INTEG_MILESTONE_REACHED_LATE;
    return judged->as_of >= milestone->by ? INTEG_MILESTONE_MISSED : INTEG_MILESTONE_AHEAD;
}

static integi_milestone_result judge_milestone(const integi_judgement *judged, const integi_milestone *milestone)
{
    bool known = false;
    integi_milestone_result result = {0};
    integi_fraction level = integi_goal_terms(judged->goal, integi_fraction_from_decimal(milestone->value));
    for (size_t i = 0; i < judged->series->count && !result.has_met_on; i++) {
        const integi_point *point = &judged->series->points[i];
        if (!integi_judgement_covers(judged, point) || !integi_point_has_value(point))
            continue;
        known = true;
        integi_fraction value = integi_goal_terms(judged->goal, point->figure.value.exact);
        result.has_met_on = integi_judgement_reaches(judged, value, level);
        result.met_on = point->date;
    }
    if (!known || judged->goal->direction == INTEG_DIRECTION_BETWEEN)
        return (integi_milestone_result){.outcome = INTEG_MILESTONE_UNKNOWN};
    result.outcome = milestone_outcome(judged, milestone, &result);
    return result;
}

/* What is said of the milestones on the date of `judged`; as the states go on, when one was first seen to be missed. */
static void note_milestones(const integi_judgement *judged, integ_progress *progress, int32_t *states)
{
    for (size_t i = 0; i < progress->milestone_count; i++) {
        integi_milestone_result *result = &progress->milestones[i];
        bool missed = result->has_missed_on;
        integ_date missed_on = result->missed_on;
        *result = judge_milestone(judged, &judged->goal->milestones[i]);
        result->has_missed_on = missed || (states != NULL && result->outcome == INTEG_MILESTONE_MISSED);
        result->missed_on = missed ? missed_on : judged->as_of;
        if (states != NULL)
            states[i] = result->outcome;
    }
}

static bool make_states(const integi_judgement *judged, integ_progress *progress)
{
    size_t count = judged->series->count;
    progress->states = integi_allocate_array(progress->context, count, sizeof *progress->states);
    if (progress->states == NULL)
        return false;
    progress->state_capacity = count;
    progress->milestone_states =
        integi_allocate_array(progress->context, count * progress->milestone_count, sizeof *progress->milestone_states);
    return progress->milestone_states != NULL;
}

integ_status integi_judge_limits(const integi_judgement *judged, integ_progress *progress, integ_error *error)
{
    const integ_goal *goal = judged->goal;
    progress->requirement.met = progress->recognition.met = -1;
    if (!make_states(judged, progress))
        return integi_out_of_memory(error);
    for (size_t i = 0; i < judged->series->count; i++) {
        const integi_point *point = &judged->series->points[i];
        if (!integi_judgement_covers(judged, point))
            continue;
        integi_state state = {point->date, meets_limit(&goal->requirement, point),
                              meets_limit(&goal->recognition, point)};
        note_limit(&progress->requirement, point->date, state.requirement);
        note_limit(&progress->recognition, point->date, state.recognition);
        integi_judgement then = *judged;
        then.as_of = point->date;
        note_milestones(&then, progress, &progress->milestone_states[progress->state_count * goal->milestone_count]);
        progress->states[progress->state_count++] = state;
    }
    note_milestones(judged, progress, NULL);
    const integi_point *latest = integi_latest_point(judged->series, judged->as_of);
    if (latest != NULL) {
        progress->requirement.met = meets_limit(&goal->requirement, latest);
        progress->recognition.met = meets_limit(&goal->recognition, latest);
    }
    return INTEG_STATUS_OK;
}
