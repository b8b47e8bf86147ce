/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/node.h"

#include "base/json.h"
#include "base/utf8.h"
#include "expression/messages.h"
#include "expression/lexer.h"
#include "expression/parser.h"

#include <string.h>

integi_place integi_expression_place_at(const integ_expression *expression, size_t offset)
{
    integi_place place = expression->start;
    if (place.line == 0)
        return place;
    size_t line = 0, doubled = 0;
    for (size_t i = 0; i < offset; i++) {
        doubled += place.doubled != '\0' && expression->text[i] == place.doubled;
        if (expression->text[i] == '\n') {
            place.line++;
            place.column = 1;
            line = i + 1;
        }
    }
    if (place.column > 0)
        place.column += integi_utf8_characters(expression->text + line, offset - line) + (int64_t)doubled;
    if (place.byte >= 0)
        place.byte += (int64_t)(offset + doubled);
    return place;
}

integi_place integi_expression_place(const integ_expression *expression, const integi_node *node)
{
    if (expression->document != NULL)
        return integi_json_place(expression->document, node->origin, expression->start.source);
    return integi_expression_place_at(expression, node->start);
}

/* How many parentheses a piece of source opens and does not close (`unclosed`), and closes without having opened them
 * (`unopened`). Quotes of both kinds hide what stands between them; a doubled one closes and opens again. */
static void count_parentheses(const char *text, size_t length, size_t *unclosed, size_t *unopened)
{
    char quote = '\0';
    *unclosed = *unopened = 0;
    for (size_t i = 0; i < length; i++) {
        if (quote != '\0' && text[i] == '\\' && quote == '\'')
            i++;
        else if (quote != '\0')
            quote = text[i] == quote ? '\0' : quote;
        else if (text[i] == '\'' || text[i] == '"')
            quote = text[i];
        else if (text[i] == '(')
            ++*unclosed;
        else if (text[i] == ')' && *unclosed > 0)
            --*unclosed;
        else if (text[i] == ')')
            ++*unopened;
    }
}

/* A node ends where its last operand does, so that parentheses around an operand at either end are fetched back. */
const char *integi_expression_source_text(const integ_expression *expression, const integi_node *node,
                                          size_t *length)
{
    size_t start = node->start, end = node->end, unclosed, unopened;
    count_parentheses(expression->text + start, end - start, &unclosed, &unopened);
    while (unclosed > 0 && end < expression->length)
        unclosed -= expression->text[end++] == ')';
    while (unopened > 0 && start > 0)
        unopened -= expression->text[--start] == '(';
    *length = end - start;
    return expression->text + start;
}

const integi_node *integi_expression_root(const integ_expression *expression)
{
    return expression->root;
}

integ_expression *integi_expression_retain(const integ_expression *expression)
{
    integ_expression *shared = (integ_expression *)(uintptr_t)expression;
    atomic_fetch_add(&shared->references, 1);
    return shared;
}

void integ_expression_free(integ_expression *expression)
{
    if (expression == NULL || atomic_fetch_sub(&expression->references, 1) > 1)
        return;
    integ_context *context = expression->context;
    integi_arena_free(&expression->arena);
    integi_release(context, expression, sizeof *expression);
    integ_context_free(context);
}

/* Writes the conjuncts below a node to `into` (NULL: only counts them). */
static int64_t flatten(const integi_node *node, const integi_node **into)
{
    if (node->kind != INTEGI_NODE_AND) {
        if (into != NULL)
            *into = node;
        return 1;
    }
    int64_t count = 0;
    for (int32_t i = 0; i < node->child_count; i++)
        count += flatten(node->children[i], into == NULL ? NULL : into + count);
    return count;
}

integ_status integi_expression_find_conjuncts(integ_expression *expression, integ_error *error)
{
    expression->conjunct_count = flatten(expression->root, NULL);
    expression->conjuncts = integi_arena_allocate(
        &expression->arena, (size_t)expression->conjunct_count * sizeof *expression->conjuncts);
    if (expression->conjuncts == NULL)
        return integi_out_of_memory(error);
    flatten(expression->root, expression->conjuncts);
    return INTEG_STATUS_OK;
}

int64_t integi_expression_conjunct_count(const integ_expression *expression)
{
    return expression->conjunct_count;
}

