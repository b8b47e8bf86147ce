/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/parsing.h"

#include "expression/hint.h"
#include "expression/messages.h"

#include <string.h>

/* What is wrong with a text. These functions stay out of those that call themselves, whose frames they would
 * enlarge. */

integi_place integi_reading_place(const integi_reading *state)
{
    return integi_expression_place_at(state->expression, state->token.start);
}

integ_status integi_refuse_length(const integi_reading *state)
{
    integi_place place = integi_expression_place_at(state->expression, state->token.start);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_parts,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_TOKENS));
}

integ_status integi_refuse_depth(const integi_reading *state)
{
    integi_place place = integi_reading_place(state);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_depth,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_DEPTH));
}

/* A token as messages quote it: its first bytes, cut between characters. */
static const char *quote_token(const integi_reading *state, char *shown, size_t size)
{
    const char *text = state->expression->text + state->token.start;
    size_t length = state->token.end - state->token.start;
    if (length > size - 1) {
        length = size - 1;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(shown, text, length);
    shown[length] = '\0';
    return shown;
}

/* 1000,50 and 1.000.000, as they are written in Danish. */
static bool means_number(const integi_reading *state, char number[INTEGI_HINT_NUMBER_SIZE])
{
    return state->before.kind == INTEGI_TOKEN_NUMBER && state->before.end == state->token.start &&
           integi_hint_number(state->expression->text, state->expression->length, state->token.start, number);
}

/* `english` and `danish` say what should have stood here. */
integ_status integi_refuse_token(const integi_reading *state, const char *english, const char *danish)
{
    char shown[40], number[INTEGI_HINT_NUMBER_SIZE];
    integi_place place = integi_reading_place(state);
    if (state->token.kind == INTEGI_TOKEN_END)
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_ended, english, danish);
    if (means_number(state, number))
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_token_write, english, danish,
                           quote_token(state, shown, sizeof shown), number);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_token, english, danish,
                       quote_token(state, shown, sizeof shown));
}

integ_status integi_refuse_spatial(const integi_reading *state, const integi_token *name)
{
    integi_place place = integi_expression_place_at(state->expression, name->start);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_spatial, name->text);
}

/* Comparisons as other languages write them, ==, =< and =>; they are read as two. */
static const char *foreign_comparison(const integi_reading *state)
{
    bool adjacent = state->before.end == state->token.start;
    if (!adjacent || state->before.kind != INTEGI_TOKEN_COMPARISON || state->token.kind != INTEGI_TOKEN_COMPARISON ||
        state->before.operator != INTEGI_EQUAL)
        return NULL;
    switch (state->token.operator) {
    case INTEGI_EQUAL:
        return "=";
    case INTEGI_LESS:
        return "<=";
    case INTEGI_GREATER:
        return ">=";
    default:
        return NULL;
    }
}

integ_status integi_refuse_operand(const integi_reading *state)
{
    char shown[40];
    integi_place place = integi_reading_place(state);
    if (state->token.kind == INTEGI_TOKEN_END)
        return integi_refuse_token(state, "a value or a condition", "en værdi eller en betingelse");
    const char *write = foreign_comparison(state);
    if (write != NULL)
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_value_write,
                           quote_token(state, shown, sizeof shown), write);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_value,
                       quote_token(state, shown, sizeof shown));
}

integ_status integi_refuse_chain(const integi_reading *state)
{
    integi_place place = integi_reading_place(state);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_chain);
}

/* Something stands behind what was a whole expression already. */
integ_status integi_refuse_rest(const integi_reading *state)
{
    char shown[40], number[INTEGI_HINT_NUMBER_SIZE];
    integi_place place = integi_reading_place(state);
    const char *near = NULL;
    quote_token(state, shown, sizeof shown);
    if (means_number(state, number))
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_end_write, shown, number);
    if (state->token.kind == INTEGI_TOKEN_NAME)
        near = integi_hint_word(state->token.text, state->token.length);
    if (near == NULL && state->before.kind == INTEGI_TOKEN_NAME)
        near = integi_hint_prefix(state->before.text, state->before.length);
    if (near != NULL)
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_end_near, shown, near);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_end, shown);
}
