/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/parser.h"

#include "expression/hint.h"
#include "expression/lexer.h"
#include "expression/literals.h"
#include "expression/messages.h"

#include <string.h>

/* Precedence climbing over the standard's grammar: one function for all binary operators keeps the recursion to two
 * calls for each level of parentheses. */
enum {
    OR_LEVEL = 1,
    AND_LEVEL,
    NOT_LEVEL,
    PREDICATE_LEVEL, /* comparisons, LIKE, BETWEEN, IN, IS NULL: they do not follow each other */
    SUM_LEVEL,
    PRODUCT_LEVEL,
    POWER_LEVEL,
};

typedef struct reading {
    integ_expression *expression;
    integ_error *error;
    integi_token token; /* the next one that is not yet used */
    integi_token before; /* the last one that was used */
    int32_t depth;
    int32_t token_count;
    const integi_node **stack; /* finished nodes that wait for their parent */
    size_t stack_count, stack_capacity;
} reading;

static integ_status parse(reading *state, int minimum, const integi_node **out);

/* Faults are told by functions that stay out of those that call themselves, whose frames they would enlarge. */
#define APART __attribute__((noinline))

APART static integ_status refuse_length(const reading *state)
{
    integi_place place = integi_expression_place_at(state->expression, state->token.start);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_parts,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_TOKENS));
}

static integ_status advance(reading *state)
{
    if (++state->token_count > INTEGI_EXPRESSION_TOKENS)
        return refuse_length(state);
    state->before = state->token;
    return integi_next_token(state->expression, state->token.end, &state->token, state->error);
}

static integi_place place_of(const reading *state)
{
    return integi_expression_place_at(state->expression, state->token.start);
}

/* A token as messages quote it: its first bytes, cut between characters. */
static const char *quote_token(const reading *state, char *shown, size_t size)
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
static bool means_number(const reading *state, char number[INTEGI_HINT_NUMBER_SIZE])
{
    return state->before.kind == INTEGI_TOKEN_NUMBER && state->before.end == state->token.start &&
           integi_hint_number(state->expression->text, state->expression->length, state->token.start, number);
}

/* `english` and `danish` say what should have stood here. */
APART static integ_status refuse_token(const reading *state, const char *english, const char *danish)
{
    char shown[40], number[INTEGI_HINT_NUMBER_SIZE];
    integi_place place = place_of(state);
    if (state->token.kind == INTEGI_TOKEN_END)
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_ended, english, danish);
    if (means_number(state, number))
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_token_write, english, danish,
                           quote_token(state, shown, sizeof shown), number);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_token, english, danish,
                       quote_token(state, shown, sizeof shown));
}

static integ_status expect(reading *state, integi_token_kind kind, const char *sign)
{
    if (state->token.kind != kind)
        return refuse_token(state, sign, sign);
    return advance(state);
}

APART static integ_status refuse_depth(const reading *state)
{
    integi_place place = place_of(state);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_depth,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_DEPTH));
}

static integ_status push(reading *state, const integi_node *node)
{
    if (!integi_grow(state->expression->context, (void **)&state->stack, &state->stack_capacity,
                     state->stack_count, sizeof *state->stack))
        return integi_out_of_memory(state->error);
    state->stack[state->stack_count++] = node;
    return INTEG_STATUS_OK;
}

static integi_node *new_node(reading *state, integi_node_kind kind, size_t start, size_t end)
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
static integ_status make_parent(reading *state, integi_node_kind kind, size_t from, size_t start, size_t end,
                                integi_node **out)
{
    size_t count = state->stack_count - from;
    integi_node *node = new_node(state, kind, start, end);
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
    return node->height > INTEGI_EXPRESSION_DEPTH ? refuse_depth(state) : INTEG_STATUS_OK;
}

