/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The keys of rates, segregation, composites and external series. */
#include "policy/load_indicator.h"

#include "indicator/messages.h"
#include "policy/messages.h"

static const integi_document_word segregations[] = {{"dissimilarity", INTEG_SEGREGATION_DISSIMILARITY},
                                                    {"isolation", INTEG_SEGREGATION_ISOLATION},
                                                    {"exposure", INTEG_SEGREGATION_EXPOSURE},
                                                    {"mutual_information", INTEG_SEGREGATION_MUTUAL_INFORMATION},
                                                    {"theil_h", INTEG_SEGREGATION_THEIL_H},
                                                    {"gini", INTEG_SEGREGATION_GINI},
                                                    {"atkinson", INTEG_SEGREGATION_ATKINSON},
                                                    {NULL, 0}};

static void load_rate(integi_loader *loader, const integi_indicator_keys *keys, integi_policy_indicator *indicator)
{
    integ_indicator *definition = indicator->definition;
    if (keys->per != NULL)
        integi_load_note(loader, integ_indicator_set_per(definition, integi_load_integer(loader, keys->per, 1,
                                                                                         INTEG_RATE_PER_MAXIMUM, 1),
                                                         loader->error));
    indicator->time = integi_load_expression(loader, keys->time);
    if (indicator->time != NULL)
        integi_load_note(loader, integ_indicator_set_time(definition, indicator->time, loader->error));
}

/* The weights of a standard population: false where they are not right. `out` NULL: the European one. */
static bool load_weights(integi_loader *loader, const integi_document_node *node, int64_t bands, double **out)
{
    static const integi_document_word known[] = {{"european_2013", 1}, {NULL, 0}};
    *out = NULL;
    if (node->kind != INTEGI_DOCUMENT_SEQUENCE)
        return integi_load_choice(loader, node, known, 0) == 1;
    int64_t count = integi_load_items(loader, node), at = 0;
    *out = integi_load_array(loader, count, sizeof **out);
    if (*out == NULL || count != bands) {
        if (!integi_load_stopped(loader))
            integi_load_note(loader, INTEGI_FAIL(loader->error, &node->place,
                                                 count == 2 * bands ? &integi_message_policy_weight_comma
                                                                    : &integi_message_policy_weight_count,
                                                 integi_number((char[INTEGI_NUMBER_SIZE]){0}, bands)));
        return false;
    }
    bool sound = true;
    for (const integi_document_node *item = node->first; item != NULL; item = item->next) {
        integi_decimal weight;
        bool read = integi_load_decimal(loader, item, &weight);
        if (read && weight.coefficient <= 0)
            integi_load_note(loader, INTEGI_FAIL(loader->error, &item->place, &integi_message_policy_weight));
        sound = sound && read && weight.coefficient > 0;
        (*out)[at++] = integi_decimal_number(weight);
    }
    return sound;
}

static void load_standard(integi_loader *loader, const integi_document_node *node, integi_policy_indicator *indicator)
{
    const integi_document_node *column_node, *bands, *weights_node;
    if (node == NULL ||
        !integi_load_fields(loader, node,
                            (const integi_document_field[]){{"column", &column_node, true},
                                                            {"bands", &bands, true},
                                                            {"weights", &weights_node, true}},
                            3) ||
        column_node == NULL || bands == NULL || weights_node == NULL)
        return;
    int64_t *edges, count = integi_load_edges(loader, bands, &edges);
    double *weights;
    const char *column = integi_load_text(loader, column_node);
    if (count == 0 || column == NULL || !load_weights(loader, weights_node, count + 1, &weights))
        return;
    indicator->standard = node;
    integ_status status =
        integ_indicator_set_standard(indicator->definition, column, edges, count, weights, NULL);
    if (status == INTEG_STATUS_INVALID_ARGUMENT)
        status = INTEGI_FAIL(loader->error, &bands->place, &integi_message_policy_standard);
    else if (status == INTEG_STATUS_OUT_OF_MEMORY)
        status = integi_out_of_memory(loader->error);
    integi_load_note(loader, status);
}

