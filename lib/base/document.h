/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_BASE_DOCUMENT_H
#define INTEGI_BASE_DOCUMENT_H

/* Documents that people write: YAML, and so JSON, read into a tree with the position of every node.
 *
 * Types come from whoever asks, never from YAML: a scalar is text until an accessor converts it, so `NO` is a text and
 * `1.10` a decimal, quoted or not. The one exception is a value that is not there: a plain `null`, a plain `~` and
 * nothing at all after the colon make a node that is `absent`, which counts as if its key had not been written.
 *
 * Duplicate keys, keys that are not scalars, anchors, aliases, tags, a second document, NUL, control characters and
 * invalid UTF-8 are errors, and so is what exceeds the limits. All but faults of syntax are collected. */

#include "base/decimal.h"
#include "base/message.h"

#define INTEGI_DOCUMENT_DEPTH_MAXIMUM 64
#define INTEGI_DOCUMENT_BYTES_MAXIMUM (16 * 1024 * 1024)

typedef struct integi_document integi_document;
typedef struct integi_document_node integi_document_node;

typedef enum integi_document_kind {
    INTEGI_DOCUMENT_SCALAR,
    INTEGI_DOCUMENT_SEQUENCE,
    INTEGI_DOCUMENT_MAPPING
} integi_document_kind;

/* Everything is borrowed from the document. Children are walked with
 *     for (const integi_document_node *item = node->first; item != NULL; item = item->next)
 * in the order of the source; in a mapping they are the values, each with its key. */
struct integi_document_node {
    integi_document_kind kind;
    bool absent; /* a scalar that says that there is no value */
    bool quoted; /* a scalar in quotes or a block (| and >), not a plain one */
    integi_place place; /* of the first character, an opening quote included */
    const char *text;   /* scalar: its content, with a NUL behind it and none inside; "" otherwise */
    size_t length;      /* of `text` */
    const integi_document_node *key;   /* a scalar; NULL for what is not in a mapping */
    integi_document_node *next;        /* the sibling behind this one */
    integi_document_node *first;       /* the first child */
    integi_document_node *later_key;   /* while duplicate keys are looked for */
    int64_t count;                     /* of children */
    const char *embedded; /* see integi_document_embedded() */
    size_t embedded_length;
    integi_place embedded_place;
};

/* `bytes` are not needed any more afterwards. `source_name` (may be NULL) is copied, as is `path`. */
integ_status integi_document_read(integ_context *context, const char *bytes, size_t length, const char *source_name,
                                  integi_document **out, integ_error *error);
integ_status integi_document_read_file(integ_context *context, const char *path, integi_document **out,
                                       integ_error *error);
void integi_document_free(integi_document *document);
const integi_document_node *integi_document_root(const integi_document *document);
const char *integi_document_source(const integi_document *document); /* NULL when it has no name */

/* The value of a key, or NULL when the node is no mapping or has no such key, or when the value is absent. */
const integi_document_node *integi_document_find(const integi_document_node *mapping, const char *key);

/* Text of another language inside a scalar (a filter), so that its reader can count positions from `start` and be
 * right: for a scalar that goes over several lines it is the text as it stands in the source, line breaks and
 * indentation included, unless a line breaks inside single quotes. Positions behind an escape in a double-quoted
 * scalar, or behind a quote in a single-quoted one of several lines, are the only ones that are not exact. The place is
 * that of the first character of the content, behind a quote. */
const char *integi_document_embedded(const integi_document_node *scalar, size_t *length, integi_place *start);

/* What a node is, said as an error where it is not: `node` is never NULL. An absent value is none of these. */
integ_status integi_document_mapping(const integi_document_node *node, integ_error *error);
integ_status integi_document_sequence(const integi_document_node *node, integ_error *error);
integ_status integi_document_text(const integi_document_node *node, const char **out, integ_error *error);
integ_status integi_document_integer(const integi_document_node *node, int64_t *out, integ_error *error);
integ_status integi_document_decimal(const integi_document_node *node, integi_decimal *out, integ_error *error);
integ_status integi_document_boolean(const integi_document_node *node, bool *out, integ_error *error);
integ_status integi_document_date(const integi_document_node *node, integ_date *out, integ_error *error);

/* A word out of a list that ends with a NULL word; the error names the words that there are. */
typedef struct integi_document_word {
    const char *word;
    int32_t value;
} integi_document_word;
integ_status integi_document_choice(const integi_document_node *node, const integi_document_word *words, int32_t *out,
                                    integ_error *error);

/* The keys that a mapping may have. Each value found is put at `value`, NULL where there is none. Reports a node that
 * is no mapping, unknown keys (with the nearest known one) and required ones that are missing, all of them. */
typedef struct integi_document_field {
    const char *name;
    const integi_document_node **value;
    bool required;
} integi_document_field;
integ_status integi_document_fields(const integi_document_node *mapping, const integi_document_field *fields,
                                    size_t count, integ_error *error);

/* The name nearest to `name` for "did you mean", or NULL when none is near enough. Keep the best over a list:
 *     const char *best = NULL; for (...) best = integi_nearer(name, candidate, best); */
const char *integi_nearer(const char *name, const char *candidate, const char *best);

#endif