static integ_status leaf(reading *state, integi_node_kind kind, const integi_node **out)
{
    integi_node *node = new_node(state, kind, state->token.start, state->token.end);
    if (node == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    node->text = state->token.text;
    node->length = state->token.length;
    node->integer = state->token.word == INTEGI_WORD_TRUE;
    *out = node;
    return advance(state);
}

static integ_status parse_number(reading *state, size_t start, bool negative, const integi_node **out)
{
    integi_node *node = new_node(state, INTEGI_NODE_NUMBER, start, state->token.end);
    if (node == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    integ_status status = integi_read_number(state->expression, state->token.start, state->token.end, negative,
                                             node, state->error);
    *out = node;
    return status == INTEG_STATUS_OK ? advance(state) : status;
}

/* Expressions parted by commas up to the closing parenthesis, pushed on the stack. */
static integ_status parse_list(reading *state, size_t *end)
{
    integ_status status = INTEG_STATUS_OK;
    const integi_node *item;
    while (state->token.kind != INTEGI_TOKEN_CLOSE) {
        status = parse(state, OR_LEVEL, &item);
        if (status == INTEG_STATUS_OK)
            status = push(state, item);
        if (status != INTEG_STATUS_OK)
            return status;
        if (state->token.kind == INTEGI_TOKEN_CLOSE)
            break;
        bool ended = state->token.kind == INTEGI_TOKEN_END;
        if ((status = expect(state, INTEGI_TOKEN_COMMA, ended ? ")" : ", or )")) != INTEG_STATUS_OK)
            return status;
        if (state->token.kind == INTEGI_TOKEN_CLOSE)
            return refuse_token(state, "a value", "en værdi");
    }
    *end = state->token.end;
    return advance(state);
}

/* (a) is a itself; () and (a, b) are arrays. */
static integ_status parse_parentheses(reading *state, const integi_node **out)
{
    size_t start = state->token.start, from = state->stack_count, end;
    integ_status status = advance(state);
    if (status == INTEG_STATUS_OK)
        status = parse_list(state, &end);
    if (status != INTEG_STATUS_OK)
        return status;
    if (state->stack_count == from + 1) {
        *out = state->stack[--state->stack_count];
        return INTEG_STATUS_OK;
    }
    integi_node *array;
    status = make_parent(state, INTEGI_NODE_ARRAY, from, start, end, &array);
    *out = array;
    return status;
}

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

APART static integ_status refuse_spatial(const reading *state, const integi_token *name)
{
    integi_place place = integi_expression_place_at(state->expression, name->start);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_spatial, name->text);
}

APART static integ_status refuse_count(const reading *state, const char *name, size_t start, const char *wanted,
                                       size_t found, const char *written)
{
    integi_place place = integi_expression_place_at(state->expression, start);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_arguments_of, name, wanted,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, (int64_t)found), written);
}

/* Turns the text of DATE('...') or of an interval into an instant. */
APART static integ_status read_instant(const reading *state, const integi_node *text, bool date, bool timestamp,
                                 integi_node *node)
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

APART static integ_status make_instant(reading *state, integi_keyword word, size_t from, size_t start, size_t end,
                                 const integi_node **out)
{
    bool date = word == INTEGI_WORD_DATE;
    if (state->stack_count != from + 1 || state->stack[from]->kind != INTEGI_NODE_TEXT) {
        integi_place place = integi_expression_place_at(state->expression, start);
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_literal, date ? "DATE" : "TIMESTAMP",
                           date ? "DATE('2019-12-03')" : "TIMESTAMP('2019-12-03T10:00:00Z')");
    }
    integi_node *node = new_node(state, INTEGI_NODE_DATE, start, end);
    if (node == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    *out = node;
    return read_instant(state, state->stack[--state->stack_count], date, !date, node);
}

