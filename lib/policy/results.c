/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/results.h"

#include "policy/run.h"

void integ_results_free(integ_results *results)
{
    if (results == NULL)
        return;
    integ_context *context = results->context;
    for (int64_t i = 0; i < results->theme_count; i++)
        integ_aggregate_free(results->themes[i]);
    integ_aggregate_free(results->whole);
    integi_run_free(results->run);
    integ_policy_free((integ_policy *)(uintptr_t)results->policy);
    integi_release(context, results, sizeof *results);
    integ_context_free(context);
}

integ_date integ_results_as_of(const integ_results *results)
{
    return results->as_of;
}

int32_t integ_results_are_protected(const integ_results *results)
{
    return results->protected_figures;
}

int64_t integ_results_rounding(const integ_results *results)
{
    return results->rounding;
}

int64_t integ_results_goal_count(const integ_results *results)
{
    return results->goal_count;
}

const integ_goal *integ_results_goal(const integ_results *results, int64_t index)
{
    return index < 0 || index >= results->goal_count ? NULL : results->goals[index].goal;
}

const integ_progress *integ_results_progress(const integ_results *results, int64_t index)
{
    return index < 0 || index >= results->goal_count ? NULL : results->goals[index].progress;
}

const integ_aggregate *integ_results_theme_aggregate(const integ_results *results, int64_t theme)
{
    return theme < 0 || theme >= results->theme_count ? NULL : results->themes[theme];
}

const integ_aggregate *integ_results_aggregate(const integ_results *results)
{
    return results->whole;
}

int64_t integ_results_breach_count(const integ_results *results)
{
    int64_t breaches = 0;
    for (int64_t i = 0; i < results->goal_count; i++)
        breaches += results->goals[i].progress->requirement.met == 0;
    return breaches;
}
