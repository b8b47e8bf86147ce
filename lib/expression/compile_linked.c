/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"
#include "expression/lexer.h"

/* linked_in('name'): whether the row that a row is linked to is in a group of that other table. */

#define SIGNATURE "linked_in('name')"

/* The program over the linked table; NULL after a failure. */
static integi_program *inner_program(integi_compiler *compiler, int64_t table)
{
    integi_program *program = compiler->program;
    integi_scope *scope = NULL;
    if (program->linked != NULL)
        return program->linked;
    integ_status status = integi_scope_beside(compiler->scope, table, &scope, compiler->error);
    if (status == INTEG_STATUS_OK)
        status = integi_program_new(program->context, scope, &program->linked, compiler->error);
    integi_scope_free(scope);
    if (status != INTEG_STATUS_OK)
        integi_compile_failed(compiler, status);
    return program->linked;
}

static void compile_use(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    const integi_table_definition *table = compiler->scope->definition;
    if (table->link_table == NULL) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_no_link, node->text, table->name);
        return;
    }
    integi_program *inner = inner_program(compiler,
                                          integi_register_find_table(compiler->scope->reg, table->link_table));
    int32_t root = inner == NULL ? -1 : integi_compile_group_root(compiler, inner, node->children[0]);
    if (root < 0)
        return;
    integi_operation operation = {.kind = INTEGI_OPERATION_LINKED_IN, .column = root};
    int32_t made = integi_graph_add(compiler->graph, &operation, NULL, 0, NULL, 0);
    integi_operand_set_condition(out, integi_compile_check(compiler, made));
}

bool integi_compile_linked(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    if (!integi_same_word(node->text, node->length, "linked_in"))
        return false;
    if (node->child_count != 1)
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_arguments_of, node->text, "1",
                            integi_number((char[INTEGI_NUMBER_SIZE]){0}, node->child_count), SIGNATURE);
    else if (node->children[0]->kind != INTEGI_NODE_TEXT)
        INTEGI_COMPILE_FAIL(compiler, node->children[0], &integi_message_expression_group_argument, node->text,
                            SIGNATURE);
    else
        compile_use(compiler, node, out);
    return true;
}
