/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/print.h"

#include "base/text.h"
#include "expression/json_words.h"
#include "expression/lexer.h"

#include <math.h>

/* How strongly the text of a node holds together, as the parser reads it. */
enum {
    ANY_LEVEL,
    OR_LEVEL,
    AND_LEVEL,
    NOT_LEVEL,
    PREDICATE_LEVEL,
    SUM_LEVEL,
    PRODUCT_LEVEL,
    POWER_LEVEL,
    WHOLE_LEVEL, /* what no operator can take apart */
};

/* Where a text goes, and whether it has the parentheses that only the standard's grammar asks for: around a list of one
 * value, and where NOT follows NOT and a power is raised to one. Those are levels to whoever reads them, and a text
 * must not be nested deeper than what it was read from: deep trees go without. */
typedef struct printing {
    integi_buffer *buffer;
    bool strict;
} printing;

#define STRICT_HEIGHT 24

static void print(const printing *to, const integi_node *node, int minimum);

static bool is_numeric_literal(const integi_node *node)
{
    return node->kind == INTEGI_NODE_INTEGER || node->kind == INTEGI_NODE_DECIMAL || node->kind == INTEGI_NODE_NUMBER;
}

static bool is_negative(const integi_node *node)
{
    switch (node->kind) {
    case INTEGI_NODE_INTEGER:
        return node->integer < 0;
    case INTEGI_NODE_DECIMAL:
        return node->decimal.coefficient < 0;
    default:
        return node->kind == INTEGI_NODE_NUMBER && signbit(node->number) != 0;
    }
}

/* -x is -1 * x. */
static bool is_negation(const integi_node *node)
{
    return node->operator == INTEGI_MULTIPLY && node->children[0]->kind == INTEGI_NODE_INTEGER &&
           node->children[0]->integer == -1 &&
           (node->children[1]->kind == INTEGI_NODE_PROPERTY || node->children[1]->kind == INTEGI_NODE_FUNCTION);
}

static int arithmetic_level(int32_t operator)
{
    if (operator == INTEGI_ADD || operator == INTEGI_SUBTRACT)
        return SUM_LEVEL;
    return operator == INTEGI_POWER ? POWER_LEVEL : PRODUCT_LEVEL;
}

/* The predicate that NOT stands inside of: x NOT LIKE y. */
static const integi_node *inside_of(const integi_node *negation)
{
    const integi_node *operand = negation->children[0];
    switch (operand->kind) {
    case INTEGI_NODE_LIKE:
    case INTEGI_NODE_BETWEEN:
    case INTEGI_NODE_IN:
    case INTEGI_NODE_IS_NULL:
        return operand;
    default:
        return NULL;
    }
}

static int level_of(const integi_node *node)
{
    switch (node->kind) {
    case INTEGI_NODE_OR:
        return OR_LEVEL;
    case INTEGI_NODE_AND:
        return AND_LEVEL;
    case INTEGI_NODE_NOT:
        return inside_of(node) == NULL ? NOT_LEVEL : PREDICATE_LEVEL;
    case INTEGI_NODE_COMPARE:
    case INTEGI_NODE_LIKE:
    case INTEGI_NODE_BETWEEN:
    case INTEGI_NODE_IN:
    case INTEGI_NODE_IS_NULL:
        return PREDICATE_LEVEL;
    case INTEGI_NODE_ARITHMETIC:
        return arithmetic_level(node->operator);
    default: /* (-2) ^ 2 needs no parentheses but by those who read it */
        return is_numeric_literal(node) && is_negative(node) ? POWER_LEVEL : WHOLE_LEVEL;
    }
}

static void print_list(const printing *to, const integi_node *node, int32_t from)
{
    integi_buffer_text(to->buffer, "(");
    for (int32_t i = from; i < node->child_count; i++) {
        if (i > from)
            integi_buffer_text(to->buffer, ", ");
        print(to, node->children[i], ANY_LEVEL);
    }
    integi_buffer_text(to->buffer, ")");
}

static void print_connective(const printing *to, const integi_node *node, const char *word, int level)
{
    for (int32_t i = 0; i < node->child_count; i++) {
        if (i > 0)
            integi_buffer_text(to->buffer, word);
        print(to, node->children[i], level + 1);
    }
}

