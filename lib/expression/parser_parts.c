/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/parsing.h"

/* Reading on after a fault, so that several can be told at once. The reading continues where the next condition or the
 * next item of a list begins, and ends where that is not certain: a fault that only follows from another one would be
 * worse than one that is told later. */

/* Where a part began. */
typedef struct part {
    bool item; /* of a list */
    int32_t depth, open;
    size_t stack_count;
} part;

static bool is_connective(const integi_token *token)
{
    return token->kind == INTEGI_TOKEN_NAME && (token->word == INTEGI_WORD_AND || token->word == INTEGI_WORD_OR);
}

/* Where something stands close to a text, quotes are probably missing, and what seems to be outside is inside. */
static bool doubts_quotes(const integi_reading *state)
{
    const integi_token *before = &state->before, *token = &state->token;
    bool word = token->kind == INTEGI_TOKEN_NAME || token->kind == INTEGI_TOKEN_NUMBER;
    bool word_before = before->kind == INTEGI_TOKEN_NAME || before->kind == INTEGI_TOKEN_NUMBER;
    bool text = token->kind == INTEGI_TOKEN_TEXT || token->kind == INTEGI_TOKEN_QUOTED;
    bool text_before = before->kind == INTEGI_TOKEN_TEXT || before->kind == INTEGI_TOKEN_QUOTED;
    return before->end == token->start && ((text && (word_before || text_before)) || (text_before && word));
}

static bool can_go_on(const integi_reading *state, integ_status status)
{
    switch (status) {
    case INTEG_STATUS_OUT_OF_MEMORY:
    case INTEG_STATUS_LIMIT_EXCEEDED:
    case INTEG_STATUS_ENCODING:
        return false;
    default:
        return !state->ended && state->token.kind != INTEGI_TOKEN_LOST && !doubts_quotes(state);
    }
}

/* Whether each parenthesis of the text has its other one. Where one is missing, nobody knows where. */
static bool is_balanced(const integi_reading *state)
{
    integi_token token = {0};
    int64_t open = 0;
    while (open >= 0) {
        integ_status status = integi_next_token(state->expression, token.end, &token, NULL);
        if (status != INTEG_STATUS_OK && token.kind != INTEGI_TOKEN_WRONG)
            return false;
        if (token.kind == INTEGI_TOKEN_END)
            return open == 0;
        open += (token.kind == INTEGI_TOKEN_OPEN) - (token.kind == INTEGI_TOKEN_CLOSE);
    }
    return false;
}

/* The next token, whatever is wrong with it. */
static integ_status skip(integi_reading *state)
{
    integ_error *error = state->error;
    state->error = NULL;
    integ_status status = integi_reading_advance(state);
    state->error = error;
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        return integi_out_of_memory(error);
    state->ended = !can_go_on(state, status);
    return INTEG_STATUS_OK;
}

/* Goes to where the part goes on or ends. A status that is not OK says that it cannot: the first one of the text. */
INTEGI_APART static integ_status go_on(integi_reading *state, const part *begun, integ_status status)
{
    bool first = state->faults++ == 0;
    state->failed = first ? status : state->failed;
    state->ended = !can_go_on(state, status) || (first && !is_balanced(state));
    state->depth = begun->depth;
    state->stack_count = begun->stack_count;
    if (!state->ended && state->token.kind == INTEGI_TOKEN_COMMA) /* it may itself be what is wrong */
        status = skip(state);
    if (status == INTEG_STATUS_OUT_OF_MEMORY)
        return status;
    while (!state->ended && state->token.kind != INTEGI_TOKEN_END && state->open >= begun->open) {
        integi_token_kind kind = state->token.kind;
        if (state->open == begun->open &&
            (is_connective(&state->token) ||
             (begun->item && (kind == INTEGI_TOKEN_COMMA || kind == INTEGI_TOKEN_CLOSE))))
            return INTEG_STATUS_OK;
        if (state->open == begun->open && kind == INTEGI_TOKEN_CLOSE)
            break; /* one too many, or one too few before */
        if ((status = skip(state)) != INTEG_STATUS_OK)
            return status;
    }
    state->ended = true;
    return state->failed;
}

