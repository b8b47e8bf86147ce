/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"

int32_t integi_operand_condition(integi_compiler *compiler, const integi_operand *operand)
{
    integi_operation truth = {.kind = INTEGI_OPERATION_TRUTH};
    integi_range one = {1, 1};
    if (operand->kind == INTEGI_OPERAND_NONE)
        return -1;
    if (operand->type != INTEG_TYPE_BOOLEAN) {
        INTEGI_COMPILE_FAIL(compiler, operand->node, &integi_message_expression_condition,
                            integi_operand_type_name(operand));
        return -1;
    }
    switch (operand->kind) {
    case INTEGI_OPERAND_CONSTANT:
        return integi_compile_check(
            compiler, integi_graph_fixed(compiler->graph, !operand->known         ? INTEGI_UNKNOWN
                                                          : operand->integer != 0 ? INTEGI_TRUE
                                                                                  : INTEGI_FALSE));
    case INTEGI_OPERAND_COLUMN:
        return integi_compile_check(
            compiler, integi_graph_members(compiler->graph, operand->column, INTEGI_VIEW_PLAIN, &one, 1));
    case INTEGI_OPERAND_VALUE:
        return integi_compile_check(compiler,
                                    integi_graph_add(compiler->graph, &truth, &operand->operation, 1, NULL, 0));
    default:
        return operand->operation;
    }
}

static bool push_condition(integi_compiler *compiler, int32_t condition)
{
    if (!integi_grow(compiler->program->context, (void **)&compiler->stack, &compiler->stack_capacity,
                     compiler->stack_count, sizeof *compiler->stack)) {
        integi_compile_check(compiler, -1);
        return false;
    }
    compiler->stack[compiler->stack_count++] = condition;
    return true;
}

/* Joins what was pushed since `from` and leaves the result there. */
static void join_from(integi_compiler *compiler, integi_operation_kind kind, size_t from)
{
    int32_t joined = integi_compile_check(
        compiler, integi_graph_join(compiler->graph, kind, compiler->stack + from,
                                    (int32_t)(compiler->stack_count - from)));
    compiler->stack_count = from;
    compiler->stack[compiler->stack_count++] = joined;
}

/* So many conditions are joined at a time: thousands of them would keep all their results alive until the end. */
#define JOINED_CONDITIONS 64

void integi_compile_connective(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    integi_operation_kind kind = node->kind == INTEGI_NODE_AND ? INTEGI_OPERATION_AND : INTEGI_OPERATION_OR;
    size_t from = compiler->stack_count;
    bool good = true;
    for (int32_t i = 0; i < node->child_count; i++) {
        int32_t condition = integi_compile_condition(compiler, node->children[i]);
        good = condition >= 0 && good;
        if (!good)
            continue; /* the others are still looked at for their errors */
        good = push_condition(compiler, condition);
        if (good && compiler->stack_count - from == JOINED_CONDITIONS)
            join_from(compiler, kind, from);
    }
    if (good)
        join_from(compiler, kind, from);
    integi_operand_set_condition(out, good ? compiler->stack[from] : -1);
    compiler->stack_count = from;
}

void integi_compile_not(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    int32_t condition = integi_compile_condition(compiler, node->children[0]);
    if (condition >= 0)
        condition = integi_compile_check(compiler, integi_graph_not(compiler->graph, condition));
    integi_operand_set_condition(out, condition);
}

void integi_compile_comparison(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    integi_operand left, right;
    integi_compile(compiler, node->children[0], &left);
    integi_compile_beside(compiler, &left, node->children[1], &right);
    if (!integi_comparable(compiler, &left, &right))
        return;
    integi_operand_set_condition(out, integi_compare(compiler, (integi_comparison)node->operator, &left, &right));
}

void integi_compile_between(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    integi_operand value, lowest, highest;
    integi_compile(compiler, node->children[0], &value);
    integi_compile(compiler, node->children[1], &lowest);
    integi_compile(compiler, node->children[2], &highest);
    bool low = integi_comparable(compiler, &value, &lowest), high = integi_comparable(compiler, &value, &highest);
    if (!low || !high)
        return;
    int32_t both[2] = {integi_compare(compiler, INTEGI_AT_LEAST, &value, &lowest),
                       integi_compare(compiler, INTEGI_AT_MOST, &value, &highest)};
    if (both[0] < 0 || both[1] < 0)
        return;
    integi_operand_set_condition(
        out, integi_compile_check(compiler, integi_graph_join(compiler->graph, INTEGI_OPERATION_AND, both, 2)));
}

