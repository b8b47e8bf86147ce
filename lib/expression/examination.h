/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_EXAMINATION_H
#define INTEGI_EXPRESSION_EXAMINATION_H

/* Warnings about what a definition can hardly mean, as higher floors ask for them. */

#include "expression/scope.h"

/* What is examined, and what is known of its names. */
typedef struct integi_examination {
    integ_context *context;
    const integi_scope *scope; /* NULL without a register */
    integi_group_resolver resolver; /* NULL: groups are not known */
    void *resolver_userdata;
    const char *within; /* the group that the definition selects from; NULL for none */
} integi_examination;

/* The whole of it: warnings about a condition or a value. */
integ_status integi_examine(const integi_examination *how, const integ_expression *expression, const integi_node *node,
                            integ_error *remarks);

/* Whether two expressions are the same but for spaces, the order of what is commutative, and the like. */
bool integi_expression_same(const integ_expression *a, const integ_expression *b);

#endif
