/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/policy.h"

#include "policy/messages.h"

#include <string.h>

integ_policy *integi_policy_retain(const integ_policy *policy)
{
    integ_policy *changed = (integ_policy *)(uintptr_t)policy; /* the count is all that ever changes */
    atomic_fetch_add_explicit(&changed->references, 1, memory_order_relaxed);
    return changed;
}

void integ_policy_free(integ_policy *policy)
{
    if (policy == NULL || atomic_fetch_sub_explicit(&policy->references, 1, memory_order_acq_rel) != 1)
        return;
    for (int64_t i = 0; i < policy->group_count; i++)
        integ_expression_free(policy->groups[i].where);
    for (int64_t i = 0; i < policy->indicator_count; i++) {
        integ_expression_free(policy->indicators[i].where);
        integ_expression_free(policy->indicators[i].measure);
        integ_expression_free(policy->indicators[i].time);
        integ_expression_free(policy->indicators[i].compare_where);
        integ_indicator_free(policy->indicators[i].definition);
    }
    for (int64_t i = 0; i < policy->goal_count; i++)
        integ_goal_free(policy->goals[i].definition);
    integ_groups_free(policy->group_set);
    integ_context *context = policy->context;
    integi_arena_free(&policy->arena);
    integi_document_free(policy->document);
    integi_release(context, policy, sizeof *policy);
    integ_context_free(context);
}

const char *integ_policy_title(const integ_policy *policy)
{
    return policy->title;
}

int32_t integ_policy_language(const integ_policy *policy)
{
    return policy->language;
}

const char *integ_policy_purpose(const integ_policy *policy)
{
    return policy->purpose;
}

const char *integ_policy_context(const integ_policy *policy)
{
    return policy->motto;
}

int32_t integ_policy_form(const integ_policy *policy)
{
    return policy->form;
}

