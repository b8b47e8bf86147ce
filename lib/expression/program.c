/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"


integ_status integi_program_new(integ_context *context, const integi_scope *scope, integi_program **out,
                                integ_error *error)
{
    *out = NULL;
    integi_program *program = integi_allocate_zeroed(context, sizeof *program);
    if (program == NULL)
        return integi_out_of_memory(error);
    program->context = integi_context_retain(context);
    program->scope = integi_scope_retain((integi_scope *)(uintptr_t)scope);
    integi_graph_init(&program->graph, context);
    integi_arena_init(&program->arena, context);
    size_t derived = (size_t)program->scope->definition->derived_count;
    program->derived = integi_arena_allocate(&program->arena, derived * sizeof *program->derived);
    if (program->derived == NULL) {
        integi_program_free(program);
        return integi_out_of_memory(error);
    }
    *out = program;
    return INTEG_STATUS_OK;
}

void integi_program_free(integi_program *program)
{
    if (program == NULL)
        return;
    integ_context *context = program->context;
    for (size_t i = 0; i < program->history_table_count; i++) {
        integi_program_free(program->history_tables[i].program);
        integi_scope_free(program->history_tables[i].scope);
    }
    integi_release(context, program->history_tables, program->history_table_capacity * sizeof *program->history_tables);
    integi_release(context, program->history_uses, program->history_use_capacity * sizeof *program->history_uses);
    integi_release(context, program->picked, program->picked_capacity * sizeof *program->picked);
    if (program->earlier != program)
        integi_program_free(program->earlier);
    integi_program_free(program->linked);
    integi_release(context, program->earlier_uses, program->earlier_use_capacity * sizeof *program->earlier_uses);
    integi_graph_free(&program->graph);
    integi_arena_free(&program->arena);
    integi_release(context, program->roots, program->root_capacity * sizeof *program->roots);
    integi_release(context, program->groups, program->group_capacity * sizeof *program->groups);
    integi_scope_free(program->scope);
    integi_release(context, program, sizeof *program);
    integ_context_free(context);
}

static integi_compiler begin(integi_program *program, const integ_expression *expression, integ_error *error)
{
    program->calls++;
    return (integi_compiler){.program = program,
                             .graph = &program->graph,
                             .scope = program->scope,
                             .error = error,
                             .expression = expression,
                             .folder = {program->context, NULL, 0}};
}

static void end(integi_compiler *compiler)
{
    integ_context *context = compiler->program->context;
    integi_release(context, compiler->stack, compiler->stack_capacity * sizeof *compiler->stack);
    integi_release(context, compiler->ranges, compiler->range_capacity * sizeof *compiler->ranges);
    integi_folder_free(&compiler->folder);
}

static integ_status add_root(integi_program *program, integi_root made, int32_t *root, integ_error *error)
{
    if (!integi_grow(program->context, (void **)&program->roots, &program->root_capacity, program->root_count,
                     sizeof *program->roots))
        return integi_out_of_memory(error);
    *root = (int32_t)program->root_count;
    program->roots[program->root_count++] = made;
    return INTEG_STATUS_OK;
}

static integ_status add_condition(integi_compiler *compiler, int32_t condition, int32_t *root)
{
    *root = -1;
    end(compiler);
    if (condition < 0)
        return compiler->status;
    integi_root made = {condition, INTEG_TYPE_BOOLEAN, 0, -1, INTEGI_WANT_WORDS, -1, NULL};
    return add_root(compiler->program, made, root, compiler->error);
}

integ_status integi_program_add_condition(integi_program *program, const integ_expression *expression,
                                          const integi_node *node, int32_t *root, integ_error *error)
{
    integi_compiler compiler = begin(program, expression, error);
    return add_condition(&compiler, integi_compile_condition(&compiler, node), root);
}

integ_status integi_program_add_group(integi_program *program, const char *name, int32_t *root, integ_error *error)
{
    integi_compiler compiler = begin(program, NULL, error);
    return add_condition(&compiler, integi_compile_group(&compiler, name, NULL), root);
}

int32_t integi_compile_group_root(integi_compiler *outer, integi_program *program, const integi_node *name)
{
    int32_t root;
    integi_compiler compiler = begin(program, outer->expression, outer->error);
    compiler.groups = outer->groups;
    compiler.depth = outer->depth;
    int32_t condition = integi_compile_group(&compiler, name->text, name);
    for (size_t i = 0; condition >= 0 && i < program->root_count; i++) {
        if (program->roots[i].operation == condition) {
            end(&compiler);
            return (int32_t)i;
        }
    }
    integ_status status = add_condition(&compiler, condition, &root);
    if (status != INTEG_STATUS_OK)
        integi_compile_failed(outer, status);
    return root;
}

integ_status integi_program_add_and(integi_program *program, int32_t a, int32_t b, int32_t *root, integ_error *error)
{
    integi_compiler compiler = begin(program, NULL, error);
    int32_t both[2] = {program->roots[a].operation, program->roots[b].operation};
    int32_t joined = integi_graph_join(&program->graph, INTEGI_OPERATION_AND, both, 2);
    return add_condition(&compiler, integi_compile_check(&compiler, joined), root);
}

integ_status integi_program_add_not(integi_program *program, int32_t a, int32_t *root, integ_error *error)
{
    integi_compiler compiler = begin(program, NULL, error);
    int32_t negated = integi_graph_not(&program->graph, program->roots[a].operation);
    return add_condition(&compiler, integi_compile_check(&compiler, negated), root);
}

