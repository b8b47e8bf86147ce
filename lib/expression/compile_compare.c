/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"
#include "expression/literals.h"

#include <math.h>

typedef enum family {
    FAMILY_BOOLEAN,
    FAMILY_NUMERIC,
    FAMILY_TEMPORAL,
    FAMILY_TEXT,
} family;

static family family_of(int32_t type)
{
    if (type == INTEG_TYPE_BOOLEAN)
        return FAMILY_BOOLEAN;
    if (integi_is_numeric(type))
        return FAMILY_NUMERIC;
    return integi_is_text(type) ? FAMILY_TEXT : FAMILY_TEMPORAL;
}

bool integi_same_family(int32_t a, int32_t b)
{
    return family_of(a) == family_of(b);
}

/* How a literal of the wrong type should have been written: dates are often written as texts, or as 01-01-2000. */
static const integi_message *refusal_of(const integi_operand *a, const integi_operand *b)
{
    bool literal = b->kind == INTEGI_OPERAND_CONSTANT;
    if (family_of(a->type) == FAMILY_TEMPORAL && literal && b->type != INTEG_TYPE_BOOLEAN)
        return &integi_message_expression_text_as_date;
    if (integi_is_numeric(a->type) && literal && b->type == INTEG_TYPE_TEXT)
        return &integi_message_expression_text_as_number;
    if (integi_is_text(a->type) && literal && integi_is_numeric(b->type))
        return &integi_message_expression_number_as_text;
    return &integi_message_expression_compare;
}

bool integi_comparable(integi_compiler *compiler, const integi_operand *a, const integi_operand *b)
{
    if (a->kind == INTEGI_OPERAND_NONE || b->kind == INTEGI_OPERAND_NONE)
        return false;
    if (family_of(a->type) == family_of(b->type))
        return true;
    INTEGI_COMPILE_FAIL(compiler, b->node, refusal_of(a, b), integi_operand_type_name(a), integi_operand_type_name(b));
    return false;
}

/* An instant in microseconds. */
static int64_t microseconds(const integi_operand *constant)
{
    return constant->type == INTEG_TYPE_DATE ? constant->integer * INTEGI_DAY_MICROSECONDS : constant->integer;
}

int integi_compare_constants(const integi_operand *a, const integi_operand *b)
{
    switch (family_of(a->type)) {
    case FAMILY_TEXT:
        return integi_compare_texts(a->text, a->length, b->text, b->length);
    case FAMILY_TEMPORAL: {
        int64_t left = microseconds(a), right = microseconds(b);
        return (left > right) - (left < right);
    }
    default:
        if (a->type == INTEG_TYPE_NUMBER && b->type == INTEG_TYPE_NUMBER)
            return (a->number > b->number) - (a->number < b->number);
        if (b->type == INTEG_TYPE_NUMBER)
            return integi_compare_with_number(a->integer, a->decimals, b->number);
        if (a->type == INTEG_TYPE_NUMBER)
            return -integi_compare_with_number(b->integer, b->decimals, a->number);
        return integi_compare_decimals(a->integer, a->decimals, b->integer, b->decimals);
    }
}

/* Where a constant lies among the whole numbers that a column holds. */
static integi_bound bound_of(const integi_operand *column, const integi_operand *constant)
{
    if (column->type == INTEG_TYPE_DATE && constant->type == INTEG_TYPE_TIMESTAMP) {
        int64_t days = constant->integer / INTEGI_DAY_MICROSECONDS, rest = constant->integer % INTEGI_DAY_MICROSECONDS;
        return (integi_bound){days - (rest < 0), rest == 0};
    }
    if (column->type == INTEG_TYPE_TIMESTAMP)
        return (integi_bound){microseconds(constant), true};
    return integi_bound_of_decimal(constant->integer, constant->decimals, column->decimals);
}