/* A column among constants: one look at each row, however many there are. */
static int32_t compile_among(integi_compiler *compiler, const integi_operand *value, integi_operand *items,
                             int32_t count)
{
    if (integi_is_text(value->type)) {
        for (int32_t i = 0; i < count; i++)
            if (!integi_settle_beside(compiler, value, &items[i]))
                return integi_compile_check(compiler, -1);
        return integi_text_among(compiler, value, items, count);
    }
    compiler->range_count = 0;
    for (int32_t i = 0; i < count; i++)
        if (!integi_push_ranges(compiler, INTEGI_EQUAL, value, &items[i]))
            return -1;
    return integi_compile_check(compiler,
                                integi_graph_members(compiler->graph, value->column, (integi_view)value->view,
                                                     compiler->ranges, (int64_t)compiler->range_count));
}

/* Pushes whether a value equals an item. */
static bool push_equal(integi_compiler *compiler, const integi_operand *value, const integi_operand *item, size_t from)
{
    int32_t condition = integi_compare(compiler, INTEGI_EQUAL, value, item);
    if (condition < 0 || !push_condition(compiler, condition))
        return false;
    if (compiler->stack_count - from == JOINED_CONDITIONS)
        join_from(compiler, INTEGI_OPERATION_OR, from);
    return true;
}

/* Constants are collected, so that a column is looked at once for all of them; every other item is compared before the
 * next is compiled, so that not all their values are needed at the same time. */
static bool compile_items(integi_compiler *compiler, const integi_node *node, const integi_operand *value,
                          integi_operand *constants, size_t from)
{
    bool good = value->kind != INTEGI_OPERAND_NONE;
    bool text = value->kind == INTEGI_OPERAND_VALUE && integi_is_text(value->type);
    bool collects = text || (value->kind == INTEGI_OPERAND_COLUMN && value->type != INTEG_TYPE_NUMBER);
    int32_t count = 0;
    for (int32_t i = 1; i < node->child_count; i++) {
        integi_operand *item = &constants[count];
        integi_compile_beside(compiler, value, node->children[i], item);
        good = integi_comparable(compiler, value, item) && good;
        if (!good)
            continue; /* the others are still looked at for their errors */
        if (collects && item->kind == INTEGI_OPERAND_CONSTANT && item->known)
            count++;
        else
            good = push_equal(compiler, value, item, from);
    }
    if (!good || count == 0)
        return good;
    int32_t among = compile_among(compiler, value, constants, count);
    return among >= 0 && push_condition(compiler, among);
}

void integi_compile_in(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    size_t room = (size_t)node->child_count, from = compiler->stack_count;
    integi_operand value;
    integi_operand *constants = integi_allocate_array(compiler->program->context, room, sizeof *constants);
    if (constants == NULL) {
        integi_compile_check(compiler, -1);
        return;
    }
    integi_compile(compiler, node->children[0], &value);
    if (compile_items(compiler, node, &value, constants, from)) {
        join_from(compiler, INTEGI_OPERATION_OR, from);
        integi_operand_set_condition(out, compiler->stack[from]);
    }
    compiler->stack_count = from;
    integi_release(compiler->program->context, constants, room * sizeof *constants);
}

void integi_compile_is_null(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    integi_operand value;
    integi_operation test = {.kind = INTEGI_OPERATION_NULL_VALUE};
    integi_compile(compiler, node->children[0], &value);
    const int32_t *inputs = &value.operation;
    int32_t input_count = 1;
    switch (value.kind) {
    case INTEGI_OPERAND_NONE:
        return;
    case INTEGI_OPERAND_CONSTANT:
        integi_operand_set_constant(out, INTEG_TYPE_BOOLEAN, !value.known);
        return;
    case INTEGI_OPERAND_COLUMN:
        test.kind = INTEGI_OPERATION_NULL_COLUMN;
        test.column = value.column;
        input_count = 0;
        break;
    case INTEGI_OPERAND_CONDITION:
        test.kind = INTEGI_OPERATION_NULL_CONDITION;
        break;
    default:
        break;
    }
    integi_operand_set_condition(
        out, integi_compile_check(compiler, integi_graph_add(compiler->graph, &test, inputs, input_count, NULL, 0)));
}
