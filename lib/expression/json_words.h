/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_JSON_WORDS_H
#define INTEGI_EXPRESSION_JSON_WORDS_H

/* What nodes are called in CQL2 JSON. */

#include "expression/node.h"

typedef struct integi_json_operation {
    const char *name;
    integi_node_kind kind;
    int32_t operator;
    int32_t least, most; /* arguments; most is 0 where there may be any number of them */
} integi_json_operation;

/* The operation with exactly this name, or of this node; NULL for functions and for what is no operation. */
const integi_json_operation *integi_json_operation_named(const char *name, size_t length);
const integi_json_operation *integi_json_operation_of(const integi_node *node);

/* The operation that a name stands for in other languages, or in other letters; NULL when it stands for none. */
const char *integi_json_operation_meant(const char *name, size_t length);
/* The operation nearest to a name that is none, for "did you mean"; NULL when none is near. */
const char *integi_json_operation_near(const char *name, size_t length);

/* The standard's spelling of one of its own functions, which text writes in any case; NULL for other functions. */
const char *integi_json_function_name(const integi_node *function);

/* Whether a node stands for a list of itself alone where it is an argument of one of the standard's array functions:
 * those take a list, a column or a function, and a list of one value is that value in the tree. */
bool integi_stands_for_list(const integi_node *function, const integi_node *argument);

#endif
