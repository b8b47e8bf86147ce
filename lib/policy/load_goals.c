/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/load_method.h"

#include "base/messages.h"
#include "policy/messages.h"

static const integi_document_word directions[] = {{"increase", INTEG_DIRECTION_INCREASE},
                                                  {"decrease", INTEG_DIRECTION_DECREASE},
                                                  {"maintain", INTEG_DIRECTION_MAINTAIN},
                                                  {"between", INTEG_DIRECTION_BETWEEN},
                                                  {"parity", INTEG_DIRECTION_PARITY},
                                                  {NULL, 0}};

typedef struct goal_keys {
    const integi_document_node *goal, *title, *theme, *indicator, *direction, *baseline, *target, *method, *forecast,
        *milestones, *requirement, *recognition;
} goal_keys;

/* What a goal's keys say, before its definition is made of it. */
typedef struct goal_parts {
    int32_t direction; /* 0 when it is not known */
    bool has_baseline, baseline_given;
    integ_date baseline_date;
    integi_decimal baseline_value;
    const char *baseline_source;
    bool has_target, has_deadline;
    integi_decimal target, target_high;
    integ_date deadline;
    integi_place deadline_place;
    integi_method_parts method;
} goal_parts;

static void fail(integi_loader *loader, const integi_place *place, const integi_message *message)
{
    integi_load_note(loader, INTEGI_FAIL(loader->error, place, message));
}

static void load_baseline(integi_loader *loader, const integi_document_node *node, integi_policy_goal *goal,
                          goal_parts *parts)
{
    const integi_document_node *as_of, *value, *date, *source;
    const integi_document_field fields[] = {
        {"as_of", &as_of, false}, {"value", &value, false}, {"date", &date, false}, {"source", &source, false}};
    if (!integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        return;
    parts->baseline_given = as_of == NULL;
    if ((as_of != NULL) == (value != NULL || date != NULL || source != NULL) ||
        (as_of == NULL && (value == NULL || date == NULL))) {
        fail(loader, &node->place, &integi_message_policy_baseline_form);
        return;
    }
    const integi_document_node *day = as_of == NULL ? date : as_of;
    goal->baseline_place = day->place;
    parts->has_baseline = integi_load_date(loader, day, &parts->baseline_date);
    if (parts->baseline_given) {
        parts->has_baseline = integi_load_decimal(loader, value, &parts->baseline_value) && parts->has_baseline;
        parts->baseline_source = integi_load_text(loader, source);
    }
}

static void load_limits(integi_loader *loader, const integi_document_node *list, goal_parts *parts)
{
    int64_t count = integi_load_items(loader, list);
    if (list->kind != INTEGI_DOCUMENT_SEQUENCE)
        return;
    if (count != 2) { /* one or both may have a decimal comma */
        fail(loader, &list->place,
             count == 3 || count == 4 ? &integi_message_policy_between_comma : &integi_message_policy_between_count);
        return;
    }
    bool low = integi_load_decimal(loader, list->first, &parts->target);
    bool high = integi_load_decimal(loader, list->first->next, &parts->target_high);
    if (low && high && integi_decimal_compare(parts->target, parts->target_high) > 0)
        fail(loader, &list->place, &integi_message_policy_between_order);
    else
        parts->has_target = low && high;
}

/* What the target of a direction looks like; the first is the key that it must have. */
static const char *target_form(int32_t direction, bool danish)
{
    switch (direction) {
    case INTEG_DIRECTION_MAINTAIN:
        return danish ? "{maintain: TAL}" : "{maintain: NUMBER}";
    case INTEG_DIRECTION_BETWEEN:
        return danish ? "{between: [TAL, TAL], by: ÅÅÅÅ-MM-DD}" : "{between: [NUMBER, NUMBER], by: YYYY-MM-DD}";
    case INTEG_DIRECTION_PARITY:
        return danish ? "{by: ÅÅÅÅ-MM-DD}" : "{by: YYYY-MM-DD}";
    default:
        return danish ? "{value: TAL, by: ÅÅÅÅ-MM-DD}" : "{value: NUMBER, by: YYYY-MM-DD}";
    }
}

static void load_target(integi_loader *loader, const integi_document_node *node, integi_policy_goal *goal,
                        goal_parts *parts)
{
    const integi_document_node *value, *between, *maintain, *by;
    const integi_document_field fields[] = {
        {"value", &value, false}, {"between", &between, false}, {"maintain", &maintain, false}, {"by", &by, false}};
    if (!integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        return;
    int32_t direction = parts->direction;
    bool ranges = direction == INTEG_DIRECTION_BETWEEN, keeps = direction == INTEG_DIRECTION_MAINTAIN;
    bool parity = direction == INTEG_DIRECTION_PARITY;
    if (direction != 0 && ((between != NULL) != ranges || (maintain != NULL) != keeps ||
                           (value != NULL && (ranges || keeps)) || (value == NULL && !ranges && !keeps && !parity)))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &node->place, &integi_message_policy_target_form,
                                             integ_direction_name(direction), target_form(direction, false),
                                             target_form(direction, true)));
    else if (ranges)
        load_limits(loader, between, parts);
    else if (direction != 0)
        parts->has_target = integi_load_decimal(loader, keeps ? maintain : value, &parts->target) ||
                            (parity && value == NULL);
    parts->has_deadline = integi_load_date(loader, by, &parts->deadline);
    goal->open_ended = by == NULL;
    goal->exact_parity = parity && value == NULL;
    if (by != NULL)
        parts->deadline_place = by->place;
    else if (!keeps && direction != 0)
        fail(loader, &node->place, &integi_message_policy_target_date);
}

