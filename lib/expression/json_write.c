/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/text.h"
#include "expression/json_words.h"
#include "expression/print.h"

#include <string.h>

static void write_node(integi_buffer *to, const integi_node *node);

static void write_text(integi_buffer *to, const char *text, size_t length)
{
    static const char signs[] = "\b\t\n\f\r", letters[] = "btnfr", hex[] = "0123456789abcdef";
    integi_buffer_byte(to, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        const char *sign = byte == '\0' ? NULL : strchr(signs, byte);
        if (byte == '"' || byte == '\\' || sign != NULL)
            integi_buffer_byte(to, '\\');
        if (sign != NULL) {
            integi_buffer_byte(to, letters[sign - signs]);
        } else if (byte < 0x20) {
            integi_buffer_text(to, "\\u00");
            integi_buffer_byte(to, hex[byte >> 4]);
            integi_buffer_byte(to, hex[byte & 15]);
        } else {
            integi_buffer_byte(to, text[i]);
        }
    }
    integi_buffer_byte(to, '"');
}

static void write_list(integi_buffer *to, const integi_node *node, int32_t from)
{
    integi_buffer_byte(to, '[');
    for (int32_t i = from; i < node->child_count; i++) {
        if (i > from)
            integi_buffer_byte(to, ',');
        write_node(to, node->children[i]);
    }
    integi_buffer_byte(to, ']');
}

static void write_operation(integi_buffer *to, const integi_node *node)
{
    integi_buffer_text(to, "{\"op\":\"");
    integi_buffer_text(to, integi_json_operation_of(node)->name);
    integi_buffer_text(to, "\",\"args\":");
    if (node->kind == INTEGI_NODE_IN) {
        integi_buffer_byte(to, '[');
        write_node(to, node->children[0]);
        integi_buffer_byte(to, ',');
        write_list(to, node, 1);
        integi_buffer_byte(to, ']');
    } else {
        write_list(to, node, 0);
    }
    integi_buffer_byte(to, '}');
}

static void write_argument(integi_buffer *to, const integi_node *function, const integi_node *node)
{
    bool list = integi_stands_for_list(function, node);
    integi_buffer_text(to, list ? "[" : "");
    write_node(to, node);
    integi_buffer_text(to, list ? "]" : "");
}

static void write_function(integi_buffer *to, const integi_node *node)
{
    const char *standard = integi_json_function_name(node);
    integi_buffer_text(to, "{\"op\":");
    if (standard != NULL)
        write_text(to, standard, strlen(standard));
    else if (integi_json_operation_named(node->text, node->length) != NULL)
        write_text(to, "isnull", strlen("isnull")); /* isNull is the operation */
    else
        write_text(to, node->text, node->length);
    integi_buffer_text(to, ",\"args\":[");
    for (int32_t i = 0; i < node->child_count; i++) {
        integi_buffer_text(to, i > 0 ? "," : "");
        write_argument(to, node, node->children[i]);
    }
    integi_buffer_text(to, "]}");
}

static bool is_instant(const integi_node *node)
{
    return node->kind == INTEGI_NODE_DATE || node->kind == INTEGI_NODE_TIMESTAMP || node->kind == INTEGI_NODE_UNBOUNDED;
}

static void write_instant(integi_buffer *to, const integi_node *node)
{
    integi_buffer_byte(to, '"');
    integi_print_instant(to, node);
    integi_buffer_byte(to, '"');
}

static void write_interval(integi_buffer *to, const integi_node *node)
{
    integi_buffer_text(to, "{\"interval\":[");
    for (int32_t i = 0; i < node->child_count; i++) {
        integi_buffer_text(to, i > 0 ? "," : "");
        if (is_instant(node->children[i]))
            write_instant(to, node->children[i]);
        else
            write_node(to, node->children[i]);
    }
    integi_buffer_text(to, "]}");
}

static void write_node(integi_buffer *to, const integi_node *node)
{
    switch (node->kind) {
    case INTEGI_NODE_FUNCTION:
        write_function(to, node);
        break;
    case INTEGI_NODE_PROPERTY:
        integi_buffer_text(to, "{\"property\":");
        write_text(to, node->text, node->length);
        integi_buffer_byte(to, '}');
        break;
    case INTEGI_NODE_TEXT:
        write_text(to, node->text, node->length);
        break;
    case INTEGI_NODE_INTEGER:
    case INTEGI_NODE_DECIMAL:
    case INTEGI_NODE_NUMBER:
        integi_print_number(to, node);
        break;
    case INTEGI_NODE_BOOLEAN:
        integi_buffer_text(to, node->integer != 0 ? "true" : "false");
        break;
    case INTEGI_NODE_DATE:
    case INTEGI_NODE_TIMESTAMP:
        integi_buffer_text(to, node->kind == INTEGI_NODE_DATE ? "{\"date\":" : "{\"timestamp\":");
        write_instant(to, node);
        integi_buffer_byte(to, '}');
        break;
    case INTEGI_NODE_INTERVAL:
        write_interval(to, node);
        break;
    case INTEGI_NODE_ARRAY:
        write_list(to, node, 0);
        break;
    default:
        write_operation(to, node);
        break;
    }
}

void integi_print_json(integi_buffer *buffer, const integi_node *node)
{
    write_node(buffer, node);
}

integ_status integ_expression_to_json(const integ_expression *expression, integ_text **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (expression == NULL)
        return integi_invalid_argument(error, "expression");
    integi_buffer buffer;
    integi_buffer_init(&buffer, expression->context);
    integi_print_json(&buffer, expression->root);
    return integi_text_from_buffer(&buffer, out, error);
}
