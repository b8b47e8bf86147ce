/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/json_words.h"

#include "base/document.h"
#include "expression/lexer.h"

#include <string.h>

static const integi_json_operation operations[] = {
    {"and", INTEGI_NODE_AND, 0, 2, 0},
    {"or", INTEGI_NODE_OR, 0, 2, 0},
    {"not", INTEGI_NODE_NOT, 0, 1, 1},
    {"=", INTEGI_NODE_COMPARE, INTEGI_EQUAL, 2, 2},
    {"<>", INTEGI_NODE_COMPARE, INTEGI_NOT_EQUAL, 2, 2},
    {"<", INTEGI_NODE_COMPARE, INTEGI_LESS, 2, 2},
    {">", INTEGI_NODE_COMPARE, INTEGI_GREATER, 2, 2},
    {"<=", INTEGI_NODE_COMPARE, INTEGI_AT_MOST, 2, 2},
    {">=", INTEGI_NODE_COMPARE, INTEGI_AT_LEAST, 2, 2},
    {"like", INTEGI_NODE_LIKE, 0, 2, 2},
    {"between", INTEGI_NODE_BETWEEN, 0, 3, 3},
    {"in", INTEGI_NODE_IN, 0, 2, 2},
    {"isNull", INTEGI_NODE_IS_NULL, 0, 1, 1},
    {"+", INTEGI_NODE_ARITHMETIC, INTEGI_ADD, 2, 2},
    {"-", INTEGI_NODE_ARITHMETIC, INTEGI_SUBTRACT, 2, 2},
    {"*", INTEGI_NODE_ARITHMETIC, INTEGI_MULTIPLY, 2, 2},
    {"/", INTEGI_NODE_ARITHMETIC, INTEGI_DIVIDE, 2, 2},
    {"div", INTEGI_NODE_ARITHMETIC, INTEGI_WHOLE, 2, 2},
    {"%", INTEGI_NODE_ARITHMETIC, INTEGI_REMAINDER, 2, 2},
    {"^", INTEGI_NODE_ARITHMETIC, INTEGI_POWER, 2, 2},
    {"casei", INTEGI_NODE_CASEI, 0, 1, 1},
    {"accenti", INTEGI_NODE_ACCENTI, 0, 1, 1},
};

#define OPERATIONS (sizeof operations / sizeof *operations)

const integi_json_operation *integi_json_operation_named(const char *name, size_t length)
{
    for (size_t i = 0; i < OPERATIONS; i++)
        if (strlen(operations[i].name) == length && memcmp(operations[i].name, name, length) == 0)
            return &operations[i];
    return NULL;
}

const integi_json_operation *integi_json_operation_of(const integi_node *node)
{
    bool has_operator = node->kind == INTEGI_NODE_COMPARE || node->kind == INTEGI_NODE_ARITHMETIC;
    for (size_t i = 0; i < OPERATIONS; i++)
        if (operations[i].kind == node->kind && (!has_operator || operations[i].operator == node->operator))
            return &operations[i];
    return NULL;
}

const char *integi_json_operation_meant(const char *name, size_t length)
{
    static const char *const foreign[][2] = {
        {"==", "="},      {"!=", "<>"},       {"~=", "<>"},         {"&&", "and"},      {"||", "or"},
        {"!", "not"},     {"**", "^"},        {"=<", "<="},         {"=>", ">="},       {"eq", "="},
        {"equal", "="},   {"equals", "="},    {"equalTo", "="},     {"ne", "<>"},       {"neq", "<>"},
        {"lt", "<"},      {"lessThan", "<"},  {"lte", "<="},        {"le", "<="},       {"gt", ">"},
        {"gte", ">="},    {"ge", ">="},       {"greaterThan", ">"}, {"is_null", "isNull"}, {"null", "isNull"}};
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (strlen(foreign[i][0]) == length && integi_same_word(name, length, foreign[i][0]))
            return foreign[i][1];
    for (size_t i = 0; i < OPERATIONS; i++)
        if (strlen(operations[i].name) == length && integi_same_word(name, length, operations[i].name))
            return operations[i].name;
    return NULL;
}

const char *integi_json_operation_near(const char *name, size_t length)
{
    const char *best = integi_json_operation_meant(name, length);
    for (size_t i = 0; i < OPERATIONS && best == NULL; i++)
        if (strlen(operations[i].name) > 2) /* every sign is near to every other */
            best = integi_nearer(name, operations[i].name, best);
    return best;
}

const char *integi_json_function_name(const integi_node *function)
{
    static const char *const names[] = {
        "t_after",  "t_before",       "t_contains",   "t_disjoint",    "t_during",    "t_equals",    "t_finishedBy",
        "t_finishes", "t_intersects", "t_meets",      "t_metBy",       "t_overlappedBy", "t_overlaps", "t_startedBy",
        "t_starts", "a_equals",       "a_contains",   "a_containedBy", "a_overlaps"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (integi_same_word(function->text, function->length, names[i]))
            return names[i];
    return NULL;
}

bool integi_stands_for_list(const integi_node *function, const integi_node *argument)
{
    const char *name = integi_json_function_name(function);
    if (name == NULL || name[0] != 'a' || argument->kind == INTEGI_NODE_ARRAY || argument->kind == INTEGI_NODE_PROPERTY)
        return false;
    return argument->kind != INTEGI_NODE_FUNCTION || integi_json_function_name(argument) != NULL;
}