/* The texts among an interval's two ends become instants; '..' is an open end. */
APART static integ_status make_interval(reading *state, size_t from, size_t start, size_t end, const integi_node **out)
{
    if (state->stack_count != from + 2)
        return refuse_count(state, "INTERVAL", start, "2", state->stack_count - from, "INTERVAL(start, end)");
    for (size_t i = from; i < from + 2; i++) {
        const integi_node *text = state->stack[i];
        if (text->kind != INTEGI_NODE_TEXT)
            continue;
        integi_node *node = new_node(state, INTEGI_NODE_UNBOUNDED, text->start, text->end);
        if (node == NULL)
            return INTEG_STATUS_OUT_OF_MEMORY;
        state->stack[i] = node;
        bool open = text->length == 2 && memcmp(text->text, "..", 2) == 0;
        integ_status status = open ? INTEG_STATUS_OK : read_instant(state, text, true, true, node);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    integi_node *interval;
    integ_status status = make_parent(state, INTEGI_NODE_INTERVAL, from, start, end, &interval);
    *out = interval;
    return status;
}

/* NAME ( ... ): a function, or one of the words that look like one. */
static integ_status parse_call(reading *state, const integi_token *name, const integi_node **out)
{
    size_t from = state->stack_count, end;
    if (integi_names_spatial(name->text, name->length))
        return refuse_spatial(state, name);
    integ_status status = advance(state);
    if (status == INTEG_STATUS_OK)
        status = parse_list(state, &end);
    if (status != INTEG_STATUS_OK)
        return status;
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
    status = make_parent(state, kind, from, name->start, end, &node);
    if (status == INTEG_STATUS_OK) {
        node->text = name->text;
        node->length = name->length;
        *out = node;
    }
    return status;
}

static integ_status parse_name(reading *state, const integi_node **out)
{
    integi_token name = state->token;
    integ_status status;
    if (name.word == INTEGI_WORD_TRUE || name.word == INTEGI_WORD_FALSE)
        return leaf(state, INTEGI_NODE_BOOLEAN, out);
    if (name.word != INTEGI_WORD_NONE && name.word < INTEGI_WORD_RESERVED_END) {
        integi_place place = place_of(state);
        if (name.word == INTEGI_WORD_NULL)
            return INTEGI_FAIL(state->error, &place, &integi_message_expression_null);
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_value, name.text);
    }
    if ((status = leaf(state, INTEGI_NODE_PROPERTY, out)) != INTEG_STATUS_OK)
        return status;
    if (state->token.kind == INTEGI_TOKEN_OPEN)
        return parse_call(state, &name, out);
    bool flagged = state->token.kind == INTEGI_TOKEN_NAME && /* POINT Z (...) */
                   integi_same_word(state->token.text, state->token.length, "Z");
    return flagged && names_shape(name.text, name.length) ? refuse_spatial(state, &name) : INTEG_STATUS_OK;
}

static integ_status parse_operand(reading *state, int minimum, const integi_node **out);
static integ_status parse_prefix(reading *state, int minimum, const integi_node **out);

