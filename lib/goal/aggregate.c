/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/message.h"
#include "goal/goal.h"
#include "integration/statistics.h"

#include <string.h>

/* What several goals come to together. */

struct integ_aggregate {
    integ_context *context;
    int32_t rule;
    int64_t count, untold, too_few;
    int64_t worths[4];          /* how many are worth 0, 1, 2, 3 */
    const integi_goal_method *method; /* of all that can be told; NULL where they differ */
    bool mixed;
    int64_t scored;
    double scores; /* of the method */
    bool all_met;
    int64_t movements[3]; /* of the barometer: how many negative, unchanged, positive */
};

integ_status integ_aggregate_new(integ_context *context, int32_t rule, integ_aggregate **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || rule < INTEG_AGGREGATE_MEAN_SCORE || rule > INTEG_AGGREGATE_ALL_ACHIEVED)
        return integi_invalid_argument(error, context == NULL ? "context" : "rule");
    integ_aggregate *aggregate = integi_allocate_zeroed(context, sizeof *aggregate);
    if (aggregate == NULL)
        return integi_out_of_memory(error);
    aggregate->context = integi_context_retain(context);
    aggregate->rule = rule;
    aggregate->all_met = true;
    *out = aggregate;
    return INTEG_STATUS_OK;
}

void integ_aggregate_free(integ_aggregate *aggregate)
{
    if (aggregate == NULL)
        return;
    integ_context *context = aggregate->context;
    integi_release(context, aggregate, sizeof *aggregate);
    integ_context_free(context);
}

/* What a status is worth; -1: it cannot be told. */
static int worth(int32_t status)
{
    switch (status) {
    case INTEG_GOAL_ACHIEVED:
    case INTEG_GOAL_MAINTAINED:
        return 3;
    case INTEG_GOAL_ON_TRACK:
        return 2;
    case INTEG_GOAL_BEHIND:
        return 1;
    case INTEG_GOAL_LOST:
    case INTEG_GOAL_MOVING_AWAY:
    case INTEG_GOAL_NOT_MAINTAINED:
        return 0;
    default:
        return -1;
    }
}

static void add_status(integ_aggregate *aggregate, int32_t status)
{
    int value = worth(status);
    aggregate->count++;
    if (value >= 0)
        aggregate->worths[value]++;
    else
        aggregate->untold++;
    aggregate->too_few += status == INTEG_GOAL_TOO_FEW;
}

integ_status integ_aggregate_add(integ_aggregate *aggregate, const integ_progress *progress, integ_error *error)
{
    if (aggregate == NULL || progress == NULL)
        return integi_invalid_argument(error, aggregate == NULL ? "aggregate" : "progress");
    add_status(aggregate, progress->status);
    if (worth(progress->status) < 0)
        return INTEG_STATUS_OK;
    aggregate->mixed = aggregate->mixed || (aggregate->method != NULL && aggregate->method != progress->method) ||
                       !progress->has_score;
    aggregate->method = progress->method;
    aggregate->scored++;
    if (progress->has_score && progress->score >= -1 && progress->score <= 1)
        aggregate->movements[(int)progress->score + 1]++;
    aggregate->scores += progress->score;
    aggregate->all_met = aggregate->all_met && worth(progress->status) == 3;
    return INTEG_STATUS_OK;
}

integ_status integ_aggregate_add_part(integ_aggregate *aggregate, const integ_aggregate *part, integ_error *error)
{
    if (aggregate == NULL || part == NULL)
        return integi_invalid_argument(error, aggregate == NULL ? "aggregate" : "part");
    if (part->count == 0)
        return INTEG_STATUS_OK;
    aggregate->mixed = true;
    add_status(aggregate, integ_aggregate_status(part));
    return INTEG_STATUS_OK;
}

int32_t integ_aggregate_rule(const integ_aggregate *aggregate)
{
    return aggregate->rule;
}

static int64_t told(const integ_aggregate *aggregate)
{
    return aggregate->count - aggregate->untold;
}

static bool is_barometer(const integ_aggregate *aggregate)
{
    return strcmp(aggregate->method->name, "barometer") == 0;
}

