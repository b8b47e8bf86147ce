/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What an indicator is compared with: another group, another area, or a value that somebody else has published. */
#include "policy/load_indicator.h"

#include "base/buffer.h"
#include "policy/messages.h"

#include <string.h>

static const integi_document_word comparisons[] = {
    {"difference", INTEG_COMPARE_DIFFERENCE}, {"ratio", INTEG_COMPARE_RATIO}, {NULL, 0}};

typedef struct comparison_keys {
    const integi_document_node *with, *where, *area, *value, *source, *as;
} comparison_keys;

/* Exactly one of the three, and what goes with it. */
static bool check_keys(integi_loader *loader, const integi_document_node *node, const comparison_keys *keys,
                       bool needs_as)
{
    int given = (keys->with != NULL) + (keys->area != NULL) + (keys->value != NULL);
    const integi_document_node *idle = keys->with == NULL && keys->where != NULL     ? keys->where
                                       : keys->value == NULL && keys->source != NULL ? keys->source
                                                                                     : NULL;
    integ_status status = INTEG_STATUS_OK;
    if (given != 1)
        status = INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_compare_one);
    else if (idle != NULL)
        status = INTEGI_FAIL(loader->error, &idle->key->place, &integi_message_policy_compare_idle, idle->key->text);
    else if (needs_as && keys->as == NULL)
        status = INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_compare_as);
    integi_load_note(loader, status);
    return status == INTEG_STATUS_OK;
}

/* The same group in another area is a group of its own, made when the policy runs; the colon keeps its name apart from
 * those of the document. */
static const char *area_group(integi_loader *loader, const char *id)
{
    static const char prefix[] = "area:";
    size_t length = strlen(id);
    char *name = integi_load_array(loader, (int64_t)(sizeof prefix + length), 1);
    if (name == NULL)
        return NULL;
    memcpy(name, prefix, sizeof prefix - 1);
    memcpy(name + sizeof prefix - 1, id, length + 1);
    return name;
}

static void compare_with_group(integi_loader *loader, const comparison_keys *keys, integi_policy_indicator *indicator,
                               int32_t as)
{
    indicator->with = integi_load_reference(loader, keys->with);
    indicator->compare_where = integi_load_expression(loader, keys->where);
    if (indicator->with.name != NULL)
        integi_load_note(loader, integ_indicator_set_compare(indicator->definition, indicator->with.name, as,
                                                             loader->error));
    if (indicator->compare_where != NULL)
        integi_load_note(loader, integ_indicator_set_compare_where(indicator->definition, indicator->compare_where,
                                                                   loader->error));
}

static void compare_with_area(integi_loader *loader, const comparison_keys *keys, integi_policy_indicator *indicator,
                              int32_t as)
{
    indicator->compare_area = integi_load_text(loader, keys->area);
    indicator->compare_area_place = keys->area->place;
    indicator->compare_area_group = area_group(loader, indicator->id);
    if (indicator->compare_area != NULL && indicator->compare_area_group != NULL)
        integi_load_note(loader, integi_indicator_set_compare_area(indicator->definition, indicator->compare_area_group,
                                                                   indicator->compare_area, as, loader->error));
}

static void compare_with_value(integi_loader *loader, const comparison_keys *keys, integi_policy_indicator *indicator,
                               int32_t as)
{
    integi_decimal value;
    const char *source = integi_load_text(loader, keys->source);
    if (integi_load_decimal(loader, keys->value, &value))
        integi_load_note(loader, integ_indicator_set_compare_value(indicator->definition, value.coefficient,
                                                                   value.decimals, source, as, loader->error));
}

void integi_load_comparison(integi_loader *loader, const integi_document_node *node,
                            integi_policy_indicator *indicator)
{
    comparison_keys keys = {0};
    const integi_document_field fields[] = {{"with", &keys.with, false},     {"where", &keys.where, false},
                                            {"area", &keys.area, false},     {"value", &keys.value, false},
                                            {"source", &keys.source, false}, {"as", &keys.as, false}};
    bool representation = integ_indicator_kind(indicator->definition) == INTEG_INDICATOR_REPRESENTATION;
    if (node == NULL || !integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)) ||
        !check_keys(loader, node, &keys, !representation))
        return;
    int32_t as = integi_load_choice(loader, keys.as, comparisons, INTEG_COMPARE_RATIO);
    if (keys.with != NULL)
        compare_with_group(loader, &keys, indicator, as);
    else if (keys.area != NULL)
        compare_with_area(loader, &keys, indicator, as);
    else
        compare_with_value(loader, &keys, indicator, as);
}
