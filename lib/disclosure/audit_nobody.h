/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_NOBODY_H
#define INTEGI_DISCLOSURE_AUDIT_NOBODY_H

/* Someone who knows the rule knows that a hidden cell is not zero, unless zeros are hidden, or it may be nobody of a
 * total that is too small for that to be told, or there are secrets. What he finds out of hidden totals tells him more
 * of their parts. */

#include "disclosure/audit_parts.h"

typedef struct integi_audit_nobody {
    const integi_parts *parts;
    const integ_disclosure *rule;
    bool *always;         /* of every cell: it may be nobody, however many are in its totals */
    bool *small;          /* of every cell: it may be nobody though it is hidden */
    bool *matters;        /* of every hidden cell: it is a total of parts of which it may tell something */
    bool *full;           /* of every hidden total that stands for those with the same atoms: it is no small one */
    int64_t *first_share; /* of every cell: a share of which it is the part, or -1 */
    int64_t *next_share;
    int64_t *next_same;   /* of every hidden cell: another one with the same atoms, or -1 */
} integi_audit_nobody;

/* `proven` is NULL, or says of every cell what is known of it: see audit_proof.h. As long as they are not joined, cells
 * of the same atoms are told apart. False when there is no memory. */
bool integi_audit_nobody_open(integi_audit_nobody *self, integi_arena *arena, const integi_parts *parts,
                              const integ_disclosure *rule, const uint8_t *proven);

/* Of cells with the same atoms, none may be nobody unless all may. */
void integi_audit_nobody_join(integi_audit_nobody *self);

/* A hidden total is found to have so many at least. Whether that tells anything that was not known. */
bool integi_audit_nobody_learn(integi_audit_nobody *self, int64_t total, int64_t lower);

/* Draws the conclusions of it for the cells of a component. Whether there are any. */
bool integi_audit_nobody_conclude(integi_audit_nobody *self, int64_t leader);

/* Back to what is known when nothing was found out of the totals of a component. */
void integi_audit_nobody_forget(integi_audit_nobody *self, int64_t leader);

#endif
