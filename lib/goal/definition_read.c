/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What a goal's definition says, for those who read it. */
#include "goal/goal.h"

int32_t integ_goal_direction(const integ_goal *goal)
{
    return goal->direction;
}

const char *integ_goal_theme(const integ_goal *goal)
{
    return goal->theme;
}

const char *integ_goal_indicator(const integ_goal *goal)
{
    return goal->indicator;
}

static void give_decimal(integi_decimal value, int64_t *coefficient, int32_t *decimals)
{
    if (coefficient != NULL)
        *coefficient = value.coefficient;
    if (decimals != NULL)
        *decimals = value.decimals;
}

int32_t integ_goal_target(const integ_goal *goal, int64_t *coefficient, int32_t *decimals, integ_date *by)
{
    if (!goal->has_target)
        return 0;
    give_decimal(goal->target, coefficient, decimals);
    if (by != NULL)
        *by = goal->deadline;
    return 1;
}

int32_t integ_goal_target_high(const integ_goal *goal, int64_t *coefficient, int32_t *decimals)
{
    if (!goal->has_target || goal->direction != INTEG_DIRECTION_BETWEEN)
        return 0;
    give_decimal(goal->target_high, coefficient, decimals);
    return 1;
}

int64_t integ_goal_milestone_count(const integ_goal *goal)
{
    return (int64_t)goal->milestone_count;
}

int32_t integ_goal_milestone(const integ_goal *goal, int64_t index, int64_t *coefficient, int32_t *decimals,
                             integ_date *by)
{
    if (index < 0 || index >= (int64_t)goal->milestone_count)
        return 0;
    give_decimal(goal->milestones[index].value, coefficient, decimals);
    if (by != NULL)
        *by = goal->milestones[index].by;
    return 1;
}

static int32_t give_limit(const integi_limit *limit, int64_t *coefficient, int32_t *decimals)
{
    if (limit->kind != INTEG_LIMIT_NONE)
        give_decimal(limit->value, coefficient, decimals);
    return limit->kind;
}

int32_t integ_goal_requirement(const integ_goal *goal, int64_t *coefficient, int32_t *decimals)
{
    return give_limit(&goal->requirement, coefficient, decimals);
}

int32_t integ_goal_recognition(const integ_goal *goal, int64_t *coefficient, int32_t *decimals)
{
    return give_limit(&goal->recognition, coefficient, decimals);
}
