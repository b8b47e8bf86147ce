/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/parsing.h"

/* Tokens one after the other, and the nodes that are made of them. */

integ_status integi_reading_advance(integi_reading *state)
{
    if (++state->token_count > INTEGI_EXPRESSION_TOKENS)
        return integi_refuse_length(state);
    state->before = state->token;
    state->open += (state->token.kind == INTEGI_TOKEN_OPEN) - (state->token.kind == INTEGI_TOKEN_CLOSE);
    return integi_next_token(state->expression, state->token.end, &state->token, state->error);
}

integ_status integi_reading_expect(integi_reading *state, integi_token_kind kind, const char *sign)
{
    if (state->token.kind != kind)
        return integi_refuse_token(state, sign, sign);
    return integi_reading_advance(state);
}

integ_status integi_reading_expect_word(integi_reading *state, integi_keyword word, const char *name)
{
    if (state->token.kind != INTEGI_TOKEN_NAME || state->token.word != word)
        return integi_refuse_token(state, name, name);
    return integi_reading_advance(state);
}

integ_status integi_reading_push(integi_reading *state, const integi_node *node)
{
    if (!integi_grow(state->expression->context, (void **)&state->stack, &state->stack_capacity,
                     state->stack_count, sizeof *state->stack))
        return integi_out_of_memory(state->error);
    state->stack[state->stack_count++] = node;
    return INTEG_STATUS_OK;
}

integi_node *integi_reading_node(integi_reading *state, integi_node_kind kind, size_t start, size_t end)
{
    integi_node *node = integi_arena_allocate(&state->expression->arena, sizeof *node);
    if (node == NULL) {
        integi_out_of_memory(state->error);
        return NULL;
    }
    node->kind = kind;
    node->start = start;
    node->end = end;
    node->height = 1;
    return node;
}

/* Makes a node of what was pushed since the stack held `from` nodes. */
integ_status integi_reading_parent(integi_reading *state, integi_node_kind kind, size_t from, size_t start, size_t end,
                                   integi_node **out)
{
    size_t count = state->stack_count - from;
    integi_node *node = integi_reading_node(state, kind, start, end);
    const integi_node **children =
        node == NULL ? NULL : integi_arena_allocate(&state->expression->arena, count * sizeof *children);
    if (children == NULL)
        return node == NULL ? INTEG_STATUS_OUT_OF_MEMORY : integi_out_of_memory(state->error);
    for (size_t i = 0; i < count; i++) {
        children[i] = state->stack[from + i];
        if (children[i]->height >= node->height)
            node->height = children[i]->height + 1;
    }
    node->children = children;
    node->child_count = (int32_t)count;
    state->stack_count = from;
    *out = node;
    return node->height > INTEGI_EXPRESSION_DEPTH ? integi_refuse_depth(state) : INTEG_STATUS_OK;
}

integ_status integi_reading_leaf(integi_reading *state, integi_node_kind kind, const integi_node **out)
{
    integi_node *node = integi_reading_node(state, kind, state->token.start, state->token.end);
    if (node == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    node->text = state->token.text;
    node->length = state->token.length;
    node->integer = state->token.word == INTEGI_WORD_TRUE;
    *out = node;
    return integi_reading_advance(state);
}

integ_status integi_make_not(integi_reading *state, const integi_node *operand, size_t start, size_t end,
                             const integi_node **out)
{
    size_t from = state->stack_count;
    integi_node *node = NULL;
    integ_status status = integi_reading_push(state, operand);
    if (status == INTEG_STATUS_OK)
        status = integi_reading_parent(state, INTEGI_NODE_NOT, from, start, end, &node);
    *out = node;
    return status;
}
