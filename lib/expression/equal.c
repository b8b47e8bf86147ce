/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/lexer.h"

#include <string.h>

static bool same_bytes(const integi_node *a, const integi_node *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* Bits are compared, so that -0E0 is not 0E0. */
static bool same_number(const integi_node *a, const integi_node *b)
{
    return memcmp(&a->number, &b->number, sizeof a->number) == 0;
}

static bool same_value(const integi_node *a, const integi_node *b)
{
    switch (a->kind) {
    case INTEGI_NODE_FUNCTION:
        return a->length == b->length && integi_same_word(a->text, a->length, b->text);
    case INTEGI_NODE_PROPERTY:
    case INTEGI_NODE_TEXT:
        return same_bytes(a, b);
    case INTEGI_NODE_INTEGER:
    case INTEGI_NODE_BOOLEAN:
    case INTEGI_NODE_DATE:
    case INTEGI_NODE_TIMESTAMP:
        return a->integer == b->integer;
    case INTEGI_NODE_DECIMAL:
        return a->decimal.coefficient == b->decimal.coefficient && a->decimal.decimals == b->decimal.decimals;
    case INTEGI_NODE_NUMBER:
        return same_number(a, b);
    case INTEGI_NODE_COMPARE:
    case INTEGI_NODE_ARITHMETIC:
        return a->operator == b->operator;
    default:
        return true;
    }
}

bool integi_node_equal(const integi_node *a, const integi_node *b)
{
    if (a->kind != b->kind || a->child_count != b->child_count || !same_value(a, b))
        return false;
    for (int32_t i = 0; i < a->child_count; i++)
        if (!integi_node_equal(a->children[i], b->children[i]))
            return false;
    return true;
}
