/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "cohort/evaluation.h"
#include "cohort/groups.h"
#include "cohort/messages.h"
#include "expression/examination.h"

#include <string.h>

static bool same_name(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_condition(const integ_expression *a, const integ_expression *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return integi_expression_same(a, b);
}

/* A group without a condition selects what it is within. */
static bool selects_the_same(const integ_groups *groups, const integi_group *group, const integi_group *earlier)
{
    if (group->where == NULL && group->within != NULL && strcmp(group->within, earlier->name) == 0)
        return true;
    if (earlier->where == NULL && earlier->within != NULL && strcmp(earlier->within, group->name) == 0)
        return true;
    return same_name(group->within, earlier->within) &&
           same_name(integi_groups_population(groups, group), integi_groups_population(groups, earlier)) &&
           same_condition(group->where, earlier->where);
}

static void compare_with_earlier(const integ_groups *groups, int64_t index, const integi_place *place,
                                 integ_error *remarks)
{
    const integi_group *group = &groups->items[index];
    for (int64_t i = 0; i < index; i++) {
        if (!selects_the_same(groups, group, &groups->items[i]))
            continue;
        INTEGI_WARN(remarks, place, &integi_message_group_same, group->name, groups->items[i].name);
        return;
    }
}

integ_status integi_groups_examine_one(const integ_groups *groups, int64_t index, const integi_scope *scope,
                                       const integi_place *place, integ_error *remarks)
{
    const integi_group *group = &groups->items[index];
    integi_examination how = {.context = groups->context, .scope = scope, .resolver = integi_groups_resolve,
                              .resolver_userdata = (void *)(uintptr_t)groups, .within = group->within};
    integi_place own = {NULL, 0, 0, -1, 0};
    if (group->where != NULL)
        own = integi_expression_place(group->where, integi_expression_root(group->where));
    compare_with_earlier(groups, index, place == NULL ? &own : place, remarks);
    if (group->where == NULL)
        return INTEG_STATUS_OK;
    return integi_examine(&how, group->where, integi_expression_root(group->where), remarks);
}

integ_status integ_groups_examine(const integ_groups *groups, const integ_register *reg, integ_error *remarks)
{
    integ_status status = INTEG_STATUS_OK;
    if (groups == NULL)
        return integi_invalid_argument(remarks, "groups");
    for (size_t i = 0; i < groups->count && status == INTEG_STATUS_OK; i++) {
        int64_t table;
        integi_scope *scope = NULL;
        if (reg != NULL)
            status = integi_groups_table(groups, &groups->items[i], reg, &table, remarks);
        if (reg != NULL && status == INTEG_STATUS_OK)
            status = integi_scope_new(groups->context, reg, table, &scope, remarks);
        if (status == INTEG_STATUS_OK)
            status = integi_groups_examine_one(groups, (int64_t)i, scope, NULL, remarks);
        integi_scope_free(scope);
    }
    return status;
}

integ_status integ_groups_examine_filter(const integ_groups *groups, const integ_expression *filter,
                                         const integ_register *reg, const char *table, integ_error *remarks)
{
    if (filter == NULL)
        return integi_invalid_argument(remarks, "filter");
    if (groups == NULL)
        return integ_expression_examine(filter, reg, table, remarks);
    integi_examination how = {.context = groups->context, .resolver = integi_groups_resolve,
                              .resolver_userdata = (void *)(uintptr_t)groups};
    integi_scope *scope = NULL;
    int64_t index;
    integ_status status = reg == NULL ? INTEG_STATUS_OK : integi_table_index(reg, table, &index, remarks);
    if (reg != NULL && status == INTEG_STATUS_OK)
        status = integi_scope_new(groups->context, reg, index, &scope, remarks);
    how.scope = scope;
    if (status == INTEG_STATUS_OK)
        status = integi_examine(&how, filter, integi_expression_root(filter), remarks);
    integi_scope_free(scope);
    return status;
}
