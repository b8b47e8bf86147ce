/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/parsing.h"

#include "expression/literals.h"
#include "expression/messages.h"
#include "expression/parser.h"

#include <string.h>

/* Names, and what looks like a function: functions themselves, and the literals DATE, TIMESTAMP and INTERVAL. */

static bool names_shape(const char *text, size_t length)
{
    static const char *const shapes[] = {"POINT",           "LINESTRING",   "POLYGON",            "MULTIPOINT",
                                         "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "BBOX"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (integi_same_word(text, length, shapes[i]))
            return true;
    return false;
}

static bool names_spatial_function(const char *text, size_t length)
{
    static const char *const functions[] = {"S_INTERSECTS", "S_EQUALS",   "S_DISJOINT", "S_TOUCHES",
                                            "S_WITHIN",     "S_OVERLAPS", "S_CROSSES",  "S_CONTAINS"};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (integi_same_word(text, length, functions[i]))
            return true;
    return false;
}

bool integi_names_spatial(const char *text, size_t length)
{
    return names_shape(text, length) || names_spatial_function(text, length);
}

INTEGI_APART static integ_status refuse_count(const integi_reading *state, const char *name, size_t start,
                                              const char *wanted, size_t found, const char *written)
{
    integi_place place = integi_expression_place_at(state->expression, start);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_arguments_of, name, wanted,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, (int64_t)found), written);
}

/* Turns the text of DATE('...') or of an interval into an instant. */
INTEGI_APART static integ_status read_instant(const integi_reading *state, const integi_node *text, bool date,
                                              bool timestamp, integi_node *node)
{
    integi_instant result = INTEGI_INSTANT_SYNTAX;
    if (date && (result = integi_read_date(text->text, text->length, &node->integer)) == INTEGI_INSTANT_OK)
        node->kind = INTEGI_NODE_DATE;
    if (timestamp && result == INTEGI_INSTANT_SYNTAX &&
        (result = integi_read_timestamp(text->text, text->length, &node->integer)) == INTEGI_INSTANT_OK)
        node->kind = INTEGI_NODE_TIMESTAMP;
    if (result == INTEGI_INSTANT_OK)
        return INTEG_STATUS_OK;
    integi_place place = integi_expression_place_at(state->expression, text->start);
    if (result == INTEGI_INSTANT_RANGE)
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_date_range);
    return INTEGI_FAIL(state->error, &place,
                       date ? &integi_message_expression_date_syntax : &integi_message_expression_timestamp_syntax);
}

INTEGI_APART static integ_status make_instant(integi_reading *state, integi_keyword word, size_t from, size_t start,
                                              size_t end, const integi_node **out)
{
    bool date = word == INTEGI_WORD_DATE;
    if (state->stack_count != from + 1 || state->stack[from]->kind != INTEGI_NODE_TEXT) {
        integi_place place = integi_expression_place_at(state->expression, start);
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_literal, date ? "DATE" : "TIMESTAMP",
                           date ? "DATE('2019-12-03')" : "TIMESTAMP('2019-12-03T10:00:00Z')");
    }
    integi_node *node = integi_reading_node(state, INTEGI_NODE_DATE, start, end);
    if (node == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    *out = node;
    return read_instant(state, state->stack[--state->stack_count], date, !date, node);
}

/* The texts among an interval's two ends become instants; '..' is an open end. */
INTEGI_APART static integ_status make_interval(integi_reading *state, size_t from, size_t start, size_t end,
                                               const integi_node **out)
{
    if (state->stack_count != from + 2)
        return refuse_count(state, "INTERVAL", start, "2", state->stack_count - from, "INTERVAL(start, end)");
    for (size_t i = from; i < from + 2; i++) {
        const integi_node *text = state->stack[i];
        if (text->kind != INTEGI_NODE_TEXT)
            continue;
        integi_node *node = integi_reading_node(state, INTEGI_NODE_UNBOUNDED, text->start, text->end);
        if (node == NULL)
            return INTEG_STATUS_OUT_OF_MEMORY;
        state->stack[i] = node;
        bool open = text->length == 2 && memcmp(text->text, "..", 2) == 0;
        integ_status status = open ? INTEG_STATUS_OK : read_instant(state, text, true, true, node);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    integi_node *interval;
    integ_status status = integi_reading_parent(state, INTEGI_NODE_INTERVAL, from, start, end, &interval);
    *out = interval;
    return status;
}

/* NAME ( ... ): a function, or one of the words that look like one. */
static integ_status parse_call(integi_reading *state, const integi_token *name, const integi_node **out)
{
    size_t from = state->stack_count, end;
    int32_t faults = state->faults;
    if (integi_names_spatial(name->text, name->length))
        return integi_refuse_spatial(state, name);
    integ_status status = integi_reading_advance(state);
    if (status == INTEG_STATUS_OK)
        status = integi_parse_list(state, &end);
    if (status != INTEG_STATUS_OK)
        return status;
    if (state->faults > faults) { /* what the list holds is not what was meant: the name stands for the call */
        state->stack_count = from;
        return INTEG_STATUS_OK;
    }
    if (name->word == INTEGI_WORD_DATE || name->word == INTEGI_WORD_TIMESTAMP)
        return make_instant(state, name->word, from, name->start, end, out);
    if (name->word == INTEGI_WORD_INTERVAL)
        return make_interval(state, from, name->start, end, out);
    bool fold = name->word == INTEGI_WORD_CASEI || name->word == INTEGI_WORD_ACCENTI;
    if (fold && state->stack_count != from + 1)
        return refuse_count(state, name->text, name->start, "1", state->stack_count - from,
                            name->word == INTEGI_WORD_CASEI ? "CASEI(text)" : "ACCENTI(text)");
    integi_node_kind kind = name->word == INTEGI_WORD_CASEI     ? INTEGI_NODE_CASEI
                            : name->word == INTEGI_WORD_ACCENTI ? INTEGI_NODE_ACCENTI
                                                                : INTEGI_NODE_FUNCTION;
    integi_node *node;
    status = integi_reading_parent(state, kind, from, name->start, end, &node);
    if (status == INTEG_STATUS_OK) {
        node->text = name->text;
        node->length = name->length;
        *out = node;
    }
    return status;
}

integ_status integi_parse_name(integi_reading *state, const integi_node **out)
{
    integi_token name = state->token;
    integ_status status;
    if (name.word == INTEGI_WORD_TRUE || name.word == INTEGI_WORD_FALSE)
        return integi_reading_leaf(state, INTEGI_NODE_BOOLEAN, out);
    if (name.word != INTEGI_WORD_NONE && name.word < INTEGI_WORD_RESERVED_END) {
        integi_place place = integi_reading_place(state);
        if (name.word == INTEGI_WORD_NULL)
            return INTEGI_FAIL(state->error, &place, &integi_message_expression_null);
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_value, name.text);
    }
    if ((status = integi_reading_leaf(state, INTEGI_NODE_PROPERTY, out)) != INTEG_STATUS_OK)
        return status;
    if (state->token.kind == INTEGI_TOKEN_OPEN)
        return parse_call(state, &name, out);
    bool flagged = state->token.kind == INTEGI_TOKEN_NAME && /* POINT Z (...) */
                   integi_same_word(state->token.text, state->token.length, "Z");
    return flagged && names_shape(name.text, name.length) ? integi_refuse_spatial(state, &name) : INTEG_STATUS_OK;
}
