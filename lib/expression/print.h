/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_PRINT_H
#define INTEGI_EXPRESSION_PRINT_H

/* Trees as text. Equal trees have equal texts, and reading the text gives an equal tree. */

#include "base/buffer.h"
#include "expression/node.h"

/* Appends the canonical CQL2 text of a node; whether it worked is in the buffer. */
void integi_print_text(integi_buffer *buffer, const integi_node *node);

/* Appends the CQL2 JSON of a node, without white space. */
void integi_print_json(integi_buffer *buffer, const integi_node *node);

/* What CQL2 text and CQL2 JSON write alike: the literal of a node of kind INTEGER, DECIMAL or NUMBER, and the instant
 * of one of kind DATE or TIMESTAMP, or the .. of one of kind UNBOUNDED, without quotes. */
void integi_print_number(integi_buffer *buffer, const integi_node *node);
void integi_print_instant(integi_buffer *buffer, const integi_node *node);

#endif
