/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/judgement.h"

#include <string.h>

/* The methods that hold one value against the baseline; their arithmetic is in lib/statistics. */

/* What their statuses come to in the words that all methods share. A class that is not enough, whatever it is called,
 * is behind; one that goes the wrong way is moving away. */
static const struct {
    const char *status;
    int32_t judged;
} meanings[] = {
    {"target_achieved", INTEG_GOAL_ACHIEVED},
    {"target_met", INTEG_GOAL_ACHIEVED},
    {"substantial_progress", INTEG_GOAL_ON_TRACK},
    {"significant_progress", INTEG_GOAL_ON_TRACK},
    {"on_track", INTEG_GOAL_ON_TRACK},
    {"positive", INTEG_GOAL_ON_TRACK},
    {"moderate_progress", INTEG_GOAL_BEHIND},
    {"limited_progress", INTEG_GOAL_BEHIND},
    {"fair_progress", INTEG_GOAL_BEHIND},
    {"no_progress", INTEG_GOAL_BEHIND},
    {"unchanged", INTEG_GOAL_BEHIND},
    {"deterioration", INTEG_GOAL_MOVING_AWAY},
    {"significant_deterioration", INTEG_GOAL_MOVING_AWAY},
    {"negative", INTEG_GOAL_MOVING_AWAY},
};

/* Two statuses mean one thing or the other by the sign of what is measured: Eurostat calls 0 to 60 % of what the target
 * needs a deterioration, and the UN puts stagnation and regression together. */
static int32_t meaning(const char *status, double progress, bool has_target)
{
    if (strcmp(status, "moderate_deterioration") == 0)
        return has_target ? INTEG_GOAL_BEHIND : INTEG_GOAL_MOVING_AWAY;
    if (strcmp(status, "stagnation_or_regression") == 0)
        return progress < 0 ? INTEG_GOAL_MOVING_AWAY : INTEG_GOAL_BEHIND;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (strcmp(status, meanings[i].status) == 0)
            return meanings[i].judged;
    return 0;
}

int32_t integi_assessed_meaning(const char *status)
{
    return meaning(status, 0, false);
}

static int32_t untold_of(int32_t reason)
{
    static const int32_t reasons[] = {
        [INTEG_ASSESSMENT_NONE] = INTEG_UNTOLD_NONE,
        [INTEG_ASSESSMENT_NO_VALUE] = INTEG_UNTOLD_NO_VALUE,
        [INTEG_ASSESSMENT_NO_BASELINE] = INTEG_UNTOLD_NO_BASELINE,
        [INTEG_ASSESSMENT_NO_DIRECTION] = INTEG_UNTOLD_METHOD_DIRECTION,
        [INTEG_ASSESSMENT_NO_TARGET] = INTEG_UNTOLD_NO_TARGET,
        [INTEG_ASSESSMENT_TOO_FEW_YEARS] = INTEG_UNTOLD_TOO_FEW_YEARS,
        [INTEG_ASSESSMENT_BASELINE_ZERO] = INTEG_UNTOLD_BASELINE_ZERO,
        [INTEG_ASSESSMENT_OPPOSITE_SIGNS] = INTEG_UNTOLD_OPPOSITE_SIGNS,
        [INTEG_ASSESSMENT_BASELINE_EQUALS_TARGET] = INTEG_UNTOLD_BASELINE_EQUALS_TARGET,
        [INTEG_ASSESSMENT_DEADLINE_BEFORE_BASELINE] = INTEG_UNTOLD_NO_DEADLINE,
        [INTEG_ASSESSMENT_TOO_LARGE] = INTEG_UNTOLD_TOO_LARGE,
        [INTEG_ASSESSMENT_TARGET_ZERO] = INTEG_UNTOLD_TARGET_ZERO,
    };
    return reasons[reason];
}

/* Years are counted from the baseline, so that it is the year 0 of the assessment. */
static void set_values(const integi_judgement *judged, const integ_progress *progress, integ_assessment *assessed)
{
    const integ_goal *goal = judged->goal;
    integi_fraction zero = integi_fraction_from(0, 1), direction = integi_fraction_from(judged->upwards ? 1 : -1, 1);
    integi_fraction years = integi_years_between(goal->baseline_date, progress->point.date);
    integi_fraction value = integi_method_terms(judged, progress->point.figure.value.exact);
    integi_fraction baseline = judged->baseline, target = integi_method_target(judged);
    if (goal->direction == INTEG_DIRECTION_BETWEEN)
        baseline = integi_method_terms(judged, judged->baseline);
    integi_assessment_set_fraction(assessed, BASE_YEAR, &zero);
    integi_assessment_set_fraction(assessed, BASE_VALUE, &baseline);
    integi_assessment_set_fraction(assessed, CURRENT_YEAR, &years);
    integi_assessment_set_fraction(assessed, CURRENT_VALUE, &value);
    integi_assessment_set_fraction(assessed, DIRECTION, &direction);
    if (!goal->has_target)
        return;
    integi_fraction deadline = integi_years_between(goal->baseline_date, goal->deadline);
    integi_assessment_set_fraction(assessed, TARGET, &target);
    integi_assessment_set_fraction(assessed, TARGET_YEAR, &deadline);
}

static void set_parameters(const integ_progress *progress, integ_assessment *assessed)
{
    static const struct {
        const char *name;
        int index;
    } places[] = {{"high", HIGH},           {"med", MEDIUM},       {"low", LOW},           {"limit", LIMIT},
                  {"strict", STRICT},       {"tolerance", TOLERANCE}, {"decimals", DECIMALS}};
    for (int32_t i = 0; i < progress->parameter_count; i++) {
        const integi_used_parameter *used = &progress->parameters[i];
        for (size_t j = 0; used->known && j < sizeof places / sizeof *places; j++) {
            if (strcmp(used->name, places[j].name) != 0)
                continue;
            integi_fraction value = integi_fraction_from_decimal(used->value);
            integi_assessment_set_fraction(assessed, places[j].index, &value);
        }
    }
}

/* The UN's share of the distance has no meaning from a baseline that meets the target: away from it would be on
 * track. */
static bool has_no_distance(const integi_judgement *judged, const integ_progress *progress)
{
    return strcmp(progress->method->statistic, "un_progress_chart") == 0 && judged->goal->has_target &&
           integi_judgement_reaches(judged, judged->baseline, judged->target);
}

integ_status integi_judge_assessed(const integi_judgement *judged, integ_progress *progress, integ_error *error)
{
    if (has_no_distance(judged, progress) && !progress->target_met) {
        progress->untold = INTEG_UNTOLD_BASELINE_EQUALS_TARGET;
        return INTEG_STATUS_OK;
    }
    integ_assessment *assessed;
    integ_status status = integ_assessment_new(progress->context, progress->method->statistic, &assessed, error);
    if (status != INTEG_STATUS_OK)
        return status;
    set_values(judged, progress, assessed);
    set_parameters(progress, assessed);
    status = integ_assessment_run(assessed, error);
    progress->method_status = integ_assessment_status(assessed);
    progress->has_method_value = integ_assessment_progress(assessed, &progress->method_value) != 0 &&
                                 !has_no_distance(judged, progress);
    progress->has_score = integ_assessment_score(assessed, &progress->score) != 0;
    progress->untold = untold_of(integ_assessment_reason(assessed));
    progress->judged = meaning(progress->method_status, progress->method_value, judged->goal->has_target);
    /* A status without a number, as of a target that is met whatever the growth was, is told. */
    if (progress->judged != 0)
        progress->untold = INTEG_UNTOLD_NONE;
    integ_assessment_free(assessed);
    return status;
}
