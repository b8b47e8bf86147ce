/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/check.h"

#include "expression/tree.h"
#include "policy/find.h"
#include "policy/messages.h"

integ_status integ_policy_options_new(integ_context *context, integ_policy_options **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL)
        return integi_invalid_argument(error, "context");
    integ_policy_options *options = integi_allocate_zeroed(context, sizeof *options);
    if (options == NULL)
        return integi_out_of_memory(error);
    options->context = integi_context_retain(context);
    options->too_broad = INTEG_POLICY_TOO_BROAD;
    *out = options;
    return INTEG_STATUS_OK;
}

void integ_policy_options_free(integ_policy_options *options)
{
    if (options == NULL)
        return;
    integ_context *context = options->context;
    integi_release(context, options, sizeof *options);
    integ_context_free(context);
}

integ_status integ_policy_options_set_too_broad(integ_policy_options *options, int32_t percent, integ_error *error)
{
    if (options == NULL || percent < 1 || percent > 100)
        return integi_invalid_argument(error, options == NULL ? "options" : "percent");
    options->too_broad = percent;
    return INTEG_STATUS_OK;
}

integ_status integ_policy_options_set_ledger(integ_policy_options *options, integ_ledger *ledger, integ_date published,
                                             integ_error *error)
{
    if (options == NULL || ledger == NULL)
        return integi_invalid_argument(error, options == NULL ? "options" : "ledger");
    if (published < INTEG_DATE_MINIMUM || published > INTEG_DATE_MAXIMUM)
        return integi_invalid_argument(error, "published");
    options->ledger = ledger;
    options->published = published;
    return INTEG_STATUS_OK;
}

typedef struct use_marking {
    const integ_policy *policy;
    integi_group_use *uses;
} use_marking;

static integ_status mark_visited(const char *name, const integi_place *place, void *userdata)
{
    (void)place;
    use_marking *marking = userdata;
    int64_t index = integi_policy_find_group(marking->policy, name);
    if (index >= 0)
        marking->uses[index].used = true;
    return INTEG_STATUS_OK;
}

static integ_status mark_inside(use_marking *marking, const integ_expression *expression)
{
    return expression == NULL ? INTEG_STATUS_OK : integi_expression_visit_groups(expression, mark_visited, marking);
}

/* Marks a group, and all that it is within. A policy that was loaded has no circles. */
static void mark_outwards(use_marking *marking, const integi_reference *reference, bool target)
{
    const integ_policy *policy = marking->policy;
    if (reference->name == NULL)
        return;
    marking->uses[reference->index].used = true;
    for (const integi_reference *at = reference; at->name != NULL; at = &policy->groups[at->index].within) {
        marking->uses[at->index].target |= target;
        marking->uses[at->index].comparator |= !target;
    }
}

static integ_status mark_all(use_marking *marking)
{
    const integ_policy *policy = marking->policy;
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < policy->group_count && status == INTEG_STATUS_OK; i++) {
        if (policy->groups[i].within.name != NULL)
            marking->uses[policy->groups[i].within.index].used = true;
        status = mark_inside(marking, policy->groups[i].where);
    }
    for (int64_t i = 0; i < policy->indicator_count && status == INTEG_STATUS_OK; i++) {
        mark_outwards(marking, &policy->indicators[i].of, true);
        mark_outwards(marking, &policy->indicators[i].with, false);
        status = mark_inside(marking, policy->indicators[i].where);
        if (status == INTEG_STATUS_OK)
            status = mark_inside(marking, policy->indicators[i].measure);
    }
    for (int64_t i = 0; i < policy->effort_count; i++)
        for (int64_t j = 0; j < policy->efforts[i].reach_count; j++)
            mark_outwards(marking, &policy->efforts[i].reaches[j], true);
    return status;
}