static integ_status set_rule(const integi_policy_disclosure *said, integ_disclosure *rule, integ_error *error)
{
    integ_status status = integ_disclosure_set_threshold(rule, said->threshold, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_full_cell(rule, said->full_cell, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_width(rule, said->width, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_complement(rule, said->complement, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_zeros(rule, said->zeros, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_dominance(rule, said->dominance_count, said->dominance_share, error);
    if (status == INTEG_STATUS_OK)
        status = integ_disclosure_set_rounding(rule, said->rounding, error);
    return status == INTEG_STATUS_OK ? integ_disclosure_set_p_percent(rule, said->p_percent, error) : status;
}

integ_status integ_policy_disclosure(const integ_policy *policy, integ_disclosure **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (policy == NULL)
        return integi_invalid_argument(error, "policy");
    integ_disclosure *rule;
    integ_status status = integ_disclosure_new(policy->context, &rule, error);
    if (status == INTEG_STATUS_OK)
        status = set_rule(&policy->disclosure, rule, error);
    if (status != INTEG_STATUS_OK)
        integ_disclosure_free(rule);
    else
        *out = rule;
    return status;
}

int64_t integ_policy_decision_count(const integ_policy *policy)
{
    return policy->decision_count;
}

const char *integ_policy_decision(const integ_policy *policy, int64_t index, const char **body, integ_date *date)
{
    if (index < 0 || index >= policy->decision_count)
        return NULL;
    const integi_decision *decision = &policy->decisions[index];
    if (body != NULL)
        *body = decision->body;
    if (date != NULL && decision->has_date)
        *date = decision->date;
    return decision->text;
}

static const integi_theme *theme_at(const integ_policy *policy, int64_t index)
{
    return index < 0 || index >= policy->theme_count ? NULL : &policy->themes[index];
}

int64_t integ_policy_theme_count(const integ_policy *policy)
{
    return policy->theme_count;
}

const char *integ_policy_theme_id(const integ_policy *policy, int64_t index)
{
    const integi_theme *theme = theme_at(policy, index);
    return theme == NULL ? NULL : theme->id;
}

const char *integ_policy_theme_title(const integ_policy *policy, int64_t index)
{
    const integi_theme *theme = theme_at(policy, index);
    return theme == NULL ? NULL : theme->title;
}

int32_t integ_policy_theme_review(const integ_policy *policy, int64_t index)
{
    const integi_theme *theme = theme_at(policy, index);
    return theme == NULL ? 0 : theme->review;
}

int64_t integ_policy_theme_priority(const integ_policy *policy, int64_t index)
{
    const integi_theme *theme = theme_at(policy, index);
    return theme == NULL ? 0 : theme->priority;
}

const integ_groups *integ_policy_groups(const integ_policy *policy)
{
    return policy->group_set;
}

int64_t integ_policy_group_count(const integ_policy *policy)
{
    return policy->group_count;
}

const char *integ_policy_group_id(const integ_policy *policy, int64_t index)
{
    return index < 0 || index >= policy->group_count ? NULL : policy->groups[index].id;
}

const char *integ_policy_group_title(const integ_policy *policy, int64_t index)
{
    return index < 0 || index >= policy->group_count ? NULL : policy->groups[index].title;
}

int64_t integ_policy_indicator_count(const integ_policy *policy)
{
    return policy->indicator_count;
}

const integ_indicator *integ_policy_indicator(const integ_policy *policy, int64_t index)
{
    return index < 0 || index >= policy->indicator_count ? NULL : policy->indicators[index].definition;
}

/* Whether a goal has what a method needs. */
static bool has_needs(const integ_goal *goal, const integi_goal_method *method)
{
    return (goal->has_target || (method->needs & INTEGI_METHOD_NEEDS_TARGET) == 0) &&
           (goal->has_target || goal->has_baseline || (method->needs & INTEGI_METHOD_NEEDS_BASELINE) == 0);
}

integ_status integ_policy_set_method(integ_policy *policy, const char *method, integ_error *error)
{
    if (policy == NULL || method == NULL)
        return integi_invalid_argument(error, policy == NULL ? "policy" : "method");
    const integi_goal_method *found = integi_goal_method_find(method);
    const char *nearest = integi_goal_method_nearest(method);
    if (found == NULL && nearest != NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_policy_method_near, method, nearest);
    if (found == NULL)
        return INTEGI_FAIL(error, NULL, &integi_message_policy_method_unknown, method);
    for (int64_t i = 0; i < policy->goal_count; i++) {
        integ_goal *goal = policy->goals[i].definition;
        if (goal->method == found || !has_needs(goal, found))
            continue;
        goal->method = found;
        memset(goal->parameter_set, 0, sizeof goal->parameter_set);
    }
    return INTEG_STATUS_OK;
}

int64_t integ_policy_goal_count(const integ_policy *policy)
{
    return policy->goal_count;
}

const integ_goal *integ_policy_goal(const integ_policy *policy, int64_t index)
{
    return index < 0 || index >= policy->goal_count ? NULL : policy->goals[index].definition;
}

static const integi_effort *effort_at(const integ_policy *policy, int64_t index)
{
    return index < 0 || index >= policy->effort_count ? NULL : &policy->efforts[index];
}

int64_t integ_policy_effort_count(const integ_policy *policy)
{
    return policy->effort_count;
}

const char *integ_policy_effort_id(const integ_policy *policy, int64_t index)
{
    const integi_effort *effort = effort_at(policy, index);
    return effort == NULL ? NULL : effort->id;
}

const char *integ_policy_effort_title(const integ_policy *policy, int64_t index)
{
    const integi_effort *effort = effort_at(policy, index);
    return effort == NULL ? NULL : effort->title;
}

int32_t integ_policy_effort_status(const integ_policy *policy, int64_t index)
{
    const integi_effort *effort = effort_at(policy, index);
    return effort == NULL ? 0 : effort->status;
}

int32_t integ_policy_effort_kind(const integ_policy *policy, int64_t index)
{
    const integi_effort *effort = effort_at(policy, index);
    return effort == NULL ? 0 : effort->kind;
}

int32_t integ_policy_effort_scope(const integ_policy *policy, int64_t index)
{
    const integi_effort *effort = effort_at(policy, index);
    return effort == NULL ? 0 : effort->scope;
}

#define AREA_COLUMN "housing_area"

const char *integi_policy_area_column(const integ_policy *policy, const integi_table_definition *table)
{
    if (policy->area != NULL)
        return policy->area;
    bool usual = integi_table_find_column(table, AREA_COLUMN) >= 0 ||
                 integi_table_find_derived(table, AREA_COLUMN) >= 0;
    return usual ? AREA_COLUMN : NULL;
}
