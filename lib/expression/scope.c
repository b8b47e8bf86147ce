/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"
#include "expression/lexer.h"

#include "register/dictionary.h"

static integ_status read_derived(integi_scope *scope, integ_error *error)
{
    integ_status first = INTEG_STATUS_OK;
    size_t count = (size_t)scope->definition->derived_count;
    if (count == 0)
        return INTEG_STATUS_OK;
    scope->derived = integi_allocate_zeroed(scope->context, count * sizeof *scope->derived);
    if (scope->derived == NULL)
        return integi_out_of_memory(error);
    for (size_t i = 0; i < count; i++) {
        const integi_derived_definition *definition = &scope->definition->derived[i];
        scope->derived[i].name = definition->name;
        integ_status status =
            integi_expression_parse_at(scope->context, definition->expression, strlen(definition->expression),
                                       &definition->place, &scope->derived[i].expression, error);
        if (first == INTEG_STATUS_OK)
            first = status;
    }
    return first;
}

static integ_status add_standard_functions(integi_scope *scope, integ_error *error)
{
    static const integi_function *const standard[] = {&integi_function_age, &integi_function_years_between,
                                                      &integi_function_days_between, &integi_function_as_of,
                                                      &integi_function_add_days, &integi_function_add_months,
                                                      &integi_function_add_years};
    integ_status status = INTEG_STATUS_OK;
    for (size_t i = 0; i < sizeof standard / sizeof *standard && status == INTEG_STATUS_OK; i++)
        status = integi_scope_add_function(scope, standard[i], error);
    for (size_t i = 0; integi_higher_functions[i] != NULL && status == INTEG_STATUS_OK; i++)
        status = integi_scope_add_function(scope, integi_higher_functions[i], error);
    return status;
}

integ_status integi_scope_new(integ_context *context, const integ_register *reg, int64_t table, integi_scope **out,
                              integ_error *error)
{
    *out = NULL;
    integi_scope *scope = integi_allocate_zeroed(context, sizeof *scope);
    if (scope == NULL)
        return integi_out_of_memory(error);
    atomic_init(&scope->references, 1);
    scope->context = integi_context_retain(context);
    scope->reg = integi_register_retain(reg);
    scope->table = table;
    scope->definition = integi_register_table(reg, table);
    integ_status status = read_derived(scope, error);
    if (status == INTEG_STATUS_OK)
        status = add_standard_functions(scope, error);
    if (status == INTEG_STATUS_OK)
        *out = scope;
    else
        integi_scope_free(scope);
    return status;
}

integ_status integi_scope_beside(const integi_scope *scope, int64_t table, integi_scope **out, integ_error *error)
{
    integ_status status = integi_scope_new(scope->context, scope->reg, table, out, error);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_scope_set_groups(*out, scope->resolver, scope->resolver_userdata);
    integi_scope_set_group_names(*out, scope->namer);
    (*out)->keeps_absence = scope->keeps_absence;
    for (size_t i = 0; i < scope->function_count && status == INTEG_STATUS_OK; i++)
        if (integi_scope_find_function(*out, scope->functions[i].function->name,
                                       strlen(scope->functions[i].function->name)) == NULL)
            status = integi_scope_add_function(*out, scope->functions[i].function, error);
    if (status == INTEG_STATUS_OK)
        return status;
    integi_scope_free(*out);
    *out = NULL;
    return status;
}

integi_scope *integi_scope_retain(integi_scope *scope)
{
    atomic_fetch_add(&scope->references, 1);
    return scope;
}

void integi_scope_free(integi_scope *scope)
{
    if (scope == NULL || atomic_fetch_sub(&scope->references, 1) > 1)
        return;
    integ_context *context = scope->context;
    for (int64_t i = 0; scope->derived != NULL && i < scope->definition->derived_count; i++)
        integ_expression_free(scope->derived[i].expression);
    integi_release(context, scope->derived, (size_t)scope->definition->derived_count * sizeof *scope->derived);
    for (size_t i = 0; i < scope->function_count; i++)
        integi_dictionary_free(scope->functions[i].answers);
    integi_release(context, scope->functions, scope->function_capacity * sizeof *scope->functions);
    integ_register_free(scope->reg);
    integi_release(context, scope, sizeof *scope);
    integ_context_free(context);
}

void integi_scope_set_groups(integi_scope *scope, integi_group_resolver resolver, void *userdata)
{
    scope->resolver = resolver;
    scope->resolver_userdata = userdata;
    scope->namer = NULL;
}

void integi_scope_keep_absence(integi_scope *scope)
{
    scope->keeps_absence = true;
}

void integi_scope_set_group_names(integi_scope *scope, integi_group_namer namer)
{
    scope->namer = namer;
}

/* The texts that a function answers, each at its place; nothing for a function that answers no text. */
static bool make_answers(integ_context *context, const integi_function *function, integi_dictionary **out)
{
    *out = NULL;
    if (function->result != INTEG_TYPE_CODE)
        return true;
    *out = integi_dictionary_new(context);
    bool good = *out != NULL;
    for (int i = 0; good && i < INTEGI_FUNCTION_ANSWERS && function->answers[i] != NULL; i++)
        good = integi_dictionary_add(*out, function->answers[i], strlen(function->answers[i])) == i;
    if (!good)
        integi_dictionary_free(*out);
    return good;
}

integ_status integi_scope_add_function(integi_scope *scope, const integi_function *function, integ_error *error)
{
    integi_scope_function added = {.function = function};
    if (integi_scope_find_function(scope, function->name, strlen(function->name)) != NULL)
        return integi_invalid_argument(error, "function");
    if (!integi_grow(scope->context, (void **)&scope->functions, &scope->function_capacity, scope->function_count,
                     sizeof *scope->functions))
        return integi_out_of_memory(error);
    if (!make_answers(scope->context, function, &added.answers))
        return integi_out_of_memory(error);
    scope->functions[scope->function_count++] = added;
    return INTEG_STATUS_OK;
}

const integi_scope_function *integi_scope_find_function(const integi_scope *scope, const char *name, size_t length)
{
    for (size_t i = 0; i < scope->function_count; i++)
        if (integi_same_word(name, length, scope->functions[i].function->name))
            return &scope->functions[i];
    return NULL;
}
