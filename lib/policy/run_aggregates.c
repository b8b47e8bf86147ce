/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/run.h"

/* What the goals of each theme, and the themes of the policy, come to together. */

static bool belongs(const integ_policy *policy, const integi_goal_result *result, int64_t theme)
{
    for (int64_t i = 0; i < policy->goal_count; i++)
        if (policy->goals[i].definition == result->goal)
            return policy->goals[i].theme.index == theme;
    return false;
}

/* Of one theme, -1 for the goals without one. */
static integ_status add_goals(const integ_results *results, int64_t theme, integ_aggregate *aggregate,
                              integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < results->goal_count && status == INTEG_STATUS_OK; i++)
        if (belongs(results->policy, &results->goals[i], theme))
            status = integ_aggregate_add(aggregate, results->goals[i].progress, error);
    return status;
}

static integ_status make_theme(integ_results *results, int64_t theme, integ_error *error)
{
    const integ_policy *policy = results->policy;
    int32_t rule = policy->themes[theme].aggregate != 0 ? policy->themes[theme].aggregate : policy->aggregate;
    if (rule == INTEG_AGGREGATE_NONE)
        return INTEG_STATUS_OK;
    integ_status status = integ_aggregate_new(results->context, rule, &results->themes[theme], error);
    return status == INTEG_STATUS_OK ? add_goals(results, theme, results->themes[theme], error) : status;
}

/* A theme counts by the status that its own rule gives it; goals without a theme count as one more theme. */
static integ_status make_whole(integ_results *results, integ_error *error)
{
    const integ_policy *policy = results->policy;
    integ_aggregate *others = NULL;
    integ_status status = integ_aggregate_new(results->context, policy->aggregate, &results->whole, error);
    for (int64_t i = 0; i < policy->theme_count && status == INTEG_STATUS_OK; i++)
        status = integ_aggregate_add_part(results->whole, results->themes[i], error);
    if (status == INTEG_STATUS_OK)
        status = integ_aggregate_new(results->context, policy->aggregate, &others, error);
    if (status == INTEG_STATUS_OK)
        status = add_goals(results, -1, others, error);
    if (status == INTEG_STATUS_OK)
        status = integ_aggregate_add_part(results->whole, others, error);
    integ_aggregate_free(others);
    return status;
}

integ_status integi_run_aggregates(integi_run *run, integ_results *results, integ_error *error)
{
    const integ_policy *policy = results->policy;
    results->themes = integi_arena_allocate(&run->arena, (size_t)policy->theme_count * sizeof *results->themes);
    if (results->themes == NULL)
        return integi_out_of_memory(error);
    results->theme_count = policy->theme_count;
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < policy->theme_count && status == INTEG_STATUS_OK; i++)
        status = make_theme(results, i, error);
    if (status == INTEG_STATUS_OK && policy->aggregate != INTEG_AGGREGATE_NONE)
        status = make_whole(results, error);
    return status;
}
