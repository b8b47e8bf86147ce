/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_PARTS_H
#define INTEGI_DISCLOSURE_AUDIT_PARTS_H

/* What is unknown in a published table, in components: atoms, equations and hidden cells that hang together. Each
 * component is known by its first atom, the leader. */

#include "disclosure/component.h"
#include "disclosure/published.h"

typedef struct integi_parts {
    integ_context *context;
    const integi_published *published;
    integi_arena arena;
    int64_t *leader;   /* atoms that hang together have the same leader */
    int64_t *variable; /* an atom's number in its component */
    int64_t *next_atom, *first_atom;         /* the atoms of every leader; -1 ends a list */
    int64_t *next_equation, *first_equation; /* the equations of every leader */
    int64_t *next_cell, *first_cell;         /* the hidden cells of every leader that have unknown atoms */
    int64_t *same; /* of every hidden cell: the first one with the same atoms; only that one is in a list */
} integi_parts;

/* Cells of the same atoms are taken together, when `together`. False when there is no memory. Closed in any case. */
bool integi_parts_open(integi_parts *self, integ_context *context, const integi_published *published, bool together);
void integi_parts_close(integi_parts *self);

/* The component of a leader, with what everybody knows; released in any case. Its ranges live as long as the parts.
 * False when there is no memory. */
bool integi_parts_collect(integi_parts *self, int64_t leader, integi_component *out);
void integi_parts_release(integi_component *component);

/* What the known atoms of a cell add up to. */
int64_t integi_parts_known(const integi_parts *self, int64_t cell);

static inline bool integi_parts_is_hidden(const integi_parts *self, int64_t cell)
{
    return self->published->values[cell] < 0;
}

#endif
