/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load.h"

static void load_group(integi_loader *loader, const integi_document_node *node, integi_policy_group *group)
{
    const integi_document_node *title = NULL, *within = NULL, *where = NULL, *population = NULL;
    group->id = node->key->text;
    group->place = node->key->place;
    integi_load_fields(loader, node,
                       (const integi_document_field[]){{"title", &title, false},
                                                       {"within", &within, false},
                                                       {"where", &where, false},
                                                       {"population", &population, false}}, 4);
    group->title = integi_load_title(loader, title, group->id);
    group->within = integi_load_reference(loader, within);
    group->population = integi_load_text(loader, population);
    if (group->population != NULL)
        group->population_place = population->place;
    group->where = integi_load_expression(loader, where);
}

void integi_load_groups(integi_loader *loader, const integi_document_node *section)
{
    integ_policy *policy = loader->policy;
    int64_t count = integi_load_entries(loader, section);
    policy->groups = integi_load_array(loader, count, sizeof *policy->groups);
    if (policy->groups == NULL)
        return;
    for (const integi_document_node *item = section->first; item != NULL && !integi_load_stopped(loader);
         item = item->next)
        load_group(loader, item, &policy->groups[policy->group_count++]);
}
