/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_POLICY_LOAD_METHOD_H
#define INTEGI_POLICY_LOAD_METHOD_H

#include "policy/load.h"

/* What a goal says of its method. */
typedef struct integi_method_parts {
    const integi_goal_method *method; /* never NULL */
    bool set[INTEGI_PARAMETERS_MAXIMUM];
    integi_decimal values[INTEGI_PARAMETERS_MAXIMUM];
    integi_place place, thresholds;
    const integi_document_node *nodes[INTEGI_PARAMETERS_MAXIMUM]; /* of those that are set */
} integi_method_parts;

/* `node` may be NULL, for the usual method. */
void integi_load_method(integi_loader *loader, const integi_document_node *node, integi_method_parts *parts);
/* Puts it into the goal's definition. `forecast` may be NULL. */
void integi_define_method(integi_loader *loader, const integi_method_parts *parts,
                          const integi_document_node *forecast, integ_goal *definition);

#endif
