/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/check.h"

#include "cohort/groups.h"
#include "expression/examination.h"
#include "policy/find.h"

/* The scope of the table that a group selects from; NULL without a register. */
static integ_status open_scope(const integ_policy *policy, const integ_register *reg, int64_t group,
                               integi_scope **out, integ_error *findings)
{
    const char *population =
        group < 0 ? policy->population : integi_policy_group_population(policy, group);
    *out = NULL;
    if (reg == NULL)
        return INTEG_STATUS_OK;
    int64_t table = population == NULL ? 0 : integi_register_find_table(reg, population);
    integ_status status =
        table < 0 ? INTEG_STATUS_OK : integi_scope_new(policy->context, reg, table, out, findings);
    if (*out != NULL && policy->disclosure.zeros)
        integi_scope_keep_absence(*out);
    return status;
}

static integ_status examine_group(const integ_policy *policy, const integ_register *reg, int64_t index,
                                  integ_error *findings)
{
    integi_scope *scope;
    integ_status status = open_scope(policy, reg, index, &scope, findings);
    if (status == INTEG_STATUS_OK)
        status = integi_groups_examine_one(policy->group_set, index, scope, &policy->groups[index].place, findings);
    integi_scope_free(scope);
    return status;
}

static integ_status examine(const integi_examination *how, const integ_expression *expression, integ_error *findings)
{
    return expression == NULL ? INTEG_STATUS_OK
                              : integi_examine(how, expression, integi_expression_root(expression), findings);
}

/* What an indicator counts is a part of its group. */
static integ_status examine_indicator(const integ_policy *policy, const integ_register *reg,
                                      const integi_policy_indicator *indicator, integ_error *findings)
{
    integi_scope *scope;
    bool named = indicator->of.name != NULL;
    integ_status status = open_scope(policy, reg, named ? indicator->of.index : -1, &scope, findings);
    integi_examination how = {.context = policy->context, .scope = scope, .resolver = integi_groups_resolve,
                              .resolver_userdata = policy->group_set,
                              .within = named ? indicator->of.name : NULL};
    if (status == INTEG_STATUS_OK)
        status = examine(&how, indicator->where, findings);
    how.within = NULL;
    if (status == INTEG_STATUS_OK)
        status = examine(&how, indicator->measure, findings);
    integi_scope_free(scope);
    return status;
}

/* An area that nobody lives in is misspelt, as a code in a condition is. */
static integ_status examine_area(const integ_policy *policy, const integ_register *reg,
                                 const integi_policy_indicator *indicator, integ_error *findings)
{
    const char *column = reg == NULL || indicator->compare_area == NULL
                             ? NULL
                             : integi_policy_area_column(policy, integi_register_table(reg, 0));
    integ_expression *where = NULL;
    integi_scope *scope = NULL;
    if (column == NULL)
        return INTEG_STATUS_OK;
    integ_status status = integi_scope_new(policy->context, reg, 0, &scope, findings);
    if (status == INTEG_STATUS_OK && policy->disclosure.zeros)
        integi_scope_keep_absence(scope);
    if (status == INTEG_STATUS_OK)
        status = integi_area_condition(policy->context, column, indicator->compare_area, &indicator->compare_area_place,
                                       &where, findings);
    if (status == INTEG_STATUS_OK)
        status = examine(&(integi_examination){.context = policy->context, .scope = scope,
                                               .resolver = integi_groups_resolve,
                                               .resolver_userdata = policy->group_set},
                         where, findings);
    integ_expression_free(where);
    integi_scope_free(scope);
    return status;
}

integ_status integi_check_meaning(const integ_policy *policy, const integ_register *reg, integ_error *findings)
{
    integ_status status = INTEG_STATUS_OK;
    for (int64_t i = 0; i < policy->group_count && status == INTEG_STATUS_OK; i++)
        status = examine_group(policy, reg, i, findings);
    for (int64_t i = 0; i < policy->indicator_count && status == INTEG_STATUS_OK; i++)
        status = examine_indicator(policy, reg, &policy->indicators[i], findings);
    for (int64_t i = 0; i < policy->indicator_count && status == INTEG_STATUS_OK; i++)
        status = examine_area(policy, reg, &policy->indicators[i], findings);
    return status;
}