/* A sign belongs to the number behind it; before anything else, -x is -1 * x, as in the standard's JSON. */
static integ_status parse_signed(reading *state, int minimum, const integi_node **out)
{
    integi_token sign = state->token;
    bool negative = sign.operator == INTEGI_SUBTRACT;
    size_t from = state->stack_count;
    integ_status status = advance(state);
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
    integi_node *minus_one = new_node(state, INTEGI_NODE_INTEGER, sign.start, sign.end), *product;
    if (minus_one == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    minus_one->integer = -1;
    status = push(state, minus_one);
    if (status == INTEG_STATUS_OK)
        status = push(state, operand);
    if (status == INTEG_STATUS_OK)
        status = make_parent(state, INTEGI_NODE_ARITHMETIC, from, sign.start, operand->end, &product);
    if (status == INTEG_STATUS_OK) {
        product->operator = INTEGI_MULTIPLY;
        *out = product;
    }
    return status;
}

static integ_status make_not(reading *state, const integi_node *operand, size_t start, size_t end,
                             const integi_node **out)
{
    size_t from = state->stack_count;
    integi_node *node = NULL;
    integ_status status = push(state, operand);
    if (status == INTEG_STATUS_OK)
        status = make_parent(state, INTEGI_NODE_NOT, from, start, end, &node);
    *out = node;
    return status;
}

static integ_status parse_not(reading *state, const integi_node **out)
{
    size_t start = state->token.start;
    const integi_node *operand;
    integ_status status = advance(state);
    if (status == INTEG_STATUS_OK)
        status = parse(state, NOT_LEVEL, &operand);
    return status == INTEG_STATUS_OK ? make_not(state, operand, start, operand->end, out) : status;
}

/* Comparisons as other languages write them, ==, =< and =>; they are read as two. */
static const char *foreign_comparison(const reading *state)
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

APART static integ_status refuse_operand(const reading *state)
{
    char shown[40];
    integi_place place = place_of(state);
    if (state->token.kind == INTEGI_TOKEN_END)
        return refuse_token(state, "a value or a condition", "en værdi eller en betingelse");
    const char *write = foreign_comparison(state);
    if (write != NULL)
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_value_write,
                           quote_token(state, shown, sizeof shown), write);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_value,
                       quote_token(state, shown, sizeof shown));
}

static integ_status parse_operand(reading *state, int minimum, const integi_node **out)
{
    switch (state->token.kind) {
    case INTEGI_TOKEN_NUMBER:
        return parse_number(state, state->token.start, false, out);
    case INTEGI_TOKEN_TEXT:
        return leaf(state, INTEGI_NODE_TEXT, out);
    case INTEGI_TOKEN_QUOTED:
        return leaf(state, INTEGI_NODE_PROPERTY, out);
    case INTEGI_TOKEN_OPEN:
        return parse_parentheses(state, out);
    case INTEGI_TOKEN_NAME:
        if (state->token.word == INTEGI_WORD_NOT && minimum <= NOT_LEVEL)
            return parse_not(state, out);
        return parse_name(state, out);
    case INTEGI_TOKEN_ARITHMETIC:
        if (state->token.operator == INTEGI_ADD || state->token.operator == INTEGI_SUBTRACT)
            return parse_signed(state, minimum, out);
        break;
    default:
        break;
    }
    return refuse_operand(state);
}

static integ_status parse_prefix(reading *state, int minimum, const integi_node **out)
{
    if (++state->depth > INTEGI_EXPRESSION_DEPTH)
        return refuse_depth(state);
    integ_status status = parse_operand(state, minimum, out);
    state->depth--;
    return status;
}

/* How strongly the next token binds to what stands before it; 0 when it does not. */
static int level_of(const integi_token *token)
{
    if (token->kind == INTEGI_TOKEN_COMPARISON)
        return PREDICATE_LEVEL;
    if (token->kind == INTEGI_TOKEN_ARITHMETIC)
        return token->operator == INTEGI_POWER                                          ? POWER_LEVEL
               : token->operator == INTEGI_ADD || token->operator == INTEGI_SUBTRACT ? SUM_LEVEL
                                                                                         : PRODUCT_LEVEL;
    if (token->kind != INTEGI_TOKEN_NAME)
        return 0;
    switch (token->word) {
    case INTEGI_WORD_OR:
        return OR_LEVEL;
    case INTEGI_WORD_AND:
        return AND_LEVEL;
    case INTEGI_WORD_NOT:
    case INTEGI_WORD_LIKE:
    case INTEGI_WORD_BETWEEN:
    case INTEGI_WORD_IN:
    case INTEGI_WORD_IS:
        return PREDICATE_LEVEL;
    default:
        return 0;
    }
}

static integ_status parse_and_push(reading *state, int minimum)
{
    const integi_node *node;
    integ_status status = parse(state, minimum, &node);
    return status == INTEG_STATUS_OK ? push(state, node) : status;
}

static integ_status expect_word(reading *state, integi_keyword word, const char *name)
{
    if (state->token.kind != INTEGI_TOKEN_NAME || state->token.word != word)
        return refuse_token(state, name, name);
    return advance(state);
}

