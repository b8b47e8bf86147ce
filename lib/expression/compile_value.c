/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"


static int32_t add_constant(integi_compiler *compiler, const integi_operand *operand)
{
    integi_operation constant = {.kind = INTEGI_OPERATION_CONSTANT, .number = operand->type == INTEG_TYPE_NUMBER};
    if (!operand->known) /* no data: unknown in every row */
        return integi_graph_add(compiler->graph, &constant, NULL, 0, NULL, 0);
    if (constant.number)
        return integi_graph_add(compiler->graph, &constant, NULL, 0, &operand->number, sizeof operand->number);
    return integi_graph_add(compiler->graph, &constant, NULL, 0, &operand->integer, sizeof operand->integer);
}

static int32_t add_column(integi_compiler *compiler, const integi_operand *operand)
{
    integi_operation load = {.kind = INTEGI_OPERATION_LOAD,
                             .column = operand->column,
                             .number = operand->type == INTEG_TYPE_NUMBER};
    if (operand->folds != 0) {
        INTEGI_COMPILE_FAIL(compiler, operand->node, &integi_message_expression_text_value);
        return -1;
    }
    int32_t column = integi_graph_add(compiler->graph, &load, NULL, 0, NULL, 0);
    integi_operation age = {.kind = INTEGI_OPERATION_CALL, .function = &integi_function_age};
    if (operand->view == INTEGI_VIEW_AGE)
        column = integi_graph_add(compiler->graph, &age, &column, 1, NULL, 0);
    return integi_compile_check(compiler, column);
}

int32_t integi_operand_values(integi_compiler *compiler, const integi_operand *operand)
{
    integi_operation flag = {.kind = INTEGI_OPERATION_FLAG};
    switch (operand->kind) {
    case INTEGI_OPERAND_NONE:
        return -1;
    case INTEGI_OPERAND_CONSTANT:
        if (integi_is_text(operand->type)) {
            INTEGI_COMPILE_FAIL(compiler, operand->node, &integi_message_expression_text_value);
            return -1;
        }
        return integi_compile_check(compiler, add_constant(compiler, operand));
    case INTEGI_OPERAND_COLUMN:
        return add_column(compiler, operand);
    case INTEGI_OPERAND_CONDITION:
        return integi_compile_check(compiler,
                                    integi_graph_add(compiler->graph, &flag, &operand->operation, 1, NULL, 0));
    default:
        if (operand->folds != 0) {
            INTEGI_COMPILE_FAIL(compiler, operand->node, &integi_message_expression_text_value);
            return -1;
        }
        return operand->operation;
    }
}

/* A constant as a number. */
double integi_constant_number(const integi_operand *constant)
{
    if (constant->type == INTEG_TYPE_NUMBER)
        return constant->number;
    return integi_decimal_to_number(constant->integer, constant->decimals);
}

int32_t integi_operand_numbers(integi_compiler *compiler, const integi_operand *operand)
{
    if (operand->kind == INTEGI_OPERAND_CONSTANT && operand->known) {
        integi_operand number = *operand;
        number.type = INTEG_TYPE_NUMBER;
        number.number = integi_constant_number(operand);
        return integi_compile_check(compiler, add_constant(compiler, &number));
    }
    int32_t values = integi_operand_values(compiler, operand);
    if (values < 0 || operand->type == INTEG_TYPE_NUMBER)
        return values;
    integi_operation convert = {
        .kind = INTEGI_OPERATION_TO_NUMBER, .number = 1, .exponent = operand->decimals};
    return integi_compile_check(compiler, integi_graph_add(compiler->graph, &convert, &values, 1, NULL, 0));
}

/* The type of an arithmetic result. Whole numbers and decimals stay exact: + - * % give whole numbers or decimals,
 * div a whole number; / and ^, and everything with a number in it, give a number, and so does a product that would
 * need more decimals than there are. */
static void result_type(integi_arithmetic operator, const integi_operand *a, const integi_operand *b,
                        integi_operand *out)
{
    bool numbers = a->type == INTEG_TYPE_NUMBER || b->type == INTEG_TYPE_NUMBER;
    int32_t decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    if (operator == INTEGI_MULTIPLY)
        decimals = a->decimals + b->decimals;
    if (operator == INTEGI_WHOLE)
        decimals = 0;
    numbers = numbers || operator == INTEGI_DIVIDE || operator == INTEGI_POWER || decimals > INTEGI_DECIMALS_MAXIMUM;
    bool integers = operator == INTEGI_WHOLE || (a->type == INTEG_TYPE_INTEGER && b->type == INTEG_TYPE_INTEGER);
    out->type = numbers ? INTEG_TYPE_NUMBER : integers ? INTEG_TYPE_INTEGER : INTEG_TYPE_DECIMAL;
    out->decimals = numbers ? 0 : decimals;
}

