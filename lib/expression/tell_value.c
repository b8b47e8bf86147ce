/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "expression/tell.h"

#include <string.h>
#include <strings.h>

/* ---- names and literals
 * ------------------------------------------------------------------------------------ */

const integi_column_definition *integi_tell_column(const integi_telling *words, const integi_node *node)
{
    if (node != NULL && node->kind == INTEGI_NODE_FUNCTION) return integi_tell_picked(words, node);
    if (words->reg == NULL || words->table < 0 || node == NULL || node->kind != INTEGI_NODE_PROPERTY)
        return NULL;
    const integi_table_definition *table = integi_register_table(words->reg, words->table);
    int64_t column = integi_table_find_column(table, node->text);
    return column < 0 ? NULL : &table->columns[column];
}

static bool is_plain(unsigned char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '-' || letter >= 0x80;
}

/* How many bytes at `at` are of a character that would steer a terminal or turn the direction of writing; 0:
 * none. */
static size_t steering(const char *text, size_t length, size_t at)
{
    const unsigned char *here = (const unsigned char *)text + at;
    size_t left = length - at;
    if (*here < 0x20 || *here == 0x7F) return 1;
    if (*here == 0xC2 && left > 1 && here[1] <= 0x9F) return 2;
    if (*here == 0xE2 && left > 2 &&
        ((here[1] == 0x80 &&
          ((here[2] >= 0x8E && here[2] <= 0x8F) || (here[2] >= 0xA8 && here[2] <= 0xAE))) ||
         (here[1] == 0x81 && here[2] >= 0xA6 && here[2] <= 0xA9)))
        return 3;
    return 0;
}

/* A definition that people approve shows all that it has: what could hide something of it becomes a space. */
void integi_tell_visible(integi_telling *words, const char *text, size_t length)
{
    for (size_t at = 0, step; at < length; at += step) {
        step = steering(text, length, at);
        if (step > 0) {
            integi_buffer_byte(&words->text, ' ');
            continue;
        }
        step = 1;
        integi_buffer_byte(&words->text, text[at]);
    }
}

void integi_tell_quoted(integi_telling *words, const char *text, size_t length)
{
    integi_tell_say(words, "“", "»");
    integi_tell_visible(words, text, length);
    integi_tell_say(words, "”", "«");
}

/* Whether a text is a word that the sentences themselves say of values. */
static bool is_own_word(const char *text, size_t length)
{
    static const char *const own[] = {"unknown", "known", "true",  "false", "always", "never",
                                      "ukendt",  "kendt", "sandt", "sand",  "falsk",  "falskt", "altid", "aldrig"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strlen(own[i]) == length && strncasecmp(own[i], text, length) == 0)
            return true;
    return false;
}

void integi_tell_name(integi_telling *words, const char *text, size_t length)
{
    bool plain = length > 0 && !is_own_word(text, length);
    for (size_t i = 0; i < length; i++)
        plain = plain && is_plain((unsigned char)text[i]) && steering(text, length, i) == 0;
    if (plain)
        integi_buffer_append(&words->text, text, length);
    else
        integi_tell_quoted(words, text, length);
}

/* F (Kvinde) */
static void append_text(integi_telling *words, const integi_node *node, const integi_node *like)
{
    const integi_column_definition *column = integi_tell_column(words, like);
    integi_tell_name(words, node->text, node->length);
    const char *label = column == NULL ? NULL : integi_column_label(column, node->text, node->length);
    if (label == NULL || strcmp(label, node->text) == 0) return;
    integi_buffer_text(&words->text, " (");
    integi_tell_visible(words, label, strlen(label));
    integi_buffer_byte(&words->text, ')');
}

/* Digits in groups of three from five digits on, so that years stay as they are. */
static void append_grouped(integi_telling *words, const char *digits)
{
    size_t length = strlen(digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && length > 4 && (length - i) % 3 == 0) integi_tell_say(words, ",", ".");
        integi_buffer_byte(&words->text, digits[i]);
    }
}

static void append_decimal(integi_telling *words, int64_t coefficient, int32_t decimals)
{
    char text[INTEGI_NUMBER_SIZE], whole[2 * INTEGI_NUMBER_SIZE];
    integi_number(text, coefficient);
    const char *digits = text + (text[0] == '-');
    size_t length = strlen(digits), behind = (size_t)decimals,
           zeros = length <= behind ? behind - length + 1 : 0;
    if (text[0] == '-') integi_buffer_text(&words->text, "−");
    memset(whole, '0', zeros);
    memcpy(whole + zeros, digits, length + 1);
    size_t before = zeros + length - behind;
    char first = whole[before];
    whole[before] = '\0';
    append_grouped(words, whole);
    whole[before] = first;
    if (behind == 0) return;
    integi_tell_say(words, ".", ",");
    integi_buffer_text(&words->text, whole + before);
}

