/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_TREE_H
#define INTEGI_EXPRESSION_TREE_H

/* Expressions as trees, with the position of every node in its source. */

#include "base/arena.h"
#include "base/message.h"
#include "integration/expression.h"

typedef struct integi_node integi_node;

/* Reads CQL2 text that stands inside another document: positions are counted from `start` (NULL: line 1, column 1). */
integ_status integi_expression_parse_at(integ_context *context, const char *text, size_t length,
                                        const integi_place *start, integ_expression **out, integ_error *error);
integ_expression *integi_expression_retain(const integ_expression *expression);
const integi_node *integi_expression_root(const integ_expression *expression);
integi_place integi_expression_place(const integ_expression *expression, const integi_node *node);
/* The source text of a node as it was written, for funnels and messages; borrowed. */
const char *integi_expression_source_text(const integ_expression *expression, const integi_node *node,
                                          size_t *length);

/* The operands of the outermost AND (one for any other expression), nested ANDs flattened, in source order. */
int64_t integi_expression_conjunct_count(const integ_expression *expression);
const integi_node *integi_expression_conjunct(const integ_expression *expression, int64_t index);

/* Calls `visit` for every group named in in_group(), was_in(), years_in() and linked_in(), for checks; stops at the
 * first that is not OK. */
typedef integ_status (*integi_group_visitor)(const char *name, const integi_place *place, void *userdata);
integ_status integi_expression_visit_groups(const integ_expression *expression, integi_group_visitor visit,
                                            void *userdata);
/* The same without those in linked_in(), which are over another table. */
integ_status integi_expression_visit_same_groups(const integ_expression *expression, integi_group_visitor visit,
                                                 void *userdata);
/* The same expression, in which each of these groups has a prefix before its name. Places and source text stay. */
integ_status integi_expression_rename_groups(const integ_expression *expression, const char *prefix,
                                             integ_expression **out, integ_error *error);

#endif
