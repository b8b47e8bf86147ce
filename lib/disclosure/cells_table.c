/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* A cross table is a product of its dimensions: the atoms of a cell are all combinations of the leaves below its nodes.
 * So are its coordinates: in each dimension, a node stands for itself, but the last child of a node is its parent less
 * the other children. Totals thereby are as short as the cells within, which keeps the elimination sparse. */
#include "base/arena.h"
#include "disclosure/cells.h"
#include "disclosure/messages.h"

#define DIMENSIONS_AT_MOST 16
#define CELLS_AT_MOST 10000000

typedef struct dimension {
    const int64_t *parents;
    int64_t size;
    int64_t leaves;
    bool *has_children;
    int64_t *last_child;  /* of a node; -1 for a leaf */
    int64_t *leaf;        /* a leaf's number; -1 for other nodes */
    integi_lists below;   /* the leaves at or below every node */
    integi_lists vectors; /* every node's coordinates and coefficients by turns */
} dimension;

typedef struct table {
    integ_context *context;
    integi_arena arena;
    dimension dimensions[DIMENSIONS_AT_MOST];
    int32_t count;
    integ_cells *cells;
} table;

static integ_status check_parents(const dimension *self, int32_t number, integ_error *error)
{
    const char *name = integi_number((char[INTEGI_NUMBER_SIZE]){0}, number);
    for (int64_t node = 0; node < self->size; node++)
        if (self->parents[node] < -1 || self->parents[node] >= self->size)
            return INTEGI_FAIL(error, NULL, &integi_message_cells_parent, name,
                               integi_number((char[INTEGI_NUMBER_SIZE]){0}, self->parents[node]));
    for (int64_t node = 0; node < self->size; node++) {
        int64_t steps = 0;
        for (int64_t at = node; at >= 0; at = self->parents[at])
            if (steps++ > self->size)
                return INTEGI_FAIL(error, NULL, &integi_message_cells_cycle, name);
    }
    return INTEG_STATUS_OK;
}

static bool find_leaves(table *self, dimension *d)
{
    d->has_children = integi_arena_allocate(&self->arena, (size_t)d->size * sizeof *d->has_children);
    d->last_child = integi_arena_allocate(&self->arena, (size_t)d->size * sizeof *d->last_child);
    d->leaf = integi_arena_allocate(&self->arena, (size_t)d->size * sizeof *d->leaf);
    if (d->has_children == NULL || d->last_child == NULL || d->leaf == NULL)
        return false;
    for (int64_t node = 0; node < d->size; node++)
        d->last_child[node] = -1;
    for (int64_t node = 0; node < d->size; node++) {
        if (d->parents[node] >= 0) {
            d->has_children[d->parents[node]] = true;
            d->last_child[d->parents[node]] = node;
        }
    }
    for (int64_t node = 0; node < d->size; node++)
        d->leaf[node] = d->has_children[node] ? -1 : d->leaves++;
    return true;
}

static bool is_below(const dimension *d, int64_t node, int64_t ancestor)
{
    while (node >= 0 && node != ancestor)
        node = d->parents[node];
    return node == ancestor;
}

static bool list_leaves(integ_context *context, dimension *d)
{
    for (int64_t node = 0; node < d->size; node++) {
        for (int64_t leaf = 0; leaf < d->size; leaf++)
            if (d->leaf[leaf] >= 0 && is_below(d, leaf, node) &&
                !integi_lists_item(context, &d->below, d->leaf[leaf]))
                return false;
        if (!integi_lists_close(context, &d->below))
            return false;
    }
    return true;
}

/* A node that is not a last child is a coordinate; a last child is its parent less the other children. */
static bool list_vector(integ_context *context, dimension *d, int64_t node)
{
    int64_t parent;
    while ((parent = d->parents[node]) >= 0 && d->last_child[parent] == node) {
        for (int64_t sibling = 0; sibling < node; sibling++)
            if (d->parents[sibling] == parent && (!integi_lists_item(context, &d->vectors, sibling) ||
                                                  !integi_lists_item(context, &d->vectors, -1)))
                return false;
        node = parent;
    }
    return integi_lists_item(context, &d->vectors, node) && integi_lists_item(context, &d->vectors, 1) &&
           integi_lists_close(context, &d->vectors);
}

static integ_status open_dimension(table *self, int32_t number, integ_error *error)
{
    dimension *d = &self->dimensions[number];
    integ_status status = check_parents(d, number, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!find_leaves(self, d) || !list_leaves(self->context, d))
        return integi_out_of_memory(error);
    for (int64_t node = 0; node < d->size; node++)
        if (!list_vector(self->context, d, node))
            return integi_out_of_memory(error);
    return INTEG_STATUS_OK;
}