static void print_predicate(const printing *to, const integi_node *node, bool negated)
{
    print(to, node->children[0], SUM_LEVEL);
    if (node->kind == INTEGI_NODE_IS_NULL) {
        integi_buffer_text(to->buffer, negated ? " IS NOT NULL" : " IS NULL");
        return;
    }
    integi_buffer_text(to->buffer, negated ? " NOT" : "");
    if (node->kind == INTEGI_NODE_IN) {
        integi_buffer_text(to->buffer, " IN ");
        print_list(to, node, 1);
        return;
    }
    integi_buffer_text(to->buffer, node->kind == INTEGI_NODE_LIKE ? " LIKE " : " BETWEEN ");
    print(to, node->children[1], SUM_LEVEL);
    if (node->kind == INTEGI_NODE_BETWEEN) {
        integi_buffer_text(to->buffer, " AND ");
        print(to, node->children[2], SUM_LEVEL);
    }
}

static void print_not(const printing *to, const integi_node *node)
{
    const integi_node *predicate = inside_of(node);
    if (predicate == NULL) {
        integi_buffer_text(to->buffer, "NOT ");
        print(to, node->children[0], to->strict ? PREDICATE_LEVEL : NOT_LEVEL);
        return;
    }
    print_predicate(to, predicate, true);
}

static void print_arithmetic(const printing *to, const integi_node *node)
{
    static const char *const signs[] = {" + ", " - ", " * ", " / ", " div ", " % ", " ^ "};
    int level = arithmetic_level(node->operator);
    bool power = level == POWER_LEVEL, strict = to->strict && node->children[1]->kind == INTEGI_NODE_ARITHMETIC;
    if (is_negation(node)) {
        integi_buffer_text(to->buffer, "-");
        print(to, node->children[1], WHOLE_LEVEL);
        return;
    }
    print(to, node->children[0], power ? level + 1 : level);
    integi_buffer_text(to->buffer, signs[node->operator]);
    print(to, node->children[1], power && !strict ? level : level + 1);
}

static void print_compare(const printing *to, const integi_node *node)
{
    static const char *const signs[] = {" = ", " <> ", " < ", " > ", " <= ", " >= "};
    print(to, node->children[0], SUM_LEVEL);
    integi_buffer_text(to->buffer, signs[node->operator]);
    print(to, node->children[1], SUM_LEVEL);
}

/* A backslash is doubled only where the two would be read as something else, so that patterns stay as people write
 * them. */
static void print_text(const printing *to, const integi_node *node)
{
    integi_buffer_byte(to->buffer, '\'');
    for (size_t i = 0; i < node->length; i++) {
        char letter = integi_escape_letter(node->text[i]);
        bool plain = letter == '\\' && i + 1 < node->length && !integi_is_escape_letter(node->text[i + 1]) &&
                     integi_escape_letter(node->text[i + 1]) == '\0';
        if (letter != '\0' && !plain)
            integi_buffer_byte(to->buffer, letter == '\'' ? '\'' : '\\');
        integi_buffer_byte(to->buffer, letter != '\0' ? letter : node->text[i]);
    }
    integi_buffer_byte(to->buffer, '\'');
}

static void print_quoted_name(const printing *to, const integi_node *node)
{
    integi_buffer_byte(to->buffer, '"');
    for (size_t i = 0; i < node->length; i++) {
        if (node->text[i] == '"')
            integi_buffer_byte(to->buffer, '"');
        integi_buffer_byte(to->buffer, node->text[i]);
    }
    integi_buffer_byte(to->buffer, '"');
}

static void print_name(const printing *to, const integi_node *node)
{
    if (integi_is_bare_name(node->text, node->length))
        integi_buffer_append(to->buffer, node->text, node->length);
    else
        print_quoted_name(to, node);
}

/* The standard writes its own functions in capitals. Case says nothing in the name of a function. */
static void print_function(const printing *to, const integi_node *node)
{
    bool standard = node->length > 2 && node->text[1] == '_' && (node->text[0] == 'a' || node->text[0] == 'A' ||
                                                                 node->text[0] == 't' || node->text[0] == 'T');
    char first = standard ? 'a' : 'A', last = standard ? 'z' : 'Z', change = 'a' - 'A';
    for (size_t i = 0; i < node->length; i++) {
        char letter = node->text[i];
        bool other = letter >= first && letter <= last;
        integi_buffer_byte(to->buffer, (char)(other ? letter ^ change : letter));
    }
    integi_buffer_text(to->buffer, "(");
    for (int32_t i = 0; i < node->child_count; i++) {
        bool list = to->strict && integi_stands_for_list(node, node->children[i]);
        integi_buffer_text(to->buffer, i > 0 ? ", " : "");
        integi_buffer_text(to->buffer, list ? "(" : "");
        print(to, node->children[i], ANY_LEVEL);
        integi_buffer_text(to->buffer, list ? ")" : "");
    }
    integi_buffer_text(to->buffer, ")");
}

