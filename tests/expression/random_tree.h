/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_EXPRESSION_RANDOM_TREE_H
#define TEST_EXPRESSION_RANDOM_TREE_H

#include "expression/node.h"

/* Any tree that text can be read into, whatever its types: operators, names and literals are those that are hard to
 * write. The same state gives the same tree. */
integi_node *random_tree(uint64_t *state, integi_arena *arena, int depth);

#endif
