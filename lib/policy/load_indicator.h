/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_POLICY_LOAD_INDICATOR_H
#define INTEGI_POLICY_LOAD_INDICATOR_H

/* The keys of an indicator; NULL for those that are not there. */

#include "policy/load.h"

typedef struct integi_indicator_keys {
    const integi_document_node *title, *kind, *of, *population, *where, *measure, *compare, *by, *unknown, *per, *time,
        *standard, *unit, *group, *parts, *values, *source;
} integi_indicator_keys;

/* What it is compared with. */
void integi_load_comparison(integi_loader *loader, const integi_document_node *node,
                            integi_policy_indicator *indicator);
/* The keys that only some kinds have. */
void integi_load_indicator_more(integi_loader *loader, const integi_indicator_keys *keys,
                                integi_policy_indicator *indicator);

#endif
