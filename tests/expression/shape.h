/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef TEST_EXPRESSION_SHAPE_H
#define TEST_EXPRESSION_SHAPE_H

#include "expression/node.h"

/* A tree as nested lists, such as (and (= a 1) (not (like b 'x%'))); to be freed by the caller. */
char *shape_of(const integ_expression *expression);

#endif
