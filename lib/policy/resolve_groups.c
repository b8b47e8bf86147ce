/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* Groups built on other groups: none may be built on itself, all that hang together select from one table. */
#include "policy/load.h"

#include "cohort/groups.h"
#include "expression/tree.h"
#include "policy/find.h"
#include "policy/messages.h"

#include <string.h>

/* Whoever evaluates groups goes down from group to group, so there is a limit to how far that may be. */
#define HEIGHT_MAXIMUM 64

typedef struct group_state {
    bool on_the_way, done;
    int32_t height; /* groups on the longest way down, this one included */
} group_state;

typedef struct search {
    integi_loader *loader;
    group_state *states;
    int64_t group; /* the one whose uses are followed */
    int32_t depth;
} search;

static void search_from(search *looking, int64_t index);

static void follow(search *looking, int64_t used, const integi_place *place)
{
    const integi_policy_group *groups = looking->loader->policy->groups;
    group_state *own = &looking->states[looking->group];
    if (looking->states[used].on_the_way) {
        integi_load_note(looking->loader, INTEGI_FAIL(looking->loader->error, place, &integi_message_policy_group_cycle,
                                                      groups[used].id));
        return;
    }
    if (!looking->states[used].done && looking->depth < HEIGHT_MAXIMUM)
        search_from(looking, used);
    int32_t height = looking->states[used].done ? looking->states[used].height + 1 : HEIGHT_MAXIMUM + 1;
    if (height > own->height)
        own->height = height;
    if (own->height == HEIGHT_MAXIMUM + 1)
        integi_load_note(looking->loader,
                         INTEGI_FAIL(looking->loader->error, place, &integi_message_policy_group_depth,
                                     integi_number((char[INTEGI_NUMBER_SIZE]){0}, HEIGHT_MAXIMUM)));
}

static integ_status follow_name(const char *name, const integi_place *place, void *userdata)
{
    search *looking = userdata;
    int64_t used = integi_policy_find_group(looking->loader->policy, name);
    if (used >= 0)
        follow(looking, used, place);
    return INTEG_STATUS_OK;
}

static void search_from(search *looking, int64_t index)
{
    const integi_policy_group *group = &looking->loader->policy->groups[index];
    int64_t outer = looking->group;
    looking->group = index;
    looking->depth++;
    looking->states[index] = (group_state){true, false, 1};
    if (group->within.index >= 0 && group->within.name != NULL)
        follow(looking, group->within.index, &group->within.place);
    if (group->where != NULL && !integi_load_stopped(looking->loader))
        integi_load_note(looking->loader, integi_expression_visit_groups(group->where, follow_name, looking));
    looking->states[index].on_the_way = false;
    looking->states[index].done = true;
    looking->depth--;
    looking->group = outer;
}

const char *integi_policy_group_population(const integ_policy *policy, int64_t group)
{
    const integi_policy_group *at = &policy->groups[group];
    for (int steps = 0; at->population == NULL && at->within.index >= 0 && at->within.name != NULL &&
                        steps <= HEIGHT_MAXIMUM; steps++)
        at = &policy->groups[at->within.index];
    return at->population == NULL ? policy->population : at->population;
}

static bool same_table(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

typedef struct population_check {
    integi_loader *loader;
    const char *population;
    const char *id;
} population_check;

static integ_status check_use(const char *name, const integi_place *place, void *userdata)
{
    population_check *check = userdata;
    int64_t used = integi_policy_find_group(check->loader->policy, name);
    if (used >= 0 && !same_table(check->population, integi_policy_group_population(check->loader->policy, used)))
        integi_load_note(check->loader, INTEGI_FAIL(check->loader->error, place,
                                                    &integi_message_policy_group_population, check->id, name));
    return INTEG_STATUS_OK;
}

/* Those whom an effort reaches are counted together. */
static void check_reach(integi_loader *loader, const integi_effort *effort)
{
    const integ_policy *policy = loader->policy;
    const char *population = NULL;
    bool known = false;
    for (int64_t i = 0; i < effort->reach_count; i++) {
        if (effort->reaches[i].index < 0)
            continue;
        const char *other = integi_policy_group_population(policy, effort->reaches[i].index);
        if (known && !same_table(population, other))
            integi_load_note(loader, INTEGI_FAIL(loader->error, &effort->reaches[i].place,
                                                 &integi_message_policy_effort_population, effort->id));
        population = known ? population : other;
        known = true;
    }
}

static void check_populations(integi_loader *loader)
{
    const integ_policy *policy = loader->policy;
    for (int64_t i = 0; i < policy->group_count && !integi_load_stopped(loader); i++) {
        const integi_policy_group *group = &policy->groups[i];
        population_check check = {loader, integi_policy_group_population(policy, i), group->id};
        if (group->within.name != NULL)
            check_use(group->within.name, &group->within.place, &check);
        if (group->where != NULL)
            integi_load_note(loader, integi_expression_visit_same_groups(group->where, check_use, &check));
    }
    for (int64_t i = 0; i < policy->indicator_count; i++) {
        const integi_policy_indicator *indicator = &policy->indicators[i];
        if (indicator->population != NULL && indicator->of.index >= 0 && indicator->of.name != NULL &&
            !same_table(indicator->population, integi_policy_group_population(policy, indicator->of.index)))
            integi_load_note(loader, INTEGI_FAIL(loader->error, &indicator->population_place,
                                                 &integi_message_policy_indicator_population, indicator->of.name,
                                                 indicator->population));
    }
    for (int64_t i = 0; i < policy->effort_count; i++)
        check_reach(loader, &policy->efforts[i]);
}

static void add_groups(integi_loader *loader)
{
    integ_policy *policy = loader->policy;
    integi_load_note(loader, integ_groups_new(policy->context, &policy->group_set, loader->error));
    if (loader->status == INTEG_STATUS_OK &&
        !integi_groups_set_main(policy->group_set, policy->population, &policy->population_place))
        integi_load_note(loader, integi_out_of_memory(loader->error));
    for (int64_t i = 0; i < policy->group_count && loader->status == INTEG_STATUS_OK; i++) {
        const integi_policy_group *group = &policy->groups[i];
        const char *population = group->within.name == NULL ? integi_policy_group_population(policy, i)
                                                            : group->population;
        integi_load_note(loader, integ_groups_add(policy->group_set, group->id, group->title, group->within.name,
                                                  group->where, population, loader->error));
    }
}

void integi_resolve_groups(integi_loader *loader)
{
    const integ_policy *policy = loader->policy;
    search looking = {loader, integi_load_array(loader, policy->group_count, sizeof *looking.states), -1, 0};
    for (int64_t i = 0; looking.states != NULL && i < policy->group_count && !integi_load_stopped(loader); i++)
        if (!looking.states[i].done)
            search_from(&looking, i);
    if (!integi_load_stopped(loader))
        check_populations(loader);
    if (loader->status == INTEG_STATUS_OK)
        add_groups(loader);
}
