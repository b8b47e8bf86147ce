/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_TOTALS_H
#define INTEGI_DISCLOSURE_AUDIT_TOTALS_H

/* What somebody who knows the rules about shares reads out of parts that are published beside a hidden total: the total
 * is none with which such a part would have been hidden. */

#include "disclosure/audit_parts.h"

typedef struct integi_audit_totals {
    const integi_parts *parts;
    const integ_disclosure *rule;
    bool believed;       /* what is published was hidden in by the rule, as far as anybody can see */
    bool *silent;        /* of every cell: it would be shown in any case */
    int64_t *first_share; /* of every hidden cell that stands for those with the same atoms: a share of it, or -1 */
    int64_t *next_share;
} integi_audit_totals;

/* `small` says of every hidden cell whether it may be nobody. False when there is no memory. */
bool integi_audit_totals_open(integi_audit_totals *self, integi_arena *arena, const integi_parts *parts,
                              const integ_disclosure *rule, const bool *small);

/* Whether a part leaves a gap in the values of a total of which so many are known. */
bool integi_audit_totals_tells(const integi_audit_totals *self, int64_t part, int64_t known);

/* Puts what is known of the hidden totals of a component into it, in memory of the arena. False when there is none. */
bool integi_audit_totals_know(const integi_audit_totals *self, integi_arena *arena, int64_t leader,
                              integi_component *component);

#endif