/* What more than half of an odd number of movements are; unchanged where none is. */
static const char *majority(const integ_aggregate *aggregate)
{
    static const char *const names[] = {"negative", "unchanged", "positive"};
    if (aggregate->scored % 2 == 0)
        return NULL;
    for (int i = 0; i < 3; i++)
        if (2 * aggregate->movements[i] > aggregate->scored)
            return names[i];
    return names[1];
}

const char *integ_aggregate_method_status(const integ_aggregate *aggregate)
{
    double score;
    if (aggregate->rule != INTEG_AGGREGATE_MEAN_SCORE || aggregate->mixed || aggregate->scored == 0 ||
        aggregate->method->statistic == NULL)
        return NULL;
    if (is_barometer(aggregate))
        return majority(aggregate);
    integ_aggregate_score(aggregate, &score);
    const char *status = integ_assessment_status_of_score(aggregate->method->statistic, score, aggregate->all_met);
    return integi_assessed_meaning(status) == 0 ? NULL : status;
}

static bool has_method_scores(const integ_aggregate *aggregate)
{
    if (!aggregate->mixed && aggregate->scored % 2 == 1 && is_barometer(aggregate))
        return true;
    return !aggregate->mixed && aggregate->scored > 0 && aggregate->method->statistic != NULL &&
           integi_assessed_meaning(integ_assessment_status_of_score(aggregate->method->statistic, 0, 0)) != 0;
}

int32_t integ_aggregate_score(const integ_aggregate *aggregate, double *score)
{
    if (aggregate->rule != INTEG_AGGREGATE_MEAN_SCORE || told(aggregate) == 0)
        return 0;
    int64_t points = aggregate->worths[1] + 2 * aggregate->worths[2] + 3 * aggregate->worths[3];
    if (score != NULL)
        *score = has_method_scores(aggregate) ? aggregate->scores / (double)aggregate->scored
                                              : (double)points / (double)told(aggregate);
    return 1;
}

static int32_t mean_status(const integ_aggregate *aggregate)
{
    int64_t points = aggregate->worths[1] + 2 * aggregate->worths[2] + 3 * aggregate->worths[3];
    if (aggregate->worths[3] == told(aggregate))
        return INTEG_GOAL_ACHIEVED;
    if (has_method_scores(aggregate))
        return integi_assessed_meaning(integ_aggregate_method_status(aggregate));
    if (points >= 2 * told(aggregate))
        return INTEG_GOAL_ON_TRACK;
    return points >= told(aggregate) ? INTEG_GOAL_BEHIND : INTEG_GOAL_MOVING_AWAY;
}

static int32_t worst_status(const integ_aggregate *aggregate)
{
    static const int32_t statuses[] = {INTEG_GOAL_MOVING_AWAY, INTEG_GOAL_BEHIND, INTEG_GOAL_ON_TRACK,
                                       INTEG_GOAL_ACHIEVED};
    int value = 0;
    while (value < 3 && aggregate->worths[value] == 0)
        value++;
    return statuses[value];
}

int32_t integ_aggregate_status(const integ_aggregate *aggregate)
{
    int32_t none = aggregate->too_few > 0 && aggregate->too_few == aggregate->untold ? INTEG_GOAL_TOO_FEW
                                                                                      : INTEG_GOAL_NO_DATA;
    if (told(aggregate) == 0)
        return none;
    if (aggregate->rule == INTEG_AGGREGATE_MEAN_SCORE)
        return mean_status(aggregate);
    if (aggregate->rule == INTEG_AGGREGATE_WORST)
        return worst_status(aggregate);
    if (aggregate->worths[3] < told(aggregate))
        return INTEG_GOAL_BEHIND;
    return aggregate->untold == 0 ? INTEG_GOAL_ACHIEVED : none;
}

int64_t integ_aggregate_count(const integ_aggregate *aggregate)
{
    return aggregate->count;
}

int64_t integ_aggregate_untold(const integ_aggregate *aggregate)
{
    return aggregate->untold;
}

const char *integ_aggregate_name(int32_t rule)
{
    static const char *const names[] = {"none", "mean_score", "worst", "all_achieved"};
    return rule < INTEG_AGGREGATE_NONE || rule > INTEG_AGGREGATE_ALL_ACHIEVED ? "unknown" : names[rule];
}
