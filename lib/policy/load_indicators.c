/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load_indicator.h"

#include "policy/messages.h"

#include <string.h>

#define KINDS                                                                                                       \
    "count, share, mean, median, sum, rate, standardised_rate, representation, segregation, composite, external"

static const integi_document_word kinds[] = {{"count", INTEG_INDICATOR_COUNT},
                                             {"share", INTEG_INDICATOR_SHARE},
                                             {"mean", INTEG_INDICATOR_MEAN},
                                             {"median", INTEG_INDICATOR_MEDIAN},
                                             {"sum", INTEG_INDICATOR_SUM},
                                             {"rate", INTEG_INDICATOR_RATE},
                                             {"standardised_rate", INTEG_INDICATOR_STANDARDISED_RATE},
                                             {"representation", INTEG_INDICATOR_REPRESENTATION},
                                             {"segregation", INTEG_INDICATOR_SEGREGATION},
                                             {"composite", INTEG_INDICATOR_COMPOSITE},
                                             {"external", INTEG_INDICATOR_EXTERNAL},
                                             {NULL, 0}};
static const integi_document_word unknowns[] = {{"as_false", 1}, {NULL, 0}};

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
typedef struct key_rule {
    const integi_document_node *node;
    const char *key;
    uint32_t kinds;  /* that may have it */
    uint32_t needed; /* that must */
} key_rule;

#define KIND(name) (1U << INTEG_INDICATOR_##name)
#define RATES (KIND(RATE) | KIND(STANDARDISED_RATE))
#define MEASURED (KIND(MEAN) | KIND(MEDIAN) | KIND(SUM))
#define COUNTED (~(KIND(COMPOSITE) | KIND(EXTERNAL)))
#define CONDITIONED (KIND(SHARE) | RATES | KIND(REPRESENTATION))

static void check_rule(integi_loader *loader, const integi_policy_indicator *indicator, int32_t kind,
                       const key_rule *rule)
{
    const char *word = integ_indicator_kind_name(kind);
    if (rule->node == NULL && (rule->needed & 1U << kind) != 0)
        integi_load_note(loader, INTEGI_FAIL(loader->error, &indicator->place, &integi_message_policy_indicator_needs,
                                             word, rule->key));
    if (rule->node == NULL || (rule->kinds & 1U << kind) != 0)
        return;
    integi_load_note(loader, INTEGI_FAIL(loader->error, &rule->node->key->place,
                                         &integi_message_policy_indicator_unused, word, rule->key));
}

static void check_keys(integi_loader *loader, const integi_policy_indicator *indicator, int32_t kind,
                       const integi_indicator_keys *keys)
{
    /* Segregation is of those who meet a condition, or of the groups in a column. */
    const uint32_t apart = KIND(SEGREGATION);
    const key_rule rules[] = {
        {keys->of, "of", COUNTED, 0},
        {keys->where, "where", keys->group == NULL ? COUNTED : COUNTED & ~apart,
         keys->group == NULL ? CONDITIONED | apart : CONDITIONED},
        {keys->measure, "measure", MEASURED | apart, MEASURED},
        {keys->unknown, "unknown", KIND(SHARE) | KIND(REPRESENTATION), 0},
        {keys->compare, "compare", COUNTED & ~apart, KIND(REPRESENTATION)},
        {keys->by, "by", COUNTED, 0},
        {keys->per, "per", RATES, 0},
        {keys->time, "time", KIND(RATE), 0},
        {keys->standard, "standard", KIND(STANDARDISED_RATE), KIND(STANDARDISED_RATE)},
        {keys->unit, "unit", apart, apart},
        {keys->group, "group", apart, 0},
        {keys->parts, "parts", KIND(COMPOSITE), KIND(COMPOSITE)},
        {keys->values, "values", KIND(EXTERNAL), KIND(EXTERNAL)},
        {keys->source, "source", KIND(EXTERNAL), 0},
    };
    for (size_t i = 0; i < INTEGI_COUNT(rules) && kind != 0; i++)
        check_rule(loader, indicator, kind, &rules[i]);
    if (keys->population != NULL && keys->of == NULL)
        integi_load_note(loader, INTEGI_FAIL(loader->error, &keys->population->key->place,
                                             &integi_message_policy_population_of));
}

static void define(integi_loader *loader, integi_policy_indicator *indicator, int32_t kind,
                   const integi_indicator_keys *keys)
{
    integ_status status = integ_indicator_new(loader->policy->context, indicator->id, kind, indicator->of.name,
                                              &indicator->definition, loader->error);
    integ_indicator *definition = indicator->definition;
    bool as_false = integi_load_choice(loader, keys->unknown, unknowns, 0) == 1;
    if (status == INTEG_STATUS_OK)
        status = integ_indicator_set_title(definition, indicator->title, loader->error);
    if (status == INTEG_STATUS_OK && indicator->where != NULL)
        status = integ_indicator_set_where(definition, indicator->where, loader->error);
    if (status == INTEG_STATUS_OK && indicator->measure != NULL)
        status = integ_indicator_set_measure(definition, indicator->measure, loader->error);
    if (status == INTEG_STATUS_OK)
        status = integ_indicator_set_unknown_as_false(definition, as_false, loader->error);
    integi_load_note(loader, status);
    if (status != INTEG_STATUS_OK)
        return;
    integi_load_comparison(loader, keys->compare, indicator);
    integi_load_indicator_more(loader, keys, indicator);
    if (keys->by != NULL && !integi_load_stopped(loader))
        integi_load_breakdown(loader, keys->by, definition);
}

static void load_indicator(integi_loader *loader, const integi_document_node *node,
                           integi_policy_indicator *indicator)
{
    integi_indicator_keys keys = {0};
    const integi_document_field fields[] = {
        {"title", &keys.title, false},       {"kind", &keys.kind, true},       {"of", &keys.of, false},
        {"where", &keys.where, false},       {"measure", &keys.measure, false}, {"compare", &keys.compare, false},
        {"by", &keys.by, false},             {"unknown", &keys.unknown, false}, {"population", &keys.population, false},
        {"per", &keys.per, false},           {"time", &keys.time, false},       {"standard", &keys.standard, false},
        {"unit", &keys.unit, false},         {"parts", &keys.parts, false},     {"values", &keys.values, false},
        {"source", &keys.source, false},     {"group", &keys.group, false}};
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
    int32_t kind = load_kind(loader, keys.kind);
    indicator->where = integi_load_expression(loader, keys.where);
    if (kind != INTEG_INDICATOR_SEGREGATION)
        indicator->measure = integi_load_expression(loader, keys.measure);
    indicator->by = keys.by;
    check_keys(loader, indicator, kind, &keys);
    if (!integi_load_stopped(loader)) /* with some kind, so that its parts are read even where the kind is wrong */
        define(loader, indicator, kind == 0 ? INTEG_INDICATOR_COUNT : kind, &keys);
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