/* All combinations of one item of each dimension's list, the last running fastest. */
static bool add_members(table *self, const int64_t *nodes, int32_t at, int64_t atom)
{
    if (at == self->count)
        return integi_lists_item(self->context, &self->cells->members, atom);
    const dimension *d = &self->dimensions[at];
    const int64_t *leaves = integi_lists_at(&d->below, nodes[at]);
    for (int64_t i = 0; i < integi_lists_length(&d->below, nodes[at]); i++)
        if (!add_members(self, nodes, at + 1, atom * d->leaves + leaves[i]))
            return false;
    return true;
}

static bool add_vector(table *self, const int64_t *nodes, int32_t at, int64_t coordinate, int64_t coefficient)
{
    integi_lists *vectors = &self->cells->vectors;
    if (at == self->count)
        return integi_lists_item(self->context, vectors, coordinate) &&
               integi_lists_item(self->context, vectors, coefficient);
    const dimension *d = &self->dimensions[at];
    const int64_t *terms = integi_lists_at(&d->vectors, nodes[at]);
    for (int64_t i = 0; i < integi_lists_length(&d->vectors, nodes[at]); i += 2)
        if (!add_vector(self, nodes, at + 1, coordinate * d->size + terms[i], coefficient * terms[i + 1]))
            return false;
    return true;
}

static bool add_shares(table *self, const int64_t *nodes, int64_t cell)
{
    int64_t stride = 1;
    for (int32_t at = self->count - 1; at >= 0; at--) {
        const dimension *d = &self->dimensions[at];
        int64_t parent = d->parents[nodes[at]];
        if (parent >= 0 &&
            (!integi_lists_item(self->context, &self->cells->shares, cell) ||
             !integi_lists_item(self->context, &self->cells->shares, cell + (parent - nodes[at]) * stride) ||
             !integi_lists_close(self->context, &self->cells->shares)))
            return false;
        stride *= d->size;
    }
    return true;
}

static bool add_cells(table *self, int64_t count)
{
    for (int64_t cell = 0; cell < count; cell++) {
        int64_t nodes[DIMENSIONS_AT_MOST];
        int64_t rest = cell;
        for (int32_t at = self->count - 1; at >= 0; at--) {
            nodes[at] = rest % self->dimensions[at].size;
            rest /= self->dimensions[at].size;
        }
        if (!add_members(self, nodes, 0, 0) || !integi_lists_close(self->context, &self->cells->members) ||
            !add_vector(self, nodes, 0, 0, 1) || !integi_lists_close(self->context, &self->cells->vectors) ||
            !add_shares(self, nodes, cell))
            return false;
    }
    return true;
}

static integ_status fill(table *self, int64_t count, integ_cells **out, integ_error *error)
{
    int64_t atoms = 1;
    for (int32_t at = 0; at < self->count; at++) {
        integ_status status = open_dimension(self, at, error);
        if (status != INTEG_STATUS_OK)
            return status;
        atoms *= self->dimensions[at].leaves;
    }
    integ_status status = integ_cells_new(self->context, atoms, &self->cells, error);
    if (status != INTEG_STATUS_OK)
        return status;
    if (!add_cells(self, count)) {
        integ_cells_free(self->cells);
        return integi_out_of_memory(error);
    }
    *out = self->cells;
    return INTEG_STATUS_OK;
}

static integ_status too_large(int64_t limit, const integi_message *message, integ_error *error)
{
    return INTEGI_FAIL(error, NULL, message, integi_number((char[INTEGI_NUMBER_SIZE]){0}, limit));
}

integ_status integ_cells_new_table(integ_context *context, int32_t dimensions, const int64_t *sizes,
                                   const int64_t *parents, integ_cells **out, integ_error *error)
{
    if (out == NULL)
        return integi_invalid_argument(error, "out");
    *out = NULL;
    if (context == NULL || dimensions < 1 || sizes == NULL || parents == NULL)
        return integi_invalid_argument(error, context == NULL ? "context" : "dimensions");
    if (dimensions > DIMENSIONS_AT_MOST)
        return too_large(DIMENSIONS_AT_MOST, &integi_message_cells_dimensions, error);
    table self = {.context = context, .count = dimensions};
    int64_t count = 1;
    for (int32_t at = 0; at < dimensions; at++) {
        if (sizes[at] < 1)
            return integi_invalid_argument(error, "sizes");
        if (sizes[at] > CELLS_AT_MOST || count * sizes[at] > CELLS_AT_MOST)
            return too_large(CELLS_AT_MOST, &integi_message_cells_limit, error);
        self.dimensions[at] = (dimension){.parents = parents, .size = sizes[at]};
        parents += sizes[at];
        count *= sizes[at];
    }
    integi_arena_init(&self.arena, context);
    integ_status status = fill(&self, count, out, error);
    for (int32_t at = 0; at < dimensions; at++) {
        integi_lists_free(context, &self.dimensions[at].below);
        integi_lists_free(context, &self.dimensions[at].vectors);
    }
    integi_arena_free(&self.arena);
    return status;
}
