/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"
#include "expression/lexer.h"
#include "base/document.h"

/* Only tables that could have been meant are proposed. */
static void refuse_table(integi_compiler *compiler, const integi_node *node)
{
    const integi_scope *scope = compiler->scope;
    const char *near = NULL;
    for (int64_t i = 0; i < integi_register_table_count(scope->reg); i++) {
        const integi_table_definition *table = integi_register_table(scope->reg, i);
        if (table->link_table != NULL && strcmp(table->link_table, scope->definition->name) == 0)
            near = integi_nearer(node->text, table->name, near);
    }
    if (near != NULL)
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_table_near, node->text, near);
    else
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_table, node->text);
}

/* The linked table that the first argument names; -1 after a failure. */
static int64_t find_table(integi_compiler *compiler, const integi_history_name *name, const integi_node *node)
{
    const integi_scope *scope = compiler->scope;
    if (!integi_history_names_table(node)) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_table_name, name->name);
        return -1;
    }
    int64_t table = integi_register_find_table(scope->reg, node->text);
    if (table < 0) {
        refuse_table(compiler, node);
        return -1;
    }
    const integi_table_definition *definition = integi_register_table(scope->reg, table);
    if (definition->link_table == NULL || strcmp(definition->link_table, scope->definition->name) != 0) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_link, node->text, scope->definition->name);
        return -1;
    }
    if (name->dated && definition->spell_start == NULL) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_spells, node->text);
        return -1;
    }
    return table;
}

