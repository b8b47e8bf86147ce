/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_POLICY_LOAD_H
#define INTEGI_POLICY_LOAD_H

/* What the loaders of the document's sections share. They read on after a fault, so that one run reports them all:
 * every helper notes what went wrong and gives back something harmless. Only running out of memory ends the loading. */

#include "policy/policy.h"

#define INTEGI_COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct integi_loader {
    integ_policy *policy;
    integ_error *error;
    integ_status status; /* of the first fault; OUT_OF_MEMORY once memory has run out */
} integi_loader;

void integi_load_note(integi_loader *loader, integ_status status);
bool integi_load_stopped(const integi_loader *loader);

/* Cleared memory that lives as long as the policy; NULL when there is none or `count` is 0. */
void *integi_load_array(integi_loader *loader, int64_t count, size_t item_size);

/* In all of these `node` may be NULL, for a key that is not there, and gives NULL, 0, false or the fallback. */
const char *integi_load_text(integi_loader *loader, const integi_document_node *node);
const char *integi_load_title(integi_loader *loader, const integi_document_node *node, const char *id);
int32_t integi_load_choice(integi_loader *loader, const integi_document_node *node,
                           const integi_document_word *words, int32_t fallback);
int64_t integi_load_integer(integi_loader *loader, const integi_document_node *node, int64_t minimum, int64_t maximum,
                            int64_t fallback);
/* Whether something is `true`; `otherwise` where it is left out. */
bool integi_load_switch(integi_loader *loader, const integi_document_node *node, bool otherwise);
bool integi_load_decimal(integi_loader *loader, const integi_document_node *node, integi_decimal *out);
bool integi_load_date(integi_loader *loader, const integi_document_node *node, integ_date *out);
integ_expression *integi_load_expression(integi_loader *loader, const integi_document_node *node);
integi_reference integi_load_reference(integi_loader *loader, const integi_document_node *node);
int64_t integi_load_references(integi_loader *loader, const integi_document_node *node, integi_reference **out);

/* Reads the keys of a mapping; false when it is none, and then there is nothing to read. */
bool integi_load_fields(integi_loader *loader, const integi_document_node *mapping,
                        const integi_document_field *fields, size_t count);

/* How many entries a section has (a mapping from ids, or a list); 0 when it is not there or something else. */
int64_t integi_load_entries(integi_loader *loader, const integi_document_node *section);
int64_t integi_load_items(integi_loader *loader, const integi_document_node *list);

/* The rule by which goals or themes are taken together. */
int32_t integi_load_aggregate(integi_loader *loader, const integi_document_node *node);

/* The sections; each may be NULL. */
void integi_load_decisions(integi_loader *loader, const integi_document_node *section);
void integi_load_themes(integi_loader *loader, const integi_document_node *section);
void integi_load_groups(integi_loader *loader, const integi_document_node *section);
void integi_load_indicators(integi_loader *loader, const integi_document_node *section);
void integi_load_goals(integi_loader *loader, const integi_document_node *section);
void integi_load_efforts(integi_loader *loader, const integi_document_node *section);

/* The lower edges of bands; 0 when they are not right. */
int64_t integi_load_edges(integi_loader *loader, const integi_document_node *list, int64_t **out);
/* The breakdown of an indicator. */
void integi_load_breakdown(integi_loader *loader, const integi_document_node *list, integ_indicator *definition);

/* After the sections: looks up every name, and refuses groups that are built on themselves. */
void integi_resolve_names(integi_loader *loader);
void integi_resolve_groups(integi_loader *loader);

#endif
