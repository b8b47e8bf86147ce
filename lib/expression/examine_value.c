/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine.h"

static bool fold_text(integi_examiner *examiner, const integi_node *node, integi_operand *out)
{
    if (!integi_examine_constant(examiner, node->children[0], out) || !integi_is_text(out->type))
        return false;
    int32_t fold = node->kind == INTEGI_NODE_CASEI ? INTEGI_FOLD_CASE : INTEGI_FOLD_ACCENTS;
    size_t length;
    const char *folded = integi_fold(&examiner->folder, fold, out->text, out->length, &length);
    out->text = folded == NULL ? NULL : integi_arena_text(&examiner->arena, folded, length);
    out->length = length;
    examiner->failed = examiner->failed || out->text == NULL;
    return out->text != NULL;
}

static bool is_zero(const integi_operand *constant)
{
    if (!constant->known)
        return false;
    return constant->type == INTEG_TYPE_NUMBER ? constant->number >= 0 && constant->number <= 0
                                               : constant->integer == 0;
}

/* Arithmetic with something unknown is unknown whatever the rest, and so is a division by zero. */
static bool fold_arithmetic(integi_examiner *examiner, const integi_node *node, integi_operand *out)
{
    integi_operand a, b;
    bool a_constant = integi_examine_constant(examiner, node->children[0], &a);
    bool b_constant = integi_examine_constant(examiner, node->children[1], &b);
    if ((a_constant && !integi_is_numeric(a.type)) || (b_constant && !integi_is_numeric(b.type)))
        return false;
    bool divides = node->operator == INTEGI_DIVIDE || node->operator == INTEGI_WHOLE ||
                   node->operator == INTEGI_REMAINDER;
    bool unknown = (a_constant && !a.known) || (b_constant && !b.known) || (divides && b_constant && is_zero(&b));
    *out = (integi_operand){.kind = INTEGI_OPERAND_CONSTANT, .type = INTEG_TYPE_NUMBER, .node = node};
    if (unknown || !a_constant || !b_constant)
        return unknown;
    integi_fold_constants((integi_arithmetic)node->operator, &a, &b, out);
    return true;
}

bool integi_examine_constant(integi_examiner *examiner, const integi_node *node, integi_operand *out)
{
    *out = (integi_operand){.kind = INTEGI_OPERAND_NONE};
    switch (node->kind) {
    case INTEGI_NODE_TEXT:
    case INTEGI_NODE_INTEGER:
    case INTEGI_NODE_DECIMAL:
    case INTEGI_NODE_NUMBER:
    case INTEGI_NODE_BOOLEAN:
    case INTEGI_NODE_DATE:
    case INTEGI_NODE_TIMESTAMP:
        integi_operand_of_literal(node, out);
        out->node = node;
        return true;
    case INTEGI_NODE_CASEI:
    case INTEGI_NODE_ACCENTI:
        return fold_text(examiner, node, out);
    case INTEGI_NODE_ARITHMETIC:
        return fold_arithmetic(examiner, node, out);
    default:
        return false;
    }
}

bool integi_divides_by_zero(integi_examiner *examiner, const integi_node *node)
{
    integi_operand divisor;
    bool divides = node->kind == INTEGI_NODE_ARITHMETIC &&
                   (node->operator == INTEGI_DIVIDE || node->operator == INTEGI_WHOLE ||
                    node->operator == INTEGI_REMAINDER);
    if (divides && integi_examine_constant(examiner, node->children[1], &divisor) && is_zero(&divisor))
        return true;
    for (int32_t i = 0; i < node->child_count; i++)
        if (integi_divides_by_zero(examiner, node->children[i]))
            return true;
    return false;
}