static void print_interval_end(const printing *to, const integi_node *node)
{
    if (node->kind != INTEGI_NODE_DATE && node->kind != INTEGI_NODE_TIMESTAMP && node->kind != INTEGI_NODE_UNBOUNDED) {
        print(to, node, ANY_LEVEL);
        return;
    }
    integi_buffer_text(to->buffer, "'");
    integi_print_instant(to->buffer, node);
    integi_buffer_text(to->buffer, "'");
}

static void print_interval(const printing *to, const integi_node *node)
{
    integi_buffer_text(to->buffer, "INTERVAL(");
    print_interval_end(to, node->children[0]);
    integi_buffer_text(to->buffer, ", ");
    print_interval_end(to, node->children[1]);
    integi_buffer_text(to->buffer, ")");
}

static void print_leaf(const printing *to, const integi_node *node)
{
    switch (node->kind) {
    case INTEGI_NODE_PROPERTY:
        print_name(to, node);
        break;
    case INTEGI_NODE_TEXT:
        print_text(to, node);
        break;
    case INTEGI_NODE_BOOLEAN:
        integi_buffer_text(to->buffer, node->integer != 0 ? "TRUE" : "FALSE");
        break;
    case INTEGI_NODE_DATE:
    case INTEGI_NODE_TIMESTAMP:
        integi_buffer_text(to->buffer, node->kind == INTEGI_NODE_DATE ? "DATE('" : "TIMESTAMP('");
        integi_print_instant(to->buffer, node);
        integi_buffer_text(to->buffer, "')");
        break;
    default:
        integi_print_number(to->buffer, node);
        break;
    }
}

static void print_bare(const printing *to, const integi_node *node)
{
    switch (node->kind) {
    case INTEGI_NODE_AND:
        print_connective(to, node, " AND ", AND_LEVEL);
        break;
    case INTEGI_NODE_OR:
        print_connective(to, node, " OR ", OR_LEVEL);
        break;
    case INTEGI_NODE_NOT:
        print_not(to, node);
        break;
    case INTEGI_NODE_COMPARE:
        print_compare(to, node);
        break;
    case INTEGI_NODE_LIKE:
    case INTEGI_NODE_BETWEEN:
    case INTEGI_NODE_IN:
    case INTEGI_NODE_IS_NULL:
        print_predicate(to, node, false);
        break;
    case INTEGI_NODE_ARITHMETIC:
        print_arithmetic(to, node);
        break;
    case INTEGI_NODE_FUNCTION:
        print_function(to, node);
        break;
    case INTEGI_NODE_CASEI:
    case INTEGI_NODE_ACCENTI:
        integi_buffer_text(to->buffer, node->kind == INTEGI_NODE_CASEI ? "CASEI" : "ACCENTI");
        print_list(to, node, 0);
        break;
    case INTEGI_NODE_INTERVAL:
        print_interval(to, node);
        break;
    case INTEGI_NODE_ARRAY:
        print_list(to, node, 0);
        break;
    default:
        print_leaf(to, node);
        break;
    }
}

/* In parentheses when it would be taken apart where it stands. */
static void print(const printing *to, const integi_node *node, int minimum)
{
    bool parentheses = level_of(node) < minimum;
    integi_buffer_text(to->buffer, parentheses ? "(" : "");
    print_bare(to, node);
    integi_buffer_text(to->buffer, parentheses ? ")" : "");
}

void integi_print_text(integi_buffer *buffer, const integi_node *node)
{
    printing to = {buffer, node->height <= STRICT_HEIGHT};
    print(&to, node, ANY_LEVEL);
}

integ_status integ_expression_to_text(const integ_expression *expression, integ_text **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (expression == NULL)
        return integi_invalid_argument(error, "expression");
    integi_buffer buffer;
    integi_buffer_init(&buffer, expression->context);
    integi_print_text(&buffer, expression->root);
    return integi_text_from_buffer(&buffer, out, error);
}
