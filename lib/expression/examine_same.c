/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/examine.h"
#include "expression/lexer.h"

/* So many operands are matched in any order; more are compared one by one as they stand. */
#define MATCHED_CHILDREN 64

uint64_t integi_hash_mix(uint64_t hash, uint64_t with)
{
    hash = (hash ^ with) + UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ (hash >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    hash = (hash ^ (hash >> 27)) * UINT64_C(0x94D049BB133111EB);
    return hash ^ (hash >> 31);
}

static uint64_t hash_text(uint64_t hash, const char *text, size_t length, bool fold)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char letter = (unsigned char)text[i];
        hash = integi_hash_mix(hash, fold && letter >= 'a' && letter <= 'z' ? letter - 32U : letter);
    }
    return hash;
}

/* a > b is b < a. */
static bool is_turned(const integi_node *node)
{
    return node->kind == INTEGI_NODE_COMPARE &&
           (node->operator == INTEGI_GREATER || node->operator == INTEGI_AT_LEAST);
}

static int32_t operator_of(const integi_node *node)
{
    return is_turned(node) ? (int32_t)integi_comparison_mirrored((integi_comparison)node->operator) : node->operator;
}

static const integi_node *child_of(const integi_node *node, int32_t index)
{
    return node->children[is_turned(node) ? 1 - index : index];
}

static bool is_commutative(const integi_node *node)
{
    switch (node->kind) {
    case INTEGI_NODE_AND:
    case INTEGI_NODE_OR:
        return true;
    case INTEGI_NODE_COMPARE:
        return node->operator == INTEGI_EQUAL || node->operator == INTEGI_NOT_EQUAL;
    case INTEGI_NODE_ARITHMETIC:
        return node->operator == INTEGI_ADD || node->operator == INTEGI_MULTIPLY;
    default:
        return false;
    }
}

static uint64_t hash_literal(uint64_t hash, const integi_node *node)
{
    switch (node->kind) {
    case INTEGI_NODE_PROPERTY:
    case INTEGI_NODE_TEXT:
        return hash_text(hash, node->text, node->length, false);
    case INTEGI_NODE_FUNCTION:
        return hash_text(hash, node->text, node->length, true);
    case INTEGI_NODE_DECIMAL:
        return integi_hash_mix(integi_hash_mix(hash, (uint64_t)node->decimal.coefficient),
                               (uint64_t)node->decimal.decimals);
    case INTEGI_NODE_INTEGER:
    case INTEGI_NODE_BOOLEAN:
    case INTEGI_NODE_DATE:
    case INTEGI_NODE_TIMESTAMP:
        return integi_hash_mix(hash, (uint64_t)node->integer);
    default: /* numbers too: 0 and -0 are equal and have different bits */
        return hash;
    }
}

uint64_t integi_node_hash(const integi_node *node)
{
    uint64_t hash = integi_hash_mix((uint64_t)node->kind, (uint64_t)operator_of(node)), sum = 0;
    hash = hash_literal(hash, node);
    for (int32_t i = 0; i < node->child_count; i++) {
        uint64_t child = integi_node_hash(child_of(node, i));
        if (is_commutative(node))
            sum += child;
        else
            hash = integi_hash_mix(hash, child);
    }
    return integi_hash_mix(hash, sum + (uint64_t)node->child_count);
}

static bool same_text(const integi_node *a, const integi_node *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static bool same_literal(const integi_node *a, const integi_node *b)
{
    switch (a->kind) {
    case INTEGI_NODE_PROPERTY:
    case INTEGI_NODE_TEXT:
        return same_text(a, b);
    case INTEGI_NODE_FUNCTION:
        return integi_same_word(a->text, a->length, b->text) && a->length == b->length;
    case INTEGI_NODE_DECIMAL:
        return a->decimal.coefficient == b->decimal.coefficient && a->decimal.decimals == b->decimal.decimals;
    case INTEGI_NODE_NUMBER:
        return a->number >= b->number && a->number <= b->number;
    case INTEGI_NODE_INTEGER:
    case INTEGI_NODE_BOOLEAN:
    case INTEGI_NODE_DATE:
    case INTEGI_NODE_TIMESTAMP:
        return a->integer == b->integer;
    default:
        return true;
    }
}

static bool same_children(const integi_node *a, const integi_node *b)
{
    uint64_t used = 0;
    bool match = is_commutative(a) && a->child_count <= MATCHED_CHILDREN;
    for (int32_t i = 0; i < a->child_count; i++) {
        int32_t first = match ? 0 : i, last = match ? a->child_count - 1 : i, j;
        for (j = first; j <= last; j++)
            if ((!match || (used >> j & 1) == 0) && integi_node_same(child_of(a, i), child_of(b, j)))
                break;
        if (j > last)
            return false;
        used |= match ? UINT64_C(1) << j : 0;
    }
    return true;
}

bool integi_node_same(const integi_node *a, const integi_node *b)
{
    if (a == b)
        return true;
    return a->kind == b->kind && operator_of(a) == operator_of(b) && a->child_count == b->child_count &&
           same_literal(a, b) && same_children(a, b);
}

bool integi_form_same(const integi_form *a, const integi_form *b)
{
    return a->hash == b->hash && integi_node_same(a->node, b->node);
}

bool integi_expression_same(const integ_expression *a, const integ_expression *b)
{
    return integi_node_same(a->root, b->root);
}
