/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load_method.h"

#include "base/buffer.h"
#include "integration/statistics.h"
#include "policy/messages.h"

/* The method of a goal: `method: NAME`, or a mapping with its name, `thresholds` and the other parameters. */

static const integi_document_word trends[] = {
    {"least_squares", INTEG_TREND_LEAST_SQUARES}, {"theil_sen", INTEG_TREND_THEIL_SEN}, {NULL, 0}};

static void name_methods(integi_buffer *names)
{
    for (int32_t i = 0; i < integi_goal_method_count; i++) {
        integi_buffer_text(names, i == 0 ? "" : ", ");
        integi_buffer_text(names, integi_goal_methods[i].name);
    }
}

static void complain(integi_loader *loader, const integi_document_node *node, const char *name)
{
    const char *nearest = integi_goal_method_nearest(name);
    if (nearest != NULL) {
        integi_load_note(loader, INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_method_near, name,
                                             nearest));
        return;
    }
    integi_buffer names;
    integi_buffer_init(&names, loader->policy->context);
    name_methods(&names);
    integi_load_note(loader, names.failed ? integi_out_of_memory(loader->error)
                                          : INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_method,
                                                        name, names.bytes));
    integi_buffer_free(&names);
}

/* The value of a parameter; those that are on or off are true and false. */
static bool load_value(integi_loader *loader, const integi_document_node *node,
                       const integi_parameter_definition *definition, integi_decimal *value)
{
    if (definition->kind != INTEGI_PARAMETER_SWITCH)
        return integi_load_decimal(loader, node, value);
    bool on;
    integ_status status = integi_document_boolean(node, &on, loader->error);
    integi_load_note(loader, status);
    *value = (integi_decimal){status == INTEG_STATUS_OK && on, 0};
    return status == INTEG_STATUS_OK;
}

static void load_parameter(integi_loader *loader, const integi_document_node *node, int32_t index,
                           integi_method_parts *parts)
{
    const integi_parameter_definition *definition = &parts->method->parameters[index];
    if (node == NULL || !load_value(loader, node, definition, &parts->values[index]))
        return;
    if (integi_parameter_allows(definition, parts->values[index]))
        parts->set[index] = true;
    else
        integi_load_note(loader, INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_parameter_range,
                                             definition->name, definition->lowest, definition->highest));
}

static bool has_thresholds(const integi_goal_method *method)
{
    return method->parameters[0].name != NULL && method->parameters[0].kind == INTEGI_PARAMETER_THRESHOLD;
}

/* Puts what stands under the keys of some parameters into the method's; a key that it does not have is a fault. */
static void take_parameters(integi_loader *loader, const integi_document_field *fields, size_t count, bool thresholds,
                            integi_method_parts *parts)
{
    for (size_t i = 0; i < count; i++) {
        const integi_document_node *node = *fields[i].value;
        int32_t index = integi_goal_method_parameter(parts->method, fields[i].name);
        if (node == NULL)
            continue;
        if (index < 0 || (parts->method->parameters[index].kind == INTEGI_PARAMETER_THRESHOLD) != thresholds)
            integi_load_note(loader, INTEGI_FAIL(loader->error, &node->key->place, &integi_message_policy_parameter,
                                                 parts->method->name, fields[i].name));
        else
            load_parameter(loader, node, index, parts);
    }
}

static void load_thresholds(integi_loader *loader, const integi_document_node *node, integi_method_parts *parts)
{
    const integi_document_node *high, *med, *low, *near, *far;
    const integi_document_field fields[] = {{"high", &high, false}, {"med", &med, false}, {"low", &low, false},
                                            {"near", &near, false}, {"far", &far, false}};
    parts->thresholds = node->key->place;
    if (!has_thresholds(parts->method))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &node->key->place, &integi_message_policy_thresholds,
                                             parts->method->name));
    else if (integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        take_parameters(loader, fields, INTEGI_COUNT(fields), true, parts);
}

static void load_parameters(integi_loader *loader, const integi_document_node *node, integi_method_parts *parts)
{
    const integi_document_node *name, *thresholds, *limit, *strict, *tolerance, *decimals, *points, *fix_after, *screen,
        *proportions, *confidence;
    const integi_document_field fields[] = {
        {"name", &name, true},           {"thresholds", &thresholds, false}, {"limit", &limit, false},
        {"strict", &strict, false},      {"tolerance", &tolerance, false},   {"decimals", &decimals, false},
        {"points", &points, false},      {"fix_after", &fix_after, false},   {"screen", &screen, false},
        {"proportions", &proportions, false}, {"confidence", &confidence, false}};
    if (!integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        return;
    take_parameters(loader, fields + 2, INTEGI_COUNT(fields) - 2, false, parts);
    if (thresholds != NULL)
        load_thresholds(loader, thresholds, parts);
}

void integi_load_method(integi_loader *loader, const integi_document_node *node, integi_method_parts *parts)
{
    parts->method = &integi_goal_methods[0];
    if (node == NULL)
        return;
    parts->place = node->place;
    bool mapping = node->kind == INTEGI_DOCUMENT_MAPPING;
    const integi_document_node *name = mapping ? integi_document_find(node, "name") : node;
    const char *text = name == NULL ? NULL : integi_load_text(loader, name);
    const integi_goal_method *method = text == NULL ? NULL : integi_goal_method_find(text);
    if (text != NULL && method == NULL)
        complain(loader, name, text);
    if (method != NULL)
        parts->method = method;
    if (mapping && (text == NULL || method != NULL))
        load_parameters(loader, node, parts);
}

void integi_define_method(integi_loader *loader, const integi_method_parts *parts,
                          const integi_document_node *forecast, integ_goal *definition)
{
    definition->trend = integi_load_choice(loader, forecast, trends, INTEG_TREND_LEAST_SQUARES);
    if (!integi_goal_method_suits(parts->method, definition->direction)) {
        integi_load_note(loader, INTEGI_FAIL(loader->error, &parts->place, &integi_message_policy_method_direction,
                                             parts->method->name, integ_direction_name(definition->direction)));
        return;
    }
    definition->method = parts->method;
    for (int32_t i = 0; i < INTEGI_PARAMETERS_MAXIMUM; i++) {
        definition->parameter_set[i] = parts->set[i];
        definition->parameters[i] = parts->values[i];
    }
    const char *own, *next;
    if (!integi_goal_thresholds_in_order(definition, &own, &next))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &parts->thresholds,
                                             &integi_message_policy_threshold_order, own, next));
}