bool integi_push_ranges(integi_compiler *compiler, integi_comparison operator, const integi_operand *column,
                        const integi_operand *constant)
{
    integi_range found[2];
    int count = constant->type == INTEG_TYPE_NUMBER
                    ? integi_number_ranges(operator, constant->number, column->decimals, found)
                    : integi_bound_ranges(operator, bound_of(column, constant), found);
    for (int i = 0; i < count; i++) {
        if (!integi_grow(compiler->program->context, (void **)&compiler->ranges, &compiler->range_capacity,
                         compiler->range_count, sizeof *compiler->ranges)) {
            integi_compile_check(compiler, -1);
            return false;
        }
        compiler->ranges[compiler->range_count++] = found[i];
    }
    return true;
}

/* The numbers for which a comparison with a constant holds. The number nearest to a whole constant may lie on either
 * side of it. */
static int number_ranges(integi_comparison operator, const integi_operand *constant, integi_number_range out[2])
{
    bool number = constant->type == INTEG_TYPE_NUMBER;
    double nearest = number ? constant->number : integi_decimal_to_number(constant->integer, constant->decimals);
    int side = number ? 0 : -integi_compare_with_number(constant->integer, constant->decimals, nearest);
    double at_most = side > 0 ? nextafter(nearest, -HUGE_VAL) : nearest;   /* the last that is not greater */
    double at_least = side < 0 ? nextafter(nearest, HUGE_VAL) : nearest;   /* the first that is not less */
    double below = side < 0 ? nearest : nextafter(nearest, -HUGE_VAL);     /* the last that is less */
    double above = side > 0 ? nearest : nextafter(nearest, HUGE_VAL);      /* the first that is greater */
    switch (operator) {
    case INTEGI_EQUAL:
        out[0] = (integi_number_range){nearest, nearest};
        return side == 0;
    case INTEGI_NOT_EQUAL:
        out[0] = (integi_number_range){-HUGE_VAL, below};
        out[1] = (integi_number_range){above, HUGE_VAL};
        return 2;
    case INTEGI_LESS:
        out[0] = (integi_number_range){-HUGE_VAL, below};
        return 1;
    case INTEGI_AT_MOST:
        out[0] = (integi_number_range){-HUGE_VAL, at_most};
        return 1;
    case INTEGI_GREATER:
        out[0] = (integi_number_range){above, HUGE_VAL};
        return 1;
    default:
        out[0] = (integi_number_range){at_least, HUGE_VAL};
        return 1;
    }
}

static int32_t compare_number_column(integi_compiler *compiler, integi_comparison operator,
                                     const integi_operand *column, const integi_operand *constant)
{
    integi_number_range ranges[2];
    int count = number_ranges(operator, constant, ranges);
    integi_operation members = {.kind = INTEGI_OPERATION_NUMBER_MEMBERS, .column = column->column};
    return integi_compile_check(
        compiler, integi_graph_on_column(compiler->graph, &members, ranges, (size_t)count * sizeof *ranges));
}

static int32_t compare_column(integi_compiler *compiler, integi_comparison operator, const integi_operand *column,
                              const integi_operand *constant)
{
    if (integi_is_text(column->type)) {
        integi_operand settled = *constant;
        if (!integi_settle_beside(compiler, column, &settled))
            return integi_compile_check(compiler, -1);
        return integi_compare_text_column(compiler, operator, column, &settled);
    }
    if (column->type == INTEG_TYPE_NUMBER)
        return compare_number_column(compiler, operator, column, constant);
    compiler->range_count = 0;
    if (!integi_push_ranges(compiler, operator, column, constant))
        return -1;
    return integi_compile_check(compiler,
                                integi_graph_members(compiler->graph, column->column, (integi_view)column->view,
                                                     compiler->ranges, (int64_t)compiler->range_count));
}

