/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load.h"

static const integi_document_word reviews[] = {
    {"reviewed", INTEG_REVIEW_REVIEWED}, {"not_reviewed", INTEG_REVIEW_NOT_REVIEWED}, {NULL, 0}};

static const integi_document_word aggregates[] = {{"mean_score", INTEG_AGGREGATE_MEAN_SCORE},
                                                  {"worst", INTEG_AGGREGATE_WORST},
                                                  {"all_achieved", INTEG_AGGREGATE_ALL_ACHIEVED},
                                                  {NULL, 0}};

int32_t integi_load_aggregate(integi_loader *loader, const integi_document_node *node)
{
    return integi_load_choice(loader, node, aggregates, INTEG_AGGREGATE_NONE);
}

static void load_decision(integi_loader *loader, const integi_document_node *node, integi_decision *decision)
{
    const integi_document_node *date, *body, *about, *text;
    const integi_document_field fields[] = {
        {"date", &date, false}, {"body", &body, false}, {"about", &about, false}, {"text", &text, true}};
    if (!integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        return;
    decision->has_date = integi_load_date(loader, date, &decision->date);
    decision->body = integi_load_text(loader, body);
    decision->about = integi_load_reference(loader, about);
    decision->text = integi_load_text(loader, text);
    decision->place = node->place;
}

void integi_load_decisions(integi_loader *loader, const integi_document_node *section)
{
    integ_policy *policy = loader->policy;
    int64_t count = integi_load_items(loader, section);
    policy->decisions = integi_load_array(loader, count, sizeof *policy->decisions);
    if (policy->decisions == NULL)
        return;
    for (const integi_document_node *item = section->first; item != NULL; item = item->next)
        load_decision(loader, item, &policy->decisions[policy->decision_count++]);
}

static void load_theme(integi_loader *loader, const integi_document_node *node, integi_theme *theme)
{
    const integi_document_node *title = NULL, *review = NULL, *priority = NULL, *aggregate = NULL;
    theme->id = node->key->text;
    theme->place = node->key->place;
    integi_load_fields(
        loader, node,
        (const integi_document_field[]){
            {"title", &title, false},
                                        {"review", &review, false},
                                        {"priority", &priority, false},
                                        {"aggregate", &aggregate, false}},
        4);
    theme->title = integi_load_title(loader, title, theme->id);
    theme->review = integi_load_choice(loader, review, reviews, INTEG_REVIEW_NOT_REVIEWED);
    theme->priority = integi_load_integer(loader, priority, 1, INT32_MAX, 0);
    theme->aggregate = integi_load_aggregate(loader, aggregate);
}

void integi_load_themes(integi_loader *loader, const integi_document_node *section)
{
    integ_policy *policy = loader->policy;
    int64_t count = integi_load_entries(loader, section);
    policy->themes = integi_load_array(loader, count, sizeof *policy->themes);
    if (policy->themes == NULL)
        return;
    for (const integi_document_node *item = section->first; item != NULL; item = item->next)
        load_theme(loader, item, &policy->themes[policy->theme_count++]);
}
