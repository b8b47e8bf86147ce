/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/attrition.h"
#include "cohort/messages.h"

/* A run keeps what each condition says of a chunk until all have spoken. */
#define CONDITIONS_MAXIMUM 20000

integ_status integi_conditions_new(const integ_snapshot *snapshot, int64_t table, const integ_groups *groups,
                                   integi_conditions **out, integ_error *error)
{
    integi_conditions *made = integi_allocate_zeroed(integi_register_context(snapshot->owner), sizeof *made);
    if (made == NULL)
        return integi_out_of_memory(error);
    atomic_init(&made->references, 1);
    made->owner = integi_register_retain(snapshot->owner);
    made->snapshot = snapshot;
    made->table = table;
    made->groups = groups == NULL ? NULL : integi_groups_retain(groups);
    integ_status status = integi_evaluation_open(&made->evaluation, groups, snapshot->owner, table, error);
    if (status == INTEG_STATUS_OK)
        *out = made;
    else
        integi_conditions_free(made);
    return status;
}

integi_conditions *integi_conditions_retain(integi_conditions *conditions)
{
    atomic_fetch_add_explicit(&conditions->references, 1, memory_order_relaxed);
    return conditions;
}

void integi_conditions_free(integi_conditions *conditions)
{
    if (conditions == NULL ||
        atomic_fetch_sub_explicit(&conditions->references, 1, memory_order_acq_rel) != 1)
        return;
    integ_register *owner = conditions->owner;
    integ_context *context = integi_register_context(owner);
    integi_evaluation_close(&conditions->evaluation);
    for (size_t i = 0; i < conditions->count; i++)
        integi_text_free(context, conditions->items[i].text);
    integi_release(context, conditions->items, conditions->capacity * sizeof *conditions->items);
    integ_groups_free(conditions->groups);
    integi_release(context, conditions, sizeof *conditions);
    integ_register_free(owner);
}

static integ_status add(integi_conditions *conditions, const integ_expression *expression, const integi_node *node,
                        integ_error *error)
{
    if (conditions->count == CONDITIONS_MAXIMUM)
        return INTEGI_FAIL(error, NULL, &integi_message_attrition_conditions,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, CONDITIONS_MAXIMUM));
    integ_context *context = integi_register_context(conditions->owner);
    void *items = conditions->items;
    if (!integi_grow(context, &items, &conditions->capacity, conditions->count, sizeof *conditions->items))
        return integi_out_of_memory(error);
    conditions->items = items;
    integi_condition *added = &conditions->items[conditions->count];
    integ_status status = integi_program_add_condition(conditions->evaluation.program, expression, node, &added->root,
                                                       error);
    if (status != INTEG_STATUS_OK)
        return status;
    size_t length;
    const char *text = integi_expression_source_text(expression, node, &length);
    added->text = integi_text_copy(context, text, length);
    if (added->text == NULL)
        return integi_out_of_memory(error);
    conditions->count++;
    return INTEG_STATUS_OK;
}

integ_status integi_conditions_add_one(integi_conditions *conditions, const integ_expression *filter,
                                       integ_error *error)
{
    return add(conditions, filter, integi_expression_root(filter), error);
}

integ_status integi_conditions_add_filter(integi_conditions *conditions, const integ_expression *filter,
                                          integ_error *error)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < integi_expression_conjunct_count(filter) && status == INTEG_STATUS_OK; i++)
        status = add(conditions, filter, integi_expression_conjunct(filter, i), error);
    return status;
}

integ_status integi_conditions_add_group(integi_conditions *conditions, const integ_groups *groups,
                                         const integi_group *group, integ_error *error)
{
    if (group->within != NULL) {
        const integi_group *outer = integi_groups_get(groups, group->within);
        integ_status status = outer == NULL ? integi_groups_report_unknown(groups, group->within, NULL, error)
                                            : integi_conditions_add_group(conditions, groups, outer, error);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    return group->where == NULL ? INTEG_STATUS_OK : integi_conditions_add_filter(conditions, group->where, error);
}