const integi_node *integi_expression_conjunct(const integ_expression *expression, int64_t index)
{
    return expression->conjuncts[index];
}

bool integi_names_group(const integi_node *node)
{
    static const struct {
        const char *name;
        int32_t arguments;
    } functions[] = {{"in_group", 1}, {"was_in", 2}, {"years_in", 1}, {"linked_in", 1}};
    if (node->kind != INTEGI_NODE_FUNCTION || node->child_count == 0 || node->children[0]->kind != INTEGI_NODE_TEXT)
        return false;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (node->child_count == functions[i].arguments &&
            integi_same_word(node->text, node->length, functions[i].name))
            return true;
    return false;
}

static integ_status visit(const integ_expression *expression, const integi_node *node, bool only_same,
                          integi_group_visitor visitor, void *userdata)
{
    if (integi_names_group(node)) {
        integi_place place = integi_expression_place(expression, node->children[0]);
        bool same = !integi_same_word(node->text, node->length, "linked_in");
        return same || !only_same ? visitor(node->children[0]->text, &place, userdata) : INTEG_STATUS_OK;
    }
    for (int32_t i = 0; i < node->child_count; i++) {
        integ_status status = visit(expression, node->children[i], only_same, visitor, userdata);
        if (status != INTEG_STATUS_OK)
            return status;
    }
    return INTEG_STATUS_OK;
}

integ_status integi_expression_visit_groups(const integ_expression *expression, integi_group_visitor visitor,
                                            void *userdata)
{
    return visit(expression, expression->root, false, visitor, userdata);
}

integ_status integi_expression_visit_same_groups(const integ_expression *expression, integi_group_visitor visitor,
                                                 void *userdata)
{
    return visit(expression, expression->root, true, visitor, userdata);
}

static integ_status read_text(integ_expression *expression, const char *text, size_t length, const integi_place *start,
                              integ_error *error)
{
    expression->start = start == NULL ? (integi_place){NULL, 1, 1, 0, 0} : *start;
    if (expression->start.source != NULL) {
        const char *source = expression->start.source;
        expression->start.source = integi_arena_text(&expression->arena, source, strlen(source));
        if (expression->start.source == NULL)
            return integi_out_of_memory(error);
    }
    if (length > INTEGI_EXPRESSION_BYTES)
        return INTEGI_FAIL(error, &expression->start, &integi_message_expression_size,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, (int64_t)INTEGI_EXPRESSION_BYTES));
    expression->text = integi_arena_text(&expression->arena, length == 0 ? "" : text, length);
    if (expression->text == NULL)
        return integi_out_of_memory(error);
    expression->length = length;
    const char *nul = memchr(expression->text, '\0', length);
    if (nul != NULL) {
        integi_place place = integi_expression_place_at(expression, (size_t)(nul - expression->text));
        return INTEGI_FAIL(error, &place, &integi_message_expression_nul);
    }
    size_t invalid = integi_utf8_invalid_at(expression->text, length);
    if (invalid < length) {
        integi_place place = integi_expression_place_at(expression, invalid);
        return INTEGI_FAIL(error, &place, &integi_message_expression_encoding);
    }
    return INTEG_STATUS_OK;
}

integ_status integi_expression_parse_at(integ_context *context, const char *text, size_t length,
                                        const integi_place *start, integ_expression **out, integ_error *error)
{
    *out = NULL;
    integ_expression *expression = integi_allocate_zeroed(context, sizeof *expression);
    if (expression == NULL)
        return integi_out_of_memory(error);
    expression->context = integi_context_retain(context);
    atomic_init(&expression->references, 1);
    integi_arena_init(&expression->arena, context);
    integ_status status = read_text(expression, text, length, start, error);
    if (status == INTEG_STATUS_OK)
        status = integi_parse(expression, error);
    if (status == INTEG_STATUS_OK)
        status = integi_expression_find_conjuncts(expression, error);
    if (status == INTEG_STATUS_OK)
        *out = expression;
    else
        integ_expression_free(expression);
    return status;
}

integ_status integ_expression_parse(integ_context *context, const char *text, size_t length, const char *source_name,
                                    integ_expression **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || (text == NULL && length > 0))
        return integi_invalid_argument(error, context == NULL ? "context" : "text");
    integi_place start = {source_name, 1, 1, 0, 0};
    return integi_expression_parse_at(context, text, length, &start, out, error);
}