static int32_t add_comparison(integi_compiler *compiler, integi_operation_kind kind, integi_comparison operator,
                              int32_t a, int32_t b, int32_t a_decimals, int32_t b_decimals)
{
    if (a < 0 || b < 0)
        return -1;
    integi_operation compare = {
        .kind = kind, .operator = (int32_t)operator, .exponent = a_decimals, .other_exponent = b_decimals};
    return integi_compile_check(compiler, integi_graph_add(compiler->graph, &compare, (int32_t[]){a, b}, 2, NULL, 0));
}

static int32_t instant_values(integi_compiler *compiler, const integi_operand *operand, bool as_timestamp)
{
    int32_t values = integi_operand_values(compiler, operand);
    if (values < 0 || !as_timestamp || operand->type == INTEG_TYPE_TIMESTAMP)
        return values;
    integi_operation convert = {.kind = INTEGI_OPERATION_TO_TIMESTAMP};
    return integi_compile_check(compiler, integi_graph_add(compiler->graph, &convert, &values, 1, NULL, 0));
}

static int32_t compare_numeric(integi_compiler *compiler, integi_comparison operator, const integi_operand *a,
                               const integi_operand *b)
{
    bool a_number = a->type == INTEG_TYPE_NUMBER, b_number = b->type == INTEG_TYPE_NUMBER;
    int32_t left = integi_operand_values(compiler, a), right = integi_operand_values(compiler, b);
    if (a_number && b_number)
        return add_comparison(compiler, INTEGI_OPERATION_COMPARE_NUMBERS, operator, left, right, 0, 0);
    if (b_number)
        return add_comparison(compiler, INTEGI_OPERATION_COMPARE_MIXED, operator, left, right, a->decimals, 0);
    if (a_number)
        return add_comparison(compiler, INTEGI_OPERATION_COMPARE_MIXED, integi_comparison_mirrored(operator), right,
                              left, b->decimals, 0);
    if (a->decimals == b->decimals)
        return add_comparison(compiler, INTEGI_OPERATION_COMPARE, operator, left, right, 0, 0);
    return add_comparison(compiler, INTEGI_OPERATION_COMPARE_SCALED, operator, left, right, a->decimals, b->decimals);
}

int32_t integi_compare(integi_compiler *compiler, integi_comparison operator, const integi_operand *a,
                       const integi_operand *b)
{
    bool a_constant = a->kind == INTEGI_OPERAND_CONSTANT, b_constant = b->kind == INTEGI_OPERAND_CONSTANT;
    if ((a_constant && !a->known) || (b_constant && !b->known))
        return integi_compile_check(compiler, integi_graph_fixed(compiler->graph, INTEGI_UNKNOWN));
    if (a_constant && b_constant) {
        bool holds = integi_comparison_holds(operator, integi_compare_constants(a, b));
        return integi_compile_check(compiler,
                                    integi_graph_fixed(compiler->graph, holds ? INTEGI_TRUE : INTEGI_FALSE));
    }
    bool texts = integi_is_text(a->type);
    if ((a->kind == INTEGI_OPERAND_COLUMN || texts) && b_constant)
        return compare_column(compiler, operator, a, b);
    if ((b->kind == INTEGI_OPERAND_COLUMN || texts) && a_constant)
        return compare_column(compiler, integi_comparison_mirrored(operator), b, a);
    bool mixed_instants = a->type != b->type;
    switch (family_of(a->type)) {
    case FAMILY_TEXT:
        return integi_compare_text_columns(compiler, operator, a, b);
    case FAMILY_NUMERIC:
        return compare_numeric(compiler, operator, a, b);
    case FAMILY_TEMPORAL:
        return add_comparison(compiler, INTEGI_OPERATION_COMPARE, operator, instant_values(compiler, a, mixed_instants),
                              instant_values(compiler, b, mixed_instants), 0, 0);
    default:
        return add_comparison(compiler, INTEGI_OPERATION_COMPARE, operator, integi_operand_values(compiler, a),
                              integi_operand_values(compiler, b), 0, 0);
    }
}