/* The powers of ten that bring both to the same decimals; a product needs none. */
typedef struct factors {
    int32_t a, b;
} factors;

static factors factors_of(integi_arithmetic operator, const integi_operand *a, const integi_operand *b)
{
    if (operator == INTEGI_MULTIPLY)
        return (factors){0, 0};
    return (factors){b->decimals > a->decimals ? b->decimals - a->decimals : 0,
                     a->decimals > b->decimals ? a->decimals - b->decimals : 0};
}

/* The fraction of two exact operands is taken from their coefficients: 0.3 / 0.1 is 3. */
static bool is_ratio(integi_arithmetic operator, const integi_operand *a, const integi_operand *b)
{
    return operator == INTEGI_DIVIDE && a->type != INTEG_TYPE_NUMBER && b->type != INTEG_TYPE_NUMBER;
}

static void fold_arithmetic(integi_arithmetic operator, const integi_operand *a, const integi_operand *b,
                            integi_operand *out)
{
    factors by = factors_of(operator, a, b);
    int64_t a_factor = integi_power_of_ten(by.a), b_factor = integi_power_of_ten(by.b);
    out->kind = INTEGI_OPERAND_CONSTANT;
    if (!a->known || !b->known)
        out->known = false;
    else if (is_ratio(operator, a, b))
        out->known = integi_divide_integers(a->integer, a_factor, b->integer, b_factor, &out->number);
    else if (out->type == INTEG_TYPE_NUMBER)
        out->known = integi_arithmetic_numbers(operator, integi_constant_number(a), integi_constant_number(b),
                                               &out->number);
    else
        out->known = integi_arithmetic_integers(operator, a->integer, a_factor, b->integer, b_factor, &out->integer);
}

void integi_fold_constants(integi_arithmetic operator, const integi_operand *a, const integi_operand *b,
                           integi_operand *out)
{
    result_type(operator, a, b, out);
    fold_arithmetic(operator, a, b, out);
}

static int32_t add_arithmetic(integi_compiler *compiler, integi_arithmetic operator, const integi_operand *a,
                              const integi_operand *b, const integi_operand *out)
{
    factors by = factors_of(operator, a, b);
    integi_operation operation = {.kind = INTEGI_OPERATION_INTEGERS,
                                  .operator = (int32_t)operator,
                                  .exponent = by.a,
                                  .other_exponent = by.b};
    int32_t inputs[2];
    bool ratio = is_ratio(operator, a, b);
    if (out->type == INTEG_TYPE_NUMBER) {
        operation.kind = ratio ? INTEGI_OPERATION_RATIO : INTEGI_OPERATION_NUMBERS;
        operation.number = 1;
    }
    if (operation.kind == INTEGI_OPERATION_NUMBERS) {
        operation.exponent = operation.other_exponent = 0;
        inputs[0] = integi_operand_numbers(compiler, a);
        inputs[1] = integi_operand_numbers(compiler, b);
    } else {
        inputs[0] = integi_operand_values(compiler, a);
        inputs[1] = integi_operand_values(compiler, b);
    }
    if (inputs[0] < 0 || inputs[1] < 0)
        return -1;
    return integi_compile_check(compiler, integi_graph_add(compiler->graph, &operation, inputs, 2, NULL, 0));
}

static bool check_numeric(integi_compiler *compiler, const integi_operand *operand, const char *name)
{
    if (operand->kind == INTEGI_OPERAND_NONE)
        return false;
    if (integi_is_numeric(operand->type))
        return true;
    INTEGI_COMPILE_FAIL(compiler, operand->node, &integi_message_expression_type, name, "a number", "et tal",
                        integi_operand_type_name(operand));
    return false;
}

void integi_compile_arithmetic(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    static const char *const names[] = {"+", "-", "*", "/", "div", "%", "^"};
    integi_operand a, b;
    integi_compile(compiler, node->children[0], &a);
    integi_compile(compiler, node->children[1], &b);
    bool left = check_numeric(compiler, &a, names[node->operator]);
    bool right = check_numeric(compiler, &b, names[node->operator]);
    if (!left || !right)
        return;
    integi_arithmetic operator = (integi_arithmetic)node->operator;
    result_type(operator, &a, &b, out);
    if (a.kind == INTEGI_OPERAND_CONSTANT && b.kind == INTEGI_OPERAND_CONSTANT) {
        fold_arithmetic(operator, &a, &b, out);
        return;
    }
    out->operation = add_arithmetic(compiler, operator, &a, &b, out);
    out->kind = out->operation < 0 ? INTEGI_OPERAND_NONE : INTEGI_OPERAND_VALUE;
}
