/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/parsing.h"

/* What follows a value: LIKE, BETWEEN, IN and IS NULL. */

/* What follows the value of LIKE, BETWEEN and IN; the value is on the stack already. */
static integ_status parse_word_predicate(integi_reading *state, integi_keyword word, integi_node_kind *kind,
                                         size_t *end)
{
    integ_status status;
    switch (word) {
    case INTEGI_WORD_LIKE:
        *kind = INTEGI_NODE_LIKE;
        return integi_parse_and_push(state, INTEGI_SUM_LEVEL);
    case INTEGI_WORD_BETWEEN:
        *kind = INTEGI_NODE_BETWEEN;
        if ((status = integi_parse_and_push(state, INTEGI_SUM_LEVEL)) == INTEG_STATUS_OK &&
            (status = integi_reading_expect_word(state, INTEGI_WORD_AND, "AND")) == INTEG_STATUS_OK)
            status = integi_parse_and_push(state, INTEGI_SUM_LEVEL);
        return status;
    default:
        *kind = INTEGI_NODE_IN;
        if ((status = integi_reading_expect(state, INTEGI_TOKEN_OPEN, "(")) != INTEG_STATUS_OK)
            return status;
        if (state->token.kind == INTEGI_TOKEN_CLOSE)
            return integi_refuse_token(state, "a value", "en værdi");
        if (++state->depth > INTEGI_EXPRESSION_DEPTH) /* what stands before IN is read already, and its level left */
            return integi_refuse_depth(state);
        status = integi_parse_list(state, end);
        state->depth--;
        return status;
    }
}

/* x [NOT] LIKE, BETWEEN, IN: NOT makes the negation of the plain predicate. */
integ_status integi_parse_predicate(integi_reading *state, const integi_node *left, const integi_node **out)
{
    size_t from = state->stack_count, end = 0;
    bool negated = state->token.word == INTEGI_WORD_NOT;
    integ_status status = negated ? integi_reading_advance(state) : INTEG_STATUS_OK;
    if (status != INTEG_STATUS_OK)
        return status;
    integi_keyword word = state->token.word;
    if (state->token.kind != INTEGI_TOKEN_NAME ||
        (word != INTEGI_WORD_LIKE && word != INTEGI_WORD_BETWEEN && word != INTEGI_WORD_IN))
        return integi_refuse_token(state, "LIKE, BETWEEN or IN", "LIKE, BETWEEN eller IN");
    integi_node_kind kind;
    if ((status = integi_reading_push(state, left)) != INTEG_STATUS_OK ||
        (status = integi_reading_advance(state)) != INTEG_STATUS_OK ||
        (status = parse_word_predicate(state, word, &kind, &end)) != INTEG_STATUS_OK)
        return status;
    if (kind != INTEGI_NODE_IN)
        end = state->stack[state->stack_count - 1]->end;
    integi_node *node;
    status = integi_reading_parent(state, kind, from, left->start, end, &node);
    *out = node;
    return status == INTEG_STATUS_OK && negated ? integi_make_not(state, node, node->start, end, out) : status;
}

integ_status integi_parse_is_null(integi_reading *state, const integi_node *left, const integi_node **out)
{
    size_t from = state->stack_count;
    integ_status status = integi_reading_advance(state);
    bool negated = status == INTEG_STATUS_OK && state->token.word == INTEGI_WORD_NOT;
    if (negated)
        status = integi_reading_advance(state);
    size_t end = state->token.end;
    if (status != INTEG_STATUS_OK ||
        (status = integi_reading_expect_word(state, INTEGI_WORD_NULL, "NULL")) != INTEG_STATUS_OK ||
        (status = integi_reading_push(state, left)) != INTEG_STATUS_OK)
        return status;
    integi_node *node;
    status = integi_reading_parent(state, INTEGI_NODE_IS_NULL, from, left->start, end, &node);
    *out = node;
    return status == INTEG_STATUS_OK && negated ? integi_make_not(state, node, left->start, end, out) : status;
}
