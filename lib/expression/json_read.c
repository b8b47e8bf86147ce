/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/buffer.h"
#include "base/document.h"
#include "base/file.h"
#include "base/json.h"
#include "expression/json_words.h"
#include "expression/lexer.h"
#include "expression/literals.h"
#include "expression/messages.h"
#include "expression/parser.h"
#include "expression/print.h"

#include <string.h>

/* JSON becomes a tree, the tree its canonical text, and the text the expression: so an expression from JSON has a text
 * to be shown, limits and all, like any other, and every node knows its place in the JSON besides. */

typedef struct reading {
    integi_arena *arena;
    const char *text;
    const char *source;
    integ_error *error;
} reading;

static integ_status read_node(reading *state, const integi_json_value *value, integi_node **out);

/* Faults are told by functions that stay out of those that call themselves, whose frames they would enlarge. */
#define APART __attribute__((noinline))

/* Messages that are about the form of the JSON begin with the path of what they are about. */
static const char *path_of(const integi_json_value *value, char *room)
{
    const char *path = integi_json_path(value, room);
    size_t length = strlen(path);
    memmove(room, path, length + 1);
    return length == 0 ? "" : strcat(room, ": ");
}

#define PATH(value) path_of(value, (char[INTEGI_JSON_PATH_SIZE + 2]){0})

static integi_place place_of(const reading *state, const integi_json_value *value)
{
    return integi_json_place(state->text, value->offset, state->source);
}

APART static integ_status refuse(const reading *state, const integi_json_value *value, const integi_message *message)
{
    integi_place place = place_of(state, value);
    return INTEGI_FAIL(state->error, &place, message, PATH(value));
}

APART static integ_status refuse_name(const reading *state, const integi_json_value *value,
                                      const integi_message *message,
                                const char *name)
{
    integi_place place = place_of(state, value);
    return INTEGI_FAIL(state->error, &place, message, PATH(value), name);
}

APART static integ_status refuse_spatial(const reading *state, const integi_json_value *value, const char *name)
{
    integi_place place = place_of(state, value);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_spatial, name);
}

APART static integ_status refuse_depth(const reading *state, const integi_json_value *value)
{
    integi_place place = place_of(state, value);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_depth,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_DEPTH));
}

static integi_node *new_node(reading *state, const integi_json_value *value, integi_node_kind kind)
{
    integi_node *node = integi_arena_allocate(state->arena, sizeof *node);
    if (node == NULL) {
        integi_out_of_memory(state->error);
        return NULL;
    }
    node->kind = kind;
    node->origin = value->offset;
    node->height = 1;
    node->text = value->text;
    node->length = value->length;
    return node;
}

/* Reads the siblings from `value` on as children of a node, behind those that it has; there is room for them. */
static integ_status add_children(reading *state, integi_node *node, const integi_node **children,
                                 const integi_json_value *value)
{
    for (; value != NULL; value = value->next) {
        integi_node *child;
        integ_status status = read_node(state, value, &child);
        if (status != INTEG_STATUS_OK)
            return status;
        children[node->child_count++] = child;
        if (child->height >= node->height)
            node->height = child->height + 1;
    }
    return INTEG_STATUS_OK;
}

