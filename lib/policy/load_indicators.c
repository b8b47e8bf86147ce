/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load.h"

#include "policy/messages.h"

#include <string.h>

#define KINDS "count, share, mean, sum"

static const integi_document_word kinds[] = {{"count", INTEG_INDICATOR_COUNT},
                                             {"share", INTEG_INDICATOR_SHARE},
                                             {"mean", INTEG_INDICATOR_MEAN},
                                             {"sum", INTEG_INDICATOR_SUM},
                                             {NULL, 0}};
static const integi_document_word comparisons[] = {
    {"difference", INTEG_COMPARE_DIFFERENCE}, {"ratio", INTEG_COMPARE_RATIO}, {NULL, 0}};
static const integi_document_word unknowns[] = {{"as_false", 1}, {NULL, 0}};

typedef struct indicator_keys {
    const integi_document_node *title, *kind, *of, *population, *where, *measure, *compare, *by, *unknown;
} indicator_keys;

/* 0 when there is none. A kind that this version lacks may be one that a later version has. */
static int32_t load_kind(integi_loader *loader, const integi_document_node *node)
{
    const char *word = integi_load_text(loader, node);
    if (word == NULL)
        return 0;
    for (const integi_document_word *kind = kinds; kind->word != NULL; kind++)
        if (strcmp(kind->word, word) == 0)
            return kind->value;
    integi_load_note(loader, INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_indicator_kind, word,
                                         KINDS));
    return 0;
}

/* What a kind needs, and what has no meaning in it. */
static void check_keys(integi_loader *loader, const integi_policy_indicator *indicator, int32_t kind,
                       const indicator_keys *keys)
{
    bool sums = kind == INTEG_INDICATOR_MEAN || kind == INTEG_INDICATOR_SUM;
    const char *word = integ_indicator_kind_name(kind);
    integ_error *error = loader->error;
    if (kind == INTEG_INDICATOR_SHARE && keys->where == NULL)
        integi_load_note(loader, INTEGI_FAIL(error, &indicator->place, &integi_message_policy_share_where));
    if (sums && keys->measure == NULL)
        integi_load_note(loader, INTEGI_FAIL(error, &indicator->place, &integi_message_policy_measure, word));
    if (!sums && kind != 0 && keys->measure != NULL)
        integi_load_note(loader, INTEGI_FAIL(error, &keys->measure->key->place,
                                             &integi_message_policy_measure_unused, word));
    if (kind != INTEG_INDICATOR_SHARE && kind != 0 && keys->unknown != NULL)
        integi_load_note(loader, INTEGI_FAIL(error, &keys->unknown->key->place,
                                             &integi_message_policy_unknown_unused));
    if (keys->population != NULL && keys->of == NULL)
        integi_load_note(loader, INTEGI_FAIL(error, &keys->population->key->place,
                                             &integi_message_policy_population_of));
}

static int32_t load_comparison(integi_loader *loader, const integi_document_node *node,
                               integi_policy_indicator *indicator)
{
    const integi_document_node *with, *as;
    if (node == NULL || !integi_load_fields(loader, node,
                                            (const integi_document_field[]){{"with", &with, true}, {"as", &as, true}},
                                            2))
        return INTEG_COMPARE_NONE;
    indicator->with = integi_load_reference(loader, with);
    return integi_load_choice(loader, as, comparisons, INTEG_COMPARE_NONE);
}

static void define(integi_loader *loader, integi_policy_indicator *indicator, int32_t kind, int32_t compare_as,
                   bool as_false, const integi_document_node *by)
{
    integ_status status = integ_indicator_new(loader->policy->context, indicator->id, kind, indicator->of.name,
                                              &indicator->definition, loader->error);
    integ_indicator *definition = indicator->definition;
    if (status == INTEG_STATUS_OK)
        status = integ_indicator_set_title(definition, indicator->title, loader->error);
    if (status == INTEG_STATUS_OK && indicator->where != NULL)
        status = integ_indicator_set_where(definition, indicator->where, loader->error);
    if (status == INTEG_STATUS_OK && indicator->measure != NULL)
        status = integ_indicator_set_measure(definition, indicator->measure, loader->error);
    if (status == INTEG_STATUS_OK && indicator->with.name != NULL && compare_as != INTEG_COMPARE_NONE)
        status = integ_indicator_set_compare(definition, indicator->with.name, compare_as, loader->error);
    if (status == INTEG_STATUS_OK)
        status = integ_indicator_set_unknown_as_false(definition, as_false, loader->error);
    integi_load_note(loader, status);
    if (status == INTEG_STATUS_OK && by != NULL)
        integi_load_breakdown(loader, by, definition);
}

static void load_indicator(integi_loader *loader, const integi_document_node *node,
                           integi_policy_indicator *indicator)
{
    indicator_keys keys = {0};
    const integi_document_field fields[] = {
        {"title", &keys.title, false},     {"kind", &keys.kind, true},       {"of", &keys.of, false},
        {"where", &keys.where, false},     {"measure", &keys.measure, false}, {"compare", &keys.compare, false},
        {"by", &keys.by, false},           {"unknown", &keys.unknown, false},
        {"population", &keys.population, false}};
    indicator->id = node->key->text;
    indicator->title = indicator->id;
    indicator->place = node->key->place;
    if (!integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        return;
    indicator->title = integi_load_title(loader, keys.title, indicator->id);
    indicator->of = integi_load_reference(loader, keys.of);
    indicator->population = integi_load_text(loader, keys.population);
    if (indicator->population != NULL)
        indicator->population_place = keys.population->place;
    indicator->where = integi_load_expression(loader, keys.where);
    indicator->measure = integi_load_expression(loader, keys.measure);
    indicator->by = keys.by;
    int32_t kind = load_kind(loader, keys.kind);
    check_keys(loader, indicator, kind, &keys);
    int32_t compare_as = load_comparison(loader, keys.compare, indicator);
    bool as_false = integi_load_choice(loader, keys.unknown, unknowns, 0) == 1;
    if (!integi_load_stopped(loader)) /* with some kind, so that its breakdown is read even where the kind is wrong */
        define(loader, indicator, kind == 0 ? INTEG_INDICATOR_COUNT : kind, compare_as, as_false, keys.by);
}

void integi_load_indicators(integi_loader *loader, const integi_document_node *section)
{
    integ_policy *policy = loader->policy;
    int64_t count = integi_load_entries(loader, section);
    policy->indicators = integi_load_array(loader, count, sizeof *policy->indicators);
    if (policy->indicators == NULL)
        return;
    for (const integi_document_node *item = section->first; item != NULL && !integi_load_stopped(loader);
         item = item->next)
        load_indicator(loader, item, &policy->indicators[policy->indicator_count++]);
}