/* The shortest form, with the language's decimal mark. */
static void append_number(integi_telling *words, double number)
{
    size_t from = words->text.length;
    integi_buffer_number(&words->text, number);
    for (size_t i = from; i < words->text.length && words->language == INTEG_LANGUAGE_DANISH; i++)
        if (words->text.bytes[i] == '.') words->text.bytes[i] = ',';
}

void integi_tell_unit(integi_telling *words, const integi_node *like)
{
    const integi_column_definition *column = integi_tell_column(words, like);
    if (column == NULL || column->unit == NULL) return;
    integi_buffer_byte(&words->text, ' ');
    integi_tell_visible(words, column->unit, strlen(column->unit));
}

void integi_tell_count(integi_telling *words, int64_t count)
{
    append_decimal(words, count, 0);
}

void integi_tell_number(integi_telling *words, const integi_node *node)
{
    if (node->kind == INTEGI_NODE_INTEGER)
        append_decimal(words, node->integer, 0);
    else if (node->kind == INTEGI_NODE_DECIMAL)
        append_decimal(words, node->decimal.coefficient, node->decimal.decimals);
    else
        append_number(words, node->number);
}

/* ---- what is made of others
 * -------------------------------------------------------------------------------- */

static int strength(const integi_node *node)
{
    if (node->kind != INTEGI_NODE_ARITHMETIC) return 0;
    switch (node->operator) {
    case INTEGI_ADD:
    case INTEGI_SUBTRACT:
        return 1;
    case INTEGI_MULTIPLY:
    case INTEGI_DIVIDE:
        return 2;
    default:
        return 0;
    }
}

static bool is_short(const integi_node *node)
{
    return node->kind >= INTEGI_NODE_PROPERTY && node->kind <= INTEGI_NODE_NUMBER;
}

static void append_operand(integi_telling *words, const integi_node *node, int32_t index)
{
    const integi_node *operand = node->children[index];
    int outer = strength(node), inner = strength(operand);
    bool bare = is_short(operand) || (outer > 0 && (inner > outer || (inner == outer && index == 0)));
    if (!bare) integi_buffer_byte(&words->text, '(');
    integi_tell_value(words, operand, NULL);
    if (!bare) integi_buffer_byte(&words->text, ')');
}

static void append_arithmetic(integi_telling *words, const integi_node *node)
{
    static const char *const signs[] = {" + ", " − ", " × ", " / ", " / ", " / ", " to the power of "};
    static const char *const danish_signs[] = {" + ", " − ", " × ", " / ", " / ", " / ", " opløftet til "};
    if (node->operator== INTEGI_WHOLE) integi_tell_say(words, "the whole part of ", "heltalsdelen af ");
    if (node->operator== INTEGI_REMAINDER) integi_tell_say(words, "the remainder of ", "resten af ");
    append_operand(words, node, 0);
    integi_tell_say(words, signs[node->operator], danish_signs[node->operator]);
    append_operand(words, node, 1);
}

static void append_list(integi_telling *words, const integi_node *node)
{
    integi_tell_say(words, "the list (", "listen (");
    for (int32_t i = 0; i < node->child_count; i++) {
        if (i > 0) integi_buffer_text(&words->text, "; ");
        integi_tell_value(words, node->children[i], NULL);
    }
    integi_buffer_byte(&words->text, ')');
}

/* A condition where a value stands. */
static void append_clause(integi_telling *words, const integi_node *node)
{
    integi_buffer_byte(&words->text, '(');
    integi_tell_clause(words, node, false, true);
    integi_buffer_byte(&words->text, ')');
}

static void append_call(integi_telling *words, const integi_node *node)
{
    if (integi_tell_value_function(words, node)) return;
    integi_tell_name(words, node->text, node->length);
    integi_buffer_byte(&words->text, '(');
    for (int32_t i = 0; i < node->child_count; i++) {
        if (i > 0) integi_buffer_text(&words->text, "; ");
        integi_tell_value(words, node->children[i], NULL);
    }
    integi_buffer_byte(&words->text, ')');
}

/* origin (herkomst) */
static void append_column(integi_telling *words, const integi_node *node)
{
    const integi_column_definition *column = integi_tell_column(words, node);
    integi_tell_name(words, node->text, node->length);
    if (column == NULL || column->title == NULL || strcmp(column->title, node->text) == 0) return;
    integi_buffer_text(&words->text, " (");
    integi_tell_visible(words, column->title, strlen(column->title));
    integi_buffer_byte(&words->text, ')');
}

