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
    parts->nodes[index] = node;
    parts->set[index] = integi_parameter_allows(definition, parts->values[index]);
    if (!parts->set[index])
        integi_load_note(loader, INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_parameter_range,
                                             definition->name, definition->lowest, definition->highest));
}

static bool has_thresholds(const integi_goal_method *method)
{
    return method->parameters[0].name != NULL && method->parameters[0].kind == INTEGI_PARAMETER_THRESHOLD;
}

/* The parameters that stand in this mapping: thresholds, or all others. */
static void load_parameters(integi_loader *loader, const integi_document_node *node, bool thresholds,
                            integi_document_field *fields, size_t count, integi_method_parts *parts)
{
    const integi_document_node *values[INTEGI_PARAMETERS_MAXIMUM] = {NULL};
    int32_t indexes[INTEGI_PARAMETERS_MAXIMUM], found = 0;
    for (int32_t i = 0; i < INTEGI_PARAMETERS_MAXIMUM && parts->method->parameters[i].name != NULL; i++) {
        const integi_parameter_definition *definition = &parts->method->parameters[i];
        if ((definition->kind == INTEGI_PARAMETER_THRESHOLD) != thresholds)
            continue;
        fields[count++] = (integi_document_field){definition->name, &values[found], false};
        indexes[found++] = i;
    }
    if (!integi_load_fields(loader, node, fields, count))
        return;
    for (int32_t i = 0; i < found; i++)
        load_parameter(loader, values[i], indexes[i], parts);
}

void integi_load_method(integi_loader *loader, const integi_document_node *node, integi_method_parts *parts)
{
    parts->method = &integi_goal_methods[0];
    if (node == NULL)
        return;
    parts->place = node->place;
    bool mapping = node->kind == INTEGI_DOCUMENT_MAPPING;
    const integi_document_node *name = mapping ? integi_document_find(node, "name") : node, *thresholds = NULL;
    const char *text = name == NULL ? NULL : integi_load_text(loader, name);
    const integi_goal_method *method = text == NULL ? NULL : integi_goal_method_find(text);
    if (text != NULL && method == NULL)
        complain(loader, name, text);
    if (method != NULL)
        parts->method = method;
    if (!mapping || (text != NULL && method == NULL))
        return;
    integi_document_field fields[INTEGI_PARAMETERS_MAXIMUM + 2] = {{"name", &name, true},
                                                                  {"thresholds", &thresholds, false}};
    load_parameters(loader, node, false, fields, 2, parts);
    if (thresholds == NULL)
        return;
    parts->thresholds = thresholds->key->place;
    if (!has_thresholds(parts->method))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &thresholds->key->place,
                                             &integi_message_policy_thresholds, parts->method->name));
    else
        load_parameters(loader, thresholds, true, fields, 0, parts);
}

/* A share of the way, or with no target the growth of a year, that nobody can mean: the number of per cent. */
static void check_fractions(integi_loader *loader, const integi_method_parts *parts, const integ_goal *definition)
{
    const integi_decimal two = {2, 0}, one = {1, 0};
    for (int32_t i = 0; i < INTEGI_PARAMETERS_MAXIMUM && parts->method->parameters[i].name != NULL; i++) {
        const integi_parameter_definition *parameter = &parts->method->parameters[i];
        if (!parts->set[i] || parameter->kind != INTEGI_PARAMETER_THRESHOLD)
            continue;
        if (integi_decimal_compare(parts->values[i], two) > 0 ||
            (!definition->has_target && integi_decimal_compare(parts->values[i], one) >= 0))
            INTEGI_WARN(loader->error, &parts->nodes[i]->place, &integi_message_policy_threshold_fraction,
                        parameter->name, parts->nodes[i]->text);
    }
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
    check_fractions(loader, parts, definition);
    const char *own, *next;
    if (!integi_goal_thresholds_in_order(definition, &own, &next))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &parts->thresholds,
                                             &integi_message_policy_threshold_order, own, next));
}
