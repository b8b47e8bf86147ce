/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The simplest attack is told, and no simpler one that does not work. What was read out of the table so far rests on
 * counts not being negative, wherever nobody is in a sum; so the table is read once more without that. */
#include "disclosure/audit_linear.h"
#include "disclosure/audit_witness.h"

#include <string.h>

static bool has_single_value(const integ_audit *self, int64_t cell)
{
    int32_t finding = self->cells[cell].finding;
    return finding == INTEG_AUDIT_LINEAR || finding == INTEG_AUDIT_INTERVAL || finding == INTEG_AUDIT_INTEGER;
}

static bool uses_signs(const integi_published *published)
{
    for (int64_t atom = 0; atom < published->cells->atoms; atom++)
        if (published->by_sign[atom])
            return true;
    return false;
}

/* What is told by adding and subtracting has a witness of its own. False when there is no memory. */
static bool conclude(integi_witness *witness, int64_t leader, int64_t cell, bool follows)
{
    integi_audited *audited = &witness->audit->cells[cell];
    if (!follows && audited->finding == INTEG_AUDIT_LINEAR)
        audited->finding = INTEG_AUDIT_INTERVAL;
    if (!follows)
        return true;
    audited->finding = INTEG_AUDIT_LINEAR;
    audited->witness_count = 0;
    return integi_witness_keep(witness, leader, cell, NULL);
}

/* What is too large to tell keeps its finding. */
static integ_status look_at_component(integi_witness *witness, int64_t leader, integi_component *component)
{
    const integi_parts *parts = witness->parts;
    integi_solver solver;
    int64_t form = 0;
    bool kept = true;
    integi_solver_init(&solver, component, &witness->audit->work);
    for (int64_t cell = parts->first_cell[leader]; cell >= 0 && kept; cell = parts->next_cell[cell], form++) {
        if (!has_single_value(witness->audit, cell) || solver.start != INTEGI_SOLVED)
            continue;
        integi_extreme lower = integi_solver_extreme(&solver, integi_lists_at(&component->forms, form),
                                                     integi_lists_length(&component->forms, form), 1, witness->binding);
        if (lower.known)
            kept = conclude(witness, leader, cell, lower.fixed);
        memset(witness->binding, 0, (size_t)component->equations.count);
    }
    bool memory = kept && solver.start != INTEGI_NO_MEMORY;
    integi_solver_free(&solver);
    return memory ? INTEG_STATUS_OK : INTEG_STATUS_OUT_OF_MEMORY;
}

static bool is_of_interest(const integ_audit *self, const integi_parts *parts, int64_t leader)
{
    for (int64_t cell = parts->first_cell[leader]; cell >= 0; cell = parts->next_cell[cell])
        if (has_single_value(self, cell))
            return true;
    return false;
}

static integ_status look_at_parts(integi_witness *witness, integi_parts *parts)
{
    integ_audit *audit = witness->audit;
    integ_status status = INTEG_STATUS_OK;
    for (int64_t cell = 0; cell < audit->count && status == INTEG_STATUS_OK; cell++)
        if (has_single_value(audit, cell) && parts->published->unknown[cell] == 0 && !conclude(witness, -1, cell, true))
            status = INTEG_STATUS_OUT_OF_MEMORY;
    for (int64_t atom = 0; atom < parts->published->cells->atoms && status == INTEG_STATUS_OK; atom++) {
        if (parts->first_cell[atom] < 0 || !is_of_interest(audit, parts, atom))
            continue;
        integi_component component;
        status = integi_parts_collect(parts, atom, &component) ? look_at_component(witness, atom, &component)
                                                               : INTEG_STATUS_OUT_OF_MEMORY;
        integi_parts_release(&component);
    }
    return status;
}

static integ_status look(integ_audit *self, const integi_published *without_signs)
{
    integi_parts parts;
    integi_witness witness;
    integ_status status = INTEG_STATUS_OUT_OF_MEMORY;
    if (integi_parts_open(&parts, self->context, without_signs, true) && integi_witness_open(&witness, self, &parts))
        status = look_at_parts(&witness, &parts);
    integi_parts_close(&parts);
    return status;
}

integ_status integi_audit_linear(integ_audit *self, const integi_published *published)
{
    bool any = false;
    for (int64_t cell = 0; cell < self->count && !any; cell++)
        any = has_single_value(self, cell);
    if (!any || !uses_signs(published))
        return INTEG_STATUS_OK;
    integi_published without_signs;
    integ_status status = integi_published_read_unsigned(&without_signs, published->cells, published->values);
    if (status == INTEG_STATUS_OK)
        status = look(self, &without_signs);
    integi_published_free(&without_signs);
    return status;
}
