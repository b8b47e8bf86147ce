/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "policy/check.h"

#include "cohort/groups.h"
#include "expression/program.h"
#include "policy/find.h"
#include "policy/messages.h"
#include "policy/run_messages.h"

#include <string.h>

/* One scope for each table that the policy speaks of, made when it is first needed. */
typedef struct register_check {
    const integ_policy *policy;
    const integ_register *reg;
    integi_scope **scopes;
    bool *broken; /* the table's own derived columns do not fit: said once */
    int64_t table_count;
    integ_error *findings;
    int64_t told_before; /* entries that were there before the check */
    integ_status status; /* of the first fault; OUT_OF_MEMORY once memory has run out */
} register_check;

static void note(register_check *check, integ_status status)
{
    if (status == INTEG_STATUS_OUT_OF_MEMORY || check->status == INTEG_STATUS_OK)
        check->status = status;
}

static bool stopped(const register_check *check)
{
    return check->status == INTEG_STATUS_OUT_OF_MEMORY;
}

/* -1 where there is no such table; that is reported for each place that names one. */
static int64_t table_of(const register_check *check, const integi_reference *group)
{
    const char *population = group->name == NULL
                                 ? NULL
                                 : integi_policy_group_population(check->policy, group->index);
    return population == NULL ? 0 : integi_register_find_table(check->reg, population);
}

static integi_scope *scope_of(register_check *check, int64_t table)
{
    if (table < 0 || check->broken[table] || stopped(check))
        return NULL;
    if (check->scopes[table] != NULL)
        return check->scopes[table];
    integ_status status = integi_scope_new(check->policy->context, check->reg, table, &check->scopes[table],
                                           check->findings);
    note(check, status);
    check->broken[table] = status != INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK)
        integi_groups_enter(check->policy->group_set, check->scopes[table]);
    return check->scopes[table];
}

/* Checks an expression against a table. A value's type is put at `type`, 0 where there is none; a condition has a NULL
 * there. */
static void check_expression(register_check *check, const integ_expression *expression, int64_t table, int32_t *type)
{
    if (type != NULL)
        *type = 0;
    integi_scope *scope = scope_of(check, table);
    if (expression == NULL || scope == NULL)
        return;
    integi_program *program;
    integ_status status = integi_program_new(check->policy->context, scope, &program, check->findings);
    const integi_node *root = integi_expression_root(expression);
    int32_t number;
    if (status == INTEG_STATUS_OK && type == NULL)
        status = integi_program_add_condition(program, expression, root, &number, check->findings);
    else if (status == INTEG_STATUS_OK)
        status = integi_program_add_value(program, expression, root, &number, check->findings);
    if (status == INTEG_STATUS_OK && type != NULL)
        *type = integi_program_root_type(program, number);
    integi_program_free(program);
    integi_error_drop_repeated(check->findings, check->told_before); /* those of groups and derived columns in use */
    note(check, status);
}

static bool is_amount(int32_t type)
{
    return type == INTEG_TYPE_INTEGER || type == INTEG_TYPE_DECIMAL || type == INTEG_TYPE_NUMBER;
}

static bool is_countable(int32_t type)
{
    return type != INTEG_TYPE_DECIMAL && type != INTEG_TYPE_NUMBER && type != INTEG_TYPE_TIMESTAMP;
}

static bool has_column(const register_check *check, int64_t table, const char *name)
{
    const integi_table_definition *definition = integi_register_table(check->reg, table);
    return integi_table_find_column(definition, name) >= 0 || integi_table_find_derived(definition, name) >= 0;
}

static void report_column(register_check *check, const integi_place *place, int64_t table, const char *name)
{
    const integi_table_definition *definition = integi_register_table(check->reg, table);
    const char *near = NULL;
    for (int64_t i = 0; i < definition->column_count; i++)
        near = integi_nearer(name, definition->columns[i].name, near);
    for (int64_t i = 0; i < definition->derived_count; i++)
        near = integi_nearer(name, definition->derived[i].name, near);
    if (near != NULL)
        note(check, INTEGI_FAIL(check->findings, place, &integi_message_policy_unknown_column_near, name,
                                definition->name, near));
    else
        note(check, INTEGI_FAIL(check->findings, place, &integi_message_policy_unknown_column, name,
                                definition->name));
}

/* The type of a column, derived or not; 0 when it cannot be told. */
static int32_t column_type(register_check *check, int64_t table, const char *name, const integi_place *place)
{
    const integi_table_definition *definition = integi_register_table(check->reg, table);
    int64_t column = integi_table_find_column(definition, name);
    if (column >= 0)
        return definition->columns[column].type;
    size_t length = strlen(name);
    char *quoted = integi_allocate(check->policy->context, length + 2);
    if (quoted == NULL) {
        note(check, integi_out_of_memory(check->findings));
        return 0;
    }
    memcpy(quoted + 1, name, length);
    quoted[0] = quoted[length + 1] = '"';
    integ_expression *expression;
    int32_t type = 0;
    note(check, integi_expression_parse_at(check->policy->context, quoted, length + 2, place, &expression,
                                           check->findings));
    check_expression(check, expression, table, &type);
    integ_expression_free(expression);
    integi_release(check->policy->context, quoted, length + 2);
    return type;
}

/* A column to break down by on its own. */
static void check_value_column(register_check *check, const char *name, const integi_place *place, int64_t table)
{
    if (!has_column(check, table, name)) {
        report_column(check, place, table, name);
        return;
    }
    const integi_table_definition *definition = integi_register_table(check->reg, table);
    if (integi_table_is_identifier(definition, name)) {
        note(check, INTEGI_FAIL(check->findings, place, &integi_message_run_by_key, name, definition->name));
        return;
    }
    int32_t type = column_type(check, table, name, place);
    if (type != 0 && !is_countable(type))
        note(check, INTEGI_FAIL(check->findings, place, &integi_message_policy_by_type, name, integ_type_name(type)));
}