/* Remembers a computed column, so that it is explained. */
static void mention_computed(integi_telling *words, const integi_node *node)
{
    if (words->reg == NULL || words->table < 0) return;
    const integi_table_definition *table = integi_register_table(words->reg, words->table);
    int64_t derived =
        integi_table_find_column(table, node->text) >= 0 ? -1 : integi_table_find_derived(table, node->text);
    if (derived >= 0) integi_tell_mention(words, NULL, &table->derived[derived]);
}

int32_t integi_tell_type(const integi_telling *words, const integi_node *node)
{
    const integi_column_definition *column = integi_tell_column(words, node);
    switch (node->kind) {
    case INTEGI_NODE_PROPERTY:
        return column == NULL ? 0 : column->type;
    case INTEGI_NODE_TEXT:
    case INTEGI_NODE_CASEI:
    case INTEGI_NODE_ACCENTI:
        return INTEG_TYPE_TEXT;
    case INTEGI_NODE_INTEGER:
    case INTEGI_NODE_DECIMAL:
    case INTEGI_NODE_NUMBER:
    case INTEGI_NODE_ARITHMETIC:
        return INTEG_TYPE_NUMBER;
    case INTEGI_NODE_DATE:
        return INTEG_TYPE_DATE;
    case INTEGI_NODE_TIMESTAMP:
        return INTEG_TYPE_TIMESTAMP;
    case INTEGI_NODE_FUNCTION:
        return integi_tell_function_type(node);
    case INTEGI_NODE_UNBOUNDED:
    case INTEGI_NODE_INTERVAL:
    case INTEGI_NODE_ARRAY:
        return -1; /* no value of its own */
    default:
        return INTEG_TYPE_BOOLEAN;
    }
}

void integi_tell_value(integi_telling *words, const integi_node *node, const integi_node *like)
{
    switch (node->kind) {
    case INTEGI_NODE_PROPERTY:
        mention_computed(words, node);
        append_column(words, node);
        break;
    case INTEGI_NODE_TEXT:
        append_text(words, node, like);
        break;
    case INTEGI_NODE_INTEGER:
    case INTEGI_NODE_DECIMAL:
    case INTEGI_NODE_NUMBER:
        integi_tell_number(words, node);
        integi_tell_unit(words, like);
        break;
    case INTEGI_NODE_BOOLEAN:
        integi_tell_say(words, node->integer != 0 ? "true" : "false", node->integer != 0 ? "sand" : "falsk");
        break;
    case INTEGI_NODE_DATE:
        integi_tell_date(words, node->integer);
        break;
    case INTEGI_NODE_TIMESTAMP:
        integi_tell_timestamp(words, node->integer);
        break;
    case INTEGI_NODE_ARITHMETIC:
        append_arithmetic(words, node);
        break;
    case INTEGI_NODE_CASEI:
        integi_tell_fill(words,
                         integi_tell_choose(words, "{0} without regard to case",
                                            "{0} uden hensyn til store og små bogstaver"),
                         node);
        break;
    case INTEGI_NODE_ACCENTI:
        integi_tell_fill(
            words, integi_tell_choose(words, "{0} without regard to accents", "{0} uden hensyn til accenter"),
            node);
        break;
    case INTEGI_NODE_ARRAY:
        append_list(words, node);
        break;
    case INTEGI_NODE_INTERVAL:
        integi_tell_interval(words, node);
        break;
    case INTEGI_NODE_UNBOUNDED:
        integi_tell_say(words, "any time", "når som helst");
        break;
    case INTEGI_NODE_FUNCTION:
        if (integi_tell_function_type(node) == INTEG_TYPE_BOOLEAN)
            append_clause(words, node);
        else
            append_call(words, node);
        break;
    default:
        append_clause(words, node);
    }
}

void integi_tell_fill(integi_telling *words, const char *sentence, const integi_node *node)
{
    for (const char *at = sentence; *at != '\0'; at++) {
        if (*at != '{') {
            integi_buffer_byte(&words->text, *at);
            continue;
        }
        const integi_node *operand =
            at[1] == 't' ? node->children[0] : node->children[at[1] == 'c' ? 1 : at[1] - '0'];
        int64_t before = at[1] == 'c' ? integi_tell_enter(words, node) : words->table;
        if (at[1] == 't')
            integi_tell_name(words, operand->text, operand->length);
        else
            integi_tell_value(words, operand, NULL);
        words->table = before;
        at += 2;
    }
}
