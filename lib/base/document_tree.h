/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_DOCUMENT_TREE_H
#define INTEGI_BASE_DOCUMENT_TREE_H

/* What the files behind document.h share. Nothing else includes this. */

#include "base/arena.h"
#include "base/document.h"

struct integi_document {
    integ_context *context;
    integi_arena arena;
    const char *source;
    integi_document_node *root;
};

/* Builds the tree from bytes that are valid UTF-8 without forbidden characters; a byte order mark of `skipped` bytes
 * stands before them and counts in byte offsets. */
integ_status integi_document_build(integi_document *document, const char *bytes, size_t length, size_t skipped,
                                   integ_error *error);

/* Reports what libyaml found in our own words. `began` is where the unfinished thing begins; `began->line` is 0 when
 * libyaml did not say. */
integ_status integi_document_syntax(const char *problem, const char *context, const integi_place *place,
                                    const integi_place *began, integ_error *error);

/* Finds where a scalar's content begins, and the form of it whose positions agree with the source. `raw` is the
 * scalar as it stands there, quotes and block header included. */
bool integi_document_embed(integi_document *document, integi_document_node *node, char style, const char *raw,
                           size_t length);

/* Reports keys that stand more than once. */
integ_status integi_document_unique(integi_document_node *mapping, integ_error *error);

#endif
