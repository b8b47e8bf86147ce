/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "goal/goal.h"
#include "goal/messages.h"

/* A goal with its numbers as fractions, in the terms in which it is judged: for parity, distances from parity. */
typedef struct judgement {
    const integ_goal *goal;
    const integ_series *series;
    integ_date as_of;
    bool upwards; /* more is better */
    integi_fraction target, target_high;
    bool has_baseline; /* with a value */
    int32_t baseline_reason;
    integi_fraction baseline;
} judgement;

static integi_fraction distance_from_parity(const integ_goal *goal, integi_fraction value)
{
    integi_fraction distance = integi_fraction_subtract(value, integi_fraction_from(goal->parity, 1));
    distance.numerator.sign = distance.numerator.sign == 0 ? 0 : 1;
    return distance;
}

static integi_fraction in_terms(const integ_goal *goal, integi_fraction value)
{
    return goal->direction == INTEG_DIRECTION_PARITY ? distance_from_parity(goal, value) : value;
}

/* A level to keep is a floor, unless the goal's own limits say that less is better. */
static bool is_upwards(const integ_goal *goal)
{
    if (goal->direction == INTEG_DIRECTION_MAINTAIN)
        return goal->requirement.kind != INTEG_LIMIT_AT_MOST && goal->recognition.kind != INTEG_LIMIT_AT_MOST;
    return goal->direction == INTEG_DIRECTION_INCREASE;
}

static bool keeps(const integ_goal *goal)
{
    return goal->direction == INTEG_DIRECTION_MAINTAIN || goal->direction == INTEG_DIRECTION_BETWEEN;
}

static bool has_value(const integi_point *point)
{
    return point->figure.value.reason == INTEG_REASON_NONE;
}

static bool reaches(const judgement *judged, integi_fraction value, integi_fraction level)
{
    int order = integi_fraction_compare(value, level);
    return judged->upwards ? order >= 0 : order <= 0;
}

/* Whether a value is where the goal wants it. */
static bool meets_target(const judgement *judged, const integi_point *point)
{
    integi_fraction value = in_terms(judged->goal, point->figure.value.exact);
    if (judged->goal->direction == INTEG_DIRECTION_BETWEEN)
        return integi_fraction_compare(value, judged->target) >= 0 &&
               integi_fraction_compare(value, judged->target_high) <= 0;
    return reaches(judged, value, judged->target);
}

static bool meets_limit(const integi_limit *limit, const integi_point *point)
{
    int order = integi_fraction_compare(point->figure.value.exact, integi_fraction_from_decimal(limit->value));
    return limit->kind == INTEG_LIMIT_AT_LEAST ? order >= 0 : order <= 0;
}

static const integi_point *latest_point(const integ_series *series, integ_date as_of)
{
    const integi_point *latest = NULL;
    for (size_t i = 0; i < series->count && series->points[i].date <= as_of; i++)
        latest = &series->points[i];
    return latest;
}

static void find_baseline(judgement *judged)
{
    const integ_goal *goal = judged->goal;
    judged->baseline_reason = INTEG_REASON_NO_SNAPSHOT;
    if (goal->baseline_given) {
        judged->baseline = in_terms(goal, integi_fraction_from_decimal(goal->baseline_value));
        judged->has_baseline = true;
        return;
    }
    const integi_point *point = latest_point(judged->series, goal->baseline_date);
    if (!goal->has_baseline || point == NULL || point->date != goal->baseline_date)
        return;
    judged->baseline_reason = point->figure.value.reason;
    judged->has_baseline = has_value(point);
    judged->baseline = in_terms(goal, point->figure.value.exact);
}

/* Points that count for what was met when: from the baseline on. */
static bool counts(const judgement *judged, const integi_point *point)
{
    bool started = !judged->goal->has_baseline || point->date >= judged->goal->baseline_date;
    return started && point->date <= judged->as_of && has_value(point);
}

static void judge_limit(const judgement *judged, const integi_limit *limit, integi_limit_result *result)
{
    result->met = -1;
    if (limit->kind == INTEG_LIMIT_NONE)
        return;
    for (size_t i = 0; i < judged->series->count; i++) {
        const integi_point *point = &judged->series->points[i];
        if (!counts(judged, point))
            continue;
        bool met = meets_limit(limit, point);
        if (met && !result->has_met_on) {
            result->has_met_on = true;
            result->met_on = point->date;
        } else if (!met && !result->has_breached_on) {
            result->has_breached_on = true;
            result->breached_on = point->date;
        }
    }
    const integi_point *latest = latest_point(judged->series, judged->as_of);
    if (latest != NULL && has_value(latest))
        result->met = meets_limit(limit, latest);
}

