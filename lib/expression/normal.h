/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_EXPRESSION_NORMAL_H
#define INTEGI_EXPRESSION_NORMAL_H

/* What a condition means, whatever it looks like: the digest of its normal form, which docs/expression.md
 * describes. The digest of a node is that of a word for its kind, its own text, and the digests of its
 * operands, so that nothing long is ever put together. It is written down in decisions, so that it must never
 * change. */

#include "base/sha256.h"
#include "expression/node.h"

typedef struct integi_digest {
    unsigned char bytes[INTEGI_SHA256_BYTES];
} integi_digest;

typedef struct integi_digests {
    integi_digest *items;
    size_t count, capacity;
} integi_digests;

typedef struct integi_normal integi_normal;

/* Appends the conditions of a group that all its members meet; how it does that is for the floor that knows
 * groups. */
typedef integ_status (*integi_group_conditions)(integi_normal *normal, const char *name,
                                                integi_digests *into);

struct integi_normal {
    integ_context *context;
    integi_group_conditions groups; /* NULL: a group stands for its name */
    void *userdata;
    int32_t depth; /* of groups in each other too */
    integ_error *error;
};

/* One node; and the operands of the outermost AND, which are appended. */
integ_status integi_normal_digest(integi_normal *normal, const integi_node *node, integi_digest *out);
integ_status integi_normal_conditions(integi_normal *normal, const integi_node *node, integi_digests *into);

bool integi_digests_add(integ_context *context, integi_digests *digests, const integi_digest *added);
void integi_digests_free(integ_context *context, integi_digests *digests);
void integi_digests_sort(integi_digests *digests); /* and leaves out what stands twice */
/* The digest of all of them joined by AND, which are sorted; of one it is that one. */
void integi_digests_all(integi_digests *digests, integi_digest *out);
int integi_digest_compare(const void *a, const void *b);

/* The fingerprint of a whole definition; `population` is NULL for the main table. */
void integi_normal_fingerprint(const char *population, const integi_digest *digest, char *text);
integ_status integi_fingerprint_text(integ_context *context, const char *population,
                                     const integi_digest *digest, integ_text **out, integ_error *error);

/* The name of the group in in_group('name'); NULL for every other node. */
const char *integi_named_group(const integi_node *node);

#endif