/* What follows the value of LIKE, BETWEEN and IN; the value is on the stack already. */
static integ_status parse_word_predicate(reading *state, integi_keyword word, integi_node_kind *kind, size_t *end)
{
    integ_status status;
    switch (word) {
    case INTEGI_WORD_LIKE:
        *kind = INTEGI_NODE_LIKE;
        return parse_and_push(state, SUM_LEVEL);
    case INTEGI_WORD_BETWEEN:
        *kind = INTEGI_NODE_BETWEEN;
        if ((status = parse_and_push(state, SUM_LEVEL)) == INTEG_STATUS_OK &&
            (status = expect_word(state, INTEGI_WORD_AND, "AND")) == INTEG_STATUS_OK)
            status = parse_and_push(state, SUM_LEVEL);
        return status;
    default:
        *kind = INTEGI_NODE_IN;
        if ((status = expect(state, INTEGI_TOKEN_OPEN, "(")) != INTEG_STATUS_OK)
            return status;
        if (state->token.kind == INTEGI_TOKEN_CLOSE)
            return refuse_token(state, "a value", "en værdi");
        if (++state->depth > INTEGI_EXPRESSION_DEPTH) /* what stands before IN is read already, and its level left */
            return refuse_depth(state);
        status = parse_list(state, end);
        state->depth--;
        return status;
    }
}

/* x [NOT] LIKE, BETWEEN, IN: NOT makes the negation of the plain predicate. */
static integ_status parse_predicate(reading *state, const integi_node *left, const integi_node **out)
{
    size_t from = state->stack_count, end = 0;
    bool negated = state->token.word == INTEGI_WORD_NOT;
    integ_status status = negated ? advance(state) : INTEG_STATUS_OK;
    if (status != INTEG_STATUS_OK)
        return status;
    integi_keyword word = state->token.word;
    if (state->token.kind != INTEGI_TOKEN_NAME ||
        (word != INTEGI_WORD_LIKE && word != INTEGI_WORD_BETWEEN && word != INTEGI_WORD_IN))
        return refuse_token(state, "LIKE, BETWEEN or IN", "LIKE, BETWEEN eller IN");
    integi_node_kind kind;
    if ((status = push(state, left)) != INTEG_STATUS_OK || (status = advance(state)) != INTEG_STATUS_OK ||
        (status = parse_word_predicate(state, word, &kind, &end)) != INTEG_STATUS_OK)
        return status;
    if (kind != INTEGI_NODE_IN)
        end = state->stack[state->stack_count - 1]->end;
    integi_node *node;
    status = make_parent(state, kind, from, left->start, end, &node);
    *out = node;
    return status == INTEG_STATUS_OK && negated ? make_not(state, node, node->start, end, out) : status;
}

static integ_status parse_is_null(reading *state, const integi_node *left, const integi_node **out)
{
    size_t from = state->stack_count;
    integ_status status = advance(state);
    bool negated = status == INTEG_STATUS_OK && state->token.word == INTEGI_WORD_NOT;
    if (negated)
        status = advance(state);
    size_t end = state->token.end;
    if (status != INTEG_STATUS_OK || (status = expect_word(state, INTEGI_WORD_NULL, "NULL")) != INTEG_STATUS_OK ||
        (status = push(state, left)) != INTEG_STATUS_OK)
        return status;
    integi_node *node;
    status = make_parent(state, INTEGI_NODE_IS_NULL, from, left->start, end, &node);
    *out = node;
    return status == INTEG_STATUS_OK && negated ? make_not(state, node, left->start, end, out) : status;
}