integ_status integi_program_add_unknown(integi_program *program, int32_t a, int32_t *root, integ_error *error)
{
    integi_compiler compiler = begin(program, NULL, error);
    integi_operation test = {.kind = INTEGI_OPERATION_NULL_CONDITION};
    int32_t unknown = integi_graph_add(&program->graph, &test, &program->roots[a].operation, 1, NULL, 0);
    return add_condition(&compiler, integi_compile_check(&compiler, unknown), root);
}

void integi_program_want(integi_program *program, int32_t root, integi_want want)
{
    program->roots[root].want = want;
}

void integi_program_want_within(integi_program *program, int32_t root, int32_t condition)
{
    program->roots[root].within = condition;
}

integ_status integi_program_add_value(integi_program *program, const integ_expression *expression,
                                      const integi_node *node, int32_t *root, integ_error *error)
{
    integi_compiler compiler = begin(program, expression, error);
    integi_operand value;
    *root = -1;
    integi_compile(&compiler, node, &value);
    int32_t operation = integi_operand_values(&compiler, &value);
    end(&compiler);
    if (operation < 0)
        return compiler.status;
    bool plain = value.kind == INTEGI_OPERAND_COLUMN && value.view == INTEGI_VIEW_PLAIN;
    bool own = plain && value.column < program->scope->definition->column_count;
    integi_root made = {operation, value.type, value.decimals, own ? value.column : -1, INTEGI_WANT_WORDS, -1, NULL};
    if (integi_is_text(value.type))
        made.dictionary = integi_operand_dictionary(&compiler, &value);
    return add_root(program, made, root, error);
}

integ_status integi_program_find_column(integi_program *program, const integ_expression *expression,
                                        const integi_node *node, int32_t *column, integ_error *error)
{
    integi_compiler compiler = begin(program, expression, error);
    integi_operand value;
    integi_compile(&compiler, node, &value);
    end(&compiler);
    bool plain = value.kind == INTEGI_OPERAND_COLUMN && value.view == INTEGI_VIEW_PLAIN && value.folds == 0 &&
                 value.column < program->scope->definition->column_count;
    *column = plain ? value.column : -1;
    return value.kind == INTEGI_OPERAND_NONE ? compiler.status : INTEG_STATUS_OK;
}

const integi_column_definition *integi_program_column(const integi_program *program, int32_t column)
{
    const integi_table_definition *own = program->scope->definition;
    if (column < own->column_count)
        return &own->columns[column];
    const integi_picked *picked = &program->picked[column - own->column_count];
    const integi_program *inner = program->history_tables[program->history_uses[picked->use].table].program;
    return integi_program_column(inner, picked->column);
}

int32_t integi_program_root_count(const integi_program *program)
{
    return (int32_t)program->root_count;
}

int32_t integi_program_root_type(const integi_program *program, int32_t root)
{
    return program->roots[root].type;
}

int32_t integi_program_root_decimals(const integi_program *program, int32_t root)
{
    return program->roots[root].decimals;
}

int32_t integi_program_root_operation(const integi_program *program, int32_t root)
{
    return program->roots[root].operation;
}

int32_t integi_program_root_column(const integi_program *program, int32_t root)
{
    return program->roots[root].column;
}

const integi_dictionary *integi_program_root_dictionary(const integi_program *program, int32_t root)
{
    return program->roots[root].dictionary;
}

/* Compiles for its errors and its type alone. */
static integ_status check(integi_program *program, const integ_expression *expression, int32_t *type,
                          integ_error *error)
{
    integi_compiler compiler = begin(program, expression, error);
    integi_operand value;
    integi_compile(&compiler, integi_expression_root(expression), &value);
    end(&compiler);
    if (value.kind == INTEGI_OPERAND_NONE)
        return compiler.status;
    if (type != NULL)
        *type = value.type;
    return INTEG_STATUS_OK;
}

integ_status integi_program_type_of(integi_program *program, const integ_expression *expression,
                                    const integi_node *node, int32_t *type, int32_t *decimals)
{
    integi_compiler compiler = begin(program, expression, NULL);
    integi_operand value;
    integi_compile(&compiler, node, &value);
    end(&compiler);
    *type = value.kind == INTEGI_OPERAND_NONE ? 0 : value.type;
    *decimals = value.decimals;
    return compiler.status == INTEG_STATUS_OUT_OF_MEMORY ? compiler.status : INTEG_STATUS_OK;
}

integ_status integ_expression_check(const integ_expression *expression, const integ_register *reg, const char *table,
                                    int32_t *type, integ_error *error)
{
    if (type != NULL)
        *type = 0;
    if (expression == NULL || reg == NULL)
        return integi_invalid_argument(error, expression == NULL ? "expression" : "reg");
    int64_t index = table == NULL ? 0 : integi_register_find_table(reg, table);
    if (index < 0)
        return INTEGI_FAIL(error, NULL, &integi_message_expression_table, table);
    integi_scope *scope;
    integi_program *program = NULL;
    integ_context *context = integi_register_context(reg);
    integ_status status = integi_scope_new(context, reg, index, &scope, error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_new(context, scope, &program, error);
    if (status == INTEG_STATUS_OK)
        status = check(program, expression, type, error);
    integi_program_free(program);
    integi_scope_free(scope);
    return status;
}
