/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "goal/judgement.h"
#include "goal/messages.h"

/* A level to keep is a floor, unless the goal's own limits say that less is better. */
static bool is_upwards(const integ_goal *goal)
{
    if (goal->direction == INTEG_DIRECTION_MAINTAIN)
        return goal->requirement.kind != INTEG_LIMIT_AT_MOST && goal->recognition.kind != INTEG_LIMIT_AT_MOST;
    return goal->direction == INTEG_DIRECTION_INCREASE;
}

static void find_baseline(integi_judgement *judged)
{
    const integ_goal *goal = judged->goal;
    judged->baseline_reason = INTEG_REASON_NO_SNAPSHOT;
    if (goal->baseline_given) {
        judged->baseline = integi_goal_terms(goal, integi_fraction_from_decimal(goal->baseline_value));
        judged->has_baseline = true;
        return;
    }
    const integi_point *point = integi_baseline_point(judged);
    if (point == NULL)
        return;
    judged->baseline_reason = point->figure.value.reason;
    judged->has_baseline = integi_point_has_value(point);
    judged->baseline = integi_goal_terms(goal, point->figure.value.exact);
}

static void fill_baseline(const integi_judgement *judged, integ_progress *progress)
{
    const integ_goal *goal = judged->goal;
    progress->has_baseline = judged->has_baseline;
    progress->baseline_date = goal->baseline_date;
    if (goal->baseline_given)
        progress->baseline_value = integi_decimal_number(goal->baseline_value);
    else if (judged->has_baseline)
        progress->baseline_value = integi_baseline_point(judged)->figure.value.number;
}

