/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "cohort/difference.h"

#include "base/buffer.h"
#include "expression/messages.h"

#include <string.h>

typedef struct reading {
    integi_side *side;
    integi_meanings meanings;
    bool *seen; /* of each group: its conditions are there */
    const char *group;
    integ_error *error;
} reading;

static bool is_literal(const integi_node *node)
{
    return node->child_count == 0 && node->kind != INTEGI_NODE_PROPERTY && node->kind != INTEGI_NODE_FUNCTION;
}

/* What a condition is about is its first column, and the functions around it: `age`, `exists(activation`. */
static void append_subject(integi_buffer *to, const integi_node *node)
{
    for (;;) {
        if (node->kind == INTEGI_NODE_PROPERTY) integi_buffer_append(to, node->text, node->length);
        if (node->kind == INTEGI_NODE_FUNCTION) {
            for (size_t i = 0; i < node->length; i++)
                integi_buffer_byte(
                    to, (char)(node->text[i] | ('A' <= node->text[i] && node->text[i] <= 'Z' ? 0x20 : 0)));
            integi_buffer_byte(to, '(');
        }
        if (node->kind == INTEGI_NODE_FUNCTION && node->child_count > 0 &&
            node->children[0]->kind == INTEGI_NODE_TEXT) {
            integi_buffer_append(to, node->children[0]->text, node->children[0]->length);
            return;
        }
        if (node->child_count == 0) return;
        node = node->child_count > 1 && is_literal(node->children[0]) ? node->children[1] : node->children[0];
    }
}

static char *copy_subject(integ_context *context, const integi_node *node)
{
    integi_buffer text;
    integi_buffer_init(&text, context);
    append_subject(&text, node);
    char *copy =
        text.failed ? NULL : integi_text_copy(context, text.length == 0 ? "" : text.bytes, text.length);
    integi_buffer_free(&text);
    return copy;
}

static integ_status add_condition(reading *self, const integi_node *node)
{
    integi_side *side = self->side;
    integ_context *context = self->meanings.normal.context;
    void *conditions = side->conditions;
    if (!integi_grow(context, &conditions, &side->capacity, side->count, sizeof *side->conditions))
        return integi_out_of_memory(self->error);
    side->conditions = conditions;
    integi_side_condition added = {.node = node, .group = self->group};
    integ_status status = integi_normal_digest(&self->meanings.normal, node, &added.digest);
    if (status != INTEG_STATUS_OK) return status;
    added.subject = copy_subject(context, node);
    if (added.subject == NULL) return integi_out_of_memory(self->error);
    side->conditions[side->count++] = added;
    return INTEG_STATUS_OK;
}

static integ_status read_group(reading *self, const char *name);

/* Groups in groups add their levels, as they do where they are evaluated. */
static integ_status go_deeper(reading *self)
{
    if (self->meanings.normal.depth >= INTEGI_EXPRESSION_DEPTH)
        return INTEGI_FAIL(self->error, NULL, &integi_message_expression_depth,
                           integi_number((char[INTEGI_NUMBER_SIZE]){0}, INTEGI_EXPRESSION_DEPTH));
    self->meanings.normal.depth++;
    return INTEG_STATUS_OK;
}

/* The operands of the outermost AND, the conditions of groups among them in their place. */
static integ_status read_conditions(reading *self, const integi_node *node)
{
    integ_status status = INTEG_STATUS_OK;
    while (node->kind == INTEGI_NODE_NOT && node->children[0]->kind == INTEGI_NODE_NOT)
        node = node->children[0]->children[0];
    const char *group = self->side->groups == NULL ? NULL : integi_named_group(node);
    if (group != NULL) return read_group(self, group);
    if (node->kind != INTEGI_NODE_AND) return add_condition(self, node);
    if ((status = go_deeper(self)) != INTEG_STATUS_OK) return status;
    for (int32_t i = 0; i < node->child_count && status == INTEG_STATUS_OK; i++)
        status = read_conditions(self, node->children[i]);
    self->meanings.normal.depth--;
    return status;
}

static integ_status read_group(reading *self, const char *name)
{
    const integ_groups *groups = self->side->groups;
    int64_t index = integ_groups_find(groups, name);
    if (index < 0) return integi_groups_report_unknown(groups, name, NULL, self->error);
    if (self->seen[index]) return INTEG_STATUS_OK;
    self->seen[index] = true;
    const integi_group *group = &groups->items[index];
    const char *outer = self->group;
    integ_status status = go_deeper(self);
    if (status != INTEG_STATUS_OK) return status;
    if (group->within != NULL) status = read_group(self, group->within);
    self->group = group->name;
    if (status == INTEG_STATUS_OK && group->where != NULL) status = read_conditions(self, group->where->root);
    self->group = outer;
    self->meanings.normal.depth--;
    return status;
}

integ_status integi_side_read(integ_context *context, integi_side *side, integ_error *error)
{
    reading self = {.side = side, .error = error};
    size_t groups = side->groups == NULL ? 0 : side->groups->count;
    integ_status status = integi_meanings_open(&self.meanings, context, side->groups, error);
    if (status != INTEG_STATUS_OK) return status;
    self.seen = integi_allocate_zeroed(context, groups + 1);
    if (self.seen == NULL)
        status = integi_out_of_memory(error);
    else if (side->filter != NULL)
        status = read_conditions(&self, side->filter->root);
    else
        status = read_group(&self, side->name);
    integi_release(context, self.seen, self.seen == NULL ? 0 : groups + 1);
    integi_meanings_close(&self.meanings);
    return status;
}

void integi_side_free(integ_context *context, integi_side *side)
{
    for (size_t i = 0; i < side->count; i++)
        integi_text_free(context, side->conditions[i].subject);
    integi_release(context, side->conditions, side->capacity * sizeof *side->conditions);
    integi_text_free(context, side->name);
    integi_text_free(context, side->table);
    integ_expression_free(side->filter);
    integ_groups_free(side->groups);
}