/* Parity is 0 where two values are subtracted and 1 where they are divided; which of the two is the indicator's to say,
 * so it is set when names are looked up. Until then a target that gives no value is 0. */
static integ_status define(integi_loader *loader, integi_policy_goal *goal, const goal_parts *parts)
{
    integ_error *error = loader->error;
    integ_status status = integ_goal_new(loader->policy->context, goal->id, parts->direction, &goal->definition, error);
    integ_goal *definition = goal->definition;
    if (status == INTEG_STATUS_OK)
        status = integ_goal_set_names(definition, goal->title, goal->theme.name, goal->indicator.name, error);
    if (status == INTEG_STATUS_OK && parts->has_baseline && parts->baseline_given)
        status = integ_goal_set_baseline_value(definition, parts->baseline_value.coefficient,
                                               parts->baseline_value.decimals, parts->baseline_date,
                                               parts->baseline_source, error);
    else if (status == INTEG_STATUS_OK && parts->has_baseline)
        status = integ_goal_set_baseline_date(definition, parts->baseline_date, error);
    integ_date deadline = parts->has_deadline ? parts->deadline : INTEG_DATE_MAXIMUM;
    if (status == INTEG_STATUS_OK && parts->direction == INTEG_DIRECTION_BETWEEN && parts->has_target)
        status = integ_goal_set_target_between(definition, parts->target.coefficient, parts->target.decimals,
                                               parts->target_high.coefficient, parts->target_high.decimals, deadline,
                                               error);
    else if (status == INTEG_STATUS_OK && parts->has_target)
        status = integ_goal_set_target(definition, parts->target.coefficient, parts->target.decimals, deadline, error);
    return status;
}

/* Parity has its own place, from which distances are told; the other directions keep a value and have no way to go. */
static bool lies_beyond_target(const goal_parts *parts, integi_decimal value)
{
    int order = parts->has_target ? integi_decimal_compare(value, parts->target) : 0;
    return (parts->direction == INTEG_DIRECTION_INCREASE && order > 0) ||
           (parts->direction == INTEG_DIRECTION_DECREASE && order < 0);
}

