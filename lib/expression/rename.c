/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The same expression with other names for the groups in it. */
#include "expression/node.h"

#include <string.h>

typedef struct renaming {
    integi_arena *arena; /* of the copy */
    const char *prefix;
} renaming;

static const integi_node *copy(const renaming *self, const integi_node *node, bool names_group);

static bool copy_children(const renaming *self, const integi_node *node, integi_node *made)
{
    bool names_group = integi_names_group(node);
    const integi_node **children =
        integi_arena_allocate(self->arena, (size_t)node->child_count * sizeof *children);
    for (int32_t i = 0; children != NULL && i < node->child_count; i++) {
        children[i] = copy(self, node->children[i], names_group && i == 0);
        if (children[i] == NULL)
            return false;
    }
    made->children = children;
    return children != NULL;
}

/* The text of a node with the prefix before it. */
static bool put_prefix(const renaming *self, integi_node *made)
{
    size_t prefix = strlen(self->prefix);
    char *text = integi_arena_allocate(self->arena, prefix + made->length + 1);
    if (text == NULL)
        return false;
    memcpy(text, self->prefix, prefix);
    memcpy(text + prefix, made->text, made->length);
    made->text = text;
    made->length += prefix;
    return true;
}

static const integi_node *copy(const renaming *self, const integi_node *node, bool names_group)
{
    integi_node *made = integi_arena_allocate(self->arena, sizeof *made);
    if (made == NULL)
        return NULL;
    *made = *node;
    if (node->text != NULL && !names_group &&
        (made->text = integi_arena_text(self->arena, node->text, node->length)) == NULL)
        return NULL;
    if (names_group && !put_prefix(self, made))
        return NULL;
    return node->child_count == 0 || copy_children(self, node, made) ? made : NULL;
}

/* False where memory ran out. An optional text stays NULL. */
static bool copy_text(integi_arena *arena, const char *text, size_t length, const char **out)
{
    *out = text == NULL ? NULL : integi_arena_text(arena, text, length);
    return text == NULL || *out != NULL;
}

static bool copy_source(const integ_expression *expression, integ_expression *made)
{
    const char *source = expression->start.source, *document = expression->document;
    made->start = expression->start;
    made->length = expression->length;
    return copy_text(&made->arena, source, source == NULL ? 0 : strlen(source), &made->start.source) &&
           copy_text(&made->arena, document, document == NULL ? 0 : strlen(document), &made->document) &&
           copy_text(&made->arena, expression->text, expression->length, &made->text);
}

integ_status integi_expression_rename_groups(const integ_expression *expression, const char *prefix,
                                             integ_expression **out, integ_error *error)
{
    integ_context *context = expression->context;
    integ_expression *made = integi_allocate_zeroed(context, sizeof *made);
    *out = NULL;
    if (made == NULL)
        return integi_out_of_memory(error);
    made->context = integi_context_retain(context);
    atomic_init(&made->references, 1);
    integi_arena_init(&made->arena, context);
    renaming self = {&made->arena, prefix};
    integ_status status = INTEG_STATUS_OK;
    if (!copy_source(expression, made) || (made->root = copy(&self, expression->root, false)) == NULL)
        status = integi_out_of_memory(error);
    if (status == INTEG_STATUS_OK)
        status = integi_expression_find_conjuncts(made, error);
    if (status == INTEG_STATUS_OK)
        *out = made;
    else
        integ_expression_free(made);
    return status;
}