/* The first date after the baseline on which the target was met, for "achieved" and "lost". */
static void find_achievement(const integi_judgement *judged, integ_progress *progress)
{
    for (size_t i = 0; i < judged->series->count && !progress->has_achieved_on; i++) {
        const integi_point *point = &judged->series->points[i];
        bool later = !judged->goal->has_baseline || point->date > judged->goal->baseline_date;
        if (later && integi_judgement_covers(judged, point) && integi_point_has_value(point) &&
            integi_judgement_meets(judged, point)) {
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

static integ_status cannot_tell(integ_progress *progress, int32_t reason)
{
    progress->untold = reason;
    return INTEG_STATUS_OK;
}

/* Progress and path, where they can be computed. False when there is no distance to measure: a baseline at the target,
 * or beyond it, from where every number would be nonsense. */
static bool measure(const integi_judgement *judged, integ_progress *progress, integi_fraction *share,
                    integi_fraction *expected)
{
    *expected = path(judged->goal, progress->point.date);
    progress->has_expected = true;
    progress->expected = integi_fraction_number(expected);
    integi_fraction value = integi_goal_terms(judged->goal, progress->point.figure.value.exact);
    if (integi_judgement_reaches(judged, judged->baseline, judged->target))
        return false;
    if (!integi_fraction_divide(integi_fraction_subtract(value, judged->baseline),
                                integi_fraction_subtract(judged->target, judged->baseline), share))
        return false;
    progress->has_progress = true;
    progress->progress = integi_fraction_number(share);
    return true;
}

integ_status integi_judge_share_of_distance(const integi_judgement *judged, integ_progress *progress,
                                            integ_error *error)
{
    (void)error; /* nothing here can fail */
    integi_fraction share, expected;
    if (integi_goal_keeps(judged->goal))
        return INTEG_STATUS_OK;
    if (!measure(judged, progress, &share, &expected))
        return cannot_tell(progress, INTEG_UNTOLD_BASELINE_EQUALS_TARGET);
    progress->has_method_value = true;
    progress->method_value = progress->progress;
    if (integi_fraction_sign(&share) < 0) {
        progress->why = INTEG_WHY_AWAY_FROM_TARGET;
        progress->judged = INTEG_GOAL_MOVING_AWAY;
    } else {
        bool far_enough = integi_fraction_compare(share, expected) >= 0;
        progress->why = far_enough ? INTEG_WHY_AT_LEAST_PATH : INTEG_WHY_LESS_THAN_PATH;
        progress->judged = far_enough ? INTEG_GOAL_ON_TRACK : INTEG_GOAL_BEHIND;
    }
    return INTEG_STATUS_OK;
}

/* A baseline beyond the target counts as having had it. */
static bool was_achieved_before(const integi_judgement *judged, const integ_progress *progress)
{
    if (!judged->goal->has_target)
        return false;
    if (progress->has_achieved_on && progress->achieved_on < progress->point.date)
        return true;
    return judged->has_baseline && integi_fraction_compare(judged->baseline, judged->target) != 0 &&
           integi_judgement_reaches(judged, judged->baseline, judged->target);
}

/* What the method finds; never called without a value. */
static integ_status ask_method(const integi_judgement *judged, integ_progress *progress, integ_error *error)
{
    const integi_goal_method *method = progress->method;
    bool keeps_without = integi_goal_keeps(judged->goal) && method->judge == integi_judge_share_of_distance;
    if (!integi_goal_method_suits(method, judged->goal->direction))
        return cannot_tell(progress, INTEG_UNTOLD_METHOD_DIRECTION);
    if ((method->needs & INTEGI_METHOD_NEEDS_BASELINE) != 0 && !judged->has_baseline && !keeps_without)
        return cannot_tell(progress, INTEG_UNTOLD_NO_BASELINE);
    if ((method->needs & INTEGI_METHOD_NEEDS_BASELINE) != 0 && !keeps_without &&
        (!integi_progress_use_point(progress, judged->goal->baseline_date, progress->baseline_value) ||
         !integi_progress_use_point(progress, progress->point.date, progress->point.figure.value.number)))
        return integi_out_of_memory(error);
    if (keeps_without &&
        !integi_progress_use_point(progress, progress->point.date, progress->point.figure.value.number))
        return integi_out_of_memory(error);
    return method->judge(judged, progress, error);
}

/* Where the goal stands, by the method where the target does not settle it. */
static int32_t settle(const integi_judgement *judged, integ_progress *progress)
{
    if (integi_goal_keeps(judged->goal)) {
        progress->why = progress->target_met ? INTEG_WHY_KEPT : INTEG_WHY_NOT_KEPT;
        return progress->target_met ? INTEG_GOAL_MAINTAINED : INTEG_GOAL_NOT_MAINTAINED;
    }
    if (progress->target_met || progress->judged == INTEG_GOAL_ACHIEVED) {
        progress->why = INTEG_WHY_TARGET_MET;
        return INTEG_GOAL_ACHIEVED;
    }
    if (was_achieved_before(judged, progress)) {
        progress->why = INTEG_WHY_MET_BEFORE;
        return INTEG_GOAL_LOST;
    }
    if (progress->untold == INTEG_UNTOLD_NO_BASELINE) {
        progress->why = INTEG_WHY_NO_BASELINE;
        progress->reason = judged->baseline_reason;
        return missing_status(judged->baseline_reason);
    }
    if (progress->untold != INTEG_UNTOLD_NONE) {
        progress->why = INTEG_WHY_METHOD_UNTOLD;
        return progress->untold == INTEG_UNTOLD_BASELINE_EQUALS_TARGET ? INTEG_GOAL_BASELINE_EQUALS_TARGET
                                                                       : INTEG_GOAL_NO_DATA;
    }
    if (progress->why == 0)
        progress->why = INTEG_WHY_METHOD_CLASS;
    return progress->judged;
}

static integ_status judge_status(const integi_judgement *judged, integ_progress *progress, integ_error *error)
{
    const integ_goal *goal = judged->goal;
    integ_date date = progress->has_point ? progress->point.date : judged->as_of;
    progress->reason = progress->has_point ? progress->point.figure.value.reason : INTEG_REASON_NO_SNAPSHOT;
    if (goal->has_baseline && date <= goal->baseline_date) {
        progress->status = INTEG_GOAL_NOT_STARTED;
        progress->why = INTEG_WHY_NOT_STARTED;
        return cannot_tell(progress, INTEG_UNTOLD_NOT_STARTED);
    }
    if (progress->reason != INTEG_REASON_NONE) {
        progress->status = missing_status(progress->reason);
        progress->why = INTEG_WHY_NO_VALUE;
        return cannot_tell(progress, INTEG_UNTOLD_NO_VALUE);
    }
    progress->target_met = integi_judgement_meets(judged, &progress->point);
    integi_fraction share, expected;
    bool shares = goal->has_target && judged->has_baseline && !integi_goal_keeps(goal);
    if (shares)
        measure(judged, progress, &share, &expected);
    integ_status status = ask_method(judged, progress, error);
    if (status == INTEG_STATUS_OK)
        progress->status = settle(judged, progress);
    /* share_of_distance has no words but the common ones. */
    if (progress->method->judge == integi_judge_share_of_distance && status == INTEG_STATUS_OK)
        progress->method_status = integ_goal_status_name(progress->status);
    return status;
}

/* Thresholds go down in the order in which they are listed; those of `weather` up. */
bool integi_goal_thresholds_in_order(const integ_goal *goal, const char **own, const char **next)
{
    const integi_parameter_definition *list = goal->method->parameters;
    bool rises = goal->method->judge == integi_judge_weather;
    for (int32_t i = 0; i + 1 < INTEGI_PARAMETERS_MAXIMUM && list[i].name != NULL && list[i + 1].name != NULL; i++) {
        integi_decimal value, other;
        if (list[i].kind != INTEGI_PARAMETER_THRESHOLD || list[i + 1].kind != INTEGI_PARAMETER_THRESHOLD ||
            !integi_judgement_parameter(goal, i, &value) || !integi_judgement_parameter(goal, i + 1, &other))
            continue;
        *own = list[i].name;
        *next = list[i + 1].name;
        int order = integi_decimal_compare(value, other);
        if (rises ? order > 0 : order < 0)
            return false;
    }
    return true;
}

static integ_status check(const integ_goal *goal, integ_error *error)
{
    const integi_goal_method *method = goal->method;
    bool keeps = integi_goal_keeps(goal), has_deadline = goal->has_target && goal->deadline != INTEG_DATE_MAXIMUM;
    if (!goal->has_target && (keeps || goal->direction == INTEG_DIRECTION_PARITY ||
                              (method->needs & INTEGI_METHOD_NEEDS_TARGET) != 0))
        return INTEGI_FAIL(error, NULL, &integi_message_goal_no_target, goal->id);
    if (!keeps && !goal->has_baseline &&
        (goal->has_target || (method->needs & INTEGI_METHOD_NEEDS_BASELINE) != 0))
        return INTEGI_FAIL(error, NULL, &integi_message_goal_no_baseline, goal->id);
    if (!keeps && has_deadline && goal->deadline <= goal->baseline_date)
        return INTEGI_FAIL(error, NULL, &integi_message_goal_deadline, goal->id);
    const char *own, *next;
    if (!integi_goal_thresholds_in_order(goal, &own, &next))
        return INTEGI_FAIL(error, NULL, &integi_message_goal_threshold_order, goal->id, own, next);
    return INTEG_STATUS_OK;
}

static integ_status make(const integ_goal *goal, const integi_goal_method *method, integ_date as_of,
                         integ_progress **out, integ_error *error)
{
    integ_progress *progress = integi_allocate_zeroed(goal->context, sizeof *progress);
    if (progress == NULL)
        return integi_out_of_memory(error);
    progress->context = integi_context_retain(goal->context);
    progress->as_of = as_of;
    progress->method = method;
    progress->method_status = "not_available";
    progress->trend = goal->trend;
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

static void fill_parameters(const integ_goal *goal, integ_progress *progress)
{
    for (int32_t i = 0; i < INTEGI_PARAMETERS_MAXIMUM && goal->method->parameters[i].name != NULL; i++) {
        integi_used_parameter *used = &progress->parameters[progress->parameter_count++];
        used->name = goal->method->parameters[i].name;
        used->given = goal->parameter_set[i];
        used->known = integi_judgement_parameter(goal, i, &used->value);
    }
}

static integ_status judge(const integ_goal *goal, const integ_series *series, integ_progress *progress,
                          integ_error *error)
{
    integi_judgement judged = {.goal = goal, .series = series, .as_of = progress->as_of, .upwards = is_upwards(goal),
                               .target = integi_goal_terms(goal, integi_fraction_from_decimal(goal->target)),
                               .target_high = integi_fraction_from_decimal(goal->target_high)};
    find_baseline(&judged);
    fill_baseline(&judged, progress);
    fill_parameters(goal, progress);
    const integi_point *latest = integi_latest_point(series, progress->as_of);
    if (latest != NULL) {
        progress->has_point = true;
        progress->point = *latest;
    }
    find_achievement(&judged, progress);
    integ_status status = judge_status(&judged, progress, error);
    if (status == INTEG_STATUS_OK)
        status = integi_judge_limits(&judged, progress, error);
    return status == INTEG_STATUS_OK ? integi_forecast(&judged, progress, error) : status;
}

integ_status integi_goal_evaluate_by(const integ_goal *goal, const integi_goal_method *method,
                                     const integ_series *series, integ_date as_of, integ_progress **out,
                                     integ_error *error)
{
    /* Another method has none of the parameters that the goal sets for its own. */
    integ_goal other = *goal;
    if (method != NULL && method != goal->method) {
        other.method = method;
        for (int32_t i = 0; i < INTEGI_PARAMETERS_MAXIMUM; i++)
            other.parameter_set[i] = false;
    }
    integ_progress *progress = NULL;
    integ_status status = check(&other, error);
    if (status == INTEG_STATUS_OK)
        status = make(&other, other.method, as_of, &progress, error);
    if (status == INTEG_STATUS_OK)
        status = judge(&other, series, progress, error);
    if (status == INTEG_STATUS_OK)
        *out = progress;
    else
        integ_progress_free(progress);
    return status;
}

integ_status integ_goal_evaluate(const integ_goal *goal, const integ_series *series, integ_date as_of,
                                 integ_progress **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (goal == NULL || series == NULL)
        return integi_invalid_argument(error, goal == NULL ? "goal" : "series");
    return integi_goal_evaluate_by(goal, NULL, series, as_of, out, error);
}