static void load_milestone(integi_loader *loader, const integi_document_node *node, const goal_parts *parts,
                           integ_goal *definition)
{
    const integi_document_node *value_node, *by_node;
    const integi_document_field fields[] = {{"value", &value_node, true}, {"by", &by_node, true}};
    if (!integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        return;
    integi_decimal value;
    integ_date by;
    bool has_value = integi_load_decimal(loader, value_node, &value);
    if (has_value && lies_beyond_target(parts, value))
        INTEGI_WARN(loader->error, &value_node->place, &integi_message_policy_milestone_beyond, value_node->text);
    if (!integi_load_date(loader, by_node, &by))
        return;
    if (parts->has_deadline && by > parts->deadline)
        fail(loader, &by_node->place, &integi_message_policy_milestone_late);
    if (parts->has_baseline && by <= parts->baseline_date)
        fail(loader, &by_node->place, &integi_message_policy_milestone_early);
    if (has_value && definition != NULL && !integi_load_stopped(loader))
        integi_load_note(loader, integ_goal_add_milestone(definition, value.coefficient, value.decimals, by,
                                                          loader->error));
}

static void load_milestones(integi_loader *loader, const integi_document_node *list, const goal_parts *parts,
                            integ_goal *definition)
{
    if (integi_load_items(loader, list) == 0)
        return;
    for (const integi_document_node *item = list->first; item != NULL; item = item->next)
        load_milestone(loader, item, parts, definition);
}

typedef integ_status (*limit_setter)(integ_goal *goal, int32_t limit, int64_t coefficient, int32_t decimals,
                                     integ_error *error);

static void load_limit(integi_loader *loader, const integi_document_node *node, integ_goal *definition,
                       limit_setter set)
{
    const integi_document_node *at_least, *at_most;
    const integi_document_field fields[] = {{"at_least", &at_least, false}, {"at_most", &at_most, false}};
    if (node == NULL || !integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        return;
    integi_decimal value;
    if ((at_least == NULL) == (at_most == NULL))
        fail(loader, &node->place, &integi_message_policy_limit_form);
    else if (integi_load_decimal(loader, at_least == NULL ? at_most : at_least, &value) && definition != NULL &&
             !integi_load_stopped(loader))
        integi_load_note(loader, set(definition, at_least == NULL ? INTEG_LIMIT_AT_MOST : INTEG_LIMIT_AT_LEAST,
                                     value.coefficient, value.decimals, loader->error));
}

static void check_parts(integi_loader *loader, const integi_policy_goal *goal, const goal_keys *keys,
                        const goal_parts *parts)
{
    bool keeps = parts->direction == INTEG_DIRECTION_MAINTAIN || parts->direction == INTEG_DIRECTION_BETWEEN;
    bool open = keys->target == NULL && !keeps && parts->direction != INTEG_DIRECTION_PARITY;
    uint32_t needs = parts->method.method->needs;
    if (keys->target == NULL && (!open || (needs & INTEGI_METHOD_NEEDS_TARGET) != 0))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &keys->goal->place,
                                             &integi_message_document_missing_key, "target"));
    if (keys->baseline == NULL && parts->direction != 0 && !keeps &&
        (!open || (needs & INTEGI_METHOD_NEEDS_BASELINE) != 0))
        integi_load_note(loader, INTEGI_FAIL(loader->error, &goal->place, &integi_message_policy_baseline_missing,
                                             integ_direction_name(parts->direction)));
    if (parts->has_baseline && parts->has_deadline && parts->deadline <= parts->baseline_date)
        fail(loader, &parts->deadline_place, &integi_message_policy_deadline);
}

static void load_parts(integi_loader *loader, const goal_keys *keys, integi_policy_goal *goal)
{
    goal_parts parts = {.direction = integi_load_choice(loader, keys->direction, directions, 0)};
    if (keys->baseline != NULL)
        load_baseline(loader, keys->baseline, goal, &parts);
    if (keys->target != NULL)
        load_target(loader, keys->target, goal, &parts);
    integi_load_method(loader, keys->method, &parts.method);
    check_parts(loader, goal, keys, &parts);
    if (parts.direction != 0 && !integi_load_stopped(loader))
        integi_load_note(loader, define(loader, goal, &parts));
    if (goal->definition != NULL && !integi_load_stopped(loader))
        integi_define_method(loader, &parts.method, keys->forecast, goal->definition);
    load_milestones(loader, keys->milestones, &parts, goal->definition);
    load_limit(loader, keys->requirement, goal->definition, integ_goal_set_requirement);
    load_limit(loader, keys->recognition, goal->definition, integ_goal_set_recognition);
}

static void load_goal(integi_loader *loader, const integi_document_node *node, integi_policy_goal *goal)
{
    goal_keys keys = {0};
    const integi_document_field fields[] = {
        {"title", &keys.title, false},           {"theme", &keys.theme, false},
        {"indicator", &keys.indicator, true},    {"direction", &keys.direction, true},
        {"baseline", &keys.baseline, false},     {"target", &keys.target, false},
        {"method", &keys.method, false},         {"forecast", &keys.forecast, false},
        {"milestones", &keys.milestones, false},
        {"requirement", &keys.requirement, false}, {"recognition", &keys.recognition, false}};
    goal->id = node->key->text;
    goal->title = goal->id;
    goal->place = node->key->place;
    keys.goal = node;
    if (!integi_load_fields(loader, node, fields, INTEGI_COUNT(fields)))
        return;
    goal->title = integi_load_title(loader, keys.title, goal->id);
    goal->theme = integi_load_reference(loader, keys.theme);
    goal->indicator = integi_load_reference(loader, keys.indicator);
    load_parts(loader, &keys, goal);
}

void integi_load_goals(integi_loader *loader, const integi_document_node *section)
{
    integ_policy *policy = loader->policy;
    int64_t count = integi_load_entries(loader, section);
    policy->goals = integi_load_array(loader, count, sizeof *policy->goals);
    if (policy->goals == NULL)
        return;
    for (const integi_document_node *item = section->first; item != NULL && !integi_load_stopped(loader);
         item = item->next)
        load_goal(loader, item, &policy->goals[policy->goal_count++]);
}