static void load_segregation(integi_loader *loader, const integi_indicator_keys *keys,
                             integi_policy_indicator *indicator)
{
    const char *unit = integi_load_text(loader, keys->unit);
    int32_t measure = integi_load_choice(loader, keys->measure, segregations, INTEG_SEGREGATION_DISSIMILARITY);
    if (unit == NULL || unit[0] == '\0')
        return;
    indicator->unit_place = keys->unit->place;
    integi_load_note(loader, integ_indicator_set_segregation(indicator->definition, unit, measure, loader->error));
    const char *group = integi_load_text(loader, keys->group);
    if (group == NULL || group[0] == '\0')
        return;
    indicator->group_place = keys->group->place;
    integi_load_note(loader, integ_indicator_set_segregation_groups(indicator->definition, group, loader->error));
    if (!integi_segregation_is_of_all(measure))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &keys->measure->place,
                                             &integi_message_indicator_group_measure));
}

/* `name` or `{indicator: name, weight: number}`. */
static void load_part(integi_loader *loader, const integi_document_node *item, integi_policy_indicator *indicator)
{
    const integi_document_node *name = item, *weight_node = NULL;
    if (item->kind != INTEGI_DOCUMENT_SCALAR &&
        !integi_load_fields(
            loader, item, (const integi_document_field[]){{"indicator", &name, true}, {"weight", &weight_node, false}},
            2))
        return;
    integi_decimal weight = {1, 0};
    integi_reference part = integi_load_reference(loader, name);
    if (part.name == NULL || part.name[0] == '\0' ||
        (weight_node != NULL && !integi_load_decimal(loader, weight_node, &weight)))
        return;
    if (weight.coefficient <= 0) {
        integi_load_note(loader, INTEGI_FAIL(loader->error, &weight_node->place, &integi_message_policy_weight));
        return;
    }
    indicator->parts[indicator->part_count++] = part;
    integi_load_note(loader, integ_indicator_add_part(indicator->definition, part.name, weight.coefficient,
                                                      weight.decimals, loader->error));
}

/* How many items a list has that must not be empty. */
static int64_t load_some_items(integi_loader *loader, const integi_document_node *list)
{
    int64_t count = integi_load_items(loader, list);
    if (list != NULL && list->kind == INTEGI_DOCUMENT_SEQUENCE && list->count == 0)
        integi_load_note(loader, INTEGI_FAIL(loader->error, &list->place, &integi_message_policy_list_empty));
    return count;
}

static void load_parts(integi_loader *loader, const integi_document_node *list, integi_policy_indicator *indicator)
{
    indicator->parts = integi_load_array(loader, load_some_items(loader, list), sizeof *indicator->parts);
    if (indicator->parts == NULL)
        return;
    for (const integi_document_node *item = list->first; item != NULL && !integi_load_stopped(loader);
         item = item->next)
        load_part(loader, item, indicator);
    if (list->count > 0 && list->count % 2 == 0)
        integi_load_note(loader, INTEGI_FAIL(loader->error, &list->place, &integi_message_policy_composite_even,
                                             indicator->id));
}

static void load_value(integi_loader *loader, const integi_document_node *item, integ_indicator *definition)
{
    const integi_document_node *date_node, *value_node;
    integ_date date;
    integi_decimal value;
    if (!integi_load_fields(loader, item,
                            (const integi_document_field[]){{"date", &date_node, true}, {"value", &value_node, true}},
                            2) ||
        !integi_load_date(loader, date_node, &date) || !integi_load_decimal(loader, value_node, &value))
        return;
    integ_status status =
        integ_indicator_add_published(definition, date, value.coefficient, value.decimals, NULL);
    if (status == INTEG_STATUS_INVALID_ARGUMENT)
        status = INTEGI_FAIL(loader->error, &date_node->place, &integi_message_policy_values_order);
    else if (status == INTEG_STATUS_OUT_OF_MEMORY)
        status = integi_out_of_memory(loader->error);
    integi_load_note(loader, status);
}

static void load_external(integi_loader *loader, const integi_indicator_keys *keys, integ_indicator *definition)
{
    const char *source = integi_load_text(loader, keys->source);
    if (source != NULL)
        integi_load_note(loader, integ_indicator_set_source(definition, source, loader->error));
    if (load_some_items(loader, keys->values) == 0)
        return;
    for (const integi_document_node *item = keys->values->first; item != NULL && !integi_load_stopped(loader);
         item = item->next)
        load_value(loader, item, definition);
}

void integi_load_indicator_more(integi_loader *loader, const integi_indicator_keys *keys,
                                integi_policy_indicator *indicator)
{
    load_rate(loader, keys, indicator);
    load_standard(loader, keys->standard, indicator);
    if (integ_indicator_kind(indicator->definition) == INTEG_INDICATOR_SEGREGATION)
        load_segregation(loader, keys, indicator);
    load_parts(loader, keys->parts, indicator);
    load_external(loader, keys, indicator->definition);
}
