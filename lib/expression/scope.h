/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_SCOPE_H
#define INTEGI_EXPRESSION_SCOPE_H

/* Where names in an expression are looked up: the columns and derived columns of one table, functions, and groups
 * through a resolver. Higher floors fill it, so that this floor never reaches upwards. */

#include "expression/tree.h"
#include "register/schema.h"

typedef struct integi_scope integi_scope;

/* A group as its definition says; what is returned is borrowed from the resolver's owner. */
typedef struct integi_group_parts {
    const char *within;             /* another group, or NULL */
    const integ_expression *where;  /* or NULL: everybody within */
    const char *population;         /* the table whose rows it selects; NULL: the main table */
} integi_group_parts;

/* True when the group exists. */
typedef bool (*integi_group_resolver)(const char *name, integi_group_parts *out, void *userdata);

/* The names of all groups, from 0; NULL behind the last. For "did you mean". */
typedef const char *(*integi_group_namer)(int64_t index, void *userdata);

/* Parses the table's derived columns too. The scope keeps the register alive. */
integ_status integi_scope_new(integ_context *context, const integ_register *reg, int64_t table, integi_scope **out,
                              integ_error *error);
/* Over another table of the same register, with the same groups and functions. */
integ_status integi_scope_beside(const integi_scope *scope, int64_t table, integi_scope **out, integ_error *error);
void integi_scope_free(integi_scope *scope);
void integi_scope_set_groups(integi_scope *scope, integi_group_resolver resolver, void *userdata);
/* After the groups, with the same userdata. */
void integi_scope_set_group_names(integi_scope *scope, integi_group_namer namer);
/* Lets examinations say nothing of which codes no row has: where zeros are hidden, that would be one. */
void integi_scope_keep_absence(integi_scope *scope);

#endif