/* The inner program of a linked table; -1 after a failure. */
static int32_t inner_program(integi_compiler *compiler, int64_t table)
{
    integi_program *program = compiler->program;
    for (size_t i = 0; i < program->history_table_count; i++)
        if (program->history_tables[i].table == table)
            return (int32_t)i;
    if (!integi_grow(program->context, (void **)&program->history_tables, &program->history_table_capacity,
                     program->history_table_count, sizeof *program->history_tables))
        return integi_compile_check(compiler, -1);
    integi_history_table made = {.table = table};
    integ_status status =
        integi_scope_new(program->context, compiler->scope->reg, table, &made.scope, compiler->error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_new(program->context, made.scope, &made.program, compiler->error);
    if (status != INTEG_STATUS_OK) {
        integi_scope_free(made.scope);
        integi_compile_failed(compiler, status);
        return -1;
    }
    program->history_tables[program->history_table_count] = made;
    return (int32_t)program->history_table_count++;
}

/* The root of a filter in the inner program, an old one where the filter is not new; -2 after a failure. */
static int32_t inner_root(integi_compiler *compiler, int32_t table, const integi_node *filter)
{
    integi_program *inner = compiler->program->history_tables[table].program;
    int32_t root;
    integ_status status =
        integi_program_add_condition(inner, compiler->expression, filter, &root, compiler->error);
    if (status != INTEG_STATUS_OK) {
        integi_compile_failed(compiler, status);
        return -2;
    }
    for (int32_t i = 0; i < root; i++) {
        if (inner->roots[i].operation == inner->roots[root].operation) {
            inner->root_count--;
            return i;
        }
    }
    return root;
}

static int32_t find_use(integi_compiler *compiler, integi_history_use wanted)
{
    integi_program *program = compiler->program;
    for (size_t i = 0; i < program->history_use_count; i++) {
        const integi_history_use *use = &program->history_uses[i];
        if (use->table == wanted.table && use->root == wanted.root)
            return (int32_t)i;
    }
    if (!integi_grow(program->context, (void **)&program->history_uses, &program->history_use_capacity,
                     program->history_use_count, sizeof *program->history_uses))
        return integi_compile_check(compiler, -1);
    program->history_uses[program->history_use_count] = wanted;
    return (int32_t)program->history_use_count++;
}

/* The days that a function is asked about, as values; false after a failure. */
static bool compile_days(integi_compiler *compiler, const integi_history_name *name, const integi_node *node,
                         int32_t *days)
{
    bool good = true;
    for (int32_t i = 1; i < name->arguments; i++) {
        integi_operand day;
        integi_compile(compiler, node->children[i], &day);
        if (day.kind != INTEGI_OPERAND_NONE && day.type != INTEG_TYPE_DATE) {
            INTEGI_COMPILE_FAIL(compiler, day.node, &integi_message_expression_type, name->name, "a date", "en dato",
                                integi_operand_type_name(&day));
            day.kind = INTEGI_OPERAND_NONE;
        }
        days[i - 1] = integi_operand_values(compiler, &day);
        good = good && days[i - 1] >= 0;
    }
    return good;
}

/* The use of a table's rows that a call makes; -1 after a failure. */
static int32_t compile_use(integi_compiler *compiler, const integi_history_name *name, const integi_node *node,
                           int64_t table)
{
    const integi_node *filter = integi_history_filter(name, node);
    int32_t inner = table < 0 ? -1 : inner_program(compiler, table);
    if (inner < 0)
        return -1;
    int32_t root = filter == NULL ? -1 : inner_root(compiler, inner, filter);
    return root == -2 ? -1 : find_use(compiler, (integi_history_use){inner, root});
}

static void compile_question(integi_compiler *compiler, const integi_history_name *name, const integi_node *node,
                             integi_operand *out)
{
    int32_t days[2];
    int64_t table = find_table(compiler, name, node->children[0]);
    bool good = compile_days(compiler, name, node, days);
    int32_t use = compile_use(compiler, name, node, table);
    if (!good || use < 0)
        return;
    bool condition = name->type == INTEG_TYPE_BOOLEAN;
    integi_operation history = {.kind = condition ? INTEGI_OPERATION_LINKED : INTEGI_OPERATION_HISTORY,
                                .operator = (int32_t)name->function,
                                .number = name->type == INTEG_TYPE_NUMBER,
                                .column = use};
    out->type = name->type;
    out->operation = integi_compile_check(
        compiler, integi_graph_add(compiler->graph, &history, days, name->arguments - 1, NULL, 0));
    out->kind = out->operation < 0 ? INTEGI_OPERAND_NONE : condition ? INTEGI_OPERAND_CONDITION : INTEGI_OPERAND_VALUE;
}

/* The number of a picked column, an old one where it is not new; -1 after a failure. */
static int32_t find_picked(integi_compiler *compiler, integi_picked wanted)
{
    integi_program *program = compiler->program;
    int32_t own = (int32_t)compiler->scope->definition->column_count;
    for (size_t i = 0; i < program->picked_count; i++) {
        const integi_picked *picked = &program->picked[i];
        if (picked->use == wanted.use && picked->column == wanted.column && picked->last == wanted.last)
            return own + (int32_t)i;
    }
    if (!integi_grow(program->context, (void **)&program->picked, &program->picked_capacity, program->picked_count,
                     sizeof *program->picked))
        return integi_compile_check(compiler, -1);
    program->picked[program->picked_count] = wanted;
    return own + (int32_t)program->picked_count++;
}

/* The column of the linked table that a value is taken from; -1 after a failure. */
static int32_t find_column(integi_compiler *compiler, const integi_history_name *name, const integi_node *node,
                           int64_t table)
{
    int32_t inner = table < 0 ? -1 : inner_program(compiler, table), column;
    if (inner < 0)
        return -1;
    integ_status status = integi_program_find_column(compiler->program->history_tables[inner].program,
                                                     compiler->expression, node, &column, compiler->error);
    if (status != INTEG_STATUS_OK) {
        integi_compile_failed(compiler, status);
        return -1;
    }
    if (column < 0)
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_picked, name->name,
                            integi_register_table(compiler->scope->reg, table)->name);
    return column;
}

static void compile_pick(integi_compiler *compiler, const integi_history_name *name, const integi_node *node,
                         integi_operand *out)
{
    int64_t table = find_table(compiler, name, node->children[0]);
    int32_t column = find_column(compiler, name, node->children[1], table);
    int32_t use = compile_use(compiler, name, node, table);
    if (column < 0 || use < 0)
        return;
    int32_t picked = find_picked(compiler, (integi_picked){use, column, name->function == INTEGI_HISTORY_LAST});
    if (picked < 0)
        return;
    const integi_column_definition *definition = integi_program_column(compiler->program, picked);
    out->kind = INTEGI_OPERAND_COLUMN;
    out->type = definition->type;
    out->decimals = out->type == INTEG_TYPE_DECIMAL ? definition->decimals : 0;
    out->column = picked;
}

bool integi_compile_history(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    const integi_history_name *name = integi_history_named(node->text, node->length);
    static const char *const counts[] = {"", "1-2", "2-3", "3-4"};
    if (name == NULL)
        return false;
    if (node->child_count != name->arguments && node->child_count != name->arguments + 1)
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_arguments_of, name->name,
                            counts[name->arguments],
                            integi_number((char[INTEGI_NUMBER_SIZE]){0}, node->child_count), name->signature);
    else if (name->column)
        compile_pick(compiler, name, node, out);
    else
        compile_question(compiler, name, node, out);
    return true;
}
