/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Targets that are behind the baseline as the register has it. */
#include "policy/check.h"

#include "goal/judgement.h"
#include "policy/messages.h"
#include "policy/results.h"

static bool is_measured(const integ_goal *goal)
{
    return goal->has_target && goal->has_baseline && !goal->baseline_given && !integi_goal_keeps(goal);
}

static bool has_measured_baselines(const integ_policy *policy)
{
    for (int64_t i = 0; i < policy->goal_count; i++)
        if (is_measured(policy->goals[i].definition))
            return true;
    return false;
}

static const integi_value *value_on(const integ_series *series, integ_date date)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->points[i].date == date && series->points[i].figure.value.reason == INTEG_REASON_NONE)
            return &series->points[i].figure.value;
    return NULL;
}

/* A goal of parity comes closer, so that its terms, which are distances, fall. */
static bool lies_behind(const integ_goal *goal, const integi_value *baseline)
{
    integi_fraction value = integi_goal_terms(goal, baseline->exact);
    integi_fraction target = integi_goal_terms(goal, integi_fraction_from_decimal(goal->target));
    int order = integi_fraction_compare(target, value);
    return goal->direction == INTEG_DIRECTION_INCREASE ? order <= 0 : order >= 0;
}

static void check_goal(const integ_policy *policy, int64_t index, const integ_results *results, integ_error *findings)
{
    const integi_policy_goal *goal = &policy->goals[index];
    if (!is_measured(goal->definition))
        return;
    const integ_series *series = results->indicators[goal->indicator.index].series;
    const integi_value *baseline = value_on(series, goal->definition->baseline_date);
    if (baseline != NULL && lies_behind(goal->definition, baseline))
        INTEGI_WARN(findings, &goal->place, &integi_message_policy_target_behind_measured, goal->id);
}

/* What the report would show is what may be spoken of: of a hidden baseline not even on which side of the target it is.
 * A policy that cannot be run has been told why by other checks, or will be when it is run. */
integ_status integi_check_measured_baselines(const integ_policy *policy, const integ_register *reg,
                                             integ_error *findings)
{
    integ_results *results;
    if (!has_measured_baselines(policy))
        return INTEG_STATUS_OK;
    integ_status status = integ_policy_run(policy, reg, INTEG_DATE_MAXIMUM, &results, NULL);
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        return integi_out_of_memory(findings);
    if (status == INTEG_STATUS_CANCELLED)
        return integi_cancelled(findings);
    for (int64_t i = 0; status == INTEG_STATUS_OK && i < policy->goal_count; i++)
        check_goal(policy, i, results, findings);
    integ_results_free(results);
    return INTEG_STATUS_OK;
}