static void check_dimension(register_check *check, const integi_document_node *item, int64_t table)
{
    if (item->kind != INTEGI_DOCUMENT_MAPPING) {
        check_value_column(check, item->text, &item->place, table);
        return;
    }
    const integi_document_node *column = integi_document_find(item, "column");
    if (!has_column(check, table, column->text)) {
        report_column(check, &column->place, table, column->text);
        return;
    }
    int32_t type = column_type(check, table, column->text, &column->place);
    if (type != 0 && !is_amount(type))
        note(check, INTEGI_FAIL(check->findings, &column->place, &integi_message_policy_band_type, column->text,
                                integ_type_name(type)));
}

/* A value that is added up. */
static void check_measure(register_check *check, const integ_expression *measure, int64_t table)
{
    int32_t type;
    check_expression(check, measure, table, &type);
    if (type == 0 || is_amount(type) || type == INTEG_TYPE_BOOLEAN)
        return;
    integi_place place = integi_expression_place(measure, integi_expression_root(measure));
    note(check, INTEGI_FAIL(check->findings, &place, &integi_message_policy_measure_type, integ_type_name(type)));
}

static void check_in_table(register_check *check, const integi_policy_indicator *indicator,
                           const integ_expression *where, int64_t table)
{
    if (scope_of(check, table) == NULL)
        return;
    check_expression(check, where, table, NULL);
    check_measure(check, indicator->measure, table);
    check_measure(check, indicator->time, table);
    if (indicator->standard != NULL)
        check_dimension(check, indicator->standard, table);
    if (indicator->definition->unit != NULL)
        check_value_column(check, indicator->definition->unit, &indicator->unit_place, table);
    if (indicator->definition->group_column != NULL)
        check_value_column(check, indicator->definition->group_column, &indicator->group_place, table);
    if (indicator->by == NULL)
        return;
    for (const integi_document_node *item = indicator->by->first; item != NULL && !stopped(check); item = item->next)
        check_dimension(check, item, table);
}

static void check_population(register_check *check, const char *name, const integi_place *place)
{
    if (name != NULL && integi_register_find_table(check->reg, name) < 0)
        note(check, INTEGI_FAIL(check->findings, place, &integi_message_policy_unknown_table, name));
}

static void check_groups(register_check *check)
{
    const integ_policy *policy = check->policy;
    note(check, integi_groups_check_main(policy->group_set, check->reg, check->findings));
    if (policy->area != NULL)
        check_value_column(check, policy->area, &policy->area_place, 0);
    for (int64_t i = 0; i < policy->group_count && !stopped(check); i++) {
        const integi_policy_group *group = &policy->groups[i];
        check_population(check, group->population, &group->population_place);
        integi_reference own = {group->id, i, group->place};
        check_expression(check, group->where, table_of(check, &own), NULL);
    }
}

/* The column that says where people live is one of the main table. */
static void check_area(register_check *check, const integi_policy_indicator *indicator, int64_t table)
{
    const integi_table_definition *main_table = integi_register_table(check->reg, 0);
    if (indicator->compare_area != NULL &&
        (table > 0 || integi_policy_area_column(check->policy, main_table) == NULL))
        note(check, INTEGI_FAIL(check->findings, &indicator->compare_area_place, &integi_message_policy_no_area));
}

static void check_indicators(register_check *check)
{
    const integ_policy *policy = check->policy;
    for (int64_t i = 0; i < policy->indicator_count && !stopped(check); i++) {
        const integi_policy_indicator *indicator = &policy->indicators[i];
        int64_t table = table_of(check, &indicator->of);
        check_in_table(check, indicator, indicator->where, table);
        check_area(check, indicator, table);
        int64_t other = indicator->with.name == NULL ? table : table_of(check, &indicator->with);
        if (other != table || indicator->compare_where != NULL)
            check_in_table(check, indicator,
                           indicator->compare_where == NULL ? indicator->where : indicator->compare_where, other);
    }
}

static void check_baselines(register_check *check)
{
    const integ_policy *policy = check->policy;
    for (int64_t i = 0; i < policy->goal_count; i++) {
        const integ_goal *goal = policy->goals[i].definition;
        if (!goal->has_baseline || goal->baseline_given ||
            integ_register_find_snapshot_exact(check->reg, goal->baseline_date) != NULL)
            continue;
        char date[11];
        integ_date_to_text(goal->baseline_date, date);
        note(check, INTEGI_FAIL(check->findings, &policy->goals[i].baseline_place,
                                &integi_message_policy_baseline_no_snapshot, date));
    }
}

integ_status integi_check_register(const integ_policy *policy, const integ_register *reg, integ_error *findings)
{
    int64_t count = integi_register_table_count(reg);
    register_check check = {.policy = policy, .reg = reg, .table_count = count, .findings = findings,
                            .told_before = integ_error_count(findings)};
    check.scopes = integi_allocate_zeroed(policy->context, (size_t)count * sizeof *check.scopes);
    check.broken = integi_allocate_zeroed(policy->context, (size_t)count * sizeof *check.broken);
    if (check.scopes == NULL || check.broken == NULL) {
        note(&check, integi_out_of_memory(findings));
    } else {
        check_groups(&check);
        check_indicators(&check);
        check_baselines(&check);
        for (int64_t i = 0; i < count; i++)
            integi_scope_free(check.scopes[i]);
    }
    if (check.scopes != NULL)
        integi_release(policy->context, check.scopes, (size_t)count * sizeof *check.scopes);
    if (check.broken != NULL)
        integi_release(policy->context, check.broken, (size_t)count * sizeof *check.broken);
    return check.status;
}
