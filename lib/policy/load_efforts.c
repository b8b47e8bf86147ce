/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load.h"

static const integi_document_word statuses[] = {
    {"decided", INTEG_EFFORT_DECIDED}, {"proposed", INTEG_EFFORT_PROPOSED}, {NULL, 0}};
static const integi_document_word kinds[] = {
    {"preventive", INTEG_EFFORT_PREVENTIVE}, {"intervening", INTEG_EFFORT_INTERVENING}, {NULL, 0}};
static const integi_document_word scopes[] = {
    {"general", INTEG_EFFORT_GENERAL}, {"targeted", INTEG_EFFORT_TARGETED}, {NULL, 0}};

static void load_effort(integi_loader *loader, const integi_document_node *node, integi_effort *effort)
{
    const integi_document_node *title, *theme, *status, *kind, *scope, *priority, *reaches, *serves;
    const integi_document_field fields[] = {
        {"title", &title, false}, {"theme", &theme, false},       {"status", &status, true},
        {"kind", &kind, false},   {"scope", &scope, false},       {"priority", &priority, false},
        {"reaches", &reaches, false}, {"serves", &serves, false}};
    effort->id = node->key->text;
    effort->title = effort->id;
    effort->place = node->key->place;
    if (!integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        return;
    effort->title = integi_load_title(loader, title, effort->id);
    effort->theme = integi_load_reference(loader, theme);
    effort->status = integi_load_choice(loader, status, statuses, INTEG_EFFORT_PROPOSED);
    effort->kind = integi_load_choice(loader, kind, kinds, 0);
    effort->scope = integi_load_choice(loader, scope, scopes, INTEG_EFFORT_GENERAL);
    effort->scope_place = scope == NULL ? effort->place : scope->place;
    effort->priority = integi_load_integer(loader, priority, 1, INT32_MAX, 0);
    effort->reach_count = integi_load_references(loader, reaches, &effort->reaches);
    effort->serve_count = integi_load_references(loader, serves, &effort->serves);
}

void integi_load_efforts(integi_loader *loader, const integi_document_node *section)
{
    integ_policy *policy = loader->policy;
    int64_t count = integi_load_entries(loader, section);
    policy->efforts = integi_load_array(loader, count, sizeof *policy->efforts);
    if (policy->efforts == NULL)
        return;
    for (const integi_document_node *item = section->first; item != NULL && !integi_load_stopped(loader);
         item = item->next)
        load_effort(loader, item, &policy->efforts[policy->effort_count++]);
}