/* A hidden value before the one that would decide may have reached the milestone, so that nothing can be said but that
 * it was reached in time. */
static bool hidden_before(const judgement *judged, integ_date date)
{
    for (size_t i = 0; i < judged->series->count; i++) {
        const integi_point *point = &judged->series->points[i];
        bool started = !judged->goal->has_baseline || point->date >= judged->goal->baseline_date;
        if (started && point->date < date && point->date <= judged->as_of &&
            point->figure.value.reason == INTEG_REASON_TOO_FEW)
            return true;
    }
    return false;
}

static int32_t milestone_outcome(const judgement *judged, const integi_milestone *milestone,
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

static void judge_milestone(const judgement *judged, const integi_milestone *milestone, integi_milestone_result *result)
{
    bool known = false;
    integi_fraction level = in_terms(judged->goal, integi_fraction_from_decimal(milestone->value));
    for (size_t i = 0; i < judged->series->count && !result->has_met_on; i++) {
        const integi_point *point = &judged->series->points[i];
        if (!counts(judged, point))
            continue;
        known = true;
        result->has_met_on = reaches(judged, in_terms(judged->goal, point->figure.value.exact), level);
        result->met_on = point->date;
    }
    if (!known || judged->goal->direction == INTEG_DIRECTION_BETWEEN)
        *result = (integi_milestone_result){.outcome = INTEG_MILESTONE_UNKNOWN};
    else
        result->outcome = milestone_outcome(judged, milestone, result);
}

/* The first date after the baseline on which the target was met, for "achieved" and "lost". */
static void find_achievement(const judgement *judged, integ_progress *progress)
{
    for (size_t i = 0; i < judged->series->count && !progress->has_achieved_on; i++) {
        const integi_point *point = &judged->series->points[i];
        bool later = !judged->goal->has_baseline || point->date > judged->goal->baseline_date;
        if (later && counts(judged, point) && meets_target(judged, point)) {
            progress->has_achieved_on = true;
            progress->achieved_on = point->date;
        }
    }
}

static integi_fraction path(const integ_goal *goal, integ_date date)
{
    int64_t whole = (int64_t)goal->deadline - goal->baseline_date, passed = (int64_t)date - goal->baseline_date;
    passed = passed < 0 ? 0 : passed > whole ? whole : passed;
    return integi_fraction_from(passed, whole);
}

static int32_t missing_status(int32_t reason)
{
    return reason == INTEG_REASON_TOO_FEW ? INTEG_GOAL_TOO_FEW : INTEG_GOAL_NO_DATA;
}

/* Progress and path, where they can be computed. False when there is no distance to measure: a baseline at the target,
 * or beyond it, from where every number would be nonsense. */
static bool measure(const judgement *judged, integ_progress *progress, integi_fraction *share, integi_fraction *expected)
{
    *expected = path(judged->goal, progress->point.date);
    progress->has_expected = true;
    progress->expected = integi_fraction_number(expected);
    integi_fraction value = in_terms(judged->goal, progress->point.figure.value.exact);
    if (reaches(judged, judged->baseline, judged->target))
        return false;
    if (!integi_fraction_divide(integi_fraction_subtract(value, judged->baseline),
                                integi_fraction_subtract(judged->target, judged->baseline), share))
        return false;
    progress->has_progress = true;
    progress->progress = integi_fraction_number(share);
    return true;
}

/* A baseline beyond the target counts as having had it. */
static bool was_achieved_before(const judgement *judged, const integ_progress *progress)
{
    if (progress->has_achieved_on && progress->achieved_on < progress->point.date)
        return true;
    return judged->has_baseline && integi_fraction_compare(judged->baseline, judged->target) != 0 &&
           reaches(judged, judged->baseline, judged->target);
}

static int32_t judge_distance(const judgement *judged, integ_progress *progress)
{
    integi_fraction share, expected;
    bool measured = judged->has_baseline && measure(judged, progress, &share, &expected);
    if (meets_target(judged, &progress->point))
        return INTEG_GOAL_ACHIEVED;
    if (was_achieved_before(judged, progress))
        return INTEG_GOAL_LOST;
    if (!judged->has_baseline) {
        progress->reason = judged->baseline_reason;
        return missing_status(judged->baseline_reason);
    }
    if (!measured)
        return INTEG_GOAL_BASELINE_EQUALS_TARGET;
    if (integi_fraction_sign(&share) < 0)
        return INTEG_GOAL_MOVING_AWAY;
    return integi_fraction_compare(share, expected) >= 0 ? INTEG_GOAL_ON_TRACK : INTEG_GOAL_BEHIND;
}

static int32_t judge_status(const judgement *judged, integ_progress *progress)
{
    const integ_goal *goal = judged->goal;
    integ_date date = progress->has_point ? progress->point.date : judged->as_of;
    progress->reason = progress->has_point ? progress->point.figure.value.reason : INTEG_REASON_NO_SNAPSHOT;
    if (goal->has_baseline && date <= goal->baseline_date)
        return INTEG_GOAL_NOT_STARTED;
    if (progress->reason != INTEG_REASON_NONE)
        return missing_status(progress->reason);
    if (keeps(goal))
        return meets_target(judged, &progress->point) ? INTEG_GOAL_MAINTAINED : INTEG_GOAL_NOT_MAINTAINED;
    return judge_distance(judged, progress);
}

static integ_status check(const integ_goal *goal, integ_error *error)
{
    if (!goal->has_target)
        return INTEGI_FAIL(error, NULL, &integi_message_goal_no_target, goal->id);
    if (keeps(goal))
        return INTEG_STATUS_OK;
    if (!goal->has_baseline)
        return INTEGI_FAIL(error, NULL, &integi_message_goal_no_baseline, goal->id);
    if (goal->deadline <= goal->baseline_date)
        return INTEGI_FAIL(error, NULL, &integi_message_goal_deadline, goal->id);
    return INTEG_STATUS_OK;
}

static integ_status make(const integ_goal *goal, integ_date as_of, integ_progress **out, integ_error *error)
{
    integ_progress *progress = integi_allocate_zeroed(goal->context, sizeof *progress);
    if (progress == NULL)
        return integi_out_of_memory(error);
    progress->context = integi_context_retain(goal->context);
    progress->as_of = as_of;
    progress->milestone_count = goal->milestone_count;
    progress->milestones =
        integi_allocate_zeroed(goal->context, goal->milestone_count * sizeof *progress->milestones);
    if (progress->milestones == NULL) {
        integ_progress_free(progress);
        return integi_out_of_memory(error);
    }
    *out = progress;
    return INTEG_STATUS_OK;
}

static void fill_baseline(const judgement *judged, integ_progress *progress)
{
    const integ_goal *goal = judged->goal;
    progress->has_baseline = judged->has_baseline;
    progress->baseline_date = goal->baseline_date;
    const integi_point *point = latest_point(judged->series, goal->baseline_date);
    if (goal->baseline_given)
        progress->baseline_value = integi_decimal_number(goal->baseline_value);
    else if (judged->has_baseline)
        progress->baseline_value = point->figure.value.number;
}

integ_status integ_goal_evaluate(const integ_goal *goal, const integ_series *series, integ_date as_of,
                                 integ_progress **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (goal == NULL || series == NULL)
        return integi_invalid_argument(error, goal == NULL ? "goal" : "series");
    integ_progress *progress = NULL;
    integ_status status = check(goal, error);
    if (status == INTEG_STATUS_OK)
        status = make(goal, as_of, &progress, error);
    if (status != INTEG_STATUS_OK)
        return status;
    judgement judged = {.goal = goal, .series = series, .as_of = as_of, .upwards = is_upwards(goal),
                     .target = in_terms(goal, integi_fraction_from_decimal(goal->target)),
                     .target_high = integi_fraction_from_decimal(goal->target_high)};
    find_baseline(&judged);
    fill_baseline(&judged, progress);
    const integi_point *latest = latest_point(series, as_of);
    if (latest != NULL) {
        progress->has_point = true;
        progress->point = *latest;
    }
    find_achievement(&judged, progress);
    progress->status = judge_status(&judged, progress);
    judge_limit(&judged, &goal->requirement, &progress->requirement);
    judge_limit(&judged, &goal->recognition, &progress->recognition);
    for (size_t i = 0; i < goal->milestone_count; i++)
        judge_milestone(&judged, &goal->milestones[i], &progress->milestones[i]);
    *out = progress;
    return INTEG_STATUS_OK;
}
