/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DISCLOSURE_AUDIT_WITNESS_H
#define INTEGI_DISCLOSURE_AUDIT_WITNESS_H

/* The published cells that give a hidden one away. */

#include "disclosure/audit.h"
#include "disclosure/audit_nobody.h"
#include "disclosure/audit_totals.h"

typedef struct integi_witness {
    integ_audit *audit;
    const integi_parts *parts;
    const integi_audit_totals *totals; /* whose parts tell something; NULL when none do */
    char *binding; /* of the equations of the component at hand: whether they are used */
    bool *marked;  /* published cells */
} integi_witness;

/* Lives in the parts' arena. False when there is no memory. */
bool integi_witness_open(integi_witness *self, integ_audit *audit, integi_parts *parts);

/* Keeps the cells of the binding equations with those that a cell has already, and forgets which bind. The leader is -1
 * when all atoms of the cell are known. `nobody` is not NULL where somebody knows the rule. False when there is no
 * memory. */
bool integi_witness_keep(integi_witness *self, int64_t leader, int64_t cell, const integi_audit_nobody *nobody);

#endif
