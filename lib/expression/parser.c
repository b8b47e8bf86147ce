/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/parser.h"

#include "expression/literals.h"
#include "expression/messages.h"
#include "expression/parsing.h"

/* Precedence climbing over the standard's grammar: one function for all binary operators keeps the recursion to two
 * calls for each level of parentheses. */

static integ_status parse_number(integi_reading *state, size_t start, bool negative, const integi_node **out)
{
    integi_node *node = integi_reading_node(state, INTEGI_NODE_NUMBER, start, state->token.end);
    if (node == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    integ_status status = integi_read_number(state->expression, state->token.start, state->token.end, negative,
                                             node, state->error);
    *out = node;
    return status == INTEG_STATUS_OK ? integi_reading_advance(state) : status;
}

/* (a) is a itself; () and (a, b) are arrays. */
static integ_status parse_parentheses(integi_reading *state, const integi_node **out)
{
    size_t start = state->token.start, from = state->stack_count, end;
    integ_status status = integi_reading_advance(state);
    if (status == INTEG_STATUS_OK)
        status = integi_parse_list(state, &end);
    if (status != INTEG_STATUS_OK)
        return status;
    if (state->stack_count == from + 1) {
        *out = state->stack[--state->stack_count];
        return INTEG_STATUS_OK;
    }
    integi_node *array;
    status = integi_reading_parent(state, INTEGI_NODE_ARRAY, from, start, end, &array);
    *out = array;
    return status;
}

static integ_status parse_operand(integi_reading *state, int minimum, const integi_node **out);
static integ_status parse_prefix(integi_reading *state, int minimum, const integi_node **out);

/* A sign belongs to the number behind it; before anything else, -x is -1 * x, as in the standard's JSON. */
static integ_status parse_signed(integi_reading *state, int minimum, const integi_node **out)
{
    integi_token sign = state->token;
    bool negative = sign.operator == INTEGI_SUBTRACT;
    size_t from = state->stack_count;
    integ_status status = integi_reading_advance(state);
    if (status != INTEG_STATUS_OK)
        return status;
    if (state->token.kind == INTEGI_TOKEN_NUMBER)
        return parse_number(state, sign.start, negative, out);
    const integi_node *operand;
    bool signed_again = state->token.kind == INTEGI_TOKEN_ARITHMETIC; /* only signs of signs nest deeper */
    status = signed_again ? parse_prefix(state, minimum, &operand) : parse_operand(state, minimum, &operand);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!negative) {
        *out = operand;
        return INTEG_STATUS_OK;
    }
    integi_node *minus_one = integi_reading_node(state, INTEGI_NODE_INTEGER, sign.start, sign.end), *product;
    if (minus_one == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    minus_one->integer = -1;
    status = integi_reading_push(state, minus_one);
    if (status == INTEG_STATUS_OK)
        status = integi_reading_push(state, operand);
    if (status == INTEG_STATUS_OK)
        status = integi_reading_parent(state, INTEGI_NODE_ARITHMETIC, from, sign.start, operand->end, &product);
    if (status == INTEG_STATUS_OK) {
        product->operator = INTEGI_MULTIPLY;
        *out = product;
    }
    return status;
}

static integ_status parse_not(integi_reading *state, const integi_node **out)
{
    size_t start = state->token.start;
    const integi_node *operand;
    integ_status status = integi_reading_advance(state);
    if (status == INTEG_STATUS_OK)
        status = integi_parse_level(state, INTEGI_NOT_LEVEL, &operand);
    return status == INTEG_STATUS_OK ? integi_make_not(state, operand, start, operand->end, out) : status;
}

static integ_status parse_operand(integi_reading *state, int minimum, const integi_node **out)
{
    switch (state->token.kind) {
    case INTEGI_TOKEN_NUMBER:
        return parse_number(state, state->token.start, false, out);
    case INTEGI_TOKEN_TEXT:
        return integi_reading_leaf(state, INTEGI_NODE_TEXT, out);
    case INTEGI_TOKEN_QUOTED:
        return integi_reading_leaf(state, INTEGI_NODE_PROPERTY, out);
    case INTEGI_TOKEN_OPEN:
        return parse_parentheses(state, out);
    case INTEGI_TOKEN_NAME:
        if (state->token.word == INTEGI_WORD_NOT && minimum <= INTEGI_NOT_LEVEL)
            return parse_not(state, out);
        return integi_parse_name(state, out);
    case INTEGI_TOKEN_ARITHMETIC:
        if (state->token.operator == INTEGI_ADD || state->token.operator == INTEGI_SUBTRACT)
            return parse_signed(state, minimum, out);
        break;
    default:
        break;
    }
    return integi_refuse_operand(state);
}

static integ_status parse_prefix(integi_reading *state, int minimum, const integi_node **out)
{
    if (++state->depth > INTEGI_EXPRESSION_DEPTH)
        return integi_refuse_depth(state);
    integ_status status = parse_operand(state, minimum, out);
    state->depth--;
    return status;
}

/* How strongly the next token binds to what stands before it; 0 when it does not. */
static int level_of(const integi_token *token)
{
    if (token->kind == INTEGI_TOKEN_COMPARISON)
        return INTEGI_PREDICATE_LEVEL;
    if (token->kind == INTEGI_TOKEN_ARITHMETIC)
        return token->operator == INTEGI_POWER                                          ? INTEGI_POWER_LEVEL
               : token->operator == INTEGI_ADD || token->operator == INTEGI_SUBTRACT ? INTEGI_SUM_LEVEL
                                                                                         : INTEGI_PRODUCT_LEVEL;
    if (token->kind != INTEGI_TOKEN_NAME)
        return 0;
    switch (token->word) {
    case INTEGI_WORD_OR:
        return INTEGI_OR_LEVEL;
    case INTEGI_WORD_AND:
        return INTEGI_AND_LEVEL;
    case INTEGI_WORD_NOT:
    case INTEGI_WORD_LIKE:
    case INTEGI_WORD_BETWEEN:
    case INTEGI_WORD_IN:
    case INTEGI_WORD_IS:
        return INTEGI_PREDICATE_LEVEL;
    default:
        return 0;
    }
}

integ_status integi_parse_and_push(integi_reading *state, int minimum)
{
    const integi_node *node;
    integ_status status = integi_parse_level(state, minimum, &node);
    return status == INTEG_STATUS_OK ? integi_reading_push(state, node) : status;
}

/* a AND b AND c becomes one node, so that ten thousand conditions are not ten thousand levels. */
static integ_status parse_connective(integi_reading *state, const integi_node *left, int level, const integi_node **out)
{
    size_t from = state->stack_count;
    integi_keyword word = state->token.word;
    integ_status status = integi_reading_push(state, left);
    while (status == INTEG_STATUS_OK && state->token.kind == INTEGI_TOKEN_NAME && state->token.word == word) {
        status = integi_reading_advance(state);
        if (status == INTEG_STATUS_OK)
            status = integi_parse_and_push(state, level + 1);
    }
    if (status != INTEG_STATUS_OK)
        return status;
    integi_node *node;
    size_t end = state->stack[state->stack_count - 1]->end;
    status = integi_reading_parent(state, word == INTEGI_WORD_AND ? INTEGI_NODE_AND : INTEGI_NODE_OR, from,
                                   left->start, end, &node);
    *out = node;
    return status;
}

static integ_status parse_binary(integi_reading *state, const integi_node *left, int level, const integi_node **out)
{
    size_t from = state->stack_count;
    int32_t operator = state->token.operator;
    bool comparison = state->token.kind == INTEGI_TOKEN_COMPARISON, power = level == INTEGI_POWER_LEVEL;
    state->depth += power; /* a ^ b ^ c is nested to the right, though without parentheses */
    if (state->depth > INTEGI_EXPRESSION_DEPTH)
        return integi_refuse_depth(state);
    integ_status status = integi_reading_push(state, left);
    if (status != INTEG_STATUS_OK || (status = integi_reading_advance(state)) != INTEG_STATUS_OK ||
        (status = integi_parse_and_push(state, power ? level : level + 1)) != INTEG_STATUS_OK)
        return status;
    state->depth -= power;
    integi_node *node;
    size_t end = state->stack[state->stack_count - 1]->end;
    status = integi_reading_parent(state, comparison ? INTEGI_NODE_COMPARE : INTEGI_NODE_ARITHMETIC, from,
                                   left->start, end, &node);
    if (status != INTEG_STATUS_OK)
        return status;
    node->operator = operator;
    *out = node;
    return INTEG_STATUS_OK;
}

static integ_status parse_infix(integi_reading *state, const integi_node *left, int level, const integi_node **out)
{
    if (level <= INTEGI_AND_LEVEL)
        return parse_connective(state, left, level, out);
    if (state->token.kind != INTEGI_TOKEN_NAME)
        return parse_binary(state, left, level, out);
    if (state->token.word == INTEGI_WORD_IS)
        return integi_parse_is_null(state, left, out);
    return integi_parse_predicate(state, left, out);
}

integ_status integi_parse_level(integi_reading *state, int minimum, const integi_node **out)
{
    bool predicate = false;
    integ_status status = parse_prefix(state, minimum, out);
    while (status == INTEG_STATUS_OK) {
        int level = level_of(&state->token);
        if (level == 0 || level < minimum)
            return INTEG_STATUS_OK;
        bool is_null = state->token.kind == INTEGI_TOKEN_NAME && state->token.word == INTEGI_WORD_IS;
        if (level == INTEGI_PREDICATE_LEVEL && predicate && !is_null) /* IS NULL may ask this of a predicate */
            return integi_refuse_chain(state);
        predicate = level == INTEGI_PREDICATE_LEVEL;
        status = parse_infix(state, *out, level, out);
    }
    return status;
}

static integ_status parse_whole(integi_reading *state, const integi_node **out)
{
    integ_status status = integi_reading_advance(state);
    integi_place place = integi_reading_place(state);
    if (status == INTEG_STATUS_OK && state->token.kind == INTEGI_TOKEN_END)
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_empty);
    return integi_parse_text(state, status, out);
}

integ_status integi_parse(integ_expression *expression, integ_error *error)
{
    integi_reading state = {.expression = expression, .error = error};
    integ_status status = parse_whole(&state, &expression->root);
    integi_release(expression->context, state.stack, state.stack_capacity * sizeof *state.stack);
    return status;
}