/* a AND b AND c becomes one node, so that ten thousand conditions are not ten thousand levels. */
static integ_status parse_connective(reading *state, const integi_node *left, int level, const integi_node **out)
{
    size_t from = state->stack_count;
    integi_keyword word = state->token.word;
    integ_status status = push(state, left);
    while (status == INTEG_STATUS_OK && state->token.kind == INTEGI_TOKEN_NAME && state->token.word == word) {
        status = advance(state);
        if (status == INTEG_STATUS_OK)
            status = parse_and_push(state, level + 1);
    }
    if (status != INTEG_STATUS_OK)
        return status;
    integi_node *node;
    size_t end = state->stack[state->stack_count - 1]->end;
    status = make_parent(state, word == INTEGI_WORD_AND ? INTEGI_NODE_AND : INTEGI_NODE_OR, from, left->start, end,
                         &node);
    *out = node;
    return status;
}

static integ_status parse_binary(reading *state, const integi_node *left, int level, const integi_node **out)
{
    size_t from = state->stack_count;
    int32_t operator = state->token.operator;
    bool comparison = state->token.kind == INTEGI_TOKEN_COMPARISON, power = level == POWER_LEVEL;
    state->depth += power; /* a ^ b ^ c is nested to the right, though without parentheses */
    if (state->depth > INTEGI_EXPRESSION_DEPTH)
        return refuse_depth(state);
    integ_status status = push(state, left);
    if (status != INTEG_STATUS_OK || (status = advance(state)) != INTEG_STATUS_OK ||
        (status = parse_and_push(state, power ? level : level + 1)) != INTEG_STATUS_OK)
        return status;
    state->depth -= power;
    integi_node *node;
    size_t end = state->stack[state->stack_count - 1]->end;
    status = make_parent(state, comparison ? INTEGI_NODE_COMPARE : INTEGI_NODE_ARITHMETIC, from, left->start, end,
                         &node);
    if (status != INTEG_STATUS_OK)
        return status;
    node->operator = operator;
    *out = node;
    return INTEG_STATUS_OK;
}

static integ_status parse_infix(reading *state, const integi_node *left, int level, const integi_node **out)
{
    if (level <= AND_LEVEL)
        return parse_connective(state, left, level, out);
    if (state->token.kind != INTEGI_TOKEN_NAME)
        return parse_binary(state, left, level, out);
    if (state->token.word == INTEGI_WORD_IS)
        return parse_is_null(state, left, out);
    return parse_predicate(state, left, out);
}

APART static integ_status refuse_chain(const reading *state)
{
    integi_place place = place_of(state);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_chain);
}

static integ_status parse(reading *state, int minimum, const integi_node **out)
{
    bool predicate = false;
    integ_status status = parse_prefix(state, minimum, out);
    while (status == INTEG_STATUS_OK) {
        int level = level_of(&state->token);
        if (level == 0 || level < minimum)
            return INTEG_STATUS_OK;
        if (level == PREDICATE_LEVEL && predicate)
            return refuse_chain(state);
        predicate = level == PREDICATE_LEVEL;
        status = parse_infix(state, *out, level, out);
    }
    return status;
}

/* Something stands behind what was a whole expression already. */
APART static integ_status refuse_rest(const reading *state)
{
    char shown[40], number[INTEGI_HINT_NUMBER_SIZE];
    integi_place place = place_of(state);
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

static integ_status parse_whole(reading *state, const integi_node **out)
{
    integ_status status = advance(state);
    if (status != INTEG_STATUS_OK)
        return status;
    integi_place place = place_of(state);
    if (state->token.kind == INTEGI_TOKEN_END)
        return INTEGI_FAIL(state->error, &place, &integi_message_expression_empty);
    status = parse(state, OR_LEVEL, out);
    if (status != INTEG_STATUS_OK || state->token.kind == INTEGI_TOKEN_END)
        return status;
    return refuse_rest(state);
}

integ_status integi_parse(integ_expression *expression, integ_error *error)
{
    reading state = {.expression = expression, .error = error};
    integ_status status = parse_whole(&state, &expression->root);
    integi_release(expression->context, state.stack, state.stack_capacity * sizeof *state.stack);
    return status;
}