static integ_status make_parent(reading *state, const integi_json_value *value, integi_node_kind kind,
                                const integi_json_value *list, integi_node **out)
{
    const integi_json_value *items = kind == INTEGI_NODE_IN ? list->first->next : NULL;
    integi_node *node = *out = new_node(state, value, kind);
    if (node == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    size_t count = items == NULL ? (size_t)list->count : 1 + (size_t)items->count;
    const integi_node **children = integi_arena_allocate(state->arena, count * sizeof *children);
    if (children == NULL)
        return integi_out_of_memory(state->error);
    node->children = children;
    integ_status status;
    if (items == NULL) {
        status = add_children(state, node, children, list->first);
    } else {
        integi_json_value alone = *list->first;
        alone.next = NULL;
        status = add_children(state, node, children, &alone);
        if (status == INTEG_STATUS_OK)
            status = add_children(state, node, children, items->first);
    }
    if (status != INTEG_STATUS_OK || node->height <= INTEGI_EXPRESSION_DEPTH)
        return status;
    return refuse_depth(state, value);
}

/* A list of one value is that value, as (a) is a in text. */
static integ_status read_list(reading *state, const integi_json_value *value, integi_node **out)
{
    if (value->count == 1)
        return read_node(state, value->first, out);
    return make_parent(state, value, INTEGI_NODE_ARRAY, value, out);
}

APART static integ_status read_text(reading *state, const integi_json_value *value, integi_node **out)
{
    *out = new_node(state, value, INTEGI_NODE_TEXT);
    return *out == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
}

APART static integ_status read_number(reading *state, const integi_json_value *value, integi_node **out)
{
    bool negative = value->text[0] == '-';
    integi_node *node = *out = new_node(state, value, INTEGI_NODE_NUMBER);
    if (node == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    integi_numeral result = integi_read_numeral(value->text + negative, value->length - negative, negative, node);
    if (result == INTEGI_NUMERAL_OK)
        return INTEG_STATUS_OK;
    char shown[41] = {0};
    strncpy(shown, value->text, sizeof shown - 1);
    integi_place place = place_of(state, value);
    return INTEGI_FAIL(state->error, &place,
                       result == INTEGI_NUMERAL_RANGE ? &integi_message_expression_number_range
                                                      : &integi_message_expression_integer_range,
                       shown);
}

/* The text of a date, of a timestamp, or of either in an interval. */
APART static integ_status read_instant(reading *state, const integi_json_value *value, bool date, bool timestamp,
                                 integi_node **out)
{
    integi_instant result = INTEGI_INSTANT_SYNTAX;
    if (value->kind != INTEGI_JSON_TEXT)
        return refuse(state, value, &integi_message_expression_json_text);
    integi_node *node = *out = new_node(state, value, INTEGI_NODE_DATE);
    if (node == NULL)
        return INTEG_STATUS_OUT_OF_MEMORY;
    if (date)
        result = integi_read_date(value->text, value->length, &node->integer);
    if (timestamp && result == INTEGI_INSTANT_SYNTAX) {
        node->kind = INTEGI_NODE_TIMESTAMP;
        result = integi_read_timestamp(value->text, value->length, &node->integer);
    }
    if (result == INTEGI_INSTANT_OK)
        return INTEG_STATUS_OK;
    integi_place place = place_of(state, value);
    return INTEGI_FAIL(state->error, &place,
                       result == INTEGI_INSTANT_RANGE ? &integi_message_expression_date_range
                       : date                         ? &integi_message_expression_date_syntax
                                                      : &integi_message_expression_timestamp_syntax);
}

static integ_status read_interval_end(reading *state, const integi_json_value *value, integi_node **out)
{
    if (value->kind != INTEGI_JSON_TEXT)
        return read_node(state, value, out);
    if (strcmp(value->text, "..") != 0)
        return read_instant(state, value, true, true, out);
    *out = new_node(state, value, INTEGI_NODE_UNBOUNDED);
    return *out == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
}

APART static integ_status refuse_count(reading *state, const integi_json_value *list, const char *name,
                                       const char *wanted)
{
    integi_place place = place_of(state, list);
    return INTEGI_FAIL(state->error, &place, &integi_message_expression_arguments, name, wanted,
                       integi_number((char[INTEGI_NUMBER_SIZE]){0}, list->count));
}

static integ_status read_interval(reading *state, const integi_json_value *value, const integi_json_value *list,
                                  integi_node **out)
{
    if (list->kind != INTEGI_JSON_ARRAY)
        return refuse(state, list, &integi_message_expression_json_list);
    if (list->count != 2)
        return refuse_count(state, list, "interval", "2");
    integi_node *node = *out = new_node(state, value, INTEGI_NODE_INTERVAL), *start, *end = NULL;
    const integi_node **children = integi_arena_allocate(state->arena, 2 * sizeof *children);
    if (node == NULL || children == NULL)
        return integi_out_of_memory(state->error);
    integ_status status = read_interval_end(state, list->first, &start);
    if (status == INTEG_STATUS_OK)
        status = read_interval_end(state, list->first->next, &end);
    if (status != INTEG_STATUS_OK)
        return status;
    children[0] = start;
    children[1] = end;
    node->children = children;
    node->child_count = 2;
    node->height = 1 + (start->height > end->height ? start->height : end->height);
    return INTEG_STATUS_OK;
}

APART static integ_status check_arguments(reading *state, const integi_json_operation *operation,
                                    const integi_json_value *arguments)
{
    bool fits = arguments->count >= operation->least && (operation->most == 0 || arguments->count <= operation->most);
    char wanted[INTEGI_NUMBER_SIZE];
    integi_number(wanted, operation->least);
    if (!fits)
        return refuse_count(state, arguments, operation->name, operation->most == 0 ? "2+" : wanted);
    if (operation->kind != INTEGI_NODE_IN)
        return INTEG_STATUS_OK;
    const integi_json_value *items = arguments->first->next;
    if (items->kind != INTEGI_JSON_ARRAY)
        return refuse(state, items, &integi_message_expression_json_list);
    return items->count == 0 ? refuse(state, items, &integi_message_expression_json_empty) : INTEG_STATUS_OK;
}

APART static integ_status check_function(reading *state, const integi_json_value *name)
{
    if (integi_names_spatial(name->text, name->length))
        return refuse_spatial(state, name, name->text);
    if (integi_is_function_name(name->text, name->length))
        return INTEG_STATUS_OK;
    const char *near = integi_json_operation_near(name->text, name->length);
    integi_place place = place_of(state, name);
    return INTEGI_FAIL(state->error, &place,
                       near == NULL ? &integi_message_expression_json_operation
                                    : &integi_message_expression_json_operation_near,
                       PATH(name), name->text, near);
}

static integ_status read_operation(reading *state, const integi_json_value *value, const integi_json_value *name,
                                   const integi_json_value *arguments, integi_node **out)
{
    if (name->kind != INTEGI_JSON_TEXT)
        return refuse(state, name, &integi_message_expression_json_text);
    const integi_json_operation *operation = integi_json_operation_named(name->text, name->length);
    integ_status status = operation == NULL ? check_function(state, name) : INTEG_STATUS_OK;
    if (status != INTEG_STATUS_OK)
        return status;
    if (arguments == NULL)
        return refuse_name(state, value, &integi_message_expression_json_missing, "args");
    if (arguments->kind != INTEGI_JSON_ARRAY)
        return refuse(state, arguments, &integi_message_expression_json_list);
    if (operation != NULL && (status = check_arguments(state, operation, arguments)) != INTEG_STATUS_OK)
        return status;
    status = make_parent(state, value, operation == NULL ? INTEGI_NODE_FUNCTION : operation->kind, arguments, out);
    if (status != INTEG_STATUS_OK)
        return status;
    (*out)->operator = operation == NULL ? 0 : operation->operator;
    (*out)->text = name->text;
    (*out)->length = name->length;
    return INTEG_STATUS_OK;
}

enum { OP, PROPERTY, DATE, TIMESTAMP, INTERVAL, ARGS, TYPE, COORDINATES, GEOMETRIES, BBOX, KEYS };

APART static integ_status refuse_key(const reading *state, const integi_json_value *object,
                                     const integi_json_value *member,
                               const integi_message *message, const char *near)
{
    integi_place place = integi_json_place(state->text, member->key_offset, state->source);
    return INTEGI_FAIL(state->error, &place, message, PATH(object), member->key, near);
}

APART static integ_status find_members(reading *state, const integi_json_value *object,
                                       const integi_json_value **members)
{
    static const char *const keys[] = {"op",   "property", "date",        "timestamp",  "interval",
                                       "args", "type",     "coordinates", "geometries", "bbox"};
    for (const integi_json_value *member = object->first; member != NULL; member = member->next) {
        int found = 0;
        const char *near = NULL;
        for (; found < KEYS && strcmp(keys[found], member->key) != 0; found++)
            near = found < TYPE ? integi_nearer(member->key, keys[found], near) : near;
        if (found == KEYS && near == NULL)
            return refuse_key(state, object, member, &integi_message_expression_json_key, NULL);
        if (found == KEYS)
            return refuse_key(state, object, member, &integi_message_expression_json_key_near, near);
        if (members[found] != NULL)
            return refuse_key(state, object, member, &integi_message_expression_json_duplicate, NULL);
        members[found] = member;
    }
    return INTEG_STATUS_OK;
}

static integ_status read_object(reading *state, const integi_json_value *value, integi_node **out)
{
    const integi_json_value *members[KEYS] = {NULL};
    integ_status status = find_members(state, value, members);
    if (status != INTEG_STATUS_OK)
        return status;
    for (int i = TYPE; i < KEYS; i++)
        if (members[i] != NULL)
            return refuse_spatial(state, value, members[i]->kind == INTEGI_JSON_TEXT ? members[i]->text
                                                                                     : members[i]->key);
    int meanings = 0;
    for (int i = OP; i < ARGS; i++)
        meanings += members[i] != NULL;
    if (meanings == 0 && members[ARGS] != NULL)
        return refuse_name(state, value, &integi_message_expression_json_missing, "op");
    if (meanings != 1 || (members[ARGS] != NULL && members[OP] == NULL))
        return refuse(state, value, &integi_message_expression_json_object);
    if (members[OP] != NULL)
        return read_operation(state, value, members[OP], members[ARGS], out);
    if (members[INTERVAL] != NULL)
        return read_interval(state, value, members[INTERVAL], out);
    if (members[DATE] != NULL || members[TIMESTAMP] != NULL)
        return read_instant(state, members[members[DATE] != NULL ? DATE : TIMESTAMP], members[DATE] != NULL,
                            members[TIMESTAMP] != NULL, out);
    if (members[PROPERTY]->kind != INTEGI_JSON_TEXT)
        return refuse(state, members[PROPERTY], &integi_message_expression_json_text);
    *out = new_node(state, members[PROPERTY], INTEGI_NODE_PROPERTY);
    return *out == NULL ? INTEG_STATUS_OUT_OF_MEMORY : INTEG_STATUS_OK;
}

static integ_status read_node(reading *state, const integi_json_value *value, integi_node **out)
{
    switch (value->kind) {
    case INTEGI_JSON_OBJECT:
        return read_object(state, value, out);
    case INTEGI_JSON_ARRAY:
        return read_list(state, value, out);
    case INTEGI_JSON_TEXT:
        return read_text(state, value, out);
    case INTEGI_JSON_NUMBER:
        return read_number(state, value, out);
    case INTEGI_JSON_BOOLEAN:
        *out = new_node(state, value, INTEGI_NODE_BOOLEAN);
        if (*out == NULL)
            return INTEG_STATUS_OUT_OF_MEMORY;
        (*out)->integer = value->truth;
        return INTEG_STATUS_OK;
    default:
        return refuse(state, value, &integi_message_expression_json_null);
    }
}

static void copy_origins(const integi_node *from, const integi_node *to)
{
    ((integi_node *)(uintptr_t)to)->origin = from->origin;
    for (int32_t i = 0; i < from->child_count; i++)
        copy_origins(from->children[i], to->children[i]);
}

/* Makes the expression of the canonical text of a tree. That text may exceed limits that the tree does not: it has no
 * places of the JSON to report them at. */
static integ_status make_expression(reading *state, const integi_node *tree, size_t length, integ_expression **out)
{
    integi_buffer buffer;
    integi_place nowhere = {state->source, 0, 0, -1, '\0'};
    integi_buffer_init(&buffer, state->arena->context);
    integi_print_text(&buffer, tree);
    integ_status status = buffer.failed ? integi_out_of_memory(state->error) : INTEG_STATUS_OK;
    if (status == INTEG_STATUS_OK)
        status = integi_expression_parse_at(state->arena->context, buffer.bytes, buffer.length, &nowhere, out,
                                            state->error);
    integi_buffer_free(&buffer);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!integi_node_equal(tree, (*out)->root))
        return INTEGI_FAIL(state->error, &nowhere, &integi_message_expression_json_fault);
    char *document = integi_arena_text(&(*out)->arena, state->text, length);
    if (document == NULL)
        return integi_out_of_memory(state->error);
    (*out)->document = document;
    copy_origins(tree, (*out)->root);
    return INTEG_STATUS_OK;
}

integ_status integ_expression_parse_json(integ_context *context, const char *text, size_t length,
                                         const char *source_name, integ_expression **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || (text == NULL && length > 0))
        return integi_invalid_argument(error, context == NULL ? "context" : "text");
    integi_arena arena;
    integi_arena_init(&arena, context);
    reading state = {&arena, length == 0 ? "" : text, source_name, error};
    const integi_json_value *root;
    integi_node *tree = NULL;
    integ_status status = integi_json_read(&arena, state.text, length, source_name, &root, error);
    if (status == INTEG_STATUS_OK)
        status = read_node(&state, root, &tree);
    if (status == INTEG_STATUS_OK)
        status = make_expression(&state, tree, length, out);
    integi_arena_free(&arena);
    if (status != INTEG_STATUS_OK) {
        integ_expression_free(*out);
        *out = NULL;
    }
    return status;
}

integ_status integ_expression_load_json(integ_context *context, const char *path, integ_expression **out,
                                        integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || path == NULL)
        return integi_invalid_argument(error, context == NULL ? "context" : "path");
    integi_buffer buffer;
    integi_buffer_init(&buffer, context);
    integ_status status = integi_file_read(path, INTEGI_JSON_BYTES_MAXIMUM, &buffer, error);
    if (status == INTEG_STATUS_OK)
        status = integ_expression_parse_json(context, buffer.bytes, buffer.length, path, out, error);
    integi_buffer_free(&buffer);
    return status;
}
