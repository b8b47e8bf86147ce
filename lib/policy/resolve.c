/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Looks up every name that a part of the document gives another part, once all parts are read. */
#include "policy/load.h"

#include "expression/tree.h"
#include "policy/find.h"
#include "policy/messages.h"

#include <string.h>

/* The kinds of things that have names, and how it is said that there is none of that name. */
typedef struct name_kind {
    int64_t (*count)(const integ_policy *policy);
    const char *(*name)(const integ_policy *policy, int64_t index);
    const integi_message *unknown, *unknown_near;
} name_kind;

static const char *indicator_name(const integ_policy *policy, int64_t index)
{
    return policy->indicators[index].id;
}

static const char *goal_name(const integ_policy *policy, int64_t index)
{
    return policy->goals[index].id;
}

static const name_kind themes = {integ_policy_theme_count, integ_policy_theme_id,
                                 &integi_message_policy_unknown_theme, &integi_message_policy_unknown_theme_near};
static const name_kind groups = {integ_policy_group_count, integ_policy_group_id,
                                 &integi_message_policy_unknown_group, &integi_message_policy_unknown_group_near};
static const name_kind indicators = {integ_policy_indicator_count, indicator_name,
                                     &integi_message_policy_unknown_indicator,
                                     &integi_message_policy_unknown_indicator_near};
static const name_kind goals = {integ_policy_goal_count, goal_name, &integi_message_policy_unknown_goal,
                                &integi_message_policy_unknown_goal_near};
static const name_kind efforts = {integ_policy_effort_count, integ_policy_effort_id,
                                  &integi_message_policy_unknown_part, &integi_message_policy_unknown_part_near};

static int64_t find(const integ_policy *policy, const name_kind *kind, const char *name)
{
    for (int64_t i = 0; i < kind->count(policy); i++)
        if (strcmp(kind->name(policy, i), name) == 0)
            return i;
    return -1;
}

int64_t integi_policy_find_group(const integ_policy *policy, const char *name)
{
    return find(policy, &groups, name);
}

/* Not where nobody will read it. */
static const char *nearest(const integi_loader *loader, const name_kind *kind, const char *name, const char *best)
{
    const integ_policy *policy = loader->policy;
    if (loader->error == NULL || integ_error_count(loader->error) == INTEG_ERROR_CAPACITY)
        return best;
    for (int64_t i = 0; i < kind->count(policy); i++)
        best = integi_nearer(name, kind->name(policy, i), best);
    return best;
}

static integ_status report_unknown(integi_loader *loader, const name_kind *kind, const char *name,
                                   const integi_place *place, const char *near)
{
    if (near != NULL)
        return INTEGI_FAIL(loader->error, place, kind->unknown_near, name, near);
    return INTEGI_FAIL(loader->error, place, kind->unknown, name);
}

static void resolve(integi_loader *loader, const name_kind *kind, integi_reference *reference)
{
    if (reference->name == NULL)
        return;
    reference->index = find(loader->policy, kind, reference->name);
    if (reference->index < 0)
        integi_load_note(loader, report_unknown(loader, kind, reference->name, &reference->place,
                                                nearest(loader, kind, reference->name, NULL)));
}

/* A decision may be about any part of the policy. */
static void resolve_about(integi_loader *loader, integi_reference *about)
{
    static const name_kind *const kinds[] = {&groups, &themes, &goals, &indicators, &efforts};
    const char *near = NULL;
    for (size_t i = 0; about->name != NULL && i < INTEGI_COUNT(kinds); i++) {
        about->index = find(loader->policy, kinds[i], about->name);
        if (about->index >= 0)
            return;
        near = nearest(loader, kinds[i], about->name, near);
    }
    if (about->name != NULL)
        integi_load_note(loader, report_unknown(loader, &efforts, about->name, &about->place, near));
}

static integ_status resolve_visited(const char *name, const integi_place *place, void *userdata)
{
    integi_loader *loader = userdata;
    integi_reference reference = {name, -1, *place};
    resolve(loader, &groups, &reference);
    return INTEG_STATUS_OK;
}

