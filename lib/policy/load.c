/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load.h"

#include "policy/messages.h"

#include <string.h>

static const integi_document_word languages[] = {
    {"da", INTEG_LANGUAGE_DANISH}, {"en", INTEG_LANGUAGE_ENGLISH}, {NULL, 0}};
static const integi_document_word forms[] = {
    {"integrated", INTEG_FORM_INTEGRATED}, {"standalone", INTEG_FORM_STANDALONE}, {NULL, 0}};
static const integi_document_word protections[] = {{"suppress", 0}, {"round", 1}, {NULL, 0}};

static void load_version(integi_loader *loader, const integi_document_node *node)
{
    int64_t version = integi_load_integer(loader, node, INT64_MIN, INT64_MAX, 1);
    if (version != 1)
        integi_load_note(loader, INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_version, node->text));
}

/* A share of at most 100 % in hundredths of a percent; 0 where it is not there, or is none. */
static int64_t load_percent(integi_loader *loader, const integi_document_node *node)
{
    integi_decimal number;
    if (!integi_load_decimal(loader, node, &number))
        return 0;
    integi_fraction hundredths = integi_fraction_from_decimal(number);
    int64_t low = 1, high = 10000;
    while (low <= high) {
        int64_t middle = (low + high) / 2;
        int order = integi_fraction_compare(hundredths, integi_fraction_from(middle, 100));
        if (order == 0)
            return middle;
        if (order < 0)
            high = middle - 1;
        else
            low = middle + 1;
    }
    integi_load_note(loader, INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_percent, node->text));
    return 0;
}

static void load_dominance(integi_loader *loader, const integi_document_node *node, integi_policy_disclosure *rule)
{
    const integi_document_node *n = NULL, *k = NULL;
    if (node == NULL ||
        !integi_load_fields(loader, node, (const integi_document_field[]){{"n", &n, true}, {"k", &k, true}}, 2))
        return;
    rule->dominance_count = integi_load_integer(loader, n, 1, INTEG_DOMINANCE_MAXIMUM, 0);
    rule->dominance_share = load_percent(loader, k);
}

/* Rounding has a base, and promises no width. */
static void load_rounding(integi_loader *loader, const integi_document_node *method, const integi_document_node *base,
                          const integi_document_node *width, integi_policy_disclosure *rule)
{
    bool rounds = integi_load_choice(loader, method, protections, 0) != 0;
    int64_t multiple = integi_load_integer(loader, base, 2, 1000, rule->threshold);
    char number[INTEGI_NUMBER_SIZE];
    rule->rounding = rounds ? multiple : 0;
    if (rounds && multiple < rule->threshold)
        integi_load_note(loader, INTEGI_FAIL(loader->error, &base->place, &integi_message_policy_base_small,
                                             integi_number(number, rule->threshold)));
    if (rounds && rule->width > 1)
        integi_load_note(loader, INTEGI_FAIL(loader->error, &width->place, &integi_message_policy_round_width));
    if (!rounds && base != NULL)
        integi_load_note(loader, INTEGI_FAIL(loader->error, &base->place, &integi_message_policy_base));
}

/* A threshold of 1 would hide nothing: a document cannot ask for that, only the person who runs the report. */
static void load_disclosure(integi_loader *loader, const integi_document_node *node)
{
    const integi_document_node *threshold = NULL, *full_cell = NULL, *complement = NULL, *zeros = NULL, *width = NULL,
                               *dominance = NULL, *p_percent = NULL, *method = NULL, *base = NULL;
    integi_policy_disclosure *rule = &loader->policy->disclosure;
    if (node != NULL)
        integi_load_fields(loader, node,
                           (const integi_document_field[]){{"threshold", &threshold, false},
                                                           {"full_cell", &full_cell, false},
                                                           {"complement", &complement, false},
                                                           {"zeros", &zeros, false},
                                                           {"width", &width, false},
                                                           {"dominance", &dominance, false},
                                                           {"p_percent", &p_percent, false},
                                                           {"method", &method, false},
                                                           {"base", &base, false}}, 9);
    rule->threshold = integi_load_integer(loader, threshold, 2, 1000, INTEG_DISCLOSURE_THRESHOLD);
    rule->full_cell = integi_load_integer(loader, full_cell, 0, 1000, INTEG_DISCLOSURE_FULL_CELL);
    rule->width = integi_load_integer(loader, width, 1, 1000, 1);
    rule->complement = integi_load_switch(loader, complement, true);
    rule->zeros = integi_load_switch(loader, zeros, false);
    load_dominance(loader, dominance, rule);
    rule->p_percent = load_percent(loader, p_percent);
    load_rounding(loader, method, base, width, rule);
}