integ_status integi_policy_group_uses(const integ_policy *policy, integi_group_use **out, integ_error *findings)
{
    *out = NULL;
    if (policy->group_count == 0)
        return INTEG_STATUS_OK;
    size_t size = (size_t)policy->group_count * sizeof **out;
    use_marking marking = {policy, integi_allocate_zeroed(policy->context, size)};
    integ_status status = marking.uses == NULL ? INTEG_STATUS_OUT_OF_MEMORY : mark_all(&marking);
    if (status != INTEG_STATUS_OK) {
        integi_release(policy->context, marking.uses, marking.uses == NULL ? 0 : size);
        return integi_out_of_memory(findings);
    }
    *out = marking.uses;
    return INTEG_STATUS_OK;
}

static bool lies_behind_baseline(const integ_goal *goal)
{
    if (!goal->baseline_given || !goal->has_target)
        return false;
    int order = integi_decimal_compare(goal->target, goal->baseline_value);
    return (goal->direction == INTEG_DIRECTION_INCREASE && order <= 0) ||
           (goal->direction == INTEG_DIRECTION_DECREASE && order >= 0);
}

void integi_check_document(const integ_policy *policy, const integi_group_use *uses, integ_error *findings)
{
    for (int64_t i = 0; i < policy->theme_count; i++)
        if (policy->themes[i].review == INTEG_REVIEW_NOT_REVIEWED)
            INTEGI_REMARK(findings, &policy->themes[i].place, &integi_message_policy_theme_not_reviewed,
                          policy->themes[i].id);
    for (int64_t i = 0; i < policy->group_count; i++)
        if (!uses[i].used)
            INTEGI_WARN(findings, &policy->groups[i].place, &integi_message_policy_group_unused,
                        policy->groups[i].id);
    for (int64_t i = 0; i < policy->goal_count; i++)
        if (lies_behind_baseline(policy->goals[i].definition))
            INTEGI_WARN(findings, &policy->goals[i].place, &integi_message_policy_target_behind,
                        policy->goals[i].id);
    for (int64_t i = 0; i < policy->effort_count; i++) {
        const integi_effort *effort = &policy->efforts[i];
        if (effort->scope == INTEG_EFFORT_TARGETED && policy->form == INTEG_FORM_INTEGRATED)
            INTEGI_WARN(findings, &effort->scope_place, &integi_message_policy_effort_targeted, effort->id);
        if (effort->serve_count == 0)
            INTEGI_REMARK(findings, &effort->place, &integi_message_policy_effort_without_goal, effort->id);
    }
}

integ_status integ_policy_examine(const integ_policy *policy, const integ_register *reg, integ_error *remarks)
{
    if (policy == NULL)
        return integi_invalid_argument(remarks, "policy");
    int64_t first = integ_error_count(remarks);
    integ_status status = integi_check_meaning(policy, reg, remarks);
    integi_error_sort(remarks, first);
    return status;
}

integ_status integ_policy_check(const integ_policy *policy, const integ_register *reg,
                                const integ_policy_options *options, integ_error *findings)
{
    if (policy == NULL)
        return integi_invalid_argument(findings, "policy");
    static const integ_policy_options usual = {.too_broad = INTEG_POLICY_TOO_BROAD};
    const integ_policy_options *asked = options == NULL ? &usual : options;
    int64_t first = integ_error_count(findings);
    integi_group_use *uses;
    integ_status status = integi_policy_group_uses(policy, &uses, findings);
    if (status != INTEG_STATUS_OK)
        return status;
    if (reg != NULL)
        status = integi_check_register(policy, reg, findings);
    integi_check_document(policy, uses, findings);
    if (status == INTEG_STATUS_OK) /* of what does not fit there is enough to say */
        status = integi_check_meaning(policy, reg, findings);
    if (reg != NULL && status == INTEG_STATUS_OK)
        status = integi_check_breadth(policy, reg, uses, asked, findings);
    if (reg != NULL && status == INTEG_STATUS_OK && asked->ledger == NULL) /* which would have to remember a report */
        status = integi_check_measured_baselines(policy, reg, findings);
    if (uses != NULL)
        integi_release(policy->context, uses, (size_t)policy->group_count * sizeof *uses);
    integi_error_sort(findings, first);
    return status;
}
