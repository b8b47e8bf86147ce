/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_PARSER_H
#define INTEGI_EXPRESSION_PARSER_H

#include "expression/node.h"

/* Reads the expression's text and sets its root. */
integ_status integi_parse(integ_expression *expression, integ_error *error);

/* Whether a function or a literal of this name is one of places and shapes. */
bool integi_names_spatial(const char *text, size_t length);

#endif