static void resolve_inside(integi_loader *loader, const integ_expression *expression)
{
    if (expression != NULL && !integi_load_stopped(loader))
        integi_load_note(loader, integi_expression_visit_groups(expression, resolve_visited, loader));
}

static void resolve_goal(integi_loader *loader, integi_policy_goal *goal)
{
    resolve(loader, &themes, &goal->theme);
    resolve(loader, &indicators, &goal->indicator);
    if (goal->definition == NULL || goal->definition->direction != INTEG_DIRECTION_PARITY ||
        goal->indicator.index < 0 || integi_load_stopped(loader))
        return;
    const integ_indicator *indicator = loader->policy->indicators[goal->indicator.index].definition;
    if (indicator == NULL)
        return;
    if (indicator->compare_as == INTEG_COMPARE_NONE) {
        integi_load_note(loader, INTEGI_FAIL(loader->error, &goal->indicator.place,
                                             &integi_message_policy_parity_compare));
        return;
    }
    int64_t parity = indicator->compare_as == INTEG_COMPARE_RATIO ? 1 : 0;
    integi_load_note(loader, integ_goal_set_parity(goal->definition, parity, loader->error));
    if (goal->exact_parity && goal->definition->has_target && !integi_load_stopped(loader))
        integi_load_note(loader, integ_goal_set_target(goal->definition, parity, 0, goal->definition->deadline,
                                                       loader->error));
}

/* Parts of a composite are indicators, each once, and no composites. */
static void resolve_parts(integi_loader *loader, integi_policy_indicator *indicator)
{
    for (int64_t i = 0; i < indicator->part_count && !integi_load_stopped(loader); i++) {
        integi_reference *part = &indicator->parts[i];
        resolve(loader, &indicators, part);
        const integ_indicator *definition = part->index < 0 ? NULL : loader->policy->indicators[part->index].definition;
        if (definition != NULL && integ_indicator_kind(definition) == INTEG_INDICATOR_COMPOSITE)
            integi_load_note(loader, INTEGI_FAIL(loader->error, &part->place, &integi_message_policy_part_composite,
                                                 part->name));
        for (int64_t earlier = 0; earlier < i; earlier++)
            if (strcmp(indicator->parts[earlier].name, part->name) == 0)
                integi_load_note(loader, INTEGI_FAIL(loader->error, &part->place, &integi_message_policy_part_twice,
                                                     part->name));
    }
}

void integi_resolve_names(integi_loader *loader)
{
    integ_policy *policy = loader->policy;
    if (integi_load_stopped(loader))
        return;
    for (int64_t i = 0; i < policy->decision_count; i++)
        resolve_about(loader, &policy->decisions[i].about);
    for (int64_t i = 0; i < policy->group_count; i++) {
        resolve(loader, &groups, &policy->groups[i].within);
        resolve_inside(loader, policy->groups[i].where);
    }
    for (int64_t i = 0; i < policy->indicator_count; i++) {
        integi_policy_indicator *indicator = &policy->indicators[i];
        resolve(loader, &groups, &indicator->of);
        resolve(loader, &groups, &indicator->with);
        resolve_inside(loader, indicator->where);
        resolve_inside(loader, indicator->measure);
        resolve_inside(loader, indicator->time);
        resolve_inside(loader, indicator->compare_where);
        resolve_parts(loader, indicator);
    }
    for (int64_t i = 0; i < policy->goal_count; i++)
        resolve_goal(loader, &policy->goals[i]);
    for (int64_t i = 0; i < policy->effort_count; i++) {
        integi_effort *effort = &policy->efforts[i];
        resolve(loader, &themes, &effort->theme);
        for (int64_t j = 0; j < effort->reach_count; j++)
            resolve(loader, &groups, &effort->reaches[j]);
        for (int64_t j = 0; j < effort->serve_count; j++)
            resolve(loader, &goals, &effort->serves[j]);
    }
}
