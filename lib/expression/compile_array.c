/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/compile.h"
#include "expression/lexer.h"

/* The array functions compare lists as sets. Lists are written out, so that each function is a condition made of
 * comparisons of elements; elements that cannot be compared are not equal. */

typedef enum array_function {
    ARRAY_EQUALS,
    ARRAY_CONTAINS,
    ARRAY_CONTAINED_BY,
    ARRAY_OVERLAPS,
    ARRAY_NONE,
} array_function;

static array_function find_function(const integi_node *node)
{
    static const char *const names[] = {"a_equals", "a_contains", "a_containedby", "a_overlaps"};
    for (int i = 0; i < ARRAY_NONE; i++)
        if (integi_same_word(node->text, node->length, names[i]))
            return (array_function)i;
    return ARRAY_NONE;
}

#define SIGNATURE_SIZE 40

/* For the names above, which are short. */
static const char *list_signature(const integi_node *node, char text[SIGNATURE_SIZE])
{
    static const char arguments[] = "((a, b), (c, d))";
    memcpy(text, node->text, node->length);
    memcpy(text + node->length, arguments, sizeof arguments);
    return text;
}

typedef struct elements {
    integi_operand *items;
    int32_t count;
} elements;

/* (a) is written like a value in parentheses, so that a single value counts as a list of one. */
static bool compile_elements(integi_compiler *compiler, const integi_node *node, elements *out)
{
    bool list = node->kind == INTEGI_NODE_ARRAY, good = true;
    out->count = list ? node->child_count : 1;
    out->items = integi_allocate_array(compiler->program->context, (size_t)out->count + 1, sizeof *out->items);
    if (out->items == NULL) {
        integi_compile_check(compiler, -1);
        return false;
    }
    for (int32_t i = 0; i < out->count; i++) {
        integi_compile(compiler, list ? node->children[i] : node, &out->items[i]);
        good = good && out->items[i].kind != INTEGI_OPERAND_NONE;
    }
    return good;
}

static void free_elements(integi_compiler *compiler, elements *list)
{
    if (list->items != NULL)
        integi_release(compiler->program->context, list->items, ((size_t)list->count + 1) * sizeof *list->items);
}

static bool same_family(const integi_operand *a, const integi_operand *b)
{
    bool instants = (a->type == INTEG_TYPE_DATE || a->type == INTEG_TYPE_TIMESTAMP) &&
                    (b->type == INTEG_TYPE_DATE || b->type == INTEG_TYPE_TIMESTAMP);
    return a->type == b->type || instants || (integi_is_numeric(a->type) && integi_is_numeric(b->type)) ||
           (integi_is_text(a->type) && integi_is_text(b->type));
}

static int32_t join_two(integi_compiler *compiler, integi_operation_kind kind, int32_t a, int32_t b)
{
    return integi_compile_check(compiler, integi_graph_join(compiler->graph, kind, (int32_t[]){a, b}, 2));
}

/* Whether an element equals any of the list. */
static int32_t is_in(integi_compiler *compiler, const integi_operand *element, const elements *list)
{
    int32_t found = integi_compile_check(compiler, integi_graph_fixed(compiler->graph, INTEGI_FALSE));
    for (int32_t i = 0; i < list->count && found >= 0; i++) {
        if (!same_family(element, &list->items[i]))
            continue;
        int32_t equal = integi_compare(compiler, INTEGI_EQUAL, element, &list->items[i]);
        found = equal < 0 ? -1 : join_two(compiler, INTEGI_OPERATION_OR, found, equal);
    }
    return found;
}

/* All, or any, of `few` are in `many`. */
static int32_t are_in(integi_compiler *compiler, integi_operation_kind kind, const elements *few, const elements *many)
{
    int32_t result = integi_compile_check(
        compiler, integi_graph_fixed(compiler->graph, kind == INTEGI_OPERATION_AND ? INTEGI_TRUE : INTEGI_FALSE));
    for (int32_t i = 0; i < few->count && result >= 0; i++) {
        int32_t found = is_in(compiler, &few->items[i], many);
        result = found < 0 ? -1 : join_two(compiler, kind, result, found);
    }
    return result;
}

static int32_t compile_sets(integi_compiler *compiler, array_function function, const elements *a, const elements *b)
{
    switch (function) {
    case ARRAY_CONTAINS:
        return are_in(compiler, INTEGI_OPERATION_AND, b, a);
    case ARRAY_CONTAINED_BY:
        return are_in(compiler, INTEGI_OPERATION_AND, a, b);
    case ARRAY_OVERLAPS:
        return are_in(compiler, INTEGI_OPERATION_OR, a, b);
    default: {
        int32_t contained = are_in(compiler, INTEGI_OPERATION_AND, a, b);
        int32_t contains = are_in(compiler, INTEGI_OPERATION_AND, b, a);
        return contained < 0 || contains < 0 ? -1 : join_two(compiler, INTEGI_OPERATION_AND, contained, contains);
    }
    }
}

static bool check_pairs(integi_compiler *compiler, const integi_node *node, const elements *a, const elements *b)
{
    if ((int64_t)a->count * b->count <= INTEGI_LIST_PAIRS)
        return true;
    INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_lists, node->text,
                        integi_number((char[INTEGI_NUMBER_SIZE]){0}, a->count),
                        integi_number((char[INTEGI_NUMBER_SIZE]){0}, b->count),
                        integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_LIST_PAIRS));
    return false;
}

bool integi_compile_array(integi_compiler *compiler, const integi_node *node, integi_operand *out)
{
    array_function function = find_function(node);
    elements a = {NULL, 0}, b = {NULL, 0};
    if (function == ARRAY_NONE)
        return false;
    if (node->child_count != 2) {
        INTEGI_COMPILE_FAIL(compiler, node, &integi_message_expression_arguments_of, node->text, "2",
                            integi_number((char[INTEGI_NUMBER_SIZE]){0}, node->child_count),
                            list_signature(node, (char[SIGNATURE_SIZE]){0}));
        return true;
    }
    bool first = compile_elements(compiler, node->children[0], &a);
    bool second = compile_elements(compiler, node->children[1], &b);
    if (first && second && check_pairs(compiler, node, &a, &b))
        integi_operand_set_condition(out, compile_sets(compiler, function, &a, &b));
    free_elements(compiler, &a);
    free_elements(compiler, &b);
    return true;
}
