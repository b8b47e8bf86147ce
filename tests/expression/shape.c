/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct writer {
    char *text;
    size_t length, capacity;
} writer;

static void put(writer *to, const char *text)
{
    size_t length = strlen(text);
    if (to->length + length + 1 > to->capacity) {
        to->capacity = (to->length + length + 1) * 2;
        to->text = realloc(to->text, to->capacity);
    }
    memcpy(to->text + to->length, text, length + 1);
    to->length += length;
}

static const char *head_of(const integi_node *node)
{
    static const char *const comparisons[] = {"=", "<>", "<", ">", "<=", ">="};
    static const char *const arithmetic[] = {"+", "-", "*", "/", "div", "%", "^"};
    switch (node->kind) {
    case INTEGI_NODE_AND:
        return "and";
    case INTEGI_NODE_OR:
        return "or";
    case INTEGI_NODE_NOT:
        return "not";
    case INTEGI_NODE_COMPARE:
        return comparisons[node->operator];
    case INTEGI_NODE_LIKE:
        return "like";
    case INTEGI_NODE_BETWEEN:
        return "between";
    case INTEGI_NODE_IN:
        return "in";
    case INTEGI_NODE_IS_NULL:
        return "null?";
    case INTEGI_NODE_ARITHMETIC:
        return arithmetic[node->operator];
    case INTEGI_NODE_INTERVAL:
        return "interval";
    case INTEGI_NODE_ARRAY:
        return "array";
    default:
        return node->text;
    }
}

static void put_leaf(writer *to, const integi_node *node)
{
    char text[400];
    switch (node->kind) {
    case INTEGI_NODE_TEXT:
        snprintf(text, sizeof text, "'%s'", node->text);
        break;
    case INTEGI_NODE_INTEGER:
        snprintf(text, sizeof text, "%lld", (long long)node->integer);
        break;
    case INTEGI_NODE_DECIMAL:
        snprintf(text, sizeof text, "%lld/%d", (long long)node->decimal.coefficient, node->decimal.decimals);
        break;
    case INTEGI_NODE_NUMBER:
        snprintf(text, sizeof text, "%.17g", node->number);
        if (strchr(text, ',') != NULL) /* in the user's locale */
            *strchr(text, ',') = '.';
        break;
    case INTEGI_NODE_BOOLEAN:
        snprintf(text, sizeof text, "%s", node->integer ? "true" : "false");
        break;
    case INTEGI_NODE_DATE:
        snprintf(text, sizeof text, "day:%lld", (long long)node->integer);
        break;
    case INTEGI_NODE_TIMESTAMP:
        snprintf(text, sizeof text, "us:%lld", (long long)node->integer);
        break;
    case INTEGI_NODE_UNBOUNDED:
        snprintf(text, sizeof text, "..");
        break;
    default:
        snprintf(text, sizeof text, "%s", node->text);
        break;
    }
    put(to, text);
}

static void put_node(writer *to, const integi_node *node)
{
    bool list = node->child_count > 0 || node->kind == INTEGI_NODE_FUNCTION || node->kind == INTEGI_NODE_ARRAY;
    if (!list) {
        put_leaf(to, node);
        return;
    }
    put(to, "(");
    put(to, head_of(node));
    for (int32_t i = 0; i < node->child_count; i++) {
        put(to, " ");
        put_node(to, node->children[i]);
    }
    put(to, ")");
}

char *shape_of(const integ_expression *expression)
{
    writer to = {NULL, 0, 0};
    put_node(&to, integi_expression_root(expression));
    return to.text;
}
