/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/random_tree.h"

#include "expression/literals.h"

#include <math.h>
#include <string.h>

static uint64_t bits(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    uint64_t mixed = *state ^ *state >> 29;
    return mixed * UINT64_C(0x9E3779B97F4A7C15) ^ mixed >> 32;
}

static int32_t below(uint64_t *state, int32_t limit)
{
    return (int32_t)(bits(state) % (uint64_t)limit);
}

static void set_text(integi_node *node, uint64_t *state, const char *const *texts, int32_t count)
{
    node->text = texts[below(state, count)];
    node->length = strlen(node->text);
}

#define SET_TEXT(node, state, ...)                                                                                  \
    set_text(node, state, (const char *const[]){__VA_ARGS__},                                                        \
             sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static int64_t integer(uint64_t *state)
{
    static const int64_t special[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT64_MIN + 1, 9007199254740993, 10, 100};
    return below(state, 2) == 0 ? special[below(state, sizeof special / sizeof *special)] : below(state, 201) - 100;
}

static double number(uint64_t *state)
{
    static const double special[] = {0, -0.0, 1, -1, 0.1, 1e23, 5e-324, 1.7976931348623157e308, 1000, 1e-7};
    double made;
    if (below(state, 2) == 0)
        return special[below(state, sizeof special / sizeof *special)];
    do {
        uint64_t pattern = bits(state);
        memcpy(&made, &pattern, sizeof made);
    } while (!isfinite(made));
    return made;
}

static void fill_instant(integi_node *node, uint64_t *state)
{
    static const int64_t parts[] = {0, 1, 999999, 1000000, 43200500000, INTEGI_DAY_MICROSECONDS - 1, 60000000};
    int64_t day = below(state, INTEG_DATE_MAXIMUM - INTEG_DATE_MINIMUM + 1) + (int64_t)INTEG_DATE_MINIMUM;
    int32_t pick = below(state, 6);
    day = pick == 0 ? INTEG_DATE_MINIMUM : pick == 1 ? INTEG_DATE_MAXIMUM : pick == 2 ? -1 : day;
    node->integer = day;
    if (node->kind == INTEGI_NODE_TIMESTAMP)
        node->integer = day * INTEGI_DAY_MICROSECONDS + parts[below(state, sizeof parts / sizeof *parts)];
}

static integi_node *leaf(uint64_t *state, integi_arena *arena)
{
    static const integi_node_kind kinds[] = {INTEGI_NODE_PROPERTY, INTEGI_NODE_TEXT,    INTEGI_NODE_INTEGER,
                                             INTEGI_NODE_DECIMAL,  INTEGI_NODE_NUMBER,  INTEGI_NODE_BOOLEAN,
                                             INTEGI_NODE_DATE,     INTEGI_NODE_TIMESTAMP, INTEGI_NODE_PROPERTY};
    integi_node *node = integi_arena_allocate(arena, sizeof *node);
    node->kind = kinds[below(state, sizeof kinds / sizeof *kinds)];
    node->height = 1;
    switch (node->kind) {
    case INTEGI_NODE_PROPERTY:
        SET_TEXT(node, state, "a", "b", "AND", "two words", "q\"uo\"\"te", "æble", "date", "casei", "x.y", ":a", "1a",
                 "div",
                 "Null", "e\xCC\x81", "\xCC\x81", "日本", "it's", "back\\", "point", "_", "\"", "\n", "tRuE", ".",
                 "\xF0\x9F\x98\x80");
        break;
    case INTEGI_NODE_TEXT:
        SET_TEXT(node, state, "", "x", "it's", "'", "''", "a\\'b", "\\''", "C:\\temp\\", "\\\n", "\a\b\v\f\r",
                 "\\q\\\\n", "100\\%x", "line\nbreak\ttab", "\x01\x7F", "ÆØÅ",
                 "\"", "\\\\'\\x", "AND", "..", "2000-01-01", "\xF0\x9F\x98\x80", "</script>\xE2\x80\xA8");
        break;
    case INTEGI_NODE_DECIMAL:
        node->decimal = (integi_decimal){integer(state), 1 + below(state, INTEGI_DECIMALS_MAXIMUM)};
        break;
    case INTEGI_NODE_NUMBER:
        node->number = number(state);
        break;
    case INTEGI_NODE_DATE:
    case INTEGI_NODE_TIMESTAMP:
        fill_instant(node, state);
        break;
    default:
        node->integer = node->kind == INTEGI_NODE_BOOLEAN ? below(state, 2) : integer(state);
        break;
    }
    return node;
}

static int32_t count_of(integi_node_kind kind, uint64_t *state)
{
    switch (kind) {
    case INTEGI_NODE_AND:
    case INTEGI_NODE_OR:
    case INTEGI_NODE_IN:
        return 2 + below(state, 3);
    case INTEGI_NODE_NOT:
    case INTEGI_NODE_IS_NULL:
    case INTEGI_NODE_CASEI:
    case INTEGI_NODE_ACCENTI:
        return 1;
    case INTEGI_NODE_BETWEEN:
        return 3;
    case INTEGI_NODE_FUNCTION:
        return below(state, 4);
    case INTEGI_NODE_ARRAY: /* (a) is a itself */
        return below(state, 3) == 0 ? 0 : 2 + below(state, 2);
    default:
        return 2;
    }
}

static const integi_node *child(uint64_t *state, integi_arena *arena, int depth, bool interval)
{
    integi_node *made = random_tree(state, arena, depth);
    while (interval && made->kind == INTEGI_NODE_TEXT)
        made = random_tree(state, arena, depth);
    if (interval && below(state, 2) == 0)
        made->kind = made->child_count == 0 && made->kind == INTEGI_NODE_INTEGER ? INTEGI_NODE_UNBOUNDED : made->kind;
    return made;
}

integi_node *random_tree(uint64_t *state, integi_arena *arena, int depth)
{
    static const integi_node_kind kinds[] = {
        INTEGI_NODE_AND,        INTEGI_NODE_OR,       INTEGI_NODE_NOT,   INTEGI_NODE_COMPARE, INTEGI_NODE_LIKE,
        INTEGI_NODE_BETWEEN,    INTEGI_NODE_IN,       INTEGI_NODE_IS_NULL, INTEGI_NODE_ARITHMETIC,
        INTEGI_NODE_ARITHMETIC, INTEGI_NODE_FUNCTION, INTEGI_NODE_CASEI, INTEGI_NODE_ACCENTI, INTEGI_NODE_INTERVAL,
        INTEGI_NODE_ARRAY,      INTEGI_NODE_NOT};
    if (depth == 0 || below(state, 5) == 0)
        return leaf(state, arena);
    integi_node *node = integi_arena_allocate(arena, sizeof *node);
    node->kind = kinds[below(state, sizeof kinds / sizeof *kinds)];
    node->height = 1;
    node->child_count = count_of(node->kind, state);
    if (node->kind == INTEGI_NODE_COMPARE)
        node->operator = below(state, INTEGI_AT_LEAST + 1);
    if (node->kind == INTEGI_NODE_ARITHMETIC)
        node->operator = below(state, INTEGI_POWER + 1);
    if (node->kind == INTEGI_NODE_FUNCTION)
        SET_TEXT(node, state, "f", "Age", "t_After", "isNull", "A_CONTAINEDBY", "åben", "T_x", "a_b.c");
    const integi_node **children = integi_arena_allocate(arena, sizeof *children * 4);
    for (int32_t i = 0; i < node->child_count; i++) {
        children[i] = child(state, arena, depth - 1, node->kind == INTEGI_NODE_INTERVAL);
        node->height = children[i]->height >= node->height ? children[i]->height + 1 : node->height;
    }
    node->children = children;
    return node;
}