static void load_document(integi_loader *loader, const integi_document_node *root)
{
    const integi_document_node *title, *version, *language, *purpose, *form, *context, *decisions, *population,
        *area, *aggregate, *disclosure, *themes, *groups, *indicators, *goals, *efforts;
    const integi_document_field fields[] = {
        {"policy", &title, true},           {"version", &version, false},     {"language", &language, false},
        {"purpose", &purpose, false},       {"form", &form, false},           {"context", &context, false},
        {"decisions", &decisions, false},   {"population", &population, false},
        {"area", &area, false},             {"aggregate", &aggregate, false},
        {"disclosure", &disclosure, false}, {"themes", &themes, false},       {"groups", &groups, false},
        {"indicators", &indicators, false}, {"goals", &goals, false},         {"efforts", &efforts, false}};
    integ_policy *policy = loader->policy;
    if (!integi_load_fields(loader, root, fields, INTEGI_COUNT(fields)))
        return;
    policy->title = integi_load_text(loader, title);
    load_version(loader, version);
    policy->language = integi_load_choice(loader, language, languages, INTEG_LANGUAGE_DANISH);
    policy->purpose = integi_load_text(loader, purpose);
    policy->form = integi_load_choice(loader, form, forms, INTEG_FORM_INTEGRATED);
    policy->aggregate = integi_load_aggregate(loader, aggregate);
    policy->motto = integi_load_text(loader, context);
    policy->population = integi_load_text(loader, population);
    if (policy->population != NULL)
        policy->population_place = population->place;
    policy->area = integi_load_text(loader, area);
    if (policy->area != NULL)
        policy->area_place = area->place;
    load_disclosure(loader, disclosure);
    integi_load_decisions(loader, decisions);
    integi_load_themes(loader, themes);
    integi_load_groups(loader, groups);
    integi_load_indicators(loader, indicators);
    integi_load_goals(loader, goals);
    integi_load_efforts(loader, efforts);
}

/* Takes the document over. */
static integ_status load(integ_context *context, integi_document *document, integ_policy **out, integ_error *error)
{
    integ_policy *policy = integi_allocate_zeroed(context, sizeof *policy);
    if (policy == NULL) {
        integi_document_free(document);
        return integi_out_of_memory(error);
    }
    policy->context = integi_context_retain(context);
    atomic_init(&policy->references, 1);
    integi_arena_init(&policy->arena, context);
    policy->document = document;
    policy->source = integi_document_source(document);
    int64_t first = integ_error_count(error);
    integi_loader loader = {policy, error, INTEG_STATUS_OK};
    load_document(&loader, integi_document_root(document));
    integi_resolve_names(&loader);
    integi_resolve_groups(&loader);
    integi_error_sort(error, first);
    if (loader.status != INTEG_STATUS_OK) {
        integ_policy_free(policy);
        return loader.status;
    }
    *out = policy;
    return INTEG_STATUS_OK;
}

integ_status integ_policy_load(integ_context *context, const char *path, integ_policy **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || path == NULL)
        return integi_invalid_argument(error, context == NULL ? "context" : "path");
    integi_document *document;
    integ_status status = integi_document_read_file(context, path, &document, error);
    return status == INTEG_STATUS_OK ? load(context, document, out, error) : status;
}

integ_status integ_policy_read(integ_context *context, const char *bytes, size_t length, const char *source_name,
                               integ_policy **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || (bytes == NULL && length > 0))
        return integi_invalid_argument(error, context == NULL ? "context" : "bytes");
    integi_document *document;
    integ_status status = integi_document_read(context, bytes, length, source_name, &document, error);
    return status == INTEG_STATUS_OK ? load(context, document, out, error) : status;
}