/* What has to stand behind a part. */
static integ_status end_part(integi_reading *state, bool item)
{
    integi_token_kind kind = state->token.kind;
    if (!item)
        return kind == INTEGI_TOKEN_END ? INTEG_STATUS_OK : integi_refuse_rest(state);
    if (kind == INTEGI_TOKEN_CLOSE || kind == INTEGI_TOKEN_COMMA)
        return INTEG_STATUS_OK;
    if (kind == INTEGI_TOKEN_END)
        return integi_refuse_token(state, ")", ")");
    return integi_refuse_token(state, ", or )", ", eller )");
}

static integ_status parse_to_end(integi_reading *state, bool item, const integi_node **out)
{
    integ_status status = integi_parse_level(state, INTEGI_OR_LEVEL, out);
    return status == INTEG_STATUS_OK ? end_part(state, item) : status;
}

/* Stands for a part that had faults; nobody looks at it. */
static integ_status make_stand_in(integi_reading *state, const integi_node **out)
{
    *out = integi_reading_node(state, INTEGI_NODE_BOOLEAN, state->token.start, state->token.start);
    return *out == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
}

/* What cannot be read behind the first word of what follows a fault may be a part of that fault: AND AND. */
static bool begins_operand(const integi_token *token)
{
    switch (token->kind) {
    case INTEGI_TOKEN_TEXT:
    case INTEGI_TOKEN_QUOTED:
    case INTEGI_TOKEN_OPEN:
        return true;
    case INTEGI_TOKEN_NAME:
        return token->word == INTEGI_WORD_NONE || token->word > INTEGI_WORD_RESERVED_END ||
               token->word == INTEGI_WORD_TRUE || token->word == INTEGI_WORD_FALSE;
    default:
        return false; /* a number may belong to a sign that is missing */
    }
}

INTEGI_APART static integ_status parse_on(integi_reading *state, const part *begun, integ_status status,
                                          const integi_node **out)
{
    while (status != INTEG_STATUS_OK) {
        if (state->ended || (status = go_on(state, begun, status)) != INTEG_STATUS_OK)
            return status;
        if (!is_connective(&state->token))
            return make_stand_in(state, out);
        status = integi_reading_advance(state);
        if (status == INTEG_STATUS_OK)
            status = begins_operand(&state->token) ? parse_to_end(state, begun->item, out) : state->failed;
    }
    return status;
}

integ_status integi_parse_text(integi_reading *state, integ_status status, const integi_node **out)
{
    part begun = {false, state->depth, state->open, state->stack_count};
    if (status == INTEG_STATUS_OK)
        status = parse_to_end(state, false, out);
    status = parse_on(state, &begun, status, out);
    return status == INTEG_STATUS_OK ? state->failed : status;
}

integ_status integi_parse_list(integi_reading *state, size_t *end)
{
    integ_status status = INTEG_STATUS_OK;
    const integi_node *item;
    while (state->token.kind != INTEGI_TOKEN_CLOSE) {
        part begun = {true, state->depth, state->open, state->stack_count};
        status = parse_to_end(state, true, &item);
        if (status != INTEG_STATUS_OK)
            status = parse_on(state, &begun, status, &item);
        if (status == INTEG_STATUS_OK)
            status = integi_reading_push(state, item);
        if (status != INTEG_STATUS_OK)
            return status;
        if (state->token.kind == INTEGI_TOKEN_CLOSE)
            break;
        if ((status = integi_reading_advance(state)) != INTEG_STATUS_OK)
            return status;
        if (state->token.kind == INTEGI_TOKEN_CLOSE)
            return integi_refuse_token(state, "a value", "en værdi");
    }
    *end = state->token.end;
    return integi_reading_advance(state);
}
